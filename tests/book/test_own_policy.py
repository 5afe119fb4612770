"""The book's own policy becomes another, on record: what was known before stays under the former one."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from company_files import files

import subledger
from subledger.book.bridging.bridge import Bridge
from subledger.book.building import building
from subledger.faces.cli.app import run
from subledger.faces.web.wire import packed, unpacked

STATES = """
customer_id, item_id, plan,  unit_amount, starts_at,  ends_at,    status
acme,        i1,      basic, 100,         2025-01-01, ,           active
beta,        i2,      basic, 50,          2025-02-01, ,           trialing
gamma,       i3,      basic, 30,          2025-02-01, ,           active
"""
LATE = STATES + "delta, i4, basic, 5, 2025-03-01, , active\neta, i5, basic, 7, 2025-03-01, , trialing\n"
TRIALS = {"name": "trials", "counts.trialing": True}
TOLD, USED, LATER = (datetime(2025, month, 1, tzinfo=UTC) for month in (6, 7, 8))
WHY = {"author": "Anna", "reason": "the board counts trials"}


def mrr(book: subledger.Book, **view: object) -> int:
    return int(book.metrics("mrr", date(2025, 3, 1), date(2025, 4, 1), **view).rows[0]["value"])


@pytest.fixture
def book(tmp_path: Path) -> Iterator[subledger.Book]:
    with subledger.init(None) as book:
        book.load(files(tmp_path / "first", subscriptions=STATES), known_at=TOLD)
        yield book


def test_figures_are_under_the_policy_that_the_book_had_when_they_were_known(book: subledger.Book) -> None:
    done = book.use_policy(TRIALS, known_at=USED, **WHY)
    assert done.change.says == "policy: standard → trials, by Anna: the board counts trials"
    assert [(each.month, int(each.before), int(each.after)) for each in done.restated] == []
    assert (book.policy.name, mrr(book), mrr(book, policy="standard")) == ("trials", 180, 130)
    assert (mrr(book, known_at=TOLD), mrr(book, known_at=TOLD, policy=TRIALS), mrr(book, known_at=USED)) == (130, 180, 180)
    assert book.metrics("mrr", known_at=TOLD).policy.name == "standard"
    assert [policy.name for policy, _ in book.kept()] == ["trials", "standard"]
    [used, first] = book.looking().loads()
    assert (used.policy, first.policy, used.edit) == (done.change.says, None, None)
    assert [each.policy for each in book.looking(known_at=TOLD).loads()] == [None]
    assert book.check() == [] and unpacked(packed(done)) == done


def test_months_that_were_over_are_restated(book: subledger.Book, tmp_path: Path) -> None:
    book.load(files(tmp_path / "end", subscriptions=STATES + "zeta, i9, basic, 1, 2025-04-10, , active\n"), known_at=TOLD)
    book.close_month("2025-03")
    done = book.use_policy(TRIALS, known_at=USED, **WHY)
    assert [(each.month, int(each.before), int(each.after)) for each in done.restated] == [("2025-02", 130, 180), ("2025-03", 130, 180)]
    [closed] = book.closed()
    assert (closed.closing.policy.name, closed.state) == ("standard", "as closed")


def test_a_kept_ledger_is_put_in_force_and_the_former_one_stays(book: subledger.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    book.keep(TRIALS)
    monkeypatch.setattr(building, "build", None)
    book.use_policy(TRIALS, known_at=USED, **WHY)
    assert (mrr(book), mrr(book, policy="standard")) == (180, 130)
    with pytest.raises(subledger.SubledgerError, match="its own policy"):
        book.forget(TRIALS)
    book.forget("standard")
    assert [policy.name for policy, _ in book.kept()] == ["trials"]


def test_a_load_after_it_renews_both_ledgers(book: subledger.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book.use_policy(TRIALS, known_at=USED, **WHY)
    done = book.load(files(tmp_path / "late", subscriptions=LATE), known_at=LATER)
    assert [each.known_at for each in done.restated] == []
    monkeypatch.setattr(building, "build", None)
    assert (mrr(book), mrr(book, policy="standard")) == (192, 135)


def steps(bridge: Bridge) -> dict[str, int]:
    assert all(sum(share.amount for share in step.shares()) == step.amount for step in bridge.steps)
    return {step.key: int(step.amount) for step in bridge.steps if step.amount}


def test_a_bridge_of_knowledge_has_the_policy_as_its_last_step(book: subledger.Book, tmp_path: Path) -> None:
    book.use_policy(TRIALS, known_at=USED, **WHY)
    book.load(files(tmp_path / "late", subscriptions=LATE), known_at=LATER)
    bridge = book.bridge("2025-03-31@2025-06-01T00:00:00Z", "2025-03-31")
    assert (int(bridge.opening), steps(bridge), int(bridge.closing)) == (130, {"late_rows": 5, "policy": 57}, 192)
    step = bridge.step("policy")
    assert (step.name, step.dimension) == ("policy: standard → trials", "knowledge")
    assert [(share.customer, int(share.amount)) for share in step.shares()] == [("beta", 50), ("eta", 7)]
    back = book.bridge("2025-03-31", "2025-03-31@2025-06-01T00:00:00Z")
    assert (int(back.opening), steps(back), int(back.closing)) == (192, {"policy": -57, "late_rows": -5}, 130)
    named = book.bridge("2025-03-31@standard@2025-06-01T00:00:00Z", "2025-03-31")
    assert steps(named) == {"counts.trialing": 50, "late_rows": 12}
    assert steps(book.bridge("2025-03-31@2025-06-01T00:00:00Z", "2025-03-31", policy="standard")) == {"late_rows": 5}


def test_what_is_refused(book: subledger.Book) -> None:
    with subledger.init(None) as empty, pytest.raises(subledger.SubledgerError) as caught:
        empty.use_policy("stripe", **WHY)
    assert (caught.value.code, caught.value.hint) == ("empty_book", "make the book with it: subledger init --policy stripe")
    for policy, why, code in (
        ("standard", WHY, "own_policy"),
        ("standart", WHY, "unknown_policy"),
        ("stripe", WHY | {"reason": " "}, "no_reason"),
        ("stripe", WHY | {"known_at": datetime(2025, 5, 1, tzinfo=UTC)}, "known_at"),
    ):
        with pytest.raises(subledger.SubledgerError) as caught:
            book.use_policy(policy, **why)
        assert caught.value.code == code
    assert (book.policy.name, book.build.load_id) == ("standard", 1)


def test_a_policy_whose_ledger_cannot_be_built_is_not_used(book: subledger.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*asked: object, **options: object) -> None:
        raise subledger.SubledgerError("broken", "broken")

    before = book._engine.names()
    monkeypatch.setattr(building, "build", broken)
    with pytest.raises(subledger.SubledgerError, match="broken"):
        book.use_policy(TRIALS, **WHY)
    monkeypatch.undo()
    assert (book.policy.name, book.build.load_id, book._engine.names()) == ("standard", 1, before)


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[[str], tuple[int, str, str]]:
    monkeypatch.setenv("SUBLEDGER_BOOK", str(tmp_path / "book.duckdb"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ours.toml").write_text('name = "ours"\nextends = "standard"\n[counts]\ntrialing = true\n', "utf-8")
    with subledger.init(tmp_path / "book.duckdb") as book:
        book.load(
            files(tmp_path / "first", subscriptions=STATES.replace("30,          2025-02-01", "30,          2025-04-02")), known_at=TOLD
        )

    def ran(command: str) -> tuple[int, str, str]:
        return run(shlex.split(command)), *capsys.readouterr()

    return ran


def test_the_command_says_what_it_did_and_lists_mark_the_book_s_own(cli: Callable[[str], tuple[int, str, str]]) -> None:
    code, said, _ = cli('policy use ours.toml --reason "the board counts trials" --author Anna')
    lines = said.splitlines()
    assert (code, lines[0]) == (0, "policy: standard → ours, by Anna: the board counts trials")
    assert "the ledger of standard is still kept" in lines[1]
    assert lines[2].startswith("restated: the closing MRR of 2 earlier months changed: 2025-02 100.00 → 150.00 USD")
    assert cli("policies")[1].count("the book's own") == 1
    assert cli("policy show ours.toml")[1].splitlines()[0].endswith("ours.toml  the book's own")
    assert [row["name"] for row in json.loads(cli("policies --format json")[1])["rows"] if row["is_own"]] == ["ours"]
    done = json.loads(cli("policy use stripe --reason asked --author Ben --format json")[1])
    assert (done["was"]["name"], done["policy"]["name"], done["load_id"], done["author"]) == ("ours", "stripe", 3, "Ben")
    code, _, error = cli("policy use stripe --reason again")
    assert (code, "stripe v1 is the book's own policy as it is" in error) == (2, True)
