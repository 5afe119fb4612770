"""The generated pages of the documentation: metrics, policy settings, checks and faults, from the catalogues themselves."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path


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
        "Formulas over the ledger, the same under every policy unless the policy says otherwise. For a period [a, b), *opening* is the end of the "
        "day before a, *closing* the end of the day before b. Money is in the reporting currency; rates are 0–1; from 0 there is no percentage. "
        "MRR is a planning figure, not revenue as GAAP or IFRS recognise it.",
        "| name | title | formula | unit | roll-up | empty |\n|---|---|---|---|---|---|\n" + "\n".join(rows),
        "Revenue figures come from invoice lines that are neither void nor draft. Usage and recurring lines fall on `period_start` (else "
        "`issued_at`), one-time lines on `issued_at` (else `period_start`), refunds on `refunded_at`.\n\n"
        "`past_due_mrr`, `committed_arr` and `cmrr` are read from states. In foreign currencies each state is taken at the rate of its start, "
        "and what is signed but not started at the rate of the day it was signed.",
    )


def policy_page() -> str:
    """Every setting with what it may be, what standard says and why it exists."""
    from subledger.book.policies import policy
    from subledger.model.policy import SETTINGS

    standard = policy("standard")
    rows = []
    for setting in SETTINGS:
        value = standard[setting.key]
        shown = str(value).lower() if isinstance(value, bool) else value
        rows.append(f"| `{setting.key}` | {setting.expected} | {shown} | {setting.why} |")
    return _page(
        "Policy",
        "What counts as recurring, and when, is data: a small versioned file, named with its content hash beside every figure.",
        "| setting | may be | standard | why it exists |\n|---|---|---|---|\n" + "\n".join(rows),
        'A policy of your own says what it extends and what it changes:\n\n```toml\nname = "board"\nversion = 1\nextends = "standard"\n\n'
        '[counts]\npast_due = 30\ntrialing = false\n\n[timing]\ncancel = "request"\n```\n\n'
        "`subledger metrics mrr --policy board.toml` reads any book under it; `subledger init --policy board.toml` makes it the book's own.",
    )


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


PAGES: dict[str, Callable[[], str]] = {"metrics.md": metrics_page, "policy.md": policy_page, "checks.md": checks_page}


def _page(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", *parts, "<!-- generated: ./run docs -->")) + "\n"


def main(folder: Path) -> None:
    """Writes every generated page into a folder."""
    for name, page in PAGES.items():
        (folder / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
