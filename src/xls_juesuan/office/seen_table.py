"""A table as it stands in an office's workbook, beside the table of the layout that it is.

It knows places, texts and what differs; it refuses to know how a workbook is filled and how a
layout is declared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.declarations.published import plain
from xls_juesuan.declarations.published import published_words
from xls_juesuan.recognise.amounts import is_amount
from xls_juesuan.tables.blank import listing_band

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.declarations.layout_parts import ColumnSpec
    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.layout_parts import RowSpec
    from xls_juesuan.recognise.finding import FoundTable
    from xls_juesuan.recognise.found_row import FoundRow
    from xls_juesuan.recognise.headings import Heading
    from xls_juesuan.recognise.page import PrintedPage

_LINES = "行次"
#: A title stands within this many lines above the heading.
_MOST_ABOVE = 12
#: What a model writes into cells that somebody has to fill.
_MARKS = re.compile(r"[\s…·.．。\-—–/_＿XxＸ×*＊○〇]*|0(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column of figures that was found, and the place of the page at which it stands."""

    band: Band
    spec: ColumnSpec
    place: int


@dataclass(frozen=True, slots=True)
class UnknownText:
    """A text of the table that nobody understood, and where it stands."""

    line: int
    place: int
    text: str


@dataclass(frozen=True)
class SeenTable:
    """One table."""

    found: FoundTable

    @property
    def layout(self) -> Layout:
        """The table of the layout that it is."""
        return self.found.parts.layout

    @property
    def page(self) -> PrintedPage:
        """The sheet that it stands on."""
        return self.found.parts.page

    @property
    def heading(self) -> Heading:
        """Its heading."""
        return self.found.parts.heading

    @property
    def is_upright(self) -> bool:
        """Whether its columns are printed as lines."""
        return not self.heading.places

    # ------------------------------------------------------------------ around it

    @cached_property
    def title(self) -> str:
        """Its title as it is printed; empty where only a label or the sheet says it."""
        for line in range(self.heading.first - 1, self.heading.first - _MOST_ABOVE, -1):
            for _, text in self.page.filled(line):
                if self.found.title and self.found.title in plain(text):
                    return " ".join(text.split())
        return ""

    @property
    def is_retitled(self) -> bool:
        """Whether it bears another title than that of the layout."""
        return bool(self.found.title) and self.found.title != plain(self.layout.title)

    # ------------------------------------------------------------------ columns

    @cached_property
    def places(self) -> range:
        """The places of the page that it takes, from its first column to its last."""
        heading = self.heading
        used = {*heading.places.values(), *heading.extra, *self.code_columns}
        used |= {place for _, place in self.found.parts.spots().values()}
        return range(min(used, default=0), max(used, default=-1) + 1)

    @cached_property
    def columns(self) -> tuple[SeenColumn, ...]:
        """Its columns of figures, from the left."""
        spots = self.found.parts.spots()
        seen: dict[tuple[int, str, int], SeenColumn] = {}
        for number, band in enumerate(self.layout.bands):
            rows = [row for row in self.found.parts.rows if row.band is band]
            for spec in band.columns:
                spread = {spots[row.row.key, spec.key][1] for row in rows
                          if (row.row.key, spec.key) in spots}  # fmt: skip
                usual = self.heading.places.get(spec.place)
                places = spread or (
                    {usual} - {None} if not (band.code_places and band.rows) else set()
                )
                for place in places:
                    if place is not None:
                        seen[number, spec.key, place] = SeenColumn(band, spec, place)
        return tuple(sorted(seen.values(), key=lambda one: one.place))

    @property
    def code_columns(self) -> tuple[int, ...]:
        """Places that hold codes, or pieces of them."""
        return tuple(sorted({at for some in self.heading.code_places.values() for at in some}))

    @property
    def missing_columns(self) -> tuple[ColumnSpec, ...]:
        """Columns of the layout that it does not have."""
        have = {one.spec.key for one in self.columns}
        return tuple(spec for spec in self.layout.columns if spec.key not in have)

    @cached_property
    def extra_columns(self) -> dict[int, str]:
        """Columns that the layout does not have, by place.

        Those that only count rows are none, nor codes and names of one more block.
        """
        words = published_words()
        taken = {one.place for one in self.columns}
        beside = {words.heading(_LINES), *map(words.heading, self._stub_headings)}
        return {
            place: self.heading_text(place)
            for place, word in self.heading.extra.items()
            if word not in beside and place not in taken
        }

    @property
    def _stub_headings(self) -> Iterator[str]:
        """What stands above codes and names in the layout, lowest texts only."""
        for band in self.layout.bands:
            for place in (*band.code_places, band.label_place):
                if place is not None and band.code_places:
                    yield self.usual_heading_text(place).rpartition("—")[2]

    @cached_property
    def line_places(self) -> dict[int, int]:
        """Places of 行次 by the band they belong to: the nearest one left of its figures."""
        words = published_words()
        lines = words.heading(_LINES)
        named = {
            band.line_place: self.heading.places[band.line_place]
            for band in self.layout.bands
            if band.line_place is not None and band.line_place in self.heading.places
        }
        free = [place for place, word in self.heading.extra.items() if word == lines]
        places = sorted({*named.values(), *free})
        found: dict[int, int] = {}
        for number, band in enumerate(self.layout.bands):
            figures = [one.place for one in self.columns if one.band is band]
            before = [place for place in places if figures and place < min(figures)]
            name = self.name_place(band)
            if before and name is not None and before[-1] > name:
                found[number] = before[-1]
        return found

    def heading_text(self, place: int) -> str:
        """The texts above a place, from the top."""
        texts: list[str] = []
        for line in range(self.heading.first, self.heading.end):
            text = "".join(self.page.covering_text(line, place).split())
            if text and not text.isdigit() and text not in texts:
                texts.append(text)
        return "—".join(texts)

    def usual_heading_text(self, place: int) -> str:
        """The texts above a place of the layout, from the top."""
        cells = sorted(self.layout.heading, key=lambda cell: cell.line)
        texts = [
            "".join(cell.text.split())
            for cell in cells
            if cell.place <= place < cell.place + cell.places and not cell.text.isdigit()
        ]
        return "—".join(dict.fromkeys(filter(None, texts)))

    def name_place(self, band: Band) -> int | None:
        """Where the names of a band stand."""
        return None if band.label_place is None else self.heading.places.get(band.label_place)

    @property
    def has_other_order(self) -> bool:
        """Whether its columns of figures stand in another order than those of the layout."""
        order = {spec.key: spec.place for spec in self.layout.columns}
        if any(band.code_places and band.rows for band in self.layout.bands):
            return False
        places = [order[one.spec.key] for one in self.columns if one.spec.key in order]
        return places != sorted(places) and len(self.layout.bands) == 1

    # ------------------------------------------------------------------ rows

    @cached_property
    def rows(self) -> tuple[FoundRow, ...]:
        """The rows that were understood, from the top; what only shows others again is none."""
        rows = (row for row in self.found.parts.rows if not row.is_repeat)
        return tuple(sorted(rows, key=lambda row: row.line))

    @property
    def missing_rows(self) -> tuple[RowSpec, ...]:
        """Rows with a name that the layout has and the table has not."""
        have = {row.row.key for row in self.rows}
        return tuple(
            row
            for band in self.layout.bands
            if band.label_place is not None
            for row in band.rows
            if row.key not in have and (row.label or row.code)
        )

    @property
    def added_rows(self) -> tuple[FoundRow, ...]:
        """Rows that only other layouts have, or code lists."""
        known = {row.key for band in self.layout.bands for row in band.rows}
        return tuple(
            row for row in self.rows if row.band.listing is None and row.row.key not in known
        )

    @property
    def renamed_rows(self) -> tuple[tuple[FoundRow, str], ...]:
        """Rows that bear another name, with that of the layout."""
        labels = {row.key: row.label for band in self.layout.bands for row in band.rows}
        return tuple(
            (row, labels[row.row.key])
            for row in self.rows
            if plain(labels.get(row.row.key, "")) != plain(row.row.label)
            and labels.get(row.row.key)
        )

    @cached_property
    def listing(self) -> Band | None:
        """The band of codes, where the table lists them."""
        return listing_band(self.layout)

    @property
    def total_line(self) -> int | None:
        """The line of 合计 of a table that lists codes."""
        rows = [row.line for row in self.rows if row.band.listing and row.row.gathers]
        return rows[0] if rows else None

    @property
    def total_is_last(self) -> bool | None:
        """Whether 合计 stands below the rows of codes; ``None`` where nothing tells."""
        total = self.total_line
        if total is None:
            return None
        above = range(self.heading.end, total)
        return bool(above)

    @property
    def blocks(self) -> int:
        """Into how many blocks beside one another a table of fixed codes is divided."""
        coded = [row for row in self.rows if row.band.code_places and not row.band.listing]
        return len({place for row in coded for place in row.places.values()})

    @property
    def usual_blocks(self) -> int:
        """The same of the layout."""
        bands = [band for band in self.layout.bands if band.code_places and band.rows]
        return len({column.place for band in bands for column in band.columns})

    @property
    def last_line(self) -> int:
        """The last line of the page that a row of it stands on."""
        return max((row.line for row in self.rows), default=self.heading.end - 1)

    @cached_property
    def unknown_rows(self) -> tuple[UnknownText, ...]:
        """Names of rows that nobody understood, whether figures stand beside them or not."""
        if any(band.code_places and band.rows for band in self.layout.bands):
            return tuple(self._unknown_in_blocks())
        return tuple(one for band in self.layout.bands for one in self._unknown_in(band))

    def _unknown_in(self, band: Band) -> Iterator[UnknownText]:
        place = self.name_place(band)
        known = {row.line for row in self.rows if row.band is band}
        last = max([self.last_line, *(line for line in known)])
        for line in range(self.heading.end, min(last + 1, self.found.parts.end)):
            text = self.page.text(line, place) if place is not None else ""
            if text and line not in known and not _says_nothing(text):
                yield UnknownText(line, place or 0, " ".join(text.split()))

    def _unknown_in_blocks(self) -> Iterator[UnknownText]:
        coded = [row for row in self.rows if row.band.code_places]
        known = {(row.line, place) for row in coded for place in row.places.values()}
        named = {row.line for row in self.rows if not row.band.code_places}
        before = 0
        for place in self.heading.figure_places:
            for line in range(self.heading.end, self.last_line + 1):
                texts = [(at, self.page.text(line, at)) for at in range(before, place)]
                shown = [(at, text) for at, text in texts if text and not _says_nothing(text)]
                if shown and line not in named and (line, place) not in known:
                    yield UnknownText(line, shown[0][0], " ".join(text for _, text in shown))
            before = place + 1


def _says_nothing(text: str) -> bool:
    return bool(_MARKS.fullmatch(text)) or is_amount(text)
