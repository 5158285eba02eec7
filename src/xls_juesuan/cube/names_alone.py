"""Classifications stated by name alone: the code where the name is that of one only (L148).

It knows the lists of the year and the levels a name may be written with; it refuses to guess:
行政运行 stands under dozens of 款 and keeps no code unless the levels above it are named.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.codes import economic_codes
from xls_juesuan.codes import functional_codes
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import cube as messages

if TYPE_CHECKING:
    import pandas as pd

    from xls_juesuan.codes import CodeList

_LEVEL_MARKS = re.compile(r"[\\/|_\-－—→>＞]+")
#: Accounts whose lines are in the tables.
_BUDGET_DIGITS = ("6", "7", "8")
_DEEPEST = {"function": 3, "economic": 2}


def codes_of_name(name: str, column: str, year: int) -> list[str]:
    """Give the codes of the year that a name, with or without levels above it, may mean."""
    codes = _list(column)
    *above, own = [_plain(level) for level in _LEVEL_MARKS.split(name) if level.strip()] or [""]
    found = [entry.code for entry in codes if entry.is_valid_in(year) and _plain(entry.name) == own]
    return [code for code in found if set(above) <= _names_above(codes, code, year)]


def complete_codes(frame: pd.DataFrame, year: int) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    """Give the ledger frame with the codes that its names state, and what was taken (L148)."""
    completed, problems = frame, []
    budget = frame["account"].str.startswith(_BUDGET_DIGITS)
    for column, deepest in _DEEPEST.items():
        names = frame.loc[budget & (frame[column] == ""), f"{column}_name"]
        meant: dict[str, str] = {}
        for name in sorted(set(names) - {""}):
            found = codes_of_name(name, column, year)
            if len(found) == 1 and _list(column).level(found[0]) == deepest:
                meant[name] = found[0]
        taken = names[names.isin(list(meant))]
        if taken.empty:
            continue
        codes = taken.map(meant).reindex(frame.index)
        completed = completed.assign(**{column: codes.fillna(frame[column])})
        counted = completed.loc[taken.index]
        counted = counted[counted["status"] == str(RowStatus.ENTRY)]
        if len(counted):
            detail = messages.codes_by_name(column, meant, len(counted))
            title = messages.COLUMN_NAMES[column]
            problems.append(Problem("L148", title, detail, sources_of(counted), rows=len(counted)))
    return completed, tuple(problems)


def _list(column: str) -> CodeList:
    return functional_codes() if column == "function" else economic_codes()


def _names_above(codes: CodeList, code: str, year: int) -> set[str]:
    names = set()
    while code := codes.parent(code):
        names.add(_plain(codes.name(code, year) or ""))
    return names


def _plain(name: str) -> str:
    """Drop what differs between prints of one name: brackets' width and white space."""
    return "".join(name.translate(str.maketrans("（）【】", "()[]")).split())
