"""What each figure is made of, and that both of its trees give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from tests.tables.samples import fill
from tests.tables.samples import income
from tests.tables.samples import reference_facts
from tests.tables.samples import spending
from xls_juesuan.declarations.relation.evaluation import evaluate_amount
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import Span
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.model import CellKey
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item

if TYPE_CHECKING:
    from xls_juesuan.tables import TableSet

FUNCTIONS = [
    "", "201", "20103", "2010301", "2010399", "2080501", "2080505", "21208", "2120803", "209",
    "2090101", "230", "2230105", "2340101", "2019977", "29901", "2130135",
]  # fmt: skip
ECONOMICS = [
    "", "301", "30101", "30104", "302", "30217", "30231", "30703", "309", "30913", "31013",
    "31204", "39906", "39999", "30588", "50201",
]  # fmt: skip
FUNDINGS = st.sampled_from(list(Funding))
AMOUNTS = st.integers(-(10**11), 10**11)

incomes = st.builds(
    income,
    AMOUNTS,
    st.sampled_from(FUNCTIONS),
    item=st.sampled_from(
        [
            Item.NONE,
            Item.APPROPRIATION,
            Item.SUPERIOR_SUBSIDY,
            Item.OTHER_INCOME,
            Item.UNDECIDED,
        ]
    ),
    funding=FUNDINGS,
)
spendings = st.builds(
    spending,
    AMOUNTS,
    st.sampled_from(FUNCTIONS),
    st.sampled_from(ECONOMICS),
    item=st.sampled_from([Item.BASIC, Item.PROJECT, Item.BUSINESS, Item.UNDECIDED]),
    funding=FUNDINGS,
)
carryovers = st.builds(
    Fact,
    st.just(0),
    st.sampled_from([Flow.OPENING_CARRYOVER, Flow.CLOSING_CARRYOVER, Flow.SURPLUS_USED]),
    AMOUNTS,
    funding=FUNDINGS,
    function=st.sampled_from(FUNCTIONS),
)


def value(tables: TableSet, table: str, row: str, column: str = "") -> int:
    return tables.cell(table, row, column)


@settings(max_examples=120)
@given(st.lists(st.one_of(incomes, spendings, spendings, carryovers), max_size=25))
def test_facts_alone_give_the_same_figure_as_the_sums(facts: list[Fact]) -> None:
    """For any facts, each figure's tree and its direct tree agree with its value to the fen."""
    tables = fill(*facts)
    for table in tables.tables:
        for cell in table.cells.values():
            if cell.expression is None or cell.direct is None:
                assert (cell.fen, cell.expression, cell.direct) == (0, None, None)
                continue
            assert evaluate_amount(cell.expression, tables) == cell.fen
            assert evaluate_amount(cell.direct, tables) == cell.fen
            kinds = {type(node) for node in walk(cell.direct)}
            assert CellSum not in kinds
            assert Cell not in kinds


@settings(max_examples=80)
@given(st.lists(st.one_of(incomes, spendings, spendings), max_size=25))
def test_no_fact_vanishes_from_the_totals(facts: list[Fact]) -> None:
    """Whatever the codes and items, the totals hold all income and all expenditure."""
    tables = fill(*facts)
    earned = sum(fact.fen for fact in facts if fact.flow is Flow.INCOME)
    spent = sum(fact.fen for fact in facts if fact.flow is Flow.EXPENDITURE)
    general = [
        fact
        for fact in facts
        if fact.flow is Flow.EXPENDITURE and fact.funding is Funding.GENERAL_BUDGET
    ]
    assert value(tables, "income_expenditure", "L27") == earned
    assert value(tables, "income", "total", "total") == earned
    assert value(tables, "income_expenditure", "L57") == spent
    assert value(tables, "expenditure", "total", "total") == spent
    assert value(tables, "appropriation", "L59", "general_budget") == sum(f.fen for f in general)
    assert value(tables, "general_budget_expenditure", "total", "total") == sum(
        fact.fen for fact in general
    )
    # In 公开06 only what has no economic code of 3xx stands nowhere, and is reported.
    unplaced = sum(one.fen for one in tables.residuals if not one.row)
    assert unplaced + sum(
        value(tables, "basic_by_economic", row) for row in ("personnel_total", "public_use_total")
    ) == sum(fact.fen for fact in general if fact.item is Item.BASIC)


def test_totals_are_sums_of_cells_and_nothing_else_where_every_code_has_its_row() -> None:
    """Without odd facts a total's formula adds up its parts and holds no sum of facts."""
    tables = fill(*reference_facts())
    assert tree(tables, "income_expenditure", "L57") == CellSum(
        "income_expenditure", Span("L31", "L56")
    )
    assert tree(tables, "expenditure", "total", "basic") == CellSum(
        "expenditure", Kindred("categories", "total"), "basic"
    )
    assert tree(tables, "expenditure", "20103", "basic") == CellSum(
        "expenditure", Kindred("children", "20103"), "basic"
    )
    assert tree(tables, "basic_by_economic", "301", "amount") == CellSum(
        "basic_by_economic", Kindred("children", "301"), "amount"
    )
    total = tree(tables, "general_budget_expenditure", "2010301", "total")
    assert total == Arithmetic(
        "+",
        Cell("general_budget_expenditure", "2010301", "basic"),
        Cell("general_budget_expenditure", "2010301", "project"),
    )
    assert isinstance(tree(tables, "basic_by_economic", "30201", "amount"), FactSum)


