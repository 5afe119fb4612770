"""What stands before every request and on every response: names, origins, tokens, and a strict policy for browsers."""

from __future__ import annotations

import hmac
import ipaddress
import socket
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from subledger.book.building.published import Build
from subledger.book.result import stamp
from subledger.faces.inert import inert
from subledger.faces.web.refusals import LOG, refuse, wants_page
from subledger.faces.web.served import SEEN
from subledger.faces.web.tokens import Token, hashed
from subledger.model.errors import SubledgerError

COOKIE = "subledger_session"
HERE = ("127.0.0.1", "localhost", "::1")
ANYWHERE = ("0.0.0.0", "::")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
OPEN = ("/login", "/static/", "/favicon.ico")
"""What is answered without a token: the way to show it."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may speak to a server, and under which names.

    A secret lets commands of the book's owner write and read; a token is demanded of everyone where others can reach the server.
    shown: what a browser shows once, to be let in where there is a token, else to write.
    """

    host: str = "127.0.0.1"
    names: tuple[str, ...] = ()
    secret: str | None = None
    token: Token | None = field(default=None)
    shown: Token | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shown", self.token or (Token(hashed(self.secret)) if self.secret else None))

    def knows(self, host: str) -> bool:
        """Whether a Host header names this server: any other may be a stranger's name that points here."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        if name in (*HERE, self.host.lower(), *(each.lower() for each in self.names)):
            return True
        # An address is no name that a stranger could point here.
        return self.host in ANYWHERE and (_is_address(name) or name == socket.gethostname().lower())

    def is_owner(self, request: Request) -> bool:
        """Whether a request shows the secret, or the token."""
        said = _bearer(request.headers)
        if said is None:
            return False
        return (self.secret is not None and hmac.compare_digest(said.encode(), self.secret.encode())) or (
            self.token is not None and self.token.fits(said)
        )

    def may_write(self, request: Request) -> bool:
        """Whether a request may change the book: the owner's may, and those of a browser in which the owner has shown so."""
        return self.is_owner(request) or (self.shown is not None and self.shown.knows(request.cookies.get(COOKIE, "")))

    def admits(self, request: Request) -> bool:
        """Whether a request may read."""
        return self.token is None or request.url.path.startswith(OPEN) or self.may_write(request)


def same_origin(headers: Headers) -> bool:
    """Whether a request that writes comes from a page of this server, or from no page at all."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site is not None:
        # What the browser itself says, and no page can change. Beside it a form's Origin is null: pages tell no referrer.
        return site in ("same-origin", "none")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


class Guard:
    """Refuses what does not belong here, and puts the headers on every response."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app, self.access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        seen: list[Build] = []
        SEEN.set(seen)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "private, no-cache")
                if headers.get("content-type", "").startswith("text/html"):
                    headers.add_vary_header("HX-Request")
                if seen:
                    headers["Subledger-Build"] = f"{seen[-1].load_id} {stamp(seen[-1].known_at) or '-'}"
                LOG.info("%s", f"{scope.get('client', ('-',))[0]} {scope['method']} {inert(_target(scope))} {message['status']}")
            await send(message)

        request = Request(scope, receive)
        answer = self._refusal(request)
        await (self.app if answer is None else answer)(scope, receive, sent)

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        if not self.access.knows(host):
            hint = "name it when the server starts: subledger serve --name NAME"
            return refuse(request, SubledgerError(f"{host!r} is no name of this server", "foreign_host", host, ", ".join(HERE), hint))
        if request.method not in ("GET", "HEAD", "OPTIONS") and not same_origin(request.headers):
            said = request.headers.get("origin") or request.headers.get("sec-fetch-site")
            return refuse(request, SubledgerError("a page of another site may not write here", "foreign_origin", said, f"http://{host}"))
        if self.access.admits(request):
            return None
        if wants_page(request) and request.method in ("GET", "HEAD"):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/login?next={quote(request.url.path + query, safe='')}", 303)
        answer = refuse(request, no_token())
        answer.headers["WWW-Authenticate"] = 'Bearer realm="subledger"'
        return answer


def no_token() -> SubledgerError:
    """The error for who has not shown the token."""
    hint = "send it as Authorization: Bearer TOKEN; it was shown when subledger serve made it"
    return SubledgerError("the token is missing or wrong", "no_token", expected="the token of this server", hint=hint)


def _target(scope: Scope) -> str:
    # The secret may stand in the question of the login.
    query = "" if scope["path"] == "/login" else scope["query_string"].decode("latin-1")
    return f"{scope['path']}?{query}" if query else str(scope["path"])


def _bearer(headers: Headers) -> str | None:
    scheme, _, said = headers.get("authorization", "").partition(" ")
    return said.strip() if scheme.lower() == "bearer" else None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
