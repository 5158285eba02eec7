"""What the checks of a ledger as a whole say: the particulars, one sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages.amounts import in_yuan

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Subject of problems that concern many vouchers at once.
MANY_VOUCHERS = "多张凭证"
_SIDES = {"budget": "预算会计", "financial": "财务会计"}
_DIGITS = {"budget": "6 至 8 字头", "financial": "1 至 5 字头"}
_MEASURES = {"opening": "年初余额", "movement": "本年发生额", "closing": "年末余额"}
_LEFT_OUT = {"L131": "作废", "L132": "未记账"}
_PROJECTS = {
    "L143": "项目支出里有人员经费 {code}",
    "L144": "功能科目 {code} 列了项目支出",
}
_APART = {
    "L135": "有 {count} 张凭证记了预算会计支出，却没有财务会计分录",
    "L136": "有 {count} 张凭证的财务会计记了收入、费用和货币资金，却没有预算会计分录",
    "L137": "有 {count} 张凭证的货币资金增减与 8001 资金结存不一致",
}


def voucher_unbalanced(side: str, voucher: str, debit: int, credit: int) -> str:
    """L101, L130."""
    return f"凭证 {voucher} 的{_SIDES[side]}分录借方 {in_yuan(debit)}、贷方 {in_yuan(credit)}，不平"


def vouchers_unbalanced(side: str, count: int, examples: Sequence[str]) -> str:
    """L101, L130, many."""
    return f"有 {count} 张凭证的{_SIDES[side]}分录借贷不平，例如 {'、'.join(examples)}"


def unnumbered(period: str) -> str:
    """L101, L130: a month stands for its vouchers where no line has a number."""
    return f"{period}（没有凭证号，按月合计）"


def duplicate_lines(voucher: str, rows: int) -> str:
    """L109."""
    return f"凭证 {voucher} 里有 {rows} 行内容完全相同"


def whole_voucher(voucher: str) -> str:
    """L109, as the subject of a voucher that is there twice; the rule weighs it by this word."""
    return f"整张凭证 {voucher}"


def duplicate_voucher(voucher: str, rows: int) -> str:
    """L109 for a whole voucher."""
    return f"凭证 {voucher} 的 {rows} 行两两相同，像是整张凭证重复导出"


def duplicates_besides(vouchers: int, rows: int) -> str:
    """L109, those that are not listed one by one."""
    return f"另有 {vouchers} 张凭证也有内容完全相同的行，共 {rows} 行"


def left_out(
    rule: str, vouchers: int, rows: int, sides: tuple[int, int], examples: Sequence[str]
) -> str:
    """L131, L132."""
    named = (
        f"：{'、'.join(examples)}{' 等' if vouchers > len(examples) else ''}" if examples else ""
    )
    debit, credit = sides
    return (
        f"台账有 {vouchers} 张{_LEFT_OUT[rule]}凭证，共 {rows} 行，借方 {in_yuan(debit)}、"
        f"贷方 {in_yuan(credit)}，没有计入{named}"
    )


def numbers_missing(
    series: str,
    count: int,
    gaps: Sequence[tuple[str, int, int]],
    all_gaps: int,
    *,
    is_certain: bool,
) -> str:
    """L133."""
    parts = [
        (f"{period} 缺 " if period else "缺 ")
        + (f"{first}" if first == last else f"{first}—{last}")
        for period, first, last in gaps
    ]
    more = " 等" if all_gaps > len(gaps) else ""
    doubt = "" if is_certain else "；导出时如果筛选过会计科目，缺号属正常"
    return f"凭证号{_of_series(series)}不连续，共缺 {count} 个号：{'、'.join(parts)}{more}{doubt}"


def gap_subject(series: str, *, is_certain: bool) -> str:
    """L133, as the subject; the rule weighs it by the first word."""
    return ("缺号 " if is_certain else "可能缺号 ") + (series or "全部凭证")


def number_reused(voucher: str, dates: Sequence[str]) -> str:
    """L134."""
    return f"凭证号 {voucher} 出现在 {len(dates)} 个日期：{'、'.join(dates)}"


def numbers_reused(count: int) -> str:
    """L134, those that are not listed one by one."""
    return f"另有 {count} 个凭证号出现在几个日期"


def no_financial_side(voucher: str, fen: int) -> str:
    """L135."""
    return f"凭证 {voucher} 记了预算会计支出 {in_yuan(fen)}，没有财务会计分录"


def no_budget_side(voucher: str, fen: int) -> str:
    """L136."""
    return f"凭证 {voucher} 的财务会计记了收入、费用 {in_yuan(fen)}，没有预算会计分录"


def cash_differs(voucher: str, cash: int, mirrored: int) -> str:
    """L137."""
    return (
        f"凭证 {voucher} 的货币资金净增加 {in_yuan(cash)}，8001 资金结存净增加 {in_yuan(mirrored)}，"
        f"相差 {in_yuan(cash - mirrored)}"
    )


def sides_apart_many(rule: str, count: int) -> str:
    """L135, L136, L137, many."""
    return _APART[rule].format(count=count)


def trial_unbalanced(side: str, measure: str, debit: int, credit: int) -> str:
    """L138."""
    return (
        f"{_SIDES[side]}科目（{_DIGITS[side]}）的{_MEASURES[measure]}借方合计 {in_yuan(debit)}、"
        f"贷方合计 {in_yuan(credit)}，相差 {in_yuan(debit - credit)}"
    )


def words_misplaced(
    words: Sequence[str], economic: str, rows: int, fen: int, *, example: str
) -> str:
    """L139 to L142."""
    quoted = "".join(f"“{word}”" for word in words)
    return f"经济科目 {economic} 有 {rows} 行的摘要写到{quoted}，金额 {in_yuan(fen)}，例如“{example[:40]}”"


def project_unusual(rule: str, code: str, rows: int, fen: int) -> str:
    """L143, L144."""
    return f"{_PROJECTS[rule].format(code=code)}，涉及 {rows} 行，金额 {in_yuan(fen)}"


def fractions_of_fen(column: str, examples: Sequence[str], rows: int) -> str:
    """L145."""
    return f"{column}列有 {rows} 个金额不是整分（例如 {'、'.join(examples)}），已四舍五入到分"


def hidden_rows(sheet: str, rows: int, fen: int) -> str:
    """L147."""
    return f"工作表“{sheet}”有 {rows} 行台账数据被隐藏或筛选掉，金额 {in_yuan(fen)}，已照常读取"


def government_column(column: str, rows: int) -> str:
    """L215 for a whole column."""
    return f"“{column}”列填的是政府预算支出经济分类（5 字头），没有采用，{rows} 行支出都缺部门预算支出经济分类"


def account_misnamed(account: str, name: str, other: str, expected: str) -> str:
    """L214."""
    own = f"统一科目名称为“{expected}”，" if expected else "不是预算会计科目，"
    return f"会计科目 {account} {own}台账写的是“{name}”，这是 {other} 的名称；程序按编码取数"


def fund_misnamed(code: str, name: str, coded: str, named: str) -> str:
    """L214."""
    return f"资金性质编码 {code} 是{coded}，名称“{name}”是{named}；程序按名称取数"


def two_names(column: str, code: str, names: Sequence[str]) -> str:
    """L214: one code, names that say different kinds of expenditure."""
    what = {"account": "会计科目", "project_class": "项目类别"}[column]
    quoted = "、".join(f"“{name}”" for name in names)
    return f"{what} {code} 在台账里有 {quoted} 几个名称，一个是基本支出，一个是项目支出；程序按名称取数"


def with_rows(detail: str, rows: int, fen: int) -> str:
    """Add how many rows and how much money a sentence concerns."""
    return f"{detail}，涉及 {rows} 行，金额 {in_yuan(fen)}"


def _of_series(series: str) -> str:
    return f"（{series}）" if series else ""
