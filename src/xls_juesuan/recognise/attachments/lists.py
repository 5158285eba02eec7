"""Tables that list several projects, one a line, with money and score of each.

It knows headings of such tables; it refuses to know forms that speak of one project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.recognise.attachments.budget import TOTAL
from xls_juesuan.recognise.attachments.budget import Budget
from xls_juesuan.recognise.attachments.budget import Doubt
from xls_juesuan.recognise.attachments.found import FoundForm
from xls_juesuan.recognise.attachments.found import amount_unit_of
from xls_juesuan.recognise.attachments.found import month_of
from xls_juesuan.recognise.attachments.marks import Marks
from xls_juesuan.tables.spending import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.recognise.attachments.forms import FormLines
    from xls_juesuan.recognise.attachments.lines import Line
    from xls_juesuan.recognise.attachments.tokens import Token


def read_list(form: FormLines) -> Iterator[FoundForm]:
    """Read the projects of a list.

    Args:
        form: its lines.
    """
    start = next(at for at, line in enumerate(form.lines) if line.is_list_head)
    head = form.lines[start]
    place = next(token.place for token in head.tokens if head.is_named(token, "project_name"))
    for line in form.lines[start + 1 :]:
        if line.is_indicator_head or line.is_budget_head:
            # The headings once more, on the next page.
            continue
        names = [token for token in line.tokens if token.place == place and token.is_text]
        if names and not line.is_named(names[0], "total") and len(line.tokens) > 1:
            yield _project(form, head, line, names[0])


def _project(form: FormLines, head: Line, line: Line, name: Token) -> FoundForm:
    cells, doubts = _cells(head, line, name)
    others = {
        key: token
        for key in ("department", "implementer")
        for each in head.tokens
        if head.is_named(each, key)
        for token in line.tokens
        if token.place == each.place
    }
    score = cells.pop("score", None)
    return FoundForm(
        page=form.page,
        title=form.title,
        where=form.page.where(line.number),
        is_overall=False,
        name=name.text,
        texts={"project_name": name, **others},
        goals=(),
        month=month_of(form),
        budget=Budget(dict(head.money), {(TOTAL, key): token for key, token in cells.items()}),
        marks=Marks(),
        stated=score if score is not None and score.is_figure else None,
        grade=next((token for token in line.tokens if token.place == grade.place), None)
        if (grade := head.heads("lists").get("grade"))
        else None,
        amount_unit=amount_unit_of(form),
        doubts=tuple(doubts),
    )


def _cells(head: Line, line: Line, name: Token) -> tuple[dict[str, Token], list[Doubt]]:
    """Figures below their headings, or in their order where there are as many."""
    at = {token.place: key for key, token in head.money.items()}
    figures = [token for token in line.tokens if not token.is_text and token.place > name.place]
    if all(token.place in at for token in figures):
        return {at[token.place]: token for token in figures}, []
    ordered = sorted(at)
    if len(figures) == len(ordered):
        return {at[place]: token for place, token in zip(ordered, figures, strict=True)}, []
    return {}, [Doubt("attachment_line", name, name.text)]


def without_forms(listed: Sequence[FoundForm], forms: Iterable[FoundForm]) -> list[FoundForm]:
    """Leave out the lines of projects that have a form of their own, which says more."""
    known: Mapping[str, FoundForm] = {plain_name(form.name): form for form in forms}
    return [one for one in listed if plain_name(one.name) not in known]
