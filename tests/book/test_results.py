"""Results: the forms that figures are handed out in, and that asking for a name imports nothing heavy."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from company_files import files

import subledger
from subledger.book.policies import policy
from subledger.book.result import Result

HOSTILE = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\tcmd", "\rcmd")
HARMLESS = ("a=b", "a\r=1+1", "a\n=1+1", "a-b", "-12.5", "5", "O'Neil", "Ärzte, GmbH", 'say "no"')


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subledger.Book]:
    folder = files(
        tmp_path_factory.mktemp("files"),
        subscriptions="""
        customer_id, plan, unit_amount, interval, starts_at,  ends_at
        acme,        pro,  100,         year,     2025-01-15,
        beta,        pro,  50,          month,    2025-02-01, 2025-03-01
        """,
    )
    with subledger.init(None) as opened:
        opened.load(folder, known_at=datetime.fromisoformat("2025-04-01T12:00:00+00:00"))
        yield opened


@pytest.fixture(scope="module")
def figures(book: subledger.Book) -> Result:
    return book.metrics(["mrr", "customers", "arpa"], date(2024, 12, 1), date(2025, 3, 1))


class TestValues:
    def test_money_is_exact(self, figures: Result) -> None:
        values = {(row["metric"], row["period"]): row["value"] for row in figures}
        assert values["mrr", "2025-01"] == Fraction(25, 3)
        assert values["mrr", "2025-02"] == Fraction(175, 3)
        assert values["arpa", "2025-02"] == Fraction(175, 6)

    def test_counts_are_whole_and_unknown_is_none(self, figures: Result) -> None:
        values = {(row["metric"], row["period"]): row["value"] for row in figures}
        assert [type(values["customers", month]) for month in ("2024-12", "2025-01")] == [int, int]
        assert values["arpa", "2024-12"] is None

    def test_a_result_is_its_rows(self, figures: Result) -> None:
        assert len(figures) == 9
        assert list(figures) == figures.rows
        assert figures.columns == ("period", "start", "end", "metric", "value", "unit")


class TestJson:
    def test_the_contract(self, figures: Result) -> None:
        said = figures.as_json()
        assert list(said) == ["ok", "policy", "known_at", "currency", "rows"]
        assert (said["ok"], said["currency"], said["known_at"]) == (True, "USD", "2025-04-01T12:00:00.000000Z")
        assert said["policy"] == {"name": "standard", "version": 1, "hash": policy("standard").hash}
        assert said["rows"][1] == {
            "period": "2025-01",
            "start": "2025-01-01",
            "end": "2025-02-01",
            "metric": "mrr",
            "value": "8.333333",
            "unit": "USD",
        }

    def test_numbers_are_decimal_texts_counts_are_numbers_unknown_is_null(self, figures: Result) -> None:
        values = {(row["metric"], row["period"]): row["value"] for row in figures.as_json()["rows"]}
        assert values["mrr", "2024-12"] == "0.000000"
        assert values["arpa", "2025-02"] == "29.166667"
        assert values["customers", "2025-02"] == 2
        assert values["arpa", "2024-12"] is None


class TestCsv:
    def test_what_is_written(self, figures: Result) -> None:
        lines = figures.as_csv().splitlines()
        assert lines[0] == "period,start,end,metric,value,unit"
        assert lines[2] == "2025-01,2025-01-01,2025-02-01,mrr,8.333333,USD"
        assert "2024-12,2024-12-01,2025-01-01,arpa,,USD" in lines

    def test_losses_stay_numbers(self, book: subledger.Book) -> None:
        rows = list(csv.DictReader(io.StringIO(book.movements(date(2025, 3, 1), date(2025, 4, 1)).as_csv())))
        assert rows[0]["churn"] == "-50.000000"

    @pytest.mark.parametrize("text", HOSTILE)
    def test_a_formula_is_no_formula(self, text: str) -> None:
        assert _written(text) == "'" + text

    @pytest.mark.parametrize("text", HARMLESS)
    def test_other_texts_stay_as_they_are(self, text: str) -> None:
        assert _written(text) == text

    def test_hostile_names_of_customers_and_plans(self, tmp_path: Path) -> None:
        rows = [[f"{name}!", name.strip(), "10", "2025-01-01"] for name in HOSTILE]
        with (tmp_path / "subscriptions.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["customer_id", "plan", "unit_amount", "starts_at"], *rows])
        with subledger.init(None) as book:
            book.load(tmp_path)
            texts = [book.customers(date(2025, 1, 1)), book.metrics("mrr", date(2025, 1, 1), date(2025, 2, 1), by="plan"), book.postings()]
        for text in texts:
            cells = [cell for row in csv.reader(io.StringIO(text.as_csv(), newline="")) for cell in row]
            assert not [cell for cell in cells if cell[:1] in tuple("=+@\t\r") or (cell.startswith("-") and not _is_number(cell))]
        assert {row[0] for row in csv.reader(io.StringIO(texts[0].as_csv(), newline=""))} >= {"'=1+1!", "'@SUM(A1)!"}


def _written(text: str) -> str:
    result = Result(("name",), [{"name": text}], policy("standard"), "USD", None)
    (_, (cell,)) = csv.reader(io.StringIO(result.as_csv(), newline=""))
    return cell


def _is_number(text: str) -> bool:
    try:
        return bool(Decimal(text)) or True
    except ArithmeticError:
        return False


FORMS = [
    ("pyarrow", "to_arrow", "column_names", "to_pylist"),
    ("pandas", "to_pandas", "columns", "to_dict"),
    ("polars", "to_polars", "columns", "to_dicts"),
]


class TestFrames:
    FIRST = {"period": "2025-01", "start": date(2025, 1, 1), "metric": "mrr", "value": Decimal("8.333333"), "unit": "USD"}

    def test_arrow(self, book: subledger.Book) -> None:
        pyarrow = pytest.importorskip("pyarrow")
        table = book.metrics("mrr,arpa", date(2024, 12, 1), date(2025, 3, 1)).to_arrow()
        assert isinstance(table, pyarrow.Table)
        assert table.column_names == ["period", "start", "end", "metric", "value", "unit"]
        assert pyarrow.types.is_decimal(table.schema.field("value").type)
        assert table.schema.field("value").type.scale == 6
        assert table.schema.field("start").type == pyarrow.date32()
        rows = table.to_pylist()
        assert {name: rows[1][name] for name in self.FIRST} == self.FIRST
        assert rows[3]["value"] is None

    def test_pandas(self, book: subledger.Book) -> None:
        pandas = pytest.importorskip("pandas")
        frame = book.metrics("mrr,arpa", date(2024, 12, 1), date(2025, 3, 1)).to_pandas()
        assert isinstance(frame, pandas.DataFrame)
        assert list(frame.columns) == ["period", "start", "end", "metric", "value", "unit"]
        assert {name: frame.loc[1, name] for name in self.FIRST} == self.FIRST
        assert str(frame.loc[1, "value"]) == "8.333333"
        assert frame.loc[3, "value"] is None

    def test_polars(self, book: subledger.Book) -> None:
        polars = pytest.importorskip("polars")
        frame = book.metrics("mrr,arpa", date(2024, 12, 1), date(2025, 3, 1)).to_polars()
        assert isinstance(frame, polars.DataFrame)
        assert frame.schema["start"] == polars.Date
        assert isinstance(frame.schema["value"], polars.Decimal)
        assert frame.schema["value"].scale == 6
        rows = frame.to_dicts()
        assert {name: rows[1][name] for name in self.FIRST} == self.FIRST
        assert rows[3]["value"] is None

    @pytest.mark.parametrize(("package", "form", "names", "listed"), FORMS)
    def test_counts_and_money_of_one_result(self, package: str, form: str, names: str, listed: str, figures: Result) -> None:
        pytest.importorskip(package)
        frame = getattr(figures, form)()
        rows = frame.to_dict("records") if package == "pandas" else getattr(frame, listed)()
        values = {(row["metric"], row["period"]): row["value"] for row in rows}
        assert (values["mrr", "2025-01"], values["customers", "2025-02"]) == (Decimal("8.333333"), 2)

    @pytest.mark.parametrize(("package", "form", "names", "listed"), FORMS)
    def test_an_empty_result_keeps_its_columns(self, package: str, form: str, names: str, listed: str, book: subledger.Book) -> None:
        pytest.importorskip(package)
        frame = getattr(book.customers(date(2020, 1, 1)), form)()
        assert list(getattr(frame, names)) == ["customer_id", "mrr", "arr"]
        assert len(frame) == 0

    @pytest.mark.parametrize(("package", "form", "names", "listed"), FORMS)
    def test_the_whole_ledger(self, package: str, form: str, names: str, listed: str, book: subledger.Book) -> None:
        pytest.importorskip(package)
        assert len(getattr(book.postings(), form)()) == 3

    def test_a_package_that_is_not_there(self, figures: Result, monkeypatch: pytest.MonkeyPatch) -> None:
        for form, package in (("arrow", "pyarrow"), ("pandas", "pandas"), ("polars", "polars")):
            monkeypatch.setitem(sys.modules, package, None)
            with pytest.raises(subledger.SubledgerError) as caught:
                getattr(figures, f"to_{form}")()
            assert (caught.value.code, caught.value.hint) == ("missing_extra", f"pip install 'subledger[{form}]'")


def test_importing_the_package_imports_nothing_heavy() -> None:
    source = Path(subledger.__file__).parents[1]
    heavy = ("ibis", "duckdb", "typer", "rich", "sqlglot", "pyarrow", "pandas", "polars")
    script = f"import sys, subledger; subledger.__version__; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", script], env={"PYTHONPATH": str(source)}, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_what_the_package_offers() -> None:
    assert all(getattr(subledger, name) for name in subledger.__all__)
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        _ = subledger.opne
