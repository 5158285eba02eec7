"""Knows .xlsb: parts of binary records in a zip.

The fast library gives the cells; the records tell whether it may be trusted with the file, and
where errors and hidden rows stand. Formulas of this format always store their value.
"""

from __future__ import annotations

import posixpath
import struct
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.messages import containers as say
from xls_juesuan.messages import reading as say_reading
from xls_juesuan.reading.formats.calamine import read_raw_sheets
from xls_juesuan.reading.formats.limits import MOST_COLUMNS
from xls_juesuan.reading.formats.limits import MOST_ROWS
from xls_juesuan.reading.formats.limits import MOST_TEXT
from xls_juesuan.reading.formats.limits import address_of
from xls_juesuan.reading.formats.parts import DamageError
from xls_juesuan.reading.formats.parts import Parts
from xls_juesuan.reading.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.reading.formats.calamine import RawSheet
    from xls_juesuan.reading.formats.limits import Piece

WORKBOOK = "xl/workbook.bin"
_RELATIONS = "xl/_rels/workbook.bin.rels"
_STRINGS = "xl/sharedStrings.bin"

_ROW, _BLANK, _ERROR, _STRING, _FORMULA_ERROR = 0, 1, 3, 7, 11
_CELLS = range(1, 12)
_STRING_ITEM, _SHEET, _DIMENSION, _BEGIN_STRINGS = 19, 156, 148, 159
_ROW_HIDDEN = 0x10
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_NO_RELATION = 0xFFFFFFFF


@dataclass(slots=True)
class _Facts:
    """What the records of one sheet say; rows and columns count from 1."""

    rows: int = 0
    columns: int = 0
    filled: int = 0
    text: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def read_xlsb(piece: Piece) -> list[Grid]:
    """Read every worksheet.

    Raises:
        UserError: the workbook is damaged, protected, or too large.
    """
    parts = Parts(piece)
    if parts.has_repeated_names:
        raise say_reading.damaged(piece.file)
    try:
        facts = _scan(piece, parts)
    except (DamageError, struct.error, IndexError, UnicodeDecodeError) as error:
        raise say_reading.damaged(piece.file) from error
    return [_grid(sheet, facts.get(sheet.name, _Facts())) for sheet in read_raw_sheets(piece)]


def _scan(piece: Piece, parts: Parts) -> dict[str, _Facts]:
    lengths = _text_lengths(parts)
    facts = {}
    for info in parts:
        name = info.filename.casefold()
        if name.endswith(".bin") and "sheets/" in name:
            facts[name] = _sheet_facts(parts.read(info.filename), lengths)
        else:
            for _ in parts.chunks(info.filename):
                pass
    if sum(one.text for one in facts.values()) > MOST_TEXT:
        raise say.too_large(piece.file)
    by_name = {}
    for sheet, part in _sheet_parts(parts):
        if sheet in by_name:
            raise say.same_sheet_names(piece.file, sheet)
        found = by_name[sheet] = facts.get(part.casefold())
        if found is None:
            raise DamageError
        far = address_of(found.rows, found.columns)
        piece.take_area(sheet, found.rows, found.columns, found.filled, far)
    return {name: one for name, one in by_name.items() if one}


def _records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind of each record, and where its content begins and ends."""
    at, end = 0, len(part)
    while at < end:
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[at] << 7)
            at += 1
        size = shift = 0
        while True:
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        if at + size > end:
            raise DamageError
        yield kind, at, at + size
        at += size


def _text_lengths(parts: Parts) -> list[int]:
    part = parts.read(_STRINGS) if _STRINGS in parts else b""
    lengths = []
    for kind, start, end in _records(part):
        if kind == _STRING_ITEM:
            lengths.append(end - start)
        elif kind == _BEGIN_STRINGS and struct.unpack_from("<I", part, start + 4)[0] > len(part):
            raise DamageError
    return lengths


def _sheet_facts(part: bytes, lengths: list[int]) -> _Facts:
    facts, row = _Facts(), 0
    for kind, start, end in _records(part):
        if kind == _ROW:
            row = int.from_bytes(part[start : start + 4], "little") + 1
            if row > MOST_ROWS:
                raise DamageError
            if end > start + 11 and part[start + 11] & _ROW_HIDDEN:
                facts.hidden_rows.add(row)
        elif kind in _CELLS and kind != _BLANK:
            column = int.from_bytes(part[start : start + 4], "little") + 1
            if column > MOST_COLUMNS or not row:
                raise DamageError
            facts.filled += 1
            facts.rows, facts.columns = max(row, facts.rows), max(column, facts.columns)
            if kind in {_ERROR, _FORMULA_ERROR}:
                facts.errors[row, column] = _ERRORS.get(part[start + 8], "#N/A")
            elif kind == _STRING:
                number = int.from_bytes(part[start + 8 : start + 12], "little")
                facts.text += lengths[number] if number < len(lengths) else 0
        elif kind == _DIMENSION:
            _check_dimension(struct.unpack_from("<4I", part, start))
    return facts


def _check_dimension(corners: tuple[int, ...]) -> None:
    top, bottom, left, right = corners
    if not (top <= bottom < MOST_ROWS and left <= right < MOST_COLUMNS):
        raise DamageError


def _sheet_parts(parts: Parts) -> Iterator[tuple[str, str]]:
    targets = {}
    for relation in parts.xml(_RELATIONS).iter("{*}Relationship") if _RELATIONS in parts else ():
        target = str(relation.get("Target") or "").replace("\\", "/")
        path = target if target.startswith("/") else f"xl/{target}"
        targets[relation.get("Id") or ""] = posixpath.normpath(path).lstrip("/")
    workbook = parts.read(WORKBOOK)
    for kind, start, _ in _records(workbook):
        if kind == _SHEET:
            relation_id, at = _wide_string(workbook, start + 8)
            yield _wide_string(workbook, at)[0], targets.get(relation_id, "")


def _wide_string(part: bytes, at: int) -> tuple[str, int]:
    length = struct.unpack_from("<I", part, at)[0]
    if length == _NO_RELATION:
        return "", at + 4
    end = at + 4 + 2 * length
    if end > len(part):
        raise DamageError
    return part[at + 4 : end].decode("utf-16-le"), end


def _grid(sheet: RawSheet, facts: _Facts) -> Grid:
    top, left = sheet.start
    for (row, column), text in facts.errors.items():
        y, x = row - 1 - top, column - 1 - left
        if 0 <= y < len(sheet.rows) and 0 <= x < len(sheet.rows[y]):
            sheet.rows[y][x] = text
    hidden = frozenset(facts.hidden_rows)
    return Grid(sheet.name, sheet.rows, top + 1, left + 1, sheet.is_hidden, hidden_rows=hidden)
