"""Lines outside of tables → passages: paragraphs in half width, without blanks.

It knows where each letter stands and which lines only the paper has parted; it refuses to know
what passages say.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.recognise.page import PrintedPage

_PART = re.compile(r"第[一二三四五六七八九十]{1,3}部分")
#: What a heading or an item of a list begins with, from the widest level to the narrowest.
_MARKERS = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.:]|第[一二三四五六七八九十]{1,3}[章节条]"),
    re.compile(r"[(][一二三四五六七八九十]{1,3}[)]"),
    re.compile(r"\d{1,3}(?:[、)]|\.(?!\d))"),
    re.compile(r"[(]\d{1,3}[)]|[①-⑳]"),
)
_BULLET = re.compile(r"^[-•·●◆■□*]+(?=\D)")
#: A line that ends so is whole.
_ENDINGS = (*"。;:!?.…", "表", "情况说明")
_LONGEST_HEADING = 60
#: A number whose decimals stand on the next line.
_OPEN_DECIMAL = re.compile(r"\d\.$")
#: What headings end with, and the most that the margin leaves of one for the next line.
_HEADING_ENDS = ("说明", "情况", "概况", "决算表", "明细表", "解释", "结果")
_LONGEST_REST = 8
#: A line that is shorter was not parted by the right margin.
_SHORTEST_FULL = 18
_COMMA = re.compile(r",(?!\d{3})|(?<!\d),")
_FULL_WIDTH = str.maketrans(";:()?!", "；：（）？！")
_AMOUNT = re.compile(r"\d(?:万|亿|千)?元|\d[万亿](?![一-鿿])|%")
#: 【待补：上年收入合计】 and the like.
_HINT = re.compile(r"[【\[]待补(:[^】\]]*)[】\]]")
_LEADERS = re.compile(r"(?:\.{3,}|…+|·{3,}|_{3,})\d*$")
#: What an entry of a contents list begins with, and the most lines it goes on for.
_ENTRY = re.compile(r"附[件表]")
_MOST_RESTS = 3
#: What stands above a contents list.
CONTENTS = re.compile(r"目录|目次|CONTENTS", re.IGNORECASE)
#: Lines of a cover that go on with none before them: dates and years.
_DATED = re.compile(
    r"[(]?[\d一二三四五六七八九〇零○O]{4}年"
    r"(?:度|[\d一二三四五六七八九十]{1,3}月(?:.{1,3}日)?)?[)]?"
)
#: The most letters of a sentence that are shown.
_LONGEST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph.

    Attributes:
        text: what it says, in half width and without blanks.
        lines: the line of the page on which each of its letters stands.
    """

    text: str
    lines: tuple[int, ...]

    @property
    def first_line(self) -> int:
        """The line on which it begins."""
        return self.lines[0]

    @property
    def level(self) -> int:
        """How deep its number stands: 0 for 第一部分, 1 for 一、 … 4 for （1）, 5 for none."""
        return level_of(self.text)

    @property
    def part_number(self) -> str:
        """第二部分, of the heading of a part; blank of any other passage."""
        found = _PART.match(self.text)
        return found[0] if found else ""

    @property
    def bare(self) -> str:
        """The text without its number, dots and page number behind it."""
        return _LEADERS.sub("", self.text[marker_end(self.text) :])

    @property
    def is_heading(self) -> bool:
        """Whether it is a title, not a sentence."""
        return is_heading(self.text)

    def sentence_start(self, place: int) -> int:
        """The first letter of the sentence of a letter."""
        return max(self.text.rfind(mark, 0, place) for mark in "。;") + 1

    def sentence(self, start: int, end: int) -> str:
        """The sentence of some letters; a long one is shortened around them."""
        first = self.sentence_start(start)
        ends = [place for mark in "。;" if (place := self.text.find(mark, end)) >= 0]
        last = min(ends, default=len(self.text))
        if last - first > _LONGEST_SHOWN:
            first = max(first, start - _LONGEST_SHOWN // 2)
            last = min(last, end + _LONGEST_SHOWN // 2)
        return self.text[first:last]


def passages(page: PrintedPage) -> Iterator[Passage]:
    """Give the passages of a text document in their order; tables are left out."""
    text = ""
    lines: list[int] = []
    last_table = 0
    pieces = [_piece(page, line) for line in range(page.lines)]
    rests = _entry_rests(pieces)
    for line, piece in enumerate(pieces):
        if page.line_tables[line]:
            last_table = line
            continue
        if not piece:
            continue
        if text and not (last_table > lines[-1]) and (line in rests or _goes_on(text, piece)):
            text += piece
        else:
            if text:
                yield _without_hints(text, lines)
            text, lines = piece, []
        lines += [line] * (len(text) - len(lines))
    if text:
        yield _without_hints(text, lines)


def _piece(page: PrintedPage, line: int) -> str:
    """What a line outside of tables says; blank of a row of a table."""
    if page.line_tables[line]:
        return ""
    return _BULLET.sub("", compact("".join(text for _, text in page.filled(line))))


def _entry_rests(pieces: Sequence[str]) -> set[int]:
    """Lines of a contents list that go on with an entry: the page number stands on the last."""
    rests: set[int] = set()
    for line, piece in enumerate(pieces):
        is_numbered = level_of(piece) <= len(_MARKERS) or _ENTRY.match(piece)
        if not (is_numbered and is_heading(piece)) or _LEADERS.search(piece):
            continue
        for last in range(line + 1, min(line + 1 + _MOST_RESTS, len(pieces))):
            rest = pieces[last]
            if not rest or level_of(rest) <= len(_MARKERS) or not is_heading(rest):
                break
            if _LEADERS.search(rest):
                rests.update(range(line + 1, last + 1))
                break
    return rests


def _without_hints(text: str, lines: list[int]) -> Passage:
    """Leave out what a place that waits says of itself: a name in it names nothing."""
    for found in reversed(list(_HINT.finditer(text))):
        start, end = found.span(1)
        text, lines = text[:start] + text[end:], lines[:start] + lines[end:]
    return Passage(text, tuple(lines))


def compact(text: str) -> str:
    """Write a text in half width, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).replace("．", ".").split())


def full_width(text: str) -> str:
    """Write a compact text with the marks that Chinese is printed with."""
    text = _COMMA.sub("，", text)
    return text.translate(_FULL_WIDTH)


def level_of(text: str) -> int:
    """How deep the number of a heading stands; 5 where it has none."""
    if _PART.match(text):
        return 0
    for level, marker in enumerate(_MARKERS, start=1):
        if marker.match(text):
            return level
    return len(_MARKERS) + 1


def marker_end(text: str) -> int:
    """Where a text begins behind its number."""
    for marker in (_PART, *_MARKERS):
        found = marker.match(text)
        if found:
            return found.end()
    return 0


def is_heading(text: str) -> bool:
    """Whether a text is a title: short, without amounts and sentences."""
    bare = _LEADERS.sub("", text).rstrip("。.:;")
    return (
        len(bare) <= _LONGEST_HEADING
        and not _AMOUNT.search(bare)
        and not any(mark in bare for mark in ",。;:!?")
    )


def _ends_heading(before: str, line: str) -> bool:
    """Whether a short line is the end of a long heading: …情况说 / 明."""
    is_rest = level_of(line) > len(_MARKERS) and len(line) <= _LONGEST_REST and is_heading(line)
    is_open = len(before) >= _SHORTEST_FULL and is_heading(before)
    return is_rest and is_open and (before + line).endswith(_HEADING_ENDS)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line continues the one before, which only the margin has ended."""
    is_decimal = _OPEN_DECIMAL.search(before) and line[:1].isdigit()
    if is_decimal and len(before) >= _SHORTEST_FULL:
        return True
    if before.endswith(_ENDINGS) or _PART.match(line):
        return False
    if CONTENTS.fullmatch(line) or _DATED.fullmatch(line):
        return False
    if _ends_heading(before, line):
        return True
    if level_of(line) <= len(_MARKERS) and not re.match(r"\d", line):
        return False
    is_item = re.match(r"\d{1,3}(?:[、)]|\.(?!\d))", line)
    if is_item and not before[-1:].isdigit():
        return False
    return len(before) >= _SHORTEST_FULL and not (is_heading(before) and level_of(before) < 3)
