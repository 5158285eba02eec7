from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.office.recalculation import compare_stored_values
from tests.office.recalculation import recalculate
from tests.workbooks import BALANCES
from tests.workbooks import JOURNAL
from tests.workbooks import column_of
from tests.workbooks import find_row
from tests.workbooks import write_example
from xls_juesuan.writing.content import Values

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook

pytestmark = pytest.mark.office

FACTS_HEAD = 4
OFFICE_FACT = {"流向": "支出", "项目": "基本支出", "经济款": "30201"}


def after(tmp_path: Path, change: Callable[[Workbook], None]) -> Workbook:
    """Change the example's workbook as a person would, and recalculate it."""
    path = write_example(tmp_path / "book.xlsx")
    book = load_workbook(path)
    change(book)
    book.save(path)
    return load_workbook(recalculate(path, tmp_path / "fresh"), data_only=True)


def failing(book: Workbook) -> set[str]:
    """Codes of the rules with a failing line on the review sheet."""
    return {
        row[1] for row in book["审核"].iter_rows(min_row=9, values_only=True) if row[7] == "不通过"
    }


def contents(book: Workbook) -> dict[str, tuple[object, ...]]:
    """The lines of the front page by their first word."""
    return {str(row[0]): row for row in book["目录"].iter_rows(values_only=True)}


@pytest.mark.parametrize(
    ("ledger", "values"),
    [(JOURNAL, Values.EXACT), (JOURNAL, Values.ROUNDED), (BALANCES, Values.EXACT)],
)
def test_every_stored_value_is_what_the_formula_gives(
    tmp_path: Path, ledger: Path, values: Values
) -> None:
    """LibreOffice computes every formula of the workbook to the value stored beside it."""
    path = write_example(tmp_path / "book.xlsx", ledger, values=values)
    assert compare_stored_values(path, recalculate(path, tmp_path / "fresh")) == []


def test_faulty_ledgers_without_a_supplement_store_right_values_too(tmp_path: Path) -> None:
    """Codes too short, undecided spending, text like formulas: all formulas still agree."""
    odd = [
        (
            "2024-03-06",
            "记-10",
            "=1+1",
            "710102",
            "行政支出\\项目支出",
            5,
            0,
            "20103",
            "309",
            "111",
        ),
        (
            "2024-03-06",
            "记-10",
            "@拨款",
            "600102",
            "财政拨款预算收入\\项目支出",
            0,
            5,
            "20103",
            "",
            "111",
        ),
        ("2024-03-07", "记-11", "-", "7101", "行政支出", 7, 0, "209", "39999", "12"),
        ("2024-03-07", "记-11", "-", "6001", "财政拨款预算收入", 0, 7, "209", "", "12"),
    ]
    ledger = journal_workbook(tmp_path / "ledger.xlsx", [*SMALL_JOURNAL, *odd])
    path = write_example(tmp_path / "book.xlsx", ledger)
    assert failing(load_workbook(path, data_only=True))
    assert compare_stored_values(path, recalculate(path, tmp_path / "fresh")) == []


def test_a_changed_fact_changes_all_that_depends_on_it(tmp_path: Path) -> None:
    """Tables, relations, review, counts and verdict follow one amount of the facts sheet."""
    before = load_workbook(write_example(tmp_path / "before.xlsx"), data_only=True)

    def change(book: Workbook) -> None:
        sheet = book["汇总"]
        row = find_row(sheet, OFFICE_FACT, FACTS_HEAD)
        sheet.cell(row, column_of(sheet, "金额（元）", FACTS_HEAD)).value += 10_000

    now = after(tmp_path, change)
    follow = {
        "公开01": ["F7", "F33", "F36"],
        "公开03": ["C7", "D7", "C8", "C9", "C10", "D10"],
        "公开04": ["F7", "G7", "F33", "F38"],
        "公开05": ["C7", "D7", "D10"],
        "公开06": ["F6", "F7", "I34"],
    }
    for sheet, names in follow.items():
        for name in names:
            moved = now[sheet][name].value - before[sheet][name].value
            assert moved == pytest.approx(1.0, abs=1e-9), f"{sheet}!{name}"
    # Income did not move, so spending no longer agrees with the ledger's own totals.
    assert now["公开01"]["C33"].value == before["公开01"]["C33"].value
    assert failing(now) - failing(before)
    assert now["审核"]["E3"].value == len(failing(now) - failing(before))
    assert now["目录"]["B3"].value == now["审核"]["A2"].value
    assert now["审核"]["A2"].value.startswith("暂不能公开")
    assert not before["审核"]["A2"].value.startswith("暂不能公开")
    relations = [row[6] for row in now["核对"].iter_rows(min_row=4, values_only=True)]
    kept = [row[6] for row in before["核对"].iter_rows(min_row=4, values_only=True)]
    assert relations.count("不通过") > kept.count("不通过")


def test_codes_names_and_empty_tables_are_watched(tmp_path: Path) -> None:
    """A wrong name, a code out of order and one without parent fail; an entry ends emptiness."""
    before = load_workbook(write_example(tmp_path / "before.xlsx"), data_only=True)

    def change(book: Workbook) -> None:
        book["公开02"]["B9"] = "政府办公室事务"
        book["公开03"]["A11"] = "2010300"
        book["公开05"]["A9"] = "20104"
        book["公开07"]["E7"] = 1.5
        book["审核"]["K9"] = "已核实"

    now = after(tmp_path, change)
    for sheet in ("公开02", "公开03", "公开05"):
        assert contents(now)[sheet][3] > contents(before)[sheet][3], sheet
    assert contents(now)["公开07"][2] == "有数据"
    assert contents(now)["公开08"][2] == "空表"
    last = [cell.value for row in now["公开07"].iter_rows() for cell in row if cell.value][-1]
    assert not str(last).startswith("说明")
    # What was handled is no longer pending.
    assert now["审核"]["E6"].value - now["审核"]["F6"].value == 1
