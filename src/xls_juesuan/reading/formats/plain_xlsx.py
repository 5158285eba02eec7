"""Knows .xlsx that is written plainly: its sheets are read column by column, in one pass.

It refuses whatever the scanner does not understand; ``xlsx`` then asks the general library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError
from xls_juesuan.reading.formats.sheet_columns import SheetScanner
from xls_juesuan.reading.formats.sheet_facts import UnusualError
from xls_juesuan.reading.formats.sheet_list import WORKBOOK
from xls_juesuan.reading.formats.sheet_list import find_sheets
from xls_juesuan.reading.formats.sheet_list import is_1904
from xls_juesuan.reading.formats.sheet_list import is_pending
from xls_juesuan.reading.grid import ColumnarRows

if TYPE_CHECKING:
    from xls_juesuan.reading.formats.limits import Piece
    from xls_juesuan.reading.formats.parts import Parts
    from xls_juesuan.reading.formats.sheet_columns import ScannedSheet
    from xls_juesuan.reading.grid import Grid

_STRINGS, _STYLES = "xl/sharedstrings.xml", "xl/styles.xml"
#: Pictures and the like, which nobody unpacks.
NOT_CONTENT = ("xl/media/", "xl/embeddings/", "customxml/", "docprops/")


def read_by_columns(piece: Piece, parts: Parts) -> list[Grid]:
    """Read every worksheet.

    Raises:
        UserError: the workbook is damaged or too large.
        UnusualError: it is written in a way that only the general library reads.
    """
    workbook = parts.xml(WORKBOOK)
    listed = [one for one in find_sheets(piece, parts, workbook) if one.is_worksheet]
    scanner = _scanner(parts, is_1904=is_1904(workbook))
    scanned = _scan(parts, scanner, {one.part for one in listed})
    pending = is_pending(workbook)
    grids = []
    for one in listed:
        if one.part not in scanned:
            raise UnusualError
        sheet = scanned[one.part]
        sheet.facts.take_area(piece, one.name)
        rows = ColumnarRows(sheet.columns)
        grids.append(
            sheet.facts.grid(
                one.name,
                rows,
                sheet.start,
                is_hidden=one.is_hidden,
                is_pending=pending,
            )
        )
    return grids


def _scanner(parts: Parts, *, is_1904: bool) -> SheetScanner:
    names = {info.filename.casefold(): info.filename for info in parts}
    strings, styles = (
        parts.read(names[name]) if name in names else b"" for name in (_STRINGS, _STYLES)
    )
    try:
        return SheetScanner(strings, styles, is_1904=is_1904)
    except UserError as error:
        raise UnusualError from error


def _scan(parts: Parts, scanner: SheetScanner, wanted: set[str]) -> dict[str, ScannedSheet]:
    """Read the sheets; unpack all other parts as well, so that damage is found."""
    scanned = {}
    for info in parts:
        name = info.filename.replace("\\", "/").casefold()
        if name in wanted:
            scanned[name] = scanner.scan(parts.chunks(info.filename))
        elif not name.startswith((*NOT_CONTENT, _STRINGS, _STYLES)):
            for _ in parts.chunks(info.filename):
                pass
    return scanned
