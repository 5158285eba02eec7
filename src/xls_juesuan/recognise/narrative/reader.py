"""A text document → the figures that its explanation states, each with its place.

It knows in which order sections, names and numbers are looked for; it refuses to judge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.narrative_words import narrative_words
from xls_juesuan.recognise.narrative.counts import CountReader
from xls_juesuan.recognise.narrative.items import ItemFinder
from xls_juesuan.recognise.narrative.measures import MeasureFinder
from xls_juesuan.recognise.narrative.narrative import Sayings
from xls_juesuan.recognise.narrative.performance import PerformanceReader
from xls_juesuan.recognise.narrative.sections import EXPLANATION
from xls_juesuan.recognise.narrative.sentences import SectionReader
from xls_juesuan.recognise.narrative.terms import bare

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from xls_juesuan.recognise.narrative.sections import Placed
    from xls_juesuan.tables.code_names import CodeNames
    from xls_juesuan.tables.table import Table

#: The section whose sentences speak of functional items, and that on performance.
_WITH_ITEMS, _PERFORMANCE = "general", "performance"
#: Tables that name functional items, the most telling first.
_NAMING = ("general_budget_expenditure", "expenditure", "income")


class NarrativeReader:
    """Reads explanations.

    Args:
        names: names of functional items in the year.
        tables: tables of the document.
        unit_name: what the unit is called.
        year: report year.
    """

    def __init__(
        self, names: CodeNames, tables: Sequence[Table], unit_name: str, year: int
    ) -> None:
        self._words = narrative_words()
        by_key = {table.key: table for table in tables}
        self._items = ItemFinder(names, [by_key[key] for key in _NAMING if key in by_key])
        self._measures = MeasureFinder(self._words, [bare(unit_name)])
        self._year = year

    def read(self, placed: Iterable[Placed]) -> Sayings:
        """Read everything that stands in the explanation."""
        found = Sayings()
        readers: dict[str, SectionReader] = {}
        counts: dict[str, CountReader] = {}
        performance = PerformanceReader()
        for one in placed:
            if one.part != EXPLANATION or one.is_title:
                continue
            if one.section == _PERFORMANCE:
                performance.read(one.passage, found)
                continue
            if one.section not in readers:
                readers[one.section] = self._reader(one.section)
                if one.section:
                    counts[one.section] = CountReader(self._words.section(one.section))
            readers[one.section].read(one.passage, found)
            if one.section:
                counts[one.section].read(one.passage, found)
        return found

    def _reader(self, section: str) -> SectionReader:
        words = self._words.section(section) if section else None
        items = self._items if section == _WITH_ITEMS else None
        return SectionReader(words, self._words, self._measures, items, self._year)
