"""How much room Chinese text needs in a cell: widths of columns, heights of rows.

It knows East-Asian widths and the units in which spreadsheets measure; it refuses to
know any sheet. Spreadsheet libraries count each character as narrow and leave wrapped
rows one line high, so what this module does not measure is cut off.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Size of type, in points, at which a narrow character fills one unit of column width.
UNIT_FONT_SIZE = 10.5
#: Room left and right of the text, in units of column width.
PADDING = 2.0
#: Height of a line in multiples of the size of type, and room above and below it, in points.
_LINE_SPACING = 1.35
_MARGIN = 4.0
#: A row cannot be higher than this many points.
_HIGHEST_ROW = 409.0

_WIDE = frozenset("WFA")


def display_width(text: str) -> int:
    """Count columns of type: two for a wide character, one for any other, none for a mark."""
    # What GBK can encode takes as many bytes as columns, and encoding is quick.
    try:
        return len(text.encode("gbk"))
    except UnicodeEncodeError:
        return sum(map(_character_width, text))


@cache
def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def column_width(
    texts: Iterable[str],
    *,
    font_size: float = 11,
    narrowest: float = 0,
    widest: float = 255,
) -> float:
    """Give the width that shows the longest line of the texts, in units of column width.

    Args:
        texts: what the column holds; a line break starts a new line.
        font_size: size of type in points.
        narrowest: least width to give.
        widest: greatest width to give; longer texts have to wrap.
    """
    longest = max((_longest_line(text) for text in texts), default=0)
    return min(max(_in_units(longest, font_size) + PADDING, narrowest), widest)


def figure_width(largest: float, font_size: float, *, narrowest: float) -> float:
    """Give the width that shows figures of two decimals, sign and thousands separators included.

    Args:
        largest: the largest figure, whatever its sign.
        font_size: size of type in points.
        narrowest: least width to give.
    """
    return column_width([f"-{largest:,.2f}"], font_size=font_size, narrowest=narrowest)


def _longest_line(text: str) -> int:
    return max((display_width(line) for line in text.splitlines()), default=0)


def _in_units(width: int, font_size: float) -> float:
    return width * font_size / UNIT_FONT_SIZE


def line_count(text: str, width: float, font_size: float = 11) -> int:
    """Count the lines that the text takes in a column of the given width, at least one."""
    whole = width - PADDING / 2
    # Of more lines than one, each may have one wide character left over at its end.
    room = max(whole - _in_units(1, font_size), _in_units(2, font_size))
    count = 0
    for line in text.split("\n"):
        needed = _in_units(display_width(line), font_size)
        count += 1 if needed <= whole else ceil(needed / room)
    return count


def row_height(text: str, width: float, font_size: float = 11) -> float:
    """Give the height in points of a row that shows the wrapped text whole.

    Args:
        text: what the cell holds.
        width: width of the column (of all columns when merged), in units of column width.
        font_size: size of type in points.
    """
    height = line_count(text, width, font_size) * font_size * _LINE_SPACING + _MARGIN
    return min(round(height, 2), _HIGHEST_ROW)
