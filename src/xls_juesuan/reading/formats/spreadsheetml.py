"""Knows SpreadsheetML 2003: one XML file that most programs call .xls."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.messages import reading as say
from xls_juesuan.reading.formats.delimited import decode_text
from xls_juesuan.reading.formats.drafts import SheetDraft
from xls_juesuan.reading.formats.limits import MOST_COLUMNS
from xls_juesuan.reading.formats.limits import MOST_ROWS
from xls_juesuan.reading.formats.limits import Piece

if TYPE_CHECKING:
    from xls_juesuan.reading.grid import Grid

#: How the root element is told from any other XML.
NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{NAMESPACE}}}"
_DECLARATION = re.compile(r"^\s*<\?xml.*?\?>", re.DOTALL)
#: Characters that XML forbids; narrations that came from a terminal have them.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ONE = "1"


@dataclass(slots=True)
class _Sheet(SheetDraft):
    #: Columns that cells above reach down into, and through how many more rows.
    covered: dict[int, int] = field(default_factory=dict)


def read_spreadsheetml(piece: Piece) -> list[Grid]:
    """Read every worksheet.

    Raises:
        UserError: it is no XML, or a cell stands outside of any sheet.
    """
    from lxml import etree

    text = _FORBIDDEN.sub("", _DECLARATION.sub("", decode_text(piece), count=1)).lstrip()
    if "<!ENTITY" in text:
        raise say.damaged(piece.file)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
        sheets = [_read_sheet(element) for element in root.iter(f"{_SS}Worksheet")]
    except (etree.XMLSyntaxError, ValueError, OverflowError) as error:
        raise say.damaged(piece.file) from error
    return [sheet.finish(piece) for sheet in sheets]


def _read_sheet(worksheet: Any) -> _Sheet:  # noqa: ANN401 - lxml is untyped
    sheet = _Sheet(worksheet.get(f"{_SS}Name") or "")
    visible = worksheet.find("{*}WorksheetOptions/{*}Visible")
    sheet.is_hidden = visible is not None and (visible.text or "").startswith("SheetHidden")
    sheet.is_hidden |= visible is not None and (visible.text or "").startswith("SheetVeryHidden")
    for row in worksheet.iterfind(f"{_SS}Table/{_SS}Row"):
        number = _number(row, "Index") or len(sheet.rows) + 1
        _skip_to(sheet, number)
        sheet.rows.append(_read_row(sheet, row, number))
        if row.get(f"{_SS}Hidden") == _ONE or row.get(f"{_SS}Height") == "0":
            sheet.hidden_rows.add(number)
        _skip_to(sheet, number + 1 + _number(row, "Span"))
    return sheet


def _skip_to(sheet: _Sheet, number: int) -> None:
    if not len(sheet.rows) < number <= MOST_ROWS + 1:
        raise ValueError(number)
    missing = number - 1 - len(sheet.rows)
    sheet.rows.extend([] for _ in range(missing))
    sheet.covered = {at: left - missing for at, left in sheet.covered.items() if left > missing}


def _read_row(sheet: _Sheet, row: Any, number: int) -> list[Any]:  # noqa: ANN401 - lxml is untyped
    covered = sheet.covered
    sheet.covered = {at: left - 1 for at, left in covered.items() if left > 1}
    cells: list[Any] = []
    for element in row.iterfind(f"{_SS}Cell"):
        column = _number(element, "Index") or len(cells) + 1
        while not element.get(f"{_SS}Index") and column in covered:
            column += 1
        across = _number(element, "MergeAcross")
        if not len(cells) < column <= MOST_COLUMNS or across >= MOST_COLUMNS:
            raise ValueError(column)
        cells.extend([""] * (column - 1 - len(cells)))
        data = element.find(f"{_SS}Data")
        cells.append("" if data is None else _value(data))
        if cells[-1] == "" and element.get(f"{_SS}Formula") and _is_without_value(data):
            sheet.hollow.add((number, column))
        down = _number(element, "MergeDown")
        for at in range(column, column + across + 1) if down else ():
            sheet.covered[at] = down
        if len(cells) < MOST_COLUMNS:
            cells.extend([""] * across)
    return cells


def _is_without_value(data: Any) -> bool:  # noqa: ANN401 - lxml is untyped
    return data is None or data.get(f"{_SS}Type") != "String"


def _number(element: Any, name: str) -> int:  # noqa: ANN401 - lxml is untyped
    number = int(element.get(f"{_SS}{name}") or 0)
    if number < 0:
        raise ValueError(number)
    return number


def _value(data: Any) -> Any:  # noqa: ANN401 - lxml is untyped, cells are anything
    text = "".join(data.itertext())
    kind = data.get(f"{_SS}Type")
    if kind == "Number" and text.strip():
        try:
            return float(text)
        except ValueError:
            return text
    if kind == "DateTime" and text.strip():
        try:
            moment = dt.datetime.fromisoformat(text.strip())
        except ValueError:
            return text
        return moment.date() if moment.time() == dt.time() else moment
    if kind == "Boolean":
        return text.strip() == _ONE
    return text
