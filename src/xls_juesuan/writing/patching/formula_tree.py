"""A formula as a tree: numbers, texts, references, operators, functions.

It knows how formulas are written and which operator goes first; it refuses to know values.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xls_juesuan.writing.patching.references import Area
from xls_juesuan.writing.patching.references import parse_area
from xls_juesuan.writing.patching.references import split_sheet
from xls_juesuan.writing.patching.references import tokens


class NotComputableError(Exception):
    """The formula has something that only a spreadsheet program can calculate."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a text, a truth value, or an error such as #N/A (as a text of its own kind)."""

    value: Decimal | str | bool


@dataclass(frozen=True, slots=True)
class Reference:
    """A range; ``sheet`` is empty for the formula's own."""

    sheet: str
    area: Area


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name."""

    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator between two values, or before or behind one (then ``right`` is ``None``)."""

    operator: str
    left: Tree
    right: Tree | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; ``None`` where one is left out."""

    function: str
    arguments: tuple[Tree | None, ...]


Tree = Constant | Reference | Name | Operation | Call

_STRENGTH = {
    "=": 1,
    "<>": 1,
    "<": 1,
    ">": 1,
    "<=": 1,
    ">=": 1,
    "&": 2,
    "+": 3,
    "-": 3,
    "*": 4,
    "/": 4,
    "^": 5,
}


def parse_formula(formula: str) -> Tree:
    """Read a formula (without =).

    Raises:
        NotComputableError: it is malformed, or has arrays or other rare things.
    """
    parser = _Parser(formula)
    tree = parser.expression(0)
    if parser.kind:
        raise NotComputableError(formula)
    return tree


class _Parser:
    def __init__(self, formula: str) -> None:
        self._formula = formula
        self._tokens = [token for token in tokens(formula) if token.type != token.WSPACE]
        self._at = 0

    @property
    def kind(self) -> str:
        """Type of the token that comes; empty at the end."""
        return self._tokens[self._at].type if self._at < len(self._tokens) else ""

    def _take(self) -> tuple[str, str, str]:
        if not self.kind:
            raise NotComputableError(self._formula)
        token = self._tokens[self._at]
        self._at += 1
        return token.type, token.subtype, token.value

    def _next(self) -> str:
        return str(self._tokens[self._at].value) if self.kind else ""

    def expression(self, least: int) -> Tree:
        """Read operators that bind at least so strongly."""
        left = self._operand()
        while self.kind == "OPERATOR-POSTFIX":
            self._take()
            left = Operation("%", left)
        while self.kind == "OPERATOR-INFIX" and _STRENGTH.get(self._next(), 0) > least:
            operator = self._take()[2]
            left = Operation(operator, left, self.expression(_STRENGTH[operator]))
        return left

    def _operand(self) -> Tree:
        kind, subtype, value = self._take()
        if kind == "OPERATOR-PREFIX":
            # A sign goes before every other operator.
            inner = self._operand()
            return Operation("neg", inner) if value == "-" else inner
        if kind == "PAREN" and subtype == "OPEN":
            inner = self.expression(0)
            self._close("PAREN")
            return inner
        if kind == "FUNC" and subtype == "OPEN":
            return self._call(value)
        if kind == "OPERAND":
            return _operand(subtype, value)
        raise NotComputableError(self._formula)

    def _call(self, value: str) -> Tree:
        arguments: list[Tree | None] = []
        while not self._is_closed("FUNC"):
            if self.kind == "SEP":
                arguments.append(None)
            else:
                arguments.append(self.expression(0))
            if self.kind == "SEP":
                self._take()
                if self._is_closed("FUNC"):
                    arguments.append(None)
            elif not self._is_closed("FUNC"):
                raise NotComputableError(self._formula)
        self._close("FUNC")
        return Call(value.rstrip("(").upper().removeprefix("_XLFN."), tuple(arguments))

    def _is_closed(self, kind: str) -> bool:
        return self.kind == kind and self._tokens[self._at].subtype == "CLOSE"

    def _close(self, kind: str) -> None:
        if not self._is_closed(kind):
            raise NotComputableError(self._formula)
        self._take()


def _operand(subtype: str, value: str) -> Tree:
    if subtype == "NUMBER":
        return Constant(Decimal(value))
    if subtype == "TEXT":
        return Constant(value[1:-1].replace('""', '"'))
    if subtype == "LOGICAL":
        return Constant(value.upper() == "TRUE")
    if subtype == "RANGE":
        sheet, rest = split_sheet(value)
        area = parse_area(rest)
        if "[" in value or (":" in sheet and area):
            raise NotComputableError(value)
        return Reference(sheet, area) if area else Name(value)
    raise NotComputableError(value)
