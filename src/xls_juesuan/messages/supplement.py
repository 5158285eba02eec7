"""Words of the supplement form, and what is said when it cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_AMOUNTS = 6
_MOST_FILES = 6

# ------------------------------------------------------------------ words on the form

HEAD_LABEL = "项目"
HEAD_VALUE = "填写"
HEAD_UNIT = "单位"
HEAD_REQUIRED = "必填/选填"
HEAD_NOTE = "说明"
HEAD_SOURCE = "来源"
SOURCE_NOTE = "程序预填的依据，只供核对；不用填。"
HEAD_KEY = "字段名"
REQUIRED = "必填"
OPTIONAL = "选填"
MUST = {True: REQUIRED, False: OPTIONAL}
BLANK_IS_NOT_ZERO = "空白表示未填，零请写 0。"
INPUT_SAMPLE = "淡黄色格子由您填写"
FILLED_SAMPLE = "淡蓝色格子已预填，请核对"
UNNEEDED_SAMPLE = "灰色格子本单位不用填"
GUIDE_HEAD = ("工作表", "收集什么", "本单位")
GUIDE_MARKS = "淡蓝色格子是按台账或上年资料预填的，来自哪里写在“来源”栏：请逐项核对，可以改。灰色格子按目前掌握的情况本单位不用填；判断得不对的，照样可以填，填了就算。"
UNNEEDED = "不用填"
NOTHING_FILLED = "待填"
FOOTER = "&C第 &P 页  共 &N 页"
DEFAULT_FILE = "补充资料.xlsx"
#: A file whose name has this in it, beside a ledger, is its supplement.
NAME_MARK = "补充资料"
#: What ledgers and last versions are called, before or behind the name of a unit.
NAME_ORNAMENTS = (
    "台账",
    "序时账",
    "余额表",
    "科目",
    "凭证",
    "明细",
    "总账",
    "账簿",
    "账套",
    "账",
    "终稿",
    "定稿",
    "最终",
    "本级",
    "ledger",
)

REFUSED_TITLE = "请检查填写内容"
REFUSED_AMOUNT = "请填金额，单位为元，保留到分；没有发生请写 0，不知道就留空。"
REFUSED_AMOUNT_NOT_NEGATIVE = "请填不小于 0 的金额，单位为元；没有发生请写 0，不知道就留空。"
REFUSED_COUNT = "请填不小于 0 的整数；没有请写 0，不知道就留空。"
REFUSED_YEAR = "请填四位年度，如 2024。"
REFUSED_SCORE = "请填 0 到 100 之间的分数；没有自评就留空。"
REFUSED_CHOICE = "请从下拉中选择。"
REFUSED_MONTH = "请填年月，如 2025年09月。"
NOT_IN_LIST = "“项目”表里没有这个项目名称。两处名称要一致；确认无误请选“是”。"
REFUSED_CODE = "请填功能科目编码：3、5 或 7 位数字。"

#: What stands in the place of a name when a list sums itself up.
TOTAL_WORDS = frozenset({"合计", "小计", "总计", "共计", "本页合计"})

# ---------------------------------------------------------------------- why a cell fails

NOT_AN_AMOUNT = "不是金额"
WAN = "万"
IN_WAN = "本表只收元，请把万元换算成元，只填数字"
BELOW_FEN = "金额只到分，小数不能超过两位"
NOT_WHOLE = "应为整数"
NOT_A_YEAR = "应为四位年度，如 2024"
NOT_A_MONTH = "应为年月，如 2025年09月"
NOT_A_SCORE = "应为 0 到 100 之间的分数"
NOT_A_CODE = "功能科目编码应为 3、5 或 7 位数字"
NOT_A_TEXT = "应为文字"
HOLLOW = "单元格是错误值，或公式没有算出结果"
NEGATIVE = "不应为负数"


def rows_filled(rows: int) -> str:
    """Say how many rows of a list are there already."""
    return f"已预填 {rows} 行"


def fields_filled(filled: int, fields: int) -> str:
    """Say how many of the fields of a sheet are filled in already."""
    return f"{fields} 项，已预填 {filled} 项" if filled else f"{fields} 项待填"


def list_unneeded(why: str) -> str:
    """Say above a list that the unit does not need it."""
    return f"本单位一般不用填：{why}。"


CELL = "该格"
ROW = "该行"


def unreadable(label: str, written: str, why: str, *, dropped: str = CELL) -> str:
    """Say that a cell could not be read, why, and what was left out for it."""
    shown = f"“{written}”" if written else "内容"
    return f"“{label}”填的{shown}读不出来：{why}。{dropped}未采用，请改正后重新运行"


def outside_choices(label: str, written: str, choices: str, *, dropped: str = CELL) -> str:
    """Say that a drop-down holds something else."""
    return f"“{label}”填的“{written}”不在下拉选项中（{choices}）。{dropped}未采用，请从下拉中选择"


def negative(label: str, written: str, *, dropped: str = CELL) -> str:
    """Say that a negative number was ignored."""
    return f"“{label}”填的“{written}”是负数，这一项不应为负。{dropped}未采用，请核对"


def other_unit(label: str, stated: str, unit: str) -> str:
    """Say that the unit printed beside the value is not the form's."""
    return f"“{label}”的单位写成了“{stated}”，本表只收“{unit}”。未采用，请换算后填写，并把单位改回“{unit}”"


