"""Knows .xlsx and .xlsm: parts of XML in a zip.

The fast library gives the cells. What it does not tell (errors, formulas without value, hidden
rows), and whether it may be trusted with the file at all, is found in the parts themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.messages import containers as say
from xls_juesuan.messages import reading as say_reading
from xls_juesuan.reading.formats.calamine import read_raw_sheets
from xls_juesuan.reading.formats.limits import MOST_TEXT
from xls_juesuan.reading.formats.parts import DamageError
from xls_juesuan.reading.formats.parts import Parts
from xls_juesuan.reading.formats.plain_xlsx import NOT_CONTENT
from xls_juesuan.reading.formats.plain_xlsx import read_by_columns
from xls_juesuan.reading.formats.sheet_facts import SheetFacts
from xls_juesuan.reading.formats.sheet_facts import UnusualError
from xls_juesuan.reading.formats.sheet_facts import scan_sheet
from xls_juesuan.reading.formats.sheet_list import WORKBOOK
from xls_juesuan.reading.formats.sheet_list import find_sheets
from xls_juesuan.reading.formats.sheet_list import is_pending

if TYPE_CHECKING:
    from xls_juesuan.reading.formats.calamine import RawSheet
    from xls_juesuan.reading.formats.limits import Piece
    from xls_juesuan.reading.grid import Grid

_STRINGS = "xl/sharedstrings.xml"
_STRING_CELL = re.compile(rb'<c\s[^>]*?\bt="s"[^>]*>\s*<v>(\d+)</v>')


def read_xlsx(piece: Piece) -> list[Grid]:
    """Read every worksheet.

    Raises:
        UserError: the workbook is damaged, protected, or too large.
    """
    parts = Parts(piece)
    if parts.has_repeated_names:
        raise say_reading.damaged(piece.file)
    try:
        return read_by_columns(piece, parts)
    except UnusualError:
        return read_by_library(piece, parts)


def read_by_library(piece: Piece, parts: Parts) -> list[Grid]:
    """Read every worksheet by the general library.

    Raises:
        UserError: the workbook is damaged, protected, or too large.
    """
    book = _Workbook(piece, parts)
    book.refuse_heavy_texts()
    return [book.grid(sheet) for sheet in read_raw_sheets(piece)]


class _Workbook:
    """What the parts of one workbook say about its sheets."""

    def __init__(self, piece: Piece, parts: Parts) -> None:
        self._piece, self._parts = piece, parts
        workbook = parts.xml(WORKBOOK)
        self._is_pending = is_pending(workbook)
        self._part_of = {one.name: one.part for one in find_sheets(piece, parts, workbook)}
        self._facts = self._scan()
        for name, part in self._part_of.items():
            facts = self._facts.get(part)
            if facts is not None:
                facts.take_area(piece, name)

    def _scan(self) -> dict[str, SheetFacts]:
        wanted = set(self._part_of.values())
        facts = {}
        for info in self._parts:
            name = info.filename.replace("\\", "/").casefold()
            if name.startswith(NOT_CONTENT):
                continue
            is_sheet = "worksheets/" in name and not name.endswith((".rels", ".bin"))
            if name in wanted or is_sheet:
                facts[name] = self._scan_part(info.filename, info.file_size)
            else:
                for _ in self._parts.chunks(info.filename):
                    pass
        return facts

    def _scan_part(self, part: str, size: int) -> SheetFacts:
        try:
            return scan_sheet(lambda: self._parts.chunks(part), size)
        except DamageError as error:
            raise say_reading.damaged(self._piece.file) from error

    def refuse_heavy_texts(self) -> None:
        """Refuse a workbook that repeats long texts until they fill the memory."""
        part = next(
            (one.filename for one in self._parts if one.filename.casefold() == _STRINGS), ""
        )
        if not part:
            return
        lengths = [len(text) for text in self._parts.read(part).split(b"</si>")]
        filled = sum(
            self._facts[name].filled for name in self._part_of.values() if name in self._facts
        )
        if max(lengths) * filled < MOST_TEXT:
            return
        total = sum(self._text_length(name, lengths) for name in self._part_of.values())
        if total > MOST_TEXT:
            raise say.too_large(self._piece.file)

    def _text_length(self, part: str, lengths: list[int]) -> int:
        name = next((one.filename for one in self._parts if one.filename.casefold() == part), "")
        numbers = _STRING_CELL.findall(self._parts.read(name)) if name else []
        return sum(lengths[int(number)] for number in numbers if int(number) < len(lengths))

    def grid(self, sheet: RawSheet) -> Grid:
        """Join the cells with what the parts say about them."""
        facts = self._facts.get(self._part_of.get(sheet.name, ""), SheetFacts())
        top, left = sheet.start
        for (row, column), text in facts.errors.items():
            y, x = row - 1 - top, column - 1 - left
            if 0 <= y < len(sheet.rows) and 0 <= x < len(sheet.rows[y]):
                sheet.rows[y][x] = text
        return facts.grid(
            sheet.name,
            sheet.rows,
            sheet.start,
            is_hidden=sheet.is_hidden,
            is_pending=self._is_pending,
        )
