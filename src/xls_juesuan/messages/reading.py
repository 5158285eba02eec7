"""What the ledger reader says: faults of files, and remarks on what was recognised.

Faults come ready to raise; remarks are plain sentences. What it says about problems in the
data stands in ``reading_problems``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

_LOOKS_LIKE = {
    "pdf": " PDF 文档",
    "image": "图片",
    "archive": "压缩包",
    "word": " Word 文档",
    "slides": "演示文稿",
    "html": "网页（HTML）",
    "xml": "XML 文本",
    "text": "普通文本",
    "ole": "其他 Office 文件",
    "binary": "无法辨认的二进制内容",
}
#: What is published as a document is audited, never filled from.
_PUBLISHED = (
    "已经公开（或准备公开）的决算文件请用 xlj audit 审核；"
    "填表要用从核算系统导出的台账（.xlsx、.xls、.csv 等）"
)
_WAYS = {"word": _PUBLISHED, "pdf": _PUBLISHED}
_EXPORT_AGAIN = "请在 Excel 或 WPS 中打开后另存为 .xlsx，或从核算系统重新导出台账"


# ------------------------------------------------------------------ files


def no_such_file(path: str, near: Sequence[str]) -> UserError:
    """The path leads nowhere."""
    how = "请核对文件名和所在文件夹"
    if near:
        how = f"同一文件夹里有名字相近的文件：{'、'.join(near)}，是不是要用它"
    return UserError(f"找不到台账文件 {path}", how=how)


def is_folder(path: str, names: Sequence[str]) -> UserError:
    """A folder was given where a file is wanted."""
    inside = f"，例如其中的 {'、'.join(names)}" if names else ""
    return UserError(f"{path} 是文件夹，不是台账文件", how=f"请写明文件夹里的哪一个文件{inside}")


def cannot_open(path: str, reason: str) -> UserError:
    """The system refuses to open the file."""
    how = "请确认有读取这个文件的权限，并关闭正在使用它的程序"
    return UserError(f"打不开文件 {path}（{reason}）", how=how)


def empty_file(name: str) -> UserError:
    """The file has no bytes."""
    return UserError(f"{name} 是空文件（0 字节）", how="请从核算系统重新导出台账")


def empty_workbook(name: str) -> UserError:
    """No sheet holds a cell."""
    return UserError(f"{name} 里没有任何数据，各工作表都是空的", how="请从核算系统重新导出台账")


def not_a_spreadsheet(name: str, kind: str, beginning: str = "") -> UserError:
    """The content is something else, whatever the name says."""
    seen = f"，开头是“{' '.join(beginning.split())}”" if beginning else ""
    how = _WAYS.get(kind, _EXPORT_AGAIN)
    return UserError(f"{name} 不是电子表格，内容看起来是{_LOOKS_LIKE[kind]}{seen}", how=how)


def password_protected(name: str) -> UserError:
    """The workbook is encrypted."""
    how = "请在 Excel 或 WPS 中输入密码打开，去掉打开密码后另存一份再用"
    return UserError(f"{name} 设有打开密码，读不了", how=how)


def damaged(name: str) -> UserError:
    """The container is broken."""
    return UserError(f"{name} 已损坏或不完整，打不开", how=f"可能没有下载完整。{_EXPORT_AGAIN}")


# ------------------------------------------------------------------ headings


def no_heading(name: str, seen: Iterable[tuple[str, Sequence[str]]]) -> UserError:
    """No sheet has a row that looks like a heading."""
    parts = []
    for sheet, lines in seen:
        shown = "；".join(f"“{line}”" for line in lines) or "（空）"
        parts.append(f"工作表“{sheet}”开头几行是{shown}")
    what = f"{name} 里没有找到表头行（含科目编码、借方金额、贷方金额一类列名的那一行）"
    how = (
        "请导出凭证明细（序时账）或科目余额表，并保留列名那一行；本来就没有列名的数据，"
        "可用 xlj inspect --save 写出列对照，填上各列是什么，再用 --mapping 读取"
    )
    return UserError(what, where="。".join(parts), how=how)


_OR_NAME_COLUMNS = "；列名特别的，可用 xlj inspect --save 写出列对照，写明哪一列是什么"


def no_account_column(where: str, headings: Sequence[str]) -> UserError:
    """A heading row without an account code column."""
    return UserError(
        f"表头里没有科目编码列。看到的列名有：{_listed(headings)}",
        where=where,
        how="请导出带“科目编码”列的台账，编码和名称写在同一列也可以" + _OR_NAME_COLUMNS,
    )


def no_amount_column(where: str, headings: Sequence[str]) -> UserError:
    """A heading row without amounts."""
    return UserError(
        f"表头里没有金额列（借方金额、贷方金额）。看到的列名有：{_listed(headings)}",
        where=where,
        how="请导出带借方、贷方金额列的台账" + _OR_NAME_COLUMNS,
    )


def no_movement_column(where: str, headings: Sequence[str]) -> UserError:
    """A balance table that only states balances."""
    return UserError(
        f"余额表里没有发生额列，只有余额。看到的列名有：{_listed(headings)}",
        where=where,
        how="年末结账后收入和支出科目余额为零，请导出带“本年累计发生额”的余额表",
    )


#: Sheets by which the program knows the files that it writes itself.
OWN_WORKBOOK_SHEETS = frozenset({"公开01", "审核", "汇总"})
SUPPLEMENT_SHEETS = frozenset({"单位信息", "三公预算", "结转结余"})


def no_ledger(what: str, where: str) -> UserError:
    """Treasury payments, budget quotas, final accounts: known, but no books of account."""
    return UserError(
        f"这份文件是{what}",
        where=where,
        how="决算表要由会计账填列；请从账务系统导出凭证明细（序时账）或科目余额表",
    )


def published_given(file: str, sheet: str, title: str) -> UserError:
    """Published tables were given where a ledger belongs."""
    return UserError(
        f"这份文件是决算公开表（《{title}》），不是台账",
        where=place(file, sheet),
        how="审核已经填好的公开表，请用 xlj audit；照它的样子填写，请用 xlj fill 台账 --template 这份文件",
    )


def own_workbook(file: str) -> UserError:
    """The disclosure workbook was given where a ledger belongs."""
    return UserError(
        "这是本程序生成的决算公开工作簿，不是台账",
        where=file,
        how="请给出从账务系统导出的凭证明细、序时账或科目余额表",
    )


def supplement_given(file: str) -> UserError:
    """The supplement was given where a ledger belongs."""
    return UserError(
        "这是补充资料，不是台账",
        where=file,
        how="请先写台账的文件名，补充资料放在台账旁边或写在 --supplement 后面",
    )


def no_entries(where: str) -> UserError:
    """A heading with nothing below it."""
    how = "请核对导出条件（年度、期间、科目范围），重新导出"
    return UserError("表头下面没有带科目编码的数据行", where=where, how=how)


def _listed(words: Sequence[str]) -> str:
    cleaned = [" ".join(word.split()) for word in words if word.strip()]
    rest = f" 等 {len(cleaned)} 列" if len(cleaned) > 30 else ""
    return "、".join(cleaned[:30]) + rest if cleaned else "（没有列名）"


def several_periods(periods: Sequence[str], where: str) -> UserError:
    """A balance table with one row a month."""
    return UserError(
        f"余额表里有多个会计期间：{_listed(periods)}，逐月相加会重复计算",
        where=where,
        how="请只导出 12 月（或全年）一个期间的余额表",
    )


def partial_period(period: str, where: str) -> UserError:
    """Only one month's movement, no cumulative column."""
    return UserError(
        f"余额表只有“本期发生额”，而期间是 {period}，不是全年",
        where=where,
        how="请导出 1 月至 12 月的余额表，或带“本年累计发生额”的余额表",
    )


