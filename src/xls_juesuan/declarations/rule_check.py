"""Whether a rule speaks of tables, rows, columns and supplement fields that there are.

It knows names only; a rule that passes here can be evaluated on any unit's tables.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from xls_juesuan.declarations.accounts import account_plan
from xls_juesuan.declarations.relation.nodes import COLUMN_VARIABLE
from xls_juesuan.declarations.relation.nodes import OF_COLUMN
from xls_juesuan.declarations.relation.nodes import ROW_VARIABLE
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import FactCount
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import FaultCount
from xls_juesuan.declarations.relation.nodes import HasStatement
from xls_juesuan.declarations.relation.nodes import IsSaid
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import Listed
from xls_juesuan.declarations.relation.nodes import Span
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import UnitIs
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import Origin
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.declarations.known_names import KnownTable
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.relation.nodes import RowSet
    from xls_juesuan.declarations.rules import Rule

#: Values of the dimensions of a fact that are no codes.
_VALUES: Mapping[str, Collection[str]] = MappingProxyType(
    {
        dimension: frozenset(str(member) for member in kind)
        for dimension, kind in (
            ("flow", Flow),
            ("item", Item),
            ("funding", Funding),
            ("origin", Origin),
        )
    }
)
_UNIT_KINDS = frozenset(str(kind) for kind in UnitKind)


def check_rule(
    rule: Rule, tables: Mapping[str, KnownTable], fields: Collection[str] = ()
) -> tuple[str, ...]:
    """List what the rule names and nobody knows, as technical messages.

    Args:
        rule: the rule.
        tables: names by table.
        fields: keys of the supplement's fields.
    """
    nodes = [node for node in (rule.relation, rule.when, rule.cell) if node is not None]
    faults = [fault for node in nodes for part in walk(node) for fault in _faults(part, tables)]
    faults += [
        f"no supplement field {part.key}"
        for node in nodes
        for part in walk(node)
        if isinstance(part, Stated) and part.key not in fields
    ]
    for scope in rule.each:
        faults += _row_faults(scope.table, scope.rows, tables)
    for table, row in (*rule.rows_elsewhere, *rule.rows_lacking):
        faults += _row_faults(table, Listed((row,)), tables)
    faults += _variable_faults(rule, nodes)
    known = account_plan().accounts
    faults += [f"no account {account}" for account in rule.accounts if account not in known]
    faults += [fault for node in nodes for part in walk(node) for fault in _value_faults(part)]
    allowed = {f"no column {place}" for place in rule.elsewhere}
    columns = {COLUMN_VARIABLE, *rule.columns}
    bound = {f"no column {table}.{COLUMN_VARIABLE}" for table in tables}
    faults = [fault for fault in faults if fault not in bound]
    if rule.columns:
        faults += _column_faults(nodes, columns, tables)
    return tuple(fault for fault in dict.fromkeys(faults) if fault not in allowed)


def _faults(part: Node, tables: Mapping[str, KnownTable]) -> Iterator[str]:
    match part:
        case IsSaid(cell):
            yield from _faults(cell, tables)
        case Cell(table, row, column):
            yield from _row_faults(table, Listed((row,)), tables)
            yield from _column_fault(table, column, tables)
        case CellSum(table, rows, column):
            yield from _row_faults(table, rows, tables)
            yield from _column_fault(table, column, tables)
        case FaultCount(_, table, _) | HasStatement(table) if table not in tables:
            yield f"no table {table}"
        case _:
            return


def _value_faults(part: Node) -> Iterator[str]:
    """Values that no fact and no unit ever has: a sum over them would always be nothing."""
    match part:
        case FactSum(criteria) | FactCount(criteria):
            for dimension, values in criteria:
                known = _known_values(dimension)
                yield from (
                    f"no {dimension} {value}"
                    for value in values
                    if known and value not in {*known, ROW_VARIABLE, OF_COLUMN}
                )
        case UnitIs(kinds):
            yield from (f"no unit kind {kind}" for kind in kinds if kind not in _UNIT_KINDS)
        case FaultCount("wrong_fund", _, fund) if fund not in _VALUES["funding"]:
            yield f"no funding {fund}"
        case _:
            return


def _known_values(dimension: str) -> Collection[str]:
    """Values of a dimension; none where any code may stand."""
    if dimension == "account":
        return account_plan().accounts
    return _VALUES.get(dimension, ())


def _column_fault(table: str, column: str, tables: Mapping[str, KnownTable]) -> Iterator[str]:
    if table in tables and not tables[table].has_column(column):
        yield f"no column {table}.{column}"


def _row_faults(table: str, rows: RowSet, tables: Mapping[str, KnownTable]) -> list[str]:
    if table not in tables:
        return [f"no table {table}"]
    named: tuple[str, ...]
    if isinstance(rows, Span):
        named = (rows.first, rows.last)
    else:
        named = (rows.of,) if isinstance(rows, Kindred) else rows.rows
    return [f"no row {table}[{row}]" for row in named if not tables[table].has_row(row)]


def _variable_faults(rule: Rule, nodes: list[Node]) -> list[str]:
    cells = [part for node in nodes for part in walk(node) if isinstance(part, Cell | CellSum)]
    uses_row = any(isinstance(part, Cell) and part.row == ROW_VARIABLE for part in cells)
    uses_account = any(
        (ROW_VARIABLE,) in dict(part.criteria).values()
        for node in nodes
        for part in walk(node)
        if isinstance(part, FactSum | FactCount)
    )
    uses_column = any(part.column == COLUMN_VARIABLE for part in cells)
    faults = []
    if (uses_row or uses_account) and not (rule.each or rule.accounts):
        faults.append("row is bound by nothing")
    if uses_column != bool(rule.columns):
        faults.append("col and columns belong together")
    return faults


def _column_faults(
    nodes: list[Node], columns: Collection[str], tables: Mapping[str, KnownTable]
) -> list[str]:
    bound = {
        part.table
        for node in nodes
        for part in walk(node)
        if isinstance(part, Cell | CellSum) and part.column == COLUMN_VARIABLE
    }
    return [
        f"no column {table}.{column}"
        for table in sorted(bound & set(tables))
        for column in sorted(columns)
        if column != COLUMN_VARIABLE and not tables[table].has_column(column)
    ]
