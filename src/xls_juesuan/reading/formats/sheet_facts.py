"""Knows what an xlsx sheet says that the fast reader leaves out: errors, formulas, hidden rows.

It also measures how far out the cells stand, because the fast reader makes every cell between.
Sheets are searched as bytes, which is many times quicker than parsing; a sheet whose XML is written
in an unusual way is parsed after all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.messages import containers as say
from xls_juesuan.reading.formats.limits import MOST_COLUMNS
from xls_juesuan.reading.formats.limits import MOST_ROWS
from xls_juesuan.reading.formats.limits import is_sparse
from xls_juesuan.reading.formats.limits import position_of
from xls_juesuan.reading.formats.parts import DamageError
from xls_juesuan.reading.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.reading.formats.limits import Piece

#: Beyond this size, cells of the first 26 columns are only counted.
_LARGE = 64 << 20
_LONGEST_CELL = 64 << 20
_ALPHABET = 26

_FORMULA = rb"<f\b[^>]*?(?:/>|>[^<]*</f>)"
_FILLED = re.compile(rb'<c r="([A-Z]+\d+)"(?:[^>]*[^/>])?>')
_FAR = re.compile(
    rb'<c r="([A-Z]{2}[^"]*|[A-Z]\d{7}[^"]*|[^A-Z][^"]*|[A-Z][^\dA-Z][^"]*)"(?:[^>]*[^/>])?>'
)
_ODD = re.compile(rb'<c r="(?:[^A-Z]|[A-Z]+(?:[^\dA-Z]|\d+[^\d"]))')
_ADDRESS = re.compile(rb"[A-Z]{1,3}[0-9]{1,7}")
_ROW = re.compile(rb'<row\s(?:[^>]*?\s)?r="(\d+)"')
_ROW_TAG = re.compile(rb"<row\b[^>]*>")
_ROW_NUMBER = re.compile(rb'\sr="(\d{1,7})"')
_NOT_SHOWN = re.compile(rb'\s(?:hidden="(?:1|true)"|ht="0(?:\.0+)?")')
_ERROR = re.compile(
    rb'<c r="([A-Z]+\d+)"[^>]*\st="e"[^>]*>(?:' + _FORMULA + rb")?\s*<v>([^<]*)</v>"
)
_HOLLOW = re.compile(
    rb'<c r="([A-Z]+\d+)"([^>]*)>\s*' + _FORMULA + rb"\s*(<v\s*/>|<v>0?</v>)?\s*</c>"
)
#: Signs that the patterns above do not see every cell.
_UNUSUAL = (re.compile(rb"<c[\t\r\n/>]"), re.compile(rb":(?:c|row)[\s/>]"))


class UnusualError(Exception):
    """The XML is written in a way that a search in its bytes does not understand.

    Whatever reads it in general has to read it.
    """


@dataclass(slots=True)
class SheetFacts:
    """What was found in one sheet; rows and columns count from 1."""

    rows: int = 0
    columns: int = 0
    filled: int = 0
    #: How far rows may reach where not every address was read.
    rows_at_most: int = 0
    far: str = ""
    hidden_rows: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    #: Formulas without a stored value, and those that store nothing but a blank text or a zero.
    hollow: set[tuple[int, int]] = field(default_factory=set)
    doubtful: set[tuple[int, int]] = field(default_factory=set)

    def reach(self, row: int, column: int, address: str) -> None:
        """Note a filled cell."""
        if not (0 < row <= MOST_ROWS and 0 < column <= MOST_COLUMNS):
            raise DamageError
        if row > self.rows or column > self.columns:
            self.far = address
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column)

    def take_area(self, piece: Piece, sheet: str) -> None:
        """Count the sheet against the limits, before its cells are made.

        Raises:
            UserError: it is too large, or one cell stands too far out.
        """
        piece.take_area(sheet, self.rows, self.columns, self.filled, self.far)
        if is_sparse(self.rows_at_most * self.columns, self.filled):
            raise say.far_cell(piece.file, sheet, self.far)

    def grid(
        self,
        name: str,
        rows: Sequence[list[Any]],
        start: tuple[int, int],
        *,
        is_hidden: bool,
        is_pending: bool,
    ) -> Grid:
        """Join the cells with what is known of them; ``start`` is the first cell, from 0."""
        top, left = start
        return Grid(
            name,
            rows,
            top + 1,
            left + 1,
            is_hidden,
            hidden_rows=frozenset(self.hidden_rows),
            hollow=frozenset(self.hollow),
            doubtful=frozenset(self.doubtful) if is_pending else frozenset(),
        )


def scan_sheet(chunks: Callable[[], Iterable[bytes]], size: int) -> SheetFacts:
    """Search a sheet.

    Args:
        chunks: unpacks the part from its beginning, each time it is called.
        size: bytes of the part when unpacked.

    Raises:
        DamageError: a cell stands outside of any sheet, or the XML is broken.
    """
    facts = SheetFacts()
    try:
        for piece in _whole_cells(chunks()):
            _refuse_unusual(piece)
            (_measure_roughly if size > _LARGE else _measure)(facts, piece)
            _find_hidden(facts, piece)
            _find_blanks(facts, piece)
    except UnusualError:
        return _parse_sheet(chunks())
    return facts


def _whole_cells(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut between cells, wherever the chunks were cut."""
    carried = b""
    for chunk in chunks:
        carried += chunk
        cut = carried.rfind(b"<c")
        if cut > 0:
            yield carried[:cut]
            carried = carried[cut:]
        elif len(carried) > _LONGEST_CELL:
            raise DamageError
    yield carried


