"""A copy of the audited workbook with what was found written beside its cells.

It knows which file becomes which; it refuses to know how findings came about and how a foreign
workbook is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import writing as say
from xls_juesuan.writing.cell_notes import CellNotes
from xls_juesuan.writing.cell_notes import leads_of
from xls_juesuan.writing.files import write_whole
from xls_juesuan.writing.likely import Likely
from xls_juesuan.writing.patching.notes import Note
from xls_juesuan.writing.patching.notes import annotate
from xls_juesuan.writing.patching.references import parse_cell
from xls_juesuan.writing.styles import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xls_juesuan.audit import Audit
    from xls_juesuan.tables import TableSet


def write_annotated_copy(content: bytes, target: Path, audit: Audit, tables: TableSet) -> bool:
    """Write the copy, whole or not at all.

    Args:
        content: the .xlsx that was audited.
        target: where the copy goes; what stood there is kept under a number.
        audit: what was found.
        tables: the tables of the workbook, with the places of their cells.

    Returns:
        Whether there is a copy: only where a cell has a note.

    Raises:
        UserError: the place cannot be written.
    """
    notes = list(_notes(audit, tables))
    annotated = annotate(content, notes, say.REVIEW) if notes else None
    if annotated is None:
        return False
    write_whole(target, lambda path: _put(path, annotated), keeps_old=True)
    return True


def _put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _notes(audit: Audit, tables: TableSet) -> Iterator[Note]:
    notes = CellNotes(leads_of(audit), tables, Likely(tables))
    for key, leads in notes.cells.items():
        table = tables.table(key.table)
        ref = table.refs.get((key.row, key.column), "") if table else ""
        sheet, _, name = ref.rpartition("!")
        spot = parse_cell(name)
        if sheet and spot:
            fill = str(MARKS[leads[0].finding.severity]["bg_color"]).lstrip("#")
            yield Note(sheet, *spot, notes.text(key), fill)
