"""How a table of an office's workbook differs from the layout that it is read by, in words.

It knows what people call a difference; it refuses to know how it came about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import understanding as say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.office.seen_table import SeenTable


def differences(table: SeenTable) -> Iterator[str]:
    """Say what is different, the title first."""
    if table.is_retitled:
        yield say.DIFFERENT_TITLE.format(title=table.title, usual=table.layout.title)
    elif not table.found.title:
        yield say.NO_TITLE
    if table.is_upright:
        return
    yield from _of_columns(table)
    yield from _of_rows(table)


def _of_columns(table: SeenTable) -> Iterator[str]:
    if table.has_other_order:
        yield say.OTHER_COLUMNS
    printed = any(band.line_place is not None for band in table.layout.bands)
    if printed and not table.line_places:
        yield say.NUMBERS_GONE
    elif table.line_places and not printed:
        yield say.NUMBERS_MORE
    blocks, usual = table.blocks, table.usual_blocks
    if blocks != usual:
        yield say.BLOCKS.format(count=blocks, usual=usual)
    yield from _of_codes(table)


def _of_codes(table: SeenTable) -> Iterator[str]:
    band = table.listing
    if band is None:
        return
    pieces = len(table.code_columns)
    if pieces > 1 and len(band.code_places) == 1:
        yield say.CODE_PIECES.format(count=pieces)
    elif pieces == 1 and len(band.code_places) > 1:
        yield say.CODE_WHOLE
    if table.total_is_last is not None and band.listing is not None:
        if table.total_is_last and not band.listing.total_last:
            yield say.TOTAL_LAST
        elif band.listing.total_last and not table.total_is_last:
            yield say.TOTAL_FIRST


def _of_rows(table: SeenTable) -> Iterator[str]:
    missing = [row.label or row.code for row in table.missing_rows]
    if missing:
        yield say.LACKS_ROWS.format(rows=say.some(missing))
    added = [row.row.label or row.row.code for row in table.added_rows]
    if added:
        yield say.ADDS_ROWS.format(rows=say.some(added))
    for row, usual in table.renamed_rows:
        yield say.RENAMED_ROW.format(usual=usual, text=row.row.label)
