"""Prints the truth's vouchers as the products print them: one function a layout.

Only L1 to L3, L9 and L18 follow real import templates or exports; the others are constructed
after the products' style.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Any

from tests.builders import csv_file
from tests.builders import table_rows
from tests.builders import write_sheets
from tests.layouts import truth
from tests.layouts.truth import Entry
from tests.layouts.truth import vouchers
from tests.layouts.truth import yuan

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Sequence
    from pathlib import Path

Line = list[Any]
ABOVE = (
    ("序时账",),
    (f"单位：{truth.UNIT}", "", f"期间：{truth.YEAR}年01月—{truth.YEAR}年12月", "", "金额单位：元"),
)
DIMENSIONS = ("支出功能分类编码", "部门支出经济分类编码", "资金性质编码")


def names(text: str) -> list[str]:
    """Headings, written with blanks between them."""
    return text.split()


def write(
    path: Path,
    columns: Sequence[str],
    lines: Iterable[Sequence[Any]],
    above: Iterable[Sequence[Any]] = ABOVE,
) -> Path:
    """Write a journal of one sheet."""
    return write_sheets(path, {"凭证": table_rows(above, [list(columns)], lines)})


def written(fields: Sequence[str], lines: Iterable[dict[str, Any]]) -> list[Line]:
    """Put named cells in the order of the fields; what a line does not name is blank."""
    return [[line.get(field, "") for field in fields] for line in lines]


def dimensions(one: Entry) -> Line:
    return [one.function, one.economic, one.fund]


def coded(code: str, name: str, mark: str = " ") -> str:
    """Code and name in one cell; blank where there is no code."""
    return f"{code}{mark}{name}" if code else ""


def path_name(one: Entry, mark: str) -> str:
    """The full name of the account with a product's mark between levels."""
    return one.account_name.replace("/", mark)


def sides(one: Entry) -> Line:
    return [yuan(one.debit), yuan(one.credit)]


# ------------------------------------------------------------------ L1 to L3

L01 = names(
    "凭证日期 凭证类型 凭证号 会计科目编码 会计科目名称 借方金额 贷方金额 摘要 附件数 结算号 辅助摘要 往来编码 往来名称 "
    "预算项目编码 预算项目名称 部门编码 部门名称 支出功能分类编码 支出功能分类名称 收入功能分类（账务）编码 "
    "收入功能分类（账务）名称 基建项目编码 基建项目名称 PPP项目编码 PPP项目名称 资金性质编码 资金性质名称 往来时间编码 往来时间名称 "
    "投资对象编码 投资对象名称 物品各类编码 物品各类名称 开户银行编码 开户银行名称 费用用途编码 费用用途名称 差异项编码 差异项名称 "
    "资金往来对象类别编码 资金往来对象类别名称 收款账户编码 收款账户名称 收款人名称编码 收款人名称名称 项目类别编码 项目类别名称 "
    "单位核算自建项目编码 单位核算自建项目名称 部门支出经济分类（账务）编码 部门支出经济分类（账务）名称"
)


def l01_line(one: Entry) -> dict[str, Any]:
    is_income = one.account.startswith("6")
    function = {"支出功能分类编码": one.function, "支出功能分类名称": one.function_name}
    if is_income:
        function = {
            "收入功能分类（账务）编码": one.function,
            "收入功能分类（账务）名称": one.function_name,
        }
    return {
        "凭证日期": one.date,
        "凭证类型": "记账",
        "凭证号": f"{one.number:04d}",
        "会计科目编码": one.account,
        "会计科目名称": one.account_name,
        "借方金额": one.debit / 100,
        "贷方金额": one.credit / 100,
        "摘要": one.narration,
        "附件数": 1,
        "预算项目编码": one.project,
        "预算项目名称": one.project_name,
        **function,
        "资金性质编码": one.fund,
        "资金性质名称": one.fund_name,
        "差异项编码": "0",
        "差异项名称": "无差异",
        "项目类别编码": one.project_class,
        "项目类别名称": one.project_class_name,
        "部门支出经济分类（账务）编码": one.economic,
        "部门支出经济分类（账务）名称": one.economic_name,
    }


