"""How a unit publishes its tables: each figure rounded on its own, or totals added up in print.

It knows the two habits of rounding; it refuses to know mistakes.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.declarations.relation.evaluation import evaluate_amount
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import round_half_away
from xls_juesuan.tables import TableSet
from xls_juesuan.tables.printed import as_printed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.model import CellKey
    from xls_juesuan.tables.table import TableCell


def publish(exact: TableSet, habit: Habit) -> TableSet:
    """Print tables to 0.01 万元 with one habit of rounding throughout."""
    if habit is Habit.OWN:
        return as_printed(exact)
    parts = {field.name: getattr(exact, field.name) for field in fields(exact)}
    printed = as_printed(exact)
    figures = _AddedUp(**parts).printed_figures()
    # A total of figures that all print as nothing prints as nothing too: 0.00, not a blank.
    return _with_cells(
        printed, {key: replace(printed.table_cell(key), fen=fen) for key, fen in figures.items()}
    )


def with_figures(tables: TableSet, figures: Mapping[CellKey, int]) -> TableSet:
    """Print other figures, in fen, in some cells; a figure of 0 is a blank."""
    cells = {
        key: replace(tables.table_cell(key), fen=fen, is_printed=bool(fen))
        for key, fen in figures.items()
    }
    return _with_cells(tables, cells)


def _with_cells(tables: TableSet, cells: Mapping[CellKey, TableCell]) -> TableSet:
    by_table: dict[str, dict[tuple[str, str], TableCell]] = {}
    for key, cell in cells.items():
        by_table.setdefault(key.table, {})[key.row, key.column] = cell
    changed = tuple(
        replace(table, cells={**table.cells, **by_table[table.key]})
        if table.key in by_table
        else table
        for table in tables.tables
    )
    return replace(tables, tables=changed)


@dataclass(frozen=True)
class _AddedUp(TableSet):
    """Tables in which each total adds up the rounded parts that stand beside it."""

    @cached_property
    def _printed_fen(self) -> dict[CellKey, int]:
        return {}

    def printed_figures(self) -> dict[CellKey, int]:
        """Every printed figure; what is no amount in the ledger stays blank."""
        cells = [cell for table in self.tables for cell in table.cells.values() if cell.fen]
        return {cell.key: self._printed(cell) for cell in cells}

    def cell(self, table: str, row: str, column: str) -> int:
        """The printed figure of a cell in fen."""
        found = self.table(table)
        cell = found.cell(row, column) if found else None
        return self._printed(cell) if cell else 0

    def _printed(self, cell: TableCell) -> int:
        if cell.key not in self._printed_fen:
            tree = cell.expression
            parts = (
                [part for part in walk(tree) if isinstance(part, Cell | CellSum)] if tree else []
            )
            if tree and parts and all(part.table == cell.key.table for part in parts):
                self._printed_fen[cell.key] = int(evaluate_amount(tree, self))
            else:
                self._printed_fen[cell.key] = round_half_away(cell.fen, FEN_PER_PRINTED_STEP)
        return self._printed_fen[cell.key]
