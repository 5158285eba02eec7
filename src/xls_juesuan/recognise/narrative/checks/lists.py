"""Items that the section on basic expenditure names, against the table that lists them.

It knows names and the group they are named in; it refuses to know amounts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.messages import narrative as say
from xls_juesuan.recognise.narrative.economic import EconomicFinder
from xls_juesuan.recognise.narrative.sections import EXPLANATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.findings import Problem
    from xls_juesuan.recognise.narrative.checks.document_text import DocumentText

_NOTHING_SPENT, _OTHER_GROUP = "N411", "N412"
_SECTION, _TABLE = "basic", "basic_by_economic"
_GROUP = re.compile(r"(人员经费|人员支出)|((?:日常)?公用经费|公用支出)")
_PERSONNEL = ("301", "303")
_LIST = re.compile(r"包括")


def listed_without_amount(text: DocumentText) -> Iterator[Problem]:
    """Name items of lists for which the table shows nothing, or which belong to the other list."""
    table = text.tables.get(_TABLE)
    if table is None:
        return
    finder = EconomicFinder(text.names["economic"], table)
    for placed in text.placed:
        if placed.part != EXPLANATION or placed.section != _SECTION or placed.is_title:
            continue
        passage = placed.passage
        start = _LIST.search(passage.text)
        groups = list(_GROUP.finditer(passage.text))
        for term in finder.listed(passage.text) if start else ():
            cell = table.cell(term.row) if term.row else None
            before = [group for group in groups if group.end() <= term.start]
            line, name = passage.lines[term.start], passage.text[term.start : term.end]
            if cell is None or not before:
                continue
            if not cell.fen:
                detail = say.nothing_spent(text.where(line), name, term.row, table.sheet)
                yield text.problem(_NOTHING_SPENT, term.row, detail, line)
            elif (before[-1][1] is not None) is not term.row.startswith(_PERSONNEL):
                detail = say.other_group(text.where(line), name, before[-1][0])
                yield text.problem(_OTHER_GROUP, term.row, detail, line)
