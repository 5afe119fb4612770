"""Publishing: what a load or a rebuild makes comes into sight whole, or not at all; until then the last good build is read."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from subledger.book import opening
from subledger.book.building import building, ledgers, refreshing
from subledger.book.building.refreshing import Refreshed
from subledger.book.closing import restating
from subledger.book.loading import unfinished
from subledger.book.loading.loading import Load, Loaded, read_files, store
from subledger.engine import Engine
from subledger.ledger.tables import Ledger
from subledger.model.errors import SubledgerError
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
    with tempfile.TemporaryDirectory(prefix="subledger-") as workspace:
        book = BookSettings(settings.currency, settings.timezone)
        reading = read_files(engine, book, [Path(path) for path in paths], chosen, Path(workspace), tell)
        load_id, moment = opening.next_load(engine, opening.instant(known_at, settings.timezone) if known_at else None)
        under_way = Load(engine, load_id, moment, is_increment, chosen.source if chosen else "files", tell)
        unfinished.begin(engine, load_id)
        try:
            loaded = store(under_way, reading)
            renewed = _renewed(engine, settings, load_id, moment.date(), tell) if loaded.changed or load_id == 1 else []
            before = restating.reported(engine, settings)
            with engine.transaction():
                for each in renewed:
                    if isinstance(each, Refreshed):
                        each.swap(engine)
                ledgers.publish(engine, [each.ledger if isinstance(each, Refreshed) else each for each in renewed])
                if renewed:
                    loaded.restated = restating.restated(engine, settings, before, moment)
                opening.record_load(engine, under_way, sorted(loaded.rows))
                unfinished.end(engine)
        except BaseException:
            unfinished.undo(engine)
            raise
        finally:
            reading.forget(engine)
            refreshing.forget(engine)
            ledgers.sweep(engine, settings.currency)
    return loaded


def _renewed(engine: Engine, settings: opening.Settings, load_id: int, today: date, tell: Tell) -> list[Ledger | Refreshed]:
    """Every ledger that the book keeps, as the load leaves it: its changed customers built anew where that is enough."""
    is_small = load_id > 1 and refreshing.changed_customers(engine, load_id)
    renewed: list[Ledger | Refreshed] = []
    for of in ledgers.kept(engine, settings.currency):
        part = refreshing.refreshed(engine, of, load_id, today, tell) if is_small else None
        renewed.append(part or _built(engine, of, load_id, today, tell))
    return renewed


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


def keep(engine: Engine, settings: opening.Settings, policy: Policy, currency: str) -> None:
    """Keeps the ledger of another policy, or reporting currency, in the book: it is built once, and renewed by every load from then on."""
    opening.refuse_reader(engine)
    if ledgers.find(engine, policy, currency, settings.currency) is not None:
        return
    load_id = opening.last_load(engine)
    try:
        ledger = ledgers.draft(engine, policy, currency, settings.currency, load_id)
        ledgers.publish(engine, [building.build(engine, ledger, opening.today(engine, load_id), is_kept=True)])
    finally:
        ledgers.sweep(engine, settings.currency)


def forget(engine: Engine, settings: opening.Settings, policy: Policy, currency: str) -> None:
    """Keeps a ledger no longer.

    Raises: SubledgerError for the book's own, and for one that is not kept.
    """
    opening.refuse_reader(engine)
    if (policy.hash, currency) == (settings.policy.hash, settings.currency):
        raise SubledgerError("a book always keeps the ledger of its own policy", "own_policy", policy.name, "another policy")
    if ledgers.find(engine, policy, currency, settings.currency) is None:
        kept = ", ".join(f"{of.policy.name} in {of.currency}" for of in ledgers.kept(engine, settings.currency))
        raise SubledgerError(f"the book keeps no ledger of {policy.name} in {currency}", "not_kept", policy.name, kept)
    ledgers.forget(engine, policy, currency)
    ledgers.sweep(engine, settings.currency)