def _refuse_unusual(piece: bytes) -> None:
    is_plain = (
        b"<!" not in piece
        and piece.count(b"<c ") == piece.count(b'<c r="')
        and not any(pattern.search(piece) for pattern in _UNUSUAL)
    )
    if not is_plain:
        raise UnusualError


def _measure(facts: SheetFacts, piece: bytes) -> None:
    addresses = _FILLED.findall(piece)
    facts.filled += len(addresses)
    letters: dict[bytes, int] = {}
    for address in addresses:
        name = address.rstrip(b"0123456789")
        column = letters.get(name) or letters.setdefault(name, position_of(name.decode())[1])
        row = int(address[len(name) :])
        if row > facts.rows or column > facts.columns:
            facts.reach(row, column, address.decode())
    facts.rows_at_most = facts.rows
    if _ODD.search(piece):
        raise UnusualError


def _measure_roughly(facts: SheetFacts, piece: bytes) -> None:
    facts.filled += piece.count(b"<v>") + piece.count(b"<is>")
    rows = _ROW.findall(piece)
    if rows:
        facts.reach(int(rows[-1]), _ALPHABET, f"A{rows[-1].decode()}")
    for address in _FAR.findall(piece):
        if not _ADDRESS.fullmatch(address):
            raise UnusualError
        facts.reach(*position_of(address.decode()), address.decode())
    facts.rows_at_most = MOST_ROWS


def _find_hidden(facts: SheetFacts, piece: bytes) -> None:
    if b'hidden="' not in piece and b' ht="0' not in piece:
        return
    for tag in _ROW_TAG.findall(piece):
        if _NOT_SHOWN.search(tag):
            number = _ROW_NUMBER.search(tag)
            if number is None:
                raise UnusualError
            facts.hidden_rows.add(int(number[1]))


def _find_blanks(facts: SheetFacts, piece: bytes) -> None:
    if b't="e"' in piece:
        for address, text in _ERROR.findall(piece):
            facts.errors[position_of(address.decode())] = text.decode("utf-8", "replace")
    if b"<f" not in piece:
        return
    for address, attributes, value in _HOLLOW.findall(piece):
        place = position_of(address.decode())
        is_stored = b"0" in value or b't="str"' in attributes
        (facts.doubtful if is_stored else facts.hollow).add(place)


# ------------------------------------------------------------------ parsing


def _parse_sheet(chunks: Iterable[bytes]) -> SheetFacts:
    from lxml import etree

    facts = SheetFacts()
    parser = etree.XMLPullParser(
        events=("start", "end"), tag=("{*}row", "{*}c"), resolve_entities=False, no_network=True
    )
    place = [0, 0]
    try:
        for chunk in chunks:
            if b"<!ENTITY" in chunk:
                raise DamageError
            parser.feed(chunk)
            _take_events(facts, parser.read_events(), place)
        parser.close()
        _take_events(facts, parser.read_events(), place)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamageError from error
    facts.rows_at_most = facts.rows
    return facts


def _take_events(facts: SheetFacts, events: Iterable[Any], place: list[int]) -> None:
    for event, element in events:
        is_row = element.tag.endswith("row")
        if is_row and event == "start":
            place[:] = [int(element.get("r") or place[0] + 1), 0]
            if element.get("hidden") in {"1", "true"} or element.get("ht") == "0":
                facts.hidden_rows.add(place[0])
        elif event == "end":
            if not is_row:
                _take_cell(facts, element, place)
                continue
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _take_cell(facts: SheetFacts, cell: Any, place: list[int]) -> None:  # noqa: ANN401 - lxml is untyped
    address = cell.get("r") or ""
    row, column = position_of(address) if address else (place[0], place[1] + 1)
    place[:] = [row or place[0], column]
    inner = {part.tag.rsplit("}", 1)[-1]: part.text or "" for part in cell.iterchildren("*")}
    if not inner:
        return
    at = (place[0], column)
    value, kind = inner.get("v", ""), cell.get("t")
    if kind == "e":
        facts.errors[at] = value
    elif "f" in inner and (not value or value == "0"):
        (facts.doubtful if value or kind == "str" else facts.hollow).add(at)
    facts.filled += 1
    facts.reach(*at, address or f"R{at[0]}C{at[1]}")
