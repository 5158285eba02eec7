"""What is said of explanations of published documents."""

from __future__ import annotations


def stated_twice(first: str, first_text: str, second: str, second_text: str) -> str:
    """A figure that is said twice, otherwise each time."""
    return f"{first}写“{first_text}”，{second}写“{second_text}”，同一个数前后不一样"


def double_sign(where: str, text: str) -> str:
    """A word for going down before a minus."""
    return f"{where}写“{text}”：既写减少、下降，数字前又带负号，看不出是增是减，没有采用"
