"""What the texts of a narrative can ask about one unit's accounts.

It knows tables and supplement; it refuses to know sentences. What was not given is missing, never
zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.declarations.known_names import known_tables
from xls_juesuan.declarations.layout import load_profile
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
from xls_juesuan.disclosure.quantities import without
from xls_juesuan.disclosure.wording import plain_reason
from xls_juesuan.disclosure.wording import plain_text
from xls_juesuan.errors import DeclarationError
from xls_juesuan.model import UnitKind
from xls_juesuan.supplement import YES
from xls_juesuan.tables.by_unit import amount_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from xls_juesuan.declarations.known_names import KnownTable
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.supplement_form import SupplementForm
    from xls_juesuan.disclosure.items import Item
    from xls_juesuan.disclosure.quantities import Quantity
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.supplement import Value
    from xls_juesuan.tables import TableSet

#: Kinds of unit that have running costs of an agency (机关运行经费).
_AGENCIES = (UnitKind.ADMINISTRATIVE, UnitKind.CIVIL_SERVICE_LIKE)

_RUNNING_COST = "basic_by_economic[public_use_total]"
_RUNNING_COST_BEFORE = "previous.agency_running_cost"


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
        self.number = number
        self._place = f"{key}[{self.get('name') or number}]"

    def __missing__(self, name: str) -> Missing:
        return Missing(f"{self._place}.{name}")


@cache
def _known_names() -> Mapping[str, KnownTable]:
    return known_tables(load_profile())


class Scope:
    """One unit's accounts, as templates see them.

    Args:
        tables: the nine tables, with comparatives.
        supplement: what no ledger holds.
        form: fields and lists of the supplement that there are.
    """

    def __init__(self, tables: TableSet, supplement: Supplement, form: SupplementForm) -> None:
        self._tables = tables
        self._supplement = supplement
        self._known = {each.key for each in form.fields()} | {each.key for each in form.tables()}

    def names(self) -> Mapping[str, object]:
        """Everything that templates can name."""
        functions: tuple[Callable[..., object], ...] = (
            self.figure,
            self.shown,
            self.stated,
            self.count,
            self.text,
            self.because,
            self.rows,
            self.listed,
            self.occurs,
            self.agency_running_cost,
            self.agency_running_cost_before,
            ratio,
            total,
            without,
            Change,
            self.missing,
        )
        return {each.__name__.lower(): each for each in functions} | {
            "numeral": chinese_numeral,
            "year": self._tables.year,
            "unit": self._tables.unit_name,
            "titles": self._titles,
            "items": self.items,
            "kind": self._tables.unit_kind.value,
            "is_agency": self._tables.unit_kind in _AGENCIES or bool(self._tables.agencies),
            "is_new": self._supplement.text("unit.is_new") == YES,
            "published": self._supplement.text("unit.published_month"),
        }

    @property
    def _titles(self) -> Mapping[str, str]:
        """Titles of the tables; the usual one of a table that the place does not print."""
        layouts = (*load_profile().layouts, *self._tables.profile.layouts)
        return {one.key: one.title for one in layouts}

    @cached_property
    def items(self) -> list[Item]:
        """Functional items of the general public budget."""
        return budget_items(self._tables, self._supplement)

    def figure(self, expression: str, *needs: str) -> Quantity:
        """Evaluate an expression of the relation language.

        Args:
            expression: an amount.
            needs: fields of the supplement that make the figure known; the first of them that
                was not given is missing where it is not. A single one stands in for the figure.

        Raises:
            DeclarationError: no table has such a row or such a column.
        """
        node = parse_relation(expression)
        unknown = next((one for one in walk(node) if not self._is_known(one)), None)
        if unknown is None:
            return Money(int(evaluate_amount(node, self._tables)))
        blank = [one for one in needs if self._supplement.number(one) is None]
        if len(needs) == 1 and not blank:
            return self.stated(needs[0])
        return Missing([*blank, *needs, str(getattr(unknown, "key", expression))][0])

    def agency_running_cost(self) -> Quantity:
        """What agencies spent to run; in a department, its institutions have none of it."""
        whole, agencies = self.figure(_RUNNING_COST), self._tables.agencies
        table = self._tables.table("basic_by_economic")
        cell = table.cell("public_use_total") if table else None
        if not agencies or cell is None:
            return whole
        return Money(sum(amount_of(cell, unit, self._tables.index) for unit in agencies))

    def agency_running_cost_before(self) -> Quantity:
        """The same of last year; tables of a department of several kinds do not tell."""
        if self._tables.agencies:
            return self.stated(_RUNNING_COST_BEFORE)
        return self.figure(f"previous.{_RUNNING_COST}", _RUNNING_COST_BEFORE)

    def shown(self, expression: str) -> bool:
        """Whether the tables of the profile have a cell."""
        return all(
            self._has_cell(one) for one in walk(parse_relation(expression)) if isinstance(one, Cell)
        )

    def _has_cell(self, node: Cell) -> bool:
        """Whether a table has the cell; a cell that no profile has is a slip of the text.

        Raises:
            DeclarationError: nobody knows such a row or such a column.
        """
        table = self._tables.table(node.table)
        columns = {one.key for one in table.columns} if table else frozenset[str]()
        rows = {one.key for one in table.rows} if table else frozenset[str]()
        has_column = node.column in columns or (node.column == "" and len(columns) == 1)
        if has_column and node.row in rows:
            return True
        # Only what this profile has not is looked up in all others, which are read for it.
        known = _known_names().get(node.table)
        if known is None:
            raise DeclarationError(f"no table {node.table}")
        if not has_column and not known.has_column(node.column):
            raise DeclarationError(f"no column {node.table}.{node.column}")
        if node.row not in rows and not known.has_row(node.row):
            raise DeclarationError(f"no row {node.table}[{node.row}]")
        return table is None or (has_column and known.takes_codes)

    def _named(self, key: str) -> str:
        """Give the key of a field or a list that the supplement has.

        Raises:
            DeclarationError: it has no such field and no such list.
        """
        if key not in self._known:
            raise DeclarationError(f"no supplement field {key}")
        return key

    def _is_known(self, node: Node) -> bool:
        if isinstance(node, Stated):
            return node.key in self._tables.figures
        if not isinstance(node, Cell):
            return True
        if not self._has_cell(node):
            return False
        beside = {table.key: table for table in (*self._tables.parts, *self._tables.comparatives)}
        table = self._tables.table(node.table) or beside.get(node.table)
        if table is None or not self._tables.is_given(node):
            return False
        cell = table.cell(node.row, node.column)
        return cell is None or cell.is_known or cell.is_typed

    def stated(self, key: str) -> Quantity:
        """An amount of the supplement."""
        fen = self._supplement.number(self._named(key))
        return Missing(key) if fen is None else Money(fen)

    def count(self, key: str) -> int | Missing:
        """A count of the supplement."""
        found = self._supplement.number(self._named(key))
        return Missing(key) if found is None else found

    def text(self, key: str) -> str | Missing:
        """A text, score or choice of the supplement, on one line and without a full stop."""
        return plain_text(self._supplement.text(self._named(key))) or Missing(key)

    def because(self, key: str) -> str | Missing:
        """A reason that the supplement states, without the words that introduce it."""
        return plain_reason(self._supplement.text(self._named(key))) or Missing(key)

    def missing(self, key: str) -> Missing:
        """The mark of a gap, for a field or a list of the supplement."""
        return Missing(self._named(key))

    def rows(self, key: str) -> list[ListedRow]:
        """The rows of a list of the supplement."""
        rows = self._supplement.rows.get(self._named(key), ())
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
