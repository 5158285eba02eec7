"""How the forms of the self-assessment are laid out: an assessment → its cells.

It knows which block stands where; it refuses to know how values arise and what cells look like.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from xls_juesuan.declarations.attachment_form import PLACES
from xls_juesuan.declarations.attachment_form import SOURCES
from xls_juesuan.declarations.attachment_form import TOTAL
from xls_juesuan.disclosure.attachment_cells import CellKind
from xls_juesuan.disclosure.attachment_cells import FilledForm
from xls_juesuan.disclosure.attachment_cells import FormCell
from xls_juesuan.disclosure.attachment_cells import RateOf
from xls_juesuan.disclosure.attachment_cells import ScoreOf
from xls_juesuan.disclosure.attachment_cells import SpentBy
from xls_juesuan.disclosure.attachment_cells import TotalOf
from xls_juesuan.messages.writing import attachment_sheet
from xls_juesuan.money import format_percent
from xls_juesuan.money import format_points
from xls_juesuan.tables.self_assessment import row_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.declarations.attachment_form import AttachmentForm
    from xls_juesuan.disclosure.attachment_cells import Derived
    from xls_juesuan.disclosure.attachment_cells import Spot
    from xls_juesuan.tables.self_assessment import Assessment
    from xls_juesuan.tables.self_assessment import Funds
    from xls_juesuan.tables.self_assessment import Marked

#: Places of the money, and of weights and scores, in both forms.
_SOURCE, _ORIGINAL, _FINAL, _EXECUTED, _WEIGHT, _RATE, _SCORE = range(1, PLACES)
_MARK_WEIGHT, _MARK_SCORE, _LAST = PLACES - 3, PLACES - 2, PLACES - 1
_COLUMNS = (("original_budget", _ORIGINAL), ("final_budget", _FINAL), ("executed", _EXECUTED))


def fill_form(assessment: Assessment, form: AttachmentForm, number: int) -> FilledForm:
    """Lay out one form.

    Args:
        assessment: what it says.
        form: how the place prints it.
        number: which of the attachments it is, from 1.
    """
    layout = _Layout(assessment, form)
    if assessment.is_overall:
        layout.overall()
    else:
        layout.project()
    kind = form.overall if assessment.is_overall else form.project
    return FilledForm(
        key=assessment.key,
        sheet=attachment_sheet(number),
        title=kind.title,
        name=assessment.name,
        note=assessment.texts.get("month", ""),
        note_field=_month_field(assessment),
        widths=form.widths,
        cells=tuple(layout.cells),
        heads_at=layout.heads_at,
        head_lines=layout.head_lines,
    )


def _month_field(assessment: Assessment) -> str:
    if assessment.is_overall:
        return "performance.overall_month"
    return project_field(assessment, "month")


def project_field(assessment: Assessment, column: str) -> str:
    """Key of a column of a project in the supplement."""
    row = row_label({"name": assessment.name}, assessment.number)
    return f"projects[{row}].{column}"


class _Layout:
    """Puts cells below one another."""

    def __init__(self, assessment: Assessment, form: AttachmentForm) -> None:
        self.cells: list[FormCell] = []
        self._assessment = assessment
        self._form = form
        self._kind = form.overall if assessment.is_overall else form.project
        self._words = form.words
        self._line = 0
        #: Where the heads of the indicators begin, and how many lines they take.
        self.heads_at = self.head_lines = 0
        #: Cells that the last line adds up.
        self._weights: list[Spot] = []
        self._scores: list[Spot] = []

    def overall(self) -> None:
        """Lay out the form of the unit as a whole."""
        words = self._words
        self._head(words["unit_name"], 0)
        self._put(CellKind.TEXT, 1, value=self._assessment.name, places=PLACES - 1)
        self._line += 1
        self._funds()
        goals = self._assessment.goals
        self._head(words["goals"], 0, lines=1 + len(goals))
        self._pair(words["expected"], words["actual"])
        for goal in goals:
            self._listed(goal, "overall_goals", "expected", 1, 4)
            self._listed(goal, "overall_goals", "actual", 5, 3)
            self._line += 1
        self._banner(words["tasks"])
        for text, place, places in (("task_name", 0, 2), ("task_content", 2, 3), ("actual", 5, 3)):
            self._head(words[text], place, places=places)
        self._line += 1
        for task in self._assessment.tasks:
            for key, place, places in (("name", 0, 2), ("content", 2, 3), ("actual", 5, 3)):
                self._listed(task, "overall_tasks", key, place, places)
            self._line += 1
        self._indicators("overall_indicators")
        self._totals()

    def project(self) -> None:
        """Lay out the form of a project."""
        words, name = self._words, self._assessment.name
        self._head(words["project_name"], 0)
        self._put(CellKind.TEXT, 1, value=name, places=PLACES - 1)
        self._line += 1
        self._head(words["department"], 0)
        self._of_project("department", 1, 3)
        self._head(words["implementer"], 4)
        self._of_project("implementer", 5, 3)
        self._line += 1
        self._funds()
        self._aspects()
        self._head(words["project_goal"], 0, lines=2)
        self._pair(words["expected"], words["actual"])
        self._of_project("expected", 1, 4)
        self._of_project("actual", 5, 3)
        self._line += 1
        self._indicators("project_indicators")
        self._totals()

    # Blocks.

    def _funds(self) -> None:
        """Money by source, with the total above; only the total is scored."""
        words, lines = self._words, self._kind.lines
        self._head(self._kind.funds, 0, lines=2 + len(SOURCES))
        for key, place in (("source", _SOURCE), *_COLUMNS, ("weight", _WEIGHT), ("rate", _RATE)):
            self._head(words[key], place)
        self._head(words["score"], _SCORE)
        self._line += 1
        total = self._line
        self._head(lines[TOTAL], _SOURCE, kind=CellKind.NAME)
        for key, place in _COLUMNS:
            parts = tuple((total + offset, place) for offset, _ in enumerate(SOURCES, 1))
            is_split = all(
                getattr(self._assessment.funds[each], key) is not None for each in SOURCES
            )
            value = getattr(self._assessment.total, key)
            derived = TotalOf(parts, None if is_split else value)
            self._put(CellKind.AMOUNT, place, value=value, derived=derived)
        scoring, whole = self._kind.scoring, ((total, _EXECUTED), (total, _FINAL))
        self._put(CellKind.POINTS, _WEIGHT, value=scoring.weight)
        money = self._assessment.total
        rate = self._or_dash(money, money.rate)
        self._put(CellKind.RATE, _RATE, value=rate, derived=RateOf(*whole))
        score = self._or_dash(money, self._assessment.execution_score)
        scored = ScoreOf(*whole, (total, _WEIGHT), scoring.full_at)
        self._put(CellKind.SCORE, _SCORE, value=score, derived=scored)
        self._weights.append((total, _WEIGHT))
        self._scores.append((total, _SCORE))
        self._line += 1
        for source in SOURCES:
            self._source(source)

    def _source(self, source: str) -> None:
        funds, line = self._assessment.funds[source], self._line
        self._head(self._kind.lines[source], _SOURCE, kind=CellKind.NAME)
        for key, place in _COLUMNS:
            cell = FormCell(CellKind.AMOUNT, line, place, value=getattr(funds, key))
            if place == _EXECUTED and funds.spent.is_found and funds.executed is not None:
                found = funds.spent.found
                self.cells.append(replace(cell, derived=SpentBy(found) if found else None))
            else:
                field = self._funds_field(key, source)
                self.cells.append(_with_gap(replace(cell, field=field)))
        self._put(CellKind.MARK, _WEIGHT, value=self._words["no_weight"])
        derived = RateOf((line, _EXECUTED), (line, _FINAL))
        rate = self._or_dash(funds, funds.rate)
        self._put(CellKind.RATE, _RATE, value=rate, derived=derived)
        self._put(CellKind.MARK, _SCORE, value=self._words["no_weight"])
        self._line += 1

    def _funds_field(self, column: str, source: str) -> str:
        if self._assessment.is_overall:
            return f"{column}.{source}"
        end = "" if source == SOURCES[0] else f"_{source}"
        return project_field(self._assessment, f"{column}{end}")

    def _aspects(self) -> None:
        words, aspects = self._words, self._assessment.aspects
        weight = format_points(self._form.aspects_weight)
        self._head(words["management"], 0, lines=1 + len(aspects))
        self._head(words["aspect"], 1)
        self._head(words["statement"], 2, places=3)
        self._head(words["aspect_weight"].format(weight=weight), _MARK_WEIGHT)
        self._head(words["score"], _MARK_SCORE)
        self._head(words["problem"], _LAST)
        self._line += 1
        for each in aspects:
            self._put(CellKind.NAME, 1, value=each.texts.get("aspect", ""))
            self._listed(each, "project_management", "statement", 2, 3)
            self._marks(each, "project_management")
            self._optional(each, "project_management", "problem", each.texts.get("problem", ""))
            self._line += 1

    def _indicators(self, key: str) -> None:
        words, indicators = self._words, self._assessment.indicators
        self.heads_at = self._line
        self._banner(words["indicators"])
        heads = ("level1", "level2", "level3", "target", "actual_value", "weight", "score")
        for place, text in enumerate((*heads, "deviation")):
            self._head(words[text], place)
        self._line += 1
        self.head_lines = self._line - self.heads_at
        self._levels(indicators, key)
        for each in indicators:
            self._listed(each, key, "level3", 2)
            self._listed(each, key, "target", 3)
            self._listed(each, key, "actual", 4)
            self._marks(each, key)
            self._optional(each, key, "deviation", _deviation(each))
            self._line += 1

    def _levels(self, indicators: Sequence[Marked], key: str) -> None:
        """The first two columns: what repeats is printed once, over all of its lines."""
        for levels in (("level1",), ("level1", "level2")):
            line, place = self._line, len(levels) - 1
            for names, group in groupby(indicators, partial(_texts_of, keys=levels)):
                members = list(group)
                cell = FormCell(CellKind.TEXT, line, place, len(members), value=names[-1])
                self.cells.append(self._marked(cell, members[0], key, levels[-1]))
                line += len(members)

    def _totals(self) -> None:
        """The last line; what cannot be added up is the score that the unit states."""
        self._head(self._words["total"], 0, places=_MARK_WEIGHT)
        assessment = self._assessment
        stated = assessment.stated_score if assessment.scores is None else None
        weights, scores = TotalOf(tuple(self._weights)), TotalOf(tuple(self._scores), stated)
        self._put(CellKind.POINTS, _MARK_WEIGHT, value=assessment.weights, derived=weights)
        score = assessment.scores if stated is None else stated
        self._put(CellKind.POINTS, _MARK_SCORE, value=score, derived=scores)
        self._put(CellKind.TEXT, _LAST, value="")
        self._line += 1

    # Cells.

    def _or_dash(self, funds: Funds, value: int | None) -> int | str | None:
        """A figure, or a dash where there can be none."""
        return self._words["no_rate"] if funds.is_without_budget else value

    def _put(
        self,
        kind: CellKind,
        place: int,
        *,
        value: int | str | None,
        derived: Derived | None = None,
        places: int = 1,
    ) -> None:
        cell = FormCell(kind, self._line, place, places=places, value=value, derived=derived)
        self.cells.append(cell)

    def _head(
        self,
        text: str,
        place: int,
        *,
        lines: int = 1,
        places: int = 1,
        kind: CellKind = CellKind.HEAD,
    ) -> None:
        self.cells.append(FormCell(kind, self._line, place, lines, places, text))

    def _banner(self, text: str) -> None:
        self._head(text, 0, places=PLACES)
        self._line += 1

    def _pair(self, left: str, right: str) -> None:
        self._head(left, 1, places=4)
        self._head(right, 5, places=3)
        self._line += 1

    def _of_project(self, key: str, place: int, places: int) -> None:
        texts, field = self._assessment.texts, project_field(self._assessment, key)
        cell = FormCell(
            CellKind.TEXT,
            self._line,
            place,
            places=places,
            value=texts.get(key),
            field=field,
        )
        self.cells.append(_with_gap(cell))

    def _listed(self, each: Marked, key: str, column: str, place: int, places: int = 1) -> None:
        cell = FormCell(
            CellKind.TEXT, self._line, place, places=places, value=each.texts.get(column)
        )
        self.cells.append(self._marked(cell, each, key, column))

    def _optional(self, each: Marked, key: str, column: str, text: str) -> None:
        """A text that may be blank."""
        cell = FormCell(CellKind.TEXT, self._line, _LAST, value=text)
        self.cells.append(self._marked(cell, each, key, column))

    def _marks(self, each: Marked, key: str) -> None:
        for column, place, value, sums in (
            ("weight", _MARK_WEIGHT, each.weight, self._weights),
            ("score", _MARK_SCORE, each.score, self._scores),
        ):
            cell = FormCell(CellKind.POINTS, self._line, place, value=value)
            self.cells.append(self._marked(cell, each, key, column))
            sums.append((self._line, place))

    def _marked(self, cell: FormCell, each: Marked, key: str, column: str) -> FormCell:
        """A cell of a line of a list; where the list has no such line, it waits for the list."""
        row = row_label(each.texts, each.number)
        field = f"{key}[{row}].{column}" if each.number else self._of_list(key)
        return _with_gap(replace(cell, field=field))

    def _of_list(self, key: str) -> str:
        """The lines of a list that are still to come: those of the project, where it is one."""
        assessment = self._assessment
        if assessment.is_overall:
            return key
        return f"{key}[{row_label({'name': assessment.name}, assessment.number)}]"


def _with_gap(cell: FormCell) -> FormCell:
    return replace(cell, is_missing=cell.value is None)


def _texts_of(each: Marked, keys: Sequence[str]) -> tuple[str | None, ...]:
    return tuple(each.texts.get(key) for key in keys)


def _deviation(each: Marked) -> str:
    """The deviation that follows, else the stated one, and the reason."""
    steps = each.due_deviation if each.due_deviation is not None else each.typed_deviation
    if steps is None:
        return each.reason
    number = format_percent(steps).removesuffix("%")
    return f"{number} {each.reason}".strip()
