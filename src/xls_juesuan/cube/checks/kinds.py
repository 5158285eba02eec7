"""Project expenditure where basic expenditure is usual: personnel cost, 行政运行."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.messages import checks as tell
from xls_juesuan.model import CellKey
from xls_juesuan.model import Flow
from xls_juesuan.model import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from xls_juesuan.codes import CodeList
    from xls_juesuan.declarations.accounts import AccountPlan

#: 工资福利支出.
_PERSONNEL = "301"


def find_unusual_projects(
    lines: pd.DataFrame,
    functions: CodeList,
    economics: CodeList,
    plan: AccountPlan,
    year: int,
) -> Iterator[Problem]:
    """Tell personnel cost (L143) and 行政运行 (L144) in project expenditure, by code."""
    is_spending = lines["flow"] == str(Flow.EXPENDITURE)
    project = lines[is_spending & (lines["item"] == str(Item.PROJECT)) & (lines["counted"] != 0)]
    personnel = project[project["economic"].str.startswith(_PERSONNEL)]
    yield from _tell(personnel, "L143", "economic", economics, year)
    names = {code: _name(functions, code, year) for code in project["function"].unique()}
    running = [code for code, name in names.items() if plan.has_word(name, "administration_item")]
    yield from _tell(
        project[project["function"].isin(running)], "L144", "function", functions, year
    )


def _name(codes: CodeList, code: str, year: int) -> str:
    """Official name; the code decides, whatever the ledger calls it."""
    return codes.name(code, year) or ""


def _tell(
    lines: pd.DataFrame, rule: str, column: str, codes: CodeList, year: int
) -> Iterator[Problem]:
    for code, group in lines.groupby(column, sort=True):
        named = _name(codes, str(code), year) or str(group[f"{column}_name"].iloc[0])
        fen = int(group["counted"].sum())
        if not fen:  # booked here and taken back
            continue
        detail = tell.project_unusual(rule, f"{code} {named}".strip(), len(group), fen)
        cells = (CellKey("expenditure", str(code), "project"),) if column == "function" else ()
        yield Problem(rule, str(code), detail, sources_of(group), fen, len(group), cells)
