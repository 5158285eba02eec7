"""Tree of a relation → value, exact: amounts are fen, conditions are booleans.

Only a difference that is no whole number (a percentage of an amount, a ratio) is rounded
before it is judged, to the step to which the formula in the workbook rounds it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Protocol

from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.declarations.relation.measure import measure
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Call
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import FactCount
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import FaultCount
from xls_juesuan.declarations.relation.nodes import HasStatement
from xls_juesuan.declarations.relation.nodes import IsSaid
from xls_juesuan.declarations.relation.nodes import IsShare
from xls_juesuan.declarations.relation.nodes import Junction
from xls_juesuan.declarations.relation.nodes import Negation
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import ShowsZero
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import Threshold
from xls_juesuan.declarations.relation.nodes import UnitIs
from xls_juesuan.declarations.relation.nodes import Yuan
from xls_juesuan.money import FEN_PER_YUAN
from xls_juesuan.money import STEPS_PER_PERCENT
from xls_juesuan.money import round_half_away

if TYPE_CHECKING:
    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.relation.nodes import RowSet
    from xls_juesuan.model import UnitKind

Amount = int | Fraction
#: Steps in one unit of a count or ratio: the workbook rounds to six decimals.
_RATIO_STEPS = 1_000_000


class World(Protocol):
    """What a relation can ask about; rows and cells that do not exist count as blank."""

    @property
    def unit_kind(self) -> UnitKind:
        """Kind of the unit."""
        ...

    def cell(self, table: str, row: str, column: str) -> int:
        """Value of a cell in fen; 0 when it is blank or there is no such row."""
        ...

    def figure(self, table: str, row: str, column: str) -> tuple[int, int] | None:
        """Value of a figure and the step to which it is printed; ``None`` when there is none."""
        ...

    def rows(self, table: str, rows: RowSet) -> tuple[str, ...]:
        """Keys of the rows that exist in the set, in the order of the table."""
        ...

    def fact_sum(self, criteria: Criteria) -> int:
        """Sum in fen of the facts that meet the criteria."""
        ...

    def fact_count(self, criteria: Criteria) -> int:
        """Number of facts that meet the criteria."""
        ...

    def fault_count(self, fault: str, table: str, argument: str) -> int:
        """Number of rows of the table that show the fault."""
        ...

    def stated(self, key: str) -> int:
        """A figure of the supplement, in fen or as a count; 0 when it was left blank."""
        ...

    def has_statement(self, table: str) -> bool:
        """Whether the table prints the statement that it is empty."""
        ...


def evaluate_amount(node: Node, world: World) -> Amount:
    """Evaluate a node that stands for an amount, a count or a ratio.

    Raises:
        TypeError: the node is a condition.
        ZeroDivisionError: a ratio over zero; rules guard ratios by their ``when``.
    """
    match node:
        case Number() | Yuan() | Threshold():
            return _constant(node)
        case Cell(table, row, column):
            return world.cell(table, row, column)
        case CellSum(table, rows, column):
            return sum(world.cell(table, row, column) for row in world.rows(table, rows))
        case FactSum(criteria):
            return world.fact_sum(criteria)
        case FactCount(criteria):
            return world.fact_count(criteria)
        case FaultCount(fault, table, argument):
            return world.fault_count(fault, table, argument)
        case Stated(key):
            return world.stated(key)
        case Arithmetic():
            return _arithmetic(node, world)
        case Call(function, arguments):
            return _call(function, [evaluate_amount(argument, world) for argument in arguments])
        case _:
            raise TypeError(f"{node} is a condition, not an amount")


def _constant(node: Number | Yuan | Threshold) -> Amount:
    is_amount = isinstance(node, Yuan) or (isinstance(node, Threshold) and node.is_amount)
    return node.value * (FEN_PER_YUAN if is_amount else 1)


def magnitude(value: Amount) -> Amount:
    """Drop the sign."""
    return value if value >= 0 else -value


def _call(function: str, values: list[Amount]) -> Amount:
    match function:
        case "abs":
            return magnitude(values[0])
        case "min":
            return min(values)
        case _:
            return max(values)


def _arithmetic(node: Arithmetic, world: World) -> Amount:
    left = evaluate_amount(node.left, world)
    right = evaluate_amount(node.right, world)
    match node.operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return Fraction(left) / Fraction(right)


def evaluate_condition(node: Node, world: World) -> bool:
    """Evaluate a node that holds or does not hold.

    Raises:
        TypeError: the node is an amount.
    """
    match node:
        case Comparison():
            left = evaluate_amount(node.left, world)
            right = evaluate_amount(node.right, world)
            return compare(node.operator, difference(node, left, right))
        case Junction("and", parts):
            return all(evaluate_condition(part, world) for part in parts)
        case Junction(_, parts):
            return any(evaluate_condition(part, world) for part in parts)
        case Negation(part):
            return not evaluate_condition(part, world)
        case UnitIs(kinds):
            return str(world.unit_kind) in kinds
        case HasStatement(table):
            return world.has_statement(table)
        case IsSaid(cell):
            return world.figure(cell.table, cell.row, cell.column) is not None
        case IsShare():
            return _is_share(node, world)
        case ShowsZero(part):
            return evaluate_amount(part, world) == 0
        case _:
            raise TypeError(f"{node} is an amount, not a condition")


def _is_share(node: IsShare, world: World) -> bool:
    """Round the exact share as it is printed; a figure that is not there is not wrong."""
    part, whole = evaluate_amount(node.part, world), evaluate_amount(node.whole, world)
    share = Fraction(part) / Fraction(whole) * 100 * STEPS_PER_PERCENT
    figure = world.figure(node.cell.table, node.cell.row, node.cell.column)
    return figure is None or round_half_away(share, figure[1]) == figure[0]


def difference(comparison: Comparison, left: Amount, right: Amount) -> Amount:
    """Subtract as the workbook does: to the whole fen, or to six decimals of a ratio."""
    exact = left - right
    if isinstance(exact, int) or exact.denominator == 1:
        return int(exact)
    if measure(comparison.left, comparison.right) is Measure.AMOUNT:
        return round_half_away(exact)
    return Fraction(round_half_away(exact * _RATIO_STEPS), _RATIO_STEPS)


def shown_difference(left: Amount, right: Amount, unit: Measure) -> Amount:
    """Subtract both sides as people see them: each to the whole fen, or to six decimals."""
    steps = 1 if unit is Measure.AMOUNT else _RATIO_STEPS
    apart = Fraction(round_half_away(left * steps) - round_half_away(right * steps), steps)
    return int(apart) if apart.denominator == 1 else apart


def compare(operator: str, amount: Amount) -> bool:
    """Compare a difference with zero."""
    match operator:
        case "==":
            return amount == 0
        case "!=":
            return amount != 0
        case "<=":
            return amount <= 0
        case ">=":
            return amount >= 0
        case "<":
            return amount < 0
        case _:
            return amount > 0
