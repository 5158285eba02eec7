"""What a random unit spends: staff and office with their fixed pairs of codes, and projects.

It knows which economic code goes with which function and in what proportion; it refuses to know
income and carry-overs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.generating.codes import draw_economics
from benchmarks.generating.codes import draw_functions
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from random import Random

GENERAL, FUND, CAPITAL, OWN = (
    Funding.GENERAL_BUDGET,
    Funding.FUND_BUDGET,
    Funding.STATE_CAPITAL,
    Funding.UNIT_FUNDS,
)
#: 基本支出 that pays wages and office costs stands in this 项.
MAIN_ITEM = {UnitKind.ADMINISTRATIVE: "2010301", UnitKind.INSTITUTION: "2010350"}
_ACCOUNT = {UnitKind.ADMINISTRATIVE: "7101", UnitKind.INSTITUTION: "7201"}
_USUAL_PAY = ("30101", "30102", "30103")
_PAY = (*_USUAL_PAY, "30106", "30199")
_OFFICE = (
    *("30201", "30202", "30204", "30205", "30206", "30207", "30208", "30209", "30211", "30213"),
    *("30214", "30215", "30216", "30217", "30218", "30225", "30226", "30227", "30229", "30231"),
    *("30239", "30240", "30299"),
)
_EQUIPMENT = ("31002", "31003", "31007")
#: 类 of economic codes that projects draw from: all that the classification has.
_PROJECT_CATEGORIES = ("302", "303", "307", "309", "310", "311", "312", "313", "399")
#: (function, economic, share of pay from, to): paid for the staff, if at all, as a pair.
_STAFF = (
    ("2080506", "30109", 0.08, 0.08),
    ("2101101", "30110", 0.04, 0.08),
    ("2101103", "30111", 0.01, 0.04),
    ("2089999", "30112", 0.003, 0.02),
    ("2210201", "30113", 0.065, 0.085),
    ("2210202", "30102", 0.01, 0.09),
    ("2080801", "30304", 0.01, 0.05),
    ("2050803", "30216", 0.001, 0.02),
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much a random unit has of everything.

    Attributes:
        categories: 类 of projects and of further basic expenditure.
        items: 项 of the general public budget beside those for staff.
        fund_items, capital_items, own_items: 项 of the other funds.
        staff: how likely each kind of payment for the staff has an 项 of its own.
        codes: economic codes a 项.
    """

    categories: int
    items: int
    fund_items: int
    capital_items: int
    own_items: int
    staff: float = 0.7
    codes: int = 3


def amount(random: Random, middle: float = 4e7) -> int:
    """Draw an amount in fen; ``middle`` is its median, and one in thirty is tiny."""
    if random.random() < 1 / 30:
        return random.randint(1, 20_000)
    return max(1, int(middle * random.lognormvariate(0, 1.3)))


def spend(random: Random, kind: UnitKind, size: Size) -> list[Fact]:
    """Draw all expenditure of a unit."""
    account = _ACCOUNT[kind]
    facts = [*_staff(random, kind, size.staff), *_further_basic(random, size)]
    for funding, items in (
        (GENERAL, size.items),
        (FUND, size.fund_items),
        (CAPITAL, size.capital_items),
        (OWN, size.own_items),
    ):
        facts += _projects(random, funding, items, size)
    return [_with_account(fact, account) for fact in facts]


def _with_account(fact: Fact, account: str) -> Fact:
    project = "XM01" if fact.item is Item.PROJECT else ""
    return spending(
        fact.function, fact.economic, fact.fen, fact.item, fact.funding, account, project
    )


def spending(  # noqa: PLR0913, PLR0917 - one argument a dimension
    function: str,
    economic: str,
    fen: int,
    item: Item = Item.BASIC,
    funding: Funding = GENERAL,
    account: str = "",
    project: str = "",
) -> Fact:
    """Make a fact of expenditure."""
    return Fact(
        0,
        Flow.EXPENDITURE,
        fen,
        item,
        funding,
        function=function,
        economic=economic,
        account=account,
        project=project,
    )


def _staff(random: Random, kind: UnitKind, share: float) -> list[Fact]:
    main = MAIN_ITEM[kind]
    pay = 3e8 * random.lognormvariate(0, 1)
    codes = [code for code in _PAY if code in _USUAL_PAY or random.random() < 0.3]
    codes += ["30107"] if kind is UnitKind.INSTITUTION else []
    facts = [spending(main, code, int(pay * random.uniform(0.2, 0.5))) for code in codes]
    pairs = [pair for pair in _STAFF if random.random() < share]
    facts += [
        spending(function, economic, int(pay * random.uniform(low, high)))
        for function, economic, low, high in pairs
        if function != "2101103" or any(pair[0] == "2101101" for pair in pairs)
    ]
    if any(pair[0] == "2080506" for pair in pairs):
        facts.append(spending("2080505", "30108", int(pay * 0.16 * random.uniform(0.9, 1.1))))
    if random.random() < share / 2:
        facts.append(spending("2080501", "30301", amount(random, 1e7)))
    return [*facts, *_office(random, main, pay * random.uniform(0.05, 0.4))]


def _office(random: Random, main: str, office: float) -> list[Fact]:
    facts = [
        spending(main, code, int(office * random.uniform(0.4, 1) * (0.5 if code == "30299" else 1)))
        for code in random.sample(_OFFICE, random.randint(6, len(_OFFICE)))
    ]
    facts += [
        spending(main, code, amount(random, 2e6))
        for code in random.sample(_EQUIPMENT, random.randint(0, 3))
    ]
    return facts


def _further_basic(random: Random, size: Size) -> list[Fact]:
    """Basic expenditure in 项 of the field: what keeps their offices going."""
    functions = draw_functions(random, GENERAL, size.categories, size.items // 4)
    return [
        spending(function, economic, amount(random, 5e6))
        for function in functions
        for economic in ("30106", "30199")
    ]


def _projects(random: Random, funding: Funding, items: int, size: Size) -> list[Fact]:
    if not items:
        return []
    listed = GENERAL if funding is OWN else funding
    return [
        spending(function, economic, amount(random), Item.PROJECT, funding)
        for function in draw_functions(random, listed, size.categories, items)
        for economic in draw_economics(random, _PROJECT_CATEGORIES, random.randint(1, size.codes))
    ]
