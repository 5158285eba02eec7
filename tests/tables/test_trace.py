"""A figure leads back to its facts, each with the sign with which it enters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tables.samples import income
from tests.tables.samples import spending
from xls_juesuan.declarations.relation.parser import parse_relation
from xls_juesuan.model import CellKey
from xls_juesuan.tables.table import TableCell
from xls_juesuan.tables.trace import trace_cell

FACTS = (
    replace(income(600), number=1),
    replace(spending(500), number=2),
    replace(spending(30, "2080501"), number=3),
)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("facts(flow=income) - facts(flow=expenditure)", {1: 1, 2: -1, 3: -1}),
        (
            "facts(flow=income) - (facts(flow=expenditure) - facts(category=208))",
            {1: 1, 2: -1},
        ),
        ("0 - facts(flow=expenditure, category=201)", {2: -1}),
    ],
)
def test_what_is_subtracted_enters_with_the_other_sign(text: str, signs: dict[int, int]) -> None:
    """The signed facts add up to the figure; one that is added and taken off again is no part."""
    cell = TableCell(CellKey("x", "L1", "amount"), 0, 0, direct=parse_relation(text))
    assert {part.fact.number: part.sign for part in trace_cell(cell, FACTS).parts} == signs


def test_a_product_cannot_be_traced() -> None:
    """A share of a fact is no fact, and pretending otherwise would not add up."""
    cell = TableCell(CellKey("x", "L1", "amount"), 0, 0, direct=parse_relation("2 * facts()"))
    with pytest.raises(TypeError):
        trace_cell(cell, FACTS)
