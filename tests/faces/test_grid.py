"""Tables: what fits where, and that no figure is ever cut short."""

from __future__ import annotations

from fractions import Fraction

import pytest

from subledger.faces.cli.figures import Cell, change, figure, grouped, title
from subledger.faces.cli.grid import Column, Grid, fitting, show, split, tight


def of(*titles: str, cell: str = "1,000.00") -> Grid:
    return Grid([Column("period", [Cell("2025-01")], is_figure=False, is_key=True), *(Column(title, [Cell(cell)]) for title in titles)])


def test_what_fits_is_left_alone() -> None:
    grid = of("new", "churn")
    assert grid.width() == 7 + 2 + 8 + 2 + 8
    assert fitting([grid, tight(grid)], 80) is grid
    assert fitting([grid, tight(grid)], None) is grid
    assert fitting([grid, tight(grid)], 26).gap == 1


def test_titles_of_many_words_are_stacked() -> None:
    assert tight(of("gross MRR churn rate")).columns[1].title == "gross\nMRR\nchurn\nrate"


def test_a_table_that_does_not_fit_is_split_and_keeps_its_keys() -> None:
    parts = split(of("a", "b", "c"), 30)
    assert [[column.title for column in part.columns] for part in parts] == [["period", "a", "b"], ["period", "c"]]
    assert all(part.width() <= 30 for part in parts)


def test_no_figure_is_cut_short(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("NO_COLOR", "1")
    show(of("a", "b", cell="999,999,999,999,999,999.99"))
    assert capsys.readouterr().out.count("999,999,999,999,999,999.99") == 2


def test_figures() -> None:
    assert figure(None, "USD").text == "–"
    assert figure(0, "count").text == "0"
    assert figure(Fraction(12345), "USD").text == "12,345.00"
    assert figure(Fraction(12345, 2), "JPY").text == "6,172"
    assert figure(Fraction(1, 8), "KWD").text == "0.125"
    assert figure(Fraction(1056, 1000), "rate").text == "105.6%"
    assert figure(Fraction(-1, 1000), "rate") == Cell("−0.1%", "red")
    assert figure(Fraction(7, 2), "units").text == "3.50"
    assert figure(Fraction(7, 2), "ratio").text == "3.50"
    assert figure(Fraction(10**30), "USD").text.startswith("1,000,000,")
    assert grouped(Fraction(-1, 1000), 2) == "0.00"


def test_changes_have_a_colour() -> None:
    assert [change(Fraction(amount), "USD").style for amount in (1, 0, -1)] == ["green", "dim", "red"]


def test_titles() -> None:
    assert [title(name) for name in ("mrr", "new_mrr", "gross_mrr_churn_rate")] == ["MRR", "new MRR", "gross MRR churn rate"]
