"""The total row of a sheet against the lines above it (L112)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import reading_problems as tell
from xls_juesuan.reading.subtotals import is_grand_total

if TYPE_CHECKING:
    from xls_juesuan.reading.lines import Lines

#: What the total of a sheet is the sum of.
_COUNTED = (RowStatus.ENTRY, RowStatus.CLOSING, RowStatus.NO_ACCOUNT)


def check_totals(lines: Lines) -> list[Problem]:
    """Compare the last 合计 row of a sheet, where it states values, with its lines (L112)."""
    frame = lines.frame
    subtotals = frame.index[frame["status"] == RowStatus.SUBTOTAL]
    totals = [at for at in subtotals if _is_total(lines.table.row(at))]
    if not totals:
        return []
    last = totals[-1]
    above = frame.iloc[:last]
    counted = above[above["status"].isin(_COUNTED)]
    with_void = above[above["status"].isin([*_COUNTED, RowStatus.VOID, RowStatus.UNPOSTED])]
    earlier = [at for at in subtotals if at < last]
    since = counted[counted.index > earlier[-1]] if earlier else counted
    problems = []
    for name in ("debit", "credit"):
        stated, added = int(frame[name].iloc[last]), int(counted[name].sum())
        others = {int(since[name].sum()), int(with_void[name].sum())}
        if stated not in {0, added, *others}:
            detail = tell.total_differs(name, stated, added)
            place = sources_of(frame.iloc[[last]])
            subject = f"{lines.table.grid.sheet} {name}"
            problems.append(Problem("L112", subject, detail, place, stated - added, len(counted)))
    return problems


def _is_total(row: list[object]) -> bool:
    return any(isinstance(cell, str) and is_grand_total(cell) for cell in row)
