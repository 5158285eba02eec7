"""Ledger frames from short rows: what a test does not state has its usual value."""

from __future__ import annotations

import pandas as pd

from xls_juesuan.ledger import Ledger
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.ledger import RowStatus

_USUAL: dict[str, object] = {
    "unit": "",
    "file": "台账.xlsx",
    "sheet": "凭证",
    "date": "2024-03-01",
    "voucher": "记-0001",
    "voucher_type": "记账",
    "narration": "付办公费",
    "account": "710101",
    "account_name": "行政支出/基本支出",
    "debit": 0,
    "credit": 0,
    "closing_debit": 0,
    "closing_credit": 0,
    "opening": 0,
    "closing": 0,
    "function": "2010301",
    "function_name": "行政运行",
    "economic": "30201",
    "economic_name": "办公费",
    "fund": "111",
    "fund_name": "一般公共预算资金",
    "project": "",
    "project_name": "",
    "project_class": "",
    "project_class_name": "",
    "spend_kind": "",
    "is_closing": False,
    "status": str(RowStatus.ENTRY),
}
#: An appropriation received, to go with spending lines.
INCOME: dict[str, object] = {
    "account": "600101",
    "account_name": "财政拨款预算收入/基本支出",
    "economic": "",
    "economic_name": "",
}


def ledger(
    *rows: dict[str, object], kind: LedgerKind = LedgerKind.JOURNAL, has_opening: bool = False
) -> Ledger:
    """Make a ledger of the year 2024; rows of the file start at 5."""
    lines = [{**_USUAL, "row": number, **row} for number, row in enumerate(rows, 5)]
    return Ledger(
        frame=pd.DataFrame(lines),
        kind=kind,
        files=("台账.xlsx",),
        unit_name="某局",
        year=2024,
        amount_unit="元",
        has_opening=has_opening,
    )


def spent(fen: int, **particulars: object) -> dict[str, object]:
    """A spending line of 7101 基本支出 unless told otherwise."""
    return {"debit": fen, **particulars}


def received(fen: int, **particulars: object) -> dict[str, object]:
    """An income line of 6001 unless told otherwise."""
    return {**INCOME, "credit": fen, **particulars}


def balance(account: str, name: str, **particulars: object) -> dict[str, object]:
    """A line of an 8xxx account without economic code."""
    blank = {"economic": "", "economic_name": "", "function": "", "function_name": ""}
    return {**blank, "account": account, "account_name": name, **particulars}
