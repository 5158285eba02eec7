"""Tables as a document prints them: every figure known to its last printed digit only.

It knows rounding and steps of print; it refuses to know where a document comes from.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import round_half_away

if TYPE_CHECKING:
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.tables.tableset import TableSet


def as_printed(tables: TableSet, step: int = FEN_PER_PRINTED_STEP) -> TableSet:
    """Give the tables with every figure rounded on its own, as a publication shows them.

    Args:
        tables: tables with exact figures.
        step: fen in one unit of the last printed digit.
    """
    printed = tuple(_printed_table(table, step) for table in tables.tables)
    return replace(tables, tables=printed)


def _printed_table(table: Table, step: int) -> Table:
    cells = {place: _printed_cell(cell, step) for place, cell in table.cells.items()}
    return replace(table, cells=cells)


def _printed_cell(cell: TableCell, step: int) -> TableCell:
    fen = round_half_away(cell.fen, step)
    return replace(cell, fen=fen, step=step, is_printed=bool(cell.fen))
