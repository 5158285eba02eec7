"""Every amount of the explanation is one of the tables, the supplement, or made of them."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest

from tests.disclosure.accounts import part_three
from tests.disclosure.units import FIELDS
from tests.disclosure.units import accounts_of
from tests.end_to_end.institution import GENERAL
from tests.end_to_end.institution import LOSS
from tests.end_to_end.institution import MOVES
from tests.end_to_end.institution import OPENINGS
from tests.end_to_end.institution import Move
from xls_juesuan.disclosure.quantities import Money
from xls_juesuan.disclosure.quantities import ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.accounts import Accounts
    from xls_juesuan.supplement import Value

_AMOUNT = re.compile(r"(-?\d+\.\d\d)万元")
_SHARE = re.compile(r"[；：](?:[^；：。]*?)(-?\d+\.\d\d)万元，占(\d+\.\d\d)%")
#: What no sentence may have: a mark twice, an empty list, a sign after a direction.
_SLIPS = re.compile(
    r"。。|，。|；。|：。|，，|；；|、、|、。|，；|：；|[增减][加少]-|[增长下降]-|[增下][长降]0\.00%"
    r"|原因是：?(?:主要)?原因|None|Missing|\{|\}|undefined|  "
)
SEEDS = range(6)


def unit(seed: int) -> Accounts:
    """An institution or an agency with amounts, budgets, openings and last year at random."""
    chance = random.Random(seed)  # noqa: S311 - figures of a test

    def amount() -> int:
        return chance.choice([0, 49, 5_000, *(chance.randrange(10**9) for _ in range(5))])

    moves = [
        Move(one.account, one.name, chance.randrange(-(10**6), 10**9), one.function, one.economic,
             one.fund, one.kind, tied=one.tied)
        for one in (*MOVES, LOSS) if chance.random() < 0.8
    ]  # fmt: skip
    moves.append(Move("6001", "财政拨款预算收入\\一般公共预算", 10**8, "2130104", "", GENERAL))
    kind = chance.choice(["administrative", "civil_service_like", "institution"])
    fields: dict[str, Value] = {
        key: amount()
        for key in FIELDS
        if key.partition(".")[0] in {"three_public_budget", "previous", "procurement"}
    }
    fields |= {f"reason.{each}": "业务变化。" for each in (
        "grand_total", "appropriation_total", "general_budget_expenditure", "three_public",
        "overseas_travel", "vehicles", "hospitality", "agency_running_cost", "fund", "state_capital",
    )}  # fmt: skip
    budget = [
        {"function": code, "amount": amount(), "reason": "主要原因是：追加。"}
        for code in ("2130104", "2130199", "2080505", "2210201", "2210203")
    ]
    return accounts_of(
        moves,
        [one for one in OPENINGS if chance.random() < 0.7],
        fields=fields | {"unit.kind": kind},
        rows={"original_budget_by_function": budget},
    )


@pytest.fixture(scope="module", params=SEEDS)
def accounts(request: pytest.FixtureRequest) -> Accounts:
    return unit(request.param)


def paragraphs(accounts: Accounts) -> Iterator[tuple[str, str]]:
    assert accounts.disclosure is not None
    for section, texts in part_three(accounts.disclosure).items():
        for text in texts:
            yield section, text


def known_amounts(accounts: Accounts) -> set[str]:
    """Every figure of the tables and the supplement, and how two years or a budget differ."""
    tables, supplement = accounts.tables, accounts.supplement
    cells = {cell.fen for table in tables.tables for cell in table.cells.values() if cell.is_known}
    stated = set(supplement.figures.values())
    listed = [int(row["amount"]) for row in supplement.rows["original_budget_by_function"]]
    before = {fen for key, fen in supplement.figures.items() if key.startswith("previous.")}
    basic = sum(
        tables.cell("basic_by_economic", row, "amount") or 0
        for row in ("personnel_total", "public_use_total")
    )
    sums = {
        basic,
        sum(listed),
        sum(fen for key, fen in supplement.figures.items()
            if key in {"procurement.goods", "procurement.works", "procurement.services"}),
    }  # fmt: skip
    differences = {abs(cell - last) for cell in cells for last in before}
    known = {0} | cells | stated | set(listed) | sums | differences
    return {str(Money(fen)) for fen in known}


def test_every_amount_is_one_of_the_tables_or_made_of_them(accounts: Accounts) -> None:
    """No figure of the explanation stands alone."""
    known = known_amounts(accounts)
    for section, text in paragraphs(accounts):
        told = _AMOUNT.findall(text)
        assert [one for one in told if one not in known] == [], (section, text)


def test_sentences_have_no_slips(accounts: Accounts) -> None:
    """No mark twice, no empty list, no minus after a direction, no growth of 0.00 %."""
    for _, text in paragraphs(accounts):
        assert not _SLIPS.search(text), text
        assert text.endswith(("。", "：")), text
        assert text.count("（") == text.count("）")
        assert text.count("“") == text.count("”")


def test_shares_add_up_to_the_whole(accounts: Accounts) -> None:
    """Each rounded once, so that all together are off by no more than half a step each."""
    for section, text in paragraphs(accounts):
        if section in {"二", "三"} or "主要用于以下方面" in text:
            shares = [float(share) for _, share in _SHARE.findall(text)]
            assert not shares or abs(sum(shares) - 100) <= 0.005 * len(shares) + 1e-9, text


def test_items_add_up_to_the_table(accounts: Accounts) -> None:
    """Outturn and original budget of the items are those of the whole."""
    from xls_juesuan.disclosure.items import budget_items

    items = budget_items(accounts.tables, accounts.supplement)
    whole = accounts.tables.cell("general_budget_expenditure", "total", "total")
    assert sum(one.outturn.fen for one in items) == whole
    assert [one.code for one in items] == sorted(one.code for one in items)


def test_directions_are_those_of_the_figures(accounts: Accounts) -> None:
    """More is 增加 and 增长 and 大于, less is 减少 and 下降 and 小于."""
    for _, text in paragraphs(accounts):
        assert not re.search(r"增加[\d.]+万元，下降|减少[\d.]+万元，增长", text)
        found = re.search(
            r"预算为(-?[\d.]+)万元，支出决算为(-?[\d.]+)万元.*决算数(大于|小于)", text
        )
        if found and found[1] != found[2]:
            assert (float(found[2]) > float(found[1])) == (found[3] == "大于"), text


def test_running_costs_of_an_agency_are_told_by_agencies_only(accounts: Accounts) -> None:
    """Others say that it does not apply."""
    (text, *_) = [text for section, text in paragraphs(accounts) if section == "十"]
    is_institution = accounts.tables.unit_kind == "institution"
    assert ("不适用" in text) == is_institution
    if not is_institution:
        cost = accounts.tables.cell("basic_by_economic", "public_use_total", "amount") or 0
        assert f"机关运行经费支出{Money(cost)}万元" in text


def test_completion_is_that_of_the_exact_amounts(accounts: Accounts) -> None:
    """Not of the printed ones."""
    from xls_juesuan.disclosure.items import budget_items

    texts = [text for section, text in paragraphs(accounts) if section == "五"]
    for number, item in enumerate(budget_items(accounts.tables, accounts.supplement), 1):
        (text,) = [one for one in texts if one.startswith(f"{number}.")]
        done = ratio(item.outturn, item.budget)
        assert (f"完成年初预算的{done}。" in text) == done.exists, text
