"""Questions to the user that must be answered before anything can be counted: unit, year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence


def unknown_amount_unit_argument(given: str) -> UserError:
    """``--amount-unit`` takes two words only."""
    return UserError(f"金额单位“{given}”不认识", how="--amount-unit 只能是 元 或 万元")


def amount_unit_unstated(name: str) -> UserError:
    """Nothing says yuan or ten thousand yuan."""
    return UserError(
        f"{name} 没有写明金额单位，无法判断是元还是万元",
        where="表头上方没有“金额单位：元”一类的字样，列名里也没有（元）",
        how="请加上 --amount-unit 元 或 --amount-unit 万元",
    )


def amount_unit_conflict(seen: Sequence[str], where: str) -> UserError:
    """The file states two different units."""
    return UserError(
        f"同一份台账里写了不同的金额单位：{'、'.join(seen)}",
        where=where,
        how="请改成同一单位后重试；单位写明一处即可，没有写明的可用 --amount-unit 元 或 --amount-unit 万元",
    )


def amount_unit_contradicts(given: str, stated: str, where: str) -> UserError:
    """The argument says otherwise than the file."""
    return UserError(
        f"--amount-unit 给的是{given}，台账里写的是{stated}",
        where=where,
        how=f"请改用 --amount-unit {stated}，或先更正台账上的金额单位",
    )


def amount_unit_unsupported(stated: str, where: str) -> UserError:
    """A unit other than yuan and ten thousand yuan."""
    how = "请按元或万元导出台账（--amount-unit 元 或 --amount-unit 万元）"
    return UserError(f"台账的金额单位是{stated}，只支持元和万元", where=where, how=how)


def years_undecided(rows_by_year: Mapping[str, int]) -> UserError:
    """Several years in one file and none stated."""
    listed = "、".join(f"{year} 年 {rows} 行" for year, rows in sorted(rows_by_year.items()))
    return UserError(
        f"台账里有多个年度的数据，无法判断决算年度：{listed}",
        how="请用 --year 写明年度，例如 --year " + max(rows_by_year, key=lambda y: rows_by_year[y]),
    )


def year_unstated(name: str) -> UserError:
    """No date and no stated year."""
    return UserError(
        f"{name} 没有写明会计年度，也没有日期", how="请用 --year 写明年度，例如 --year 2024"
    )


def years_stated_differ(years: Sequence[int], where: str) -> UserError:
    """Two sheets or lines state different years."""
    listed = "、".join(str(year) for year in years)
    how = "请用 --year 写明年度，或只保留一个年度的表"
    return UserError(f"表头上方写了不同的会计年度：{listed}", where=where, how=how)


def year_not_in_ledger(year: int, years: Sequence[str]) -> UserError:
    """The asked year has no line."""
    listed = "、".join(years)
    return UserError(
        f"台账里没有 {year} 年的数据，只有 {listed} 年的",
        how=f"请核对 --year，例如 --year {years[-1]}",
    )


def year_contradicts_dates(year: int, years: Sequence[str]) -> UserError:
    """The lines above the table state a year that no date falls in."""
    return UserError(
        f"表头上方写的是 {year} 年度，日期却都在 {'、'.join(years)} 年",
        how="请核对导出的年度，更正表头上方的年度后重试",
    )
