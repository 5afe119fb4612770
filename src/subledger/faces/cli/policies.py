"""Policies: what there is, what each decides and why, and how two of them differ."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from subledger.faces import documents
from subledger.faces.cli import book_policies
from subledger.faces.cli.options import BOOK, FORMATS, BookAddress, Format
from subledger.faces.cli.write import write_csv, write_json
from subledger.faces.inert import inert
from subledger.faces.values import one_of

if TYPE_CHECKING:
    from subledger.book.decisions import Decided, Decision
    from subledger.model.policy import Policy
    from subledger.model.settings import Value

policy = typer.Typer(help="One policy: every setting and why.", rich_markup_mode=None)
NAMED = "A policy that ships, or a TOML file."
Named = Annotated[str, typer.Argument(metavar="NAME|FILE", help=NAMED)]
Files = Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", help="Policy files to list too.  [default: those of this folder]")]


def policies(files: Files = None, book: BookAddress = BOOK, form: Format = "table") -> None:
    """The policies that ship and those of this folder: what each is, how it differs from standard, and which is the book's own."""
    one_of("format", form, FORMATS)
    from subledger.book.decisions import listed
    from subledger.book.policies import found_in

    further, own = tuple(files) if files else found_in(Path()), book_policies.own_policy(book)
    if form == "json":
        write_json(documents.policies_listed(further, own))
        return
    found = listed(further, own)
    if form == "csv":
        columns = ("name", "version", "hash", "extends", "about", "differs", "is_own")
        rows: list[tuple[str, ...]] = [(*_head(of), of.extends or "", of.about, "; ".join(_lines(of)), _is_own(of, own)) for of in found]
        _write_rows(columns, rows)
        return
    for of in found:
        _say_policy(of, [of.about, *_lines(of)] if of.about else _lines(of), own)
    _say("\nwhere each comes from: subledger policy show stripe · what sets two apart: subledger policy diff standard stripe", "dim")


@policy.callback()
def _root() -> None:
    """One policy: every setting and why."""


@policy.command("show")
def show_policy(name: Named, book: BookAddress = BOOK, form: Format = "table") -> None:
    """Every setting of a policy: its value, what decides it, whence it comes, and what it may be."""
    one_of("format", form, FORMATS)
    from subledger.book.decisions import decided

    of = decided(name)
    if form == "json":
        write_json(documents.policy_shown(of, book_policies.own_policy(book)))
        return
    if form == "csv":
        columns = ("setting", "value", "standard", "means", "decided_by", "source", "expected", "why")
        _write_rows(columns, [_row(each) for each in of.decisions])
        return
    _show(of, book_policies.own_policy(book))


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


policy.command("use")(book_policies.use)
policy.command("keep")(book_policies.keep)
policy.command("forget")(book_policies.forget)


def _show(of: Decided, own: Policy | None) -> None:
    about = [of.about] if of.about else []
    if of.differs:
        about += [f"{len(of.differs)} of {len(of.decisions)} settings differ from standard"]
    _say_policy(of, about, own)
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


def _say_policy(of: Decided, lines: list[str], own: Policy | None) -> None:
    marks = [of.file] if of.file and of.file.endswith(".toml") else []
    marks += ["the book's own"] if of.policy == own else []
    _say("  ".join([_title(of), *marks]), "bold")
    for each in lines:
        _say("  " + each)


def _say(said: str, style: str = "") -> None:
    from subledger.faces.cli.grid import say

    say("\n".join(map(inert, said.split("\n"))), style)


def _head(of: Decided) -> tuple[str, str, str]:
    return of.policy.name, str(of.policy.version), of.policy.hash


def _is_own(of: Decided, own: Policy | None) -> str:
    return "" if own is None else str(of.policy == own).lower()


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
