"""Checks of printed tables → the joint document: every figure and every linear relation.

It knows which checks say something that must hold of the figures alone. It refuses to know how
contradictions are found.
"""

from __future__ import annotations

from collections import defaultdict
from math import lcm
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.document import Document
from xls_juesuan.audit.joint.document import Figure
from xls_juesuan.audit.joint.document import Linear
from xls_juesuan.declarations.relation.linear import is_fixed
from xls_juesuan.declarations.relation.linear import linear_form
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import of_last_year
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.audit.instances import AuditTables
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell

#: Families of rules that say how figures hang together; the others say how money may be spent,
#: and who breaks them has not mistyped anything.
_FAMILIES = frozenset("FTLNA")
_JUDGED = (Outcome.PASSED, Outcome.FAILED)


def joint_document(world: AuditTables, checks: Sequence[Check]) -> Document:
    """Bring all linear relations between printed figures together.

    Left out is what may be broken rightly (warnings), what only applies if figures are right
    (conditions on figures), and percentages, which are checked one by one: some are made from
    rounded figures.

    Args:
        world: the tables that the checks were made on.
        checks: all checks; relations name theirs by its place here.
    """
    figures = _figures(world)
    places = _Places(world, figures)
    relations: list[Linear] = []
    texts: dict[int, str] = {}
    for number, check in enumerate(checks):
        if is_joint(check.rule) and check.outcome in _JUDGED:
            linear = _linear(check, number, world, places)
            if linear and linear.terms:
                relations.append(linear)
                texts[number] = " ".join(filter(None, (check.rule.code, check.row, check.column)))
    return Document(figures, tuple(relations), texts)


def is_joint(rule: Rule) -> bool:
    """Whether figures that break a rule cannot all be right."""
    return (
        rule.severity is Severity.ERROR
        and rule.code[0] in _FAMILIES
        and isinstance(rule.relation, Comparison)
        and rule.relation.operator in {"==", "<=", ">="}
        and (rule.when is None or is_fixed(rule.when))
    )


class _Places:
    """Finds the number of the figure that a relation names."""

    def __init__(self, world: AuditTables, figures: Sequence[Figure]) -> None:
        self._tables = {table.key: table for table in (*world.tables, *world.parts)}
        self._numbers = {figure.key: number for number, figure in enumerate(figures)}

    def number(self, cell: Cell) -> int | None:
        """Number of the figure; ``None`` where there is no such row: that is nothing."""
        table = self._tables.get(cell.table)
        found = table.cell(cell.row, cell.column) if table else None
        return self._numbers[found.key] if found else None


def _figures(world: AuditTables) -> tuple[Figure, ...]:
    beside = {table.key: table for table in world.comparatives}
    parts = {table.key for table in world.parts}
    return tuple(
        _figure(
            cell,
            beside.get(of_last_year(table.key)),
            is_signed=world.is_signed(cell.key),
            stands_alone=table.key in parts,
        )
        for table in (*world.tables, *world.parts)
        for cell in table.cells.values()
    )


def _figure(
    cell: TableCell, last_year: Table | None, *, is_signed: bool, stands_alone: bool
) -> Figure:
    then = last_year.cell(cell.key.row, cell.key.column) if last_year else None
    return Figure(
        key=cell.key,
        shown=cell.fen,
        step=cell.step,
        is_blank=not cell.is_printed,
        is_signed=is_signed,
        line=cell.line,
        place=cell.place,
        stands_alone=stands_alone,
        last_year=then.fen if then else None,
    )


def _linear(check: Check, number: int, world: AuditTables, places: _Places) -> Linear | None:
    condition = check.condition
    if not isinstance(condition, Comparison):
        return None
    left, right = condition.left, condition.right
    if condition.operator == ">=":
        left, right = right, left
    form = linear_form(Arithmetic("-", left, right), world)
    if form is None:
        return None
    terms: dict[int, int] = defaultdict(int)
    whole = lcm(form.constant.denominator, *(k.denominator for k in form.coefficients.values()))
    for cell, coefficient in form.coefficients.items():
        figure = places.number(cell)
        if figure is not None:
            terms[figure] += int(coefficient * whole)
    return Linear(
        terms=tuple((figure, k) for figure, k in terms.items() if k),
        operator="==" if condition.operator == "==" else "<=",
        constant=int(form.constant * whole),
        check=number,
        is_balance=isinstance(left, Cell) and isinstance(right, Cell),
    )
