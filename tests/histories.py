"""Random histories of companies: tables of the standard format, policies and exchange rates, for Hypothesis.

The shape of a company (how many customers, items, rows) is drawn, so that a failing example shrinks to the smallest one;
what stands in the rows comes from a seed, so that drawing is quick. An item's states never overlap and `ends_at` is never
before `starts_at`; all days lie in 2023 to 2025.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import strategies as st

FIRST, LAST = date(2023, 1, 1), date(2025, 12, 31)
RATES_FIRST, RATES_LAST = date(2022, 1, 1), date(2027, 12, 15)
PRICES = {
    "USD": ("10", "99", "99.99", "0.07", "1200", "33.333333", "1234.565", "49.5", "19", "0", "100000"),
    "EUR": ("12", "89.90", "0.33", "1000", "7.77", "250", "0"),
    "JPY": ("980", "1500", "12000", "1", "333.5", "0"),
    "KWD": ("3.125", "12.345", "0.001", "45", "7.7777", "0"),
}
QUANTITIES = ("", "", "1", "2", "3", "7", "10", "250", "0.5", "2.75", "0.333333", "0")
INTERVALS = (
    ("", ""),
    ("month", ""),
    ("month", "1"),
    ("month", "1"),
    ("year", "1"),
    ("year", ""),
    ("quarter", "1"),
    ("half_year", "1"),
    ("month", "7"),
    ("week", "1"),
    ("week", "2"),
    ("week", "4"),
    ("day", "1"),
    ("day", "30"),
    ("year", "2"),
    ("month", "3"),
    ("year", "3"),
)
DISCOUNTS = (("10", ""), ("33.3", ""), ("50", ""), ("100", ""), ("100", ""), ("", "5"), ("", "0.01"), ("", "99999999"), ("20", "1.5"))
TAXES = (("19", "true"), ("20", "false"), ("7.7", "true"), ("21", ""), ("0", "true"))
STATUSES = ("active",) * 6 + ("trialing", "past_due", "past_due", "unpaid", "paused", "incomplete", "scheduled")
PLANS = (("basic", "pro", "team", ""), ("seats", "seats_plus"), ("support", "gold"), ("storage", "addon"), ("extra", "more"))
PRODUCTS = ("", "core", "suite")
EDGES = (
    date(2023, 1, 31),
    date(2024, 2, 29),
    date(2023, 12, 31),
    date(2024, 1, 30),
    date(2024, 8, 31),
    date(2023, 2, 28),
    date(2024, 1, 1),
)


def seen(chance: Random, share: float) -> bool:
    """Whether something that happens so often happens now."""
    return chance.random() < share


def some_day(chance: Random, first: date = FIRST, last: date = LAST) -> date:
    """A day, often one at the end of a month."""
    edge = chance.choice(EDGES)
    if seen(chance, 0.3) and first <= edge <= last:
        return edge
    return first + timedelta(days=chance.randrange((last - first).days + 1))


class Clock:
    """How one item writes its times: bare dates, timestamps of one time of day, or now one and now the other."""

    def __init__(self, chance: Random):
        self.chance = chance
        self.suffix = "" if seen(chance, 0.7) else chance.choice(("T00:00:00Z", "T23:30:00Z", "T09:15:00+02:00", "T03:00:00", "T22:00:00"))
        self.is_mixed = bool(self.suffix) and seen(chance, 0.5)

    def write(self, day: date | None) -> str:
        """A day as this item writes it."""
        return "" if not day else day.isoformat() + ("" if self.is_mixed and seen(self.chance, 0.5) else self.suffix)


def spans(chance: Random, count: int) -> list[tuple[date, date | None, bool]]:
    """Stretches that follow one another: (start, end or open, follows at once)."""
    found, start, follows = [], some_day(chance, FIRST, date(2025, 6, 30)), False
    for n in range(count):
        length = chance.choice(
            (0, chance.randint(1, 3), chance.randint(4, 45), chance.randint(20, 120), 30, 31, 90, 365, chance.randint(1, 14))
        )
        end = start + timedelta(days=length)
        if end > LAST or (n == count - 1 and seen(chance, 0.5)):
            found.append((start, None if seen(chance, 0.8) else min(end, LAST), follows))
            break
        found.append((start, end, follows))
        follows = seen(chance, 0.75)
        gap = (
            0 if follows else chance.choice((1, 2, 5, 29, 30, 31, chance.randint(1, 10), chance.randint(20, 200), chance.randint(80, 400)))
        )
        start = end + timedelta(days=gap)
        if start > LAST:
            break
    return found


def statuses(chance: Random, count: int) -> list[str]:
    """The statuses of an item's rows: a usual course of things, or any at all."""
    course = chance.choice(
        (
            ["active"],
            ["active"],
            ["trialing", "active"],
            ["trialing"],
            ["active", "past_due", "past_due", "past_due", "active"],
            ["active", "past_due", "past_due", "unpaid"],
            ["active", "paused", "active"],
            ["trialing", "trialing", "past_due", "active"],
            ["incomplete", "active"],
            ["scheduled", "active"],
            ["active", "scheduled"],
            None,
            None,
        )
    )
    if course is None:
        return [chance.choice(STATUSES) for _ in range(count)]
    return [course[min(n, len(course) - 1)] for n in range(count)]


