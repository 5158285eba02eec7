"""What is wrong with forms of a document beside their figures: grades, dates, names.

It knows forms that were read; it refuses to know severities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.disclosure.assessment_problems import GRADE
from xls_juesuan.disclosure.assessment_problems import NO_DATE
from xls_juesuan.disclosure.assessment_problems import OTHER_YEAR
from xls_juesuan.disclosure.assessment_problems import REPEATED
from xls_juesuan.disclosure.assessment_problems import has_real_dates
from xls_juesuan.disclosure.assessment_problems import other_year
from xls_juesuan.findings import Problem
from xls_juesuan.messages import assessing as messages
from xls_juesuan.recognise.attachments.values import points
from xls_juesuan.tables.spending import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.attachment_form import AttachmentForm
    from xls_juesuan.model import Source
    from xls_juesuan.recognise.attachments.found import FoundForm
    from xls_juesuan.recognise.attachments.tokens import Token

_DATED = ("target", "actual")


def form_problems(
    forms: Sequence[FoundForm], model: AttachmentForm | None, file: str, year: int
) -> Iterator[Problem]:
    """Find everything.

    Args:
        forms: the forms of a document.
        model: what grades there are; ``None`` where that is not known.
        file: name of the document.
        year: the report year.
    """
    yield from _repeated(forms, file)
    for form in forms:
        if model is not None:
            yield from _grade(form, model, file)
        yield from _dates(form, file, year)


def _repeated(forms: Iterable[FoundForm], file: str) -> Iterator[Problem]:
    seen: dict[str, list[FoundForm]] = {}
    for form in forms:
        if not form.is_overall and form.name:
            seen.setdefault(plain_name(form.name), []).append(form)
    for own in seen.values():
        if len(own) > 1:
            places = [form.where for form in own]
            sources = tuple(form.page.source(file, form.first[0]) for form in own)
            detail = messages.repeated_form(own[0].name, places)
            yield Problem(REPEATED, f"attachments[{own[0].name}]", detail, sources)


def _grade(form: FoundForm, model: AttachmentForm, file: str) -> Iterator[Problem]:
    score, grade = points(form.stated), form.grade
    if score is None or form.stated is None or grade is None:
        return
    due, stated = model.grade(score), grade.text.removesuffix("等").removesuffix("级")
    if stated in model.grades and stated != due:
        detail = messages.other_grade_of_form(form.name, form.stated.text, stated, due)
        yield Problem(
            GRADE, f"attachments[{form.name}].grade", detail, (_source(form, grade, file),)
        )


def _dates(form: FoundForm, file: str, year: int) -> Iterator[Problem]:
    for line in form.marks.indicators:
        for column in _DATED:
            token = line.cells.get(column)
            if token is None:
                continue
            subject = f"attachments[{form.name}][{line.name}].{column}"
            sources = (_source(form, token, file),)
            if not has_real_dates(token.text):
                detail = messages.no_such_date(line.name, token.text)
                yield Problem(NO_DATE, subject, detail, sources)
            elif column == "target" and (other := other_year(token.text, year)):
                detail = messages.date_of_other_year(token.text, other, year)
                yield Problem(OTHER_YEAR, subject, detail, sources)


def _source(form: FoundForm, token: Token, file: str) -> Source:
    return form.page.source(file, token.line)
