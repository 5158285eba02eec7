"""Figures of the self-assessment's forms as parts beside the tables, for relations.

It knows which figure of a form is called what in a relation; it refuses to know where the
figures come from and how forms are laid out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.declarations.attachment_form import SOURCES
from xls_juesuan.declarations.attachment_form import TOTAL
from xls_juesuan.declarations.parts import load_parts
from xls_juesuan.tables.parts import PartFigure
from xls_juesuan.tables.parts import part_table
from xls_juesuan.tables.self_assessment import added

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.declarations.attachment_form import AttachmentForm
    from xls_juesuan.tables.self_assessment import Assessment
    from xls_juesuan.tables.self_assessment import Funds
    from xls_juesuan.tables.self_assessment import Marked
    from xls_juesuan.tables.table import Table

_MONTH = re.compile(r"(\d{4})年(\d{2})月")
_DECEMBER = 12
#: More lines than any form has: forms are told apart by what stands before.
LINES = 1_000

Places = dict[tuple[str, str], PartFigure]
#: What is known of each figure, by row and column.
Known = tuple[tuple[str, str], int | None]


def attachment_parts(
    assessments: Sequence[Assessment], form: AttachmentForm, year: int, published: str = ""
) -> tuple[Table, ...]:
    """Give what is known of the attachments; nothing where there are none.

    Args:
        assessments: the forms, filled in.
        form: how the place scores them.
        year: the report year.
        published: month of publication as the supplement states it.
    """
    projects = [each for each in assessments if not each.is_overall]
    scored = {str(number): each for number, each in enumerate(assessments, 1)}
    lines = dict(_lines(assessments))
    figures: dict[str, tuple[Iterator[Known], dict[str, str]]] = {
        "attachments": (_overall(assessments), {}),
        "attachment_projects": (_projects(projects), _names(projects)),
        "attachment_scores": (
            _scores(scored, form, year, read_month(published)),
            {row: each.name for row, each in scored.items()},
        ),
        "attachment_indicators": (
            _indicators(lines),
            {row: name for row, (_, name) in lines.items()},
        ),
    }
    return part_tables(
        {
            key: (
                {place: PartFigure(value) for place, value in known if value is not None},
                names,
            )
            for key, (known, names) in figures.items()
        }
    )


def part_tables(
    figures: Mapping[str, tuple[Mapping[tuple[str, str], PartFigure], Mapping[str, str]]],
) -> tuple[Table, ...]:
    """Give parts the shape of tables; none of those of which nothing is known.

    Args:
        figures: by part the figures by row and column, and names of rows that are not fixed.
    """
    return tuple(
        part_table(part, *figures[part.key])
        for part in load_parts()
        if part.key in figures and figures[part.key][0]
    )


def line_row(number: int, place: int) -> str:
    """Key of a line with a weight: of which form, and which of its lines, both from 1."""
    return str(number * LINES + place)


def line_name(form: str, texts: Mapping[str, str]) -> str:
    """What people call it: its form and itself."""
    return f"{form} {texts.get('level3') or texts.get('aspect') or ''}".strip()


def _names(projects: Sequence[Assessment]) -> dict[str, str]:
    return {str(each.number): each.name for each in projects}


def _overall(assessments: Sequence[Assessment]) -> Iterator[Known]:
    projects = [each for each in assessments if not each.is_overall]
    for each in assessments:
        if each.is_overall:
            for row, funds in ((TOTAL, each.total), *each.funds.items()):
                yield from _money(row, funds)
    for source in SOURCES if projects else ():
        own = [each.funds[source] for each in projects]
        yield (source, "projects_original_budget"), added(each.original_budget for each in own)
        yield (source, "projects_final_budget"), added(each.final_budget for each in own)
    totals = [each.total for each in projects if each.stated_score is not None]
    if totals:
        yield ("assessed", "final_budget"), added(each.final_budget for each in totals)


def _projects(projects: Sequence[Assessment]) -> Iterator[Known]:
    for each in projects:
        row = str(each.number)
        yield from _money(row, each.total)
        yield (row, "spent"), each.spent
        yield (row, "score"), each.stated_score


def _money(row: str, funds: Funds) -> Iterator[Known]:
    yield (row, "original_budget"), funds.original_budget
    yield (row, "final_budget"), funds.final_budget
    yield (row, "executed"), funds.executed
    # Relations look at exact figures, of which a rate has its last step.
    yield (row, "rate"), funds.rate_to(1)


def _scores(
    scored: Mapping[str, Assessment], form: AttachmentForm, year: int, published: int | None
) -> Iterator[Known]:
    months = [_month(each) for each in scored.values()]
    first = next((month for month in months if month is not None), None)
    for row, each in scored.items():
        yield (row, "weights"), each.weights
        yield (row, "full_marks"), form.full_marks
        yield (row, "scores"), each.scores
        yield (row, "stated"), each.stated_score
        yield (row, "execution_score"), each.execution_score
        yield (row, "due_score"), each.execution_score
        if each.aspects:
            yield (row, "aspects"), added(aspect.weight for aspect in each.aspects)
            yield (row, "due_aspects"), form.aspects_weight
        yield (row, "month"), _month(each)
        yield (row, "first_month"), first
        yield (row, "published"), published
        yield (row, "year_end"), year_end(year)


def year_end(year: int) -> int:
    """The last month of a year as 202412."""
    return year * 100 + _DECEMBER


def _month(assessment: Assessment) -> int | None:
    """The month of a form; ``None`` where none is stated."""
    return read_month(assessment.texts.get("month", ""))


def read_month(text: str) -> int | None:
    """Read 2025年04月 as 202504; ``None`` where it is no month."""
    found = _MONTH.fullmatch(text)
    return int(found[1]) * 100 + int(found[2]) if found else None


def _lines(assessments: Sequence[Assessment]) -> Iterator[tuple[str, tuple[Marked, str]]]:
    """Every line with a weight by its number, with the name of its form and its own."""
    for number, each in enumerate(assessments, 1):
        for place, line in enumerate(each.marked, 1):
            if line.number:
                yield line_row(number, place), (line, line_name(each.name, line.texts))


def _indicators(lines: Mapping[str, tuple[Marked, str]]) -> Iterator[Known]:
    for row, (line, _) in lines.items():
        yield (row, "weight"), line.weight
        yield (row, "score"), line.score
        yield (row, "deviation"), line.typed_deviation
        yield (row, "due_deviation"), line.due_deviation
