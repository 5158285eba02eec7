"""Lines of printed pages: which are page numbers and running heads, which make a paragraph.

It knows margins and indents; it refuses to know letters and tables.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.documents.open_tables import OpenLine
    from xls_juesuan.documents.pdf_page import PaperPage

#: Part of a page at its top and at its bottom where numbers and running heads stand.
_MARGIN = 0.12
_PAGE_NUMBER = re.compile(
    r"[-—–－~·•\s]*(?:第?\s*\d{1,4}\s*页?|[ivxIVX]{1,5})"
    r"(?:\s*[/／,，共(（]\s*(?:共|总)?\s*\d{1,4}\s*页?[)）]?)?[-—–－~·•\s]*"
)
#: The same words at the same place of so many pages are a running head.
_RUNNING = 3
#: What stands above every table is no running head, however often it comes.
_CAPTION = re.compile(r"单位\s*[:：]|部门\s*[:：]|公开\s*\d{1,2}\s*表|(?:19|20)\d\d\s*年度?\Z")
_LEADERS = re.compile(r"\.{4,}|…{2,}|·{4,}")
#: The number of a heading or of an item; behind a whole sentence it begins a paragraph.
_ITEM = re.compile(
    r"第[一二三四五六七八九十]{1,3}部分|[一二三四五六七八九十]{1,3}、"
    r"|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:、|[.．](?!\d))"
)
_SENTENCE_ENDS = tuple("。；：！？;:!?")
#: What the last line of a paragraph ends with; a title has none.
_MARKS = (*_SENTENCE_ENDS, *"，、,.…”）)")
#: In sizes of a letter: how far from the right margin a full line may end, how far from the left
#: margin a line that goes on may begin, how far below the last one.
_FULL, _INDENT, _FAR = 1.6, 0.9, 2.6


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line of letters outside of tables.

    ``left``, ``right``, ``middle`` are in points from the left and the top of the page, ``size``
    is that of its letters, ``share`` how far down the page it stands (0 to 1), ``pieces`` the same
    line as a row of a table.
    """

    cells: tuple[str, ...]
    page: int
    number: int
    left: float
    right: float
    middle: float
    size: float
    share: float
    pieces: OpenLine | None = None

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(self.cells)


def without_margins(pages: Sequence[PaperPage]) -> list[PaperPage]:
    """Leave out page numbers and running heads."""
    seen = Counter(
        (line.text, round(line.middle / 4))
        for page in pages
        for line in page.lines
        if _is_in_margin(line)
    )

    def counts(line: PaperLine) -> bool:
        if not _is_in_margin(line):
            return True
        often = seen[line.text, round(line.middle / 4)] >= _RUNNING
        is_running = often and not _CAPTION.search(line.text)
        return not (is_running or _PAGE_NUMBER.fullmatch(line.text))

    return [
        replace(
            page,
            items=tuple(
                item for item in page.items if not isinstance(item, PaperLine) or counts(item)
            ),
        )
        for page in pages
    ]


def join_paragraphs(lines: Sequence[PaperLine]) -> Iterator[PaperLine]:
    """Join lines that end at the right margin with those that go on at the left one."""
    left = min((line.left for line in lines), default=0.0)
    right = max((line.right for line in lines), default=0.0)
    before: PaperLine | None = None
    last: PaperLine | None = None
    for line in lines:
        if before is not None and last is not None and _goes_on(last, line, left, right):
            before = replace(before, cells=(*before.cells[:-1], before.cells[-1] + line.cells[0]))
        else:
            if before is not None:
                yield before
            before = line
        last = line
    if before is not None:
        yield before


def _goes_on(before: PaperLine, line: PaperLine, left: float, right: float) -> bool:
    if len(line.cells) > 1 or len(before.cells) > 1 or _LEADERS.search(before.text):
        return False
    size = max(before.size, line.size)
    margin = right - _FULL * size
    if before.text.endswith(_SENTENCE_ENDS) and _begins(line, margin):
        return False
    is_full = before.right >= margin
    is_flush = line.left <= left + _INDENT * size
    is_near = line.page != before.page or line.middle - before.middle <= _FAR * size
    return is_full and is_flush and is_near and abs(before.size - line.size) < 1


def _begins(line: PaperLine, margin: float) -> bool:
    """Whether a line behind a whole sentence begins a paragraph: an item, a title."""
    is_last = line.right < margin
    return bool(_ITEM.match(line.text)) or (is_last and not line.text.endswith(_MARKS))


def _is_in_margin(line: PaperLine) -> bool:
    return line.share < _MARGIN or line.share > 1 - _MARGIN
