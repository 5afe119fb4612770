"""Reconciling: a list of another tool against the book, under every preset and by every setting in which one differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction

from subledger.book.reconciling.accounting import NONE, Told, Tolerance, Tried, missing
from subledger.book.reconciling.amounts import known_ids
from subledger.book.reconciling.behind import Behind
from subledger.book.reconciling.candidates import Candidate, facts, singles
from subledger.book.reconciling.matching import Line, matched
from subledger.book.reconciling.native import natively
from subledger.book.reconciling.readings import Reading, readings
from subledger.book.reconciling.reconciliation import Reconciliation, Standing, largest_first
from subledger.book.reconciling.standing import meant, standing
from subledger.book.reconciling.trials import Trials
from subledger.engine import Engine
from subledger.ledger.tables import Ledger
from subledger.model.errors import SubledgerError
from subledger.model.money import MINOR_UNITS
from subledger.model.policy import Policy
from subledger.sources.exports import Export


@dataclass(frozen=True, slots=True)
class Asking:
    """The book that is asked. ledgers: the ledger of a policy, built where there is none yet; newest: the book's last day."""

    engine: Engine
    ledgers: Callable[[Policy], Ledger]
    own: Ledger
    timezone: str
    newest: date
    known_at: datetime | None
    tell: Callable[[str], None]


def reconciled(asking: Asking, export: Export, as_of: date | None) -> Reconciliation:
    """What accounts for every customer's gap, and which preset leaves the least of it.

    Cost: a ledger per preset, and per setting in which the nearest differs; per setting in which any differs, where some amount is that of
    no preset. None for those that can give no other figure of this book.
    Raises: SubledgerError for a day of which the list says nothing.
    """
    if not export.is_native or export.currency is None:
        return _reconciled(asking, export, as_of)
    today = asking.known_at.date() if asking.known_at else date.max
    with natively(asking.engine, asking.own, export.currency, today) as under:
        return _reconciled(replace(asking, ledgers=under, own=under(asking.own.policy)), export, as_of)


def _reconciled(asking: Asking, export: Export, as_of: date | None) -> Reconciliation:
    day = _day(export, as_of, asking.newest)
    places = MINOR_UNITS[asking.own.currency]
    near = Tolerance(places, places > 0 and not export.places)
    trials = Trials(asking.engine, asking.ledgers, asking.own, facts(asking.engine, asking.own, asking.timezone), day, asking.tell)
    wholes, same = trials.wholes()
    known = known_ids(asking.engine, asking.own)
    lines = matched(export.on(day), known, wholes[0].amounts.keys(), (name for each in wholes for name in each.amounts))
    several = list(readings(asking.engine, asking.own, day, wholes[0].amounts))
    behind = Behind(asking.engine, asking.ledgers, asking.own, day, asking.newest, near, several)
    read = [standing(("reading", each.name, each.says), each.amounts, lines, (), near) for each in several]
    said = [_said(each, lines, near) for each in several]

    def stand(apart: Mapping[str, Told]) -> list[Standing]:
        named = [(each.candidate, each.amounts) for each in wholes]
        return [standing((of.kind, of.name, of.says), has, lines, apart, near, same.get(of.name, ())) for of, has in named]

    # An edit accounts for its gap whatever the policy, and no setting need be tried for it.
    edited = {line.customer: told for line in lines if (told := behind.edit(line, wholes[0]))}
    standings = stand(edited)
    place = meant(read, said, min(standings, key=_left), sum(bool(line.theirs) for line in lines))
    tried = trials.singles(
        _wanted([line for line in lines if line.customer not in edited], wholes, standings, near)
        if place is None or read[place].unexplained
        else []
    )
    apart: dict[str, Told] = dict(edited)
    for line in lines:
        if line.customer not in apart and not any(near.near(line.theirs or NONE, each.of(line.customer)) for each in (*wholes, *tried)):
            told = missing(line, wholes) or behind.reading(line, wholes[0]) or behind.rows(line, wholes[0])
            apart |= {line.customer: told} if told else {}
    standings = stand(apart)
    least = min(standings, key=_left)
    proposed = wholes[standings.index(least)]
    ordered = [proposed, *(each for each in wholes if each is not proposed)]
    whole = several[place] if place is not None else None
    accounts = [behind.account(line, apart.get(line.customer), wholes[0], ordered, tried, whole) for line in lines]
    return Reconciliation(
        export.name,
        day,
        asking.own.currency,
        asking.own.policy,
        asking.known_at,
        least.name,
        (*least.same, *_as_good(standings, least)),
        _in_words(read, place) if place is not None else None,
        tuple(standings),
        largest_first([each for each, line in zip(accounts, lines, strict=True) if line.is_listed or each.unexplained]),
        (*export.notes, *_of_currency(export, asking.own)),
    )


def _wanted(lines: Sequence[Line], wholes: Sequence[Tried], standings: Sequence[Standing], near: Tolerance) -> list[Candidate]:
    """The settings to try alone: all where some amount is that of no preset, else those of the presets that say what the book does not."""
    own, alone = wholes[0], singles(wholes[0].candidate.policy)
    nearest = wholes[standings.index(min(standings, key=_left))]
    meant: dict[str, Policy] = {}
    for line in lines:
        theirs = line.theirs or NONE
        said = next((each for each in (own, nearest, *wholes) if near.near(theirs, each.of(line.customer))), None)
        if said is None and line.is_known:
            return alone
        if said is not None and said is not own:
            meant[said.candidate.name] = said.candidate.policy
    return [each for each in alone if any(each.policy[each.setting] == policy[each.setting] for policy in meant.values())]


def _left(of: Standing) -> Fraction:
    return of.unexplained


def _of_currency(export: Export, own: Ledger) -> list[str]:
    """In which currency amounts are held against one another, and whether the book's were converted for that."""
    notes = [] if export.currency else [f"{export.name} names no currency: read as {own.currency}"]
    if own.has_fx:
        notes.append(f"what the book has in other currencies is converted to {own.currency}, at the rates that each policy takes (fx.rate)")
    return notes


def _day(export: Export, as_of: date | None, newest: date) -> date:
    """The day that is asked for, else the list's last, else the book's."""
    days = export.days
    day = as_of or (days[-1] if days else newest)
    if days and not export.on(day):
        said = f"{days[0]} to {days[-1]}" if len(days) > 1 else str(days[0])
        raise SubledgerError(f"{export.name} says nothing of {day}", "no_such_day", str(day), said, "leave out --as-of for its last day")
    return day


def _said(of: Reading, lines: Sequence[Line], near: Tolerance) -> int:
    """How many of their paying customers a reading says exactly."""
    return sum(bool(line.theirs) and near.near(line.theirs or NONE, of.amounts.get(line.customer, NONE)) for line in lines)


def _in_words(read: Sequence[Standing], place: int) -> Standing:
    """The reading, with the others that cannot be told from it on this day."""
    alike = [each.says for each in read if (each.unexplained, each.agree) == (read[place].unexplained, read[place].agree)]
    return replace(read[place], says="; or ".join(alike))


def _as_good(standings: Sequence[Standing], least: Standing) -> list[str]:
    """The presets that leave no more than the least."""
    return [name for each in standings if each is not least and each.unexplained == least.unexplained for name in (each.name, *each.same)]
