"""What goes between a command and the process that serves its book."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from subledger.book import Book, Loaded
from subledger.book.building.published import Build
from subledger.faces.web.wire import Unsendable, packed, unpacked
from subledger.model.errors import BadInput, Fault, InvariantBroken, SubledgerError, Violation

NAIVE = datetime(2025, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def sent(value: Any) -> Any:
    return unpacked(json.loads(json.dumps(packed(value))))


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        "\x00ü\u202e",
        2**70,
        Fraction(1, 3),
        date(2025, 1, 1),
        datetime(2025, 1, 1, 12, tzinfo=UTC),
        NAIVE,
        [1, ("a", Fraction(-7, 2))],
        {"fraction": "1/2", "map": {"tuple": ()}},
        {date(2025, 1, 1): [{}]},
        Build(3, NAIVE),
        Build(0, None),
        Loaded(2, {"customers": 4}, ["w"], ["n"], 7),
        Fault("overlap", "twice", "a.csv", 3, "starts_at", "x", "y", "z", "1.00 USD"),
    ],
    ids=repr,
)
def test_it_comes_back_as_it_was(value: object) -> None:
    again = sent(value)
    assert (again, type(again)) == (value, type(value))


@pytest.mark.parametrize(
    "error",
    [
        SubledgerError("no", "code", "v", "e", "h", exit_code=1),
        BadInput("faults", "bad_input", found=[Fault("a", "b")]),
        InvariantBroken("broken", "invariant", violations=[Violation("c", "w", "1", "2")]),
    ],
)
def test_errors_keep_their_kind_and_faults(error: SubledgerError) -> None:
    again = sent(error)
    assert (type(again), str(again), again.code, again.exit_code) == (type(error), str(error), error.code, error.exit_code)
    assert again.faults() == error.faults()


def test_results_keep_every_figure(served: Book) -> None:
    for result in (served.metrics("mrr,nrr"), served.movements(by="plan"), served.cohorts(), served.postings(), served.customers()):
        assert sent(result) == result
        assert sent(result).as_json() == result.as_json()


def test_a_path_is_sent_whole() -> None:
    assert sent(Path("files")) == str(Path.cwd() / "files")


def test_what_has_no_form_is_not_sent(served: Book) -> None:
    for value in (object(), 0.1, {1, 2}, served, served.looking()):
        with pytest.raises(Unsendable):
            packed(value)


@pytest.mark.parametrize(
    "kind", ["os.system", "subprocess.Popen", "subledger.book.book.Book", "subledger.book.nothing", "subledger.modelx.Y"]
)
def test_only_records_of_ours_are_made(kind: str) -> None:
    with pytest.raises(Unsendable):
        unpacked({kind: {}})


def test_a_bridge_keeps_every_step(served: Book) -> None:
    bridge = served.bridge("2025-06-30", "2025-12-31")
    assert sent(bridge).as_json() == bridge.as_json()
