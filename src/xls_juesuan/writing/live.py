"""Relations on the 核对 sheet: their formulas, and the values these formulas have now.

It knows how a formula rounds and judges, and judges alike in Python, so that what is stored
beside a formula is what the formula gives. Amounts are in yuan here, as messages have them.
It refuses to know lines of sheets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.audit.views import PrintedWorld
from xls_juesuan.declarations.relation.evaluation import compare
from xls_juesuan.declarations.relation.evaluation import evaluate_amount
from xls_juesuan.declarations.relation.excel import COMPARISONS
from xls_juesuan.declarations.relation.excel import EXACT_DECIMALS
from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.declarations.relation.measure import measure
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import HasStatement
from xls_juesuan.declarations.relation.nodes import IsSaid
from xls_juesuan.declarations.relation.nodes import IsShare
from xls_juesuan.declarations.relation.nodes import Junction
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import Negation
from xls_juesuan.declarations.relation.nodes import ShowsZero
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import UnitIs
from xls_juesuan.declarations.relation.nodes import Yuan
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.findings import Outcome
from xls_juesuan.messages.labels import OUTCOMES
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import FEN_PER_YUAN
from xls_juesuan.money import round_half_away
from xls_juesuan.writing.content import Values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.audit.audit import Bound
    from xls_juesuan.audit.audit import Check
    from xls_juesuan.declarations.relation.evaluation import Amount
    from xls_juesuan.declarations.relation.evaluation import World
    from xls_juesuan.declarations.relation.excel import FormulaWriter
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.tables import TableSet

_PRINTED_DECIMALS = 2
#: An amount in yuan has so many decimals fewer than in 万元.
_DECIMALS_OF_WAN = 4
_DECIMALS_OF_YUAN = 2
_YUAN_PER_PRINTED_STEP = FEN_PER_PRINTED_STEP // FEN_PER_YUAN


class PrintedTables(PrintedWorld):
    """The tables as they are printed: what prints as zero is zero to every question."""

    def __init__(self, exact: TableSet) -> None:
        super().__init__(exact)
        self._exact = exact

    def cell(self, table: str, row: str, column: str) -> int:
        """Value of a cell in fen as its sheet shows it; 0 where there is none."""
        found = self._exact.table(table)
        cell = found.cell(row, column) if found else None
        if cell is not None and cell.is_typed:
            return cell.fen
        if cell is not None and cell.rounded is not None:
            return cell.rounded
        return super().cell(table, row, column)

    def fault_count(self, fault: str, table: str, argument: str) -> int:
        """Number of rows of the table that show the fault, as printed."""
        found = self._exact.table(table)
        if fault != "all_zero" or found is None:
            return super().fault_count(fault, table, argument)
        keys = (cell.key for cell in found.cells.values())
        filled = {key.row for key in keys if self.cell(key.table, key.row, key.column)}
        rows = self._exact.rows(table, Kindred("codes"))
        return sum(row not in filled for row in rows)


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


@dataclass(frozen=True, slots=True)
class LiveBound:
    """A sum of printed figures in yuan as a formula, and the most by which it may be off."""

    side: Side
    limit: float
    is_one_sided: bool = False

    @property
    def outcome(self) -> Outcome:
        """Whether it is within its limit now."""
        off = self.side.stored if self.is_one_sided else abs(self.side.stored)
        return Outcome.PASSED if off <= self.limit else Outcome.FAILED


def largest_figure(checks: Iterable[LiveCheck]) -> float:
    """Give the largest figure that relations show, whatever its sign."""
    return max(
        (
            abs(figure)
            for check in checks
            for figure in (
                check.left.stored if check.left else 0.0,
                check.right.stored if check.right else 0.0,
                check.difference or 0.0,
            )
        ),
        default=0.0,
    )


class Judge:
    """Turns checks into formulas and judges them as the formulas do.

    Args:
        world: the exact figures.
        formulas: writer of formulas for the 核对 sheet.
        values: how figures stand in the tables.
    """

    #: Whether what rounding explains is written beside each relation.
    shows_leeway = False

    def __init__(self, world: TableSet, formulas: FormulaWriter, values: Values) -> None:
        self._is_printed = values is Values.ROUNDED
        self._parts = frozenset(part.key for part in world.parts)
        self._world: World = PrintedTables(world) if self._is_printed else world
        self._formulas = formulas
        self._decimals = _PRINTED_DECIMALS if self._is_printed else EXACT_DECIMALS
        self._yuan_decimals = self._decimals - _DECIMALS_OF_WAN
        self._dividing: dict[str, bool] = {}

    def bound(self, bound: Bound) -> LiveBound:
        """Give the formula of what settles a finding."""
        decimals = EXACT_DECIMALS - _DECIMALS_OF_WAN
        fen = round_half_away(evaluate_amount(bound.amount, self._world))
        side = Side(self._formulas.yuan_amount(bound.amount, decimals), fen / FEN_PER_YUAN)
        return LiveBound(side, bound.limit / FEN_PER_YUAN, bound.is_one_sided)

    def live(self, check: Check) -> LiveCheck:
        """Judge a check and give its sides."""
        if check.outcome is Outcome.NOT_CHECKABLE:
            return LiveCheck(check, check.outcome)
        if self._is_beside_tables(check):
            return _fixed(check)
        try:
            return self._live(check)
        except ZeroDivisionError:
            return LiveCheck(check, Outcome.NOT_APPLICABLE)

    def _live(self, check: Check) -> LiveCheck:
        applies = self._applies(check)
        if applies and check.outcome is Outcome.NOT_APPLICABLE:
            return LiveCheck(check, check.outcome)
        if not isinstance(check.condition, Comparison):
            return LiveCheck(
                check,
                self._outcome(self._holds(check.condition), applies=applies),
                is_live=True,
                divides=self._divides(check),
            )
        sides = check.condition.left, check.condition.right
        left, right = (self._steps(value, check.measure) for value in self._amounts(check))
        decimals = self._yuan_decimals if check.measure is Measure.AMOUNT else EXACT_DECIMALS
        stored = [_in_units(steps, decimals) for steps in (left, right, left - right)]
        formulas = [self._side(side, check.measure) for side in sides]
        return LiveCheck(
            check,
            self._outcome(_within(check, left - right, self.leeway(check)), applies=applies),
            Side(formulas[0], stored[0]),
            Side(formulas[1], stored[1]),
            stored[2],
            decimals,
            is_live=True,
            divides=self._divides(check),
        )

    def _is_beside_tables(self, check: Check) -> bool:
        """Whether figures are concerned that stand in no sheet of the workbook."""
        return bool(self._parts) and any(
            isinstance(node, IsSaid | IsShare | ShowsZero)
            or (isinstance(node, Cell | CellSum) and node.table in self._parts)
            for condition in (check.condition, check.when)
            if condition is not None
            for node in walk(condition)
        )

    def _divides(self, check: Check) -> bool:
        """Whether a division stands in the relation, the same for all rows and columns."""
        code = check.rule.code
        if code not in self._dividing:
            parts = [*walk(check.condition), *(walk(check.when) if check.when else ())]
            self._dividing[code] = any(
                isinstance(part, Arithmetic) and part.operator == "/" for part in parts
            )
        return self._dividing[code]

    def _applies(self, check: Check) -> bool:
        if check.when is None:
            return True
        return self._is_judged(check) or self._holds(check.when)

    def _is_judged(self, check: Check) -> bool:
        """Whether the audit, which looks at exact figures, has evaluated the check already."""
        return not self._is_printed and check.outcome is not Outcome.NOT_APPLICABLE

    def _amounts(self, check: Check) -> tuple[Amount, Amount]:
        left, right = check.left_value, check.right_value
        if self._is_judged(check) and left is not None and right is not None:
            return left, right
        assert isinstance(check.condition, Comparison)  # noqa: S101 - the caller looked
        return (
            evaluate_amount(check.condition.left, self._world),
            evaluate_amount(check.condition.right, self._world),
        )

    def leeway(self, check: Check) -> int:
        """Printed steps by which the sides may differ because each figure is rounded alone.

        Each is off by half a step at most, and never are all of them: none where figures are
        exact, or where one figure stands against one other.
        """
        if not self._is_printed or check.measure is not Measure.AMOUNT:
            return 0
        figures = sum(self._figures(side) for side in (check.left, check.right) if side)
        return max(figures - 1, 0) // 2

    def _figures(self, side: Node) -> int:
        """Count the figures of one side that are rounded on their own."""
        cells = sum(
            len(self._world.rows(part.table, part.rows))
            if isinstance(part, CellSum)
            else isinstance(part, Cell)
            for part in walk(side)
        )
        # What is no cell is rounded once, as a whole.
        return cells + any(isinstance(part, FactSum | Stated | Yuan) for part in walk(side))

    def allowed(self, live: LiveCheck) -> Side | None:  # noqa: ARG002 - others look at it
        """Give the largest difference in yuan that rounding explains, where there is one."""
        return None

    def result_formula(self, live: LiveCheck, difference: str, allowed: str = "") -> str:  # noqa: ARG002 - likewise
        """Write the formula of the result.

        Args:
            live: the check.
            difference: name of the cell that holds the difference.
            allowed: name of the cell that holds what rounding explains of it.
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
            return f"{difference}{COMPARISONS[operator]}0"
        # Half a step more than the leeway keeps binary noise away from the border.
        border = f"{(2 * leeway + 1) * _YUAN_PER_PRINTED_STEP // 2}"
        match operator:
            case "==":
                return f"ABS({difference})<{border}"
            case "<=" | "<":
                return f"{difference}<{border}"
            case _:
                return f"{difference}>-{border}"

    def _steps(self, value: Amount, unit: Measure) -> int:
        """Round to steps: of fen or of printed figures; of a millionth for counts and ratios."""
        if unit is not Measure.AMOUNT:
            return round_half_away(value * 10**EXACT_DECIMALS)
        step = FEN_PER_PRINTED_STEP if self._is_printed else 1
        return round_half_away(value, step) // step

    def _side(self, node: Node, unit: Measure) -> str:
        if unit is Measure.AMOUNT:
            return self._formulas.yuan_amount(node, self._yuan_decimals)
        return self._formulas.rounded_amount(node)

    def _outcome(self, holds: bool, *, applies: bool) -> Outcome:  # noqa: FBT001 - a truth value
        if not applies:
            return Outcome.NOT_APPLICABLE
        return Outcome.PASSED if holds else Outcome.FAILED

    def _holds(self, node: Node) -> bool:
        match node:
            case Comparison(operator, left, right):
                unit = measure(left, right)
                scale = FEN_PER_WAN if unit is Measure.AMOUNT else 1
                exact = evaluate_amount(left, self._world) - evaluate_amount(right, self._world)
                return compare(operator, round_half_away(exact * 10**self._decimals, scale))
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


def _fixed(check: Check) -> LiveCheck:
    """A relation that no formula can state, with the amounts that were compared."""
    left, right = check.left_value, check.right_value
    is_judged = check.outcome in {Outcome.PASSED, Outcome.FAILED}
    if not is_judged or check.measure is not Measure.AMOUNT or left is None or right is None:
        return LiveCheck(check, check.outcome)
    fen = [round_half_away(value) for value in (left, right)]
    found, wanted = (Side(repr(value / FEN_PER_YUAN), value / FEN_PER_YUAN) for value in fen)
    apart = (fen[0] - fen[1]) / FEN_PER_YUAN
    return LiveCheck(check, check.outcome, found, wanted, apart, _DECIMALS_OF_YUAN)


def _in_units(steps: int, decimals: int) -> float:
    return steps / 10**decimals if decimals >= 0 else float(steps * 10**-decimals)


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
