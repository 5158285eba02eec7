"""Amounts that are wider than their column."""

from __future__ import annotations

import pytest

from xls_juesuan.writing.word.grid import Align
from xls_juesuan.writing.word.grid import Fit
from xls_juesuan.writing.word.grid import Grid
from xls_juesuan.writing.word.grid import Piece
from xls_juesuan.writing.word.grid import amount_width
from xls_juesuan.writing.word.grid import widened

WIDTHS = (80.0, 200.0, 60.0, 60.0)


@pytest.mark.parametrize("amount", ["411.91", "1,234,567.89", "123,456,789.00"])
def test_a_column_takes_what_its_amounts_need_from_those_without(amount: str) -> None:
    """The table stays as wide as it was, and what fits anyway is left alone."""
    least = amount_width(amount, 9.0)
    found = widened(WIDTHS, {2: least, 3: 0.0})
    assert found[2] == pytest.approx(max(60.0, least), abs=0.1)
    assert found[3] == pytest.approx(60.0, abs=0.1)
    assert sum(found) == pytest.approx(sum(WIDTHS))


def test_names_keep_more_than_half_of_their_width() -> None:
    """Whatever amounts there are: a name must be legible, too."""
    names = widened(WIDTHS, {2: 900.0, 3: 900.0})[:2]
    assert names == pytest.approx((48.0, 120.0), abs=0.1)


def test_a_table_tells_whether_an_amount_would_be_broken() -> None:
    """One of two lines reads as two amounts."""
    piece = Piece("57,496,626.00", 0, 1, align=Align.RIGHT)
    grid = Grid((100.0, 83.0), 1, 0, (piece,))
    assert not grid.breaks_amounts(Fit(9.0, 14.0))
    assert grid.breaks_amounts(Fit(10.5, 16.0))
