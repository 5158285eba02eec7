"""Money as integer fen: reading it from cells, rounding it, printing it.

No function here returns a binary float except ``fen_to_wan_float`` and
``fen_to_yuan_float``, which exist for the spreadsheet writer alone: a spreadsheet cell
is a double, and both give the double nearest to the exact decimal value.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP
from decimal import Decimal
from decimal import InvalidOperation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

FEN_PER_YUAN = 100
YUAN_PER_WAN = 10_000
FEN_PER_WAN = FEN_PER_YUAN * YUAN_PER_WAN
#: One hundredth of a 万元, the step of every printed figure, in fen.
FEN_PER_PRINTED_STEP = FEN_PER_WAN // 100

#: A percentage is held in ten-thousandths of a percent: 99.57 % is 995,700.
STEPS_PER_PERCENT = 10_000
#: A score is held in hundredths of a point.
STEPS_PER_POINT = 100

#: Amounts of this many fen (10 ** 12 yuan) or more are no money of a unit; sums of ninety
#: thousand lines of less fit the int64 columns of the ledger.
LARGEST_FEN = 10**14

#: Marks that ledgers and published tables print where there is no amount; … is written as dots.
_EMPTY_MARKS = frozenset(
    {
        *("", "-", "--", "—", "——", "–", "―", "─", "−", "/", "//", "\\", "...", "......"),
        *("無", "无", "平"),
    }
)
_CURRENCY_WORDS = re.compile(r"^(?:人民币|RMB|CNY|[¥￥])|(?:元|圆)$", re.IGNORECASE)
#: What stands between thousands, beside blanks of every kind; ´ becomes a combining accent.
_SEPARATORS = ",，、'’‘`′\u0301"
_GROUPED = re.compile(rf"^\d{{1,3}}(?:[{_SEPARATORS}]\d{{3}})+(?:\.\d*)?$")
_PLAIN = re.compile(r"^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$")
_MINUS_SIGNS = "-−－﹣–—―△▲"
#: Characters that print nothing.
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


class AmountError(ValueError):
    """The text or number cannot be read as an amount without guessing."""


def parse_fen(cell: object, *, fen_per_unit: int = FEN_PER_YUAN) -> int | None:
    """Read one cell as an amount in fen; ``None`` when the cell states no amount.

    Args:
        cell: what the spreadsheet reader gave: number, text, ``None``.
        fen_per_unit: fen in one unit of the cell (100 for 元, 1,000,000 for 万元).

    Returns:
        The amount in fen, exact when the cell has no more than fen precision, else rounded
        half away from zero; ``None`` for blanks and dashes.

    Raises:
        AmountError: the cell holds something that is not an amount (a word, ``#REF!``,
            an ambiguous separator, infinity, a boolean, or a number too large to be money).
    """
    value = parse_decimal(cell)
    return None if value is None else round_fen(value * fen_per_unit)


def parse_decimal(cell: object) -> Decimal | None:
    """Read one cell as a decimal number; see :func:`parse_fen` for what is accepted."""
    if cell is None:
        return None
    if isinstance(cell, bool):
        raise AmountError(repr(cell))
    if isinstance(cell, int):
        return Decimal(cell)
    if isinstance(cell, float):
        return _decimal_of_float(cell)
    if isinstance(cell, Decimal):
        return cell
    if isinstance(cell, str):
        return _decimal_of_text(cell)
    raise AmountError(repr(cell))


def _decimal_of_float(number: float) -> Decimal:
    """Take the shortest decimal that names the float: 411.91 is 411.91, not 411.9100000001."""
    value = Decimal(repr(number))
    if not value.is_finite():
        raise AmountError(repr(number))
    # Spreadsheets carry 15 significant digits; what stands beyond them is binary noise of
    # additions such as 0.1 + 0.2, not something anybody entered.
    return value if len(value.as_tuple().digits) <= 15 else Decimal(format(number, ".15g"))


def _decimal_of_text(text: str) -> Decimal | None:
    compact = "".join(unicodedata.normalize("NFKC", text).translate(_UNSEEN).split())
    if compact in _EMPTY_MARKS:
        return None
    compact = _CURRENCY_WORDS.sub("", _CURRENCY_WORDS.sub("", compact))
    negative = False
    if compact.startswith("(") and compact.endswith(")"):
        negative, compact = True, compact[1:-1]
    elif compact[:1] and compact[0] in _MINUS_SIGNS:
        negative, compact = True, compact[1:]
    elif compact[-1:] and compact[-1] in _MINUS_SIGNS:
        negative, compact = True, compact[:-1]
    elif compact.startswith("+"):
        compact = compact[1:]
    compact = _CURRENCY_WORDS.sub("", compact)
    if _GROUPED.match(compact):
        compact = re.sub(rf"[{_SEPARATORS}]", "", compact)
    if not _PLAIN.match(compact):
        raise AmountError(text)
    try:
        value = Decimal(compact)
    except InvalidOperation:  # pragma: no cover - the pattern admits only decimals
        raise AmountError(text) from None
    return -value if negative else value


def round_fen(value: Decimal) -> int:
    """Round a number of fen half away from zero to a whole fen."""
    if not value.is_finite() or abs(value) >= LARGEST_FEN:
        raise AmountError(str(value))
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def round_half_away(value: Fraction | int, step: int = 1) -> int:
    """Round to the nearest multiple of ``step``, ties away from zero."""
    if isinstance(value, int):
        magnitude = (abs(value) * 2 + step) // (2 * step)
        return (magnitude if value >= 0 else -magnitude) * step
    scaled = value / step
    magnitude = (abs(scaled.numerator) * 2 + scaled.denominator) // (2 * scaled.denominator)
    return (magnitude if scaled >= 0 else -magnitude) * step


def format_yuan(fen: int | Fraction) -> str:
    """Print fen as yuan with two decimals and no separators: the JSON contract's form."""
    whole = round_half_away(fen)
    sign = "-" if whole < 0 else ""
    yuan, rest = divmod(abs(whole), FEN_PER_YUAN)
    return f"{sign}{yuan}.{rest:02d}"


