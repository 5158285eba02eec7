"""Knows how the sheets of an xlsx become columns in one pass, where they are written plainly.

The compiled scanner reads the bytes; what it does not understand, and a program that was
installed without it, leaves the sheet to the general library. Both say the same.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

import numpy as np

from xls_juesuan.reading.column import Column
from xls_juesuan.reading.formats.miniature import STRINGS
from xls_juesuan.reading.formats.miniature import STYLES
from xls_juesuan.reading.formats.miniature import Miniature
from xls_juesuan.reading.formats.sheet_facts import SheetFacts
from xls_juesuan.reading.formats.sheet_facts import UnusualError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from xls_juesuan.reading.formats._sheet_scan import Scanner

# What a cell holds, as the scanner numbers it.
_BLANK, _SHARED, _NUMBER, _BOOLEAN, _ERROR, _TEXT, _DATED, _LASTING = range(8)
#: These are places in a table of texts.
_OF_TABLES = frozenset({_SHARED, _TEXT, _ERROR})
_ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"}
)
#: Styles beyond this are as good as none; Excel holds 64,000.
_MOST_STYLES = 65_536
_FORMATS = re.compile(rb"<cellXfs\b(.*?)</cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<xf[\s/>]")
#: A number that is a date and a time, where its style says so.
_SOME_DAY = 45000.5
_KINDS_OF_STYLES = {dt.datetime: 1, dt.timedelta: 2}
_PLAIN_STRING = re.compile(r'<si>\s*<t(?: xml:space="(preserve)")?>([^<]*)</t>\s*</si>', re.ASCII)
_ANY_STRING = re.compile(rb"<(?:\w+:)?si[\s/>]")
_MARK = re.compile(r"&(#x?[0-9A-Fa-f]+|\w+);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_BLANKS = " \t\r\n"
_LAST_LETTER, _NO_LETTERS = 0x10FFFF, range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class ScannedSheet:
    """A sheet: its columns, where its first cell stands (from 0), and what else was seen."""

    columns: tuple[Column[Any], ...]
    start: tuple[int, int]
    facts: SheetFacts


class SheetScanner:
    """Reads the sheets of one workbook.

    Args:
        strings, styles: the parts of shared texts and of styles; empty where there is none.
        is_1904: whether dates count from 1904.

    Raises:
        UnusualError: there is no compiled scanner, or the library has to read the workbook.
    """

    def __init__(self, strings: bytes, styles: bytes, *, is_1904: bool) -> None:
        try:
            from xls_juesuan.reading.formats._sheet_scan import Scanner
        except ImportError as error:
            raise UnusualError from error
        self._scanner = Scanner
        parts = {name: part for name, part in ((STRINGS, strings), (STYLES, styles)) if part}
        self._miniature = Miniature(parts, is_1904=is_1904)
        self._strings = _read_strings(strings, self._miniature)
        self._dated = self._find_dated(styles)

    def _find_dated(self, styles: bytes) -> bytes:
        """For each style: 0 for a number, 1 for a date or time, 2 for a span of time."""
        if not styles:
            return b""
        formats = _FORMATS.search(styles)
        if formats is None:
            raise UnusualError
        count = min(len(_STYLE.findall(formats[1])), _MOST_STYLES)
        found = self._miniature.numbers((style, _SOME_DAY) for style in range(count))
        return bytes(_KINDS_OF_STYLES.get(type(one), 0) for one in found)

    def scan(self, chunks: Iterable[bytes]) -> ScannedSheet:
        """Read one sheet.

        Raises:
            UnusualError: the library has to read it.
        """
        scanner = self._scanner(self._dated)
        for chunk in chunks:
            # The rest is unpacked all the same, so that a damaged part is found.
            scanner.feed(chunk)
        if not scanner.is_whole():
            raise UnusualError
        return self._sheet(scanner)

    def _sheet(self, scanner: Scanner) -> ScannedSheet:
        rows, width, filled, shared, hidden, hollow, doubtful = scanner.facts()
        if shared > len(self._strings):
            raise UnusualError
        facts = SheetFacts(rows=rows, filled=filled, rows_at_most=rows, hidden_rows=set(hidden))
        facts.hollow, facts.doubtful = _pairs(hollow), _pairs(doubtful)
        texts = [_unescaped(raw) for raw in scanner.texts()]
        raw = [scanner.column(number) for number in range(width)]
        arrays = [
            (np.frombuffer(kinds, np.uint8), np.frombuffer(payload, np.int64))
            for kinds, payload in raw
        ]
        used = [number for number, (kinds, _) in enumerate(arrays) if kinds.any()]
        if not used:
            return ScannedSheet((), (0, 0), facts)
        first = min(int(np.argmax(arrays[number][0] != _BLANK)) for number in used)
        facts.columns = used[-1] + 1
        columns = tuple(
            self._column(*arrays[number], texts, first, rows)
            for number in range(used[0], used[-1] + 1)
        )
        return ScannedSheet(columns, (first, used[0]), facts)

    def _column(
        self,
        kinds: NDArray[np.uint8],
        payload: NDArray[np.int64],
        texts: list[str],
        first: int,
        rows: int,
    ) -> Column[Any]:
        codes = np.zeros(rows - first, np.int32)
        distinct: list[Any] = [""]
        kinds, payload = kinds[first:], payload[first:]
        for kind in np.flatnonzero(np.bincount(kinds, minlength=_LASTING + 1)).tolist():
            if kind == _BLANK:
                continue
            places = np.flatnonzero(kinds == kind)
            some = payload if len(places) == len(payload) else payload[places]
            own, which = _distinct(some, is_table=kind in _OF_TABLES)
            codes[places] = which + np.int32(len(distinct))
            distinct += self._cells(kind, own, texts)
        return Column(codes, distinct)

    def _cells(self, kind: int, payload: NDArray[np.int64], texts: list[str]) -> list[Any]:
        """The cells that payloads of one kind stand for."""
        if kind == _SHARED:
            return [self._strings[number] for number in payload.tolist()]
        if kind in {_TEXT, _ERROR}:
            found = [texts[number] for number in payload.tolist()]
            if kind == _ERROR and not _ERRORS.issuperset(found):
                raise UnusualError
            return found
        if kind == _BOOLEAN:
            return [bool(truth) for truth in payload.tolist()]
        numbers: list[float] = payload.view(np.float64).tolist()
        if kind == _NUMBER:
            return numbers
        style = self._dated.index(1 if kind == _DATED else 2)
        return self._miniature.numbers((style, number) for number in numbers)


def _distinct(
    payload: NDArray[np.int64], *, is_table: bool
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Distinct payloads, and for each which it is; places in a table are small numbers."""
    if is_table:
        is_used = np.zeros(int(payload.max()) + 1, np.bool_)
        is_used[payload] = True
        numbers = np.cumsum(is_used, dtype=np.int32) - np.int32(1)
        return np.flatnonzero(is_used), numbers[payload]
    import pandas as pd

    codes, distinct = pd.factorize(payload)
    return np.asarray(distinct, np.int64), codes.astype(np.int32)


