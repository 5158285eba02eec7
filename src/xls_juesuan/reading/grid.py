"""Knows what a sheet of raw cells is, with true row numbers.

It refuses to know what the cells mean. Cells are ``str``, ``float``, ``int``, ``bool``, dates,
and ``""`` for blanks; an error (``#REF!``) is the text that the spreadsheet program shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: rows of equal length, the first of which is sheet row ``first_row``."""

    sheet: str
    rows: list[list[Any]]
    first_row: int = 1
    first_column: int = 1
    is_hidden: bool = False
    #: What the user is shown: ``ledger.xlsx``, or ``账套.zip/1月.xlsx``.
    file: str = ""
    #: Sheet rows that are hidden or filtered away, where the format lets one know.
    hidden_rows: frozenset[int] = frozenset()
    #: Row and column (both from 1) of formulas whose value was never stored.
    hollow: frozenset[tuple[int, int]] = frozenset()
    #: The same for formulas that store a blank or a zero, perhaps because nobody calculated.
    doubtful: frozenset[tuple[int, int]] = frozenset()

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def column(self, index: int, start: int = 0) -> list[Any]:
        """All cells of one column from row index ``start`` on."""
        return [row[index] for row in self.rows[start:]]

    def sheet_row(self, index: int) -> int:
        """Row number as the spreadsheet program shows it."""
        return self.first_row + index


def read_grids(path: Path) -> list[Grid]:
    """Read every sheet of the file that holds any cell; see ``book`` for what was left.

    Raises:
        UserError: the file is missing, protected, damaged, empty or no table at all.
    """
    from xls_juesuan.reading.book import read_book

    return list(read_book(path).grids)
