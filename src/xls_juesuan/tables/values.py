"""Values of figures, worked out from their trees, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.evaluation import evaluate_amount
from xls_juesuan.errors import DeclarationError
from xls_juesuan.model import CellKey
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.cube.index import FactIndex
    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import RowSet
    from xls_juesuan.tables.draft import Draft
    from xls_juesuan.tables.expressions import Expressions


class Values:
    """A ``World`` of figures alone: what layouts may refer to (``layout_checks`` sees to it)."""

    unit_kind = UnitKind.UNKNOWN

    def __init__(
        self, drafts: Mapping[str, Draft], expressions: Expressions, index: FactIndex
    ) -> None:
        self._drafts = drafts
        self._expressions = expressions
        self._index = index
        self._values: dict[CellKey, int] = {}

    def fen(self, key: CellKey) -> int:
        """Value of a figure in fen; 0 when the layout leaves it blank.

        Raises:
            DeclarationError: the layout makes a figure of something that is no whole fen.
        """
        if key not in self._values:
            expression = self._expressions.figure(key).expression
            value = evaluate_amount(expression, self) if expression else 0
            if value != int(value):
                raise DeclarationError(f"{key.table}.toml: {key.row}.{key.column} is no whole fen")
            self._values[key] = int(value)
        return self._values[key]

    def cell(self, table: str, row: str, column: str) -> int:
        """Value of a cell in fen; 0 when there is no such row."""
        entry = self._drafts[table].by_key.get(row)
        spec = entry.column(column) if entry else None
        if entry is None or spec is None:
            return 0
        return self.fen(CellKey(table, entry.row.key, spec.key))

    def figure(self, table: str, row: str, column: str) -> tuple[int, int] | None:
        """No figure is made of what is said elsewhere."""
        raise NotImplementedError(table, row, column)

    def rows(self, table: str, rows: RowSet) -> tuple[str, ...]:
        """Keys of the rows that exist in the set, in the order of the table."""
        return self._drafts[table].select(rows)

    def fact_sum(self, criteria: Criteria) -> int:
        """Sum in fen of the facts that meet the criteria."""
        return self._index.sum(criteria)

    def fact_count(self, criteria: Criteria) -> int:
        """Number of facts that meet the criteria."""
        return self._index.count(criteria)

    def fault_count(self, fault: str, table: str, argument: str) -> int:
        """No figure is made of faults."""
        raise NotImplementedError(fault, table, argument)

    def stated(self, key: str) -> int:
        """No figure is taken from the supplement other than as a fact."""
        raise NotImplementedError(key)

    def has_statement(self, table: str) -> bool:
        """No figure is made of statements."""
        raise NotImplementedError(table)
