"""Knows the texts of the formulas of an xlsx workbook, by sheet and cell.

It refuses to know what a formula means.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from xls_juesuan.reading.formats.limits import position_of
from xls_juesuan.reading.formats.parts import Parts
from xls_juesuan.reading.formats.xlsx import WORKBOOK
from xls_juesuan.reading.formats.xlsx import sheet_parts

if TYPE_CHECKING:
    from collections.abc import Collection

    from xls_juesuan.reading.formats.limits import Piece

#: A cell with a formula; one that shares another cell's formula has no text of its own.
_FORMULA = re.compile(
    rb'<c\s(?:[^>]*?\s)?r="([A-Z]+\d+)"(?:[^>]*[^/])?>\s*<f\b(?:[^>]*?/>|[^>]*>([^<]*)</f>)'
)


def read_formulas(piece: Piece, names: Collection[str]) -> dict[str, dict[tuple[int, int], str]]:
    """Read the formulas of some sheets; rows and columns count from 1.

    Raises:
        UserError: the workbook is damaged, protected, or too large.
    """
    parts = Parts(piece)
    spelled = {info.filename.casefold(): info.filename for info in parts}
    found = {}
    for name, part in sheet_parts(piece, parts, parts.xml(WORKBOOK)).items():
        if name in names and part in spelled:
            content = parts.read(spelled[part])
            found[name] = {
                position_of(address.decode()): unescape(text.decode("utf-8", "replace"))
                for address, text in _FORMULA.findall(content)
            }
    return found
