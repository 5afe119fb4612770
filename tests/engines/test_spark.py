"""Books on a Spark cluster: DuckDB's figures and the oracle's, whatever comes between. One file, as the cluster is started once for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import agreement
import ibis
import pytest
from companies.together import CURRENCY, TIMEZONE, UNDER, answers, written
from engines import cluster
from engines.test_disk_full import LEFT_BYTES, company
from engines.test_same_figures import ASKED
from engines.two_hundred import KNOWN_AT, TwoHundred
from engines.worked_on import worked_on

import subledger
from subledger import SubledgerError
from subledger.book import METRICS
from subledger.engine.spark import adapter
from subledger.engine.spark.hand import FEW, MOST
from subledger.engine.spark.warehouse import Warehouse
from subledger.model.tables import Table
from subledger.sources.demo import write_demo

CHANGED = 5
LATER = datetime(2026, 4, 1, tzinfo=UTC)
QUESTIONS = (
    "by an attribute",
    "movements by currency",
    "cohorts",
    "checks",
)
"""Those of ASKED that neither the two hundred histories nor the demo company nor the second load answer, but for three that take half a
minute each."""
CANNOT: dict[str, str] = {}
"""Questions of ASKED that Spark cannot answer, each with its reason: notimpl, notyet or never."""
Pair = tuple[subledger.Book, subledger.Book]


@pytest.fixture(scope="module", autouse=True)
def asks_the_cluster() -> Iterator[None]:
    """However few rows a load brings, the cluster is asked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(adapter, "FEW", 0)
        yield


@pytest.fixture
def few_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """As users have it."""
    monkeypatch.setattr(adapter, "FEW", FEW)


@pytest.fixture(scope="module")
def spark() -> Iterator[cluster.Cluster]:
    """A cluster. Where Java is missing tests are skipped, and fail where everything must be tested."""
    found = cluster.programs()
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(cluster.MISSING)
    with cluster.cluster(found) as running:
        yield running


@pytest.fixture(scope="module")
def address(spark: cluster.Cluster, tmp_path_factory: pytest.TempPathFactory) -> str:
    return spark.address(tmp_path_factory.mktemp("spark") / "two_hundred")


@pytest.fixture(scope="module")
def pair(address: str, two_hundred: TwoHundred) -> Iterator[Pair]:
    """The two hundred histories on DuckDB and on Spark, each in a book that later tests load into."""
    with subledger.init(None) as ours, subledger.init(address) as theirs:
        for book in (ours, theirs):
            two_hundred.load_into(book)
        yield ours, theirs


def test_two_hundred_histories(pair: Pair, two_hundred: TwoHundred) -> None:
    assert two_hundred.differing(pair[1], "standard") == []


@pytest.fixture(scope="module")
def readers(address: str, pair: Pair) -> Iterator[Pair]:
    """The same books, that on Spark as one opens it who may only read."""
    with subledger.open(address) as reader:
        yield pair[0], reader


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_answer(question: str, readers: Pair, request: pytest.FixtureRequest) -> None:
    if question in CANNOT:
        request.applymarker(pytest.mark.xfail(reason=CANNOT[question], strict=True))
    ours, theirs = (ASKED[question](book) for book in readers)
    assert theirs == ours


