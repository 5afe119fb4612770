"""What was made already, and is made again only when nobody wants it for long: pages, which one build gives every time, and others."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

MOST = 200
"""How many pages are remembered."""
Made = TypeVar("Made")


class Recalled(Generic[Made]):
    """The last that were made. Pages are known by build, address and day: what is a day's end changes at midnight."""

    def __init__(self, most: int = MOST) -> None:
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._most, self._lock = most, Lock()

    def get(self, key: Hashable) -> Made | None:
        """What was made by that key, if it is remembered."""
        with self._lock:
            found = self._made.get(key)
            if found is not None:
                self._made.move_to_end(key)
            return found

    def put(self, key: Hashable, made: Made) -> None:
        """Remembers it; what was wanted longest ago is forgotten."""
        with self._lock:
            self._made[key] = made
            self._made.move_to_end(key)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