def same_accounts_twice(sheets: Sequence[str], account: str) -> UserError:
    """Two balance sheets hold the same accounts."""
    return UserError(
        f"工作表 {'、'.join(sheets)} 里有相同的科目（例如 {account}），一起读会重复计算",
        how="请只保留一张全年的余额表",
    )


def formulas_without_values(where: str, count: int) -> UserError:
    """Amounts are formulas that were never calculated."""
    return UserError(
        f"有 {count} 个金额单元格是公式，但文件里没有保存计算结果",
        where=where,
        how="请用 Excel 或 WPS 打开，重新计算后保存，再运行一次",
    )


# ------------------------------------------------------------------ remarks


def place(file: str, sheet: str, row: int | None = None) -> str:
    """A place in a file, for the ``where`` of a message."""
    return f"{file}，工作表“{sheet}”" + (f"，第 {row} 行" if row else "")


#: Why a sheet was not read.
LEFT_REASONS = {
    "no_heading": "没有认出台账的表头",
    "own_workbook": "本程序生成的工作簿，不是台账",
    "supplement": "补充资料，不是台账",
    "book": "账簿信息，只用来取单位名称和年度",
    "chart": "会计科目表，只用来补科目名称",
    "payments": "国库支付明细，不是会计账",
    "quota": "预算指标，不是会计账",
    "final_accounts": "决算报表，不是会计账",
    "no_account": "没有科目编码，看不出是什么科目",
    "no_amount": "没有借方、贷方金额列",
    "no_movement": "没有发生额列",
    "empty": "表头下面没有数据",
    "hidden": "隐藏的工作表",
    "mapping": "列对照写明不采用",
}


