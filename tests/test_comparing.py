from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import xlsxwriter

from tests.comparing import compare_workbooks

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, amount: float, *, day: int = 1, sheets: int = 1) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        created = dt.datetime(2025, 1, day, tzinfo=dt.UTC)
        workbook.set_properties({"title": "部门决算公开", "created": created})
        workbook.set_size(1000 + day, 800)
        for _ in range(sheets):
            workbook.add_worksheet().write_number("B2", amount)
    return path


def test_the_same_content_made_on_another_day_is_the_same(tmp_path: Path) -> None:
    """Dates and the window's size are no differences."""
    expected = write(tmp_path / "expected.xlsx", 411.91, day=1)
    assert compare_workbooks(expected, write(tmp_path / "actual.xlsx", 411.91, day=9)) == []


def test_a_changed_cell_is_shown_with_its_part(tmp_path: Path) -> None:
    """The line of a difference names the part and holds both values."""
    expected = write(tmp_path / "expected.xlsx", 411.91)
    actual = write(tmp_path / "actual.xlsx", 411.92)
    lines = compare_workbooks(expected, actual)
    assert lines[0] == "--- xl/worksheets/sheet1.xml expected"
    assert "-<v>411.91</v>" in lines
    assert "+<v>411.92</v>" in lines
    assert compare_workbooks(expected, actual, ignore_parts=["xl/worksheets/sheet1.xml"]) == []


def test_a_part_too_many_or_too_few_is_named(tmp_path: Path) -> None:
    """A sheet that only one of the two has is reported from both sides."""
    one, two = write(tmp_path / "1.xlsx", 1), write(tmp_path / "2.xlsx", 1, sheets=2)
    assert "xl/worksheets/sheet2.xml: not expected" in compare_workbooks(one, two)
    assert "xl/worksheets/sheet2.xml: missing" in compare_workbooks(two, one)
