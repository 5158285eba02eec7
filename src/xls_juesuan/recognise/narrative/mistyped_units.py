"""Amounts that an explanation says twice, once in another unit: 411.91 元 and 411.91 万元.

It knows the unit that the explanation is written in; it refuses to know tables.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xls_juesuan.findings import Problem
from xls_juesuan.messages import mistyped_units as say
from xls_juesuan.money import format_printed
from xls_juesuan.recognise.narrative.figures import differing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.recognise.narrative.narrative import Said
    from xls_juesuan.recognise.page import PrintedPage

_MISTYPED_UNIT = "N404"


def mistyped_units(said: Sequence[Said]) -> list[tuple[Said, Said]]:
    """Give amounts with a wrong unit, each with the same amount in the unit of most others."""
    units = Counter(one.per_unit for one in said if one.per_unit)
    usual = units.most_common(1)[0][0] if units else 0
    found: dict[int, tuple[Said, Said]] = {}
    for first, second in differing(said):
        right, wrong = (first, second) if first.per_unit == usual else (second, first)
        if right.per_unit == usual != wrong.per_unit and _has_same_digits(right, wrong):
            found.setdefault(id(wrong), (wrong, right))
    return list(found.values())


def _has_same_digits(first: Said, second: Said) -> bool:
    is_known = first.per_unit in say.UNITS and second.per_unit in say.UNITS
    return is_known and (
        first.figure.value * second.per_unit == second.figure.value * first.per_unit
    )


def unit_problem(page: PrintedPage, file: str, wrong: Said, right: Said) -> Problem:
    """What is said of one."""
    printed = format_printed(wrong.figure.value, unit=wrong.per_unit, step=wrong.figure.step)
    detail = say.said_in_other_unit(
        page.ref(wrong.line, 0), printed, (wrong.per_unit, right.per_unit), page.ref(right.line, 0)
    )
    subject = "/".join((*wrong.place, str(wrong.line)))
    return Problem(_MISTYPED_UNIT, subject, detail, (page.source(file, wrong.line),))
