"""A book that is read while it is loaded: each answer is of one build, and says which."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from starlette.testclient import TestClient
from web.conftest import HERE, SECRET
from web.served_company import grown

from subledger.book import open_book
from subledger.faces.web.api.rows import LOADED
from subledger.faces.web.app import create_app
from subledger.faces.web.safety import Access
from subledger.faces.web.served import Served
from subledger.model.errors import SubledgerError

LOADS = 3
MRR = "metrics?metrics=mrr&from=2025-12-01&to=2026-01-01"


@pytest.fixture
def served(copy_of_book: Path) -> Iterator[Served]:
    with open_book(copy_of_book, writes=True) as book:
        yield Served(book)


def test_each_answer_is_of_one_build(served: Served, tmp_path: Path) -> None:
    app = create_app(served, Access(secret=SECRET))
    mrr_of: dict[int, set[Fraction]] = {}
    statuses: Counter[int] = Counter()
    wrong: list[str] = []
    done = threading.Event()

    def ask(address: str, figure: Any) -> None:
        client = TestClient(app, base_url=HERE)
        while not done.is_set():
            answer = client.get(address)
            statuses[answer.status_code] += 1
            if answer.status_code != 200:
                wrong.append(answer.text)
                continue
            # Six decimals of each of forty customers: their sum is as exact as three.
            mrr_of.setdefault(int(answer.headers["subledger-build"].split()[0]), set()).add(round(figure(answer.json()["rows"]), 3))

    def closing(rows: list[Any]) -> Fraction:
        assert all(Fraction(after["opening"]) == Fraction(before["closing"]) for before, after in pairwise(rows))
        return Fraction(rows[-1]["closing"])

    asked = {
        "movements?from=2025-01-01&to=2026-01-01&grain=month": closing,
        "customers?as_of=2025-12-31": lambda rows: sum(Fraction(row["mrr"]) for row in rows),
        MRR: lambda rows: Fraction(rows[0]["value"]),
    }
    readers = [threading.Thread(target=ask, args=(f"/api/v1/{address}", figure)) for address, figure in asked.items()]
    for reader in readers:
        reader.start()
    loader = TestClient(app, base_url=HERE, headers={"Authorization": f"Bearer {SECRET}"})
    for number in range(1, LOADS + 1):
        said = loader.post("/api/v1/loads", json={"paths": [str(grown(tmp_path / str(number), number))], "increment": True})
        assert said.json()["load_id"] == number + 1, said.text
        jsonschema_rs.validate(LOADED, said.json())
    done.set()
    for reader in readers:
        reader.join(60)
    assert wrong == []
    assert set(statuses) == {200}
    # One figure per build, whichever question it was: a load adds 1, 2, 3, … to the build before.
    assert len(mrr_of) > 1
    last = Fraction(TestClient(app, base_url=HERE).get(f"/api/v1/{MRR}").json()["rows"][0]["value"])
    for build, figures in mrr_of.items():
        assert figures == {round(last - sum(range(build, LOADS + 1)), 3)}, build


def test_loads_wait_for_one_another(served: Served, tmp_path: Path) -> None:
    done: list[int] = []
    threads = [
        threading.Thread(target=lambda n=n: done.append(served.load(str(grown(tmp_path / str(n), n)), increment=True).load_id))  # type: ignore[misc]
        for n in (1, 2, 3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(done) == [2, 3, 4]


def test_a_load_that_fails_changes_nothing(served: Served, tmp_path: Path) -> None:
    (tmp_path / "subscriptions.csv").write_text("customer_id,plan,unit_amount,starts_at\nx,pro,ten,2025-01-01\n", "utf-8")
    client = TestClient(create_app(served, Access(secret=SECRET)), base_url=HERE, headers={"Authorization": f"Bearer {SECRET}"})
    before = client.get("/api/v1/customers").json()
    answer = client.post("/api/v1/loads", json={"paths": [str(tmp_path / "subscriptions.csv")], "increment": True})
    said = answer.json()["errors"][0]
    assert (answer.status_code, said["file"], said["row"], said["column"], said["value"]) == (
        422,
        "subscriptions.csv",
        2,
        "unit_amount",
        "ten",
    )
    assert client.get("/api/v1/customers").json() == before


def test_a_view_that_failed_leaves_nothing_behind(served: Served) -> None:
    with pytest.raises(SubledgerError), served.view() as book:
        book.metrics("mrr", currency="EUR")
        book.metrics("nothing")
    with served.view() as book:
        assert book.metrics("mrr", currency="EUR").currency == "EUR"


def test_a_reader_is_used_again_and_not_by_two(served: Served) -> None:
    with served.view() as first, served.view() as second:
        assert first is not second
    with served.view() as third:
        assert third in (first, second)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not_json"),
        (b"[]", "not_json"),
        (b"{", "not_json"),
        (b'{"paths": []}', "no_paths"),
        (b'{"paths": [1]}', "no_paths"),
        (b'{"paths": ["a\\u0000b"]}', "no_paths"),
        (b'{"paths": "x"}', "wrong_type"),
        (b'{"path": ["x"]}', "unknown_field"),
        (b'{"paths": ["x"], "increment": "yes"}', "wrong_type"),
        (b'{"paths": ["x"], "known_at": "soon"}', "not_a_time"),
    ],
)
def test_a_load_that_cannot_be_read_is_refused(served: Served, body: bytes, code: str) -> None:
    client = TestClient(create_app(served, Access(secret=SECRET)), base_url=HERE)
    answer = client.post("/api/v1/loads", content=body, headers={"Authorization": f"Bearer {SECRET}"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)
