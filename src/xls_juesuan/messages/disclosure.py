"""Words of the whole disclosure: gaps, findings about them, templates that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = "【待补：{label}】"
BAD_TEMPLATE = "说明文字的模板写错了：{why}。模板是：{text}"
#: Where a gap stands that is in no section.
COVER = "封面"
#: A row of a list that has no name.
LIST_ROW = "第{number}行"
#: A row of a list and the column that is blank in it.
ROW_LABEL = "{row}的{column}"


def missing(section: str, sheets: Sequence[tuple[str, Sequence[str]]], most: int) -> str:
    """Say which fields of which sheets of the supplement a section waits for."""
    named = "；".join(_on_sheet(sheet, labels, most) for sheet, labels in sheets)
    title = section.replace("“", "‘").replace("”", "’")
    return f"决算说明“{title}”缺{named}。文中已标【待补】，在补充资料里填好后重新生成"


def _on_sheet(sheet: str, labels: Sequence[str], most: int) -> str:
    if list(labels) == [sheet]:
        return f"“{sheet}”表"
    more = f"等 {len(labels)} 项" if len(labels) > most else ""
    named = "、".join(f"“{label}”" for label in labels[:most])
    return f"“{sheet}”表的{named}{more}"


def attachment_name(sheet: str, title: str, name: str) -> str:
    """Name one form of the self-assessment."""
    return f"{sheet}“{title}”（{name}）" if name else f"{sheet}“{title}”"


def missing_in_attachment(name: str, labels: Sequence[str], most: int) -> str:
    """Say which fields of the supplement a form waits for."""
    named = "、".join(f"“{label}”" for label in labels[:most])
    more = f"等 {len(labels)} 项" if len(labels) > most else ""
    return f"{name}缺 {named}{more}，表中已标“待补”；在补充资料里填好后重新生成"


def unknown_project(sheet: str, number: int, name: str) -> str:
    """Say that a line belongs to no project of the list of projects."""
    named = f"项目名称“{name}”在“项目”表里没有" if name else "没有写项目名称"
    return f"补充资料“{sheet}”表第 {number} 项{named}，这一项没有列入任何一张自评情况表"
