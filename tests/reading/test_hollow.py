from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import xlsxwriter

from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.containers import change_part
from xls_juesuan.reading import read_ledger
from xls_juesuan.reading.grid import read_grids
from xls_juesuan.reading.hollow import find_hollow_cells

if TYPE_CHECKING:
    from pathlib import Path


def test_errors_and_formulas_without_a_value_are_found(tmp_path: Path) -> None:
    """A broken cell is told from a blank one; a formula that gives a value is whole."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("先").write_string("A1", "甲")
        sheet = book.add_worksheet("R&D 表")
        sheet.write_formula("A1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("A2", "=1+1", None, 2)
        sheet.write_formula("A3", '=""', None, "甲")
        sheet.write_blank("A4", None)
    assert find_hollow_cells(read_grids(path)) == {("R&D 表", "A1")}


def test_a_workbook_saved_without_calculating_has_hollow_formulas(tmp_path: Path) -> None:
    """Programs that do not calculate store formulas without values."""
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["B7"] = "=A1+A2"
    sheet["B8"] = 5
    book.save(path)
    assert find_hollow_cells(read_grids(path)) == {(sheet.title, "B7")}


def test_a_blank_or_zero_is_doubted_only_where_calculation_was_put_off(tmp_path: Path) -> None:
    """A formula may give nothing; a program that asks for calculation upon opening gave nothing."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_string("A1", "甲")
        sheet.write_formula("A2", '=""', None, "乙")
        sheet.write_formula("A3", "=1+1", None, 0)
    change_part(path, "xl/worksheets/sheet1.xml", lambda part: part.replace("乙".encode(), b""))
    (grid,) = read_grids(path)
    assert not grid.hollow
    assert grid.doubtful == {(2, 1), (3, 1)}
    change_part(path, "xl/workbook.xml", lambda part: part.replace(b'fullCalcOnLoad="1"', b""))
    assert not read_grids(path)[0].doubtful


def test_a_formula_beside_an_amount_is_a_problem_with_its_row(tmp_path: Path) -> None:
    """The entry has its debit, and the credit that nobody calculated is said (L113)."""
    path = journal_workbook(tmp_path / "a.xlsx", SMALL_JOURNAL)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["G4"] = "=F5"
    book.save(path)
    (problem,) = (one for one in read_ledger(path).problems if one.code == "L113")
    assert [source.row for source in problem.sources] == [4]
