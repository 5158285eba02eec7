"""What is said about several units (单位) in one ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_SHOWN = 12


def _listed(units: Sequence[str]) -> str:
    rest = f" 等 {len(units)} 个" if len(units) > _MOST_SHOWN else ""
    return "、".join(units[:_MOST_SHOWN]) + rest


def several_units(units: Sequence[str], where: str) -> UserError:
    """Several units and no word about which."""
    return UserError(
        f"台账里有 {len(units)} 个单位，不能加在一起：{_listed(units)}",
        where=where,
        how=f"只要一个单位的，请加 --unit {units[0].split()[0]}（写代码或名称）；"
        "每个单位各出一份，请加 --each-unit",
    )


def no_such_unit(asked: str, units: Sequence[str], where: str) -> UserError:
    """``--unit`` names none of them."""
    if not units:
        how = "台账没有写单位名称，也没有单位列，请去掉 --unit；要写明单位名称请用 --unit-name"
        return UserError(f"台账里找不到单位“{asked}”", where=where, how=how)
    how = f"台账里的单位有：{_listed(units)}；请照抄代码或名称"
    return UserError(f"台账里找不到单位“{asked}”", where=where, how=how)


def unit_ambiguous(asked: str, units: Sequence[str], where: str) -> UserError:
    """``--unit`` fits several."""
    how = "请写全单位代码或名称"
    return UserError(f"“{asked}”对得上几个单位：{_listed(units)}", where=where, how=how)


def unit_read(unit: str, others: Sequence[str]) -> str:
    """Remark: one of several units was read."""
    return f"单位：只读“{unit}”，别的 {len(others)} 个单位没有计入：{_listed(others)}"


def rows_without_unit(rows: int) -> str:
    """L127."""
    return f"台账有单位列，其中 {rows} 行有科目、有金额，没有写单位，看不出属于哪个单位，没有计入"