def reprice(chance: Random, row: dict, plans: tuple, currency: str) -> None:
    """Changes some of a row's terms in place."""
    for what in chance.sample(("price", "quantity", "discount", "plan", "interval", "tax", "product"), chance.choice((0, 1, 1, 1, 2, 3))):
        if what == "price":
            row["unit_amount"] = chance.choice(PRICES[currency])
        elif what == "quantity":
            row["quantity"] = chance.choice(QUANTITIES)
        elif what == "discount":
            row["discount_percent"], row["discount_amount"] = chance.choice(DISCOUNTS) if seen(chance, 0.7) else ("", "")
            row["discount_duration"] = chance.choice(("", "once", "repeating", "forever"))
        elif what == "plan":
            row["plan"] = chance.choice(plans)
        elif what == "interval":
            row["interval"], row["interval_count"] = chance.choice(INTERVALS)
        elif what == "tax":
            row["tax_percent"], row["tax_inclusive"] = chance.choice(TAXES)
        else:
            row["product"] = chance.choice(PRODUCTS)


def item_rows(chance: Random, customer_id: str, subscription_id: str, item_id: str, plans: tuple, currency: str, count: int) -> list[dict]:
    """One item's states, in the order of time. Without an item_id a change of plan makes it another item."""
    clock = Clock(chance)
    interval, interval_count = chance.choice(INTERVALS)
    terms = {
        "customer_id": customer_id,
        "subscription_id": subscription_id,
        "item_id": item_id,
        "plan": chance.choice(plans),
        "product": chance.choice(PRODUCTS),
        "kind": chance.choice(("", "recurring", "recurring", "recurring", "recurring", "usage", "one_time")),
        "unit_amount": chance.choice(PRICES[currency]),
        "quantity": chance.choice(QUANTITIES),
        "currency": "" if currency == "USD" and seen(chance, 0.5) else currency,
        "interval": interval,
        "interval_count": interval_count,
        "discount_percent": "",
        "discount_amount": "",
        "discount_duration": "",
        "tax_percent": "",
        "tax_inclusive": "",
    }
    rows = []
    stretches = spans(chance, count)
    for (start, end, _), status in zip(stretches, statuses(chance, len(stretches)), strict=False):
        if rows or seen(chance, 0.3):
            reprice(chance, terms, plans, currency)
        row = dict(
            terms,
            status="" if status == "active" and seen(chance, 0.3) else status,
            starts_at=clock.write(start),
            ends_at=clock.write(end),
            cancel_requested_at="",
            cancel_reason="",
            committed_until="",
            signed_at="",
        )
        if seen(chance, 0.2):
            row["cancel_requested_at"] = clock.write(some_day(chance, start - timedelta(days=3), (end or LAST) + timedelta(days=3)))
        if seen(chance, 0.3):
            row["cancel_reason"] = chance.choice(("voluntary", "involuntary", "too expensive"))
        if seen(chance, 0.2):
            row["committed_until"] = some_day(chance, start).isoformat()
        if seen(chance, 0.25):
            row["signed_at"] = (start - timedelta(days=chance.choice((-5, 0, 1, 14, 60)))).isoformat()
        rows.append(row)
    return rows


