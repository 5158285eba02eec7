"""A row of a printed table that the end of a page cuts in two → one row.

It knows what a rest looks like: it begins where the row above has begun already, says nothing in
cells that are blank above, and its digits make the figures above whole. It refuses to know tables.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.documents.flow import Box

#: Edges of one column may differ by so much on two pages.
_SAME_EDGE = 4.0
_DIGITS = re.compile(r"[-+(（]?[\d,，.\s]+[)）]?%?")
#: A figure as it is printed, with all of its decimals.
_WHOLE_FIGURE = re.compile(r"[-+(（]?\d{1,3}(?:(?:[,，]\d{3})*|\d*)(?:\.\d{1,6})?[)）]?%?")
#: How a figure looks of which the rest is missing: its point or comma stands last, or the digits
#: behind its last comma are too few.
_CUT_FIGURE = re.compile(r".*[.,，]\d{0,2}|[-+(（]")


def join_broken_row(above: Sequence[Box], below: Sequence[Box]) -> tuple[Box, ...] | None:
    """Join the last row of one page with the first of the next.

    Args:
        above: the cells of the one.
        below: the cells of the other, with edges in the same unit.

    Returns:
        The cells of the row above with the rest in them; ``None`` where it is a row of its own.
    """
    said = [box for box in below if box.text.strip()]
    filled = [box for box in above if box.text.strip()]
    if not said or not filled or len(said) >= len(filled):
        return None
    if min(box.left for box in said) <= min(box.left for box in filled) + _SAME_EDGE:
        return None
    joined = {}
    for rest in said:
        begun = next((box for box in filled if _is_same_column(box, rest)), None)
        text = _joined(begun.text, rest.text) if begun is not None else None
        if begun is None or text is None:
            return None
        joined[begun] = replace(begun, text=text)
    return tuple(joined.get(box, box) for box in above)


def _is_same_column(one: Box, other: Box) -> bool:
    return abs(one.left - other.left) <= _SAME_EDGE and abs(one.right - other.right) <= _SAME_EDGE


def _joined(begun: str, rest: str) -> str | None:
    """A text and its rest; ``None`` where they are two figures, or a figure and a word."""
    is_figure = bool(_DIGITS.fullmatch(begun.strip()))
    if is_figure != bool(_DIGITS.fullmatch(rest.strip())):
        return None
    if not is_figure:
        return f"{begun}\n{rest}"
    begun, rest = "".join(begun.split()), "".join(rest.split())
    is_whole = _CUT_FIGURE.fullmatch(begun) and _WHOLE_FIGURE.fullmatch(begun + rest)
    return begun + rest if is_whole else None
