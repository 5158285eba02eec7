"""Which column plays which part: headings propose, cells confirm, disprove or decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import JOURNAL_COLUMNS
from tests.builders import journal_workbook
from xls_juesuan.reading import ReadingRequest
from xls_juesuan.reading import open_ledgers

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.reading.headings import SheetTable

FUNCTIONS = ("2010301", "2080505", "2210201")
ECONOMICS = ("30101", "30201", "30217", "30299")
FUNCTION, ECONOMIC = 7, 8


def table_of(tmp_path: Path, titles: dict[int, str], **more: list[str]) -> SheetTable:
    """A journal of twelve payments with other titles and further columns; ``_`` is an empty one."""
    columns = [titles.get(at, name) for at, name in enumerate(JOURNAL_COLUMNS)] + list(more)
    lines = [
        (
            f"2024-01-{day:02d}", f"记-{day}", "付款", "710101", "行政支出\\基本支出", 100 + day, "",
            FUNCTIONS[day % 3], ECONOMICS[day % 4], "111", "",
            *(cells[day - 1] for cells in more.values()),
        )
        for day in range(1, 13)
    ]  # fmt: skip
    path = journal_workbook(tmp_path / "a.xlsx", lines, columns=columns)
    return open_ledgers(ReadingRequest((path,))).survey.sheets[0].table


def test_codes_without_a_known_heading_are_known_by_themselves(tmp_path: Path) -> None:
    """A column of 3xxxx codes is economic, whatever it is called."""
    table = table_of(tmp_path, {FUNCTION: "自定义1", ECONOMIC: "类别二"})
    assert table.columns["function"] == FUNCTION
    assert table.columns["economic"] == ECONOMIC
    assert table.evidence[ECONOMIC].how == "content"
    assert table.evidence[ECONOMIC].share == 1.0


@pytest.mark.parametrize("title", ["政府支出经济分类编码", "支出功能分类", "部门编码", "项目编码"])
def test_codes_under_a_wrong_heading_are_taken_for_what_they_are(
    tmp_path: Path, title: str
) -> None:
    """The heading says something else, the cells are beyond doubt."""
    table = table_of(tmp_path, {FUNCTION: "支出功能分类编码", ECONOMIC: title})
    assert table.columns["economic"] == ECONOMIC
    assert table.columns["function"] == FUNCTION


def test_a_heading_and_its_cells_confirm_each_other(tmp_path: Path) -> None:
    """Both kinds of evidence are stated."""
    table = table_of(tmp_path, {})
    assert table.evidence[ECONOMIC].how == "both"


def test_government_codes_under_the_departmental_heading_are_not_taken(tmp_path: Path) -> None:
    """501 to 599 are another classification; the heading does not make them economic codes."""
    codes = ["50101", "50201", "50299", "50502"] * 3
    table = table_of(tmp_path, {ECONOMIC: "备注"}, 部门支出经济分类=codes)
    assert table.columns["economic"] == ECONOMIC
    assert table.rejected == ["部门支出经济分类"]


def test_running_numbers_are_no_codes(tmp_path: Path) -> None:
    """30101, 30102, 30103 … one after the other count something."""
    numbers = [str(30101 + at) for at in range(12)]
    table = table_of(tmp_path, {ECONOMIC: "部门支出经济分类编码"}, 流水=numbers)
    assert table.columns["economic"] == ECONOMIC
    assert table.evidence[len(JOURNAL_COLUMNS)].role == ""


def test_two_unnamed_columns_that_differ_are_both_left(tmp_path: Path) -> None:
    """Nobody can say which of them the unit means."""
    others = [ECONOMICS[(at + 2) % 4] for at in range(12)]
    table = table_of(tmp_path, {ECONOMIC: "甲"}, 乙=others)
    assert "economic" not in table.columns


def test_two_unnamed_columns_that_agree_are_one(tmp_path: Path) -> None:
    """The same codes twice are no question."""
    same = [ECONOMICS[day % 4] for day in range(1, 13)]
    table = table_of(tmp_path, {ECONOMIC: "甲"}, 乙=same)
    assert table.columns["economic"] == ECONOMIC


def test_an_empty_column_gives_way_to_a_filled_one(tmp_path: Path) -> None:
    """Products export every dimension they know, used or not."""
    table = table_of(tmp_path, {ECONOMIC: "经济科目"}, 部门支出经济分类编码=[""] * 12)
    assert table.columns["economic"] == ECONOMIC


def test_a_heading_goes_before_what_merely_looks_like_it(tmp_path: Path) -> None:
    """A note that repeats last year's code is not asked."""
    others = [ECONOMICS[(at + 2) % 4] for at in range(12)]
    table = table_of(tmp_path, {}, 上年=others)
    assert table.columns["economic"] == ECONOMIC


def test_an_account_column_without_accounts_is_none(tmp_path: Path) -> None:
    """Words under 科目编码 are no codes; the name column that holds them is taken."""
    codes = ["7101 行政支出"] * 12
    titles = {3: "对方科目编码", 4: "对方科目名称"}
    table = table_of(tmp_path, titles, 科目编码=["见后"] * 12, 科目名称=codes)
    assert table.columns["account"] == len(JOURNAL_COLUMNS) + 1


def test_an_empty_column_of_projects_is_as_good_as_none(tmp_path: Path) -> None:
    """A combined cell may state what the column does not."""
    assert "project" not in table_of(tmp_path, {}, 项目编码=[""] * 12).columns
    assert "project" in table_of(tmp_path, {}, 项目编码=["P001"] * 12).columns
