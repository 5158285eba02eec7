"""Lists of kinds behind a number of all (共有2辆,其中:轿车1辆、越野车1辆) → what they add up to.

It knows where such a list begins and ends; it refuses to know kinds. A list with another list
within it adds up to nothing that is certain.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.recognise.narrative.numbers import Number

_BEGINS = re.compile(r"[,;]?[(]?其中[:,]?")
_KIND = re.compile(r"(?P<mark>[、,;和及])?(?P<name>(?:[^\d,;。、():]|[(][^()\d]{1,12}[)]){1,24}):?")
_NESTED = re.compile(r"其中|共有|合计|包括|主要")
_FEWEST = 2


def listed_behind(text: str, total: Number, others: Sequence[Number]) -> Number | None:
    """Add up the kinds that are listed behind a total; ``None`` where no list is certain.

    Args:
        text: the passage.
        total: the number of all.
        others: the numbers behind it, in their order.
    """
    begins = _BEGINS.match(text, total.end)
    if begins is None:
        return None
    at = begins.end()
    found: list[Number] = []
    for number in others:
        kind = _KIND.fullmatch(text, at, number.start)
        if number.unit != total.unit or kind is None or (found and not kind["mark"]):
            break
        if _NESTED.search(kind["name"]):
            return None
        found.append(number)
        at = number.end
    ends = text.find("。", at)
    goes_on = any(
        at < one.start and (ends < 0 or one.start < ends) and one.unit == total.unit
        for one in others
    )
    if len(found) < _FEWEST or goes_on:
        return None
    value = sum(one.figure.value for one in found)
    return replace(found[-1], figure=replace(found[-1].figure, value=value))