def next_month(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def line_rows(chance: Random, customer_id: str, items: list[dict]) -> list[dict]:
    """Invoice lines of a customer: usage by month with holes, one-time lines, recurring lines with and without refunds."""
    rows = []
    blank = dict.fromkeys(
        (
            "subscription_id",
            "item_id",
            "plan",
            "currency",
            "period_start",
            "period_end",
            "issued_at",
            "invoice_status",
            "refunded_amount",
            "refunded_at",
            "interval",
            "interval_count",
        ),
        "",
    )

    def line(kind: str, amount: str, **columns: str) -> None:
        rows.append(
            blank
            | {
                "invoice_id": f"in_{customer_id}_{len(rows)}",
                "line_id": f"li_{customer_id}_{len(rows)}",
                "customer_id": customer_id,
                "kind": kind,
                "amount": amount,
            }
            | columns
        )

    for item in items:
        named = {"subscription_id": item["subscription_id"], "item_id": item["item_id"], "plan": item["plan"], "currency": item["currency"]}
        if seen(chance, 0.35):
            month = some_day(chance, FIRST, date(2025, 6, 1)).replace(day=1)
            for _ in range(chance.randint(1, 7)):
                for _ in range(chance.choice((0, 1, 1, 1, 2))):
                    day = month + timedelta(days=chance.randrange(28))
                    named_day = {"period_start": day.isoformat()} if seen(chance, 0.8) else {"issued_at": day.isoformat()}
                    line(
                        "usage",
                        chance.choice(("10", "33.33", "0.01", "120.5", "0", "-5", "1000")),
                        **named,
                        **named_day,
                        invoice_status=chance.choice(("", "paid", "open", "open", "void", "draft", "uncollectible")),
                    )
                month = next_month(month)
        if seen(chance, 0.25):
            day = some_day(chance)
            line(
                "one_time",
                chance.choice(("500", "99.5", "-20")),
                **named,
                issued_at=day.isoformat(),
                invoice_status=chance.choice(("", "paid", "void")),
            )
        if seen(chance, 0.35):
            start = date.fromisoformat(item["starts_at"][:10]) + timedelta(days=chance.choice((0, 0, 10, 40)))
            end = start + timedelta(days=chance.choice((28, 30, 31, 90, 365)))
            refund = {
                "refunded_amount": chance.choice(("5", "0.5", "33.33", "99999")),
                "refunded_at": (start + timedelta(days=chance.choice((-3, 0, 5, 20)))).isoformat(),
            }
            if seen(chance, 0.4):
                named = named | {"item_id": ""}
            if seen(chance, 0.3):
                refund |= {"interval": chance.choice(("month", "year")), "interval_count": chance.choice(("", "1", "2"))}
            line(
                chance.choice(("", "recurring")),
                "100",
                **named,
                **(refund if seen(chance, 0.8) else {}),
                period_start=start.isoformat(),
                period_end=end.isoformat(),
                issued_at=start.isoformat(),
                invoice_status=chance.choice(("", "paid", "paid", "void")),
            )
    return rows


def customer(seed: int, number: int, items: int, states: int, currencies: tuple) -> dict:
    """One customer's whole history: its row, its states, its invoice lines."""
    chance = Random(seed)
    customer_id = f"c{number}"
    home = chance.choice(currencies) if seen(chance, 0.4) else currencies[0]
    subscriptions = [""] if seen(chance, 0.3) else [f"s{number}_{n}" for n in range(chance.randint(1, max(1, items)))]
    rows, firsts = [], []
    for n in range(items):
        currency = home if seen(chance, 0.8) else chance.choice(currencies)
        item_id = f"i{number}_{n}" if seen(chance, 0.6) else ""
        plans = PLANS[n % len(PLANS)] if item_id or n else PLANS[0]
        made = item_rows(chance, customer_id, chance.choice(subscriptions), item_id, plans, currency, chance.randint(1, states))
        rows += made
        firsts.append(made[0])
    about = {
        "customer_id": customer_id,
        "name": f"Customer {number}",
        "country": chance.choice(("US", "DE", "JP", "")),
        "created_at": some_day(chance).isoformat(),
        "size": chance.choice(("small", "large", "")),
    }
    return {
        "customers": [about] if seen(chance, 0.9) else [],
        "subscriptions": rows,
        "invoice_lines": line_rows(chance, customer_id, firsts) if seen(chance, 0.6) else [],
    }


def company(seeds: list[tuple[int, int, int]], order: int = 0, currencies: tuple = ("USD", "EUR", "JPY", "KWD")) -> dict:
    """A company of customers drawn from (seed, items, states), its rows in any order."""
    tables = {"customers": [], "subscriptions": [], "invoice_lines": []}
    for number, (seed, items, states) in enumerate(seeds):
        for name, rows in customer(seed, number, items, states, currencies).items():
            tables[name] += rows
    for rows in tables.values():
        Random(order).shuffle(rows)
    return tables


def histories(
    customers: tuple = (1, 8), items: int = 4, states: int = 6, currencies: tuple = ("USD", "EUR", "JPY", "KWD")
) -> st.SearchStrategy:
    """Companies as tables of the standard format; each customer is a history of its own."""
    one = st.tuples(st.integers(0, 2**32 - 1), st.integers(1, items), st.integers(1, states))
    several = st.lists(one, min_size=customers[0], max_size=customers[1])
    return st.builds(company, several, st.integers(0, 2**16), st.just(currencies))


SETTINGS = {
    "calendar.timezone": ("UTC", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati"),
    "calendar.weeks_per_month": ("52/12", "30/7", "4.33", "4", "365.25/84"),
    "calendar.days_per_month": ("365/12", "30", "30.4375"),
    "counts.trialing": (False, True),
    "counts.past_due": ("keep", "drop", 1, 14, 30, 60),
    "counts.unpaid": (False, True),
    "counts.paused": (False, True),
    "counts.incomplete": (False, True),
    "counts.discounts.once": ("ignore", "subtract"),
    "counts.discounts.repeating": ("subtract", "ignore"),
    "counts.discounts.forever": ("subtract", "ignore"),
    "counts.full_discount": ("churn", "active"),
    "counts.usage": ("apart", "last_month", "trailing_mean:3", "trailing_mean:2", "committed"),
    "counts.tax": ("exclude", "include"),
    "counts.refunds": ("ignore", "reduce"),
    "timing.cancel": ("service_end", "request"),
    "timing.change": ("at_change", "at_renewal"),
    "movements.of": ("customer", "subscription"),
    "movements.netting": ("day", "month"),
    "movements.reactivation_gap_days": (0, 1, 7, 31),
    "movements.new_again_after_days": (None, 30, 90),
    "movements.reactivation_as": ("reactivation", "expansion", "new"),
    "arr.basis": ("run_rate", "committed"),
    "metrics.churn_rate": ("lost", "churned", "churned_of_all", "churned_less_returned"),
    "metrics.churned_mrr": ("churn", "all_but_new"),
    "metrics.returns": ("gain", "apart"),
    "metrics.retention_months": (12, 1, 5),
    "metrics.arpu": ("in_force", "paying"),
    "metrics.trial_conversion": ("of_ended", "of_started"),
    "metrics.ltv": ("mean:6", "mean:2", "month", "discounted:10"),
    "fx.rate": ("movement", "month_end", "latest", "fixed:2024-06-30"),
    "rounding.item": ("none", "minor_unit"),
}


def policies(only: tuple | None = None) -> st.SearchStrategy:
    """Any combination of policy settings; those left out are standard. `only`: draw just these settings."""
    names = [name for name in SETTINGS if only is None or name in only]
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(SETTINGS[name]) for name in names})


def rates(currency: str, day: date) -> Fraction:
    """A made-up exchange rate to USD that moves on the 1st and the 15th of each month."""
    day = min(max(day, RATES_FIRST), RATES_LAST)
    step = (day.year - 2022) * 24 + (day.month - 1) * 2 + (day.day >= 15)
    base = {"USD": "1", "EUR": "1.0812", "JPY": "0.006731", "KWD": "3.2547"}[currency]
    wobble = Fraction(1000 + (step * 37) % 101 - 50, 1000) if currency != "USD" else 1
    return Fraction(round(Fraction(base) * wobble * 10**12), 10**12)


def fx_rates() -> list[dict]:
    """The same rates as rows of the `fx_rates` table."""
    days = [date(year, month, day) for year in range(RATES_FIRST.year, RATES_LAST.year + 1) for month in range(1, 13) for day in (1, 15)]
    return [
        {"day": day.isoformat(), "currency": currency, "rate": str(Decimal(int(rates(currency, day) * 10**12)).scaleb(-12))}
        for day in days
        for currency in ("EUR", "JPY", "KWD")
    ]
