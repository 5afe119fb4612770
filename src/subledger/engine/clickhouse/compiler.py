"""Ibis' compiler for ClickHouse, with what it leaves wrong put right: there whole numbers wrap, days end early and letters are bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import sqlglot as sg
import sqlglot.expressions as sge
from ibis.backends.sql import compilers
from ibis.backends.sql.compilers.base import SQLGlotCompiler
from ibis.backends.sql.datatypes import ClickHouseType

_LARGE = 2**31
"""From here on ClickHouse takes a number for one without a sign, and does not mix those with others."""


class _Types(ClickHouseType):  # type: ignore[misc]
    """Days and times that reach as far as Python's, and may be unknown."""

    @classmethod
    def from_ibis(cls, dtype: Any) -> Any:
        if dtype.is_date():
            return sge.DataType(this=sge.DataType.Type.DATE32, nullable=True)
        found = super().from_ibis(dt.Timestamp(scale=6) if dtype.is_timestamp() else dtype)
        found.args["nullable"] = True
        return found


class ClickHouse(compilers.ClickHouseCompiler):  # type: ignore[misc]
    """ClickHouse, in a session that has the settings of `connecting`."""

    __slots__ = ()

    type_mapper = _Types

    SIMPLE_OPS: ClassVar[dict[Any, str]] = {
        ops.CountDistinct: "uniqExact",
        ops.Date: "toDate32",
        ops.Lowercase: "lowerUTF8",
        ops.StringLength: "lengthUTF8",
        ops.StrRight: "rightUTF8",
        ops.Uppercase: "upperUTF8",
    }

    visit_Lag = visit_Lead = visit_LagLead = SQLGlotCompiler.visit_LagLead

    @staticmethod
    def _minimize_spec(op: Any, spec: Any) -> Any:
        return None if isinstance(op.func, ops.Lag | ops.Lead | ops.NTile) else spec

    def visit_Add(self, op: Any, *, left: Any, right: Any) -> Any:
        return self._checked(op, "toInt128", super().visit_Add, left, right)

    def visit_Subtract(self, op: Any, *, left: Any, right: Any) -> Any:
        return self._checked(op, "toInt128", super().visit_Subtract, left, right)

    def visit_Multiply(self, op: Any, *, left: Any, right: Any) -> Any:
        return self._checked(op, "toInt256", super().visit_Multiply, left, right)

    def visit_Negate(self, op: Any, *, arg: Any) -> Any:
        return self._narrow(super().visit_Negate(op, arg=self.f.toInt128(arg)), op.dtype) if op.arg.dtype.is_int64() else -sge.paren(arg)

    def _checked(self, op: Any, widened: str, reckoned: Callable[..., Any], left: Any, right: Any) -> Any:
        """Whole numbers reckoned in more bits than they have: the result is right or refused, where ClickHouse itself would wrap."""
        if op.dtype.is_integer() and (op.left.dtype.is_int64() or op.right.dtype.is_int64()):
            return self._narrow(reckoned(op, left=self.f[widened](left), right=self.f[widened](right)), op.dtype)
        return reckoned(op, left=left, right=right)

    def _narrow(self, value: Any, to: Any) -> Any:
        return self.f.accurateCast(value, f"Nullable({type(to).__name__})")

    def visit_Sum(self, op: Any, *, arg: Any, where: Any) -> Any:
        if not op.arg.dtype.is_integer():
            return super().visit_Sum(op, arg=arg, where=where)
        return self._narrow(super().visit_Sum(op, arg=self.f.toInt128(arg), where=where), op.dtype)

    def visit_WindowFunction(self, op: Any, *, func: Any, **spec: Any) -> Any:
        if isinstance(op.func, ops.Sum) and op.func.arg.dtype.is_integer():
            # A window is of the sum, and what narrows it goes around both.
            return self._narrow(super().visit_WindowFunction(op, func=func.expressions[0], **spec), op.dtype)
        return super().visit_WindowFunction(op, func=func, **spec)

    def visit_Cast(self, op: Any, *, arg: Any, to: Any) -> Any:
        of = op.arg.dtype
        if to.is_numeric() and not to.is_floating() and (of.is_floating() or (of.is_decimal() and of.scale)):
            # ClickHouse cuts decimals off.
            arg = self.f.round(arg, getattr(to, "scale", 0))
        if to.is_integer() and of.is_numeric() and not of.is_decimal():
            return self._narrow(arg, to)
        return super().visit_Cast(op, arg=arg, to=to)

    def visit_NonNullLiteral(self, op: Any, *, value: Any, dtype: Any) -> Any:
        if dtype.is_date():
            return self.f.toDate32(value.isoformat())
        if dtype.is_timestamp():
            return self.f.toDateTime64(value.isoformat(sep=" "), 6, "UTC")
        if dtype.is_integer() and abs(value) >= _LARGE:
            return self.f.toInt64(sge.convert(str(value)))
        return super().visit_NonNullLiteral(op, value=value, dtype=dtype)

    def visit_Substring(self, op: Any, *, arg: Any, start: Any, length: Any) -> Any:
        del op
        begin = self.if_(start >= 0, start + 1, start + 1 + self.f.lengthUTF8(arg))
        return self.f.substringUTF8(arg, begin, *([] if length is None else [length]))

    def visit_GroupConcat(self, op: Any, *, arg: Any, sep: Any, where: Any, order_by: Any) -> Any:
        if not order_by:
            return super().visit_GroupConcat(op, arg=arg, sep=sep, where=where, order_by=order_by)
        found = [arg.is_(sge.Not(this=sge.Null())), *([] if where is None else [where])]
        rows = self.f.arraySort(self.f.groupArrayIf(self.f.tuple(*(key.this for key in order_by), arg), sg.and_(*found)))
        row = sg.to_identifier("row_")
        texts = self.f.arrayMap(sge.Lambda(this=self.f.assumeNotNull(self.f.tupleElement(row, len(order_by) + 1)), expressions=[row]), rows)
        return self.if_(self.f.empty(texts), sge.Null(), self.f.arrayStringConcat(texts, sep))
