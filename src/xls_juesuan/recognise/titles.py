"""Where tables begin: lines that bear the title of a table, wherever they stand.

It knows titles; it refuses to know headings and what stands below them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.declarations.published import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.published import PublishedWords
    from xls_juesuan.recognise.page import PrintedPage

#: A title has no more letters beside it than a unit, a year and a label take.
_MOST_BESIDE = 60
#: A line below which nothing but the name of the sheet says what the table is.
ABOVE_ALL = -1


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line that says which table follows."""

    layout: Layout
    line: int


class Titles:
    """Tells tables by their titles.

    Args:
        layouts: the tables that may come.
        words: what they are called.
    """

    def __init__(self, layouts: Iterable[Layout], words: PublishedWords) -> None:
        named = [
            (title, layout)
            for layout in layouts
            for title in {plain(layout.title), *words.titles.get(layout.key, ())}
        ]
        # Titles hold one another: the longest that fits is meant.
        self._named = sorted(named, key=lambda pair: -len(pair[0]))
        self._labels = {plain(layout.label): layout for _, layout in named}
        self._endings = words.other_endings

    def anchors(self, page: PrintedPage) -> list[Anchor]:
        """Find the lines of a page where tables begin, from the top.

        Where no line bears a title, labels (公开01表) do, and then the name of the sheet.
        """
        found = list(self._by_title(page)) or list(self._by_label(page))
        if found:
            return found
        layout = self.layout_of(page.name) or self._labels.get(f"{plain(page.name)}表")
        return [Anchor(layout, ABOVE_ALL)] if layout else []

    def layout_of(self, text: str) -> Layout | None:
        """The table that a text is the title of."""
        word = plain(text)
        for title, layout in self._named:
            before, is_found, after = word.partition(title)
            if is_found and len(before) + len(after) <= _MOST_BESIDE:
                if before.endswith(self._endings):
                    # Another table, whose title ends like this one.
                    return None
                return layout
        return None

    def _by_title(self, page: PrintedPage) -> Iterator[Anchor]:
        for line in range(page.lines):
            for _, text in page.filled(line):
                layout = self.layout_of(text)
                if layout is not None:
                    yield Anchor(layout, line)
                    break

    def _by_label(self, page: PrintedPage) -> Iterator[Anchor]:
        for line in range(page.lines):
            for _, text in page.filled(line):
                layout = self._labels.get(plain(text))
                if layout is not None:
                    yield Anchor(layout, line)
                    break
