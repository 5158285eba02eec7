"""What is said of explanations of published documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.money import format_wan

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Places of one word that are named one by one.
MOST_PLACES = 5


def stated_twice(first: str, first_text: str, second: str, second_text: str) -> str:
    """A figure that is said twice, otherwise each time."""
    return f"{first}写“{first_text}”，{second}写“{second_text}”，同一个数前后不一样"


def double_sign(where: str, text: str) -> str:
    """A word for going down before a minus."""
    return f"{where}写“{text}”：既写减少、下降，数字前又带负号，看不出是增是减，没有采用"


def wan(fen: int) -> str:
    """An amount in 万元."""
    return f"{format_wan(fen) or '0.00'} 万元"


def unlike_figures(where: str, text: str, outturn: str, budget: str) -> str:
    """A claim of outturn and budget that their figures contradict."""
    return f"{where}写“{text}”，可是支出决算是 {outturn}，预算是 {budget}"


def nothing_spent(where: str, name: str, code: str, table: str) -> str:
    """An item that a list names and the table shows nothing for."""
    return f"{where}列举了“{name}”，{table}的 {code} {name}却没有金额"


def other_group(where: str, name: str, group: str) -> str:
    """An item that stands in the list of the other group."""
    return f"{where}把“{name}”列在{group}里，按经济分类它不属于{group}"


def mistyped_item(where: str, written: str, code: str, name: str) -> str:
    """A name of an item that is nearly the one of the tables."""
    return f"{where}写的科目名称“{written}”，公开表里没有，应为 {code}“{name}”；金额按这个科目核对"


def not_nothing(where: str, text: str, title: str, amount: str) -> str:
    """A statement that there is nothing of what a table shows."""
    return f"{where}写“{text}”，可是《{title}》有 {amount}"


def evaluated_or_not(done: str, yes: str, denied: str, no: str) -> str:
    """An evaluation that is told of and denied."""
    return f"{done}写“{yes}”，{denied}又写“{no}”，前后矛盾"


def no_running_cost(where: str, text: str, other: str, amount: str) -> str:
    """Running cost that is denied and stated."""
    return f"{where}写“{text}”，{other}又写机关运行经费 {amount}"


def mistyped(wrong: str, right: str, where: Sequence[str], count: int) -> str:
    """A wrong word with its places."""
    places = list(dict.fromkeys(where))
    shown = "、".join(places[:MOST_PLACES]) + ("等" if len(places) > MOST_PLACES else "")
    return f"{shown}的“{wrong}”应为“{right}”，共 {count} 处"


def other_name(where: str, name: str, usual: str) -> str:
    """Another name of the unit."""
    return f"{where}写的单位是“{name}”，公开表写的是“{usual}”"


def other_unit(where: Sequence[str], name: str, own: str) -> str:
    """Another unit where only the own one can stand."""
    shown = "、".join(where[:MOST_PLACES]) + ("等" if len(where) > MOST_PLACES else "")
    return f"{shown}说的是“{name}”，这份公开表是“{own}”的"


def other_year(where: str, text: str, year: int) -> str:
    """A year that is not the report year."""
    return f"{where}写“{text}”，公开表是 {year} 年度"


def other_base_year(where: str, text: str, year: int) -> str:
    """A comparison with another year than the last one."""
    return f"{where}写“{text}”，{year} 年度的决算应当与 {year - 1} 年度相比"


def entry_missing(where: str, entry: str) -> str:
    """An entry of the contents list without a heading."""
    return f"目录（{where}）有“{entry}”，正文里没有这个标题"


def entry_differs(where: str, entry: str, other: str, heading: str) -> str:
    """An entry of the contents list whose heading is worded otherwise."""
    return f"目录（{where}）写“{entry}”，正文（{other}）的标题是“{heading}”"


def entry_skipped(where: str, lacking: Sequence[str], before: str, entry: str) -> str:
    """Numbers that a contents list leaves out between two entries."""
    numbers = "、".join(lacking)
    return f"目录（{where}）在“{before}”之后就是“{entry}”，缺第{numbers}项"


def entry_ends(where: str, entry: str, place: str, heading: str) -> str:
    """A heading that comes after all that a contents list names of its part."""
    return f"目录（{where}）这一部分到“{entry}”为止，正文（{place}）后面还有“{heading}”，目录里没有"


def entry_twice(where: str, entry: str, heading: str) -> str:
    """An entry of a contents list in the words of another one."""
    right = f"；按正文这一项应为“{heading}”" if heading else ""
    return f"目录（{where}）的“{entry}”与同一部分的另一项重复{right}"


def heading_number(where: str, text: str, before: str, right: str) -> str:
    """A heading whose number does not follow that of the one before."""
    return f"{where}“{text}”接在“{before}”后面，序号应为{right}；后面的序号一并核对"


def entry_disordered(where: str, entry: str, before: str) -> str:
    """An entry of the contents list that stands before one whose heading comes first."""
    return f"目录（{where}）里“{entry}”排在“{before}”后面，正文里却在它前面"


def page_differs(where: str, entry: str, stated: int, found: int) -> str:
    """An entry of the contents list with another page number than its heading has."""
    return f"目录（{where}）写“{entry}”在第 {stated} 页，实际在第 {found} 页"
