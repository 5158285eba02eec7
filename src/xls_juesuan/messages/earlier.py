"""What is said about an earlier workbook at the place of the output: what was kept, what not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.edits import Fate

if TYPE_CHECKING:
    from collections.abc import Sequence

UNREADABLE = "原有的文件读不出来（可能已损坏、设了密码或太大），没有沿用其中的任何内容"
FOREIGN = "原有的文件不是本程序生成的工作簿，没有沿用其中的任何内容"
NO_RECORD = "原有的工作簿没有留底（旧版本生成的），只沿用了处理和说明；其他改动没有比较"
OFFICE = "照模板填写的，只沿用了处理和说明；如果您在各张表里手工填过或改过，那些没有沿用，请与另存的旧文件对照"

FATES = {Fate.KEPT: "沿用", Fate.REPLACED: "未沿用", Fate.OVERTYPED: "改写"}
NEW, CHANGED, GONE = "新增", "有变化", "消失"
CLEARED = "（清空）"
NO_SUCH_CELL = "（没有这一格）"
NOT_A_FIGURE = "（不是数字）"
MOVED = "行列或文字改动很多，没有逐格比较"
STRAY = "填写的数（行列改动过，不知属于哪一格，没有沿用）"
MORE = "另有 {count} 处改动"
FORMULA = "公式"

#: Open cells that are named one by one.
_MOST_CELLS = 12

# ------------------------------------------------------------------ terminal

COMPARED = "与以前的审核相比：新增 {new} 条，变化 {changed} 条，消失 {gone} 条"
COMPARED_LINE = "{word} {code} {text}"
MORE_COMPARED = "……另有 {count} 条，--json 有全部"
EDITS = "您在原来的工作簿里改过：沿用 {kept} 处，未沿用 {replaced} 处，改写 {overtyped} 处"
EDIT_LINE = "{word} {place} {name}：{what}"
EDIT_KEPT = "{typed}"
EDIT_REPLACED = "您填写 {typed}，本次 {now}"
EDIT_OVERTYPED = "原来 {was}，您改成 {typed}"
NOTHING = "（空）"
COPY = "重新生成前的工作簿另存为：{name}（在同一个文件夹）"

# ------------------------------------------------------------------ 变动

TITLE = "变动（与重新生成前的工作簿相比）"
NOTE = "“新增”“有变化”“消失”是审核问题的变化；“沿用”是您填写、本次照用的数；“未沿用”是您填写、本次台账或补充资料另有数字的；“改写”是您改动了程序生成的内容，本次没有采用。原文件已另存为带“旧”字编号的副本。没有新变动的重新生成，本表保持不变。"
HEADS = ("类别", "编号", "位置", "内容", "程序原来", "您填写", "本次", "处理", "说明", "识别码")

# ------------------------------------------------------------------ 留底

RECORD_NOTE = "本表供程序在重新生成时辨认哪些单元格被人改动过，请勿修改或删除。"
RECORD_HEADS = ("工作表", "行", "内容")


def still_open(typed: int, cells: Sequence[str]) -> str:
    """Say which cells nobody has filled yet, where a person has filled others."""
    return (
        f"台账和补充资料都没有，黄色单元格里您填了 {typed} 格（已沿用），"
        f"还没有填的有：{_listed(cells)}。没有的请写 0，空白表示没有填"
    )


def no_file(typed: int, cells: Sequence[str]) -> str:
    """Say that there is no supplement, where a person has filled cells of the tables."""
    rest = f"，还没有填的有：{_listed(cells)}" if cells else "，表里要填的都已填好"
    return (
        f"黄色单元格里您填了 {typed} 格（已沿用）{rest}。"
        "实物量、单位性质等审核要用的数不在九张表里，可用 xlj init 生成空白的补充资料，填好后放在台账旁边再运行"
    )


def _listed(cells: Sequence[str]) -> str:
    shown = "、".join(cells[:_MOST_CELLS])
    return shown if len(cells) <= _MOST_CELLS else f"{shown} 等 {len(cells)} 格"
