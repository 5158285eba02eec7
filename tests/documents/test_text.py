"""Plain text: every line is named as an editor numbers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xls_juesuan.documents import TextBlock
from xls_juesuan.documents.text import read_text
from xls_juesuan.reading.formats.limits import Budget
from xls_juesuan.reading.formats.limits import Piece
from xls_juesuan.recognise.flow_page import flow_page

if TYPE_CHECKING:
    from xls_juesuan.documents import Flow

LINES = ("标题", "", "", "第一段", "", "甲\t乙\t丙", "", "1\t2\t3", "", "第二段")


def flow(text: str, encoding: str = "utf-8") -> Flow:
    """Read a text."""
    content = text.encode(encoding)
    return read_text(Piece("文.txt", "文", content, Budget.for_file(len(content))))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_as_an_editor_does(end: str) -> None:
    """Blank lines count, whatever ends a line."""
    page = flow_page(flow(end.join(LINES)), "文")
    numbers = [number for number, line in enumerate(LINES, start=1) if line]
    assert list(page.line_places) == [f"第{number}行" for number in numbers]
    assert page.ref(2, 1) == "第6行第2列"


def test_rows_that_only_stand_below_one_another_keep_their_lines() -> None:
    """The same for tables whose columns are parted by gaps."""
    rows = ["甲  乙  丙", "", "", "1  2  3", "4  5  6"]
    page = flow_page(flow("\n".join(rows)), "文")
    assert list(page.line_places) == ["第1行", "第4行", "第5行"]


def test_a_text_with_pages_names_both() -> None:
    """A page ends within a line of the file, as programs that take text from PDF write it."""
    page = flow_page(flow("标题\n\n第一段\n\f第二段\n- 2 -\n第三段"), "文")
    places = [
        "第1页（文件第1行）",
        "第1页（文件第3行）",
        "第2页（文件第4行）",
        "第2页（文件第6行）",
    ]
    assert list(page.line_places) == places


def test_a_rule_below_the_heading_of_a_table_is_no_row() -> None:
    """As Markdown and terminals draw tables."""
    page = flow_page(flow("| 甲 | 乙 |\n|---|:--:|\n| 1 | 2 |"), "文")
    assert page.rows == [("甲", "乙"), ("1", "2")]


def test_a_line_with_gaps_without_end_is_one_text() -> None:
    """No table is that wide: looking for its columns would never end."""
    read = flow("\n".join(["数  " * 60_000] * 3))
    assert [block.text.count("数") for block in read.blocks if isinstance(block, TextBlock)] == [
        60_000
    ] * 3


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_texts_of_old_editors_are_read(encoding: str) -> None:
    """Encodings that Windows writes."""
    assert [
        block.text
        for block in flow("二、收入决算情况说明\n金额１２．３万元", encoding).blocks
        if hasattr(block, "text")
    ] == [
        "二、收入决算情况说明",
        "金额１２．３万元",
    ]
