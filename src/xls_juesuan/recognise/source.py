"""A file → what it prints: the sheets of a workbook, or one long page of text and tables.

It knows which kinds of files there are; it refuses to know tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError
from xls_juesuan.messages import recognising as say
from xls_juesuan.reading.container import Container
from xls_juesuan.reading.container import find_container
from xls_juesuan.reading.container import load_bytes
from xls_juesuan.recognise.flow_page import flow_page
from xls_juesuan.recognise.workbook import read_sheets
from xls_juesuan.recognise.working_sheets import split_working_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.recognise.page import PrintedPage

#: What JSON calls a file with sheets.
WORKBOOK = "workbook"
#: Texts that are tables of cells, by their names.
_CELL_TEXTS = frozenset({".csv", ".tsv"})
#: Files with sheets.
_SPREADSHEETS = frozenset(
    {
        Container.XLSX,
        Container.XLSB,
        Container.XLS,
        Container.ODS,
        Container.FLAT_ODS,
        Container.SPREADSHEETML,
        Container.PACKED_TEXT,
    }
)


@dataclass(frozen=True)
class Source:
    """What a file prints.

    Attributes:
        kind: ``workbook``, or what kind of text document it is.
        pages: its sheets, those that are shown before hidden ones; or the one page of a text.
        content: the bytes of the file.
        container: what its bytes are.
        silent_pages: sheets of paper that are pictures, which nobody read.
        working: working sheets of this program, printed behind what is published.
    """

    kind: str
    pages: tuple[PrintedPage, ...]
    content: bytes
    container: Container
    silent_pages: tuple[int, ...] = ()
    working: tuple[PrintedPage, ...] = ()


def read_source(path: Path) -> Source:
    """Read a file of any kind.

    Raises:
        UserError: the file is missing, protected, damaged, a scan, or of no kind that can be read.
    """
    if path.is_dir():
        raise say.is_folder(str(path))
    if not path.exists():
        raise say.no_such_file(str(path))
    try:
        content = load_bytes(path)
        container = find_container(path.name, content)
        if not _is_text_document(path, container):
            pages = read_sheets(path, content, container)
            return Source(WORKBOOK, pages, content, container)
    except UserError as error:
        # The reader of files speaks of ledgers where it says what to do.
        raise UserError(
            error.what, where=error.where, how=say.advice(error.how, path.name)
        ) from error
    from xls_juesuan.documents.opening import read_flow

    flow = read_flow(path.name, content, container)
    page = flow_page(flow, path.stem)
    published, working = split_working_sheets(page)
    kind = str(flow.kind)
    return Source(kind, (published,), content, container, flow.silent_pages, working)


def _is_text_document(path: Path, container: Container) -> bool:
    """Whether a file is read as text with tables in it, not as sheets of cells."""
    if container is Container.TEXT_TABLE:
        return path.suffix.lower() not in _CELL_TEXTS
    return container not in _SPREADSHEETS
