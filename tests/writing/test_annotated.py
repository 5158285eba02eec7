"""The annotated copy of a workbook: comments and tints, and nothing else that is different."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter
from lxml import etree
from openpyxl.comments import Comment

from tests.recognise.documents import exact_tables
from xls_juesuan.audit import Audit
from xls_juesuan.audit.audit import Line
from xls_juesuan.findings import Finding
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.model import CellKey
from xls_juesuan.tables.printed import as_printed
from xls_juesuan.writing.annotated_copy import Annotation
from xls_juesuan.writing.annotated_copy import copy_suffix
from xls_juesuan.writing.annotated_copy import write_annotated_copy
from xls_juesuan.writing.cell_notes import MOST_CELLS
from xls_juesuan.writing.cell_notes import CellNotes
from xls_juesuan.writing.cell_notes import Lead
from xls_juesuan.writing.cell_notes import is_note
from xls_juesuan.writing.cell_notes import shortened
from xls_juesuan.writing.likely import Likely
from xls_juesuan.writing.patching.notes import Note
from xls_juesuan.writing.patching.notes import annotate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xls_juesuan.tables import TableSet

RED = "FFC7CE"
_OPEN = "vnd.openxmlformats-officedocument.spreadsheetml"


@pytest.fixture(scope="module")
def printed() -> TableSet:
    """The tables of the example."""
    return as_printed(exact_tables())


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    """A workbook with things that a simple library loses: a text box, a picture of a header."""
    path = tmp_path / "公开.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("公开01")
        bold = book.add_format({"bold": True, "num_format": "0.00"})
        sheet.write_number(2, 1, 12.5, bold)
        sheet.write_formula(3, 1, "=B3*2", bold, 25)
        sheet.insert_textbox(5, 2, "说明")
        sheet.write_rich_string(0, 0, bold, "粗", "细")
        book.add_worksheet("公开02").write_number(0, 0, 1)
    return path.read_bytes()


def parts(content: bytes) -> dict[str, bytes]:
    """Parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The workbook with its parts changed, those left out that become ``None``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts(content).items():
            changed = change(name, part)
            if changed is not None:
                archive.writestr(name, changed)
    return out.getvalue()


def marked(content: bytes, *notes: Note) -> bytes:
    """Put notes on a workbook."""
    annotated = annotate(content, notes, "审核")
    assert annotated is not None
    return annotated


def test_a_cell_has_its_comment_and_its_tint_and_keeps_the_rest_of_its_look(content: bytes) -> None:
    """Number format and font stay; formulas and their values stay."""
    after = marked(content, Note("公开01", 3, 1, "应为 12.05 万元", RED))
    sheet = openpyxl.load_workbook(io.BytesIO(after))["公开01"]
    cell = sheet["B3"]
    assert cell.comment is not None
    assert cell.comment.text == "应为 12.05 万元"
    assert cell.fill.fgColor.rgb == f"FF{RED}"
    assert cell.font.bold
    assert cell.number_format == "0.00"
    assert sheet["B4"].value == "=B3*2"
    assert sheet["B4"].fill.fgColor.rgb != f"FF{RED}"


def test_nothing_else_of_the_file_changes(content: bytes) -> None:
    """Every part that holds neither the cell, nor looks, nor comments is the same to the byte."""
    before = parts(content)
    after = parts(marked(content, Note("公开01", 3, 1, "问题", RED)))
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    }
    assert {name for name in after if name not in before} == {
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }


