"""Knows what of a closed balance table's movement is the year-end closing.

A closed income or expenditure account stands at zero with equal debit and credit; the side
that brought it there is stated apart, so that the movement before can be taken. What stood on
that side before the last month was refunded, not closed. Closing happens in December or in the
adjustment period after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import balances as tell_balances
from xls_juesuan.messages import reading as say
from xls_juesuan.messages import reading_problems as tell

if TYPE_CHECKING:
    import pandas as pd

_DECEMBER = 12


def set_closing_apart(book: pd.DataFrame) -> list[Problem]:
    """Fill the closing columns of closed 6xxx and 7xxx leaves, in place.

    Returns:
        Accounts whose refunds cannot be told from the closing (L108), and accounts that look
        closed in part only (L119).
    """
    leaf = book["live"] & (book["status"] == str(RowStatus.ENTRY))
    flow = book[leaf & book["account"].str.startswith(("6", "7"))]
    if flow.empty:
        return []
    number = flow["key"]
    sums = flow.groupby(number)[["debit", "credit", "closing"]].sum()
    sums["stated"] = flow["closing_stated"].groupby(number).any()
    sums["last"] = flow["last"].groupby(number).max()
    sums["account"] = flow["account"].groupby(number).first()
    latest = int(book.loc[book["live"], "last"].max())
    moved = (sums["debit"] != 0) & (sums["credit"] != 0)
    equal = moved & (sums["debit"] == sums["credit"]) & (sums["closing"] == 0)
    if 0 < latest < _DECEMBER:
        return []
    is_open = _open_accounts(sums, equal)
    closed = equal & ~sums["account"].str[:4].isin(is_open)
    _fill(book, flow, number, closed)
    at_zero = moved & ~equal & sums["stated"] & (sums["closing"] == 0)
    return [
        *_refunds(flow[number.map(at_zero)]),
        *_partly_closed(flow, number, equal, sums),
    ]


def _open_accounts(sums: pd.DataFrame, equal: pd.Series[bool]) -> set[str]:
    """Give the four-digit accounts of which more money is still open than looks closed."""
    top = sums["account"].str[:4]
    weight = sums[["debit", "credit"]].abs().max(axis=1)
    still_open = weight.where(_is_open(sums), 0).groupby(top).sum()
    looks_closed = weight.where(equal, 0).groupby(top).sum()
    return set(still_open.index[still_open > looks_closed])


def _is_open(sums: pd.DataFrame) -> pd.Series[bool]:
    difference = (sums["debit"] != sums["credit"]) & ~(sums["stated"] & (sums["closing"] == 0))
    return difference.astype(bool)


def _fill(
    book: pd.DataFrame, flow: pd.DataFrame, number: pd.Series[int], closed: pd.Series[bool]
) -> None:
    rows = flow[number.map(closed).astype(bool)]
    # Where months are added up, the closing lies in the rows of December and after it.
    late = rows[(rows["last"] == 0) | (rows["last"] >= _DECEMBER)]
    income = late["account"].str.startswith("6")
    for side, mine in (("debit", late[income]), ("credit", late[~income])):
        closing = mine[side] - mine[f"earlier_{side}"]
        book.loc[mine.index, f"closing_{side}"] = closing


def closed_rows(frame: pd.DataFrame) -> list[str]:
    """Say how many rows of a table turned out to be closed."""
    count = int(((frame["closing_debit"] != 0) | (frame["closing_credit"] != 0)).sum())
    return [say.closed_table(count)] if count else []


def _refunds(rows: pd.DataFrame) -> list[Problem]:
    problems = []
    for account, lines in rows.groupby("account", sort=False):
        debit, credit = int(lines["debit"].sum()), int(lines["credit"].sum())
        detail = tell.refund_or_closing(str(account), debit, credit)
        problems.append(
            Problem("L108", str(account), detail, sources_of(lines), debit - credit, len(lines))
        )
    return problems


def _partly_closed(
    flow: pd.DataFrame, number: pd.Series[int], equal: pd.Series[bool], sums: pd.DataFrame
) -> list[Problem]:
    """Report four-digit accounts with leaves of both looks (L119)."""
    is_open = _is_open(sums)
    tops = sums["account"].str[:4]
    problems = []
    for top in sorted(set(tops[equal]) & set(tops[is_open])):
        some, others = equal & (tops == top), is_open & (tops == top)
        lines = flow[number.map(some).astype(bool)]
        detail = tell_balances.partly_closed(top, int(some.sum()), int(others.sum()))
        fen = int(lines["debit"].sum())
        problems.append(Problem("L119", top, detail, sources_of(lines), fen, len(lines)))
    return problems
