"""Ibis' compiler for Spark, with what it leaves wrong or undone put right."""

from __future__ import annotations

from typing import Any

from ibis.backends.sql import compilers


class Spark(compilers.PySparkCompiler):  # type: ignore[misc]
    """Spark 4."""

    __slots__ = ()

    def visit_NonNullLiteral(self, op: Any, *, value: Any, dtype: Any) -> Any:
        # A setting of its own execution layer is asked for where numbers are floats; there is no such layer here.
        of: Any = super(compilers.PySparkCompiler, self) if dtype.is_floating() else super()
        return of.visit_NonNullLiteral(op, value=value, dtype=dtype)

    def visit_Field(self, op: Any, *, rel: Any, name: str) -> Any:
        of: Any = super(compilers.PySparkCompiler, self) if op.dtype.is_floating() else super()
        return of.visit_Field(op, rel=rel, name=name)

    def visit_DateTruncate(self, op: Any, *, arg: Any, unit: Any) -> Any:
        del op
        # What cuts a timestamp makes one of a day.
        return arg if unit.short == "D" else self.f.anon.trunc(arg, unit.singular)

    def visit_GroupConcat(self, op: Any, *, arg: Any, sep: Any, where: Any, order_by: Any) -> Any:
        if order_by and [each.this for each in order_by] == [arg]:
            # Texts in their own order: they can be sorted when they are collected.
            if where is not None:
                arg = self.if_(where, arg, None)
            collected = self.f.sort_array(self.f.collect_list(arg))
            return self.f.array_join(self.if_(self.f.size(collected).eq(0), None, collected), sep)
        return super().visit_GroupConcat(op, arg=arg, sep=sep, where=where, order_by=order_by)
