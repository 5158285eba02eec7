"""Knows .xls: records in an OLE container, or, from very old programs, records alone.

The reader is written in plain Python, because the fast one ends the whole process on some
damaged files. What it leaves out (hidden rows, formulas that wait for calculation) is read from
the records.
"""

from __future__ import annotations

import datetime as dt
import io
import struct
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.errors import UserError
from xls_juesuan.messages import reading as say
from xls_juesuan.reading.formats.parts import DamageError
from xls_juesuan.reading.formats.xls_formulas import gives_text
from xls_juesuan.reading.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlrd import Book
    from xlrd.sheet import Sheet

    from xls_juesuan.reading.formats.limits import Piece

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_BEGINNINGS = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_END, _PASSWORD, _SHEET, _ROW, _FORMULA, _CALCULATED_BY = 0x0A, 0x2F, 0x85, 0x208, 0x06, 0x1C1
_ROW_HIDDEN = 0x20
_HEADER = struct.Struct("<HH")
#: A formula result that is the empty text: what a program stores that calculates nothing.
_EMPTY_RESULT = (0x03, 0xFFFF)
#: Where a formula record has its result, and where its tokens begin.
_RESULT, _TOKENS = slice(6, 14), 22


@dataclass(slots=True)
class _Facts:
    """What the records of one sheet say; rows and columns count from 1."""

    hidden_rows: set[int] = field(default_factory=set)
    empty_formulas: set[tuple[int, int]] = field(default_factory=set)
    unknown_texts: set[tuple[int, int]] = field(default_factory=set)


def read_xls(piece: Piece) -> list[Grid]:
    """Read every worksheet.

    Raises:
        UserError: the workbook is damaged, protected, or too large.
    """
    import xlrd

    try:
        stream = _workbook_stream(piece)
        facts = _scan(piece, stream)
        with xlrd.open_workbook(
            logfile=io.StringIO(), file_contents=stream, on_demand=True, ragged_rows=True
        ) as book:
            return list(_grids(piece, book, facts))
    except UserError:
        raise
    # DamageError surfaces as index, struct, assertion, key and many other errors alike.
    except Exception as error:
        if "encrypt" in str(error).lower():
            raise say.password_protected(piece.file) from error
        raise say.damaged(piece.file) from error


def _workbook_stream(piece: Piece) -> bytes:
    if not piece.content.startswith(OLE):
        return piece.content
    from xlrd.compdoc import CompDoc

    # Excel does not mind sectors that are named twice, and some exporters write such files;
    # whether the workbook is whole is seen from its records.
    document = CompDoc(piece.content, logfile=io.StringIO(), ignore_workbook_corruption=True)
    for name in ("Workbook", "Book"):
        memory, start, length = document.locate_named_stream(name)
        if memory:
            return bytes(memory[start : start + length])
    raise DamageError


# ------------------------------------------------------------------ records


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind of each record of one part of the stream, and where its content begins and ends.

    Raises:
        DamageError: the part has no end, as when a file was cut off.
    """
    depth = 0
    while at + _HEADER.size <= len(stream):
        kind, size = _HEADER.unpack_from(stream, at)
        yield kind, at + 4, at + 4 + size
        at += 4 + size
        depth += (kind in _BEGINNINGS) - (kind == _END)
        if depth <= 0:
            return
    raise DamageError


def _scan(piece: Piece, stream: bytes) -> list[_Facts]:
    """Look through all sheets; those that share their records are no sheets."""
    starts, was_calculated = [], False
    for kind, start, end in _records(stream, 0):
        if kind == _PASSWORD:
            raise say.password_protected(piece.file)
        was_calculated = was_calculated or kind == _CALCULATED_BY
        if kind == _SHEET and end - start >= 6:
            starts.append((struct.unpack_from("<I", stream, start)[0], stream[start + 5]))
    walked, facts = 0, []
    for offset, kind in starts:
        one = _Facts()
        for record, start, end in _records(stream, offset):
            walked += end - start + 4
            if walked > 2 * len(stream):
                raise DamageError
            _take_record(one, record, stream[start : min(end, start + 20)])
            if record & 0xFF == _FORMULA and _is_unknown_text(stream[start:end]):
                row, column = struct.unpack_from("<HH", stream, start)
                one.unknown_texts.add((row + 1, column + 1))
        if was_calculated:
            one.empty_formulas.clear()
        if kind == 0:
            facts.append(one)
    return facts


def _take_record(facts: _Facts, kind: int, head: bytes) -> None:
    if kind == _ROW and len(head) >= 16 and head[12] & _ROW_HIDDEN:
        facts.hidden_rows.add(int.from_bytes(head[:2], "little") + 1)
    is_formula = kind & 0xFF == _FORMULA and kind < 0x500 and len(head) >= 14
    if is_formula and (head[6], int.from_bytes(head[12:14], "little")) == _EMPTY_RESULT:
        row, column = struct.unpack_from("<HH", head)
        facts.empty_formulas.add((row + 1, column + 1))


def _is_unknown_text(formula: bytes) -> bool:
    """Whether a formula ends in a text and the file has 0 in its place."""
    if len(formula) <= _TOKENS or any(formula[_RESULT]):
        return False
    size = int.from_bytes(formula[_TOKENS - 2 : _TOKENS], "little")
    return gives_text(formula[_TOKENS : _TOKENS + size])


# ------------------------------------------------------------------ cells


def _grids(piece: Piece, book: Book, facts: list[_Facts]) -> Iterator[Grid]:
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        about = facts[number] if number < len(facts) else _Facts()
        rows = [
            [_cell(sheet, book, row, column) for column in range(sheet.row_len(row))]
            for row in range(sheet.nrows)
        ]
        for row, column in about.unknown_texts:
            rows[row - 1][column - 1] = ""
        yield Grid(
            sheet.name,
            piece.rectangle(sheet.name, rows),
            is_hidden=sheet.visibility != 0,
            hidden_rows=frozenset(about.hidden_rows),
            doubtful=frozenset(about.empty_formulas | about.unknown_texts),
        )
        book.unload_sheet(number)


def _cell(sheet: Sheet, book: Book, row: int, column: int) -> Any:  # noqa: ANN401 - as cells are
    import xlrd

    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(value, "#N/A")
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_DATE:
        return _date(value, book.datemode)
    return value


def _date(value: float, mode: int) -> float | dt.date:
    import xlrd

    try:
        moment: dt.datetime = xlrd.xldate_as_datetime(value, mode)
    except (ValueError, OverflowError, xlrd.XLDateError):
        return value
    return moment.date() if moment.time() == dt.time() else moment
