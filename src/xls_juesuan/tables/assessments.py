"""The supplement and the ledger's projects → the forms of the self-assessment.

It knows which field feeds what; it refuses to know how forms are laid out and judged.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from xls_juesuan.declarations.attachment_form import SOURCES
from xls_juesuan.declarations.attachment_form import TOTAL
from xls_juesuan.model import APPROPRIATED
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.tables.self_assessment import OVERALL
from xls_juesuan.tables.self_assessment import Assessment
from xls_juesuan.tables.self_assessment import Funds
from xls_juesuan.tables.self_assessment import Marked
from xls_juesuan.tables.self_assessment import points

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.declarations.attachment_form import AttachmentForm
    from xls_juesuan.model import Fact
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.supplement import Value

_QUOTES = str.maketrans("", "", "“”\"'‘’「」《》")
_APPROPRIATION, _FISCAL_SPECIAL, _UNIT_FUNDS = SOURCES
_FUNDINGS = {
    **dict.fromkeys(APPROPRIATED, _APPROPRIATION),
    Funding.FISCAL_SPECIAL: _FISCAL_SPECIAL,
    Funding.UNIT_FUNDS: _UNIT_FUNDS,
}
#: What tells that the unit assesses itself as a whole.
_OVERALL_LISTS = ("overall_goals", "overall_tasks", "overall_indicators")
_PROJECT_LISTS = ("project_management", "project_indicators")
_OVERALL_FIELDS = (
    *("performance.overall_score", "performance.overall_month"),
    *(f"{column}.{source}" for column in ("final_budget", "executed") for source in SOURCES),
)

#: Spent by the source of the money, in fen; where a source is undecided only the total is known.
Spending = dict[str, int | None]


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
    spending = [fact for fact in facts if fact.flow is Flow.EXPENDITURE]
    built: list[Assessment] = []
    if _is_overall_known(supplement):
        built.append(_overall(supplement, spending, form, unit_name))
    by_project = _spent_by_project(spending)
    built += (
        _project(supplement, number, row, by_project, form)
        for number, row in enumerate(supplement.rows.get("projects", ()), 1)
    )
    return tuple(built)


def plain_name(name: str) -> str:
    """Bring a name into the form in which two spellings of it are compared."""
    return "".join(unicodedata.normalize("NFKC", name).translate(_QUOTES).split())


def _is_overall_known(supplement: Supplement) -> bool:
    return any(supplement.rows.get(key) for key in _OVERALL_LISTS) or any(
        key in supplement.fields for key in _OVERALL_FIELDS
    )


def _overall(
    supplement: Supplement, spending: Iterable[Fact], form: AttachmentForm, unit_name: str
) -> Assessment:
    spent = _spent(spending)
    stated = supplement.number
    funds = {
        source: Funds(
            stated(f"original_budget.{source}"),
            stated(f"final_budget.{source}"),
            _first(stated(f"executed.{source}"), spent[source]),
        )
        for source in SOURCES
    }
    indicators = _marked(supplement, "overall_indicators")
    return Assessment(
        key=OVERALL,
        name=unit_name,
        texts=_texts({"month": supplement.text("performance.overall_month")}),
        funds=funds,
        spent=spent[TOTAL],
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
    # The ledger names projects, so one without a line has spent nothing.
    spent = by_project.get(own, dict.fromkeys((TOTAL, *SOURCES), 0)) if by_project else {}
    stated = _marked(supplement, "project_management", own)
    known = {each.texts.get("aspect", ""): each for each in stated}
    declared = [known.pop(aspect, _aspect(aspect)) for aspect in form.aspects]
    return Assessment(
        key=f"project-{number}",
        name=name,
        texts=_texts(row),
        funds=_project_funds(row, spent),
        spent=spent.get(TOTAL),
        scoring=form.project.scoring,
        aspects=(*declared, *known.values()),
        indicators=_marked(supplement, "project_indicators", own) or (_BLANK,),
        stated_score=points(row.get("score")),
    )


def _project_funds(row: Mapping[str, Value], spent: Spending) -> dict[str, Funds]:
    """Money of a project: that of the appropriation unless the form says that there is other."""
    funds = {
        _APPROPRIATION: Funds(
            _amount(row, "original_budget"),
            _amount(row, "final_budget"),
            spent.get(_APPROPRIATION),
        )
    }
    for source in SOURCES[1:]:
        executed = _first(_amount(row, f"executed_{source}"), spent.get(source, 0))
        funds[source] = Funds(
            _amount(row, f"original_budget_{source}") or 0,
            _amount(row, f"final_budget_{source}") or 0,
            executed,
        )
    return funds


def _amount(row: Mapping[str, Value], key: str) -> int | None:
    value = row.get(key)
    return value if isinstance(value, int) else None


def _first(stated: int | None, found: int | None) -> int | None:
    return found if stated is None else stated


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


def _spent_by_project(spending: Iterable[Fact]) -> Mapping[str, Spending]:
    """Project expenditure in fen by name; empty where the ledger names no projects."""
    facts: dict[str, list[Fact]] = defaultdict(list)
    for fact in spending:
        if fact.item is Item.PROJECT and fact.project_name:
            facts[plain_name(fact.project_name)].append(fact)
    return {name: _spent(each) for name, each in facts.items()}


def _spent(spending: Iterable[Fact]) -> Spending:
    """Add up by source; with money of an undecided source, none of them is known."""
    spent: dict[str, int] = dict.fromkeys((TOTAL, *SOURCES), 0)
    is_decided = True
    for fact in spending:
        spent[TOTAL] += fact.fen
        source = _FUNDINGS.get(fact.funding)
        if source is None:
            is_decided = False
        else:
            spent[source] += fact.fen
    return {key: fen if is_decided or key == TOTAL else None for key, fen in spent.items()}


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
