"""What is said about balance tables: several months, several breakdowns, closing, signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError
from xls_juesuan.messages.amounts import in_yuan

if TYPE_CHECKING:
    from collections.abc import Sequence

_DIMENSIONS = {0: "功能分类", 1: "部门经济分类", 2: "资金性质"}


def margins_unknown(account: str, lost: Sequence[int], counted: int, left: int) -> str:
    """L115."""
    names = "、".join(_DIMENSIONS[slot] for slot in lost)
    return (
        f"科目 {account} 的金额按几种辅助核算分别列了几遍，各种之间怎样对应表上没有；"
        f"金额只按其中一种（{counted} 行）计入一次，另外 {left} 行没有计入，{names}因此空着"
    )


def accounts_and_margins(account: str, left: int) -> str:
    """L115 where sub-accounts are one of the breakdowns."""
    return (
        f"科目 {account} 既分了明细科目，又在上级科目下按辅助核算列了一遍，两者怎样对应表上没有；"
        f"金额只按明细科目计入一次，辅助核算的 {left} 行没有计入"
    )


def months_missing(months: Sequence[int]) -> str:
    """L116."""
    listed = "、".join(str(month) for month in months)
    return f"余额表按月列示、没有本年累计列，缺 {listed} 月；各月相加不是全年数"


def month_of(year: int, month: int) -> str:
    """Name a month, with its year where that is known."""
    return f"{year} 年 {month} 月" if year else f"{month} 月"


def months_of(year: int, first: int, last: int) -> str:
    """Name a period by its first and last month."""
    return "—".join(month_of(year, month) for month in dict.fromkeys((first, last)))


def span_of(first: int, last: int) -> str:
    """Name the months of a table, for a list of tables."""
    return f"{first} 月" if first == last else f"{first}—{last} 月"


def ends_early(month: int) -> str:
    """L116 for a cumulative column."""
    return f"余额表的本年累计只到 {month} 月，以后月份的收支没有计入"


def period_unstated() -> str:
    """L116 where nothing says which months."""
    return (
        "余额表只有“本期发生额”，没有写明期间，收支科目也没有结转，看不出是不是全年数；"
        "现在按全年数处理"
    )


def begins_later(where: str, account: str) -> UserError:
    """The only movement is that of a period that does not begin with the year."""
    return UserError(
        f"余额表只有“本期发生额”，而收支科目 {account} 在期初已有余额，说明本期不是从 1 月开始",
        where=where,
        how="请导出 1 月至 12 月的余额表，或带“本年累计发生额”的余额表",
    )


def months_not_continuous(account: str, before: str, after: str, fen: int) -> str:
    """L117, one month after another."""
    return (
        f"科目 {account} 在 {before} 月的期末余额与 {after} 月的期初余额相差 {in_yuan(fen)}，"
        "中间可能缺行"
    )


def months_against_year(account: str, months: int, year: int) -> str:
    """L117, months against the cumulative column."""
    return (
        f"科目 {account} 各月发生额相加（贷方减借方）为 {in_yuan(months)}，"
        f"最后一个月的本年累计为 {in_yuan(year)}；按本年累计取数"
    )


def sign_unknown() -> str:
    """L118."""
    return (
        "余额只有一列、没有方向列，从期初、发生额和期末的关系也看不出正数是借方还是贷方；"
        "现在按“正数为借方”处理"
    )


def partly_closed(account: str, closed: int, still_open: int) -> str:
    """L119."""
    return (
        f"科目 {account} 的明细里有 {closed} 行借方、贷方累计相等（像已结转），"
        f"又有 {still_open} 行还有余额（像没有结转），分不清前者是结转还是全额退回"
    )


def signed_as_usual(group: str) -> str:
    """Single balance column whose signs follow the usual side of each account."""
    name = {"opening": "期初", "closing": "期末"}[group]
    return f"{name}余额只有一列且没有方向列，由发生额看出：正数是各科目的正常方向"


def of_sheets(stated: Sequence[str], finer: Sequence[str]) -> str:
    """L103: which sheet states the sum, and which its leaves."""
    return f"；前者在 {'、'.join(stated)}，下级在 {'、'.join(finer)}，已按下级计入"
