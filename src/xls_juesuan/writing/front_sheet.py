"""What the first sheet of any workbook of ours has: the verdict first, then where everything is.

It knows verdict, sheets and counts; it refuses to know what the workbook was made from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.excel import quoted_sheet
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import SEVERITIES
from xls_juesuan.writing.beside import sheets_beside
from xls_juesuan.writing.page import absolute_name
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.review_sheet import verdict_rules
from xls_juesuan.writing.styles import BODY_SIZE
from xls_juesuan.writing.styles import BORDER_COLOUR
from xls_juesuan.writing.styles import Tone
from xls_juesuan.writing.styles import word_rule
from xls_juesuan.writing.table_sheet import has_figures_formula
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit import Audit
    from xls_juesuan.tables import TableSet
    from xls_juesuan.writing.page import Page
    from xls_juesuan.writing.review_sheet import ReviewSheet

WIDTHS = (20.0, 44.0, 12.0, 16.0, 19.0, 19.0)
LAST_PLACE = len(WIDTHS) - 1
LINE_HEIGHT = 19.0
#: Room for two lines.
_VERDICT_HEIGHT = 38.0
#: First place of the counts of findings, and what they count: only the first is alarming.
_COUNTS_PLACE = 3
_COUNTED = (
    (Outcome.FAILED, (Severity.ERROR, Severity.WARNING)),
    (Outcome.FAILED, (Severity.NOTICE,)),
    (Outcome.NOT_CHECKABLE, (None,)),
)


class FrontSheet:
    """Writes the front page.

    Args:
        page: the sheet to write on.
        tables: the tables of the workbook.
        audit: what was found.
        review: the 审核 sheet, for its counts.
    """

    def __init__(self, page: Page, tables: TableSet, audit: Audit, review: ReviewSheet) -> None:
        self._page = page
        self._styles = page.styles
        self._tables = tables
        self._beside = sheets_beside(tables, audit)
        self._review = review
        self._prefix = f"{quoted_sheet(say.REVIEW)}!"

    @property
    def title(self) -> str:
        """What stands at the top."""
        return say.CONTENTS_TITLE.format(unit=self._tables.unit_name, year=self._tables.year)

    @property
    def sheet_names(self) -> Mapping[str, str]:
        """The sheets beside the tables, and what each is for."""
        raise NotImplementedError

    def existing(self, names: Mapping[str, str]) -> dict[str, str]:
        """Leave out the sheets that only some workbooks have."""
        return {
            name: text
            for name, text in names.items()
            if name in self._beside or name not in {say.COMPARATIVES, say.THRESHOLDS}
        }

    def compared_with(self, files: Sequence[str]) -> dict[str, str]:
        """The files that last year's figures and the budget come from, where there are any."""
        return {say.CONTENTS_COMPARED: "、".join(files)} if files else {}

    def facts(self) -> dict[str, str]:
        """What the workbook was made from: labels and texts."""
        raise NotImplementedError

    def end(self, line: int) -> int:
        """Write what comes last; give the line below it."""
        raise NotImplementedError

    def write(self) -> None:
        """Write everything."""
        page, title = self._page, self.title
        page.widths(WIDTHS)
        style = self._styles.get("title", text_wrap=True)
        page.merged((0, 0, 0, LAST_PLACE), title, style)
        page.height(0, max(36.0, row_height(title, sum(WIDTHS), 16)))
        line = self._identity(self._verdict(2))
        line = self._sheets(line + 1)
        line = self._severities(line + 1)
        line = self.end(line + 1)
        page.print_on_a4((0, 0), line - 1, LAST_PLACE)
        page.protect()
        page.show_first()

    def _verdict(self, line: int) -> int:
        page = self._page
        page.text(line, 0, say.CONTENTS_VERDICT, self._styles.get("head", align="left"))
        area = (line, 1, line, LAST_PLACE)
        style = self._styles.get("banner", border=1, border_color=BORDER_COLOUR)
        formula = f"{self._prefix}{self._review.verdict_cell}"
        page.merged(area, self._review.verdict, style, formula=formula)
        for rule in verdict_rules(self._styles, absolute_name(line, 1)):
            page.rule(area, rule)
        page.height(line, _VERDICT_HEIGHT)
        return line + 1

    def _identity(self, line: int) -> int:
        head = self._styles.get("head", align="left")
        for label, text in self.facts().items():
            self._page.text(line, 0, label, head)
            area = (line, 1, line, LAST_PLACE)
            self._page.merged(area, text, self._styles.get("wrapped"))
            height = row_height(text, sum(WIDTHS[1:]), BODY_SIZE)
            self._page.height(line, max(LINE_HEIGHT, height))
            line += 1
        return line

    def _sheets(self, line: int) -> int:
        page, styles = self._page, self._styles
        page.heads(line, say.CONTENTS_HEADS)
        page.height(line, 20)
        first = line + 1
        for table in self._tables.tables:
            line += 1
            self._entry(line, table.sheet, table.title)
            prefix = f"{quoted_sheet(table.sheet)}!"
            words = f'"{say.HAS_FIGURES}","{say.NO_FIGURES}"'
            formula = f"IF({has_figures_formula(table, prefix)},{words})"
            state = say.NO_FIGURES if table.is_empty else say.HAS_FIGURES
            page.formula(line, 2, formula, styles.get("mark"), stored=state)
            self._counts(line, table.sheet)
        for sheet, text in self.sheet_names.items():
            line += 1
            self._entry(line, sheet, text)
            page.text(line, 2, "", styles.get("mark"))
            if sheet == say.REVIEW:
                self._counts(line, "")
            else:
                for place in range(_COUNTS_PLACE, LAST_PLACE + 1):
                    page.text(line, place, "", styles.get("mark"))
        self._count_rules(first, line)
        return line + 1

    def _entry(self, line: int, sheet: str, text: str) -> None:
        page, styles = self._page, self._styles
        page.link(line, 0, (sheet, place_name(0, 0)), sheet, styles.get("link"))
        page.text(line, 1, text, styles.get("wrapped"))
        page.height(line, max(LINE_HEIGHT, row_height(text, WIDTHS[1], BODY_SIZE)))

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
            page.height(line, LINE_HEIGHT)
        return line + 1
