"""The form of a workbook that holds everything: links, functions, protection, printing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.builders import journal_workbook
from tests.end_to_end.institution import LOSS
from tests.end_to_end.institution import MOVES
from tests.end_to_end.institution import voucher_lines
from tests.end_to_end.running import Run
from tests.end_to_end.running import fill
from tests.end_to_end.test_codes import everything
from tests.end_to_end.test_codes import spending_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook

#: Functions of Excel 2007 that formulas here may use.
FUNCTIONS_2007 = {
    "ABS",
    "AND",
    "COUNT",
    "COUNTA",
    "COUNTIF",
    "COUNTIFS",
    "EXACT",
    "IF",
    "IFERROR",
    "INDEX",
    "ISERROR",
    "ISNUMBER",
    "LEFT",
    "LEN",
    "MATCH",
    "MAX",
    "MID",
    "MIN",
    "NOT",
    "OR",
    "RIGHT",
    "ROUND",
    "ROWS",
    "SUM",
    "SUMIF",
    "SUMIFS",
    "SUMPRODUCT",
    "TEXT",
    "TRIM",
    "VALUE",
}
LONGEST_FORMULA = 8192
A4 = 9
TABLES = [f"公开0{number}" for number in range(1, 10)]
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_QUOTED_SHEET = re.compile(r"'((?:[^']|'')+)'!")
_PLACE = re.compile(r"^#?'?((?:[^'!]|'')+)'?!\$?([A-Z]+)\$?(\d+)(?::.*)?$")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    lines = [*voucher_lines((*MOVES, LOSS)), *spending_lines(everything())]
    return fill(journal_workbook(tmp_path_factory.mktemp("form") / "台账.xlsx", lines))


@pytest.fixture(scope="module")
def book(run: Run) -> Workbook:
    assert run.workbook is not None
    return load_workbook(run.workbook)


def formulas(book: Workbook) -> Iterator[tuple[str, str]]:
    """Place and formula of every formula cell, texts taken out."""
    for sheet in book.worksheets:
        for cell in cells(sheet.iter_rows()):
            if cell.data_type == "f":
                formula = getattr(cell.value, "text", cell.value)
                yield f"{sheet.title}!{cell.coordinate}", _TEXT.sub('""', str(formula))


def cells(rows: Iterator[tuple[Cell, ...]]) -> Iterator[Cell]:
    for row in rows:
        yield from row


def test_formulas_use_functions_of_excel_2007_only(book: Workbook) -> None:
    """Older Excel and WPS know every function, and no formula is too long for them."""
    used = {
        name
        for _, formula in formulas(book)
        for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", formula)
    }
    assert used
    assert used <= FUNCTIONS_2007
    assert max(len(formula) for _, formula in formulas(book)) < LONGEST_FORMULA


def test_every_sheet_named_in_a_formula_is_quoted_and_exists(book: Workbook) -> None:
    """公开01 without quotes is no sheet name to Excel."""
    named = set()
    for place, formula in formulas(book):
        named |= set(_QUOTED_SHEET.findall(formula))
        assert "!" not in _QUOTED_SHEET.sub("", formula), place
    assert named
    assert named <= set(book.sheetnames)


def test_no_stored_value_is_an_error(run: Run) -> None:
    """Neither #NAME? nor #REF! nor any other error stands in a cell."""
    assert run.workbook is not None
    stored = load_workbook(run.workbook, data_only=True)
    wrong = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in stored.worksheets
        for cell in cells(sheet.iter_rows())
        if cell.data_type == "e" or str(cell.value).startswith("#")
    ]
    assert wrong == []


def test_every_link_lands(book: Workbook) -> None:
    """Each internal link leads to a cell inside a sheet; a place that is shown is where it leads."""
    count = 0
    for sheet in book.worksheets:
        for cell in cells(sheet.iter_rows()):
            if cell.hyperlink is None:
                continue
            count += 1
            found = _PLACE.match(cell.hyperlink.location or "")
            assert found, f"{sheet.title}!{cell.coordinate}: {cell.hyperlink.location}"
            name, column, row = found.groups()
            assert name in book.sheetnames
            assert int(row) <= book[name].max_row
            shown = _PLACE.match(str(cell.value))
            if shown and shown[1] in book.sheetnames:
                assert shown.groups() == (name, column, row)
    assert count > 100


def test_findings_stand_on_the_review_sheet_with_their_places(run: Run, book: Workbook) -> None:
    """Every failed finding of the JSON document is a line of 审核 that leads to its first cell."""
    lines = {
        (row[1].value, row[3].value, row[12].value)
        for row in book["审核"].iter_rows(min_row=9)
        if row[1].value
    }
    for finding in run.failed:
        refs = [cell["ref"] for cell in finding["cells"]]
        found = [
            line
            for line in lines
            if line[0] == finding["code"] and line[2] == finding["fingerprint"]
        ]
        assert found, finding["code"]
        if refs:
            assert any(str(line[1]).startswith(refs[0]) for line in found), (finding["code"], refs)


def test_tables_are_protected_and_the_review_is_not(book: Workbook) -> None:
    """Tables are protected without a password; the review can be written on, with a drop-down."""
    for name in TABLES:
        assert book[name].protection.sheet
        assert book[name].protection.password is None
    review = book["审核"]
    assert not review.protection.sheet
    (choice,) = review.data_validations.dataValidation
    assert choice.formula1 == '"待处理,已核实,不适用"'
    assert f"K{review.max_row}" in choice.sqref


def test_pages_are_a4_landscape_with_headings_repeated(book: Workbook) -> None:
    """Every sheet prints on A4 across, one page wide, with its heading on every page."""
    for sheet in book.worksheets:
        assert sheet.page_setup.paperSize == A4, sheet.title
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
    for name in TABLES:
        assert book[name].freeze_panes


def test_the_parts_are_well_formed(run: Run) -> None:
    """Nothing of the ledger's texts breaks the XML, and no external link is made."""
    assert run.workbook is not None
    with ZipFile(run.workbook) as archive:
        assert archive.testzip() is None
        relations = "".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels")
        )
    assert 'TargetMode="External"' not in relations
