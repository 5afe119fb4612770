"""Colours in which texts are read: every pair has the contrast that readers need, light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import subledger

STATIC = Path(subledger.__file__).parent / "faces" / "web" / "static"
LOOK, PARTS = ((STATIC / name).read_text("utf-8") for name in ("look.css", "parts.css"))
ENOUGH = 4.5
HEAT = [f"h{step}" for step in range(11)] + [f"n{step}" for step in range(10)]


def colours(theme: str) -> dict[str, str]:
    """The theme's variables; the dark one says only what differs."""
    blocks = re.findall(r':root(\[data-theme="dark"\])? \{(.*?)\n\}', LOOK, re.DOTALL)
    found: dict[str, str] = {}
    for is_dark, body in blocks:
        if not is_dark or theme == "dark":
            found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", body))
    return found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink(step: str, theme: str) -> str:
    """The variable of a heat map cell's text: the last rule that names its class."""
    found = ""
    for selector, name in re.findall(r"([^{}\n]+) \{ color: var\(--(h-dark|h-light)\); \}", PARTS):
        if re.search(rf"\.{step}\b", selector) and ("dark" not in selector or theme == "dark"):
            found = name
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("step", HEAT)
def test_a_rate_is_read_on_its_colour(step: str, theme: str) -> None:
    of = colours(theme)
    assert contrast(of[step], of[ink(step, theme)]) >= ENOUGH


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "soft", "accent", "good", "bad"])
def test_texts_are_read_on_every_ground(text: str, theme: str) -> None:
    of = colours(theme)
    for ground in ("paper", "card", "hover", "wash"):
        assert contrast(of[text], of[ground]) >= ENOUGH, ground
    assert contrast(of["accent-ink"], of["accent"]) >= ENOUGH


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["new", "expansion", "reactivation", "contraction", "churn", "fx", "transfer", "total", "balance"])
def test_what_is_drawn_stands_out(kind: str, theme: str) -> None:
    """Shapes are told by position and words too; the palest may be fainter than text."""
    of = colours(theme)
    assert contrast(of[kind], of["card"]) >= (2 if theme == "light" else 3)