def test_comments_that_were_there_stay(tmp_path: Path) -> None:
    """A cell with a comment gets more text, the comments of others are untouched."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "公开01"
    sheet["A1"], sheet["B2"] = 1, 2
    sheet["A1"].comment = Comment("经办人：已核", "某单位")
    book.save(tmp_path / "有批注.xlsx")
    content = (tmp_path / "有批注.xlsx").read_bytes()
    after = marked(content, Note("公开01", 1, 0, "甲", RED), Note("公开01", 2, 1, "乙", RED))
    read = openpyxl.load_workbook(io.BytesIO(after))["公开01"]
    assert read["A1"].comment.text == "经办人：已核\n\n甲"
    assert read["B2"].comment.text == "乙"
    assert read["B2"].comment.author == "审核"


def test_a_cell_that_the_sheet_does_not_have_is_made(content: bytes) -> None:
    """A figure that was left out is marked where it belongs."""
    after = marked(content, Note("公开02", 9, 3, "漏填", RED))
    cell = openpyxl.load_workbook(io.BytesIO(after))["公开02"]["D9"]
    assert cell.comment is not None
    assert cell.fill.fgColor.rgb == f"FF{RED}"


@pytest.mark.parametrize(
    ("declared", "becomes", "suffix"),
    [
        ("vnd.ms-excel.sheet.macroEnabled.main", "vnd.ms-excel.sheet.macroEnabled.main", ".xlsm"),
        (
            "vnd.ms-excel.template.macroEnabled.main",
            "vnd.ms-excel.sheet.macroEnabled.main",
            ".xlsm",
        ),
        (f"{_OPEN}.template.main", f"{_OPEN}.sheet.main", ".xlsx"),
    ],
)
def test_a_copy_is_what_its_ending_says(
    content: bytes, declared: str, becomes: str, suffix: str
) -> None:
    """Excel opens no workbook with macros, and no template, that is called .xlsx."""
    given = with_parts(
        content,
        lambda name, part: (
            part.replace(f"{_OPEN}.sheet.main".encode(), declared.encode())
            if name == "[Content_Types].xml"
            else part
        ),
    )
    after = marked(given, Note("公开01", 3, 1, "问题", RED))
    assert f'"application/{becomes}+xml"'.encode() in parts(after)["[Content_Types].xml"]
    assert copy_suffix(given) == suffix


def test_a_workbook_that_does_not_say_what_its_parts_are_has_no_copy(content: bytes) -> None:
    """Other programs than Excel read it, so it is audited all the same."""
    given = with_parts(content, lambda name, part: None if name == "[Content_Types].xml" else part)
    assert annotate(given, [Note("公开01", 3, 1, "问题", RED)], "审核") is None
    assert copy_suffix(given) == ".xlsx"


def test_buttons_with_line_breaks_are_no_hindrance(content: bytes) -> None:
    """Excel writes <br> into the captions of old drawings, and ends it nowhere."""
    given = with_parts(
        marked(content, Note("公开01", 4, 1, "旧", RED)),
        lambda name, part: (
            part.replace(
                b'<div style="text-align:left"/>', b"<div>\xe5\xa1\xab<br>\xe5\xae\x8c</div>"
            )
            if name.endswith(".vml")
            else part
        ),
    )
    assert any(b"<br>" in part for name, part in parts(given).items() if name.endswith(".vml"))
    after = marked(given, Note("公开01", 3, 1, "新", RED))
    sheet = openpyxl.load_workbook(io.BytesIO(after))["公开01"]
    assert sheet["B3"].comment.text == "新"


def test_equal_input_gives_equal_bytes(content: bytes) -> None:
    """So that a second run changes nothing."""
    note = Note("公开01", 3, 1, "问题", RED)
    assert marked(content, note) == marked(content, note)


def is_old(text: str) -> bool:
    return text.startswith("错误 T")


def test_an_earlier_note_is_replaced(tmp_path: Path) -> None:
    """Ours goes from its cell and from the comment of somebody else; theirs stays."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "公开01"
    sheet["A1"], sheet["B2"], sheet["C3"] = 1, 2, 3
    sheet["A1"].comment = Comment("经办人：已核", "某单位")
    book.save(tmp_path / "公开.xlsx")
    content = (tmp_path / "公开.xlsx").read_bytes()
    places = ((1, 0), (2, 1), (3, 2))
    first = marked(content, *(Note("公开01", *place, "错误 T101 旧", RED) for place in places))
    notes = [Note("公开01", *place, "错误 T102 新", RED) for place in places[:2]]
    for drops_old in (False, True):
        after = annotate(first, notes, "审核", is_old, (RED,) if drops_old else ())
        assert after is not None
        read = openpyxl.load_workbook(io.BytesIO(after))["公开01"]
        assert read["A1"].comment.text == "经办人：已核\n\n错误 T102 新"
        assert read["B2"].comment.text == "错误 T102 新"
        assert (read["C3"].comment is None) is drops_old
        assert (read["C3"].fill.fgColor.rgb == f"FF{RED}") is not drops_old


