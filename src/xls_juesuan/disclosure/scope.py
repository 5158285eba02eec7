"""What the texts of a narrative can ask about one unit's accounts.

It knows tables and supplement; it refuses to know sentences. What was not given is missing, never
zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.evaluation import evaluate_amount
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.declarations.relation.parser import parse_relation
from xls_juesuan.disclosure.items import budget_items
from xls_juesuan.disclosure.numerals import chinese_numeral
from xls_juesuan.disclosure.quantities import Change
from xls_juesuan.disclosure.quantities import Missing
from xls_juesuan.disclosure.quantities import Money
from xls_juesuan.disclosure.quantities import ratio
from xls_juesuan.disclosure.quantities import total
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.disclosure.items import Item
    from xls_juesuan.disclosure.quantities import Quantity
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.supplement import Value
    from xls_juesuan.tables import TableSet

#: Kinds of unit that have running costs of an agency (机关运行经费).
_AGENCIES = (UnitKind.ADMINISTRATIVE, UnitKind.CIVIL_SERVICE_LIKE)


@dataclass(frozen=True, slots=True)
class Named:
    """An amount and what it is for."""

    code: str
    name: str
    amount: Money


class ListedRow(dict[str, object]):
    """A row of a list of the supplement: texts on one line, amounts as money, blanks missing.

    Args:
        key: of the list.
        number: of the row, from 1; it names a row that has no name.
        values: as the supplement gives them.
    """

    def __init__(self, key: str, number: int, values: Mapping[str, Value]) -> None:
        super().__init__(
            {
                name: Money(one) if isinstance(one, int) else plain_text(one)
                for name, one in values.items()
            }
        )
        self._place = f"{key}[{self.get('name') or number}]"

    def __missing__(self, name: str) -> Missing:
        return Missing(f"{self._place}.{name}")


def plain_text(text: str) -> str:
    """Put a text on one line, without the mark that ends it."""
    return " ".join(text.split()).rstrip("。；;，,")


class Scope:
    """One unit's accounts, as templates see them.

    Args:
        tables: the nine tables, with comparatives.
        supplement: what no ledger holds.
    """

    def __init__(self, tables: TableSet, supplement: Supplement) -> None:
        self._tables = tables
        self._supplement = supplement

    def names(self) -> Mapping[str, object]:
        """Everything that templates can name."""
        functions: tuple[Callable[..., object], ...] = (
            self.figure,
            self.stated,
            self.count,
            self.text,
            self.rows,
            self.listed,
            self.occurs,
            ratio,
            total,
            Change,
            Missing,
        )
        return {each.__name__.lower(): each for each in functions} | {
            "numeral": chinese_numeral,
            "year": self._tables.year,
            "unit": self._tables.unit_name,
            "items": self.items,
            "kind": self._tables.unit_kind.value,
            "is_agency": self._tables.unit_kind in _AGENCIES,
            "published": self._supplement.text("unit.published_month"),
        }

    @cached_property
    def items(self) -> list[Item]:
        """Functional items of the general public budget."""
        return budget_items(self._tables, self._supplement)

    def figure(self, expression: str, needs: str = "") -> Quantity:
        """Evaluate an expression of the relation language.

        Args:
            expression: an amount.
            needs: field of the supplement that is missing where a figure is not known.
        """
        node = parse_relation(expression)
        unknown = next((one for one in walk(node) if not self._is_known(one)), None)
        if unknown is not None:
            return Missing(needs or str(getattr(unknown, "key", expression)))
        value = evaluate_amount(node, self._tables)
        return Money(int(value))

    def _is_known(self, node: Node) -> bool:
        if isinstance(node, Stated):
            return node.key in self._tables.figures
        if not isinstance(node, Cell):
            return True
        beside = {table.key: table for table in (*self._tables.parts, *self._tables.comparatives)}
        table = self._tables.table(node.table) or beside.get(node.table)
        if table is None or not self._tables.is_given(node):
            return False
        cell = table.cell(node.row, node.column)
        return cell is None or cell.is_known or cell.is_typed

    def stated(self, key: str) -> Quantity:
        """An amount of the supplement."""
        fen = self._supplement.number(key)
        return Missing(key) if fen is None else Money(fen)

    def count(self, key: str) -> int | Missing:
        """A count of the supplement."""
        found = self._supplement.number(key)
        return Missing(key) if found is None else found

    def text(self, key: str) -> str | Missing:
        """A text, score or choice of the supplement, on one line and without a full stop."""
        return plain_text(self._supplement.text(key)) or Missing(key)

    def rows(self, key: str) -> list[ListedRow]:
        """The rows of a list of the supplement."""
        rows = self._supplement.rows.get(key, ())
        return [ListedRow(key, number, row) for number, row in enumerate(rows, 1)]

    def listed(self, table: str, length: int, column: str = "", among: str = "") -> list[Named]:
        """Amounts of a table's rows with a code of some length that are not zero.

        Args:
            table: key of the table.
            length: digits of the codes.
            column: key of the column; blank for the only one.
            among: first digits that codes may have, parted by blanks; blank for all.
        """
        found = self._tables.table(table)
        starts = tuple(among.split()) or ("",)
        return [
            Named(row.code, row.name.strip(), Money(fen))
            for row in (found.rows if found else ())
            if len(row.code) == length and row.code.startswith(starts)
            if (fen := self._tables.cell(table, row.key, column))
        ]

    def occurs(self, expression: str) -> bool:
        """Whether a figure is known and not zero."""
        found = self.figure(expression)
        return not found.is_missing and not found.is_zero
