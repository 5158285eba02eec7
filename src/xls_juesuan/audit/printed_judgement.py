"""Relations judged on printed figures: what no exact figures behind them could satisfy fails.

A judgement is one of three: it certainly holds, it certainly does not, or rounding leaves it
open. It knows relations and intervals; it refuses to know rules and reports.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.audit.intervals import Interval
from xls_juesuan.audit.intervals import exactly
from xls_juesuan.audit.intervals import printed_interval
from xls_juesuan.audit.intervals import ratio_may_lie
from xls_juesuan.declarations.relation.evaluation import evaluate_amount
from xls_juesuan.declarations.relation.evaluation import evaluate_condition
from xls_juesuan.declarations.relation.linear import linear_form
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Call
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import IsShare
from xls_juesuan.declarations.relation.nodes import Junction
from xls_juesuan.declarations.relation.nodes import Negation
from xls_juesuan.money import STEPS_PER_PERCENT

if TYPE_CHECKING:
    from xls_juesuan.declarations.relation.evaluation import World
    from xls_juesuan.declarations.relation.nodes import Node

_STEPS_PER_WHOLE = 100 * STEPS_PER_PERCENT


class Truth(Enum):
    """What is known of a condition."""

    HOLDS = "holds"
    OPEN = "open"
    FAILS = "fails"


_OPPOSITES = {Truth.HOLDS: Truth.FAILS, Truth.OPEN: Truth.OPEN, Truth.FAILS: Truth.HOLDS}


def may_hold(node: Node, world: World) -> bool:
    """Whether printed figures leave it possible that a condition holds; not if nothing divides."""
    try:
        return judge(node, world) is not Truth.FAILS
    except ZeroDivisionError:
        return False


def judge(node: Node, world: World) -> Truth:
    """Judge a condition with row and column bound.

    Raises:
        ZeroDivisionError: something exact is divided by zero.
        TypeError: the node is an amount.
    """
    match node:
        case Comparison(operator, left, right):
            return _compare(operator, amount_range(Arithmetic("-", left, right), world))
        case Junction("and", parts):
            return _worst([judge(part, world) for part in parts])
        case Junction(_, parts):
            return _OPPOSITES[_worst([_OPPOSITES[judge(part, world)] for part in parts])]
        case Negation(part):
            return _OPPOSITES[judge(part, world)]
        case IsShare():
            return _share(node, world)
        case _:
            return Truth.HOLDS if evaluate_condition(node, world) else Truth.FAILS


def amount_range(node: Node, world: World) -> Interval:
    """Give the values that an amount may have, in fen.

    Exact where the amount is linear: a cell that stands in it twice counts once. Wider than
    need be elsewhere, never narrower.

    Raises:
        ZeroDivisionError: something exact is divided by zero.
    """
    form = linear_form(node, world)
    if form is not None:
        found = exactly(form.constant)
        for cell, coefficient in form.coefficients.items():
            found += cell_range(cell, world).scaled(coefficient)
        return found
    match node:
        case Call("abs", (argument,)):
            return amount_range(argument, world).magnitude
        case Call(function, arguments):
            ranges = [amount_range(argument, world) for argument in arguments]
            choose = min if function == "min" else max
            lows, highs = [one.low for one in ranges], [one.high for one in ranges]
            return Interval(choose(lows), choose(highs))
        case Arithmetic(operator, left, right):
            return _arithmetic(operator, left, right, world)
        case _:
            return exactly(evaluate_amount(node, world))


def cell_range(cell: Cell, world: World) -> Interval:
    """Give the exact figures behind a printed one; a cell that is not there is nothing."""
    figure = world.figure(cell.table, cell.row, cell.column)
    return exactly(0) if figure is None else printed_interval(*figure)


def _arithmetic(operator: str, left: Node, right: Node, world: World) -> Interval:
    first, second = amount_range(left, world), amount_range(right, world)
    match operator:
        case "+":
            return first + second
        case "-":
            return first + second.scaled(-1)
        case "*":
            return first * second
        case _:
            if 0 in second:
                # What is divided by a figure that prints as nothing is compared with nothing.
                raise ZeroDivisionError
            return first * Interval(Fraction(1) / second.high, Fraction(1) / second.low)


def _compare(operator: str, apart: Interval) -> Truth:
    """Compare a difference with zero."""
    low, high = apart.low, apart.high
    match operator:
        case "==":
            always, never = low == high == 0, 0 not in apart
        case "!=":
            always, never = 0 not in apart, low == high == 0
        case "<=":
            always, never = high <= 0, low > 0
        case ">=":
            always, never = low >= 0, high < 0
        case "<":
            always, never = high < 0, low >= 0
        case _:
            always, never = low > 0, high <= 0
    if always:
        return Truth.HOLDS
    return Truth.FAILS if never else Truth.OPEN


def _worst(found: list[Truth]) -> Truth:
    for truth in (Truth.FAILS, Truth.OPEN):
        if truth in found:
            return truth
    return Truth.HOLDS


def percentage_range(cell: Cell, world: World) -> Interval | None:
    """Give the shares of a whole that a printed percentage may stand for; ``None`` without one."""
    figure = world.figure(cell.table, cell.row, cell.column)
    if figure is None:
        return None
    shown, step = figure
    half = Fraction(step, 2)
    return Interval(shown - half, shown + half).scaled(Fraction(1, _STEPS_PER_WHOLE))


def _share(node: IsShare, world: World) -> Truth:
    """Judge a percentage on both ends of its part, its whole and its own last digit."""
    share = percentage_range(node.cell, world)
    if share is None:
        return Truth.HOLDS
    part, whole = amount_range(node.part, world), amount_range(node.whole, world)
    if whole == exactly(0):
        raise ZeroDivisionError
    # Half away from zero: the bound towards zero belongs to the printed percentage.
    if share.low + share.high < 0:
        part, share = part.scaled(-1), share.scaled(-1)
    may_be = ratio_may_lie(part, whole, Fraction(share.low), Fraction(share.high))
    return Truth.OPEN if may_be else Truth.FAILS