def tree(tables: TableSet, table: str, row: str, column: str = "amount") -> object:
    return tables.table_cell(CellKey(table, row, column)).expression


def test_figures_that_stand_in_two_tables_refer_to_each_other() -> None:
    """公开04 takes its income from 公开01 and the fund's carry-overs from 公开07."""
    fund = {"funding": Funding.FUND_BUDGET}
    tables = fill(
        income(900, "2120803", **fund),
        Fact(0, Flow.OPENING_CARRYOVER, 300, function="2120803", **fund),
        Fact(0, Flow.CLOSING_CARRYOVER, 200, function="2120803", **fund),
        Fact(0, Flow.CLOSING_CARRYOVER, 50, funding=Funding.GENERAL_BUDGET),
        spending(1000, "2120803", item=Item.PROJECT, **fund),
    )
    assert tree(tables, "appropriation", "L2") == Cell("income_expenditure", "L2")
    assert tree(tables, "appropriation", "L30") == Cell("fund", "total", "opening")
    assert tree(tables, "appropriation", "L60", "fund_budget") == Cell("fund", "total", "closing")
    row = [value(tables, "fund", "2120803", column.key) for column in tables.tables[6].columns]
    assert row == [300, 900, 1000, 0, 1000, 200]
    assert [value(tables, "appropriation", line, "amount") for line in ("L2", "L28", "L32")] == [
        900,
        300,
        1200,
    ]
    assert value(tables, "appropriation", "L60", "total") == 250
    assert value(tables, "appropriation", "L64", "total") == 1250
    assert not tables.has_statement("fund")
    assert tables.has_statement("state_capital")


def test_three_public_expenses_come_from_economic_codes_of_the_general_budget() -> None:
    """公开09 counts basic and project alike, both codes of vehicle purchase, one budget only."""
    tables = fill(
        spending(100, economic="30217"),
        spending(20, economic="30217", item=Item.PROJECT),
        spending(3, economic="30217", item=Item.UNDECIDED),
        spending(1000, economic="30217", funding=Funding.UNIT_FUNDS),
        spending(7, economic="31013"),
        spending(5, economic="30913", item=Item.PROJECT),
        spending(4, economic="30231"),
        spending(9, economic="30212"),
        Fact(0, Flow.THREE_PUBLIC_BUDGET, 500, Item.VEHICLE_RUNNING),
        Fact(0, Flow.THREE_PUBLIC_BUDGET, 60, Item.OVERSEAS_TRAVEL),
    )
    table = tables.table("three_public")
    assert table is not None
    figures = [value(tables, "three_public", "total", column.key) for column in table.columns]
    assert figures == [560, 60, 500, 0, 500, 0, 148, 9, 16, 12, 4, 123]


def test_what_an_absent_input_would_feed_is_unknown_and_not_zero() -> None:
    """Without the supplement the budget of 公开09 is blank because nobody knows it."""
    known = {cell.key.column: cell.is_known for cell in cells(fill(inputs=frozenset()))}
    assert {key for key, is_known in known.items() if not is_known} == {
        key for key in known if key.startswith("budget_")
    }
    items = ("overseas_travel", "vehicle_purchase", "vehicle_running", "hospitality")
    fields = {f"three_public_budget.{item}" for item in items}
    given = fill(inputs=frozenset({"three_public_budget", *fields}))
    assert all(cell.is_known for cell in cells(given))
    partly = fill(inputs=frozenset({"three_public_budget.hospitality"}))
    stated = [cell.key.column for cell in cells(partly) if cell.is_known]
    assert [key for key in stated if key.startswith("budget_")] == ["budget_hospitality"]


def cells(tables: TableSet) -> list:
    table = tables.table("three_public")
    assert table is not None
    return list(table.cells.values())


def test_a_figure_that_is_there_is_known_whatever_the_inputs_say() -> None:
    """A carry-over that was worked out is printed even where no input states it."""
    carryover = Fact(0, Flow.CLOSING_CARRYOVER, 70, funding=Funding.UNIT_FUNDS)
    tables = fill(carryover, inputs=frozenset())
    closing = tables.table_cell(CellKey("income_expenditure", "L59", "amount"))
    opening = tables.table_cell(CellKey("income_expenditure", "L29", "amount"))
    assert (closing.fen, closing.is_known, opening.is_known) == (70, True, False)


def test_lines_that_print_nothing_have_no_formula() -> None:
    """The blank lines 9 to 26 of 公开01 and 61 to 63 of 公开04 hold no tree at all."""
    tables = fill(*reference_facts())
    for line in range(9, 27):
        assert tree(tables, "income_expenditure", f"L{line}") is None
    for line in (61, 62, 63):
        assert tree(tables, "appropriation", f"L{line}", "total") is None
