"""What is said about whole columns of the ledger: the particulars, one sentence each."""

from __future__ import annotations


def long_code_lost_digits(column: str, text: str, rows: int) -> str:
    """L125."""
    return f"{column}列的编码“{text}”是按数字存的，超过 15 位的部分可能已经变成 0，涉及 {rows} 行"
