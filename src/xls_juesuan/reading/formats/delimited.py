"""Knows text with one mark between cells: .csv, .txt, whatever they are called."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.errors import UserError
from xls_juesuan.messages import containers as say
from xls_juesuan.messages import reading as say_reading
from xls_juesuan.reading.formats.plain_delimited import read_by_columns
from xls_juesuan.reading.formats.sheet_facts import UnusualError
from xls_juesuan.reading.grid import Grid

if TYPE_CHECKING:
    from xls_juesuan.reading.formats.limits import Piece

#: Spreadsheets export codes as ="2010301" so that Excel keeps them as text.
_QUOTED_FORMULA = re.compile(r'^="(.*)"$', re.DOTALL)
_DELIMITERS = (",", "\t", ";", "|")
_LOOKED_AT = 60
_BEGINNING = 40
#: A narration may have several lines; a cell with more has swallowed the rows below.
_MOST_LINES = 20
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode_text(piece: Piece) -> str:
    """Decode by the mark at the beginning, else as UTF-8, else as GB18030.

    Raises:
        UserError: it is none of these.
    """
    encodings: tuple[str, ...] = ("utf-8-sig", "gb18030")
    if piece.content.startswith(_UTF16_MARKS):
        encodings = ("utf-16",)
    elif wide := _unmarked_utf16(piece.content):
        encodings = (wide,)
    where = 0
    for encoding in encodings:
        try:
            return piece.content.decode(encoding)
        except UnicodeDecodeError as error:
            where = max(where, error.start)
    raise say.bad_encoding(piece.file, piece.content.count(b"\n", 0, where) + 1)


def _unmarked_utf16(content: bytes) -> str:
    """UTF-16 without its mark, by line ends that take two bytes."""
    head = content[:4096]
    if b"\n\x00" in head and b"\x00\x00" not in head:
        return "utf-16-le"
    return ""


def is_delimited(piece: Piece) -> bool:
    """Whether a text looks like a table at all."""
    try:
        return bool(_find_delimiter(decode_text(piece)))
    except UserError:
        return False


def read_delimited(piece: Piece) -> list[Grid]:
    """Read the one table of a text.

    Raises:
        UserError: it is no table, or a quotation mark swallows its rows.
    """
    try:
        return [read_by_columns(piece, _find_delimiter, _plain, _MOST_LINES)]
    except UnusualError:
        return read_row_by_row(piece)


def read_row_by_row(piece: Piece) -> list[Grid]:
    """Read the one table of a text by the csv module.

    Raises:
        UserError: it is no table, or a quotation mark swallows its rows.
    """
    text = decode_text(piece)
    delimiter = _find_delimiter(text)
    if not delimiter:
        raise say_reading.not_a_spreadsheet(piece.file, "text", text.strip()[:_BEGINNING])
    # The library's own limit is a setting of the whole process, 131,072 characters at first.
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter)
    rows: list[list[Any]] = []
    try:
        for row in reader:
            if any(cell.count("\n") > _MOST_LINES for cell in row):
                raise say.unclosed_quote(piece.file, len(rows) + 1)
            rows.append([_plain(cell) for cell in row])
    except csv.Error as error:
        raise say_reading.damaged(piece.file) from error
    if rows and any("\n" in cell for cell in rows[-1]) and _ends_quoted(text, delimiter):
        raise say.unclosed_quote(piece.file, len(rows))
    return [Grid(piece.stem, piece.rectangle(piece.stem, rows))]


def _plain(cell: str) -> str:
    found = _QUOTED_FORMULA.match(cell.strip()) if '="' in cell else None
    return found.group(1) if found else cell


def _ends_quoted(text: str, delimiter: str) -> bool:
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _find_delimiter(text: str) -> str:
    """The mark that cuts most of the first lines into three cells or more."""
    head = text[: 1 << 20]
    lines = [line for line in head.splitlines()[:_LOOKED_AT] if line.strip()]
    counts = {mark: sum(line.count(mark) >= 2 for line in lines) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: (counts[mark], -_DELIMITERS.index(mark)))
    return best if counts[best] else ""
