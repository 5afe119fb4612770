"""Looking: one view of a book, and what stands behind its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from subledger.book.looking import account, attributes, beside, holders, loads, members, movers
from subledger.book.looking.part import Part, Seen
from subledger.metrics.query import MetricQuery, parse_where
from subledger.metrics.segments import Cut, cut
from subledger.model.calendar import grain_next
from subledger.model.errors import Fault
from subledger.model.policy import Policy

Where = Sequence[str]
MOST = 100


@dataclass(frozen=True, slots=True)
class Looking:
    """A view of a book to look into. Lists are long: limit and offset say which part is wanted."""

    seen: Seen

    @property
    def policy(self) -> Policy:
        """The policy of the view."""
        return self.seen.ledger.policy

    def attributes(self) -> tuple[str, ...]:
        """The attributes by which the book is worth cutting."""
        return attributes.attributes(self.seen)

    def values(self, attribute: str, limit: int = 200) -> list[str]:
        """The values an attribute has."""
        return attributes.values(self.seen, attribute, limit)

    def names(self, customers: Sequence[str]) -> dict[str, str]:
        """The names of customers, by id."""
        return attributes.names(self.seen, customers)

    def movers(self, start: date, end: date, kinds: Sequence[str] = (), where: Where = (), limit: int = MOST, offset: int = 0) -> Part:
        """The movements of [start, end) and of these kinds, the largest first. They sum to the roll-forward's."""
        query = MetricQuery((), start, end, "month", None, parse_where(where))
        return movers.movers(self.seen, self._cut(query), query, kinds, limit, offset)

    def largest(self, start: date, end: date, where: Where = (), each: int = 5) -> Part:
        """The largest movements of [start, end), so many of each kind."""
        query = MetricQuery((), start, end, "month", None, parse_where(where))
        return movers.largest(self.seen, self._cut(query), query, each)

    def counts(self, start: date, end: date, where: Where = ()) -> dict[str, int]:
        """How many movements of each kind there are in [start, end)."""
        query = MetricQuery((), start, end, "month", None, parse_where(where))
        return movers.counts(self.seen, self._cut(query), query)

    def holders(
        self,
        since: date,
        until: date,
        where: Where = (),
        search: str = "",
        order: str = "mrr",
        limit: int = MOST,
        offset: int = 0,
        *,
        is_descending: bool = True,
        has_left: bool = False,
    ) -> Part:
        """Customers with their MRR at the end of the day before until, and how it changed since."""
        query = MetricQuery((), since, until, "month", None, parse_where(where))
        return holders.holders(
            self.seen, self._cut(query), since, until, search, order, limit, offset, is_descending=is_descending, has_left=has_left
        )

    def native(self, currency: str, until: date, where: Where = ()) -> Fraction:
        """MRR of what is billed in a currency, in that currency, at the end of the day before until."""
        return holders.native(self.seen, self._at(until, where), currency, until)

    def kept(self, base: date, until: date, where: Where = (), limit: int = MOST, offset: int = 0, *, only_lost: bool = False) -> Part:
        """Customers who paid at the end of the day before base, with what is left of it at the end of the day before until."""
        query = MetricQuery((), base, until, "month", None, parse_where(where))
        return holders.kept(self.seen, self._cut(query), base, until, limit, offset, only_lost=only_lost)

    def members(
        self, cohort: date, grain: str, age: str, at: int, until: date, where: Where = (), limit: int = MOST, offset: int = 0
    ) -> Part:
        """The customers of a cohort, with what is left of each at an age."""
        query = MetricQuery((), cohort, max(until, grain_next(cohort, grain)), grain, None, parse_where(where))
        return members.members(self.seen, self._cut(query), query, cohort, age, at, limit, offset)

    def account(self, customer: str) -> account.Account:
        """Who a customer is."""
        return account.account(self.seen, customer)

    def states(self, customer: str) -> Part:
        """Every state a customer held."""
        return account.states(self.seen, customer)

    def lines(self, customer: str, limit: int = 200) -> Part:
        """What a customer was billed."""
        return account.lines(self.seen, customer, limit)

    def past_due(self, until: date, where: Where = (), limit: int | None = None) -> Part:
        """Past-due states at the end of the day before until."""
        return beside.past_due(self.seen, self._at(until, where), until, limit)

    def charges(self, start: date, end: date, kind: str, where: Where = (), limit: int = MOST, offset: int = 0) -> Part:
        """Invoice lines of a kind in [start, end)."""
        query = MetricQuery((), start, end, "month", None, parse_where(where))
        return beside.charges(self.seen, self._cut(query), query, kind, limit, offset)

    def loads(self) -> list[loads.Loading]:
        """Every load, the newest first."""
        return loads.loads(self.seen)

    def brought(self) -> dict[int, dict[str, int]]:
        """How many facts each load brought, by table."""
        return loads.brought(self.seen)

    def doubts(self) -> tuple[list[Fault], list[str]]:
        """Faults and warnings that lie between the book's rows."""
        return loads.doubts(self.seen)

    def _cut(self, query: MetricQuery) -> Cut:
        return cut(self.seen.ledger, query, self.seen.extras)

    def _at(self, until: date, where: Where) -> Cut:
        return self._cut(MetricQuery((), until, grain_next(until, "day"), "day", None, parse_where(where)))
