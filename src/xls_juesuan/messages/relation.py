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
        "account": "会计科目",
        "project": "项目编码",
        "origin": "来源：",
    }
)
APPROPRIATED = "财政拨款"
NOT_APPROPRIATED = "非财政拨款"
THIS_ROW = "本行"
THIS_COLUMN = "本栏"
ENUMERATE = "、"


def cell(table: str, row: str, column: str) -> str:
    """Name one figure; ``column`` is empty where the table has just one."""
    return f"{table}{row}" + (f"“{column}”" if column else "")


def cell_sum(table: str, column: str, rows: str) -> str:
    """Name the sum of a column over rows."""
    return f"{table}{f'“{column}”' if column else ''}{rows}之和"


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
    return f"补充资料“{label}”"


def function(name: str, arguments: list[str]) -> str:
    """Name the absolute value, the smaller or the larger of amounts."""
    return f"{FUNCTIONS[name]}（{'，'.join(arguments)}）"


def implies(premise: str, conclusion: str) -> str:
    """Say that one condition brings another with it."""
    return f"若{premise}，则{conclusion}"


def negation(condition: str) -> str:
    """Say that a condition must not hold."""
    return f"不得出现以下情形（{condition}）"


def unit_is(kinds: list[str], *, negated: bool = False) -> str:
    """Say what kind the unit is."""
    return f"单位性质{'不' if negated else ''}是{'或'.join(kinds)}"


def has_statement(table: str, *, negated: bool = False) -> str:
    """Say whether a table prints the statement that it is empty."""
    return f"{table}{'不' if negated else ''}印有“本表无数据”的说明"
