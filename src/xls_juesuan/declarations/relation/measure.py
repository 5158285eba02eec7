"""What a tree measures: an amount in fen, a score, a plain count, a ratio.

It knows which leaves are money. It refuses to know their values.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.declarations.parts import part_column
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Call
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import FactCount
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import FaultCount
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import Threshold
from xls_juesuan.declarations.relation.nodes import Yuan
from xls_juesuan.money import STEPS_PER_PERCENT
from xls_juesuan.money import STEPS_PER_POINT

if TYPE_CHECKING:
    from xls_juesuan.declarations.relation.nodes import Node

#: Subjects of the supplement whose fields are counts, not amounts.
COUNTED_SUBJECTS = ("three_public_counts", "assets", "headcount")


class Measure(StrEnum):
    """Unit of a value."""

    #: Fen in the program, 万元 in the workbook.
    AMOUNT = "amount"
    COUNT = "count"
    RATIO = "ratio"
    #: ``STEPS_PER_POINT``.
    SCORE = "score"
    #: ``STEPS_PER_PERCENT``.
    PERCENT = "percent"
    #: 202504 for April 2025.
    MONTH = "month"


#: Steps in which figures beside the tables are held.
_STEPS = {Measure.SCORE: STEPS_PER_POINT, Measure.PERCENT: STEPS_PER_PERCENT}


def in_units(value: int | Fraction, unit: Measure) -> Fraction:
    """Give points or percent as people read them, anything else as it is."""
    return Fraction(value) / _STEPS.get(unit, 1)


def measure(*nodes: Node) -> Measure:
    """Tell what amounts measure, plain numbers yielding to what they are compared with."""
    found = {_measure(node) for node in nodes}
    for kind in (
        *(Measure.AMOUNT, Measure.COUNT),
        *(Measure.SCORE, Measure.PERCENT, Measure.MONTH),
    ):
        if kind in found:
            return kind
    return Measure.RATIO


def _measure(node: Node) -> Measure:
    match node:
        case Cell(table, _, column) | CellSum(table, _, column):
            return _column_measure(table, column)
        case FactSum() | Yuan():
            return Measure.AMOUNT
        case Threshold():
            return Measure.AMOUNT if node.is_amount else Measure.RATIO
        case FactCount() | FaultCount():
            return Measure.COUNT
        case Stated(key):
            is_counted = key.split(".")[0] in COUNTED_SUBJECTS
            return Measure.COUNT if is_counted else Measure.AMOUNT
        case Arithmetic("/", left, right):
            over, under = measure(left), measure(right)
            return Measure.RATIO if over is under else over
        case Arithmetic(_, left, right):
            return measure(left, right)
        case Call(_, arguments):
            return measure(*arguments)
        case _:
            return Measure.RATIO


def _column_measure(table: str, column: str) -> Measure:
    """What a column measures: money, unless it is one of a part that says otherwise."""
    found = part_column(table, column)
    if found is None:
        return Measure.AMOUNT
    if found.is_score:
        return Measure.SCORE
    if found.is_percent:
        return Measure.PERCENT
    if found.is_count:
        return Measure.COUNT
    return Measure.MONTH if found.is_month else Measure.AMOUNT
