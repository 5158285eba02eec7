"""Relations → what they ask of figures: linear conditions joined by *and* and *or*.

It knows how a rule's relation, bound to every row and column it is repeated for, becomes
linear; it refuses to know solvers. Whatever is no cell of a table (facts, counts, figures of
the supplement, statements) becomes an unknown of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.audit.instances import find_instances
from xls_juesuan.audit.instances import is_of_other_rows
from xls_juesuan.declarations.relation.linear import linear_form
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
from xls_juesuan.declarations.relation.nodes import Junction
from xls_juesuan.declarations.relation.nodes import Negation
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import ShowsZero
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import UnitIs
from xls_juesuan.declarations.relation.nodes import bind
from xls_juesuan.declarations.relation.nodes import rebuild
from xls_juesuan.declarations.relation.nodes import walk

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.rule import Rule
    from xls_juesuan.tables import TableSet

#: Stands for the table of an unknown that is no cell.
OUTSIDE = "#"
_ZERO = Number(Fraction(0))
_OPPOSITES = {"==": "!=", "!=": "==", "<=": ">", ">=": "<", "<": ">=", ">": "<="}


@dataclass(frozen=True, slots=True)
class Atom:
    """The sum of coefficient × unknown, plus ``constant``, is 0; or ``at_most`` 0, or less.

    ``is_strict`` goes with ``at_most``: then 0 is too much already.
    """

    coefficients: tuple[tuple[Cell, Fraction], ...]
    constant: Fraction
    at_most: bool = False
    is_strict: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; without parts it always does."""

    parts: tuple[Formula, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """One part at least holds; without parts it never does."""

    parts: tuple[Formula, ...] = ()


@dataclass(frozen=True, slots=True)
class Open:
    """What is not linear, and so is not judged."""


Formula = Atom | All | Any | Open
ALWAYS, NEVER, OPEN = All(), Any(), Open()


class Formulas:
    """Turns rules into formulas over the cells of some tables.

    Args:
        tables: the tables.
        unit_kind: kind of the unit, which decides conditions about it.
    """

    def __init__(self, tables: TableSet, unit_kind: str) -> None:
        self._world = tables
        self._tables = {
            table.key: table for table in (*tables.tables, *tables.parts, *tables.comparatives)
        }
        self._unit_kind = unit_kind

    def of_rule(self, rule: Rule) -> tuple[Formula, ...]:
        """What a rule asks, once for each row and column; nothing where it does not apply."""
        if rule.relation is None or not self._is_printed(rule):
            return ()
        wanted = rule.relation
        if rule.when is not None:
            wanted = Junction("or", (Negation(rule.when), wanted))
        return self._instances(rule, wanted)

    def of_condition(self, rule: Rule) -> tuple[Formula, ...]:
        """When a rule applies, once for each row and column."""
        if rule.when is None or not self._is_printed(rule):
            return ()
        return self._instances(rule, rule.when)

    def _is_printed(self, rule: Rule) -> bool:
        """Whether the tables have every column and row that a rule speaks of."""
        if is_of_other_rows(rule, self._world):
            return False
        bound = [
            bind(part, column=column)
            for node in (rule.relation, rule.when)
            if node is not None
            for part in walk(node)
            if isinstance(part, Cell | CellSum)
            for column in rule.columns or ("",)
        ]
        return all(
            part.table in self._tables and part.column in self._tables[part.table].column_by_key
            for part in bound
            if isinstance(part, Cell | CellSum)
        )

    def _instances(self, rule: Rule, node: Node) -> tuple[Formula, ...]:
        return tuple(
            self._formula(bind(node, row=row, column=column), is_so=True)
            for row, column in find_instances(rule, self._world, self._tables)
        )

    def _formula(self, node: Node, *, is_so: bool) -> Formula:
        match node:
            case Junction(operator, parts):
                found = tuple(self._formula(part, is_so=is_so) for part in parts)
                return _all(found) if (operator == "and") is is_so else _any(found)
            case Negation(part):
                return self._formula(part, is_so=not is_so)
            case Comparison(operator, left, right):
                wanted = operator if is_so else _OPPOSITES[operator]
                return self._comparison(wanted, Arithmetic("-", left, right))
            case ShowsZero(part):
                return self._comparison("==" if is_so else "!=", part)
            case UnitIs(kinds):
                return ALWAYS if (self._unit_kind in kinds) is is_so else NEVER
            case HasStatement() | IsSaid():
                return self._comparison(">" if is_so else "<=", _outside(node))
            case _:
                return OPEN

    def _comparison(self, operator: str, apart: Node) -> Formula:
        """Compare an amount with nothing."""
        match apart:
            case Arithmetic("-", Call("abs", (inner,)), limit) if operator in {"<=", "<"}:
                below = self._comparison(operator, Arithmetic("-", inner, limit))
                minus = Arithmetic("-", _ZERO, inner)
                return _all((below, self._comparison(operator, Arithmetic("-", minus, limit))))
            case _:
                pass
        form = self._linear(apart)
        if form is None:
            return OPEN
        match operator:
            case "==":
                return _atom(form, 1, at_most=False)
            case "!=":
                return _any((_atom(form, 1, is_strict=True), _atom(form, -1, is_strict=True)))
            case "<=" | "<":
                return _atom(form, 1, is_strict=operator == "<")
            case _:
                return _atom(form, -1, is_strict=operator == ">")

    def _linear(self, node: Node) -> tuple[Mapping[Cell, Fraction], Fraction] | None:
        try:
            form = linear_form(rebuild(node, _named_outside), self._world)
        except ZeroDivisionError:
            return None
        if form is None:
            return None
        known: dict[Cell, Fraction] = {}
        for cell, coefficient in form.coefficients.items():
            unknown = self._unknown(cell)
            if unknown is not None:
                known[unknown] = known.get(unknown, Fraction(0)) + coefficient
        return {cell: k for cell, k in known.items() if k}, Fraction(form.constant)

    def _unknown(self, cell: Cell) -> Cell | None:
        """The cell by its keys; ``None`` where the tables have no such cell, which is nothing."""
        if cell.table == OUTSIDE:
            return cell
        table = self._tables.get(cell.table)
        found = table.cell(cell.row, cell.column) if table else None
        return Cell(found.key.table, found.key.row, found.key.column) if found else None


def atoms_of(formula: Formula) -> Iterator[Atom]:
    """Every linear condition in a formula."""
    if isinstance(formula, Atom):
        yield formula
    elif isinstance(formula, All | Any):
        for part in formula.parts:
            yield from atoms_of(part)


def cells_of(formulas: Iterable[Formula]) -> frozenset[Cell]:
    """Cells of tables that formulas speak of."""
    return frozenset(
        cell
        for formula in formulas
        for atom in atoms_of(formula)
        for cell, _ in atom.coefficients
        if cell.table != OUTSIDE
    )


def is_judged(formula: Formula) -> bool:
    """Whether something linear stands in a formula, or it is plain without figures."""
    return not isinstance(formula, Open)


def has_figures(formula: Formula) -> bool:
    """Whether a formula asks something of figures."""
    return any(True for _ in atoms_of(formula))


def asks_for_nothing(formula: Formula) -> bool:
    """Whether a formula says in so many words that figures are nothing."""
    if not isinstance(formula, Atom) or formula.constant or formula.is_strict:
        return False
    signs = {k > 0 for _, k in formula.coefficients}
    return signs == {True} or (not formula.at_most and len(signs) == 1)


def _atom(
    form: tuple[Mapping[Cell, Fraction], Fraction],
    sign: int,
    *,
    at_most: bool = True,
    is_strict: bool = False,
) -> Formula:
    coefficients, constant = form
    if not coefficients:
        value = sign * constant
        is_so = (value < 0 if is_strict else value <= 0) if at_most else value == 0
        return ALWAYS if is_so else NEVER
    scaled = tuple((cell, sign * k) for cell, k in coefficients.items())
    return Atom(scaled, sign * constant, at_most, is_strict)


def _outside(node: Node) -> Cell:
    return Cell(OUTSIDE, repr(node))


def _named_outside(node: Node) -> Node:
    if isinstance(node, FactSum | FactCount | FaultCount | Stated):
        return _outside(node)
    return node


def _all(parts: tuple[Formula, ...]) -> Formula:
    """Join what must hold together; what is not judged asks nothing."""
    kept: list[Formula] = []
    for part in parts:
        if part == NEVER:
            return NEVER
        if isinstance(part, All):
            kept.extend(part.parts)
        else:
            kept.append(part)
    return kept[0] if len(kept) == 1 else All(tuple(kept))


def _any(parts: tuple[Formula, ...]) -> Formula:
    """Join alternatives; one that is not judged may be the one that holds."""
    if ALWAYS in parts:
        return ALWAYS
    if any(_is_open(part) for part in parts):
        return OPEN
    kept = tuple(part for part in parts if part != NEVER)
    return kept[0] if len(kept) == 1 else Any(kept)


def _is_open(part: Formula) -> bool:
    return isinstance(part, Open) or (isinstance(part, All) and any(map(_is_open, part.parts)))
