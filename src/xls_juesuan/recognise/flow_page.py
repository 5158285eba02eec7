"""A text document → one long page with lines, the texts between tables among them.

It knows how texts and tables are put below one another; it refuses to know what they say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.documents import TextBlock
from xls_juesuan.documents.flow import DocumentKind
from xls_juesuan.documents.grid import set_on_grid
from xls_juesuan.messages import documents as say
from xls_juesuan.recognise.page import PrintedPage

if TYPE_CHECKING:
    from xls_juesuan.documents import Flow
    from xls_juesuan.documents import TableBlock
    from xls_juesuan.recognise.page import Spot

#: 第二部分、三、（一）: what most documents number their headings by; no sentence ends in it.
_HEADING = re.compile(
    r"^(?:第[一二三四五六七八九十]+(?:部分|章|节)|[一二三四五六七八九十]+、"
    r"|[（(][一二三四五六七八九十]+[)）])[^。；]*$"
)
_LONGEST_HEADING = 40


def flow_page(flow: Flow, name: str) -> PrintedPage:
    """Put everything below one another.

    Args:
        flow: the document.
        name: what the page is called: the name of the file without suffix.
    """
    rows: list[tuple[str, ...]] = []
    places: list[str] = []
    tables: list[int] = []
    spans: dict[Spot, Spot] = {}
    heading = ""
    for block in flow.blocks:
        if isinstance(block, TextBlock):
            rows.append(block.cells)
            places.append(_text_place(block, flow.kind, heading))
            tables.append(0)
            heading = _heading(block) or heading
            continue
        grid, above = set_on_grid(block), len(rows)
        rows += grid.rows
        spans.update(
            {
                (line + above, place): (first + above, of)
                for (line, place), (first, of) in grid.spans.items()
            }
        )
        places += _row_places(block)
        tables += [block.number] * len(grid.rows)
    return PrintedPage(name, rows, spans=spans, line_places=places, line_tables=tables)


def _text_place(block: TextBlock, kind: DocumentKind, heading: str) -> str:
    if kind is DocumentKind.TEXT:
        return say.line_place(block.page, block.number)
    return say.text_place(block.page, block.number, heading)


def _heading(block: TextBlock) -> str:
    """The text of a numbered heading, by which a person finds what stands below it."""
    text = " ".join(block.text.split())
    return text if _HEADING.match(text) and len(text) <= _LONGEST_HEADING else ""


def _row_places(table: TableBlock) -> list[str]:
    if table.lines:
        return list(map(say.line_place, table.pages, table.lines))
    return [say.row_place(page, table.number, row) for row, page in enumerate(table.pages, start=1)]
