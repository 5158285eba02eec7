"""Tree of a relation → readable Chinese.

It knows the order of words. Names of tables, rows and columns come from whoever holds the
tables; words come from ``messages``.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import Protocol

from xls_juesuan.declarations.accounts import account_plan
from xls_juesuan.declarations.parts import load_parts
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
from xls_juesuan.declarations.relation.nodes import IsSaid
from xls_juesuan.declarations.relation.nodes import IsShare
from xls_juesuan.declarations.relation.nodes import Junction
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import Negation
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import ShowsZero
from xls_juesuan.declarations.relation.nodes import Span
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import Threshold
from xls_juesuan.declarations.relation.nodes import UnitIs
from xls_juesuan.declarations.relation.nodes import Yuan
from xls_juesuan.messages import relation as words
from xls_juesuan.messages.amounts import UNITS
from xls_juesuan.messages.labels import UNIT_KINDS
from xls_juesuan.messages.labels import dimension_label
from xls_juesuan.model import APPROPRIATED
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import UnitKind
from xls_juesuan.money import FEN_PER_YUAN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.relation.nodes import RowSet

_APPROPRIATED = tuple(str(funding) for funding in APPROPRIATED)
_NOT_APPROPRIATED = tuple(
    str(funding) for funding in (Funding.FISCAL_SPECIAL, Funding.UNIT_FUNDS, Funding.UNDECIDED)
)
_TIGHT = "*/"
_ZERO = Number(Fraction(0))
_OPPOSITES = {"==": "!=", "!=": "==", "<=": ">", ">=": "<", "<": ">=", ">": "<="}
#: Figures of accounts, which people name by the account first.
_ACCOUNT_FLOWS = {
    str(flow)
    for flow in (
        Flow.ACCOUNT_OPENING,
        Flow.ACCOUNT_MOVEMENT,
        Flow.ACCOUNT_CLOSING,
        Flow.ACCOUNT_CLOSED,
    )
}


class Names(Protocol):
    """What the people of this unit call things."""

    def table_name(self, table: str) -> str:
        """Name of a table as printed: 公开03."""
        ...

    def row_name(self, table: str, row: str) -> str:
        """Name of a row: 第27行“本年收入合计”."""
        ...

    def span_ends(self, table: str, span: Span) -> tuple[str, str]:
        """Keys of the first and the last row of a span that there are."""
        ...

    def column_name(self, table: str, column: str) -> str:
        """Plain name of a column; empty for a table's only column."""
        ...

    def stated_name(self, key: str) -> str:
        """Label of a field of the supplement."""
        ...

    def threshold_name(self, key: str) -> str:
        """Name of a threshold."""
        ...


