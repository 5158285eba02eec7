"""Change cells of a workbook as a person does, with all other values kept.

openpyxl drops the values of formulas; here the parts of the file are changed themselves.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SHEET = re.compile(r'<sheet name="([^"]+)" sheetId="(\d+)"')


def type_into(path: Path, cells: Mapping[str, float | str | None]) -> None:
    """Put values into cells: ``{"公开09!B8": 12.5}``; ``None`` clears a cell.

    What is typed over a formula replaces it.
    """
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    numbers = dict(_SHEET.findall(parts["xl/workbook.xml"].decode()))
    for place, value in cells.items():
        sheet, _, address = place.rpartition("!")
        part = f"xl/worksheets/sheet{numbers[sheet]}.xml"
        parts[part] = _typed(parts[part].decode(), address, value).encode()
    temporary = path.with_suffix(".tmp")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    shutil.move(temporary, path)


def set_stored(path: Path, sheet: str, ref: str, value: float | None) -> None:
    """Type a number into a cell of a workbook that our writer wrote; ``None`` empties it."""
    type_into(path, {f"{sheet}!{ref}": value})


def _typed(xml: str, address: str, value: float | str | None) -> str:
    cell = re.compile(rf'<c r="{address}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
    found = cell.search(xml)
    if found is None:
        row = re.search(rf'<row r="{re.sub("[A-Z]", "", address)}"[^>]*>', xml)
        assert row is not None, address
        return xml[: row.end()] + _content(address, "", value) + xml[row.end() :]
    return xml[: found.start()] + _content(address, found[1] or "", value) + xml[found.end() :]


def _content(address: str, style: str, value: float | str | None) -> str:
    if value is None:
        return f'<c r="{address}"{style}/>'
    if isinstance(value, str):
        return f'<c r="{address}"{style} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{address}"{style}><v>{value!r}</v></c>'
