"""The words of a mapping file, and what is said when one cannot be used."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError
from xls_juesuan.messages.roles import role_labels
from xls_juesuan.model import Funding
from xls_juesuan.model import Item

if TYPE_CHECKING:
    from collections.abc import Sequence

LEDGER = "台账"
SHEETS = "工作表"
CLOSING = "结账"
KINDS = "基本项目"
FUNDS = "资金性质"

UNIT_NAME = "单位名称"
YEAR = "年度"
AMOUNT_UNIT = "金额单位"

FILE = "文件"
SHEET = "名称"
USE = "采用"
KIND = "种类"
HEADING_ROWS = "表头行"
COLUMNS = "列"
CONSTANTS = "整表固定"
SHEET_KEYS = (
    FILE, SHEET, USE, KIND, HEADING_ROWS, AMOUNT_UNIT, UNIT_NAME, COLUMNS, CONSTANTS,
)  # fmt: skip
KIND_WORDS = {"凭证明细": "journal", "科目余额表": "balances"}

IS_CLOSING = "是结账凭证"
NOT_CLOSING = "不是结账凭证"
ITEMS = {"基本支出": Item.BASIC, "项目支出": Item.PROJECT}
FUNDINGS = {
    "一般公共预算": Funding.GENERAL_BUDGET,
    "政府性基金预算": Funding.FUND_BUDGET,
    "国有资本经营预算": Funding.STATE_CAPITAL,
    "财政专户管理资金": Funding.FISCAL_SPECIAL,
    "单位资金": Funding.UNIT_FUNDS,
}

WANT_TABLE = "这里应是一个表"
WANT_TEXT = "这里应是文字"
WANT_YEAR = "例如 2024"
WANT_BOOLEAN = "true 或 false"
WANT_ROWS = "例如 [3] 或 [3, 4]；没有表头写 []"
WANT_COLUMN = "列号加表头文字，例如 “C 科目编码”"
WANT_LIST = '用方括号列出，例如 ["2024-12-31 记-0130"]'
WANT_DECISION = "列的含义加内容，例如 “项目类别名称 特定目标类”"


def cannot_read(path: str) -> UserError:
    """No such file, or it may not be read."""
    how = "请核对 --mapping 后面的路径；列对照由 xlj inspect --save 写出"
    return UserError("打不开列对照文件", where=path, how=how)


def not_toml(file: str, line: int, column: int) -> UserError:
    """A slip of the pen in the TOML; ``line`` is 0 where nobody knows it."""
    return UserError(
        "列对照文件的写法有误，读不下去",
        where=f"{file}，第 {line} 行第 {column} 个字附近" if line else f"{file}，文件末尾",
        how="等号两边的文字都要放在英文双引号里；请对照 xlj inspect --save 写出的原样改正，也可删去重新写出",
    )


def not_utf8(file: str) -> UserError:
    """Saved in the encoding of an old editor."""
    how = "请在编辑器里另存为 UTF-8 编码，或用 xlj inspect --save 重新写一份"
    return UserError("列对照文件不是 UTF-8 编码，读不了", where=file, how=how)


def not_a_mapping(file: str) -> UserError:
    """Some other TOML file."""
    how = "请给出由 xlj inspect --save 写出的文件"
    return UserError("这不是列对照文件", where=file, how=how)


def unknown_key(file: str, where: str, key: str, known: Sequence[str]) -> UserError:
    """A key that means nothing."""
    place = f"{file}，{where}" if where else file
    how = f"这里可以写：{'、'.join(known)}"
    return UserError(f"列对照文件里有不认识的项目“{key}”", where=place, how=how)


def bad_value(file: str, key: str, value: str, want: str) -> UserError:
    """A value of the wrong kind."""
    return UserError(f"列对照文件里“{key}”写的是“{value}”，看不懂", where=file, how=f"应写：{want}")


#: Words that a message offers instead of an unknown one.
_MOST_WORDS = 12


def unknown_role(file: str, key: str, label: str) -> UserError:
    """A meaning that no column has."""
    words = role_labels()
    near = difflib.get_close_matches(label, words, n=_MOST_WORDS, cutoff=0.3)
    kept = list(dict.fromkeys((*near, *words)))[:_MOST_WORDS]
    how = f"列的含义可以写：{'、'.join(kept)} 等；xlj inspect --save 写出的文件里有各列的写法"
    return UserError(f"列对照文件里“{key}”的含义“{label}”不认识", where=file, how=how)


def does_not_fit(file: str, sheets: Sequence[str]) -> UserError:
    """The mapping speaks of other sheets."""
    return UserError(
        "列对照文件说的工作表，这份台账里一张也没有",
        where=f"{file} 说的是：{'、'.join(sheets)}",
        how="请用 xlj inspect --save 给这份台账重新写一份",
    )


def column_moved(file: str, sheet: str, column: str, wanted: str, found: str) -> UserError:
    """The heading over a mapped column is another one now."""
    return UserError(
        f"列对照文件说 {column} 列是“{wanted}”，台账里这一列是“{found or '（空）'}”",
        where=f"{file}，工作表“{sheet}”",
        how="台账的版式变了；请用 xlj inspect --save 重新写一份列对照",
    )


def column_missing(file: str, sheet: str, column: str) -> UserError:
    """The sheet is narrower than the mapping says."""
    return UserError(
        f"列对照文件说到 {column} 列，工作表“{sheet}”没有这一列",
        where=file,
        how="请核对列号，或用 xlj inspect --save 重新写一份列对照",
    )


def no_such_voucher(file: str, voucher: str, near: Sequence[str]) -> UserError:
    """A decision about a voucher that the ledger does not have."""
    how = "请照台账写日期和凭证号，例如 “2024-12-31 记-0130”，或删去这一张"
    if near:
        how = f"台账里相近的凭证有：{'、'.join(near)}"
    return UserError(f"列对照文件“{CLOSING}”里写的凭证“{voucher}”，台账里没有", where=file, how=how)


def voucher_ambiguous(file: str, voucher: str, labels: Sequence[str]) -> UserError:
    """A voucher number that several months have."""
    return UserError(
        f"列对照文件“{CLOSING}”里写的凭证号“{voucher}”，台账里不止一张",
        where=file,
        how=f"请连日期一起写：{'、'.join(labels)}",
    )


def year_of_mapping(file: str, error: UserError) -> UserError:
    """The year in the mapping is not that of the ledger."""
    how = f"请改正列对照文件里的“{YEAR}”，或用 --year 写明年度"
    return UserError(error.what, where=file, how=how)


def closing_without_journal(file: str) -> UserError:
    """Vouchers are named, but the ledger has none."""
    return UserError(
        f"列对照文件的“{CLOSING}”写了凭证，这份台账是余额表，没有凭证",
        where=file,
        how=f"请删去“{CLOSING}”里的凭证",
    )


def column_twice(file: str, column: str) -> UserError:
    """Two lines about one column."""
    how = "每一列只写一行，请核对列号"
    return UserError(f"列对照文件里 {column} 列写了两次", where=file, how=how)


def rows_missing(file: str, sheet: str, row: int) -> UserError:
    """Heading rows below the end of the sheet."""
    how = f"请核对“{HEADING_ROWS}”，或用 xlj inspect --save 重新写一份列对照"
    return UserError(
        f"列对照文件说表头在第 {row} 行，工作表“{sheet}”没有这么多行", where=file, how=how
    )


def used(name: str) -> str:
    """Remark: a mapping was obeyed."""
    return f"列对照：按 {name} 读取"


def found_but_other(name: str) -> str:
    """Remark: a mapping stands beside the ledger but speaks of other sheets."""
    return f"旁边的 {name} 不是给这份台账的，没有采用"
