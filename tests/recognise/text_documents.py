"""Text documents with published tables: Word, web pages, plain text of several kinds."""

from __future__ import annotations

import unicodedata
from html import escape
from typing import TYPE_CHECKING

from docx import Document
from docx.shared import Pt

from tests.recognise.documents import Style
from tests.recognise.documents import table_cells
from tests.recognise.documents import texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from tests.recognise.documents import Cells
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import Table

STYLE = Style(figure=texts)
#: Lines between the title and the heading.
HEAD = 4
ABOVE = ("某县2024年度部门决算", "目录", "第一部分 概况", "第二部分 2024年度部门决算表")


def grid(table: Table, cells: Cells) -> list[list[str]]:
    """Rows of a table from its heading to its last row, as texts."""
    first = min(head.line for head in table.heads)
    return [
        [str(cells.get((line, place)) or "") for place in range(table.places)]
        for line in range(first, table.end_line)
    ]


def above(table: Table, cells: Cells) -> list[str]:
    """Title, label, unit and year as lines of text."""
    first = min(head.line for head in table.heads)
    return [str(text) for (line, _), text in sorted(cells.items()) if line < first and text]


def below(table: Table, cells: Cells) -> list[str]:
    """Notes and statements."""
    return [
        str(text) for (line, _), text in sorted(cells.items()) if line >= table.end_line and text
    ]


def parts(tables: TableSet) -> Iterator[tuple[Table, list[str], list[list[str]], list[str]]]:
    """Each table with the lines above it, its rows and the lines below."""
    for table in tables.tables:
        cells = table_cells(table, tables.department_line, STYLE)
        yield table, above(table, cells), grid(table, cells), below(table, cells)


def write_text(path: Path, tables: TableSet, row: Callable[[list[str]], str]) -> Path:
    """Write plain text; ``row`` writes the cells of a row as a line."""
    lines = list(ABOVE)
    for _, before, rows, after in parts(tables):
        lines += [*before, "", *map(row, rows), "", *after, ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def with_tabs(cells: list[str]) -> str:
    """Parted by tabs."""
    return "\t".join(cells)


def with_bars(cells: list[str]) -> str:
    """Parted by bars."""
    return "| " + " | ".join(cells) + " |"


def with_gaps(cells: list[str]) -> str:
    """Below one another in columns of one width, as text taken from a PDF has them."""
    return "".join(_wide(cell) for cell in cells).rstrip()


def _wide(text: str, width: int = 60) -> str:
    used = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
    return text + " " * max(2, width - used)


def write_page(path: Path, tables: TableSet) -> Path:
    """Write a web page whose headings are merged."""
    lines = [f"<p>{text}</p>" for text in ABOVE]
    for table, before, rows, after in parts(tables):
        spans = {(head.line, head.place): head for head in table.heads}
        covered = {
            (line, place)
            for head in table.heads
            for line in range(head.line, head.line + head.lines)
            for place in range(head.place, head.place + head.places)
            if (line, place) != (head.line, head.place)
        }
        first = min(head.line for head in table.heads)
        lines += [f"<p>{escape(text)}</p>" for text in before]
        lines.append("<table>")
        for line, row in enumerate(rows, start=first):
            cells = []
            for place, text in enumerate(row):
                if (line, place) in covered:
                    continue
                head = spans.get((line, place))
                size = f" rowspan='{head.lines}' colspan='{head.places}'" if head else ""
                cells.append(f"<td{size}>{escape(text)}</td>")
            lines.append(f"<tr>{''.join(cells)}</tr>")
        lines.append("</table>")
        lines += [f"<p>{escape(text)}</p>" for text in after]
    path.write_text(f"<html><body>{''.join(lines)}</body></html>", encoding="utf-8")
    return path


def write_word(path: Path, tables: TableSet, size: int = 11) -> Path:
    """Write a Word document whose headings are merged, in letters of some size."""
    document = Document()
    document.styles["Normal"].font.size = Pt(size)
    for text in ABOVE:
        document.add_paragraph(text)
    for table, before, rows, after in parts(tables):
        for text in before:
            document.add_paragraph(text)
        word = document.add_table(len(rows), table.places, style="Table Grid")
        first = min(head.line for head in table.heads)
        cells = [word.row_cells(line) for line in range(len(rows))]
        for line, row in enumerate(rows):
            for place, text in enumerate(row):
                if text:
                    cells[line][place].text = text
        for head in table.heads:
            line = head.line - first
            last = cells[line + head.lines - 1][head.place + head.places - 1]
            merged = cells[line][head.place].merge(last)
            merged.text = head.text
        for text in after:
            document.add_paragraph(text)
    document.save(str(path))
    return path
