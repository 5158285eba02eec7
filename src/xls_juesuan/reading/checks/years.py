"""Entries of other years (L110)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import reading_problems as tell
from xls_juesuan.reading.lines import sources_of

if TYPE_CHECKING:
    import pandas as pd


def mark_other_years(frame: pd.DataFrame, year: int) -> list[Problem]:
    """Set lines of other years aside, in place, and report them (L110)."""
    dated = frame[(frame["status"] == RowStatus.ENTRY) & (frame["date"] != "")]
    stated = dated["date"].str[:4]
    problems = []
    for other, lines in dated[stated != str(year)].groupby(stated, sort=True):
        frame.loc[lines.index, "status"] = str(RowStatus.OTHER_YEAR)
        fen = int((lines["debit"] + lines["credit"]).sum())
        detail = tell.other_year(str(other), len(lines))
        problems.append(Problem("L110", str(other), detail, sources_of(lines), fen, len(lines)))
    return problems