def test_a_load_goes_on_when_a_worker_dies_and_readers_do_not_notice(
    spark: cluster.Cluster, address: str, pair: Pair, two_hundred: TwoHundred, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second load, of which a worker is killed in the middle: right figures after, and the ones before it for who reads meanwhile.

    Its rows travel through the server, as they do from a machine that does not see the warehouse.
    """
    monkeypatch.setattr(Warehouse, "lay", lambda *_: False)
    after, (ours, theirs), seen = later(two_hundred, tmp_path), pair, []
    before = balances(ours)

    def killing(step: str) -> None:
        if step == "postings" and not seen:
            spark.kill_a_worker()
            seen.append(balances(reader))

    with subledger.open(address) as reader:
        try:
            theirs.load(after, known_at=LATER, tell=killing)
        except SubledgerError as error:
            assert error.code == "cluster_failed"
            assert balances(theirs) == before
            theirs.load(after, known_at=LATER)
        assert seen == [before]
        assert balances(reader) == before
    ours.load(after, known_at=LATER)
    assert balances(theirs) == balances(ours) != before
    assert list(theirs.postings()) == list(ours.postings())
    assert balances(theirs, known_at=KNOWN_AT) == before


def balances(book: subledger.Book, **view: Any) -> Any:
    return book.metrics("mrr,customers,nrr", date(2025, 1, 1), date(2025, 7, 1), **view).rows


def later(of: TwoHundred, folder: Path, word: str = "later") -> Path:
    """The same company after some of its customers turned out to have no history."""
    chance = Random(word)
    rows = {name: list(each) for name, each in of.tables.items()}
    gone = {f"c{chance.randrange(200)}" for _ in range(CHANGED)}
    rows["subscriptions"] = [row for row in rows["subscriptions"] if row["customer_id"] not in gone]
    return agreement.written(rows, folder)


@pytest.fixture(scope="module")
def companies(spark: cluster.Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """All golden companies and a demo company in one book, on DuckDB and on Spark."""
    demo = write_demo(tmp_path_factory.mktemp("sources") / "demo", seed=3, customers=200)
    folder, warehouse = written(tmp_path_factory.mktemp("companies"), demo), tmp_path_factory.mktemp("spark") / "companies"
    with (
        subledger.init(None, currency=CURRENCY, timezone=TIMEZONE) as ours,
        subledger.init(spark.address(warehouse), currency=CURRENCY, timezone=TIMEZONE) as theirs,
    ):
        for book in (ours, theirs):
            book.load(folder, known_at=KNOWN_AT)
        yield ours, theirs


@pytest.mark.parametrize("number", range(len(UNDER)))
def test_the_companies_give_the_answers_that_were_reckoned_by_hand(number: int, companies: Pair) -> None:
    """Under every policy that a question names; each ledger is checked when it is built."""
    found = answers(companies[1], number)

    assert {question: given for question, (given, _) in found.items()} == {question: wanted for question, (_, wanted) in found.items()}


def test_what_is_asked_of_the_companies_is_asked_of_the_cluster(companies: Pair) -> None:
    book = companies[1]
    assert book.check() == []
    postings = book._ledger(None, None, None).postings.get_name()
    assert book._engine._stored(postings).parts, "what stands at hand is not asked of the cluster"


DEMO: dict[str, Callable[[subledger.Book], Any]] = {
    "every metric": lambda book: book.metrics([metric.slug for metric in METRICS], *OF_DEMO, where=("company=demo",)).rows,
    "movements by cause": lambda book: book.movements(*OF_DEMO, by="cause", where=("company=demo",)).rows,
    "cohorts": lambda book: book.cohorts("net", "calendar", start=OF_DEMO[0], end=OF_DEMO[1], where=("company=demo",)).rows,
}
OF_DEMO = (date(2024, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize("question", DEMO)
def test_the_demo_company_is_the_same(question: str, companies: Pair) -> None:
    ours, theirs = (DEMO[question](book) for book in companies)
    assert theirs == ours != []


def test_what_people_do_to_a_small_book_is_the_same(
    few_at_hand: None, spark: cluster.Cluster, two_hundred: TwoHundred, tmp_path: Path
) -> None:
    """A book of fewer rows than a load keeps at hand."""
    assert max(map(len, two_hundred.tables.values())) <= FEW
    with subledger.init(spark.address(tmp_path / "small")) as book:
        two_hundred.load_into(book)
        assert worked_on(book, tmp_path) == two_hundred.worked_on(tmp_path)


def test_a_full_disk(
    few_at_hand: None, spark: cluster.Cluster, disk: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows of a load fit no more, be they laid in the warehouse by this process or written there by the workers."""
    folder = disk("8m")
    address = spark.address(folder / "book")
    with subledger.init(address) as book:
        book.load(company(tmp_path / "few", 10))
        before = book.postings().rows
    ballast, many = folder / "ballast", company(tmp_path / "many", 3 * MOST)
    ballast.write_bytes(bytes(shutil.disk_usage(folder).free - LEFT_BYTES))
    for lays in (True, False):
        if not lays:
            monkeypatch.setattr(Warehouse, "lay", lambda *_: False)
        with subledger.open(address, writes=True) as book:
            with pytest.raises(SubledgerError) as caught:
                book.load(many)
            assert (caught.value.code, caught.value.hint) == ("no_room", "make room there and try again")
            assert book.postings().rows == before
    ballast.unlink()
    with subledger.open(address, writes=True) as book:
        assert book.postings().rows == before
        book.load(company(tmp_path / "more", 20))
        assert len(book.postings().rows) == 20 and book.check() == []


def test_a_second_writer_is_told_who_has_the_book(address: str, pair: Pair) -> None:
    with pytest.raises(SubledgerError, match=f"process {os.getpid()}") as caught:
        subledger.open(address, writes=True)
    assert caught.value.code == "book_in_use"


TEXTS = ("", "B", "_", "a", "a\\b", "q'x", 'q"q', "%s", "new\nline", "${x}", "\\'", ":p", "ü", "Ünlü", "😀")


def test_texts_are_what_they_are_and_sort_by_code_point(pair: Pair) -> None:
    engine, texts = pair[1]._engine, Table("texts", {"text": "string"})
    engine.create(texts, temporary=True)
    engine.insert_rows(texts, [(text,) for text in TEXTS] * (MOST // len(TEXTS) + 1))
    rows = ibis.table({"text": "string"}, name="texts").distinct()
    assert engine.rows(rows.order_by("text")) == [(text,) for text in sorted(TEXTS)]
    same = ibis.union(*(rows.filter(rows.text == text).select(rows.text, said=ibis.literal(text)) for text in TEXTS))
    assert sorted(engine.rows(same)) == [(text, text) for text in sorted(TEXTS)]
    assert ("ünlü",) in engine.rows(rows.select(small=rows.text.lower()))


def test_what_no_column_holds_is_refused(address: str, pair: Pair) -> None:
    """Sums have room; what does not go into its column is an error and not another number."""
    engine, large = pair[1]._engine, Table("large", {"amount": "int64"})
    engine.create(large, temporary=True)
    engine.insert_rows(large, [(2**62,)] * (MOST + 1))
    rows = ibis.table({"amount": "int64"}, name="large")
    assert engine.rows(rows.agg(sum=rows.amount.cast("decimal(38,0)").sum())) == [(2**62 * (MOST + 1),)]
    for wrong in (rows.mutate(amount=rows.amount * 2), rows.agg(amount=rows.amount.sum())):
        with pytest.raises(SubledgerError) as caught:
            engine.fill(Table("larger", {"amount": "int64"}), wrong)
        assert caught.value.code == "too_large"


def test_what_is_no_book_is_left_alone(spark: cluster.Cluster, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "letter.txt").write_text("not a book")
    for folder, code in (("ours", "not_a_book"), ("nowhere", "no_book")):
        with pytest.raises(SubledgerError) as caught:
            subledger.open(spark.address(tmp_path / folder))
        assert caught.value.code == code
    with pytest.raises(SubledgerError) as caught:
        subledger.init(spark.address(tmp_path / "ours"))
    assert caught.value.code == "book_exists"
    assert [path.name for path in (tmp_path / "ours").iterdir()] == ["letter.txt"]


REFUSED = [
    ("no_server", "sc://127.0.0.1:1?warehouse=/tmp/book"),
    ("no_server", "spark://127.0.0.1:1?warehouse=/tmp/book"),
    ("bad_address", "sc://127.0.0.1:15002"),
    ("bad_address", "local[2]"),
    ("bad_address", "sc://127.0.0.1:15002?warehouse=books/acme"),
    ("bad_address", "sc://127.0.0.1:15002?warehouse=/tmp/book&memory=4g"),
]


@pytest.mark.parametrize(("code", "at"), REFUSED)
def test_an_address_that_leads_nowhere_is_refused_in_words(code: str, at: str) -> None:
    with pytest.raises(SubledgerError) as caught:
        subledger.open(at)
    assert caught.value.code == code and caught.value.hint


def test_without_java_a_cluster_of_ones_own_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(SubledgerError) as caught:
        subledger.open("local[2]?warehouse=/tmp/book")
    assert caught.value.code == "no_java"


def test_a_writer_killed_in_a_load_leaves_the_last_good_book(address: str, pair: Pair, two_hundred: TwoHundred, tmp_path: Path) -> None:
    """The last test of this file: it closes the book."""
    theirs = pair[1]
    before = balances(theirs)
    theirs.close()
    command = [sys.executable, str(Path(__file__).parent / "killed.py"), address, str(later(two_hundred, tmp_path, "killed"))]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        next(line for line in process.stdout or () if line.strip() == "comparing")
        with subledger.open(address) as reader:
            assert balances(reader) == before
        process.kill()
    with subledger.open(address, writes=True) as book:
        assert balances(book) == before
        parts = Path(address.partition("warehouse=")[2]) / "parts"
        standing = {f"{part.parent.name}/{part.name}" for part in parts.glob("*/*") if list(part.glob("*.parquet"))}
        assert book._engine._draft.parts <= standing
