"""Tree of a relation → linear form: a constant and a coefficient for each cell.

The same tree that is evaluated, written as a formula and read out is handed to the interval
check and the joint check here. It refuses to know how precisely figures are known.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.evaluation import evaluate_amount
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Call
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.relation.evaluation import Amount
    from xls_juesuan.declarations.relation.evaluation import World
    from xls_juesuan.declarations.relation.nodes import Node


@dataclass(frozen=True, slots=True)
class LinearForm:
    """``constant`` + the sum of coefficient × cell, in fen; no coefficient is 0."""

    coefficients: Mapping[Cell, Amount]
    constant: Amount = 0


def linear_form(node: Node, world: World) -> LinearForm | None:
    """Give the linear form of an amount; ``None`` when it is none.

    Args:
        node: an amount with row and column bound.
        world: resolves sets of rows, and values whatever is no cell.

    Raises:
        ZeroDivisionError: a constant is divided by zero.
    """
    coefficients: dict[Cell, Amount] = defaultdict(int)
    constant = _collect(node, 1, coefficients, world)
    if constant is None:
        return None
    return LinearForm({cell: k for cell, k in coefficients.items() if k}, constant)


def is_fixed(node: Node) -> bool:
    """Whether no cell stands in the tree, so that its value is exact."""
    return not any(isinstance(part, Cell | CellSum) for part in walk(node))


def _collect(
    node: Node, factor: Amount, coefficients: dict[Cell, Amount], world: World
) -> Amount | None:
    """Add the node to the coefficients and return its constant part."""
    match node:
        case Cell():
            coefficients[node] += factor
            return 0
        case CellSum(table, rows, column):
            for row in world.rows(table, rows):
                coefficients[Cell(table, row, column)] += factor
            return 0
        case Arithmetic("+" | "-" as sign, left, right):
            first = _collect(left, factor, coefficients, world)
            second = _collect(right, factor if sign == "+" else -factor, coefficients, world)
            return None if first is None or second is None else first + second
        case Arithmetic(sign, left, right):
            return _scaled(sign, left, right, factor, coefficients, world)
        case Call() if not is_fixed(node):
            return None
        case _:
            return _whole(factor * evaluate_amount(node, world))


def _scaled(
    sign: str,
    left: Node,
    right: Node,
    factor: Amount,
    coefficients: dict[Cell, Amount],
    world: World,
) -> Amount | None:
    if is_fixed(right):
        value = Fraction(evaluate_amount(right, world))
        scale = factor * value if sign == "*" else factor / value
        return _collect(left, _whole(scale), coefficients, world)
    if sign == "*" and is_fixed(left):
        times = factor * evaluate_amount(left, world)
        return _collect(right, _whole(times), coefficients, world)
    return None


def _whole(value: Amount) -> Amount:
    """A whole number as one: most coefficients are, and fractions are slow."""
    return value.numerator if value.denominator == 1 else value
