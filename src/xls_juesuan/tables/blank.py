"""The tables of a layout without a figure: totals as formulas, free rows where codes will stand.

It knows which figures add others up and which somebody has to fill in; it refuses to know how
a sheet looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.cube.index import FactIndex
from xls_juesuan.declarations.layout import every_profile
from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.model import UnitKind
from xls_juesuan.tables.build import build_tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.tables.tableset import TableSet

#: Without rows of codes the year decides nothing.
_ANY_YEAR = 2024


@dataclass(frozen=True)
class BlankTables:
    """Blank tables, and the lines of each that are free for codes.

    Attributes:
        tables: the tables; totals of listings stand where the free rows leave them.
        free: lines (from 0) of the free rows, by table.
        layouts: the layouts by table.
    """

    tables: TableSet
    free: Mapping[str, range]
    layouts: Mapping[str, Layout]


def blank_tables(profile: Profile, free_rows: int, unit_name: str = "") -> BlankTables:
    """Lay out the tables of a profile for somebody to fill in.

    Args:
        profile: the layouts.
        free_rows: free rows in every table that lists codes.
        unit_name: whose tables they will be; may be blank.
    """
    built = build_tables(
        profile,
        FactIndex(()),
        year=_ANY_YEAR,
        unit_name=unit_name,
        unit_kind=UnitKind.UNKNOWN,
        inputs=frozenset(),
        stated={},
    )
    layouts = {layout.key: layout for layout in profile.layouts}
    placed = [_with_free_rows(table, layouts[table.key], free_rows) for table in built.tables]
    tables = tuple(table for table, _ in placed)
    free = {table.key: lines for table, lines in placed}
    return BlankTables(replace(built, tables=tables), free, layouts)


def listing_band(layout: Layout) -> Band | None:
    """The band of a table that lists codes."""
    return next((band for band in layout.bands if band.listing), None)


def may_hold_more(layout: Layout, row_key: str) -> bool:
    """Whether a total may rightly hold what the layout has no row for.

    The public-use total of a place without rows for 307 and 399 does: other places print them.
    """
    own = [row for band in layout.bands for row in band.rows]
    rest = next((row.rest for row in own if row.key == row_key), None)
    if rest is None or not rest.is_limited:
        return False
    elsewhere = (each for one in every_profile() for each in one.layouts if each.key == layout.key)
    printed = {row.code for each in elsewhere for band in each.bands for row in band.rows}
    categories = {code for code in printed if len(code) == layout.lengths[0]}
    beyond = categories - {row.code for row in own} - set(rest.without)
    return any(code.startswith(rest.prefix) for code in beyond)


def adds_up(cell: TableCell) -> bool:
    """Whether a figure is made of other cells alone."""
    parts = list(walk(cell.expression)) if cell.expression is not None else []
    is_fed = any(isinstance(part, FactSum | Stated) for part in parts)
    return not is_fed and any(isinstance(part, Cell | CellSum) for part in parts)


def _with_free_rows(table: Table, layout: Layout, count: int) -> tuple[Table, range]:
    band = listing_band(layout)
    if band is None or band.listing is None:
        return table, range(0)
    total = table.row_by_key[TOTAL_ROW].line
    if not band.listing.total_last:
        return replace(table, end_line=total + 1 + count), range(total + 1, total + 1 + count)
    moved = replace(
        table,
        rows=tuple(replace(row, line=row.line + count) for row in table.rows),
        stubs=tuple(replace(stub, line=stub.line + count) for stub in table.stubs),
        cells={key: replace(cell, line=cell.line + count) for key, cell in table.cells.items()},
        end_line=table.end_line + count,
    )
    return moved, range(total, total + count)
