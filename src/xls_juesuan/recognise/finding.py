"""Titles, headings and rows of all pages → the tables of a document.

It knows that a table reaches from its title to the next one; it refuses to know figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.messages import recognising as say
from xls_juesuan.model import Source
from xls_juesuan.recognise.amounts import is_amount
from xls_juesuan.recognise.amounts import is_nothing
from xls_juesuan.recognise.building import TableParts
from xls_juesuan.recognise.context import read_context
from xls_juesuan.recognise.headings import HeadingFinder
from xls_juesuan.recognise.more_columns import with_more_columns
from xls_juesuan.recognise.precedence import usual_first
from xls_juesuan.recognise.precedence import usual_ones_first
from xls_juesuan.recognise.precedence import wider_first
from xls_juesuan.recognise.rows import RowFinder
from xls_juesuan.recognise.titles import Titles
from xls_juesuan.recognise.upright import UprightFinder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.declarations.published import PublishedWords
    from xls_juesuan.recognise.context import Context
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

    ``title`` is the one of its titles that it bears, as titles are compared; ``titled`` is the
    text that bears it.
    """

    parts: TableParts
    context: Context
    finder: HeadingFinder
    title: str = ""
    titled: str = ""

    @property
    def where(self) -> str:
        """Its place in words: the sheet, or the page of a text document."""
        return self.parts.page.where(self.parts.heading.first)

    def said_at(self, field: str) -> tuple[str, int]:
        """Where what stands above it says something: in words, and its line.

        Args:
            field: of the context; where it is not said, the place is that of the table.
        """
        spot, page = self.context.spots.get(field), self.parts.page
        if spot is None:
            return self.where, self.parts.heading.first
        return (page.where(spot[0]) if page.is_text else page.full_ref(*spot)), spot[0]

    @property
    def lists_codes(self) -> bool:
        """Whether a table of codes has any; one that lists units instead has none."""
        parts = self.parts
        is_listing = any(band.listing for band in parts.layout.bands)
        return not is_listing or any(row.row.code for row in parts.rows)

    def without_repeats(self) -> FoundTable:
        """Give the table without rows that no layout has: they only show figures once more."""
        rows = tuple(row for row in self.parts.rows if not row.is_repeat)
        return replace(self, parts=replace(self.parts, rows=rows))

    def is_same_otherwise(self, other: FoundTable) -> bool:
        """Whether another table has the same figures in another form: with carry-overs or without.

        Titles tell: 支出决算表 and 收入支出决算表 of the same money.
        """
        titles = {one.title.replace("收入支出", "支出") for one in (self, other)}
        return self.title != other.title and len(titles) == 1

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


@dataclass(frozen=True, slots=True)
class _FoundHeading:
    """The heading of a table, in which layout and by which finder it was found."""

    layout: Layout
    finder: HeadingFinder
    heading: Heading
    only: FoundRow | None = None


