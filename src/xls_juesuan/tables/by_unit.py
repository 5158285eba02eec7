"""What of a figure is one unit's: the trees of a department's tables, limited to one unit.

Trees are sums of facts and of cells, so the parts of all units and what was eliminated add up
to the figure. Refuses to know where anything stands.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import Yuan
from xls_juesuan.declarations.relation.nodes import rebuild
from xls_juesuan.tables.groups import merge_criteria
from xls_juesuan.tables.trace import signed_queries

if TYPE_CHECKING:
    from xls_juesuan.cube.index import FactIndex
    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.tables.table import TableCell

_NOTHING = Number(Fraction(0))


def limited_to(node: Node, unit: str) -> Node:
    """Limit the facts of a tree to one unit; what a person typed is no unit's."""

    def change(part: Node) -> Node:
        if isinstance(part, FactSum):
            return FactSum(_of_unit(part.criteria, unit))
        return _NOTHING if isinstance(part, Yuan) else part

    return rebuild(node, change)


def amount_of(cell: TableCell, unit: str, index: FactIndex) -> int:
    """Give a unit's part of a figure in fen."""
    if cell.direct is None or cell.is_typed:
        return 0
    return sum(
        sign * index.sum(_of_unit(query.criteria, unit))
        for query, sign in signed_queries(limited_to(cell.direct, unit))
    )


def _of_unit(criteria: Criteria, unit: str) -> Criteria:
    return merge_criteria(criteria, (("unit", (unit,)),))
