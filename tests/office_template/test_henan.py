"""Henan's blank workbook of an office, filled in place."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from tests.office_books import Office
from tests.office_books import office_book
from xls_juesuan.accounts import Accounts
from xls_juesuan.accounts import FillRequest
from xls_juesuan.findings import Outcome
from xls_juesuan.money import round_half_away
from xls_juesuan.office import read_template
from xls_juesuan.pipeline import fill
from xls_juesuan.recognise import RecognitionRequest
from xls_juesuan.recognise import recognise_document
from xls_juesuan.tables.printed import as_printed
from xls_juesuan.writing.patching.book import Book
from xls_juesuan.writing.patching.census import find_lost
from xls_juesuan.writing.patching.census import take_census
from xls_juesuan.writing.patching.package import Package

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


class Filled(NamedTuple):
    """An office's workbook, the accounts, and the filled workbook."""

    path: Path
    accounts: Accounts
    target: Path


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    folder = tmp_path_factory.mktemp("henan")
    path = office_book(folder / "空表.xlsx", Office())
    request = FillRequest(
        EXAMPLES / "ledger.xlsx", office=read_template(path), output=folder / "o.xlsx"
    )
    accounts, target = fill(request)
    return Filled(path, accounts, target)


def test_every_figure_is_read_back(filled: Filled) -> None:
    """What was filled in is recognised again, figure by figure, in 万元."""
    _, accounts, target = filled
    read = recognise_document(RecognitionRequest(target), accounts.profile)
    wanted = as_printed(accounts.tables)
    for table in read.tables.tables:
        for key, cell in table.cells.items():
            due = wanted.table(table.key).cell(*key)
            assert abs(cell.fen - (due.fen if due else 0)) < 5000, (table.key, key)


def test_cells_that_show_ten_thousand_as_one_hold_ten_thousand_times_what_they_show(
    tmp_path: Path,
) -> None:
    """Where a format makes 万元 of yuan, yuan go in; the office's formulas add them up alike."""
    path = office_book(tmp_path / "空表.xlsx", Office(extras=False, number_format="0!.0,"))
    request = FillRequest(
        EXAMPLES / "ledger.xlsx", office=read_template(path), output=tmp_path / "o.xlsx"
    )
    accounts, target = fill(request)
    read = recognise_document(RecognitionRequest(target), accounts.profile)
    due = accounts.tables.table("income_expenditure")
    table = read.tables.table("income_expenditure")
    assert due is not None
    assert table is not None
    shown = {place: cell.fen for place, cell in table.cells.items() if cell.fen}
    assert shown == {
        place: round_half_away(cell.fen, 100_000) for place, cell in due.cells.items() if cell.fen
    }
    odd = [one for one in accounts.audit.findings if one.code == "F401"]
    assert not [one.message for one in odd if one.outcome is Outcome.FAILED]


def test_nothing_of_the_office_is_lost(filled: Filled) -> None:
    """Pictures, text boxes, rich texts, comments, checks and formats are all there afterwards."""
    path, _, target = filled
    before, after = (take_census(Book(Package(each.read_bytes()))) for each in (path, target))
    assert not find_lost(before, after, rows_went=frozenset())
    kinds = {feature.kind for feature in before}
    assert {"pictures", "text_boxes", "rich_texts", "comments", "validations", "headers"} <= kinds


def test_parts_that_need_no_change_stay_byte_for_byte(filled: Filled) -> None:
    """Theme, pictures and the cover are the very same bytes."""
    path, _, target = filled
    before, after = (Package(each.read_bytes()) for each in (path, target))
    same = [name for name in before.names if before.content(name) == after.content(name)]
    assert "xl/theme/theme1.xml" in same
    assert "xl/worksheets/sheet1.xml" in same
    assert any(name.startswith("xl/media/") for name in same)


def test_rows_are_inserted_and_formulas_follow(filled: Filled) -> None:
    """The office's total takes in the inserted rows, and each of them has the row's formula."""
    _, accounts, target = filled
    book = openpyxl.load_workbook(target)
    sheet = book["附表2"]
    last = 8 + len([row for row in accounts.tables.table("income").rows if row.code])
    assert sheet["D8"].value == f"=SUMPRODUCT((LEN(B9:B{last})=3)*D9:D{last})"
    assert sheet[f"D{last}"].value == f"=E{last}+F{last}+G{last}+H{last}+I{last}+J{last}"
    assert sheet.print_title_rows == "$5:$7"
    assert sheet.print_area == f"'附表2'!$A$1:$J${last + 1}"


def test_formulas_agree_with_the_ledger(filled: Filled) -> None:
    """No formula of the office is overwritten, and all give the ledger's figures."""
    _, accounts, _ = filled
    assert accounts.office.formulas > 50
    assert not accounts.office.notes.odd_formulas


def test_lines_above_the_tables_are_filled(filled: Filled) -> None:
    """Name and year stand where the blank workbook left them open."""
    _, accounts, target = filled
    sheet = openpyxl.load_workbook(target)["附表1"]
    assert sheet["B4"].value == f"部门：{accounts.unit_name}"
    assert sheet["E4"].value == "2024年度"


def test_review_and_trace_are_added(filled: Filled) -> None:
    """审核 and 溯源 stand behind the office's sheets, and 审核 leads to the office's cells."""
    _, _, target = filled
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[-2:] == ["审核", "溯源"]
    links = {
        cell.hyperlink.location
        for row in book["审核"].iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links
    assert {link.split("!")[0].strip("'") for link in links} <= set(book.sheetnames)
