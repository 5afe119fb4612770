"""Edits by people: known from a moment on, refused where they make no sense, told with every figure, undone on record."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from company_files import files
from editing.conftest import STATES, TOLD, Company

import subledger
from subledger import SubledgerError

MARCH = date(2025, 3, 31)
BY = {"author": "Anna", "reason": "test account"}


def mrr(book: subledger.Book, day: date = MARCH, **view: object) -> Fraction:
    return book.explain("mrr", day, **view).value


def left_out(book: subledger.Book, metric: str = "mrr") -> list[tuple[object, ...]]:
    return [
        (row["because"], row["customer"], row["amount"]) for row in book.explain(metric, MARCH).of("left out") if row["name"] == "excluded"
    ]


def test_an_exclusion_is_known_from_its_moment_on_and_restates(company: Company) -> None:
    with company() as book:
        done = book.edits.exclude("beta", **BY)
        assert (mrr(book), mrr(book, known_at=TOLD)) == (220, 270)
        assert [(each.month, each.before, each.after) for each in done.restated][:2] == [("2025-02", 280, 220), ("2025-03", 270, 220)]
        assert left_out(book) == left_out(book, "customers") == [("excluded by Anna: test account", 1, 50)]
        assert [row["because"] for row in book.explain("mrr", MARCH, "beta").of("edit")] == [
            "beta is excluded; edit 1 by Anna: test account"
        ]
        (step,) = (each for each in book.bridge("2025-03@2025-08-01", "2025-03").steps if each.amount)
        assert (step.name, step.amount) == ("edits by people", -50)
        assert [(share.customer, share.amount) for share in step.shares()] == [("beta", -50)]
        ours, theirs = book.looking(), book.looking(known_at=TOLD)
        assert ours.account("beta") == theirs.account("beta")
        assert [row["row"] for row in ours.states("beta").rows] == [row["row"] for row in theirs.states("beta").rows] != []
        assert not any(row["counts"] for row in ours.states("beta").rows)
        assert [(load.load_id, load.edit) for load in book.looking().loads()] == [(2, "edit 1 by Anna: beta is excluded"), (1, None)]


def test_an_edit_outlives_loads_and_its_undoing_is_a_record(company: Company, tmp_path: Path) -> None:
    with company() as book:
        book.edits.exclude("beta", **BY)
        other = STATES.replace("beta, s2, i2, pro, 50", "beta, s2, i2, pro, 70").replace("c1, cs1, ci1, pro, 10", "c1, cs1, ci1, pro, 11")
        book.load(files(tmp_path / "again", subscriptions=other))
        assert (mrr(book), left_out(book)[0][2]) == (221, 70)
        done = book.edits.undo(1, author="Ben", reason="a real one")
        assert mrr(book) == 291
        assert (done.edit.undone.author, done.edit.undone.reason) == ("Ben", "a real one")
        assert [(each.number, each.undone is None) for each in book.edits.all()] == [(1, False)]
        assert book.edits.all(TOLD) == []


def test_who_is_merged_is_one_customer_whose_rows_name_two(company: Company) -> None:
    with company() as book:
        before = book.explain("customers", MARCH).value
        assert not book.edits.merge("acme", "beta", author="Ben", reason="renamed").restated
        assert book.explain("customers", MARCH).value == before - 1
        assert [row["kind"] for row in book.ledger_movements("beta")] == ["new", "expansion", "contraction", "contraction"]
        assert [row["amount"] for row in book.explain("mrr", date(2025, 6, 1), "beta").of("posting")] == [100, 50, 10, -10, -100]
        assert mrr(book, customer="acme") == 0
        own = book.looking(known_at=TOLD).states("acme").rows
        assert [row["row"] for row in book.looking().states("acme").rows] == [row["row"] for row in own] != []
        assert [row["because"] for row in book.explain("mrr", MARCH, "acme").of("edit")] == ["acme counts as beta; edit 1 by Ben: renamed"]


def test_a_chain_of_merges_counts_as_its_last_and_each_link_is_undone_on_its_own(company: Company) -> None:
    def paying(**view: object) -> dict[str, Fraction]:
        return {row["customer_id"]: row["mrr"] for row in book.customers(MARCH, **view) if not row["customer_id"].startswith("c")}

    with company() as book:
        apart = {"acme": 100, "beta": 50}
        book.edits.merge("acme", "beta", **BY, known_at=datetime(2025, 8, 2, tzinfo=UTC))
        book.edits.merge("beta", "c0", **BY, known_at=datetime(2025, 8, 3, tzinfo=UTC))
        book.edits.merge("c0", "c1", **BY, known_at=datetime(2025, 8, 4, tzinfo=UTC))
        assert (paying(), book.explain("mrr", MARCH, "c1").value) == ({}, 170)
        assert {row["item"] for row in book.explain("mrr", MARCH, "c1").of("state")} == {"i1", "i2", "ci0", "ci1"}
        assert [row["because"] for row in book.explain("mrr", MARCH, "acme").of("edit")] == [
            "acme counts as beta; edit 1 by Anna: test account"
        ]
        # What a person said of one link of the chain still reaches who came with it.
        book.edits.cause("beta", date(2025, 6, 1), "pause", **BY, known_at=datetime(2025, 8, 5, tzinfo=UTC))
        assert [row["was_cause"] for row in book.postings("c1") if row["cause"] == "pause"] == ["cancel"]
        book.edits.undo(2, **BY, known_at=datetime(2025, 8, 6, tzinfo=UTC))
        assert (paying(), book.explain("mrr", MARCH, "c1").value) == ({"beta": 150}, 20)
        book.edits.merge("beta", "c1", **BY, known_at=datetime(2025, 8, 7, tzinfo=UTC))
        book.edits.undo(1, **BY, known_at=datetime(2025, 8, 8, tzinfo=UTC))
        assert (paying(), book.explain("mrr", MARCH, "c1").value) == ({"acme": 100}, 70)
        with pytest.raises(SubledgerError, match="c0 counts as c1 by edit 3"):
            book.edits.merge("c1", "c0", **BY)
        days = [paying(known_at=datetime(2025, 8, day, 12, tzinfo=UTC)) for day in range(1, 9)]
        assert days == [apart, {"beta": 150}, {}, {}, {}, {"beta": 150}, {}, {"acme": 100}]
        assert [(each.number, each.undone is None) for each in book.edits.all()] == [
            (6, True),
            (4, True),
            (3, True),
            (2, False),
            (1, False),
        ]
        assert book.check() == book.check(known_at=TOLD) == []
        assert book.refresh(full=True)


def test_a_cause_is_overridden_and_both_are_told(company: Company, tmp_path: Path) -> None:
    with company() as book:
        book.edits.cause("acme", date(2025, 6, 1), "delinquency", author="Ben", reason="the card expired")
        (posting,) = (row for row in book.postings("acme") if row["was_cause"])
        assert (posting["cause"], posting["was_cause"]) == ("delinquency", "cancel")
        assert posting["because"] == "overridden by Ben: the card expired"
        assert [row["because"] for row in book.explain("mrr", date(2025, 6, 1), "acme").of("posting")] == [
            None,
            "was cancel; overridden by Ben: the card expired",
        ]
        assert [row["segment"] for row in book.movements(date(2025, 6, 1), date(2025, 7, 1), by="cause") if row["churn"]] == ["delinquency"]
        assert not any(row["was_cause"] for row in book.postings("acme", known_at=TOLD))
        loaded = book.load(files(tmp_path / "again", subscriptions=STATES.replace("2025-06-01", "2025-06-15")))
        lost = "acme has no posting on 2025-06-01 any more that this could override"
        assert loaded.warnings == [f"edit 1: {lost}"]
        assert [each.warning for each in book.edits.all()] == [lost]


def test_what_makes_no_sense_is_refused(company: Company) -> None:
    day = date(2025, 6, 1)
    with company() as book:
        book.edits.exclude("c0", **BY)
        book.edits.merge("acme", "beta", **BY)
        book.edits.cause("beta", day, "delinquency", **BY)
        book.edits.undo(book.edits.exclude("c9", **BY).edit.number, **BY)
        wrong = {
            "unknown_customer": [lambda: book.edits.exclude("betta", **BY), lambda: book.edits.merge("c1", "nobody", **BY)],
            "self_merge": [lambda: book.edits.merge("c1", "c1", **BY)],
            "edited_already": [
                lambda: book.edits.exclude("c0", **BY),
                lambda: book.edits.exclude("acme", **BY),
                lambda: book.edits.merge("c1", "acme", **BY),
                lambda: book.edits.merge("c1", "c0", **BY),
                lambda: book.edits.merge("beta", "acme", **BY),
                lambda: book.edits.cause("beta", day, "pause", "i1", **BY),
                lambda: book.edits.cause("c0", date(2025, 1, 1), "plan", **BY),
            ],
            "unknown_cause": [lambda: book.edits.cause("beta", day, "fx", **BY)],
            "unknown_item": [lambda: book.edits.cause("c1", date(2025, 1, 1), "plan", "ci2", **BY)],
            "no_posting": [lambda: book.edits.cause("beta", date(2025, 6, 2), "pause", **BY)],
            "same_cause": [lambda: book.edits.cause("c1", date(2025, 1, 1), "start", **BY)],
            "no_reason": [lambda: book.edits.exclude("c1", author="Anna", reason=" ")],
            "no_author": [lambda: book.edits.exclude("c1", author="", reason="x")],
            "unknown_edit": [lambda: book.edits.undo(77, **BY)],
            "undone": [lambda: book.edits.undo(4, **BY)],
            "undoing": [lambda: book.edits.undo(5, **BY)],
            "known_at": [lambda: book.edits.exclude("c1", known_at=datetime(2025, 1, 1, tzinfo=UTC), **BY)],
        }
        before = book.edits.all()
        for code, asked in wrong.items():
            for each in asked:
                with pytest.raises(SubledgerError) as refused:
                    each()
                assert refused.value.code == code, refused.value.message
        assert book.edits.all() == before


def test_a_reader_edits_nothing_and_a_failed_edit_leaves_no_trace(
    company: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.duckdb"
    company(path).close()
    with subledger.open(path) as book, pytest.raises(SubledgerError, match="opened to be read"):
        book.edits.exclude("beta", **BY)

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with subledger.open(path, writes=True) as book:
        book.edits.exclude("acme", **BY)
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr("subledger.book.opening.record_load", broken)
            book.edits.undo(1, **BY)
        assert [(each.number, each.undone) for each in book.edits.all()] == [(1, None)]
        assert mrr(book) == 170
        assert book.check() == []
