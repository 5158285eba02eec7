"""Which line of a page is which row of a layout: by code, by line number, by name.

It knows the texts beside figures; it refuses to know the figures.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.declarations.layout_parts import RowSpec
from xls_juesuan.money import AmountError
from xls_juesuan.money import parse_decimal
from xls_juesuan.recognise.code_columns import CodeColumns
from xls_juesuan.recognise.coded_rows import find_coded
from xls_juesuan.recognise.elsewhere import rows_elsewhere
from xls_juesuan.recognise.found_row import FoundRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.published import PublishedWords
    from xls_juesuan.recognise.code_columns import PrintedCode
    from xls_juesuan.recognise.headings import Heading
    from xls_juesuan.recognise.page import PrintedPage

_NUMBER = re.compile(r"\d{1,3}")
#: Lines that begin like this stand below a table.
_NOTES = ("注", "说明", "备注")


class RowFinder:
    """Finds the rows of one table.

    Args:
        layout: the table.
        page, heading: where it stands.
        words: what rows are called elsewhere.
    """

    def __init__(
        self, layout: Layout, page: PrintedPage, heading: Heading, words: PublishedWords
    ) -> None:
        self._layout = layout
        self._page = page
        self._heading = heading
        self._words = words
        self._bands = [
            _BandRows(self, band) for band in layout.bands if band.listing or not band.code_places
        ]

    @property
    def words(self) -> PublishedWords:
        """What rows are called elsewhere."""
        return self._words

    @property
    def table(self) -> str:
        """Key of the table."""
        return self._layout.key

    def find(self, lines: Iterable[int]) -> list[FoundRow]:
        """Name the rows of the given lines, band by band."""
        every = list(lines)
        coded = find_coded(self._layout, self._page, self._heading, every, self._words)
        return [*coded, *(row for band in self._bands for row in band.find(every))]

    def is_note(self, line: int) -> bool:
        """Whether the notes below the table begin here."""
        (_, first), *others = [*self._page.filled(line)] or [(0, "")]
        return first.startswith(_NOTES) and not others

    # What a band asks of a line.

    def codes(self, lines: list[int], band: Band) -> dict[int, PrintedCode]:
        """Codes by line, of a band that lists them."""
        places = [self._heading.places.get(column.place) for column in band.columns]
        area = range(min(place for place in places if place is not None))
        named = [
            place for each in band.code_places for place in self._heading.code_places.get(each, ())
        ]
        reader = CodeColumns(self._page, self._layout)
        columns = reader.find(lines, area, named)
        return {found.line: found for found in reader.read(lines, columns, area)}

    def area(self, band: Band) -> range:
        """Places of the names of a band: right of the figures of the bands beside it."""
        mine = [self._heading.places.get(column.place) for column in band.columns]
        first = min((place for place in mine if place is not None), default=0)
        others = [
            place
            for other in self._layout.bands
            if other is not band
            for column in other.columns
            if (place := self._heading.places.get(column.place)) is not None and place < first
        ]
        return range(max(others, default=-1) + 1, first)

    def text(self, line: int, place: int | None) -> str:
        """Text of a line at a place of the layout; empty where there is no such column."""
        found = self._heading.places.get(place) if place is not None else None
        return self._page.text(line, found) if found is not None else ""

    def name(self, line: int, band: Band) -> str:
        """Name of a line's row, with what of it stands on the lines below."""
        name = self.text(line, band.label_place)
        if band.label_place not in self._heading.places:
            texts = (self._page.text(line, place) for place in self.area(band))
            return next((text for text in texts if text and not text.isdigit()), "")
        below = line + 1
        while name and self._goes_on(below, band):
            name += self.text(below, band.label_place)
            below += 1
        return name

    def _goes_on(self, line: int, band: Band) -> bool:
        """Whether a line of a text document holds nothing but more of the name above it."""
        page = self._page
        if not page.is_text or line >= page.lines or not page.line_tables[line]:
            return False
        cells = list(page.filled(line))
        found = self._heading.places.get(band.label_place) if band.label_place is not None else None
        return (
            len(cells) == 1
            and cells[0][0] == found
            and not any(map(str.isdigit, cells[0][1]))
            and self._words.row(cells[0][1]) not in self._labels
        )

    @cached_property
    def _labels(self) -> frozenset[str]:
        """What rows of the layout are called."""
        words = self._words
        listed = (band.listing.label for band in self._layout.bands if band.listing)
        fixed = (row.label for band in self._layout.bands for row in band.rows)
        return frozenset(map(words.row, (*listed, *fixed)))

    def texts_before_figures(self, line: int, band: Band) -> Iterator[str]:
        """Texts left of the figures of a band, the nearest first."""
        for place in reversed(self.area(band)):
            if text := self._page.text(line, place):
                yield text

    def texts(self, line: int) -> Iterator[tuple[int, str]]:
        """All texts of a line with their places."""
        return self._page.filled(line)

    def moved_places(self, line: int, band: Band, label: int) -> dict[str, int]:
        """Where the one figure of a named row stands, if not below its heading.

        The name of a total is printed over several columns, and its figure follows it.
        """
        (column, *others) = band.columns
        below = next((place for place in self._heading.figure_places if place > label), None)
        if not others and below is not None and is_amount(self._page.text(line, below)):
            return {column.key: below}
        follows = [(place, text) for place, text in self._page.filled(line) if place > label]
        if others or not follows or not is_amount(follows[0][1]):
            return {}
        return {column.key: follows[0][0]}

    def has_figures(self, line: int, band: Band) -> bool:
        """Whether any figure of the band stands on the line."""
        places = (self._heading.places.get(column.place) for column in band.columns)
        return any(place is not None and self._page.text(line, place) for place in places)


