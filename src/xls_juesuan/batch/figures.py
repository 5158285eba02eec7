"""The figures that units are compared by.

It knows which cells they are; it refuses to know what a unit's rank is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables import TableSet

#: Cells by what they are compared as: table, row and column.
_CELLS = {
    "expenditure": ("expenditure", "total", "total"),
    "personnel": ("basic_by_economic", "301", ""),
    "public_use": ("basic_by_economic", "public_use_total", ""),
    "goods": ("basic_by_economic", "302", ""),
    "other_goods": ("basic_by_economic", "30299", ""),
    "three_public": ("three_public", "total", "outturn_total"),
    "three_public_budget": ("three_public", "total", "budget_total"),
}
#: What a supplement says of persons.
_STAFF = "headcount.staff"


def peer_figures(tables: TableSet, supplement: Supplement) -> Mapping[str, int]:
    """Collect the figures of a unit that are known: fen, and persons under ``staff``."""
    figures = {}
    for name, (key, row, column) in _CELLS.items():
        table = tables.table(key)
        cell = table.cell(row, column) if table else None
        if cell is not None and cell.is_known:
            figures[name] = cell.fen
    staff = supplement.figures.get(_STAFF)
    return {**figures, "staff": staff} if staff is not None else figures
