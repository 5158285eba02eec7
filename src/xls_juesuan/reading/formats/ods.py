"""Knows .ods: content.xml in a zip, or the same in one flat XML file.

The tables are read as the file states them. Blank cells repeated to the edge of the sheet are not
made; filled ones are counted before they are.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.messages import reading as say
from xls_juesuan.reading.formats.drafts import SheetDraft
from xls_juesuan.reading.formats.limits import MOST_CELLS
from xls_juesuan.reading.formats.limits import MOST_COLUMNS
from xls_juesuan.reading.formats.limits import MOST_ROWS
from xls_juesuan.reading.formats.limits import Piece
from xls_juesuan.reading.formats.parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.reading.grid import Grid

CONTENT = "content.xml"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_ERRORS = ("#", "Err:", "错误:")
_NUMBERS = frozenset({"float", "percentage", "currency"})


@dataclass(slots=True)
class _Sheet(SheetDraft):
    filled: int = 0
    #: Rows of blanks that are made when a filled one follows.
    waiting: int = 0


def read_ods(piece: Piece) -> list[Grid]:
    """Read every table of the zip container."""
    return _read_tables(piece, Parts(piece).chunks(CONTENT))


def read_flat_ods(piece: Piece) -> list[Grid]:
    """Read every table of a flat XML file."""
    return _read_tables(piece, iter([piece.content]))


def _read_tables(piece: Piece, chunks: Iterator[bytes]) -> list[Grid]:
    try:
        sheets = list(_sheets(chunks))
    except (SyntaxError, ValueError, OverflowError) as error:
        raise say.damaged(piece.file) from error
    return [sheet.finish(piece) for sheet in sheets]


def _sheets(chunks: Iterator[bytes]) -> Iterator[_Sheet]:
    """Parse the tables row by row, so that one row at a time is in memory as XML."""
    from lxml import etree

    wanted = tuple(f"{_TABLE}{name}" for name in ("table", "table-row"))
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=(*wanted, f"{_STYLE}style"),
        resolve_entities=False,
        no_network=True,
    )
    hidden_styles: set[str] = set()
    open_sheets: list[_Sheet] = []
    for chunk in (*chunks, b""):
        if b"<!ENTITY" in chunk:
            raise ValueError(chunk[:1])
        if chunk:
            parser.feed(chunk)
        else:
            parser.close()
        for event, element in parser.read_events():
            yield from _take(event, element, open_sheets, hidden_styles)


def _take(
    event: str,
    element: Any,  # noqa: ANN401 - lxml is untyped
    open_sheets: list[_Sheet],
    hidden_styles: set[str],
) -> Iterator[_Sheet]:
    if element.tag == f"{_STYLE}style":
        if event == "end" and any(
            part.get(f"{_TABLE}display") == "false" for part in element.iterchildren()
        ):
            hidden_styles.add(element.get(f"{_STYLE}name") or "")
    elif element.tag == f"{_TABLE}table":
        if event == "start":
            name = element.get(f"{_TABLE}name") or ""
            is_hidden = element.get(f"{_TABLE}style-name") in hidden_styles
            open_sheets.append(_Sheet(name, is_hidden))
        else:
            yield open_sheets.pop()
    elif event == "end" and open_sheets:
        _take_row(open_sheets[-1], element)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _take_row(sheet: _Sheet, element: Any) -> None:  # noqa: ANN401 - lxml is untyped
    times = max(1, int(element.get(f"{_TABLE}number-rows-repeated") or 1))
    number = len(sheet.rows) + sheet.waiting + 1
    cells, hollow = _read_row(element)
    if not cells and not hollow:
        sheet.waiting += times
        return
    sheet.filled += times * len(cells)
    if number + times - 1 > MOST_ROWS or sheet.filled > MOST_CELLS:
        raise ValueError(number)
    sheet.rows.extend([] for _ in range(sheet.waiting))
    sheet.waiting = 0
    sheet.rows.extend(list(cells) for _ in range(times))
    sheet.hollow.update((number + each, column) for each in range(times) for column in hollow)
    if element.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
        sheet.hidden_rows.update(range(number, number + times))


def _read_row(element: Any) -> tuple[list[Any], list[int]]:  # noqa: ANN401 - lxml is untyped
    """Cells up to the last filled one, and columns of formulas without a value."""
    cells: list[Any] = []
    hollow: list[int] = []
    waiting = 0
    for cell in element.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        times = max(1, int(cell.get(f"{_TABLE}number-columns-repeated") or 1))
        value = _value(cell)
        if value == "" and cell.get(f"{_TABLE}formula") and not cell.get(f"{_OFFICE}value-type"):
            hollow.append(len(cells) + waiting + 1)
        if value == "":
            waiting += times
            continue
        if len(cells) + waiting + times > MOST_COLUMNS:
            raise ValueError(times)
        cells.extend([""] * waiting)
        cells.extend([value] * times)
        waiting = 0
    return cells, hollow


def _value(cell: Any) -> Any:  # noqa: ANN401 - lxml is untyped, cells are anything
    kind = cell.get(f"{_OFFICE}value-type") or ""
    number = cell.get(f"{_OFFICE}value") if kind in _NUMBERS else None
    if number and not _is_error(cell):
        return float(number)
    if kind == "date":
        return _date(cell.get(f"{_OFFICE}date-value") or "")
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    lines = ["".join(_texts(line)) for line in cell.iterchildren(f"{_TEXT}p", f"{_TEXT}h")]
    stated = cell.get(f"{_OFFICE}string-value")
    return "\n".join(lines) or stated or ""


def _is_error(cell: Any) -> bool:  # noqa: ANN401 - lxml is untyped
    """Whether a formula failed: its number is 0 then, and its text names the error."""
    if not cell.get(f"{_TABLE}formula"):
        return False
    shown = cell.findtext(f"{_TEXT}p") or ""
    return shown.startswith(_ERRORS)


def _texts(element: Any) -> Iterator[str]:  # noqa: ANN401 - lxml is untyped
    """Text of a paragraph; runs of blanks, tabs and line breaks are elements of their own."""
    yield element.text or ""
    for part in element.iterchildren("*"):
        if part.tag == f"{_TEXT}s":
            yield " " * min(int(part.get(f"{_TEXT}c") or 1), 1000)
        elif part.tag == f"{_TEXT}tab":
            yield "\t"
        elif part.tag == f"{_TEXT}line-break":
            yield "\n"
        elif part.tag != f"{_OFFICE}annotation":
            yield from _texts(part)
        yield part.tail or ""


def _date(text: str) -> str | dt.date:
    try:
        moment = dt.datetime.fromisoformat(text[:26])
    except ValueError:
        return text
    return moment.date() if moment.time() == dt.time() else moment
