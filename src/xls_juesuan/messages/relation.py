"""Words of the relation language: how a relation between cells reads in Chinese."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

COMPARISONS: Mapping[str, str] = MappingProxyType(
    {"==": " = ", "!=": " ≠ ", "<=": " ≤ ", ">=": " ≥ ", "<": " < ", ">": " > "}
)
ARITHMETIC: Mapping[str, str] = MappingProxyType({"+": " + ", "-": " - ", "*": " × ", "/": " ÷ "})
FUNCTIONS: Mapping[str, str] = MappingProxyType({"abs": "绝对值", "min": "较小者", "max": "较大者"})
#: Comparisons with nothing, after the name of one figure.
WITH_ZERO: Mapping[str, str] = MappingProxyType(
    {
        "==": "为 0",
        "!=": "不为 0",
        "<=": "不大于 0",
        ">=": "不小于 0",
        "<": "小于 0",
        ">": "大于 0",
    }
)
SHOULD = "应"
JUNCTIONS: Mapping[str, str] = MappingProxyType({"and": "，且", "or": "，或"})
KINS: Mapping[str, str] = MappingProxyType(
    {
        "children": "下级各行",
        "categories": "各类",
        "sections": "各款",
        "items": "各项",
        "codes": "各科目行",
    }
)
#: Rows of a table that show a fault, as a number of rows.
FAULTS: Mapping[str, str] = MappingProxyType(
    {
        "disordered": "编码没有按升序排列的行数",
        "repeated": "编码重复的行数",
        "orphaned": "缺少上级科目的行数",
        "misnamed": "编码与名称对不上的行数",
        "all_zero": "全行没有金额的行数",
        "wrong_fund": "不属于本表资金性质的科目行数",
        "unlisted": "编码不在本年度科目表内的行数",
    }
)
#: What a dimension is called before its value; enumerations speak for themselves.
DIMENSIONS: Mapping[str, str] = MappingProxyType(
    {
        "category": "功能分类（类）",
        "section": "功能分类（款）",
        "function": "功能分类（项）",
        "economic_category": "经济分类（类）",
        "economic": "经济分类（款）",
        "account": "会计科目 ",
        "project": "项目编码",
        "origin": "来源：",
    }
)
APPROPRIATED = "财政拨款"
NOT_APPROPRIATED = "非财政拨款资金"
EACH_PROJECT = "各项目行"
THIS_ROW = "本行"
THIS_COLUMN = "本栏"
EACH_ACCOUNT = "各"
ENUMERATE = "、"


def cell(table: str, row: str, column: str) -> str:
    """Name one figure; ``column`` is empty where the table has just one."""
    return f"{table}{row}{_column(column)}"


def cell_sum(table: str, column: str, rows: str) -> str:
    """Name the sum of a column over rows."""
    return f"{table}{_column(column)}{rows}之和"


def _column(name: str) -> str:
    """Quote the name of a column; which one is meant by 本栏 is no name."""
    return f"“{name}”" if name not in {"", THIS_COLUMN} else name


def span(first: str, last: str) -> str:
    """Name the rows from first to last."""
    return f"{first}至{last}"


def fact_sum(flow: str, particulars: list[str]) -> str:
    """Name a sum over the facts."""
    return f"汇总表“{flow}”" + (f"（{'，'.join(particulars)}）" if particulars else "")


def fact_count(flow: str, particulars: list[str]) -> str:
    """Name a number of facts."""
    return f"{fact_sum(flow, particulars)}的笔数"


def fault_count(table: str, fault: str) -> str:
    """Name a number of faulty rows."""
    return f"{table}{FAULTS[fault]}"


def stated(label: str) -> str:
    """Name a figure of the supplement."""
    return f"补充资料{stated_again(label)}"


def said(label: str) -> str:
    """Name a figure that a published explanation tells."""
    return f"说明文字{stated_again(label)}"


def stated_again(label: str) -> str:
    """Name a further figure of the supplement."""
    return f"“{label}”"


def function(name: str, arguments: list[str]) -> str:
    """Name the absolute value, the smaller or the larger of amounts."""
    return f"{FUNCTIONS[name]}（{'，'.join(arguments)}）"


def implies(premise: str, duty: str) -> str:
    """Say that one condition brings a duty with it."""
    gap = " " if premise[-1:].isascii() else ""
    return f"{premise}{gap}时，{duty}"


def with_zero(names: str, operator: str, *, is_duty: bool = False) -> str:
    """Compare one figure with nothing."""
    return f"{names}{SHOULD if is_duty else ''}{WITH_ZERO[operator]}"


def all_with_zero(names: str, operator: str, *, is_duty: bool = False) -> str:
    """Say that each of several figures compares so with nothing."""
    return f"{names}都{SHOULD if is_duty else ''}{WITH_ZERO[operator]}"


def any_with_zero(names: str, operator: str, *, is_duty: bool = False) -> str:
    """Say that one of several figures at least compares so with nothing."""
    phrase = "不全为 0" if operator == "!=" else f"有一项{WITH_ZERO[operator]}"
    return f"{names}{SHOULD if is_duty else ''}{phrase}"


def negative_part(name: str) -> str:
    """Name an amount that only counts while it is negative."""
    return f"{name}（只计负数）"


def should(condition: str) -> str:
    """Say that a comparison of two figures is a duty."""
    return f"应有 {condition}"


def never_together(conditions: list[str], *, is_duty: bool = False) -> str:
    """Say that conditions must not hold at once."""
    return f"不{SHOULD if is_duty else ''}同时有：{'；'.join(conditions)}"


def sum_of(names: str) -> str:
    """Name the sum of figures that are already enumerated."""
    return f"{names}之和"


def percent(number: str) -> str:
    """Name a share."""
    return f"{number}%"


def threshold(name: str, value: str) -> str:
    """Name a threshold with its value."""
    return f"{value}（阈值“{name}”）"


def unit_is(kinds: list[str], *, negated: bool = False, is_duty: bool = False) -> str:
    """Say what kind the unit is."""
    return f"单位性质{_verb('是', negated=negated, is_duty=is_duty)}{'或'.join(kinds)}"


def is_said(figure: str, *, negated: bool = False) -> str:
    """Say whether a figure is given in the explanation or the attachments."""
    return f"没有写{figure}" if negated else f"写了{figure}"


def is_share(percentage: str, part: str, whole: str) -> str:
    """Read out that a percentage is one figure over another."""
    return f"{percentage} = {part} ÷ {whole}"


def has_statement(table: str, *, negated: bool = False, is_duty: bool = False) -> str:
    """Say whether a table prints the statement that it is empty."""
    verb = _verb("印有", negated=negated, is_duty=is_duty) if is_duty or not negated else "没有印"
    return f"{table}{verb}“本表无数据”的说明"


def _verb(verb: str, *, negated: bool, is_duty: bool) -> str:
    return f"{'不' if negated else ''}{SHOULD if is_duty else ''}{verb}"


def all_accounts(head: str, but: list[str]) -> str:
    """Name the accounts that begin with a digit, except some."""
    every = f"{head} 字头"
    return f"除 {ENUMERATE.join(but)} 外的 {every}" if but else every


def account_figure(accounts: str, figure: str, particulars: list[str]) -> str:
    """Name an opening, movement or closing of accounts, as the ledger has it."""
    figures = figure if accounts.endswith(("字头", EACH_ACCOUNT)) else f" {figure}"
    return f"{accounts}{figures}" + (f"（{'，'.join(particulars)}）" if particulars else "")


def account_count(figure: str) -> str:
    """Name how many figures of accounts there are."""
    return f"{figure}的笔数"
