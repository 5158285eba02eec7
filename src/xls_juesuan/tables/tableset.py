"""All statutory tables of one unit and year, and everything a relation can ask about them.

Knows tables, facts and code lists; refuses to know rules and how a workbook looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout_parts import LENGTHS_OF
from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import this_year
from xls_juesuan.messages.tables import place_with_name
from xls_juesuan.tables.addresses import describe
from xls_juesuan.tables.addresses import find_cell
from xls_juesuan.tables.addresses import place_text
from xls_juesuan.tables.faults import RowFaults
from xls_juesuan.tables.kinship import children_by_parent
from xls_juesuan.tables.kinship import select_rows
from xls_juesuan.tables.signs import signed_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.cube.index import FactIndex
    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.declarations.relation.nodes import Cell
    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import RowSet
    from xls_juesuan.model import CellKey
    from xls_juesuan.model import UnitKind
    from xls_juesuan.tables.code_names import CodeNames
    from xls_juesuan.tables.residuals import Residual
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.tables.table import TableRow

#: Row and column by which the statement of an empty table is named among places.
STATEMENT_PLACE = ("", "statement")


@dataclass(frozen=True)
class TableSet:
    """The tables in the order of the profile; a ``World`` for relations.

    Attributes:
        names: names of codes by classification.
        inputs: inputs that are there; a rule that needs another one is not checkable.
        figures: figures of the supplement by key, amounts in fen.
        residuals: amounts without a row of their own, and codes that need a word.
        parts: figures of the explanation and the attachments, which are no tables of the
            workbook; see ``tables/parts.py``.
        comparatives: last year's tables and the original budget; see ``tables/comparatives.py``.
        partial: keys of those comparatives of which only single figures are known; in all
            others a row that is not there is nothing.
        unread: places, by table, row and column, where something is printed that is no number;
            ``STATEMENT_PLACE`` of a table whose statement is not stored.
        fen_per_unit: fen in the unit of amount in which each table was printed; none are said
            of tables that are built in 万元.
        told_units: fen in the unit in which a document prints each amount of its explanation.
        told: figures of ``parts`` that a document tells instead of a supplement, by its keys.
        agencies: those units of a department of several kinds that are administrative ones or
            managed like the civil service.
    """

    profile: Profile
    tables: tuple[Table, ...]
    index: FactIndex
    names: Mapping[str, CodeNames]
    year: int
    unit_name: str
    unit_kind: UnitKind
    inputs: frozenset[str]
    figures: Mapping[str, int]
    residuals: tuple[Residual, ...] = ()
    parts: tuple[Table, ...] = ()
    comparatives: tuple[Table, ...] = ()
    partial: frozenset[str] = frozenset()
    unread: frozenset[tuple[str, str, str]] = frozenset()
    fen_per_unit: Mapping[str, int] = field(default_factory=dict)
    told: Mapping[str, CellKey] = field(default_factory=dict)
    told_units: Mapping[CellKey, int] = field(default_factory=dict)
    agencies: tuple[str, ...] = ()

    @cached_property
    def _by_key(self) -> Mapping[str, Table]:
        return {table.key: table for table in (*self.tables, *self.parts, *self.comparatives)}

    @cached_property
    def _lengths(self) -> Mapping[str, tuple[int, ...]]:
        lengths = {layout.key: layout.lengths for layout in self.profile.layouts}
        beside = (part.key for part in (*self.parts, *self.comparatives))
        functional = LENGTHS_OF["functional"]
        return lengths | {key: lengths.get(this_year(key), functional) for key in beside}

    @cached_property
    def _keys_beside(self) -> frozenset[str]:
        return frozenset(part.key for part in (*self.parts, *self.comparatives))

    @cached_property
    def _selected(self) -> dict[tuple[str, RowSet], tuple[str, ...]]:
        return {}

    @cached_property
    def _faults(self) -> Mapping[str, RowFaults]:
        classifications = {layout.key: layout.classification for layout in self.profile.layouts}
        return {
            table.key: RowFaults(
                table, self._lengths[table.key], self.names[classifications[table.key]]
            )
            for table in self.tables
        }

    @cached_property
    def _signed(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        return {layout.key: signed_places(layout) for layout in self.profile.layouts}

    @cached_property
    def _kin(self) -> dict[str, Mapping[str, tuple[str, ...]]]:
        return {}

    def _children(self, table: Table) -> Mapping[str, tuple[str, ...]]:
        if table.key not in self._kin:
            self._kin[table.key] = children_by_parent(table.rows, self._lengths[table.key])
        return self._kin[table.key]

    @property
    def department_line(self) -> tuple[str, str, str]:
        """The three texts above every heading: department, year, unit of amount."""
        return self.profile.line_above(self.unit_name, self.year)

    def table(self, key: str) -> Table | None:
        """A table by its key; ``None`` when this profile prints no such table."""
        return self._by_key.get(key)

    def find(self, text: str) -> TableCell:
        """Find a cell by what a person writes: 公开06!30226, 公开01!27, 公开03!E10.

        Raises:
            UserError: there is no such cell; says what there is.
        """
        return find_cell(self.tables, text)

    def table_cell(self, key: CellKey) -> TableCell:
        """A cell by its key.

        Raises:
            KeyError: there is no such cell.
        """
        cell = self._by_key[key.table].cell(key.row, key.column)
        if cell is None:
            raise KeyError(key)
        return cell

    def a1(self, key: CellKey) -> str:
        """Sheet and cell as spreadsheets write them: 公开01!C9; what is no cell by its name.

        What a document states outside of its tables has the place where it stands there.
        """
        if key.table in self._keys_beside:
            place = self._by_key[key.table].refs.get((key.row, key.column))
            return place_with_name(place, self.cell_name(key)) if place else self.cell_name(key)
        return place_text(self._by_key[key.table], self.table_cell(key))

    def cell_name(self, key: CellKey) -> str:
        """Name a cell for people: 公开01 第27行 本年收入合计."""
        return describe(self._by_key[key.table], self.table_cell(key))

    def with_figures(self, figures: Mapping[CellKey, tuple[int, int]]) -> TableSet:
        """The same with other values and steps of some figures of the parts."""
        return replace(self, parts=tuple(_with_figures(part, figures) for part in self.parts))

    def is_signed(self, key: CellKey) -> bool:
        """Whether a figure may rightly be negative."""
        signed = self._signed.get(key.table, frozenset())
        return not signed.isdisjoint({(key.row, key.column), ("", key.column)})

    def faulty_rows(self, fault: str, table: str, argument: str = "") -> tuple[TableRow, ...]:
        """Rows of a table that show a fault; none when there is no such table."""
        faults = self._faults.get(table)
        return faults.rows(fault, argument) if faults else ()

    def right_names(self, table: str, row: TableRow) -> tuple[str, tuple[str, ...], bool]:
        """Name of a misnamed row's code, codes of its name without a row, whether it is twice."""
        faults = self._faults[table]
        name, codes, is_repeated = faults.right(row)
        return name, tuple(code for code in codes if not faults.lists(code)), is_repeated

    # What relations ask.

    def cell(self, table: str, row: str, column: str) -> int:
        """Value of a cell in fen; 0 when it is blank or there is no such row."""
        found = self._by_key[table].cell(row, column) if table in self._by_key else None
        return found.fen if found else 0

    def figure(self, table: str, row: str, column: str) -> tuple[int, int] | None:
        """Value of a figure and the step to which it is printed; ``None`` when there is none."""
        found = self._by_key[table].cell(row, column) if table in self._by_key else None
        if found is None:
            return None
        return (found.fen, found.step if found.is_printed else 1)

    def is_given(self, cell: Cell) -> bool:
        """Whether a figure is given; one of the tables is, unless its cell is no number."""
        if cell.table not in self._keys_beside:
            return (cell.table, cell.row, cell.column) not in self.unread
        table = self._by_key[cell.table]
        if table.cell(cell.row, cell.column) is not None:
            return True
        if cell.row in table.row_by_key or cell.table in self.partial:
            return False
        return any(table is one for one in self.comparatives)

    def prints_row(self, table: str, row: str) -> bool:
        """Whether a table, or its layout, has a row."""
        found = self._by_key.get(table)
        return (found is not None and row in found.row_by_key) or any(
            each.key == row
            for layout in self.profile.layouts
            if layout.key == table
            for band in layout.bands
            for each in band.rows
        )

    @cached_property
    def coarse(self) -> frozenset[str]:
        """Keys of the comparatives that are known to their last printed digit only."""
        return frozenset(
            table.key
            for table in self.comparatives
            if any(cell.step > 1 for cell in table.cells.values())
        )

    @cached_property
    def is_printed(self) -> bool:
        """Whether figures are known to their last printed digit only."""
        tables = (*self.tables, *self.parts)
        return any(cell.step > 1 for table in tables for cell in table.cells.values())

    def rows(self, table: str, rows: RowSet) -> tuple[str, ...]:
        """Keys of the rows that exist in the set, in the order of the table."""
        found = self._by_key.get(table)
        if found is None:
            return ()
        if isinstance(rows, Kindred) and rows.kin == "children" and rows.of != TOTAL_ROW:
            # Asked for every row of a table: looking through all rows each time would be slow.
            parent = found.row_by_key.get(rows.of)
            return self._children(found).get(parent.code, ()) if parent else ()
        if (table, rows) not in self._selected:
            self._selected[table, rows] = select_rows(
                found.rows, rows, self._lengths[table], found.row_by_key
            )
        return self._selected[table, rows]

    def fact_sum(self, criteria: Criteria) -> int:
        """Sum in fen of the facts that meet the criteria."""
        return self.index.sum(criteria)

    def fact_count(self, criteria: Criteria) -> int:
        """Number of facts that meet the criteria."""
        return self.index.count(criteria)

    def fault_count(self, fault: str, table: str, argument: str) -> int:
        """Number of rows of the table that show the fault."""
        return len(self.faulty_rows(fault, table, argument))

    def stated(self, key: str) -> int:
        """A figure of the supplement, in fen or as a count; 0 when it was left blank."""
        return self.figures.get(key, 0)

    def has_statement(self, table: str) -> bool:
        """Whether the table prints the statement that it is empty."""
        found = self._by_key.get(table)
        return bool(found and found.statement)


def _with_figures(table: Table, figures: Mapping[CellKey, tuple[int, int]]) -> Table:
    cells = {
        place: replace(cell, fen=figures[cell.key][0], step=figures[cell.key][1])
        if cell.key in figures
        else cell
        for place, cell in table.cells.items()
    }
    return replace(table, cells=cells)
