"""Which movements of 8xxx adjust the opening (年初余额调整、归集、内部调剂、缴回), line by line.

At the year's end the details are offset against 累计结转 or 累计结余, so that a plain sum of a
detail is nothing. In a journal the offsetting vouchers are left out. In a closed balance
table the direction of the account's name gives the sign; where an account goes either way,
the sign is the one under which the year's movement less its result comes out exactly, or
else, for 8201, the one that makes up the sides of 累计结转. Where no sign or several signs
do, it is said and stays unknown.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING
from typing import NamedTuple

import pandas as pd

from xls_juesuan.cube.closing import closing_is_recorded
from xls_juesuan.cube.distinct import side_by_side
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.cube.vouchers import voucher_keys
from xls_juesuan.cube.words import has_word
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import carryover as messages
from xls_juesuan.model import APPROPRIATED
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.accounts import AccountPlan
    from xls_juesuan.ledger import Ledger

#: Accounts whose openings can be adjusted.
_ADJUSTED = ("8101", "8102", "8201", "8202")
_OF_APPROPRIATIONS = ("8101", "8102")
_OTHER_RESULTS = ("8201", "8202", "8301", "8401", "8501", "8701")
_MOVING = (str(RowStatus.BUDGET_BALANCE), str(RowStatus.CLOSING))
_OTHER = "other"
_TIED, _FREE = "8201", "8202"
#: Signs of more accounts than this are not tried one by one.
_MOST_OPEN = 10


class Adjustments(NamedTuple):
    """Whether every adjustment is certain, and what was noticed."""

    are_known: bool = True
    problems: tuple[Problem, ...] = ()


def set_adjustments(
    ledger: Ledger, lines: pd.DataFrame, plan: AccountPlan, counted: Collection[str]
) -> Adjustments:
    """Add the column ``adjustment``: fen by which a line changes the opening, credit positive.

    Args:
        ledger: the ledger, for its kind.
        lines: its classified lines.
        plan: the words that adjustments are known by.
        counted: four-digit accounts that count in carry-overs; only of these a closed
            balance table must tell the direction.
    """
    lines["adjustment"] = 0
    moving = lines[lines["top"].isin(_ADJUSTED) & lines["status"].isin(_MOVING)]
    if moving.empty:
        return Adjustments()
    if ledger.kind is LedgerKind.JOURNAL:
        return _of_vouchers(lines, moving, plan)
    named = moving[has_word(moving["account_name"], plan, "adjustment")]
    lines.loc[named.index, "adjustment"] = named["credit"] - named["debit"]
    if not closing_is_recorded(ledger, lines):
        return Adjustments()
    offset = named[(named["credit"] == named["debit"]) & (named["credit"] != 0)]
    offset = offset[offset["top"].isin(counted)]
    problems = tuple(
        problem
        for pool in sorted(set(_pools(offset)))
        for problem in _solve(lines, offset[_pools(offset) == pool], pool, plan)
    )
    return Adjustments(are_known=not problems, problems=problems)


# ------------------------------------------------------------------ journals


def _of_vouchers(lines: pd.DataFrame, moving: pd.DataFrame, plan: AccountPlan) -> Adjustments:
    moving = moving[moving["status"] == str(RowStatus.BUDGET_BALANCE)]
    by_name = has_word(moving["account_name"], plan, "adjustment")
    # An account without details leaves only the narration to say it.
    silent = ~has_word(moving["account_name"], plan, "carried") & ~by_name
    by_words = silent & has_word(moving["narration"], plan, "adjustment")
    net = moving["credit"] - moving["debit"]
    within = _offsets(moving, by_name | by_words, net)
    chosen = (by_name | by_words) & ~within
    lines.loc[moving.index[chosen], "adjustment"] = net[chosen]
    return Adjustments(problems=_unclear_details(lines, moving[silent & ~by_words & ~within]))


def _offsets(
    moving: pd.DataFrame, is_adjustment: pd.Series[bool], net: pd.Series[int]
) -> pd.Series[bool]:
    """Lines that only move amounts between the details of one account, as at the year's end."""
    groups = [voucher_keys(moving), moving["top"]]
    is_even = net.groupby(groups).transform("sum") == 0
    has_other = (~is_adjustment).groupby(groups).transform("any")
    return is_even & has_other


def _unclear_details(lines: pd.DataFrame, silent: pd.DataFrame) -> tuple[Problem, ...]:
    """Movements against 8001 that neither account nor narration explains (L233)."""
    if silent.empty:
        return ()
    keys = voucher_keys(lines)
    cash = lines.loc[lines["top"] == "8001"].index
    flow = lines.loc[lines["top"].str.startswith(("6", "7"))].index
    own = keys[silent.index]
    unclear = silent[own.isin(keys[cash]) & ~own.isin(keys[flow])]
    return tuple(
        Problem(
            "L233",
            subject,
            messages.DETAIL_UNCLEAR.format(subject=subject, amount=format_yuan_grouped(fen)),
            sources_of(group),
            fen,
            len(group),
        )
        for subject, group in unclear.groupby(_named(unclear), sort=True)
        if (fen := int((group["credit"] - group["debit"]).sum()))
    )


# ------------------------------------------------------------------ balance tables


