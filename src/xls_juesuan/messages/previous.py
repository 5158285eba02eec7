"""What is said about last year's file and the sheet that shows its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

OPTION = "上一年度的文件：上年本程序生成的工作簿、上年公开的决算表，或上年的补充资料；用来核对年初数、增减变动和“三公”经费增长；上年生成的工作簿里写的说明，列作本年同一问题的参考"
SHEET_TITLE = "对比数（上年决算和年初预算）"
SHEET_NOTE = "读自：{files}。“金额（元）”是读入的数，万元列由它算出，核对表的公式都引用万元列；没有列出的，是零或者没有读到（没有读到的列为“无法核对”）。"
SHEET_NOTE_PRINTED = "上年的数只印到万元两位小数的，四舍五入造成的差不算不符。"
SHEET_NOTE_KEPT = (
    "淡黄色的数可以改，重新生成时沿用，并列入变动表；上年的文件也改了这个数的，按文件。"
)
SHEET_HEADS = ("表", "行", "栏", "金额（元）", "金额（万元）")


_CAN_GIVE = "请给出上年生成的工作簿、上年公开的决算表或上年的补充资料"


def other_year(file: str, found: int, year: int) -> UserError:
    """The file is of another year than the last."""
    if found == year:
        how = "给的是本年的文件；本年补充资料里“上年决算”填的数，不用 --previous 也会用到"
    else:
        how = f"请给出 {year - 1} 年度的文件"
    return UserError(
        f"--previous 要的是上一年度（{year - 1} 年）的文件，{file} 是 {found} 年度的", how=how
    )


def is_this_years(file: str) -> UserError:
    """The file is one of those that this year's accounts are made of."""
    return UserError(
        f"--previous 给的 {file} 就是本年用的文件，没有上年的数可比",
        how=_CAN_GIVE,
    )


def no_file(path: str) -> UserError:
    """The path leads nowhere."""
    return UserError(f"找不到 --previous 写的上年的文件 {path}", how="请核对文件名和所在文件夹")


def is_folder(path: str) -> UserError:
    """A folder was given where a file is wanted."""
    return UserError(
        f"--previous 写的 {path} 是文件夹，不是文件", how="请写明是文件夹里的哪一个文件"
    )


def no_year() -> UserError:
    """Last year's supplement does not say its year."""
    return UserError(
        "没有填决算年度，不能确定是不是上一年度的",
        how="请在这份补充资料的“单位信息”里填写决算年度",
    )


def unusable(error: UserError, file: str) -> UserError:
    """Last year's file cannot be used; advice about options of this year's does not help."""
    how = error.how
    if "--year" in how or "--amount-unit" in how:
        how = "请在这份文件的表头写明年度和金额单位，保存后再用"
    elif "xlj" in how:
        how = _CAN_GIVE
    where = error.where or ("" if file in error.what else file)
    return UserError(f"上年的文件（--previous）不能用：{error.what}", where=where, how=how)


def units_differ(file: str, last: str, this: str) -> str:
    """Say that last year's accounts are another unit's, by name."""
    return f"上年的文件 {file} 的单位是“{last}”，本年的单位是“{this}”；机构改革更名的，请在“说明”里写明，不是同一单位的请换文件。"


#: What stands between two changes.
SEMICOLON = "；"


def change(name: str, last: str, this: str, by: str, share: str, *, grew: bool) -> str:
    """Say how a figure changed, amounts with their unit; ``share`` is empty where last year's is nothing."""
    verb = "增加" if grew else "减少"
    compared = f"{verb} {by}（{share}）" if share else "上年为零，不可比"
    return f"{name}：上年 {last}，本年 {this}，{compared}"


def change_passes(change_text: str, limits: Sequence[str]) -> str:
    """Say how a figure changed and which limits that passes."""
    return f"{change_text}，超过了 {' 和 '.join(limits)}。"


def change_over_limit(change_text: str, duty: str) -> str:
    """Say how figures changed and what they should have kept to."""
    return f"{change_text}。应有 {duty}。"
