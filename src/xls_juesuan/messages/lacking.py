"""Words of what the supplement lacks: the 待补 sheet, and the findings that lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE = "待补：补充资料还缺的内容"
NOTE = "每项只列一次。填在补充资料文件里的那张表（没有发生的写 0，不能确定的先问清楚），再运行一次 xlj fill；也可以直接填在本工作簿的淡黄色格子里，重新生成时沿用。"
HEADS = ("填在哪张表", "缺什么", "决算说明里写不完整的句子", "空着的格子", "去填写")
GO = "去填写"
_MOST_NAMED = 6


def quoted(names: Sequence[str], unit: str) -> str:
    """Name the first few in quotes, and count them where there are more; quotes within are single."""
    inner = [name.replace("“", "‘").replace("”", "’") for name in names[:_MOST_NAMED]]
    named = "、".join(f"“{name}”" for name in inner)
    return f"{named}等 {len(names)} {unit}" if len(names) > _MOST_NAMED else named


def listed(names: Sequence[str], most: int) -> str:
    """List cells as far as there is room."""
    named = "、".join(names[:most])
    return f"{named}等 {len(names)} 格" if len(names) > most else named


def sentence(section: str, text: str) -> str:
    """Give a sentence with the section it stands in."""
    return f"{section}：{text}" if section else text


def missing(
    sheet: str, labels: Sequence[str], sections: Sequence[str], cells: Sequence[str]
) -> str:
    """Say what is blank on a sheet of the supplement, and what waits for it."""
    waiting = [f"决算说明{quoted(sections, '节')}写不完整"] if sections else []
    waiting += [f"{listed(cells, _MOST_NAMED)}空着"] if cells else []
    what = "还没有填" if list(labels) == [sheet] else f"缺{quoted(labels, '项')}"
    return f"补充资料“{sheet}”表{what}，{'，'.join(waiting)}；逐项列在“待补”表，填好后重新生成"
