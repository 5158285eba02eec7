"""A table of one row whose columns stand below one another instead: 项目、预算数、决算数.

It knows that a column of the layout is then a name on a line and a group (预算数、决算数) above a
place; it refuses to know figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.recognise.found_row import FoundRow
from xls_juesuan.recognise.headings import Heading
from xls_juesuan.recognise.headings import latest_word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.published import PublishedWords
    from xls_juesuan.recognise.headings import Path
    from xls_juesuan.recognise.page import PrintedPage

_GROUPS = ("预算数", "决算数")
_SUBTOTAL = "小计"
#: So many names make it this table.
_ENOUGH = 3
#: The heading stands within this many lines of the title.
_MOST_LINES_ABOVE = 12


class UprightFinder:
    """Finds the only row of a layout where its columns are printed as lines.

    Args:
        layout: the table.
        paths: texts above each place of its heading, as headings are compared.
        words: what published tables call things.
    """

    def __init__(self, layout: Layout, paths: Mapping[int, Path], words: PublishedWords) -> None:
        self._words = words
        self._groups = tuple(map(words.heading, _GROUPS))
        self._band = layout.bands[0]
        is_one_row = len(layout.bands) == 1 and len(self._band.rows) == 1
        columns = self._band.columns if is_one_row and self._band.label_place is None else ()
        named = {column.key: paths.get(column.place, ()) for column in columns}
        #: Group and name of each column.
        self._columns = {
            key: (group, self._kind([word for word in path if word != group]))
            for key, path in named.items()
            for group in self._groups
            if group in path
        }

    def _kind(self, path: list[str]) -> str:
        """What a line would be called: a subtotal by what it adds up."""
        is_subtotal = len(path) > 1 and path[-1] == self._words.heading(_SUBTOTAL)
        return path[-2] if is_subtotal else "".join(path[-1:])

    def find(self, page: PrintedPage, start: int, end: int) -> tuple[Heading, FoundRow] | None:
        """Find heading and row between two lines; ``None`` where the table is not printed so."""
        if not self._columns:
            return None
        for line in range(start, min(end, start + _MOST_LINES_ABOVE)):
            groups = {
                word: place
                for place, text in page.filled(line)
                if (word := latest_word(self._words, page, line, text)) in self._groups
            }
            if groups:
                return self._row(page, groups, line, range(line + 1, end))
        return None

    def _row(
        self, page: PrintedPage, groups: Mapping[str, int], head: int, lines: Iterable[int]
    ) -> tuple[Heading, FoundRow] | None:
        first = min(groups.values())
        kinds: dict[str, int] = {}
        for line in lines:
            names = (text for place, text in page.filled(line) if place < first)
            word = next((self._words.heading(self._words.bare_row(text)) for text in names
                         if not text.isdigit()), "")  # fmt: skip
            kinds.setdefault(word, line)
        found = {
            key: (kinds[kind], groups[group])
            for key, (group, kind) in self._columns.items()
            if kind in kinds and group in groups
        }
        if len({line for line, _ in found.values()}) < _ENOUGH:
            return None
        row = FoundRow(
            self._band,
            self._band.rows[0],
            head + 1,
            places={key: place for key, (_, place) in found.items()},
            lines={key: line for key, (line, _) in found.items()},
        )
        extra = {
            place: self._words.heading(text)
            for place, text in page.filled(head)
            if place > first and place not in groups.values()
        }
        figures = tuple(sorted(groups.values()))
        return Heading(head, head + 1, {}, extra=extra, figure_places=figures), row
