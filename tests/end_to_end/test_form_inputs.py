"""What a person types where a form of the self-assessment is open survives the next runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.end_to_end.test_rerun import Desk
from tests.workbooks import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

FIRST, SECOND = "2024年工作经费", "2024年驻村工作队经费"


def column(sheet: Worksheet, heading: str) -> int:
    """Number of the column whose heading begins with a text."""
    return next(
        cell.column
        for row in sheet.iter_rows(max_row=6)
        for cell in row
        if str(cell.value or "").startswith(heading)
    )


def blank(sheet: Worksheet, name: str, heading: str) -> None:
    """Empty a column of the line of a project, or of whatever has a name."""
    place = column(sheet, heading)
    line = next(row[0].row for row in sheet.iter_rows() if name in {cell.value for cell in row})
    sheet.cell(line, place).value = None


def at(sheet: Worksheet, name: str, offset: int) -> str:
    """Cell to the right of a heading."""
    found = next(cell for row in sheet.iter_rows() for cell in row if cell.value == name)
    return sheet.cell(found.row, found.column + offset).coordinate


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder: Path = tmp_path_factory.mktemp("desk")
    book = load_workbook(EXAMPLES / "supplement.xlsx")
    blank(book["项目"], FIRST, "主管部门")
    blank(book["项目"], SECOND, "全年预算数")
    blank(book["项目指标"], "工作总成本", "实际完成值")
    book.save(folder / "补充资料.xlsx")
    return Desk(folder)


def failing(report: dict) -> set[str]:
    return {each["code"] for each in report["audit"]["findings"] if each["outcome"] == "failed"}


def test_what_is_typed_is_kept_and_counted_run_after_run(desk: Desk) -> None:
    """An amount in 万元, a text over several cells, a line of a list."""
    assert "A041" in failing(desk.fill())
    book = load_workbook(desk.book)
    first, second = book["附件2"], book["附件3"]
    cells = {
        f"附件2!{at(first, '主管部门', 1)}": "县行政审批局",
        f"附件3!{at(second, '财政拨款', 2)}": 6.58,
        f"附件2!{at(first, '工作总成本', 2)}": "20.85万元",
    }
    assert {book[name.split("!")[0]][name.split("!")[1]].value for name in cells} == {None}
    desk.type(cells)

    for _ in range(2):
        assert "A041" not in failing(desk.fill())
        stored = load_workbook(desk.book, data_only=True)
        for name, typed in cells.items():
            sheet, cell = name.split("!")
            assert stored[sheet][cell].value == typed
        rate = at(stored["附件3"], "年度资金总额", 5)
        assert stored["附件3"][rate].value == 1
    kept = [line for line in desk.lines() if "6.58" in line]
    assert kept