def _pairs(numbers: list[int]) -> set[tuple[int, int]]:
    return set(zip(numbers[::2], numbers[1::2], strict=True))


def _read_strings(part: bytes, miniature: Miniature) -> list[str]:
    """The shared texts: plain ones at once, a table with any other by the library."""
    count = len(_ANY_STRING.findall(part))
    if b"<!" in part or b"_x" in part or b"\r" in part:
        return miniature.strings(count)
    found = _PLAIN_STRING.findall(_decoded(part))
    if len(found) != count:
        return miniature.strings(count)
    if b"&" in part:
        found = [(is_kept, _MARK.sub(_letter, text)) for is_kept, text in found]
    return [text if is_kept else text.strip(_BLANKS) for is_kept, text in found]


def _unescaped(raw: bytes) -> str:
    """A text as its writer meant it.

    Raises:
        UnusualError: it holds what only the library reads.
    """
    if b"\r" in raw or b"_x" in raw:
        raise UnusualError
    text = _decoded(raw)
    return _MARK.sub(_letter, text) if "&" in text else text


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise UnusualError from error


def _letter(mark: re.Match[str]) -> str:
    name = mark[1]
    if not name.startswith("#"):
        if name not in _NAMED:
            raise UnusualError
        return _NAMED[name]
    number = int(f"0{name[1:]}", 0) if name[1] == "x" else int(name[1:])
    if not 0 < number <= _LAST_LETTER or number in _NO_LETTERS:
        raise UnusualError
    return chr(number)
