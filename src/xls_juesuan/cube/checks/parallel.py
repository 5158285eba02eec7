"""平行记账: budget entries against financial entries of the same voucher.

Speaks only of ledgers that keep both in one voucher as a rule. Differences that the system of
accounts itself makes are no faults: accruals, depreciation, closing, money held for others,
deposits, money owed to the treasury.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.cube.checks.judged import NOT_CHECKABLE
from xls_juesuan.cube.checks.judged import Judged
from xls_juesuan.cube.distinct import starts_with
from xls_juesuan.cube.evidence import MOST_SOURCES
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.cube.vouchers import voucher_label
from xls_juesuan.cube.words import has_word
from xls_juesuan.declarations.accounts import account_plan
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import checks as tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.cube.checks.vouchers import Vouchers

#: Money that 8001 资金结存 mirrors.
_CASH = ("1001", "1002", "1011", "1021", "1201")
#: Income and costs; with cash or an appropriation alone they always have a budget side.
_RESULT = ("4", "5")
#: Accounts whose cash is no budget money, or not at the time it moves.
_TOLERATED = ("1218", "1212", "1891", "2101", "2103", "2307", "2901")
#: What a rule holds for must be so much more frequent than what breaks it.
_RULE = 4


def check_parallel(vouchers: Vouchers) -> Judged:
    """Compare both sides of every voucher (L135, L136, L137)."""
    facts = _facts(vouchers)
    spent = facts["spent"] != 0
    mixed = facts["has_budget"] & facts["has_financial"]
    if int((spent & mixed).sum()) < 2:
        return NOT_CHECKABLE
    alone = spent & ~facts["has_financial"]
    lacking = facts["is_plain"] & ~facts["has_budget"]
    moved = mixed & ~facts["is_tolerated"] & ((facts["cash"] != 0) | (facts["budget_cash"] != 0))
    differs = moved & (facts["cash"] != facts["budget_cash"])
    agrees = moved & ~differs
    return Judged(
        (
            *_tell(vouchers, facts, alone, spent & mixed, "L135"),
            *_tell(vouchers, facts, lacking, facts["is_plain"] & mixed, "L136"),
            *_tell(vouchers, facts, differs, agrees, "L137"),
        ),
    )


def _facts(vouchers: Vouchers) -> pd.DataFrame:
    """Give each voucher without closing entries what its two sides moved, in fen."""
    lines, key = vouchers.lines, vouchers.key
    is_open = (lines["status"] == str(RowStatus.ENTRY)).groupby(key).transform("all")
    wanted = is_open & (lines["voucher"] != "") & (vouchers.net != 0)
    key, net, account = key[wanted], vouchers.net[wanted], lines.loc[wanted, "account"]
    held = has_word(lines.loc[wanted, "account_name"], account_plan(), "held_for_others")
    is_cash = starts_with(account, _CASH) & ~held
    is_financial = vouchers.is_financial[wanted]
    parts = pd.DataFrame(
        {
            "has_budget": vouchers.is_budget[wanted],
            "has_financial": is_financial,
            "spent": net.where(starts_with(account, ("7",)), 0),
            "cost": net.where(starts_with(account, ("5",)), 0),
            "cash": net.where(is_cash, 0),
            "budget_cash": net.where(starts_with(account, ("8001",)), 0),
            "is_tolerated": starts_with(account, _TOLERATED) | (is_financial & held),
            "is_other": is_financial & ~is_cash & ~starts_with(account, _RESULT),
        }
    )
    sums = dict.fromkeys(("spent", "cost", "cash", "budget_cash"), "sum")
    flags = ("has_budget", "has_financial", "is_tolerated", "is_other")
    facts = parts.groupby(key, sort=False).agg({**sums, **dict.fromkeys(flags, "any")})
    plain = facts["has_financial"] & ~facts["is_other"] & ~facts["is_tolerated"]
    return facts.assign(is_plain=plain & ((facts["cost"] != 0) | (facts["cash"] != 0)))


def _tell(
    vouchers: Vouchers,
    facts: pd.DataFrame,
    odd: pd.Series[bool],
    usual: pd.Series[bool],
    rule: str,
) -> Iterator[Problem]:
    """Tell the vouchers that break a rule, if the ledger keeps to it otherwise."""
    names = facts.index[odd]
    if len(names) == 0 or int(usual.sum()) < max(2, _RULE * (len(names) - 1)):
        return
    lines = vouchers.of(list(names))
    key = vouchers.key[lines.index]
    if len(names) > MOST_SOURCES:
        detail = tell.sides_apart_many(rule, len(names))
        yield Problem(rule, tell.MANY_VOUCHERS, detail, sources_of(lines), rows=len(lines))
        return
    for name in names:
        own, fact = lines[key == name], facts.loc[name]
        label = voucher_label(own)
        detail, fen = _detail(rule, label, fact)
        yield Problem(rule, label, detail, sources_of(own), fen, len(own))


def _detail(rule: str, label: str, fact: pd.Series[int]) -> tuple[str, int]:
    spent, cash, mirrored = (int(fact[name]) for name in ("spent", "cash", "budget_cash"))
    if rule == "L135":
        return tell.no_financial_side(label, spent), spent
    if rule == "L136":
        fen = max(abs(int(fact["cost"])), abs(cash))
        return tell.no_budget_side(label, fen), fen
    return tell.cash_differs(label, cash, mirrored), cash - mirrored
