"""Text of a relation → tree.

The language borrows Python's expression syntax, so Python's own parser reads it and this
module only admits what a relation may say::

    income_expenditure[L27] == sum(income_expenditure[L1:L8])
    expenditure[row].col == sum(expenditure[children].col)
    basic_by_economic[30217] <= three_public[total].outturn_hospitality
    facts(flow=income, funding=(general_budget, fund_budget))
    implies(fund[total].expenditure > 0, not has_statement(fund))
    disordered(income) == 0
    unit_is(administrative, civil_service_like)
    stated("three_public_counts.vehicles_held") > 0
    stated("three_public_budget.hospitality") >= yuan(100)
    income_expenditure[L29] == previous.income_expenditure[L59]
    fund[row].income <= (1 + threshold(change_share)) * previous.fund[row].income

Nothing is executed; anything else is a ``DeclarationError``.
"""

from __future__ import annotations

import ast
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.nodes import CONDITIONS
from xls_juesuan.declarations.relation.nodes import DIMENSIONS
from xls_juesuan.declarations.relation.nodes import KINS
from xls_juesuan.declarations.relation.nodes import PREVIOUS
from xls_juesuan.declarations.relation.nodes import ROW_FAULTS
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Call
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import Criteria
from xls_juesuan.declarations.relation.nodes import FactCount
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import FaultCount
from xls_juesuan.declarations.relation.nodes import HasStatement
from xls_juesuan.declarations.relation.nodes import IsSaid
from xls_juesuan.declarations.relation.nodes import IsShare
from xls_juesuan.declarations.relation.nodes import Junction
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import Listed
from xls_juesuan.declarations.relation.nodes import Negation
from xls_juesuan.declarations.relation.nodes import Node
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import RowSet
from xls_juesuan.declarations.relation.nodes import ShowsZero
from xls_juesuan.declarations.relation.nodes import Span
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import Threshold
from xls_juesuan.declarations.relation.nodes import UnitIs
from xls_juesuan.declarations.relation.nodes import Yuan
from xls_juesuan.declarations.relation.nodes import children
from xls_juesuan.declarations.relation.nodes import of_last_year
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.errors import DeclarationError
from xls_juesuan.model import APPROPRIATED
from xls_juesuan.model import Funding

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

_ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.LtE: "<=",
    ast.GtE: ">=",
    ast.Lt: "<",
    ast.Gt: ">",
}
_FUNCTIONS = ("abs", "min", "max")
#: Shorthands for several values of one dimension.
_VALUE_GROUPS = {
    "appropriated": tuple(str(funding) for funding in APPROPRIATED),
    "not_appropriated": (
        str(Funding.FISCAL_SPECIAL),
        str(Funding.UNIT_FUNDS),
        str(Funding.UNDECIDED),
    ),
}


def parse_relation(text: str) -> Node:
    """Parse the text of a relation.

    Raises:
        DeclarationError: the text is not a relation; the message quotes it.
    """
    try:
        expression = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise DeclarationError(f"not a relation: {text!r} ({error.msg})") from None
    try:
        node = _node(expression)
        check_kinds(node)
    except (DeclarationError, ValueError) as error:
        raise DeclarationError(f"{error} in relation {text!r}") from None
    return node


def check_kinds(node: Node) -> None:
    """Make sure that amounts stand where amounts belong, and conditions likewise.

    Raises:
        DeclarationError: a condition is added up, or an amount is joined by ``and``.
    """
    for part in walk(node):
        wants_condition = isinstance(part, Junction | Negation)
        for child in children(part):
            if isinstance(child, CONDITIONS) is not wants_condition:
                wanted = "a condition" if wants_condition else "an amount"
                raise DeclarationError(f"{type(child).__name__} stands where {wanted} belongs")


def parse_rows(text: str) -> tuple[str, RowSet]:
    """Parse the rows of one table, as in ``appropriation[L33:L58]``.

    Raises:
        DeclarationError: the text names no rows of a table.
    """
    try:
        table, rows, column = _reference(ast.parse(text.strip(), mode="eval").body)
    except SyntaxError as error:
        raise DeclarationError(f"not rows: {text!r} ({error.msg})") from None
    if column:
        raise DeclarationError(f"not rows: {text!r} names a column")
    return table, rows


def _node(part: ast.expr) -> Node:
    match part:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return Number(Fraction(str(number)))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Arithmetic("-", Number(Fraction(0)), _node(operand))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return Negation(_node(operand))
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _ARITHMETIC:
            return Arithmetic(_ARITHMETIC[type(operator)], _node(left), _node(right))
        case ast.Compare():
            return _comparison(part)
        case ast.BoolOp(op=operator, values=values):
            word = "and" if isinstance(operator, ast.And) else "or"
            return Junction(word, tuple(_node(value) for value in values))
        case ast.Call(func=ast.Name(id=name)):
            return _call(name, part)
        case ast.Subscript() | ast.Attribute():
            table, rows, column = _reference(part)
            if isinstance(rows, Listed) and len(rows.rows) == 1:
                return Cell(table, rows.rows[0], column)
            raise DeclarationError("several rows need sum(…)")
        case _:
            raise DeclarationError(f"cannot use {ast.unparse(part)!r}")


