"""Rows and figures that were found on a page → a table of the usual shape.

It knows the layout's grid, on which the table is set anew, and keeps where each figure stands
in the document. It refuses to know how rows and figures were found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.model import CellKey
from xls_juesuan.tables.draft import DEPARTMENT_LINE
from xls_juesuan.tables.draft import HEAD_LINE
from xls_juesuan.tables.draft import Draft
from xls_juesuan.tables.draft import Entry
from xls_juesuan.tables.table import Table
from xls_juesuan.tables.table import TableCell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.recognise.figures import Figure
    from xls_juesuan.recognise.found_row import FoundRow
    from xls_juesuan.recognise.headings import Heading
    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.recognise.page import Spot


#: Notes and statements stand within so many lines below a table.
_LINES_BELOW = 6


@dataclass(frozen=True)
class TableParts:
    """Everything that was found of one table."""

    layout: Layout
    page: PrintedPage
    heading: Heading
    rows: Sequence[FoundRow]
    #: What is printed below it to say that it is empty.
    statement: str
    #: The line after its last.
    end: int

    def spots(self) -> dict[tuple[str, str], Spot]:
        """Where on the page each figure stands, by row and column."""
        return {
            (found.row.key, column.key): (found.lines.get(column.key, found.line), place)
            for found in self.rows
            for column in found.band.columns
            if (place := found.places.get(column.key, self.heading.places.get(column.place)))
            is not None
        }

    @property
    def hides_statement(self) -> bool:
        """Whether a text below it, which may say that it is empty, was never stored."""
        below = range(self.end, self.end + _LINES_BELOW)
        waiting = {line for line, _ in (*self.page.hollow, *self.page.doubtful)}
        return not self.statement and not waiting.isdisjoint(below)

    def again(self) -> dict[str, tuple[Spot, ...]]:
        """Where figures that add up to the one of a row once more stand, by row."""
        return {
            found.row.key: tuple((found.line, place) for place in found.again)
            for found in self.rows
            if found.again
        }


def build_table(parts: TableParts, figures: Mapping[Spot, Figure]) -> Table:
    """Set the table on the layout's own grid, under the name that the layout has for it."""
    layout = parts.layout
    draft = Draft(layout, tuple(_entries(parts)))
    cells = dict(_cells(draft, parts.spots(), figures))
    used = {key[1] for key in cells}
    return Table(
        key=layout.key,
        number=None,
        label=layout.label,
        title=layout.title,
        sheet=layout.sheet,
        department_line=DEPARTMENT_LINE,
        heads=draft.heads(),
        stubs=draft.stubs(),
        columns=tuple(column for column in draft.columns() if column.key in used),
        rows=draft.rows,
        cells=cells,
        widths=layout.widths,
        head_line=HEAD_LINE,
        body_line=draft.body_line,
        end_line=draft.end_line if draft.entries else draft.body_line + 1,
        notes=layout.notes,
        statement=layout.statement if parts.statement else "",
        refs={key: parts.page.full_ref(*spot) for key, spot in parts.spots().items()},
    )


def _entries(parts: TableParts) -> Iterator[Entry]:
    """Put rows of the layout where it has them, listed ones below one another, others last."""
    layout = parts.layout
    top = HEAD_LINE + layout.heading_lines
    fixed = [len(band.rows) + band.first for band in layout.bands if band.listing is None]
    spare = top + max(fixed, default=0)
    for band in layout.bands:
        places = {row.key: place for place, row in enumerate(band.rows)}
        found = [row for row in parts.rows if row.band is band]
        if band.listing is not None:
            for place, row in enumerate(sorted(found, key=lambda row: row.line)):
                yield Entry(band, row.row, top + band.first + place)
            continue
        for row in sorted(found, key=lambda row: places.get(row.row.key, len(places))):
            fixed_place = places.get(row.row.key)
            if fixed_place is None:
                yield Entry(band, row.row, spare)
                spare += 1
            else:
                yield Entry(band, row.row, top + band.first + fixed_place)


def _cells(
    draft: Draft, spots: Mapping[tuple[str, str], Spot], figures: Mapping[Spot, Figure]
) -> Iterator[tuple[tuple[str, str], TableCell]]:
    for entry in draft.entries:
        for column in entry.band.columns:
            spot = spots.get((entry.row.key, column.key))
            figure = figures.get(spot) if spot is not None else None
            if figure is None:
                continue
            key = CellKey(draft.layout.key, entry.row.key, column.key)
            yield (
                (key.row, key.column),
                TableCell(
                    key=key,
                    line=entry.line,
                    place=column.place,
                    fen=figure.fen,
                    step=figure.step,
                    is_printed=figure.is_printed,
                ),
            )
