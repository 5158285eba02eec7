"""Relations as formulas: what they say of figures that are printed rounded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.audit.units import rules
from tests.audit.units import tables_of
from xls_juesuan.audit import run_audit
from xls_juesuan.declarations.relation.excel import FormulaWriter
from xls_juesuan.declarations.relation.parser import parse_relation
from xls_juesuan.declarations.rules import Tolerance
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.findings import Outcome
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import UnitKind
from xls_juesuan.writing.content import Values
from xls_juesuan.writing.live import Judge
from xls_juesuan.writing.live import PrintedTables
from xls_juesuan.writing.places import Places

if TYPE_CHECKING:
    from xls_juesuan.tables import TableSet


def test_a_row_that_prints_as_zero_is_all_zero_in_print() -> None:
    """Thirty yuan are something to the fen and nothing in two decimals of a 万元."""
    facts = tuple(
        Fact(0, Flow.EXPENDITURE, fen, Item.BASIC, Funding.GENERAL_BUDGET, function=function)
        for fen, function in ((3_000, "2010301"), (5_000_000, "2080501"))
    )
    tables = tables_of(facts, UnitKind.ADMINISTRATIVE)
    printed = PrintedTables(tables)
    assert tables.fault_count("all_zero", "expenditure", "") == 0
    assert printed.fault_count("all_zero", "expenditure", "") == len(("201", "20103", "2010301"))
    assert printed.fault_count("repeated", "expenditure", "") == 0
    assert printed.fault_count("all_zero", "no such table", "") == 0


@pytest.mark.parametrize(
    ("parts", "leeway"), [(1, 0), (2, 1), (3, 1), (4, 2), (5, 2)], ids="{}".format
)
def test_a_total_may_be_off_by_half_a_step_for_each_figure_rounded_alone(
    parts: int, leeway: int
) -> None:
    """Half a step a figure, never quite reached: three figures are off by one step, four too."""
    codes = ("30101", "30102", "30103", "30107", "30108")[:parts]
    spent = Fact(0, Flow.EXPENDITURE, 500_000, Item.BASIC, Funding.GENERAL_BUDGET, "2010301")
    tables = tables_of(
        tuple(replace(spent, economic=code) for code in codes), UnitKind.ADMINISTRATIVE
    )
    (rule,) = rules("T601")
    sums = " + ".join(f"basic_by_economic[{code}]" for code in codes)
    relation = parse_relation(f"basic_by_economic[301] == {sums}")
    plain = replace(rule, relation=relation, each=(), columns=(), tolerance=Tolerance.PARTS)
    (check,) = run_audit(tables, (plain,), (), frozenset()).checks

    assert judge_of(tables, Values.ROUNDED).leeway(check) == leeway
    assert judge_of(tables, Values.EXACT).leeway(check) == 0


@pytest.mark.parametrize(
    "text",
    [
        "general_budget_expenditure[208].basic == basic_by_economic[301] + basic_by_economic[302]",
        "general_budget_expenditure[208].basic <= basic_by_economic[301] + basic_by_economic[302]",
        "basic_by_economic[301] + basic_by_economic[302] >= general_budget_expenditure[208].basic",
    ],
)
def test_a_difference_within_the_leeway_passes_and_one_step_more_fails(text: str) -> None:
    """1.49 and 1.49 print as 1 and 1, their sum 2.98 as 3: within the one step of leeway."""
    spent = Fact(0, Flow.EXPENDITURE, 14_900, Item.BASIC, Funding.GENERAL_BUDGET, "2080501")
    parts = tuple(replace(spent, economic=code) for code in ("30101", "30201"))
    (rule,) = rules("T601")
    plain = replace(
        rule, relation=parse_relation(text), each=(), columns=(), tolerance=Tolerance.PARTS
    )
    outcomes = []
    for facts in (parts, (*parts, replace(spent, fen=10_000))):
        tables = tables_of(facts, UnitKind.ADMINISTRATIVE)
        (check,) = run_audit(tables, (plain,), (), frozenset()).checks
        outcomes.append(judge_of(tables, Values.ROUNDED).live(check).outcome)

    assert outcomes == [Outcome.PASSED, Outcome.FAILED]


def judge_of(tables: TableSet, values: Values) -> Judge:
    return Judge(tables, FormulaWriter(Places(tables, 1, 1, load_supplement_form())), values)