def test_what_somebody_else_wrote_in_our_words_stays(tmp_path: Path) -> None:
    """Whoever copied a note into a comment of his own may have added to it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "公开01"
    sheet["A1"] = 1
    sheet["A1"].comment = Comment("错误 T101 旧；已问过会计", "某单位")
    book.save(tmp_path / "公开.xlsx")
    note = Note("公开01", 1, 0, "错误 T102 新", RED)
    after = annotate((tmp_path / "公开.xlsx").read_bytes(), [note], "审核", is_old)
    assert after is not None
    read = openpyxl.load_workbook(io.BytesIO(after))["公开01"]
    assert read["A1"].comment.text == "错误 T101 旧；已问过会计\n\n错误 T102 新"


def test_the_tint_of_a_cell_counts(content: bytes) -> None:
    """Some programs show a fill only where the look says that it has one."""
    styles = parts(marked(content, Note("公开01", 3, 1, "问题", RED)))["xl/styles.xml"]
    looks = etree.fromstring(styles).find("{*}cellXfs")
    assert looks is not None
    assert looks[-1].get("applyFill") == "1"


def test_of_very_many_cells_those_of_the_most_severe_findings_are_marked(
    printed: TableSet,
) -> None:
    """A workbook full of comments is read by nobody."""
    keys = [cell.key for table in printed.tables for cell in table.cells.values()]
    leads = [
        Lead(Finding("T101", severity, Outcome.FAILED, "不对", "", cells=(key,)), 0)
        for severity, key in zip(
            [Severity.WARNING] * MOST_CELLS + [Severity.ERROR], keys, strict=False
        )
    ]
    marked_cells = CellNotes(leads, printed, Likely(printed)).cells
    assert len(marked_cells) == MOST_CELLS == 150
    assert keys[MOST_CELLS] in marked_cells


def test_a_long_message_is_cut_at_the_end_of_a_sentence_and_never_in_a_number() -> None:
    """Half an amount would be another amount."""
    sentences = "合计不等于明细之和。" * 20
    assert shortened(sentences) == "合计不等于明细之和。" * 14
    amount = "应为" * 67 + "12,345,678.90 元"
    assert shortened(amount) == "应为" * 67 + "…"
    assert is_note("错误 T601 工资福利支出不等于各款之和")
    assert not is_note("错误的数已经改了")


@pytest.mark.parametrize("severity", Severity)
def test_there_is_a_copy_only_where_something_has_to_be_done(
    content: bytes, tmp_path: Path, printed: TableSet, severity: Severity
) -> None:
    """A mere notice needs no copy."""
    key = CellKey("income_expenditure", "L57", "amount")
    tables = replace(
        printed,
        tables=tuple(
            replace(table, refs={(key.row, key.column): "公开01!B3"})
            if table.key == key.table
            else table
            for table in printed.tables
        ),
    )
    finding = Finding("T101", severity, Outcome.FAILED, "合计不对", "相差 1 元。", cells=(key,))
    audit = Audit((), (Line(finding),))
    target = tmp_path / "批注.xlsx"
    is_needed = severity is not Severity.NOTICE
    due = Annotation.WRITTEN if is_needed else Annotation.NOT_NEEDED
    assert write_annotated_copy(content, target, audit, tables, is_own=False) is due
    assert target.exists() is is_needed
