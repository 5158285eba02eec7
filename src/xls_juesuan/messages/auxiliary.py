"""What is said about auxiliary dimensions that several cells or one combined cell state."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 3
_TEXTS = {
    "L120": "“{column}”列有括号不成对的内容，例如 {shown}；不完整的部分没有采用",
    "L121": "“{column}”列同一类辅助核算写了两个不同的值，例如 {shown}；两个都没有采用",
    "L122": "{column}不认识，其中的内容没有采用",
    "L123": "“{column}”列与辅助核算格里写的编码不同，例如 {shown}（前者为该列），按该列取数",
}


def unknown_type_subject(word: str) -> str:
    """L122: the subject, by the type word as written."""
    return f"辅助核算类型“{word}”"


def fault(code: str, subject: str, texts: Sequence[str]) -> str:
    """Say what is wrong with cells of a column, with the first few texts."""
    shown = "；".join(f"“{text[:40]}”" for text in texts[:_SHOWN])
    return _TEXTS[code].format(column=subject, shown=shown)


def foreign_only(currency: str, rows: int) -> str:
    """L124."""
    named = f"（币种：{currency}）" if currency else ""
    return f"有 {rows} 行只有原币金额、没有本位币金额{named}，没有计入任何表"