class _BandRows:
    """The rows of one band; each of the layout's rows is given once."""

    def __init__(self, finder: RowFinder, band: Band) -> None:
        self._finder = finder
        self._band = band
        self._taken: set[str] = set()
        self._codes: dict[int, PrintedCode] = {}

    def find(self, lines: list[int]) -> Iterator[FoundRow]:
        band = self._band
        self._codes = self._finder.codes(lines, band) if band.listing else {}
        identify = self._choose()
        for line in lines:
            found = identify(line)
            if found is not None:
                self._taken.add(found.row.key)
                yield found

    def _choose(self) -> Callable[[int], FoundRow | None]:
        band = self._band
        if band.listing is not None:
            return self._listed
        if band.label_place is None:
            return self._only
        return self._numbered if len(band.rows) > 1 else self._named

    # ------------------------------------------------------------------ kinds of bands

    def _listed(self, line: int) -> FoundRow | None:
        found = self._codes.get(line)
        if found is not None:
            name = self._finder.name(line, self._band)
            name = found.name if _has_digits(name) else name or found.name
            key = found.code
            while key in self._taken:
                # The same code again: a row of its own, which a rule will complain about.
                key += "'"
            return FoundRow(self._band, RowSpec(key, name, code=found.code), line)
        listing = self._band.listing
        texts = self._finder.texts_before_figures(line, self._band)
        words = self._finder.words
        if listing and TOTAL_ROW not in self._taken:
            total = words.row(listing.label)
            label = next((text for text in texts if words.row(text) == total), "")
            if label:
                return FoundRow(self._band, RowSpec(TOTAL_ROW, listing.label, gathers=True), line)
        return None

    def _numbered(self, line: int) -> FoundRow | None:
        name = self._finder.name(line, self._band)
        number = self._finder.text(line, self._band.line_place)
        by_number = None
        if _NUMBER.fullmatch(number):
            by_number = next((row for row in self._band.rows if row.line == int(number)), None)
        spec = self._by_name(name, by_number) or self._by_name_elsewhere(name) or by_number
        if spec is None or spec.key in self._taken:
            return None
        is_other = bool(name and spec.label) and not self._are_same(name, spec.label)
        return FoundRow(self._band, _renamed(spec, name), line, spec.label if is_other else "")

    def _named(self, line: int) -> FoundRow | None:
        words = self._finder.words
        for place, text in self._finder.texts(line):
            for spec in self._band.rows:
                if spec.key not in self._taken and words.row(text) == words.row(spec.label):
                    places = self._finder.moved_places(line, self._band, place)
                    return FoundRow(self._band, spec, line, places=places)
        return None

    def _only(self, line: int) -> FoundRow | None:
        """The one row of a table without names: the first line that holds figures."""
        (spec,) = self._band.rows
        if spec.key in self._taken or not self._finder.has_figures(line, self._band):
            return None
        return FoundRow(self._band, spec, line)

    # ------------------------------------------------------------------ names

    def _by_name(self, name: str, by_number: RowSpec | None) -> RowSpec | None:
        """The row of that name; where several bear it, the one whose number is printed."""
        words = self._finder.words
        for known, word in (
            (self._whole_names, words.row(name)),
            (self._bare_names, words.bare_row(name)),
        ):
            found = [row for row in known.get(word, ()) if row.key not in self._taken]
            if by_number is not None and by_number in found:
                return by_number
            if word and found:
                return found[0]
        return None

    def _by_name_elsewhere(self, name: str) -> RowSpec | None:
        """A row of that name that only other places print, or other years."""
        words = self._finder.words
        word = words.bare_row(name)
        mine = {row.key for row in self._band.rows}
        for row in rows_elsewhere(self._finder.table, self._band.key) if word else ():
            if (
                row.label
                and row.key not in mine | self._taken
                and words.bare_row(row.label) == word
            ):
                return row
        return None

    def _are_same(self, one: str, other: str) -> bool:
        words = self._finder.words
        return words.bare_row(one) == words.bare_row(other)

    @cached_property
    def _whole_names(self) -> Mapping[str, list[RowSpec]]:
        return self._names(bare=False)

    @cached_property
    def _bare_names(self) -> Mapping[str, list[RowSpec]]:
        return self._names(bare=True)

    def _names(self, *, bare: bool) -> Mapping[str, list[RowSpec]]:
        words = self._finder.words
        found: dict[str, list[RowSpec]] = defaultdict(list)
        for row in self._band.rows:
            if row.label:
                word = words.bare_row(row.label) if bare else words.row(row.label)
                found[word].append(row)
        return found


def is_amount(text: str) -> bool:
    """Whether a text is a number as tables print them."""
    try:
        return parse_decimal(text) is not None
    except AmountError:
        return False


def is_nothing(text: str) -> bool:
    """Whether a text is blank or a mark for no amount."""
    try:
        return parse_decimal(text) is None
    except AmountError:
        return False


def _has_digits(text: str) -> bool:
    return any(map(str.isdigit, text))


def _renamed(spec: RowSpec, name: str) -> RowSpec:
    return replace(spec, label=name) if name else spec
