"""Facts grouped by dimensions: which of them the parts of a total do not count.

Knows criteria and facts; refuses to know tables.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

from xls_juesuan.cube.index import FACT_ATTRIBUTES
from xls_juesuan.declarations.relation.nodes import FactSum

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.cube.index import FactIndex
    from xls_juesuan.declarations.layout_parts import Rest
    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.model import Fact

#: Values of several dimensions, in the order the dimensions were asked for.
Values = tuple[str, ...]


def merge_criteria(*criteria: Criteria) -> Criteria:
    """Join criteria; where two speak about one dimension the later one counts."""
    merged: dict[str, tuple[str, ...]] = {}
    for some in criteria:
        merged.update(some)
    return tuple(sorted(merged.items()))


def deepest_code(fact: Fact, dimensions: Sequence[str]) -> str:
    """The code of a fact as deep as its levels go; empty when it has none."""
    codes = [str(getattr(fact, FACT_ATTRIBUTES[dimension])) for dimension in dimensions]
    return next((code for code in reversed(codes) if code), "")


class FactGroups:
    """Non-zero facts by dimensions; each combination of dimensions is grouped once."""

    def __init__(self, index: FactIndex) -> None:
        self._facts = tuple(fact for fact in index.facts if fact.fen)
        self._grouped: dict[tuple[Values, Values], dict[Values, dict[Values, list[Fact]]]] = {}

    def matching(self, criteria: Criteria) -> tuple[Fact, ...]:
        """The non-zero facts that meet the criteria."""
        grouped = self._groups(tuple(dimension for dimension, _ in criteria), ())
        chosen = product(*(dict.fromkeys(values) for _, values in criteria))
        return tuple(fact for key in chosen for fact in grouped.get(key, {}).get((), ()))

    def beyond(
        self, whole: Criteria, rest: Rest, parts: Iterable[Criteria]
    ) -> dict[Values, list[Fact]]:
        """Find the non-zero facts of a whole that none of its parts counts.

        Returns:
            The facts by their values in the dimensions ``rest.by``.
        """
        grouped = self._groups(tuple(dimension for dimension, _ in whole), rest.by)
        tests = [dict(part) for part in parts if _overlap(part, whole)]
        found: dict[Values, list[Fact]] = defaultdict(list)
        for key in product(*(dict.fromkeys(values) for _, values in whole)):
            for values, facts in grouped.get(key, {}).items():
                if _is_allowed(values[0], rest) and not _is_placed(values, rest.by, tests):
                    found[values].extend(facts)
        return dict(sorted(found.items()))

    def _groups(self, dimensions: Values, by: Values) -> dict[Values, dict[Values, list[Fact]]]:
        if (dimensions, by) not in self._grouped:
            grouped: dict[Values, dict[Values, list[Fact]]] = {}
            for fact in self._facts:
                group = grouped.setdefault(_values(fact, dimensions), {})
                group.setdefault(_values(fact, by), []).append(fact)
            self._grouped[dimensions, by] = grouped
        return self._grouped[dimensions, by]


def terms_of(whole: Criteria, by: Values, found: Iterable[Values]) -> list[FactSum]:
    """Write values of dimensions as sums of facts, one for each set of leading values."""
    last: dict[Values, list[str]] = {}
    for values in found:
        last.setdefault(values[:-1], []).append(values[-1])
    return [
        FactSum(
            merge_criteria(
                whole,
                tuple((dimension, (value,)) for dimension, value in zip(by, leading, strict=False)),
                ((by[-1], tuple(ends)),),
            )
        )
        for leading, ends in last.items()
    ]


def _values(fact: Fact, dimensions: Values) -> Values:
    return tuple(str(getattr(fact, FACT_ATTRIBUTES[dimension])) for dimension in dimensions)


def _overlap(part: Criteria, whole: Criteria) -> bool:
    wanted = dict(whole)
    return all(set(values) & set(wanted.get(dimension, values)) for dimension, values in part)


def _is_placed(values: Values, by: Values, tests: Iterable[Mapping[str, Values]]) -> bool:
    pairs = tuple(zip(by, values, strict=True))
    return any(
        all(value in test.get(dimension, (value,)) for dimension, value in pairs) for test in tests
    )


def _is_allowed(value: str, rest: Rest) -> bool:
    return value.startswith(rest.prefix) and value not in rest.without
