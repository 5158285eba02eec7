"""The 抵销 sheet of a department: what units gave each other, taken out on both sides.

It knows how the list looks; it refuses to know why lines belong together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.excel import quoted_sheet
from xls_juesuan.messages import department as say
from xls_juesuan.messages import writing as sheets
from xls_juesuan.money import fen_to_yuan_float
from xls_juesuan.writing.facts_sheet import fact_range
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.styles import BODY_SIZE
from xls_juesuan.writing.styles import Tone
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.consolidation.department import Department
    from xls_juesuan.consolidation.eliminations import Elimination
    from xls_juesuan.consolidation.transfers import Transfer
    from xls_juesuan.writing.page import Page

_HEAD_LINE, _FIRST_LINE = 2, 3
_WIDTHS = (6.0, 20.0, 24.0, 18.0, 24.0, 18.0, 17.0, 17.0, 14.0, 24.0, 40.0, 40.0)
_PAID_PLACE, _RECEIVED_PLACE, _DIFFERENCE_PLACE = 6, 7, 8
_LAST_PLACE = len(_WIDTHS) - 1
_LINE_HEIGHT = 18.0


class EliminationsSheet:
    """Writes the sheet.

    Args:
        page: the sheet to write on.
        department: what was eliminated in it, and what was not.
        facts: number of the facts on 汇总.
    """

    def __init__(self, page: Page, department: Department, facts: int) -> None:
        self._page = page
        self._department = department
        prefix = f"{quoted_sheet(sheets.FACTS)}!"
        self._amounts, self._numbers = (
            prefix + fact_range(column, facts) for column in ("fen", "number")
        )

    def write(self) -> None:
        """Write everything."""
        page, eliminations = self._page, self._department.eliminations
        page.widths(_WIDTHS)
        page.top(
            say.ELIMINATIONS_TITLE, say.ELIMINATIONS_NOTE, say.ELIMINATIONS_HEADS, sum(_WIDTHS)
        )
        for number, one in enumerate(eliminations, start=1):
            self._elimination(_FIRST_LINE + number - 1, number, one)
        end = _FIRST_LINE + len(eliminations)
        if eliminations:
            self._total(end)
        else:
            page.text(_FIRST_LINE, 0, say.NO_ELIMINATIONS, page.styles.get("plain"))
        last_line = self._left(end + 2)
        bad = page.styles.tone(Tone.BAD)
        rule = {"type": "cell", "criteria": "!=", "value": 0, "format": bad}
        page.rule((_FIRST_LINE, _DIFFERENCE_PLACE, end, _DIFFERENCE_PLACE), rule)
        page.freeze(_FIRST_LINE)
        page.codes_are_text((_FIRST_LINE, 0, last_line, _LAST_PLACE))
        page.print_on_a4((_HEAD_LINE, _HEAD_LINE), last_line, _LAST_PLACE)
        page.protect()

    def _elimination(self, line: int, number: int, one: Elimination) -> None:
        match = one.match
        payer, receiver = say.KINDS[match.kind]
        self._line(
            line,
            number,
            {
                1: f"{payer}↔{receiver}",
                2: say.names(match.payers),
                3: _accounts(match.paid),
                4: say.names(match.receivers),
                5: _accounts(match.received),
                9: say.HOW[match.how],
                10: _rows(match.paid),
                11: _rows(match.received),
            },
        )
        style = self._page.styles.get("yuan")
        stored = fen_to_yuan_float(match.fen)
        for place, numbers in ((_PAID_PLACE, one.paid), (_RECEIVED_PLACE, one.received)):
            sums = "+".join(f"SUMIFS({self._amounts},{self._numbers},{each})" for each in numbers)
            self._page.formula(line, place, f"ROUND(-({sums}),2)", style, stored=stored)
        self._difference(line)

    def _difference(self, line: int) -> None:
        paid, received = (place_name(line, place) for place in (_PAID_PLACE, _RECEIVED_PLACE))
        style = self._page.styles.get("yuan")
        formula = f"ROUND({paid}-{received},2)"
        self._page.formula(line, _DIFFERENCE_PLACE, formula, style, stored=0.0)

    def _total(self, line: int) -> None:
        page, bold = self._page, self._page.styles.get("cell", bold=True)
        for place in range(_LAST_PLACE + 1):
            page.text(line, place, say.TOTAL if place == 1 else "", bold)
        stored = fen_to_yuan_float(sum(one.match.fen for one in self._department.eliminations))
        style = page.styles.get("yuan", bold=True)
        for place in (_PAID_PLACE, _RECEIVED_PLACE):
            area = f"{place_name(_FIRST_LINE, place)}:{place_name(line - 1, place)}"
            page.formula(line, place, f"ROUND(SUM({area}),2)", style, stored=stored)
        self._difference(line)

    def _left(self, line: int) -> int:
        """Write what was not eliminated; give the last line used."""
        page = self._page
        page.text(line, 0, say.LEFT_TITLE, page.styles.get("left", bold=True))
        if not self._department.left:
            page.text(line + 1, 0, say.NO_LEFT, page.styles.get("plain"))
            return line + 1
        page.heads(line + 1, say.LEFT_HEADS)
        line += 1
        for number, one in enumerate(self._department.left, start=1):
            line += 1
            name = say.KINDS[one.kind][0 if one.is_paid else 1]
            texts = {1: name, 2: one.unit, 3: one.account, 9: one.named, 10: _rows([one])}
            self._line(line, number, texts)
            amount = fen_to_yuan_float(one.fen)
            page.number(line, _PAID_PLACE, amount, page.styles.get("yuan"))
        return line

    def _line(self, line: int, number: int, texts: dict[int, str]) -> None:
        page = self._page
        page.number(line, 0, number, page.styles.get("mark"))
        for place in range(1, _LAST_PLACE + 1):
            page.text(line, place, texts.get(place, ""), page.styles.get("wrapped"))
        heights = (row_height(text, _WIDTHS[place], BODY_SIZE) for place, text in texts.items())
        page.height(line, max(_LINE_HEIGHT, *heights))


def _accounts(lines: Sequence[Transfer]) -> str:
    return "、".join(dict.fromkeys(one.account for one in lines))


def _rows(lines: Sequence[Transfer]) -> str:
    sources = [(one.source.file, one.source.sheet, one.source.row) for one in lines]
    return say.rows_text(sources, len(lines))
