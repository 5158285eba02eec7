"""Codes without a row, unknown, obsolete, too short or missing: kept, and reported."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.tables.samples import fill
from tests.tables.samples import income
from tests.tables.samples import spending
from xls_juesuan.messages.tables import UNLISTED_NAME
from xls_juesuan.model import CellKey
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.tables import ResidualReason
from xls_juesuan.tables import TableSet


class Mention(NamedTuple):
    row: str
    column: str
    code: str
    reason: ResidualReason
    fen: int


def mentions(tables: TableSet, table: str) -> list[Mention]:
    return [
        Mention(one.row, one.column, one.code, one.reason, one.fen)
        for one in tables.residuals
        if one.table == table
    ]


@pytest.mark.parametrize(
    ("code", "row", "reason"),
    [
        ("30703", "307", ResidualReason.NO_ROW),
        ("39906", "399", ResidualReason.OBSOLETE_CODE),
        ("30104", "301", ResidualReason.OBSOLETE_CODE),
        ("30288", "302", ResidualReason.UNKNOWN_CODE),
        ("302", "302", ResidualReason.COARSE_CODE),
        ("309", "public_use_total", ResidualReason.NO_ROW),
        ("31105", "public_use_total", ResidualReason.UNKNOWN_CODE),
        ("31201", "public_use_total", ResidualReason.NO_ROW),
        ("31302", "public_use_total", ResidualReason.NO_ROW),
        ("30401", "public_use_total", ResidualReason.OBSOLETE_CODE),
        ("30801", "public_use_total", ResidualReason.OBSOLETE_CODE),
        ("305", "public_use_total", ResidualReason.UNKNOWN_CODE),
        ("", "", ResidualReason.NO_CODE),
        ("50201", "", ResidualReason.UNKNOWN_CODE),
    ],
)
def test_an_economic_code_without_a_row_stays_in_the_total_above(
    code: str, row: str, reason: ResidualReason
) -> None:
    """A code that 公开06 has no row for is in its 类, else in 公用经费合计, and is reported."""
    tables = fill(spending(700, economic=code), spending(11, economic="30101"))
    (residual,) = (one for one in tables.residuals if one.table == "basic_by_economic")
    assert residual.code == code
    assert (residual.row, residual.column) == (row, "amount" if row else "")
    assert (residual.reason, residual.fen, residual.facts) == (reason, 700, (1,))
    assert residual.classification == "economic"
    personnel = tables.cell("basic_by_economic", "personnel_total", "")
    public_use = tables.cell("basic_by_economic", "public_use_total", "")
    assert personnel == (711 if row == "301" else 11)
    assert personnel + public_use == (711 if row else 11)
    if row not in {"", "301"}:
        assert tables.cell("basic_by_economic", row, "") == 700


@pytest.mark.parametrize("category", ["209", "227", "230", "233"])
def test_a_category_without_a_line_stays_in_the_expenditure_of_the_year(category: str) -> None:
    """公开01 and 04 have no line for 209, 227, 230 and 233; their totals hold them all the same."""
    tables = fill(spending(500, f"{category}0101"), spending(30))
    assert tables.cell("income_expenditure", "L57", "") == 530
    assert tables.cell("appropriation", "L59", "general_budget") == 530
    assert tables.cell("appropriation", "L64", "total") == 530
    expected = Mention("L57", "amount", category, ResidualReason.NO_ROW, 500)
    assert mentions(tables, "income_expenditure") == [expected]
    assert [one.row for one in mentions(tables, "appropriation")] == ["L59"]
    # A table that lists codes has a row for it.
    assert tables.cell("expenditure", category, "total") == 500


def test_spending_without_a_functional_code_stands_in_the_totals_alone() -> None:
    """A blank code has no row in 公开03, and the total holds it in the right column."""
    tables = fill(spending(500, ""), spending(30))
    assert tables.cell("expenditure", "total", "basic") == 530
    assert tables.cell("expenditure", "total", "total") == 530
    assert mentions(tables, "expenditure") == [
        Mention("total", "basic", "", ResidualReason.NO_CODE, 500)
    ]
    assert mentions(tables, "income_expenditure") == [
        Mention("L57", "amount", "", ResidualReason.NO_CODE, 500)
    ]


def test_a_table_with_nothing_but_uncoded_amounts_says_so() -> None:
    """Even without any row of codes, what the total holds is reported."""
    tables = fill(spending(500, ""))
    assert tables.cell("general_budget_expenditure", "total", "total") == 500
    assert mentions(tables, "general_budget_expenditure") == [
        Mention("total", "basic", "", ResidualReason.NO_CODE, 500)
    ]


@pytest.mark.parametrize("code", ["20103", "201"])
def test_a_posting_above_the_item_level_stays_in_its_own_row(code: str) -> None:
    """What is booked on a 款 or 类 is added there to the sum of what stands below it."""
    tables = fill(spending(500, code), spending(30))
    assert tables.cell("expenditure", code, "basic") == 530
    assert tables.cell("expenditure", "201", "total") == 530
    assert tables.cell("expenditure", "2010301", "total") == 30
    assert mentions(tables, "expenditure") == [
        Mention(code, "basic", code, ResidualReason.COARSE_CODE, 500)
    ]


def test_a_posting_above_the_item_level_without_rows_below_is_reported_too() -> None:
    """A 款 that holds nothing but its own postings has a row and a remark."""
    tables = fill(spending(500, "20103"))
    assert [row.key for row in table_rows(tables)] == ["total", "201", "20103"]
    assert tables.cell("expenditure", "20103", "basic") == 500
    assert mentions(tables, "expenditure") == [
        Mention("20103", "basic", "20103", ResidualReason.COARSE_CODE, 500)
    ]


def table_rows(tables: TableSet) -> list:
    table = tables.table("expenditure")
    assert table is not None
    return list(table.rows)


def test_an_unknown_code_gets_its_row_with_the_name_in_the_ledger() -> None:
    """No list knows 2010377; its row is there, named as the ledger names it."""
    tables = fill(
        spending(500, "2010377", function_name="某某事务"), spending(20, "2998801"), spending(1)
    )
    names = {row.key: row.name for row in table_rows(tables)}
    assert names["2010377"] == "某某事务"
    assert names["29988"] == UNLISTED_NAME
    assert [(one.row, one.reason) for one in mentions(tables, "expenditure")] == [
        ("2010377", ResidualReason.UNKNOWN_CODE),
        ("2998801", ResidualReason.UNKNOWN_CODE),
    ]


def test_a_code_of_another_year_is_told_from_an_unknown_one() -> None:
    """234 began in 2020: in 2019 the list has it, but not for that year."""
    tables = fill(spending(500, "2340101"), year=2019)
    assert mentions(tables, "expenditure")[0].reason is ResidualReason.OBSOLETE_CODE
    assert [row.name for row in table_rows(tables)][1] == "抗疫特别国债安排的支出"
    assert mentions(tables, "income_expenditure") == [
        Mention("L56", "amount", "234", ResidualReason.OBSOLETE_CODE, 500)
    ]


def test_expenditure_of_no_known_kind_is_in_the_row_total() -> None:
    """Basic or project, nobody knows: neither column holds it, the total does, and it is said."""
    tables = fill(spending(500, item=Item.UNDECIDED), spending(30))
    for table in ("expenditure", "general_budget_expenditure"):
        assert tables.cell(table, "2010301", "total") == 530
        assert tables.cell(table, "2010301", "basic") == 30
        assert tables.cell(table, "total", "total") == 530
        assert mentions(tables, table) == [
            Mention("2010301", "total", "2010301", ResidualReason.UNDECIDED, 500)
        ]
    assert tables.cell("basic_by_economic", "public_use_total", "") == 30


def test_an_appropriation_of_no_known_fund_is_in_the_income_of_the_year() -> None:
    """Three lines of 公开01 name a fund each; what has none is in the total below them."""
    tables = fill(income(500, funding=Funding.UNDECIDED), income(30))
    assert tables.cell("income_expenditure", "L27", "") == 530
    assert tables.cell("appropriation", "L27", "amount") == 530
    expected = Mention("L27", "amount", "2010301", ResidualReason.UNDECIDED, 500)
    assert [one.row for one in mentions(tables, "income_expenditure")] == [expected.row]
    assert mentions(tables, "income_expenditure")[0].fen == expected.fen


def test_amounts_that_cancel_out_need_no_row_and_no_remark() -> None:
    """A posting and its reversal under one code leave no row behind."""
    tables = fill(
        spending(500, "2080501", account="7101"),
        spending(-500, "2080501", account="7201"),
        spending(30),
    )
    assert [row.key for row in table_rows(tables)] == ["total", "201", "20103", "2010301"]
    assert mentions(tables, "expenditure") == []
    assert tables.cell("expenditure", "total", "total") == 30


def test_a_formula_holds_a_residual_only_where_there_is_one() -> None:
    """The total of one column mentions facts, that of the other only its rows."""
    tables = fill(spending(500, ""), spending(30), spending(4, item=Item.PROJECT))
    with_rest = tables.table_cell(CellKey("expenditure", "total", "basic")).expression
    without = tables.table_cell(CellKey("expenditure", "total", "project")).expression
    assert type(with_rest).__name__ == "Arithmetic"
    assert type(without).__name__ == "CellSum"


def test_carryovers_known_by_fund_alone_are_in_the_total_of_their_table() -> None:
    """An opening carry-over without a functional code stands in 合计 of 公开07."""
    tables = fill(Fact(0, Flow.OPENING_CARRYOVER, 800, funding=Funding.FUND_BUDGET))
    assert tables.cell("fund", "total", "opening") == 800
    assert tables.cell("appropriation", "L30", "amount") == 800
    assert mentions(tables, "fund") == [
        Mention("total", "opening", "", ResidualReason.NO_CODE, 800)
    ]
