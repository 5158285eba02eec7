"""A layout with columns that its own place does not print, where a document has them.

Other places print a table with them, or tables like it have them: carry-overs stand beside the
spending of a fund everywhere, beside that of the general budget only here and there. It knows
layouts and headings; it refuses to know pages.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout import every_profile

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator

    from xls_juesuan.declarations.heading import HeadingCell
    from xls_juesuan.declarations.layout_parts import ColumnSpec
    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.published import PublishedWords

#: The table whose carry-overs others may have as well, and those others.
_CARRIED, _MAY_CARRY = "fund", ("general_budget_expenditure", "state_capital")
_CARRIED_COLUMNS = ("opening", "income", "closing")


def with_more_columns(
    layout: Layout, headings: Collection[str], words: PublishedWords
) -> Layout | None:
    """Add columns that a document prints.

    Args:
        layout: the table as its place prints it.
        headings: headings that no column of it bears, as headings are compared.
        words: what headings are called.

    Returns:
        The wider layout; ``None`` where no known column bears any of the headings.
    """
    if len(layout.bands) != 1 or layout.bands[0].listing is None:
        return None
    held = {column.key for column in layout.columns}
    added: dict[str, tuple[ColumnSpec, tuple[HeadingCell, ...]]] = {}
    for other in _alike(layout):
        for column in other.columns:
            cells = tuple(_above(other, column.place))
            leaf = words.heading(cells[-1].text) if cells else ""
            if column.key not in {*held, *added} and leaf in headings:
                added[column.key] = column, cells
    if not added:
        return None
    places = len(layout.widths)
    columns, cells_added = [], []
    for place, (column, cells) in enumerate(added.values(), start=places):
        columns.append(replace(column, place=place, feed=(), parts=(), number=""))
        cells_added += [replace(cell, place=place, places=1) for cell in cells]
    (band,) = layout.bands
    return replace(
        layout,
        widths=(*layout.widths, *(layout.widths[-1] for _ in columns)),
        heading=(*layout.heading, *cells_added),
        bands=(replace(band, columns=(*band.columns, *columns)),),
    )


def _alike(layout: Layout) -> Iterator[Layout]:
    """The same table in all places, and the table whose carry-overs it may have."""
    layouts = [each for profile in every_profile() for each in profile.layouts]
    yield from (each for each in layouts if each.key == layout.key)
    if layout.key in _MAY_CARRY:
        for each in layouts:
            if each.key == _CARRIED:
                carried = tuple(column for column in each.columns if column.key in _CARRIED_COLUMNS)
                yield replace(each, bands=(replace(each.bands[0], columns=carried),))


def _above(layout: Layout, place: int) -> Iterator[HeadingCell]:
    """Cells of the heading above a place from the top, without numbers of columns."""
    for cell in sorted(layout.heading, key=lambda cell: cell.line):
        if cell.place <= place < cell.place + cell.places and not cell.text.isdigit():
            yield cell