def l01_integrated_import(path: Path) -> Path:
    """51 columns, heading in the first row, 0 in the unused side, both systems in a voucher."""
    assert len(L01) == 51
    return write(path, L01, written(L01, map(l01_line, vouchers())), above=())


L02 = names(
    "行政区划代码 行政区划名称 会计年度 单位代码 单位名称 电子账簿编号 电子账簿名称 会计体系 会计月份 记账凭证日期 记账类型编号 "
    "记账类型名称 记账凭证种类 记账凭证编号 记账凭证行号 分录序号 摘要 科目编码 科目名称 科目全称 借方发生额 贷方发生额 对方科目编码 "
    "对方科目名称 币种 制单 复核 记账 出纳 财务主管 源凭证号 记账标志 作废标志 是否结转 是否为预算账 支付单据编号 功能科目代码 "
    "功能科目名称 经济科目代码 经济科目名称 资金性质代码 资金性质名称 指标来源码 指标来源名称 支出类型码 支出类型名称 预算管理类型代码 "
    "预算管理类型名称 支付方式代码 支付方式名称 预算项目代码 预算项目名称 项目分类代码 项目分类名称 指标文号名称 结算方式代码 结算方式名称"
)


def l02_line(one: Entry, number: int) -> dict[str, Any]:
    cells = {
        "行政区划代码": "410000",
        "会计年度": str(truth.YEAR),
        "单位代码": truth.UNIT_CODE,
        "单位名称": truth.UNIT,
        "电子账簿编号": "001",
        "会计体系": "02" if one.is_budget else "01",
        "会计月份": one.date[5:7],
        "记账凭证日期": one.date.replace("-", ""),
        "记账类型名称": "记账",
        "记账凭证种类": "预记" if one.is_budget else "财记",
        "记账凭证编号": str(one.number),
        "记账凭证行号": str(number),
        "分录序号": f"{truth.YEAR}-{one.date[5:7]}-1-{one.number}-{number}-02",
        "摘要": one.narration,
        "科目编码": one.account,
        "科目名称": one.account_name.rpartition("/")[2],
        "科目全称": one.account_name,
        "借方发生额": one.debit / 100,
        "贷方发生额": one.credit / 100,
        "币种": "人民币",
        "记账标志": "1",
        "作废标志": "0",
        "是否结转": "1" if one.closing else "0",
        "是否为预算账": "1" if one.is_budget else "0",
        "功能科目代码": one.function,
        "功能科目名称": one.function_name,
        "经济科目代码": one.economic,
        "经济科目名称": one.economic_name,
        "资金性质代码": one.fund,
        "资金性质名称": one.fund_name,
        "预算项目代码": one.project,
        "预算项目名称": one.project_name,
        "项目分类代码": one.project_class,
        "项目分类名称": one.project_class_name,
    }
    # Unused texts hold a single space.
    return {field: cells.get(field, "") or " " for field in L02}


