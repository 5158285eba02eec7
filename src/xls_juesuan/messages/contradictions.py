"""Sentences of the joint check: what cannot hold together, why, and which figure is likely wrong."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

#: How a figure was likely mistyped, by kind of slip.
SLIPS: Mapping[str, str] = MappingProxyType(
    {
        "digit": "打错一位数字",
        "swapped": "相邻两位写颠倒",
        "digit_lost": "少打一位",
        "digit_added": "多打一位",
        "decimal_point": "小数点错位",
        "sign": "正负号写反",
        "neighbour": "抄成旁边的数",
        "omitted": "漏填",
        "yuan_for_wan": "按元填写，没有换算成万元",
        "last_year": "填成上年的数",
        "last_digit": "末位不对",
        "other": "",
    }
)
#: What happened where it is more than single figures, by cause.
CAUSES: Mapping[str, str] = MappingProxyType(
    {
        "shifted_rows": "{table}有一段金额整体错开一行",
        "shifted_columns": "{table}有一段金额整体错开一栏",
        "swapped_rows": "{table}两行的数互换了",
        "swapped_columns": "{table}两栏的数互换了",
        "wrong_row": "{table}的数填错了行",
        "wrong_column": "{table}的数填错了栏",
        "subtotal_in_detail": "{table}的明细行里填的是上级科目的小计",
        "lost_total": "{table}的合计没有填",
        "missing_row": "{table}少列了行",
    }
)
HABIT_ADDED = "{tables}的合计是用印出的各数相加得到的，没有按元另行四舍五入"
HABIT_OWN = "{tables}的每个数都由元各自四舍五入"
HABIT_UNKNOWN = "{tables}看不出是哪一种"
HABIT_EFFECT = "；与别的表核对时，这样的合计按各数四舍五入之差的总和放宽，不算不平"
ALL_CONSISTENT = "{figures} 个数、{relations} 条关系放在一起核对，可以同时成立。"
ONLY_SINGLE = "没有牵连几条关系的矛盾；单条不平的，可能的原因写在那一条里。"
NOTHING_UNLIKELY = "没有这类情况：印出的数相加与合计之差，都在四舍五入常见的范围内。"
NOT_CHECKED_JOINTLY = "没有把各条关系放在一起核对。"
NOT_COMPLETE = "情形太多，可能的原因没有全部查完。"
BLANK = "空白"
_ENUMERATE = "、"
_MOST_NAMED = 4
#: Figures of an exchange, which are all needed to undo it.
_MOST_EXCHANGED = 12
_MOST_TERMS = 12


def fail_together(count: int) -> str:
    """Say that several relations fail for one reason."""
    return f"有 {count} 条关系同时不平，是同一个原因。"


def hold_only_alone(residual: str, allowed: str) -> str:
    """Say that relations hold one by one but not together."""
    return (
        "每一条关系单独看，相差都在四舍五入的范围内，合在一起却不能同时成立："
        f"由它们推出的一个等式两边相差 {residual}，四舍五入最多造成 {allowed}。"
    )


def suspect(name: str, shown: str, value: str, span: str, slip: str, copies: Sequence[str]) -> str:
    """Say what one figure shows and what it should be.

    Args:
        name: of the cell.
        shown: what is printed.
        value: what it should likely be; blank when nothing stands out.
        span: between which amounts it lies, as ``between`` says it.
        slip: how it was likely mistyped.
        copies: names of other places that show the same wrong figure.
    """
    right = "应为空白" if value == BLANK else f"应为 {value}" if value else span or "应改"
    if value and span and value not in span:
        right = f"很可能{right}，{span}"
    reason = f"（{slip}）" if slip else ""
    also = f"，{_names(copies)} 也照抄了这个数" if copies else ""
    now = "没有填" if shown == BLANK else f"印的是 {shown}"
    return f"{name} {now}，{right}{reason}{also}"


def between(low: str, high: str) -> str:
    """Say where the right value lies."""
    if low == high:
        return f"应为 {low}"
    if low and high:
        return f"应在 {low} 到 {high} 之间"
    return f"应不少于 {low}" if low else f"应不超过 {high}" if high else ""


def missing_row(parent: str, amount: str, copies: Sequence[str]) -> str:
    """Say that parts of a total lack a row of an amount."""
    where = f"（{_names(copies)} 有这个数）" if copies else ""
    return f"{parent} 的明细少 {amount}{where}"


def only(what: str) -> str:
    """Say what the only smallest explanation is."""
    return f"改动最少的解释只有一种：{what}。"


def only_place(what: str) -> str:
    """Say what the only smallest explanation is where no equation gives the right value."""
    return f"改动最少的办法是改这里：{what}。准确的数请对照原始数据确定。"


def one_of(what: str, others: Sequence[str], count: int) -> str:
    """Give the likeliest of several explanations and name the others."""
    also = f"；也可能是{'，或者'.join(others)}" if others else ""
    return f"较可能是{what}{also}。共有 {count} 种可能，请对照原始数据确认。"


def any_of(told: Sequence[str], named: Sequence[str], close: int, count: int) -> str:
    """Give explanations that are about as likely as each other.

    Args:
        told: the first few in full.
        named: cells of the others.
        close: how many are as likely as the first.
        count: how many there are in all.
    """
    also = f"；还有{_ENUMERATE.join(named)}" if named else ""
    rest = f"，另有 {count - close} 种不大可能" if count > close else ""
    return f"有 {close} 种差不多可能的解释：{'；或者'.join(told)}{also}{rest}。请对照原始数据确认是哪一处。"


def caused(cause: str, what: Sequence[str], *, is_exchange: bool = False) -> str:
    """Say what happened, with its figures: of an exchange those of both sides."""
    most = _MOST_EXCHANGED if is_exchange else _MOST_NAMED
    shown = "；".join(what[:most])
    rest = f"，等 {len(what)} 处" if len(what) > most else ""
    return f"{cause}：{shown}{rest}" if shown else cause


def caused_in(cause: str, tables: Sequence[str]) -> str:
    """Say what happened and in which tables."""
    return CAUSES[cause].format(table=_ENUMERATE.join(tables))


def sentence(what: str) -> str:
    """Say what happened as a sentence."""
    return f"{what}。"


def together(parts: Sequence[str]) -> str:
    """Join figures that are wrong together."""
    return "；并且 ".join(parts)


def unexplained() -> str:
    """Say that no figure can be blamed."""
    return "改动任何一个数都不能让它们同时成立，请检查各条关系是否适用于本单位。"


def proof_step(number: int, multiplier: int, code: str, text: str, residual: str) -> str:
    """Give one relation of a proof, with its multiplier and what it is off by in print."""
    times = "" if multiplier == 1 else f"，乘以 {multiplier}"
    return f"（{number}）{code} {text}；印出的数相差 {residual}{times}"


def proof_alone(code: str, text: str, residual: str, allowed: str) -> str:
    """Say that one relation cannot hold by itself."""
    return f"{code} {text}；印出的数相差 {residual}，四舍五入最多造成 {allowed}"


def proof_end(terms: Sequence[str], operator: str, residual: str, allowed: str) -> str:
    """Give the derived identity and say why it cannot hold."""
    shown = "".join(terms[:_MOST_TERMS])
    rest = f"……（共 {len(terms)} 个数）" if len(terms) > _MOST_TERMS else ""
    sides = "应等于 0" if operator == "==" else "应不大于 0"
    return (
        f"各条相加得：{shown}{rest} {sides}；按印出的数是 {residual}，"
        f"其中四舍五入最多造成 {allowed}，所以不可能成立"
    )


def term(coefficient: int, name: str, *, is_first: bool) -> str:
    """Write one term of an identity."""
    sign = ("" if is_first else "＋") if coefficient > 0 else "－"
    times = "" if abs(coefficient) == 1 else f"{abs(coefficient)}×"
    return f"{sign}{times}［{name}］"


def more_proofs(count: int) -> str:
    """Say that there are further proofs."""
    return f"另有 {count} 个推导得出同样的矛盾"


def constant(amount: str, *, is_first: bool) -> str:
    """Write the constant of an identity."""
    return amount if is_first else f"＋{amount}"


def unlikely(text: str, apart: str, figures: int, allowed: str, odds: int) -> str:
    """Say that rounding could explain a difference but hardly does."""
    return (
        f"应有 {text}：印出的数相差 {apart}。{figures} 个数各自四舍五入，最多可以差到 {allowed}，"
        f"但差到这么多的机会不到 {odds} 分之一，多半是有数填错。"
    )


def habits(added: Sequence[str], own: Sequence[str], unknown: Sequence[str]) -> str:
    """Say how the totals of each table were rounded."""
    parts = [
        text.format(tables=_ENUMERATE.join(tables))
        for text, tables in ((HABIT_ADDED, added), (HABIT_OWN, own), (HABIT_UNKNOWN, unknown))
        if tables
    ]
    return "；".join(parts) + (HABIT_EFFECT if added else "") + "。"


def _names(names: Sequence[str]) -> str:
    shown = _ENUMERATE.join(names[:_MOST_NAMED])
    return shown + (f" 等 {len(names)} 处" if len(names) > _MOST_NAMED else "")


def same_difference(amount: str) -> str:
    """Say that what follows is off by the same amount."""
    return f"；折叠在下面的关系也正好差 {amount} 元，多半是同一个原因，先改这一条"
