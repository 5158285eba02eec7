"""The statutory tables once they are built: cells by meaning, with place, value and origin.

A table knows its grid (lines and places count from 0, as on a sheet) and for every figure
the tree that says how it arises. It does not know how a sheet looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.model import CellKey


class StubKind(StrEnum):
    """What stands in a cell that is no figure."""

    LABEL = "label"
    LINE_NUMBER = "line_number"
    CODE = "code"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the heading, merged over ``lines`` × ``places``."""

    text: str
    line: int
    place: int
    lines: int = 1
    places: int = 1


@dataclass(frozen=True, slots=True)
class StubCell:
    """A text of the body: row name, line number, code; merged over ``places``."""

    text: str
    line: int
    place: int
    kind: StubKind
    places: int = 1
    #: Indentation: 0 for totals and categories, 1 for sections, 2 for items.
    depth: int = 0
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of figures: its key, place, plain name and printed column number (栏次).

    ``funding`` names the funding sources whose money it counts; none where it counts any.
    """

    key: str
    place: int
    name: str
    number: str = ""
    funding: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A logical row. Two of them may share a line of the grid (income left, spending right).

    ``key`` is ``L27`` in tables that have line numbers somewhere, the code where they have codes,
    ``total`` for 合计. ``code`` is set for rows that stand for a classification code.
    ``line_number`` is the printed one (行次); ``None`` where none is printed.
    """

    key: str
    line: int
    name: str
    code: str = ""
    is_total: bool = False
    line_number: int | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    """A figure.

    Attributes:
        key: the cell by meaning.
        line, place: the cell on the grid.
        fen: exact value in fen; 0 when blank.
        expression: tree that yields the value; ``None`` when the layout leaves it blank.
        direct: tree that yields the same value from facts alone, for rounding each cell
            on its own.
        is_known: False when the input that would feed it is missing: blank, not zero.
        step: fen in one unit of the last printed digit; 1 where ``fen`` is exact.
        is_printed: whether anything stands in the cell; a blank is exactly zero.
        needs: names of the inputs that feed it.
        is_typed: whether a person gave the value where no input did.
        rounded: what the cell shows where cells are rounded one by one, in fen, of a figure
            that adds up cells a person has to fill; ``None`` of every other figure.
    """

    key: CellKey
    line: int
    place: int
    fen: int = 0
    expression: Node | None = None
    direct: Node | None = None
    is_known: bool = True
    step: int = 1
    is_printed: bool = True
    needs: frozenset[str] = frozenset()
    is_typed: bool = False
    rounded: int | None = None

    @property
    def is_input(self) -> bool:
        """Whether a person has to fill it: its input is missing and it adds nothing up."""
        if self.is_typed:
            return True
        if self.is_known or self.expression is None:
            return False
        return not any(isinstance(part, Cell | CellSum) for part in walk(self.expression))


@dataclass(frozen=True)
class Table:
    """One statutory table, filled.

    ``number`` and ``label`` are those in its corner; ``None`` and empty where a document prints
    none. ``sheet`` is what people call it: by that number, or else by its title.
    """

    key: str
    number: int | None
    label: str
    title: str
    sheet: str
    department_line: int
    heads: tuple[HeadCell, ...]
    stubs: tuple[StubCell, ...]
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    cells: Mapping[tuple[str, str], TableCell]
    #: Widths of the grid's columns in characters.
    widths: tuple[float, ...]
    #: First line of the heading and first line of the body.
    head_line: int
    body_line: int
    #: Line after the last line of the body.
    end_line: int
    notes: tuple[str, ...] = ()
    #: The statement that the table is empty; blank when it has figures.
    statement: str = ""
    #: Sheet and cell of each figure in the document the table was read from.
    refs: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def row_by_key(self) -> Mapping[str, TableRow]:
        """Rows by key and, where they have one, by code."""
        by_code = {row.code: row for row in self.rows if row.code}
        return by_code | {row.key: row for row in self.rows}

    @cached_property
    def column_by_key(self) -> Mapping[str, TableColumn]:
        """Columns by key; the empty key is the only column where there is just one."""
        columns = {column.key: column for column in self.columns}
        if len(self.columns) == 1:
            columns[""] = self.columns[0]
        return columns

    @property
    def places(self) -> int:
        """Number of columns of the grid."""
        return len(self.widths)

    @property
    def is_empty(self) -> bool:
        """Whether no cell holds an amount."""
        return all(cell.fen == 0 for cell in self.cells.values())

    def cell(self, row: str, column: str = "") -> TableCell | None:
        """The cell of a row (by key or code) and column; ``None`` when there is none."""
        found_row = self.row_by_key.get(row)
        found_column = self.column_by_key.get(column)
        if found_row is None or found_column is None:
            return None
        return self.cells.get((found_row.key, found_column.key))
