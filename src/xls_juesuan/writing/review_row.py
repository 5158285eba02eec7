"""One line of the 审核 sheet: its texts, its link, its live figures.

It knows what stands in each column; it refuses to know the lines above and below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import Protocol

from xls_juesuan.declarations.relation.excel import quoted_sheet
from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.findings import WORST_FIRST
from xls_juesuan.findings import Outcome
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import OUTCOMES
from xls_juesuan.messages.labels import SEVERITIES
from xls_juesuan.money import fen_to_yuan_float
from xls_juesuan.writing import checks_sheet
from xls_juesuan.writing.page import absolute_range
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.styles import GREY_FONT
from xls_juesuan.writing.styles import SMALL_SIZE
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.findings import Finding
    from xls_juesuan.writing.likely import Likely
    from xls_juesuan.writing.live import LiveBound
    from xls_juesuan.writing.page import Page
    from xls_juesuan.writing.review_lines import ReviewLine

REVIEW_WIDTHS = (6.5, 7.0, 36.0, 16.0, 13.0, 13.0, 13.0, 9.0, 18.0, 25.0, 9.0, 14.0, 5.0, 5.0)
#: Last column that is printed on paper.
LAST_PRINTED_PLACE = 11
_LINE_HEIGHT = 18.0
_SEVERITY, _CODE, _PROBLEM, _SPOT, _WANTED, _FOUND, _DIFFERENCE = range(7)
FIGURE_PLACES = (_WANTED, _FOUND, _DIFFERENCE)
_RESULT, _BASIS, _ADVICE, _HANDLING, _EXPLANATION, FINGERPRINT_PLACE, CAUSE_PLACE = range(7, 14)
#: Rows cannot be much higher than this many points: a longer proof stands in a comment.
_HIGHEST = 300.0


class Spot(NamedTuple):
    """Where a finding points to: what is printed, and sheet and cell it leads to."""

    text: str
    target: tuple[str, str] | None = None


class Spots(Protocol):
    """Knows where findings point to."""

    @property
    def likely(self) -> Likely:
        """Says which cells are likely wrong."""
        ...

    def of(self, finding: Finding) -> Spot:
        """The place of a finding."""
        ...


class ReviewRow:
    """One line.

    Args:
        place: line of the sheet, from 0.
        line: what it says.
        spots: where findings point to.
        review: 处理 and 说明 of an earlier run.
    """

    def __init__(
        self, place: int, line: ReviewLine, spots: Spots, review: tuple[str, str] | None
    ) -> None:
        self.line = line
        self.spot = spots.of(line.finding)
        self._likely = spots.likely.texts(line.finding)
        handling, self._explanation = review or ("", "")
        # A drop-down holds its words only; anything else is treated as not handled.
        is_open = line.outcome is Outcome.FAILED
        # What follows from another line is done with it.
        default = say.PENDING if is_open and not line.is_follower else ""
        self.handling = handling if handling in say.HANDLINGS else default
        self._place = place

    def write(self, page: Page) -> None:
        """Write the line."""
        self._texts(page)
        self._figures(page)
        finding = self.line.finding
        if self.spot.target and page.has_room_for_links:
            link = page.styles.get("link", font_size=SMALL_SIZE, text_wrap=True)
            page.link(self._place, _SPOT, self.spot.target, self.spot.text, link)
        else:
            self._wrapped(page, _SPOT, self.spot.text)
        style = page.styles.get("cell", font_size=SMALL_SIZE, font_color=GREY_FONT)
        page.text(self._place, FINGERPRINT_PLACE, finding.fingerprint, style)
        page.text(self._place, CAUSE_PLACE, finding.follows if self.line.is_follower else "", style)
        if self._is_cut:
            page.comment(self._place, _PROBLEM, say.PROOF.format(steps="\n".join(finding.proof)))
        page.height(
            self._place,
            self._height(),
            is_folded=self.line.is_folded,
            folds=self.line.folds,
        )

    def _texts(self, page: Page) -> None:
        finding = self.line.finding
        mark = page.styles.get("mark", font_size=SMALL_SIZE)
        page.text(self._place, _SEVERITY, SEVERITIES[finding.severity], mark)
        code = mark
        if self.line.is_follower:
            code = page.styles.get("mark", font_size=SMALL_SIZE, num_format=say.FOLLOWER_FORMAT)
        page.text(self._place, _CODE, finding.code, code)
        for place, text in self._paragraphs().items():
            self._wrapped(page, place, text)
        page.text(self._place, _HANDLING, self.handling, mark)

    def _paragraphs(self) -> dict[int, str]:
        finding = self.line.finding
        # Where nothing could be compared, why not is all that helps; 核对 has the relation.
        message = finding.reason or finding.message
        is_found = finding.outcome is Outcome.FAILED
        problem = [say.problem(finding.title, message, is_found=is_found)]
        if is_found and finding.held:
            problem.append(say.HELD.format(count=finding.held))
        if self.line.followers:
            problem.append(say.CONSEQUENCES.format(count=len(self.line.followers)))
        if self.line.alike:
            problem.append(say.ALIKE.format(count=self.line.alike))
        if self._is_cut:
            problem.append(say.PROOF_CUT.format(end=finding.proof[-1]))
        elif finding.proof:
            problem.append(say.PROOF.format(steps="\n".join(finding.proof)))
        return {
            _PROBLEM: "\n".join(problem),
            _BASIS: finding.basis,
            _ADVICE: "\n".join([*self._likely, finding.advice]),
            _EXPLANATION: self._explanation,
        }

    @property
    def _is_cut(self) -> bool:
        """Whether the proof is too long for the cell."""
        text = "\n".join(self.line.finding.proof)
        return row_height(text, REVIEW_WIDTHS[_PROBLEM], SMALL_SIZE) > _HIGHEST

    def _wrapped(self, page: Page, place: int, text: str) -> None:
        page.text(self._place, place, text, page.styles.get("wrapped", font_size=SMALL_SIZE))

    def _height(self) -> float:
        texts = {**self._paragraphs(), _SPOT: self.spot.text}
        heights = [
            row_height(text, REVIEW_WIDTHS[place], SMALL_SIZE) for place, text in texts.items()
        ]
        return max(_LINE_HEIGHT, *heights)

    # ------------------------------------------------------------------ figures

    def _figures(self, page: Page) -> None:
        mark = page.styles.get("mark", font_size=SMALL_SIZE)
        if not self.line.checks:
            self._stated(page)
        elif len(self.line.checks) == 1:
            self._single(page)
        else:
            self._group(page)
        results = self._results()
        if self.line.bound:
            self._bound(page, self.line.bound, results)
        elif not results:
            page.text(self._place, _RESULT, OUTCOMES[self.line.outcome], mark)
        elif len(self.line.checks) == 1 and not self.line.followers:
            self._result(page, results[0])
        else:
            self._result(page, _worst(results))

    def _stated(self, page: Page) -> None:
        """Write the figures of a finding that is no relation: they do not change.

        What was merely noticed has an amount but no two sides, so it has no difference.
        """
        finding, style = self.line.finding, self._style(page, Measure.AMOUNT)
        is_compared = finding.left is not None and finding.right is not None
        for place, fen in (
            (_WANTED, finding.right),
            (_FOUND, finding.left),
            (_DIFFERENCE, finding.difference if is_compared else None),
        ):
            if fen is None:
                page.text(self._place, place, "", style)
            else:
                page.number(self._place, place, fen_to_yuan_float(fen), style)

    def _bound(self, page: Page, bound: LiveBound, results: list[str]) -> None:
        """Write what settles the finding as its difference, and the result that it gives."""
        style = self._style(page, Measure.AMOUNT)
        side = bound.side
        page.formula(self._place, _DIFFERENCE, side.formula, style, stored=side.stored)
        difference = place_name(self._place, _DIFFERENCE)
        failed, passed = OUTCOMES[Outcome.FAILED], OUTCOMES[Outcome.PASSED]
        rest = _worst(results) if results else f'"{passed}"'
        off = difference if bound.is_one_sided else f"ABS({difference})"
        self._result(page, f'IF({off}>{bound.limit!r},"{failed}",{rest})')

    def _single(self, page: Page) -> None:
        (live,) = self.line.checks
        style = self._style(page, live.check.measure)
        hides = live.outcome is Outcome.NOT_APPLICABLE
        for place, source, stored in (
            (_WANTED, checks_sheet.RIGHT_PLACE, live.right.stored if live.right else None),
            (_FOUND, checks_sheet.LEFT_PLACE, live.left.stored if live.left else None),
            (_DIFFERENCE, checks_sheet.DIFFERENCE_PLACE, live.difference),
        ):
            if stored is None:
                page.text(self._place, place, "", style)
                continue
            formula = f"{_checks_prefix()}{self._checks_cell(source)}"
            formula = self._unless_not_applicable(formula)
            page.formula(self._place, place, formula, style, stored="" if hides else stored)

    def _group(self, page: Page) -> None:
        style = self._style(page, self.line.checks[0].check.measure)
        page.text(self._place, _WANTED, "", style)
        page.text(self._place, _FOUND, "", style)
        if all_equations([live.check for live in self.line.checks]):
            differences = self._checks_range(checks_sheet.DIFFERENCE_PLACE)
            formula = self._unless_not_applicable(f"MAX(MAX({differences}),-MIN({differences}))")
            hides = self.line.outcome is Outcome.NOT_APPLICABLE
            stored = "" if hides else self.line.largest_difference
            page.formula(self._place, _DIFFERENCE, formula, style, stored=stored)
        else:
            page.text(self._place, _DIFFERENCE, "", style)

    def _results(self) -> list[str]:
        """Where the results stand that decide this one: of its relations, and of its followers."""
        results = []
        if len(self.line.checks) == 1:
            results.append(f"{_checks_prefix()}{self._checks_cell(checks_sheet.RESULT_PLACE)}")
        elif self.line.checks:
            results.append(self._checks_range(checks_sheet.RESULT_PLACE))
        if self.line.followers:
            last = self._place + len(self.line.followers)
            results.append(absolute_range(self._place + 1, last, _RESULT))
        return results

    def _result(self, page: Page, formula: str) -> None:
        mark = page.styles.get("mark", font_size=SMALL_SIZE)
        page.formula(self._place, _RESULT, formula, mark, stored=OUTCOMES[self.line.outcome])

    def _unless_not_applicable(self, formula: str) -> str:
        result = place_name(self._place, _RESULT)
        return f'IF({result}="{OUTCOMES[Outcome.NOT_APPLICABLE]}","",{formula})'

    def _checks_cell(self, place: int) -> str:
        return place_name(self.line.first_line, place)

    def _checks_range(self, place: int) -> str:
        return f"{_checks_prefix()}" + absolute_range(
            self.line.first_line, self.line.last_line, place
        )

    def _style(self, page: Page, unit: Measure) -> Format:
        return page.styles.get(checks_sheet.FIGURE_KINDS[unit], font_size=SMALL_SIZE)


def all_equations(checks: Sequence[Check]) -> bool:
    """Tell whether a difference other than zero is a fault in each of the relations."""
    conditions = [check.condition for check in checks if check.difference is not None]
    return bool(conditions) and all(
        isinstance(condition, Comparison) and condition.operator == "==" for condition in conditions
    )


def _worst(results: list[str]) -> str:
    """Write the worst of the results in some ranges."""
    *worse, mildest = WORST_FIRST
    formula = f'"{OUTCOMES[mildest]}"'
    for outcome in reversed(worse):
        word = OUTCOMES[outcome]
        counts = "+".join(f'COUNTIF({area},"{word}")' for area in results)
        formula = f'IF({counts}>0,"{word}",{formula})'
    return formula


def _checks_prefix() -> str:
    return f"{quoted_sheet(say.CHECKS)}!"
