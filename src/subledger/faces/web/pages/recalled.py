"""Pages that were shown already: one build gives the same page every time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

MOST = 200
"""How many pages are remembered."""


class Recalled:
    """The last pages that were made, by build, address and day: what is a day's end changes at midnight."""

    def __init__(self, most: int = MOST) -> None:
        self._pages: OrderedDict[Hashable, bytes] = OrderedDict()
        self._most, self._lock = most, Lock()

    def get(self, key: Hashable) -> bytes | None:
        """The page of that key, if it is remembered."""
        with self._lock:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
            return found

    def put(self, key: Hashable, page: bytes) -> None:
        """Remembers a page; the one that was wanted longest ago is forgotten."""
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            while len(self._pages) > self._most:
                self._pages.popitem(last=False)
