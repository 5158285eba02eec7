"""Sums and counts over facts, by any combination of dimensions."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.model import Fact

#: Dimension of the relation language → attribute of a fact.
FACT_ATTRIBUTES = {
    "flow": "flow",
    "item": "item",
    "funding": "funding",
    "category": "category",
    "section": "section",
    "function": "function_item",
    "economic_category": "economic_category",
    "economic": "economic_item",
    "account": "top_account",
    "project": "project",
    "origin": "origin",
    "unit": "unit",
}


class FactIndex:
    """Answers fact queries; each combination of dimensions is grouped once, then looked up."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = tuple(facts)
        self._sums: dict[tuple[str, ...], dict[tuple[str, ...], tuple[int, int]]] = {}

    def sum(self, criteria: Criteria) -> int:
        """Sum in fen of the facts that meet the criteria."""
        return sum(fen for fen, _ in self._groups(criteria))

    def count(self, criteria: Criteria) -> int:
        """Number of the facts that meet the criteria."""
        return sum(count for _, count in self._groups(criteria))

    def matching(self, criteria: Criteria) -> tuple[Fact, ...]:
        """The facts that meet the criteria, in order."""
        wanted = [(FACT_ATTRIBUTES[dimension], values) for dimension, values in criteria]
        return tuple(
            fact
            for fact in self.facts
            if all(str(getattr(fact, name)) in values for name, values in wanted)
        )

    def _groups(self, criteria: Criteria) -> list[tuple[int, int]]:
        dimensions = tuple(dimension for dimension, _ in criteria)
        if dimensions not in self._sums:
            self._sums[dimensions] = self._grouped(dimensions)
        grouped = self._sums[dimensions]
        keys = set(product(*(values for _, values in criteria)))
        return [grouped[key] for key in keys if key in grouped]

    def _grouped(self, dimensions: tuple[str, ...]) -> dict[tuple[str, ...], tuple[int, int]]:
        names = [FACT_ATTRIBUTES[dimension] for dimension in dimensions]
        totals: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
        for fact in self.facts:
            total = totals[tuple(str(getattr(fact, name)) for name in names)]
            total[0] += fact.fen
            total[1] += 1
        return {key: (fen, count) for key, (fen, count) in totals.items()}
