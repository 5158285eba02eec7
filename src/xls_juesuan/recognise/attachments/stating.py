"""A form that was read → everything that it prints, in the order of its blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.tables.stated_forms import StatedFigure
from xls_juesuan.tables.stated_forms import StatedForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.recognise.attachments.found import FoundForm
    from xls_juesuan.recognise.attachments.tokens import Token

_MARKED = ("target", "actual", "weight", "score", "deviation", "reason", "statement", "problem")


def stated_form(form: FoundForm) -> StatedForm:
    """Give what a form prints."""

    def text(key: str) -> str:
        token = form.texts.get(key)
        return token.text if token else ""

    return StatedForm(
        title=form.title,
        place=form.where,
        name=form.name,
        is_overall=form.is_overall,
        month=form.month[0] if form.month else None,
        department=text("department"),
        implementer=text("implementer"),
        goals=form.goals,
        figures=tuple(
            StatedFigure(block, row, column, token.text, form.place_of(token.spot))
            for block, row, column, token in _figures(form)
        ),
    )


def _figures(form: FoundForm) -> Iterator[tuple[str, str, str, Token]]:
    for (source, column), token in form.budget.cells.items():
        yield "budget", source.lstrip("?"), column, token
    for column, token in form.budget.open:
        yield "budget", "", column, token
    marks = form.marks
    for block, lines in (("management", marks.aspects), ("indicators", marks.indicators)):
        for line in lines:
            for column in _MARKED:
                if column in line.cells:
                    yield block, line.name, column, line.cells[column]
    for column, token in marks.total.items():
        yield "total", "", column, token
    if form.stated is not None and "score" not in marks.total:
        yield "total", "", "score", form.stated
