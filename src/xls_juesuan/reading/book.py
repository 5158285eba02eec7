"""Knows the whole of what a user hands in as one file: all its sheets, and what was left unread.

An archive gives the sheets of all its members. It refuses to know cells.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.cube.evidence import MOST_SOURCES
from xls_juesuan.findings import Problem
from xls_juesuan.messages import containers as say
from xls_juesuan.messages import reading as say_reading
from xls_juesuan.model import Source
from xls_juesuan.reading.container import READABLE
from xls_juesuan.reading.container import Container
from xls_juesuan.reading.container import find_container
from xls_juesuan.reading.container import load_bytes
from xls_juesuan.reading.formats.limits import Budget
from xls_juesuan.reading.formats.limits import Piece
from xls_juesuan.reading.grid import ColumnarRows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xls_juesuan.reading.grid import Grid

#: Module of ``formats`` and its function for each container; imported when needed.
_READERS = {
    Container.XLSX: ("xlsx", "read_xlsx"),
    Container.XLSB: ("xlsb", "read_xlsb"),
    Container.XLS: ("xls", "read_xls"),
    Container.ODS: ("ods", "read_ods"),
    Container.FLAT_ODS: ("ods", "read_flat_ods"),
    Container.SPREADSHEETML: ("spreadsheetml", "read_spreadsheetml"),
    Container.HTML_TABLES: ("html", "read_html"),
    Container.MHTML: ("mhtml", "read_mhtml"),
    Container.TEXT_TABLE: ("delimited", "read_delimited"),
    Container.PACKED_TEXT: ("packed", "read_packed"),
}
#: An archive may hold archives, and those may not.
_DEEPEST = 1
#: No ledger writes more into a cell; longer ones would only cost time wherever they are searched.
LONGEST_TEXT = 1000
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Left:
    """A member of an archive that was not read; ``kind`` is a key of ``messages.containers``."""

    file: str
    kind: str

    @property
    def subject(self) -> str:
        """Of the problem; the rule takes what is no plain text more seriously."""
        return self.file if self.kind == "text" else f"{say.UNREAD} {self.file}"


@dataclass(frozen=True, slots=True)
class Shortened:
    """The cells of a sheet of which only the beginning was read: where, and the first length."""

    grid: Grid
    rows: tuple[int, ...]
    length: int

    @property
    def problem(self) -> Problem:
        """The same for the review sheet (L114)."""
        sources = tuple(
            Source(self.grid.file, self.grid.sheet, row) for row in self.rows[:MOST_SOURCES]
        )
        detail = say.cells_shortened(len(self.rows), self.length, LONGEST_TEXT)
        return Problem(
            "L114", f"{say.SHORTENED} {self.grid.sheet}", detail, sources, rows=len(self.rows)
        )


@dataclass(frozen=True, slots=True)
class Book:
    """Every sheet that holds any cell, and every file that holds no sheet."""

    grids: tuple[Grid, ...]
    left: tuple[Left, ...] = ()
    shortened: tuple[Shortened, ...] = ()

    @property
    def problems(self) -> list[Problem]:
        """What was left, for the review sheet (L114)."""
        files = [
            Problem("L114", one.subject, say.file_left(one.file, one.kind)) for one in self.left
        ]
        return [*files, *(one.problem for one in self.shortened)]


def read_book(path: Path) -> Book:
    """Read a file whatever its format; the content decides, not the name.

    Raises:
        UserError: the file is missing, protected, damaged, empty or no table at all.
    """
    content = load_bytes(path)
    piece = Piece(path.name, path.stem, content, Budget.for_file(len(content)))
    kind = find_container(path.name, content)
    if kind is Container.ARCHIVE:
        return _read_archive(piece)
    if kind is Container.OTHER_ARCHIVE:
        raise say.other_archive(path.name)
    if kind not in READABLE:
        raise say_reading.not_a_spreadsheet(path.name, str(kind))
    grids = _read_piece(kind, piece)
    if not grids:
        raise say_reading.empty_workbook(path.name)
    shortened = _shorten(grids)
    return Book(tuple(grids), shortened=shortened)


def _read_piece(kind: Container, piece: Piece) -> list[Grid]:
    module, name = _READERS[kind]
    read: Callable[[Piece], list[Grid]] = getattr(
        import_module(f"xls_juesuan.reading.formats.{module}"), name
    )
    grids = [
        replace(grid, file=piece.file, sheet=_shown_name(grid.sheet))
        for grid in read(piece)
        if grid.rows
    ]
    names = Counter(grid.sheet for grid in grids)
    if repeated := next((name for name, count in names.items() if count > 1), ""):
        raise say.same_sheet_names(piece.file, repeated)
    return grids


def _shown_name(name: str) -> str:
    """A sheet's name as it can be shown and written, whatever stands in the file."""
    shown = name if name.isprintable() else "".join(c if c.isprintable() else " " for c in name)
    return shown[:_LONGEST_NAME]


def _read_archive(piece: Piece) -> Book:
    grids: list[Grid] = []
    left: list[Left] = []
    _add_members(piece, grids, left, depth=0)
    if not grids:
        raise say.nothing_readable(piece.file, [(one.file, one.kind) for one in left])
    shortened = _shorten(grids)
    return Book(tuple(grids), tuple(left), shortened)


def _shorten(grids: list[Grid]) -> tuple[Shortened, ...]:
    """Cut overlong texts, with a mark that shows it; the grids are put into the list anew."""
    found = []
    for number, grid in enumerate(grids):
        columns = [grid.column(index) for index in range(grid.width)]
        overlong = [column.positions(_is_overlong) for column in columns]
        rows = sorted({row for positions in overlong for row in positions})
        if not rows:
            continue
        length = next(len(cell) for cell in grid.rows[rows[0]] if _is_overlong(cell))
        grids[number] = replace(grid, rows=ColumnarRows([one.map(_cut) for one in columns]))
        found.append(Shortened(grids[number], tuple(map(grid.sheet_row, rows)), length))
    return tuple(found)


def _is_overlong(cell: object) -> bool:
    return isinstance(cell, str) and len(cell) > LONGEST_TEXT


def _cut(cell: Any) -> Any:  # noqa: ANN401 - cells are of any kind
    return f"{cell[:LONGEST_TEXT]}…" if _is_overlong(cell) else cell


def _add_members(archive: Piece, grids: list[Grid], left: list[Left], *, depth: int) -> None:
    from xls_juesuan.reading.formats.archive import members

    for piece in members(archive):
        kind = find_container(piece.file, piece.content)
        if kind is Container.ARCHIVE and depth < _DEEPEST:
            _add_members(piece, grids, left, depth=depth + 1)
            continue
        reason = _reason_to_leave(kind, piece)
        found = [] if reason else _read_piece(kind, piece)
        grids += found
        if not found:
            left.append(Left(piece.file, reason or "blank"))


def _reason_to_leave(kind: Container, piece: Piece) -> str:
    from xls_juesuan.reading.formats.delimited import is_delimited

    if kind is Container.ARCHIVE:
        return str(Container.OTHER_ARCHIVE)
    if kind is Container.TEXT_TABLE and not is_delimited(piece):
        return "text"
    return "" if kind in READABLE else str(kind)
