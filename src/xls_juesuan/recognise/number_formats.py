"""How many decimals a number format shows, or how much smaller it makes a number.

It knows number formats as spreadsheets write them; it refuses to know what the numbers are.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from dataclasses import dataclass
from dataclasses import field
from decimal import ROUND_HALF_UP
from decimal import Decimal
from typing import TYPE_CHECKING

from xls_juesuan.money import parse_decimal
from xls_juesuan.reading.formats.strict import as_usual

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.recognise.page import Spot

#: What stands in a format beside digits: quoted texts, escaped letters, colours, fillings.
_DECORATION = re.compile(r'"[^"]*"|\\.|!.|_.|\*.|\[[^\]]*\]')
#: Texts and letters that are shown as they are.
_QUOTED = re.compile(r'"[^"]+"|\\.|!.')
#: Which part of a format is that of noughts.
_ZERO_PART = 2
#: Digits with their decimals, and nothing that scales them or makes them a date.
_DIGITS = re.compile(r"^[^0#?.,%a-zA-Z]*[0#?,]*[0#?](?:\.([0#?]*))?[^0#?.,%a-zA-Z]*$")

#: The same with commas behind the last digit: each shows a thousand as one.
_SCALED = re.compile(r"[^0#?]*[0#?,]*[0#?](?:\.(?P<decimals>[0#?]*))?(?P<commas>,+)[^0#?,]*")
#: A point that is written as a letter between digits: 0!.0, shows ten thousand as 1.0.
_LETTER_POINT = re.compile(r'[0#?](?:!\.|\\\.|"\.")(?P<behind>[0#?]+)')
#: Numbers from here on are no amounts.
_LARGEST = Decimal(10**18)


def shown_decimals(number_format: str) -> int | None:
    """How many decimals a number is shown with; ``None`` where the format does not fix it."""
    if number_format.casefold() in {"", "general", "@", "g/通用格式"}:
        return None
    first = _DECORATION.sub("", number_format.split(";", 1)[0])
    found = _DIGITS.match(first)
    return len(found[1] or "") if found else None


def shown_percent(number_format: str) -> int | None:
    """How many decimals a percentage is shown with; ``None`` where it is shown as none."""
    first = _DECORATION.sub("", number_format.split(";", 1)[0])
    is_percent = first.count("%") == 1
    return shown_decimals(first.replace("%", "")) if is_percent else None


def scaled_text(number_format: str, value: float) -> str | None:
    """What a cell shows whose format makes numbers smaller; ``None`` of any other."""
    section = number_format.split(";", 1)[0]
    found = _SCALED.fullmatch(_DECORATION.sub("", section))
    number = parse_decimal(value) if found and not isinstance(value, bool) else None
    if found is None or number is None or abs(number) >= _LARGEST:
        return None
    step = Decimal(1).scaleb(-len(found["decimals"] or ""))
    shown = (number / 1000 ** len(found["commas"])).quantize(step, rounding=ROUND_HALF_UP)
    point = _LETTER_POINT.search(section)
    return f"{shown.scaleb(-len(point['behind'])) if point else shown:f}"


def scale_of(number_format: str) -> int:
    """How many times a number is what its cell shows; 1 where the format leaves it as it is."""
    section = number_format.split(";", 1)[0]
    found = _SCALED.fullmatch(_DECORATION.sub("", section))
    if found is None:
        return 1
    point = _LETTER_POINT.search(section)
    return int(1000 ** len(found["commas"]) * 10 ** len(point["behind"] if point else ""))


def hides_nothing(number_format: str) -> bool:
    """Whether a nought is not shown at all: the third part of the format is empty."""
    parts = _QUOTED.sub("x", number_format).split(";")
    return len(parts) > _ZERO_PART and not _DECORATION.sub("", parts[_ZERO_PART]).strip()


#: What the library raises at what spreadsheet programs let pass, such as looks that there are not.
_PARTICULAR = (LookupError, ValueError, TypeError, AttributeError, OSError)


@dataclass(frozen=True, slots=True)
class Shown:
    """How many decimals the numbers of a sheet are shown with, by line and place from 0.

    Attributes:
        decimals: those of plain numbers.
        percents: those of numbers that are shown as percentages.
        unseen: noughts that are not shown.
        scaled: what is shown of numbers that their formats make smaller.
    """

    decimals: dict[Spot, int] = field(default_factory=dict)
    percents: dict[Spot, int] = field(default_factory=dict)
    unseen: set[Spot] = field(default_factory=set)
    scaled: dict[Spot, str] = field(default_factory=dict)


def read_shown(content: bytes, sheets: Iterable[str]) -> dict[str, Shown]:
    """Read how many decimals the numbers of an .xlsx file are shown with.

    Args:
        content: the file, which a reader has already found to be in order.
        sheets: the sheets to look at.

    Returns:
        By sheet; none of a file that says nothing.
    """
    with warnings.catch_warnings():
        # Features that the library leaves out when it saves do not matter to whoever only looks.
        warnings.simplefilter("ignore", UserWarning)
        return _read_shown(content, set(sheets))


def _read_shown(content: bytes, sheets: set[str]) -> dict[str, Shown]:
    import openpyxl

    try:
        # The library would refuse a workbook for the ending of its name.
        file = io.BytesIO(as_usual(content))
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    # The library is more particular than spreadsheet programs: formats are then unknown.
    except (*_PARTICULAR, zipfile.BadZipFile):
        return {}
    try:
        wanted = sheets & set(book.sheetnames)
        return {name: _shown(book[name].iter_rows()) for name in wanted}
    except _PARTICULAR:
        return {}
    finally:
        book.close()


def _shown(rows: Iterable[Iterable[object]]) -> Shown:
    shown = Shown()
    known: dict[str, tuple[int | None, int | None]] = {}
    for row in rows:
        for cell in row:
            value = getattr(cell, "value", None)
            if not isinstance(value, int | float):
                continue
            text = str(getattr(cell, "number_format", "") or "")
            if text not in known:
                known[text] = shown_decimals(text), shown_percent(text)
            spot = getattr(cell, "row", 0) - 1, getattr(cell, "column", 0) - 1
            for count, counts in zip(known[text], (shown.decimals, shown.percents), strict=True):
                if count is not None:
                    counts[spot] = count
            if not value and hides_nothing(text):
                shown.unseen.add(spot)
            scaled = scaled_text(text, value)
            if scaled is not None:
                shown.scaled[spot] = scaled
    return shown
