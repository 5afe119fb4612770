"""How an expected.toml is read, and how a book's rows are laid beside its answer.

An answer is a table of text. Its first columns say which row is meant, the others are figures: decimals or fractions (480/550,
52142.857143/12), "-" where there is no figure, empty where there is no row. Columns and rows that an answer leaves out must be 0.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import subledger

FOLDER = Path(__file__).parent
MOVED = ("opening", "new", "expansion", "contraction", "churn", "reactivation", "transfer", "fx", "closing")
Row = Mapping[str, Any]
Key = tuple[str | None, ...]
Figures = dict[Key, Fraction | None]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a company's book, and the answer that an accountant gets."""

    company: str
    asks: str
    show: str
    options: Mapping[str, Any]
    answer: str

    def __str__(self) -> str:
        return f"{self.company}: {self.asks}"


def companies() -> list[str]:
    """The folders of all companies."""
    return sorted(path.parent.name for path in FOLDER.glob("*/expected.toml"))


def questions() -> list[Question]:
    """Every question to every company."""
    return [question(company, asked) for company in companies() for asked in _expected_toml(company)["question"]]


def _expected_toml(company: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / company / "expected.toml").read_text("utf-8"))


def question(company: str, asked: Mapping[str, Any]) -> Question:
    """A question as it stands in a file."""
    options = {name: value for name, value in asked.items() if name not in ("asks", "show", "answer")}
    return Question(company, asked.get("asks", asked["show"]), asked["show"], options, asked["answer"])


def policy_of(question: Question) -> dict[str, Any]:
    """The settings that a question is asked under, where they are not the standard's."""
    asked = question.options.get("policy")
    if asked is not None:
        return {} if asked == "standard" else dict(asked)
    own = FOLDER / question.company / "policy.toml"
    tables = tomllib.loads(own.read_text("utf-8")) if own.exists() else {}
    return {f"{name}.{key}": value for name, table in tables.items() if isinstance(table, dict) for key, value in table.items()}


def book(company: str, at: str | None = None) -> subledger.Book:
    """A company's book, in memory where no place is named."""
    folder = FOLDER / company
    settings = _expected_toml(company)["book"]
    own = folder / "policy.toml"
    opened = subledger.init(at, **settings, policy=own if own.exists() else "standard")
    opened.load(*sorted(folder.glob("*.csv")))
    return opened


def cells(table: str) -> list[dict[str, str]]:
    """The rows of a table of text."""
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [dict(zip(head, row, strict=True)) for row in rows]


def figure(text: str) -> Fraction | None:
    """A figure as it is written in an answer."""
    above, _, below = text.partition("/")
    return None if text == "-" else Fraction(above) / Fraction(below or 1)


def expected(answer: str, keys: Sequence[str], columns: Sequence[str] = ()) -> Figures:
    """The figures of an answer by row and column; the columns it leaves out are 0."""
    found: Figures = {}
    for row in cells(answer):
        key = tuple(None if row[name] == "-" else row[name] for name in keys if name in row)
        rest = dict.fromkeys(columns, "0") | {name: text for name, text in row.items() if name not in keys}
        found |= {(*key, column): figure(text) for column, text in rest.items() if text}
    return found


def found(question: Question, on: subledger.Book) -> tuple[Figures, Figures]:
    """The figures that a book gives, and the expected ones; what neither side names is 0 on both."""
    given, wanted = SHOWN[question.show](question, on)
    is_nothing = {None, Fraction(0)}
    given = {key: value for key, value in given.items() if key in wanted or value not in is_nothing}
    return given, wanted


def _asked(question: Question) -> dict[str, Any]:
    """The options of a question under the names that the book knows."""
    known = {"from": "start", "to": "end"}
    return {known.get(name, name): value for name, value in question.options.items()}


def _metrics(question: Question, on: subledger.Book) -> tuple[Figures, Figures]:
    keys = ["period", "segment"] if "by" in question.options else ["period"]
    names = [name for name in cells(question.answer)[0] if name not in keys]
    rows = on.metrics(names, **_asked(question)).rows
    return _laid_out(rows, keys, lambda row: [(row["metric"], row["value"])]), expected(question.answer, keys)


def _movements(question: Question, on: subledger.Book) -> tuple[Figures, Figures]:
    keys = [name for name in cells(question.answer)[0] if name not in MOVED]
    rows = on.movements(**_asked(question)).rows
    return _laid_out(rows, keys, lambda row: [(name, row[name]) for name in MOVED]), expected(question.answer, keys, MOVED)


def _customers(question: Question, on: subledger.Book) -> tuple[Figures, Figures]:
    rows = on.customers(**_asked(question)).rows
    given = _laid_out(rows, ["customer_id"], lambda row: [("mrr", row["mrr"]), ("arr", row["arr"])])
    return given, expected(question.answer, ["customer"])


def _cohorts(question: Question, on: subledger.Book) -> tuple[Figures, Figures]:
    rows = on.cohorts(**_asked(question)).rows
    given = _laid_out(rows, ["cohort"], lambda row: [("size", row["size"]), (str(row["age"]), row["value"])])
    for row in rows:
        assert row["rate"] == Fraction(row["value"]) / row["size"], row
    return given, expected(question.answer, ["cohort"])


def _postings(question: Question, on: subledger.Book) -> tuple[Figures, Figures]:
    """Postings are a list and may repeat: the figure is how often each one stands there."""
    asked = _asked(question)
    wanted_customers = asked.pop("customers", None)
    table = cells(question.answer)
    rows = [row for row in on.postings(**asked).rows if wanted_customers is None or row["customer_id"] in wanted_customers]
    given = Counter(tuple(_posted(row, name) for name in table[0]) for row in rows)
    wanted = Counter(tuple(_micros(text) if name in ("run_rate", "native") else text for name, text in row.items()) for row in table)
    return {key: Fraction(count) for key, count in given.items()}, {key: Fraction(count) for key, count in wanted.items()}


def _posted(row: Row, name: str) -> str:
    columns = {"customer": "customer_id", "subscription": "subscription_id", "run_rate": "run_rate_micros", "native": "native_micros"}
    return str(row[columns.get(name, name)])


def _micros(text: str) -> str:
    return str((figure(text) or 0) * 10**6)


def _laid_out(rows: Iterable[Row], keys: Sequence[str], figures: Callable[[Row], list[tuple[str, Any]]]) -> Figures:
    """Rows as figures by row and column."""
    laid: Figures = {}
    for row in rows:
        key = tuple(None if row[name] is None else str(row[name]) for name in keys)
        for column, value in figures(row):
            laid[(*key, column)] = None if value is None else Fraction(value)
    return laid


SHOWN = {"metrics": _metrics, "movements": _movements, "customers": _customers, "cohorts": _cohorts, "postings": _postings}
