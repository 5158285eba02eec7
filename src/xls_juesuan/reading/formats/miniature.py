"""Asks the general library about parts of a workbook, by a small workbook made of them.

Which styles are dates, what a number is as a date, what a rich text says: the library decides, so
that a sheet that is read column by column says the same as one that is read by the library.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.reading.formats.calamine import read_raw_sheets
from xls_juesuan.reading.formats.limits import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

STYLES, STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_ROOT = (
    f'<Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>"
)
_WORKBOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{{epoch}}"/>'
    '<sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)


class Miniature:
    """A workbook of one column with the styles and shared texts of another.

    Args:
        parts: those parts, by name.
        is_1904: whether dates count from 1904.

    Raises:
        UserError: from each question, where the library cannot read those parts.
    """

    def __init__(self, parts: Mapping[str, bytes], *, is_1904: bool = False) -> None:
        self._parts, self._is_1904 = parts, is_1904

    def numbers(self, cells: Iterable[tuple[int, float]]) -> list[Any]:
        """What numbers with their styles are; numbers, dates, times or spans of time."""
        return self._read(f'<c s="{style}"><v>{number!r}</v></c>' for style, number in cells)

    def strings(self, count: int) -> list[str]:
        """The first shared texts."""
        return self._read(f'<c t="s"><v>{number}</v></c>' for number in range(count))

    def _read(self, cells: Iterable[str]) -> list[Any]:
        # The text before the first cell keeps blank cells from being left out.
        rows = ['<c t="str"><v>.</v></c>', *cells, '<c t="str"><v>.</v></c>']
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as package:
            package.writestr("[Content_Types].xml", _CONTENT_TYPES)
            package.writestr("_rels/.rels", _ROOT)
            package.writestr("xl/workbook.xml", _WORKBOOK.format(epoch=int(self._is_1904)))
            package.writestr("xl/_rels/workbook.xml.rels", _RELATIONS)
            for name, part in self._parts.items():
                package.writestr(name, part)
            sheet = "".join(f"<row>{cell}</row>" for cell in rows)
            package.writestr(
                "xl/worksheets/sheet1.xml",
                f'<worksheet xmlns="{_MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
            )
        read = read_raw_sheets(Piece("", "", content.getvalue()))
        return [row[0] for row in read[0].rows][1:-1]
