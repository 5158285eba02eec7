"""What the review says of figures that are likely wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ONLY = "唯一解释：{what}。"
ONE_OF = "几种可能之一：{what}。"
MORE = "另有 {count} 种可能，从略。"
CAUSED = "{cause}：{what}"
BLANK = "空白"
#: Suspects of one explanation that are named one by one.
_MOST_NAMED = 4


def suspect(  # noqa: PLR0913 - everything that is said of one figure, each by its name
    ref: str, shown: str, value: str, low: str, high: str, *, slip: str, copies: Sequence[str]
) -> str:
    """Say what a cell prints and what it should likely be.

    Args:
        ref: sheet and cell.
        shown: what is printed.
        value: what it should likely be; empty where nothing stands out.
        low: the least amount that it can be; empty where there is no bound.
        high: the largest, likewise.
        slip: how it was likely mistyped.
        copies: other cells that show the same wrong figure.
    """
    between = _between(low, high)
    if value:
        right = f"，可能应为 {value}"
        details = [slip, "" if low == high else between]
    else:
        right = f"，{between}" if between else ""
        details = [slip]
    inside = "，".join(filter(None, details))
    also = f"，{'、'.join(copies)} 与它相同，一并改" if copies else ""
    return f"{ref} 印 {shown}{right}" + (f"（{inside}）" if inside else "") + also


def _between(low: str, high: str) -> str:
    if low == high:
        return f"应为 {low}" if low else ""
    if low and high:
        return f"应在 {low} 至 {high} 之间"
    return f"应不少于 {low}" if low else f"应不超过 {high}"


def together(parts: Sequence[str]) -> str:
    """Join figures that are wrong together, the first few when there are many."""
    rest = f"；等 {len(parts)} 处" if len(parts) > _MOST_NAMED else ""
    return "；并且 ".join(parts[:_MOST_NAMED]) + rest
