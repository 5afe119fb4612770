"""A company of two customers that is told three times, and its book.

acme   100 a month from 10 January 2025
beta   600 a year from 5 February to 20 March, back with 720 from 2 April
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from company_files import files

import subledger
from subledger.book import Loaded

MARCH = """\
customer_id, subscription_id, unit_amount, interval, starts_at, ends_at
acme, s1, 100.00, month, 2025-01-10,
beta, s2, 600.00, year, 2025-02-05, 2025-03-20
beta, s2, 720.00, year, 2025-04-02,
"""
TIMES = ("2025-04-05T00:00:00+00:00", "2025-05-06T00:00:00+00:00", "2025-06-07T00:00:00+00:00")


class Telling:
    """A book and a way to tell it the company's rows once more."""

    def __init__(self, folder: Path, path: Path | None, policy: object = "standard") -> None:
        self.book = subledger.init(path, policy=policy)
        self._folder, self._told = folder, 0

    def tell(self, subscriptions: str, *, at: str | None = None) -> Loaded:
        self._told += 1
        folder = files(self._folder / str(self._told), subscriptions=subscriptions)
        return self.book.load(folder, known_at=datetime.fromisoformat(at or TIMES[self._told - 1]))
