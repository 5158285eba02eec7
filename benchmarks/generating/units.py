"""A random unit: its ledger in exact fen, right in every respect, and the tables made of it.

It knows what income pays for and how carry-overs come about; it refuses to know print.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from benchmarks.generating.codes import YEAR
from benchmarks.generating.spending import GENERAL
from benchmarks.generating.spending import MAIN_ITEM
from benchmarks.generating.spending import OWN
from benchmarks.generating.spending import Size
from benchmarks.generating.spending import amount
from benchmarks.generating.spending import spend
from benchmarks.generating.spending import spending
from xls_juesuan.cube.index import FactIndex
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import UnitKind
from xls_juesuan.tables import build_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.tables import TableSet

#: What a published document and its supplement tell.
INPUTS = frozenset(
    {"three_public_budget", "three_public_counts", "carryover", "closing_carryover", "unit_kind"}
)
_OUTTURN = {
    Item.OVERSEAS_TRAVEL: ("30212",),
    Item.VEHICLE_PURCHASE: ("30913", "31013"),
    Item.VEHICLE_RUNNING: ("30231",),
    Item.HOSPITALITY: ("30217",),
}
_COUNTS = {
    Item.OVERSEAS_TRAVEL: ("overseas_groups", "overseas_persons"),
    Item.VEHICLE_PURCHASE: ("vehicles_purchased",),
    Item.VEHICLE_RUNNING: ("vehicles_held",),
    Item.HOSPITALITY: (
        *("domestic_receptions", "domestic_persons"),
        *("foreign_receptions", "foreign_persons"),
    ),
}
_OWN_INCOMES = (
    (Item.OTHER_INCOME, "6601"),
    (Item.SERVICE_INCOME, "6101"),
    (Item.SUPERIOR_SUBSIDY, "6201"),
    (Item.AFFILIATE_REMITTANCE, "6301"),
)
#: Of what was spent, the most that is left for next year; more would have to be explained.
_MOST_LEFT = 0.4


def random_unit(seed: int, size: Size | None = None) -> TableSet:
    """Make a unit whose ledger breaks no rule: 300 to 2,000 cells unless a size is given."""
    random = Random(seed)
    kind = random.choice((UnitKind.ADMINISTRATIVE, UnitKind.INSTITUTION))
    main = _main_facts(random, kind, size or random_size(random))
    facts = (*main, *_movements(main), *_three_public_budget(random, main))
    numbered = [replace(fact, number=number) for number, fact in enumerate(facts, 1)]
    return build_tables(
        _profile(),
        FactIndex(numbered),
        year=YEAR,
        unit_name="某某局",
        unit_kind=kind,
        inputs=INPUTS,
        stated=_counts(main),
    )


def random_size(random: Random) -> Size:
    """Draw a size, small units as often as large ones."""
    items = int(random.uniform(0, 6.3) ** 2)
    return Size(
        categories=random.randint(2, 9) if items else 0,
        items=items,
        fund_items=random.choice((0, 0, 1, 2, 4)) if items else 0,
        capital_items=random.choice((0, 0, 0, 1, 2)) if items else 0,
        own_items=random.choice((0, 0, 1, 3, items // 3)) if items else 0,
        staff=random.choice((0, 0.3, 0.7, 1)),
    )


def _main_facts(random: Random, kind: UnitKind, size: Size) -> list[Fact]:
    spent = spend(random, kind, size)
    if kind is UnitKind.INSTITUTION and size.own_items:
        spent += _trade(random)
    carried = _carryovers(random, spent)
    return [*_appropriations(spent, carried), *spent, *carried, *_own(random, kind, spent)]


@cache
def _profile() -> Profile:
    return load_profile("henan")


def _trade(random: Random) -> list[Fact]:
    """What only institutions spend: business, remittances up, subsidies to affiliates."""
    return [
        spending(MAIN_ITEM[UnitKind.INSTITUTION], economic, amount(random), item, OWN, account)
        for item, economic, account in (
            (Item.BUSINESS, "30226", "7301"),
            (Item.REMITTANCE_UP, "", "7401"),
            (Item.AFFILIATE_SUBSIDY, "", "7501"),
        )
        if random.random() < 0.5
    ]


def _carryovers(random: Random, spent: list[Fact]) -> list[Fact]:
    """What some appropriations left of last year and leave for the next."""
    facts: list[Fact] = []
    for (function, funding), fen in _sums(spent).items():
        if funding is OWN or random.random() < 0.6:
            continue
        opening = random.choice((0, int(fen * random.uniform(0, 0.5))))
        closing = random.choice((0, min(amount(random, 1e7), int(fen * _MOST_LEFT))))
        facts += [
            Fact(0, flow, carried, funding=funding, function=function)
            for flow, carried in (
                (Flow.OPENING_CARRYOVER, opening),
                (Flow.CLOSING_CARRYOVER, closing),
            )
            if carried
        ]
    return facts


def _appropriations(spent: list[Fact], carried: list[Fact]) -> list[Fact]:
    """Income that pays for what a function spent and for the change of its carry-over."""
    needed = _sums(fact for fact in spent if fact.funding is not OWN)
    for fact in carried:
        sign = 1 if fact.flow is Flow.CLOSING_CARRYOVER else -1
        needed[fact.function, fact.funding] += sign * fact.fen
    return [
        _income(function, fen, Item.APPROPRIATION, funding, "6001")
        for (function, funding), fen in needed.items()
    ]


def _own(random: Random, kind: UnitKind, spent: list[Fact]) -> list[Fact]:
    """Other income, its carry-over, and the surplus that is used or distributed."""
    needed = _sums(fact for fact in spent if fact.funding is OWN)
    if not needed:
        return []
    facts: list[Fact] = []
    opening = amount(random, 1e6)
    closing = min(amount(random, 1e7), int(sum(needed.values()) * _MOST_LEFT))
    first = min(needed)
    needed[first] += closing
    used = min(opening, needed[first] // 2)
    needed[first] -= used
    if kind is UnitKind.INSTITUTION and random.random() < 0.5:
        facts.append(Fact(0, Flow.SURPLUS_USED, used))
    else:
        opening = used
        facts.append(Fact(0, Flow.OPENING_CARRYOVER, opening, funding=OWN))
    facts.append(Fact(0, Flow.CLOSING_CARRYOVER, closing, funding=OWN))
    kinds = _OWN_INCOMES if kind is UnitKind.INSTITUTION else _OWN_INCOMES[:1]
    for (function, funding), fen in needed.items():
        part = random.randint(0, fen)
        for share in (part, fen - part):
            item, account = random.choice(kinds)
            facts.append(_income(function, share, item, funding, account))
    if any(fact.item is Item.BUSINESS for fact in spent):
        trade = sum(fact.fen for fact in spent if fact.item is Item.BUSINESS)
        facts = _as_business(facts, trade)
    return facts


def _as_business(facts: list[Fact], trade: int) -> list[Fact]:
    """Let the largest other income become what the business earned."""
    largest = max((fact for fact in facts if fact.account), key=lambda fact: fact.fen)
    earned = min(trade, largest.fen)
    rest = replace(largest, fen=largest.fen - earned)
    business = replace(largest, fen=earned, item=Item.BUSINESS_INCOME, account="6401")
    return [*(fact for fact in facts if fact is not largest), rest, business]


def _income(function: str, fen: int, item: Item, funding: Funding, account: str) -> Fact:
    return Fact(0, Flow.INCOME, fen, item, funding, function=function, account=account)


def _sums(facts: Iterable[Fact]) -> dict[tuple[str, Funding], int]:
    sums: dict[tuple[str, Funding], int] = defaultdict(int)
    for fact in facts:
        sums[fact.function, fact.funding] += fact.fen
    return sums


def _movements(main: list[Fact]) -> list[Fact]:
    """Control totals of accounts, by fund, as the ledger would give them."""
    sums: dict[tuple[str, Funding], int] = defaultdict(int)
    for fact in main:
        if fact.account:
            sums[fact.account, fact.funding] += fact.fen
    return [
        Fact(0, flow, fen, funding=funding, account=account)
        for (account, funding), fen in sums.items()
        for flow in (Flow.ACCOUNT_MOVEMENT, Flow.ACCOUNT_CLOSED)
    ]


def _outturn(main: list[Fact], item: Item) -> int:
    return sum(
        fact.fen
        for fact in main
        if fact.flow is Flow.EXPENDITURE
        and fact.funding is GENERAL
        and fact.economic in _OUTTURN[item]
    )


def _three_public_budget(random: Random, main: list[Fact]) -> list[Fact]:
    """A budget for the three public expenses that was kept."""
    return [
        Fact(0, Flow.THREE_PUBLIC_BUDGET, fen, item)
        for item in _OUTTURN
        if (fen := int(_outturn(main, item) * random.choice((1, 1, random.uniform(1, 1.4)))))
    ]


def _counts(main: list[Fact]) -> dict[str, int]:
    return {
        f"three_public_counts.{name}": 2 if _outturn(main, item) else 0
        for item, names in _COUNTS.items()
        for name in names
    }
