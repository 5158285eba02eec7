"""The cube: every fen once, none lost, whatever the order of lines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from tests.cube.frames import balance
from tests.cube.frames import ledger
from tests.cube.frames import received
from tests.cube.frames import spent
from xls_juesuan.cube.build import build_cube
from xls_juesuan.errors import UserError
from xls_juesuan.ledger import RowStatus
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import UnitKind
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    import random

    from xls_juesuan.cube.build import Cube


def _facts(cube: Cube, flow: Flow) -> list[Fact]:
    return [fact for fact in cube.facts if fact.flow is flow]


def _shape(cube: Cube) -> Counter[tuple[object, ...]]:
    return Counter(
        (fact.flow, fact.item, fact.funding, fact.function, fact.economic, fact.account, fact.fen)
        for fact in cube.facts
    )


def _codes(cube: Cube) -> set[str]:
    return {problem.code for problem in cube.problems}


def test_spending_is_debit_minus_credit_and_income_the_other_way() -> None:
    """A refund booked on the credit side and a red entry both net out."""
    cube = build_cube(
        ledger(spent(10_000), {"credit": 1_500}, spent(-500), received(9_000), received(-1_000)),
        Supplement(),
    )
    assert [fact.fen for fact in _facts(cube, Flow.EXPENDITURE)] == [8_000]
    assert [fact.fen for fact in _facts(cube, Flow.INCOME)] == [8_000]


def test_financial_closing_and_balance_lines_are_set_aside_with_their_amounts() -> None:
    """Used and set aside add up to the file, in rows and in both sides."""
    rows = (
        spent(700),
        received(700),
        {"account": "500101", "debit": 700},
        {"account": "710101", "credit": 700, "closing_credit": 700, "status": "closing"},
        balance("810106", "财政拨款结转/本年收支结转", debit=700),
        {"account": "650101", "credit": 50},
        {"account": "", "narration": "合计", "debit": 2100, "status": "subtotal"},
        {"account": "9999", "debit": 3},
        spent(0),
    )
    cube = build_cube(ledger(*rows), Supplement())
    account = {part.status: (part.rows, part.debit, part.credit) for part in cube.set_aside}
    assert account == {
        RowStatus.FINANCIAL: (1, 700, 0),
        RowStatus.CLOSING: (1, 0, 700),
        RowStatus.BUDGET_BALANCE: (1, 700, 0),
        RowStatus.REPAYABLE: (1, 0, 50),
        RowStatus.SUBTOTAL: (1, 2100, 0),
        RowStatus.UNKNOWN_ACCOUNT: (1, 3, 0),
        RowStatus.NO_AMOUNT: (1, 0, 0),
    }
    assert (cube.used.rows, cube.used.debit, cube.used.credit) == (2, 700, 700)
    amounts = {problem.code: problem.fen for problem in cube.problems}
    assert (amounts["L216"], amounts["L217"]) == (3, 50)


def test_a_line_with_the_same_amount_on_both_sides_is_used_at_nothing() -> None:
    """It moved, so it is no line without an amount; it adds nothing to its fact."""
    cube = build_cube(ledger(spent(700), spent(300, credit=300), received(700)), Supplement())
    assert cube.set_aside == ()
    assert [(fact.fen, fact.rows) for fact in _facts(cube, Flow.EXPENDITURE)] == [(700, 2)]


def test_a_ledger_without_budget_accounting_is_refused() -> None:
    """A book of financial accounting alone cannot feed the tables, and that is said."""
    with pytest.raises(UserError, match="预算会计"):
        build_cube(ledger({"account": "500101", "debit": 1}), Supplement())


def test_every_line_knows_its_fact_and_every_fact_its_lines() -> None:
    """The lines of a fact add up to it, and their number is the fact's."""
    cube = build_cube(
        ledger(spent(1), spent(2, economic="30202"), spent(4), received(7)), Supplement()
    )
    summed = cube.frame.groupby("fact")["counted"].agg(["sum", "size"])
    for fact in (*_facts(cube, Flow.INCOME), *_facts(cube, Flow.EXPENDITURE)):
        assert (fact.fen, fact.rows) == tuple(summed.loc[fact.number])


@pytest.mark.parametrize(
    ("account", "item"),
    [
        ("6201", Item.SUPERIOR_SUBSIDY),
        ("6101", Item.SERVICE_INCOME),
        ("6401", Item.BUSINESS_INCOME),
        ("6301", Item.AFFILIATE_REMITTANCE),
        ("6601", Item.OTHER_INCOME),
        ("6602", Item.OTHER_INCOME),
        ("6609", Item.OTHER_INCOME),
    ],
)
def test_income_accounts_feed_the_item_of_their_name(account: str, item: Item) -> None:
    """The order of accounts is not the order of the table's lines."""
    line = received(5, account=account, account_name="", fund="", fund_name="")
    (fact,) = _facts(build_cube(ledger(line), Supplement()), Flow.INCOME)
    assert (fact.item, fact.funding) == (item, Funding.UNIT_FUNDS)


