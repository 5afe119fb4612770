"""Loading: what a second load of the same, a corrected or a smaller export does to a book."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import duckdb
import pytest
from company_files import files

import subledger
from subledger.book import Loaded
from subledger.ledger.tables import unbound
from subledger.model import tables

SUBSCRIPTIONS = """
customer_id, plan, unit_amount, starts_at,  ends_at
acme,        pro,  100,         2025-01-01,
beta,        pro,  50,          2025-02-01, 2025-04-01
"""
CORRECTED = SUBSCRIPTIONS.replace("50, ", "70, ")
WITHOUT_BETA = "\n".join(SUBSCRIPTIONS.strip().splitlines()[:2])
CUSTOMERS = """
customer_id, name,  region
acme,        Acme,  north
beta,        Beta,  south
"""
START, END = date(2025, 1, 1), date(2025, 5, 1)
FIRST, RESTATED, SMALLER = [100, 150, 150, 100], [100, 170, 170, 100], [100, 100, 100, 100]

Load = Callable[..., Loaded]
History = tuple[subledger.Book, list[Loaded]]


def known(month: int) -> datetime:
    return datetime(2025, month, 1, tzinfo=UTC)


def naive(month: int) -> datetime:
    return known(month).replace(tzinfo=None)


def mrr(book: subledger.Book, **asked: Any) -> list[Any]:
    """MRR of January to April 2025."""
    return [row["value"] for row in book.metrics("mrr", START, END, **asked)]


def mrr_by(book: subledger.Book, name: str, month: int = 3, **asked: Any) -> dict[str | None, Any]:
    rows = book.metrics("mrr", date(2025, month, 1), date(2025, month + 1, 1), by=name, **asked)
    return {row["segment"]: row["value"] for row in rows}


def loads(book: subledger.Book) -> list[tuple[int, datetime, bool, str]]:
    rows = book._engine.rows(unbound(tables.LOADS).order_by("load_id"))
    return [(load_id, known_at, is_increment, names) for load_id, _, known_at, is_increment, names in rows]


@pytest.fixture
def book() -> Iterator[subledger.Book]:
    with subledger.init(None) as opened:
        yield opened


@pytest.fixture
def load(book: subledger.Book, tmp_path: Path) -> Load:
    """Loads texts as files into the book."""

    def loaded(known_at: datetime | None = None, increment: bool = False, **texts: str) -> Loaded:
        folder = files(tmp_path / f"load_{len(list(tmp_path.iterdir()))}", **texts)
        return book.load(folder, known_at=known_at, increment=increment)

    return loaded


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subledger.Book, list[Loaded]]]:
    """A book of five snapshots: the first, the same again, one row corrected, that row gone, all as at first."""
    folder = tmp_path_factory.mktemp("history")
    with subledger.init(None) as book:
        loaded = []
        for month, text in enumerate((SUBSCRIPTIONS, SUBSCRIPTIONS, CORRECTED, WITHOUT_BETA, SUBSCRIPTIONS), 1):
            loaded.append(book.load(files(folder / str(month), subscriptions=text, customers=CUSTOMERS), known_at=known(month)))
        yield book, loaded


class TestKnownAt:
    def test_the_same_again_changes_nothing(self, history: History) -> None:
        book, (first, second, *_) = history
        assert (first.load_id, first.changed) == (1, 4)
        assert (second.load_id, second.changed) == (2, 0)
        assert second.rows == first.rows == {"customers": 2, "subscriptions": 2}
        assert mrr(book, known_at=known(1)) == mrr(book, known_at=known(2)) == FIRST

    def test_every_load_is_recorded(self, history: History) -> None:
        book, _ = history
        assert loads(book) == [(month, naive(month), False, "customers,subscriptions") for month in range(1, 6)]

    def test_a_corrected_row_restates(self, history: History) -> None:
        book, loaded = history
        assert loaded[2].changed == 2
        assert mrr(book, known_at=known(3)) == RESTATED
        assert mrr(book, known_at=known(2)) == FIRST

    def test_a_row_missing_from_a_snapshot_is_gone_and_stays_readable(self, history: History) -> None:
        book, loaded = history
        assert loaded[3].changed == 1
        assert mrr(book, known_at=known(4)) == SMALLER
        assert mrr(book, known_at=known(3)) == RESTATED

    def test_a_row_that_was_gone_comes_back(self, history: History) -> None:
        book, loaded = history
        assert loaded[4].changed == 1
        assert mrr(book) == FIRST
        assert book.check() == []

    def test_a_moment_between_two_loads_knows_the_earlier(self, history: History) -> None:
        book, _ = history
        assert mrr(book, known_at=known(4) - timedelta(microseconds=1)) == RESTATED
        assert mrr(book, known_at=datetime(2030, 1, 1, tzinfo=UTC)) == FIRST
        # 00:30 in Berlin is still March in UTC.
        assert mrr(book, known_at=datetime(2025, 4, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))) == RESTATED

    def test_a_view_of_the_first_load_is_a_book_built_from_it_alone(self, history: History, tmp_path: Path) -> None:
        book, _ = history
        with subledger.init(None) as alone:
            alone.load(files(tmp_path / "first", subscriptions=SUBSCRIPTIONS, customers=CUSTOMERS), known_at=known(1))
            names = ["mrr", "customers", "nrr"]
            then, now = book.metrics(names, START, END, by="region", known_at=known(1)), alone.metrics(names, START, END, by="region")
            assert (then.rows, then.known_at) == (now.rows, now.known_at)
            assert book.movements(START, END, known_at=known(1)).rows == alone.movements(START, END).rows
            assert book.postings(known_at=known(1)).rows == alone.postings().rows

    def test_a_figure_says_when_it_was_known(self, history: History) -> None:
        book, _ = history
        assert book.customers(START).known_at == naive(5)
        assert book.customers(START, known_at=known(2)).as_json()["known_at"] == "2025-02-01T00:00:00.000000Z"

    def test_before_the_first_load_nothing_was_known(self, history: History) -> None:
        book, _ = history
        with pytest.raises(subledger.SubledgerError) as caught:
            mrr(book, known_at=datetime(2024, 12, 31, tzinfo=UTC))
        assert (caught.value.code, caught.value.expected) == ("known_at", "2025-01-01 00:00:00 or later")


def test_what_was_known_then_cannot_change(load: Load, book: subledger.Book) -> None:
    load(known(3), subscriptions=SUBSCRIPTIONS)
    with pytest.raises(subledger.SubledgerError) as caught:
        load(known(2), subscriptions=CORRECTED)
    error = caught.value
    assert (error.code, error.value, error.expected) == ("known_at", "2025-02-01 00:00:00", "2025-03-01 00:00:00 or later")
    assert (mrr(book), len(loads(book))) == (FIRST, 1)
    # The same moment is not before it.
    assert load(known(3), subscriptions=CORRECTED).load_id == 2
    assert mrr(book) == RESTATED


def test_a_load_without_a_moment_is_known_now(load: Load, book: subledger.Book) -> None:
    before = datetime.now(UTC).replace(tzinfo=None)
    load(subscriptions=SUBSCRIPTIONS)
    assert before <= loads(book)[0][1] <= datetime.now(UTC).replace(tzinfo=None)


def test_rows_in_another_order_are_the_same_rows(load: Load, book: subledger.Book) -> None:
    load(subscriptions=SUBSCRIPTIONS)
    header, *rows = SUBSCRIPTIONS.strip().splitlines()
    assert load(subscriptions="\n".join([header, *reversed(rows)])).changed == 0
    assert mrr(book) == FIRST


def test_a_snapshot_is_one_of_the_tables_it_brings(load: Load, book: subledger.Book) -> None:
    load(subscriptions=SUBSCRIPTIONS)
    assert load(customers=CUSTOMERS).changed == 2
    assert mrr_by(book, "region") == {"north": 100, "south": 50}
    assert load(subscriptions=WITHOUT_BETA).changed == 1
    assert mrr_by(book, "region") == {"north": 100}


def test_rows_that_say_the_same_are_counted(load: Load, book: subledger.Book) -> None:
    line = "acme, i1, 10, one_time, 2025-01-05\n"
    for times in (2, 1, 3):
        load(subscriptions=WITHOUT_BETA, invoice_lines="customer_id, invoice_id, amount, kind, issued_at\n" + line * times)
        (row,) = book.metrics("one_time_revenue", START, date(2025, 2, 1))
        assert row["value"] == 10 * times


class TestIncrement:
    def test_adds_and_corrects_by_key_and_keeps_the_rest(self, load: Load, book: subledger.Book) -> None:
        load(known(1), subscriptions=SUBSCRIPTIONS, customers=CUSTOMERS)
        more = load(
            known(2),
            increment=True,
            subscriptions="""
            customer_id, plan, unit_amount, starts_at,  ends_at
            acme,        pro,  110,         2025-01-01,
            gamma,       pro,  7,           2025-03-01,
            """,
            customers="""
            customer_id, name,  region
            gamma,       Gamma, west
            acme,        Acme,  east
            """,
        )
        assert more.changed == 6
        assert mrr(book) == [110, 160, 167, 117]
        assert mrr_by(book, "region") == {"east": 110, "south": 50, "west": 7}
        assert mrr(book, known_at=known(1)) == FIRST
        assert mrr_by(book, "region", known_at=known(1)) == {"north": 100, "south": 50}
        assert loads(book)[1][2] is True
        assert book.check() == []

    def test_an_end_is_a_correction(self, load: Load, book: subledger.Book) -> None:
        load(subscriptions=SUBSCRIPTIONS)
        load(
            increment=True,
            subscriptions="""
            customer_id, plan, unit_amount, starts_at,  ends_at
            acme,        pro,  100,         2025-01-01, 2025-03-01
            acme,        max,  300,         2025-03-01,
            """,
        )
        assert mrr(book) == [100, 150, 350, 300]

    def test_the_same_again_changes_nothing(self, load: Load, book: subledger.Book) -> None:
        load(subscriptions=SUBSCRIPTIONS)
        assert load(increment=True, subscriptions=SUBSCRIPTIONS).changed == 0
        assert load(increment=True, subscriptions=WITHOUT_BETA).changed == 0
        assert mrr(book) == FIRST

    def test_a_snapshot_after_it_is_whole_again(self, load: Load, book: subledger.Book) -> None:
        load(subscriptions=WITHOUT_BETA)
        load(increment=True, subscriptions=SUBSCRIPTIONS)
        load(subscriptions=WITHOUT_BETA)
        assert mrr(book) == SMALLER

    def test_what_it_adds_must_not_overlap_what_is_there(self, load: Load, book: subledger.Book) -> None:
        load(subscriptions=SUBSCRIPTIONS)
        with pytest.raises(subledger.BadInput) as caught:
            load(increment=True, subscriptions="customer_id, plan, unit_amount, starts_at\nacme, pro, 120, 2025-03-01")
        (fault,) = caught.value.found
        assert (fault.code, fault.row) == ("overlap", 2)
        assert mrr(book) == FIRST


class TestAllOrNothing:
    BAD = "customer_id, name\nacme, Acme\n, Nobody"

    def test_a_fault_in_one_file_keeps_out_another(self, load: Load, book: subledger.Book) -> None:
        load(subscriptions=SUBSCRIPTIONS, customers=CUSTOMERS)
        before = book.movements(START, END).rows
        with pytest.raises(subledger.BadInput) as caught:
            load(subscriptions=CORRECTED, customers=self.BAD)
        assert [(fault.code, fault.file, fault.row) for fault in caught.value.found] == [("missing_value", "customers.csv", 3)]
        assert book.movements(START, END).rows == before
        assert len(loads(book)) == 1
        assert mrr_by(book, "name") == {"Acme": 100, "Beta": 50}

    def test_the_next_load_goes_in(self, load: Load, book: subledger.Book) -> None:
        with pytest.raises(subledger.BadInput):
            load(subscriptions=SUBSCRIPTIONS, customers=self.BAD)
        assert book.customers(START).rows == []
        assert load(subscriptions=CORRECTED).load_id == 1
        assert mrr(book) == RESTATED

    def test_in_a_file_too_and_after_opening_it_again(self, tmp_path: Path) -> None:
        path = tmp_path / "book.duckdb"
        bad = files(tmp_path / "bad", subscriptions=CORRECTED, customers=self.BAD)
        with subledger.init(path) as book:
            book.load(files(tmp_path / "good", subscriptions=SUBSCRIPTIONS))
            with pytest.raises(subledger.BadInput):
                book.load(bad)
            assert mrr(book) == FIRST
        with subledger.open(path, writes=True) as book:
            assert mrr(book) == FIRST
            with pytest.raises(subledger.BadInput):
                book.load(bad)
        with subledger.open(path) as book:
            assert (mrr(book), len(loads(book)), book.check()) == (FIRST, 1, [])
        assert sorted(entry.name for entry in tmp_path.iterdir()) == ["bad", "book.duckdb", "good"]

    def test_a_missing_rate_is_found_while_building_and_stops_it_all(self, load: Load, book: subledger.Book) -> None:
        load(subscriptions=SUBSCRIPTIONS)
        with pytest.raises(subledger.BadInput):
            load(subscriptions="customer_id, plan, unit_amount, currency, starts_at\nacme, pro, 100, KWD, 2025-01-01")
        assert (mrr(book), len(loads(book))) == (FIRST, 1)

    def test_a_book_that_is_open_to_read_takes_no_load(self, tmp_path: Path) -> None:
        path, folder = tmp_path / "book.duckdb", files(tmp_path / "files", subscriptions=SUBSCRIPTIONS)
        subledger.init(path).close()
        with subledger.open(path) as book, pytest.raises(subledger.SubledgerError):
            book.load(folder)


def test_attributes_of_customers_change(load: Load, book: subledger.Book) -> None:
    load(known(1), subscriptions=SUBSCRIPTIONS, customers=CUSTOMERS)
    moved = load(known(2), customers=CUSTOMERS.replace("south", "north"))
    assert moved.changed == 2
    assert mrr_by(book, "region") == {"north": 150}
    assert mrr_by(book, "region", known_at=known(1)) == {"north": 100, "south": 50}
    load(known(3), customers="customer_id, name\nacme, Acme\nbeta, Beta")
    with pytest.raises(subledger.SubledgerError) as caught:
        mrr_by(book, "region")
    assert caught.value.code == "unknown_attribute"
    assert mrr_by(book, "region", known_at=known(2)) == {"north": 150}


def test_a_segment_without_an_attribute_is_unknown(load: Load, book: subledger.Book) -> None:
    load(subscriptions=SUBSCRIPTIONS, customers="customer_id, name, region\nacme, Acme, north\nbeta, Beta,")
    assert mrr_by(book, "region") == {"north": 100, None: 50}


class TestSettingsOfTheBook:
    def test_the_currency_of_the_book_is_that_of_rows_without(self, book_of: Callable[..., subledger.Book]) -> None:
        book = book_of(
            currency="JPY",
            subscriptions="customer_id, plan, unit_amount, currency, starts_at\na, p, 1000, , 2025-01-01\nb, p, 5, JPY, 2025-01-01",
        )
        assert {row["currency"] for row in book.postings()} == {"JPY"}
        assert [row["value"] for row in book.metrics("mrr", START, date(2025, 2, 1))] == [1005]
        assert (book.currency, book.timezone) == ("JPY", "UTC")

    def test_times_without_an_offset_are_the_book_s_own(self, book_of: Callable[..., subledger.Book]) -> None:
        book = book_of(
            timezone="Europe/Berlin",
            subscriptions="""
            customer_id, plan, unit_amount, starts_at
            naive,       p,    1,           2025-01-31T23:30:00
            utc,         p,    1,           2025-01-31T23:30:00Z
            summer,      p,    1,           2025-06-30T22:00:00Z
            offset,      p,    1,           2025-06-30T23:59:59-05:00
            date,        p,    1,           2025-01-31
            """,
        )
        days = {row["customer_id"]: row["day"] for row in book.postings()}
        assert days == {
            "naive": date(2025, 1, 31),
            "utc": date(2025, 2, 1),
            "summer": date(2025, 7, 1),
            "offset": date(2025, 7, 1),
            "date": date(2025, 1, 31),
        }

    def test_a_policy_of_another_zone_counts_days_anew(self, book_of: Callable[..., subledger.Book]) -> None:
        row = "customer_id, plan, unit_amount, starts_at\na, p, 1, 2025-01-31T23:30:00\nb, p, 2, 2025-01-31"
        book = book_of(timezone="Europe/Berlin", subscriptions=row)
        days = {row["customer_id"]: row["day"] for row in book.postings(policy={"calendar": {"timezone": "Asia/Tokyo"}})}
        # A bare date is that date in every zone.
        assert days == {"a": date(2025, 2, 1), "b": date(2025, 1, 31)}

    def test_known_at_without_an_offset_is_the_book_s_own(self, tmp_path: Path) -> None:
        with subledger.init(None, timezone="America/New_York") as book:
            book.load(files(tmp_path / "files", subscriptions=SUBSCRIPTIONS), known_at=naive(1))
            assert loads(book)[0][1] == naive(1) + timedelta(hours=5)


def test_several_files_at_once(book: subledger.Book, tmp_path: Path) -> None:
    header, *rows = SUBSCRIPTIONS.strip().splitlines()
    first = files(tmp_path / "one", subscriptions=f"{header}\n{rows[0]}")
    second = files(tmp_path / "two", subscriptions_2=f"{header}\n{rows[1]}", customers=CUSTOMERS)
    loaded = book.load(first / "subscriptions.csv", second)
    assert loaded.rows == {"subscriptions": 2, "customers": 2}
    assert mrr(book) == FIRST
    assert {row["file"] for row in book.postings()} == {"subscriptions.csv", "subscriptions_2.csv"}


def test_a_row_in_two_files_at_once_stands_twice(book: subledger.Book, tmp_path: Path) -> None:
    folders = [files(tmp_path / name, subscriptions=WITHOUT_BETA) for name in ("one", "two")]
    with pytest.raises(subledger.BadInput) as caught:
        book.load(*folders)
    assert [fault.code for fault in caught.value.found] == ["doubled_row"]


def test_recognised_headers_are_told(load: Load) -> None:
    loaded = load(
        subscriptions="""
        Account ID, Plan, price, seats, start_date, Billing Period, note
        acme,       pro,  100,   2,     2025-01-01, Monthly,        hello
        """
    )
    told = [note for note in loaded.notes if "a header and no rows" not in note]
    assert told == [
        "subscriptions.csv: Account ID read as customer_id",
        "subscriptions.csv: Plan read as plan",
        "subscriptions.csv: price read as unit_amount",
        "subscriptions.csv: seats read as quantity",
        "subscriptions.csv: start_date read as starts_at",
        "subscriptions.csv: Billing Period read as interval",
        "subscriptions.csv: not part of subscriptions, kept as extra columns: note",
        "subscriptions.csv: interval 'Monthly' read as month in 1 rows",
    ]


def test_a_file_with_rows_is_not_told_to_have_none(load: Load) -> None:
    assert load(subscriptions=SUBSCRIPTIONS).notes == []


def test_a_file_without_rows_is_told(load: Load, book: subledger.Book) -> None:
    assert load(subscriptions=SUBSCRIPTIONS.strip().splitlines()[0]).notes == ["subscriptions.csv: a header and no rows"]
    assert book.customers(START).rows == []


def test_states_that_are_never_in_force_are_warned_of(load: Load, book: subledger.Book) -> None:
    loaded = load(
        subscriptions="""
        customer_id, plan, unit_amount, starts_at,  ends_at
        acme,        pro,  100,         2025-01-01,
        beta,        pro,  50,          2025-02-01, 2025-02-01
        """
    )
    (warning,) = loaded.warnings
    assert warning.startswith("subscriptions.csv: 1 state start")
    assert warning.endswith("(first: row 3)")
    assert mrr(book) == SMALLER


def test_loading_tells_what_it_is_at(book: subledger.Book, tmp_path: Path) -> None:
    said: list[str] = []
    book.load(files(tmp_path / "files", subscriptions=SUBSCRIPTIONS), tell=said.append)
    assert said == ["reading", "reading subscriptions.csv", "storing", "comparing", "rules", "states", "postings", "movements", "checks"]


def test_rebuilding_comes_to_the_same(load: Load, book: subledger.Book) -> None:
    load(subscriptions=SUBSCRIPTIONS)
    before = (book.movements(START, END).rows, book.postings().rows)
    book.rebuild()
    assert (book.movements(START, END).rows, book.postings().rows) == before


def test_own_rates_are_of_the_book_s_currency(book_of: Callable[..., subledger.Book]) -> None:
    book = book_of(
        currency="JPY",
        subscriptions="customer_id, plan, unit_amount, currency, starts_at\na, p, 1.5, KWD, 2025-01-01",
        fx_rates="day, currency, rate\n2020-01-01, KWD, 480.125",
    )
    try:
        (row,) = book.customers(START, currency="EUR")
    except subledger.BadInput as error:
        assert error.code == "missing_rate"
    else:
        assert 4 < row["mrr"] < 5


@pytest.mark.parametrize("share", [0.15, 0.5, 0.8])
def test_a_damaged_page_of_a_parquet_file_is_a_fault(share: float, tmp_path: Path) -> None:
    file = tmp_path / "subscriptions.parquet"
    rows = "SELECT 'c' || r % 500 AS customer_id, 'i' || r AS item_id, r % 90 + 1.5 AS unit_amount, DATE '2025-01-01' AS starts_at"
    duckdb.execute(f"COPY ({rows} FROM range(20000) rows(r)) TO '{file}' (FORMAT parquet)")
    content = bytearray(file.read_bytes())
    at = int(len(content) * share)
    content[at : at + 64] = bytes(64)
    file.write_bytes(bytes(content))
    with subledger.init() as book, pytest.raises(subledger.SubledgerError) as caught:
        book.load(file)
    faults = caught.value.found if isinstance(caught.value, subledger.BadInput) else []
    assert {caught.value.code, *(fault.code for fault in faults)} & {"unreadable_file"}
    assert "subscriptions.parquet" in " ".join([str(caught.value), *(f"{fault.file} {fault.message}" for fault in faults)])


def test_a_budget_of_what_nobody_measures_loads_with_a_warning(load: Load) -> None:
    budget = "month,metric,value\n2025-01,mrr,100\n2025-01,mmr,90\n2025-02,mmr,95\n2025-01,headcount,7"
    said = "which is no metric here, and no bridge takes"
    assert load(subscriptions=SUBSCRIPTIONS, budget=budget).warnings == [
        f"budget.csv: 2 rows plan 'mmr', {said} them (first: row 3); did you mean 'mrr'?",
        f"budget.csv: 1 row plans 'headcount', {said} it (first: row 5)",
    ]
