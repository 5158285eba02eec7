"""Which line of a page is which row of a layout: by code, by line number, by name.

It knows the texts beside figures; it refuses to know the figures.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.published import plain
from xls_juesuan.recognise.amounts import is_amount
from xls_juesuan.recognise.band_rows import BandRows
from xls_juesuan.recognise.code_columns import CodeColumns
from xls_juesuan.recognise.coded_rows import find_coded
from xls_juesuan.recognise.continuation import NOTES
from xls_juesuan.recognise.continuation import Continuation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.published import PublishedWords
    from xls_juesuan.recognise.code_columns import PrintedCode
    from xls_juesuan.recognise.found_row import FoundRow
    from xls_juesuan.recognise.headings import Heading
    from xls_juesuan.recognise.page import PrintedPage


class RowFinder:
    """Finds the rows of one table.

    Args:
        layout: the table.
        page, heading: where it stands.
        words: what rows are called elsewhere.
        unit_name: whose table it is; empty where it does not say.
    """

    def __init__(
        self,
        layout: Layout,
        page: PrintedPage,
        heading: Heading,
        words: PublishedWords,
        unit_name: str = "",
    ) -> None:
        self._unit_name = plain(unit_name)
        self._layout = layout
        self._page = page
        self._heading = heading
        self._words = words
        self._continuation = Continuation(page, layout, words)
        self._bands = [
            BandRows(self, band) for band in layout.bands if band.listing or not band.code_places
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
        return first.startswith(NOTES) and not others

    # What a band asks of a line.

    def is_unit(self, text: str) -> bool:
        """Whether a text is the name of the unit."""
        return bool(self._unit_name) and plain(text) == self._unit_name

    def codes(self, lines: list[int], band: Band) -> dict[int, PrintedCode]:
        """Codes by line, of a band that lists them."""
        reader = CodeColumns(self._page, self._layout)
        columns = self._code_columns(lines, band)
        return {found.line: found for found in reader.read(lines, columns, self._stub(band))}

    def heading_over_codes(self, lines: Sequence[int]) -> Heading:
        """The heading, with every column that holds pieces of codes, named by it or not."""
        code_places = dict(self._heading.code_places)
        for band in self._layout.bands:
            if band.listing and len(band.code_places) == 1:
                columns = self._code_columns(lines, band)
                if len(columns) > len(code_places.get(band.code_places[0], ())):
                    code_places[band.code_places[0]] = columns
        taken = {place for places in code_places.values() for place in places}
        extra = {at: text for at, text in self._heading.extra.items() if at not in taken}
        return replace(self._heading, code_places=code_places, extra=extra)

    def _code_columns(self, lines: Sequence[int], band: Band) -> tuple[int, ...]:
        named = [
            place for each in band.code_places for place in self._heading.code_places.get(each, ())
        ]
        return CodeColumns(self._page, self._layout).find(lines, self._stub(band), named)

    def _stub(self, band: Band) -> range:
        """Places left of all figures of a band."""
        places = [self._heading.places.get(column.place) for column in band.columns]
        return range(min(place for place in places if place is not None))

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
        place = self._heading.places[band.label_place] if band.label_place is not None else None
        return self._continuation.whole(name, line, place)

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
