"""Titles, headings and rows of all pages → the tables of a document.

It knows that a table reaches from its title to the next one; it refuses to know figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.published import plain
from xls_juesuan.model import Source
from xls_juesuan.recognise.amounts import is_amount
from xls_juesuan.recognise.amounts import is_nothing
from xls_juesuan.recognise.building import TableParts
from xls_juesuan.recognise.context import Context
from xls_juesuan.recognise.context import read_context
from xls_juesuan.recognise.headings import HeadingFinder
from xls_juesuan.recognise.rows import RowFinder
from xls_juesuan.recognise.titles import Titles
from xls_juesuan.recognise.upright import UprightFinder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.declarations.published import PublishedWords
    from xls_juesuan.recognise.found_row import FoundRow
    from xls_juesuan.recognise.headings import Heading
    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.recognise.page import Spot
    from xls_juesuan.recognise.titles import Anchor

#: What says below an empty table that it is empty.
STATEMENTS = ("无数据", "没有数据", "空表", "本表无")
#: Heading of numbers of lines, which are no figures.
_LINES = "行次"
#: Lines of text that may stand between two rows of a table, or below its last row.
_MOST_BETWEEN = 6
#: A classification code.
_CODE = re.compile(r"\d{3}|\d{5}|\d{7}")
#: The beginning of a part of the document, or a title.
_BEGINS = re.compile(r"第[一二三四五六七八九十]部分|[^注说:：]{4,40}表$")


@dataclass(frozen=True, slots=True)
class NotRecognised:
    """Something that belongs to no table: a sheet, row, column, table given twice.

    Attributes:
        kind: a key of ``messages.recognising.NOT_RECOGNISED``.
        sheet: the sheet it stands on; in a text document the place in words.
        ref: the first of its cells.
        text: what it says.
        row: its row, from 1; 0 in a text document and for whole sheets.
        where: the place of the table it is in or near, in words.
    """

    kind: str
    sheet: str
    ref: str = ""
    text: str = ""
    row: int = 0
    where: str = ""

    def source(self, file: str) -> Source:
        """Name the row for findings."""
        return Source(file, self.sheet, self.row)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table and what stands above it.

    ``title`` is the one of its titles that it bears, as titles are compared.
    """

    parts: TableParts
    context: Context
    title: str = ""

    @property
    def where(self) -> str:
        """Its place in words: the sheet, or the page of a text document."""
        return self.parts.page.where(self.parts.heading.first)

    def without_repeats(self) -> FoundTable:
        """Give the table without rows that no layout has: they only show figures once more."""
        rows = tuple(row for row in self.parts.rows if not row.is_repeat)
        return replace(self, parts=replace(self.parts, rows=rows))

    def goes_on_in(self, other: FoundTable) -> bool:
        """Whether another table of the same title is the rest of this one, on the next page."""
        mine, more = self.parts, other.parts
        keys = {row.row.key for row in more.rows}
        return (
            mine.page is more.page
            and mine.page.is_text
            and mine.heading.places == more.heading.places
            and bool(keys)
            and not keys & {row.row.key for row in mine.rows}
        )

    def with_rest(self, other: FoundTable) -> FoundTable:
        """Give the table with the rows of its rest."""
        rows = (*self.parts.rows, *other.parts.rows)
        statement = self.parts.statement or other.parts.statement
        return replace(self, parts=replace(self.parts, rows=rows, statement=statement))


