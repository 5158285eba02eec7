"""Names and years that stand in the texts of a document, against those of its tables.

It knows how one letter mistyped looks; it refuses to know other units. Names that differ by their
number (第一、第二) are other units.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.declarations.published import plain
from xls_juesuan.declarations.published import published_words
from xls_juesuan.messages import narrative as say
from xls_juesuan.recognise.finding import STATEMENTS
from xls_juesuan.recognise.narrative.passages import CONTENTS
from xls_juesuan.recognise.narrative.passages import compact
from xls_juesuan.recognise.narrative.passages import full_width
from xls_juesuan.recognise.narrative.sections import EXPLANATION
from xls_juesuan.recognise.narrative.spelling import most_slips
from xls_juesuan.recognise.narrative.spelling import slips
from xls_juesuan.recognise.numerals import arabic_years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.findings import Problem
    from xls_juesuan.recognise.narrative.checks.document_text import DocumentText
    from xls_juesuan.recognise.narrative.sections import Placed

_OTHER_NAME, _OTHER_YEAR, _OTHER_BASE = "N431", "N432", "N433"
_NUMERALS = frozenset("一二三四五六七八九十0123456789")
#: Letters of a name by which a mistyped one is looked for.
_ANCHOR = 3
_SHORTEST_NAME = 5
#: The line above a table, which is judged with the table.
_ABOVE_TABLE = re.compile(r"(?:部门|单位)(?:名称)?[^,;。]{0,4}:$")
#: Passages that make up a cover.
_COVER = 8
_TITLE_YEAR = re.compile(
    r"(?<!\d)(20\d\d)年度?(?![一二三四五六七八九十]{1,3}月)(?=[^,;。\d]{0,24}(?:决算|公开))"
)
#: A line of the cover that names a year alone or beside the unit.
_COVER_YEAR = re.compile(
    r"(?!.*预算)[^,;。:\d]{0,24}(20\d\d)年度[^,;。:\d]{0,24}|[(]?(20\d\d)年[)]?"
)
#: 本部门2023年度没有……收入, where a passage begins so and speaks of no other year.
_NOTHING_YEAR = re.compile(
    r"(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.])?(?:(?:备?注|说明):)?[^,;。]{0,30}?(?<![与较比同和跟至从\d])"
    r"(20\d\d)年度?(?![末底])[^,;。\d]{0,24}?(?:没有|无|未|不涉及)[^,;。\d]{0,30}?(?:收入|支出|收支|预算|拨款|经费|数据)"
)
_COMPARING = re.compile(r"本年|今年|当年|上年|去年|增|减|相比|原因|结转")
_SENTENCE_YEAR = re.compile(
    r"(?:^|[。;])(?:[(]?[一二三四五六七八九十\d]+[)、.])?[^,;。]{0,20}?(?<![与较比同和跟至从\d])(20\d\d)年度"
    r"(?![^,;。\d]{0,6}(?:相比|比较))(?=[^,;。]{0,24}(?:收|支|预算|经费|总额)[^,;。]{0,16}\d[\d,.]*(?:亿|万)?元)"
)
_BASE_YEAR = re.compile(r"(?:与|比|较|同)(20\d\d)年度?(?=相比|决算|增|减|上升|下降|,|比)")


def other_names(text: DocumentText) -> Iterator[Problem]:
    """Name places that write the unit otherwise by a letter or two, once for each wrong name."""
    name = compact(text.unit_name)
    if len(name) < _SHORTEST_NAME:
        return
    lines: dict[str, list[int]] = {}
    for placed in text.placed:
        for place, other in _alike(placed.passage.text, name):
            if _ABOVE_TABLE.search(placed.passage.text, 0, place):
                continue
            lines.setdefault(other, []).append(placed.passage.lines[place])
    for other, where in lines.items():
        detail = say.other_name(text.where(where[0]), full_width(other), text.unit_name)
        yield text.problem(_OTHER_NAME, other, detail, *where)


def _alike(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Places at which something stands that is nearly the name."""
    most = most_slips(name)
    start = text.find(name[:_ANCHOR])
    while start >= 0:
        if not text.startswith(name, start):
            found = [
                other
                for length in range(len(name) - 2, len(name) + 3)
                if (other := text[start : start + length]).endswith(name[-1])
                and len(other) == length
                and 0 < slips(other, name) <= most
            ]
            if found and not _is_numbered_apart(found[0], name):
                yield start, min(found, key=lambda other: slips(other, name))
        start = text.find(name[:_ANCHOR], start + 1)


def _is_numbered_apart(first: str, second: str) -> bool:
    """Whether names differ in their numbers only."""
    return [sign for sign in first if sign not in _NUMERALS] == [
        sign for sign in second if sign not in _NUMERALS
    ]


def other_years(text: DocumentText) -> Iterator[Problem]:
    """Name titles and sentences of another year, and comparisons with another one than the last."""
    cover = _cover(text)
    for number, placed in enumerate(text.placed):
        passage = placed.passage
        for start, end, year in _named_years(text, placed, number, is_cover=number < cover):
            if year != text.year:
                line = passage.lines[start]
                words = full_width(passage.text[start : end + 12])
                detail = say.other_year(text.where(line), words, text.year)
                yield text.problem(_OTHER_YEAR, words, detail, line)
        for found in _BASE_YEAR.finditer(passage.text) if placed.part == EXPLANATION else ():
            if int(found[1]) != text.year - 1:
                line = passage.lines[found.start()]
                words = full_width(passage.text[found.start() : found.end() + 8])
                detail = say.other_base_year(text.where(line), words, text.year)
                yield text.problem(_OTHER_BASE, words, detail, line)


def _cover(text: DocumentText) -> int:
    """How many passages stand before the contents list, the first part or the first table."""
    for number, placed in enumerate(text.placed[:_COVER]):
        passage = placed.passage
        begins = passage.part_number or CONTENTS.fullmatch(plain(passage.text))
        if begins or ":" in passage.text or published_words().is_title(passage.bare):
            return number
    return min(_COVER, len(text.placed))


def _named_years(
    text: DocumentText, placed: Placed, number: int, *, is_cover: bool
) -> Iterator[tuple[int, int, int]]:
    """Years by which a passage says which year it is about, with their places."""
    passage, words = placed.passage, arabic_years(placed.passage.text)
    is_title = number < _COVER or passage.is_heading
    patterns = [_TITLE_YEAR] if is_title and passage.level <= 1 else []
    if placed.part == EXPLANATION and not is_title:
        patterns = [_SENTENCE_YEAR]
    named = [
        (one.start(1), one.end(), int(one[1])) for each in patterns for one in each.finditer(words)
    ]
    alone = _COVER_YEAR.fullmatch(words) if is_cover else None
    if alone and not named:
        group = alone.lastindex or 1
        # 2024年 by itself may be when the accounts of 2023 came out.
        if group == 1 or int(alone[group]) != text.year + 1:
            named.append((alone.start(group), alone.end(group), int(alone[group])))
    nothing = None if named or is_cover else _NOTHING_YEAR.match(words)
    if nothing and _is_about_one_year(placed, words, nothing[1]):
        named.append((nothing.start(1), nothing.end(1), int(nothing[1])))
    yield from named


def _is_about_one_year(placed: Placed, words: str, year: str) -> bool:
    """Whether a passage names no other year; statements of tables are judged with these."""
    if placed.part != EXPLANATION and any(word in words for word in STATEMENTS):
        return False
    return set(re.findall(r"20\d\d(?=年)", words)) == {year} and not _COMPARING.search(words)
