"""Knows the account and the auxiliary item that a whole sheet is about, stated outside the table.

Account books print one account or one item a sheet: ``科目：710101 行政支出-基本支出``,
``辅助项：【经济分类：30201 办公费】``, ``30201 办公费 明细账``, or as the name of the sheet. What
states a range, or two different codes, states no item.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from xls_juesuan.reading.auxiliary import AuxiliaryFault
from xls_juesuan.reading.auxiliary import parse_auxiliary
from xls_juesuan.reading.cells import text_of

if TYPE_CHECKING:
    from xls_juesuan.reading.auxiliary import AuxiliaryCell
    from xls_juesuan.reading.grid import Grid

ROLES = ("account", "function", "economic", "fund", "project")
#: Words before an item that do not say of which kind it is.
_GENERAL = re.compile(
    r"^(?:辅助(?:核算)?(?:项目|项|账)?|核算(?:项目|维度)|辅助账核算项目|明细项|项目核算)\s*[:：=]\s*"
)
_BOOK = re.compile(
    r"[\s\-_—(（]*(?:科目|辅助|核算项目|多栏|三栏|数量金额)?(?:明细分类账|总分类账|明细账|总账|三栏账|日记账|分类账|账簿|账页|账)"
    r"\s*[)）]?$"
)
#: A title of these alone is about nothing in particular, whatever number stands in it.
_PERIOD = re.compile(r"20\d{2}\s*[年.\-/]|\d{1,2}\s*月|期间|日期|单位|制表|打印|页")
_GAP = re.compile(r"\s{2,}|　+|\t|\n")


def read_sheet_items(grid: Grid, heading_start: int) -> dict[str, str]:
    """Find what a sheet is about, as code and name by role; the lines above go before the name.

    Args:
        grid: the sheet.
        heading_start: index of the first heading row; only rows above it are read.
    """
    items: dict[str, str] = {}
    refused: set[str] = set()
    for text in (*_statements(grid, heading_start), grid.sheet):
        cell = _parse(text)
        if any(fault is not AuxiliaryFault.UNKNOWN_TYPE for fault, _ in cell.faults):
            continue
        for role, (code, name) in cell.dimensions.items():
            if role not in ROLES or not code or role in refused:
                continue
            stated = items.setdefault(role, f"{code} {name}".strip())
            if text != grid.sheet and stated.split(" ")[0] != code:
                refused.add(role)
    return {role: text for role, text in items.items() if role not in refused}


def _statements(grid: Grid, heading_start: int) -> list[str]:
    """The texts above the heading; a key at the end of its cell is joined to the next one."""
    found: list[str] = []
    for row in grid.rows[:heading_start]:
        waiting = ""
        for text in (text_of(cell) for cell in row):
            if not text:
                continue
            if re.search(r"[:：]$", text):
                waiting = text
                continue
            found += [part for part in _GAP.split(waiting + text) if part]
            waiting = ""
    return found


def _parse(text: str) -> AuxiliaryCell:
    plain = unicodedata.normalize("NFKC", text).strip()
    general = _GENERAL.match(plain)
    if general:
        return parse_auxiliary(_BOOK.sub("", plain[general.end() :]))
    cell = parse_auxiliary(_BOOK.sub("", text.strip()))
    # Without a word that says what it is, a date or a page number must not pass for a code.
    is_typed = re.search(r"[:：=]", text) is not None
    return parse_auxiliary("") if not is_typed and _PERIOD.search(plain) else cell
