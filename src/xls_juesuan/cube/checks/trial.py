"""The trial table: debit and credit of a whole side, at the start, over the year, at the end.

The budget side has relations of its own (L301, L302, L303); here stand the financial side and
the closing position of a budget side that is not closed yet. A side that is not exported as a
whole is not judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.messages import checks as tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from xls_juesuan.cube.checks.vouchers import Vouchers


def has_financial_side(vouchers: Vouchers) -> bool:
    """Whether the financial accounts of the ledger can balance: assets and equity, or flows."""
    return len(set(vouchers.digit) & set("12345")) > 1


def check_trial(vouchers: Vouchers, kind: LedgerKind) -> Iterator[Problem]:
    """Compare both sides of every measure (L138).

    In a journal the vouchers tell more than their sum, so only balance tables are added up.
    """
    if kind is not LedgerKind.BALANCES:
        return
    digits = set(vouchers.digit)
    financial = vouchers.lines[vouchers.is_financial]
    has_flow = bool(digits & {"4", "5"})
    is_whole = {"1", "3"} <= digits
    if is_whole:
        yield from _compare(financial, "financial", "opening")
    if has_flow and (is_whole or {"4", "5"} <= digits):
        yield from _compare_movement(financial)
    if is_whole and has_flow:
        yield from _compare(financial, "financial", "closing")
    budget = vouchers.lines[vouchers.is_budget]
    is_open = not (budget["closing_debit"].any() or budget["closing_credit"].any())
    if is_open and budget["account"].str.startswith("8001").any() and {"6", "7"} <= digits:
        yield from _compare(budget, "budget", "closing")


def _compare(lines: pd.DataFrame, side: str, measure: str) -> Iterator[Problem]:
    stated = lines[lines[measure] != 0]
    debit = int(-stated[measure].clip(upper=0).sum())
    credit = int(stated[measure].clip(lower=0).sum())
    yield from _problem(stated, side, measure, debit, credit)


def _compare_movement(lines: pd.DataFrame) -> Iterator[Problem]:
    moved = lines[(lines["debit"] != 0) | (lines["credit"] != 0)]
    debit, credit = int(moved["debit"].sum()), int(moved["credit"].sum())
    yield from _problem(moved, "financial", "movement", debit, credit)


def _problem(
    lines: pd.DataFrame, side: str, measure: str, debit: int, credit: int
) -> Iterator[Problem]:
    # A table that states nothing of a measure says nothing about it.
    if debit == credit or not (debit and credit):
        return
    detail = tell.trial_unbalanced(side, measure, debit, credit)
    subject = f"{side} {measure}"
    yield Problem("L138", subject, detail, sources_of(lines), debit - credit, len(lines))