def _pools(lines: pd.DataFrame) -> pd.Series[str]:
    """The fund whose result a line of 8xxx shares in; one pool for all that is no appropriation."""
    return lines["funding"].astype("str").where(lines["top"].isin(_OF_APPROPRIATIONS), _OTHER)


def _solve(
    lines: pd.DataFrame, offset: pd.DataFrame, pool: str, plan: AccountPlan
) -> Iterator[Problem]:
    """Give the offset details of one pool their signs."""
    inward = has_word(offset["account_name"], plan, "adjustment_in")
    outward = has_word(offset["account_name"], plan, "adjustment_out")
    # 结余 is only ever given away to other projects.
    outward |= (offset["top"] == "8102") & has_word(offset["account_name"], plan, "shifted")
    lines.loc[offset.index[inward], "adjustment"] = offset["credit"][inward]
    lines.loc[offset.index[outward], "adjustment"] = -offset["debit"][outward]
    either = offset[~inward & ~outward]
    of_pool = lines["top"].isin(_ADJUSTED) & _pools(lines).eq(pool)
    decided = int(lines.loc[of_pool, "adjustment"].sum())
    residual = _residual(lines, pool)
    if either.empty:
        # What else leaves the other accounts (tax out of 8701) stands in no account's name.
        if pool != _OTHER and decided != residual:
            yield _problem(offset, messages.ADJUSTMENT_CONTRADICTED, decided, residual)
        return
    signs = _signs(either, lambda signed: sum(signed) == residual - decided)
    if signs is None and either["top"].eq(_TIED).all():
        signs = _signs(either, _Accumulated(lines, plan).fits)
    if signs is None:
        yield _problem(either, messages.ADJUSTMENT_UNCLEAR, int(either["debit"].sum()), residual)
    else:
        lines.loc[either.index, "adjustment"] = either["credit"] * signs


class _Accumulated:
    """The sides of 累计结转 of 8201: what was offset against it, and what went on to 8202."""

    def __init__(self, lines: pd.DataFrame, plan: AccountPlan) -> None:
        moving = lines[lines["status"].isin(_MOVING)]
        tied, free = moving[moving["top"] == _TIED], moving[moving["top"] == _FREE]
        final = tied[has_word(tied["account_name"], plan, "accumulated")]
        gone = free[has_word(free["account_name"], plan, "to_surplus")]
        self._debit, self._credit = int(final["debit"].sum()), int(final["credit"].sum())
        self._net = int((tied["credit"] - tied["debit"]).sum())
        self._gone = int(gone["credit"].sum())
        self._decided = [int(fen) for fen in tied["adjustment"] if fen]

    def fits(self, signed: Sequence[int]) -> bool:
        """Whether these adjustments, with those decided already, explain one side exactly."""
        adjustments = [*self._decided, *signed]
        result = self._net + self._gone - sum(adjustments)
        if result < 0:
            return self._credit == sum(fen for fen in adjustments if fen > 0)
        return self._debit == self._gone - sum(fen for fen in adjustments if fen < 0)


def _residual(lines: pd.DataFrame, pool: str) -> int:
    """Movement of the pool's balances that the year's income and spending do not explain."""
    used = lines[lines["flow"] != ""]
    signed = used["counted"].where(used["flow"] == str(Flow.INCOME), -used["counted"])
    tops = _OF_APPROPRIATIONS if pool != _OTHER else _OTHER_RESULTS
    eight = lines[lines["top"].isin(tops) & lines["status"].isin(_MOVING)]
    if pool != _OTHER:
        eight, signed = eight[eight["funding"] == pool], signed[used["funding"] == pool]
        return int((eight["credit"] - eight["debit"]).sum() - signed.sum())
    appropriated = [str(fund) for fund in (*APPROPRIATED, Funding.UNDECIDED)]
    result = int(signed[~used["funding"].isin(appropriated)].sum()) + _repayable_result(lines)
    return int((eight["credit"] - eight["debit"]).sum()) - result


def _repayable_result(lines: pd.DataFrame) -> int:
    """Loans taken less loans repaid and money invested; closing entries left out."""
    lent = lines[lines["status"] == str(RowStatus.REPAYABLE)]
    credit, debit = lent["credit"] - lent["closing_credit"], lent["debit"] - lent["closing_debit"]
    return int((credit - debit).sum())


def _signs(either: pd.DataFrame, fits: Callable[[Sequence[int]], bool]) -> pd.Series[int] | None:
    """The signs under which the amounts fit, if only one way to do so matters."""
    if len(either) > _MOST_OPEN:
        return None
    amounts = either["credit"].tolist()
    found = [
        pd.Series(signs, index=either.index)
        for signs in product((1, -1), repeat=len(amounts))
        if fits([sign * fen for sign, fen in zip(signs, amounts, strict=True)])
    ]
    by_function = [
        (either["credit"] * signs).groupby(either["function"]).sum().tolist() for signs in found
    ]
    return found[0] if found and all(sums == by_function[0] for sums in by_function) else None


def _problem(rows: pd.DataFrame, text: str, fen: int, residual: int) -> Problem:
    subject = "、".join(sorted(set(_named(rows))))
    detail = text.format(
        subject=subject, amount=format_yuan_grouped(fen), residual=format_yuan_grouped(residual)
    )
    return Problem("L234", subject, detail, sources_of(rows), fen, len(rows))


def _named(lines: pd.DataFrame) -> pd.Series[str]:
    return side_by_side(lines, "account", "account_name")
