"""Vouchers whose two sides differ: budget entries and financial entries, each by themselves.

Refuses to accuse an export that holds only a part of the accounts: where most vouchers of a
side have nothing to stand against, the side cannot be checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.cube.checks.judged import NOT_CHECKABLE
from xls_juesuan.cube.checks.judged import Judged
from xls_juesuan.cube.distinct import joined
from xls_juesuan.cube.distinct import numbered
from xls_juesuan.cube.distinct import over_distinct
from xls_juesuan.cube.distinct import unless
from xls_juesuan.cube.evidence import MOST_SOURCES
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.cube.vouchers import voucher_label
from xls_juesuan.findings import Problem
from xls_juesuan.messages import checks as tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.cube.checks.vouchers import Vouchers

#: Of vouchers that balance, one in so many may stand alone where an export may be partial.
_FEW = 10
_SHOWN = 5


def check_side(vouchers: Vouchers, side: str) -> Judged:
    """Compare debit and credit of every voucher, or month where no voucher is numbered.

    Args:
        vouchers: of the journal.
        side: ``budget`` (L101) or ``financial`` (L130).
    """
    wanted = vouchers.is_budget if side == "budget" else vouchers.is_financial
    if vouchers.is_numbered:
        wanted &= vouchers.lines["voucher"] != ""
    key = vouchers.key[wanted] if vouchers.is_numbered else _months(vouchers.lines[wanted])
    digits = set(vouchers.digit[wanted].unique())
    if not _can_balance(digits, side):
        return NOT_CHECKABLE
    groups = _groups(vouchers.lines, wanted, key)
    wrong = groups[groups["net"] != 0]
    alone = int((wrong["up"] ^ wrong["down"]).sum())
    balanced = int((groups["up"] & groups["down"]).sum()) - (len(wrong) - alone)
    is_whole = ("8" if side == "budget" else "1") in digits
    if alone > max(1, balanced if is_whole else balanced // _FEW):
        return NOT_CHECKABLE
    is_odd = key.isin(wrong.index)
    odd, key = vouchers.lines.loc[key.index[is_odd]], key[is_odd]
    if vouchers.is_numbered:
        wrong = wrong.drop(_settled_within_month(odd, key))
    return Judged(tuple(_problems(odd, key, wrong, side)))


def _months(lines: pd.DataFrame) -> pd.Series[int]:
    """Let the month stand for the vouchers of a ledger without numbers; else the sheet."""
    dated = lines["date"] != ""
    keys = joined(
        unless(dated, numbered(lines["file"])),
        unless(dated, numbered(lines["sheet"])),
        numbered(over_distinct(lines["date"], lambda one: one.str.slice(0, 7))),
    )
    return pd.Series(keys, index=lines.index)


def _can_balance(digits: set[str], side: str) -> bool:
    """Whether the export holds accounts that can stand against each other."""
    if side == "budget":
        return "8" in digits or {"6", "7"} <= digits
    return len(digits) > 1


def _groups(lines: pd.DataFrame, wanted: pd.Series[bool], key: pd.Series[int]) -> pd.DataFrame:
    """Net amount of each voucher, and whether any line is on either side."""
    amounts = lines.loc[wanted, ["debit", "credit"]]
    net = amounts["debit"] - amounts["credit"]
    flags = amounts.assign(net=net, up=net > 0, down=net < 0)
    found = flags.groupby(key, sort=False)
    return found.agg({"debit": "sum", "credit": "sum", "net": "sum", "up": "any", "down": "any"})


def _settled_within_month(odd: pd.DataFrame, key: pd.Series[int]) -> list[int]:
    """Vouchers whose lines bear several dates of a month, and balance over all of them."""
    net = odd["debit"] - odd["credit"]
    whole = [odd["date"].str.slice(0, 7), odd["voucher_type"], odd["voucher"]]
    over_month = net.groupby(whole).transform("sum")
    settled: list[int] = key[over_month == 0].unique().tolist()
    return settled


def _problems(
    lines: pd.DataFrame, key: pd.Series[int], wrong: pd.DataFrame, side: str
) -> Iterator[Problem]:
    rule = "L101" if side == "budget" else "L130"
    if len(wrong) > MOST_SOURCES:
        odd = lines[key.isin(wrong.index)]
        labels = [_label(lines[key == name]) for name in wrong.index[:_SHOWN]]
        detail = tell.vouchers_unbalanced(side, len(wrong), labels)
        fen = int(wrong["net"].sum())
        yield Problem(rule, tell.MANY_VOUCHERS, detail, sources_of(odd), fen, len(odd))
        return
    for name, debit, credit in wrong[["debit", "credit"]].itertuples(name=None):
        odd = lines[key == name]
        label = _label(odd)
        detail = tell.voucher_unbalanced(side, label, int(debit), int(credit))
        fen = int(debit) - int(credit)
        yield Problem(rule, label, detail, sources_of(odd), fen, len(odd))


def _label(lines: pd.DataFrame) -> str:
    first = lines.iloc[0]
    if first["voucher"]:
        return voucher_label(lines)
    month, sheet = str(first["date"])[:7], str(first["sheet"])
    return tell.unnumbered(month or sheet)
