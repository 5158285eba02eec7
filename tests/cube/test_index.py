"""Sums and counts over facts."""

from __future__ import annotations

from xls_juesuan.cube.index import FactIndex
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding

FACTS = (
    Fact(1, Flow.INCOME, 600, funding=Funding.GENERAL_BUDGET),
    Fact(2, Flow.INCOME, 50, funding=Funding.UNIT_FUNDS),
)


def test_a_value_that_is_named_twice_counts_its_facts_once() -> None:
    """Sum, count and list agree, whatever way the criteria are put."""
    index = FactIndex(FACTS)
    twice = (("funding", ("general_budget", "general_budget")),)

    assert (index.sum(twice), index.count(twice)) == (600, 1)
    assert index.matching(twice) == FACTS[:1]


def test_no_criteria_mean_every_fact() -> None:
    """What is not asked for is not looked at."""
    assert (FactIndex(FACTS).sum(()), FactIndex(FACTS).count(())) == (650, 2)
