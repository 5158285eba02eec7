"""Checks of a ledger as a whole: what its lines say against each other.

Each check gives problems, never an exception, and never changes the frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.cube.checks.balance import check_side
from xls_juesuan.cube.checks.duplicates import find_duplicates
from xls_juesuan.cube.checks.judged import NOT_CHECKABLE
from xls_juesuan.cube.checks.numbering import check_numbering
from xls_juesuan.cube.checks.parallel import check_parallel
from xls_juesuan.cube.checks.trial import check_trial
from xls_juesuan.cube.checks.trial import has_financial_side
from xls_juesuan.cube.checks.uncounted import find_uncounted
from xls_juesuan.cube.checks.vouchers import gather_vouchers
from xls_juesuan.ledger import LedgerKind

if TYPE_CHECKING:
    from xls_juesuan.findings import Problem
    from xls_juesuan.ledger import Ledger

__all__ = ["LedgerChecks", "check_ledger"]


@dataclass(frozen=True, slots=True)
class LedgerChecks:
    """What was found, and which of the inputs that rules ask for the ledger offers."""

    problems: tuple[Problem, ...]
    inputs: frozenset[str]


def check_ledger(ledger: Ledger) -> LedgerChecks:
    """Check the lines of one unit as they were read, before accounts decide their meaning."""
    vouchers = gather_vouchers(ledger.frame)
    trial = tuple(check_trial(vouchers, ledger.kind))
    if ledger.kind is LedgerKind.BALANCES:
        inputs = {"financial_side"} if has_financial_side(vouchers) else set()
        return LedgerChecks(trial, frozenset(inputs))
    budget, financial = check_side(vouchers, "budget"), check_side(vouchers, "financial")
    whole_sides = [side.is_checkable for side in (budget, financial)]
    numbering = (
        check_numbering(ledger.frame, has_both_sides=all(whole_sides))
        if any(whole_sides)
        else NOT_CHECKABLE
    )
    parallel = check_parallel(vouchers)
    offered = {
        "voucher_balance": budget.is_checkable,
        "financial_side": financial.is_checkable,
        "voucher_numbers": numbering.is_checkable,
        "parallel_entries": parallel.is_checkable,
    }
    problems = (
        *budget.problems,
        *financial.problems,
        *find_duplicates(vouchers),
        *find_uncounted(ledger.frame),
        *numbering.problems,
        *parallel.problems,
        *trial,
    )
    return LedgerChecks(problems, frozenset(name for name, offer in offered.items() if offer))
