"""A text document → the figures that its explanation states, each with its place.

It knows in which order sections, names and numbers are looked for; it refuses to judge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.narrative_words import narrative_words
from xls_juesuan.recognise.narrative.counts import CountReader
from xls_juesuan.recognise.narrative.economic import EconomicFinder
from xls_juesuan.recognise.narrative.items import ItemFinder
from xls_juesuan.recognise.narrative.measures import MeasureFinder
from xls_juesuan.recognise.narrative.narrative import Sayings
from xls_juesuan.recognise.narrative.performance import PerformanceReader
from xls_juesuan.recognise.narrative.sections import EXPLANATION
from xls_juesuan.recognise.narrative.sentences import SectionReader
from xls_juesuan.recognise.narrative.terms import bare

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.recognise.narrative.sections import Placed
    from xls_juesuan.recognise.narrative.terms import CodeFinder
    from xls_juesuan.tables.code_names import CodeNames
    from xls_juesuan.tables.table import Table

_PERFORMANCE = "performance"
#: Sections whose sentences speak of functional items: the part these belong to, and the tables
#: that name them, the most telling first.
_ITEMS = {
    "general": ("narrative_items", ("general_budget_expenditure", "expenditure", "income")),
    "fund": ("narrative_fund_items", ("fund",)),
    "state_capital": ("narrative_state_capital_items", ("state_capital",)),
}
#: The section that speaks of economic items, their part and their table.
_ECONOMIC = ("basic", "narrative_economic", "basic_by_economic")


class NarrativeReader:
    """Reads explanations.

    Args:
        names: names of functional and economic items in the year, by classification.
        tables: tables of the document.
        unit_name: what the unit is called.
        year: report year.
    """

    def __init__(
        self,
        names: Mapping[str, CodeNames],
        tables: Sequence[Table],
        unit_name: str,
        year: int,
    ) -> None:
        self._words = narrative_words()
        self._names = names
        self._tables = {table.key: table for table in tables}
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
        performance.finish(found)
        return found

    def _reader(self, section: str) -> SectionReader:
        words = self._words.section(section) if section else None
        part, items = self._items(section)
        return SectionReader(words, self._words, self._measures, items, part, self._year)

    def _items(self, section: str) -> tuple[str, CodeFinder | None]:
        """The part of the items that a section speaks of, and what finds them."""
        if section == _ECONOMIC[0]:
            table = self._tables.get(_ECONOMIC[2])
            return _ECONOMIC[1], EconomicFinder(self._names["economic"], table)
        if section not in _ITEMS:
            return "", None
        return _ITEMS[section][0], item_finder(section, self._tables, self._names)


def item_finder(
    section: str, tables: Mapping[str, Table], names: Mapping[str, CodeNames]
) -> ItemFinder | None:
    """What finds the functional items that a section speaks of; ``None`` where it speaks of none.

    Args:
        section: its key.
        tables: the document's tables by key.
        names: names of items with codes, by classification.
    """
    if section not in _ITEMS:
        return None
    own = [tables[key] for key in _ITEMS[section][1] if key in tables]
    return ItemFinder(names["functional"], own)
