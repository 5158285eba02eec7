"""One sheet being written: a thin cover over xlsxwriter that lets nothing fail silently.

xlsxwriter says that it left something out by returning a negative number; here that is an
error. Text always goes out as text, whatever it begins with.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.declarations.relation.excel import quoted_sheet
from xls_juesuan.messages import writing as say
from xls_juesuan.writing.links import file_url
from xls_juesuan.writing.styles import BODY_FONT
from xls_juesuan.writing.styles import BODY_SIZE
from xls_juesuan.writing.styles import COMMENT_FILL
from xls_juesuan.writing.styles import SMALL_SIZE
from xls_juesuan.writing.widths import column_width
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from xls_juesuan.record import Record
    from xls_juesuan.writing.bars import Bars
    from xls_juesuan.writing.listing import ListedColumn
    from xls_juesuan.writing.styles import Styles

#: A cell holds no more characters than this.
LONGEST_TEXT = 32_767
#: A sheet holds no more links than this.
MOST_LINKS = 65_530
#: A text constant within a formula holds no more characters than this.
LONGEST_CONSTANT = 255
_A4 = 9
#: Points of an A4 sheet, across and upright, between its margins; points of a unit of width.
_PAGE, _UPRIGHT_PAGE = (770.0, 505.0), (523.0, 755.0)
_POINTS_PER_UNIT = 5.4
_USUAL_HEIGHT = 15.0
#: Heights of the title and of the heads of columns.
_TITLE_HEIGHT, _HEADS_HEIGHT = 30.0, 20.0
#: A sheet that needs no more pages than this is printed smaller, on one.
_SQUEEZED_PAGES = 1.6
_FOOTER_SIZE = 9
#: Widest box of a comment in units of column width, pixels of such a unit, and room at its foot.
_COMMENT_WIDTH, _PIXELS_PER_UNIT, _COMMENT_MARGIN = 46.0, 7.2, 8

#: What a person may do on a protected sheet without lifting the protection.
_ALLOWED = {"format_cells": True, "format_columns": True, "format_rows": True}

Stored = str | float | bool


class WritingError(RuntimeError):
    """The spreadsheet library refused something: a fault of this program."""


def place_name(line: int, place: int) -> str:
    """Name a cell (counted from 0) as in ``B7``."""
    return f"{column_letters(place)}{line + 1}"


def absolute_name(line: int, place: int) -> str:
    """Name a cell (counted from 0) as in ``$B$7``."""
    return f"${column_letters(place)}${line + 1}"


def absolute_range(first: int, last: int, place: int) -> str:
    """Name part of a column (counted from 0) as in ``$B$7:$B$90``."""
    return f"{absolute_name(first, place)}:{absolute_name(last, place)}"


def text_constant(text: str) -> str:
    """Write a text for a formula, joined from pieces where it is longer than one may be."""
    size = LONGEST_CONSTANT - 5
    pieces = [text[start : start + size] for start in range(0, len(text), size)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def _short(text: str) -> str:
    """A text with no more characters than a cell holds."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


