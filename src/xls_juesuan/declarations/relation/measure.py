"""What a tree measures: an amount in fen, a plain count, or a ratio.

It knows which leaves are money. It refuses to know their values.
"""

from __future__ import annotations

from enum import StrEnum

from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Call
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import FactCount
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import FaultCount
from xls_juesuan.declarations.relation.nodes import Node
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import Threshold
from xls_juesuan.declarations.relation.nodes import Yuan

#: Subjects of the supplement whose fields are counts, not amounts.
COUNTED_SUBJECTS = ("three_public_counts", "assets", "headcount")


class Measure(StrEnum):
    """Unit of a value."""

    #: Fen in the program, 万元 in the workbook.
    AMOUNT = "amount"
    COUNT = "count"
    RATIO = "ratio"


def measure(*nodes: Node) -> Measure:
    """Tell what amounts measure, plain numbers yielding to what they are compared with."""
    found = {_measure(node) for node in nodes}
    for kind in (Measure.AMOUNT, Measure.COUNT):
        if kind in found:
            return kind
    return Measure.RATIO


def _measure(node: Node) -> Measure:
    match node:
        case Cell() | CellSum() | FactSum() | Yuan():
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
