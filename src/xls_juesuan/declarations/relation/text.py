"""Tree of a relation → readable Chinese.

It knows the order of words. Names of tables, rows and columns come from whoever holds the
tables; words come from ``messages``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Protocol

from xls_juesuan.declarations.relation.nodes import COLUMN_VARIABLE
from xls_juesuan.declarations.relation.nodes import CONDITIONS
from xls_juesuan.declarations.relation.nodes import ROW_VARIABLE
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Call
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import FactCount
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import FaultCount
from xls_juesuan.declarations.relation.nodes import HasStatement
from xls_juesuan.declarations.relation.nodes import Junction
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import Negation
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import Span
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import UnitIs
from xls_juesuan.messages import relation as words
from xls_juesuan.messages.labels import UNIT_KINDS
from xls_juesuan.messages.labels import dimension_label
from xls_juesuan.model import APPROPRIATED
from xls_juesuan.model import Funding
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.relation.nodes import RowSet

_APPROPRIATED = tuple(str(funding) for funding in APPROPRIATED)
_NOT_APPROPRIATED = tuple(
    str(funding) for funding in (Funding.FISCAL_SPECIAL, Funding.UNIT_FUNDS, Funding.UNDECIDED)
)
_TIGHT = "*/"


class Names(Protocol):
    """What the people of this unit call things."""

    def table_name(self, table: str) -> str:
        """Name of a table as printed: 公开03."""
        ...

    def row_name(self, table: str, row: str) -> str:
        """Name of a row: 第27行“本年收入合计”."""
        ...

    def column_name(self, table: str, column: str) -> str:
        """Plain name of a column; empty for a table's only column."""
        ...

    def stated_name(self, key: str) -> str:
        """Label of a field of the supplement."""
        ...


class TextWriter:
    """Reads trees out.

    Args:
        names: names of tables, rows, columns and supplement fields.
    """

    def __init__(self, names: Names) -> None:
        self._names = names

    def text(self, node: Node) -> str:
        """Read out a condition or an amount."""
        return self.condition(node) if isinstance(node, CONDITIONS) else self.amount(node)

    def condition(self, node: Node) -> str:
        """Read out a condition."""
        match node:
            case Comparison(operator, left, right):
                return self.amount(left) + words.COMPARISONS[operator] + self.amount(right)
            case Junction("or", (Negation(premise), conclusion)):
                return words.implies(self.condition(premise), self.condition(conclusion))
            case Junction(operator, parts):
                return words.JUNCTIONS[operator].join(self._part(part) for part in parts)
            case Negation(part):
                return self._negation(part)
            case UnitIs(kinds):
                return words.unit_is([_kind_label(kind) for kind in kinds])
            case HasStatement(table):
                return words.has_statement(self._names.table_name(table))
            case _:
                raise TypeError(f"{node} is an amount, not a condition")

    def amount(self, node: Node) -> str:
        """Read out an amount."""
        match node:
            case Number(value):
                return str(value) if value.denominator == 1 else format(float(value), "g")
            case Cell(table, row, column):
                return words.cell(
                    self._names.table_name(table),
                    self._row(table, row),
                    self._column(table, column),
                )
            case CellSum(table, rows, column):
                return words.cell_sum(
                    self._names.table_name(table),
                    self._column(table, column),
                    self._rows(table, rows),
                )
            case Arithmetic():
                return self._arithmetic(node)
            case Call(function, arguments):
                return words.function(function, [self.amount(part) for part in arguments])
            case _:
                return self._figure(node)

    def _figure(self, node: Node) -> str:
        match node:
            case FactSum(criteria):
                return words.fact_sum(_flow(criteria), _particulars(criteria))
            case FactCount(criteria):
                return words.fact_count(_flow(criteria), _particulars(criteria))
            case FaultCount(fault, table, _):
                return words.fault_count(self._names.table_name(table), fault)
            case Stated(key):
                return words.stated(self._names.stated_name(key))
            case _:
                raise TypeError(f"{node} is a condition, not an amount")

    def _part(self, node: Node) -> str:
        text = self.condition(node)
        return f"（{text}）" if isinstance(node, Junction) else text

    def _negation(self, part: Node) -> str:
        match part:
            case UnitIs(kinds):
                return words.unit_is([_kind_label(kind) for kind in kinds], negated=True)
            case HasStatement(table):
                return words.has_statement(self._names.table_name(table), negated=True)
            case _:
                return words.negation(self.condition(part))

    def _arithmetic(self, node: Arithmetic) -> str:
        left, right = self.amount(node.left), self.amount(node.right)
        is_tight = node.operator in _TIGHT
        if is_tight and _is_loose(node.left):
            left = f"（{left}）"
        if (node.operator != "+" and _is_loose(node.right)) or (
            node.operator == "/" and isinstance(node.right, Arithmetic)
        ):
            right = f"（{right}）"
        if node.operator == "-" and node.left == Number(Fraction(0)):
            return f"-{right}"
        return left + words.ARITHMETIC[node.operator] + right

    def _row(self, table: str, row: str) -> str:
        return words.THIS_ROW if row == ROW_VARIABLE else self._names.row_name(table, row)

    def _column(self, table: str, column: str) -> str:
        if column == COLUMN_VARIABLE:
            return words.THIS_COLUMN
        return self._names.column_name(table, column)

    def _rows(self, table: str, rows: RowSet) -> str:
        match rows:
            case Span(first, last):
                return words.span(self._row(table, first), self._row(table, last))
            case Kindred("children", of) if of != ROW_VARIABLE:
                return self._row(table, of) + words.KINS["children"]
            case Kindred(kin, _):
                return words.KINS[kin]
            case _:
                return words.ENUMERATE.join(self._row(table, row) for row in rows.rows)


def _kind_label(kind: str) -> str:
    return UNIT_KINDS[UnitKind(kind)]


def _is_loose(node: Node) -> bool:
    return isinstance(node, Arithmetic) and node.operator not in _TIGHT


def _flow(criteria: Criteria) -> str:
    flows = dict(criteria).get("flow", ())
    return words.ENUMERATE.join(dimension_label("flow", flow) for flow in flows)


def _particulars(criteria: Criteria) -> list[str]:
    return [
        words.DIMENSIONS.get(dimension, "") + _values(dimension, values)
        for dimension, values in criteria
        if dimension != "flow"
    ]


def _values(dimension: str, values: tuple[str, ...]) -> str:
    if dimension == "funding":
        if values == _APPROPRIATED:
            return words.APPROPRIATED
        if values == _NOT_APPROPRIATED:
            return words.NOT_APPROPRIATED
    if values == (ROW_VARIABLE,):
        return words.THIS_ROW
    return words.ENUMERATE.join(dimension_label(dimension, value) for value in values)
