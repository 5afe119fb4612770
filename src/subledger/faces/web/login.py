"""Showing the token: a form, and a cookie for the browser that has shown it."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from subledger.faces.web.assets import asset_url
from subledger.faces.web.bodies import body_of
from subledger.faces.web.safety import COOKIE, Access

PAGE = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Show the token · Subledger</title>
  <link rel="icon" href="{icon}" type="image/svg+xml">
  <link rel="stylesheet" href="{look}">
  <link rel="stylesheet" href="{parts}">
  <script src="{theme}"></script>
</head>
<body class="alone">
<div id="page">
<main id="main">
  <section class="card error">
    <h1>This book takes a token</h1>{wrong}
    <form class="login" method="post" action="/login">
      <input type="hidden" name="next" value="{then}">
      <p class="field"><label for="token">The token that subledger serve showed</label>
      <input id="token" name="token" type="password" autocomplete="current-password" required autofocus></p>
      <p><button class="solid">Open the book</button></p>
    </form>
  </section>
</main>
</div>
</body>
</html>
"""
FILES = {"icon": "icon.svg", "look": "look.css", "parts": "parts.css", "theme": "theme.js"}


def form(request: Request) -> Response:
    """The form to show the token in."""
    if _access(request).token is None:
        return RedirectResponse("/", 303)
    return _page(_inside(request.query_params.get("next", "/")))


async def shown(request: Request) -> Response:
    """Takes the token, and gives a cookie for it."""
    said = parse_qs((await body_of(request)).decode("utf-8", "replace"))
    then, token = _inside(said.get("next", ["/"])[0]), _access(request).token
    if token is None:
        return RedirectResponse("/", 303)
    if not token.fits(said.get("token", [""])[0].strip()):
        return _page(then, is_wrong=True)
    answer = RedirectResponse(then, 303)
    answer.set_cookie(COOKIE, token.session(), httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return answer


def _page(then: str, *, is_wrong: bool = False) -> Response:
    wrong = '\n    <p role="alert">That is not the token.</p>' if is_wrong else ""
    files = {name: asset_url(file) for name, file in FILES.items()}
    return HTMLResponse(PAGE.format(wrong=wrong, then=escape(then), **files), 401 if is_wrong else 200)


def _inside(address: str) -> str:
    """An address of this server; any other becomes its first page."""
    is_inside = address.startswith("/") and "\\" not in address and address.isprintable()
    return address if is_inside and not address.startswith("//") and not urlsplit(address).netloc else "/"


def _access(request: Request) -> Access:
    access: Access = request.app.state.access
    return access


routes = [Route("/login", form), Route("/login", shown, methods=["POST"])]
