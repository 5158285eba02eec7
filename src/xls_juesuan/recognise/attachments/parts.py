"""Forms of the self-assessment → parts beside the tables, each figure with its place.

The parts are those that filling makes of the supplement, so that the same rules judge both. It
refuses to know how forms are found and read.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.attachment_form import SOURCES
from xls_juesuan.recognise.attachments.budget import AMOUNTS
from xls_juesuan.recognise.attachments.budget import TOTAL
from xls_juesuan.recognise.attachments.narrated import Narrated
from xls_juesuan.recognise.attachments.scored import Scored
from xls_juesuan.recognise.attachments.values import percent
from xls_juesuan.recognise.attachments.values import points
from xls_juesuan.recognise.attachments.values import points_step
from xls_juesuan.tables.attachments import line_name
from xls_juesuan.tables.attachments import line_row
from xls_juesuan.tables.attachments import part_tables
from xls_juesuan.tables.attachments import year_end
from xls_juesuan.tables.parts import PartFigure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.declarations.assessment_words import AssessmentWords
    from xls_juesuan.recognise.attachments.found import FoundForm
    from xls_juesuan.recognise.attachments.surroundings import Surroundings
    from xls_juesuan.recognise.attachments.tokens import Token
    from xls_juesuan.recognise.page import Spot
    from xls_juesuan.tables.table import Table

Cell = tuple[str, str]
#: All projects that are assessed.
ASSESSED = "assessed"


@dataclass
class _Part:
    """Figures of one part with their places, and names of its rows."""

    figures: dict[Cell, PartFigure] = field(default_factory=dict)
    refs: dict[Cell, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def put(self, row: str, column: str, value: PartFigure | int | None, ref: str) -> None:
        """Add a figure, if there is one."""
        if value is None:
            return
        self.figures[row, column] = value if isinstance(value, PartFigure) else PartFigure(value)
        self.refs[row, column] = ref


class PartsBuilder:
    """Makes the parts.

    Args:
        amounts: all amounts by page and spot.
        words: what published forms call things.
        around: what the rest of the document says.
    """

    def __init__(
        self,
        amounts: Mapping[tuple[int, Spot], PartFigure],
        words: AssessmentWords,
        around: Surroundings,
    ) -> None:
        self._amounts = amounts
        self._words = words
        self._around = around
        self._narrated = Narrated(around.narrated)
        self._parts = {
            key: _Part()
            for key in (
                "attachments",
                "attachment_projects",
                "attachment_scores",
                "attachment_indicators",
            )
        }

    def build(self, forms: Sequence[FoundForm]) -> tuple[Table, ...]:
        """Build the parts of forms: those of the unit first, then the projects."""
        first = next((form.month[0] for form in forms if form.month), None)
        projects = 0
        has_overall = False
        for number, form in enumerate(forms, 1):
            if form.is_overall and not has_overall:
                has_overall = True
                self._overall(form)
            elif not form.is_overall:
                projects += 1
                self._project(form, str(projects))
            self._scores(form, number, first)
        self._together([form for form in forms if not form.is_overall])
        tables = part_tables({key: (part.figures, part.names) for key, part in self._parts.items()})
        return tuple(replace(table, refs=self._parts[table.key].refs) for table in tables)

    def _amount(self, form: FoundForm, token: Token | None) -> PartFigure | None:
        return None if token is None else self._amounts.get((id(form.page), token.spot))

    def _overall(self, form: FoundForm) -> None:
        part = self._parts["attachments"]
        self._money(part, form, TOTAL, TOTAL)
        if form.stated is not None:
            part.put(TOTAL, "score", _finely(form.stated), form.place_of(form.stated.spot))
        first, *others = SOURCES
        for source in others:
            self._money(part, form, source, source)
        # What was carried over may be an appropriation or not: the whole of it is then not known.
        if not self._has_carryover(form):
            for source in ("current_appropriation", first):
                self._money(part, form, source, first)

    def _together(self, projects: Sequence[FoundForm]) -> None:
        """What all projects have together, of each source and of those that state a score."""
        part = self._parts["attachments"]
        for source in SOURCES:
            for key in AMOUNTS[:2]:
                self._sum(part, projects, source, key, (source, f"projects_{key}"))
        if projects:
            first = projects[0]
            part.put(ASSESSED, "projects", len(projects), first.place_of(first.first))
        scored = [form for form in projects if form.stated is not None]
        self._sum(part, scored, TOTAL, "final_budget", (ASSESSED, "final_budget"))

    def _sum(
        self, part: _Part, forms: Sequence[FoundForm], source: str, key: str, cell: Cell
    ) -> None:
        """Add up a figure of forms; nothing where one of them does not have it."""
        tokens = [form.budget.get(source, key) for form in forms]
        figures = [self._amount(*pair) for pair in zip(forms, tokens, strict=True)]
        known = [figure for figure in figures if figure is not None]
        if known and len(known) == len(figures) and tokens[0] is not None:
            total = sum(figure.value for figure in known)
            # Rounding of each part may add up.
            step = sum(figure.step for figure in known if figure.step > 1) or 1
            part.put(*cell, PartFigure(total, step), forms[0].place_of(tokens[0].spot))

    def _has_carryover(self, form: FoundForm) -> bool:
        """Whether money of earlier years stands beside this year's appropriation."""
        tokens = (form.budget.get("carryover", key) for key in AMOUNTS)
        return any(token is not None and token.number for token in tokens)

    def _project(self, form: FoundForm, row: str) -> None:
        part = self._parts["attachment_projects"]
        part.names[row] = form.name
        self._money(part, form, TOTAL, row)
        for key in AMOUNTS:
            self._sources(part, form, key, row)
        if form.stated is not None:
            part.put(row, "score", _finely(form.stated), form.place_of(form.stated.spot))
        for key, (figure, ref) in self._narrated.of(form.name).items():
            part.put(row, f"said_{key}", figure, ref)

    def _sources(self, part: _Part, form: FoundForm, key: str, row: str) -> None:
        """What the sources of a project make up; nothing where one is blank or unknown."""
        tokens = [form.budget.get(source, key) for source in form.budget.sources]
        figures = [self._amount(form, token) for token in tokens]
        known = [figure for figure in figures if figure is not None]
        if known and len(known) == len(figures) and tokens[0] is not None:
            step = sum(figure.step for figure in known if figure.step > 1) or 1
            total = PartFigure(sum(figure.value for figure in known), step)
            part.put(row, f"sources_{key}", total, form.place_of(tokens[0].spot))

    def _money(self, part: _Part, form: FoundForm, source: str, row: str) -> None:
        tokens = {key: form.budget.get(source, key) for key in (*AMOUNTS, "rate")}
        known = {key: token for key, token in tokens.items() if token is not None}
        for key, token in known.items():
            ref = form.place_of(token.spot)
            value = percent(token, known) if key == "rate" else self._amount(form, token)
            part.put(row, key, value, ref)

    def _scores(self, form: FoundForm, number: int, first: int | None) -> None:
        part, row = self._parts["attachment_scores"], str(number)
        scored = Scored(
            form,
            self._around.model,
            self._amount(form, form.budget.get(TOTAL, "executed")),
            self._amount(form, form.budget.get(TOTAL, "final_budget")),
        )
        part.names[row] = form.name
        ref = form.place_of
        start = ref(form.first)
        weights, stated = form.marks.total.get("weight"), form.stated
        put = part.put
        put(row, "weights", scored.weights, ref(weights.spot) if weights else start)
        put(row, "full_marks", self._words.full_marks, ref(weights.spot) if weights else start)
        put(row, "scores", scored.scores, ref(stated.spot) if stated else start)
        if stated is not None:
            put(row, "stated", _finely(stated), ref(stated.spot))
        execution = form.budget.get(TOTAL, "score")
        if execution is not None and scored.execution_score is not None:
            put(row, "execution_score", _finely(execution), ref(execution.spot))
            put(row, "due_score", scored.due_score, ref(execution.spot))
        if form.marks.aspects_weight is not None:
            place = ref(form.marks.aspects_weight.spot)
            put(row, "aspects", scored.aspects, place)
            put(row, "due_aspects", scored.due_aspects, place)
        if form.month is not None:
            place = ref(form.month[1].spot)
            put(row, "month", form.month[0], place)
            put(row, "first_month", first, place)
            put(row, "year_end", year_end(self._around.year), place)
            put(row, "published", self._around.published, place)
        self._lines(form, number, scored)

    def _lines(self, form: FoundForm, number: int, scored: Scored) -> None:
        part = self._parts["attachment_indicators"]
        for place, (line, marked) in enumerate(scored.marked, 1):
            row = line_row(number, place)
            part.names[row] = line_name(form.name, line.texts)
            values = {
                "weight": marked.weight,
                "score": marked.score,
                "deviation": marked.typed_deviation if scored.has_deviations else None,
                "due_deviation": scored.due_deviation(marked),
            }
            # What a deviation should be belongs beside the one that is stated, if there is any.
            stands = {"due_deviation": ("deviation", "actual")}
            for key, value in values.items():
                tokens = map(line.cells.get, stands.get(key, (key,)))
                token = next(filter(None, tokens), None)
                if token is not None:
                    part.put(row, key, value, form.place_of(token.spot))


def _finely(token: Token) -> PartFigure | None:
    value = points(token)
    return None if value is None else PartFigure(value, points_step(token))
