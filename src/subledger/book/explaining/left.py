"""What is not in a figure, and why, and how much: by reason for the whole book, row by row for one customer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import ibis
import ibis.expr.types as ir

from subledger.book.explaining.aside import aside
from subledger.book.explaining.explanation import Question, row
from subledger.book.explaining.lending import lend
from subledger.book.explaining.reasons import REASONS, because, name_of
from subledger.engine import Engine
from subledger.ledger import edits
from subledger.ledger.tables import Ledger, unbound
from subledger.metrics import holdings
from subledger.metrics.days import Given
from subledger.metrics.left_out import PRESENCE, days, not_billed, together, unbound_by_contract
from subledger.metrics.left_out import REASONS as OF_RUN_RATE
from subledger.metrics.measures import Measures
from subledger.metrics.segments import OF_POSTINGS, Cut
from subledger.model import tables
from subledger.model.calendar import OPEN_END
from subledger.model.money import MICROS
from subledger.model.policy import Terms

_TERMS = tuple(tables.TERMS_COLUMNS)


def left_out_rows(engine: Engine, cut: Cut, asked: Question, measures: Measures) -> Iterator[dict[str, Any]]:
    """Rows of `what` = left out, the largest first; amounts in MRR, or in ARR where that is asked. None of them is in the figure."""
    ledger = cut.ledger
    unit = "year" if asked.metric.slug in ("arr", "committed_arr") else "month"
    per = MICROS * holdings.scale(ledger) * (1 if unit == "year" else 12)
    given = days(asked.query.start, asked.query.last_day)
    with _omitted(engine, cut, asked, given) as found:
        listed = _by_reason if asked.customer is None else _one_by_one
        rows = [] if found is None else list(listed(engine, ledger, found, given, per))
    yield from sorted(rows, key=lambda each: (-abs(each["amount"] or 0), -abs(each["charged"] or 0), each["name"]))
    for reason, amount in _apart(asked, measures).items():
        if amount:
            said = REASONS[reason]
            yield row("left out", name=said.name, amount=amount, unit=ledger.currency, because=said.what)


@contextmanager
def _omitted(engine: Engine, cut: Cut, asked: Question, given: Given) -> Iterator[ir.Table | None]:
    """What the figure leaves out, as long as it is read; None where that is nothing."""
    omits = asked.formula.omits
    # What does not count has no cause.
    if not omits or set(OF_POSTINGS) & set(cut.names):
        yield None
    elif omits == "invoices":
        if cut.ledger.has_fx and edits.EXCLUDE in cut.ledger.edited:
            lend(engine, cut.ledger)
        yield not_billed(cut)
    else:
        reasons = PRESENCE if omits == "presence" else OF_RUN_RATE
        apart = {"signed"} if asked.metric.slug == "cmrr" else set()
        with aside(engine, cut, reasons - apart, given, is_newest=asked.is_newest) as found:
            free = unbound_by_contract(cut) if omits == "contracts" else None
            yield together([part for part in (found, free) if part is not None])


def _apart(asked: Question, measures: Measures) -> dict[str, Fraction]:
    """What the formula itself tells apart: known from the measures, in MRR."""
    if asked.formula.over == "trailing":
        net, gross = (Fraction(micros, 12 * MICROS) for micros in (measures.retained_net, measures.retained_gross))
        return {"joined": measures.closing - net, "growth": net - gross if asked.metric.slug == "grr" else Fraction(0)}
    kinds = [part for part in asked.formula.above if part.unit == "money" and part.name in tables.KINDS]
    return {"fx": measures.moves.get("fx", Fraction(0))} if len(kinds) > 1 and asked.formula.over == "period" else {}


def _with_terms(found: ir.Table) -> ir.Table:
    terms = unbound(tables.TERMS).rename(terms_key_="terms_key")
    return found.left_join(terms, [found.terms_key == terms.terms_key_])


def _by_reason(engine: Engine, ledger: Ledger, found: ir.Table, given: Given, per: int) -> Iterator[dict[str, Any]]:
    rows = _with_terms(found)
    # Only what decides tells terms apart: who is on trial is on trial on any plan.
    is_metered = (rows.kind == "usage") & (ledger.policy["counts.usage"] != "committed")
    is_status, is_discount = rows.reason == "uncounted", rows.reason.isin(("discount", "discount_ignored"))
    none = ibis.null("string")
    rows = rows.mutate(
        kind_=ibis.ifelse(is_status, rows.kind, none),
        status_=ibis.ifelse(is_status & ~is_metered.fill_null(False), rows.status, none),
        duration_=ibis.ifelse(is_discount, rows.discount_duration, none),
    )
    sums = rows.group_by("reason", "kind_", "status_", "duration_").agg(
        count=rows.count(),
        customers=rows.customer_key.nunique(),
        amount=rows.amount.sum(),
        known=rows.amount.count(),
        charged=rows.charged.sum(),
    )
    for reason, kind, status, duration, count, customers, amount, known, charged in engine.rows(sums, given):
        terms = Terms(None, None, kind or "recurring", ledger.currency, "month", 1, status or "active", duration or "forever", False)
        yield row(
            "left out",
            name=name_of(reason, terms),
            customer=int(customers),
            count=int(count),
            amount=Fraction(int(amount), per) if known == count and amount is not None else None,
            unit=ledger.currency,
            charged=None if charged is None else Fraction(int(charged), MICROS * holdings.scale(ledger)),
            because=because(ledger.policy, reason, terms),
        )


def _one_by_one(engine: Engine, ledger: Ledger, found: ir.Table, given: Given, per: int) -> Iterator[dict[str, Any]]:
    items, sources = ledger.keyed(tables.ITEM_KEYS), unbound(tables.SOURCES)
    named = items.select(item_key_="item_key", subscription_id="subscription_id", item_id="item_id")
    rows = _with_terms(found)
    rows = rows.left_join(named, [rows.item_key == named.item_key_]).join(sources.select("source_key", "file"), "source_key")
    columns = ("reason", "starts_day", "ends_day", "subscription_id", "item_id", "amount", "charged", "file", "row", *_TERMS)
    for reason, starts, ends, subscription, item, amount, charged, file, at, *of in engine.rows(rows.select(*columns), given):
        terms = Terms(*of) if of[2] is not None else None
        yield row(
            "left out",
            name=name_of(reason, terms),
            day=starts,
            until=None if ends == OPEN_END else ends,
            subscription=subscription,
            item=item,
            plan=terms.plan if terms else None,
            status=terms.status if terms else None,
            count=1,
            amount=None if amount is None else Fraction(int(amount), per),
            unit=ledger.currency,
            charged=None if charged is None else Fraction(int(charged), MICROS * holdings.scale(ledger)),
            because=because(ledger.policy, reason, terms),
            file=file,
            row=at,
        )
