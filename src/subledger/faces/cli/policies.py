"""Policies: what ships, what each decides, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from subledger.faces.cli.options import FORMATS, Format, one_of
from subledger.faces.cli.write import inert, write_csv, write_json
from subledger.model.policy import SETTINGS, Value
from subledger.model.policy import Policy as Definition

policy = typer.Typer(help="One policy: every setting and why.", rich_markup_mode=None)


def policies(form: Format = "table") -> None:
    """The policies that ship, and how each differs from standard."""
    one_of("format", form, FORMATS)
    from subledger.book.policies import policy as named
    from subledger.book.policies import shipped

    found = [(each, _differs(each)) for each in map(named, shipped())]
    if form == "json":
        write_json({"ok": True, "rows": [{**_head(each), "differs": differs} for each, differs in found]})
    elif form == "csv":
        _write_rows(
            ("name", "version", "hash", "differs"), [(*map(str, _head(each).values()), "; ".join(_lines(of))) for each, of in found]
        )
    else:
        for each, differs in found:
            _say_policy(each, _lines(differs) or ["every other policy says how it differs from this one: subledger policy show standard"])


@policy.callback()
def _root() -> None:
    """One policy: every setting and why."""


@policy.command("show")
def show_policy(
    name: Annotated[str, typer.Argument(metavar="NAME|FILE", help="A policy that ships, or a TOML file.")],
    form: Format = "table",
) -> None:
    """Every setting of a policy: its value, what it may be, and why tools differ on it."""
    one_of("format", form, FORMATS)
    from subledger.book.policies import policy as named

    chosen, standard = named(name), named("standard")
    rows = [(each.key, chosen[each.key], standard[each.key], each.expected, each.why) for each in SETTINGS]
    columns = ("setting", "value", "standard", "expected", "why")
    if form == "json":
        write_json({"ok": True, "policy": _head(chosen), "rows": [dict(zip(columns, row, strict=True)) for row in rows]})
    elif form == "csv":
        _write_rows(columns, [(key, text(value), text(base), expected, why) for key, value, base, expected, why in rows])
    else:
        _show(chosen)


def _show(chosen: Definition) -> None:
    from subledger.faces.cli.grid import say

    differs = _differs(chosen)
    _say_policy(chosen, [f"{len(differs)} of {len(SETTINGS)} settings differ from standard"] if differs else [])
    for each in SETTINGS:
        say("\n" + inert(f"{each.key} = {text(chosen[each.key])}"), "bold yellow" if each.key in differs else "bold")
        say(f"    {each.why}\n    may be {each.expected}", "dim")


def _say_policy(of: Definition, lines: list[str]) -> None:
    from subledger.faces.cli.grid import say

    say(inert(f"{of.name} v{of.version} ({of.hash[:12]})"), "bold")
    for each in lines:
        say("  " + inert(each))


def _head(of: Definition) -> dict[str, str | int]:
    return {"name": of.name, "version": of.version, "hash": of.hash}


def _differs(chosen: Definition) -> dict[str, Value]:
    from subledger.book.policies import policy as named

    standard = named("standard")
    return {each.key: chosen[each.key] for each in SETTINGS if chosen[each.key] != standard[each.key]}


def text(value: Value) -> str:
    """A setting's value as a policy file writes it."""
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)


def _lines(differs: dict[str, Value]) -> list[str]:
    return [f"{key} = {text(value)}" for key, value in differs.items()]


def _write_rows(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    import csv
    import io

    said = io.StringIO()
    csv.writer(said, lineterminator="\n").writerows([columns, *rows])
    write_csv(said.getvalue())
