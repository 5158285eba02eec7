"""The 核对 sheet: one line per relation, computed by live formulas.

It knows on which line each check stands; it refuses to know how a relation is judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import OUTCOMES
from xls_juesuan.messages.labels import SEVERITIES
from xls_juesuan.writing.content import Values
from xls_juesuan.writing.live import largest_figure
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.styles import SMALL_SIZE
from xls_juesuan.writing.styles import outcome_rules
from xls_juesuan.writing.widths import figure_width
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format

    from xls_juesuan.writing.live import Judge
    from xls_juesuan.writing.live import LiveCheck
    from xls_juesuan.writing.live import Side
    from xls_juesuan.writing.page import Page

HEAD_LINE = 2
FIRST_LINE = 3
LEFT_PLACE, RIGHT_PLACE, DIFFERENCE_PLACE, RESULT_PLACE = 3, 4, 5, 6
_TEXT_PLACE = 2
_ALLOWED_PLACE = 7
_WIDTHS = (8.0, 7.0, 78.0, 14.0, 14.0, 14.0, 10.0, 10.0)
_LINE_HEIGHT = 16.0
#: Kinds of cells that hold what relations compare.
FIGURE_KINDS = {
    Measure.AMOUNT: "yuan",
    Measure.COUNT: "count",
    Measure.RATIO: "ratio",
    Measure.SCORE: "yuan",
    Measure.PERCENT: "yuan",
    Measure.MONTH: "count",
}


def _widths(checks: Sequence[LiveCheck], columns: int) -> list[float]:
    widths, largest = list(_WIDTHS[:columns]), largest_figure(checks)
    for place in (LEFT_PLACE, RIGHT_PLACE, DIFFERENCE_PLACE):
        widths[place] = figure_width(largest, SMALL_SIZE, narrowest=widths[place])
    return widths


class ChecksSheet:
    """Writes the sheet.

    Args:
        page: the sheet to write on.
        judge: writes and judges the relations.
        values: how figures stand in the tables.
        prints_all: whether every line goes on paper, or only the head.
    """

    def __init__(
        self, page: Page, judge: Judge, values: Values, *, prints_all: bool = True
    ) -> None:
        self._prints_all = prints_all
        self._page = page
        self._judge = judge
        self._values = values
        self._columns = len(_WIDTHS) if judge.shows_leeway else _ALLOWED_PLACE
        styles = page.styles
        self._mark, self._wrapped = (
            styles.get(kind, font_size=SMALL_SIZE) for kind in ("mark", "wrapped")
        )
        self._figures = {
            unit: styles.get(kind, font_size=SMALL_SIZE) for unit, kind in FIGURE_KINDS.items()
        }

    def write(self, checks: Sequence[LiveCheck]) -> None:
        """Write the checks in the order given."""
        page, last_place = self._page, self._columns - 1
        page.widths(_widths(checks, self._columns))
        heads, wide = say.CHECKS_HEADS[: self._columns], sum(_WIDTHS[: self._columns])
        note = self._note() if self._prints_all else self._note() + say.PRINTS_HEAD
        page.top(say.CHECKS_TITLE, note, heads, wide)
        for offset, live in enumerate(checks):
            self._line(FIRST_LINE + offset, live)
        last_line = FIRST_LINE + max(len(checks), 1) - 1
        area = (FIRST_LINE, RESULT_PLACE, last_line, RESULT_PLACE)
        first = (f"${column_letters(place)}{FIRST_LINE + 1}" for place in (1, RESULT_PLACE))
        for rule in outcome_rules(page.styles, *first):
            page.rule(area, rule)
        page.filter(HEAD_LINE, last_line, last_place)
        page.freeze(FIRST_LINE)
        printed = last_line if self._prints_all else FIRST_LINE
        page.print_on_a4((HEAD_LINE, HEAD_LINE), printed, last_place)

    def _note(self) -> str:
        if self._judge.shows_leeway:
            return say.CHECKS_NOTE_PRINTED
        exact = self._values is Values.EXACT
        return say.CHECKS_NOTE if exact else say.CHECKS_NOTE_ROUNDED

    def _line(self, line: int, live: LiveCheck) -> None:
        page, check, mark = self._page, live.check, self._mark
        page.text(line, 0, check.rule.code, mark)
        page.text(line, 1, SEVERITIES[check.rule.severity], mark)
        text = check.text
        page.text(line, _TEXT_PLACE, text, self._wrapped)
        height = row_height(text, _WIDTHS[_TEXT_PLACE], SMALL_SIZE)
        page.height(line, max(_LINE_HEIGHT, height))
        figure = self._figures[check.measure]
        self._side(line, LEFT_PLACE, live, live.left, figure)
        self._side(line, RIGHT_PLACE, live, live.right, figure)
        self._difference(line, live, figure)
        allowed = self._allowed(line, live) if self._judge.shows_leeway else ""
        result = OUTCOMES[live.outcome]
        if live.is_live:
            difference = place_name(line, DIFFERENCE_PLACE)
            formula = self._judge.result_formula(live, difference, allowed)
            page.formula(line, RESULT_PLACE, formula, mark, stored=result)
        else:
            page.text(line, RESULT_PLACE, result, mark)

    def _allowed(self, line: int, live: LiveCheck) -> str:
        """Write what rounding explains of a difference; give the name of its cell."""
        found = self._judge.allowed(live)
        if found is None:
            self._page.text(line, _ALLOWED_PLACE, "", self._mark)
            return ""
        self._page.formula(
            line, _ALLOWED_PLACE, found.formula, self._figures[Measure.AMOUNT], stored=found.stored
        )
        return place_name(line, _ALLOWED_PLACE)

    def _side(
        self, line: int, place: int, live: LiveCheck, side: Side | None, style: Format
    ) -> None:
        if side is None:
            self._page.text(line, place, "", style)
            return
        formula = f'IFERROR({side.formula},"")' if live.divides else side.formula
        self._page.formula(line, place, formula, style, stored=side.stored)

    def _difference(self, line: int, live: LiveCheck, style: Format) -> None:
        if live.difference is None:
            self._page.text(line, DIFFERENCE_PLACE, "", style)
            return
        left, right = place_name(line, LEFT_PLACE), place_name(line, RIGHT_PLACE)
        formula = f"ROUND({left}-{right},{live.decimals})"
        if live.divides:
            formula = f'IFERROR({formula},"")'
        self._page.formula(line, DIFFERENCE_PLACE, formula, style, stored=live.difference)
