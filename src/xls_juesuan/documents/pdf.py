"""PDF files with a text layer: ruled tables, lines and paragraphs, page by page.

It knows letters and rules on paper; it refuses to know what tables mean. Pages that are pictures
hold no letters, and pages whose letters the file does not explain, are named, never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.documents.flow import DocumentKind
from xls_juesuan.documents.flow import Flow
from xls_juesuan.documents.flow import TableBlock
from xls_juesuan.documents.flow import TextBlock
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

#: Points; edges of cells that are no further apart are the same.
TOLERANCE = 3.0
#: Tables of two pages whose sides differ by no more are one table.
_SAME_SIDES = 8.0


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
    lines: list[PaperLine] = []
    parts: list[PaperTable] = []
    for page in pages:
        for item in page.items:
            if isinstance(item, PaperTable):
                if lines:
                    yield from _texts(lines)
                    lines = []
                if parts and not _goes_on(parts[-1], item):
                    tables += 1
                    yield _table(parts, tables)
                    parts = []
                parts.append(item)
            else:
                if parts:
                    tables += 1
                    yield _table(parts, tables)
                    parts = []
                lines.append(item)
    if parts:
        yield _table(parts, tables + 1)
    yield from _texts(lines)


def _texts(lines: Sequence[PaperLine]) -> Iterator[TextBlock]:
    for paragraph in join_paragraphs(lines):
        yield TextBlock(paragraph.cells, paragraph.page, paragraph.number)


def _goes_on(before: PaperTable, after: PaperTable) -> bool:
    """Whether a table at the top of a page continues that at the bottom of the last one."""
    return (
        after.page == before.page + 1
        and abs(before.left - after.left) <= _SAME_SIDES
        and abs(before.right - after.right) <= _SAME_SIDES
    )


def _table(parts: Sequence[PaperTable], number: int) -> TableBlock:
    boxes = []
    pages: list[int] = []
    for part in parts:
        boxes += [box.moved_down(len(pages)) for box in part.boxes]
        pages += [part.page] * part.rows
    return TableBlock(tuple(boxes), tuple(pages), number, TOLERANCE)
