"""PDF files with a text layer: ruled tables, lines and paragraphs, page by page.

It knows letters and rules on paper; it refuses to know what tables mean. Pages that are pictures
hold no letters, and pages whose letters the file does not explain, are named, never guessed.
"""

from __future__ import annotations

from itertools import groupby
from itertools import takewhile
from typing import TYPE_CHECKING

from xls_juesuan.documents.broken_rows import join_broken_row
from xls_juesuan.documents.flow import DocumentKind
from xls_juesuan.documents.flow import Flow
from xls_juesuan.documents.flow import TableBlock
from xls_juesuan.documents.flow import TextBlock
from xls_juesuan.documents.open_tables import OpenTable
from xls_juesuan.documents.open_tables import goes_on
from xls_juesuan.documents.open_tables import set_open
from xls_juesuan.documents.pdf_lines import PaperLine
from xls_juesuan.documents.pdf_lines import join_paragraphs
from xls_juesuan.documents.pdf_lines import without_margins
from xls_juesuan.documents.pdf_page import PaperPage
from xls_juesuan.documents.pdf_page import PaperTable
from xls_juesuan.documents.pdf_page import read_page
from xls_juesuan.documents.pdf_sheets import LockedPdfError
from xls_juesuan.documents.pdf_sheets import read_sheets
from xls_juesuan.messages import documents as say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.documents.flow import Block
    from xls_juesuan.documents.flow import Box
    from xls_juesuan.documents.pdf_page import PaperItem

#: Points; edges of cells that are no further apart are the same.
TOLERANCE = 3.0
#: The same where no rules are drawn and edges lie between columns.
OPEN_TOLERANCE = 0.5
#: Tables of two pages whose sides differ by no more are one table.
_SAME_SIDES = 8.0

PaperPart = PaperTable | OpenTable


def read_pdf(name: str, content: bytes) -> Flow:
    """Read a PDF.

    Raises:
        UserError: it is damaged, locked, or only pictures.
    """
    pages = without_margins(_pages(name, content))
    silent = tuple(page.number for page in pages if page.is_silent)
    if len(silent) == len(pages) or not any(page.items for page in pages):
        raise say.nothing_legible(name, len(pages))
    return Flow(DocumentKind.PDF, tuple(_blocks(pages)), silent)


def _pages(name: str, content: bytes) -> list[PaperPage]:
    from pypdfium2 import PdfiumError

    try:
        return [read_page(sheet) for sheet in read_sheets(content)]
    except LockedPdfError as error:
        raise say.locked(name) from error
    except PdfiumError as error:
        raise say.damaged(name) from error


def _blocks(pages: Sequence[PaperPage]) -> Iterator[Block]:
    """Join what only the end of a page or a line has parted."""
    tables = 0
    items = _with_rests(pages)
    for is_text, run in groupby(items, lambda item: isinstance(item, PaperLine)):
        if is_text:
            yield from _texts([item for item in run if isinstance(item, PaperLine)])
            continue
        parts = [item for item in run if not isinstance(item, PaperLine)]
        for table in _joined(parts):
            tables += 1
            yield _table(table, tables)


def _with_rests(pages: Sequence[PaperPage]) -> Iterator[PaperItem]:
    """All items in order; lines at the top of a page that go on with an open table are one."""
    last: PaperItem | None = None
    for page in pages:
        items = list(page.items)
        if isinstance(last, OpenTable) and last.page == page.number - 1:
            texts = takewhile(lambda item: isinstance(item, PaperLine) and item.pieces, items)
            lines = [item.pieces for item in texts if isinstance(item, PaperLine) and item.pieces]
            count = goes_on(last, lines)
            if count:
                items[:count] = [OpenTable(tuple(lines[:count]), page.number)]
        yield from items
        last = items[-1] if items else None


def _texts(lines: Sequence[PaperLine]) -> Iterator[TextBlock]:
    for paragraph in join_paragraphs(lines):
        yield TextBlock(paragraph.cells, paragraph.page, paragraph.number)


def _joined(parts: Sequence[PaperPart]) -> Iterator[list[PaperPart]]:
    """Parts of one table together."""
    table: list[PaperPart] = []
    for part in parts:
        if table and not _goes_on(table[-1], part):
            yield table
            table = []
        table.append(part)
    if table:
        yield table


def _goes_on(before: PaperPart, after: PaperPart) -> bool:
    """Whether a table at the top of a page continues that at the bottom of the last one."""
    if after.page != before.page + 1:
        return False
    if isinstance(before, OpenTable) or isinstance(after, OpenTable):
        return isinstance(before, OpenTable) and isinstance(after, OpenTable)
    return (
        abs(before.left - after.left) <= _SAME_SIDES
        and abs(before.right - after.right) <= _SAME_SIDES
    )


def _table(parts: Sequence[PaperPart], number: int) -> TableBlock:
    boxes: list[Box] = []
    pages: list[int] = []
    if isinstance(parts[0], OpenTable):
        boxes, pages = set_open([part for part in parts if isinstance(part, OpenTable)])
        return TableBlock(tuple(boxes), tuple(pages), number, OPEN_TOLERANCE)
    for part in parts:
        if isinstance(part, PaperTable):
            _add_part(part, boxes, pages)
    return TableBlock(tuple(boxes), tuple(pages), number, TOLERANCE)


def _add_part(part: PaperTable, boxes: list[Box], pages: list[int]) -> None:
    """Put the rows of one page below those before, the rest of a broken row into that row."""
    rows = len(pages)
    last = [box for box in boxes if box.bottom == rows]
    first = [box for box in part.boxes if box.top == 0]
    is_flat = all(box.bottom == 1 for box in first)
    joined = join_broken_row(last, first) if rows and is_flat else None
    skipped = 0 if joined is None else 1
    if joined is not None:
        boxes[:] = [*(box for box in boxes if box.bottom != rows), *joined]
    boxes += [box.moved_down(rows - skipped) for box in part.boxes if box.top >= skipped]
    pages += [part.page] * (part.rows - skipped)
