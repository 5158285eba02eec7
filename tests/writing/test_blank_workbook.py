"""Blank workbooks of every layout: recognised as it, filled with the same figures, figure by figure."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from tests.institution.example import write_journal
from tests.institution.example import write_supplement
from xls_juesuan.accounts import Accounts
from xls_juesuan.accounts import FillRequest
from xls_juesuan.declarations.layout import available_profiles
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.office import read_template
from xls_juesuan.pipeline import compute
from xls_juesuan.pipeline import fill
from xls_juesuan.recognise import RecognitionRequest
from xls_juesuan.recognise import recognise_document
from xls_juesuan.recognise.number_formats import hides_nothing
from xls_juesuan.tables.blank import blank_tables
from xls_juesuan.writing.blank_workbook import Above
from xls_juesuan.writing.blank_workbook import write_blank_workbook

LEDGER = Path(__file__).resolve().parents[2] / "examples" / "ledger.xlsx"


class Filled(NamedTuple):
    """The layout's own accounts, and its blank workbook filled from the same ledger."""

    blank: Path
    own: Accounts
    office: Accounts
    target: Path


def write_blank(path: Path, name: str, rows: int = 3, above: Above | None = None) -> Path:
    """Write the blank workbook of a layout."""
    write_blank_workbook(path, blank_tables(load_profile(name), rows), above or Above())
    return path


@pytest.fixture(scope="module", params=available_profiles())
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    folder = tmp_path_factory.mktemp(request.param)
    blank = write_blank(folder / "空表.xlsx", request.param)
    template = read_template(blank)
    office, target = fill(FillRequest(LEDGER, office=template, output=folder / "o.xlsx"))
    return Filled(blank, compute(FillRequest(LEDGER, profile=request.param)), office, target)


def test_it_is_recognised_as_its_layout(filled: Filled) -> None:
    """All tables are found, nothing is left over, and no other layout fits as well."""
    template = read_template(filled.blank)
    assert template.profile.name == filled.own.profile.name
    assert template.missing == ()
    assert template.not_recognised == ()


def test_it_is_filled_with_the_figures_of_the_layout(filled: Filled) -> None:
    """Every figure stands in its cell, to the fen, as the layout's own workbook has it."""
    assert _differences(filled.own, filled.office, filled.target) == []


@pytest.mark.parametrize("name", ["henan", "shanghai"])
def test_a_public_institution_fills_it_with_the_same_figures(name: str, tmp_path: Path) -> None:
    """Funds, carry-overs and spending that a place has no rows for are where they belong."""
    ledger = write_journal(tmp_path / "ledger.xlsx")
    write_supplement(tmp_path / "supplement.xlsx")
    template = read_template(write_blank(tmp_path / "空表.xlsx", name))
    office, target = fill(FillRequest(ledger, office=template, output=tmp_path / "o.xlsx"))
    assert _differences(compute(FillRequest(ledger, profile=name)), office, target) == []
    assert office.office is not None
    assert list(office.office.problems()) == []


def _differences(own: Accounts, office: Accounts, target: Path) -> list[object]:
    """Figures of the layout's own tables that do not stand in their cells, to the fen."""
    assert office.office is not None
    book = openpyxl.load_workbook(target, data_only=True)
    found: list[object] = []
    for table in own.tables.tables:
        for cell in table.cells.values():
            sheet, _, name = office.office.refs.get(cell.key, "").partition("!")
            value = book[sheet][name].value if sheet else None
            if Decimal(str(value or 0)) * 10**6 != cell.fen:
                found.append((cell.key, value, cell.fen))
    return found


def test_its_formulas_are_kept_and_agree(filled: Filled) -> None:
    """Totals stay formulas, and none gives another figure than the ledger."""
    office = filled.office.office
    assert office is not None
    assert office.formulas > 100
    assert list(office.problems()) == []
    assert list(office.sentences()) == []


def test_what_is_filled_in_place_is_read_without_a_fault(filled: Filled) -> None:
    """An audit finds nothing to say of its form: noughts of formulas that are not shown are blanks."""
    read = recognise_document(RecognitionRequest(filled.target))
    assert read.tables.profile.name == filled.own.profile.name
    assert [problem.detail for problem in read.problems] == []


