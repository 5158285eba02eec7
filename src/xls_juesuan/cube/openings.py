"""Opening balances that a journal books as a voucher.

A journal may book them as a voucher of January (上年结转), whose lines become opening lines.
What only may be an opening stays a movement and is said; nothing is known here about funds
or about what the opening feeds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.cube.vouchers import voucher_keys
from xls_juesuan.cube.words import has_word
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import carryover as messages
from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    import pandas as pd

    from xls_juesuan.declarations.accounts import AccountPlan
    from xls_juesuan.ledger import Ledger

_CASH = "8001"
_JANUARY = "-01"


class Openings(NamedTuple):
    """Whether the ledger states openings at all, and what was noticed."""

    are_stated: bool
    problems: tuple[Problem, ...] = ()


def find_openings(ledger: Ledger, lines: pd.DataFrame, plan: AccountPlan) -> Openings:
    """Turn lines that state the opening into opening lines, in place.

    Args:
        ledger: the ledger, for its kind and for the openings that its reader found.
        lines: its classified lines.
        plan: the words that a voucher of openings is known by.
    """
    if ledger.kind is not LedgerKind.JOURNAL:
        return Openings(ledger.has_opening)
    are_stated = ledger.has_opening
    vouchers = _candidates(lines, plan)
    if vouchers.empty:
        return Openings(are_stated)
    late = vouchers[vouchers["date"].str.slice(4, 7) != _JANUARY]
    early = vouchers.drop(late.index)
    problems = _problem("L236", late, messages.OPENING_VOUCHER_LATE)
    if early.empty:
        return Openings(are_stated, problems)
    if not are_stated:
        _set_opening(lines, early)
        return Openings(
            are_stated=True,
            problems=(*problems, *_problem("L235", early, messages.OPENING_VOUCHER)),
        )
    if _nets(early, early["credit"] - early["debit"]) == _opening_nets(lines):
        lines.loc[early.index, "status"] = str(RowStatus.OPENING)
        return Openings(
            are_stated, (*problems, *_problem("L235", early, messages.OPENING_REPEATED))
        )
    return Openings(
        are_stated, (*problems, *_problem("L236", early, messages.OPENING_CONTRADICTED))
    )


def _candidates(lines: pd.DataFrame, plan: AccountPlan) -> pd.DataFrame:
    """Lines of vouchers that name an opening, move 8001 and neither income nor spending."""
    balances = lines[lines["status"] == str(RowStatus.BUDGET_BALANCE)]
    named = balances[has_word(balances["narration"], plan, "opening_voucher")]
    if named.empty:
        return named
    keys = voucher_keys(lines)
    whole = lines[keys.isin(keys[named.index])]
    own = keys[whole.index]
    has_cash = (whole["top"] == _CASH).groupby(own).transform("any")
    has_flow = whole["top"].str.startswith(("6", "7")).groupby(own).transform("any")
    return whole[has_cash & ~has_flow]


def _set_opening(lines: pd.DataFrame, chosen: pd.DataFrame) -> None:
    lines.loc[chosen.index, "status"] = str(RowStatus.OPENING)
    lines.loc[chosen.index, "opening"] = chosen["credit"] - chosen["debit"]


def _opening_nets(lines: pd.DataFrame) -> dict[str, int]:
    return _nets(lines, lines["opening"].where(lines["status"] == str(RowStatus.OPENING), 0))


def _nets(lines: pd.DataFrame, amounts: pd.Series[int]) -> dict[str, int]:
    """Sum 8xxx by four digits; zeros are left out."""
    eight = lines["top"].str.startswith("8")
    sums = amounts[eight].groupby(lines.loc[eight, "top"]).sum()
    return {str(top): int(fen) for top, fen in sums.items() if fen}


def _problem(rule: str, lines: pd.DataFrame, text: str) -> tuple[Problem, ...]:
    if lines.empty:
        return ()
    eight = lines[lines["top"].str.startswith("8") & (lines["top"] != _CASH)]
    fen = int((eight["credit"] - eight["debit"]).sum())
    detail = text.format(
        date=lines["date"].iloc[0],
        voucher=lines["voucher"].iloc[0],
        amount=format_yuan_grouped(fen),
    )
    return (Problem(rule, "opening_voucher", detail, sources_of(eight), fen, len(eight)),)
