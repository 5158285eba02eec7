"""The statement of explanations as a spreadsheet.

It knows how the sheet looks; it refuses to know what has to be explained.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.declarations.relation.measure import in_units
from xls_juesuan.messages import explaining as say
from xls_juesuan.money import fen_to_yuan_float
from xls_juesuan.writing.checks_sheet import FIGURE_KINDS
from xls_juesuan.writing.page import Page
from xls_juesuan.writing.styles import BODY_SIZE
from xls_juesuan.writing.styles import INPUT_FILL
from xls_juesuan.writing.styles import Styles
from xls_juesuan.writing.widths import row_height
from xls_juesuan.writing.workbook import OPTIONS

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

    from xls_juesuan.writing.explanations import Item
    from xls_juesuan.writing.explanations import Statement

_WIDTHS = (6.0, 8.0, 40.0, 16.0, 16.0, 16.0, 16.0, 12.0, 48.0, 10.0)
_NUMBER, _CODE, _MATTER, _PLACE, _WANTED, _FOUND, _APART, _WAN, _TEXT, _HANDLING = range(10)
_LINE_HEIGHT = 20.0
_SIGNATURE_HEIGHT = 26.0


def write_explanations_workbook(path: Path, statement: Statement) -> None:
    """Write the file.

    Args:
        path: where it shall stand.
        statement: what it says.
    """
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {**OPTIONS, "in_memory": True}) as book:
        book.set_properties({"title": statement.title, "created": statement.created})
        _Sheet(Page(book, Styles(book), say.SHEET), statement).write()


class _Sheet:
    """Writes the one sheet."""

    def __init__(self, page: Page, statement: Statement) -> None:
        self._page = page
        self._statement = statement
        self._last_place = len(_WIDTHS) - 1

    def write(self) -> None:
        page, statement = self._page, self._statement
        page.widths(_WIDTHS)
        page.merged((0, 0, 0, self._last_place), statement.title, page.styles.get("title"))
        page.height(0, 34)
        self._top()
        head_line = 3
        page.heads(head_line, say.SHEET_HEADS)
        page.height(head_line, 24)
        line = head_line
        for item in statement.items:
            line += 1
            self._item(line, item)
        last = self._signatures(line + 2)
        page.freeze(head_line + 1)
        page.codes_are_text((head_line, 0, max(line, head_line), self._last_place))
        page.print_on_a4((head_line, head_line), last, self._last_place)

    def _top(self) -> None:
        page, statement = self._page, self._statement
        left, centre = page.styles.get("left"), page.styles.get("centre")
        unit = say.UNIT.format(unit=statement.unit_name or say.NO_UNIT)
        page.merged((1, 0, 1, _PLACE), unit, left)
        page.merged((1, _WANTED, 1, _WAN), say.YEAR.format(year=statement.year), centre)
        area = (1, _TEXT, 1, self._last_place)
        page.merged(area, say.AMOUNT_UNIT, page.styles.get("right"))
        page.merged((2, 0, 2, self._last_place), statement.intro, page.styles.get("note"))
        for line in (1, 2):
            page.height(line, _LINE_HEIGHT)

    def _item(self, line: int, item: Item) -> None:
        page = self._page
        wrapped, mark = page.styles.get("wrapped"), page.styles.get("mark")
        page.number(line, _NUMBER, item.number, page.styles.get("count", align="center"))
        page.text(line, _CODE, item.code, mark)
        matter = f"{item.title}\n{item.message}"
        page.text(line, _MATTER, matter, wrapped)
        page.text(line, _PLACE, item.place, wrapped)
        for place, value in (
            (_WANTED, item.wanted),
            (_FOUND, item.found),
            (_APART, item.apart),
        ):
            self._value(line, place, value, item.measure)
        page.text(line, _WAN, item.apart_wan, page.styles.get("wrapped", align="right"))
        text = page.styles.get("wrapped", **({} if item.explanation else {"bg_color": INPUT_FILL}))
        page.text(line, _TEXT, item.shown, text)
        page.text(line, _HANDLING, item.handling, mark)
        shown = ((matter, _MATTER), (item.shown, _TEXT), (item.place, _PLACE))
        heights = (row_height(words, _WIDTHS[place] - 2, BODY_SIZE) for words, place in shown)
        page.height(line, max(_LINE_HEIGHT, *heights))

    def _value(self, line: int, place: int, value: int | Fraction | None, measure: Measure) -> None:
        page = self._page
        if value is None:
            page.text(line, place, "", page.styles.get("yuan"))
        elif measure is Measure.AMOUNT:
            page.number(line, place, fen_to_yuan_float(value), page.styles.get("yuan"))
        else:
            style = page.styles.get(FIGURE_KINDS[measure])
            page.number(line, place, float(in_units(value, measure)), style)

    def _signatures(self, line: int) -> int:
        page, left = self._page, self._page.styles.get("left")
        areas = ((0, _PLACE), (_WANTED, self._last_place))
        for offset, text in enumerate(say.SIGNATURES):
            at = line + offset // 2
            first, last = areas[offset % 2]
            page.merged((at, first, at, last), text, left)
            page.height(at, _SIGNATURE_HEIGHT)
        return line + (len(say.SIGNATURES) - 1) // 2
