"""Control totals by account and of all lines, straight from the ledger lines.

They do not pass through the decisions that make facts, so a relation that compares a table
with them would notice a fact that got lost on the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.cube.vouchers import voucher_keys
from xls_juesuan.cube.words import has_word
from xls_juesuan.ledger import NOT_COUNTED
from xls_juesuan.ledger import RowStatus
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from xls_juesuan.declarations.accounts import AccountPlan

#: What controls are made of; every choice of lines copies all columns that there are.
_COLUMNS = [
    *("sheet", "date", "voucher", "narration", "status", "top", "account_name", "funding"),
    *("debit", "credit", "opening", "closing", "closing_debit", "closing_credit", "adjustment"),
]
#: Accounts whose details are offset within them at the year's end.
_DETAILED = ("8101", "8102", "8201", "8202")
#: Accounts whose usual side is the debit.
_DEBIT_ACCOUNTS = ("7", "8001")


def build_controls(lines: pd.DataFrame, plan: AccountPlan) -> tuple[Fact, ...]:
    """Sum movements, openings and closings by four-digit account, in fen."""
    counted = lines["top"].isin(plan.accounts) & ~lines["status"].isin(NOT_COUNTED)
    entries = lines.loc[counted, _COLUMNS]
    return (
        *_totals(entries),
        *_movements(entries, plan),
        *_closed(entries, plan),
        *_balances(entries, plan),
    )


def build_line_totals(
    frame: pd.DataFrame, accounted: Iterable[tuple[int, int]]
) -> tuple[Fact, Fact]:
    """Sum what was read and what is used or set aside, in fen: the two must be alike.

    Args:
        frame: the ledger as it was read.
        accounted: rows, and debits and credits together, of each state that lines can have.
    """
    parts = tuple(accounted)
    read = int(frame["debit"].sum()) + int(frame["credit"].sum())
    known = sum(fen for _, fen in parts)
    return (
        Fact(number=0, flow=Flow.LINES_READ, fen=read, rows=len(frame)),
        Fact(number=0, flow=Flow.LINES_ACCOUNTED, fen=known, rows=sum(rows for rows, _ in parts)),
    )


def _totals(entries: pd.DataFrame) -> Iterator[Fact]:
    moving = entries[entries["status"] != str(RowStatus.OPENING)]
    for flow, column in ((Flow.BUDGET_DEBIT, "debit"), (Flow.BUDGET_CREDIT, "credit")):
        fen = int(moving[column].sum())
        if fen:
            yield Fact(number=0, flow=flow, fen=fen, rows=len(moving))


def _movements(entries: pd.DataFrame, plan: AccountPlan) -> Iterator[Fact]:
    moving = entries[entries["status"] != str(RowStatus.OPENING)]
    is_balance = moving["top"].str.startswith("8")
    debit = moving["debit"] - moving["closing_debit"].where(~is_balance, 0)
    credit = moving["credit"] - moving["closing_credit"].where(~is_balance, 0)
    is_debit = moving["top"].str.startswith(_DEBIT_ACCOUNTS)
    signed = (debit - credit).where(is_debit, credit - debit)
    item = _balance_items(moving, is_balance, plan)
    fund = moving["funding"].where(~is_balance, "")
    adjusted = moving["adjustment"]
    parts = pd.concat(
        [
            pd.DataFrame(
                {"top": moving["top"], "item": item, "fund": fund, "fen": signed - adjusted}
            ),
            pd.DataFrame(
                {"top": moving["top"], "item": str(Item.ADJUSTMENT), "fund": "", "fen": adjusted}
            )[adjusted != 0],
        ]
    )
    sums = parts.groupby(["top", "item", "fund"], sort=True)["fen"].agg(["sum", "size"])
    for (top, kind, funding), fen, rows in sums.itertuples(name=None):
        if fen:
            yield Fact(
                number=0,
                flow=Flow.ACCOUNT_MOVEMENT,
                fen=int(fen),
                item=Item(kind),
                funding=Funding(funding),
                account=str(top),
                account_name=plan.accounts[str(top)].name,
                rows=int(rows),
            )


def _closed(entries: pd.DataFrame, plan: AccountPlan) -> Iterator[Fact]:
    """What closing entries took off income and expenditure accounts, signed as the movement."""
    closed = entries[~entries["top"].str.startswith("8")]
    net = closed["closing_credit"] - closed["closing_debit"]
    signed = net.where(closed["top"].str.startswith(_DEBIT_ACCOUNTS), -net)
    sums = signed.groupby(closed["top"], sort=True).agg(["sum", "size"])
    for top, fen, rows in sums.itertuples(name=None):
        if fen:
            yield Fact(
                number=0,
                flow=Flow.ACCOUNT_CLOSED,
                fen=int(fen),
                account=str(top),
                account_name=plan.accounts[str(top)].name,
                rows=int(rows),
            )


def _balance_items(
    moving: pd.DataFrame, is_balance: pd.Series[bool], plan: AccountPlan
) -> pd.Series[str]:
    """Mark 8xxx lines that transfer the year's result.

    At the year's end the detail is offset against 累计结转; in a balance table it then states
    no result any more.
    """
    is_result = has_word(moving["account_name"], plan, "year_result")
    is_transfer = moving["status"] == str(RowStatus.BUDGET_BALANCE)
    is_offset = is_transfer & (moving["credit"] == moving["debit"])
    is_result &= ~is_offset & ~_moves_within(moving, is_transfer)
    is_result |= moving["status"] == str(RowStatus.CLOSING)
    item = pd.Series("", index=moving.index)
    return item.mask(is_balance & is_result, str(Item.YEAR_RESULT))


def _moves_within(moving: pd.DataFrame, is_transfer: pd.Series[bool]) -> pd.Series[bool]:
    """Lines of vouchers that leave an account of 8xxx as it was; none in a balance table."""
    within = is_transfer & moving["top"].isin(_DETAILED) & (moving["voucher"] != "")
    own = moving[within]
    net = (own["credit"] - own["debit"]).groupby([voucher_keys(own), own["top"]]).transform("sum")
    return within & (net == 0).reindex(within.index, fill_value=False)


def _balances(entries: pd.DataFrame, plan: AccountPlan) -> Iterator[Fact]:
    flows = ((Flow.ACCOUNT_OPENING, "opening"), (Flow.ACCOUNT_CLOSING, "closing"))
    sign = entries["top"].str.startswith(_DEBIT_ACCOUNTS).map({True: -1, False: 1})
    for flow, column in flows:
        sums = (entries[column] * sign).groupby(entries["top"], sort=True).agg(["sum", "size"])
        for top, fen, rows in sums.itertuples(name=None):
            if fen:
                yield Fact(
                    number=0,
                    flow=flow,
                    fen=int(fen),
                    account=str(top),
                    account_name=plan.accounts[str(top)].name,
                    rows=int(rows),
                )
