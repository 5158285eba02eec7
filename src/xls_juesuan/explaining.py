"""The statement of explanations of a run, from its findings to the file.

It knows what the statement is made of and which kinds of file there are; it refuses to know how
they look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.carrying import place_of
from xls_juesuan.errors import UserError
from xls_juesuan.messages import explaining as say
from xls_juesuan.messages.writing import rows_place
from xls_juesuan.writing.explanations import compose_statement
from xls_juesuan.writing.files import refuse_unwritable
from xls_juesuan.writing.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.audit import Audit
    from xls_juesuan.findings import Finding
    from xls_juesuan.tables import TableSet
    from xls_juesuan.writing.explanations import Statement
    from xls_juesuan.writing.previous_explanations import Offers

_SUFFIXES = (".docx", ".xlsx")


@dataclass(frozen=True, slots=True)
class Explained:
    """A statement that was written, where, and where the old one is kept."""

    statement: Statement
    path: Path
    copy: Path | None = None


def refuse_target(path: Path | None, others: Iterable[Path | None]) -> None:
    """Raise when the statement cannot be written there, before any work is done.

    Args:
        path: where it shall stand; ``None`` where none is wanted.
        others: files that it must not replace.

    Raises:
        UserError: it is no Word file or spreadsheet, one of the others, or not writable.
    """
    if path is None:
        return
    if path.suffix.lower() not in _SUFFIXES:
        raise UserError(say.BAD_SUFFIX, where=str(path), how=say.BAD_SUFFIX_HOW)
    for other in others:
        if other is not None and (path.absolute() == other.absolute() or _is_same(path, other)):
            raise UserError(say.IS_OTHER, where=str(path), how=say.IS_OTHER_HOW)
    refuse_unwritable(path)


def write_explanations(
    path: Path,
    audit: Audit,
    tables: TableSet,
    reviews: Mapping[str, tuple[str, str]],
    offers: Offers,
) -> Explained:
    """Write the statement; what stood there is kept under a numbered name.

    Args:
        path: a .docx or .xlsx file, see :func:`refuse_target`.
        audit: what the rules found.
        tables: the tables, which name unit and year.
        reviews: 处理 and 说明 by fingerprint.
        offers: what was written last year.

    Raises:
        UserError: it cannot be written.
    """
    statement = compose_statement(
        audit,
        reviews,
        offers,
        names=(tables.unit_name, tables.year),
        place=lambda finding: place_of(finding, tables) or _rows(finding),
    )
    if path.suffix.lower() == ".docx":
        from xls_juesuan.writing.explanations_document import write_explanations_document as write
    else:
        from xls_juesuan.writing.explanations_workbook import write_explanations_workbook as write
    copy = write_whole(path, lambda temporary: write(temporary, statement), keeps_old=True)
    return Explained(statement, path, copy)


def _rows(finding: Finding) -> str:
    """The first of the rows that a finding names; empty where it names none."""
    if not finding.sources:
        return ""
    first, rows = finding.sources[0], max(finding.source_rows, len(finding.sources))
    return rows_place(first.row, rows, first.sheet)


def _is_same(path: Path, other: Path) -> bool:
    return path.exists() and other.exists() and path.samefile(other)
