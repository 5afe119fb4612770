"""Publishing: what a load or a rebuild makes comes into sight whole, or not at all; until then the last good build is read."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from subledger.book import opening
from subledger.book.building import building, comparing, ledgers, refreshing
from subledger.book.building.refreshing import Refreshed
from subledger.book.closing.restating import Restated, restated
from subledger.book.editing.finding import astray
from subledger.book.loading import unfinished
from subledger.book.loading.ended import Request, ended, note
from subledger.book.loading.loading import Load, Loaded, read_files, store
from subledger.book.own_policy import own_policy
from subledger.engine import Engine
from subledger.ledger.tables import Ledger
from subledger.model.errors import InvariantBroken, SubledgerError
from subledger.model.policy import Policy
from subledger.sources.standard import BookSettings, load_mapping

Tell = Callable[[str], None]


def load(
    engine: Engine,
    settings: opening.Settings,
    paths: Sequence[str | Path],
    mapping: str | Path | None,
    known_at: datetime | None,
    tell: Tell,
    *,
    is_increment: bool,
) -> Loaded:
    """Loads files or folders and publishes what the book's ledgers become by it.

    Raises: BadInput listing every fault, InvariantBroken when a check fails; the book then stays as it was.
    """
    opening.refuse_reader(engine)
    chosen = load_mapping(Path(mapping)) if mapping is not None else None
    source = chosen.source if chosen else "files"
    request = Request([Path(path) for path in paths], Path(mapping) if mapping is not None else None, known_at, is_increment)
    was = ended(engine, request)
    if was is not None:
        return take_in(Load(engine, was.load_id, was.known_at, is_increment, source, tell), settings, lambda: was.loaded)
    with tempfile.TemporaryDirectory(prefix="subledger-") as workspace:
        book = BookSettings(settings.currency, settings.timezone)
        reading = read_files(engine, book, request.paths, chosen, Path(workspace), tell)
        load_id, moment = opening.next_load(engine, opening.instant(known_at, settings.timezone) if known_at else None)
        under_way = Load(engine, load_id, moment, is_increment, source, tell)

        def stored() -> Loaded:
            loaded = store(under_way, reading)
            if engine.most_rows is not None:
                note(under_way, request, loaded)
            return loaded

        try:
            return take_in(under_way, settings, stored)
        finally:
            reading.forget(engine)


def take_in(under_way: Load, settings: opening.Settings, stored: Callable[[], Loaded]) -> Loaded:
    """Stores facts, edits or a policy out of sight, renews the ledgers, and puts all in force at once; where anything fails nothing was.

    Raises: whatever storing raises, InvariantBroken when a check fails.
    """
    engine, load_id, moment = under_way.engine, under_way.load_id, under_way.known_at
    unfinished.begin(engine, load_id)
    try:
        loaded = stored()
        own = own_policy(engine, load_id)
        renewed = _renewed(under_way, settings) if loaded.changed or load_id == 1 else []
        if ledgers.find(engine, own, settings.currency, settings.currency) is None:
            wanted = Ledger(own, settings.currency, settings.currency, load_id)
            renewed.append(_built(engine, wanted, load_id, moment.date(), under_way.tell))
        loaded.restated = _restated(engine, settings, renewed, load_id, moment)
        with engine.transaction():
            for each in renewed:
                if isinstance(each, Refreshed):
                    each.swap(engine)
            ledgers.publish(engine, [each.ledger if isinstance(each, Refreshed) else each for each in renewed])
            in_force = ledgers.find(engine, own, settings.currency, settings.currency)
            if in_force is not None and (renewed or own != own_policy(engine, load_id - 1)):
                loaded.warnings += astray(engine, replace(in_force, load_id=load_id))
            opening.record_load(engine, under_way, sorted(loaded.rows))
            unfinished.end(engine)
    except BaseException:
        unfinished.undo(engine)
        raise
    finally:
        refreshing.forget(engine)
        ledgers.sweep(engine, settings.currency)
    return loaded


def _renewed(under_way: Load, settings: opening.Settings) -> list[Ledger | Refreshed]:
    """Every ledger that the book keeps, as the load leaves it: its changed customers built anew where that is enough."""
    engine, load_id, today, tell = under_way.engine, under_way.load_id, under_way.known_at.date(), under_way.tell
    is_small = load_id > 1 and refreshing.changed_customers(engine, load_id, under_way.aside)
    renewed: list[Ledger | Refreshed] = []
    for of in ledgers.kept(engine, settings.currency):
        part = refreshing.refreshed(engine, of, load_id, today, tell) if is_small else None
        renewed.append(part or _built(engine, of, load_id, today, tell))
    return renewed


def _restated(
    engine: Engine, settings: opening.Settings, renewed: list[Ledger | Refreshed], load_id: int, moment: datetime
) -> list[Restated]:
    """The months over whose closing MRR the book's own ledger has otherwise now, be it that ledger or another that takes its place."""
    was, own = own_policy(engine, load_id - 1), own_policy(engine, load_id)
    in_force = ledgers.find(engine, was, settings.currency, settings.currency)
    kept = ledgers.find(engine, own, settings.currency, settings.currency)
    for each in renewed if kept is None or own == was else [*renewed, kept]:
        new = each.ledger if isinstance(each, Refreshed) else each
        if (new.policy.hash, new.currency) == (own.hash, settings.currency):
            return restated(engine, replace(in_force, load_id=load_id - 1), each, moment) if in_force else []
    return []


