"""What became of an office's workbook: where figures went, what was kept, what could not be done.

It knows values; it refuses to know how they came about.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.findings import Problem
from xls_juesuan.messages import office as say
from xls_juesuan.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.model import CellKey
    from xls_juesuan.tables import TableSet
    from xls_juesuan.writing.content import WorkbookContent
    from xls_juesuan.writing.patching.book import Book

_DIFFERS, _NOT_PLACED, _LEFT_OVER, _TABLE_MISSING, _NOT_CALCULATED = (
    "F401",
    "F402",
    "F403",
    "F404",
    "F405",
)


@dataclass(frozen=True, slots=True)
class NotPlaced:
    """A figure that the workbook has no place for."""

    key: CellKey
    name: str
    fen: int


@dataclass(frozen=True, slots=True)
class OddFormula:
    """A formula of the office that gives another figure than the ledger.

    ``found`` and ``due`` are in fen; ``is_tail`` says that rounding explains the difference.
    """

    key: CellKey
    place: str
    formula: str
    found: int
    due: int
    is_tail: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person has to look at; ``kind`` is a key of ``messages.office.REMARKS``."""

    kind: str
    sheet: str
    place: str = ""
    text: str = ""

    @property
    def sentence(self) -> str:
        """What it says."""
        return say.remark(self.kind, self.sheet, self.place, self.text)


@dataclass
class Notes:
    """What is noted while the workbook is filled."""

    not_placed: list[NotPlaced] = field(default_factory=list)
    odd_formulas: list[OddFormula] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    #: Tables of the layout that the workbook lacks: key and title.
    missing: list[tuple[str, str]] = field(default_factory=list)
    #: Formulas that only a spreadsheet program can calculate.
    not_calculated: list[str] = field(default_factory=list)
    #: Titles of tables whose cells do not say how many decimals they show.
    rounded: list[str] = field(default_factory=list)
    #: Sheets from which rows of last year were taken away.
    rows_went: set[str] = field(default_factory=set)

    def remark(self, kind: str, sheet: str, place: str = "", text: str = "") -> None:
        """Note something."""
        self.remarks.append(Remark(kind, sheet, place, text))


@dataclass(frozen=True)
class FilledOffice:
    """A filled workbook, not yet written.

    Attributes:
        file: name of the office's workbook.
        book: the filled one.
        refs: sheet and cell of each figure that went in.
        filled, formulas: how many figures were filled in, and how many formulas kept.
        rows_added, rows_gone: rows that were inserted and taken away.
        notes: everything else.
    """

    file: str
    book: Book
    refs: Mapping[CellKey, str]
    filled: int
    formulas: int
    rows_added: int
    rows_gone: int
    notes: Notes

    def on(self, tables: TableSet) -> TableSet:
        """The tables with the cells of the workbook that show their figures."""
        placed = {
            table.key: {
                place: self.refs.get(cell.key, say.NO_CELL) for place, cell in table.cells.items()
            }
            for table in tables.tables
        }
        found = tuple(replace(table, refs=placed[table.key]) for table in tables.tables)
        # Forms of the self-assessment have no sheet here: what is said of them names them only.
        parts = tuple(replace(part, refs={}) for part in tables.parts)
        return replace(tables, tables=found, parts=parts)

    def write(self, path: Path, content: WorkbookContent, original: bytes) -> Path | None:
        """Write the workbook with 审核 and 溯源, whole or not at all.

        Args:
            path: where it shall stand.
            content: what 审核 and 溯源 say.
            original: the office's workbook as it was given.

        Returns:
            Where the copy of what stood there is; ``None`` where none was needed.

        Raises:
            UserError: something of the office's would be lost, or the place cannot be written.
        """
        from xls_juesuan.writing.office_workbook import write_office_workbook

        given = (self.file, original)
        return write_office_workbook(
            path, self.book, content, original=given, rows_went=self.notes.rows_went
        )

    def sentences(self) -> Iterator[str]:
        """What could not be placed, and what a person has to look at."""
        for _, title in self.notes.missing:
            yield say.table_missing(self.file, title)
        for one in self.notes.not_placed:
            yield say.not_placed(one.name, one.fen)
        for remark in self.notes.remarks:
            yield remark.sentence
        if self.notes.not_calculated:
            yield say.not_calculated(self.notes.not_calculated)

    def problems(self) -> Iterator[Problem]:
        """What the audit has to judge."""
        for odd in self.notes.odd_formulas:
            detail = say.formula_differs(odd.place, odd.formula, odd.found, odd.due, odd.is_tail)
            if not odd.is_tail:
                fen = odd.found - odd.due
                yield Problem(_DIFFERS, odd.place, detail, fen=fen, cells=(odd.key,))
        for one in self.notes.not_placed:
            detail = say.not_placed(one.name, one.fen)
            yield Problem(_NOT_PLACED, one.name, detail, fen=one.fen, cells=(one.key,))
        for remark in self.notes.remarks:
            if remark.kind in say.LEFT_OVER:
                source = (Source(self.file, remark.sheet, 0),)
                subject = f"{remark.kind}/{remark.sheet}/{remark.place}"
                yield Problem(_LEFT_OVER, subject, remark.sentence, source)
        for key, title in self.notes.missing:
            yield Problem(_TABLE_MISSING, key, say.table_missing(self.file, title))
        if self.notes.not_calculated:
            detail = say.not_calculated(self.notes.not_calculated)
            yield Problem(_NOT_CALCULATED, self.file, detail)
