"""Names that go on: a line of a text document that holds nothing but more of those above it.

It knows texts and the names of rows; it refuses to know codes and figures.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.published import PublishedWords
    from xls_juesuan.recognise.page import PrintedPage

#: Lines that begin like this stand below a table.
NOTES = ("注", "说明", "备注")
#: A note, however short the line is on which it begins: 注：, 说明1. and the like.
_NOTE = re.compile(r"(?:备?注|说明)\s*\d{0,2}\s*[:：、.]")


class Continuation:
    """Reads names to their end.

    Args:
        page: where the table stands.
        layout: the table, whose own rows are no rest of another name.
        words: what published tables call rows.
    """

    def __init__(self, page: PrintedPage, layout: Layout, words: PublishedWords) -> None:
        self._page = page
        self._words = words
        self._labels = frozenset(_labels(layout, words))

    def whole(self, name: str, line: int, place: int | None) -> str:
        """A name that begins at a place, with what of it stands on the lines below."""
        below = line + 1
        while name and place is not None and self._goes_on(below, place):
            name += self._page.text(below, place)
            below += 1
        return name

    def _goes_on(self, line: int, place: int) -> bool:
        """Whether a line holds nothing but more of names, of that at the place among others."""
        page = self._page
        is_inside = page.is_text and line < page.lines and bool(page.line_tables[line])
        cells = dict(page.filled(line)) if is_inside else {}
        return place in cells and all(
            self._is_rest(text) and _is_text(page.text(line - 1, at)) for at, text in cells.items()
        )

    def _is_rest(self, text: str) -> bool:
        words = self._words
        is_row = words.row(text) in self._labels or words.row(text) != words.bare_row(text)
        return _is_text(text) and not is_row and not _NOTE.match(text)


def _labels(layout: Layout, words: PublishedWords) -> Iterable[str]:
    """What rows of the layout are called, with and without their ordinal numbers."""
    for band in layout.bands:
        labels = [row.label for row in band.rows]
        if band.listing:
            labels.append(band.listing.label)
        for label in labels:
            yield words.row(label)
            yield words.bare_row(label)


def _is_text(text: str) -> bool:
    return bool(text) and not any(map(str.isdigit, text))
