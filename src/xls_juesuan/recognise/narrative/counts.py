"""Numbers of groups, people, vehicles and devices in a sentence.

It knows the names that stand right before them; it refuses to know amounts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.recognise.narrative.numbers import NumberKind
from xls_juesuan.recognise.narrative.numbers import numbers
from xls_juesuan.recognise.narrative.saying import said_at
from xls_juesuan.recognise.narrative.terms import TermFinder

if TYPE_CHECKING:
    from xls_juesuan.declarations.narrative_words import SectionWords
    from xls_juesuan.recognise.narrative.narrative import Sayings
    from xls_juesuan.recognise.narrative.passages import Passage

COUNTS = "narrative_counts"
#: What may stand between a name and its number.
_BETWEEN = re.compile(
    r"[)]?(?:[(][^()]{0,20}[)])?(?:数量|数|共计|合计|共|为|是|约|总计|累计|保有|团组|批次|:|各类)*"
)
#: A count of persons that is said without a name.
_PERSONS = re.compile(r"人次?")


class CountReader:
    """Reads the counts of a section.

    Args:
        section: its words.
    """

    def __init__(self, section: SectionWords) -> None:
        self._terms = TermFinder(section.counts)
        self._follows = section.follows

    def read(self, passage: Passage, found: Sayings) -> None:
        """Read one passage; what it says is added to what was found."""
        text = passage.text
        terms = list(self._terms.find(text))
        last = ""
        for number in numbers(text):
            if number.kind is not NumberKind.COUNT:
                continue
            named = [
                term.row
                for term in terms
                if term.end <= number.start and _BETWEEN.fullmatch(text, term.end, number.start)
            ]
            is_person = _PERSONS.fullmatch(number.unit) is not None
            row = named[-1] if named else ""
            if not row and is_person:
                row = self._follows.get(last, "")
            elif row in self._follows and is_person:
                row = self._follows[row]
            if row:
                last = row
                found.said.append(said_at(passage, number, (COUNTS, row, "count")))
