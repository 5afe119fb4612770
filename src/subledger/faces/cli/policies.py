"""Policies: what there is, what each decides and why, and how two of them differ."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from subledger.faces import documents
from subledger.faces.cli.opened import opened
from subledger.faces.cli.options import BOOK, FORMATS, BookPath, Currency, Format
from subledger.faces.cli.write import write_csv, write_json
from subledger.faces.inert import inert
from subledger.faces.values import one_of

if TYPE_CHECKING:
    from subledger.book import Book
    from subledger.book.decisions import Decided, Decision
    from subledger.model.settings import Value

SAYINGS = ("table", "json")
policy = typer.Typer(help="One policy: every setting and why.", rich_markup_mode=None)
NAMED = "A policy that ships, or a TOML file."
Named = Annotated[str, typer.Argument(metavar="NAME|FILE", help=NAMED)]
Files = Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", help="Policy files to list too.  [default: those of this folder]")]


def policies(files: Files = None, form: Format = "table") -> None:
    """The policies that ship and those of this folder: what each is, and how it differs from standard."""
    one_of("format", form, FORMATS)
    from subledger.book.decisions import decided
    from subledger.book.policies import found_in, shipped

    further = tuple(files) if files else found_in(Path())
    if form == "json":
        write_json(documents.policies_listed(further))
        return
    found = [*map(decided, shipped()), *map(decided, further)]
    if form == "csv":
        columns = ("name", "version", "hash", "extends", "about", "differs")
        _write_rows(columns, [(*_head(of), of.extends or "", of.about, "; ".join(_lines(of))) for of in found])
        return
    for of in found:
        _say_policy(of, [of.about, *_lines(of)])
    _say("\nwhere each comes from: subledger policy show stripe · what sets two apart: subledger policy diff standard stripe", "dim")


@policy.callback()
def _root() -> None:
    """One policy: every setting and why."""


@policy.command("show")
def show_policy(name: Named, form: Format = "table") -> None:
    """Every setting of a policy: its value, what decides it, whence it comes, and what it may be."""
    one_of("format", form, FORMATS)
    from subledger.book.decisions import decided

    if form == "json":
        write_json(documents.policy_shown(name))
        return
    of = decided(name)
    if form == "csv":
        columns = ("setting", "value", "standard", "means", "decided_by", "source", "expected", "why")
        _write_rows(columns, [_row(each) for each in of.decisions])
        return
    _show(of)


@policy.command("diff")
def diff_policies(
    one: Named,
    other: Annotated[str, typer.Argument(metavar="NAME|FILE", help="Another.")],
    form: Format = "table",
) -> None:
    """The settings on which two policies differ: what either says, and whence."""
    one_of("format", form, FORMATS)
    from subledger.book.decisions import differences

    if form == "json":
        write_json(documents.policies_compared(one, other))
        return
    a, b, pairs = differences(one, other)
    if form == "csv":
        columns = ("setting", "from", "to", "from_means", "to_means", "from_source", "to_source")
        _write_rows(columns, [_pair(mine, theirs) for mine, theirs in pairs])
        return
    _say(f"{_title(a)} beside {_title(b)}: {_settings(len(pairs))}", "bold")
    for mine, theirs in pairs:
        _say(f"\n{mine.setting.key}", "bold")
        for of, each in ((a, mine), (b, theirs)):
            _say(f"  {of.policy.name}: {each.means} ({text(each.value)})")
            _say(f"    {_whence(each)}", "dim")


@policy.command("keep")
def keep_policy(name: Named, book: BookPath = BOOK, currency: Currency = None, form: Format = "table") -> None:
    """Keep a policy's ledger in the book: built once, renewed by every load, and as quick to read as the book's own."""
    one_of("format", form, SAYINGS)
    with opened(book, writes=True) as keeping:
        keeping.keep(name, currency)
        _say_kept(keeping, book, form)


@policy.command("forget")
def forget_policy(name: Named, book: BookPath = BOOK, currency: Currency = None, form: Format = "table") -> None:
    """Keep a policy's ledger no longer."""
    one_of("format", form, SAYINGS)
    with opened(book, writes=True) as keeping:
        keeping.forget(name, currency)
        _say_kept(keeping, book, form)


def _say_kept(keeping: Book, book: Path, form: str) -> None:
    kept = keeping.kept()
    if form == "json":
        rows = [{"name": of.name, "version": of.version, "hash": of.hash, "currency": currency} for of, currency in kept]
        write_json({"ok": True, "book": str(book), "kept": rows})
    else:
        _say(f"{book} keeps " + ", ".join(f"{of.name} in {currency}" for of, currency in kept))


def _show(of: Decided) -> None:
    about = [of.about] if of.about else []
    if of.differs:
        about += [f"{len(of.differs)} of {len(of.decisions)} settings differ from standard"]
    _say_policy(of, about)
    for each in of.decisions:
        _say(f"\n{each.setting.key} = {text(each.value)}", "bold yellow" if each.value != each.standard else "bold")
        _say(f"    {each.means}")
        if of.file != "standard":
            _say(f"    {_whence(each)}")
        _say(f"    {each.setting.why}\n    may be {each.setting.expected}", "dim")
    for said in of.beyond:
        _say(f"\nnot expressed: {said}", "dim")


def _whence(of: Decision) -> str:
    """Which file decides a setting, and what is said of it."""
    by = of.decided_by or "the settings given"
    if of.is_unpublished:
        return f"unpublished ({of.said_by}): as {by} has it"
    if not of.source:
        return f"decided by {by}"
    return f"decided by {by}: {of.source}" if of.said_by == of.decided_by else f"as {by} has it; {of.said_by}: {of.source}"


def _settings(count: int) -> str:
    return "no setting differs" if count == 0 else f"{count} setting differs" if count == 1 else f"{count} settings differ"


def _title(of: Decided) -> str:
    return f"{of.policy.name} v{of.policy.version} ({of.policy.hash[:12]})"


def _say_policy(of: Decided, lines: list[str]) -> None:
    _say(_title(of) + (f"  {of.file}" if of.file and of.file.endswith(".toml") else ""), "bold")
    for each in lines:
        _say("  " + each)


def _say(said: str, style: str = "") -> None:
    from subledger.faces.cli.grid import say

    say("\n".join(map(inert, said.split("\n"))), style)


def _head(of: Decided) -> tuple[str, str, str]:
    return of.policy.name, str(of.policy.version), of.policy.hash


def text(value: Value) -> str:
    """A setting's value as a policy file writes it."""
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)


def _lines(of: Decided) -> list[str]:
    return [f"{key} = {text(value)}" for key, value in of.differs.items()]


def _row(of: Decision) -> tuple[str, ...]:
    asked = of.setting
    return asked.key, text(of.value), text(of.standard), of.means, of.decided_by or "", of.source, asked.expected, asked.why


def _pair(mine: Decision, theirs: Decision) -> tuple[str, ...]:
    values = (text(mine.value), text(theirs.value))
    return mine.setting.key, *values, mine.means, theirs.means, _whence(mine), _whence(theirs)


def _write_rows(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    import csv
    import io

    said = io.StringIO()
    csv.writer(said, lineterminator="\n").writerows([columns, *rows])
    write_csv(said.getvalue())
