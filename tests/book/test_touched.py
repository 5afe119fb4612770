"""What a second load does wrong is found beside what the first one left, as if both had come at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from company_files import files

import subledger

SUBSCRIPTIONS = """
customer_id, subscription_id, item_id, plan, unit_amount, starts_at,  ends_at
acme,        s1,              i1,      pro,  100,         2025-01-01,
beta,        s2,              i2,      pro,  50,          2025-02-01, 2025-04-01
"""
CUSTOMERS = """
customer_id, name, parent_id
acme,        Acme,
beta,        Beta, acme
"""
HEADER = SUBSCRIPTIONS.strip().splitlines()[0]
LINES = """
invoice_id, line_id, customer_id, amount, kind,     issued_at
n1,         l1,      acme,        10,     one_time, 2025-01-05
"""
Told = tuple[str, str, int]


@dataclass(frozen=True)
class Second:
    """A second load of a book, and what of it is refused: code, file, row."""

    files: dict[str, str]
    refused: list[Told] = field(default_factory=list)
    first: dict[str, str] = field(default_factory=lambda: {"subscriptions": SUBSCRIPTIONS, "customers": CUSTOMERS})
    increment: bool = True


def row(text: str) -> dict[str, str]:
    return {"subscriptions": f"{HEADER}\n{text}"}


FIRST_LINES = {"subscriptions": SUBSCRIPTIONS, "invoice_lines": LINES}
SECONDS = {
    "a state inside an old one": Second(row("acme, s1, i1, pro, 120, 2025-03-01,"), [("overlap", "subscriptions.csv", 2)]),
    "a state that an old one begins inside": Second(
        row("beta, s2, i2, pro, 9, 2025-01-15, 2025-02-02"), [("overlap", "subscriptions.csv", 3)]
    ),
    "a state beside an old one": Second(row("beta, s2, i2, pro, 9, 2025-04-01,")),
    "a customer's id in capitals": Second(
        {"subscriptions": f"{HEADER}\nACME, s9, i9, pro, 1, 2025-01-01,"},
        [("ids_alike", "subscriptions.csv", 2)],
        first={"subscriptions": SUBSCRIPTIONS},
    ),
    "a subscription's id with a space": Second(row('acme, "s 1", i9, pro, 1, 2025-01-01,'), [("ids_alike", "subscriptions.csv", 2)]),
    "a customer whom nobody lists": Second(row("nova, s9, i9, pro, 1, 2025-01-01,"), [("orphan", "subscriptions.csv", 2)]),
    "a customer who is no longer listed": Second(
        {"customers": "customer_id, name\nbeta, Beta"}, [("orphan", "subscriptions.csv", 2)], increment=False
    ),
    "a parent who is no longer listed": Second(
        {"customers": "customer_id, name, parent_id\nbeta, Beta, acme"},
        [("orphan", "customers.csv", 3)],
        first={"customers": CUSTOMERS},
        increment=False,
    ),
    "a customer who is listed otherwise": Second({"customers": "customer_id, name, parent_id\nacme, ACME Ltd,"}),
    "the first list of customers": Second(
        {"customers": "customer_id, name\nacme, Acme"}, [("orphan", "subscriptions.csv", 3)], first={"subscriptions": SUBSCRIPTIONS}
    ),
    "a line of another customer with an old line's ids": Second(
        {"invoice_lines": LINES.replace("acme", "beta")}, [("doubled_row", "invoice_lines.csv", 2)], first=FIRST_LINES
    ),
    "an old line, corrected": Second({"invoice_lines": LINES.replace("10,", "11,")}, first=FIRST_LINES),
}


@pytest.mark.parametrize("name", SECONDS)
def test_a_second_load_is_refused_for_what_it_does_to_the_first(name: str, tmp_path: Path) -> None:
    second = SECONDS[name]
    with subledger.init() as book:
        book.load(files(tmp_path / "first", **second.first))
        try:
            book.load(files(tmp_path / "second", **second.files), increment=second.increment)
        except subledger.BadInput as error:
            found = [(fault.code, str(fault.file), fault.row) for fault in error.found]
        else:
            found = []
        assert found == second.refused
        assert book.check() == []


def test_rows_that_say_the_same_stand_as_often_as_the_newest_snapshot_has_them(tmp_path: Path) -> None:
    head, one, two = "month, amount, channel\n", "2025-01-01, 5, ads\n", "2025-01-01, 7, ads\n"
    with subledger.init() as book:
        changed = [
            book.load(files(tmp_path / str(number), spend=head + text)).changed
            for number, text in enumerate((one + one + two, one + two + one, one + two, two * 3 + one))
        ]
    # The first brings three; the order is nothing; one of the equal rows goes; two of the other come.
    assert changed == [3, 0, 1, 2]


class TestTheTimeOfDay:
    HEADER = "customer_id, item_id, unit_amount, starts_at, ends_at\n"
    MORNING = HEADER + "acme, i1, 10, 2025-01-01T09:00:00, 2025-01-01T14:00:00\nacme, i1, 20, 2025-01-01T14:00:00,\n"

    def changed(self, tmp_path: Path, first: str, second: str, timezone: str = "UTC") -> tuple[int, list[object]]:
        """How many facts an increment changed, and the MRR at January's end."""
        with subledger.init(timezone=timezone) as book:
            book.load(files(tmp_path / "first", subscriptions=first))
            done = book.load(files(tmp_path / "second", subscriptions=second), increment=True)
            assert book.check() == []
            return done.changed, [row["mrr"] for row in book.customers(None)]

    @pytest.mark.parametrize("then", ["2025-01-01T23:59:59", "2025-01-01", "2025-01-01T08:00:00+01:00"])
    def test_alone_is_a_correction(self, then: str, tmp_path: Path) -> None:
        first = self.HEADER + "acme, i1, 10, 2025-01-01T09:00:00,\n"
        assert self.changed(tmp_path, first, self.HEADER + f"acme, i1, 10, {then},\n") == (2, [10])

    def test_of_an_hour_that_a_clock_had_twice(self, tmp_path: Path) -> None:
        first, second = (self.HEADER + f"acme, i1, 10, 2025-10-26T02:30:00+{offset},\n" for offset in ("02:00", "01:00"))
        assert self.changed(tmp_path, first, second, "Europe/Berlin") == (2, [10])

    def test_of_the_second_state_of_a_day_leaves_the_first(self, tmp_path: Path) -> None:
        assert self.changed(tmp_path, self.MORNING, self.HEADER + "acme, i1, 20, 2025-01-01T15:00:00,\n") == (2, [20])

    def test_that_names_the_first_state_of_a_day_is_about_that_one(self, tmp_path: Path) -> None:
        with pytest.raises(subledger.BadInput, match="1 fault"):
            self.changed(tmp_path, self.MORNING, self.HEADER + "acme, i1, 30, 2025-01-01T09:00:00,\n")
