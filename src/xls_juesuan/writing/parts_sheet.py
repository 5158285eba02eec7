"""The sheet of what was recognised beside the tables: figures of explanation and attachments.

It knows on which line each figure stands; it refuses to know how it was read and what it should be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.parts import part_column
from xls_juesuan.messages import audit_writing as say
from xls_juesuan.messages import writing as sheets
from xls_juesuan.money import STEPS_PER_PERCENT
from xls_juesuan.money import STEPS_PER_POINT
from xls_juesuan.money import fen_to_wan_float
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.styles import SMALL_SIZE
from xls_juesuan.writing.styles import YUAN_NUMBER
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.declarations.parts import PartColumn
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.writing.page import Page

_HEAD_LINE, _FIRST_LINE = 2, 3
_FIGURE_PLACE = 3
_WIDTHS = (16.0, 52.0, 24.0, 18.0, 8.0, 44.0)
_LINE_HEIGHT = 15.0


def _listed(parts: Sequence[Table]) -> Iterator[tuple[Table, TableCell]]:
    """Every figure with a place of its own in the document, part by part."""
    for part in parts:
        for cell in sorted(part.cells.values(), key=lambda cell: (cell.line, cell.place)):
            if (cell.key.row, cell.key.column) in part.refs:
                yield part, cell


def part_places(parts: Sequence[Table]) -> dict[CellKey, str]:
    """Give the cell in which each figure stands on the sheet."""
    return {
        cell.key: place_name(line, _FIGURE_PLACE)
        for line, (_, cell) in enumerate(_listed(parts), _FIRST_LINE)
    }


class PartsSheet:
    """Writes the sheet.

    Args:
        page: the sheet to write on.
        parts: the parts of the document.
    """

    def __init__(self, page: Page, parts: Sequence[Table]) -> None:
        self._page = page
        self._parts = parts

    def write(self) -> None:
        """Write everything."""
        page, last_place = self._page, len(_WIDTHS) - 1
        page.widths(_WIDTHS)
        note = say.PARTS_NOTE + sheets.PRINTS_HEAD
        page.top(say.PARTS_TITLE, note, say.PARTS_HEADS, sum(_WIDTHS))
        line = _FIRST_LINE
        for line, (part, cell) in enumerate(_listed(self._parts), _FIRST_LINE):
            self._line(line, part, cell)
        page.filter(_HEAD_LINE, line, last_place)
        page.freeze(_FIRST_LINE)
        page.print_on_a4((_HEAD_LINE, _HEAD_LINE), _FIRST_LINE, last_place)

    def _line(self, line: int, part: Table, cell: TableCell) -> None:
        page, column = self._page, part_column(part.key, cell.key.column)
        unit, number, look = _shown(column, cell)
        texts: Mapping[int, str] = {
            0: part.title,
            1: part.row_by_key[cell.key.row].name,
            2: column.name if column else cell.key.column,
            4: unit,
            5: part.refs[cell.key.row, cell.key.column],
        }
        style = page.styles.get("wrapped", font_size=SMALL_SIZE)
        for place, text in texts.items():
            page.text(line, place, text, style)
        figure = page.styles.get("yuan", num_format=look, font_size=SMALL_SIZE)
        page.number(line, _FIGURE_PLACE, number, figure)
        heights = (row_height(text, _WIDTHS[place], SMALL_SIZE) for place, text in texts.items())
        page.height(line, max(_LINE_HEIGHT, *heights))


def _shown(column: PartColumn | None, cell: TableCell) -> tuple[str, float, str]:
    """Unit, number and number format of a figure."""
    if column is None or not (
        column.is_percent or column.is_score or column.is_month or column.is_count
    ):
        return say.PARTS_WAN, fen_to_wan_float(cell.fen), YUAN_NUMBER
    if column.is_percent:
        return "%", cell.fen / STEPS_PER_PERCENT, YUAN_NUMBER
    if column.is_score:
        return say.PARTS_POINTS, cell.fen / STEPS_PER_POINT, YUAN_NUMBER
    return (say.PARTS_MONTH if column.is_month else ""), cell.fen, "0"
