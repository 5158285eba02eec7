"""Weights and scores of one form: what its lines add up to, and what its rate deserves.

The same computations as for forms that this program fills in; it refuses to know pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.declarations.assessment_words import assessment_words
from xls_juesuan.declarations.assessment_words import name
from xls_juesuan.declarations.published import plain
from xls_juesuan.money import STEPS_PER_POINT
from xls_juesuan.recognise.attachments.budget import TOTAL
from xls_juesuan.recognise.attachments.values import points
from xls_juesuan.tables.self_assessment import Marked
from xls_juesuan.tables.self_assessment import added

if TYPE_CHECKING:
    from xls_juesuan.declarations.attachment_form import AttachmentForm
    from xls_juesuan.recognise.attachments.found import FoundForm
    from xls_juesuan.recognise.attachments.marks import MarkedLine
    from xls_juesuan.tables.parts import PartFigure

#: A target that says neither that more nor that less is wanted; a date is none.
_UNSIGNED = re.compile(r"\d[\d,]*(?:\.\d+)?[^\d]*")


@dataclass(frozen=True)
class Scored:
    """A form with its figures.

    Attributes:
        form: what was read.
        model: how the place scores forms; ``None`` where that is not known.
        executed, final_budget: of the whole money.
    """

    form: FoundForm
    model: AttachmentForm | None
    executed: PartFigure | None
    final_budget: PartFigure | None

    @property
    def marked(self) -> tuple[tuple[MarkedLine, Marked], ...]:
        """Lines with weights as they were read and as values."""
        marks = self.form.marks
        return tuple(
            (
                line,
                Marked(
                    number,
                    line.texts,
                    points(line.cells.get("weight")),
                    points(line.cells.get("score")),
                ),
            )
            for number, line in enumerate((*marks.aspects, *marks.indicators), 1)
        )

    @property
    def execution_score(self) -> int | None:
        """The score of the execution of the budget."""
        return points(self.form.budget.get(TOTAL, "score"))

    @property
    def weights(self) -> int | None:
        """All weights together; ``None`` where one is missing, or nobody knows what is the whole.

        A form that neither weighs the execution of the budget nor states the whole may leave
        the rest of the points to another table.
        """
        lines, full = self._lines("weight"), assessment_words().full_marks
        if not self._has_execution:
            return lines if lines == full or "weight" in self.form.marks.total else None
        together = self._with_execution("weight", lines)
        return lines if self._is_apart and together != full else together

    @property
    def scores(self) -> int | None:
        """All scores together, of those lines of which the stated score is the whole."""
        lines = self._lines("score")
        return lines if self._is_apart else self._with_execution("score", lines)

    def _lines(self, column: str) -> int | None:
        """What the lines with weights add up to in a column."""
        marks = self.form.marks
        if not marks.indicators or column not in marks.heads or self._has_gaps:
            return None
        index = 0 if column == "weight" else 1
        return added((each.weight, each.score)[index] for _, each in self.marked)

    def _with_execution(self, column: str, lines: int | None) -> int | None:
        if not self._has_execution:
            return lines
        return added((points(self.form.budget.get(TOTAL, column)), lines))

    @property
    def _has_gaps(self) -> bool:
        """Whether some line with a weight was not read."""
        return any(doubt.kind == "attachment_line" for doubt in self.form.marks.doubts)

    @property
    def _has_execution(self) -> bool:
        """Whether the execution of the budget is scored beside the lines."""
        return bool({"weight", "score"} & set(self.form.budget.heads))

    @property
    def _is_apart(self) -> bool:
        """Whether the lines are the whole without the execution of the budget."""
        whole = points(self.form.marks.total.get("weight")) or assessment_words().full_marks
        return self._lines("weight") == whole

    @property
    def has_deviations(self) -> bool:
        """Whether deviations are stated in the way that is known."""
        head = self.form.marks.deviation_head
        return self.model is not None and head == name(self.model.words["deviation"])

    def due_deviation(self, marked: Marked) -> int | None:
        """How far a line is from its target.

        Where less is better and the target has no sign, what is below it may be just right.
        """
        due, words = marked.due_deviation, assessment_words()
        target = marked.texts.get("target", "").strip()
        if due is None or due >= 0 or not _UNSIGNED.fullmatch(target):
            return due
        names = "".join(marked.texts.get(key, "") for key in ("level1", "level2", "level3"))
        return None if any(word in names for word in words.less_is_better) else due

    @property
    def aspects(self) -> int | None:
        """Weights of the management of the money together."""
        lines = self.form.marks.aspects
        return added(points(line.cells["weight"]) for line in lines) if lines else None

    @property
    def due_aspects(self) -> int | None:
        """What they should be, as their heading says."""
        full = self.form.marks.aspects_full
        return None if full is None or self.aspects is None else full * STEPS_PER_POINT

    @property
    def due_score(self) -> int | None:
        """The score that the rate deserves; as printed where rounding of the amounts allows it.

        Only where the form is the one whose scoring is known.
        """
        printed, kind = self.execution_score, None
        if self.model is not None:
            kind = self.model.overall if self.form.is_overall else self.model.project
        if kind is None or printed is None or not self.executed or not self.final_budget:
            return None
        # A form that lost its title is known by the block that only this model has.
        is_known = plain(kind.title) in plain(self.form.title) or (
            not self.form.title and bool(self.form.marks.aspects)
        )
        if not is_known:
            return None
        if points(self.form.budget.get(TOTAL, "weight")) not in {None, kind.scoring.weight}:
            return None
        scores = [
            kind.scoring.score(executed, budget)
            for executed in _ends(self.executed)
            for budget in _ends(self.final_budget)
        ]
        known = [score for score in scores if score is not None]
        if len(known) < len(scores):
            return None
        if min(known) <= printed <= max(known):
            return printed
        return kind.scoring.score(self.executed.value, self.final_budget.value)


def _ends(figure: PartFigure) -> tuple[int, int]:
    """The least and the most that rounding lets an amount be."""
    half = figure.step // 2
    return max(figure.value - half, 0), figure.value + half