def format_percent(value: int | Fraction, step: int = STEPS_PER_PERCENT // 100) -> str:
    """Print a percentage held in ``STEPS_PER_PERCENT``, to the digits that the step allows."""
    shown = round_half_away(value, step)
    digits = len(str(STEPS_PER_PERCENT // step)) - 1 if step < STEPS_PER_PERCENT else 0
    whole, rest = divmod(abs(shown), STEPS_PER_PERCENT)
    decimals = f".{rest:04d}"[: digits + 1] if digits else ""
    return f"{'-' if shown < 0 else ''}{whole}{decimals}%"


def format_points(value: int, *, is_padded: bool = False) -> str:
    """Print a score held in ``STEPS_PER_POINT``: 2, 2.17; ``is_padded`` prints 2.00."""
    whole, rest = divmod(abs(value), STEPS_PER_POINT)
    decimals = f".{rest:02d}" if rest or is_padded else ""
    decimals = decimals if is_padded else decimals.rstrip("0")
    return f"{'-' if value < 0 else ''}{whole}{decimals}"


def format_wan(fen: int | Fraction) -> str:
    """Print fen as 万元 with two decimals, as a statutory table prints it; zero is blank."""
    if fen == 0:
        return ""
    steps = round_half_away(fen, FEN_PER_PRINTED_STEP) // FEN_PER_PRINTED_STEP
    sign = "-" if fen < 0 else ""
    wan, rest = divmod(abs(steps), 100)
    return f"{sign}{wan:,}.{rest:02d}"


def format_printed(fen: int | Fraction, *, unit: int, step: int) -> str:
    """Print fen as a document does: in its unit of amount, to its last printed digit.

    Args:
        fen: the amount.
        unit: fen in the unit of amount.
        step: fen in one unit of the last printed digit, a power of ten; what is coarser than
            ``unit`` is printed without decimals.
    """
    step = min(step, unit)
    steps = round_half_away(fen, step) // step
    decimals = len(str(unit // step)) - 1
    whole, rest = divmod(abs(steps), unit // step)
    sign = "-" if steps < 0 else ""
    return f"{sign}{whole:,}" + (f".{rest:0{decimals}d}" if decimals else "")


def format_yuan_grouped(fen: int | Fraction) -> str:
    """Print fen as yuan with thousands separators, for messages people read."""
    text = format_yuan(fen)
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    yuan, rest = digits.split(".")
    return f"{sign}{int(yuan):,}.{rest}"


def fen_to_wan_float(fen: int | Fraction) -> float:
    """Give the double nearest to the amount in 万元, for a spreadsheet cell."""
    # Division of whole numbers rounds correctly; only a fraction needs exact arithmetic first.
    return fen / FEN_PER_WAN if isinstance(fen, int) else float(fen / FEN_PER_WAN)


def fen_to_yuan_float(fen: int | Fraction) -> float:
    """Give the double nearest to the amount in yuan, for a spreadsheet cell."""
    return fen / FEN_PER_YUAN if isinstance(fen, int) else float(fen / FEN_PER_YUAN)