def _built(engine: Engine, of: Ledger, load_id: int, today: date, tell: Tell) -> Ledger:
    ledger = ledgers.draft(engine, of.policy, of.currency, of.book_currency, load_id)
    return building.build(engine, ledger, today, is_kept=True, tell=tell)


def rebuild(engine: Engine, settings: opening.Settings, tell: Tell) -> None:
    """Builds every ledger of the book anew from all the facts."""
    opening.refuse_reader(engine)
    load_id = opening.last_load(engine)
    today = opening.today(engine, load_id)
    try:
        kept = ledgers.kept(engine, settings.currency)
        ledgers.publish(engine, [_built(engine, of, load_id, today, tell) for of in kept])
    finally:
        ledgers.sweep(engine, settings.currency)


def refresh(engine: Engine, settings: opening.Settings, tell: Tell, *, is_full: bool) -> list[Ledger]:
    """Builds anew the ledgers whose exchange rates are others by now; in full every one, and compares each with the one it replaces.

    Returns: those that were built anew.
    Raises: InvariantBroken where a full build is not what loads had made; it is in force then.
    """
    opening.refuse_reader(engine)
    load_id = opening.last_load(engine)
    today = opening.today(engine, load_id)
    built, broken = [], []
    try:
        for of in ledgers.kept(engine, settings.currency):
            is_same = refreshing.same_rates(engine, replace(of, load_id=load_id), today)
            if is_full or not is_same:
                built.append(_built(engine, of, load_id, today, tell))
                broken += comparing.differences(engine, of, built[-1]) if is_same else []
        ledgers.publish(engine, built)
    finally:
        ledgers.sweep(engine, settings.currency)
    if broken:
        raise InvariantBroken("a ledger in force was not what a full build is; now it is", "refresh", violations=broken)
    return built


def keep(engine: Engine, settings: opening.Settings, policy: Policy, currency: str, tell: Tell) -> None:
    """Keeps the ledger of another policy, or reporting currency, in the book: it is built once, and renewed by every load from then on."""
    opening.refuse_reader(engine)
    if ledgers.find(engine, policy, currency, settings.currency) is not None:
        return
    load_id = opening.last_load(engine)
    try:
        wanted = Ledger(policy, currency, settings.currency, load_id)
        ledgers.publish(engine, [_built(engine, wanted, load_id, opening.today(engine, load_id), tell)])
    finally:
        ledgers.sweep(engine, settings.currency)


def forget(engine: Engine, settings: opening.Settings, policy: Policy, currency: str) -> None:
    """Keeps a ledger no longer.

    Raises: SubledgerError for the book's own, and for one that is not kept.
    """
    opening.refuse_reader(engine)
    if (policy.hash, currency) == (own_policy(engine, opening.last_load(engine)).hash, settings.currency):
        raise SubledgerError("a book always keeps the ledger of its own policy", "own_policy", policy.name, "another policy")
    if ledgers.find(engine, policy, currency, settings.currency) is None:
        kept = ", ".join(f"{of.policy.name} in {of.currency}" for of in ledgers.kept(engine, settings.currency))
        raise SubledgerError(f"the book keeps no ledger of {policy.name} in {currency}", "not_kept", policy.name, kept)
    ledgers.forget(engine, policy, currency)
    ledgers.sweep(engine, settings.currency)