class TextWriter:
    """Reads trees out.

    Args:
        names: names of tables, rows, columns and supplement fields.
        is_published: whether a document is read that tells such figures in its explanation.
        unit: fen in the unit in which constant amounts are read out.
    """

    def __init__(
        self, names: Names, *, is_published: bool = False, unit: int = FEN_PER_YUAN
    ) -> None:
        self._names = names
        self._is_published = is_published
        self._unit = unit

    def in_unit(self, unit: int) -> TextWriter:
        """Read out the same with constant amounts in a unit, given in fen."""
        return TextWriter(self._names, is_published=self._is_published, unit=unit)

    def text(self, node: Node) -> str:
        """Read out a condition or an amount."""
        return self.condition(node) if isinstance(node, CONDITIONS) else self.amount(node)

    def condition(self, node: Node, *, is_duty: bool = False) -> str:
        """Read out a condition, as a fact or as what should be."""
        match node:
            case Comparison():
                return self._comparison(node, is_duty=is_duty)
            case Junction("or", (Negation(premise), conclusion)):
                return words.implies(
                    self.condition(premise), self.condition(conclusion, is_duty=True)
                )
            case Junction(operator, parts):
                together = self._together(node, is_duty=is_duty)
                joint = words.JUNCTIONS[operator]
                return together or joint.join(self._part(part, is_duty=is_duty) for part in parts)
            case Negation(part):
                return self._negation(part, is_duty=is_duty)
            case UnitIs(kinds):
                return words.unit_is([_kind_label(kind) for kind in kinds], is_duty=is_duty)
            case HasStatement(table):
                return words.has_statement(self._names.table_name(table), is_duty=is_duty)
            case IsSaid(cell):
                return words.is_said(self.amount(cell))
            case IsShare(cell, part, whole):
                return words.is_share(self.amount(cell), self._factor(part), self._factor(whole))
            case ShowsZero(part):
                return self.condition(Comparison("==", part, _ZERO), is_duty=is_duty)
            case _:
                raise TypeError(f"{node} is an amount, not a condition")

    def table_name(self, table: str) -> str:
        """Name a table as people do."""
        return self._names.table_name(table)

    def names(self, nodes: Iterable[Node]) -> str:
        """Enumerate figures, saying the table and the row of neighbours once."""
        return words.ENUMERATE.join(
            self._further(before, node) for before, node in pairwise((None, *nodes)) if node
        )

    def _further(self, before: Node | None, node: Node) -> str:
        match before, node:
            case Stated(), Stated(key):
                return words.stated_again(self._names.stated_name(key))
            case Cell(above, beside, _), Cell(table, row, column) if above == table:
                is_same_row = beside == row and self._column(table, column)
                shown = "" if is_same_row else self._row(table, row)
                return words.cell("", shown, self._column(table, column))
            case FaultCount(_, above, _), FaultCount(fault, table, _) if above == table:
                return words.fault_count("", fault)
            case _:
                return self.amount(node)

    def _comparison(self, node: Comparison, *, is_duty: bool) -> str:
        subject = self._subject(node.left) if node.right == _ZERO else ""
        if subject:
            return words.with_zero(subject, node.operator, is_duty=is_duty)
        text = self.amount(node.left) + words.COMPARISONS[node.operator] + self.amount(node.right)
        return words.should(text) if is_duty else text

    def _subject(self, node: Node) -> str:
        """Name what is compared with nothing; empty where it is a difference or product."""
        if not isinstance(node, Arithmetic):
            return self.amount(node)
        addends = tuple(_addends(node))
        if any(isinstance(addend, Arithmetic) for addend in addends):
            return ""
        return words.sum_of(self.names(addends))

    def _together(self, node: Junction, *, is_duty: bool) -> str:
        """Say the same comparison of several figures with nothing at once; else empty."""
        operators = {
            part.operator if isinstance(part, Comparison) and part.right == _ZERO else ""
            for part in node.parts
        }
        figures = [part.left for part in node.parts if isinstance(part, Comparison)]
        (operator, *others) = operators
        if others or not operator or any(isinstance(one, Arithmetic) for one in figures):
            return ""
        say = words.all_with_zero if node.operator == "and" else words.any_with_zero
        return say(self.names(figures), operator, is_duty=is_duty)

    def amount(self, node: Node) -> str:
        """Read out an amount."""
        match node:
            case Number(value):
                return _number(value)
            case Yuan(value):
                return _money(value, self._unit)
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
                    self.rows(table, rows),
                )
            case Arithmetic():
                return self._arithmetic(node)
            case Call("min", (argument, zero)) if zero == _ZERO:
                return words.negative_part(self.amount(argument))
            case Call(function, arguments):
                return words.function(function, [self.amount(part) for part in arguments])
            case _:
                return self._figure(node)

    def _figure(self, node: Node) -> str:
        match node:
            case FactSum(criteria) | FactCount(criteria):
                return _facts(criteria, is_count=isinstance(node, FactCount))
            case FaultCount(fault, table, _):
                return words.fault_count(self._names.table_name(table), fault)
            case Stated(key):
                label = self._names.stated_name(key)
                return words.said(label) if self._is_published else words.stated(label)
            case Threshold(key):
                return words.threshold(
                    self._names.threshold_name(key), threshold_value(node, self._unit)
                )
            case _:
                raise TypeError(f"{node} is a condition, not an amount")

    def _factor(self, node: Node) -> str:
        text = self.amount(node)
        return f"（{text}）" if _is_loose(node) else text

    def _part(self, node: Node, *, is_duty: bool) -> str:
        text = self.condition(node, is_duty=is_duty)
        is_long = isinstance(node, Junction) and not self._together(node, is_duty=is_duty)
        return f"（{text}）" if is_long else text

    def _negation(self, part: Node, *, is_duty: bool) -> str:
        match part:
            case UnitIs(kinds):
                labels = [_kind_label(kind) for kind in kinds]
                return words.unit_is(labels, negated=True, is_duty=is_duty)
            case HasStatement(table):
                name = self._names.table_name(table)
                return words.has_statement(name, negated=True, is_duty=is_duty)
            case IsSaid(cell):
                return words.is_said(self.amount(cell), negated=True)
            case ShowsZero(part):
                return self.condition(Comparison("!=", part, _ZERO), is_duty=is_duty)
            case Comparison(operator, left, right):
                opposite = Comparison(_OPPOSITES[operator], left, right)
                return self.condition(opposite, is_duty=is_duty)
            case Junction("or", parts):
                neither = Junction("and", tuple(_negated(one) for one in parts))
                return self.condition(neither, is_duty=is_duty)
            case Junction(_, parts):
                return words.never_together([self.condition(one) for one in parts], is_duty=is_duty)
            case Negation(again):
                return self.condition(again, is_duty=is_duty)
            case _:
                raise TypeError(f"{part} is an amount, not a condition")

    def _arithmetic(self, node: Arithmetic) -> str:
        left, right = self.amount(node.left), self.amount(node.right)
        is_tight = node.operator in _TIGHT
        if is_tight and _is_loose(node.left):
            left = f"（{left}）"
        if (node.operator != "+" and _is_loose(node.right)) or (
            node.operator == "/" and isinstance(node.right, Arithmetic)
        ):
            right = f"（{right}）"
        if node.operator == "-" and node.left == _ZERO:
            return f"-{right}"
        return left + words.ARITHMETIC[node.operator] + right

    def _row(self, table: str, row: str) -> str:
        return words.THIS_ROW if row == ROW_VARIABLE else self._names.row_name(table, row)

    def _column(self, table: str, column: str) -> str:
        if column == COLUMN_VARIABLE:
            return words.THIS_COLUMN
        return self._names.column_name(table, column)

    def rows(self, table: str, rows: RowSet) -> str:
        """Name a set of rows."""
        match rows:
            case Span():
                first, last = self._names.span_ends(table, rows)
                return words.span(self._row(table, first), self._row(table, last))
            case Kindred("children", of) if of != ROW_VARIABLE:
                return self._row(table, of) + words.KINS["children"]
            case Kindred("codes", _) if _has_projects(table):
                return words.EACH_PROJECT
            case Kindred(kin, _):
                return words.KINS[kin]
            case _:
                return words.ENUMERATE.join(self._row(table, row) for row in rows.rows)


