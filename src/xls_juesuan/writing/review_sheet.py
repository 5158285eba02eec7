"""The 审核 sheet: what is wrong, where, what to do, and what the reviewer made of it.

It knows the layout of the sheet and where its counts stand; it refuses to know how a
relation is judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.audit.audit import Verdict
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.audit import VERDICT_CONTINUED
from xls_juesuan.messages.audit import VERDICT_END
from xls_juesuan.messages.audit import VERDICT_ENUMERATE
from xls_juesuan.messages.audit import VERDICT_NOT_CHECKABLE
from xls_juesuan.messages.audit import VERDICT_NOTICES
from xls_juesuan.messages.audit import VERDICTS
from xls_juesuan.messages.audit import verdict_text
from xls_juesuan.messages.earlier import CHANGED
from xls_juesuan.messages.earlier import NEW
from xls_juesuan.messages.labels import OUTCOMES
from xls_juesuan.messages.labels import SEVERITIES
from xls_juesuan.writing.live import largest_figure
from xls_juesuan.writing.page import absolute_name
from xls_juesuan.writing.page import absolute_range
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.page import text_constant
from xls_juesuan.writing.review_row import CAUSE_PLACE
from xls_juesuan.writing.review_row import FIGURE_PLACES
from xls_juesuan.writing.review_row import FINGERPRINT_PLACE
from xls_juesuan.writing.review_row import LAST_PRINTED_PLACE
from xls_juesuan.writing.review_row import REVIEW_WIDTHS
from xls_juesuan.writing.review_row import ReviewRow
from xls_juesuan.writing.styles import BORDER_COLOUR
from xls_juesuan.writing.styles import SMALL_SIZE
from xls_juesuan.writing.styles import Tone
from xls_juesuan.writing.styles import outcome_rules
from xls_juesuan.writing.styles import severity_rules
from xls_juesuan.writing.styles import word_rule
from xls_juesuan.writing.widths import figure_width

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.writing.page import Page
    from xls_juesuan.writing.review_lines import ReviewLine
    from xls_juesuan.writing.review_row import Spots
    from xls_juesuan.writing.styles import Styles

_VERDICT_LINE = 1
_COUNT_LINE = 1
#: First place of the small table of counts at the top.
_COUNT_PLACE = 3
_CHANGE_WIDTH = 8.0
HEAD_LINE = 7
FIRST_LINE = 8
_SEVERITY_PLACE, _PROBLEM_PLACE, _SPOT_PLACE, _RESULT_PLACE, _HANDLING_PLACE = 0, 2, 3, 7, 10
#: Parts of the sheet that formulas on other sheets look at.
_NAMES = {
    say.FINGERPRINT_NAME: FINGERPRINT_PLACE,
    say.RESULT_NAME: _RESULT_PLACE,
    say.HANDLING_NAME: _HANDLING_PLACE,
}
_HANDLED = (say.VERIFIED, say.DISMISSED)
_COUNTED = (Outcome.FAILED, Outcome.NOT_CHECKABLE, Outcome.NOT_APPLICABLE, Outcome.PASSED)


class ReviewSheet:
    """Writes the sheet, and tells other sheets how to count on it.

    Args:
        lines: what it lists.
        spots: where findings point to.
        reviews: 处理 and 说明 of an earlier run, by fingerprint.
        marks: what is new or changed since, by fingerprint.
        prints_failures: whether only what failed goes on paper.
    """

    def __init__(
        self,
        lines: Sequence[ReviewLine],
        spots: Spots,
        reviews: Mapping[str, tuple[str, str]],
        marks: Mapping[str, str] | None = None,
        *,
        prints_failures: bool = False,
    ) -> None:
        self._prints_failures = prints_failures
        self._change_marks = marks or {}
        self._rows = [
            ReviewRow(FIRST_LINE + offset, line, spots, reviews.get(line.finding.fingerprint))
            for offset, line in enumerate(lines)
        ]
        self._last_line = FIRST_LINE + max(len(lines), 1) - 1

    # ------------------------------------------------------------------ counting

    def count(
        self,
        outcome: Outcome,
        severity: Severity | None = None,
        *,
        sheet: str = "",
        is_pending: bool = False,
    ) -> int:
        """Count the lines with an outcome now, of a severity, on a sheet, not yet handled.

        A rule that failed somewhere is counted by its failures: the line for the rest of its
        relations counts only when it fails itself. What follows from another line counts there.
        """
        return sum(
            row.line.outcome is outcome
            and not row.line.is_follower
            and severity in {None, row.line.finding.severity}
            and (not sheet or row.spot.text.startswith(f"{sheet}!"))
            and (not is_pending or row.handling not in _HANDLED)
            and (outcome is Outcome.FAILED or not row.line.is_rest)
            for row in self._rows
        )

    def count_formula(
        self,
        outcome: Outcome,
        severity: Severity | None = None,
        *,
        prefix: str = "",
        sheet: str = "",
        is_pending: bool = False,
    ) -> str:
        """Write the same count as a formula; ``prefix`` is the quoted sheet name with its mark.

        What has not been handled is all but the handled: a blank is not handled either.
        """
        wanted = [(_RESULT_PLACE, OUTCOMES[outcome])]
        if any(row.line.is_follower for row in self._rows):
            wanted.append((CAUSE_PLACE, ""))
        if severity is not None:
            wanted.append((_SEVERITY_PLACE, SEVERITIES[severity]))
        if sheet:
            wanted.append((_SPOT_PLACE, f"{sheet}!*"))
        counts = [self._countifs(prefix, wanted)]
        if is_pending:
            counts += [
                self._countifs(prefix, [*wanted, (_HANDLING_PLACE, word)]) for word in _HANDLED
            ]
        if outcome is not Outcome.FAILED and any(row.line.is_rest for row in self._rows):
            rest = say.REST_OF_RULE.format(title="*", count="*")
            counts.append(self._countifs(prefix, [*wanted, (_PROBLEM_PLACE, f"{rest}*")]))
        return "-".join(counts)

    def _countifs(self, prefix: str, wanted: list[tuple[int, str]]) -> str:
        criteria = ",".join(
            f"{prefix}{absolute_range(FIRST_LINE, self._last_line, place)},{text_constant(text)}"
            for place, text in wanted
        )
        return f"COUNTIFS({criteria})"

    @property
    def verdict(self) -> str:
        """The verdict as the formula on top gives it now."""
        verdict = Verdict.PUBLISHABLE
        if self.count(Outcome.FAILED, Severity.ERROR):
            verdict = Verdict.HAS_ERRORS
        elif self.count(Outcome.FAILED, Severity.WARNING):
            verdict = Verdict.NEEDS_EXPLANATION
        notices = self.count(Outcome.FAILED, Severity.NOTICE)
        return verdict_text(verdict, notices, self.count(Outcome.NOT_CHECKABLE))

    @property
    def verdict_cell(self) -> str:
        """Name of the cell of the verdict."""
        return place_name(_VERDICT_LINE, 0)

    # ------------------------------------------------------------------ writing

    def write(self, page: Page) -> None:
        """Write the sheet."""
        page.widths(self._widths())
        last_place = len(REVIEW_WIDTHS) - 1
        page.merged((0, 0, 0, LAST_PRINTED_PLACE), say.REVIEW_TITLE, page.styles.get("title"))
        page.height(0, 28)
        self._top(page)
        page.heads(HEAD_LINE, say.REVIEW_HEADS)
        page.height(HEAD_LINE, 20)
        for row in self._rows:
            row.write(page)
        self._rules(page)
        if self._change_marks:
            self._changes(page, last_place + 1)
            last_place += 1
        page.filter(HEAD_LINE, self._last_line, last_place)
        page.fold_upwards()
        for name, place in _NAMES.items():
            page.name_column(name, FIRST_LINE, self._last_line, place)
        page.freeze(FIRST_LINE)
        page.print_on_a4((HEAD_LINE, HEAD_LINE), self._last_printed_line, LAST_PRINTED_PLACE)
        page.codes_are_text((FIRST_LINE, LAST_PRINTED_PLACE + 1, self._last_line, last_place))
        page.colour("#C00000")

    @property
    def _last_printed_line(self) -> int:
        """What passed is seldom wanted on paper; what failed stands first."""
        if not self._prints_failures:
            return self._last_line
        failed = sum(row.line.finding.outcome is Outcome.FAILED for row in self._rows)
        return FIRST_LINE + max(failed, 1) - 1

    def _changes(self, page: Page, place: int) -> None:
        """Mark beside each line whether it is new or changed since the last run."""
        mark = page.styles.get("mark", font_size=SMALL_SIZE)
        page.text(HEAD_LINE, place, say.REVIEW_CHANGE, page.styles.get("head"))
        for offset, row in enumerate(self._rows):
            text = self._change_marks.get(row.line.finding.fingerprint, "")
            page.text(FIRST_LINE + offset, place, text, mark)
        rule = word_rule(NEW, page.styles.tone(Tone.BAD))
        page.rule((FIRST_LINE, place, self._last_line, place), rule)
        rule = word_rule(CHANGED, page.styles.tone(Tone.NEUTRAL))
        page.rule((FIRST_LINE, place, self._last_line, place), rule)

    def _widths(self) -> list[float]:
        largest = largest_figure(check for row in self._rows for check in row.line.checks)
        widths = list(REVIEW_WIDTHS)
        for place in FIGURE_PLACES:
            widths[place] = figure_width(largest, SMALL_SIZE, narrowest=widths[place])
        return [*widths, _CHANGE_WIDTH] if self._change_marks else widths

    def _top(self, page: Page) -> None:
        styles = page.styles
        verdict_area = (_VERDICT_LINE, 0, _VERDICT_LINE + 4, _COUNT_PLACE - 1)
        style = styles.get("banner", font_size=11, border=1, border_color=BORDER_COLOUR)
        page.merged(verdict_area, self.verdict, style, formula=self._verdict_formula())
        for rule in verdict_rules(styles, absolute_name(_VERDICT_LINE, 0)):
            page.rule(verdict_area, rule)
        help_area = (_VERDICT_LINE, 9, _VERDICT_LINE + 4, 11)
        page.merged(help_area, say.REVIEW_HELP, styles.get("note", font_size=SMALL_SIZE))
        heads = styles.get("head", font_size=SMALL_SIZE)
        for offset, text in enumerate(say.COUNT_HEADS):
            page.text(_COUNT_LINE, _COUNT_PLACE + offset, text, heads)
        severities: list[Severity | None] = [*Severity, None]
        for offset, severity in enumerate(severities, start=1):
            self._counts(page, _COUNT_LINE + offset, severity)
        for line in range(_COUNT_LINE, _COUNT_LINE + 5):
            page.height(line, 17)
        unit_area = (HEAD_LINE - 1, _COUNT_PLACE, HEAD_LINE - 1, LAST_PRINTED_PLACE)
        page.merged(unit_area, say.REVIEW_UNIT, styles.get("right", font_size=SMALL_SIZE))
        page.height(HEAD_LINE - 1, 15)

    def _counts(self, page: Page, line: int, severity: Severity | None) -> None:
        label = SEVERITIES[severity] if severity else say.COUNT_TOTAL
        page.text(line, _COUNT_PLACE, label, page.styles.get("mark", bold=severity is None))
        style = page.styles.get("count", align="center", bold=severity is None)
        columns = [(Outcome.FAILED, False), (Outcome.FAILED, True)]
        columns += [(outcome, False) for outcome in _COUNTED[1:]]
        for offset, (outcome, is_pending) in enumerate(columns, start=1):
            page.formula(
                line,
                _COUNT_PLACE + offset,
                self.count_formula(outcome, severity, is_pending=is_pending),
                style,
                stored=self.count(outcome, severity, is_pending=is_pending),
            )

    def _verdict_formula(self) -> str:
        errors, warnings, notices = (
            place_name(_COUNT_LINE + offset, _COUNT_PLACE + 1) for offset in (1, 2, 3)
        )
        unchecked = place_name(_COUNT_LINE + 4, _COUNT_PLACE + 3)
        texts = {verdict: text_constant(VERDICTS[verdict]) for verdict in Verdict}
        continued, enumerate_, end = map(
            text_constant, (VERDICT_CONTINUED, VERDICT_ENUMERATE, VERDICT_END)
        )
        return (
            f"IF({errors}>0,{texts[Verdict.HAS_ERRORS]},"
            f"IF({warnings}>0,{texts[Verdict.NEEDS_EXPLANATION]},{texts[Verdict.PUBLISHABLE]}))"
            f'&IF({notices}+{unchecked}>0,{continued},"")'
            f'&IF({notices}>0,{_with_count(VERDICT_NOTICES, notices)},"")'
            f'&IF(AND({notices}>0,{unchecked}>0),{enumerate_},"")'
            f'&IF({unchecked}>0,{_with_count(VERDICT_NOT_CHECKABLE, unchecked)},"")&{end}'
        )

    def _rules(self, page: Page) -> None:
        whole = (FIRST_LINE, 0, self._last_line, LAST_PRINTED_PLACE)
        first = FIRST_LINE + 1
        handled = ",".join(f'$K{first}="{word}"' for word in _HANDLED)
        grey = page.styles.tone(Tone.GREY)
        # The first rule that applies wins, so what has been handled is grey throughout.
        page.rule(
            whole,
            {
                "type": "formula",
                "criteria": f"=OR({handled})",
                "format": grey,
                "stop_if_true": True,
            },
        )
        # What failed when the sheet was written and holds now is green from side to side.
        failed = [row for row in self._rows if row.line.finding.outcome is Outcome.FAILED]
        if failed:
            fixed = {
                "type": "formula",
                "criteria": f'=$H{first}="{OUTCOMES[Outcome.PASSED]}"',
                "format": page.styles.tone(Tone.GOOD),
            }
            page.rule((FIRST_LINE, 0, FIRST_LINE + len(failed) - 1, LAST_PRINTED_PLACE), fixed)
        for place, rules in (
            (_SEVERITY_PLACE, severity_rules(page.styles, f"$A{first}", f"$H{first}")),
            (_RESULT_PLACE, outcome_rules(page.styles, f"$A{first}", f"$H{first}")),
            (_HANDLING_PLACE, [word_rule(say.PENDING, page.styles.tone(Tone.NEUTRAL))]),
        ):
            for rule in rules:
                page.rule((FIRST_LINE, place, self._last_line, place), rule)
        page.choices((FIRST_LINE, _HANDLING_PLACE, self._last_line, _HANDLING_PLACE), say.HANDLINGS)


def _with_count(fragment: str, cell: str) -> str:
    """Write a fragment of the verdict with a cell in the place of its count."""
    before, after = fragment.split("{count}")
    parts = [text_constant(before), cell, text_constant(after)]
    return "&".join(part for part in parts if part != text_constant(""))


def verdict_rules(styles: Styles, cell: str) -> list[dict[str, object]]:
    """Write the conditional formats of a cell (its column and line fixed) with the verdict."""
    return [
        {
            "type": "formula",
            "criteria": f"=LEFT({cell},{len(verdict)})={text_constant(verdict)}",
            "format": styles.tone(tone),
        }
        for tone, verdict in _verdict_tones().items()
    ]


def _verdict_tones() -> dict[Tone, str]:
    """The colour of each verdict."""
    return {
        Tone.BAD: VERDICTS[Verdict.HAS_ERRORS],
        Tone.NEUTRAL: VERDICTS[Verdict.NEEDS_EXPLANATION],
        Tone.GOOD: VERDICTS[Verdict.PUBLISHABLE],
    }
