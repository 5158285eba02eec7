"""Where everything stands in the workbook: what formulas need to refer to it.

It knows the places of cells, facts, codes and supplement fields; it refuses to know any
value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.excel import quoted_sheet
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import dimension_label
from xls_juesuan.money import YUAN_PER_WAN
from xls_juesuan.writing.comparatives_sheet import WAN_PLACE
from xls_juesuan.writing.comparatives_sheet import comparative_lines
from xls_juesuan.writing.facts_sheet import COLUMNS
from xls_juesuan.writing.facts_sheet import fact_range
from xls_juesuan.writing.faults import FaultFormulas
from xls_juesuan.writing.page import absolute_name
from xls_juesuan.writing.supplement_sheet import VALUE_PLACE
from xls_juesuan.writing.supplement_sheet import field_places
from xls_juesuan.writing.table_sheet import statement_line
from xls_juesuan.writing.thresholds_sheet import VALUE_PLACE as THRESHOLD_PLACE
from xls_juesuan.writing.thresholds_sheet import threshold_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.declarations.relation.nodes import RowSet
    from xls_juesuan.declarations.relation.nodes import Threshold
    from xls_juesuan.declarations.supplement_form import SupplementForm
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables import TableSet


class Places:
    """Answers the questions of the formula writer.

    Args:
        tables: the statutory tables.
        facts: number of facts on the 汇总 sheet.
        listed: number of lines of the list of codes beside them.
        form: the form of the supplement; ``None`` where the workbook does not show it.
        thresholds: the thresholds of the 阈值 sheet.
    """

    def __init__(
        self,
        tables: TableSet,
        facts: int,
        listed: int,
        form: SupplementForm | None,
        thresholds: Sequence[Threshold] = (),
    ) -> None:
        self._tables = tables
        self._by_key = {table.key: table for table in tables.tables}
        sheet = quoted_sheet(say.FACTS)
        self._ranges = {column: f"{sheet}!{fact_range(column, facts)}" for column in COLUMNS}
        self._listed = listed
        self._fields = field_places(form) if form else {}
        self._comparatives = {table.key: table for table in tables.comparatives}
        self._lines = comparative_lines(tables.comparatives)
        self._thresholds = threshold_lines(thresholds)

    def position(self, table: str, row: str, column: str) -> tuple[str, int, int] | None:
        """Sheet name, row and column (from 0) of a cell; ``None`` when there is none."""
        found = self._by_key.get(table) or self._comparatives.get(table)
        cell = found.cell(row, column) if found else None
        if cell and table in self._comparatives:
            line = self._lines.get(cell.key)
            return None if line is None else (say.COMPARATIVES, line, WAN_PLACE)
        return (found.sheet, cell.line, cell.place) if found and cell else None

    def key_of(self, table: str, row: str, column: str) -> CellKey | None:
        """The key of a cell of the tables, by row key or code; ``None`` when there is none."""
        found = self._by_key.get(table)
        cell = found.cell(row, column) if found else None
        return cell.key if cell else None

    def rows(self, table: str, rows: RowSet) -> tuple[str, ...]:
        """Keys of the rows that exist in the set, in the order of the table."""
        return self._tables.rows(table, rows)

    def fact_range(self, dimension: str) -> str:
        """Absolute range of a column of the facts sheet; ``fen`` names the amounts."""
        return self._ranges[dimension]

    def fact_label(self, dimension: str, value: str) -> str:
        """How the facts sheet writes a value of a dimension."""
        return dimension_label(dimension, value)

    def fault_formula(self, fault: str, table: str, argument: str) -> str:
        """Formula (without =) that counts the rows of the table with the fault."""
        found = self._by_key.get(table)
        return FaultFormulas(found, self._listed).count(fault, argument) if found else "0"

    def is_unit(self, kinds: tuple[str, ...]) -> bool:
        """Whether the unit is of one of the kinds."""
        return str(self._tables.unit_kind) in kinds

    def stated_formula(self, key: str) -> str:
        """Operand that gives a figure of the supplement: 万元 for amounts, or a count."""
        place = self._fields.get(key)
        if place is None:
            return "0"
        cell = f"{quoted_sheet(say.SUPPLEMENT)}!{absolute_name(place.line, VALUE_PLACE)}"
        return f"({cell}/{YUAN_PER_WAN})" if place.is_amount else cell

    def threshold_formula(self, threshold: Threshold) -> str:
        """Operand that gives a threshold: 万元 for amounts, or a plain number."""
        line = self._thresholds.get(threshold.key)
        if line is None:
            scale = YUAN_PER_WAN if threshold.is_amount else 1
            return repr(float(threshold.value / scale))
        cell = f"{quoted_sheet(say.THRESHOLDS)}!{absolute_name(line, THRESHOLD_PLACE)}"
        return f"({cell}/{YUAN_PER_WAN})" if threshold.is_amount else cell

    def statement_formula(self, table: str) -> str:
        """Formula (without =) that is true when the empty-table statement is printed."""
        found = self._by_key.get(table)
        if found is None or not found.statement:
            return "FALSE"
        return f'{quoted_sheet(found.sheet)}!{absolute_name(statement_line(found), 0)}<>""'
