"""Numbers of groups, people, vehicles and devices in a sentence.

It knows the names that stand right before them; it refuses to know amounts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.recognise.narrative.listed_counts import listed_behind
from xls_juesuan.recognise.narrative.numbers import NumberKind
from xls_juesuan.recognise.narrative.numbers import numbers
from xls_juesuan.recognise.narrative.saying import said_at
from xls_juesuan.recognise.narrative.terms import TermFinder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.declarations.narrative_words import SectionWords
    from xls_juesuan.recognise.narrative.narrative import Sayings
    from xls_juesuan.recognise.narrative.passages import Passage
    from xls_juesuan.recognise.narrative.terms import Term

COUNTS = "narrative_counts"
#: What may stand between a name and its number.
_BETWEEN = re.compile(
    r"[)]?(?:[(][^()]{0,20}[)])?(?:数量|数|共计|合计|共|为|是|约|总计|累计|保有|团组|批次|:|各类)*"
)
#: A count of persons that is said without a name.
_PERSONS = re.compile(r"人次?")
_RECEPTIONS = re.compile(r"个?批次?|团组|个|次")
#: 国内公务接待支出1.85万元,全年共接待国内来访23批次: receptions of the row before.
_RECEIVED = re.compile(
    r"(?:^|[,;。:])(?:20\d\d年度?|全年|当年|本年度?|共计?|累计|总计|合计|公务|活动|发生)*接待"
    r"(?:来访|来客|公务|团组|活动|共计?|累计|:|批次|数)*$"
)
#: Persons behind such words are not those of what was counted last.
_OTHERS = re.compile(r"外事|外宾|境外|其中|陪同|人均")


class CountReader:
    """Reads the counts of a section.

    Args:
        section: its words.
    """

    def __init__(self, section: SectionWords) -> None:
        self._terms = TermFinder(section.counts)
        self._follows = section.follows
        self._receptions = section.receptions
        self._listed = section.listed
        self._heads = TermFinder({row: section.terms.get(row, ()) for row in section.receptions})

    def read(self, passage: Passage, found: Sayings) -> None:
        """Read one passage; what it says is added to what was found."""
        text = passage.text
        terms, heads = list(self._terms.find(text)), list(self._heads.find(text))
        # What a bracket counts is not what goes on behind it: the last count by depth.
        last: dict[bool, str] = {}
        before = 0
        every = list(numbers(text))
        for place, number in enumerate(every):
            between, before = text[before : number.start], number.end
            if number.kind is not NumberKind.COUNT:
                continue
            named = [
                term.row
                for term in terms
                if term.end <= number.start and _BETWEEN.fullmatch(text, term.end, number.start)
            ]
            is_person = _PERSONS.fullmatch(number.unit) is not None
            is_inside = text.rfind("(", 0, number.start) > text.rfind(")", 0, number.start)
            if not is_inside:
                last.pop(True, None)
            row = named[-1] if named else ""
            if not row and is_person:
                others = _OTHERS.search(re.sub(r"[(][^()]*[)]", "", between))
                row = "" if others else self._follows.get(last.get(is_inside, ""), "")
            elif not row and _RECEPTIONS.fullmatch(number.unit):
                row = self._received(text, number.start, heads)
            elif row in self._follows and is_person:
                row = self._follows[row]
            if row:
                last[is_inside] = row
                found.said.append(said_at(passage, number, (COUNTS, row, "count")))
            if row in self._listed:
                together = listed_behind(text, number, every[place + 1 :])
                if together is not None:
                    place_of = (COUNTS, self._listed[row], "count")
                    found.said.append(said_at(passage, together, place_of))

    def _received(self, text: str, start: int, heads: Sequence[Term]) -> str:
        """The row of receptions that are counted without a name, behind the amount they cost."""
        sentence = text.rfind("。", 0, start) + 1
        if not _RECEIVED.search(text, sentence, start):
            return ""
        spoken = [one.row for one in heads if sentence <= one.start and one.end <= start]
        return self._receptions[spoken[-1]] if spoken else ""
