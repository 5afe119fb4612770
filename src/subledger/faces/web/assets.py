"""The files that pages load: hashed addresses, kept by the browser for a year, compressed once."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import cache
from pathlib import Path
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER = Path(__file__).parent / "static"
ICON = "icon.svg"
TYPES = {".js": "text/javascript", ".woff2": "font/woff2", ".webmanifest": "application/manifest+json", ".map": "application/json"}
PACKED = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


class Asset(NamedTuple):
    """A file as it is sent."""

    body: bytes
    packed: bytes | None
    kind: str
    version: str


def asset_url(name: str) -> str:
    """The address of a file under static/, with the hash of what it holds, as /static/app.css?v=…"""
    return f"/static/{name}?v={_asset(name, _modified(name)).version}"


def _modified(name: str) -> int:
    # Only names that stand in the folder are files: an address is never joined to a path.
    if name not in _names():
        _names.cache_clear()
    if name not in _names():
        raise FileNotFoundError(name)
    return _names()[name].stat().st_mtime_ns


@cache
def _names() -> dict[str, Path]:
    return {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*") if path.is_file()}


@cache
def _asset(name: str, modified: int) -> Asset:
    del modified
    path = _names()[name]
    body = path.read_bytes()
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    packed = gzip.compress(body, 9, mtime=0) if kind.startswith(PACKED) else None
    return Asset(body, packed, kind, hashlib.sha256(body).hexdigest()[:12])


def _send(request: Request) -> Response:
    name = request.path_params.get("name", ICON)
    try:
        asset = _asset(name, _modified(name))
    except FileNotFoundError:
        raise HTTPException(404) from None
    is_current = request.query_params.get("v") == asset.version
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable" if is_current else "no-cache",
        "ETag": f'"{asset.version}"',
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(None, 304, headers)
    is_packed = asset.packed is not None and "gzip" in request.headers.get("accept-encoding", "")
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    return Response(asset.packed if is_packed and asset.packed else asset.body, 200, headers, asset.kind)


# Where an answer is no page, browsers look for an icon here.
routes = [Route("/static/{name:path}", _send), Route("/favicon.ico", _send)]
