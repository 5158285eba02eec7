"""Knows what can be wrong with a ledger as a whole: balance of vouchers, totals, duplicates.

Each check gives problems, never an exception, and never changes the frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import reading_problems as tell
from xls_juesuan.reading.closing import voucher_keys
from xls_juesuan.reading.closing import voucher_label
from xls_juesuan.reading.lines import MOST_SOURCES
from xls_juesuan.reading.lines import sources_of
from xls_juesuan.reading.subtotals import is_grand_total

if TYPE_CHECKING:
    import pandas as pd

    from xls_juesuan.reading.lines import Lines

_MOVING = (RowStatus.ENTRY, RowStatus.CLOSING)
#: What the total of a sheet is the sum of.
_COUNTED = (RowStatus.ENTRY, RowStatus.CLOSING, RowStatus.NO_ACCOUNT)
#: Two equal lines may be two equal payments; a voucher of equal pairs alone is there twice.
_LEAST_DUPLICATES = 2
_SAME = (
    "sheet", "date", "voucher", "narration", "account", "debit", "credit",
    "function", "economic", "fund", "project", "project_class", "spend_kind",
)  # fmt: skip


def check_journal(frame: pd.DataFrame) -> list[Problem]:
    """Check balance by voucher (L101) and duplicate lines (L109)."""
    moving = frame[frame["status"].isin(_MOVING)]
    return [*_unbalanced_vouchers(moving), *_duplicates(moving)]


def _is_budget(lines: pd.DataFrame) -> pd.Series:
    return lines["account"].str[:1].isin(["6", "7", "8"])


def _unbalanced_vouchers(moving: pd.DataFrame) -> list[Problem]:
    budget = moving[_is_budget(moving) & (moving["voucher"] != "")]
    if not _has_both_sides(budget):
        return []
    key = voucher_keys(budget)
    sums = budget.groupby(key, sort=False)[["debit", "credit"]].sum()
    wrong = sums[sums["debit"] != sums["credit"]]
    if len(wrong) > MOST_SOURCES:
        lines = budget[key.isin(wrong.index)]
        labels = [voucher_label(budget[key == name]) for name in wrong.index[:5]]
        fen = int((wrong["debit"] - wrong["credit"]).sum())
        detail = tell.vouchers_unbalanced(len(wrong), labels)
        return [Problem("L101", tell.MANY_VOUCHERS, detail, sources_of(lines), fen, len(lines))]
    problems = []
    for name, row in wrong.iterrows():
        lines = budget[key == name]
        label, debit, credit = voucher_label(lines), int(row["debit"]), int(row["credit"])
        detail = tell.voucher_unbalanced(label, debit, credit)
        problems.append(
            Problem("L101", label, detail, sources_of(lines), debit - credit, len(lines))
        )
    return problems


def _has_both_sides(budget: pd.DataFrame) -> bool:
    """Whether the export can balance at all: it holds income and expenditure or balances."""
    first = set(budget["account"].str[:1])
    return "8" in first or {"6", "7"} <= first


def _duplicates(moving: pd.DataFrame) -> list[Problem]:
    entries = moving[(moving["status"] == RowStatus.ENTRY) & (moving["voucher"] != "")]
    entries = entries[(entries["debit"] != 0) | (entries["credit"] != 0)]
    repeated = entries[entries.duplicated(list(_SAME), keep=False)]
    problems = []
    keys = voucher_keys(entries)
    for number, (key, lines) in enumerate(repeated.groupby(voucher_keys(repeated), sort=False)):
        if number >= MOST_SOURCES:
            break
        label = voucher_label(lines)
        fen = int((lines["debit"] + lines["credit"]).sum())
        if len(entries[keys == key]) == len(lines) > _LEAST_DUPLICATES:
            subject, detail = tell.whole_voucher(label), tell.duplicate_voucher(label, len(lines))
        else:
            subject, detail = label, tell.duplicate_lines(label, len(lines))
        problems.append(Problem("L109", subject, detail, sources_of(lines), fen, len(lines)))
    return problems


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


def check_totals(lines: Lines) -> list[Problem]:
    """Compare the last 合计 row of a sheet, where it states values, with its lines (L112)."""
    frame = lines.frame
    subtotals = frame.index[frame["status"] == RowStatus.SUBTOTAL]
    totals = [at for at in subtotals if _is_total(lines.table.body[at])]
    if not totals:
        return []
    last = totals[-1]
    above = frame.iloc[:last]
    counted = above[above["status"].isin(_COUNTED)]
    with_void = above[above["status"].isin([*_COUNTED, RowStatus.VOID])]
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
