"""The 目录 sheet: the verdict first, then where everything is and how it stands.

It knows the front page; it refuses to know how anything was found out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.excel import quoted_sheet
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.ledger import REPEATING
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import ROW_STATUSES
from xls_juesuan.messages.labels import SEVERITIES
from xls_juesuan.money import fen_to_yuan_float
from xls_juesuan.writing.page import absolute_name
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.review_sheet import verdict_rules
from xls_juesuan.writing.styles import BODY_SIZE
from xls_juesuan.writing.styles import BORDER_COLOUR
from xls_juesuan.writing.styles import GREY_FONT
from xls_juesuan.writing.styles import Tone
from xls_juesuan.writing.styles import word_rule
from xls_juesuan.writing.table_sheet import has_figures_formula
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from xls_juesuan.cube.build import SetAside
    from xls_juesuan.writing.content import WorkbookContent
    from xls_juesuan.writing.page import Page
    from xls_juesuan.writing.review_sheet import ReviewSheet

_WIDTHS = (20.0, 44.0, 12.0, 16.0, 19.0, 19.0)
_LAST_PLACE = len(_WIDTHS) - 1
_LINE_HEIGHT = 19.0
#: Room for two lines.
_VERDICT_HEIGHT = 38.0
#: First place of the counts of findings, and what they count: only the first is alarming.
_COUNTS_PLACE = 3
_COUNTED = (
    (Outcome.FAILED, (Severity.ERROR, Severity.WARNING)),
    (Outcome.FAILED, (Severity.NOTICE,)),
    (Outcome.NOT_CHECKABLE, (None,)),
)
#: First place of the rows of the ledger and of their amounts.
_ROWS_PLACE = 3


class ContentsSheet:
    """Writes the front page.

    Args:
        page: the sheet to write on.
        content: what the workbook says.
        review: the 审核 sheet, for its counts.
    """

    def __init__(self, page: Page, content: WorkbookContent, review: ReviewSheet) -> None:
        self._page = page
        self._styles = page.styles
        self._content = content
        self._review = review
        self._prefix = f"{quoted_sheet(say.REVIEW)}!"

    def write(self) -> None:
        """Write everything."""
        page, content = self._page, self._content
        page.widths(_WIDTHS)
        title = say.CONTENTS_TITLE.format(unit=content.unit_name, year=content.year)
        style = self._styles.get("title", text_wrap=True)
        page.merged((0, 0, 0, _LAST_PLACE), title, style)
        page.height(0, max(36.0, row_height(title, sum(_WIDTHS), 16)))
        line = self._identity(self._verdict(2))
        line = self._sheets(line + 1)
        line = self._severities(line + 1)
        line = self._rows(line + 1)
        page.print_on_a4((0, 0), line - 1, _LAST_PLACE)
        page.protect()
        page.show_first()

    def _verdict(self, line: int) -> int:
        page = self._page
        page.text(line, 0, say.CONTENTS_VERDICT, self._styles.get("head", align="left"))
        area = (line, 1, line, _LAST_PLACE)
        style = self._styles.get("banner", border=1, border_color=BORDER_COLOUR)
        formula = f"{self._prefix}{self._review.verdict_cell}"
        page.merged(area, self._review.verdict, style, formula=formula)
        for rule in verdict_rules(self._styles, absolute_name(line, 1)):
            page.rule(area, rule)
        page.height(line, _VERDICT_HEIGHT)
        return line + 1

    def _identity(self, line: int) -> int:
        content = self._content
        set_aside = sum(part.rows for part in content.cube.set_aside)
        facts = {
            say.CONTENTS_UNIT: content.unit_name,
            say.CONTENTS_YEAR: say.YEAR.format(year=content.year),
            say.CONTENTS_PROFILE: content.profile.title,
            say.CONTENTS_FILES: "、".join(content.files),
            say.CONTENTS_SUPPLEMENT: content.supplement.file or say.CONTENTS_NO_SUPPLEMENT,
            say.CONTENTS_ROWS: say.CONTENTS_USED.format(
                used=content.cube.used.rows, set_aside=set_aside
            ),
        }
        head = self._styles.get("head", align="left")
        for label, text in facts.items():
            self._page.text(line, 0, label, head)
            area = (line, 1, line, _LAST_PLACE)
            self._page.merged(area, text, self._styles.get("wrapped"))
            height = row_height(text, sum(_WIDTHS[1:]), BODY_SIZE)
            self._page.height(line, max(_LINE_HEIGHT, height))
            line += 1
        return line

    def _sheets(self, line: int) -> int:
        page, styles = self._page, self._styles
        page.heads(line, say.CONTENTS_HEADS)
        page.height(line, 20)
        first = line + 1
        for table in self._content.tables.tables:
            line += 1
            self._entry(line, table.sheet, table.title)
            prefix = f"{quoted_sheet(table.sheet)}!"
            words = f'"{say.HAS_FIGURES}","{say.NO_FIGURES}"'
            formula = f"IF({has_figures_formula(table, prefix)},{words})"
            state = say.NO_FIGURES if table.is_empty else say.HAS_FIGURES
            page.formula(line, 2, formula, styles.get("mark"), stored=state)
            self._counts(line, table.sheet)
        for sheet, text in say.SHEET_NAMES.items():
            line += 1
            self._entry(line, sheet, text)
            page.text(line, 2, "", styles.get("mark"))
            if sheet == say.REVIEW:
                self._counts(line, "")
            else:
                for place in range(_COUNTS_PLACE, _LAST_PLACE + 1):
                    page.text(line, place, "", styles.get("mark"))
        self._count_rules(first, line)
        return line + 1

    def _entry(self, line: int, sheet: str, text: str) -> None:
        page, styles = self._page, self._styles
        page.link(line, 0, (sheet, place_name(0, 0)), sheet, styles.get("link"))
        page.text(line, 1, text, styles.get("wrapped"))
        page.height(line, max(_LINE_HEIGHT, row_height(text, _WIDTHS[1], BODY_SIZE)))

    def _counts(self, line: int, sheet: str) -> None:
        review, style = self._review, self._styles.get("count", align="center")
        for place, (outcome, severities) in enumerate(_COUNTED, start=_COUNTS_PLACE):
            formulas = [
                review.count_formula(outcome, severity, prefix=self._prefix, sheet=sheet)
                for severity in severities
            ]
            stored = sum(review.count(outcome, severity, sheet=sheet) for severity in severities)
            self._page.formula(line, place, "+".join(formulas), style, stored=stored)

    def _count_rules(self, first: int, last: int) -> None:
        tones = (Tone.BAD, Tone.NEUTRAL, Tone.NEUTRAL)
        for place, tone in enumerate(tones, start=_COUNTS_PLACE):
            rule = {"type": "cell", "criteria": ">", "value": 0, "format": self._styles.tone(tone)}
            self._page.rule((first, place, last, place), rule)
        empty = word_rule(say.NO_FIGURES, self._styles.tone(Tone.GREY))
        self._page.rule((first, 2, last, 2), empty)

    def _severities(self, line: int) -> int:
        page, styles = self._page, self._styles
        first, meaning, *counts = say.SEVERITY_HEADS
        page.text(line, 0, first, styles.get("head"))
        page.merged((line, 1, line, _COUNTS_PLACE - 1), meaning, styles.get("head"))
        for place, text in enumerate(counts, start=_COUNTS_PLACE):
            page.text(line, place, text, styles.get("head"))
        page.height(line, 20)
        for severity in Severity:
            line += 1
            label = SEVERITIES[severity]
            page.text(line, 0, label, styles.get("cell"))
            area = (line, 1, line, _COUNTS_PLACE - 1)
            page.merged(area, say.SEVERITY_MEANINGS[label], styles.get("cell"))
            columns = ((Outcome.FAILED, False), (Outcome.FAILED, True))
            for place, (outcome, is_pending) in enumerate(
                (*columns, (Outcome.NOT_CHECKABLE, False)), start=_COUNTS_PLACE
            ):
                formula = self._review.count_formula(
                    outcome, severity, prefix=self._prefix, is_pending=is_pending
                )
                stored = self._review.count(outcome, severity, is_pending=is_pending)
                style = styles.get("count", align="center")
                page.formula(line, place, formula, style, stored=stored)
            page.height(line, _LINE_HEIGHT)
        return line + 1

    def _rows(self, line: int) -> int:
        """Write the account of the ledger's rows: used and set aside add up to the file."""
        page, styles, cube = self._page, self._styles, self._content.cube
        head = styles.get("head")
        page.merged((line, 0, line, _ROWS_PLACE - 1), say.ROWS_HEADS[0], head)
        for place, text in enumerate(say.ROWS_HEADS[1:], start=_ROWS_PLACE):
            page.text(line, place, text, head)
        page.height(line, 20)
        first = line + 1
        parts = (cube.used, *cube.set_aside)
        for part in parts:
            line += 1
            self._row_total(line, part)
        last, total = line, line + 1
        page.merged(
            (total, 0, total, _ROWS_PLACE - 1), say.ROWS_TOTAL, styles.get("cell", bold=True)
        )
        single = [part for part in parts if part.status not in REPEATING]
        sums = (
            ("count", float(sum(part.rows for part in parts))),
            ("yuan", fen_to_yuan_float(sum(part.debit for part in single))),
            ("yuan", fen_to_yuan_float(sum(part.credit for part in single))),
        )
        for place, (kind, stored) in enumerate(sums, start=_ROWS_PLACE):
            area = f"{place_name(first, place)}:{place_name(last, place)}"
            style = styles.get(kind, bold=True)
            page.formula(total, place, f"ROUND(SUM({area}),2)", style, stored=stored)
        page.height(total, _LINE_HEIGHT)
        return total + 1

    def _row_total(self, line: int, part: SetAside) -> None:
        page, styles = self._page, self._styles
        area = (line, 0, line, _ROWS_PLACE - 1)
        page.merged(area, ROW_STATUSES[part.status], styles.get("cell"))
        debit = _ROWS_PLACE + 1
        page.number(line, _ROWS_PLACE, part.rows, styles.get("count"))
        if part.status in REPEATING:
            grey = styles.get("mark", font_color=GREY_FONT)
            page.merged((line, debit, line, debit + 1), say.ROWS_REPEATING, grey)
        else:
            page.number(line, debit, fen_to_yuan_float(part.debit), styles.get("yuan"))
            page.number(line, debit + 1, fen_to_yuan_float(part.credit), styles.get("yuan"))
        page.height(line, _LINE_HEIGHT)
