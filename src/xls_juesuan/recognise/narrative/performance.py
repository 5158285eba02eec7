"""Sentences of the section on performance → projects, funds, rates and scores.

It knows how self-assessments are told; it refuses to know the forms they are attached as.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.recognise.narrative.narrative import Unread
from xls_juesuan.recognise.narrative.numbers import NumberKind
from xls_juesuan.recognise.narrative.numbers import numbers
from xls_juesuan.recognise.narrative.passages import marker_end
from xls_juesuan.recognise.narrative.saying import said_at
from xls_juesuan.recognise.narrative.saying import unread_at
from xls_juesuan.tables.parts import PartFigure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.recognise.narrative.narrative import Said
    from xls_juesuan.recognise.narrative.narrative import Sayings
    from xls_juesuan.recognise.narrative.numbers import Number
    from xls_juesuan.recognise.narrative.passages import Passage

COUNTS, PERFORMANCE, PROJECTS = "narrative_counts", "narrative_performance", "narrative_projects"
_PROJECTS = "_projects"
_ASSESSED, _EVALUATED, _OVERALL = "assessed", "evaluated", "overall"
_EVALUATION = re.compile(r"部门评价|重点评价|重点绩效评价|财政评价")
_ASSESSMENT = re.compile(r"自评")
_WHOLE = re.compile(r"整体")
_IS = r"(?:数|额|总额|总计|共计|合计|共|为|是|达到?|:|约)*$"
_LEADS = {
    "funds": re.compile(r"(?:涉及|资金|金额|预算支出)(?:[^,;。:()\d]{0,12})" + _IS),
    "rate": re.compile(r"自评(?:覆盖)?(?:率|面|比例)" + _IS),
    "score": re.compile(r"(?:得分|评分|自评分|综合分|评价分)数?" + _IS),
    "final_budget": re.compile(r"(?:全年|年度|调整后?|项目)?预算(?:安排)?数?" + _IS),
    "executed": re.compile(r"(?:全年|实际)?(?:执行|支出|完成)(?:金额)?数?" + _IS),
    "completion": re.compile(
        r"(?:完成|占|为)(?:全年|年度|年初)?预算数?的?(?:比例)?" + _IS + r"|(?:执行|完成)率" + _IS
    ),
}
_PROJECTS_BEFORE = re.compile(r"项目(?:共|共计|总数)?(?:为)?$")
_PROJECTS_BEHIND = re.compile(r"(?:一级|二级)?(?:部门)?(?:预算)?项目")
#: How many results are told, not how many projects were assessed: some only, as a rule.
_REPORTED = re.compile(r"反映|列示|自评结果(?:如下|情况)|结果公开")
#: What tells the result of one project.
_RESULT = re.compile(r"得分|评分")
#: The result of a project goes on in a paragraph of its own.
_GOES_ON = re.compile(r"项目(?:全年|年度)?(?:预算|执行|自评|绩效目标)|全年预算数|执行数")
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_UNQUOTED = re.compile(r"(.{2,40}?)(?:项目)?(?:支出)?(?:绩效)?(?:自评|综述|:|,)")


class PerformanceReader:
    """Reads the section on performance; projects are numbered in their order."""

    def __init__(self) -> None:
        self._projects = 0
        self._name = ""
        self._last: Said | None = None

    def read(self, passage: Passage, found: Sayings) -> None:
        """Read one passage; what it says is added to what was found."""
        name = _project_name(passage.text)
        if name:
            self._projects += 1
        elif self._name and _GOES_ON.match(passage.text):
            name = self._name
        self._name = name
        before = 0
        for number in numbers(passage.text):
            lead = passage.text[before : number.start]
            before = number.end
            place = (
                _of_project(number, lead, str(self._projects))
                if name
                else _of_all(number, lead, passage.text)
            )
            if place is not None:
                said = said_at(passage, number, place, name=name)
                self._last = said if name else self._last
                found.said.append(said)
            elif number.kind is NumberKind.AMOUNT:
                found.unread.append(unread_at(passage, number))

    def finish(self, found: Sayings) -> None:
        """Count the projects that were told, and leave out what nobody knows of which it is."""
        unclear = set(_unclear(found.said))
        found.unread += [Unread(one.line, one.text) for one in found.said if one.place in unclear]
        found.said = [one for one in found.said if one.place not in unclear]
        if self._last is not None:
            count = PartFigure(self._projects, 1)
            listed = replace(self._last, part=COUNTS, row="listed_projects", column="count")
            found.said.append(replace(listed, figure=count, name="", per_unit=0))


def _unclear(said: Sequence[Said]) -> Iterator[tuple[str, str, str]]:
    """Numbers and funds of which one sentence gives several: 一级项目 3 个，二级项目 12 个."""
    first: dict[tuple[tuple[int, int], tuple[str, str, str]], int] = {}
    for one in said:
        is_of_all = one.part == PERFORMANCE or one.row.endswith(_PROJECTS)
        if is_of_all and one.figure.value:
            known = first.setdefault((one.sentence, one.place), one.figure.value)
            if known != one.figure.value:
                yield one.place


def _project_name(text: str) -> str:
    """The project whose result a passage tells; blank where it tells none."""
    start = marker_end(text)
    quoted = _QUOTED.match(text, start)
    if not (start or quoted) or not _RESULT.search(text):
        return ""
    if quoted:
        return quoted[1]
    unquoted = _UNQUOTED.match(text, start)
    return unquoted[1] if unquoted else ""


def _of_project(number: Number, lead: str, row: str) -> tuple[str, str, str] | None:
    columns = {
        NumberKind.SCORE: ("score",),
        NumberKind.AMOUNT: ("final_budget", "executed"),
        NumberKind.PERCENT: ("completion",),
    }.get(number.kind, ())
    column = next((one for one in columns if _LEADS[one].search(lead)), None)
    return (PROJECTS, row, column) if column else None


def _of_all(number: Number, lead: str, text: str) -> tuple[str, str, str] | None:
    what = _EVALUATED if _EVALUATION.search(text) else _ASSESSED if _ASSESSMENT.search(text) else ""
    if number.kind is NumberKind.SCORE:
        is_overall = _WHOLE.search(text) and _LEADS["score"].search(lead)
        return (PERFORMANCE, _OVERALL, "score") if is_overall else None
    if not what:
        return None
    if number.kind is NumberKind.AMOUNT and _LEADS["funds"].search(lead):
        return (PERFORMANCE, what, "amount")
    if number.kind is NumberKind.PERCENT and _LEADS["rate"].search(lead):
        return (PERFORMANCE, what, "rate")
    is_projects = (
        number.unit in {"个", "项"}
        and not _REPORTED.search(text)
        and (_PROJECTS_BEFORE.search(lead) or _PROJECTS_BEHIND.match(text, number.end))
    )
    return (COUNTS, what + _PROJECTS, "count") if is_projects else None
