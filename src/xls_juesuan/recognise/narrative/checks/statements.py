"""Statements that there is nothing, or that something was done, against what else is said.

It knows the words of such statements; it refuses to know figures beyond whether there are any.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.disclosure.evaluations import DONE
from xls_juesuan.disclosure.evaluations import EVALUATED_OR_NOT
from xls_juesuan.disclosure.evaluations import NOT_DONE
from xls_juesuan.disclosure.evaluations import SUBJECT
from xls_juesuan.messages import narrative as say
from xls_juesuan.recognise.narrative.passages import full_width
from xls_juesuan.recognise.narrative.sections import EXPLANATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.findings import Problem
    from xls_juesuan.recognise.narrative.checks.document_text import DocumentText
    from xls_juesuan.recognise.narrative.passages import Passage
    from xls_juesuan.tables.table import Table

_NOT_NOTHING, _NO_RUNNING_COST = "N421", "N423"
#: What a section says there is nothing of, the table that shows it, and its columns that count.
_SUBJECTS = {
    "fund": ("政府性基金", ("income", "expenditure")),
    "state_capital": ("国有资本经营", ("total", "expenditure")),
    "three_public": ("三公", ("outturn_total",)),
}
#: How a statement names a column.
_COLUMN_WORDS = {"income": "收入", "expenditure": "支出"}
_NONE = re.compile(
    r"(?:没有|未|无)(?:使用|安排|发生|取得|涉及|收到)?[^,;。]{0,16}(?:__)[^,;。]{0,30}"
    r"|(?:__)[^,;。]{0,24}(?:不适用|无此项|为零|没有发生|未发生|未安排)"
    r"|^[^,;。\d]{0,14}(?:不适用|无此项)"
)
#: 没有……以外的, 无差异: not that there is nothing.
_NOT_NONE = re.compile(r"以外|之外|差异|变化|增减|超|相比")
_AMOUNT = re.compile(r"\d[\d,.]*(?:亿|万)?元")
_NO_RUNNING = re.compile(
    r"(?:没有|无|不涉及|未安排)[^,;。]{0,8}机关运行经费|机关运行经费[^,;。]{0,8}(?:不适用|为零)"
)


def contradictions(text: DocumentText) -> Iterator[Problem]:
    """Name statements that something else in the document contradicts."""
    yield from _nothing(text)
    yield from _evaluations(text)
    yield from _running_cost(text)


def _explained(text: DocumentText, section: str) -> Iterator[Passage]:
    for placed in text.placed:
        if placed.part == EXPLANATION and placed.section == section and not placed.is_title:
            yield placed.passage


def _nothing(text: DocumentText) -> Iterator[Problem]:
    for key, (word, columns) in _SUBJECTS.items():
        table = text.tables.get(key)
        if table is None:
            continue
        pattern = re.compile(_NONE.pattern.replace("__", word))
        for passage in _explained(text, key):
            for found in pattern.finditer(passage.text):
                if _NOT_NONE.search(found[0]) or _AMOUNT.search(found[0]):
                    continue
                shown = _shown(table, _meant(found[0], columns))
                if _is_about_part(found[0]) or not shown:
                    continue
                line = passage.lines[found.start()]
                sentence = full_width(found[0])
                detail = say.not_nothing(text.where(line), sentence, table.title, shown)
                yield text.problem(_NOT_NOTHING, key, detail, line)
                break


def _is_about_part(statement: str) -> bool:
    """Whether a statement speaks of a part only: 没有使用政府性基金安排的基本支出."""
    return re.search(r"基本支出|项目支出|年初|年末|结转|出国|购置|外宾", statement) is not None


def _meant(statement: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that a statement names; all of them where it names none."""
    named = tuple(column for column in columns if _COLUMN_WORDS.get(column, "　") in statement)
    return named or columns


def _shown(table: Table, columns: tuple[str, ...]) -> str:
    """An amount that the table shows, in 万元; blank where there is none."""
    for column in columns:
        cell = table.cell("total", column)
        if cell is not None and cell.fen:
            return say.wan(cell.fen)
    return ""


def _evaluations(text: DocumentText) -> Iterator[Problem]:
    done = denied = None
    for passage in _explained(text, "performance"):
        no = NOT_DONE.search(passage.text)
        yes = None if no else DONE.search(passage.text)
        if no and denied is None:
            denied = (passage.lines[no.start()], no[0])
        if yes and done is None:
            done = (passage.lines[yes.end() - 1], yes[0][-24:])
    if done and denied:
        detail = say.evaluated_or_not(
            text.where(done[0]), full_width(done[1]), text.where(denied[0]), full_width(denied[1])
        )
        yield text.problem(EVALUATED_OR_NOT, SUBJECT, detail, denied[0], done[0])


def _running_cost(text: DocumentText) -> Iterator[Problem]:
    said = text.figures.get(("narrative", "agency_running_cost", "amount"))
    if said is None or not said.figure.value:
        return
    for placed in text.placed:
        found = _NO_RUNNING.search(placed.passage.text)
        if placed.part == EXPLANATION and found:
            line = placed.passage.lines[found.start()]
            detail = say.no_running_cost(
                text.where(line),
                full_width(found[0]),
                text.where(said.line),
                say.wan(said.figure.value),
            )
            yield text.problem(_NO_RUNNING_COST, "agency_running_cost", detail, line)
