"""What a failed check says beyond its relation: rows, figures, and where money is booked.

It knows which particulars help to find the mistake. It refuses to know how checks are judged.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.audit.between_years import change_text
from xls_juesuan.audit.between_years import figures_of_both_years
from xls_juesuan.audit.scales import IN_YUAN
from xls_juesuan.audit.scales import Scale
from xls_juesuan.audit.share_values import amount_for_share
from xls_juesuan.declarations.parts import part_column
from xls_juesuan.declarations.relation.evaluation import evaluate_amount
from xls_juesuan.declarations.relation.evaluation import evaluate_condition
from xls_juesuan.declarations.relation.evaluation import magnitude
from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.declarations.relation.measure import measure
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import FactCount
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import FaultCount
from xls_juesuan.declarations.relation.nodes import HasStatement
from xls_juesuan.declarations.relation.nodes import IsSaid
from xls_juesuan.declarations.relation.nodes import IsShare
from xls_juesuan.declarations.relation.nodes import Negation
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import UnitIs
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.messages import audit as messages
from xls_juesuan.messages.labels import FUNDINGS
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.money import STEPS_PER_PERCENT
from xls_juesuan.money import format_percent
from xls_juesuan.money import format_points
from xls_juesuan.money import round_half_away

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.audit.instances import AuditTables
    from xls_juesuan.declarations.relation.evaluation import Amount
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.relation.text import TextWriter
    from xls_juesuan.declarations.rules import Pair
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableRow

#: Codes of one name that are proposed; more say nothing.
_MOST_CODES = 3
_FIGURES = Cell | CellSum | FactSum | FactCount | Stated
#: Where the codes of a pair are looked for, and their digits.
_PLACES = {"function": ("general_budget_expenditure", 7), "economic": ("basic_by_economic", 5)}


class Details:
    """Words the particulars of failed checks.

    Args:
        world: what relations can ask about.
        tables: the tables by key.
        writer: reads relations out.
    """

    def __init__(self, world: AuditTables, tables: Mapping[str, Table], writer: TextWriter) -> None:
        self._world = world
        self._tables = tables
        self._writer = writer

    def text(self, rule: Rule, condition: Node, when: Node | None, scale: Scale) -> str:
        """Word them; empty where the relation with both its sides says everything."""
        faults = [part for part in walk(condition) if isinstance(part, FaultCount)]
        if faults:
            return messages.particulars(list(filter(None, map(self._faulty, faults))))
        if isinstance(condition, IsShare):
            return self._share(condition, scale)
        if rule.pair is not None:
            return messages.particulars([*self._strays(rule.pair)])
        changed = figures_of_both_years(condition, when)
        if changed:
            return change_text(changed, self._world, self._writer, scale)
        if isinstance(condition, Comparison):
            is_alone = condition.right == Number(Fraction(0))
            return self._writer.condition(condition, is_duty=True) if is_alone else ""
        return messages.particulars([*self._figures(condition, scale), *self._states(condition)])

    def _faulty(self, fault: FaultCount) -> str:
        table = self._tables[fault.table]
        rows = [
            messages.row_in_text(row.code, row.name.strip()) + self._right(fault, row)
            for row in self._world.faulty_rows(fault.fault, fault.table, fault.argument)
        ]
        if not rows:
            return ""
        fund = FUNDINGS[Funding(fault.argument)] if fault.argument else ""
        return messages.faulty_rows(fault.fault, table.sheet, rows, fund)

    def _right(self, fault: FaultCount, row: TableRow) -> str:
        """Say what a code and a name that do not belong together should likely be."""
        if fault.fault != "misnamed":
            return ""
        name, codes, is_repeated = self._world.right_names(fault.table, row)
        codes = codes if len(codes) <= _MOST_CODES else ()
        # A code that stands twice is the wrong one, if the name has another.
        return messages.right_row("" if codes and is_repeated else name, codes)

    def _figures(self, condition: Node, scale: Scale) -> Iterator[str]:
        """Give every figure of a condition, those that are nothing last and together."""
        figures = dict.fromkeys(part for part in walk(condition) if isinstance(part, _FIGURES))
        values = {part: evaluate_amount(part, self._world) for part in figures}
        for part, value in values.items():
            if value:
                name = self._writer.amount(part)
                yield messages.figure(name, shown_figure(part, value, scale))
        nothing = [part for part, value in values.items() if not value]
        if nothing:
            yield messages.nothing(self._writer.names(nothing), len(nothing))

    def _share(self, node: IsShare, scale: Scale) -> str:
        part, whole = (evaluate_amount(side, self._world) for side in (node.part, node.whole))
        cell = node.cell
        printed, step = self._world.figure(cell.table, cell.row, cell.column) or (0, 1)
        right = round_half_away(Fraction(part) / Fraction(whole) * 100 * STEPS_PER_PERCENT, step)
        told = messages.share_off(
            self._writer.amount(cell),
            _percentage(cell, printed, step),
            shown_figure(node.part, part, scale),
            shown_figure(node.whole, whole, scale),
            _percentage(cell, right, step),
        )
        return told + self._or_amount(node, scale)

    def _or_amount(self, node: IsShare, scale: Scale) -> str:
        """Say what the amount would be that nothing but the percentage speaks for."""
        for part in walk(node):
            if not isinstance(part, Cell) or part == node.cell or not _is_only_here(part):
                continue
            span = amount_for_share(node, part, self._world)
            if span is not None:
                texts = (shown_figure(part, value, scale) for value in span)
                shown = shown_figure(part, evaluate_amount(part, self._world), scale)
                return messages.or_amount(self._writer.amount(part), shown, *texts)
        return ""

    def _states(self, condition: Node) -> Iterator[str]:
        states = (
            part for part in walk(condition) if isinstance(part, HasStatement | IsSaid | UnitIs)
        )
        for part in dict.fromkeys(states):
            holds = evaluate_condition(part, self._world)
            yield self._writer.condition(part if holds else Negation(part))

    def _strays(self, pair: Pair) -> Iterator[str]:
        """Say under which other codes the money of either side of a pair is booked."""
        stated = {"economic": pair.economics, "function": pair.functions}
        for dimension, other in (("economic", "function"), ("function", "economic")):
            codes, partners = stated[dimension], stated[other]
            whole = self._basic({dimension: codes})
            elsewhere = whole - self._basic({dimension: codes, other: partners})
            if not elsewhere:
                continue
            found = {
                messages.row_in_text(row.code, row.name.strip()): self._basic(
                    {dimension: codes, other: (row.code,)}
                )
                for row in self._rows(other)
                if row.code not in partners
            }
            found[messages.OTHER_CODES] = elsewhere - sum(found.values())
            booked = [
                messages.figure(name, IN_YUAN.text(fen)) for name, fen in found.items() if fen
            ]
            yield messages.booked_elsewhere(dimension, list(codes), booked)

    def _rows(self, dimension: str) -> Iterator[TableRow]:
        """Rows of the codes, of the lowest level, that a dimension may take."""
        key, digits = _PLACES[dimension]
        table = self._tables.get(key)
        rows = table.rows if table else ()
        yield from (row for row in rows if len(row.code) == digits)

    def _basic(self, codes: Mapping[str, tuple[str, ...]]) -> int:
        criteria = (
            ("flow", (str(Flow.EXPENDITURE),)),
            ("item", (str(Item.BASIC),)),
            ("funding", (str(Funding.GENERAL_BUDGET),)),
            *codes.items(),
        )
        return self._world.fact_sum(tuple(sorted(criteria)))


def shown_figure(node: Node, value: Amount, scale: Scale = IN_YUAN) -> str:
    """Write the value of a figure; a change with its direction in words."""
    unit = measure(node)
    if not is_directed(node) or not value:
        return shown_amount(value, unit, scale)
    size = shown_amount(magnitude(value), unit, scale)
    return messages.directed(size, is_rate=unit is Measure.PERCENT, is_less=value < 0)


def is_directed(node: Node) -> bool:
    """Whether a figure is a change, which has a direction."""
    found = part_column(node.table, node.column) if isinstance(node, Cell) else None
    return found is not None and found.is_directed


def _is_only_here(cell: Cell) -> bool:
    found = part_column(cell.table, cell.column)
    return found is not None and found.is_only_here


def _percentage(cell: Cell, value: int, step: int) -> str:
    if not is_directed(cell) or not value:
        return format_percent(value, step)
    return messages.directed(format_percent(abs(value), step), is_rate=True, is_less=value < 0)


def shown_amount(value: Amount, unit: Measure, scale: Scale = IN_YUAN) -> str:
    """Write a value with its unit, counts and ratios as they are."""
    match unit:
        case Measure.AMOUNT:
            return scale.text(value)
        case Measure.SCORE:
            return messages.points(format_points(int(value)))
        case Measure.PERCENT:
            return format_percent(value)
        case Measure.MONTH:
            return messages.month(*divmod(int(value), 100))
        case _:
            pass
    return str(value) if _is_whole(value) else format(float(value), ".4g")


def _is_whole(value: int | Fraction) -> bool:
    return isinstance(value, int) or value.denominator == 1
