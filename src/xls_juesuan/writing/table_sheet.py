"""A statutory table on its sheet: heading, live figures, notes, print setup.

It knows the grid of a table and how its figures become formulas; it refuses to know how
they were computed.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import fen_to_wan_float
from xls_juesuan.money import round_half_away
from xls_juesuan.tables.table import StubKind
from xls_juesuan.writing.content import Values
from xls_juesuan.writing.page import absolute_range
from xls_juesuan.writing.page import text_constant
from xls_juesuan.writing.styles import BODY_SIZE
from xls_juesuan.writing.styles import HEADING_FONT
from xls_juesuan.writing.widths import PADDING
from xls_juesuan.writing.widths import display_width
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format

    from xls_juesuan.declarations.relation.excel import FormulaWriter
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables.table import StubCell
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.writing.page import Page

_TITLE_HEIGHT = 30.0
_LINE_HEIGHT = 18.0
_PRINTED_DECIMALS = 2
_LETTERED_KINDS = {
    StubKind.LABEL: "wrapped",
    StubKind.NAME: "wrapped",
    StubKind.CODE: "code",
    StubKind.LINE_NUMBER: "mark",
}
_WRAPPED_KINDS = (StubKind.LABEL, StubKind.NAME)
#: Fills up what is centred so that it stands in the middle of more than its own columns.
_FILLING = "\u3000"


def figure_fen(cell: TableCell, values: Values) -> int:
    """Give the figure a cell shows, in fen: exact, or rounded on its own."""
    if values is Values.EXACT or cell.is_typed:
        return cell.fen
    return round_half_away(cell.fen, FEN_PER_PRINTED_STEP) if cell.rounded is None else cell.rounded


def statement_line(table: Table) -> int:
    """Line (from 0) of the statement that the table is empty: below the notes."""
    return table.end_line + len(table.notes)


def input_name(key: CellKey) -> str:
    """Name a cell that a person has to fill, so that the next run finds it again."""
    return f"{key.table}/{key.row}/{key.column}"


def figure_ranges(table: Table) -> tuple[str, ...]:
    """Absolute ranges of the columns that hold figures, without the sheet name."""
    places = sorted({cell.place for cell in table.cells.values()})
    return tuple(absolute_range(table.body_line, table.end_line - 1, place) for place in places)


def has_figures_formula(table: Table, prefix: str) -> str:
    """Write the condition that any figure of the table is not zero.

    Args:
        table: the table.
        prefix: quoted sheet name with its mark, or empty on the sheet itself.
    """
    counts = "+".join(
        f'COUNTIF({prefix}{area},">0")+COUNTIF({prefix}{area},"<0")'
        for area in figure_ranges(table)
    )
    return f"{counts}>0" if counts else "FALSE"


def middle_area(widths: Sequence[float], text: str, beside: str) -> tuple[int, int, str]:
    """Find columns in which a centred text stands in the middle of the table.

    Args:
        widths: widths of the columns of the table.
        text: the text.
        beside: what has to find room at the right of it.

    Returns:
        First and last place, and the number format that shows the text with what fills it up.
    """
    edges = list(accumulate(widths, initial=0.0))
    room_right = sum(widths[_last_places(widths, beside) :])
    best = (edges[-1], 0, len(widths) - 2, 0)
    for first in range(len(widths) - 1):
        for end in range(first, len(widths) - 1):
            left, right = edges[first], edges[end + 1]
            aside = (left + right - edges[-1]) / 2
            filled = round(aside)
            needed = display_width(text) + 2 * abs(filled) + PADDING
            if right - left >= needed and edges[-1] - right >= room_right:
                best = min(best, (abs(aside), first, end, filled))
    _, first, end, filled = best
    filling = f'"{_FILLING * abs(filled)}"' if filled else ""
    return first, end, f"@{filling}" if filled > 0 else f"{filling}@"


def _last_places(widths: Sequence[float], text: str) -> int:
    """Give the first of the last columns that have room for a text; one column stays left."""
    needed = display_width(text) + PADDING
    place = len(widths) - 1
    while place > 1 and sum(widths[place:]) < needed:
        place -= 1
    return place


class TableSheet:
    """Writes one table.

    Args:
        page: the sheet to write on.
        table: the table.
        formulas: writer of formulas for this sheet.
        values: how figures stand in the tables.
    """

    #: Whether cells that hold no input are locked.
    is_protected = True

    def __init__(self, page: Page, table: Table, formulas: FormulaWriter, values: Values) -> None:
        self._page = page
        self._styles = page.styles
        self._table = table
        self._formulas = formulas
        self._values = values
        self._stubs_by_line: dict[int, list[StubCell]] = {}
        for stub in table.stubs:
            self._stubs_by_line.setdefault(stub.line, []).append(stub)
        self._total_lines = {row.line for row in table.rows if row.is_total}

    def write(self, line_above: tuple[str, str, str]) -> None:
        """Write everything, with department, year and unit of amount above the heading."""
        self._page.widths(self._table.widths)
        self._title(line_above)
        self._heading()
        self._body()
        last = self._below()
        table = self._table
        self._page.freeze(table.body_line, self._frozen_places())
        heading = (0, table.body_line - 1)
        # The tables are published one by one, so they do not count the pages of the workbook.
        self._page.print_on_a4(heading, last, table.places - 1, has_footer=False)
        self._page.codes_are_text(
            (table.body_line, 0, max(table.end_line - 1, table.body_line), table.places - 1)
        )
        if self.is_protected:
            self._page.protect()

    def _title(self, line_above: tuple[str, str, str]) -> None:
        table, page, styles = self._table, self._page, self._styles
        department, year, unit = line_above
        last = table.places - 1
        page.merged((0, 0, 0, last), table.title, styles.get("title"))
        page.height(0, _TITLE_HEIGHT)
        line = table.department_line
        first, end, look = middle_area(table.widths, year, table.label)
        page.merged((line - 1, first, line - 1, end), year, styles.get("centre", num_format=look))
        page.merged((line - 1, end + 1, line - 1, last), table.label, styles.get("right"))
        right = _last_places(table.widths, unit)
        page.merged((line, 0, line, right - 1), department, styles.get("left"))
        page.merged((line, right, line, last), unit, styles.get("right"))
        for each in (line - 1, line):
            page.height(each, _LINE_HEIGHT)

    def _heading(self) -> None:
        heights: dict[int, float] = {}
        style = self._styles.get("head")
        for head in self._table.heads:
            area = (
                head.line,
                head.place,
                head.line + head.lines - 1,
                head.place + head.places - 1,
            )
            self._page.merged(area, head.text, style)
            width = self._width(head.place, head.places)
            needed = row_height(head.text, width, BODY_SIZE) / head.lines
            for line in range(head.line, head.line + head.lines):
                heights[line] = max(heights.get(line, _LINE_HEIGHT), needed)
        for line, height in heights.items():
            self._page.height(line, height)

    def _body(self) -> None:
        table = self._table
        taken = {(cell.line, cell.place): cell for cell in table.cells.values()}
        stubs = {(stub.line, stub.place): stub for stub in table.stubs}
        covered = {
            (stub.line, stub.place + step) for stub in table.stubs for step in range(1, stub.places)
        }
        blank = self._styles.get("figure")
        for line in range(table.body_line, table.end_line):
            for place in range(table.places):
                if (line, place) in taken:
                    self._figure(taken[line, place])
                elif (line, place) in stubs:
                    self._stub(stubs[line, place])
                elif (line, place) not in covered:
                    self._empty(line, place, blank)
            self._page.height(line, self._body_height(line))

    def _empty(self, line: int, place: int, look: Format) -> None:
        """Write a cell that is neither text nor figure."""
        self._page.text(line, place, "", look)

    def _figure(self, cell: TableCell) -> None:
        page, bold = self._page, cell.line in self._total_lines
        if cell.is_input:
            style = self._styles.get("input", num_format="#,##0.00", align="right")
            typed = fen_to_wan_float(cell.fen) if cell.is_typed else None
            page.input(cell.line, cell.place, input_name(cell.key), typed, style)
            return
        style = self._styles.get("figure", bold=bold)
        if cell.expression is None:
            page.text(cell.line, cell.place, "", style)
            return
        stored = fen_to_wan_float(figure_fen(cell, self._values))
        page.formula(cell.line, cell.place, self._formula(cell), style, stored=stored)

    def _formula(self, cell: TableCell) -> str:
        if cell.expression is None:  # pragma: no cover - blank cells have no formula
            return ""
        if self._values is Values.EXACT:
            return self._formulas.rounded_amount(cell.expression)
        # What a person types into an open cell is no fact: totals above it must look there.
        tree = cell.direct if cell.rounded is None else cell.expression
        return self._formulas.rounded_amount(tree or cell.expression, _PRINTED_DECIMALS)

    def _stub(self, stub: StubCell) -> None:
        bold = stub.is_total
        area = (stub.line, stub.place, stub.line, stub.place + stub.places - 1)
        self._page.merged(area, stub.text, self._stub_style(stub, bold=bold))

    def _stub_style(self, stub: StubCell, *, bold: bool) -> Format:
        changes: dict[str, object] = {"bold": bold}
        if bold:
            changes["font_name"] = HEADING_FONT
            changes["align"] = "center"
        elif stub.depth and stub.kind in _WRAPPED_KINDS:
            changes["indent"] = stub.depth
        return self._styles.get(_LETTERED_KINDS[stub.kind], **changes)

    def _body_height(self, line: int) -> float:
        heights = [
            row_height(stub.text, self._width(stub.place, stub.places) - 2 * stub.depth, BODY_SIZE)
            for stub in self._stubs_by_line.get(line, ())
            if stub.kind in _WRAPPED_KINDS
        ]
        return max([_LINE_HEIGHT, *heights])

    def _below(self) -> int:
        """Write notes and statement; give the last line used."""
        table, page = self._table, self._page
        last_place, whole = table.places - 1, sum(table.widths)
        style = self._styles.get("note")
        line = table.end_line
        for note in table.notes:
            page.merged((line, 0, line, last_place), note, style)
            page.height(line, row_height(note, whole, BODY_SIZE))
            line += 1
        if table.statement:
            formula = f'IF({has_figures_formula(table, "")},"",{text_constant(table.statement)})'
            area = (line, 0, line, last_place)
            page.merged(area, table.statement, style, formula=formula)
            page.height(line, row_height(table.statement, whole, BODY_SIZE))
            line += 1
        return line - 1

    def _width(self, place: int, places: int) -> float:
        return sum(self._table.widths[place : place + places])

    def _frozen_places(self) -> int:
        """Columns that stay in sight: the texts at the left, where all figures follow them."""
        figures = min((cell.place for cell in self._table.cells.values()), default=0)
        texts = {stub.place for stub in self._table.stubs}
        return figures if figures and all(place < figures for place in texts) else 0
