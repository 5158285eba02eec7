"""Relations on the 核对 sheet: their formulas, and the values these formulas have now.

It knows how a formula rounds and judges, and judges alike in Python, so that what is stored
beside a formula is what the formula gives. It refuses to know lines of sheets.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.evaluation import compare
from xls_juesuan.declarations.relation.evaluation import evaluate_amount
from xls_juesuan.declarations.relation.excel import EXACT_DECIMALS
from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.declarations.relation.measure import measure
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import HasStatement
from xls_juesuan.declarations.relation.nodes import Junction
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import Negation
from xls_juesuan.declarations.relation.nodes import UnitIs
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.declarations.rules import Tolerance
from xls_juesuan.findings import Outcome
from xls_juesuan.messages.labels import OUTCOMES
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import round_half_away
from xls_juesuan.writing.content import Values

if TYPE_CHECKING:
    from xls_juesuan.audit.audit import Check
    from xls_juesuan.declarations.relation.evaluation import World
    from xls_juesuan.declarations.relation.excel import FormulaWriter
    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.relation.nodes import RowSet
    from xls_juesuan.model import UnitKind
    from xls_juesuan.tables import TableSet

_PRINTED_DECIMALS = 2
_SIGNS = {"==": "=", "!=": "<>", "<=": "<=", ">=": ">=", "<": "<", ">": ">"}


class PrintedWorld:
    """A world whose cells hold what the tables print: each rounded on its own."""

    def __init__(self, exact: TableSet) -> None:
        self._exact = exact
        self._printed = {
            cell.key
            for table in exact.tables
            for cell in table.cells.values()
            if round_half_away(cell.fen, FEN_PER_PRINTED_STEP)
        }

    @property
    def unit_kind(self) -> UnitKind:
        """Kind of the unit."""
        return self._exact.unit_kind

    def cell(self, table: str, row: str, column: str) -> int:
        """Value of a cell in fen, rounded to two decimals of a 万元."""
        return round_half_away(self._exact.cell(table, row, column), FEN_PER_PRINTED_STEP)

    def rows(self, table: str, rows: RowSet) -> tuple[str, ...]:
        """Keys of the rows that exist in the set."""
        return self._exact.rows(table, rows)

    def fact_sum(self, criteria: Criteria) -> int:
        """Sum in fen of the facts that meet the criteria."""
        return self._exact.fact_sum(criteria)

    def fact_count(self, criteria: Criteria) -> int:
        """Number of facts that meet the criteria."""
        return self._exact.fact_count(criteria)

    def fault_count(self, fault: str, table: str, argument: str) -> int:
        """Number of rows of the table that show the fault, as printed."""
        if fault != "all_zero":
            return self._exact.fault_count(fault, table, argument)
        filled = {key.row for key in self._printed if key.table == table}
        rows = self._exact.rows(table, Kindred("codes"))
        return sum(row not in filled for row in rows)

    def stated(self, key: str) -> int:
        """A figure of the supplement."""
        return self._exact.stated(key)

    def has_statement(self, table: str) -> bool:
        """Whether the table prints the statement that it is empty."""
        return self._exact.has_statement(table)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its formula (without =) and its value now."""

    formula: str
    stored: float


@dataclass(frozen=True, slots=True)
class LiveCheck:
    """A relation as formulas; without sides where it is no comparison or not evaluated."""

    check: Check
    outcome: Outcome
    left: Side | None = None
    right: Side | None = None
    difference: float | None = None
    decimals: int = EXACT_DECIMALS
    #: Whether the result is a formula at all.
    is_live: bool = False
    #: Whether a division stands in the relation, so that a zero divisor must be caught.
    divides: bool = False


