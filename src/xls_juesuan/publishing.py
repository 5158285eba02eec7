"""The whole disclosure of a run, as a Word document beside the workbook and as PDF.

It knows which files are written and what is said where one is not; it refuses to know how they
look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError
from xls_juesuan.messages import pdf as say
from xls_juesuan.writing.content import Values
from xls_juesuan.writing.files import refuse_unwritable
from xls_juesuan.writing.pdf import PDF_SUFFIX
from xls_juesuan.writing.pdf import convert_to_pdf
from xls_juesuan.writing.target import choose_document_target
from xls_juesuan.writing.word import write_disclosure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xls_juesuan.disclosure.document import Disclosure
    from xls_juesuan.tables import TableSet


@dataclass(frozen=True, slots=True)
class Published:
    """What was written.

    Attributes:
        document: the Word document.
        gaps: how many fields of the supplement it lacks.
        has_pages: whether its contents name pages.
        copy: where the document that stood there before is kept.
        pdf: the PDF file; ``None`` where none was wanted or none could be made.
        fault: why there is no PDF file although one was wanted.
    """

    document: Path
    gaps: int
    has_pages: bool
    copy: Path | None = None
    pdf: Path | None = None
    fault: str = ""


def choose_path(workbook: Path, unit_name: str, year: int, inputs: Iterable[Path | None]) -> Path:
    """Choose the path of the document; that it cannot be written is said before anything is.

    Args:
        workbook: where the workbook stands.
        unit_name: name of the unit.
        year: report year.
        inputs: files that must not be overwritten; ``None`` where there is none.

    Raises:
        UserError: the path is that of an input, or cannot be written.
    """
    path = choose_document_target(workbook, unit_name=unit_name, year=year, inputs=inputs)
    refuse_unwritable(path)
    return path


def publish(
    path: Path,
    disclosure: Disclosure,
    tables: TableSet,
    values: Values = Values.EXACT,
    *,
    wants_pdf: bool = False,
) -> Published:
    """Write the document, and print it where that is wanted and can be done.

    Args:
        path: of the Word document.
        disclosure: what it says.
        tables: the nine tables.
        values: how figures stand in the tables of the workbook.
        wants_pdf: whether it is printed, too.

    Raises:
        UserError: the document cannot be written.
    """
    written = write_disclosure(path, disclosure, tables, values)
    pdf, fault = None, ""
    if wants_pdf:
        try:
            pdf = convert_to_pdf(path)
        except UserError as error:
            fault = error.paragraph
            if path.with_suffix(PDF_SUFFIX).exists():
                fault += say.OLD_PDF.format(name=path.with_suffix(PDF_SUFFIX).name)
    return Published(path, len(disclosure.gaps), written.has_pages, written.copy, pdf, fault)
