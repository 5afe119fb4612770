"""What is compiled for one load serves every other: its number is filled in afterwards."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
import pytest

from subledger.engine import compile as compiling
from subledger.ledger.tables import numbered, unbound
from subledger.model import tables

TEXT = str(compiling._NUMBERS[0])
"""A text that reads as the number that stands in for the first open one."""


def known(load_id: int) -> ir.Table:
    loads = unbound(tables.LOADS)
    rows = loads.filter(loads.load_id <= numbered(load_id), loads.load_id != 4)
    return rows.select(load=numbered(load_id), next=numbered(load_id + 1), text=ibis.literal(TEXT))


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "clickhouse", "pyspark"])
def test_a_number_is_filled_in_wherever_it_stands(dialect: str) -> None:
    texts = [compiling.compiled(known(load_id), dialect) for load_id in (41, 51)]
    assert [(text.count("41"), text.count("51")) for text in texts] == [(2 + TEXT.count("41"), 0), (TEXT.count("51"), 2)]
    assert [(text.count("42"), text.count("52")) for text in texts] == [(1, 0), (0, 1)]
    assert all(text.count(TEXT) == 1 and " <> 4" in text for text in texts)


def test_nothing_is_compiled_anew_for_another_load() -> None:
    compiling.compiled(known(61), "duckdb")
    before = compiling._compiled.cache_info().misses
    compiling.compiled(known(62), "duckdb")
    assert compiling._compiled.cache_info().misses == before
