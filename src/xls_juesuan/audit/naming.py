"""Names of tables, rows, columns and supplement fields for the text of relations."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Protocol

from xls_juesuan.declarations.layout import every_profile
from xls_juesuan.declarations.parts import ASSESSED
from xls_juesuan.declarations.parts import load_parts
from xls_juesuan.declarations.parts import part_rows
from xls_juesuan.declarations.relation.nodes import PREVIOUS
from xls_juesuan.declarations.relation.nodes import this_year
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.declarations.thresholds import load_thresholds
from xls_juesuan.messages import audit as messages
from xls_juesuan.messages.tables import LAST_YEAR
from xls_juesuan.tables.kinship import select_rows
from xls_juesuan.tables.parts import part_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.relation.nodes import Span
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableRow


class NamesOfCodes(Protocol):
    """What codes are called."""

    def name(self, code: str) -> str:
        """Name of a code."""
        ...


NO_CODES: Mapping[str, NamesOfCodes] = MappingProxyType({})


class TableNames:
    """Names as the tables print them.

    Args:
        tables: the tables by key.
        codes: names of codes that have no row, by table; the remark that a row is not listed
            takes their place where there are none.
    """

    def __init__(
        self, tables: Mapping[str, Table], codes: Mapping[str, NamesOfCodes] = NO_CODES
    ) -> None:
        self._tables = {**_blank_parts(), **tables}
        self._codes = codes
        self._rows: dict[tuple[str, str], str] = {}

    def table_name(self, table: str) -> str:
        """Name of the table's sheet; its title where these accounts have no such table."""
        known = self._tables.get(table)
        if known is None and table.startswith(PREVIOUS):
            return LAST_YEAR + self.table_name(this_year(table))
        return known.sheet if known else _titles().get(table, table)

    def row_name(self, table: str, row: str) -> str:
        """Line number or code with the name of the row."""
        key = (table, row)
        if key not in self._rows:
            self._rows[key] = self._row_name(table, row)
        return self._rows[key]

    def _row_name(self, table: str, row: str) -> str:
        found = self._row(table, row) or self._row(this_year(table), row)
        if found is None:
            codes = self._codes.get(table)
            if codes is None or not row.isdigit():
                return messages.unknown_row(row)
            return messages.code_label(row, codes.name(row))
        name = found.name.strip()
        if found.line_number is not None:
            return messages.row_label(found.line_number, name)
        # A row that is called by another key than its code prints no code.
        has_code = found.key.startswith(found.code or " ") and part_rows(table) != ASSESSED
        if has_code:
            return messages.code_label(found.code, name)
        known = self._tables.get(table) or self._tables[this_year(table)]
        if not name:
            return messages.BLANK_ROW if len(known.rows) > 1 else ""
        return messages.side_of(_side(known, found)) + messages.named_row(name)

    def span_ends(self, table: str, span: Span) -> tuple[str, str]:
        """First and last of the rows of a span that this table has."""
        known = self._tables.get(table) or self._tables.get(this_year(table))
        keys = select_rows(known.rows, span, (), known.row_by_key) if known else ()
        return (keys[0], keys[-1]) if keys else (span.first, span.last)

    def _row(self, table: str, row: str) -> TableRow | None:
        known = self._tables.get(table)
        return known.row_by_key.get(row) if known else None

    def column_name(self, table: str, column: str) -> str:
        """Plain name of the column; empty where the table has just one."""
        known = self._tables.get(table) or self._tables.get(this_year(table))
        if known is None or len(known.columns) == 1:
            return ""
        found = known.column_by_key.get(column)
        return found.name if found else self._elsewhere(column)

    def _elsewhere(self, column: str) -> str:
        """What another table calls a column that this layout of the table does not have."""
        for table in self._tables.values():
            if column in table.column_by_key:
                return table.column_by_key[column].name
        return messages.OTHER_COLUMN

    def stated_name(self, key: str) -> str:
        """Label of a field of the supplement."""
        return _field_labels().get(key, key)

    def threshold_name(self, key: str) -> str:
        """Name of a threshold."""
        declared = load_thresholds().get(key)
        return declared.name if declared else key


@cache
def _blank_parts() -> Mapping[str, Table]:
    """Parts of the disclosure without figures, for accounts that do not have them."""
    return {part.key: part_table(part, {}) for part in load_parts()}


@cache
def _titles() -> Mapping[str, str]:
    """What tables are called, as the usual place calls them."""
    profiles = reversed(every_profile())
    return {layout.key: layout.title for profile in profiles for layout in profile.layouts}


@cache
def _field_labels() -> Mapping[str, str]:
    return {field.key: field.label for field in load_supplement_form().fields()}


def _side(table: Table, row: TableRow) -> str:
    """The head above a row whose name stands on both sides of a table (收入、支出)."""
    alike = [one for one in table.rows if one.name == row.name]
    if len(alike) == 1:
        return ""
    beside = [one for one in alike if one.line == row.line]
    places = [stub.place for stub in table.stubs if (stub.line, stub.text) == (row.line, row.name)]
    at = places[beside.index(row)] if len(places) == len(beside) else -1
    heads = (head for head in table.heads if head.line == table.head_line)
    return next((head.text for head in heads if 0 <= at - head.place < head.places), "")
