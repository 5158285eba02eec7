"""Cells that look filled or blank and are neither: errors, formulas without a value.

It knows sheets of any format, and refuses to know what their cells mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.reading.formats.limits import address_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from xls_juesuan.reading.grid import Grid

#: What spreadsheet programs show where a formula failed.
ERROR_TEXTS = frozenset(
    {
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#GETTING_DATA",
        "#SPILL!",
        "#CALC!",
    }
)


def find_hollow_cells(grids: Iterable[Grid]) -> frozenset[tuple[str, str]]:
    """Find cells that hold an error (#REF!) or a formula whose value was never stored.

    Returns:
        Sheet name and address (``B7``) of each.
    """
    return frozenset(
        (grid.sheet, address_of(row, column))
        for grid in grids
        for row, column in (*grid.hollow, *_errors(grid))
    )


def _errors(grid: Grid) -> Iterator[tuple[int, int]]:
    for at in range(grid.width):
        for index in grid.column(at).positions(_is_error):
            yield grid.sheet_row(index), grid.first_column + at


def _is_error(cell: object) -> bool:
    return isinstance(cell, str) and cell in ERROR_TEXTS