def _comparison(part: ast.Compare) -> Node:
    sides = [_node(side) for side in (part.left, *part.comparators)]
    links: list[Node] = []
    for operator, left, right in zip(part.ops, sides, sides[1:], strict=False):
        if type(operator) not in _COMPARISONS:
            raise DeclarationError(f"cannot compare with {type(operator).__name__}")
        links.append(Comparison(_COMPARISONS[type(operator)], left, right))
    return links[0] if len(links) == 1 else Junction("and", tuple(links))


def _call(name: str, call: ast.Call) -> Node:
    if name in {"facts", "count"}:
        criteria = _criteria(call)
        return FactSum(criteria) if name == "facts" else FactCount(criteria)
    if call.keywords:
        raise DeclarationError(f"{name} takes no keywords")
    if name in _READERS:
        return _READERS[name](call.args)
    if name in _FUNCTIONS and len(call.args) >= (1 if name == "abs" else 2):
        return Call(name, tuple(_node(argument) for argument in call.args))
    if name == "implies":
        premise, conclusion = _exactly(call.args, 2, name)
        return Junction("or", (Negation(_node(premise)), _node(conclusion)))
    words = tuple(_word(argument) for argument in call.args)
    if name == "unit_is" and words:
        return UnitIs(words)
    if name in _NAMING and len(words) == 1:
        return _NAMING[name](words[0])
    if name in ROW_FAULTS and 1 <= len(words) <= 2:
        return FaultCount(name, *words)
    raise DeclarationError(f"no function {name} with {len(call.args)} arguments")


def _exactly(arguments: list[ast.expr], count: int, name: str) -> list[ast.expr]:
    if len(arguments) != count:
        raise DeclarationError(f"{name} takes {count} arguments")
    return arguments


def _said(arguments: list[ast.expr]) -> Node:
    (argument,) = _exactly(arguments, 1, "said")
    return IsSaid(_cell(argument))


def _share(arguments: list[ast.expr]) -> Node:
    percentage, part, whole = _exactly(arguments, 3, "share")
    return IsShare(_cell(percentage), _node(part), _node(whole))


def _shows_zero(arguments: list[ast.expr]) -> Node:
    (argument,) = _exactly(arguments, 1, "shows_zero")
    return ShowsZero(_node(argument))


def _cell(argument: ast.expr) -> Cell:
    node = _node(argument)
    if not isinstance(node, Cell):
        raise DeclarationError(f"not a cell: {ast.unparse(argument)!r}")
    return node


def _sum(arguments: list[ast.expr]) -> Node:
    (argument,) = _exactly(arguments, 1, "sum")
    table, rows, column = _reference(argument)
    return CellSum(table, rows, column)


def _yuan(arguments: list[ast.expr]) -> Node:
    (argument,) = _exactly(arguments, 1, "yuan")
    number = _node(argument)
    if not isinstance(number, Number):
        raise DeclarationError("yuan takes a number")
    return Yuan(number.value)


#: Functions that name one thing.
_NAMING: Mapping[str, Callable[[str], Node]] = MappingProxyType(
    {
        "has_statement": HasStatement,
        "stated": Stated,
        "threshold": lambda key: Threshold(key, Fraction(0)),
    }
)
#: Functions with arguments of a shape of their own.
_READERS: Mapping[str, Callable[[list[ast.expr]], Node]] = MappingProxyType(
    {"sum": _sum, "yuan": _yuan, "said": _said, "share": _share, "shows_zero": _shows_zero}
)


def _reference(part: ast.expr) -> tuple[str, RowSet, str]:
    column = ""
    if isinstance(part, ast.Attribute):
        column, part = part.attr, part.value
    match part:
        case ast.Subscript(value=ast.Name(id=table), slice=rows):
            return table, _rows(rows), column
        case ast.Subscript(
            value=ast.Attribute(value=ast.Name(id=year), attr=table), slice=rows
        ) if f"{year}." == PREVIOUS:
            return of_last_year(table), _rows(rows), column
        case _:
            raise DeclarationError(f"not a cell: {ast.unparse(part)!r}")


def _rows(part: ast.expr) -> RowSet:
    match part:
        case ast.Slice(lower=ast.expr() as lower, upper=ast.expr() as upper, step=None):
            return Span(_word(lower), _word(upper))
        case ast.Tuple(elts=elements):
            return Listed(tuple(_word(element) for element in elements))
        case _:
            word = _word(part)
            for kin in KINS:
                if word == kin:
                    return Kindred(kin)
            return Listed((word,))


def _word(part: ast.expr) -> str:
    match part:
        case ast.Name(id=name):
            return name
        case ast.Constant(value=str() | int() as value):
            return str(value)
        case _:
            raise DeclarationError(f"not a key: {ast.unparse(part)!r}")


def _criteria(call: ast.Call) -> Criteria:
    if call.args:
        raise DeclarationError("facts are selected by keywords only")
    criteria: list[tuple[str, tuple[str, ...]]] = []
    for keyword in call.keywords:
        if keyword.arg not in DIMENSIONS:
            raise DeclarationError(f"facts have no dimension {keyword.arg}")
        criteria.append((keyword.arg, _values(keyword.value)))
    return tuple(sorted(criteria))


def _values(part: ast.expr) -> tuple[str, ...]:
    elements = part.elts if isinstance(part, ast.Tuple) else [part]
    values: list[str] = []
    for element in elements:
        word = _word(element)
        values.extend(_VALUE_GROUPS.get(word, (word,)))
    return tuple(values)