@pytest.mark.parametrize(
    ("account", "item"),
    [
        ("7301", Item.BUSINESS),
        ("7401", Item.REMITTANCE_UP),
        ("7501", Item.AFFILIATE_SUBSIDY),
        ("7901", Item.BASIC),
    ],
)
def test_expenditure_accounts_feed_their_own_columns(account: str, item: Item) -> None:
    """经营、上缴上级 and 对附属单位补助 are items of their own; 其他支出 splits like 7101."""
    line = spent(5, account=account, account_name="某支出/基本支出")
    (fact,) = _facts(build_cube(ledger(line, received(5)), Supplement()), Flow.EXPENDITURE)
    assert fact.item is item


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (spent(1, function="", function_name=""), "L201"),
        (spent(1, function="20103", function_name=""), "L202"),
        (spent(1, function="2019876", function_name=""), "L203"),
        (spent(1, function="2010307", function_name=""), "L204"),
        (spent(1, economic="", economic_name=""), "L205"),
        (spent(1, economic="302", economic_name=""), "L206"),
        (spent(1, economic="30288", economic_name=""), "L207"),
        (spent(1, economic="30104", economic_name=""), "L208"),
        (spent(1, account_name="行政支出"), "L211"),
        (spent(1, fund="", fund_name=""), "L212"),
        (received(1, function="", function_name=""), "L213"),
        (spent(1, economic="30201", economic_name="印刷费"), "L214"),
        (spent(1, economic="50201", economic_name=""), "L215"),
    ],
)
def test_what_cannot_be_placed_is_a_problem_with_its_row(
    line: dict[str, object], code: str
) -> None:
    """Each undecidable line is named with sheet and row, and its amount stays in the facts."""
    cube = build_cube(ledger(received(1_000), spent(1_000), line), Supplement())
    (problem,) = [problem for problem in cube.problems if problem.code == code]
    assert [(source.sheet, source.row) for source in problem.sources] == [("凭证", 7)]
    assert problem.fen == 1
    total = sum(fact.fen for fact in cube.facts if fact.flow in (Flow.INCOME, Flow.EXPENDITURE))
    assert total == 2_001


def test_a_name_of_another_code_is_said_to_be_that_of_the_nearest() -> None:
    """Dozens of items are called 行政运行; what was meant is the one beside the code used."""
    line = spent(1, function="2010302", function_name="行政运行")
    cube = build_cube(ledger(line, received(1)), Supplement())
    (problem,) = [problem for problem in cube.problems if problem.code == "L214"]
    assert "2010301" in problem.detail


def test_the_name_of_the_code_above_is_no_other_code() -> None:
    """Whoever prints the name of the 类 beside the 款 has named it, if roughly."""
    line = spent(1, economic="30201", economic_name="商品和服务支出")
    assert "L214" not in _codes(build_cube(ledger(line, received(1)), Supplement()))


def test_account_and_project_class_that_contradict_each_other_are_noticed() -> None:
    """The account decides, and the accountant is told of the other statement."""
    line = spent(1, project_class_name="其他运转类项目")
    cube = build_cube(
        ledger(line, spent(1, project_class_name="人员类项目"), received(2)), Supplement()
    )
    (problem,) = [problem for problem in cube.problems if problem.code == "L229"]
    assert [source.row for source in problem.sources] == [5]
    assert "其他运转类项目" in problem.subject
    assert {fact.item for fact in _facts(cube, Flow.EXPENDITURE)} == {Item.BASIC}


def test_a_missing_column_is_named_once_as_the_cause() -> None:
    """Where no line states a fund, the export lacks the column, and that is said."""
    lines = [spent(1, fund="", fund_name=""), received(1, fund="", fund_name="", function="")]
    problems = build_cube(ledger(*lines), Supplement()).problems
    details = [problem.detail for problem in problems if problem.code == "L212"]
    assert details
    assert all("资金性质”列" in detail for detail in details)


def test_a_great_many_undecided_accounts_are_told_in_one_line_besides_the_first() -> None:
    """Twenty accounts by name, the others in one: no row and no fen is left out."""
    lines = [spent(1, account=f"7101{at:04d}", account_name="行政支出") for at in range(50)]
    problems = build_cube(ledger(*lines, received(50)), Supplement()).problems
    undecided = [problem for problem in problems if problem.code == "L211"]
    assert len(undecided) == 21
    assert sum(problem.rows for problem in undecided) == 50
    assert sum(problem.fen or 0 for problem in undecided) == 50
    assert any("30 个" in problem.detail for problem in undecided)


def test_what_closing_took_off_an_account_is_a_control_of_its_own() -> None:
    """A voucher counted twice shows as movement that the closing did not take off."""
    rows = (
        spent(5),
        spent(5),
        {"credit": 5, "closing_credit": 5, "status": "closing", "voucher": "记-9"},
        received(5),
    )
    facts = build_cube(ledger(*rows), Supplement()).facts
    amounts = {(fact.flow, fact.account): fact.fen for fact in facts}
    assert amounts[Flow.ACCOUNT_MOVEMENT, "7101"] == 10
    assert amounts[Flow.ACCOUNT_CLOSED, "7101"] == 5


