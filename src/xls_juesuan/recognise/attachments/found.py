"""One form of the self-assessment as it was read: names, month, goals, money, lines with weights.

It knows which line says what of a form; it refuses to know what relations make of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.declarations.published import plain
from xls_juesuan.messages import documents as say
from xls_juesuan.recognise.attachments.budget import Doubt
from xls_juesuan.recognise.attachments.budget import find_budget
from xls_juesuan.recognise.attachments.budget import read_budget
from xls_juesuan.recognise.attachments.marks import read_marks
from xls_juesuan.recognise.context import read_context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.recognise.attachments.budget import Budget
    from xls_juesuan.recognise.attachments.forms import FormLines
    from xls_juesuan.recognise.attachments.lines import Line
    from xls_juesuan.recognise.attachments.marks import Marks
    from xls_juesuan.recognise.attachments.tokens import Token
    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.recognise.page import Spot

#: Two Chinese characters make a name, and so many of them are shown.
_WORDS = re.compile(r"[一-鿿]{2}")
_MOST_LETTERS = 20
_TEXTS = ("project_name", "unit_name", "department", "implementer")


@dataclass(frozen=True)
class FoundForm:
    """A form.

    Attributes:
        title: as printed; blank where it has none.
        where: where it begins, in words.
        name: of the unit or the project.
        texts: 主管部门 and what else has one value.
        goals: expected and reached, line by line.
        month: as 202504, and where it stands.
        stated: the score that it states as a whole.
        grade: the grade that it states, 优 or 良.
        amount_unit: unit of its money; blank where it does not say.
        doubts: what was not decided.
    """

    page: PrintedPage
    title: str
    where: str
    is_overall: bool
    name: str
    texts: dict[str, Token]
    goals: tuple[tuple[str, str], ...]
    month: tuple[int, Token] | None
    budget: Budget
    marks: Marks
    stated: Token | None
    grade: Token | None
    amount_unit: str
    doubts: tuple[Doubt, ...]

    @property
    def first(self) -> tuple[int, int]:
        """The first of its figures."""
        cells = [*self.budget.cells.values(), *(line.first for line in self.marks.indicators)]
        return min((token.spot for token in cells), default=(0, 0))

    def place_of(self, spot: Spot) -> str:
        """Where a cell stands; one in a table of a text document with the form and its row.

        Few programs say which table or row of a document one sees.
        """
        ref, page = self.page.full_ref(*spot), self.page
        if not (page.is_text and say.is_in_numbered_table(page.line_places[spot[0]])):
            return ref
        form = self.title if self.is_overall else self.name or self.title
        return say.form_place(ref, _short(form), _short(self._row_name(spot))) if form else ref

    def _row_name(self, spot: Spot) -> str:
        """What people know a row by: the indicator, else the nearest words before the cell."""
        marked = (*self.marks.aspects, *self.marks.indicators)
        named = (one.name for one in marked if one.first.spot[0] == spot[0])
        before = (self.page.text(spot[0], place) for place in range(spot[1] - 1, -1, -1))
        words = (text for text in before if _WORDS.search(text))
        return next(named, "") or next(words, "")


def _short(text: str) -> str:
    return "".join(text.split()).rstrip(":：")[:_MOST_LETTERS]


def read_form(form: FormLines, unit_name: str) -> FoundForm:
    """Read a form.

    Args:
        form: its lines.
        unit_name: whose disclosure it is.
    """
    lines = form.lines
    texts = {
        key: token
        for key in _TEXTS
        if (token := next(filter(None, (line.value_of(key) for line in lines)), None))
    }
    budget, marks = read_budget(lines), read_marks(lines)
    name, doubts = _name(form, texts, unit_name)
    first = form.title_line or lines[0]
    return FoundForm(
        page=form.page,
        title=form.title,
        where=form.page.where(first.number),
        is_overall=form.is_overall,
        name=name,
        texts=texts,
        goals=_goals(lines),
        month=month_of(form),
        budget=budget,
        marks=marks,
        stated=marks.total.get("score") or _stated(lines),
        grade=_grade(lines),
        amount_unit=amount_unit_of(form),
        doubts=(*doubts, *budget.doubts, *marks.doubts),
    )


def _name(
    form: FormLines, texts: dict[str, Token], unit_name: str
) -> tuple[str, tuple[Doubt, ...]]:
    """Give the name of a project; where a unit stands in its place, the text above is meant."""
    if form.is_overall:
        token = texts.get("unit_name")
        return (token.text if token else unit_name), ()
    stated = texts.get("project_name")
    units = {plain(unit_name)} | {
        plain(texts[key].text) for key in ("implementer", "department") if key in texts
    }
    if stated is not None and plain(stated.text) not in units:
        return stated.text, ()
    above = _text_above(form)
    if above is None:
        return (stated.text if stated else ""), ()
    return above.text, (Doubt("attachment_name", above, above.text),)


def _text_above(form: FormLines) -> Token | None:
    """The only text between title and names that is neither a month nor a note."""
    found = []
    for line in form.lines:
        if any(line.is_any_name(token) for token in line.tokens):
            break
        if line.month is None and len(line.tokens) == 1 and line.first.is_text:
            found.append(line.first)
    return found[0] if len(found) == 1 else None


def month_of(form: FormLines) -> tuple[int, Token] | None:
    """The month above the first block, or beside the title."""
    above = [form.title_line] if form.title_line else []
    for line in [*above, *form.lines]:
        if line.is_budget_head or line.is_indicator_head:
            break
        if line.month is not None:
            return line.month
    return None


def _goals(lines: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    """What was expected and what was reached: the lines below the headings that say so."""
    start = next((at for at, line in enumerate(lines) if _is_goals_head(line)), None)
    if start is None:
        return ()
    goals = []
    for line in lines[start + 1 :]:
        is_end = line.is_indicator_head or line.is_total or line.is_budget_head
        if is_end or any(
            line.has(key) for key in ("goals", "management", "statement", "indicators")
        ):
            break
        texts = [token.text for token in line.tokens if not line.is_any_name(token)]
        if texts:
            goals.append((texts[0], texts[1] if len(texts) > 1 else ""))
    return tuple(goals)


def _is_goals_head(line: Line) -> bool:
    return line.has("expected") and line.has("actual") and not line.is_indicator_head


def _stated(lines: Sequence[Line]) -> Token | None:
    """A score that stands beside its name."""
    for line in lines:
        if line.is_budget_head or line.is_indicator_head:
            continue
        token = line.value_of("stated_score")
        if token is not None and token.is_figure:
            return token
    return None


def _grade(lines: Sequence[Line]) -> Token | None:
    """What stands behind the word for a grade."""
    for line in lines:
        for before, after in zip(line.tokens, line.tokens[1:], strict=False):
            is_named = before.is_text and line.words.lists.get(before.word) == "grade"
            if is_named and after.is_text and not line.is_head(after):
                return after
    return None


def amount_unit_of(form: FormLines) -> str:
    """The unit of amount that a form states; blank where it states none."""
    numbers = [line.number for line in form.lines]
    first = (form.title_line or form.lines[0]).number
    found = find_budget(form.lines)
    start = numbers[found[0]] if found else numbers[-1] + 1
    end = numbers[min(found[1], len(numbers) - 1)] if found else start
    above = range(max(first - 1, 0), start)
    return read_context(form.page, above, range(max(start - 2, first), end)).amount_unit
