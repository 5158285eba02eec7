"""Ledger lines → what each one is: status, flow, item, fund and the amount it counts.

Works on columns; decisions are made once per distinct combination of what lines state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.cube.decisions import FundEvidence
from xls_juesuan.cube.decisions import KindEvidence
from xls_juesuan.cube.decisions import decide_fund
from xls_juesuan.cube.decisions import decide_kind
from xls_juesuan.cube.distinct import beginnings
from xls_juesuan.cube.distinct import kept
from xls_juesuan.cube.distinct import over_distinct
from xls_juesuan.cube.overrides import MAPPING
from xls_juesuan.declarations.accounts import Treatment
from xls_juesuan.ledger import RowStatus
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item

if TYPE_CHECKING:
    from collections.abc import Callable

    from pandas.api.extensions import ExtensionArray

    from xls_juesuan.codes import CodeList
    from xls_juesuan.declarations.accounts import AccountPlan

_KIND_COLUMNS = ["account_name", "spend_kind", "project_class_name"]
_FUND_COLUMNS = ["fund", "fund_name", "account", "account_name", "function"]
#: What kind and fund may be known by; the last is put in by ``overrides``.
_EVIDENCE = (
    *("account", "spend_kind", "project_class"),
    *("fund_name", "fund_code", "account_name", "function", MAPPING),
)
#: First digit of financial accounts (财务会计).
_FINANCIAL_DIGITS = tuple("12345")


def classify(
    frame: pd.DataFrame, plan: AccountPlan, functions: CodeList, year: int
) -> pd.DataFrame:
    """Give a copy of the ledger frame with the columns that say what each line is.

    Added columns: ``top`` (four-digit account), ``flow``, ``item``, ``item_evidence``,
    ``funding``, ``funding_evidence`` (text, empty on lines that are not used) and
    ``counted`` (int64 fen, income and expenditure positive in their usual direction).
    ``status`` is decided for every line.
    """
    lines = frame.copy()
    lines["top"] = beginnings(lines["account"], 4)
    _set_status(lines, plan)
    _set_amounts(lines, plan)
    _set_kind(lines, plan)
    _set_fund(lines, plan, functions, year)
    return lines


def _set_status(lines: pd.DataFrame, plan: AccountPlan) -> None:
    entry = lines["status"] == str(RowStatus.ENTRY)
    first = beginnings(lines["account"], 1)
    # The statutory accounts have four digits; "61" alone names none of them.
    budget = first.isin(["6", "7", "8"]) & lines["top"].isin(plan.accounts)
    tops = lines["top"]

    def put(where: pd.Series[bool], status: RowStatus) -> None:
        lines.loc[entry & where, "status"] = str(status)

    put(lines["account"] == "", RowStatus.NO_ACCOUNT)
    put(first.isin(_FINANCIAL_DIGITS), RowStatus.FINANCIAL)
    put(tops.isin(plan.codes(Treatment.BALANCE)), RowStatus.BUDGET_BALANCE)
    put(tops.isin(plan.codes(Treatment.REPAYABLE)), RowStatus.REPAYABLE)
    used = tops.isin([*plan.codes(Treatment.INCOME), *plan.codes(Treatment.EXPENDITURE)])
    put(used, RowStatus.USED)
    put(
        (lines["account"] != "") & ~first.isin(_FINANCIAL_DIGITS) & ~budget,
        RowStatus.UNKNOWN_ACCOUNT,
    )


def _set_amounts(lines: pd.DataFrame, plan: AccountPlan) -> None:
    """Count a line at its movement of the year without the part that is year-end closing."""
    income = lines["top"].isin(plan.codes(Treatment.INCOME))
    debit = lines["debit"] - lines["closing_debit"]
    credit = lines["credit"] - lines["closing_credit"]
    counted = (debit - credit).where(~income, credit - debit)
    used = lines["status"] == str(RowStatus.USED)
    is_nothing = used & (debit == 0) & (credit == 0)
    lines.loc[is_nothing, "status"] = str(RowStatus.NO_AMOUNT)
    used &= ~is_nothing
    lines["counted"] = counted.where(used, 0)
    lines["flow"] = kept(len(lines), "", map(str, Flow))
    lines.loc[used & income, "flow"] = str(Flow.INCOME)
    lines.loc[used & ~income, "flow"] = str(Flow.EXPENDITURE)


def _set_kind(lines: pd.DataFrame, plan: AccountPlan) -> None:
    lines["item"] = kept(len(lines), "", map(str, Item))
    lines["item_evidence"] = kept(len(lines), "", _EVIDENCE)
    used = lines["flow"] != ""
    fixed = {code: str(account.item) for code, account in plan.accounts.items() if account.item}
    lines.loc[used, "item"] = over_distinct(
        lines.loc[used, "top"], lambda tops: tops.map(fixed).fillna("")
    )
    lines.loc[used & (lines["item"] != ""), "item_evidence"] = "account"
    open_lines = used & (lines["item"] == "")
    answers, evidence = _decide_distinct(
        lines.loc[open_lines, _KIND_COLUMNS],
        lambda values: decide_kind(KindEvidence(*values), plan),
    )
    lines.loc[open_lines, "item"] = answers
    lines.loc[open_lines, "item_evidence"] = evidence


def _set_fund(lines: pd.DataFrame, plan: AccountPlan, functions: CodeList, year: int) -> None:
    lines["funding"] = kept(len(lines), "", map(str, Funding))
    lines["funding_evidence"] = kept(len(lines), "", _EVIDENCE)
    # Balances of 8xxx need their fund too: carry-overs are shown fund by fund.
    wanted = (lines["flow"] != "") | lines["top"].isin(plan.codes(Treatment.BALANCE))
    answers, evidence = _decide_distinct(
        lines.loc[wanted, _FUND_COLUMNS],
        lambda values: decide_fund(FundEvidence(*values), plan, functions, year),
    )
    lines.loc[wanted, "funding"] = answers
    lines.loc[wanted, "funding_evidence"] = evidence


def _decide_distinct(
    stated: pd.DataFrame, decide: Callable[[tuple[str, ...]], tuple[str, str]]
) -> tuple[ExtensionArray, ExtensionArray]:
    """Decide once per distinct combination; give answers and evidence line by line."""
    groups = stated.groupby(list(stated.columns), sort=False).ngroup()
    distinct = stated.drop_duplicates().itertuples(index=False, name=None)
    decisions = [decide(row) for row in distinct]
    answers = pd.array([str(answer) for answer, _ in decisions], dtype="str")
    evidence = pd.array([evidence for _, evidence in decisions], dtype="str")
    return answers.take(groups.to_numpy()), evidence.take(groups.to_numpy())
