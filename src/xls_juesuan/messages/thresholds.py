"""What is said about thresholds: those the user sets, and the sheet that shows them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OPTION = "改一项审核阈值，写“名称=值”，可写几次，如 --threshold 收支增减幅度=30%"
#: An example of a value by its unit.
_EXAMPLES: Mapping[str, str] = MappingProxyType(
    {"percent": "25%", "yuan": "200000（元）或 20万元", "number": "2"}
)
UNITS: Mapping[str, str] = MappingProxyType({"percent": "比例", "yuan": "元", "number": "数"})

SHEET_TITLE = "阈值（审核里用到的界限）"
SHEET_NOTE = "金额单位：元。淡黄色的值可以改，改后核对表、审核表的结果随之变。"
KEPT = "改了的值重新生成时沿用，并列入变动表；命令里另写了 --threshold 名称=值 的，按命令的值。"
NOT_KEPT = "要长期采用，请在命令里加 --threshold 名称=值。"
SHEET_HEADS = ("名称", "值", "单位", "含义", "依据", "字段名")
UNVERIFIED = "（依据待核实）"


MALFORMED_HOW = (
    "每一项写 key 和 value 两行即可改值；新增的还要写 name、unit、means、source、confidence"
)


def malformed(fault: str) -> str:
    """Say that a file of thresholds cannot be used."""
    return f"thresholds.toml 不能用（{fault}）"


def unknown(option: str) -> str:
    """Say that there is no such threshold."""
    return f"--threshold 写的“{option}”没有认出是哪一项阈值"


def known(names: list[str]) -> str:
    """List what there is."""
    return f"请写成“名称=值”，名称是下列之一：{'、'.join(names)}"


def unreadable(option: str) -> str:
    """Say that a value cannot be read."""
    return f"--threshold 写的“{option}”，值看不明白"


def example(name: str, unit: str) -> str:
    """Show how a value is written."""
    return f"请写成 {name}={_EXAMPLES[unit]}"
