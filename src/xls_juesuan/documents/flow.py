"""What every reader of documents gives: texts and tables in the order of reading.

It knows where each of them stands on paper; it refuses to know file formats and meanings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DocumentKind(StrEnum):
    """What was read, as JSON names it."""

    WORD = "word"
    PDF = "pdf"
    HTML = "html"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a printed table.

    Attributes:
        top, bottom: its first row, and the one after its last, from 0 within the table.
        left, right: its edges, in any unit that grows from left to right.
        text: what it says; lines that only paper broke are one.
    """

    top: int
    bottom: int
    left: float
    right: float
    text: str

    def moved_down(self, rows: int) -> Box:
        """Give the same cell below so many rows."""
        return Box(self.top + rows, self.bottom + rows, self.left, self.right, self.text)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph or a line outside of tables.

    Attributes:
        cells: what it says, in pieces where wide gaps part them.
        page: sheet of paper it begins on, from 1; 0 where the file does not know.
        number: which line of the page or of a text file, or paragraph of the document, from 1.
    """

    cells: tuple[str, ...]
    page: int
    number: int

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(self.cells)


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table as it is printed; one that goes on over pages is one table.

    Attributes:
        boxes: its cells.
        pages: the sheet of paper of each row, 0 where the file does not know.
        number: which table of the document, from 1.
        tolerance: edges that are no further apart than this are the same.
        lines: the line of the file of each row, from 1; empty where the file has no lines.
    """

    boxes: tuple[Box, ...]
    pages: tuple[int, ...]
    number: int
    tolerance: float = 0.0
    lines: tuple[int, ...] = ()

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.pages)


Block = TextBlock | TableBlock


@dataclass(frozen=True)
class Flow:
    """A document.

    Attributes:
        kind: what it was read from.
        blocks: everything it says, in order.
        silent_pages: sheets of paper with pictures and without any text.
    """

    kind: DocumentKind
    blocks: tuple[Block, ...]
    silent_pages: tuple[int, ...] = ()
