"""A small document with every kind of block, and what reads it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from tests.workbooks import content_of
from xls_juesuan.disclosure.document import AttachmentTable
from xls_juesuan.disclosure.document import Disclosure
from xls_juesuan.disclosure.document import GridCell
from xls_juesuan.disclosure.document import Heading
from xls_juesuan.disclosure.document import Level
from xls_juesuan.disclosure.document import Paragraph
from xls_juesuan.disclosure.document import Run
from xls_juesuan.disclosure.document import StatutoryTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table

    from xls_juesuan.disclosure.document import Block

UNIT = "某某局"
TITLE = f"2024年度{UNIT}部门决算"
GAP = "【待补：主要原因】"


def attachment(key: str, title: str, widths: tuple[float, ...], lines: int) -> AttachmentTable:
    """A table with a merged name, two heading lines and as many lines of indicators."""
    last = len(widths) - 1
    cells = [
        GridCell("项目名称", 0, 0, is_head=True),
        GridCell("工作经费", 0, 1, places=last),
        *(GridCell(f"指标{place}", 1, place, is_head=True) for place in range(last + 1)),
        GridCell("产出指标", 2, 0, lines=lines, is_head=True),
        *(
            GridCell("10.00", line, place, is_number=True, gap="x" if line == 2 else "")
            for line in range(2, 2 + lines)
            for place in range(1, last + 1)
        ),
    ]
    return AttachmentTable(key, title, "2025年4月", widths, tuple(cells), head_lines=2)


NARROW = attachment("overall", "部门整体支出绩效自评情况表", (10, 10, 20), 3)
WIDE = attachment("project-1", "项目支出绩效自评情况表", (20, 20, 30, 30), 60)


def blocks() -> tuple[Block, ...]:
    """Five parts: text, the nine tables, text with a gap, terms, attachments."""
    tables = content_of().tables.tables
    return (
        Heading(Level.PART, f"第一部分 {UNIT}概况"),
        Heading(Level.SECTION, "一、部门职责"),
        Paragraph((Run("负责 某某 工作。"),)),
        Heading(Level.PART, "第二部分 2024年度部门决算表"),
        *(
            block
            for table in tables
            for block in (Heading(Level.SECTION, f"表、{table.title}"), StatutoryTable(table.key))
        ),
        Heading(Level.PART, "第三部分 2024年度部门决算情况说明"),
        Heading(Level.SECTION, "一、收入支出决算总体情况说明"),
        Heading(Level.SUBSECTION, "（一）总体情况"),
        Paragraph(
            (Run("收、支总计各减少，主要原因是"), Run(GAP, gap="reason.grand_total"), Run("。"))
        ),
        Heading(Level.SECTION, "二、收入决算情况说明"),
        *(Paragraph((Run("本年收入合计411.91万元。" * 20),)) for _ in range(6)),
        Heading(Level.PART, "第四部分 名词解释"),
        Paragraph((Run("一、财政拨款收入：从财政取得的资金。"),)),
        Heading(Level.PART, "第五部分 附件"),
        NARROW,
        WIDE,
        WIDE,
    )


def disclosure() -> Disclosure:
    """The document."""
    return Disclosure(TITLE, UNIT, 2024, Run("2025年9月"), blocks())


def texts(table: Table) -> list[list[str]]:
    """Texts of a table as a grid; merged cells repeat theirs."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def field_codes(element: BaseOxmlElement) -> list[str]:
    """What the fields in an element compute."""
    return [(code.text or "").strip() for code in element.iter(qn("w:instrText"))]


def inner_texts(element: BaseOxmlElement) -> str:
    """All text of an element."""
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def style_names(document: Document) -> Iterator[tuple[str, str]]:
    """Style and text of every paragraph outside tables."""
    for paragraph in document.paragraphs:
        yield str(paragraph.style.name if paragraph.style else ""), paragraph.text