@pytest.mark.parametrize(
    ("number_format", "is_hidden"),
    [
        ("#,##0.00;-#,##0.00;;@", True),
        ("0.00;-0.00;", True),
        ("0.00;[Red]-0.00;[Blue]", True),
        ("#,##0.00", False),
        ("0.00;-0.00", False),
        ('0.00;-0.00;"—"', False),
        ("0.00;-0.00;0.00", False),
        ('"a;b;"0.00', False),
    ],
)
def test_formats_say_whether_a_nought_is_shown(number_format: str, is_hidden: bool) -> None:
    """Only a third part that is there and shows nothing hides it."""
    assert hides_nothing(number_format) is is_hidden


def test_totals_are_formulas_and_all_else_is_free(tmp_path: Path) -> None:
    """What adds up is a formula, also between tables and over rows of codes; the rest is blank."""
    book = openpyxl.load_workbook(write_blank(tmp_path / "空表.xlsx", "henan"))
    assert book["公开01"]["C33"].value == "=SUM(C7:C14)"
    assert book["公开02"]["D7"].value == "=SUMPRODUCT((LEN(A8:A10)=3)*1,D8:D10)"
    assert book["公开02"]["C9"].value == "=D9+E9+F9+G9+H9+I9"
    assert book["公开04"]["C36"].value == "='公开07'!C7"
    assert book["公开06"]["C6"].value == "=SUM(C7:C19)"
    assert book["公开01"]["C7"].value is None


def test_rows_of_codes_end_with_the_total_where_the_place_prints_it_last(tmp_path: Path) -> None:
    """Free rows stand above 合计, which adds up those of categories."""
    book = openpyxl.load_workbook(write_blank(tmp_path / "空表.xlsx", "shanghai", rows=2))
    assert book["公开02"]["A8"].value == "合计"
    assert book["公开02"]["D8"].value == "=SUMPRODUCT((LEN(A6:A7)=3)*1,D6:D7)"


def test_a_total_that_holds_more_than_is_printed_is_no_formula(tmp_path: Path) -> None:
    """Shanghai has no rows for 307 and 399, which its public-use total holds; Henan has."""
    shanghai, henan = (
        openpyxl.load_workbook(write_blank(tmp_path / f"{name}.xlsx", name))["公开06"]
        for name in ("shanghai", "henan")
    )
    assert (shanghai["D44"].value, shanghai["F44"].value) == ("公用经费合计", None)
    assert henan["I34"].value == "=F6+I6+I9+I26"


def test_it_is_printed_as_the_layouts_tables_are(tmp_path: Path) -> None:
    """Print area, repeated heading and paper are set on every sheet, notes stand below."""
    book = openpyxl.load_workbook(write_blank(tmp_path / "空表.xlsx", "henan"))
    for sheet in book.worksheets:
        assert sheet.print_area
        assert sheet.print_title_rows
        assert sheet.page_setup.orientation == "landscape"
        assert not sheet.protection.sheet
    assert str(book["公开02"]["A11"].value).startswith("注：本表反映")


def test_the_sentence_of_an_empty_table_comes_and_goes_by_itself(filled: Filled) -> None:
    """It stands below the blank table and below the filled one that is empty, once each."""
    for path in (filled.blank, filled.target):
        book = openpyxl.load_workbook(path, data_only=True)
        said = {
            sheet.title: sum(
                str(cell.value).startswith("说明：") for row in sheet.iter_rows() for cell in row
            )
            for sheet in book.worksheets
        }
        empty = [table.sheet for table in filled.own.tables.tables if table.statement]
        assert [name for name, count in said.items() if count == 1] == sorted(empty)
        assert not [name for name, count in said.items() if count > 1]


def test_amounts_may_be_in_yuan(tmp_path: Path) -> None:
    """In 元 nothing is said of 万元, and the workbook is filled in 元."""
    blank = write_blank(tmp_path / "空表.xlsx", "henan", above=Above("2024", "元"))
    texts = [
        str(cell.value)
        for sheet in openpyxl.load_workbook(blank).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert texts.count("单位：元") == 9
    assert texts.count("2024年度") == 9
    assert not [text for text in texts if "万元" in text]
    _, target = fill(FillRequest(LEDGER, office=read_template(blank), output=tmp_path / "o.xlsx"))
    sheet = openpyxl.load_workbook(target, data_only=True)["公开01"]
    assert sheet["C36"].value == 4119056.42


def test_the_same_layout_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs write the same file."""
    first, second = (write_blank(tmp_path / name, "national") for name in ("甲.xlsx", "乙.xlsx"))
    assert first.read_bytes() == second.read_bytes()
