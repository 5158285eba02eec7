"""Vouchers that the ledger marks as void or not yet posted, and lines nobody accounts for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.checks.vouchers import voucher_keys
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import checks as tell

if TYPE_CHECKING:
    from collections.abc import Iterable
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
        named = (first["date"] + " " + first["voucher"]).str.strip()
        labels = [label for label in named.head(_SHOWN) if label]
        debit, credit = int(lines["debit"].sum()), int(lines["credit"].sum())
        detail = tell.left_out(rule, len(first), len(lines), (debit, credit), labels)
        yield Problem(rule, str(status), detail, sources_of(lines), max(debit, credit), len(lines))


def find_unaccounted(
    frame: pd.DataFrame, accounted: Iterable[tuple[int, int, int]]
) -> Iterator[Problem]:
    """Compare what was read with what is used or set aside: rows, debit, credit (L149).

    Args:
        frame: the ledger as it was read.
        accounted: rows, debit and credit of each state that lines can have in the end.
    """
    read = (len(frame), int(frame["debit"].sum()), int(frame["credit"].sum()))
    found = tuple(sum(column) for column in zip((0, 0, 0), *accounted, strict=True))
    if read != found:
        rows, debit, credit = (one - other for one, other in zip(read, found, strict=True))
        detail = tell.not_accounted(rows, debit, credit)
        yield Problem("L149", "lines", detail, fen=max(abs(debit), abs(credit)), rows=abs(rows))
