"""Rows that come or go on a sheet, and everything in the file that follows them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from xls_juesuan.writing.patching.book import Book
from xls_juesuan.writing.patching.census import find_lost
from xls_juesuan.writing.patching.census import take_census
from xls_juesuan.writing.patching.package import Package
from xls_juesuan.writing.patching.references import LOST
from xls_juesuan.writing.patching.references import RowShift
from xls_juesuan.writing.patching.references import shift_formula
from xls_juesuan.writing.patching.references import shift_list
from xls_juesuan.writing.patching.rows import delete_row
from xls_juesuan.writing.patching.rows import expand_shared
from xls_juesuan.writing.patching.rows import hindrance
from xls_juesuan.writing.patching.rows import insert_rows

if TYPE_CHECKING:
    from collections.abc import Callable

#: The reader that looks at results says which features it leaves out: others look at those.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")

#: A picture of one red point.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000"
    "0003010100c9fe92ef0000000049454e44ae426082"
)


def _everything() -> bytes:
    """A workbook with whatever speaks of rows, above and below row 5."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, other = book.add_worksheet("表"), book.add_worksheet("别的")
        bold = book.add_format({"bold": True})
        for row in range(10):
            sheet.write_row(row, 0, [row, row * 2, row * 3])
        sheet.merge_range("E5:F5", "并")
        sheet.merge_range("E8:F9", "下")
        sheet.write_formula("A11", "=SUM(A1:A5)+A10+SUM(A6:A10)")
        sheet.write_formula("B11", "=SUM(别的!A1:A9)+别的!B6")
        other.write_formula("C1", "=SUM('表'!A1:A10)+表!$A$8")
        other.write(5, 1, 7)
        sheet.write_rich_string("D11", "红", bold, "黑")
        sheet.conditional_format("A6:C10", {"type": "data_bar", "data_bar_2010": True})
        sheet.conditional_format(
            "B6:B10", {"type": "formula", "criteria": "=$A6>$A$9", "format": bold}
        )
        sheet.data_validation("C6:C10", {"validate": "list", "source": "=$A$1:$A$10"})
        sheet.write_url("D8", "internal:'表'!A9", string="跳")
        sheet.write_comment("C9", "批注")
        sheet.insert_image("H8", "a.png", {"image_data": io.BytesIO(PICTURE), "object_position": 2})
        sheet.insert_textbox("H2", "上面的框")
        sheet.insert_button("J9", {"macro": "某宏"})
        sheet.add_table("L6:M9", {"name": "表格1"})
        sheet.add_sparkline("N7", {"range": "A7:C7"})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='表'!$A$6:$A$10", "categories": "='表'!$B$6:$B$10"})
        other.insert_chart("E2", chart)
        book.define_name("全部", "='表'!$A$1:$A$10")
        sheet.print_area("A1:F11")
        sheet.repeat_rows(0, 4)
        sheet.set_h_pagebreaks([7])
        sheet.freeze_panes(5, 0)
        sheet.autofilter("A5:C10")
    return out.getvalue()


def _changed(change: Callable[[Book], None]) -> tuple[Book, bytes]:
    book = Book(Package(_everything()))
    expand_shared(book)
    change(book)
    return book, book.package.to_bytes()


def _inserted(count: int, *, joins: bool) -> tuple[Book, bytes]:
    def change(book: Book) -> None:
        sheet = book.sheet("表")
        shift = RowShift(5, count, joins_above=joins)
        insert_rows(book, sheet, sheet.row(5), count, shift)

    return _changed(change)


def test_everything_below_follows() -> None:
    """Cells, merges, formulas, formats, checks, links, names, pictures and comments move down."""
    _, content = _inserted(3, joins=True)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, other = book["表"], book["别的"]
    assert sheet["A13"].value == 9
    assert sheet["A14"].value == "=SUM(A1:A8)+A13+SUM(A9:A13)"
    assert sheet["B14"].value == "=SUM(别的!A1:A9)+别的!B6"
    assert other["C1"].value == "=SUM('表'!A1:A13)+表!$A$11"
    assert {str(area) for area in sheet.merged_cells.ranges} == {
        "E5:F5", "E6:F6", "E7:F7", "E8:F8", "E11:F12",
    }  # fmt: skip
    assert {str(each.sqref) for each in sheet.conditional_formatting} == {"A9:C13", "B9:B13"}
    (rule,) = (
        r
        for each in sheet.conditional_formatting
        if str(each.sqref) == "B9:B13"
        for r in each.rules
    )
    assert rule.formula == ["$A9>$A$12"]
    (check,) = sheet.data_validations.dataValidation
    assert (str(check.sqref), check.formula1) == ("C9:C13", "$A$1:$A$13")
    assert sheet["D11"].hyperlink.location == "'表'!A12"
    assert sheet["C12"].comment.text == "批注"
    assert book.defined_names["全部"].attr_text == "'表'!$A$1:$A$13"
    assert sheet.print_area == "'表'!$A$1:$F$14"
    assert sheet.print_title_rows == "$1:$5"
    assert [each.id for each in sheet.row_breaks.brk] == [10]
    assert sheet.auto_filter.ref == "A5:C13"
    assert sheet.tables["表格1"].ref == "L9:M12"
    (picture,) = sheet._images
    assert picture.anchor._from.row == 10


