"""Templates: where they are, and what they may call."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from subledger.book import METRICS
from subledger.faces.figures import UNKNOWN, figure_text, grouped, told_apart
from subledger.faces.inert import inert
from subledger.faces.web.assets import asset_url
from subledger.faces.web.pages.words import CAUSES, KINDS
from subledger.faces.web.question import COMPARISONS, PRESETS
from subledger.model.calendar import GRAINS


def moment(at: datetime | None) -> str:
    """A UTC instant to the minute."""
    return "never" if at is None else f"{at:%Y-%m-%d %H:%M} UTC"


def signed(value: Fraction | int | None, unit: str, *, whole: bool = False) -> str:
    """A change with its sign: + and a real minus."""
    text = figure_text(value, unit, whole=whole)
    return f"+{text}" if value is not None and value > 0 else text


def unbroken(text: object) -> Markup:
    """A day or a period in one line, wherever it stands."""
    return Markup('<span class="unbroken">{}</span>').format(text)


TEMPLATES = Environment(
    loader=PackageLoader("subledger.faces.web", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters.update(
    sentence=lambda text: text[:1].upper() + text[1:] + ".",
    in_words=lambda cause: CAUSES.get(cause, cause),
    before=lambda day: day - timedelta(days=1),
    unbroken=unbroken,
)
TEMPLATES.filters.update(figure=figure_text, signed=signed, moment=moment, inert=inert, grouped=grouped)
TEMPLATES.globals.update(
    asset=asset_url,
    told_apart=told_apart,
    UNKNOWN=UNKNOWN,
    METRICS=METRICS,
    KINDS=KINDS,
    CAUSES=CAUSES,
    PRESETS=PRESETS,
    COMPARISONS=COMPARISONS,
    GRAINS=GRAINS,
)
