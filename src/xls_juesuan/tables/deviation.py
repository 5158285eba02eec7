"""How far an indicator is from its target: from target and result as people write them.

It knows signs, numbers and units; it refuses to know weights and scores.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from xls_juesuan.money import STEPS_PER_PERCENT
from xls_juesuan.money import round_half_away

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_QUANTITY = re.compile(rf"(>=|<=|[≥≤≧≦><=])?({_NUMBER})(.*)")
_TYPED = re.compile(r"([+-]?)(\d+(?:\.\d+)?)%?[,，、;；。\s]*(.*)", re.DOTALL)
_AT_LEAST, _AT_MOST = ("≥", ">=", ">", "≧"), ("≤", "<=", "<", "≦")
#: Bounds in words, before and behind the number.
_WORDS_BEFORE = (
    (">=", re.compile(r"^(?:不低于|不少于|不小于|大于等于|大于或等于|大于|高于|至少)")),
    ("<=", re.compile(r"^(?:不超过|不高于|不多于|不大于|小于等于|小于或等于|小于|低于|至多)")),
)
_WORDS_BEHIND = (
    (">=", re.compile(r"(?:\(含\))?(?:及|或)?以上(?:\(含\))?$")),
    ("<=", re.compile(r"(?:\(含\))?(?:及|或)?以[下内](?:\(含\))?$")),
)
_MINUS = str.maketrans("−－﹣–—", "-----")
#: Deviations are printed with two decimals.
_STEP = STEPS_PER_PERCENT // 100


@dataclass(frozen=True, slots=True)
class Deviation:
    """What a person wrote of a deviation: its number, in steps of a percent, and the reason."""

    steps: int | None
    reason: str


def read_deviation(text: str) -> Deviation:
    """Take apart ``-56.56 部分资金暂未支付``; what has no number is all reason."""
    found = _TYPED.fullmatch(text.translate(_MINUS).strip())
    if found is None:
        return Deviation(None, text.strip())
    steps = round_half_away(Fraction(found[2]) * STEPS_PER_PERCENT)
    return Deviation(-steps if found[1] == "-" else steps, found[3].strip())


def find_deviation(target: str, actual: str) -> int | None:
    """Tell how far a result is from its target, in steps of a percent of the target.

    What keeps to a bound does not deviate. Of a target in words, or a date, the result is its
    completion in percent.

    Returns:
        The deviation rounded to two decimals; ``None`` where nothing can be compared.
    """
    wanted, reached = _quantity(target), _quantity(actual)
    if reached is None or reached[0] not in {"", "="}:
        return None
    _, value, unit = reached
    if wanted is not None and wanted[2] == unit:
        return _apart(wanted[0], wanted[1], value)
    # A target with a percentage that is none of ours (95%—100%) is no target in words.
    is_worded = target.strip() and not (wanted and wanted[0]) and "%" not in _plain(target)
    return _in_steps(value - 100) if unit == "%" and is_worded else None


def _apart(sign: str, bound: Fraction, value: Fraction) -> int | None:
    is_kept = (sign in _AT_LEAST and value >= bound) or (sign in _AT_MOST and value <= bound)
    if is_kept or value == bound:
        return 0
    return _in_steps((value - bound) / bound * 100) if bound else None


def _in_steps(percent: Fraction) -> int:
    return round_half_away(percent * STEPS_PER_PERCENT, _STEP)


def _quantity(text: str) -> tuple[str, Fraction, str] | None:
    """Sign, number and unit of a quantity; ``None`` where it is none."""
    plain = _plain(text)
    for sign, words in _WORDS_BEFORE:
        plain = words.sub(sign, plain)
    for sign, words in _WORDS_BEHIND:
        plain, count = words.subn("", plain)
        plain = sign + plain if count else plain
    found = _QUANTITY.fullmatch(plain)
    if found is None:
        return None
    return found[1] or "", Fraction(found[2].replace(",", "")), found[3]


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
