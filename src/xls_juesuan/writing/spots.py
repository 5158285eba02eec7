"""Where findings point to in the workbook: a cell of a table, a ledger row, a sheet.

It knows the places of tables, of last year's figures and of the ledger rows that are listed; it
refuses to know rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import audit_writing as say_audit
from xls_juesuan.messages import writing as say
from xls_juesuan.writing.comparatives_sheet import figure_place
from xls_juesuan.writing.likely import Likely
from xls_juesuan.writing.nearest_places import NearestPlaces
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.parts_sheet import part_places
from xls_juesuan.writing.review_row import Spot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.findings import Finding
    from xls_juesuan.model import Source
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables import TableSet

_SHEETS = {"ledger": say.FACTS, "supplement": say.SUPPLEMENT}


class _Beside:
    """Finds last year's figures and the original budget on their sheet."""

    def __init__(self, tables: TableSet) -> None:
        self._tables = tables.comparatives
        self._keys = {table.key for table in tables.comparatives}

    def of(self, finding: Finding) -> Spot | None:
        """The place of the first such figure; the head of the sheet where it lists nothing."""
        for key in finding.cells:
            if key.table in self._keys:
                text = figure_place(self._tables, key)
                sheet, _, name = text.partition("!")
                return Spot(text, (sheet, name))
        return None


class DocumentSpots:
    """Finds the places in the review of a document, and where the document has them.

    Args:
        tables: the tables of the document.
        supplement: what the review shows of the figures that no table holds.
    """

    def __init__(self, tables: TableSet, supplement: Supplement | None = None) -> None:
        self._tables = {table.key: table for table in tables.tables}
        self._parts = {part.key: part for part in tables.parts}
        self._nearest = NearestPlaces(tables, supplement)
        self._part_places = part_places(tables.parts)
        self._beside = _Beside(tables)
        self.likely = Likely(tables)

    def of(self, finding: Finding) -> Spot:
        """The place of a finding: its first cell, last year's, its first row, or the nearest."""
        for key in finding.cells:
            part = self._parts.get(key.table)
            stands = part.refs.get((key.row, key.column)) if part else None
            if stands:
                # Explanation and attachments have one sheet of the review for all their figures.
                place = self._part_places.get(key)
                return Spot(stands, (say.PARTS, place) if place else None)
            table = self._tables.get(key.table)
            cell = table.cell(key.row, key.column) if table else None
            if table and cell:
                name = place_name(cell.line, cell.place)
                place = f"{table.sheet}!{name}"
                ref = table.refs.get((cell.key.row, cell.key.column), place)
                text = place if ref == place else say_audit.place_in_file(place, ref)
                return Spot(text, (table.sheet, name))
        beside = self._beside.of(finding)
        if beside:
            return beside
        if finding.sources:
            first = finding.sources[0]
            rows = max(finding.source_rows, len(finding.sources))
            return Spot(say.rows_place(first.row, rows, first.sheet), self._nearest.of(finding))
        target = self._nearest.of(finding)
        return Spot("!".join(target), target) if target else Spot(say.NO_PLACE)


class OfficeSpots:
    """Finds the places in an office's own workbook, to which only 审核 and 溯源 were added.

    Args:
        tables: the tables, with the cells of that workbook.
        own: finds the places in a workbook of the program.
    """

    def __init__(self, tables: TableSet, own: WorkbookSpots) -> None:
        self._tables = tables
        self._own = own
        self.likely = own.likely

    def of(self, finding: Finding) -> Spot:
        """The place of a finding: its first cell, its sheet, or else a mere text."""
        for key in finding.cells:
            table = self._tables.table(key.table)
            if table is None or table.cell(key.row, key.column) is None:
                continue
            ref = table.refs.get((key.row, key.column), "")
            if "!" not in ref or table not in self._tables.tables:
                # The office's workbook has neither such a cell nor the sheets beside the tables.
                return Spot(self._tables.cell_name(key))
            sheet, _, name = ref.rpartition("!")
            return Spot(ref, (sheet, name))
        table = None if finding.cells else self._tables.table(finding.table)
        own = table.refs.values() if table is not None and table in self._tables.tables else ()
        refs = (ref for ref in own if "!" in ref)
        sheet = next(refs, "").rpartition("!")[0]
        if sheet and not finding.sources:
            name = place_name(0, 0)
            return Spot(f"{sheet}!{name}", (sheet, name))
        spot = self._own.of(finding)
        if spot.target and spot.target[0] == say.TRACE:
            return spot
        return Spot(spot.text if finding.sources or finding.cells else say.NO_PLACE)


class WorkbookSpots:
    """Finds the places.

    Args:
        tables: the tables of the workbook.
        files: names of the ledger files.
        row_places: sheet and cell of the ledger rows that are listed.
    """

    def __init__(
        self,
        tables: TableSet,
        files: tuple[str, ...],
        row_places: Mapping[Source, tuple[str, str]],
    ) -> None:
        self._tables = {table.key: table for table in tables.tables}
        self._parts = {part.key: part.refs for part in tables.parts}
        self._beside = _Beside(tables)
        self.likely = Likely(tables)
        self._files = files
        self._row_places = row_places

    def of(self, finding: Finding) -> Spot:
        """The place of a finding: its first cell, else last year's, its first row, its sheet."""
        for key in finding.cells:
            table = self._tables.get(key.table)
            cell = table.cell(key.row, key.column) if table else None
            if table and cell:
                name = place_name(cell.line, cell.place)
                return Spot(f"{table.sheet}!{name}", (table.sheet, name))
            if ref := self._parts.get(key.table, {}).get((key.row, key.column)):
                own, _, name = ref.partition("!")
                return Spot(ref, (own, name))
        beside = self._beside.of(finding)
        if beside:
            return beside
        if finding.sources:
            return self._row(finding)
        table = self._tables.get(finding.table)
        sheet = table.sheet if table else _SHEETS.get(finding.table)
        if sheet is None:
            return Spot(say.NO_PLACE)
        name = place_name(0, 0)
        return Spot(f"{sheet}!{name}", (sheet, name))

    def _row(self, finding: Finding) -> Spot:
        """The first of the rows of a finding; the list that has the first listed one of them."""
        first = finding.sources[0]
        # Only where there are several ledgers, or it is none, does its file need a name.
        names = (first.sheet,) if self._files == (first.file,) else (first.sheet, first.file)
        rows = max(finding.source_rows, len(finding.sources))
        text = say.rows_place(first.row, rows, *filter(None, names))
        listed = (self._row_places.get(source) for source in finding.sources)
        other = say.FACTS if first.file in self._files else say.SUPPLEMENT
        target = next(filter(None, listed), (other, place_name(0, 0)))
        return Spot(text, target)
