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
    """A line that says which table follows, by which of the titles it may have.

    ``title`` is written as titles are compared; empty where only a label says it. ``text`` is
    what the line says.
    """

    layout: Layout
    line: int
    title: str = ""
    text: str = ""


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
        title, layout = self._titled(page.name)
        layout = layout or self._labels.get(f"{plain(page.name)}表")
        return [Anchor(layout, ABOVE_ALL, title, page.name)] if layout else []

    def layout_of(self, text: str) -> Layout | None:
        """The table that a text is the title of."""
        return self._titled(text)[1]

    def _titled(self, text: str) -> tuple[str, Layout | None]:
        """The title that a text bears, and of which table it is."""
        word = plain(text)
        for title, layout in self._named:
            before, is_found, after = word.partition(title)
            if is_found and len(before) + len(after) <= _MOST_BESIDE:
                if before.endswith(self._endings):
                    # Another table, whose title ends like this one.
                    return "", None
                return title, layout
        return "", None

    def _by_title(self, page: PrintedPage) -> Iterator[Anchor]:
        wrapped: Anchor | None = None
        for line in range(page.lines):
            if wrapped is not None and wrapped.line == line:
                yield wrapped
                continue
            wrapped = self._wrapped(page, line)
            if wrapped is not None:
                continue
            for _, text in page.filled(line):
                title, layout = self._titled(text)
                if layout is not None:
                    yield Anchor(layout, line, title, text)
                    break

    def _wrapped(self, page: PrintedPage, line: int) -> Anchor | None:
        """A title that begins on a line of a text document and ends on the next one."""
        if not page.is_text or line + 1 >= page.lines:
            return None
        texts = [[text for _, text in page.filled(each)] for each in (line, line + 1)]
        if any(len(one) != 1 or len(one[0]) > _MOST_BESIDE for one in texts):
            return None
        (first,), (second,) = texts
        title, layout = self._titled(first + second)
        if layout is None or title in plain(first) or title in plain(second):
            return None
        return Anchor(layout, line + 1, title, first + second)

    def _by_label(self, page: PrintedPage) -> Iterator[Anchor]:
        for line in range(page.lines):
            for _, text in page.filled(line):
                layout = self._labels.get(plain(text))
                if layout is not None:
                    yield Anchor(layout, line)
                    break
