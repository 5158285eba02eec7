"""Knows what a sheet of raw cells is, with true row numbers.

It refuses to know what the cells mean. Cells are ``str``, ``float``, ``int``, ``bool``, dates,
and ``""`` for blanks; an error (``#REF!``) is the text that the spreadsheet program shows.
A sheet is kept row by row or, where it may be long, column by column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import overload

import numpy as np

from xls_juesuan.reading.column import Column
from xls_juesuan.reading.column import is_blank

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


class ColumnarRows(Sequence[list[Any]]):
    """Rows that are kept column by column; one is made when it is asked for.

    Args:
        columns: the columns, of one length.
    """

    __slots__ = ("columns",)

    def __init__(self, columns: Sequence[Column[Any]]) -> None:
        self.columns = tuple(columns)

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    @overload
    def __getitem__(self, at: int) -> list[Any]: ...
    @overload
    def __getitem__(self, at: slice) -> list[list[Any]]: ...
    def __getitem__(self, at: int | slice) -> list[Any] | list[list[Any]]:
        if isinstance(at, slice):
            return [list(row) for row in zip(*(one[at] for one in self.columns), strict=True)]
        if not self.columns:
            # Nothing else would end a loop over no columns.
            raise IndexError(at)
        return [column[at] for column in self.columns]


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: rows of equal length, the first of which is sheet row ``first_row``."""

    sheet: str
    rows: Sequence[list[Any]]
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

    def column(self, index: int) -> Column[Any]:
        """All cells of one column."""
        if isinstance(self.rows, ColumnarRows):
            return self.rows.columns[index]
        return Column.of(row[index] for row in self.rows)

    def filled_rows(self, start: int) -> NDArray[np.intp]:
        """Indices, from ``start`` on, of the rows that hold anything."""
        if isinstance(self.rows, ColumnarRows):
            filled = np.zeros(len(self.rows), np.bool_)
            for column in self.rows.columns:
                filled |= ~column.flags(is_blank)
        else:
            # any() alone would take a row of zeros for an empty one.
            filled = np.array(
                [any(row) or any(cell != "" for cell in row) for row in self.rows], np.bool_
            )
        return np.flatnonzero(filled[start:]) + start

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
