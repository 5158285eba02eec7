"""What a form says of values that were filled in for a person, and of fields not needed."""

from __future__ import annotations

from xls_juesuan.errors import UserError

#: Why a unit does not need a field, by condition.
UNMET = {
    "agency": "事业单位没有这一项",
    "institution": "行政单位没有这一项",
    "previous_year": "本年新设立，没有上年决算",
    "no_carryover": "台账里有年初、年末余额，由程序计算",
    "fund": "台账里没有政府性基金",
    "state_capital": "台账里没有国有资本经营预算资金",
}
FROM_OPTION = "按 --new-unit 填写"
KIND_FROM_LEDGER = "按台账的支出科目判断；参公单位请改选"
ENDED_PROJECT = "台账没有这个项目的支出，已结束的请清空这一行"
SEMICOLON = "；"

LEDGER_OPTION = "台账（可以几个文件，依次写出）：预填单位、年度、有支出的功能科目、项目。"
MORE_LEDGERS = "台账的其他文件，接着 --ledger 写。"
PREVIOUS_OPTION = "上一年度的文件：上年的补充资料、上年本程序生成的工作簿，或上年公开的决算表；预填上年决算数、职责、内设机构、所属单位和延续的项目。"
NEW_UNIT = "本年新设立的单位，没有上年决算：上年各项不用填。"

WRITTEN = "已生成补充资料：{path}"
FILLED = "预填 {fields} 项、清单 {rows} 行，来源写在各表“来源”栏，请核对；另有 {unneeded} 项按目前的情况本单位不用填。"
NEXT = "淡黄色格子请填写（没有发生的写 0，不知道的留空），填好后与台账放在一起，再运行 xlj fill。"
COPY = "原文件另存为 {path}"


def from_ledger(file: str) -> str:
    """Say that a value comes from the ledger."""
    return f"台账 {file}"


def from_previous(file: str) -> str:
    """Say that a value comes from last year's file."""
    return f"上年资料 {file}"


def printed_only(file: str) -> str:
    """Say that a figure of last year is known as it was printed only."""
    return f"上年资料 {file}，只精确到万元后两位，请按上年决算报表改到分"


def year_after(file: str) -> str:
    """Say that the year follows from last year's file."""
    return f"上年资料 {file} 的下一年"


def outturn(yuan: str) -> str:
    """Say what the ledger spent on the item or the project of a row, in yuan."""
    return f"台账：全年支出 {yuan} 元"


def ledger_words_without_option(words: str) -> UserError:
    """Files were given that no option asks for."""
    return UserError(
        f"不知道“{words}”是做什么用的",
        how="台账请写在 --ledger 后面，上年的文件写在 --previous 后面",
    )


def new_unit_with_previous(file: str) -> UserError:
    """A new unit cannot have last year's file."""
    return UserError(
        "--new-unit 和 --previous 不能一起用：新设立的单位没有上年决算",
        where=file,
        how="有上年决算的去掉 --new-unit，没有的去掉 --previous",
    )
