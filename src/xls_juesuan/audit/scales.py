"""In which unit a sentence of the review gives its amounts: that in which they are printed.

What comes from a ledger is told in yuan. A document prints 万元, 元 or 亿元, table by table; a
sentence about several units takes the smallest, so that it has one. It refuses to know sentences.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.declarations.relation.measure import measure
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.declarations.rules import FACTS
from xls_juesuan.messages.amounts import UNITS
from xls_juesuan.messages.amounts import in_unit
from xls_juesuan.messages.amounts import number_in
from xls_juesuan.model import CellKey
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import FEN_PER_YUAN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from fractions import Fraction

    from xls_juesuan.audit.instances import AuditTables
    from xls_juesuan.declarations.relation.nodes import Node


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit of amount.

    Attributes:
        unit: fen in one.
    """

    unit: int = FEN_PER_YUAN

    def text(self, fen: int | Fraction, step: int = 1) -> str:
        """Write an amount with its unit.

        Args:
            fen: the amount.
            step: fen in one unit of the last digit.
        """
        return in_unit(fen, self.unit, step)

    def roughly(self, fen: int) -> str:
        """Write how far rounding may carry, which is a hair less than a round number."""
        return self.text(fen, max(1, self.unit // 10_000))

    def number(self, fen: int | Fraction) -> str:
        """Write an amount without its unit."""
        return number_in(fen, self.unit)


IN_YUAN = Scale()


class Scales:
    """Finds the units of the figures of one document.

    Args:
        world: the tables.
    """

    def __init__(self, world: AuditTables) -> None:
        self._world = world
        # A program's own workbook holds fen, whatever its cells show of them.
        self._is_exact = FACTS in world.inputs
        usual = Counter(world.fen_per_unit.values()).most_common(1)
        self._usual = Scale(usual[0][0]) if usual and not self._is_exact else IN_YUAN

    def of_nodes(self, *nodes: Node | None) -> Scale:
        """Unit of a sentence about what relations speak of."""
        if self._is_exact:
            return IN_YUAN
        return self._scale(
            unit
            for node in nodes
            for part in (walk(node) if node is not None else ())
            for unit in self._units(part)
        )

    def of_keys(self, keys: Iterable[CellKey]) -> Scale:
        """Unit of a sentence about figures."""
        if self._is_exact:
            return IN_YUAN
        return self._scale(
            unit for key in keys for unit in self._of_place(key.table, key.row, key.column)
        )

    def _scale(self, units: Iterator[int]) -> Scale:
        found = set(units) & UNITS.keys()
        return Scale(min(found)) if found else self._usual

    def _units(self, part: Node) -> Iterator[int]:
        match part:
            case Cell(table, row, column) if measure(part) is Measure.AMOUNT:
                yield from self._of_place(table, row, column)
            case CellSum(table, rows, column) if measure(part) is Measure.AMOUNT:
                for row in self._world.rows(table, rows):
                    yield from self._of_place(table, row, column)
            case Stated(key) if key in self._world.told:
                told = self._world.told[key]
                yield from self._of_place(told.table, told.row, told.column)
            case _:
                pass

    def _of_place(self, table: str, row: str, column: str) -> Iterator[int]:
        """Unit in which a figure is printed; none of one that is not, or nobody knows how."""
        unit = self._world.fen_per_unit.get(table) or self._told(table, row, column)
        if unit:
            yield unit
            return
        _, step = self._world.figure(table, row, column) or (0, 1)
        if step > 1:
            yield FEN_PER_YUAN if step % FEN_PER_PRINTED_STEP else FEN_PER_WAN

    def _told(self, table: str, row: str, column: str) -> int:
        """Fen in the unit that a sentence of the explanation gives an amount in; 0 unknown."""
        return self._world.told_units.get(CellKey(table, row, column), 0)
