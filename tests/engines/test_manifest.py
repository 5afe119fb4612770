"""States of a book come into sight whole, one after another, and go when nobody reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from subledger.engine.manifest import KEPT, Draft, Manifest, Stored, recalled, unread

COLUMNS = {"name": "string", "day": "date", "at": "timestamp", "rate": "decimal(38,0)", "many": "int64", "is": "boolean"}
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Shelf:
    """Manifests in memory, as texts."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def newest(self) -> Manifest:
        return recalled(self.texts[-1]) if self.texts else Manifest()

    def put(self, manifest: Manifest) -> None:
        if manifest.number != len(self.texts) + 1:
            raise RuntimeError("taken")
        self.texts.append(manifest.text())


def test_a_text_says_all_of_a_manifest() -> None:
    row = ("Zoë", date(2024, 2, 29), datetime.fromisoformat("2024-02-29 01:02:03.000004"), 10**37, 2**63 - 1, True)
    manifest = Manifest(7, NOW, {"facts": Stored(COLUMNS, ("a", "b"), (row, (None,) * 6))})
    assert recalled(manifest.text()) == manifest


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"number": 1}', '{"number": 1, "written_at": "2026-01-01", "tables": []}'])
def test_what_is_no_manifest_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        recalled(text)


def test_others_see_what_is_published_whole() -> None:
    shelf = Shelf()
    writer, reader = Draft(shelf), Draft(shelf)
    writer.tables["facts"] = Stored(COLUMNS).with_part("a")
    reader.renew()
    assert reader.tables == {}
    with writer.transaction(), writer.transaction():
        writer.tables["facts"] = writer.tables["facts"].with_part("b")
        writer.publish()
        assert shelf.texts == []
    assert reader.tables == {}
    reader.renew()
    assert reader.tables == {"facts": Stored(COLUMNS, ("a", "b"))}
    writer.publish()
    assert len(shelf.texts) == 1


def test_a_failed_transaction_takes_back_its_own_changes_alone() -> None:
    shelf = Shelf()
    writer = Draft(shelf)
    writer.tables["before"] = Stored(COLUMNS)
    with pytest.raises(KeyError), writer.transaction():
        del writer.tables["before"]
        writer.tables["within"] = Stored(COLUMNS)
        raise KeyError
    assert set(writer.tables) == {"before"}
    writer.publish()
    assert set(shelf.newest().tables) == {"before"}


def test_where_another_published_first_nothing_is_lost() -> None:
    shelf = Shelf()
    first, second = Draft(shelf), Draft(shelf)
    first.tables["facts"] = second.tables["facts"] = Stored(COLUMNS, ("a",))
    first.publish()
    with pytest.raises(RuntimeError), second.transaction():
        second.tables["facts"] = Stored(COLUMNS, ("b",))
    assert second.tables["facts"].parts == ("a",)
    assert shelf.newest().parts == {"a"}


def test_a_state_goes_when_nobody_can_be_reading_it() -> None:
    states = [Manifest(number, NOW - age) for number, age in ((3, timedelta(0)), (2, KEPT * 2), (1, KEPT * 3))]
    assert [each.number for each in unread(states, NOW)] == [1]
    assert [each.number for each in unread(states, NOW + KEPT * 2)] == [1, 2]
    assert [each.number for each in unread(states, NOW + KEPT * 2, pinned=[1])] == [2]
