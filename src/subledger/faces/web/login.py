"""Showing the token, or on this machine the owner's secret: a form, and a cookie for the browser that has shown it."""

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
  <title>{title} · Subledger</title>
  <link rel="icon" href="{icon}" type="image/svg+xml">
  <link rel="stylesheet" href="{look}">
  <link rel="stylesheet" href="{parts}">
  <script src="{theme}"></script>
</head>
<body class="alone">
<div id="page">
<main id="main">
  <section class="card error">
    <h1>{heading}</h1>{wrong}
    <form class="login" method="post" action="/login">
      <input type="hidden" name="next" value="{then}">
      <p class="field"><label for="token">{label}</label>
      <input id="token" name="token" type="password" autocomplete="current-password" required autofocus></p>
      <p><button class="solid">{then_do}</button></p>
    </form>
  </section>
</main>
</div>
</body>
</html>
"""
TOKEN = {
    "title": "Show the token",
    "heading": "This book takes a token",
    "label": "The token that subledger serve showed",
    "then_do": "Open the book",
}
SECRET = {
    "title": "Show the secret",
    "heading": "Only the book’s owner writes in it",
    "label": "The secret in the file BOOK.serving, or open the address that subledger serve printed for it",
    "then_do": "Write in the book",
}
FILES = {"icon": "icon.svg", "look": "look.css", "parts": "parts.css", "theme": "theme.js"}


def form(request: Request) -> Response:
    """The form to show the token in; an address that shows it needs none."""
    if _access(request).shown is None:
        return RedirectResponse("/", 303)
    then, said = _inside(request.query_params.get("next", "/")), request.query_params.get("key")
    return _page(request, then) if said is None else _let_in(request, said, then)


async def shown(request: Request) -> Response:
    """Takes the token, and gives a cookie for it."""
    said = parse_qs((await body_of(request)).decode("utf-8", "replace"))
    return _let_in(request, said.get("token", [""])[0].strip(), _inside(said.get("next", ["/"])[0]))


def _let_in(request: Request, said: str, then: str) -> Response:
    token = _access(request).shown
    if token is None:
        return RedirectResponse("/", 303)
    if not token.fits(said):
        return _page(request, then, is_wrong=True)
    answer = RedirectResponse(then, 303)
    answer.set_cookie(COOKIE, token.session(), httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return answer


def _page(request: Request, then: str, *, is_wrong: bool = False) -> Response:
    is_token = _access(request).token is not None
    wrong = f'\n    <p role="alert">That is not the {"token" if is_token else "secret"}.</p>' if is_wrong else ""
    files = {name: asset_url(file) for name, file in FILES.items()}
    page = PAGE.format(wrong=wrong, then=escape(then), **(TOKEN if is_token else SECRET), **files)
    return HTMLResponse(page, 401 if is_wrong else 200)


def _inside(address: str) -> str:
    """An address of this server; any other becomes its first page."""
    is_inside = address.startswith("/") and "\\" not in address and address.isprintable()
    return address if is_inside and not address.startswith("//") and not urlsplit(address).netloc else "/"


def _access(request: Request) -> Access:
    access: Access = request.app.state.access
    return access


routes = [Route("/login", form), Route("/login", shown, methods=["POST"])]
