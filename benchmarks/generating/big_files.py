"""A long voucher list as a file: .xlsx with shared texts, as spreadsheet programs write it, or CSV.

It knows the parts of a workbook and how amounts are printed; it refuses to know what lines say.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TOP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="凭证明细" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/>'
        '</cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="49"/>'
        '<xf numFmtId="4"/></cellXfs></styleSheet>'
    ),
}
#: Looks of texts and of amounts, by their number in the part above.
_TEXT, _AMOUNT = 1, 2
_LINES_AT_ONCE = 2_000

Row = Sequence[str | int]


def write_xlsx(path: Path, rows: Iterable[Row]) -> None:
    """Write rows of texts and of amounts in fen as the one sheet of a workbook."""
    texts: dict[str, int] = {}
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, part in _PARTS.items():
            package.writestr(name, _TOP + part)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'{_TOP}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for piece in _pieces(rows, texts):
                sheet.write(piece.encode())
            sheet.write(b"</sheetData></worksheet>")
        shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        package.writestr(
            "xl/sharedStrings.xml",
            f'{_TOP}<sst xmlns="{_MAIN}" uniqueCount="{len(texts)}">{shared}</sst>',
        )


def _pieces(rows: Iterable[Row], texts: dict[str, int]) -> Iterator[str]:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    pieces: list[str] = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            _text(f"{letter}{number}", texts.setdefault(cell, len(texts)))
            if isinstance(cell, str)
            else f'<c r="{letter}{number}" s="{_AMOUNT}"><v>{printed(cell)}</v></c>'
            for letter, cell in zip(letters, row, strict=False)
            if cell != ""
        )
        pieces.append(f'<row r="{number}">{cells}</row>')
        if len(pieces) == _LINES_AT_ONCE:
            yield "".join(pieces)
            pieces.clear()
    yield "".join(pieces)


def _text(name: str, number: int) -> str:
    return f'<c r="{name}" s="{_TEXT}" t="s"><v>{number}</v></c>'


def write_csv(path: Path, rows: Iterable[Row]) -> None:
    """Write the same rows as text in GB18030, as accounting systems do in China."""
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        for row in rows:
            writer.writerow([cell if isinstance(cell, str) else printed(cell) for cell in row])


def printed(fen: int) -> str:
    """An amount in yuan, with no more digits than it has."""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(whole)
