"""What the lines of a ledger show: decisions by their evidence, and control totals.

It counts and adds up; it refuses to judge, which is the business of rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.codes import functional_codes
from xls_juesuan.cube.classification import classify
from xls_juesuan.cube.overrides import apply_decisions
from xls_juesuan.cube.vouchers import voucher_keys
from xls_juesuan.cube.vouchers import voucher_names
from xls_juesuan.declarations.accounts import account_plan
from xls_juesuan.ledger import NOT_COUNTED
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.ledger import RowStatus
from xls_juesuan.model import Item
from xls_juesuan.reading.open_choices import OpenChoice
from xls_juesuan.reading.open_choices import find_open_choices

if TYPE_CHECKING:
    import pandas as pd

    from xls_juesuan.ledger import Ledger
    from xls_juesuan.reading.assembly import Reading

_KINDS = (str(Item.BASIC), str(Item.PROJECT), str(Item.UNDECIDED))


@dataclass(frozen=True, slots=True)
class StatusCount:
    """Rows of one status, with what they print on both sides in fen."""

    status: RowStatus
    rows: int
    debit: int
    credit: int


@dataclass(frozen=True, slots=True)
class DecisionCount:
    """Lines decided alike by the same evidence; ``fen`` is what they count."""

    answer: str
    evidence: str
    rows: int
    fen: int


@dataclass(frozen=True, slots=True)
class SideTotals:
    """Totals of budget or financial accounting, in fen."""

    rows: int
    debit: int
    credit: int
    opening_debit: int
    opening_credit: int


@dataclass(frozen=True, slots=True)
class LineReport:
    """All of it.

    Attributes:
        rows: rows by what became of them, those in the tables first.
        kinds, funds: decisions about 基本/项目 and fund.
        open_kinds, open_funds: what a person would have to decide.
        budget, financial: control totals of both sides.
        parents, parents_differing: rows that are sums of others, and those that are wrong.
        vouchers, vouchers_balanced: of a journal.
        closing_vouchers: labels of the vouchers taken for year-end closing, the first few.
    """

    rows: tuple[StatusCount, ...]
    kinds: tuple[DecisionCount, ...]
    funds: tuple[DecisionCount, ...]
    open_kinds: tuple[OpenChoice, ...]
    open_funds: tuple[OpenChoice, ...]
    budget: SideTotals
    financial: SideTotals
    parents: int
    parents_differing: int
    vouchers: int
    vouchers_balanced: int
    closing_vouchers: tuple[str, ...]


def report_lines(reading: Reading) -> LineReport:
    """Count and add up the lines of one unit."""
    ledger = reading.ledger
    lines = classify(ledger.frame, account_plan(), functional_codes(), ledger.year)
    apply_decisions(lines, ledger.decisions)
    spent = lines[lines["item"].isin(_KINDS)]
    funded = lines[lines["flow"] != ""]
    counted = lines[~lines["status"].isin(NOT_COUNTED)]
    first = counted["account"].str[:1]
    vouchers, balanced = _vouchers(ledger, counted)
    wrong = {problem.sources[:1] for problem in ledger.problems if problem.code == "L103"}
    return LineReport(
        rows=_by_status(lines),
        kinds=_decisions(spent, "item"),
        funds=_decisions(funded, "funding"),
        open_kinds=find_open_choices(spent, "item"),
        open_funds=find_open_choices(funded, "funding"),
        budget=_side(counted[first.isin(["6", "7", "8"])]),
        financial=_side(counted[first.isin(["1", "2", "3", "4", "5"])]),
        parents=int((lines["status"] == str(RowStatus.PARENT)).sum()),
        parents_differing=len(wrong),
        vouchers=vouchers,
        vouchers_balanced=balanced,
        closing_vouchers=_closing_labels(lines),
    )


def _by_status(lines: pd.DataFrame) -> tuple[StatusCount, ...]:
    found = lines.groupby("status", sort=False)
    rows, sums = found.size(), found[["debit", "credit"]].sum()
    order = (RowStatus.USED, *(status for status in RowStatus if status is not RowStatus.USED))
    return tuple(
        StatusCount(
            status,
            int(rows[str(status)]),
            int(sums["debit"][str(status)]),
            int(sums["credit"][str(status)]),
        )
        for status in order
        if str(status) in rows
    )


def _decisions(lines: pd.DataFrame, column: str) -> tuple[DecisionCount, ...]:
    groups = lines.groupby([column, f"{column}_evidence"], sort=True)["counted"]
    return tuple(
        DecisionCount(str(answer), str(evidence), int(rows), int(fen))
        for (answer, evidence), rows, fen in groups.agg(["size", "sum"]).itertuples(name=None)
    )


def _side(lines: pd.DataFrame) -> SideTotals:
    moving = lines[lines["status"] != str(RowStatus.OPENING)]
    opening = lines["opening"]
    return SideTotals(
        len(moving),
        int(moving["debit"].sum()),
        int(moving["credit"].sum()),
        -int(opening[opening < 0].sum()),
        int(opening[opening > 0].sum()),
    )


def _vouchers(ledger: Ledger, counted: pd.DataFrame) -> tuple[int, int]:
    if ledger.kind is not LedgerKind.JOURNAL:
        return 0, 0
    moving = counted[(counted["status"] != str(RowStatus.OPENING)) & (counted["account"] != "")]
    sums = moving.groupby(voucher_keys(moving))[["debit", "credit"]].sum()
    return len(sums), int((sums["debit"] == sums["credit"]).sum())


def _closing_labels(lines: pd.DataFrame) -> tuple[str, ...]:
    closing = lines[lines["status"] == str(RowStatus.CLOSING)]
    numbers = voucher_names(closing)
    labels = (closing["date"].astype("str") + " " + numbers).map(
        lambda text: " ".join(text.split())
    )
    return tuple(dict.fromkeys(labels[(numbers != "").to_numpy()]))
