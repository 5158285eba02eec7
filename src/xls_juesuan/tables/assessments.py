"""The supplement and the ledger's projects → the forms of the self-assessment.

It knows which field feeds what; it refuses to know how forms are laid out and judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.attachment_form import SOURCES
from xls_juesuan.tables.self_assessment import OVERALL
from xls_juesuan.tables.self_assessment import Assessment
from xls_juesuan.tables.self_assessment import Executed
from xls_juesuan.tables.self_assessment import Funds
from xls_juesuan.tables.self_assessment import Marked
from xls_juesuan.tables.self_assessment import points
from xls_juesuan.tables.spending import NOTHING
from xls_juesuan.tables.spending import UNKNOWN
from xls_juesuan.tables.spending import plain_name
from xls_juesuan.tables.spending import spent_by_all
from xls_juesuan.tables.spending import spent_by_projects

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.declarations.attachment_form import AttachmentForm
    from xls_juesuan.model import Fact
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.supplement import Value
    from xls_juesuan.tables.spending import Spending

#: What tells that the unit assesses itself as a whole.
_OVERALL_LISTS = ("overall_goals", "overall_tasks", "overall_indicators")
_PROJECT_LISTS = ("project_management", "project_indicators")
_OVERALL_FIELDS = (
    *("performance.overall_score", "performance.overall_month"),
    *(f"{column}.{source}" for column in ("final_budget", "executed") for source in SOURCES),
)


def build_assessments(
    supplement: Supplement, facts: Iterable[Fact], form: AttachmentForm, unit_name: str = ""
) -> tuple[Assessment, ...]:
    """Build the forms that the supplement knows anything of: the overall one, then the projects.

    Args:
        supplement: what no ledger holds.
        facts: the facts of the ledger.
        form: the forms of the place.
        unit_name: whose they are.
    """
    spending = tuple(facts)
    built: list[Assessment] = []
    if _is_overall_known(supplement):
        built.append(_overall(supplement, spent_by_all(spending), form, unit_name))
    by_project = spent_by_projects(spending)
    built += (
        _project(supplement, number, row, by_project, form)
        for number, row in enumerate(supplement.rows.get("projects", ()), 1)
    )
    return tuple(built)


def _is_overall_known(supplement: Supplement) -> bool:
    return any(supplement.rows.get(key) for key in _OVERALL_LISTS) or any(
        key in supplement.fields for key in _OVERALL_FIELDS
    )


def _overall(
    supplement: Supplement, spent: Spending, form: AttachmentForm, unit_name: str
) -> Assessment:
    stated = supplement.number
    funds = {
        source: Funds(
            stated(f"original_budget.{source}"),
            stated(f"final_budget.{source}"),
            _executed(stated(f"executed.{source}"), spent, source),
        )
        for source in SOURCES
    }
    indicators = _marked(supplement, "overall_indicators")
    return Assessment(
        key=OVERALL,
        name=unit_name,
        texts=_texts({"month": supplement.text("performance.overall_month")}),
        funds=funds,
        spent=spent.total,
        scoring=form.overall.scoring,
        indicators=indicators or (_BLANK,),
        stated_score=points(supplement.fields.get("performance.overall_score")),
        goals=_marked(supplement, "overall_goals") or (_BLANK,),
        tasks=_marked(supplement, "overall_tasks") or (_BLANK,),
    )


def _project(
    supplement: Supplement,
    number: int,
    row: Mapping[str, Value],
    by_project: Mapping[str, Spending],
    form: AttachmentForm,
) -> Assessment:
    name = str(row.get("name", ""))
    own = plain_name(name)
    spent = by_project.get(own, NOTHING) if by_project else UNKNOWN
    stated = _marked(supplement, "project_management", own)
    known = {each.texts.get("aspect", ""): each for each in stated}
    declared = [known.pop(aspect, _aspect(aspect)) for aspect in form.aspects]
    return Assessment(
        key=f"project-{number}",
        name=name,
        texts=_texts(row),
        funds=_project_funds(row, spent),
        spent=spent.total,
        scoring=form.project.scoring,
        aspects=(*declared, *known.values()),
        indicators=_marked(supplement, "project_indicators", own) or (_BLANK,),
        stated_score=points(row.get("score")),
    )


def _project_funds(row: Mapping[str, Value], spent: Spending) -> dict[str, Funds]:
    """Money of a project: that of the appropriation unless the form says that there is other."""
    first, *others = SOURCES
    funds = {
        first: Funds(
            _amount(row, "original_budget"),
            _amount(row, "final_budget"),
            _executed(_amount(row, "executed"), spent, first),
        )
    }
    for source in others:
        stated = _amount(row, f"executed_{source}")
        if stated is None and spent is UNKNOWN:
            stated = 0
        funds[source] = Funds(
            _amount(row, f"original_budget_{source}") or 0,
            _amount(row, f"final_budget_{source}") or 0,
            _executed(stated, spent, source),
        )
    return funds


def _executed(stated: int | None, spent: Spending, source: str) -> Executed:
    """What is stated counts; else what the ledger spent, and by which facts."""
    if stated is not None:
        return Executed(stated)
    return Executed(spent.of(source), is_found=True, found=spent.facts(source))


def _amount(row: Mapping[str, Value], key: str) -> int | None:
    value = row.get(key)
    return value if isinstance(value, int) else None


_BLANK = Marked(0, {}, None, None)


def _aspect(name: str) -> Marked:
    return Marked(0, {"aspect": name}, None, None)


def _marked(supplement: Supplement, key: str, project: str = "") -> tuple[Marked, ...]:
    """Lines of a list of the supplement; those of one project where it is named."""
    return tuple(
        Marked(number, _texts(row), points(row.get("weight")), points(row.get("score")))
        for number, row in enumerate(supplement.rows.get(key, ()), 1)
        if not project or plain_name(str(row.get("project", ""))) == project
    )


def _texts(row: Mapping[str, Value]) -> dict[str, str]:
    return {key: value for key, value in row.items() if isinstance(value, str) and value}


def unknown_projects(supplement: Supplement) -> Iterator[tuple[str, int, str]]:
    """Give the lines that name a project which the list of projects does not have.

    Yields:
        The list, the number of the line from 1, and the name.
    """
    names = {plain_name(str(row.get("name", ""))) for row in supplement.rows.get("projects", ())}
    for key in _PROJECT_LISTS:
        for number, row in enumerate(supplement.rows.get(key, ()), 1):
            name = str(row.get("project", ""))
            if plain_name(name) not in names:
                yield key, number, name
