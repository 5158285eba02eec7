"""The words that hold together what went wrong, where, and what to do about it."""

from __future__ import annotations

_WHERE = "位置：{where}"
_HOW = "办法：{how}"
_END = "。"


def paragraph(what: str, where: str, how: str) -> str:
    """Say a fault in whole sentences; ``where`` and ``how`` may be empty."""
    parts = [what]
    if where:
        parts.append(_WHERE.format(where=where))
    if how:
        parts.append(_HOW.format(how=how))
    return _END.join(part.rstrip(_END) for part in parts) + _END
