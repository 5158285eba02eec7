"""Tables on the terminal, aligned by display width, no wider than a hundred columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.writing.widths import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

WIDEST = 100
_GAP = "  "
_CUT = "…"
_CLOSING_MARKS = "，。、；：）”"
#: What a line is not broken within: a Latin word or number, or one wide character.
_WORD = re.compile(r"[!-~]{1,60} ?|.")


def cut(text: str, width: int, *, squeeze: bool = True) -> str:
    """Shorten a text to a display width, with a mark where something was left out.

    Args:
        text: one line.
        width: columns it may take.
        squeeze: whether blanks that follow each other become one.
    """
    plain = " ".join(text.split()) if squeeze else text.strip()
    if display_width(plain) <= width:
        return plain
    while plain and display_width(plain) + display_width(_CUT) > width:
        plain = plain[:-1]
    return plain + _CUT


def table_lines(
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[int] = (),
    widest: Sequence[int] = (),
    indent: str = _GAP,
) -> Iterator[str]:
    """Align rows of equal length in columns.

    Args:
        rows: the texts.
        right: columns that are set flush right.
        widest: greatest width of each column; longer texts are cut. 0 is no limit.
        indent: what stands before each line.
    """
    limits = [*widest, *[0] * len(rows[0])] if rows else []
    shown = [
        [cut(text, limit) if limit else text for text, limit in zip(row, limits, strict=False)]
        for row in rows
    ]
    widths = [max(map(display_width, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        cells = []
        for at, (text, width) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (width - display_width(text))
            cells.append(blank + text if at in right else text + blank)
        yield (indent + _GAP.join(cells)).rstrip()


def padded(text: str, width: int) -> str:
    """Fill a text up with blanks to a display width."""
    return text + " " * (width - display_width(text))


def wrapped(text: str, *, indent: str = _GAP, width: int = WIDEST - 2) -> Iterator[str]:
    """Break a paragraph into lines of a display width, at most a hundred columns usually."""
    room = width - len(indent)
    line = ""
    for found in _WORD.findall(" ".join(text.split())):
        word = found
        # A mark that ends a clause does not begin a line.
        if line and display_width(line + word) > room and word not in _CLOSING_MARKS:
            yield (indent + line).rstrip()
            line = ""
        if not line:
            word = word.lstrip()
        line += word
    if line:
        yield indent + line
