"""A spreadsheet file → its pages, with merged cells and the decimals that numbers show.

It knows files; it refuses to know tables.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from xls_juesuan.messages import reading as say
from xls_juesuan.messages.writing import WORKING_SHEETS
from xls_juesuan.reading.book import read_book
from xls_juesuan.reading.container import Container
from xls_juesuan.recognise.number_formats import Shown
from xls_juesuan.recognise.number_formats import read_shown
from xls_juesuan.recognise.page import PrintedPage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.reading.grid import Grid
    from xls_juesuan.recognise.page import Spot

#: Sheets with more lines than this are lists of something, not statutory tables.
_MOST_LINES = 5000
#: No heading is merged over more cells than this.
_MOST_CELLS = 10_000


def read_sheets(path: Path, content: bytes, kind: Container) -> tuple[PrintedPage, ...]:
    """Read every sheet of a file, those that are shown before hidden ones.

    Of those with more lines than any table has, only the name is given.

    Args:
        path: the file.
        content: what is in it.
        kind: what it is by its content.

    Raises:
        UserError: the file is protected, damaged, or no spreadsheet.
    """
    grids = sorted(read_book(path).grids, key=lambda grid: grid.is_hidden)
    is_xlsx = kind is Container.XLSX
    # Lists of ledger rows would only cost time.
    sheets = [
        grid.sheet for grid in grids if grid.sheet not in WORKING_SHEETS and not _is_long(grid)
    ]
    shown = read_shown(content, sheets) if is_xlsx else {}
    merged = _merged(path.name, content, sheets) if is_xlsx else {}
    return tuple(
        PrintedPage(grid.sheet, (), lines_left_out=len(grid.rows))
        if _is_long(grid)
        else _page(grid, shown.get(grid.sheet, Shown()), merged.get(grid.sheet, {}))
        for grid in grids
    )


def _is_long(grid: Grid) -> bool:
    return len(grid.rows) > _MOST_LINES


def _page(grid: Grid, shown: Shown, spans: Mapping[Spot, Spot]) -> PrintedPage:
    top, left = grid.first_row - 1, grid.first_column - 1

    def within(spot: Spot) -> Spot:
        return spot[0] - top, spot[1] - left

    rows = [list(row) for row in grid.rows] if shown.scaled else grid.rows
    for (line, place), text in ((within(spot), text) for spot, text in shown.scaled.items()):
        # A number that its format makes smaller is printed so, in the unit that the table names.
        rows[line][place] = text
    return PrintedPage(
        grid.sheet,
        rows,
        top,
        left,
        {within(spot): count for spot, count in shown.decimals.items()},
        {within(spot): within(owner) for spot, owner in spans.items()},
        frozenset(within((row - 1, column - 1)) for row, column in grid.hollow),
        frozenset(within((row - 1, column - 1)) for row, column in grid.doubtful),
        percents={within(spot): count for spot, count in shown.percents.items()},
        unseen=frozenset(map(within, shown.unseen)),
    )


def _merged(file: str, content: bytes, sheets: Iterable[str]) -> dict[str, dict[Spot, Spot]]:
    """The cells that merged cells cover, with the first cell of each, by sheet.

    Raises:
        UserError: the file is damaged.
    """
    from python_calamine import CalamineError
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except CalamineError as error:
        # What lists the parts is broken: our own reader does without it, spreadsheet programs not.
        raise say.damaged(file) from error
    found: dict[str, dict[Spot, Spot]] = {}
    for name in sheets:
        ranges = book.get_sheet_by_name(name).merged_cell_ranges or ()
        found[name] = {
            (line, place): first
            for first, last in ranges
            if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) <= _MOST_CELLS
            for line in range(first[0], last[0] + 1)
            for place in range(first[1], last[1] + 1)
        }
    return found
