"""Facts by dimensions: what the parts of a total do not count."""

from __future__ import annotations

from tests.tables.samples import income
from tests.tables.samples import spending
from xls_juesuan.cube.index import FactIndex
from xls_juesuan.declarations.layout_parts import Rest
from xls_juesuan.tables.groups import FactGroups

SPENT = (("flow", ("expenditure",)),)
BY_CATEGORY = Rest(("category",))


def test_only_a_part_of_the_same_whole_places_a_fact() -> None:
    """Income of a 类 says nothing about where its expenditure stands."""
    groups = FactGroups(FactIndex((spending(500, "2010301"), spending(30, "2080501"), income(600))))
    parts = [
        (("category", ("201",)), ("flow", ("income",))),
        (("category", ("208",)), ("flow", ("expenditure",))),
    ]

    beyond = groups.beyond(SPENT, BY_CATEGORY, parts)
    assert {values: [fact.fen for fact in facts] for values, facts in beyond.items()} == {
        ("201",): [500]
    }


def test_what_belongs_elsewhere_is_not_beyond() -> None:
    """A rest may be limited to codes that begin alike, and leave some of them out."""
    facts = (spending(1, "2010301"), spending(2, "2080501"), spending(4, "3010101"))
    groups = FactGroups(FactIndex(facts))

    beyond = groups.beyond(SPENT, Rest(("category",), prefix="2", without=("208",)), ())
    assert list(beyond) == [("201",)]