class Judge:
    """Turns checks into formulas and judges them as the formulas do.

    Args:
        world: the exact figures.
        formulas: writer of formulas for the 核对 sheet.
        values: how figures stand in the tables.
    """

    def __init__(self, world: TableSet, formulas: FormulaWriter, values: Values) -> None:
        self._is_printed = values is Values.ROUNDED
        self._world: World = PrintedWorld(world) if self._is_printed else world
        self._formulas = formulas
        self._decimals = _PRINTED_DECIMALS if self._is_printed else EXACT_DECIMALS

    def live(self, check: Check) -> LiveCheck:
        """Judge a check and give its sides."""
        if check.outcome is Outcome.NOT_CHECKABLE:
            return LiveCheck(check, check.outcome)
        try:
            return self._live(check)
        except ZeroDivisionError:
            return LiveCheck(check, Outcome.NOT_APPLICABLE)

    def _live(self, check: Check) -> LiveCheck:
        applies = check.when is None or self._holds(check.when)
        if applies and check.outcome is Outcome.NOT_APPLICABLE:
            return LiveCheck(check, check.outcome)
        if not isinstance(check.condition, Comparison):
            return LiveCheck(
                check,
                self._outcome(self._holds(check.condition), applies=applies),
                is_live=True,
                divides=_divides(check),
            )
        decimals = self._side_decimals(check)
        left, right = (
            self._units(side, check.measure, decimals)
            for side in (check.condition.left, check.condition.right)
        )
        return LiveCheck(
            check,
            self._outcome(_within(check, left - right, self.leeway(check)), applies=applies),
            self._side(check.condition.left, left, decimals),
            self._side(check.condition.right, right, decimals),
            (left - right) / 10**decimals,
            decimals,
            is_live=True,
            divides=_divides(check),
        )

    def leeway(self, check: Check) -> int:
        """Printed steps by which the sides may differ because each figure is rounded alone.

        None where figures are exact, or where one figure stands against one other.
        """
        if not self._is_printed or check.measure is not Measure.AMOUNT:
            return 0
        if check.tolerance is Tolerance.PARTS:
            return (check.addends + 1) // 2
        figures = [self._figures(side) for side in (check.left, check.right) if side]
        return sum(figures) // 2 if max(figures, default=0) > 1 else 0

    def _figures(self, side: Node) -> int:
        """Count the figures of one side that are rounded on their own."""
        cells = sum(
            len(self._world.rows(part.table, part.rows))
            if isinstance(part, CellSum)
            else isinstance(part, Cell)
            for part in walk(side)
        )
        # A sum of facts is rounded once, as a whole.
        return cells + any(isinstance(part, FactSum) for part in walk(side))

    def result_formula(self, live: LiveCheck, difference: str) -> str:
        """Write the formula of the result.

        Args:
            live: the check.
            difference: name of the cell that holds the difference.
        """
        check = live.check
        if isinstance(check.condition, Comparison):
            condition = self._comparison(check, difference)
        else:
            condition = self._formulas.condition(check.condition, self._decimals)
        passed, failed, not_applicable = (
            f'"{OUTCOMES[outcome]}"'
            for outcome in (Outcome.PASSED, Outcome.FAILED, Outcome.NOT_APPLICABLE)
        )
        formula = f"IF({condition},{passed},{failed})"
        if check.when is not None:
            when = self._formulas.condition(check.when, self._decimals)
            formula = f"IF({when},{formula},{not_applicable})"
        return f"IFERROR({formula},{not_applicable})" if live.divides else formula

    def _comparison(self, check: Check, difference: str) -> str:
        assert isinstance(check.condition, Comparison)  # noqa: S101 - the caller looked
        operator = check.condition.operator
        leeway = self.leeway(check)
        if not leeway:
            return f"{difference}{_SIGNS[operator]}0"
        # Half a step more than the leeway keeps binary noise away from the border.
        border = f"{(leeway + 0.5) / 100:.3f}"
        match operator:
            case "==":
                return f"ABS({difference})<{border}"
            case "<=" | "<":
                return f"{difference}<{border}"
            case _:
                return f"{difference}>-{border}"

    def _side_decimals(self, check: Check) -> int:
        return self._decimals if check.measure is Measure.AMOUNT else EXACT_DECIMALS

    def _units(self, node: Node, unit: Measure, decimals: int) -> int:
        """Evaluate an amount in units of the last decimal the workbook keeps."""
        scale = FEN_PER_WAN if unit is Measure.AMOUNT else 1
        value = Fraction(evaluate_amount(node, self._world))
        return round_half_away(value * 10**decimals / scale)

    def _side(self, node: Node, units: int, decimals: int) -> Side:
        return Side(self._formulas.rounded_amount(node, decimals), units / 10**decimals)

    def _outcome(self, holds: bool, *, applies: bool) -> Outcome:  # noqa: FBT001 - a truth value
        if not applies:
            return Outcome.NOT_APPLICABLE
        return Outcome.PASSED if holds else Outcome.FAILED

    def _holds(self, node: Node) -> bool:
        match node:
            case Comparison(operator, left, right):
                unit = measure(left, right)
                scale = FEN_PER_WAN if unit is Measure.AMOUNT else 1
                exact = Fraction(evaluate_amount(left, self._world)) - Fraction(
                    evaluate_amount(right, self._world)
                )
                return compare(operator, round_half_away(exact * 10**self._decimals / scale))
            case Junction("and", parts):
                return all(self._holds(part) for part in parts)
            case Junction(_, parts):
                return any(self._holds(part) for part in parts)
            case Negation(part):
                return not self._holds(part)
            case UnitIs(kinds):
                return str(self._world.unit_kind) in kinds
            case HasStatement(table):
                return self._world.has_statement(table)
            case _:
                raise TypeError(f"{node} is an amount, not a condition")


def _divides(check: Check) -> bool:
    parts = [*walk(check.condition), *(walk(check.when) if check.when else ())]
    return any(isinstance(part, Arithmetic) and part.operator == "/" for part in parts)


def _within(check: Check, units: int, leeway: int) -> bool:
    assert isinstance(check.condition, Comparison)  # noqa: S101 - the caller looked
    operator = check.condition.operator
    if not leeway:
        return compare(operator, units)
    match operator:
        case "==":
            return abs(units) <= leeway
        case "<=" | "<":
            return units <= leeway
        case _:
            return units >= -leeway
