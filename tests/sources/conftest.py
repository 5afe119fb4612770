"""A fixture that reads files as a book does: find, scan, typed, rows and faults."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from subledger.engine.duckdb import DuckDB
from subledger.engine.engine import ScanFailed, ScanOf
from subledger.model.errors import Fault
from subledger.model.tables import CANONICAL
from subledger.sources.standard import BookSettings, Mapping, RawFile, explained, find, repair, typed


@dataclass
class Loaded:
    """What came of a load, all tables by name."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    extras: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    readings: list[tuple[Any, ...]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        return [fault.code for fault in self.faults]

    @property
    def only_fault(self) -> Fault:
        assert len(self.faults) == 1, self.faults
        return self.faults[0]

    @property
    def only_row(self) -> dict[str, Any]:
        assert not self.faults, self.faults
        (rows,) = self.rows.values()
        assert len(rows) == 1, rows
        return rows[0]


def _read(engine: DuckDB, file: RawFile, name: str, workspace: Path, book: BookSettings, loaded: Loaded) -> None:
    try:
        raw = engine.scan(ScanOf(file.path, file.format, file.columns, file.delimiter), name)
    except ScanFailed:
        file, faults = repair(file, workspace)
        loaded.faults += faults
        if file.format == "parquet":
            return
        raw = engine.scan(ScanOf(file.path, file.format, file.columns, file.delimiter), name)
    table = typed(raw, file, book)
    assert [*table.rows.columns] == [*CANONICAL[file.table]]
    loaded.faults += [
        explained(file, code, row, column, value, book) for row, column, value, code in engine.rows(table.faults.order_by("row"))
    ]
    names = list(CANONICAL[file.table])
    loaded.rows.setdefault(file.table, []).extend(dict(zip(names, row, strict=True)) for row in engine.rows(table.rows.order_by("row")))
    if table.extras is not None:
        loaded.extras.setdefault(file.table, []).extend(sorted(engine.rows(table.extras)))
    if table.readings is not None:
        loaded.readings += sorted(engine.rows(table.readings))


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Loaded]:
    """Reads files as a book in a currency and time zone would."""

    def _load(*paths: Path, mapping: Mapping | None = None, currency: str = "USD", timezone: str = "UTC") -> Loaded:
        workspace = tmp_path / "workspace"
        book, loaded = BookSettings(currency, timezone), Loaded()
        found = find(paths, mapping, workspace)
        loaded.faults, loaded.notes = list(found.faults), list(found.notes)
        with closing(DuckDB(None)) as engine:
            for index, file in enumerate(found.files):
                _read(engine, file, f"raw_{index}", workspace, book, loaded)
        return loaded

    return _load


@pytest.fixture
def subscriptions(tmp_path: Path, load: Callable[..., Loaded]) -> Callable[..., Loaded]:
    """Loads a subscriptions.csv of this content."""

    def _subscriptions(content: str | bytes, **settings: Any) -> Loaded:
        path = tmp_path / "subscriptions.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return load(path, **settings)

    return _subscriptions
