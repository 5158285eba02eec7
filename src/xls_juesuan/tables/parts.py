"""Figures of the explanation and the attachments, in the shape of a table.

So relations speak of them as they speak of the tables. It knows figures and names; it
refuses to know documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.model import CellKey
from xls_juesuan.tables.table import Table
from xls_juesuan.tables.table import TableCell
from xls_juesuan.tables.table import TableColumn
from xls_juesuan.tables.table import TableRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.parts import DisclosurePart


@dataclass(frozen=True, slots=True)
class PartFigure:
    """A figure as it is stated.

    Attributes:
        value: fen, or ``STEPS_PER_PERCENT`` a percent, or ``STEPS_PER_POINT`` a point.
        step: the same units in one unit of the last printed digit; 1 where it is exact.
    """

    value: int
    step: int = 1


def part_table(
    part: DisclosurePart,
    figures: Mapping[tuple[str, str], PartFigure],
    names: Mapping[str, str] | None = None,
) -> Table:
    """Give a part the shape of a table; only what is stated has a cell.

    Args:
        part: what figures there may be.
        figures: those that are stated, by row and column.
        names: names of the rows in their order, where the part has no fixed ones.
    """
    fixed = {row.key: row.name for row in part.rows}
    rows = fixed or names or {}
    table_rows = tuple(
        TableRow(key, line, name, key if part.classification else "")
        for line, (key, name) in enumerate(rows.items())
    )
    places = {column.key: place for place, column in enumerate(part.columns)}
    return Table(
        key=part.key,
        number=0,
        label=part.name,
        title=part.name,
        sheet=part.name,
        department_line=0,
        heads=(),
        stubs=(),
        columns=tuple(
            TableColumn(column.key, places[column.key], column.name) for column in part.columns
        ),
        rows=table_rows,
        cells={
            (row.key, column): _cell(
                CellKey(part.key, row.key, column), row.line, place, figures[row.key, column]
            )
            for row in table_rows
            for column, place in places.items()
            if (row.key, column) in figures
        },
        widths=(),
        head_line=0,
        body_line=0,
        end_line=len(table_rows),
    )


def _cell(key: CellKey, line: int, place: int, figure: PartFigure) -> TableCell:
    return TableCell(key, line, place, figure.value, step=figure.step)