def same_file_twice(one: str, other: str) -> UserError:
    """Two of the given files are copies."""
    how = "请去掉一份，同一份台账只算一次"
    return UserError("两个文件的内容完全相同", where=f"{one} 和 {other}", how=how)


def recognised(sheet: str, kind: str, rows: str, columns: str) -> str:
    """Which sheet was read as what."""
    name = {"journal": "凭证明细（序时账）", "balances": "科目余额表"}[kind]
    return f"工作表“{sheet}”：{name}，表头在第 {rows} 行；采用的列：{columns}"


def sheets_left(names: Sequence[str], reason: str) -> str:
    """Sheets that were not read."""
    return f"没有读的工作表：{'、'.join(names)}（{LEFT_REASONS[reason]}）"


def government_classification(heading: str) -> str:
    """A column that turned out to hold 5xx codes."""
    return f"“{heading}”列是政府预算支出经济分类（501—599），没有当作部门预算支出经济分类使用"


AMOUNT_UNIT_SOURCES = {
    "stated": "台账写明",
    "file": "同一文件的其他工作表写明",
    "argument": "--amount-unit 指定",
    "mapping": "列对照写明",
}


def unit_source(unit: str, how: str) -> str:
    """Where the amount unit came from."""
    return f"金额单位：{unit}（{AMOUNT_UNIT_SOURCES[how]}）"


def units_differ(pairs: Sequence[tuple[str, str]]) -> str:
    """Sheets of one ledger in different units of amount."""
    listed = "、".join(f"{sheet} {unit}" for sheet, unit in pairs)
    return f"各工作表的金额单位不同，已分别换算：{listed}"


YEAR_SOURCES = {
    "argument": "--year 指定",
    "mapping": "列对照写明",
    "stated": "台账写明",
    "dates": "由日期得出",
}


def year_source(year: int, how: str) -> str:
    """Where the year came from."""
    return f"会计年度：{year}（{YEAR_SOURCES[how]}）"


def closing_lines(evidence: str, vouchers: int, lines: int) -> str:
    """How closing entries were recognised."""
    source = {
        "mapping": "列对照写明的",
        "flag": "结转标志列",
        "type": "凭证类型",
        "narration": "摘要和对方科目",
        "narration_only": "摘要（台账不含 8 类科目）",
        "period": "第 13 期（调整期）和对方科目",
        "period_only": "第 13 期（台账不含 8 类科目）",
        "structure": "分录结构（收支科目与 81—87 类科目对转）",
        "netted": "各收支科目全年借贷相等（没有凭证写明结转）",
    }[evidence]
    return f"年末结账分录：按{source}认出 {vouchers} 张凭证、{lines} 行，已剔除"


def closing_flag_everywhere() -> str:
    """The flag column marks every line."""
    return "结转标志列把所有收支行都标为结转（可能是“月份已结账”的意思），没有采用"


def no_closing() -> str:
    """No closing entry in a journal."""
    return "没有认出年末结账分录（可能尚未结账）"


def closed_table(rows: int) -> str:
    """A closed balance table."""
    return f"收支科目已结转（本年借贷方累计相等）的末级行 {rows} 行，按结转前发生额取数"


def current_as_year() -> str:
    """Only 本期发生额 and no period is stated."""
    return "余额表没有本年累计列，按“本期发生额”就是全年发生额处理，请核对导出期间是 1—12 月"


def ends_early(period: str) -> str:
    """A balance table that ends before December."""
    return f"余额表的期间是 {period}，没有到 12 月，请核对是否全年数"


def unposted(rows: int) -> str:
    """Lines of vouchers that were not posted."""
    return f"未记账凭证 {rows} 行没有计入"


def signed_as_debit(group: str) -> str:
    """Single balance column without a direction column."""
    name = {"opening": "期初", "closing": "期末"}[group]
    return f"{name}余额只有一列且没有方向列，正数按借方余额处理"
