"""The 阈值 sheet: the limits that rules use, each in a cell that formulas refer to.

It knows on which line each threshold stands; it refuses to know what rules make of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.thresholds import load_thresholds
from xls_juesuan.messages import thresholds as say
from xls_juesuan.record import value_of
from xls_juesuan.writing.styles import BODY_SIZE
from xls_juesuan.writing.styles import GREY_FONT
from xls_juesuan.writing.styles import INPUT_FILL
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from fractions import Fraction

    from xls_juesuan.declarations.relation.nodes import Threshold
    from xls_juesuan.declarations.thresholds import DeclaredThreshold
    from xls_juesuan.writing.page import Page

_HEAD_LINE, _FIRST_LINE = 2, 3
VALUE_PLACE, KEY_PLACE = 1, 5
_WIDTHS = (26.0, 16.0, 8.0, 62.0, 50.0, 24.0)
#: A closing mark takes the character before it along to the next line.
_CLOSING_MARK = 2.0
_STYLES = {"percent": "ratio", "yuan": "yuan", "number": "count"}
_LEAST_HEIGHT = 18.0


def threshold_lines(thresholds: Sequence[Threshold]) -> dict[str, int]:
    """Give the line (from 0) of each threshold on the sheet."""
    return {one.key: line for line, one in enumerate(thresholds, _FIRST_LINE)}


def threshold_text(value: Fraction) -> str:
    """Give a value as the record of the workbook has it."""
    return value_of(float(value))


class ThresholdsSheet:
    """Writes the sheet.

    Args:
        page: the sheet to write on.
        thresholds: those that rules use, with the values they were judged by.
        own: what was declared or chosen where a person's value stands, by key; ``None`` where
            what is changed here is not kept.
    """

    def __init__(
        self,
        page: Page,
        thresholds: Sequence[Threshold],
        own: Mapping[str, str] | None = None,
    ) -> None:
        self._page = page
        self._own = own
        self._thresholds = thresholds

    def write(self) -> None:
        """Write everything."""
        page, last_place = self._page, len(_WIDTHS) - 1
        page.widths(_WIDTHS)
        note = say.SHEET_NOTE + (say.NOT_KEPT if self._own is None else say.KEPT)
        page.top(say.SHEET_TITLE, note, say.SHEET_HEADS, sum(_WIDTHS))
        declared = load_thresholds()
        line = _HEAD_LINE
        for line, one in enumerate(self._thresholds, _FIRST_LINE):
            self._line(line, one, declared.get(one.key))
        page.freeze(_FIRST_LINE)
        page.print_on_a4((_HEAD_LINE, _HEAD_LINE), line, last_place)
        page.protect()

    def _line(self, line: int, one: Threshold, declared: DeclaredThreshold | None) -> None:
        page, styles = self._page, self._page.styles
        name = declared.name if declared else one.key
        means = declared.means if declared else ""
        source = declared.source if declared else ""
        if declared and not declared.is_verified:
            source += say.UNVERIFIED
        page.text(line, 0, name, styles.get("wrapped"))
        style = styles.get(_STYLES[one.unit], locked=False, bg_color=INPUT_FILL)
        page.number(line, VALUE_PLACE, float(one.value), style)
        own = (self._own or {}).get(one.key, threshold_text(one.value))
        page.changeable(line, VALUE_PLACE, one.key, own)
        page.text(line, 2, say.UNITS[one.unit], styles.get("mark"))
        page.text(line, 3, means, styles.get("wrapped"))
        page.text(line, 4, source, styles.get("wrapped"))
        page.text(line, KEY_PLACE, one.key, styles.get("cell", font_color=GREY_FONT))
        heights = (
            row_height(text, _WIDTHS[place] - _CLOSING_MARK, BODY_SIZE)
            for place, text in ((0, name), (3, means), (4, source))
        )
        page.height(line, max(_LEAST_HEIGHT, *heights))
