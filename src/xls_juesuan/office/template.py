"""An office's workbook, read and recognised: its tables, and the layout that fits it best.

It knows which files can be filled; it refuses to know what goes in.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout import every_profile
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.published import published_words
from xls_juesuan.errors import UserError
from xls_juesuan.messages import office as say
from xls_juesuan.messages import writing as sheets
from xls_juesuan.reading.container import Container
from xls_juesuan.reading.container import find_container
from xls_juesuan.reading.container import load_bytes
from xls_juesuan.reading.formats.limits import Budget
from xls_juesuan.reading.formats.limits import Piece
from xls_juesuan.reading.formats.parts import Parts
from xls_juesuan.recognise.choice import find_tables
from xls_juesuan.recognise.own import OwnWorkbook
from xls_juesuan.recognise.own import is_ledger
from xls_juesuan.recognise.own import refuse_others
from xls_juesuan.recognise.workbook import read_sheets
from xls_juesuan.writing.patching.book import Book
from xls_juesuan.writing.patching.notes import remove_notes
from xls_juesuan.writing.patching.package import Package
from xls_juesuan.writing.patching.soundness import find_fault
from xls_juesuan.writing.styles import MARKS

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.recognise.choice import Finding
    from xls_juesuan.recognise.finding import FoundTable
    from xls_juesuan.recognise.finding import NotRecognised

#: Sheets that this program adds; in a workbook that was filled before they are no tables.
ADDED_SHEETS = (sheets.REVIEW, sheets.TRACE)
_SIGNATURES = "_xmlsignatures/"


@dataclass(frozen=True)
class OfficeTemplate:
    """The workbook with its tables.

    Attributes:
        path: the file.
        content: its bytes, without the notes that an audit put on its cells.
        finding: its tables, in the layout that fits it best.
        layouts: name or folder of that layout.
    """

    path: Path
    content: bytes
    finding: Finding
    layouts: str

    @property
    def profile(self) -> Profile:
        """The layout that fits it best."""
        return self.finding.profile

    @property
    def found(self) -> tuple[FoundTable, ...]:
        """Its tables."""
        return self.finding.found

    @property
    def not_recognised(self) -> tuple[NotRecognised, ...]:
        """What belongs to none of them."""
        return self.finding.not_recognised

    @property
    def missing(self) -> tuple[Layout, ...]:
        """Tables of the layout that it does not have."""
        keys = {one.parts.layout.key for one in self.found}
        return tuple(layout for layout in self.profile.layouts if layout.key not in keys)

    @property
    def file(self) -> str:
        """Name of the file."""
        return self.path.name

    @property
    def suffix(self) -> str:
        """Ending of the filled workbook: macros stay."""
        return ".xlsm" if self.book().has_macros else ".xlsx"

    def book(self) -> Book:
        """The workbook, to be changed; a fresh one each time."""
        return Book(Package(self.content))


def read_template(path: Path, profile: str = "") -> OfficeTemplate:
    """Read an office's workbook.

    Args:
        path: the file; it is not changed.
        profile: name of the layout to read it by; empty to take the one that fits best.

    Raises:
        UserError: it cannot be read or filled, or holds no table.
    """
    content = _content(path)
    try:
        sheets_read = read_sheets(path, content, Container.XLSX)
        pages = tuple(page for page in sheets_read if page.name not in ADDED_SHEETS)
    except UserError as error:
        raise say.unusable(error, path.name) from error
    if OwnWorkbook(sheets_read).is_own:
        raise say.own_workbook(path.name)
    profiles = (load_profile(profile),) if profile else every_profile()
    finding = find_tables(pages, profiles, published_words())
    # Rows that only repeat others are not filled: they are said to be unknown.
    found = tuple(one.without_repeats() for one in finding.found)
    finding = replace(finding, found=found)
    template = OfficeTemplate(path, content, finding, profile or finding.profile.name)
    if not template.found:
        try:
            refuse_others(path.name, pages)
        except UserError as error:
            raise say.other_file(error, path.name, is_ledger=is_ledger(pages)) from error
        titles = [layout.title for layout in template.profile.layouts]
        raise say.no_table(path.name, [page.name for page in pages], titles)
    return template


def _content(path: Path) -> bytes:
    """Read a file that can be filled in place, and free it from the notes of an audit.

    Raises:
        UserError: it is missing, protected by a password, or of a kind that cannot be patched.
    """
    if not path.exists():
        raise say.no_such_file(str(path))
    if path.is_dir():
        raise say.is_folder(str(path))
    try:
        content = load_bytes(path)
        kind = find_container(path.name, content)
        if kind is Container.XLSX:
            piece = Piece(path.name, path.stem, content, Budget.for_file(len(content)))
            Parts(piece).refuse_unfit()
    except UserError as error:
        raise say.unusable(error, path.name) from error
    if kind is not Container.XLSX:
        raise say.other_kind(path.name, str(kind))
    book = _book(path.name, content)
    fills = (str(mark["bg_color"]).lstrip("#") for mark in MARKS.values())
    return book.package.to_bytes() if remove_notes(book, sheets.REVIEW, fills) else content


def _book(file: str, content: bytes) -> Book:
    """Open a workbook, and refuse one that cannot be patched.

    Raises:
        UserError: it is damaged, signed, or of a variant that few programs read.
    """
    try:
        package = Package(content)
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        raise say.damaged(file) from error
    faulty = find_fault(package)
    if faulty:
        raise say.faulty_part(file, *faulty)
    book = Book(package)
    if book.is_strict:
        raise say.strict(file)
    if any(name.startswith(_SIGNATURES) for name in book.package.names):
        raise say.signed(file)
    return book