def test_charts_sparklines_buttons_and_old_drawings_follow() -> None:
    """What openpyxl does not read moves down as well."""
    _, content = _inserted(3, joins=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    chart = next(text for name, text in parts.items() if name.startswith("xl/charts/chart"))
    assert "'表'!$A$9:$A$13" in chart
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert "<xm:f>表!A10:C10</xm:f>" in sheet
    assert "<xm:sqref>N10</xm:sqref>" in sheet
    drawings = "".join(text for name, text in parts.items() if "vmlDrawing" in name)
    assert "<x:Row>11</x:Row>" in drawings
    assert ", 11, " in drawings.replace("\n", " ")


def test_nothing_is_lost() -> None:
    """The census of features is the same or larger afterwards."""
    before = take_census(Book(Package(_everything())))
    _, content = _inserted(3, joins=True)
    assert not find_lost(before, take_census(Book(Package(content))), rows_went=frozenset())
    kinds = {feature.kind for feature in before}
    assert kinds >= {
        "charts",
        "controls",
        "comments",
        "tables",
        "sparklines",
        "text_boxes",
        "pictures",
    }


def test_ranges_that_end_above_grow_only_where_the_new_rows_belong_to_them() -> None:
    """A sum that ends with the row above takes in a row of its own kind, and no other."""
    _, content = _inserted(1, joins=False)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["表"]
    assert sheet["A12"].value == "=SUM(A1:A5)+A11+SUM(A7:A11)"


def test_a_row_that_goes_takes_everything_up() -> None:
    """Ranges shrink, and what stood below moves up."""

    def change(book: Book) -> None:
        sheet = book.sheet("表")
        delete_row(book, sheet, sheet.row(6))

    _, content = _changed(change)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book["表"]["A10"].value == "=SUM(A1:A5)+A9+SUM(A6:A9)"
    assert book["别的"]["C1"].value == "=SUM('表'!A1:A9)+表!$A$7"


def test_a_row_that_a_formula_names_alone_may_not_go() -> None:
    """Else the formula would show #REF!; nor may a row that bears a picture or a button."""
    book = Book(Package(_everything()))
    sheet = book.sheet("表")
    expand_shared(book)
    reasons = {row: hindrance(book, sheet, sheet.row(row)) for row in range(1, 11)}
    assert reasons[10] == "formula", "A10 is named alone"
    assert reasons[8] == "formula", "another sheet names it alone, and a picture hangs on it"
    assert reasons[9] == "picture", "a button hangs on it"
    assert reasons[3] == reasons[4] == reasons[6] == ""


def test_a_row_that_goes_takes_its_comments_and_links_along() -> None:
    """The comment of row 9 and its box go with it; those below move up with theirs."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as written:
        page = written.add_worksheet("表")
        for row in range(12):
            page.write(row, 0, row)
        for row in (9, 10):
            page.write_comment(f"C{row}", f"批注{row}")
        page.write_url("D9", "internal:'表'!A1", string="跳")
    book = Book(Package(out.getvalue()))
    sheet = book.sheet("表")
    assert hindrance(book, sheet, sheet.row(9)) == ""
    delete_row(book, sheet, sheet.row(9))
    content = book.package.to_bytes()
    read = openpyxl.load_workbook(io.BytesIO(content))["表"]
    assert {cell.coordinate: cell.comment.text for row in read for cell in row if cell.comment} == {
        "C9": "批注10"
    }
    assert not any(cell.hyperlink for row in read for cell in row)
    boxes = Package(content).content("xl/drawings/vmlDrawing1.vml").decode()
    assert boxes.count("<x:Row>") == 1
    assert "<x:Row>8</x:Row>" in boxes


def test_shared_formulas_are_written_out(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A formula that cells share becomes each cell's own before rows move."""
    path = tmp_path_factory.mktemp("shared") / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "表"
    book.save(path)
    package = Package(path.read_bytes())
    name = "xl/worksheets/sheet1.xml"
    data = (
        '<sheetData><row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>0</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>0</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/><v>0</v></c></row></sheetData>'
    )
    package.replace(name, package.content(name).replace(b"<sheetData></sheetData>", data.encode()))
    assert b"shared" in package.content(name)
    expanded = Book(package)
    expand_shared(expanded)
    sheet = expanded.sheet("表")
    assert [sheet.formula(cell).text for cell in sheet.cells()] == ["B1*2", "B2*2", "B3*2"]


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A5+A6", "A5+A8"),
        ("SUM(A1:A5)", "SUM(A1:A7)"),
        ("SUM($A$5:$A$5)", "SUM($A$5:$A$7)"),
        ("SUM(D5:I5)", "SUM(D5:I5)"),
        ("SUM(D6:I6)", "SUM(D8:I8)"),
        ("SUM(A:A)", "SUM(A:A)"),
        ("SUM(3:9)", "SUM(3:11)"),
        ("'表'!A9&\"表!A9\"", "'表'!A11&\"表!A9\""),
        ("别的!A9", "别的!A9"),
        ("'It''s'!A9", "'It''s'!A9"),
        ("SUM(表!A6,名称)", "SUM(表!A8,名称)"),
    ],
)
def test_references_move_as_spreadsheets_move_them(formula: str, moved: str) -> None:
    """Only what leads to the sheet moves; texts, names and other sheets stay."""
    assert shift_formula(formula, "表", "表", RowShift(5, 2, joins_above=True)) == moved


@given(st.integers(1, 50), st.integers(0, 20), st.integers(1, 50), st.integers(1, 9), st.booleans())
def test_inserting_and_deleting_again_changes_nothing(
    first: int, size: int, at: int, count: int, joins: bool
) -> None:
    """Whatever the range, rows that came and went leave it as it was."""
    before = f"B{first}:C{first + size}"
    come = RowShift(at, count, joins_above=joins)
    there = shift_list(before, come)
    back = shift_list(there, RowShift(at + 1, -count))
    assert back == before


def test_a_range_that_goes_whole_is_lost() -> None:
    """A formula over rows that are gone says so, as in every spreadsheet program."""
    assert LOST in shift_formula("SUM(A5:A6)", "表", "表", RowShift(5, -2))
