"""What is wrong with a self-assessment beside its figures: names, dates, counts, grades.

It knows the supplement's lists and the form's grades; it refuses to know severities.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from xls_juesuan.findings import Problem
from xls_juesuan.messages import assessing as messages
from xls_juesuan.tables.assessments import unknown_projects
from xls_juesuan.tables.self_assessment import points
from xls_juesuan.tables.spending import plain_name
from xls_juesuan.tables.spending import spent_by_projects

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.attachment_form import AttachmentForm
    from xls_juesuan.disclosure.gaps import Labels
    from xls_juesuan.model import Fact
    from xls_juesuan.model import Source
    from xls_juesuan.supplement import Supplement

_COUNT, _SHARE, GRADE, NO_DATE, OTHER_YEAR = "A033", "A035", "A036", "A037", "A038"
_UNKNOWN_PROJECT, REPEATED, _UNLISTED = "A042", "A043", "A044"

_INDICATORS = ("overall_indicators", "project_indicators")
_DATED = re.compile(r"(\d{4})[年./-](\d{1,2})(?:[月./-](?:(\d{1,2})日?)?)?(?!\d)")
_MONTHLY = re.compile(r"每月(\d{1,2})[日号]")
_LAST_DAY = 31


def assessment_problems(
    supplement: Supplement,
    facts: Iterable[Fact],
    form: AttachmentForm | None,
    year: int,
    label: Labels,
) -> Iterator[Problem]:
    """Find everything.

    Args:
        supplement: what was filled in.
        facts: the facts of the ledger.
        form: how the place assesses; ``None`` where it publishes no forms.
        year: the report year.
        label: what fields are called.
    """
    if form is None:
        return
    yield from project_problems(supplement, label)
    yield from _repeated(supplement)
    yield from _unlisted(supplement, facts)
    yield from _counts(supplement)
    yield from _grade(supplement, form)
    yield from _dates(supplement, year, label)


def project_problems(supplement: Supplement, label: Labels) -> Iterator[Problem]:
    """Say which lines belong to no project of the list of projects: each project once."""
    lines: dict[tuple[str, str], list[int]] = {}
    for key, number, name in unknown_projects(supplement):
        lines.setdefault((key, name), []).append(number)
    for (key, name), numbers in lines.items():
        sources = _sources(supplement, key, numbers)
        detail = messages.unknown_project(label(key), len(numbers), name)
        yield Problem(_UNKNOWN_PROJECT, f"{key}[{name}]", detail, sources, rows=len(sources))


def _sources(supplement: Supplement, key: str, numbers: Sequence[int]) -> tuple[Source, ...]:
    known = (supplement.sources.get(f"{key}[{number - 1}]") for number in numbers)
    return tuple(source for source in known if source is not None)


def _repeated(supplement: Supplement) -> Iterator[Problem]:
    """A project that is listed twice counts what it spent twice."""
    numbers: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for number, row in enumerate(supplement.rows.get("projects", ()), 1):
        name = str(row.get("name", ""))
        numbers.setdefault(plain_name(name), []).append(number)
        names.setdefault(plain_name(name), name)
    for plain, own in numbers.items():
        if plain and len(own) > 1:
            sources = _sources(supplement, "projects", own)
            detail = messages.repeated_project(names[plain], len(own))
            yield Problem(REPEATED, f"projects[{plain}]", detail, sources, rows=len(sources))


def _unlisted(supplement: Supplement, facts: Iterable[Fact]) -> Iterator[Problem]:
    """Projects of the ledger that the list of projects does not have."""
    rows = supplement.rows.get("projects", ())
    listed = {plain_name(str(row.get("name", ""))) for row in rows}
    spending = tuple(facts)
    names = {plain_name(fact.project_name): fact.project_name for fact in spending}
    for plain, spent in spent_by_projects(spending).items() if rows else ():
        if plain not in listed and spent.total:
            detail = messages.unlisted_project(names[plain], spent.total)
            yield Problem(_UNLISTED, f"projects[{plain}]", detail, fen=spent.total)


def _counts(supplement: Supplement) -> Iterator[Problem]:
    """How many projects are assessed, and which share of all that is."""
    rows = supplement.rows.get("projects", ())
    stated = supplement.number("performance.assessed_projects")
    share = supplement.text("performance.assessed_share")
    assessed = sum("score" in row for row in rows)
    if assessed and stated is not None and stated != assessed:
        detail = messages.other_count(stated, assessed)
        yield Problem(_COUNT, "performance.assessed_projects", detail)
    if assessed and share:
        given = Decimal(share)
        due = (Decimal(100 * assessed) / len(rows)).quantize(given)
        if given != due:
            detail = messages.other_share(share, assessed, len(rows), format(due, "f"))
            yield Problem(_SHARE, "performance.assessed_share", detail)


def _grade(supplement: Supplement, form: AttachmentForm) -> Iterator[Problem]:
    score = points(supplement.fields.get("performance.overall_score"))
    stated = supplement.text("performance.overall_grade")
    due = form.grade(score) if score is not None else ""
    if stated and due and stated != due:
        shown = supplement.text("performance.overall_score")
        yield Problem(GRADE, "performance.overall_grade", messages.other_grade(shown, stated, due))


def _dates(supplement: Supplement, year: int, label: Labels) -> Iterator[Problem]:
    """Dates of targets and results: those that there are not, and those of another year."""
    for key in _INDICATORS:
        for number, row in enumerate(supplement.rows.get(key, ()), 1):
            sources = _sources(supplement, key, [number])
            for column in ("target", "actual"):
                text = str(row.get(column, ""))
                subject = f"{key}[{number}].{column}"
                if not has_real_dates(text):
                    detail = messages.no_such_date(label(f"{key}.{column}"), text)
                    yield Problem(NO_DATE, subject, detail, sources, rows=1)
                elif column == "target" and (other := other_year(text, year)):
                    detail = messages.date_of_other_year(text, other, year)
                    yield Problem(OTHER_YEAR, subject, detail, sources, rows=1)


def has_real_dates(text: str) -> bool:
    """Whether there are the dates that a text names."""
    for found in _DATED.finditer(text):
        try:
            date(int(found[1]), int(found[2]), int(found[3] or 1))
        except ValueError:
            return False
    return all(1 <= int(found[1]) <= _LAST_DAY for found in _MONTHLY.finditer(text))


def other_year(text: str, year: int) -> int:
    """The year of a date before the report year; 0 where there is none."""
    years = [int(found[1]) for found in _DATED.finditer(text)]
    return next((one for one in years if one < year), 0)
