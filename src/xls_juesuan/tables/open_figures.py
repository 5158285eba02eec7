"""Figures that add up cells which a person has to fill: they follow what is typed there.

Where tables are rounded cell by cell, all others are rounded from facts; these can only be
added from the rounded figures they refer to. Refuses to know how a sheet looks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import round_half_away
from xls_juesuan.tables.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.cube.index import FactIndex
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables.draft import Draft
    from xls_juesuan.tables.expressions import Expressions
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell


def mark_open(
    tables: Sequence[Table],
    drafts: Mapping[str, Draft],
    expressions: Expressions,
    index: FactIndex,
) -> tuple[Table, ...]:
    """Give the tables with every figure marked that adds up a cell to be filled."""
    finder = _Finder(tables, drafts)
    found = {key for key in finder.cells if finder.adds_inputs(key)}
    if not found:
        return tuple(tables)
    rounded = _RoundedValues(drafts, expressions, index, finder.cells, found)
    return tuple(
        replace(
            table,
            cells={
                at: replace(cell, rounded=rounded.fen(cell.key)) if cell.key in found else cell
                for at, cell in table.cells.items()
            },
        )
        for table in tables
    )


class _Finder:
    """Follows references between figures."""

    def __init__(self, tables: Sequence[Table], drafts: Mapping[str, Draft]) -> None:
        self.cells = {cell.key: cell for table in tables for cell in table.cells.values()}
        self._tables = {table.key: table for table in tables}
        self._drafts = drafts
        self._known: dict[CellKey, bool] = {}

    def adds_inputs(self, key: CellKey) -> bool:
        """Whether a cell that a person has to fill goes into the figure."""
        if key not in self._known:
            self._known[key] = any(
                below.is_input or self.adds_inputs(below.key)
                for below in self._references(self.cells[key])
            )
        return self._known[key]

    def _references(self, cell: TableCell) -> Iterator[TableCell]:
        for part in walk(cell.expression) if cell.expression is not None else ():
            if isinstance(part, Cell):
                rows: tuple[str, ...] = (part.row,)
            elif isinstance(part, CellSum):
                rows = self._drafts[part.table].select(part.rows)
            else:
                continue
            for row in rows:
                found = self._tables[part.table].cell(row, part.column)
                if found is not None:
                    yield found


class _RoundedValues(Values):
    """Figures as tables show them that are rounded cell by cell."""

    def __init__(
        self,
        drafts: Mapping[str, Draft],
        expressions: Expressions,
        index: FactIndex,
        cells: Mapping[CellKey, TableCell],
        found: set[CellKey],
    ) -> None:
        super().__init__(drafts, expressions, index)
        self._cells = cells
        self._found = found

    def fen(self, key: CellKey) -> int:
        """A figure in fen; what a person typed stands as it was typed."""
        cell = self._cells[key]
        if cell.is_typed:
            return cell.fen
        value = super().fen(key) if key in self._found else cell.fen
        return round_half_away(value, FEN_PER_PRINTED_STEP)
