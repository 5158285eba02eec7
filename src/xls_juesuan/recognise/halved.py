"""Tables of a PDF whose columns are printed on another sheet of paper than their codes.

It knows titles that are printed above no heading that is whole; it refuses to put halves together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.messages import recognising as say
from xls_juesuan.recognise.amounts import is_amount
from xls_juesuan.recognise.finding import NotRecognised
from xls_juesuan.recognise.headings import HeadingFinder
from xls_juesuan.recognise.titles import ABOVE_ALL
from xls_juesuan.recognise.titles import Titles

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.published import PublishedWords
    from xls_juesuan.recognise.page import PrintedPage

#: The kind of what was not recognised.
HALVED = "halved"
_PAPER = re.compile(r"第(\d+)页")
#: A heading begins within so many lines of the title.
_MOST_LINES_ABOVE = 8
#: So many lines with codes or figures are a table, and no list of contents.
_FEWEST_LINES = 3


def halved_tables(
    pages: Sequence[PrintedPage],
    layouts: Sequence[Layout],
    found: Collection[str],
    words: PublishedWords,
) -> Iterator[NotRecognised]:
    """Name each table that takes several sheets of paper, with its title and half of its heading.

    Args:
        pages: the document.
        layouts: the tables that it may hold.
        found: keys of those that were recognised.
        words: what published tables call things.
    """
    titles = Titles(layouts, words)
    named = set(found)
    for page in pages:
        anchors = [one for one in titles.anchors(page) if one.line != ABOVE_ALL]
        ends = [*(one.line for one in anchors[1:]), page.lines]
        for anchor, end in zip(anchors, ends, strict=False):
            layout, lines = anchor.layout, range(anchor.line + 1, end)
            papers = _papers(page, anchor.line), _papers(page, end - 1)
            if layout.key in named or not papers[0] < papers[1]:
                continue
            if _is_table(page, lines, HeadingFinder(layout, words)):
                named.add(layout.key)
                ref = say.papers(*papers)
                yield NotRecognised(HALVED, ref, ref, layout.title, where=ref)


def _papers(page: PrintedPage, line: int) -> int:
    """The sheet of paper that a line is printed on; 0 where the document has none."""
    found = _PAPER.search(page.line_places[line]) if page.line_places else None
    return int(found[1]) if found else 0


def _is_table(page: PrintedPage, lines: range, finder: HeadingFinder) -> bool:
    heading = any(finder.has_heads(page, line) for line in lines[:_MOST_LINES_ABOVE])
    body = sum(any(is_amount(text) for _, text in page.filled(line)) for line in lines)
    return heading and body >= _FEWEST_LINES
