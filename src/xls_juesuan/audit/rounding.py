"""Rounding tails (尾差): totals that differ in print from their printed parts, but not in fen.

Every figure is rounded on its own, so printed parts need not add up. Such differences are
gathered into one notice that changes no verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.evaluation import evaluate_amount
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import FactCount
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import FaultCount
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.declarations.rules import Tolerance
from xls_juesuan.findings import Outcome
from xls_juesuan.messages import audit as messages
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import format_wan
from xls_juesuan.money import round_half_away

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.declarations.relation.evaluation import Amount
    from xls_juesuan.declarations.relation.evaluation import World
    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.relation.nodes import RowSet
    from xls_juesuan.model import UnitKind

#: Rounding tails named one by one in the message.
MOST_SHOWN = 12


class PrintedWorld:
    """The same world with every cell at the value that is printed, still in fen."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._printed: dict[int, int] = {}

    @property
    def unit_kind(self) -> UnitKind:
        """Kind of the unit."""
        return self._world.unit_kind

    def cell(self, table: str, row: str, column: str) -> int:
        """Printed value of a cell in fen."""
        exact = self._world.cell(table, row, column)
        if exact not in self._printed:
            self._printed[exact] = round_half_away(exact, FEN_PER_PRINTED_STEP)
        return self._printed[exact]

    def figure(self, table: str, row: str, column: str) -> tuple[int, int] | None:
        """Value of a figure and the step to which it is printed; ``None`` when there is none."""
        return self._world.figure(table, row, column)

    def rows(self, table: str, rows: RowSet) -> tuple[str, ...]:
        """Keys of the rows that exist in the set."""
        return self._world.rows(table, rows)

    def fact_sum(self, criteria: Criteria) -> int:
        """Sum of facts, which are never printed rounded."""
        return self._world.fact_sum(criteria)

    def fact_count(self, criteria: Criteria) -> int:
        """Number of facts."""
        return self._world.fact_count(criteria)

    def fault_count(self, fault: str, table: str, argument: str) -> int:
        """Number of faulty rows."""
        return self._world.fault_count(fault, table, argument)

    def stated(self, key: str) -> int:
        """A figure of the supplement."""
        return self._world.stated(key)

    def has_statement(self, table: str) -> bool:
        """Whether the table prints the statement that it is empty."""
        return self._world.has_statement(table)


def find_rounding_tails(checks: Iterable[Check], world: World) -> Iterator[tuple[Check, str]]:
    """Yield the sums that hold in fen but not in print, with the sentence that says so."""
    printed = PrintedWorld(world)
    seen: set[frozenset[object]] = set()
    for check in checks:
        if not _is_printed_sum(check) or check.left is None or check.right is None:
            continue
        total = evaluate_amount(check.left, printed)
        parts = evaluate_amount(check.right, printed)
        figures = frozenset(check.cells)
        if total != parts and figures not in seen:
            seen.add(figures)
            yield check, messages.rounding_tail(check.text, _wan(total), _wan(parts))


def _wan(amount: Amount) -> str:
    return format_wan(amount) or "0.00"


def _is_printed_sum(check: Check) -> bool:
    return (
        check.outcome is Outcome.PASSED
        and check.tolerance is Tolerance.PARTS
        and check.difference == 0
        and _has_only_cells(check.condition)
    )


def _has_only_cells(condition: Node) -> bool:
    others = FactSum | FactCount | FaultCount | Stated
    parts = list(walk(condition))
    return any(isinstance(part, Cell | CellSum) for part in parts) and not any(
        isinstance(part, others) for part in parts
    )
