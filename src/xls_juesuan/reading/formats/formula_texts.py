"""Knows the texts of the formulas of an xlsx workbook, by sheet and cell.

It refuses to know what a formula means.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from xls_juesuan.reading.formats.limits import position_of
from xls_juesuan.reading.formats.parts import Parts
from xls_juesuan.reading.formats.sheet_list import WORKBOOK
from xls_juesuan.reading.formats.sheet_list import find_sheets

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
    for one in find_sheets(piece, parts, parts.xml(WORKBOOK)):
        if one.name in names and one.part in spelled:
            content = parts.read(spelled[one.part])
            found[one.name] = {
                position_of(address.decode()): unescape(text.decode("utf-8", "replace"))
                for address, text in _FORMULA.findall(content)
            }
    return found
