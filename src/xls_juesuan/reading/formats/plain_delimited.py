"""Knows a plain text with one mark between cells, read column by column by the compiled scanner.

The cells are parted as bytes and each distinct one is decoded once: no encoding that is read here
has a byte of a mark within a letter. What is written in any other way is left to the csv module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xls_juesuan.reading.column import Column
from xls_juesuan.reading.column import is_blank
from xls_juesuan.reading.formats.sheet_facts import UnusualError
from xls_juesuan.reading.grid import ColumnarRows
from xls_juesuan.reading.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Callable

    from xls_juesuan.reading.formats.limits import Piece

    #: For each row the number of its cell, 0 for a blank, as bytes; and the cells from number 1.
    Parted = list[tuple[bytes, list[bytes]]]

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_ENCODINGS = ("utf-8", "gb18030")
#: Letters of two bytes in GB18030 hold other marks, but none of these.
_SAFE_MARKS = frozenset(",\t;")
#: More than the first letters, from which the mark between cells is told.
_HEAD = 4 << 20


def read_by_columns(
    piece: Piece,
    find_mark: Callable[[str], str],
    plain: Callable[[str], str],
    most_lines: int,
) -> Grid:
    """Read the one table of a text.

    Args:
        piece: the text.
        find_mark: tells the mark between cells from the beginning.
        plain: gives a cell as it is meant.
        most_lines: a cell with more line ends has swallowed the rows below.

    Raises:
        UserError: it is too large.
        UnusualError: it has to be read by the csv module.
    """
    content = piece.content
    start = len(_BYTE_ORDER_MARK) if content.startswith(_BYTE_ORDER_MARK) else 0
    if b"\0" in content:
        raise UnusualError
    mark = find_mark(_decoded_head(content[start:_HEAD]))
    if mark not in _SAFE_MARKS:
        raise UnusualError
    rows, parted = _split(content, mark, start)
    columns = [
        _column(numbers, cells, rows, plain, most_lines)
        for numbers, cells in _decoded(parted, only_utf8=start > 0)
    ]
    return _grid(piece, columns)


def _decoded_head(head: bytes) -> str:
    """The first whole lines."""
    if len(head) == _HEAD:
        head = head[: head.rfind(b"\n") + 1]
    for encoding in _ENCODINGS:
        try:
            return head.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnusualError


def _split(content: bytes, mark: str, start: int) -> tuple[int, Parted]:
    try:
        from xls_juesuan.reading.formats._sheet_scan import split
    except ImportError as error:
        raise UnusualError from error
    found = split(content, ord(mark), start)
    if found is None:
        raise UnusualError
    return found


def _decoded(parted: Parted, *, only_utf8: bool) -> list[tuple[bytes, list[str]]]:
    for encoding in _ENCODINGS[: 1 if only_utf8 else None]:
        try:
            return [
                (numbers, [cell.decode(encoding) for cell in cells]) for numbers, cells in parted
            ]
        except UnicodeDecodeError:
            continue
    raise UnusualError


def _column(
    numbers: bytes, cells: list[str], rows: int, plain: Callable[[str], str], most_lines: int
) -> Column[str]:
    if any(cell.count("\n") > most_lines for cell in cells):
        raise UnusualError
    codes = np.zeros(rows, np.int32)
    known = np.frombuffer(numbers, np.int32)
    codes[: len(known)] = known
    return Column(codes, ["", *map(plain, cells)])


def _grid(piece: Piece, columns: list[Column[str]]) -> Grid:
    """Leave blank rows and columns at the ends out."""
    filled = last = width = 0
    for number, column in enumerate(columns, 1):
        at = np.flatnonzero(~column.flags(is_blank))
        if len(at):
            filled, last, width = filled + len(at), max(last, int(at[-1]) + 1), number
    piece.take_area(piece.stem, last, width, filled)
    return Grid(piece.stem, ColumnarRows([column[:last] for column in columns[:width]]))