class Page:
    """One sheet; lines and places count from 0.

    Args:
        book: the workbook.
        styles: its formats.
        name: name of the sheet.
        record: takes down what is written, for the next run; ``None`` where nobody asks.
    """

    def __init__(
        self, book: Workbook, styles: Styles, name: str, record: Record | None = None
    ) -> None:
        self.name = name
        self._record = record
        self.styles = styles
        self._book = book
        self._sheet = book.add_worksheet(name)
        self._sheet.hide_gridlines(2)
        self._links = 0
        self._widths: list[float] = []
        self._is_upright = False
        self._heights: dict[int, float] = {}

    @property
    def has_room_for_links(self) -> bool:
        """Whether one more link fits on the sheet."""
        return self._links < MOST_LINKS

    def text(self, line: int, place: int, text: str, style: Format) -> None:
        """Write a text as text; an empty one leaves a blank cell of that look."""
        if self._record is not None and text:
            self._record.text(line, place, text)
        if not text:
            self._check(self._sheet.write_blank(line, place, None, style), line, place)
            return
        self._check(self._sheet.write_string(line, place, _short(text), style), line, place)

    def number(self, line: int, place: int, number: float, style: Format) -> None:
        """Write a number."""
        if self._record is not None:
            self._record.number(line, place, number)
        self._check(self._sheet.write_number(line, place, number, style), line, place)

    def list(self, line: int, columns: Sequence[ListedColumn]) -> None:
        """Write many lines of the same columns, as ``text`` and ``number`` would."""
        if self._record is not None:
            raise WritingError(f"{self.name}: a list is not taken down for the next run")
        self._check(self._sheet.write_list(line, columns, _short), line, columns[0].place)

    def formula(
        self, line: int, place: int, formula: str, style: Format, *, stored: Stored
    ) -> None:
        """Write a formula (without =) with the value it has now."""
        if self._record is not None:
            self._record.formula(line, place, formula, stored)
        self._check(
            self._sheet.write_formula(line, place, f"={formula}", style, stored), line, place
        )

    def input(self, line: int, place: int, name: str, number: float | None, style: Format) -> None:
        """Write a cell that a person fills: blank, or with what somebody typed before."""
        if number is None:
            self.text(line, place, "", style)
        else:
            self.number(line, place, number, style)
        self.asks(line, place, name)

    def asks(self, line: int, place: int, name: str) -> None:
        """Take down that a person fills a cell, whatever stands in it."""
        if self._record is not None:
            self._record.input(line, place, name)

    def changeable(self, line: int, place: int, name: str, own: str) -> None:
        """Say that a person may change the number in a cell; ``own`` is the program's."""
        if self._record is not None:
            self._record.changeable(line, place, name, own)

    def forget(self, line: int, place: int) -> None:
        """Count what a cell holds as a person's own, which the next run must carry over again."""
        if self._record is not None:
            self._record.forget(line, place)

    def hide(self) -> None:
        """Keep the sheet out of sight."""
        self._sheet.hide()

    def merged(
        self, area: tuple[int, int, int, int], text: str, style: Format, *, formula: str = ""
    ) -> None:
        """Write a text, or a formula that gives it, over (line, place, last line, last place)."""
        line, place, last_line, last_place = area
        if (line, place) != (last_line, last_place):
            self._check(self._sheet.merge_range(*area, "", style), line, place)
        if formula:
            self.formula(line, place, formula, style, stored=text)
        else:
            self.text(line, place, text, style)

    def link(
        self, line: int, place: int, target: tuple[str, str], text: str, style: Format
    ) -> None:
        """Write a text that leads to a cell: sheet name and cell name."""
        sheet, cell = target
        self._check(
            self._sheet.write_url(
                line, place, f"internal:{quoted_sheet(sheet)}!{cell}", style, text, say.JUMP
            ),
            line,
            place,
        )
        self._links += 1

    def file_link(self, line: int, place: int, path: str, text: str) -> None:
        """Write a text that opens a file; a path that is not whole begins beside this workbook."""
        style = self.styles.get("link", font_size=SMALL_SIZE, text_wrap=True)
        if self.has_room_for_links:
            shown = text[:LONGEST_CONSTANT]
            self._check(
                self._sheet.write_url(line, place, file_url(path), style, shown), line, place
            )
            self._links += 1
        else:
            self.text(line, place, text, style)

    def heads(self, line: int, heads: Sequence[str], style: Format | None = None) -> None:
        """Write a row of headings from the first column on."""
        for place, text in enumerate(heads):
            self.text(line, place, text, style or self.styles.get("head"))

    def top(
        self,
        title: str,
        note: str,
        heads: Sequence[str],
        wide: float,
        *,
        places: int = 0,
        note_style: Format | None = None,
    ) -> None:
        """Write what most sheets begin with: title, note and heads, on the first three lines.

        Args:
            title: over all columns.
            note: below it, wrapped.
            heads: of the columns.
            wide: width in characters that the note is wrapped at.
            places: columns that title and note stand over; 0 for as many as there are heads.
            note_style: look of the note, where it is not the usual one.
        """
        last_place = (places or len(heads)) - 1
        self.merged((0, 0, 0, last_place), title, self.styles.get("title"))
        self.height(0, _TITLE_HEIGHT)
        self.merged((1, 0, 1, last_place), note, note_style or self.styles.get("note"))
        self.height(1, row_height(note, wide, BODY_SIZE))
        self.heads(2, heads)
        self.height(2, _HEADS_HEIGHT)

    def widths(self, widths: Iterable[float]) -> None:
        """Set the widths of the columns in units of column width."""
        self._widths = list(widths)
        for place, width in enumerate(self._widths):
            self._check(self._sheet.set_column(place, place, width), 0, place)

    def hide_column(self, place: int) -> None:
        """Keep a column out of sight: what it holds is for the program."""
        width = self._widths[place]
        self._check(self._sheet.set_column(place, place, width, None, {"hidden": True}), 0, place)

    def height(
        self, line: int, points: float, *, is_folded: bool = False, folds: bool = False
    ) -> None:
        """Set the height of a row in points.

        Args:
            line: the row.
            points: its height.
            is_folded: it is folded away under a row above it, where it opens with a click.
            folds: it is such a row above.
        """
        options = {"level": int(is_folded), "hidden": is_folded, "collapsed": folds}
        self._heights[line] = 0.0 if is_folded else points
        self._check(self._sheet.set_row(line, points, None, options), line, 0)

    def name_column(self, name: str, first: int, last: int, place: int) -> None:
        """Give part of a column a name that formulas anywhere in the workbook can use."""
        area = f"={quoted_sheet(self.name)}!{absolute_range(first, last, place)}"
        self._check(self._book.define_name(name, area), first, place)

    def fold_upwards(self) -> None:
        """Let the signs that open folded rows stand above these."""
        self._sheet.outline_settings(symbols_below=False)

    def comment(self, line: int, place: int, text: str) -> None:
        """Put a comment on a cell, its box as large as its text."""
        width = min(_COMMENT_WIDTH, column_width([text], font_size=SMALL_SIZE))
        look = {
            "author": say.REVIEW,
            "width": round(width * _PIXELS_PER_UNIT),
            "height": round(row_height(text, width, SMALL_SIZE) / 0.75) + _COMMENT_MARGIN,
            "font_name": BODY_FONT,
            "font_size": SMALL_SIZE,
            "color": COMMENT_FILL,
        }
        self._check(self._sheet.write_comment(line, place, text, look), line, place)

    def freeze(self, line: int, place: int = 0) -> None:
        """Keep the lines above and the columns left of a cell in sight."""
        self._sheet.freeze_panes(line, place)

    def filter(self, line: int, last_line: int, last_place: int) -> None:
        """Put filter buttons on a heading row."""
        self._check(self._sheet.autofilter(line, 0, max(last_line, line + 1), last_place), line, 0)

    def bars(self, at: tuple[int, int], bars: Bars) -> int:
        """Draw bars at a cell; give the last line that they cover."""
        chart = bars.chart(self._book, self.name)
        self._check(self._sheet.insert_chart(*at, chart), *at)
        return at[0] + math.ceil(bars.points / _USUAL_HEIGHT)

    def choices(self, area: tuple[int, int, int, int], choices: Sequence[str]) -> None:
        """Offer a drop-down list in an area."""
        rule = {"validate": "list", "source": list(choices)}
        self._check(self._sheet.data_validation(*area, rule), area[0], area[1])

    def rule(self, area: tuple[int, int, int, int], rule: Mapping[str, Any]) -> None:
        """Add a conditional format to an area."""
        self._check(self._sheet.conditional_format(*area, dict(rule)), area[0], area[1])

    def codes_are_text(self, *areas: tuple[int, int, int, int]) -> None:
        """Suppress the green triangles where digits are meant as text."""
        names = " ".join(
            f"{place_name(line, place)}:{place_name(last_line, last_place)}"
            for line, place, last_line, last_place in areas
        )
        if names:
            self._check(self._sheet.ignore_errors({"number_stored_as_text": names}), 0, 0)

    def protect(self) -> None:
        """Lock the locked cells, without a password."""
        self._sheet.protect("", _ALLOWED)

    def colour(self, colour: str) -> None:
        """Colour the tab of the sheet."""
        self._sheet.set_tab_color(colour)

    def show_first(self) -> None:
        """Open the workbook on this sheet."""
        self._sheet.activate()

    def stand_upright(self) -> None:
        """Print the sheet on upright pages; sheets lie across unless told."""
        self._is_upright = True

    def print_on_a4(
        self,
        repeat: tuple[int, int],
        last_line: int,
        last_place: int,
        *,
        pages_wide: int = 1,
        has_footer: bool = True,
        first_place: int = 0,
    ) -> None:
        """Set the page: A4, heading repeated, pages numbered in the footer.

        What would run over onto a second page by little is made to fit on one.
        """
        sheet = self._sheet
        sheet.set_paper(_A4)
        if self._is_upright:
            sheet.set_portrait()
        else:
            sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.center_horizontally()
        pages = self._pages_needed(last_line, last_place)
        sheet.fit_to_pages(pages_wide, 1 if pages <= _SQUEEZED_PAGES else 0)
        if pages_wide > 1:
            self._check(sheet.repeat_columns(0, 0), 0, 0)
        sheet.repeat_rows(*repeat)
        if has_footer:
            sheet.set_footer(f"&C&{_FOOTER_SIZE}{say.FOOTER}")
        self._check(sheet.print_area(0, first_place, last_line, last_place), 0, 0)

    def _pages_needed(self, last_line: int, last_place: int) -> float:
        """Estimate how many pages the sheet takes when it is one page wide."""
        across, down = _UPRIGHT_PAGE if self._is_upright else _PAGE
        wide = sum(self._widths[: last_place + 1]) * _POINTS_PER_UNIT
        scale = min(1.0, across / wide)
        high = sum(self._heights.get(line, _USUAL_HEIGHT) for line in range(last_line + 1))
        return high * scale / down

    def _check(self, answer: object, line: int, place: int) -> None:
        if isinstance(answer, int) and answer < 0:
            raise WritingError(f"{self.name}!{place_name(line, place)}: xlsxwriter gave {answer}")
