"""Change the value of one cell of a workbook as a person does, with all other values kept.

openpyxl drops the values of formulas; here the parts of the file are changed themselves.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def set_stored(path: Path, sheet: str, ref: str, value: float | None) -> None:
    """Type a number into a cell of a workbook that our writer wrote; ``None`` empties it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = re.findall(r'<sheet name="([^"]+)"', parts["xl/workbook.xml"].decode())
    part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    cell = re.compile(rf'<c r="{ref}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)')
    text = parts[part].decode()
    assert cell.search(text), f"{sheet}!{ref}"
    inner = "" if value is None else f"<v>{value}</v>"
    parts[part] = cell.sub(rf'<c r="{ref}"\1>{inner}</c>', text, count=1).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
