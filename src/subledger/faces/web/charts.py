"""Charts as descriptions: numbers to draw, the texts that say them, and where each leads. static/charts.js draws them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from markupsafe import Markup

from subledger.faces.figures import figure_text
from subledger.faces.web.span import Span
from subledger.model.calendar import Period

Figure = Fraction | int | None
Form = Literal["bar", "line"]
Unit = Literal["money", "rate", "count"]


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures. role names its colour. stack: the pile its bars lie on; links: where a click leads.

    A balance is drawn as a line, a flow as bars.
    """

    name: str
    role: str
    form: Form
    values: Sequence[Figure]
    unit: str = "count"
    links: Sequence[str | None] = ()
    stack: str | None = None
    is_dashed: bool = False
    is_stepped: bool = False
    is_filled: bool = False
    is_heavy: bool = False
    roles: Sequence[str] = ()
    texts: Sequence[str | None] | None = None
    labels: Sequence[str] = ()

    def described(self) -> dict[str, object]:
        """The series for the script. Numbers are as near as a screen needs; texts are exact to the minor unit."""
        texts = self.texts if self.texts is not None else [figure_text(value, self.unit) for value in self.values]
        found: dict[str, object] = {
            "name": self.name,
            "role": self.role,
            "form": self.form,
            "texts": list(texts),
            "values": [None if value is None else float(value) for value in self.values],
        }
        found |= {name: list(value) for name, value in (("links", self.links), ("roles", self.roles), ("labels", self.labels)) if value}
        flags = {
            "is_dashed": self.is_dashed,
            "is_stepped": self.is_stepped,
            "is_filled": self.is_filled,
            "is_heavy": self.is_heavy,
            "stack": self.stack,
        }
        return found | {name: value for name, value in flags.items() if value}


@dataclass(frozen=True, slots=True)
class Chart:
    """Series over labels. parts: why a label's figures are not whole, None where they are. is_scaled: the axis need not begin at 0."""

    name: str
    title: str
    unit: Unit
    labels: Sequence[str]
    series: Sequence[Series]
    parts: Sequence[str | None] = ()
    is_scaled: bool = False
    empty: str = "There is nothing to draw in these days."
    links: Sequence[str] = ()
    """Where a click beside the bars leads, by label."""
    floor: Fraction | None = None
    """Where the axis begins, if not at 0; it is said wherever that is so."""
    hidden: Sequence[str] = field(default=("hidden",))

    @property
    def json(self) -> Markup:
        """The description, safe within a script element."""
        said = {
            "title": self.title,
            "unit": self.unit,
            "labels": list(self.labels),
            "is_scaled": self.is_scaled,
            "parts": list(self.parts) or [None] * len(self.labels),
            "series": [each.described() for each in self.series],
        }
        said |= {"links": list(self.links)} if self.links else {}
        said |= {} if self.floor is None else {"floor": float(self.floor)}
        text = json.dumps(said, ensure_ascii=True, separators=(",", ":"))
        return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))

    @property
    def legend(self) -> list[Series]:
        """The series that a reader is told of."""
        return [each for each in self.series if each.role not in self.hidden]

    @property
    def has_part(self) -> bool:
        """Whether some period is not whole."""
        return any(self.parts)

    @property
    def part_words(self) -> str:
        """Why, in a word for each reason."""
        return ", ".join(dict.fromkeys(part for part in self.parts if part))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value for each in self.series for value in each.values)


@dataclass(frozen=True, slots=True)
class Fall:
    """One bar of a waterfall: its name, by how much it goes up or down, its colour's name, and where it leads."""

    name: str
    amount: Fraction | int
    role: str
    link: str | None = None


