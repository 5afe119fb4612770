"""The RavenStack sample loads through its mapping."""

from __future__ import annotations

from pathlib import Path

import pytest

from subledger.sources.standard import load_mapping

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT.parent / "shared" / "data" / "ravenstack"


@pytest.mark.skipif(not SAMPLE.is_dir(), reason="the sample is not on this machine")
def test_ravenstack_loads(load):
    loaded = load(SAMPLE, mapping=load_mapping(ROOT / "docs" / "examples" / "ravenstack.toml"))
    assert loaded.faults == []
    assert len(loaded.rows["subscriptions"]) == 5000
    assert len(loaded.rows["customers"]) == 500
    first = loaded.rows["subscriptions"][0]
    assert (first["customer_id"], first["plan"], first["unit_amount_micros"], first["status"]) == (
        "A-3c1a3f",
        "Enterprise",
        2_786_000_000,
        "active",
    )
    assert (first["quantity_micros"], first["interval"], first["item_id"]) == (1_000_000, "month", "S-8cec59:Enterprise")
    assert {row["status"] for row in loaded.rows["subscriptions"]} == {"active", "trialing"}
    assert {name for _, name, _ in loaded.extras["customers"]} >= {"industry", "referral_source"}
    assert sum("skipped" in note for note in loaded.notes) == 3