class TableFinder:
    """Finds the tables of a profile.

    Args:
        profile: the layouts.
        words: what published tables call things.
    """

    def __init__(self, profile: Profile, words: PublishedWords) -> None:
        self._words = words
        self._titles = Titles(profile.layouts, words)
        self._headings = {layout.key: HeadingFinder(layout, words) for layout in profile.layouts}
        self._upright = {
            layout.key: UprightFinder(layout, self._headings[layout.key].paths, words)
            for layout in profile.layouts
        }
        self._order = [layout.key for layout in profile.layouts]
        #: What was left over so far.
        self.not_recognised: list[NotRecognised] = []
        self._rests: list[FoundTable] = []

    def find(self, pages: Sequence[PrintedPage]) -> list[FoundTable]:
        """Find every table once, in the order of the profile."""
        found: dict[str, FoundTable] = {}
        for page in pages:
            tables = list(self._of_page(page))
            for one in tables:
                layout = one.parts.layout
                first = found.get(layout.key)
                if first is not None and first.goes_on_in(one):
                    self._rests.append(one)
                    found[layout.key] = first.with_rest(one)
                elif first is not None and first.title != one.title:
                    # The same of another scope or in another form: 财政拨款 and 一般公共预算.
                    found[layout.key], other = _usual_first(first, one)
                    spot = (other.parts.heading.first, 0)
                    self._note("variant", other.parts.page, spot, other.title)
                elif first is not None:
                    self._note("repeated", page, (one.parts.heading.first, 0), layout.title)
                else:
                    found[layout.key] = one
            if not tables:
                self._note("sheet", page)
        for one in (*found.values(), *self._rests):
            self._leftovers(one)
        return sorted(found.values(), key=lambda one: self._order.index(one.parts.layout.key))

    def _note(self, kind: str, page: PrintedPage, spot: Spot | None = None, text: str = "") -> None:
        if spot is None:
            self.not_recognised.append(NotRecognised(kind, page.name))
            return
        place = page.source("", spot[0])
        self.not_recognised.append(
            NotRecognised(
                kind, place.sheet, page.full_ref(*spot), text, place.row, page.where(spot[0])
            )
        )

    def _of_page(self, page: PrintedPage) -> Iterator[FoundTable]:
        anchors = self._titles.anchors(page)
        above = 0
        for number, anchor in enumerate(anchors):
            end = anchors[number + 1].line if number + 1 < len(anchors) else page.lines
            heading = self._headings[anchor.layout.key].find(page, anchor.line + 1, end)
            row = None
            if heading is None:
                upright = self._upright[anchor.layout.key].find(page, anchor.line + 1, end)
                if upright is None:
                    continue
                heading, row = upright
            yield self._table(page, anchor, heading, (above, end), row)
            above = end if number + 1 < len(anchors) else above

    def _table(
        self,
        page: PrintedPage,
        anchor: Anchor,
        heading: Heading,
        bounds: tuple[int, int],
        only: FoundRow | None,
    ) -> FoundTable:
        layout, (above, end) = anchor.layout, bounds
        end, last = _end_in_text(page, heading.end, end) if page.is_text else (end, end)
        finder = self._headings[layout.key]
        # What stands above a title may still belong to the table: 公开01表, 部门, 单位.
        first = max(above, anchor.line - 4, 0)
        context = read_context(page, range(first, heading.first), range(heading.first, heading.end))
        rows = RowFinder(layout, page, heading, self._words, context.unit_name)
        body_end = next((line for line in range(heading.end, end) if rows.is_note(line)), end)
        body_end = min(body_end, last)
        lines = [
            line for line in range(heading.end, body_end) if not finder.is_repeated(page, line)
        ]
        parts = TableParts(
            layout,
            page,
            heading,
            (only,) if only else tuple(rows.find(lines)),
            _statement(page, heading.end, end),
            body_end,
        )
        return FoundTable(parts, context, anchor.title)

    # ------------------------------------------------------------------ what is left over

    def _leftovers(self, one: FoundTable) -> None:
        parts = one.parts
        page, heading = parts.page, parts.heading
        used = {*parts.spots().values(), *(one for some in parts.again().values() for one in some)}
        columns = [heading.places.get(column.place) for column in parts.layout.columns]
        figure_places = {place for place in columns if place is not None}
        # A total may stand in the column of the codes: those are no figures left over.
        beside = {place for _, place in used} - figure_places
        figure_places |= beside
        for place, text in heading.extra.items():
            is_other = place not in {*figure_places, *heading.parts}
            is_other = is_other and text != self._words.heading(_LINES)
            if is_other and self._holds_figures(parts, place):
                self._note("column", page, (heading.first, place), _printed(parts, place))
        finder = self._headings[parts.layout.key]
        for line in range(parts.heading.end, parts.end):
            if finder.is_repeated(page, line):
                continue
            places = [
                place
                for place in sorted(figure_places)
                if (line, place) not in used
                and not is_nothing(page.text(line, place))
                and not (place in beside and _CODE.fullmatch(page.text(line, place)))
            ]
            text = next((text for _, text in page.filled(line) if not is_amount(text)), "")
            # A line without a name whose formulas give nothing was left free by a model.
            if places and (text or any(page.text(line, place).strip("-0.") for place in places)):
                self._note("row", page, (line, min(places)), text)
        for row in parts.rows:
            if row.usual_name:
                spot = (row.line, heading.places.get(row.band.label_place or 0, 0))
                self._note("renamed", page, spot, row.row.label)

    def _holds_figures(self, parts: TableParts, place: int) -> bool:
        page = parts.page
        return any(
            is_amount(page.text(line, place)) for line in range(parts.heading.end, parts.end)
        )


def _usual_first(first: FoundTable, second: FoundTable) -> tuple[FoundTable, FoundTable]:
    """Two forms of a table, that with the layout's own title before the other."""
    is_second = second.title == plain(second.parts.layout.title)
    return (second, first) if is_second else (first, second)


def _printed(parts: TableParts, place: int) -> str:
    """The lowest text of the heading above a place, as it is printed."""
    lines = reversed(range(parts.heading.first, parts.heading.end))
    texts = (parts.page.covering_text(line, place) for line in lines)
    return next((text for text in texts if text and not text.isdigit()), "")


def _end_in_text(page: PrintedPage, start: int, end: int) -> tuple[int, int]:
    """Where a table of a text document ends, with what stands below it, and its last row.

    Lines between its rows are names that go on, ends of pages; many of them, the beginning of a
    part, or the title of something else end it.
    """
    last = start
    for line in range(start, end):
        if page.line_tables[line]:
            last = line + 1
        elif line - last >= _MOST_BETWEEN or _BEGINS.match(page.text(line, 0)):
            return line, last
    return end, last


def _statement(page: PrintedPage, start: int, end: int) -> str:
    texts = (text for line in range(start, end) for _, text in page.filled(line))
    return next((text for text in texts if any(word in text for word in STATEMENTS)), "")
