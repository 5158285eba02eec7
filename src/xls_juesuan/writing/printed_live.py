"""Relations over printed figures as formulas: what rounding leaves possible is judged live.

It knows how ``audit.printed_judgement`` judges, and writes the same as formulas that count the
figures which stand in the cells now: each may be off by less than half its last digit. It
refuses to know lines of sheets. Amounts are in yuan.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.audit.printed_judgement import Truth
from xls_juesuan.audit.printed_judgement import judge
from xls_juesuan.declarations.relation.excel import COMPARISONS
from xls_juesuan.declarations.relation.linear import linear_form
from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.declarations.relation.measure import measure
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import FactCount
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import FaultCount
from xls_juesuan.declarations.relation.nodes import Junction
from xls_juesuan.declarations.relation.nodes import Negation
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import Threshold
from xls_juesuan.declarations.relation.nodes import Yuan
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.findings import Outcome
from xls_juesuan.messages.audit import TOO_COARSE
from xls_juesuan.messages.labels import OUTCOMES
from xls_juesuan.money import FEN_PER_YUAN
from xls_juesuan.writing.content import Values
from xls_juesuan.writing.live import Judge
from xls_juesuan.writing.live import LiveCheck
from xls_juesuan.writing.live import Side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.declarations.relation.excel import FormulaWriter
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import TableCell

#: One fen in yuan, by which the open end of a rounding falls short of half a digit.
_FEN = "0.01"
#: Decimals of a difference in yuan, and of one that is compared with fen of its own.
_YUAN_DECIMALS, _FINE_DECIMALS = 2, 4


class NotLinearError(ValueError):
    """A relation whose cells are multiplied or compared within it: no formula is written."""


@dataclass(frozen=True)
class Leeway:
    """How far rounding may carry a difference (left less right) of printed figures.

    Attributes:
        groups: cells by coefficient and step in fen; only cells that can show a rounded figure.
        has_others: whether exact amounts go into the difference beside the cells.
    """

    groups: Mapping[tuple[Fraction, int], tuple[Cell, ...]]
    has_others: bool

    @cached_property
    def is_plain(self) -> bool:
        """Whether half a digit a figure, less one fen, is the exact border on both sides.

        So it is where every figure counts once, all in equal steps, and nothing else goes in:
        the difference is then a whole number of steps, and the open ends of fewer figures than
        half a step has fen make no step.
        """
        steps = {step for _, step in self.groups}
        figures = sum(map(len, self.groups.values()))
        return (
            not self.has_others
            and all(abs(coefficient) == 1 for coefficient, _ in self.groups)
            and all(figures < step // 2 for step in steps)
            and len(steps) <= 1
        )

    def halves(self, formulas: FormulaWriter) -> str:
        """Write half a digit for each figure that is there now, in yuan."""
        by_step: defaultdict[int, list[Cell]] = defaultdict(list)
        for (_, step), cells in self.groups.items():
            by_step[step].extend(cells)
        parts = [f"{_half(step)}*({formulas.count(cells)})" for step, cells in by_step.items()]
        return "+".join(parts) or "0"

    def bound(self, formulas: FormulaWriter, sign: int) -> str:
        """Write how far rounding may carry the exact difference below (-1) or above (1)."""
        parts = []
        for (coefficient, step), cells in self.groups.items():
            is_low = (coefficient > 0) == (sign < 0)
            closed = formulas.count(cells, "<=" if is_low else ">=")
            text = f"{_half(step)}*({formulas.count(cells)})-{_FEN}*({closed})"
            size = abs(coefficient)
            factor = "" if size == 1 else f"{float(size)!r}*"
            parts.append(f"{factor}({text})")
        return "+".join(parts) or "0"


class PrintedFormulas:
    """Writes conditions over printed figures.

    Args:
        world: the tables as printed; says which cells there are and how they are rounded.
        formulas: writer of formulas for the sheet on which the conditions stand.
        steps: cells whose exact figure may be farther than their last digit says, with the
            step in fen that they are taken for.
    """

    def __init__(
        self,
        world: TableSet,
        formulas: FormulaWriter,
        steps: Mapping[CellKey, int] | None = None,
    ) -> None:
        self._world = world
        self._formulas = formulas
        self._steps = steps or {}

    def leeway(self, condition: Comparison) -> Leeway:
        """Find which rounded figures go into the difference of a comparison.

        Raises:
            NotLinearError: it is no sum of cells.
        """
        apart = Arithmetic("-", condition.left, condition.right)
        form = linear_form(apart, self._world)
        if form is None:
            raise NotLinearError
        groups: defaultdict[tuple[Fraction, int], list[Cell]] = defaultdict(list)
        is_amount = measure(condition.left, condition.right) is Measure.AMOUNT
        others = form.constant != 0 or not is_amount
        for cell, coefficient in form.coefficients.items():
            found = self._cell(cell)
            if found is None:
                continue
            step = self._steps.get(found.key, found.step)
            if step > 1:
                groups[Fraction(coefficient), step].append(cell)
            others = others or step == 1 or step != found.step
        others = others or any(_is_other(part) for part in walk(apart))
        return Leeway({key: tuple(cells) for key, cells in groups.items()}, others)

    def allowed(self, condition: Comparison) -> Side | None:
        """Give the largest difference in yuan that rounding explains, where there is one.

        Raises:
            NotLinearError: the comparison is no sum of cells.
        """
        leeway = self.leeway(condition)
        if not leeway.groups or not leeway.is_plain:
            return None
        fen = sum(
            step // 2 * sum(map(self._is_shown, cells))
            for (_, step), cells in leeway.groups.items()
        )
        return Side(self._allowed(leeway), max(0, fen - 1) / FEN_PER_YUAN)

    def may_hold(self, node: Node, difference: str = "", allowed: str = "") -> str:
        """Write the condition that exact figures behind the printed ones can satisfy a node.

        Args:
            node: a condition.
            difference: name of the cell with the difference, of a comparison.
            allowed: name of the cell with what rounding explains of it.

        Raises:
            NotLinearError: a comparison in it is no sum of cells.
        """
        return self._write(node, difference, allowed, is_sure=False)

    def must_hold(self, node: Node) -> str:
        """Write the condition that all exact figures behind the printed ones satisfy a node.

        Raises:
            NotLinearError: a comparison in it is no sum of cells.
        """
        return self._write(node, "", "", is_sure=True)

    def _write(self, node: Node, difference: str, allowed: str, *, is_sure: bool) -> str:
        match node:
            case Comparison():
                return self._comparison(node, difference, allowed, is_sure=is_sure)
            case Junction(operator, parts):
                joined = ",".join(self._write(part, "", "", is_sure=is_sure) for part in parts)
                return f"{operator.upper()}({joined})"
            case Negation(part):
                return f"NOT({self._write(part, '', '', is_sure=not is_sure)})"
            case _:
                return self._formulas.condition(node)

    def _comparison(self, node: Comparison, difference: str, allowed: str, *, is_sure: bool) -> str:
        leeway = self.leeway(node)
        if not leeway.groups:
            if difference:
                return f"{difference}{COMPARISONS[node.operator]}0"
            return self._formulas.condition(node)
        if not leeway.is_plain:
            return self._exact(node, leeway, is_sure=is_sure)
        apart = difference or self._apart(node)
        halves, most = self._halves(leeway), allowed or self._allowed(leeway)
        match node.operator:
            case "==":
                return f"AND({halves}=0,{apart}=0)" if is_sure else f"ABS({apart})<={most}"
            case "!=":
                return f"ABS({apart})>{most}" if is_sure else f"OR({halves}>0,{apart}<>0)"
            case "<=":
                return f"{apart}<=-({halves})" if is_sure else f"{apart}<={most}"
            case ">=":
                return f"{apart}>={halves}" if is_sure else f"{apart}>=-{most}"
            case "<":
                return f"{apart}<-{most}" if is_sure else f"{apart}<{halves}"
            case _:
                return f"{apart}>{most}" if is_sure else f"{apart}>-({halves})"

    def _exact(self, node: Comparison, leeway: Leeway, *, is_sure: bool) -> str:
        """Compare with both ends of what the difference may be."""
        apart = self._apart(node, _FINE_DECIMALS)
        low = f"ROUND({apart}-({leeway.bound(self._formulas, -1)}),{_FINE_DECIMALS})"
        high = f"ROUND({apart}+{leeway.bound(self._formulas, 1)},{_FINE_DECIMALS})"
        match node.operator:
            case "==":
                return f"AND({low}=0,{high}=0)" if is_sure else f"AND({low}<=0,{high}>=0)"
            case "!=":
                return f"OR({low}>0,{high}<0)" if is_sure else f"OR({low}<>0,{high}<>0)"
            case "<=" | "<" as operator:
                return f"{high if is_sure else low}{operator}0"
            case operator:
                return f"{low if is_sure else high}{operator}0"

    def _apart(self, node: Comparison, decimals: int = _YUAN_DECIMALS) -> str:
        left, right = (
            self._formulas.yuan_amount(side, decimals) for side in (node.left, node.right)
        )
        return f"ROUND({left}-{right},{decimals})"

    def _halves(self, leeway: Leeway) -> str:
        return leeway.halves(self._formulas)

    def _allowed(self, leeway: Leeway) -> str:
        return f"MAX(0,{self._halves(leeway)}-{_FEN})"

    def _is_shown(self, cell: Cell) -> bool:
        return (self._world.figure(cell.table, cell.row, cell.column) or (0, 1))[1] > 1

    def _cell(self, cell: Cell) -> TableCell | None:
        table = self._world.table(cell.table)
        return table.cell(cell.row, cell.column) if table else None


def _half(step: int) -> str:
    """Half a step of fen, in yuan."""
    return f"{step // 2 / FEN_PER_YUAN:.10g}"


def _is_other(node: Node) -> bool:
    """Whether a leaf brings an amount other than a cell's into a difference."""
    return isinstance(node, FactSum | FactCount | FaultCount | Stated | Threshold | Yuan)


