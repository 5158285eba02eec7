"""Where the figures that rules judge stand on the sheets of the self-assessment.

It knows the parts' rows and columns and the forms' cells; it refuses to know values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.attachment_form import PLACES
from xls_juesuan.declarations.attachment_form import SOURCES
from xls_juesuan.declarations.attachment_form import TOTAL
from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.disclosure.attachment_cells import LINES_ABOVE
from xls_juesuan.disclosure.attachment_cells import NOTE_LINE
from xls_juesuan.disclosure.attachment_cells import CellKind
from xls_juesuan.tables.attachments import LINES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.declarations.attachment_form import AttachmentForm
    from xls_juesuan.disclosure.attachment_cells import FilledForm
    from xls_juesuan.tables.self_assessment import Assessment

#: Part, row and column of a figure, and the place of its cell on the form.
Place = tuple[tuple[str, str, str], int, int]

_MONEY = {
    "original_budget": 2,
    "final_budget": 3,
    "executed": 4,
    "rate": 6,
    "projects_original_budget": 2,
    "projects_final_budget": 3,
}
_WEIGHT, _SCORE, _LAST = PLACES - 3, PLACES - 2, PLACES - 1
_MARKS = {"weight": _WEIGHT, "score": _SCORE, "deviation": _LAST, "due_deviation": _LAST}
_TOTALS = {"weights": _WEIGHT, "full_marks": _WEIGHT, "scores": _SCORE, "stated": _SCORE}
_MONTHS = ("month", "first_month", "published", "year_end")


def part_refs(
    number: int, assessment: Assessment, filled: FilledForm, form: AttachmentForm
) -> Mapping[tuple[str, str, str], str]:
    """Sheet and cell of each figure of a form, by part, row and column.

    Args:
        number: which of the forms it is, from 1.
        assessment: what it says.
        filled: the form, filled in.
        form: how the place prints it.
    """
    places = (
        *_money(assessment, filled, form),
        *_whole(number, filled),
        *_marks(number, assessment, filled),
    )
    refs = {
        key: f"{filled.sheet}!{column_letters(place)}{LINES_ABOVE + line + 1}"
        for key, line, place in places
    }
    month = f"{filled.sheet}!{column_letters(0)}{NOTE_LINE + 1}"
    return refs | {("attachment_scores", str(number), column): month for column in _MONTHS}


def _money(assessment: Assessment, filled: FilledForm, form: AttachmentForm) -> Iterator[Place]:
    kind = form.overall if assessment.is_overall else form.project
    lines = {cell.text: cell.line for cell in filled.cells if cell.kind is CellKind.NAME}
    for key in (TOTAL, *SOURCES) if assessment.is_overall else (TOTAL,):
        part = "attachments" if assessment.is_overall else "attachment_projects"
        row = key if assessment.is_overall else str(assessment.number)
        for column, place in _MONEY.items():
            yield (part, row, column), lines[kind.lines[key]], place


def _whole(number: int, filled: FilledForm) -> Iterator[Place]:
    last = max(cell.line for cell in filled.cells)
    for column, place in _TOTALS.items():
        yield ("attachment_scores", str(number), column), last, place
    scored = next(cell for cell in filled.cells if cell.kind is CellKind.SCORE)
    for column in ("execution_score", "due_score"):
        yield ("attachment_scores", str(number), column), scored.line, scored.place


def _marks(number: int, assessment: Assessment, filled: FilledForm) -> Iterator[Place]:
    stated = [place for place, line in enumerate(assessment.marked, 1) if line.number]
    cells = [cell for cell in filled.cells if cell.field.endswith("].weight")]
    for place, cell in zip(stated, cells, strict=True):
        for column, at in _MARKS.items():
            yield ("attachment_indicators", str(number * LINES + place), column), cell.line, at
