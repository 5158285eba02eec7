"""How one cell of the supplement is read, by the kind of its field.

It knows kinds of value; it refuses to know sheets and rows.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from xls_juesuan.declarations.supplement_form import FieldKind
from xls_juesuan.messages import supplement as say
from xls_juesuan.money import FEN_PER_YUAN
from xls_juesuan.money import AmountError
from xls_juesuan.money import parse_decimal
from xls_juesuan.reading.cells import text_of

if TYPE_CHECKING:
    from xls_juesuan.declarations.supplement_form import FormField
    from xls_juesuan.supplement import Value

#: Codes of the rules that judge what is wrong with a supplement.
UNREADABLE = "F201"
UNKNOWN_FIELD = "F202"
OUTSIDE_CHOICES = "F203"
NEGATIVE = "F204"

_MONTH = re.compile(r"^(\d{4})(?:[年./\-](\d{1,2})|(\d{2}))月?(?:份)?$")
_CODE = re.compile(r"^\d{3}(?:\d{2}){0,2}$")
_YEARS = range(2000, 2101)
_HIGHEST_SCORE = 100
#: No number on the form is this large; beyond it a double does not keep the fen.
_LARGEST = 10**12


class CellError(Exception):
    """A cell holds what its field does not take.

    Args:
        code: code of the rule that judges it.
        why: what the field takes, Chinese; empty when the rule says it all.
    """

    def __init__(self, code: str, why: str = "") -> None:
        self.code = code
        self.why = why
        super().__init__(code, why)


def parse_value(each: FormField, cell: object) -> Value | None:
    """Read one cell; ``None`` when nothing was filled in.

    Returns:
        Fen for an amount, an int for a count or a year, else a text.

    Raises:
        CellError: the cell holds something else.
    """
    if not text_of(cell):
        return None
    match each.kind:
        case FieldKind.TEXT:
            return _parse_text(cell)
        case FieldKind.CODE:
            return _parse_code(cell)
        case FieldKind.CHOICE:
            return _parse_choice(each, cell)
        case FieldKind.MONTH:
            return _parse_month(cell)
        case FieldKind.AMOUNT:
            return _parse_amount(each, cell)
        case FieldKind.SCORE:
            return _parse_score(each, cell)
        case FieldKind.COUNT | FieldKind.YEAR:
            return _parse_count(each, cell)


def fault_sentence(
    each: FormField, cell: object, fault: CellError, *, dropped: str = say.CELL
) -> str:
    """Say in Chinese what is wrong with the cell, and that ``dropped`` was left out for it."""
    written = text_of(cell)
    if fault.code == OUTSIDE_CHOICES:
        choices = "、".join(each.choices)
        return say.outside_choices(each.label, written, choices, dropped=dropped)
    if fault.code == NEGATIVE:
        return say.negative(each.label, written, dropped=dropped)
    return say.unreadable(each.label, written, fault.why, dropped=dropped)


def plain(text: str) -> str:
    """Give a text for comparison: full width as half width, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _parse_text(cell: object) -> str:
    if isinstance(cell, (bool, dt.date, dt.time, dt.timedelta)):
        raise CellError(UNREADABLE, say.NOT_A_TEXT)
    return text_of(cell)


def _parse_code(cell: object) -> str:
    code = plain(text_of(cell))
    if isinstance(cell, bool) or not _CODE.match(code):
        raise CellError(UNREADABLE, say.NOT_A_CODE)
    return code


def _parse_choice(each: FormField, cell: object) -> str:
    written = plain(text_of(cell))
    for text, value in each.choices.items():
        if plain(text) == written:
            return value
    raise CellError(OUTSIDE_CHOICES)


def _parse_month(cell: object) -> str:
    if isinstance(cell, dt.date):
        return f"{cell.year}年{cell.month:02d}月"
    found = _MONTH.match(plain(text_of(cell)))
    # The number 2025.1 may have been typed as 2025.10.
    if found is None or (isinstance(cell, float) and not cell.is_integer()):
        raise CellError(UNREADABLE, say.NOT_A_MONTH)
    month = int(found.group(2) or found.group(3))
    if not 1 <= month <= 12:
        raise CellError(UNREADABLE, say.NOT_A_MONTH)
    return f"{found.group(1)}年{month:02d}月"


def _parse_amount(each: FormField, cell: object) -> int | None:
    why = say.IN_WAN if isinstance(cell, str) and say.WAN in cell else say.NOT_AN_AMOUNT
    number = _number(each, cell, why)
    if number is None:
        return None
    fen = number * FEN_PER_YUAN
    if fen != fen.to_integral_value():
        raise CellError(UNREADABLE, say.BELOW_FEN)
    return int(fen)


def _parse_count(each: FormField, cell: object) -> int | None:
    why = say.NOT_A_YEAR if each.kind is FieldKind.YEAR else say.NOT_WHOLE
    number = _number(each, cell, why)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise CellError(UNREADABLE, why)
    if each.kind is FieldKind.YEAR and int(number) not in _YEARS:
        raise CellError(UNREADABLE, why)
    return int(number)


def _parse_score(each: FormField, cell: object) -> str | None:
    number = _number(each, cell, say.NOT_A_SCORE)
    if number is None:
        return None
    if number > _HIGHEST_SCORE:
        raise CellError(UNREADABLE, say.NOT_A_SCORE)
    return format(number, "f")


def _number(each: FormField, cell: object, why: str) -> Decimal | None:
    """Read a number; a text may carry the unit that the form prints beside it."""
    if isinstance(cell, str):
        cell = plain(cell).removesuffix(plain(each.unit))
    try:
        number = parse_decimal(cell)
    except AmountError:
        raise CellError(UNREADABLE, why) from None
    if number is None:
        return None
    if abs(number) >= _LARGEST:
        raise CellError(UNREADABLE, why)
    if number < 0 and not each.negative:
        raise CellError(NEGATIVE)
    # The number 64 comes from a spreadsheet as 64.0.
    is_whole_float = isinstance(cell, float) and number == number.to_integral_value()
    return number.quantize(Decimal(1)) if is_whole_float else number
