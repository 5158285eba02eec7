"""What is said about sheets and files that state the same: one sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages.amounts import in_yuan

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIDES = {"debit": "借方", "credit": "贷方"}


def sheet_of(file: str, sheet: str) -> str:
    """Name a sheet of a file."""
    return f"{file} 的工作表“{sheet}”"


def sheets_of(file: str, sheets: Sequence[str]) -> str:
    """Name several sheets of a file."""
    return f"{file} 的工作表{'、'.join(f'“{sheet}”' for sheet in sheets)}"


def repeated_vouchers(place: str, count: int, examples: Sequence[str]) -> str:
    """L128."""
    return (
        f"{place} 里有 {count} 张凭证与前面的工作表（文件）里的完全相同，例如 {'、'.join(examples)}；"
        "重复的没有再计入"
    )


def likely_repeats(place: str, other: str, count: int) -> str:
    """L146."""
    return (
        f"{place} 里有 {count} 张凭证，与 {other} 里的日期、凭证号、科目、金额都相同，"
        "只是摘要或辅助核算不同；看不出是不是同一笔，两处都计入了，可能重复"
    )


def books_joined(account: str, joined: int, unclear: int) -> str:
    """L128, account books by different kinds of auxiliary dimensions."""
    text = (
        f"科目 {account} 按不同辅助核算各打印了一套账页，{joined} 行是同一笔，已合并、没有重复计入"
    )
    if unclear:
        text += f"；其中 {unclear} 行同一凭证内金额相同，看不出怎样配对，辅助核算只取了一套"
    return text


def movement_differs(account: str, side: str, booked: int, stated: int) -> str:
    """L126, journal against balance table."""
    return (
        f"科目 {account} 的本年{_SIDES[side]}发生额，凭证合计 {in_yuan(booked)}，余额表 {in_yuan(stated)}，"
        "已按凭证计入"
    )


def details_differ(account: str, side: str, stated: int, added: int, place: str) -> str:
    """L126, balance table against auxiliary balance table."""
    return (
        f"科目 {account} 的{_SIDES[side]}发生额，{place} 为 {in_yuan(stated)}，"
        f"带辅助核算的余额表合计 {in_yuan(added)}，已按带辅助核算的计入"
    )


def sheet_left(place: str, reason: str, rows: int) -> str:
    """L129."""
    return f"{place} 像台账（{rows} 行），但{reason}，没有读"