def _has_projects(table: str) -> bool:
    """Whether the rows of a table are projects, not codes."""
    return any(part.key == table and part.classification == "project" for part in load_parts())


def threshold_value(threshold: Threshold, unit: int = FEN_PER_YUAN) -> str:
    """Write the value of a threshold with its unit: 20%, 100000 元."""
    if threshold.unit == "percent":
        return words.percent(_number(threshold.value * 100))
    return _money(threshold.value, unit) if threshold.is_amount else _number(threshold.value)


def _money(yuan: Fraction, unit: int) -> str:
    return UNITS[unit].format(number=_number(yuan * FEN_PER_YUAN / unit))


def _kind_label(kind: str) -> str:
    return UNIT_KINDS[UnitKind(kind)]


def _is_loose(node: Node) -> bool:
    return isinstance(node, Arithmetic) and node.operator not in _TIGHT


def _number(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else format(float(value), "g")


def _addends(node: Node) -> Iterator[Node]:
    if isinstance(node, Arithmetic) and node.operator == "+":
        yield from _addends(node.left)
        yield from _addends(node.right)
    else:
        yield node


def _negated(node: Node) -> Node:
    if isinstance(node, Negation):
        return node.part
    if isinstance(node, Comparison):
        return Comparison(_OPPOSITES[node.operator], node.left, node.right)
    return Negation(node)


def _facts(criteria: Criteria, *, is_count: bool) -> str:
    stated = dict(criteria)
    flows = [dimension_label("flow", flow) for flow in stated.get("flow", ())]
    is_of_account = set(stated.get("flow", ())) <= _ACCOUNT_FLOWS and "account" in stated
    particulars = [
        words.DIMENSIONS.get(dimension, "") + _values(dimension, values)
        for dimension, values in criteria
        if dimension != "flow" and not (dimension == "account" and is_of_account)
    ]
    if is_of_account:
        flow = words.ENUMERATE.join(flows)
        figure = words.account_figure(account_names(stated["account"]), flow, particulars)
        return words.account_count(figure) if is_count else figure
    name = words.fact_count if is_count else words.fact_sum
    return name(words.ENUMERATE.join(flows), particulars)


def account_names(values: tuple[str, ...]) -> str:
    """Name accounts, by their first digit where most of its accounts are meant."""
    if values == (ROW_VARIABLE,):
        return words.EACH_ACCOUNT
    parts: list[str] = []
    for head in dict.fromkeys(value[:1] for value in values):
        every = [code for code in account_plan().accounts if code.startswith(head)]
        chosen = [value for value in values if value.startswith(head)]
        but = [code for code in every if code not in chosen]
        is_most = len(but) < len(chosen) / 2
        parts.extend([words.all_accounts(head, but)] if is_most else chosen)
    return words.ENUMERATE.join(parts)


def _values(dimension: str, values: tuple[str, ...]) -> str:
    if dimension == "funding":
        if values == _APPROPRIATED:
            return words.APPROPRIATED
        if values == _NOT_APPROPRIATED:
            return words.NOT_APPROPRIATED
    if values == (ROW_VARIABLE,):
        return words.THIS_ROW
    return words.ENUMERATE.join(dimension_label(dimension, value) for value in values)
