"""The 变动 sheet: what is new, changed and gone, and what became of a person's own figures.

It knows how the sheet looks; it refuses to know how the lines came about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.edits import Fate
from xls_juesuan.messages import earlier as say
from xls_juesuan.writing.styles import GREY_FONT
from xls_juesuan.writing.styles import SMALL_SIZE
from xls_juesuan.writing.styles import Tone
from xls_juesuan.writing.styles import word_rule
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.record import Record
    from xls_juesuan.writing.changes import ChangeLine
    from xls_juesuan.writing.page import Page

_WIDTHS = (8.0, 7.0, 18.0, 52.0, 16.0, 16.0, 16.0, 9.0, 22.0, 14.0)
_HEAD_LINE, _FIRST_LINE = 2, 3
_LINE_HEIGHT = 18.0
_CENTRED = (0, 1, 7)
_RECORD_WIDTHS = (14.0, 8.0, 80.0)


def write_changes_sheet(page: Page, lines: Sequence[ChangeLine]) -> None:
    """Write the sheet."""
    page.widths(_WIDTHS)
    last_place = len(_WIDTHS) - 1
    page.top(say.TITLE, say.NOTE, say.HEADS, sum(_WIDTHS[:-1]), places=last_place)
    mark = page.styles.get("mark", font_size=SMALL_SIZE)
    wrapped = page.styles.get("wrapped", font_size=SMALL_SIZE)
    grey = page.styles.get("cell", font_size=SMALL_SIZE, font_color=GREY_FONT)
    for offset, texts in enumerate(lines):
        line = _FIRST_LINE + offset
        for place, text in enumerate(texts):
            style = mark if place in _CENTRED else grey if place == last_place else wrapped
            page.text(line, place, text, style)
        heights = (
            row_height(text, width, SMALL_SIZE) for text, width in zip(texts, _WIDTHS, strict=True)
        )
        page.height(line, max(_LINE_HEIGHT, *heights))
    last_line = _FIRST_LINE + len(lines) - 1
    tones = {
        say.NEW: Tone.BAD,
        say.CHANGED: Tone.NEUTRAL,
        say.GONE: Tone.GREY,
        say.FATES[Fate.KEPT]: Tone.GOOD,
        say.FATES[Fate.REPLACED]: Tone.NEUTRAL,
        say.FATES[Fate.OVERTYPED]: Tone.NEUTRAL,
    }
    for word, tone in tones.items():
        page.rule((_FIRST_LINE, 0, last_line, 0), word_rule(word, page.styles.tone(tone)))
    page.filter(_HEAD_LINE, last_line, last_place)
    page.freeze(_FIRST_LINE)
    page.codes_are_text((_FIRST_LINE, 0, last_line, last_place))
    page.print_on_a4((_HEAD_LINE, _HEAD_LINE), last_line, last_place - 1)


def write_record_sheet(page: Page, records: Mapping[str, Record]) -> None:
    """Write what the program put into each cell, out of sight, for the next run."""
    plain = page.styles.get("plain")
    page.widths(_RECORD_WIDTHS)
    page.text(0, 0, say.RECORD_NOTE, plain)
    page.heads(1, say.RECORD_HEADS)
    line = 2
    for name, record in records.items():
        for row, text in record.lines():
            page.text(line, 0, name, plain)
            page.number(line, 1, row + 1, plain)
            page.text(line, 2, text, plain)
            line += 1
    page.print_on_a4((1, 1), line - 1, len(_RECORD_WIDTHS) - 1)
    page.protect()
    page.hide()
