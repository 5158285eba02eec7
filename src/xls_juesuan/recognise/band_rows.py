"""Which line of a page is which row of one band: by code, by name, by line number.

It knows names and numbers beside figures; it refuses to know where columns stand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.declarations.layout_parts import RowSpec
from xls_juesuan.recognise.elsewhere import rows_elsewhere
from xls_juesuan.recognise.found_row import UNIT_ROW
from xls_juesuan.recognise.found_row import FoundRow
from xls_juesuan.recognise.found_row import part_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.recognise.code_columns import PrintedCode
    from xls_juesuan.recognise.rows import RowFinder

_NUMBER = re.compile(r"\d{1,3}")


class BandRows:
    """The rows of one band; each of the layout's rows is given once.

    Args:
        finder: what the page and the layout say of a line.
        band: the band.
    """

    def __init__(self, finder: RowFinder, band: Band) -> None:
        self._finder = finder
        self._band = band
        self._taken: set[str] = set()
        self._codes: dict[int, PrintedCode] = {}

    def find(self, lines: list[int]) -> Iterator[FoundRow]:
        """Name the rows of the given lines."""
        band = self._band
        if band.listing is None and band.label_place is not None and len(band.rows) > 1:
            yield from self._numbered(lines)
            return
        self._codes = self._finder.codes(lines, band) if band.listing else {}
        identify = self._choose()
        for line in lines:
            found = identify(line)
            if found is not None:
                self._taken.add(found.row.key)
                yield found

    def _choose(self) -> Callable[[int], FoundRow | None]:
        if self._band.listing is not None:
            return self._listed
        return self._only if self._band.label_place is None else self._named

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
        texts = list(self._finder.texts_before_figures(line, self._band))
        words = self._finder.words
        if listing and TOTAL_ROW not in self._taken:
            total = words.row(listing.label)
            if any(words.row(text) == total for text in texts):
                return FoundRow(self._band, RowSpec(TOTAL_ROW, listing.label, gathers=True), line)
        name = next(filter(self._finder.is_unit, texts), "")
        if name and UNIT_ROW not in self._taken and self._finder.has_figures(line, self._band):
            return FoundRow(self._band, RowSpec(UNIT_ROW, name), line)
        return None

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

    # ------------------------------------------------------------------ names and numbers

    def _numbered(self, lines: list[int]) -> Iterator[FoundRow]:
        """Rows by name first, then those that only their number tells, then parts of rows.

        A part (其中：…) that bears the name of a row comes after the row itself.
        """
        names = {line: self._finder.name(line, self._band) for line in lines}
        parts = {line for line, name in names.items() if self._finder.words.is_part(name)}
        found: dict[int, FoundRow] = {}
        for some in (set(lines) - parts, parts):
            for line in (line for line in lines if line in some):
                spec = self._by_name(names[line], self._of_number(line))
                spec = spec or self._by_name_elsewhere(names[line])
                if spec is not None:
                    found[line] = self._row(line, spec, names[line])
        for line in lines:
            spec = self._of_number(line)
            if line in found or line in parts or spec is None or spec.key in self._taken:
                continue
            if self._agrees(line, found):
                found[line] = self._row(line, spec, names[line])
        yield from (found[line] for line in lines if line in found)
        yield from self._parts(sorted(parts - found.keys()), found, names)

    def _row(self, line: int, spec: RowSpec, name: str) -> FoundRow:
        self._taken.add(spec.key)
        is_other = bool(name and spec.label) and not self._are_same(name, spec.label)
        spec_named = replace(spec, label=name) if name else spec
        return FoundRow(self._band, spec_named, line, spec.label if is_other else "")

    def _parts(
        self, lines: list[int], found: Mapping[int, FoundRow], names: Mapping[int, str]
    ) -> Iterator[FoundRow]:
        """Rows that show a part of the row above them: no row of the layout."""
        counts: dict[str, int] = defaultdict(int)
        for line in lines:
            above = max((each for each in found if each < line), default=None)
            if above is None or not self._finder.has_figures(line, self._band):
                continue
            whole = found[above].row.key
            counts[whole] += 1
            yield FoundRow(self._band, RowSpec(part_key(whole, counts[whole]), names[line]), line)

    def _of_number(self, line: int) -> RowSpec | None:
        """The row of the layout with the number that a line bears."""
        number = self._finder.text(line, self._band.line_place)
        if not _NUMBER.fullmatch(number):
            return None
        return next((row for row in self._band.rows if row.line == int(number)), None)

    def _agrees(self, line: int, found: Mapping[int, FoundRow]) -> bool:
        """Whether lines are numbered as in the layout, as far as the nearest named row tells."""
        told = [each for each in found if self._of_number(each) is not None]
        above = [each for each in told if each < line]
        nearest = max(above) if above else min(told, default=None)
        if nearest is None:
            return True
        number = self._of_number(nearest)
        return number is not None and number.key == found[nearest].row.key

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


def _has_digits(text: str) -> bool:
    return any(map(str.isdigit, text))
