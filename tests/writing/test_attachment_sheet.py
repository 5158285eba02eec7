"""The self-assessment's forms as sheets: live figures, yellow cells, one A4 page upright."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from tests.workbooks import write_example
from xls_juesuan.disclosure.attachments import Attachments
from xls_juesuan.writing.styles import INPUT_FILL

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FORMS = [f"附件{number}" for number in range(1, 7)]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example(tmp_path_factory.mktemp("forms") / "book.xlsx")


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return load_workbook(path)


@pytest.fixture(scope="module")
def stored(path: Path) -> Workbook:
    return load_workbook(path, data_only=True)


def line_of(sheet: Worksheet, name: str) -> list[Cell]:
    """The cells right of a heading."""
    found = next(cell for row in sheet.iter_rows() for cell in row if cell.value == name)
    cells = [sheet.cell(found.row, place) for place in range(found.column + 1, 9)]
    return [cell for cell in cells if cell.value is not None]


def test_forms_hold_the_published_figures(stored: Workbook) -> None:
    """78.61 %, 8.73 and 97.73 of the unit; 43.44 %, 4.34 and 91.51 of its first project."""
    overall = [cell.value for cell in line_of(stored["附件1"], "部门预算总额")]
    assert overall[1] == pytest.approx(524.898259)
    assert overall[3:] == [10, 0.7861, 8.73]
    assert [cell.value for cell in line_of(stored["附件1"], "总分")] == [100, 97.73]
    work = [cell.value for cell in line_of(stored["附件2"], "年度资金总额")]
    assert work[2:] == [pytest.approx(20.851396), 10, 0.4344, 4.34]
    totals = [line_of(stored[name], "总分")[1].value for name in FORMS]
    assert totals == [97.73, 91.51, 100, 64, 100, 75]


def test_rates_scores_and_totals_are_formulas(book: Workbook) -> None:
    """And what the ledger spent is one over its facts; what people state is none."""
    for name in FORMS:
        sheet = book[name]
        total = "部门预算总额" if name == FORMS[0] else "年度资金总额"
        *money, weight, rate, score = line_of(sheet, total)
        assert [cell.data_type for cell in (*money, rate, score)] == ["f"] * 5
        assert weight.data_type == "n"
        assert [cell.data_type for cell in line_of(sheet, "总分")] == ["f", "f"]
    spent = line_of(book["附件2"], "财政拨款")[2]
    assert "'汇总'!" in spent.value
    assert "2024年工作经费" in spent.value


def test_what_people_state_is_yellow_and_open(book: Workbook) -> None:
    """Everything else is locked."""
    yellow = f"FF{INPUT_FILL.removeprefix('#')}"
    for name in FORMS:
        sheet = book[name]
        assert sheet.protection.sheet
        for row in sheet.iter_rows(min_row=2, max_col=8):
            for cell in (one for one in row if not isinstance(one, MergedCell)):
                is_yellow = cell.fill.fgColor.rgb == yellow
                assert cell.protection.locked is not is_yellow, f"{name}!{cell.coordinate}"
                assert not (is_yellow and cell.data_type == "f")
    assert line_of(book["附件1"], "结转结余率")[0].fill.fgColor.rgb == yellow


def test_forms_print_upright_and_one_page_wide(book: Workbook) -> None:
    """They are published, so they have no page footer, as the tables have none."""
    for name in FORMS:
        setup = book[name].page_setup
        assert (setup.orientation, setup.paperSize) == ("portrait", 9)
        assert book[name].sheet_properties.pageSetUpPr.fitToPage
        # One page wide is what is meant where nothing is said.
        assert setup.fitToWidth in {None, 1}
        assert not book[name].oddFooter.center.text


def test_the_contents_lead_to_every_form(book: Workbook) -> None:
    """Each with what it is and of which project."""
    texts = {row[0].value: row[1].value for row in book["目录"].iter_rows()}
    assert texts["附件1"].startswith("部门整体支出绩效自评情况表")
    assert texts["附件2"] == "项目支出绩效自评情况表（2024年工作经费）"
    cells = [row[0] for row in book["目录"].iter_rows() if row[0].value in FORMS]
    assert [cell.hyperlink.location for cell in cells] == [f"'{name}'!A1" for name in FORMS]


def test_a_supplement_that_says_nothing_of_them_adds_no_sheet(tmp_path: Path) -> None:
    """And the contents do not speak of any."""
    path = write_example(tmp_path / "book.xlsx", attachments=Attachments())
    assert not set(FORMS) & set(load_workbook(path).sheetnames)
