"""Charts say what they draw, safely, and a waterfall ends where it should."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from subledger.faces.web.charts import Chart, Fall, Series, Spark, waterfall


def drawn(chart: Chart) -> dict[str, object]:
    found: dict[str, object] = json.loads(str(chart.json))
    return found


def test_no_name_ends_the_script_it_lies_in() -> None:
    hostile = "</script><script>alert(1)</script>&<!--"
    chart = Chart("x", "x", "money", [hostile], [Series(hostile, "s0", "bar", [Fraction(1)], "USD")])
    assert "<" not in str(chart.json)
    assert drawn(chart)["labels"] == [hostile]


def test_texts_are_exact_and_unknown_is_a_dash() -> None:
    chart = Chart("x", "x", "money", ["a", "b"], [Series("MRR", "balance", "line", [Fraction(100, 3), None], "USD")])
    [series] = drawn(chart)["series"]  # type: ignore[misc]
    assert series["texts"] == ["33.33", "–"]
    assert series["values"] == [pytest.approx(33.3333, abs=1e-4), None]


def test_a_waterfall_hangs_each_bar_where_the_last_one_ended() -> None:
    falls = [Fall("new", Fraction(150), "new"), Fall("churn", Fraction(-30), "churn")]
    chart = waterfall("w", "w", "USD", (Fall("a", Fraction(100), "total"), Fall("b", Fraction(220), "total")), falls)
    under, over, up, down = chart.series
    assert under.values == [0, 100, 220, 0]
    assert up.values == [100, 150, 30, 220]
    assert not any(over.values)
    assert not any(down.values)
    assert chart.legend == []
    assert chart.floor is None


def test_a_waterfall_crosses_zero() -> None:
    chart = waterfall(
        "w", "w", "USD", (Fall("a", Fraction(10), "total"), Fall("b", Fraction(-20), "total")), [Fall("x", Fraction(-30), "loss")]
    )
    under, over, up, down = chart.series
    assert (up.values[1], down.values[1]) == (10, -20)
    assert (under.values[1], over.values[1]) == (0, 0)
    assert down.values[2] == -20


def test_small_steps_between_large_balances_are_seen_and_the_axis_says_so() -> None:
    chart = waterfall(
        "w", "w", "USD", (Fall("a", Fraction(1000), "total"), Fall("b", Fraction(1010), "total")), [Fall("x", Fraction(10), "gain")]
    )
    assert chart.floor is not None
    assert 900 < chart.floor < 1000
    assert drawn(chart)["floor"] == float(chart.floor)


def test_a_spark_leaves_unknown_out_and_lets_losses_hang() -> None:
    assert len(Spark([None, 1, 2]).points.split()) == 2
    bars = Spark([5, -5], is_flow=True).bars
    assert [is_down for *_, is_down in bars] == [False, True]
