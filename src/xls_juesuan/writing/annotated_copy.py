"""A copy of the audited workbook with what was found written beside its cells.

It knows which file becomes which; it refuses to know how findings came about and how a foreign
workbook is changed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from xls_juesuan.findings import Severity
from xls_juesuan.messages import writing as say
from xls_juesuan.writing.cell_notes import CellNotes
from xls_juesuan.writing.cell_notes import is_note
from xls_juesuan.writing.cell_notes import leads_of
from xls_juesuan.writing.files import write_whole
from xls_juesuan.writing.likely import Likely
from xls_juesuan.writing.patching.book import Book
from xls_juesuan.writing.patching.notes import Note
from xls_juesuan.writing.patching.notes import annotate
from xls_juesuan.writing.patching.package import Package
from xls_juesuan.writing.patching.references import parse_cell
from xls_juesuan.writing.patching.soundness import find_fault
from xls_juesuan.writing.styles import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.audit import Audit
    from xls_juesuan.tables import TableSet
    from xls_juesuan.writing.cell_notes import Lead


_FILLS = tuple(str(mark["bg_color"]).lstrip("#") for mark in MARKS.values())


class Annotation(StrEnum):
    """Whether there is a copy."""

    WRITTEN = "written"
    #: Nothing has to be put right or explained.
    NOT_NEEDED = "not needed"
    #: Comments cannot be written into this kind of workbook, or into one that is damaged.
    NOT_POSSIBLE = "not possible"


def copy_suffix(content: bytes) -> str:
    """The ending of the copy: with macros under another one, no program would open it."""
    package = Package(content)
    is_sound = find_fault(package) is None
    return ".xlsm" if is_sound and Book(package).has_macros else ".xlsx"


def write_annotated_copy(
    content: bytes, target: Path, audit: Audit, tables: TableSet, *, is_own: bool
) -> Annotation:
    """Write the copy, whole or not at all.

    Args:
        content: the .xlsx that was audited.
        target: where the copy goes; what stood there is kept under a number.
        audit: what was found.
        tables: the tables of the workbook, with the places of their cells.
        is_own: whether the program wrote the workbook: its notes on other cells stay then, as
            they may speak of the ledger.

    Raises:
        UserError: the place cannot be written.
    """
    leads = leads_of(audit)
    if all(lead.finding.severity is Severity.NOTICE for lead in leads):
        return Annotation.NOT_NEEDED
    notes = list(_notes(leads, tables))
    if not notes:
        return Annotation.NOT_NEEDED
    annotated = annotate(content, notes, say.REVIEW, is_note, () if is_own else _FILLS)
    if annotated is None:
        return Annotation.NOT_POSSIBLE
    write_whole(target, lambda path: _put(path, annotated), keeps_old=True)
    return Annotation.WRITTEN


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _notes(leads: Sequence[Lead], tables: TableSet) -> Iterator[Note]:
    notes = CellNotes(leads, tables, Likely(tables))
    for key, found in notes.cells.items():
        table = tables.table(key.table)
        ref = table.refs.get((key.row, key.column), "") if table else ""
        sheet, _, name = ref.rpartition("!")
        spot = parse_cell(name)
        if sheet and spot:
            fill = str(MARKS[found[0].finding.severity]["bg_color"]).lstrip("#")
            yield Note(sheet, *spot, notes.text(key), fill)