def l02_lines(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """The narration of closing lines tells nothing; each system numbers its own vouchers."""
    numbers: dict[bool, dict[int, int]] = {True: {}, False: {}}
    lines = []
    for place, one in enumerate(entries, 1):
        own = numbers[one.is_budget]
        number = own.setdefault(one.number, len(own) + 1)
        narration = "业务" if one.closing else one.narration
        lines.append(l02_line(one._replace(narration=narration, number=number), place))
    return lines


def l02_audit_warehouse(path: Path) -> Path:
    """Flags 记账标志, 作废标志, 是否结转; texts of a single space; 会计体系 01 and 02."""
    return write(path, L02, written(L02, l02_lines(vouchers())), above=())


def l02_source_form(path: Path) -> Path:
    """The form behind it: one amount and a 借/贷 flag, red entries negative."""
    fields = [field for field in L02 if field not in {"借方发生额", "贷方发生额"}]
    fields += ["借贷标志", "发生额"]
    lines = [
        {**line, "借贷标志": "借" if one.debit else "贷", "发生额": (one.debit or one.credit) / 100}
        for one, line in zip(vouchers(), l02_lines(vouchers()), strict=True)
    ]
    return write(path, fields, written(fields, lines), above=())


L03 = names(
    "日期 凭证字 凭证号 附件数 分录序号 摘要 科目代码 科目名称 借方金额 贷方金额 客户 供应商 职员 项目 部门 存货 自定义辅助核算类别 "
    "自定义辅助核算编码 数量 单价 原币金额 币别 汇率"
)
_L03_TYPES = (("功能分类", "function"), ("部门经济分类", "economic"), ("资金性质", "fund"))


def l03_line(one: Entry) -> dict[str, Any]:
    stated = [(kind, getattr(one, role)) for kind, role in _L03_TYPES if getattr(one, role)]
    return {
        "日期": one.date,
        "凭证字": one.word,
        "凭证号": one.number,
        "分录序号": 1,
        "摘要": one.narration,
        "科目代码": one.account,
        "科目名称": path_name(one, "_"),
        "借方金额": yuan(one.debit),
        "贷方金额": yuan(one.credit),
        "项目": one.project,
        "自定义辅助核算类别": ";".join(kind for kind, _ in stated),
        "自定义辅助核算编码": ";".join(code for _, code in stated),
        "原币金额": (one.debit or one.credit) / 100,
        "币别": "RMB",
        "汇率": 1,
    }


def l03_jingdouyun(path: Path) -> Path:
    """Function, economic code and fund listed in one pair of a type and a code column."""
    return write(path, L03, written(L03, map(l03_line, vouchers())))


def l03_pairs(path: Path) -> Path:
    """One pair of columns for each type."""
    pairs = [f"自定义辅助核算{part}{n}" for n in (1, 2, 3) for part in ("类别", "编码", "名称")]
    fields = [*(field for field in L03 if not field.startswith("自定义")), *pairs]
    lines = []
    for one in vouchers():
        line = l03_line(one)
        for number, (kind, role) in enumerate(_L03_TYPES, 1):
            line[f"自定义辅助核算类别{number}"] = kind if getattr(one, role) else ""
            line[f"自定义辅助核算编码{number}"] = getattr(one, role)
            line[f"自定义辅助核算名称{number}"] = getattr(one, f"{role}_name")
        lines.append(line)
    return write(path, fields, written(fields, lines))


# ------------------------------------------------------------------ L4 to L9


def l04_u8(path: Path) -> Path:
    """Original and functional currency, and a running balance with its direction."""
    columns = names(
        "日期 凭证字号 摘要 科目编码 科目名称 币种 汇率 借方原币 贷方原币 借方本位币 贷方本位币 余额方向 余额"
    )
    balance: dict[str, int] = defaultdict(int)
    lines = []
    for one in vouchers():
        balance[one.account] += one.credit - one.debit
        net = balance[one.account]
        direction = "平" if not net else "贷" if net > 0 else "借"
        lines.append([
            *(one.date, f"{one.word}-{one.number:04d}", one.narration, one.account),
            *(path_name(one, "/"), "人民币", 1, *sides(one), *sides(one), direction, abs(net) / 100),
            *dimensions(one),
        ])  # fmt: skip
    return write(path, [*columns, *DIMENSIONS], lines)


def bracketed(one: Entry) -> str:
    """``【类型：编码 名称】`` for each dimension; 无 where there is none."""
    parts = [
        f"【{kind}：{coded(getattr(one, role), getattr(one, f'{role}_name'))}】"
        for kind, role in (
            ("支出功能分类", "function"),
            ("部门经济分类", "economic"),
            ("资金性质", "fund"),
            ("项目", "project"),
        )
        if getattr(one, role)
    ]
    return "".join(parts) or "无"


def l05_nc(path: Path) -> Path:
    """记账日期 beside 业务日期, 凭证类别 and number apart, dimensions in 辅助核算."""
    columns = names(
        "记账日期 业务日期 凭证类别 凭证号 摘要 科目编码 科目名称 辅助核算 币种 借方原币 贷方原币 借方本位币 贷方本位币"
    )
    lines = [
        [
            *(one.date, "2023-12-31", "记账凭证", f"{one.number:04d}", one.narration, one.account),
            *(path_name(one, "\\"), bracketed(one), "人民币", *sides(one), *sides(one)),
        ]
        for one in vouchers()
    ]
    return write(path, columns, lines)


def l06_kingdee_cloud(path: Path) -> Path:
    """核算维度 in one cell, 借贷方向, amounts that are always positive."""
    columns = names(
        "日期 会计年度 期间 凭证字 凭证号 摘要 科目编码 科目名称 核算维度 币别 汇率 借贷方向 原币金额 本位币金额"
    )
    lines = []
    for one in vouchers():
        net = one.debit - one.credit
        dimension = ";".join(
            f"{kind}:{getattr(one, role)}/{getattr(one, f'{role}_name')}"
            for kind, role in _L03_TYPES
            if getattr(one, role)
        )
        lines.append([
            *(one.date, truth.YEAR, int(one.date[5:7]), one.word, one.number, one.narration),
            *(one.account, path_name(one, "_"), dimension, "人民币", 1),
            *("借" if net > 0 else "贷", abs(net) / 100, abs(net) / 100),
        ])  # fmt: skip
    return write(path, columns, lines)


def l07_langchao(path: Path) -> Path:
    """A blank 币种 is RMB; only amounts in original currency."""
    columns = names(
        "凭证日期 凭证号 凭证类型 摘要 科目代码 科目名称 币种 汇率 借方原币金额 贷方原币金额 功能科目 经济科目 资金性质"
    )
    lines = [
        [
            *(one.date, f"{one.word}{one.number:04d}", "记账凭证", one.narration, one.account),
            *(path_name(one, "/"), "", "", *sides(one)),
            coded(one.function, one.function_name),
            coded(one.economic, one.economic_name),
            coded(one.fund, one.fund_name),
        ]
        for one in vouchers()
    ]
    return write(path, columns, lines)


def l08_xinzhongda(path: Path) -> Path:
    """Units in the headings, brackets of both widths; code-name cells."""
    columns = names(
        "日期 凭证号 摘要 科目代码 科目名称 借方金额(元) 贷方金额（元） 支出功能分类 部门支出经济分类 资金性质 项目"
    )
    lines = [
        [
            *(one.date.replace("-", "."), f"{one.word} -{one.number}", one.narration),
            *(one.account, path_name(one, "-"), *sides(one)),
            *(coded(one.function, one.function_name, "-"), coded(one.economic, one.economic_name)),
            *(coded(one.fund, one.fund_name), coded(one.project, one.project_name)),
        ]
        for one in vouchers()
    ]
    return write(path, columns, lines, above=[(truth.UNIT,), (f"{truth.YEAR}年度凭证明细",)])


def l09_printed(path: Path) -> Path:
    """Two title rows, ``code name`` cells, amounts as text with commas, blanks below the first."""
    columns = names("制表日期 凭证号 摘要 科目 借方金额 贷方金额 功能分类 经济分类 资金性质")
    lines = []
    last = 0
    for one in vouchers():
        head = [one.date, f"{one.word}-{one.number}", one.narration]
        lines.append([
            *(head if one.number != last else ["", "", ""]),
            coded(one.account, path_name(one, "\\")),
            *(f"{fen / 100:,.2f}" if fen else "" for fen in (one.debit, one.credit)),
            coded(one.function, one.function_name),
            coded(one.economic, one.economic_name),
            coded(one.fund, one.fund_name),
        ])  # fmt: skip
        last = one.number
    return write(path, columns, lines)


# ------------------------------------------------------------------ others of the same kind


def k3(path: Path) -> Path:
    """Dotted accounts, blank date and number below the first line, 核算项目 in one cell."""
    columns = names(
        "日期 会计期间 凭证字号 分录号 摘要 科目代码 科目名称 币别 原币金额 借方金额 贷方金额 核算项目 系统模块"
    )
    lines: list[Line] = []
    last = 0
    for one in vouchers():
        levels = [
            one.account[:4],
            *(one.account[at : at + 2] for at in range(4, len(one.account), 2)),
        ]
        items = "/".join(
            f"[{kind}]{coded(getattr(one, role), getattr(one, f'{role}_name'))}"
            for kind, role in _L03_TYPES
            if getattr(one, role)
        )
        month = int(one.date[5:7])
        day = f"{truth.YEAR}-{month}-{int(one.date[8:])}"
        head = [day, f"{truth.YEAR}.{month}", f"{one.word} - {one.number}"]
        lines.append([
            *(head if one.number != last else ["", "", ""]),
            *(1, one.narration, ".".join(levels), path_name(one, " - "), "人民币"),
            *((one.debit or one.credit) / 100, *sides(one), items, "总账"),
        ])  # fmt: skip
        last = one.number
    return write(path, columns, lines)


def digiwin(path: Path) -> Path:
    """传票编号 GL-202401-0001."""
    columns = names("传票编号 传票日期 摘要 科目编号 科目名称 借方金额 贷方金额")
    lines = [
        [
            f"GL-{one.date[:4]}{one.date[5:7]}-{one.number:04d}",
            *(one.date.replace("-", "/"), one.narration, one.account, path_name(one, "-")),
            *(*sides(one), *dimensions(one)),
        ]
        for one in vouchers()
    ]
    return write(path, [*columns, *DIMENSIONS], lines)


def sap(path: Path) -> Path:
    """Dates DD.MM.YYYY, S and H, tab-separated text."""
    columns = names(
        "公司代码 会计凭证 过账日期 行项目文本 总账科目 总账科目长文本 借/贷标识 本位币金额 货币"
    )
    lines = []
    for one in vouchers():
        year, month, day = one.date.split("-")
        net = one.debit - one.credit
        lines.append([
            *("1000", f"10000{one.number:05d}", f"{day}.{month}.{year}", one.narration),
            *(one.account, path_name(one, "/"), "S" if net > 0 else "H", f"{abs(net) / 100:.2f}"),
            *("CNY", *dimensions(one)),
        ])  # fmt: skip
    rows = table_rows(ABOVE, [[*columns, *DIMENSIONS]], lines)
    return csv_file(path.with_suffix(".txt"), rows, encoding="gb18030", delimiter="\t")


def oracle(path: Path) -> Path:
    """Entered and accounted amounts, the latter in yuan."""
    columns = names(
        "总账日期 日记账批 日记账名 账户 账户说明 输入借项 输入贷项 入账借项 入账贷项 行说明"
    )
    lines = [
        [
            *(one.date.replace("-", "/"), "批1", f"JE{one.number}", one.account),
            *(path_name(one, "."), *sides(one), *sides(one), one.narration, *dimensions(one)),
        ]
        for one in vouchers()
    ]
    return write(path, [*columns, *DIMENSIONS], lines)


# ------------------------------------------------------------------ L18, L20, group E


def l18_lines(entries: list[Entry], opening: int) -> list[Line]:
    """One account and item: opening row, entries, sums of each month, of the year."""
    net, year_sides = opening, [0, 0]
    lines: list[Line] = [[f"{truth.YEAR}-01", "", "年初余额", "", "", *_standing(net)]]
    for month in sorted({one.date[:7] for one in entries}):
        this = [one for one in entries if one.date[:7] == month]
        for one in this:
            net += one.credit - one.debit
            head = [one.date, f"{one.word} -{one.number}", one.narration]
            lines.append([*head, *sides(one), "", ""])
        sums = [sum(one.debit for one in this), sum(one.credit for one in this)]
        year_sides = [done + new for done, new in zip(year_sides, sums, strict=True)]
        for label, both in (("本月合计", sums), ("本年累计", year_sides)):
            lines.append([month, "", label, *(fen / 100 for fen in both), *_standing(net)])
    return lines


def _standing(net: int) -> Line:
    return ["平" if not net else "贷" if net > 0 else "借", abs(net) / 100]


L18 = names("凭证日期 凭证字号 摘要 借方金额(元) 贷方金额(元) 借/贷 余额（元）")
ITEMS = ("function", "economic", "fund", "project")


def l18_auxiliary_ledger(
    path: Path,
    stated: Callable[[Entry], list[Line]] | None = None,
    kinds: Sequence[Sequence[str]] = (ITEMS,),
) -> Path:
    """A sheet for each account with its items, named in the lines above the heading.

    Args:
        path: the file.
        stated: the lines above the heading; ``l18_titles`` by default.
        kinds: the items of each set of sheets; each set prints every entry.
    """
    books: dict[tuple[int, Entry], list[Entry]] = defaultdict(list)
    openings: dict[tuple[int, Entry], int] = defaultdict(int)
    blank = Entry("", "", 0, "", "")
    for number, items in enumerate(kinds):
        for (account, function, fund), net in truth.OPENINGS.items():
            whole = blank._replace(account=account, function=function, fund=fund)
            key = number, _with_items(blank, whole, items)
            openings[key] += net
            books[key] = []
        for one in vouchers():
            books[number, _with_items(blank, one, items)].append(one)
    sheets: dict[str, Iterable[Sequence[Any]]] = {
        f"表{place}": table_rows(
            (stated or l18_titles)(key[1]), [L18], l18_lines(entries, openings[key])
        )
        for place, (key, entries) in enumerate(books.items(), 1)
    }
    return write_sheets(path, sheets)


def _with_items(blank: Entry, one: Entry, items: Sequence[str]) -> Entry:
    """The account of a line with some of its items, and nothing else."""
    stated = {item: getattr(one, item) for item in items}
    return blank._replace(account=one.account, **stated)


def l18_titles(key: Entry) -> list[Line]:
    """Title, unit, account and items, as they stand above the table."""
    return [
        ["辅助明细账"],
        [f"单位：{truth.UNIT}", "", f"会计年度：{truth.YEAR}"],
        [f"科目：{key.account} {key.account_name}"],
        [f"辅助项：{bracketed(key)}"],
    ]


def l20_bracketed(path: Path, cell: Callable[[Entry], str] = bracketed) -> Path:
    """Everything but the account in one column 辅助项."""
    columns = names("凭证日期 凭证号 摘要 科目编码 科目名称 借方金额 贷方金额 辅助项")
    lines = [
        [
            *(one.date, f"{one.word}-{one.number}", one.narration, one.account),
            *(path_name(one, "/"), *sides(one), cell(one)),
        ]
        for one in vouchers()
    ]
    return write(path, columns, lines)


def combined_accounts(path: Path, mark: str) -> Path:
    """Account, function and economic code in the cell of the account (constructed)."""
    columns = names("凭证日期 凭证号 摘要 会计科目 科目名称 借方金额 贷方金额 资金性质")
    lines = [
        [
            *(one.date, f"{one.word}-{one.number}", one.narration),
            mark.join(filter(None, (one.account, one.function, one.economic))),
            *(path_name(one, "/"), *sides(one), one.fund),
        ]
        for one in vouchers()
    ]
    return write(path, columns, lines)


def combined_dimensions(path: Path, form: str) -> Path:
    """Code and name in one cell, in the given form."""
    columns = names(
        "凭证日期 凭证号 摘要 会计科目 借方金额 贷方金额 功能分类 部门经济分类 资金性质 项目"
    )
    lines = []
    for one in vouchers():
        pairs = [
            (getattr(one, role), getattr(one, f"{role}_name"))
            for role in ("function", "economic", "fund", "project")
        ]
        lines.append([
            *(one.date, f"{one.word}-{one.number}", one.narration),
            form.format(one.account, path_name(one, "\\")),
            *sides(one),
            *(form.format(code, name) if code else "" for code, name in pairs),
        ])  # fmt: skip
    return write(path, columns, lines)
