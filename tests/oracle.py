"""The ledger again, the slow way: every item is visited on every day.

Written from docs/ledger.md, format.md and definitions.md alone, apart from the product; an accountant can follow it.
Run-rates are int micros per year. Metrics are MRR, so run-rate / 12 / 10^6, as exact fractions. Where the specification
leaves a choice, the choice is marked NOTE.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

STANDARD = {
    "calendar.timezone": None,
    "calendar.weeks_per_month": "52/12",
    "calendar.days_per_month": "365/12",
    "counts.trialing": False,
    "counts.past_due": "keep",
    "counts.unpaid": False,
    "counts.paused": False,
    "counts.incomplete": False,
    "counts.discounts.once": "ignore",
    "counts.discounts.repeating": "subtract",
    "counts.discounts.forever": "subtract",
    "counts.full_discount": "churn",
    "counts.usage": "apart",
    "counts.tax": "exclude",
    "counts.refunds": "ignore",
    "timing.cancel": "service_end",
    "timing.change": "at_change",
    "movements.of": "customer",
    "movements.netting": "day",
    "movements.reactivation_gap_days": 0,
    "movements.new_again_after_days": None,
    "movements.reactivation_as": "reactivation",
    "arr.basis": "run_rate",
    "metrics.churn_rate": "lost",
    "metrics.churned_mrr": "churn",
    "metrics.returns": "gain",
    "metrics.retention_months": 12,
    "metrics.arpu": "in_force",
    "metrics.trial_conversion": "of_ended",
    "metrics.ltv": "mean:6",
    "fx.rate": "movement",
    "rounding.item": "none",
}
MICROS = 10**6
MINOR_UNITS = dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(), 0)
MINOR_UNITS |= dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3)
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
ONE_DAY = timedelta(days=1)
FAR_DAY = date(9999, 12, 31)
KINDS = ("new", "expansion", "contraction", "churn", "reactivation", "transfer", "fx")
ITEM_ATTRIBUTES = ("plan", "product", "currency", "subscription")


def default_item_id(subscription_id: str, plan: str | None) -> str:
    """The name of an item that has none. NOTE: the joint is a colon; without a plan the subscription's own name."""
    return f"{subscription_id}:{plan}" if plan else subscription_id


def add_months(day: date, months: int) -> date:
    """The same day of another month, clamped to that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_intervals(day: date, interval: str, count: int) -> date:
    """The day `count` intervals later."""
    if interval in MONTHS:
        return add_months(day, MONTHS[interval] * count)
    return day + timedelta(days=count * {"day": 1, "week": 7}[interval])


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def period_start(day: date, grain: str) -> date:
    """The first day of the period that a day falls in."""
    if grain == "day":
        return day
    if grain == "week":
        return day - timedelta(days=day.weekday())
    months = MONTHS[grain]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def period_label(first: date, grain: str) -> str:
    """How a period is written: 2025-01-31, 2025-W05, 2025-01, 2025-Q1, 2025."""
    year, week, _ = first.isocalendar()
    return {
        "day": first.isoformat(),
        "week": f"{year}-W{week:02d}",
        "month": first.strftime("%Y-%m"),
        "quarter": f"{first.year}-Q{(first.month + 2) // 3}",
        "year": str(first.year),
    }[grain]


def periods(start: date, end: date, grain: str) -> list[tuple[str, date, date]]:
    """The periods of [start, end), the outer ones clipped to it."""
    found, day = [], start
    while day < end:
        first = period_start(day, grain)
        following = add_intervals(first, grain, 1)
        found.append((period_label(first, grain), day, min(following, end)))
        day = following
    return found


def quotient(above: Fraction | int, below: Fraction | int) -> Fraction | None:
    """A ratio, unknown where there is nothing to divide by."""
    return Fraction(above) / below if below else None


def by_name(segment: tuple) -> tuple:
    """The order of segments: by name, those without one last."""
    return tuple((value is None, value or "") for value in segment)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One source row, its times turned into days. `is_metered`: built from usage invoice lines."""

    customer_id: str
    subscription_id: str
    item_id: str
    plan: str | None
    product: str | None
    kind: str
    unit_amount: Fraction
    quantity: Fraction
    currency: str
    interval: str
    interval_count: int
    discount_percent: Fraction
    discount_amount: Fraction
    discount_duration: str
    tax_percent: Fraction
    tax_inclusive: bool
    status: str
    starts_day: date
    ends_day: date
    cancel_requested_day: date | None
    cancel_reason: str | None
    committed_until: date | None
    signed_day: date | None
    source: object
    is_metered: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ItemDay:
    """What an item is at the end of one day: the row in force, whether it counts, and the terms that hold under the policy."""

    row: Row | None
    counts: bool
    terms: Row | None
    run_rate: int
    is_paying: bool


@dataclass(frozen=True, slots=True)
class State:
    """A stretch of days on which an item's terms, counting and run-rate stay the same, under the policy."""

    customer_id: str
    subscription_id: str
    item_id: str
    plan: str | None
    product: str | None
    currency: str
    status: str
    quantity: Fraction
    starts_day: date
    ends_day: date | None
    worth: int
    run_rate: int
    is_paying: bool
    source: object


@dataclass(slots=True)
class Movement:
    """What one customer's (or subscription's) postings of a day or month come to. `parts`: (terms, micros)."""

    customer_id: str
    subscription_id: str | None
    day: date
    kind: str
    micros: int
    parts: list


