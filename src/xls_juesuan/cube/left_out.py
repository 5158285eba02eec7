"""Loans and investments (6501、7601、7701) that the disclosure leaves out, reconciled with it.

Book less left out is what the tables show, on both sides; the year's result in 8xxx still
holds the money, so the two grand totals of 公开01 differ by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import carryover as messages
from xls_juesuan.model import CellKey
from xls_juesuan.model import Flow
from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    import pandas as pd

    from xls_juesuan.declarations.accounts import AccountPlan

_TABLE = "income_expenditure"
_INCOME, _SPENDING = "L27", "L57"


def find_left_out(lines: pd.DataFrame, plan: AccountPlan) -> tuple[Problem, ...]:
    """Give the reconciliation (L240), or nothing where the ledger has no such accounts."""
    rows = lines[lines["status"] == str(RowStatus.REPAYABLE)]
    amounts = _amounts(rows)
    if not amounts:
        return ()
    income = _used(lines, Flow.INCOME)
    spending = _used(lines, Flow.EXPENDITURE)
    received = {top: fen for top, fen in amounts.items() if top.startswith("6")}
    paid = {top: fen for top, fen in amounts.items() if top.startswith("7")}
    difference = sum(paid.values()) - sum(received.values())
    detail = messages.RECONCILIATION.format(
        income_book=format_yuan_grouped(income + sum(received.values())),
        income_left=_enumerate(received, plan),
        income=format_yuan_grouped(income),
        spending_book=format_yuan_grouped(spending + sum(paid.values())),
        spending_left=_enumerate(paid, plan),
        spending=format_yuan_grouped(spending),
        direction=messages.MORE if difference > 0 else messages.LESS,
        difference=format_yuan_grouped(abs(difference)),
    )
    cells = tuple(CellKey(_TABLE, row, "amount") for row in (_INCOME, _SPENDING))
    return (Problem("L240", "left_out", detail, sources_of(rows), difference, len(rows), cells),)


def _amounts(rows: pd.DataFrame) -> dict[str, int]:
    """Movement before closing by four-digit account, in fen, positive in its usual direction."""
    net = rows["credit"] - rows["closing_credit"] - rows["debit"] + rows["closing_debit"]
    signed = net.where(rows["top"].str.startswith("6"), -net)
    return {str(top): int(fen) for top, fen in signed.groupby(rows["top"]).sum().items() if fen}


def _used(lines: pd.DataFrame, flow: Flow) -> int:
    return int(lines.loc[lines["flow"] == str(flow), "counted"].sum())


def _enumerate(amounts: dict[str, int], plan: AccountPlan) -> str:
    named = (
        messages.RECONCILED_ACCOUNT.format(
            account=top, name=plan.accounts[top].name, amount=format_yuan_grouped(fen)
        )
        for top, fen in sorted(amounts.items())
    )
    return "、".join(named) or messages.NOTHING_LEFT_OUT
