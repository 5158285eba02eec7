"""How an amount is worded in a sentence."""

from __future__ import annotations

from xls_juesuan.money import format_yuan_grouped


def in_yuan(fen: int) -> str:
    """Word an amount in fen: ``1,234.50 元``."""
    return f"{format_yuan_grouped(fen)} 元"