class Oracle:
    """One company's book, reckoned day by day."""

    def __init__(self, tables, policy=None, currency="USD", timezone="UTC", rates=None, until=None, book_currency=None):
        self.policy = STANDARD | {
            name: None if value == "none" and name.endswith("_days") else value for name, value in (policy or {}).items()
        }
        assert set(self.policy) == set(STANDARD), set(self.policy) - set(STANDARD)
        self.currency, self.book_currency, self.rates = currency, book_currency or currency, rates
        self.book_zone = ZoneInfo(timezone)
        zone = self.policy["calendar.timezone"]
        self.zone = ZoneInfo(timezone if zone in (None, "book") else zone)
        self.worths, self.rate_cache = {}, {}
        self.attributes = {row["customer_id"]: row for row in tables.get("customers", ())}
        self.lines = [line for line in tables.get("invoice_lines", ()) if line.get("invoice_status") not in ("void", "draft")]
        self.items: dict[tuple, list[Row]] = defaultdict(list)
        self.instants = self._instants(tables.get("subscriptions", ()))
        for source in tables.get("subscriptions", ()):
            row = self._row(source)
            self.items[row.customer_id, row.subscription_id, row.item_id].append(row)
        if self.policy["timing.cancel"] == "request":
            for rows in self.items.values():
                rows[:] = [self._until_asked(row, rows) for row in rows]
        self.refunds = self._refunds() if self.policy["counts.refunds"] == "reduce" else {}
        for row in self._metered_rows():
            key = (row.customer_id, row.subscription_id, row.item_id, row.plan, row.currency, "metered")
            self.items[key].append(row)
        self.items = {
            key: sorted(rows, key=lambda row: row.starts_day)
            for key, rows in sorted(self.items.items(), key=lambda entry: by_name(entry[0]))
        }
        self._build(until)

    # ---- the horizon: the first and the last day that is visited ----

    def _build(self, until: date | None) -> None:
        """Visits every item on every day, from the day before the first start until all has come to rest."""
        rows = [row for rows in self.items.values() for row in rows]
        events = [day for row in rows for day in (row.starts_day, row.ends_day, row.cancel_requested_day) if day and day != FAR_DAY]
        events += [day for refunds in self.refunds.values() for _, _, day in refunds]
        rest = 60 + (self.policy["counts.past_due"] if isinstance(self.policy["counts.past_due"], int) else 0)
        if self.policy["timing.change"] == "at_renewal":
            rest += max(
                ((add_intervals(row.starts_day, row.interval, row.interval_count) - row.starts_day).days for row in rows), default=0
            )
        self.first = min((row.starts_day for row in rows), default=until or date(2025, 1, 1)) - ONE_DAY
        last = max(events, default=self.first) + timedelta(days=rest)
        self.last = month_end(max(last, until or last))
        self.days = [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]
        self.timelines = {key: self._timeline(key, rows) for key, rows in self.items.items()}
        self.of_customer, self.of_subscription = defaultdict(list), defaultdict(list)
        for key in self.items:
            self.of_customer[key[0]].append(key)
            self.of_subscription[key[:2]].append(key)
        self.item_postings = {key: self._item_postings(key) for key in self.items}
        self.posting_days = {key: sorted({posted[5] for posted in self.item_postings[key]}) for key in self.items}
        self.all_movements = None

    def _reach(self, day: date) -> None:
        """Visits later days too, when somebody asks for them."""
        if day > self.last:
            self._build(day)

    def at(self, key: tuple, day: date) -> ItemDay:
        """What an item is at the end of a day."""
        self._reach(day)
        return self.timelines[key][(day - self.first).days] if day >= self.first else NOTHING

    # ---- reading rows ----

    def _day(self, text: str | None) -> date | None:
        """The day of a date or a timestamp, in the policy's zone; without an offset it is in the book's."""
        if not text:
            return None
        if len(text) == 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=self.book_zone)
        return moment.astimezone(self.zone).date()

    def _key(self, source: dict) -> tuple:
        """The item of a row: its customer, subscription and own id."""
        subscription_id = source.get("subscription_id") or source["customer_id"]
        return source["customer_id"], subscription_id, source.get("item_id") or default_item_id(subscription_id, source.get("plan"))

    def _instants(self, sources) -> dict:
        """The instants at which items begin or end, by item, column and the book's day: the first start, the last end."""
        found = defaultdict(list)
        for source in sources:
            for column in ("starts_at", "ends_at"):
                if len(text := source.get(column) or "") > 10:
                    moment = datetime.fromisoformat(text)
                    moment = moment if moment.tzinfo else moment.replace(tzinfo=self.book_zone)
                    found[self._key(source), column, moment.astimezone(self.book_zone).date()].append(moment)
        return {key: (min if key[1] == "starts_at" else max)(moments) for key, moments in found.items()}

    def _meeting(self, key: tuple, text: str | None, column: str) -> str | None:
        """A cell; a bare date is the instant at which another row of the item ends or starts on that day, if one does."""
        if text and len(text) == 10 and (moment := self.instants.get((key, column, date.fromisoformat(text)))):
            return moment.isoformat()
        return text

    def _row(self, source: dict) -> Row:
        """A row of `subscriptions`, with defaults filled in."""
        get = lambda column, default: source.get(column) or default  # noqa: E731
        _, subscription_id, item_id = key = self._key(source)
        ends_day = self._day(self._meeting(key, source.get("ends_at"), "starts_at")) or FAR_DAY
        requested = self._day(source.get("cancel_requested_at"))
        return Row(
            source["customer_id"],
            subscription_id,
            item_id,
            get("plan", None),
            get("product", None),
            get("kind", "recurring"),
            Fraction(source["unit_amount"]),
            Fraction(get("quantity", "1")),
            get("currency", self.book_currency),
            get("interval", "month"),
            int(get("interval_count", "1")),
            Fraction(get("discount_percent", "0")),
            Fraction(get("discount_amount", "0")),
            get("discount_duration", "forever"),
            Fraction(get("tax_percent", "0")),
            get("tax_inclusive", "false").lower() in ("true", "1", "yes"),
            get("status", "active"),
            self._day(self._meeting(key, source["starts_at"], "ends_at")),
            ends_day,
            requested,
            get("cancel_reason", None),
            self._day(source.get("committed_until")),
            self._day(source.get("signed_at")),
            source,
        )

    def _until_asked(self, row: Row, rows: list[Row]) -> Row:
        """A row that ends when that was asked for: of itself, or of what follows it without a gap, as a whole."""
        last = row
        while following := next((other for other in rows if other.starts_day == last.ends_day < other.ends_day), None):
            last = following
        asked = [each.cancel_requested_day for each in (row, last) if each.cancel_requested_day]
        return replace(row, ends_day=min([row.ends_day, *asked]))

    def _line_day(self, line: dict, *columns: str) -> date | None:
        """The first of these days that an invoice line has."""
        return next((day for day in (self._day(line.get(column)) for column in columns) if day), None)

    def _refunds(self) -> dict[tuple, list]:
        """Refunded recurring lines of each item, with the days on which they lower its run-rate.

        NOTE: a line without a period_end, or in a currency that the item is not in, lowers nothing.
        """
        found = defaultdict(list)
        for line in self.lines:
            begins = [day for day in (self._day(line.get("period_start")), self._day(line.get("refunded_at"))) if day]
            ends = self._day(line.get("period_end"))
            if (line.get("kind") or "recurring") != "recurring" or not line.get("refunded_amount") or not begins or not ends:
                continue
            subscription_id = line.get("subscription_id")
            if line.get("item_id"):
                keys = [
                    key
                    for key in self.items
                    if key[0] == line["customer_id"] and key[2] == line["item_id"] and subscription_id in (None, "", key[1])
                ]
            else:
                keys = [key for key in self.items if key[:2] == (line["customer_id"], subscription_id or line["customer_id"])]
            if len(keys) == 1:
                found[keys[0]].append((line, max(begins), ends))
        return found

    def _metered_rows(self) -> list[Row]:
        """Usage lines as states: the mean of the N months before, month by month, as long as one of them had lines."""
        setting = self.policy["counts.usage"]
        if setting != "last_month" and not setting.startswith("trailing_mean:"):
            return []
        months = 1 if setting == "last_month" else int(setting.split(":")[1])
        sums = defaultdict(lambda: defaultdict(Fraction))
        for line in self.lines:
            day = self._line_day(line, "period_start", "issued_at")
            if line.get("kind") == "usage" and day:
                subscription_id, plan = line.get("subscription_id") or line["customer_id"], line.get("plan") or None
                stream = (
                    line["customer_id"],
                    subscription_id,
                    line.get("item_id") or default_item_id(subscription_id, plan),
                    plan,
                    line.get("currency") or self.book_currency,
                )
                sums[stream][day.replace(day=1)] += Fraction(line["amount"])
        rows = []
        for (customer_id, subscription_id, item_id, plan, currency), sum_of in sums.items():
            for month in sorted({add_months(billed, n + 1) for billed in sum_of for n in range(months)}):
                mean = sum(sum_of.get(add_months(month, -n - 1), 0) for n in range(months)) / Fraction(months)
                rows.append(
                    Row(
                        customer_id,
                        subscription_id,
                        item_id,
                        plan,
                        None,
                        "usage",
                        mean,
                        Fraction(1),
                        currency,
                        "month",
                        1,
                        Fraction(0),
                        Fraction(0),
                        "forever",
                        Fraction(0),
                        False,
                        "active",
                        month,
                        add_months(month, 1),
                        None,
                        None,
                        None,
                        None,
                        "usage invoice lines",
                        is_metered=True,
                    )
                )
        return rows

    # ---- what a state is worth ----

    def intervals_per_year(self, interval: str, count: int) -> Fraction:
        """How often a year an interval comes round."""
        if interval in MONTHS:
            return Fraction(12, MONTHS[interval] * count)
        above, _, below = str(self.policy[f"calendar.{interval}s_per_month"]).partition("/")
        return 12 * Fraction(above) / Fraction(below or 1) / count

    def worth(self, row: Row) -> int:
        """What a state is worth per year, whether or not it counts."""
        if row not in self.worths:
            self.worths[row] = self._worth(row)
        return self.worths[row]

    def _worth(self, row: Row) -> int:
        """Price × quantity, less discount, tax out or in, per year; rounded once, half to even."""
        net = row.unit_amount * row.quantity
        if self.policy[f"counts.discounts.{row.discount_duration}"] == "subtract":
            net = net * (1 - row.discount_percent / 100) - row.discount_amount
        net = max(Fraction(0), net)
        if row.tax_inclusive and self.policy["counts.tax"] == "exclude":
            net = net * 100 / (100 + row.tax_percent)
        if not row.tax_inclusive and self.policy["counts.tax"] == "include":
            net = net * (100 + row.tax_percent) / 100
        yearly = net * self.intervals_per_year(row.interval, row.interval_count)
        if self.policy["rounding.item"] == "minor_unit":
            unit = 10 ** MINOR_UNITS.get(row.currency, 2)
            yearly = 12 * Fraction(round(yearly / 12 * unit), unit)
        return round(yearly * MICROS)

    def _refunded(self, key: tuple, terms: Row, day: date) -> int:
        """How much the refunds of a day lower an item's run-rate; each line rounded once, half to even."""
        lowered = 0
        for line, begins, ends in self.refunds.get(key, ()):
            if begins <= day < ends and (line.get("currency") or self.book_currency) == terms.currency:
                interval, count = terms.interval, terms.interval_count
                if line.get("interval"):
                    interval, count = line["interval"], int(line.get("interval_count") or 1)
                lowered += round(Fraction(line["refunded_amount"]) * self.intervals_per_year(interval, count) * MICROS)
        return lowered

    # ---- which states count, and when ----

    def _kind_counts(self, row: Row) -> bool:
        """Whether this kind of revenue counts."""
        return row.kind == "recurring" or row.is_metered or (row.kind == "usage" and self.policy["counts.usage"] == "committed")

    def _status_counts(self, row: Row, past_due_days: int) -> bool:
        """Whether a status counts; the days past due include this one."""
        if row.status == "past_due":
            setting = self.policy["counts.past_due"]
            return past_due_days <= setting if isinstance(setting, int) else setting == "keep"
        return row.status == "active" or (row.status != "scheduled" and self.policy[f"counts.{row.status}"])

    def _timeline(self, key: tuple, rows: list[Row]) -> list[ItemDay]:
        """What one item is on every day."""
        in_force, counting, past_due_days = [], [], 0
        for day in self.days:
            row = next((row for row in rows if row.starts_day <= day < row.ends_day), None)
            past_due_days = past_due_days + 1 if row and row.status == "past_due" else 0
            in_force.append(row)
            counting.append(bool(row and self._kind_counts(row) and self._status_counts(row, past_due_days)))
        holding = in_force
        if self.policy["timing.change"] == "at_renewal":
            holding = self._at_renewal(in_force, counting)
        timeline, last = [], NOTHING
        for day, row, counts, terms in zip(self.days, in_force, counting, holding, strict=True):
            run_rate = max(0, self.worth(terms) - self._refunded(key, terms, day)) if counts else 0
            if (row, counts, terms, run_rate) != (last.row, last.counts, last.terms, last.run_rate):
                last = ItemDay(row, counts, terms, run_rate, run_rate > 0 or (counts and self._is_free_by_discount(terms)))
            timeline.append(last)
        return timeline

    def _is_free_by_discount(self, terms: Row) -> bool:
        """Whether a state is worth 0 only because of its discount and the policy calls that paying."""
        listed = replace(terms, discount_percent=Fraction(0), discount_amount=Fraction(0))
        return self.policy["counts.full_discount"] == "active" and self.worth(terms) == 0 and self.worth(listed) > 0

    def _at_renewal(self, in_force: list, counting: list) -> list:
        """The terms that hold on every day when a change waits for the renewal of the run's first state."""
        holding, begins, latest = list(in_force), None, None
        for n, counts in enumerate(counting):
            if not counts:
                begins = None
            elif begins is None:
                begins, latest = n, in_force[n]
            elif self._is_renewal(self.days[begins], in_force[begins], self.days[n]):
                latest = in_force[n]
            if counts:
                holding[n] = latest
        return holding

    def _is_renewal(self, start: date, first: Row, day: date) -> bool:
        """Whether a day is start + k × interval."""
        k = 0
        if first.interval in MONTHS:  # skip the renewals that are surely too early
            k = max(0, ((day.year - start.year) * 12 + day.month - start.month) // (MONTHS[first.interval] * first.interval_count))
        else:
            k = (day - start).days // ({"day": 1, "week": 7}[first.interval] * first.interval_count)
        return add_intervals(start, first.interval, k * first.interval_count) == day

    def states(self) -> list[State]:
        """The states under the policy, item by item; those that do not count are worth something at a run-rate of 0."""
        found = []
        for key, timeline in self.timelines.items():
            begins = 0
            for n, today in enumerate(timeline):
                following = timeline[n + 1] if n + 1 < len(timeline) else None
                if following and (following.terms, following.counts, following.run_rate, following.is_paying) == (
                    today.terms,
                    today.counts,
                    today.run_rate,
                    today.is_paying,
                ):
                    continue
                if today.terms:
                    terms = today.terms
                    found.append(
                        State(
                            *key[:3],
                            terms.plan,
                            terms.product,
                            terms.currency,
                            terms.status,
                            terms.quantity,
                            self.days[begins],
                            self.days[n + 1] if following else None,
                            self.worth(terms),
                            today.run_rate,
                            today.is_paying,
                            terms.source,
                        )
                    )
                begins = n + 1
        return found

    # ---- postings ----

    def postings(self) -> list[tuple]:
        """Signed day deltas (customer, subscription, item, plan, currency, day, cause, native micros), in the order of days."""
        found = [posted for item in self.item_postings.values() for posted in item]
        return sorted(found, key=lambda posted: (posted[5], by_name(posted[:5]), posted[6], posted[7]))

    def _item_postings(self, key: tuple) -> list[tuple]:
        """What one item posts, day by day."""
        found, timeline = [], self.timelines[key]
        for n in range(1, len(self.days)):
            before, now = timeline[n - 1], timeline[n]
            if before is now or not (before.counts or now.counts):
                continue
            if before.counts and now.counts:
                parts = self._change(before, now)
            elif before.counts:
                parts = [(before.terms, self._cause_of_end(key, n), -before.run_rate)]
            else:
                parts = [(now.terms, self._cause_of_start(key, n), now.run_rate)]
            found += [
                (*key[:3], terms.plan, terms.currency, self.days[n], cause, micros)
                for terms, cause, micros in parts
                if micros or (cause == "plan" and before.counts and now.counts)
            ]
        return found

    def _change(self, before: ItemDay, now: ItemDay) -> list[tuple]:
        """A change of terms in parts that add up: quantity, then plan or price, then discount.

        NOTE: what a refund takes or gives back is price; a change of currency is a whole end and a whole start.
        """
        old, new = before.terms, now.terms
        is_plan = (old.plan, old.product) != (new.plan, new.product)
        cause = "plan" if is_plan else "price"
        if old.currency != new.currency:
            return [(old, cause, -before.run_rate), (new, cause, now.run_rate)]
        requantified = self.worth(replace(old, quantity=new.quantity))
        repriced = self.worth(
            replace(
                new, discount_percent=old.discount_percent, discount_amount=old.discount_amount, discount_duration=old.discount_duration
            )
        )
        quantity, discount = requantified - self.worth(old), self.worth(new) - repriced
        rest = now.run_rate - before.run_rate - quantity - discount
        if is_plan:
            return [
                (old, "plan", -before.run_rate),
                (new, "quantity", quantity),
                (new, "plan", before.run_rate + rest),
                (new, "discount", discount),
            ]
        return [(new, "quantity", quantity), (new, "price", rest), (new, "discount", discount)]

    def _others(self, key: tuple, n: int) -> list[tuple[ItemDay, ItemDay]]:
        """The other items of the subscription, the day before and this day."""
        return [(self.timelines[other][n - 1], self.timelines[other][n]) for other in self.of_subscription[key[:2]] if other != key]

    def _cause_of_end(self, key: tuple, n: int) -> str:
        """Why an item no longer counts."""
        before, now = self.timelines[key][n - 1], self.timelines[key][n]
        if now.row:
            return {"paused": "pause", "past_due": "delinquency", "unpaid": "delinquency", "incomplete": "delinquency"}.get(
                now.row.status, "cancel"
            )
        others = self._others(key, n)
        if any(today.counts and not yesterday.row for yesterday, today in others):
            return "plan"
        if any(today.counts for _, today in others):
            return "removal"
        return "delinquency" if before.row.cancel_reason == "involuntary" else "cancel"

    def _cause_of_start(self, key: tuple, n: int) -> str:
        """Why an item begins to count."""
        before = self.timelines[key][n - 1]
        if before.row:
            return "resume" if before.row.status in ("paused", "past_due", "unpaid", "incomplete") else "start"
        others = self._others(key, n)
        if any(yesterday.counts and not today.row for yesterday, today in others):
            return "plan"
        return "add_on" if any(yesterday.counts for yesterday, _ in others) else "start"

    # ---- currencies ----

    def rate(self, currency: str, day: date) -> Fraction:
        """One unit of a currency in the reporting currency, to twelve decimals."""
        if (currency, day) not in self.rate_cache:
            exact = self.rates(currency, day) if self.rates else {}[currency, day]
            self.rate_cache[currency, day] = Fraction(round(Fraction(exact) * 10**12), 10**12)
        return self.rate_cache[currency, day]

    def _rate_day(self, key: tuple, day: date) -> date:
        """The day whose rate an item is carried at. NOTE: an item that has not posted yet is taken at the day's own rate.

        The newest rate known is asked for as the rate of 9999-12-31.
        """
        if self.policy["fx.rate"] == "movement":
            return max((posted for posted in self.posting_days[key] if posted <= day), default=day)
        return self._policy_rate_day(day)

    def _policy_rate_day(self, day: date) -> date:
        """The day whose rate is taken for something that happens on a day."""
        setting = self.policy["fx.rate"]
        if setting == "movement":
            return day
        if setting == "month_end":
            return month_end(day)
        return FAR_DAY if setting == "latest" else date.fromisoformat(setting.removeprefix("fixed:"))

    def carried(self, native_micros: int, currency: str, rate_day: date) -> int:
        """Native micros in the reporting currency, rounded once, half to even."""
        if currency == self.currency or not native_micros:
            return native_micros
        return round(native_micros * self.rate(currency, rate_day))

    def balance(self, key: tuple, day: date) -> int:
        """What an item is carried at, at the end of a day: from the state in force."""
        today = self.at(key, day)
        return self.carried(today.run_rate, today.terms.currency, self._rate_day(key, day)) if today.run_rate else 0

    def run_rate(self, day: date, customer_id: str | None = None) -> int:
        """The balance of a customer, or of all, at the end of a day: from the states in force, not from postings."""
        self._reach(day)
        return sum(self.balance(key, day) for key in self.items if customer_id in (None, key[0]))

    # ---- movements ----

    def _flows(self, key: tuple) -> list[tuple]:
        """What an item's balance gains and loses: (day, terms, micros, is_fx); fx comes first on its day."""
        found, timeline, posted_on = [], self.timelines[key], set(self.posting_days[key])
        for n in range(1, len(self.days)):
            day, before, now = self.days[n], timeline[n - 1], timeline[n]
            if day not in posted_on and not (day.day == 1 and before.run_rate):
                continue
            revalued = 0
            if before.run_rate:
                currency = before.terms.currency
                revalued = self.carried(before.run_rate, currency, self._rate_day(key, day))
                fx = revalued - self.carried(before.run_rate, currency, self._rate_day(key, day - ONE_DAY))
                found += [(day, before.terms, fx, True)] if fx else []
            if day in posted_on:
                found += [(day, before.terms, -revalued, False)] if revalued else []
                found += [(day, now.terms, self.balance(key, day), False)] if now.run_rate else []
        return found

    def _units(self) -> list[range]:
        """The stretches of days within which postings net to one movement."""
        if self.policy["movements.netting"] == "day":
            return [range(n, n + 1) for n in range(1, len(self.days))]
        edges = [1] + [n for n in range(2, len(self.days)) if self.days[n].day == 1] + [len(self.days)]
        return [range(a, b) for a, b in pairwise(edges)]

    def _movements(self) -> list[Movement]:
        """All movements, in the order of days; worked out once."""
        if self.all_movements is None:
            entities, of = defaultdict(list), self.policy["movements.of"]
            for key in self.items:
                entities[(key[0], key[1] if of == "subscription" else None)].append(key)
            found = [moved for entity, keys in entities.items() for moved in self._movements_of(entity, keys)]
            self.all_movements = sorted(
                found, key=lambda moved: (moved.day, moved.customer_id, moved.subscription_id or "", moved.kind != "fx")
            )
        return self.all_movements

    def _movements_of(self, entity: tuple, keys: list[tuple]) -> list[Movement]:
        """One customer's (or subscription's) movements, with fx as movements of their own."""
        flows, fx_flows = defaultdict(list), defaultdict(list)
        for key in keys:
            for day, terms, micros, is_fx in self._flows(key):
                (fx_flows if is_fx else flows)[day].append((terms, micros))
        paying = [any(self.timelines[key][n].is_paying for key in keys) for n in range(len(self.days))]
        posted_on = {day for key in keys for day in self.posting_days[key]}
        found, churn, stopped = [], None, None
        for unit in self._units():
            was, is_now = paying[unit.start - 1], paying[unit.stop - 1]
            dates = [self.days[n] for n in unit if self.days[n] in posted_on]
            # NOTE: who begins or ceases to pay moves, be it by 0 (a full discount that counts as active posts nothing).
            dates = dates or [self.days[n] for n in unit if was != is_now and paying[n] != paying[n - 1]]
            if not dates:
                continue
            parts = [part for day in dates for part in flows[day]]
            micros = sum(micros for _, micros in parts)
            moved = Movement(*entity, dates[-1], "", micros, parts)
            if was and is_now:
                moved.kind = "expansion" if micros > 0 else "contraction" if micros < 0 else "transfer"
            elif was:
                moved.kind, churn = "churn", moved
                stopped = self.days[max(n for n in range(unit.stop - 1) if paying[n]) + 1]
            elif is_now:
                returned = next(self.days[n] for n in unit if paying[n])
                moved.kind = self._kind_of_start(churn, (returned - stopped).days if churn else None)
            elif micros:
                moved.kind = "fx"  # NOTE: begun and ended in one month at two rates: the rest cancels the fx in between
            found += [moved] if moved.kind else []
        return found + [Movement(*entity, day, "fx", sum(micros for _, micros in parts), parts) for day, parts in fx_flows.items()]

    def _kind_of_start(self, churn: Movement | None, gap: int | None) -> str:
        """What a customer's beginning to pay is; a short gap makes the churn before it a contraction after all."""
        if churn is None:
            return "new"
        if gap < self.policy["movements.reactivation_gap_days"]:
            churn.kind = "contraction"
            return "expansion"
        again = self.policy["movements.new_again_after_days"]
        return "new" if again is not None and gap > again else self.policy["movements.reactivation_as"]

    def movements(self) -> list[tuple]:
        """(customer, subscription or None, day, kind, micros), fx first on its day and netted per customer and day."""
        fx, found = defaultdict(int), []
        for moved in self._movements():
            if moved.kind == "fx":
                fx[moved.customer_id, moved.subscription_id, moved.day, "fx"] += moved.micros
            else:
                found.append((moved.customer_id, moved.subscription_id, moved.day, moved.kind, moved.micros))
        found += [(*entry, micros) for entry, micros in fx.items() if micros]
        return sorted(found, key=lambda moved: (moved[2], moved[0], moved[1] or "", moved[3] != "fx"))

    # ---- roll-forward ----

    def _attribute(self, terms: Row, name: str) -> str | None:
        """The value of a segment's attribute: of the item, else a column of the customer's row."""
        if name in ITEM_ATTRIBUTES:
            return terms.subscription_id if name == "subscription" else getattr(terms, name)
        return self.attributes.get(terms.customer_id, {}).get(name) or None

    def _segment(self, terms: Row, names: tuple) -> tuple:
        """The segment that terms fall in."""
        return tuple(self._attribute(terms, name) for name in names)

    def _split(self, moved: Movement, names: tuple) -> list[tuple]:
        """A movement per segment: (segment, kind, micros). Transfers add up to zero, the kind to the movement."""
        nets = defaultdict(int)
        for terms, micros in moved.parts:
            nets[self._segment(terms, names)] += micros
        if moved.kind == "fx":
            return [(segment, "fx", micros) for segment, micros in nets.items()]
        sign = (moved.micros > 0) - (moved.micros < 0)
        against = sum(abs(micros) for micros in nets.values() if micros * sign <= 0)
        found = []
        for segment in sorted(nets, key=by_name):
            if nets[segment] * sign <= 0:
                found.append((segment, "transfer", nets[segment]))
            else:
                taken = min(against, abs(nets[segment]))
                against -= taken
                found += [(segment, "transfer", sign * taken), (segment, moved.kind, nets[segment] - sign * taken)]
        return found

    def _balances(self, day: date, names: tuple) -> dict[tuple, int]:
        """What each segment stands at, at the end of a day, from the states in force.

        NOTE: within a month whose postings net to one movement, what is booked by that day instead.
        """
        self._reach(day)
        found = defaultdict(int)
        if self.policy["movements.netting"] == "month" and day != month_end(day):
            for moved in self._movements():
                for segment, _, micros in self._split(moved, names) if moved.day <= day else ():
                    found[segment] += micros
            return found
        for key in self.items:
            if balance := self.balance(key, day):
                found[self._segment(self.at(key, day).terms, names)] += balance
        return found

    def roll_forward(self, start: date, end: date, grain: str, by: str | None = None, where=()) -> list[dict]:
        """Opening, each kind, fx and closing per period (MRR); a segment's row where anything in it is not 0.

        NOTE: with several attributes, segments are ordered by the attributes in the order of their names.
        """
        self._reach(end)
        where = dict(where)
        names = tuple(sorted({*where, *([by] if by else [])}))
        is_wanted = lambda segment: all(segment[names.index(name)] == value for name, value in where.items())  # noqa: E731
        rows = []
        for label, first, following in periods(start, end, grain):
            table = defaultdict(lambda: dict.fromkeys(("opening", *KINDS, "closing"), 0))
            if not by:
                table[tuple(where[name] for name in names)]
            for column, day in (("opening", first - ONE_DAY), ("closing", following - ONE_DAY)):
                for segment, micros in self._balances(day, names).items():
                    table[segment][column] = micros
            for moved in self._movements():
                for segment, kind, micros in self._split(moved, names) if first <= moved.day < following else ():
                    table[segment][kind] += micros
            for segment in sorted(filter(is_wanted, table), key=by_name):
                if not by or any(table[segment].values()):
                    named = {"segment": segment[names.index(by)]} if by else {}
                    figures = {column: Fraction(micros, 12 * MICROS) for column, micros in table[segment].items()}
                    rows.append({"period": label, "start": first, "end": following, **named, **figures})
        return rows

    # ---- metrics ----

    def metric(self, name: str, start: date, end: date, trailing_months: int | None = None):
        """One figure of the catalogue for one period [start, end); None where it is unknown."""
        self._reach(end)
        if name in ("nrr", "grr"):
            return self._retention(name, end, trailing_months or self.policy["metrics.retention_months"])
        if name == "churned_mrr" and self.policy["metrics.churned_mrr"] == "all_but_new":
            return self._flow("new_mrr", start, end) - self._flow("net_new_mrr", start, end)
        if name in ("usage_revenue", "one_time_revenue"):
            return self._revenue(name.removesuffix("_revenue"), start, end)
        if (name.endswith("_mrr") and name != "past_due_mrr") or name.endswith("_customers"):
            return self._flow(name, start, end)
        return getattr(self, f"_{name}")(start, end)

    def paying(self, day: date) -> set[str]:
        """The customers who pay at the end of a day."""
        return {key[0] for key in self.items if self.at(key, day).is_paying}

    def _flow(self, name: str, start: date, end: date) -> Fraction | int:
        """Movements of one kind, losses positive: their sum as MRR, or their number."""
        if name == "net_new_mrr":
            gains, losses = ("new_mrr", "expansion_mrr", "reactivation_mrr"), ("contraction_mrr", "churned_mrr")
            return sum(self._flow(gain, start, end) for gain in gains) - sum(self._flow(loss, start, end) for loss in losses)
        word, _, unit = name.rpartition("_")
        kind = {"churned": "churn", "reactivated": "reactivation"}.get(word, word)
        found = [moved.micros for moved in self._movements() if moved.kind == kind and start <= moved.day < end]
        sign = -1 if kind in ("churn", "contraction") else 1
        return len(found) if unit == "customers" else Fraction(sign * sum(found), 12 * MICROS)

    def _mrr(self, start, end):
        """Closing run-rate per month."""
        return Fraction(self.run_rate(end - ONE_DAY), 12 * MICROS)

    def _arr(self, start, end):
        """Closing run-rate, or that part of it which is under contract."""
        return self._committed_arr(start, end) if self.policy["arr.basis"] == "committed" else self._mrr(start, end) * 12

    def _committed_arr(self, start, end):
        """Closing run-rate of items whose row in force is committed beyond the day."""
        day = end - ONE_DAY
        rows = {key: self.at(key, day).row for key in self.items}
        return Fraction(
            sum(self.balance(key, day) for key, row in rows.items() if row and row.committed_until and row.committed_until > day), MICROS
        )

    def _cmrr(self, start, end):
        """MRR, with what is signed but not started, without what is known to go: each row in force or signed, unless something ends it.

        A signed row stands for what it will bring, at the rate of the day it was signed (or, by month, of the day asked).
        """
        day, micros = end - ONE_DAY, 0
        for key, rows in self.items.items():
            for row in rows:
                if not row.starts_day < row.ends_day or self._is_going(key, row, day):
                    continue
                if self.at(key, day).row is row:
                    micros += self.balance(key, day)
                elif self._is_signed(row, day):
                    signed = day if self.policy["fx.rate"] == "month_end" else row.signed_day
                    micros += self.carried(self._promised(key, row), row.currency, self._policy_rate_day(signed))
        return Fraction(micros, 12 * MICROS)

    def _is_signed(self, row: Row, day: date) -> bool:
        """Whether a row is signed on a day, and begins later."""
        return bool(row.signed_day) and row.signed_day <= day < row.starts_day < row.ends_day

    def _is_going(self, key: tuple, row: Row, day: date) -> bool:
        """Whether it is known that a row, or what follows it without a gap, gives way: to a signed row, a cancellation or another plan."""
        last = row
        while following := next((other for other in self.items[key] if other.starts_day == last.ends_day < other.ends_day), None):
            if self._is_signed(following, day):
                return True
            last = following
        if last.cancel_requested_day and last.cancel_requested_day <= day and last.cancel_requested_day < last.ends_day:
            return True
        return any(
            other.kind == row.kind and other.starts_day == last.ends_day and self._is_signed(other, day) and self._begins(beside, other)
            for beside in self.of_subscription[key[:2]]
            if beside != key
            for other in self.items[beside]
        )

    def _begins(self, key: tuple, row: Row) -> bool:
        """Whether an item begins (again) with a row that will count."""
        follows = any(other.ends_day == row.starts_day and other.starts_day < other.ends_day for other in self.items[key])
        return not follows and self._kind_counts(row) and (row.status == "scheduled" or self.at(key, row.starts_day).counts)

    def _promised(self, key: tuple, row: Row) -> int:
        """What a row that has not started will bring: its worth when scheduled, else what will count of it."""
        if not self._kind_counts(row):
            return 0
        return self.worth(row) if row.status == "scheduled" else self.at(key, row.starts_day).run_rate

    def _customers(self, start, end):
        """How many customers pay at closing."""
        return len(self.paying(end - ONE_DAY))

    def _subscriptions(self, start, end):
        """How many subscriptions have a paying item at closing."""
        return len({key[:2] for key in self.items if self.at(key, end - ONE_DAY).is_paying})

    def _quantity(self, start, end):
        """Units with a run-rate at closing."""
        found = [self.at(key, end - ONE_DAY) for key in self.items]
        return sum((today.terms.quantity for today in found if today.run_rate), Fraction(0))

    def _arpa(self, start, end):
        """MRR per paying customer."""
        return quotient(self._mrr(start, end), self._customers(start, end))

    _arppu = _arpa

    def _arpu(self, start, end):
        """MRR per customer with anything in force, paying or not."""
        rows = [self.at(key, end - ONE_DAY).row for key in self.items]
        present = {row.customer_id for row in rows if row and row.status != "scheduled" and row.kind != "one_time"}
        return self._arpa(start, end) if self.policy["metrics.arpu"] == "paying" else quotient(self._mrr(start, end), len(present))

    def _asp(self, start, end):
        """New MRR per new customer."""
        return quotient(self._flow("new_mrr", start, end), self._flow("new_customers", start, end))

    def _customer_churn_rate(self, start, end):
        """The share of the opening customers who do not pay at closing; or of what moves, the movements of churn."""
        rule, opening = self.policy["metrics.churn_rate"], self.paying(start - ONE_DAY)
        if rule == "lost":
            return quotient(len(opening - self.paying(end - ONE_DAY)), len(opening))
        churned = self._flow("churned_customers", start, end)
        if self.policy["movements.of"] == "subscription":
            opening = {key[:2] for key in self.items if self.at(key, start - ONE_DAY).is_paying}
        if rule == "churned_less_returned":
            return quotient(churned - self._flow("reactivated_customers", start, end), len(opening))
        return quotient(churned, len(opening) + (self._flow("new_customers", start, end) if rule == "churned_of_all" else 0))

    def _losses(self, start, end):
        """Churned and contraction MRR."""
        return self._flow("churned_mrr", start, end) + self._flow("contraction_mrr", start, end)

    def _gross_mrr_churn_rate(self, start, end):
        """Losses / opening MRR."""
        return quotient(self._losses(start, end), self._mrr(None, start))

    def _net_mrr_churn_rate(self, start, end):
        """(Losses − expansion − reactivation) / opening MRR."""
        regained = self._flow("expansion_mrr", start, end) + self._returned(start, end)
        return quotient(self._losses(start, end) - regained, self._mrr(None, start))

    def _returned(self, start, end):
        """Reactivation MRR, where the policy calls it a gain."""
        return self._flow("reactivation_mrr", start, end) if self.policy["metrics.returns"] == "gain" else 0

    def _quick_ratio(self, start, end):
        """Gains / losses."""
        gained = self._flow("new_mrr", start, end) + self._flow("expansion_mrr", start, end) + self._returned(start, end)
        return quotient(gained, self._losses(start, end))

    def _retention(self, name: str, end: date, months: int) -> Fraction | None:
        """What is left, at closing, of the MRR that customers had so many months before: net, or at most what they had."""
        base = {customer: self.run_rate(add_months(end, -months) - ONE_DAY, customer) for customer in self.of_customer}
        closing = {customer: self.run_rate(end - ONE_DAY, customer) for customer in base if base[customer] > 0}
        kept = closing if name == "nrr" else {customer: min(base[customer], closing[customer]) for customer in closing}
        return quotient(sum(kept.values()), sum(base.values()))

    def _ltv(self, start, end):
        """ARPA / the mean monthly customer churn rate of whole months before the month of the closing day, or that month's so far.

        NOTE: discounted, it is ARPU × (1 + d) / (d + churn), and 0 churn is no obstacle.
        """
        word, _, number = self.policy["metrics.ltv"].partition(":")
        month, arpa = (end - ONE_DAY).replace(day=1), self._arpa(start, end)
        if word == "mean":
            rates = [self._customer_churn_rate(add_months(month, -n), add_months(month, 1 - n)) for n in range(1, int(number) + 1)]
        else:
            rates = [self._customer_churn_rate(month, end)]
        known = [rate for rate in rates if rate is not None]
        if not known:
            return None
        if word == "discounted":
            arpu, discount = self._arpu(start, end), Fraction(int(number), 100)
            return quotient(arpu * (1 + discount), max(0, discount + known[0])) if arpu is not None else None
        return quotient(arpa, max(0, sum(known) / len(known))) if arpa is not None else None

    def _episodes(self) -> list[tuple]:
        """Trials: (subscription, first day, first day after), each an unbroken run of days with a trialing item."""
        found = []
        for subscription, keys in self.of_subscription.items():
            trialing = [any(self._is_trialing(self.timelines[key][n]) for key in keys) for n in range(len(self.days))] + [False]
            for n in range(1, len(self.days)):
                if trialing[n] and not trialing[n - 1]:
                    length = trialing[n:].index(False)
                    found.append((subscription, self.days[n], self.days[n + length] if n + length < len(self.days) else FAR_DAY))
        return found

    def _is_trialing(self, today: ItemDay) -> bool:
        return bool(today.row and today.row.status == "trialing")

    def _trials(self, start, end):
        """Trials that began in the period."""
        return sum(start <= began < end for _, began, _ in self._episodes())

    def _trial_conversion_rate(self, start, end):
        """Of the trials that ended (or started) in the period, the share in whose place something began to pay that day."""
        ended = [(subscription, day) for subscription, _, day in self._episodes() if start <= day < end]
        converted = [
            subscription for subscription, day in ended if any(self._begins_to_pay(key, day) for key in self.of_subscription[subscription])
        ]
        return quotient(len(converted), len(ended) if self.policy["metrics.trial_conversion"] == "of_ended" else self._trials(start, end))

    def _begins_to_pay(self, key: tuple, day: date) -> bool:
        today = self.at(key, day)
        return today.run_rate > 0 and not self._is_trialing(today) and today.row.starts_day == day

    def _past_due_mrr(self, start, end):
        """What the states past due at closing are worth, whether or not they count."""
        day, micros = end - ONE_DAY, 0
        for key in self.items:
            row = self.at(key, day).row
            if row and row.status == "past_due" and self._kind_counts(row):
                micros += self.carried(self.worth(row), row.currency, self._late_rate_day(key, day))
        return Fraction(micros, 12 * MICROS)

    def _late_rate_day(self, key: tuple, day: date) -> date:
        """The day whose rate a past-due row is taken at: what counts at the item's own; what does not, at that of its first such day."""
        today, since = self.at(key, day), day
        if today.counts or self.policy["fx.rate"] != "movement":
            return self._rate_day(key, day)
        while self.at(key, since - ONE_DAY).row is today.row and not self.at(key, since - ONE_DAY).counts:
            since -= ONE_DAY
        return since

    def _revenue(self, kind: str, start: date, end: date) -> Fraction:
        """Amounts of invoice lines of a kind: usage by service period, one-time by issue day; each at its day's rate."""
        columns = ("period_start", "issued_at") if kind == "usage" else ("issued_at", "period_start")
        micros = 0
        for line in self.lines:
            day = self._line_day(line, *columns)
            if line.get("kind") == kind and day and start <= day < end:
                native = round(Fraction(line["amount"]) * MICROS)
                micros += self.carried(native, line.get("currency") or self.book_currency, self._policy_rate_day(day))
        return Fraction(micros, MICROS)

    # ---- cohorts ----

    def cohorts(self, of: str, grain: str, age: str, until: date | None = None) -> list[dict]:
        """Customers by the period of their first paying day: cohort, size, base and their values at each age.

        `of`: customers (a count), net, gross (run-rate in micros; gross at most that of the first paying day).
        `age`: calendar (the end of the k-th period after the cohort's own) or own (the customer's k-th anniversary).
        NOTE: ages run as long as `until` (the horizon's end) has reached them for every customer of the cohort.
        """
        until = until or self.last
        self._reach(until)
        first_days = {}
        for customer, keys in self.of_customer.items():
            paying = [day for day in self.days if day <= until and any(self.at(key, day).is_paying for key in keys)]
            if paying:
                first_days[customer] = paying[0]
        rows = []
        for begins in sorted({period_start(day, grain) for day in first_days.values()}):
            members = {customer: day for customer, day in first_days.items() if period_start(day, grain) == begins}
            base = {customer: self.run_rate(day, customer) for customer, day in members.items()}
            values, k = [], 0
            while True:
                if age == "calendar":
                    on = dict.fromkeys(members, add_intervals(begins, grain, k + 1) - ONE_DAY)
                else:
                    on = {customer: add_intervals(day, grain, k) for customer, day in members.items()}
                if max(on.values()) > until:
                    break
                values.append(sum(self._cohort_value(of, customer, on[customer], base[customer]) for customer in members))
                k += 1
            rows.append(
                {
                    "cohort": period_label(begins, grain),
                    "size": len(members),
                    "base": len(members) if of == "customers" else sum(base.values()),
                    "values": values,
                }
            )
        return rows

    def _cohort_value(self, of: str, customer: str, day: date, base: int) -> int:
        """What one customer adds to a cohort's cell."""
        if of == "customers":
            return int(any(self.at(key, day).is_paying for key in self.of_customer[customer]))
        now = self.run_rate(day, customer)
        return min(now, base) if of == "gross" else now


NOTHING = ItemDay(None, False, None, 0, False)
