"""What a reader does not see, or sees crossed out, is no part of a figure; the rest is kept."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from xls_juesuan.documents import Flow
from xls_juesuan.documents import TableBlock
from xls_juesuan.documents import TextBlock
from xls_juesuan.documents.grid import set_on_grid
from xls_juesuan.documents.html import read_html_page
from xls_juesuan.documents.word import read_word
from xls_juesuan.reading.formats.limits import Budget
from xls_juesuan.reading.formats.limits import Piece

W = nsdecls("w")
GRID = "<w:tblGrid>" + '<w:gridCol w:w="2000"/>' * 3 + "</w:tblGrid>"


def shown(flow: Flow) -> list[Any]:
    """Texts, and rows of tables."""
    return [
        block.text if isinstance(block, TextBlock) else set_on_grid(block).rows
        for block in flow.blocks
        if isinstance(block, (TextBlock, TableBlock))
    ]


def page(text: str) -> list[Any]:
    """Read a web page."""
    content = text.encode()
    return shown(read_html_page(Piece("页.html", "页", content, Budget.for_file(len(content)))))


def word(element: str) -> list[Any]:
    """Read a Word document of one element."""
    document = Document()
    body: Any = document.element.body
    body.insert(0, parse_xml(element))
    content = io.BytesIO()
    document.save(content)
    return shown(read_word("文.docx", content.getvalue()))


def run(text: str, properties: str = "") -> str:
    """A run of letters."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def row(*texts: str, properties: str = "") -> str:
    """A row of a table."""
    cells = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in texts)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_crossed_out_text_of_a_page_is_left_out(tag: str) -> None:
    """The old figure beside the new one does not make a longer figure of both."""
    assert page(f"<p>收入<{tag}>100</{tag}><ins>200</ins>万元</p>") == ["收入200万元"]


@pytest.mark.parametrize("mark", ["style='display:none'", "hidden"])
def test_hidden_parts_of_a_page_are_left_out(mark: str) -> None:
    """Words, rows and tables alike."""
    table = "<table><tr><td>甲</td><td>1</td></tr>{}</table>"
    hidden = f"<tr {mark}><td>乙</td><td>2</td></tr>"
    assert page(f"<p>收<span {mark}>9</span>入</p>{table.format(hidden)}") == [
        "收入",
        (("甲", "1"),),
    ]
    assert page(f"<p>前</p><table {mark}><tr><td>甲</td></tr></table>") == ["前"]


def test_numbers_of_notes_on_a_page_are_no_digits() -> None:
    """Raised 1 and [1] lead to notes."""
    assert page("<p>收入411.91<sup>1</sup>万元</p>") == ["收入411.91万元"]
    assert page("<table><tr><td>12.5<sup>[2]</sup></td><td>甲</td></tr></table>") == [
        (("12.5", "甲"),)
    ]


def test_a_cell_down_to_the_last_row_of_a_page_moves_no_other() -> None:
    """rowspan=0 covers all rows below."""
    rows = "<tr><td rowspan=0>甲</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr>"
    assert page(f"<table>{rows}</table>") == [(("甲", "1"), ("", "2"), ("", "3"))]


@pytest.mark.parametrize("mark", ["<w:vanish/>", "<w:strike/>", "<w:dstrike/>"])
def test_hidden_and_crossed_out_text_of_word_is_left_out(mark: str) -> None:
    """It is not printed, or not meant; switched off it counts."""
    off = mark.replace("/>", ' w:val="0"/>')
    text = run("收入") + run("100", mark) + run("200", off) + run("万元")
    assert word(f"<w:p {W}>{text}</w:p>") == ["收入200万元"]


def test_numbers_of_notes_in_word_are_no_digits() -> None:
    """Raised digits behind a figure."""
    raised = '<w:vertAlign w:val="superscript"/>'
    text = run("收入411.91") + run("1", raised) + run("万元")
    assert word(f"<w:p {W}>{text}</w:p>") == ["收入411.91万元"]


def test_deleted_rows_of_word_are_left_out() -> None:
    """Tracked changes of a table."""
    gone = row("乙", "9", "9", properties='<w:del w:id="1" w:author="某"/>')
    table = f"<w:tbl {W}><w:tblPr/>{GRID}{row('甲', '1', '2')}{gone}{row('丙', '3', '4')}</w:tbl>"
    assert word(table) == [(("甲", "1", "2"), ("丙", "3", "4"))]


def test_a_figure_in_a_box_over_a_cell_is_the_cells() -> None:
    """A text box that lies in a cell is not taken for a blank; one with a table gives the table."""
    shape = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        "<w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    box = shape.format(f"<w:p>{run('12.5')}</w:p>")
    cells = f"<w:tc><w:p>{run('甲')}</w:p></w:tc><w:tc><w:p>{box}</w:p></w:tc>"
    assert word(f"<w:tbl {W}><w:tblPr/>{GRID}<w:tr>{cells}</w:tr></w:tbl>") == [(("甲", "12.5"),)]
    inside = shape.format(f"<w:tbl><w:tblPr/>{GRID}{row('甲', '1', '2')}</w:tbl><w:p/>")
    assert word(f"<w:p {W}>{inside}</w:p>") == [(("甲", "1", "2"),)]


def test_columns_that_a_word_table_does_not_declare_stand_beside_one_another() -> None:
    """A row may have more cells than the table says, or the table says nothing."""
    for grid in (GRID, "<w:tblGrid/>", ""):
        rows = row("甲", "乙", "丙", "丁", "戊") + row("1", "2", "3", "4", "5")
        read = word(f"<w:tbl {W}>{grid}{rows}</w:tbl>")
        assert read == [(("甲", "乙", "丙", "丁", "戊"), ("1", "2", "3", "4", "5"))]


@pytest.mark.parametrize("depth", [1, 2, 3, 12])
def test_a_table_within_tables_that_arrange_the_page_is_read_once(depth: int) -> None:
    """Old pages are built of tables within tables; each text and table comes but once."""
    table = "<table><tr><td>收入</td><td>1.00</td></tr></table>"
    inside = f"<p>上文</p>{table}<p>下文</p>"
    for _ in range(depth):
        inside = f"<table><tr><td>{inside}</td></tr></table>"
    assert page(f"<html><body>{inside}</body></html>") == [
        "上文",
        (("收入", "1.00"),),
        "下文",
    ]


def test_a_table_behind_one_that_arranges_the_page_is_read() -> None:
    """What stands around is told from what only stands before."""
    one = "<table><tr><td>甲</td><td>1</td></tr></table>"
    other = "<table><tr><td>乙</td><td>2</td></tr></table>"
    read = page(f"<html><body><table><tr><td>{one}</td></tr></table>{other}</body></html>")
    assert read == [(("甲", "1"),), (("乙", "2"),)]


def test_rows_that_a_cell_covers_end_with_its_table() -> None:
    """A cell that covers more rows than there are adds none."""
    assert page("<html><table><tr><td rowspan=9>甲</td><td>1</td></tr></table></html>") == [
        (("甲", "1"),)
    ]