def column_of_other_unit(label: str, stated: str, unit: str) -> str:
    """Say that the heading of a column states another unit than the form."""
    return f"“{label}”列的表头写成了“{stated}”，本表只收“{unit}”。该列未采用，请换算后填写，并把表头改回“{unit}”"


def at_cell(place: str, detail: str) -> str:
    """Say where something is wrong."""
    return f"{place}：{detail}"


def small_amount(place: str, label: str, yuan: str) -> str:
    """Name an amount that is suspiciously small."""
    return f"{place}“{label}” {yuan} 元"


def like_wan(amounts: Sequence[str]) -> str:
    """Say that amounts of a sheet look like 万元."""
    named = "、".join(amounts[:_MOST_AMOUNTS])
    more = f"等 {len(amounts)} 处" if len(amounts) > _MOST_AMOUNTS else ""
    return f"{named}{more}，金额很小，像是按万元填的；本表一律填元"


def stated_twice(label: str) -> str:
    """Say that a field is stated twice with different values."""
    return f"“{label}”在补充资料中填了两次，数值不同。两处都未采用，请只留一处"


def list_twice(sheet: str) -> str:
    """Say that a list stands on two sheets with different rows."""
    return f"“{sheet}”的清单在两张工作表里都有，内容不同。两处都未采用，请只留一张"


def rows_alike(sheet: str, first: int, second: int, what: str) -> str:
    """Say that two rows of a list are about the same thing."""
    return f"“{sheet}”第 {first} 行和第 {second} 行的{what}相同。两行都未采用，请合并为一行"


def row_incomplete(sheet: str, row: int, label: str) -> str:
    """Say that a row of a list lacks what it cannot do without."""
    return f"“{sheet}”第 {row} 行缺“{label}”，该行未采用，请补填"


def total_row(sheet: str, row: int) -> str:
    """Say that a total in a list was left out."""
    return f"“{sheet}”第 {row} 行是合计行，已略过：合计由程序计算，不用填"


def unknown_field(sheet: str, label: str) -> str:
    """Say that a line of a sheet is none of the form's."""
    return f"“{sheet}”里的“{label}”不是补充资料表的字段，没有采用"


def unknown_column(sheet: str, label: str) -> str:
    """Say that a column of a list is none of the form's."""
    return f"“{sheet}”里的“{label}”列不是补充资料表的字段，没有采用"


def unknown_sheet(sheet: str) -> str:
    """Say that a sheet is none of the form's."""
    return f"工作表“{sheet}”不是补充资料表的一部分，没有采用"


# ------------------------------------------------------------------------ cannot go on

NO_SUCH_FILE = "找不到补充资料文件"
NO_SUCH_FILE_HOW = "请检查文件名和路径；空白的补充资料表可用 xlj init 生成"
IS_FOLDER = "补充资料应是一个文件，给出的是文件夹"
IS_FOLDER_HOW = "请写明文件夹里的补充资料文件名"
EMPTY_FILE = "补充资料文件是空的（0 字节）"
EMPTY_FILE_HOW = "请重新保存或重新复制该文件"
NOT_A_SPREADSHEET_HOW = "请用 Excel 或 WPS 打开，另存为 xlsx 后再运行"
NO_PERMISSION = "补充资料文件不能读取"
NO_PERMISSION_HOW = "请检查文件权限；如果正用 Excel 或 WPS 打开，请先关闭"
NOT_A_SUPPLEMENT = "这个工作簿不是补充资料表"
NOT_A_SUPPLEMENT_HOW = "请用 xlj init 生成空白的补充资料表，填好后再用；不要改动“字段名”"
SEVERAL = "台账旁边有不止一份补充资料，不知道该用哪一份"
SEVERAL_HOW = "请只留一份，或用 --supplement 指定"
SEVERAL_OF_LISTED_HOW = "请只留一份，或写一份单位清单，在“补充资料”一栏写明用哪一份"
OUTPUT_EXISTS = "补充资料文件已经存在，没有覆盖"
OUTPUT_EXISTS_HOW = "请用 -o 换一个文件名；确实要换成新的，请加 --force，原文件另存为“….旧1.xlsx”"
FORCE = "文件已经存在时换成新的；原文件另存为“….旧1.xlsx”。"
OUTPUT_NOT_XLSX = "补充资料表只能存为 xlsx 文件"
OUTPUT_NOT_XLSX_HOW = "请把 -o 后面的文件名改为以 .xlsx 结尾"


def sheets_seen(names: str) -> str:
    """Name the sheets that were seen in a workbook that is no supplement."""
    return f"看到的工作表：{names}"


def of_other_unit(file: str, unit: str | None) -> str:
    """A supplement beside the ledger, and the unit that it states; ``None`` if it is unreadable."""
    if unit is None:
        return f"{file} 读不了，或者不是补充资料表"
    return f"{file} 写的单位是“{unit}”" if unit else f"{file} 没有写单位名称"


def of_other_ledger(file: str, ledger: str) -> str:
    """A supplement that goes by the name of another ledger."""
    return f"{file} 是 {ledger} 的"


def passed_over(others: Sequence[str], unit: str) -> str:
    """Say of supplements beside a ledger that none is this unit's."""
    if not others:
        return ""
    named = "，".join(others[:_MOST_FILES])
    more = f"，等 {len(others)} 份" if len(others) > _MOST_FILES else ""
    return f"没有采用台账旁边的补充资料：本次是“{unit}”，{named}{more}。"
