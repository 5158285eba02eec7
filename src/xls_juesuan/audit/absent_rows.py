"""Relations without what adds nothing: addends that stand in no row of their tables.

A relation between tables names a code in all of them; those that do not have it add nothing and
only make it long. It refuses to know values.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import Listed

if TYPE_CHECKING:
    from xls_juesuan.declarations.relation.evaluation import World
    from xls_juesuan.declarations.relation.nodes import Node


def without_absent(node: Node, world: World) -> Node:
    """Leave out of a comparison the addends that no row stands for, unless a side has no other."""
    if not isinstance(node, Comparison):
        return node
    left, right = (_present(side, world) or side for side in (node.left, node.right))
    return replace(node, left=left, right=right)


def _present(node: Node, world: World) -> Node | None:
    """The amount without what is absent; ``None`` where nothing is left."""
    match node:
        case Cell(table, row, column):
            return None if world.figure(table, row, column) is None else node
        case CellSum(table, Listed() as rows, _):
            found = world.rows(table, rows)
            return replace(node, rows=replace(rows, rows=found)) if found else None
        case Arithmetic("+", left, right):
            first, second = _present(left, world), _present(right, world)
            return Arithmetic("+", first, second) if first and second else first or second
        case Arithmetic("-", left, right):
            first, second = _present(left, world), _present(right, world)
            return Arithmetic("-", first, second) if first and second else first
        case _:
            return node
