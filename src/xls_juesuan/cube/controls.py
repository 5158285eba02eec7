"""Control totals by account, straight from the ledger lines.

They do not pass through the decisions that make facts, so a relation that compares a table
with them would notice a fact that got lost on the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.ledger import RowStatus
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from xls_juesuan.declarations.accounts import AccountPlan

#: Lines that are no movement of an account of this year, or that repeat other lines.
_NOT_COUNTED = tuple(
    str(status)
    for status in (
        RowStatus.SUBTOTAL,
        RowStatus.PARENT,
        RowStatus.REPEATED_HEADING,
        RowStatus.FOOTNOTE,
        RowStatus.NO_ACCOUNT,
        RowStatus.VOID,
        RowStatus.UNPOSTED,
        RowStatus.OTHER_YEAR,
        RowStatus.OTHER_UNIT,
        RowStatus.OTHER_PERIOD,
        RowStatus.COMPARED,
    )
)
#: Accounts whose usual side is the debit.
_DEBIT_ACCOUNTS = ("7", "8001")


def build_controls(lines: pd.DataFrame, plan: AccountPlan) -> tuple[Fact, ...]:
    """Sum movements, openings and closings by four-digit account, in fen."""
    entries = lines[lines["top"].isin(plan.accounts) & ~lines["status"].isin(_NOT_COUNTED)]
    return (
        *_totals(entries),
        *_movements(entries, plan),
        *_closed(entries, plan),
        *_balances(entries, plan),
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
    sums = signed.groupby([moving["top"], item, fund], sort=True).agg(["sum", "size"])
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
    """Mark 8xxx lines that transfer the year's result or adjust the opening."""
    names = moving["account_name"]
    item = names.where(names == "", "")
    is_adjustment = names.map(lambda name: plan.has_word(name, "adjustment")).astype(bool)
    is_result = names.map(lambda name: plan.has_word(name, "year_result")).astype(bool)
    is_result |= moving["status"] == str(RowStatus.CLOSING)
    item = item.mask(is_balance & is_result, str(Item.YEAR_RESULT))
    return item.mask(is_balance & is_adjustment, str(Item.ADJUSTMENT))


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
