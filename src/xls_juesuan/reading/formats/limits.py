"""Knows how much of anything is read before a file is called too large.

The limits are far above what ledgers need and far below what a computer cannot hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.messages import containers as say

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What Excel can hold.
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
#: Cells of all sheets together, the blank ones between the others included.
MOST_CELLS = 60_000_000
#: A sheet may always span this many cells, and beyond that so many for each filled one.
_ALWAYS_CELLS = 2_000_000
_CELLS_PER_FILLED = 40
#: Bytes of a file, and of all parts of an archive when unpacked.
MOST_BYTES = 1 << 30
MOST_UNPACKED = 4 << 30
#: Text of all cells together, in characters.
MOST_TEXT = 1 << 30
#: Compression beyond this is no spreadsheet, unless it is small.
_HIGHEST_RATIO = 250
_SMALL = 64 << 20
_ALWAYS_UNPACKED = 256 << 20
_LETTERS = 26


@dataclass(slots=True)
class Budget:
    """What may still be read of one file given by the user."""

    cells: int = MOST_CELLS
    unpacked: int = MOST_UNPACKED

    @classmethod
    def for_file(cls, size: int) -> Budget:
        """What a file of so many bytes may unfold to, archives in archives included."""
        return cls(unpacked=min(MOST_UNPACKED, max(_ALWAYS_UNPACKED, size * _HIGHEST_RATIO)))


@dataclass(frozen=True, slots=True)
class Piece:
    """One file, or one member of an archive.

    Args:
        file: what the user is shown: ``账套.zip/1月.xlsx``.
        stem: its name without folders and suffix.
        content: its bytes.
        budget: shared by all pieces of the file the user gave.
    """

    file: str
    stem: str
    content: bytes
    budget: Budget = field(default_factory=Budget)

    def take_area(self, sheet: str, rows: int, columns: int, filled: int, far: str = "") -> None:
        """Count the cells of one sheet against the limits, before they are made.

        Args:
            sheet: its name.
            rows: number of rows from the first of the sheet.
            columns: number of columns from the first.
            filled: how many cells hold anything.
            far: address of the farthest cell; of the corner when not given.
        """
        if columns > MOST_COLUMNS:
            raise say.too_many_columns(self.file, sheet, MOST_COLUMNS)
        area = rows * columns
        if rows > MOST_ROWS or is_sparse(area, filled):
            raise say.far_cell(self.file, sheet, far or address_of(rows, columns))
        self.budget.cells -= area
        if self.budget.cells < 0:
            raise say.too_large(self.file)

    def take_unpacked(self, size: int, packed: int) -> None:
        """Count bytes that are about to be unpacked against the limits."""
        self.budget.unpacked -= size
        if self.budget.unpacked < 0 or size > max(_SMALL, packed * _HIGHEST_RATIO):
            raise say.too_large(self.file)

    def rectangle(self, sheet: str, rows: Sequence[list[Any]]) -> list[list[Any]]:
        """Bring rows to one length, blank rows at the end left out."""
        filled = last = 0
        width = 0
        for number, row in enumerate(rows, start=1):
            count = len(row) - row.count("")
            if count:
                filled, last = filled + count, number
                while row[-1] == "":
                    row.pop()
                width = max(width, len(row))
        self.take_area(sheet, last, width, filled)
        return [[*row[:width], *[""] * (width - len(row))] for row in rows[:last]]


def is_sparse(area: int, filled: int) -> bool:
    """Whether so few of the cells hold anything that the rest would only fill the memory."""
    return area > max(_ALWAYS_CELLS, filled * _CELLS_PER_FILLED)


def address_of(row: int, column: int) -> str:
    """Address of a cell (``B7``); both numbers count from 1."""
    return f"{column_letters(column - 1)}{row}"


def position_of(address: str) -> tuple[int, int]:
    """Row and column, both from 1, of an address; 0 for a part that is missing."""
    letters = address.rstrip("0123456789")
    digits = address[len(letters) :]
    column = 0
    for letter in letters.upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(digits or 0), column
