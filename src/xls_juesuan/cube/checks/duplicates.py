"""Lines that stand in the ledger twice, on one sheet or on several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.distinct import numbered
from xls_juesuan.cube.evidence import MOST_SOURCES
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.cube.vouchers import voucher_label
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import checks as tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from xls_juesuan.cube.checks.vouchers import Vouchers

#: Two equal lines may be two equal payments; a voucher of equal pairs alone is there twice.
_LEAST_WHOLE = 3
_SAME = [
    *("unit", "date", "voucher", "voucher_type", "narration", "account", "account_name"),
    *("debit", "credit", "function", "function_name", "economic", "economic_name", "fund"),
    *("fund_name", "project", "project_name", "project_class", "project_class_name", "spend_kind"),
]


def find_duplicates(vouchers: Vouchers) -> Iterator[Problem]:
    """Give a problem a voucher with repeated lines (L109), whole vouchers first."""
    lines = vouchers.lines
    wanted = (lines["status"] == str(RowStatus.ENTRY)) & (vouchers.net != 0)
    if vouchers.is_numbered:
        wanted &= lines["voucher"] != ""
    else:
        wanted &= lines["date"] != ""
    key = vouchers.key[wanted]
    # Few lines of a voucher have account and amounts of another: only these are compared in full.
    amounts = lines.loc[wanted, ["debit", "credit"]].assign(key=key)
    amounts["account"] = numbered(lines.loc[wanted, "account"])
    alike = amounts.duplicated(keep=False)
    candidates = lines.loc[alike.index[alike]]
    repeated = candidates[candidates.duplicated(_SAME, keep=False)]
    if repeated.empty:
        return
    inside = repeated.groupby(key[repeated.index], sort=False).size()
    of_voucher = key.value_counts()[inside.index]
    is_whole = (inside == of_voucher) & (inside >= _LEAST_WHOLE) & (inside % 2 == 0)
    for whole, names in ((True, inside.index[is_whole]), (False, inside.index[~is_whole])):
        for name in names[:MOST_SOURCES]:
            yield _problem(repeated[key[repeated.index] == name], whole=whole)
        if len(names) > MOST_SOURCES:
            rest = names[MOST_SOURCES:]
            yield _rest(repeated[key[repeated.index].isin(rest)], len(rest), whole=whole)


def _problem(lines: pd.DataFrame, *, whole: bool) -> Problem:
    label, rows = voucher_label(lines), len(lines)
    fen = int((lines["debit"] + lines["credit"]).sum())
    subject = tell.whole_voucher(label) if whole else label
    detail = tell.duplicate_voucher(label, rows) if whole else tell.duplicate_lines(label, rows)
    return Problem("L109", subject, detail, sources_of(lines), fen, rows)


def _rest(lines: pd.DataFrame, count: int, *, whole: bool) -> Problem:
    """What is left is told in one: nothing that was noticed is dropped."""
    fen = int((lines["debit"] + lines["credit"]).sum())
    subject = tell.whole_voucher(tell.MANY_VOUCHERS) if whole else tell.MANY_VOUCHERS
    detail = tell.duplicates_besides(count, len(lines))
    return Problem("L109", subject, detail, sources_of(lines), fen, len(lines))
