"""Numbers of headings in the explanation: one twice, or one left out.

It knows how headings count; it refuses to know what they say. A heading without a number may have
one that Word counts by itself: next to such a one nothing is left out for certain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.disclosure.numerals import chinese_numeral
from xls_juesuan.messages import narrative as say
from xls_juesuan.recognise.narrative.passages import full_width
from xls_juesuan.recognise.narrative.sections import EXPLANATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.findings import Problem
    from xls_juesuan.recognise.narrative.checks.document_text import DocumentText
    from xls_juesuan.recognise.narrative.passages import Passage

_RULE = "N447"
_NUMERAL = re.compile(r"[(]?([一二三四五六七八九十]{1,3})[)、]")
_NUMBERS = {chinese_numeral(number): number for number in range(1, 100)}
#: Levels that are counted: 一、 and （一）.
_COUNTED = (1, 2)
_UNNUMBERED = 5


def heading_numbers(text: DocumentText) -> Iterator[Problem]:
    """Name headings whose number is that of the one before, or leaves one out; each slip once."""
    last: dict[int, _Counted] = {}
    may_be_counted = False
    for placed in text.placed:
        passage = placed.passage
        level = passage.level
        if level == 0 or placed.part != EXPLANATION:
            last, may_be_counted = {}, False
            continue
        if level == _UNNUMBERED and passage.is_heading:
            may_be_counted = True
        if level not in _COUNTED:
            continue
        before, number = last.get(level), _number(passage)
        follows = before is None or may_be_counted or before.is_followed_by(number)
        if before is not None and passage.is_heading and not follows:
            yield _unlike(text, before, passage)
        right = number if before is None or follows else before.right + 1
        wider = {one: counted for one, counted in last.items() if one < level}
        last = {**wider, level: _Counted(passage, number, right)}
        may_be_counted = False


class _Counted(NamedTuple):
    """A heading with the number it has, and the one it should have."""

    passage: Passage
    number: int
    right: int

    def is_followed_by(self, number: int) -> bool:
        """Whether a number goes on from it as it is or as it should be, or begins anew."""
        return not (self.number and number) or number in {1, self.number + 1, self.right + 1}


def _unlike(text: DocumentText, before: _Counted, passage: Passage) -> Problem:
    detail = say.heading_number(
        text.where(passage.first_line),
        full_width(passage.text),
        full_width(before.passage.text),
        chinese_numeral(before.right + 1),
    )
    lines = (passage.first_line, before.passage.first_line)
    return text.problem(_RULE, passage.text, detail, *lines)


def _number(passage: Passage) -> int:
    found = _NUMERAL.match(passage.text)
    return _NUMBERS.get(found[1], 0) if found else 0
