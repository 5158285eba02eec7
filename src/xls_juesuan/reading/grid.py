"""Knows how to turn a file into sheets of raw cells, with true row numbers.

It refuses to know what the cells mean. Cells are what the library gives: ``str``,
``float``, ``int``, ``bool``, dates, and ``""`` for blanks.
"""

from __future__ import annotations

import csv
import io
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.messages import reading as say
from xls_juesuan.reading.container import Container
from xls_juesuan.reading.container import decode_text
from xls_juesuan.reading.container import find_container
from xls_juesuan.reading.container import load_bytes
from xls_juesuan.reading.hollow import find_hollow_positions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from python_calamine import CalamineWorkbook

#: Spreadsheets export codes as ="2010301" so that Excel keeps them as text.
_QUOTED_FORMULA = re.compile(r'^="(.*)"$')
_DELIMITERS = (",", "\t", ";", "|")


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
    """Read every sheet of the file that holds any cell.

    Raises:
        UserError: the file is missing, protected, damaged, empty or no table at all.
    """
    content = load_bytes(path)
    if find_container(path.name, content) is Container.TEXT:
        grids = [_read_text(path, content)]
    else:
        grids = _with_hollow_cells(path, _read_workbook(path.name, content))
    grids = [replace(grid, file=path.name) for grid in grids if grid.rows]
    if not grids:
        raise say.empty_workbook(path.name)
    return grids


def _with_hollow_cells(path: Path, grids: list[Grid]) -> list[Grid]:
    found = find_hollow_positions(path)
    return [_with_errors(grid, found.get(grid.sheet, {})) for grid in grids]


def _with_errors(grid: Grid, cells: dict[tuple[int, int], str]) -> Grid:
    for (row, column), text in cells.items():
        y, x = row - grid.first_row, column - grid.first_column
        if text and 0 <= y < len(grid.rows) and 0 <= x < grid.width:
            grid.rows[y][x] = text
    return replace(grid, hollow=frozenset(place for place, text in cells.items() if not text))


def _read_workbook(name: str, content: bytes) -> list[Grid]:
    from python_calamine import CalamineWorkbook
    from python_calamine import PasswordError

    # A short last sector is legal in old workbooks but not to the library.
    padded = content + b"\0" * (-len(content) % 512) if content[:1] == b"\xd0" else content
    try:
        with _without_native_stderr():
            return _sheets_of(CalamineWorkbook.from_filelike(io.BytesIO(padded)))
    except (KeyboardInterrupt, SystemExit):
        raise
    except PasswordError as error:
        raise say.password_protected(name) from error
    # Damage surfaces as many kinds of error, panics of the library's Rust core included (which
    # derive from BaseException); each means the same to the user: it cannot be opened.
    except BaseException as error:
        if "password" in str(error).lower():
            raise say.password_protected(name) from error
        raise say.damaged(name) from error


@contextmanager
def _without_native_stderr() -> Iterator[None]:
    """Keep what a Rust panic prints on file descriptor 2 away from the user's screen."""
    try:
        kept = os.dup(2)
    except OSError:  # started without a console
        yield
        return
    sink = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(sink, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(sink)
        os.close(kept)


def _sheets_of(workbook: CalamineWorkbook) -> list[Grid]:
    grids = []
    for number, about in enumerate(workbook.sheets_metadata):
        if not str(about.typ).endswith("WorkSheet"):
            continue
        sheet = workbook.get_sheet_by_index(number)
        start = sheet.start or (0, 0)
        hidden = not str(about.visible).endswith("Visible")
        rows = sheet.to_python(skip_empty_area=True)
        grids.append(Grid(about.name, rows, start[0] + 1, start[1] + 1, hidden))
    return grids


def _read_text(path: Path, content: bytes) -> Grid:
    text = decode_text(path.name, content)
    delimiter = _find_delimiter(text)
    if not delimiter:
        raise say.not_a_spreadsheet(path.name, "text", text.strip()[:40])
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise say.damaged(path.name) from error
    width = max((len(row) for row in rows), default=0)
    cells: list[list[Any]] = [
        [_plain(cell) for cell in row] + [""] * (width - len(row)) for row in rows
    ]
    return Grid(path.stem, cells)


def _plain(cell: str) -> str:
    found = _QUOTED_FORMULA.match(cell.strip()) if '="' in cell else None
    return found.group(1) if found else cell


def _find_delimiter(text: str) -> str:
    """The mark that cuts most of the first lines into three cells or more."""
    lines = [line for line in text.splitlines()[:60] if line.strip()]
    counts = {mark: sum(line.count(mark) >= 2 for line in lines) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: (counts[mark], -_DELIMITERS.index(mark)))
    return best if counts[best] else ""
