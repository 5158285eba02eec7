"""For which rows and columns a rule is repeated, on the tables of one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Protocol

from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.declarations.relation.evaluation import World
from xls_juesuan.declarations.relation.nodes import Kindred

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.declarations.relation.nodes import Cell
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.declarations.rules import Scope
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables.residuals import Residual
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableRow


class AuditTables(World, Protocol):
    """The tables of one unit, and everything a relation can ask about them."""

    @property
    def tables(self) -> Sequence[Table]:
        """The tables, in the order in which they are published."""
        ...

    @property
    def is_printed(self) -> bool:
        """Whether figures are known to their last printed digit only."""
        ...

    @property
    def parts(self) -> Sequence[Table]:
        """Figures of the explanation and the attachments."""
        ...

    @property
    def comparatives(self) -> Sequence[Table]:
        """Last year's figures and the original budget."""
        ...

    @property
    def coarse(self) -> frozenset[str]:
        """Keys of the comparatives that are known to their last printed digit only."""
        ...

    @property
    def inputs(self) -> frozenset[str]:
        """Inputs that are there."""
        ...

    @property
    def fen_per_unit(self) -> Mapping[str, int]:
        """Fen in the unit of amount in which each table was printed."""
        ...

    def is_given(self, cell: Cell) -> bool:
        """Whether a figure is given; one of the tables is, unless its cell is no number."""
        ...

    @property
    def unread(self) -> frozenset[tuple[str, str, str]]:
        """Places, by table, row and column, where something is printed that is no number."""
        ...

    def prints_row(self, table: str, row: str) -> bool:
        """Whether a table, or its layout, has a row."""
        ...

    @property
    def told(self) -> Mapping[str, CellKey]:
        """Figures of the parts that a document tells instead of a supplement, by its keys."""
        ...

    @property
    def told_units(self) -> Mapping[CellKey, int]:
        """Fen in the unit in which a document prints each amount of its explanation."""
        ...

    def with_figures(self, figures: Mapping[CellKey, tuple[int, int]]) -> AuditTables:
        """The same with other values and steps of some figures of the parts."""
        ...

    @property
    def residuals(self) -> Sequence[Residual]:
        """Amounts without a row of their own."""
        ...

    def is_signed(self, key: CellKey) -> bool:
        """Whether a figure may rightly be negative."""
        ...

    def right_names(self, table: str, row: TableRow) -> tuple[str, tuple[str, ...], bool]:
        """Name of a misnamed row's code, codes of its name without a row, whether it is twice."""
        ...

    def faulty_rows(self, fault: str, table: str, argument: str) -> Sequence[TableRow]:
        """Rows of a table that show a fault."""
        ...


def is_of_other_rows(rule: Rule, tables: AuditTables) -> bool:
    """Whether a rule speaks of layouts with rows that this one lacks, or without its rows."""
    return any(tables.prints_row(*place) for place in rule.rows_lacking) or not all(
        tables.prints_row(*place) for place in rule.rows_elsewhere
    )


def find_instances(
    rule: Rule, world: World, tables: Mapping[str, Table]
) -> Iterator[tuple[str, str]]:
    """Yield what row and column stand for, once per relation; empty where a rule binds none.

    A row that carries a classification code is bound to its code, so that one relation can
    speak of the same code in two tables.
    """
    columns = [column for column in rule.columns if _is_printed(rule, column, tables)] or [""]
    if rule.accounts:
        yield from ((account, column) for account in rule.accounts for column in columns)
        return
    if not rule.each:
        yield from (("", column) for column in columns)
        return
    rows = (row for scope in rule.each for row in _rows(rule, scope, world, tables))
    # A code that stands in several of the tables named is one relation.
    for row in dict.fromkeys(rows) if len(rule.each) > 1 else rows:
        yield from ((row, column) for column in columns)


def _is_printed(rule: Rule, column: str, tables: Mapping[str, Table]) -> bool:
    """Whether the table has a column that only some places print."""
    table = tables.get(rule.table)
    is_elsewhere = f"{rule.table}.{column}" in rule.if_printed
    return not is_elsewhere or (table is not None and column in table.column_by_key)


def _rows(rule: Rule, scope: Scope, world: World, tables: Mapping[str, Table]) -> Iterator[str]:
    table = tables.get(scope.table)
    for key in _row_keys(scope, world, table) if table else ():
        row = table.row_by_key.get(key) if table else None
        if row is None or (rule.named and row.name.strip() not in rule.named):
            continue
        yield row.code or row.key


def _row_keys(scope: Scope, world: World, table: Table) -> Iterator[str]:
    keys = world.rows(scope.table, scope.rows)
    if scope.selection == "all" and TOTAL_ROW in table.row_by_key:
        yield TOTAL_ROW
    if scope.selection in {"all", "rows"}:
        yield from keys
        return
    wants_parents = scope.selection == "parents"
    for key in keys:
        if bool(world.rows(scope.table, Kindred("children", key))) is wants_parents:
            yield key
