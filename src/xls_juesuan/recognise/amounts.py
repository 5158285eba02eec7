"""Which texts are amounts as tables print them.

It knows marks for nothing; it refuses to know what an amount is of.
"""

from __future__ import annotations

from xls_juesuan.money import AmountError
from xls_juesuan.money import parse_decimal


def is_amount(text: str) -> bool:
    """Whether a text is a number as tables print them."""
    try:
        return parse_decimal(text) is not None
    except AmountError:
        return False


def is_nothing(text: str) -> bool:
    """Whether a text is blank or a mark for no amount."""
    try:
        return parse_decimal(text) is None
    except AmountError:
        return False
