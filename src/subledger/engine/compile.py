"""Ibis as a compiler: an expression over unbound tables becomes one SELECT in an engine's dialect."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from subledger.model.errors import SubledgerError

if TYPE_CHECKING:
    import ibis.expr.types as ir

    Given = Mapping[ir.DateScalar, date]

WIDE_SUMS = ("duckdb", "postgres")
"""Dialects whose engines sum 64-bit integers in more than 64 bits: there an amount need not be widened before it is summed."""
UNFOLDING = ("postgres",)
"""Dialects whose engines write a subquery's columns out wherever they are named: what builds on itself doubles at every link."""
KEEPING = ("duckdb", "postgres")
"""Dialects whose engines may keep a copy of what several places share, and have a word against it."""
_OPEN_DAYS = tuple(date(9998, month, 1) for month in range(1, 13))
"""Days that no book holds: each stands in a compiled text for a day that is filled in."""


@cache
def _compiler(dialect: str) -> Any:
    from subledger.engine.compilers import OF

    return OF[dialect]()


def compiled(
    expression: ir.Table, dialect: str, given: Given | None = None, *, stored: Mapping[str, str] | None = None, pretty: bool = False
) -> str:
    """The SELECT of an expression in a dialect.

    given: the days that the expression leaves open.   stored: by what other name a table is stored, where it is.
    """
    given = given or {}
    node, prefixes, numbers = _of_any_ledger(expression.op() if stored is None else _to_be_found(expression.op()))
    text = _compiled(node, dialect, tuple(day.op() for day in given), pretty)
    if prefixes:
        text = _STAND_IN.sub(lambda found: prefixes[int(found[1])], text)
    if numbers:
        text = _NUMBER.sub(lambda found: str(numbers[int(found[1])]), text)
    if stored is not None:
        text = _FOUND.sub(lambda found: stored.get(found[1], found[1]), text)
    for stand_in, day in zip(_OPEN_DAYS, given.values(), strict=False):
        text = text.replace(_day(stand_in, dialect), _day(day, dialect))
    if "\0" in text:
        # Engines end a statement there, or refuse it in words of their own.
        raise SubledgerError("a text with the character of number 0 is asked for", "no_text", expected="a text without it")
    return text


def shown(expression: ir.Table, quoted: Callable[[str], str]) -> str:
    """The columns of an expression, as an engine that truncates a day to a timestamp has to show them: days as days.

    Ibis leaves out such casts, which it thinks needless.
    """
    columns = {name: quoted(name) for name in expression.columns}
    days = {name for name, kind in expression.schema().items() if kind.is_date()}
    return ", ".join(f"CAST({column} AS DATE) AS {column}" if name in days else column for name, column in columns.items())


_PREFIX = re.compile(r"(?:[a-z]+_)+\d+_(?=[a-z])")
"""What stands before the names of one ledger's tables: words and a number."""
_STAND_IN = re.compile('(?<=["`])\ue000(\\d+)\ue000')


_NUMBERS = range(2_147_400_000, 2_147_400_100)
"""Numbers that no definition has: each stands in an expression for one that is filled in."""
_NUMBER = re.compile("\ue002(\\d+)\ue002")


@lru_cache(maxsize=1024)
def _of_any_ledger(node: Any) -> tuple[Any, tuple[str, ...], tuple[int, ...]]:
    """An expression with stand-ins for its ledgers' prefixes and its open numbers, and those: what is compiled for one serves every other.

    Open are the literals that are said to be whole numbers of 32 bits and never null, as the numbers of loads are.
    """
    from ibis.expr.datatypes import int32
    from ibis.expr.operations import Literal, UnboundTable

    open_number = int32(nullable=False)
    prefixes: list[str] = []
    numbers: list[int] = []
    others = {}
    for leaf in node.find((UnboundTable, Literal)):
        if isinstance(leaf, Literal):
            if leaf.dtype == open_number:
                others[leaf] = leaf.copy(value=_NUMBERS[len(numbers)])
                numbers.append(leaf.value)
        elif found := _PREFIX.match(leaf.name):
            if found[0] not in prefixes:
                prefixes.append(found[0])
            others[leaf] = leaf.copy(name=f"\ue000{prefixes.index(found[0])}\ue000{leaf.name[found.end() :]}")
    return (node.replace(others) if others else node), tuple(prefixes), tuple(numbers)


_FOUND = re.compile('(?<=["`])([^"`]+)\ue001(?=["`])')


@lru_cache(maxsize=1024)
def _to_be_found(node: Any) -> Any:
    """An expression whose tables have marks on their names, so that they are not taken for columns of the same names."""
    from ibis.expr.operations import UnboundTable

    return node.replace({table: table.copy(name=f"{table.name}\ue001") for table in node.find(UnboundTable)})


@lru_cache(maxsize=1024)
def _day(day: date, dialect: str) -> str:
    import ibis

    compiler, literal = _compiler(dialect), ibis.date(day).op()
    return str(compiler.visit_Literal(literal, value=day, dtype=literal.dtype).sql(compiler.dialect))


@lru_cache(maxsize=1024)
def _compiled(node: Any, dialect: str, open_days: tuple[Any, ...], pretty: bool) -> str:
    # Definitions are the same for every book, and compiling one takes longer than running it on a small book.
    import ibis

    compiler = _compiler(dialect)
    # One SELECT per step: fused, a column that builds on another repeats it, and such chains double at every link.
    fused = ibis.options.sql.fuse_selects
    ibis.options.sql.fuse_selects = False
    try:
        days = {day.to_expr(): stand_in for day, stand_in in zip(open_days, _OPEN_DAYS, strict=False)}
        query = compiler.to_sqlglot(node.to_expr(), params=days)
        _put_right(query, dialect)
        if dialect in UNFOLDING:
            _keep_apart(query)
        return str(query.sql(compiler.dialect, pretty=pretty))
    finally:
        ibis.options.sql.fuse_selects = fused


def _put_right(query: Any, dialect: str) -> None:
    """Leaves out what an engine does not need, stands a mark in the place of each open number, and says what is not kept."""
    import sqlglot.expressions as sge

    leaves = sge.Column | sge.DataType | sge.Table
    for part in query.walk(prune=lambda part: isinstance(part, leaves)):
        if isinstance(part, sge.Literal):
            if not part.is_string and part.name.isdigit() and int(part.name) in _NUMBERS:
                part.set("this", f"\ue002{_NUMBERS.index(int(part.name))}\ue002")
        elif isinstance(part, sge.Sum) and dialect in WIDE_SUMS and _is_widened(part.this):
            part.set("this", part.this.this)
    for shared in query.ctes:
        # What steps share are scans and filters: reading twice is quicker than keeping a copy of millions of rows.
        shared.set("materialized", False if dialect in KEEPING else None)


def _is_widened(amount: Any) -> bool:
    import sqlglot.expressions as sge

    return isinstance(amount, sge.Cast) and amount.to.sql() == "DECIMAL(38, 0)"


def _keep_apart(query: Any) -> None:
    """Lets every subquery that reckons something be worked out as it stands: what skips no rows keeps them apart all the same."""
    import sqlglot.expressions as sge

    plain = (sge.Column, sge.Star, sge.Literal, sge.Null, sge.Boolean)
    for select in query.find_all(sge.Select):
        is_inner = select.parent is not None and not select.args.get("group") and not select.args.get("limit")
        if is_inner and not all(isinstance(column.unalias(), plain) for column in select.expressions):
            select.set("offset", sge.Offset(expression=sge.Literal.number(0)))
