"""Which inputs of rules a document states by itself.

It knows which figures are inputs; it refuses to know rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.rules import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell


def stated_inputs(profile: Profile, tables: Sequence[Table], *, is_own: bool) -> frozenset[str]:
    """Name the inputs.

    What a publication leaves blank is nothing. In a workbook of this program, which prints a
    nought in every cell it knows, a blank is a figure that somebody still has to fill in.
    """
    cells: dict[str, list[TableCell]] = {}
    for need, cell in _inputs(profile, tables):
        cells.setdefault(need, []).append(cell)
    return frozenset(
        {
            PUBLISHED,
            *(
                need.partition(".")[0]
                for need, found in cells.items()
                if not is_own or any(cell.is_printed for cell in found)
            ),
        }
    )


def unknown_places(profile: Profile, inputs: frozenset[str]) -> frozenset[tuple[str, str, str]]:
    """Give the places, by table, row and column, whose figures nobody has stated."""
    return frozenset(
        (layout.key, row.key, column.key)
        for layout in profile.layouts
        for band in layout.bands
        for row in band.rows
        for column in band.columns
        for need in (*row.needs, *column.needs)
        if need.partition(".")[0] not in inputs
    )


def _inputs(profile: Profile, tables: Sequence[Table]) -> Iterator[tuple[str, TableCell]]:
    """Figures that are inputs themselves, not sums of others."""
    by_key = {table.key: table for table in tables}
    for layout in profile.layouts:
        table = by_key.get(layout.key)
        for band in layout.bands if table else ():
            for row in band.rows:
                for column in band.columns:
                    cell = table.cell(row.key, column.key) if table else None
                    is_sum = row.relation or column.parts or column.key in row.cells
                    if cell and not is_sum:
                        yield from ((need, cell) for need in row.needs or column.needs)