def test_a_local_wording_of_a_name_is_no_problem() -> None:
    """Only the name of another code shows that code and name disagree."""
    cube = build_cube(ledger(spent(1, economic_name="办公费用"), received(1)), Supplement())
    assert "L214" not in _codes(cube)


def test_closing_that_was_not_recognised_is_noticed() -> None:
    """Income and spending that both net to zero are not reported as a year of nothing."""
    rows = (spent(5), {"credit": 5}, received(5), received(-5))
    assert "L220" in _codes(build_cube(ledger(*rows), Supplement()))


def test_unit_kind_comes_from_the_supplement_or_else_from_the_accounts() -> None:
    """7101 is an administrative unit's account, 7201 an institution's; both decide nothing."""
    admin, institution = spent(1), spent(1, account="7201", account_name="事业支出/基本支出")
    assert build_cube(ledger(admin), Supplement()).unit_kind is UnitKind.ADMINISTRATIVE
    assert build_cube(ledger(institution), Supplement()).unit_kind is UnitKind.INSTITUTION
    mixed = build_cube(ledger(admin, institution), Supplement())
    assert mixed.unit_kind is UnitKind.UNKNOWN
    assert "L223" in _codes(mixed)
    stated = Supplement("补充资料.xlsx", {"unit.kind": "institution"})
    assert build_cube(ledger(admin), stated).unit_kind is UnitKind.INSTITUTION


def test_three_public_budget_comes_from_the_supplement_and_blank_is_not_zero() -> None:
    """A stated zero makes the input known; no statement leaves it unknown."""
    items = ("overseas_travel", "vehicle_purchase", "vehicle_running", "hospitality")
    whole = {f"three_public_budget.{item}": 0 for item in items}
    part = {"three_public_budget.hospitality": 0}
    cubes = [
        build_cube(ledger(spent(1)), Supplement("补充资料.xlsx", each)) for each in (whole, part)
    ]
    assert ["three_public_budget" in cube.inputs for cube in cubes] == [True, False]
    assert "three_public_budget.hospitality" in cubes[1].inputs
    (problem,) = [problem for problem in cubes[1].problems if problem.code == "L227"]
    assert "公务接待费" not in problem.detail
    assert "公务用车购置费" in problem.detail
    assert "three_public_budget" not in build_cube(ledger(spent(1)), Supplement()).inputs


_LINES = st.lists(
    st.builds(
        lambda fen, economic, function, fund, income: (
            received(fen, function=function, fund=fund, fund_name="")
            if income
            else spent(fen, economic=economic, function=function, fund=fund, fund_name="")
        ),
        st.integers(-(10**9), 10**9),
        st.sampled_from(["30101", "30201", "302", "", "30999", "50201"]),
        st.sampled_from(["2010301", "20103", "201", "", "2120803", "2099999"]),
        st.sampled_from(["111", "121", "131", "31", "", "7"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=25,
).filter(lambda rows: any(row.get("debit") or row.get("credit") for row in rows))


@settings(max_examples=25, deadline=None)
@given(_LINES, st.randoms(use_true_random=False))
def test_permuting_lines_changes_nothing(rows: list[dict[str, object]], rng: random.Random) -> None:
    """The cube does not depend on the order of the ledger."""
    shuffled = list(rows)
    rng.shuffle(shuffled)
    assert _shape(build_cube(ledger(*rows), Supplement())) == _shape(
        build_cube(ledger(*shuffled), Supplement())
    )


@settings(max_examples=25, deadline=None)
@given(_LINES, st.data())
def test_splitting_a_line_changes_nothing(
    rows: list[dict[str, object]], data: st.DataObject
) -> None:
    """One line of 100 and two of 30 and 70 give the same facts."""
    place = data.draw(st.integers(0, len(rows) - 1))
    side = "credit" if rows[place].get("account") == "600101" else "debit"
    whole = rows[place][side]
    assert isinstance(whole, int)
    part = data.draw(st.integers(-(10**9), 10**9))
    halves = [{**rows[place], side: part}, {**rows[place], side: whole - part}]
    split = [*rows[:place], *halves, *rows[place + 1 :]]
    before = {
        key: n for key, n in _shape(build_cube(ledger(*rows), Supplement())).items() if key[-1]
    }
    after = {
        key: n for key, n in _shape(build_cube(ledger(*split), Supplement())).items() if key[-1]
    }
    assert before == after


@settings(max_examples=25, deadline=None)
@given(_LINES)
def test_no_fen_is_lost_or_invented(rows: list[dict[str, object]]) -> None:
    """Facts add up to the lines; used and set aside add up to the file."""
    book = ledger(*rows)
    cube = build_cube(book, Supplement())
    for flow, side in ((Flow.INCOME, "credit"), (Flow.EXPENDITURE, "debit")):
        stated = sum(int(row.get(side, 0)) for row in rows)  # type: ignore[call-overload]  # ints by construction
        assert sum(fact.fen for fact in _facts(cube, flow)) == stated
    parts = (cube.used, *cube.set_aside)
    assert sum(part.rows for part in parts) == len(rows)
    assert sum(part.debit for part in parts) == int(book.frame["debit"].sum())
    assert sum(part.credit for part in parts) == int(book.frame["credit"].sum())
