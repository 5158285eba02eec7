"""Codes that a random unit may use: complete, in force, and of the right fund.

It knows the code lists that come with the program; it refuses to know amounts.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from xls_juesuan.codes import FUNDING_OF_GROUP
from xls_juesuan.codes import economic_codes
from xls_juesuan.codes import functional_codes
from xls_juesuan.model import Funding

if TYPE_CHECKING:
    from random import Random

YEAR = 2024
#: 其他资本性支出, of which a 类 should have little.
OTHER_EQUIPMENT = "31099"
#: 项 that only some units may use, or only with certain kinds of expenditure.
_SPECIAL_NAMES = frozenset({"行政运行", "事业运行", "一般行政管理事务"})
#: 类 whose 项 of the general public budget are bound to economic codes or to other funds.
_BOUND = frozenset({"208", "210", "221", "223", "234"})
#: 类 that no department spends itself: transfers to other governments and public debt.
_OF_GOVERNMENTS = frozenset({"230", "231", "232", "233"})


def draw_functions(random: Random, funding: Funding, categories: int, items: int) -> list[str]:
    """Draw about ``items`` different 项 of a fund from so many 类, in the order of the list."""
    by_category = _functions_by_category(funding)
    if not categories or not items:
        return []
    chosen = random.sample(sorted(by_category), min(categories, len(by_category)))
    each = max(1, -(-items // len(chosen)))
    drawn: list[str] = []
    for category in chosen:
        functions = by_category[category]
        # Neighbours in the list share a 款: sums over several children and over only children.
        start = random.randrange(len(functions))
        run = (functions[start:] + functions[:start])[: each * random.randint(1, 3)]
        drawn += random.sample(run, min(each, len(run)))
    return sorted(drawn[:items] if len(drawn) > items else drawn)


def draw_economics(random: Random, categories: tuple[str, ...], count: int) -> list[str]:
    """Draw different economic 款 of some 类, none of what nobody should spend most of a 类 on."""
    codes = [code for code in _economics() if code[:3] in categories and code != OTHER_EQUIPMENT]
    return sorted(random.sample(codes, min(count, len(codes))))


@cache
def _functions_by_category(funding: Funding) -> dict[str, tuple[str, ...]]:
    codes = functional_codes()
    found: dict[str, list[str]] = {}
    for entry in codes:
        is_special = entry.code[:3] in _OF_GOVERNMENTS or (
            funding is Funding.GENERAL_BUDGET
            and (entry.name in _SPECIAL_NAMES or entry.code[:3] in _BOUND)
        )
        if (
            len(entry.code) == 7
            and entry.is_valid_in(YEAR)
            and FUNDING_OF_GROUP.get(entry.group) is funding
            and not is_special
            and codes.get(entry.code[:5], YEAR)
            and codes.get(entry.code[:3], YEAR)
        ):
            found.setdefault(entry.code[:3], []).append(entry.code)
    return {category: tuple(sorted(items)) for category, items in found.items()}


@cache
def _economics() -> tuple[str, ...]:
    return tuple(
        entry.code for entry in economic_codes() if len(entry.code) == 5 and entry.is_valid_in(YEAR)
    )
