"""A number in a passage → what it says, or that nobody knows of what, with its place.

It knows sentences and lines; it refuses to know what numbers are of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.recognise.narrative.narrative import Said
from xls_juesuan.recognise.narrative.narrative import Unread
from xls_juesuan.tables.parts import PartFigure

if TYPE_CHECKING:
    from xls_juesuan.recognise.narrative.numbers import Number
    from xls_juesuan.recognise.narrative.passages import Passage


def said_at(
    passage: Passage, number: Number, place: tuple[str, str, str], *, sign: int = 1, name: str = ""
) -> Said:
    """A figure with its sentence.

    Args:
        passage: where it is said.
        number: the number, written without a sign.
        place: part, row and column.
        sign: -1 where the words say that it went down.
        name: what the text calls the row.
    """
    return Said(
        *place,
        PartFigure(number.figure.value * sign, number.figure.step),
        passage.lines[number.start],
        passage.sentence(number.start, number.end),
        (passage.first_line, passage.sentence_start(number.start)),
        name,
        number.per_unit,
    )


def unread_at(passage: Passage, number: Number, section: str = "") -> Unread:
    """A number that belongs to no row, with its sentence."""
    line, text = passage.lines[number.start], passage.sentence(number.start, number.end)
    return Unread(line, text, section)
