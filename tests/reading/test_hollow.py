from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl
import xlsxwriter

from xls_juesuan.reading.hollow import _is_hollow
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
    assert find_hollow_cells(path) == {("R&D 表", "A1")}


def test_a_formula_may_give_the_empty_text() -> None:
    """Excel stores the empty text as a text without characters: that is a value."""
    whole = ET.fromstring('<c r="A1" t="str"><f>""</f><v></v></c>')
    hollow = ET.fromstring('<c r="A1"><f>A2</f><v></v></c>')
    assert (_is_hollow(whole), _is_hollow(hollow)) == (False, True)


def test_a_workbook_saved_without_calculating_has_hollow_formulas(tmp_path: Path) -> None:
    """Programs that do not calculate store formulas without values."""
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active["B7"] = "=A1+A2"
    book.active["B8"] = 5
    book.save(path)
    assert find_hollow_cells(path) == {(book.active.title, "B7")}


def test_other_files_have_none_to_find(tmp_path: Path) -> None:
    """Old workbooks and other archives give nothing, and no fault."""
    old = tmp_path / "a.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    other = tmp_path / "a.ods"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    assert find_hollow_cells(old) == frozenset()
    assert find_hollow_cells(other) == frozenset()
