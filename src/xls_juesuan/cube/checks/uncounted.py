"""Vouchers that the ledger marks as void or not yet posted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.checks.vouchers import voucher_keys
from xls_juesuan.cube.distinct import side_by_side
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import checks as tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

_RULES = ((RowStatus.VOID, "L131"), (RowStatus.UNPOSTED, "L132"))
#: Vouchers named one by one.
_SHOWN = 8


def find_uncounted(frame: pd.DataFrame) -> Iterator[Problem]:
    """Tell how many vouchers were left out as void (L131) or unposted (L132), and how much."""
    for status, rule in _RULES:
        lines = frame[frame["status"] == str(status)]
        if lines.empty:
            continue
        first = lines[~voucher_keys(lines).duplicated()]
        named = side_by_side(first, "date", "voucher")
        labels = [label for label in named.head(_SHOWN) if label]
        debit, credit = int(lines["debit"].sum()), int(lines["credit"].sum())
        detail = tell.left_out(rule, len(first), len(lines), (debit, credit), labels)
        yield Problem(rule, str(status), detail, sources_of(lines), max(debit, credit), len(lines))
