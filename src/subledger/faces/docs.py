"""The generated pages of the documentation, metrics, policy settings, presets, checks and dialects, from the catalogues themselves."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subledger.book.decisions import Decided
    from subledger.model.settings import Setting, Value


def metrics_page() -> str:
    """Every metric with its formula, roll-up and empty value."""
    from subledger.book import METRICS

    rows = [
        f"| `{metric.slug}` | {metric.title} | {metric.formula} | {metric.unit} | {metric.rollup.replace('_', ' ')} | "
        f"{'unknown' if metric.empty is None else metric.empty} |"
        for metric in METRICS
    ]
    return _page(
        "Metrics",
        "Formulas over the ledger, the same under every policy but for the settings `metrics.*` and `arr.basis` of a [policy](policy.md). For a period [a, b), *opening* is the end of the "
        "day before a, *closing* the end of the day before b. Money is in the reporting currency; rates are 0–1; from 0 there is no percentage. "
        "MRR is a planning figure, not revenue as GAAP or IFRS recognise it.",
        "| name | title | formula | unit | roll-up | empty |\n|---|---|---|---|---|---|\n" + "\n".join(rows),
        "Revenue figures come from invoice lines that are neither void nor draft. Usage and recurring lines fall on `period_start` (else "
        "`issued_at`), one-time lines on `issued_at` (else `period_start`), refunds on `refunded_at` (else as one-time lines do).\n\n"
        "`past_due_mrr`, `committed_arr` and what `cmrr` adds to MRR are read from states. A foreign state that counts is worth what "
        "its item's postings carry, and is revalued when they are. What no posting carries is taken at a day's rate: that of the "
        "first day of a state that does not count, that of the day on which something still to come was signed; under `fx.rate = "
        "month_end` at that of each month.\n\n"
        "`cmrr`: what is signed takes the place of what it follows, from the day it was signed: of its item's states before it, and, "
        "where it begins an item as a plan change under default item ids does, of the items of its kind in the subscription that end "
        "on the day it begins. A cancellation stands for the whole of an item's unbroken run of states, whenever it was asked for. "
        "`signed_at` and `committed_until` are days of the book in every time zone.\n\n"
        "Under `timing.change = at_renewal` a state's contract and status move with it to the renewal.",
    )


def policy_page() -> str:
    """Every setting with what it may be, what standard says and why it exists."""
    from subledger.book.policies import policy
    from subledger.model.settings import SETTINGS

    standard = policy("standard")
    rows = []
    for setting in SETTINGS:
        value = standard[setting.key]
        rows.append(f"| `{setting.key}` | {setting.expected} | {_written(value)}: {setting.means(value)} | {setting.why} |")
    return _page(
        "Policy",
        "What counts as recurring, and when, is data: a small versioned file, named with its content hash beside every figure.",
        "| setting | may be | standard | why it exists |\n|---|---|---|---|\n" + "\n".join(rows),
        "## What the values mean\n\n" + "\n".join(_meanings(setting) for setting in SETTINGS),
        "## Policies of others, and of your own\n\nThe presets of other tools, each setting with its public source, are in [presets](presets.md).",
        "A policy of your own says what it extends, a preset or another file, and what it changes:\n\n```toml\n# What the board reads.\n"
        'name = "board"\nversion = 1\nextends = "stripe"\n\n[counts]\n# As the auditors asked.\npast_due = 30\n\n'
        '[timing]\ncancel = "service_end"\n```\n\n'
        "`subledger metrics mrr --policy board.toml` reads any book under it; `subledger init --policy board.toml` makes it the book's own.",
        "`subledger policies` lists the presets and the policy files of the folder. `subledger policy show board.toml` shows each setting, which "
        "file of the chain decides it, and the comment above it as its source; `subledger policy diff stripe board.toml` only the settings on which "
        "two policies differ. A comment `# past_due: …` says something of a setting that the file leaves as it is, `# unpublished: …` names "
        "settings without a source, `# not expressed: …` is for what no setting can say.",
        "## The book's own policy, and another in its place\n\nWithout `--policy` every figure is under the book's own policy: the one it was "
        "made with, or the one that took its place:\n\n"
        '    subledger policy use board.toml --reason "as the auditors asked"\n\n'
        "The change is on record as a load is: with an author (your login name, unless `--author` says another; nothing checks it) and a reason, and known "
        "from a moment on: now, or a time that `--known-at` says, not before the newest load. What was known before stays: `--known-at` before that moment, "
        "without `--policy`, gives figures under the policy that the book had then. The book keeps the policy itself, not the file's name; a later "
        "version of the file is used as any other policy is.",
        "The ledger of the new policy is built, or put in force where the book keeps it. The former one's stays, renewed by every load, and "
        "`--policy` reads it as quickly as before; `subledger policy forget` drops it. Earlier months whose closing MRR is another under the new policy are "
        "told at once; the [bridge](bridge.md) from what was known before has the step `policy`. A closed month is compared under "
        "the policy that it was [closed](closing.md) with. Where anything fails, the book's policy stays what it was.",
        "`subledger policies` and `policy show` mark the policy that is the book's own; the list of loads on the page Trust and `GET /api/v1/loads` say "
        '`policy: standard → board, by Anna: as the auditors asked`. The page Trust changes it to a preset, and so does `POST /api/v1/policies/use`. In Python it is `book.use_policy("board.toml", author=…, reason=…)`. The policy that '
        "is the book's own already is refused, and so is a change before the first load: an empty book is made anew with another.",
    )


EXAMPLES = {"counts.usage": ("trailing_mean:3",), "metrics.ltv": ("mean:6", "discounted:10"), "fx.rate": ("fixed:2025-01-31",)}


def _meanings(setting: Setting) -> str:
    """What each value of a setting means, where they are words; examples where they are numbers."""
    words: list[Value] = [word for word in re.findall(r'"([^"]+)"', setting.expected) if setting.accepts(word)]
    examples: tuple[Value, ...] = (False, True, 30, *EXAMPLES.get(setting.key, ()))
    words += [value for value in examples if setting.accepts(value)]
    return f"- `{setting.key}`: " + " · ".join(f"`{_written(word)}` {setting.means(word)}" for word in dict.fromkeys(words))


def presets_page() -> str:
    """Every preset: what it changes and what it leaves, with the public source of each setting."""
    from subledger.book.decisions import decided
    from subledger.book.policies import shipped

    found = [decided(name) for name in shipped() if name != "standard"]
    rows = [f"| [{of.policy.name}](#{of.policy.name}) | {of.about} | {len(of.differs)} |" for of in found]
    return _page(
        "Presets",
        "What other tools publish about their own figures, as policies over `standard`. Each setting has a public source: the vendor's own page "
        "where there is one, else another's. Where no source was found the setting is unpublished and stands as `standard` has it.",
        "| preset | what it is | settings that differ |\n|---|---|---|\n" + "\n".join(rows),
        *(_preset(of) for of in found),
    )


def _preset(of: Decided) -> str:
    changes = [
        f"| `{each.setting.key}` | {_written(each.value)}: {each.means} | {each.source} |"
        for each in of.decisions
        if each.value != each.standard
    ]
    leaves = [each for each in of.decisions if each.value == each.standard and each.said_by == of.policy.name]
    sourced = [f"- `{each.setting.key}` ({each.means}): {each.source}" for each in leaves if not each.is_unpublished]
    unpublished = [f"`{each.setting.key}`" for each in leaves if each.is_unpublished]
    parts = [
        f"## {of.policy.name}\n\n{of.about}",
        "| setting | value | source |\n|---|---|---|\n" + "\n".join(changes),
        "As `standard` has it, and published:\n\n" + "\n".join(sourced),
        "Unpublished: " + ", ".join(unpublished) + ".",
    ]
    if of.beyond:
        parts.append("Not expressed:\n\n" + "\n".join(f"- {said}" for said in of.beyond))
    return "\n\n".join(parts)


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def checks_page() -> str:
    """Every named invariant."""
    from subledger.book import CHECKS

    rows = [f"| `{check.name}` | {check.holds} |" for check in CHECKS]
    return _page(
        "Checks",
        "Every build ends with these. One that fails is not published: the last good book stays in force, and the smallest examples are shown. "
        "`subledger check` runs them on a book, `subledger check NAME` one of them.",
        "| check | holds |\n|---|---|\n" + "\n".join(rows),
        "`ledger_equals_states` is the second path: it adds up states as they start and end, with no postings in between.",
    )


def support_table() -> str:
    """Every dialect with how far it is tried, and what of it does not compile."""
    from subledger.book import DIALECTS

    rows = [f"| `{each.name}` | {each.engine} | {f'run: {each.tried}' if each.is_run else 'compiled, not run'} |" for each in DIALECTS]
    parts = ["| dialect | engine | how far |\n|---|---|---|\n" + "\n".join(rows)]
    for each in DIALECTS:
        for reason in dict.fromkeys(each.cannot.values()):
            names = [f"`{name}`" for name, why in each.cannot.items() if why == reason]
            parts.append(f"- `{each.name}` cannot: {', '.join(names)} ({reason})")
    return "\n\n".join([parts[0], "\n".join(parts[1:])])


PARTS: dict[str, Callable[[], str]] = {"engines.md": support_table}
"""Pages of which one part is generated, between two marks."""
_PART = re.compile(r"(?<=<!-- generated: \./run docs -->\n\n).*?(?=\n\n<!-- written -->)", re.DOTALL)


def with_part(page: str, part: str) -> str:
    """A page with its generated part made anew."""
    return _PART.sub(lambda _: part, page)


PAGES: dict[str, Callable[[], str]] = {
    "metrics.md": metrics_page,
    "policy.md": policy_page,
    "presets.md": presets_page,
    "checks.md": checks_page,
}


def _page(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", *parts, "<!-- generated: ./run docs -->")) + "\n"


def main(folder: Path) -> None:
    """Writes every generated page into a folder."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), "utf-8")
    for name, part in PARTS.items():
        (folder / name).write_text(with_part((folder / name).read_text("utf-8"), part()), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
