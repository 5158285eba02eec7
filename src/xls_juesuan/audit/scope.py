"""Which funding sources the figures of a column count, put into relations that leave it open.

The same table counts the general public budget alone in one place and every appropriation in
another (K09): a relation says ``funding=of_column`` and means those of the cell it names first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.nodes import OF_COLUMN
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import rebuild
from xls_juesuan.declarations.relation.nodes import walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.tables.table import Table

_FUNDING = "funding"


def bind_funding(relation: Node, tables: Mapping[str, Table]) -> Node:
    """Name the funding sources that a relation leaves to the layout."""
    parts = tuple(walk(relation))
    if not any(isinstance(part, FactSum) and _is_open(part) for part in parts):
        return relation
    named = next(part for part in parts if isinstance(part, Cell))
    table = tables.get(named.table)
    column = table.column_by_key.get(named.column) if table else None
    funding = column.funding if column else ()

    def change(part: Node) -> Node:
        if not (isinstance(part, FactSum) and _is_open(part)):
            return part
        others = [one for one in part.criteria if one[0] != _FUNDING]
        return FactSum(tuple(sorted([*others, (_FUNDING, funding)])) if funding else tuple(others))

    return rebuild(relation, change)


def _is_open(part: FactSum) -> bool:
    return (_FUNDING, (OF_COLUMN,)) in part.criteria
