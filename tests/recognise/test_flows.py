"""Texts and tables of documents come in their order, whatever the file wraps them in."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.recognise.documents import figures
from tests.recognise.documents import recognised
from tests.recognise.text_documents import parts
from tests.recognise.text_documents import with_tabs
from tests.recognise.text_documents import write_text
from xls_juesuan.documents import TableBlock
from xls_juesuan.documents import TextBlock
from xls_juesuan.documents.chunks import Chunk
from xls_juesuan.documents.chunks import boxes_of
from xls_juesuan.documents.chunks import columns_of
from xls_juesuan.documents.chunks import table_ranges
from xls_juesuan.documents.flow import Box
from xls_juesuan.documents.grid import set_on_grid
from xls_juesuan.documents.pdf_lines import PaperLine
from xls_juesuan.documents.pdf_lines import join_paragraphs
from xls_juesuan.documents.pdf_lines import without_margins
from xls_juesuan.documents.pdf_page import PaperPage
from xls_juesuan.documents.word import read_word
from xls_juesuan.recognise.flow_page import flow_page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.documents import Flow
    from xls_juesuan.tables import TableSet

W = nsdecls("w")


def word_flow(*elements: str) -> Flow:
    """Read a document whose body holds the given XML."""
    document = Document()
    body: Any = document.element.body
    for number, element in enumerate(elements):
        body.insert(number, parse_xml(element))
    content = io.BytesIO()
    document.save(content)
    return read_word("文档.docx", content.getvalue())


def texts(flow: Flow) -> list[str]:
    """Texts outside of tables."""
    return [block.text for block in flow.blocks if isinstance(block, TextBlock)]


def test_a_paragraph_is_found_by_the_heading_it_stands_below() -> None:
    """Few programs count paragraphs, so that a place names the heading above it."""

    def paragraph(text: str) -> str:
        return f"<w:p {W}><w:r><w:t>{text}</w:t></w:r></w:p>"

    said = [
        "总述。",
        "三、支出决算情况",
        "支出合计 10 万元。",
        "一、这一句不是标题；它说完了。",
        "又一句。",
    ]
    page = flow_page(word_flow(*map(paragraph, said)), "文档")
    assert list(page.line_places) == [
        "第1段",
        "第2段",
        "第3段（“三、支出决算情况”下）",
        "第4段（“三、支出决算情况”下）",
        "第5段（“三、支出决算情况”下）",
    ]


def test_deleted_text_is_left_out_and_inserted_text_counts() -> None:
    """A document with tracked changes says what it will say once they are accepted."""
    flow = word_flow(
        f"<w:p {W}><w:r><w:t>收入合计</w:t></w:r>"
        "<w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>200万元</w:t></w:r></w:ins></w:p>"
    )
    assert texts(flow) == ["收入合计200万元"]


def test_content_controls_and_fields_show_what_they_hold() -> None:
    """Text within a control counts; what a field computes with does not."""
    flow = word_flow(
        f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:instrText>TOC \\o</w:instrText></w:r>"
        "<w:r><w:t>一、概况</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>1</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    assert [block.cells for block in flow.blocks if isinstance(block, TextBlock)] == [
        ("一、概况", "1")
    ]


def test_a_cell_merged_downwards_covers_its_rows() -> None:
    """The text stands in the first row, and the others know whose they are."""
    flow = word_flow(
        f"<w:tbl {W}><w:tblGrid><w:gridCol w:w='1000'/><w:gridCol w:w='1000'/></w:tblGrid>"
        "<w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>项目</w:t></w:r>"
        "</w:p></w:tc><w:tc><w:p><w:r><w:t>上</w:t></w:r></w:p></w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
        "<w:tc><w:p><w:r><w:t>下</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    (table,) = (block for block in flow.blocks if isinstance(block, TableBlock))
    grid = set_on_grid(table)
    assert grid.rows == (("项目", "上"), ("", "下"))
    assert grid.spans == {(1, 0): (0, 0)}


def test_edges_that_miss_one_another_by_a_hair_are_one() -> None:
    """Rows drawn by hand have the columns that were meant."""
    boxes = (
        Box(0, 1, 0.0, 100.0, "编码"),
        Box(0, 1, 100.0, 200.0, "金额"),
        Box(1, 2, 0.4, 98.9, "201"),
        Box(1, 2, 98.9, 200.0, "5.00"),
    )
    assert set_on_grid(TableBlock(boxes, (1, 1), 1, 3.0)).rows == (
        ("编码", "金额"),
        ("201", "5.00"),
    )


def test_columns_that_no_row_tells_apart_are_one() -> None:
    """A heading over two cells whose rows fill now one, now the other is one column."""
    boxes = (
        Box(0, 1, 0.0, 40.0, "编码"),
        Box(0, 1, 40.0, 120.0, "金额"),
        Box(1, 2, 0.0, 40.0, "201"),
        Box(1, 2, 40.0, 80.0, ""),
        Box(1, 2, 80.0, 120.0, "5.00"),
    )
    assert set_on_grid(TableBlock(boxes, (1, 1), 1, 3.0)).rows == (
        ("编码", "金额"),
        ("201", "5.00"),
    )


def line(text: str, *, left: float = 90, right: float = 500, page: int = 1, at: float = 0.5) -> Any:  # noqa: ANN401 - short for tests
    """A line on paper with letters of 16 points."""
    return PaperLine((text,), page, 1, left, right, at * 842, 16.0, at)


def test_a_sentence_goes_on_over_the_end_of_a_line_and_of_a_page() -> None:
    """Full lines are joined with those that begin at the margin; indented ones are new."""
    lines = [
        line("2024年度收入合计411.91万元，其中：财政拨", left=122),
        line("款收入411.91万元，占100.00%。", right=300, page=2, at=0.2),
        line("二、支出决算情况说明", left=122, right=280, page=2, at=0.25),
    ]
    assert [one.text for one in join_paragraphs(lines)] == [
        "2024年度收入合计411.91万元，其中：财政拨款收入411.91万元，占100.00%。",
        "二、支出决算情况说明",
    ]


def test_page_numbers_and_running_heads_are_no_text() -> None:
    """What stands at the edge of every page does not part a table or a sentence."""
    pages = [
        PaperPage(
            number,
            (
                line("某县财政局2024年度部门决算", page=number, at=0.05),
                line(f"第{number}段的内容", page=number),
                line(f"- {number} -", page=number, at=0.95),
            ),
        )
        for number in range(1, 5)
    ]
    kept = [one.text for page in without_margins(pages) for one in page.lines]
    assert kept == [f"第{number}段的内容" for number in range(1, 5)]


@pytest.mark.parametrize("number", ["12", "— 12 —", "第12页", "第 3 页 共 20 页", "3/20", "iv"])
def test_page_numbers_are_known_in_all_their_forms(number: str) -> None:
    """Only at the edge of a page; the same words within it count."""
    page = PaperPage(1, (line(number, at=0.96), line(number, at=0.5)))
    assert len(without_margins([page])[0].lines) == 1


def chunks(*pieces: tuple[float, str]) -> Sequence[Chunk]:
    """Pieces of a line, a letter 10 points wide."""
    return [Chunk(left, left + 10 * len(text), text) for left, text in pieces]


def test_columns_without_rules_are_found_by_what_stands_below_one_another() -> None:
    """A heading over two columns joins neither, a blank cell moves nothing."""
    lines = [
        chunks((0, "编码"), (160, "本年支出")),
        chunks((0, "编码"), (150, "小计"), (200, "基本")),
        chunks((0, "201"), (155, "3.00"), (205, "1.00")),
        chunks((0, "202"), (205, "2.00")),
        chunks((0, "203"), (155, "4.00"), (205, "4.00")),
    ]
    assert [*table_ranges(lines)] == [range(1, 5)]
    boxes = boxes_of(lines[1:], columns_of(lines[1:], 3), 10)
    grid = set_on_grid(TableBlock(tuple(boxes), (0,) * 4, 1, 0.5))
    assert grid.rows[1:] == (("201", "3.00", "1.00"), ("202", "", "2.00"), ("203", "4.00", "4.00"))


def test_a_table_that_goes_on_under_its_repeated_title_is_one(
    tmp_path: Path, printed: TableSet
) -> None:
    """The next page repeats title and heading; the rows belong to the same table."""

    def write() -> str:
        lines: list[str] = []
        for table, before, rows, after in parts(printed):
            heads = len({head.line for head in table.heads})
            if table.key == "expenditure":
                middle = heads + 8
                lines += [*before, *map(with_tabs, rows[:middle])]
                lines += [table.title, *map(with_tabs, rows[:heads] + rows[middle:]), *after]
            else:
                lines += [*before, *map(with_tabs, rows), *after]
        return "\n".join(lines)

    path = tmp_path / "公开.txt"
    path.write_text(write(), encoding="utf-8")
    document = recognised(path)
    assert figures(document.tables) == figures(printed)
    assert not document.not_recognised


def test_a_title_on_two_lines_is_the_title_of_its_table(tmp_path: Path, printed: TableSet) -> None:
    """The second line alone would name another table."""
    path = write_text(tmp_path / "公开.txt", printed, with_tabs)
    content = path.read_text(encoding="utf-8")
    whole = "财政拨款收入支出决算总表"
    assert whole in content
    path.write_text(
        content.replace(f"\n{whole}\n", "\n财政拨款\n收入支出决算总表\n"), encoding="utf-8"
    )
    assert figures(recognised(path).tables) == figures(printed)
