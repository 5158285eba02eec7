"""Web pages: the text between tables and the tables, in the order of the page.

A table that only arranges the page is opened: what stands in it are tables and texts of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.documents.flow import Box
from xls_juesuan.documents.flow import DocumentKind
from xls_juesuan.documents.flow import Flow
from xls_juesuan.documents.flow import TableBlock
from xls_juesuan.documents.flow import TextBlock
from xls_juesuan.messages import documents as say
from xls_juesuan.reading.formats.html import MOST_ACROSS
from xls_juesuan.reading.formats.html import MOST_DOWN
from xls_juesuan.reading.formats.html import cell_span
from xls_juesuan.reading.formats.html import element_text
from xls_juesuan.reading.formats.html import is_unseen
from xls_juesuan.reading.formats.html import own_rows
from xls_juesuan.reading.formats.html import parse_page
from xls_juesuan.reading.formats.html import walk_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.documents.flow import Block
    from xls_juesuan.reading.formats.limits import Piece


def read_html_page(piece: Piece) -> Flow:
    """Read a page.

    Raises:
        UserError: it is no page, nothing is in it, or its tables are nested without end.
    """
    root = parse_page(piece)
    if root is None:
        raise say.damaged(piece.file)
    try:
        return Flow(DocumentKind.HTML, tuple(_Page().blocks(root)))
    except RecursionError as error:
        # Tables within tables some hundred deep: nobody made such a page to be read.
        raise say.damaged(piece.file) from error


class _Page:
    """Gives the blocks of a page and counts them."""

    def __init__(self) -> None:
        self._lines = 0
        self._tables = 0

    def blocks(self, root: Any) -> Iterator[Block]:  # noqa: ANN401 - lxml is untyped
        words: list[str] = []
        for event, element in walk_page(root):
            if event == "text":
                words.append(element)
                continue
            if _is_within_table(element, root):
                # It is read where the table around it is opened, and only there.
                continue
            yield from self._texts(words)
            words = []
            yield from self._table(element)
        yield from self._texts(words)

    def _texts(self, words: list[str]) -> Iterator[TextBlock]:
        for line in "".join(words).split("\n"):
            if text := line.strip():
                self._lines += 1
                yield TextBlock((text,), 0, self._lines)

    def _table(self, element: Any) -> Iterator[Block]:  # noqa: ANN401 - lxml is untyped
        if is_unseen(element):
            return
        if next(element.iterdescendants("table"), None) is not None:
            for row in own_rows(element):
                for cell in row.iterchildren("td", "th"):
                    yield from self.blocks(cell)
            return
        caption = element.find("caption")
        if caption is not None:
            yield from self._texts([element_text(caption)])
        boxes: list[Box] = []
        covered: dict[int, int] = {}
        rows = 0
        for row in own_rows(element):
            if not is_unseen(row):
                boxes += _row(row, rows, covered)
                rows += 1
        boxes = [replace(box, bottom=min(box.bottom, rows)) for box in boxes]
        if boxes:
            self._tables += 1
            yield TableBlock(tuple(boxes), (0,) * rows, self._tables)


def _is_within_table(element: Any, root: Any) -> bool:  # noqa: ANN401 - lxml is untyped
    """Whether another table stands around a table, below the root."""
    for ancestor in element.iterancestors():
        if ancestor is root:
            return False
        if ancestor.tag == "table":
            return True
    return False


def _row(row: Any, line: int, covered: dict[int, int]) -> Iterator[Box]:  # noqa: ANN401 - lxml
    """Cells of a row; ``covered`` says until which row each column is taken from above."""
    place = 0
    for cell in row.iterchildren("td", "th"):
        while covered.get(place, 0) > line:
            place += 1
        across = cell_span(cell, "colspan", MOST_ACROSS)
        down = cell_span(cell, "rowspan", MOST_DOWN)
        covered.update(dict.fromkeys(range(place, place + across), line + down))
        yield Box(line, line + down, place, place + across, element_text(cell))
        place += across