class TableFinder:
    """Finds the tables of a profile.

    Args:
        profile: the layouts.
        words: what published tables call things.
        is_wide: whether columns are read that only other places print.
    """

    def __init__(self, profile: Profile, words: PublishedWords, *, is_wide: bool = False) -> None:
        self._words = words
        self._is_wide = is_wide
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
        #: Tables that print another one once more in another form.
        self.copies: list[FoundTable] = []

    def find(self, pages: Sequence[PrintedPage]) -> list[FoundTable]:
        """Find every table once, in the order of the profile."""
        every: list[FoundTable] = []
        for page in pages:
            tables = list(self._of_page(page))
            every += tables
            if not tables:
                self._note("sheet", page)
        found: dict[str, FoundTable] = {}
        for one in usual_ones_first(every):
            self._take(one, found)
        for one in (*found.values(), *self._rests, *self.copies):
            self._leftovers(one)
        return sorted(found.values(), key=lambda one: self._order.index(one.parts.layout.key))

    def _take(self, one: FoundTable, found: dict[str, FoundTable]) -> None:
        """Put a table among those that were found, or say why it is none of them."""
        layout, page = one.parts.layout, one.parts.page
        first = found.get(layout.key)
        spot = (one.parts.heading.first, 0)
        if first is None:
            found[layout.key] = one
        elif first.goes_on_in(one):
            self._rests.append(one)
            found[layout.key] = first.with_rest(one)
        elif self._is_wide and one.context.is_of_another_unit(first.context):
            said = say.table_of_unit(layout.title, one.context.unit_name)
            self._note("other_unit", page, spot, said)
        elif self._is_wide and one.context.is_of_another_year(first.context):
            said = say.table_of_year(layout.title, one.context.year or 0)
            self._note("other_year", page, spot, said)
        elif self._is_wide and first.is_same_otherwise(one):
            found[layout.key], other = wider_first(first, one)
            self.copies.append(other)
        elif first.title != one.title or first.lists_codes != one.lists_codes:
            # The same of another scope, or by unit: 财政拨款 and 一般公共预算.
            found[layout.key], other = usual_first(first, one)
            spot = (other.parts.heading.first, 0)
            self._note("variant", other.parts.page, spot, other.title)
        else:
            self._note("repeated", page, spot, layout.title)

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
        above, before = 0, 0
        for number, anchor in enumerate(anchors):
            end = anchors[number + 1].line if number + 1 < len(anchors) else page.lines
            found = self._heading(page, anchor, end)
            if found is None:
                continue
            table = self._table(page, anchor, found, (before, above, end))
            yield table
            before = table.parts.end
            above = end if number + 1 < len(anchors) else above

    def _heading(self, page: PrintedPage, anchor: Anchor, end: int) -> _FoundHeading | None:
        """Find the heading of a table, or its only row where its columns stand as lines."""
        layout, start = anchor.layout, anchor.line + 1
        finder = self._headings[layout.key]
        heading = finder.find(page, start, end)
        if heading is None:
            upright = self._upright[layout.key].find(page, start, end)
            return _FoundHeading(layout, finder, *upright) if upright else None
        extra = set(heading.extra_paths.values()) if self._is_wide else set()
        wider = with_more_columns(layout, extra, self._words) if extra else None
        if wider is not None:
            more = HeadingFinder(wider, self._words)
            whole = more.find(page, start, end)
            if whole is not None and heading.places.items() <= whole.places.items():
                return _FoundHeading(wider, more, whole)
        return _FoundHeading(layout, finder, heading)

    def _table(
        self, page: PrintedPage, anchor: Anchor, found: _FoundHeading, bounds: tuple[int, int, int]
    ) -> FoundTable:
        layout, finder, heading, only = found.layout, found.finder, found.heading, found.only
        before, above, end = bounds
        end, last = _end_in_text(page, heading.end, end) if page.is_text else (end, end)
        # What stands above a title may still belong to the table: 公开01表, 部门, 单位.
        first = max(above, anchor.line - 4, 0)
        context = read_context(
            page,
            range(first, heading.first),
            range(heading.first, heading.end),
            range(max(before, anchor.line - 4), first),
        )
        rows = RowFinder(layout, page, heading, self._words, context.unit_name)
        body_end = next((line for line in range(heading.end, end) if rows.is_note(line)), end)
        body_end = min(body_end, last)
        lines = [
            line for line in range(heading.end, body_end) if not finder.is_repeated(page, line)
        ]
        parts = TableParts(
            layout,
            page,
            heading if only else rows.heading_over_codes(lines),
            (only,) if only else tuple(rows.find(lines)),
            _statement(page, heading.end, end),
            body_end,
        )
        return FoundTable(parts, context, finder, anchor.title, anchor.text)

    # ------------------------------------------------------------------ what is left over

    def _leftovers(self, one: FoundTable) -> None:
        parts = one.parts
        page, heading = parts.page, parts.heading
        used = {*parts.spots().values(), *(one for some in parts.again().values() for one in some)}
        columns = [heading.places.get(column.place) for column in parts.layout.columns]
        figure_places = {place for place in columns if place is not None}
        # Columns that stand below one another have no place of their own.
        figure_places = figure_places or set(heading.figure_places)
        # A total may stand in the column of the codes: those are no figures left over.
        beside = {place for _, place in used} - figure_places
        figure_places |= beside
        for place, text in heading.extra.items():
            is_other = place not in {*figure_places, *heading.parts}
            is_other = is_other and text != self._words.heading(_LINES)
            if is_other and self._holds_figures(parts, place):
                self._note(
                    "column", page, (heading.first, place), heading.extra_texts.get(place, text)
                )
        finder = one.finder
        nameless: list[tuple[int, int]] = []
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
            if places and text:
                self._note("row", page, (line, min(places)), text)
            elif any(page.text(line, place).strip("-0.") for place in places):
                nameless.append((line, min(places)))
        if nameless:
            self._note("nameless", page, nameless[0], str(len(nameless)))
        for row in parts.rows:
            if row.usual_name:
                spot = (row.line, heading.places.get(row.band.label_place or 0, 0))
                self._note("renamed", page, spot, row.row.label)

    def _holds_figures(self, parts: TableParts, place: int) -> bool:
        page = parts.page
        return any(
            is_amount(page.text(line, place)) for line in range(parts.heading.end, parts.end)
        )


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
