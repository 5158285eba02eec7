"""The same world with some figures read differently: as printed, corrected, or less precise.

It knows which question gets another answer; it refuses to know why it is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import round_half_away

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from xls_juesuan.declarations.relation.evaluation import World
    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import RowSet
    from xls_juesuan.model import CellKey
    from xls_juesuan.model import UnitKind


class View:
    """A world that answers as another one does."""

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def unit_kind(self) -> UnitKind:
        """Kind of the unit."""
        return self._world.unit_kind

    def cell(self, table: str, row: str, column: str) -> int:
        """Value of a cell in fen."""
        return self._world.cell(table, row, column)

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


class PrintedWorld(View):
    """Every cell at the value that is printed, still in fen."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._printed: dict[int, int] = {}

    def cell(self, table: str, row: str, column: str) -> int:
        """Printed value of a cell in fen."""
        exact = self._world.cell(table, row, column)
        if exact not in self._printed:
            self._printed[exact] = round_half_away(exact, FEN_PER_PRINTED_STEP)
        return self._printed[exact]


class FiguresWorld(View):
    """Some figures with another printed value and another step.

    Args:
        world: the world that knows all the others.
        find: finds the key of a cell.
        figures: value in fen and step of the figures that are read differently.
    """

    def __init__(
        self,
        world: World,
        find: Callable[[str, str, str], CellKey | None],
        figures: Mapping[CellKey, tuple[int, int]],
    ) -> None:
        super().__init__(world)
        self._find = find
        self._figures = figures

    def cell(self, table: str, row: str, column: str) -> int:
        """Value of a cell in fen."""
        found = self._other(table, row, column)
        return found[0] if found else super().cell(table, row, column)

    def figure(self, table: str, row: str, column: str) -> tuple[int, int] | None:
        """Value of a figure and the step to which it is printed; ``None`` when there is none."""
        return self._other(table, row, column) or super().figure(table, row, column)

    def _other(self, table: str, row: str, column: str) -> tuple[int, int] | None:
        key = self._find(table, row, column)
        return self._figures.get(key) if key else None
