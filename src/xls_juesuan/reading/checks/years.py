"""Entries of other years (L110)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.cube.distinct import beginnings
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import reading_problems as tell

if TYPE_CHECKING:
    from xls_juesuan.reading.lines import Lines


def mark_other_years(frame: pd.DataFrame, year: int) -> list[Problem]:
    """Set lines dated in other years aside, in place, and report them."""
    years = beginnings(frame["date"], 4)
    is_other = (frame["status"] == RowStatus.ENTRY) & ~years.isin(["", str(year)])
    return _set_aside(frame, frame[is_other], years[is_other], year)


def mark_rows_of_years(lines: Lines, year: int) -> list[Problem]:
    """Do the same to lines whose year stands in a column of its own and in no date."""
    stated = lines.table.texts("year")
    if not any(stated.used()):
        return []
    frame = lines.frame
    no_year = (frame["date"] == "") | frame["date"].str.startswith("-")
    undated = frame[(frame["status"] == RowStatus.ENTRY) & no_year]
    texts = stated.map(lambda text: text[:4]).array()
    years = pd.Series(texts, frame.index, dtype="str").loc[undated.index]
    known = years.str.fullmatch(r"\d{4}")
    return _set_aside(frame, undated[known], years[known], year)


def _set_aside(
    frame: pd.DataFrame, entries: pd.DataFrame, years: pd.Series[str], year: int
) -> list[Problem]:
    problems = []
    for other, lines in entries[years != str(year)].groupby(years, sort=True):
        frame.loc[lines.index, "status"] = str(RowStatus.OTHER_YEAR)
        fen = int((lines["debit"] + lines["credit"]).sum())
        detail = tell.other_year(str(other), len(lines))
        problems.append(Problem("L110", str(other), detail, sources_of(lines), fen, len(lines)))
    return problems