class PrintedJudge(Judge):
    """Turns checks of a document whose figures are printed rounded into formulas.

    Their outcomes now are those of the audit, which judges alike.

    Args:
        world: the tables as printed.
        formulas: writer of formulas for the 核对 sheet.
        steps: see :class:`PrintedFormulas`; only for relations that the audit let pass so.
    """

    shows_leeway = True

    def __init__(
        self,
        world: TableSet,
        formulas: FormulaWriter,
        steps: Mapping[CellKey, int] | None = None,
    ) -> None:
        super().__init__(world, formulas, Values.EXACT)
        self._tables = world
        self._plain = PrintedFormulas(world, formulas)
        self._widened = PrintedFormulas(world, formulas, steps) if steps else self._plain
        self._wide_steps = steps or {}

    def live(self, check: Check) -> LiveCheck:
        """Give the sides of a check; one for which no formula can be written stays as it is."""
        is_open = check.outcome is Outcome.NOT_CHECKABLE and check.reason == TOO_COARSE
        if is_open:
            # The figures leave open whether it applies; the formula can still tell.
            check = replace(check, outcome=Outcome.FAILED)
        live = super().live(check)
        if not live.is_live:
            return live
        outcome = Outcome.NOT_CHECKABLE if is_open else check.outcome
        try:
            self._plain.must_hold(check.condition)
            if check.when is not None:
                self._plain.must_hold(check.when)
        except NotLinearError:
            return replace(live, outcome=outcome, is_live=False)
        return replace(live, outcome=outcome)

    def allowed(self, live: LiveCheck) -> Side | None:
        """Give the largest difference in yuan that rounding explains, where there is one."""
        condition = live.check.condition
        if not live.is_live or not isinstance(condition, Comparison):
            return None
        return self._formulas_of(live.check).allowed(condition)

    def _formulas_of(self, check: Check) -> PrintedFormulas:
        """Choose how precisely totals are known: what was let pass is judged so from now on."""
        is_let_pass = check.outcome is Outcome.PASSED and not self._wide_steps.keys().isdisjoint(
            check.cells
        )
        if is_let_pass and judge(check.condition, self._tables) is Truth.FAILS:
            return self._widened
        return self._plain

    def result_formula(self, live: LiveCheck, difference: str, allowed: str = "") -> str:
        """Write the formula of the result.

        Args:
            live: the check.
            difference: name of the cell that holds the difference.
            allowed: name of the cell that holds what rounding explains of it.
        """
        check, passed, failed = live.check, *map(_word, (Outcome.PASSED, Outcome.FAILED))
        may_hold = self._formulas_of(check).may_hold(check.condition, difference, allowed)
        if check.when is None:
            formula = f"IF({may_hold},{passed},{failed})"
        else:
            applies = self._plain.may_hold(check.when)
            is_sure = self._plain.must_hold(check.when)
            failed = f"IF({is_sure},{failed},{_word(Outcome.NOT_CHECKABLE)})"
            formula = f"IF({may_hold},{passed},{failed})"
            formula = f"IF({applies},{formula},{_word(Outcome.NOT_APPLICABLE)})"
        return f"IFERROR({formula},{_word(Outcome.NOT_APPLICABLE)})" if live.divides else formula


def _word(outcome: Outcome) -> str:
    return f'"{OUTCOMES[outcome]}"'
