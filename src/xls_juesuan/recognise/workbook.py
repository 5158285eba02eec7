"""A spreadsheet file → its pages, with merged cells and the decimals that numbers show.

It knows files; it refuses to know tables.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError
from xls_juesuan.messages import recognising as say
from xls_juesuan.messages.writing import WORKING_SHEETS
from xls_juesuan.reading.book import read_book
from xls_juesuan.reading.container import Container
from xls_juesuan.reading.container import find_container
from xls_juesuan.reading.container import load_bytes
from xls_juesuan.recognise.number_formats import read_decimals
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
_DOCUMENTS = frozenset({Container.WORD, Container.PDF, Container.IMAGE, Container.SLIDES})


def read_pages(path: Path) -> tuple[PrintedPage, ...]:
    """Read every sheet of a file, those that are shown before hidden ones.

    Raises:
        UserError: the file is missing, protected, damaged, or no spreadsheet.
    """
    if path.is_dir():
        raise say.is_folder(str(path))
    if not path.exists():
        raise say.no_such_file(str(path))
    try:
        content = load_bytes(path)
        kind = find_container(path.name, content)
        if kind in _DOCUMENTS:
            raise say.not_yet(path.name, str(kind))
        grids = [grid for grid in read_book(path).grids if len(grid.rows) <= _MOST_LINES]
    except UserError as error:
        # The reader of files speaks of ledgers where it says what to do.
        how = error.how if error.how in say.OWN_ADVICE else say.advice(error.how)
        raise UserError(error.what, where=error.where, how=how) from error
    grids.sort(key=lambda grid: grid.is_hidden)
    is_xlsx = kind is Container.XLSX
    # Lists of ledger rows would only cost time.
    sheets = [grid.sheet for grid in grids if grid.sheet not in WORKING_SHEETS]
    decimals = read_decimals(path, sheets) if is_xlsx else {}
    merged = _merged(content, sheets) if is_xlsx else {}
    return tuple(
        _page(grid, decimals.get(grid.sheet, {}), merged.get(grid.sheet, {})) for grid in grids
    )


def _page(grid: Grid, decimals: Mapping[Spot, int], spans: Mapping[Spot, Spot]) -> PrintedPage:
    top, left = grid.first_row - 1, grid.first_column - 1

    def within(spot: Spot) -> Spot:
        return spot[0] - top, spot[1] - left

    return PrintedPage(
        grid.sheet,
        grid.rows,
        top,
        left,
        {within(spot): shown for spot, shown in decimals.items()},
        {within(spot): within(owner) for spot, owner in spans.items()},
        frozenset(within((row - 1, column - 1)) for row, column in grid.hollow),
    )


def _merged(content: bytes, sheets: Iterable[str]) -> dict[str, dict[Spot, Spot]]:
    """The cells that merged cells cover, with the first cell of each, by sheet."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
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