def waterfall(name: str, title: str, unit: str, ends: tuple[Fall, Fall], falls: Sequence[Fall]) -> Chart:
    """From one balance to another: each fall hangs where the one before it ended. unit: a currency, or count."""
    first, last = ends
    balance, sides = Fraction(first.amount), [(Fraction(0), Fraction(first.amount))]
    for fall in falls:
        sides.append((balance, balance + fall.amount))
        balance += fall.amount
    sides.append((Fraction(0), Fraction(last.amount)))
    bars = (first, *falls, last)
    above = [(max(min(side), Fraction(0)), max(*side, Fraction(0))) for side in sides]
    below = [(min(max(side), Fraction(0)), min(*side, Fraction(0))) for side in sides]
    links, roles = [bar.link for bar in bars], [bar.role for bar in bars]
    said = [figure_text(bar.amount, unit) for bar in bars]
    brief = [figure_text(bar.amount, unit, whole=True) for bar in bars]
    unsaid = [None] * len(bars)
    # What lies above 0 and what lies below are piled apart, each on a bar that is not seen.
    series = [
        Series("under", "hidden", "bar", [near for near, _ in above], stack="fall", texts=unsaid),
        Series("over", "hidden", "bar", [near for near, _ in below], stack="fall", texts=unsaid),
        Series("amount", "total", "bar", [far - near for near, far in above], unit, links, "fall", roles=roles, texts=said, labels=brief),
        Series("amount below 0", "total", "bar", [far - near for near, far in below], unit, links, "fall", roles=roles, texts=unsaid),
    ]
    kind: Unit = "count" if unit == "count" else "money"
    return Chart(name, title, kind, [bar.name for bar in bars], series, floor=_floor(sides), hidden=("hidden", "total"))


def _floor(sides: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Where a waterfall's axis begins when its steps are too small beside its balances to be seen from 0."""
    balances = [after for _, after in sides]
    low, high = min(balances), max(balances)
    if low <= 0 or high - low > high * Fraction(2, 5):
        return None
    unit = 10 ** (len(str(int(high - low) or 1)) - 1)
    return Fraction(max(0, int(low - (high - low) / 3) // unit * unit))


def parts(span: Span, periods: Sequence[Period]) -> list[str | None]:
    """Why each period is not whole, None where it is."""
    return [span.part(period) for period in periods]


@dataclass(frozen=True, slots=True)
class Spark:
    """A small picture of a row of figures, 100 by 32, drawn on the server. Balances are a line, flows are bars from a zero line."""

    values: Sequence[Figure]
    is_flow: bool = False

    @property
    def points(self) -> str:
        """The line's points; unknown figures are left out."""
        known = [(index, float(value)) for index, value in enumerate(self.values) if value is not None]
        low, high = min((value for _, value in known), default=0.0), max((value for _, value in known), default=1.0)
        return " ".join(f"{self._across(index):.1f},{30 - 27 * _share(value, low, high):.1f}" for index, value in known)

    @property
    def bars(self) -> list[tuple[str, str, str, str, bool]]:
        """x, y, width, height of each bar, and whether it goes down."""
        known = [float(value or 0) for value in self.values]
        low, high = min(*known, 0.0), max(*known, 0.0)
        width = 100 / max(len(known), 1)
        found = []
        for index, value in enumerate(known):
            top, bottom = 31 - 30 * _share(max(value, 0), low, high), 31 - 30 * _share(min(value, 0), low, high)
            found.append(
                (f"{index * width + width * 0.14:.2f}", f"{top:.2f}", f"{width * 0.72:.2f}", f"{max(bottom - top, 0.4):.2f}", value < 0)
            )
        return found

    @property
    def zero(self) -> str:
        """Where nothing lies."""
        known = [float(value or 0) for value in self.values]
        return f"{31 - 30 * _share(0, min(*known, 0.0), max(*known, 0.0)):.2f}"

    def _across(self, index: int) -> float:
        return 100 * index / max(len(self.values) - 1, 1)


def _share(value: float, low: float, high: float) -> float:
    return (value - low) / (high - low) if high > low else 0.5
