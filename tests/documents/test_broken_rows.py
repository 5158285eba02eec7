"""A row that the end of a page cuts in two is one row, and no other two rows are."""

from __future__ import annotations

import pytest

from xls_juesuan.documents.broken_rows import join_broken_row
from xls_juesuan.documents.flow import Box


def row(*texts: str) -> list[Box]:
    """A row of cells of one width."""
    return [Box(0, 1, 40.0 * place, 40.0 * place + 40, text) for place, text in enumerate(texts)]


def joined(above: list[Box], below: list[Box]) -> list[str] | None:
    """Texts of the joined row, line breaks of paper left out."""
    cells = join_broken_row(above, below)
    return None if cells is None else ["".join(cell.text.split()) for cell in cells]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        (
            ("221", "住房\n保障", "333,\n222.", "0.00"),
            ("", "支出", "00", ""),
            ["221", "住房保障支出", "333,222.00", "0.00"],
        ),
        (
            ("8", "八、社会保障和就业", "1.00"),
            ("", "支出", ""),
            ["8", "八、社会保障和就业支出", "1.00"],
        ),
        (
            ("205", "教育支出", "1,234,", "2.50"),
            ("", "", "567.89", ""),
            ["205", "教育支出", "1,234,567.89", "2.50"],
        ),
    ],
)
def test_the_rest_of_a_row_goes_into_the_row(
    above: tuple[str, ...], below: tuple[str, ...], whole: list[str]
) -> None:
    """Names go on, and digits make a figure whole."""
    assert joined(row(*above), row(*below)) == whole


@pytest.mark.parametrize(
    ("above", "below"),
    [
        # A row of its own has a code or a line number.
        (("205", "教育支出", "1.00"), ("206", "科学技术支出", "")),
        # Figures that are whole are those of two rows.
        (("205", "教育支出", "1.00"), ("", "其中：基本", "2.00")),
        (("205", "教育支出", "1.00"), ("", "", "2.00")),
        # What is blank above has no rest, and a word none in a figure.
        (("205", "教育支出", "", "1.00"), ("", "", "5.00", "")),
        (("205", "教育支出", "1.00"), ("", "", "支出")),
        # As many cells as above are a row.
        (("", "教育支出", "1."), ("", "科学", "00")),
        # Digits too many make no figure.
        (("205", "教育支出", "1,2"), ("", "", "3456.789,0")),
    ],
)
def test_rows_of_their_own_stay(above: tuple[str, ...], below: tuple[str, ...]) -> None:
    """Nothing is joined that could be a row, and no figure is made of two."""
    assert joined(row(*above), row(*below)) is None
