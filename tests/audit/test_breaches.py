"""Every relation holds on accounts that are right, and fails on accounts that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests.audit.units import Spoiled
from tests.audit.units import agency
from tests.audit.units import audit
from tests.audit.units import fact
from tests.audit.units import institution
from tests.audit.units import modest
from tests.audit.units import rules
from tests.audit.units import tables_of
from xls_juesuan.audit import Verdict
from xls_juesuan.declarations.layout import available_profiles
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.rules import DEPARTMENT
from xls_juesuan.declarations.rules import TABLES
from xls_juesuan.findings import Outcome
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.tables import TableSet

UNITS = (agency, institution, modest)
#: What is put in place of one figure, until the relation fails.
STEPS: tuple[Callable[[int], int], ...] = (
    lambda fen: fen + 1,
    lambda fen: fen - 1,
    lambda fen: fen + 10**9,
    lambda fen: fen - 10**9,
    lambda fen: 0 * fen,
)
#: Columns that some place prints.
COLUMNS = {
    f"{layout.key}.{column.key}"
    for name in available_profiles()
    for layout in load_profile(name).layouts
    for column in layout.columns
}
CODED_TABLES = ("income", "expenditure", "general_budget_expenditure", "fund", "state_capital")


def moved(account: str, fen: int, **rest: Funding) -> dict[str, Any]:
    return {"facts": (fact(Flow.ACCOUNT_MOVEMENT, fen, account=account, **rest),)}


def basic(economic: str) -> dict[str, Any]:
    spent = fact(
        Flow.EXPENDITURE, 5, item=Item.BASIC, funding=Funding.GENERAL_BUDGET, economic=economic
    )
    return {"facts": (spent,)}


def per_head(cell: str, fen: int) -> Spoiled:
    return Spoiled(
        agency(), {cell: fen}, figures={"headcount.staff": 1, "headcount.previous_staff": 1}
    )


#: What no single figure of a table can break.
BREACHES: dict[str, Callable[[], Spoiled]] = {
    **{
        f"F11{n}": lambda table=table: Spoiled(agency(), faults={f"disordered {table}": 1})
        for n, table in enumerate(CODED_TABLES, 1)
    },
    **{
        f"F12{n}": lambda table=table: Spoiled(agency(), faults={f"misnamed {table}": 1})
        for n, table in enumerate(CODED_TABLES, 1)
    },
    "F126": lambda: Spoiled(agency(), faults={"misnamed basic_by_economic": 1}),
    **{
        f"F13{n}": lambda table=table: Spoiled(agency(), faults={f"all_zero {table}": 1})
        for n, table in enumerate(CODED_TABLES, 1)
    },
    **{
        code: lambda table=table: Spoiled(agency(), faults={f"wrong_fund {table}": 1})
        for code, table in (
            ("F141", "general_budget_expenditure"),
            ("F145", "fund"),
            ("F148", "state_capital"),
        )
    },
    "B114": lambda: Spoiled(
        agency(), {f"previous.fund[2120803].{name}": 0 for name in ("expenditure", "closing")}
    ),
    "B115": lambda: Spoiled(
        agency(), {f"fund[2120803].{name}": 0 for name in ("expenditure", "closing")}
    ),
    "B301": lambda: per_head("basic_by_economic[301]", 40_000_001),
    "B302": lambda: per_head("basic_by_economic[301]", 2_999_999),
    "B303": lambda: per_head("basic_by_economic[public_use_total]", 15_000_001),
    "B304": lambda: per_head("basic_by_economic[301]", 3_600_000),
    "B305": lambda: per_head("basic_by_economic[public_use_total]", 150_000),
    "B401": lambda: Spoiled(agency(), figures={"final_budget.appropriation": 10**6}),
    "B402": lambda: Spoiled(agency(), figures={"final_budget.appropriation": 1}),
    "B403": lambda: Spoiled(agency(), figures={"original_budget.total": 10**6}),
    "B404": lambda: Spoiled(agency(), figures={"original_budget.total": 1}),
    "B405": lambda: Spoiled(agency(), figures={"original_budget.basic": 1}),
    "B406": lambda: Spoiled(agency(), figures={"original_budget.project": 10**6}),
    "F146": lambda: Spoiled(modest(), statements={"fund": False}),
    "F149": lambda: Spoiled(modest(), statements={"state_capital": False}),
    "L149": lambda: Spoiled(agency(), facts=(fact(Flow.LINES_READ, 1),)),
    "L301": lambda: Spoiled(agency(), facts=(fact(Flow.BUDGET_DEBIT, 1),)),
    "L302": lambda: Spoiled(agency(), facts=(fact(Flow.ACCOUNT_OPENING, 1, account="8001"),)),
    "L231": lambda: Spoiled(institution(), **moved("7101", 1)),
    "L232": lambda: Spoiled(agency(), **moved("7201", 1)),
    "L303": lambda: Spoiled(agency(), facts=(fact(Flow.ACCOUNT_CLOSING, 1, account="8101"),)),
    "L304": lambda: Spoiled(
        agency(),
        facts=(
            fact(Flow.ACCOUNT_CLOSING, 7, account="6001"),
            fact(Flow.ACCOUNT_CLOSING, -7, account="6601"),
        ),
    ),
    "L324": lambda: Spoiled(agency(), **moved("6001", 1, funding=Funding.GENERAL_BUDGET)),
    "L325": lambda: Spoiled(agency(), **moved("6601", 1, funding=Funding.UNIT_FUNDS)),
    "L241": lambda: Spoiled(agency(), {"income_expenditure[L27]": 1}, **moved("6501", 1)),
    "L242": lambda: Spoiled(agency(), {"income_expenditure[L57]": 1}, **moved("7701", 1)),
    "L328": lambda: Spoiled(agency(), **moved("6501", 1)),
    "L331": lambda: Spoiled(
        agency(), facts=(fact(Flow.EXPENDITURE, 1, item=Item.PROJECT, economic="30226"),)
    ),
    "L333": lambda: Spoiled(agency(), **moved("6001", 1, funding=Funding.GENERAL_BUDGET)),
    "L334": lambda: Spoiled(agency(), **moved("7101", 1, funding=Funding.GENERAL_BUDGET)),
    "P111": lambda: Spoiled(agency(), kind=UnitKind.INSTITUTION),
    "P112": lambda: Spoiled(institution(), kind=UnitKind.ADMINISTRATIVE),
    "P117": lambda: Spoiled(agency(), **basic("30901")),
    "P118": lambda: Spoiled(agency(), **basic("31201")),
    "P126": lambda: Spoiled(agency(), figures={"three_public_budget.hospitality": 9_999}),
    "T424": lambda: Spoiled(agency("shanghai"), {"state_capital[total].opening": 1}),
    "T425": lambda: Spoiled(agency("shanghai"), {"state_capital[total].closing": 1}),
    "T429": lambda: Spoiled(agency("shanghai"), {"state_capital[total].income": 1}),
    "T805": lambda: Spoiled(agency("shanghai"), {"state_capital[2230105].income": 1}),
    "T806": lambda: Spoiled(
        agency("shanghai"),
        {
            f"state_capital[total].{name}": 0
            for name in ("opening", "income", "total", "basic", "project", "closing")
        },
    ),
    "T609": lambda: Spoiled(
        agency(),
        {
            "basic_by_economic[30216]": 7_000,
            "basic_by_economic[30217]": 0,
            "basic_by_economic[30229]": 10_000,
            "basic_by_economic[30231]": 0,
        },
    ),
    "T610": lambda: Spoiled(agency("shanghai"), {"basic_by_economic[302]": 10**9}),
    "T611": lambda: Spoiled(agency("shanghai"), {"basic_by_economic[302]": 0}),
    "T804": lambda: Spoiled(agency("shanghai"), {"state_capital[total].income": 1}),
}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.__name__)
def test_right_accounts_have_no_findings(unit: Callable[[], TableSet]) -> None:
    """A false alarm is a defect: nothing fails where nothing is wrong."""
    found = audit(unit())

    assert [
        finding.message for finding in found.findings if finding.outcome is Outcome.FAILED
    ] == []
    assert found.verdict is Verdict.PUBLISHABLE


@pytest.mark.parametrize(
    "rule",
    # What stands beside the tables, only in documents or only in departments is spoiled in the
    # examples of its rules.
    [
        rule
        for rule in rules()
        if rule.relation is not None
        and rule.table in {*TABLES, "ledger"}
        and DEPARTMENT not in rule.needs
        and COLUMNS.issuperset(place for place in rule.other_layouts if "[" not in place)
    ],
    ids=lambda rule: rule.code,
)
def test_wrong_accounts_are_found_out(rule: Rule) -> None:
    """Every relation fails when a figure it speaks of is spoiled, and held before."""
    if rule.code in BREACHES:
        spoiled: Iterator[Spoiled] = iter((BREACHES[rule.code](),))
    else:
        spoiled = spoiled_units(rule.code)

    assert any(fails(rule.code, tables) for tables in spoiled)


def fails(code: str, tables: Spoiled) -> bool:
    found = audit(tables, code)
    return found.counts[Outcome.FAILED] > 0


def spoiled_units(code: str) -> Iterator[Spoiled]:
    """Every unit for which the rule holds, with one figure after the other spoiled."""
    for unit in UNITS:
        tables = unit()
        held = [check for check in audit(tables, code).checks if check.outcome is Outcome.PASSED]
        for key in (key for check in held for key in check.cells[:4]):
            old = tables.cell(key.table, key.row, key.column)
            for step in STEPS:
                place = f"{key.table}[{key.row}].{key.column}"
                yield Spoiled(tables, {place: step(old)})


@pytest.mark.parametrize("profile", available_profiles())
def test_right_accounts_have_no_findings_in_any_place(profile: str) -> None:
    """Other rows, other columns and another order make nothing wrong of what is right."""
    found = audit(agency(profile))

    assert [one.message for one in found.findings if one.outcome is Outcome.FAILED] == []


def test_carry_overs_of_state_capital_are_checked_where_they_are_printed() -> None:
    """Rules for columns that only some places print pass on a layout that has them."""
    codes = ("T424", "T425", "T429", "T610", "T611", "T804", "T805", "T806")

    assert audit(agency("shanghai"), *codes).counts[Outcome.PASSED] == len(codes)
    assert audit(agency(), *codes).counts[Outcome.NOT_APPLICABLE] == len(codes)


@pytest.mark.parametrize(("profile", "expected"), [("henan", 2_000), ("national", 3_500)])
def test_three_public_expenses_are_held_against_the_money_their_title_speaks_of(
    profile: str, expected: int
) -> None:
    """A table of all appropriations counts hospitality from funds, one of the general budget not."""
    facts = (
        fact(Flow.EXPENDITURE, 2_000, funding=Funding.GENERAL_BUDGET, economic="30217"),
        fact(Flow.EXPENDITURE, 1_500, funding=Funding.FUND_BUDGET, economic="30217"),
        fact(Flow.EXPENDITURE, 700, funding=Funding.UNIT_FUNDS, economic="30217"),
    )
    tables = tables_of(facts, UnitKind.ADMINISTRATIVE, {}, profile)
    cell = "three_public[total].outturn_hospitality"

    assert tables.cell("three_public", "total", "outturn_hospitality") == expected
    assert audit(tables, "L404").counts[Outcome.PASSED] == 1
    assert audit(Spoiled(tables, {cell: expected - 1}), "L404").counts[Outcome.FAILED] == 1


PARTICULAR = [
    ("T102", {"income_expenditure[L57]": 1}, True),
    ("T105", {"income_expenditure[L30]": 1}, True),
    ("T408", {"appropriation[L32].amount": 1}, True),
    ("P001", {"three_public[total].budget_total": 74_999}, True),
    ("P001", {"three_public[total].budget_total": 75_000}, False),
    ("P121", {"basic_by_economic[30228]": 3_701}, True),
    ("P121", {"basic_by_economic[30228]": 3_700}, False),
    ("P119", {"basic_by_economic[30299]": 28_201}, True),
    ("P119", {"basic_by_economic[30299]": 28_500}, False),
    ("P122", {"basic_by_economic[30109]": 12_799}, True),
    ("P122", {"basic_by_economic[30109]": 12_800}, False),
    ("P123", {"basic_by_economic[30113]": 27_751}, True),
    ("P123", {"basic_by_economic[30113]": 27_750}, False),
    ("P124", {"basic_by_economic[30107]": 1}, True),
    ("T908", {"three_public[total].outturn_hospitality": 4_999}, True),
    ("T908", {"three_public[total].outturn_hospitality": 5_000}, False),
    ("L404", {"three_public[total].outturn_hospitality": 5_000}, True),
    ("P103", {"income_expenditure[L28]": 1}, False),
    ("P103", {"income_expenditure[L28]": 1, "income_expenditure[L58]": 1}, True),
    ("P105", {"appropriation[223].state_capital": 19_999}, True),
    ("P110", {"expenditure[2010302].basic": 1}, True),
    ("F142", {"expenditure[2010301].total": 0}, True),
    ("F142", {"expenditure[2010301].total": 1}, False),
    ("T011", {"basic_by_economic[30108]": 0}, True),
    (
        "T011",
        {"basic_by_economic[30108]": 0, "general_budget_expenditure[2080505].basic": 0},
        False,
    ),
    ("T419", {"income_expenditure[L29]": 14_999}, True),
]


@pytest.mark.parametrize(("code", "cells", "wrong"), PARTICULAR)
def test_a_limit_is_where_it_is_said_to_be(code: str, cells: dict[str, int], wrong: bool) -> None:
    """The figure at the limit is right, the next fen beyond it is wrong."""
    tables = Spoiled(agency(), cells)
    if code == "P119":
        tables = Spoiled(
            agency(), cells | {"basic_by_economic[302]": 95_000 if not wrong else 94_000}
        )

    assert fails(code, tables) is wrong
