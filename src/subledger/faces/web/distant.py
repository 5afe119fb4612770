"""A book that another process serves, asked as if it were open here."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from subledger.faces.web.notice import Notice, found
from subledger.model.address import Addressed
from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    from subledger.book import Book
    from subledger.book.bridging.bridge import Bridge

ADDRESS = "/beside"
EDITS = "edits"
SHARES = "bridge.shares"
"""The customers of a step are asked for when they are wanted: a bridge as it is sent has none."""
PATIENCE_SECONDS = 2
"""How long a server that is there may take to let itself be reached; its answers may take longer."""


class DistantEdits:
    """The edits of a book that another process serves."""

    def __init__(self, book: Distant) -> None:
        self._book = book

    def __getattr__(self, name: str) -> Any:
        return self._book._asking(f"{EDITS}.{name}")


class Distant:
    """What a Book is asked, passed on to the process that has it open; answers come back exact.

    Raises: the SubledgerError that the book raised there.
    """

    def __init__(self, notice: Notice) -> None:
        self._notice = notice

    def __enter__(self) -> Distant:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        from subledger.book import Book

        if not hasattr(Book, name):
            raise AttributeError(name)
        if name == EDITS:
            return DistantEdits(self)
        if isinstance(getattr(Book, name), property):
            return self._ask(name, (), {})
        return self._asking(name)

    def _asking(self, name: str) -> Callable[..., Any]:
        from subledger.book.policies import policy

        def asked(*arguments: Any, tell: Callable[[str], None] = lambda _: None, **options: Any) -> Any:
            tell(f"asking the server at {self._notice.url}")
            if isinstance(options.get("policy"), str):
                # A policy's file is looked for here, where its name was written.
                options["policy"] = policy(options["policy"])
            answer = self._ask(name, arguments, options)
            return self._opening(answer, arguments, options) if name == "bridge" else answer

        return asked

    def _opening(self, bridge: Bridge, arguments: tuple[Any, ...], options: dict[str, Any]) -> Bridge:
        """The bridge with steps that are opened where the book is."""

        def opened(key: str) -> Callable[[], Any]:
            return lambda: self._ask(SHARES, (key, arguments, options), {})

        return replace(bridge, steps=tuple(replace(step, opened=opened(step.key)) for step in bridge.steps))

    def _ask(self, name: str, arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
        from subledger.faces.web.wire import packed, unpacked

        body = json.dumps({"ask": name, "arguments": packed(list(arguments)), "options": packed(options)})
        headers = {"Authorization": f"Bearer {self._notice.secret}", "Content-Type": "application/json"}
        connection = _connected(self._notice, None)
        try:
            connection.request("POST", ADDRESS, body, headers)
            said = json.loads(connection.getresponse().read())
        except (OSError, http.client.HTTPException, ValueError):
            raise SubledgerError("the server of the book went away", "server_gone", hint="try again", exit_code=1) from None
        finally:
            connection.close()
        if "answer" in said:
            return unpacked(said["answer"])
        if "error" in said:
            raise unpacked(said["error"])
        fault = said["errors"][0]
        raise SubledgerError(fault["message"], fault["code"], fault["value"], fault["expected"], fault["hint"], exit_code=1)


def served_elsewhere(book: Addressed) -> Book | None:
    """The book of an address through the process that serves it; None where none does."""
    notice = server_of(book)
    return None if notice is None else cast("Book", Distant(notice))


def server_of(book: Addressed) -> Notice | None:
    """Where a book is served; None where nobody does, or whoever did is gone without taking the notice away."""
    notice = found(book)
    if notice is None:
        return None
    connection = _connected(notice, PATIENCE_SECONDS)
    try:
        connection.connect()
    except OSError:
        return None
    finally:
        connection.close()
    return notice


def _connected(notice: Notice, timeout: float | None) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(notice.address, notice.port, timeout=timeout)
