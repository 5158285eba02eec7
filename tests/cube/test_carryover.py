"""Carry-overs: adjusted openings, closings, and never an assumed figure."""

from __future__ import annotations

from tests.cube.frames import balance
from tests.cube.frames import ledger
from tests.cube.frames import received
from tests.cube.frames import spent
from xls_juesuan.cube.build import Cube
from xls_juesuan.cube.build import build_cube
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Origin
from xls_juesuan.supplement import Supplement

_ADMINISTRATIVE = {"unit.kind": "administrative"}


def _carryover(cube: Cube, flow: Flow) -> dict[tuple[Funding, str], int]:
    return {(fact.funding, fact.function): fact.fen for fact in cube.facts if fact.flow is flow}


def _origins(cube: Cube, flow: Flow) -> set[Origin]:
    return {fact.origin for fact in cube.facts if fact.flow is flow}


def _opening_of(general_budget: int) -> Supplement:
    """A supplement that states the opening of every fund."""
    nothing = dict.fromkeys(("fund_budget", "state_capital", "other"), 0)
    stated = {"general_budget": general_budget, **nothing}
    return Supplement(
        "补充资料.xlsx", {f"carryover.opening.{fund}": fen for fund, fen in stated.items()}
    )


def _codes(cube: Cube) -> set[str]:
    return {problem.code for problem in cube.problems}


def test_an_opening_stated_nowhere_stays_unknown() -> None:
    """No opening is assumed to be zero, and no closing is made of the year's part alone."""
    cube = build_cube(ledger(spent(5), received(8)), Supplement())
    assert _carryover(cube, Flow.OPENING_CARRYOVER) == {}
    assert _carryover(cube, Flow.CLOSING_CARRYOVER) == {}
    assert not {"carryover", "closing_carryover"} & cube.inputs
    assert {"L218", "L237"} <= _codes(cube)


def test_adjustments_belong_to_the_opening_not_to_income() -> None:
    """年初余额调整 and 归集上缴 change 年初结转和结余; the year's movement does not."""
    rows = (
        balance("810107", "财政拨款结转/累计结转", opening=1_000, status="opening"),
        balance("810101", "财政拨款结转/年初余额调整", credit=30),
        balance("810104", "财政拨款结转/归集上缴", debit=200),
        received(500),
        spent(400),
        {"credit": 400, "closing_credit": 400, "status": "closing", "voucher": "记-9"},
        balance("810106", "财政拨款结转/本年收支结转", debit=400, status="closing"),
        received(0, debit=500, closing_debit=500, status="closing", voucher="记-9"),
        balance("810106", "财政拨款结转/本年收支结转", credit=500, status="closing"),
    )
    cube = build_cube(ledger(*rows, has_opening=True), Supplement())
    assert _carryover(cube, Flow.OPENING_CARRYOVER) == {(Funding.GENERAL_BUDGET, ""): 830}
    assert _carryover(cube, Flow.CLOSING_CARRYOVER) == {(Funding.GENERAL_BUDGET, ""): 930}
    assert "L219" not in _codes(cube)


def test_a_closed_balance_table_gives_the_opening_by_its_own_identity() -> None:
    """Closing less movement is the opening where only closings are printed."""
    rows = (
        balance("810107", "财政拨款结转/累计结转", credit=500, debit=400, closing=930),
        spent(400, credit=400, closing_credit=400),
        received(500, debit=500, closing_debit=500),
    )
    cube = build_cube(ledger(*rows, kind=LedgerKind.BALANCES), Supplement())
    assert _carryover(cube, Flow.OPENING_CARRYOVER) == {(Funding.GENERAL_BUDGET, ""): 830}
    assert _carryover(cube, Flow.CLOSING_CARRYOVER) == {(Funding.GENERAL_BUDGET, ""): 930}


def test_the_supplement_states_what_the_ledger_does_not() -> None:
    """Its opening is used as adjusted already, and recorded as coming from there."""
    stated = _opening_of(1_000)
    cube = build_cube(ledger(spent(5), received(8)), stated)
    assert _carryover(cube, Flow.OPENING_CARRYOVER) == {(Funding.GENERAL_BUDGET, ""): 1_000}
    assert _origins(cube, Flow.OPENING_CARRYOVER) == {Origin.SUPPLEMENT}
    assert sum(_carryover(cube, Flow.CLOSING_CARRYOVER).values()) == 1_003
    assert _origins(cube, Flow.CLOSING_CARRYOVER) == {Origin.DERIVED}
    assert "carryover" in cube.inputs


def test_a_stated_zero_is_known() -> None:
    """Zero in the supplement is an answer; blank is none."""
    stated = _opening_of(0)
    cube = build_cube(ledger(spent(5), received(5)), stated)
    assert "carryover" in cube.inputs
    assert "L218" not in _codes(cube)


def test_an_opening_stated_for_some_funds_only_is_not_known() -> None:
    """The fields left blank are named; what is stated is used all the same."""
    stated = Supplement("补充资料.xlsx", {"carryover.opening.general_budget": 7})
    cube = build_cube(ledger(spent(5), received(5)), stated)
    (problem,) = [problem for problem in cube.problems if problem.code == "L218"]
    assert "政府性基金预算" in problem.detail
    assert "一般公共预算" not in problem.detail
    assert "carryover" not in cube.inputs
    assert _carryover(cube, Flow.OPENING_CARRYOVER) == {(Funding.GENERAL_BUDGET, ""): 7}


def test_ledger_and_supplement_that_disagree_are_both_shown() -> None:
    """The ledger's figure is used, and the finding names both."""
    rows = (
        balance("810107", "财政拨款结转/累计结转", opening=1_000, status="opening"),
        spent(5),
        received(5),
    )
    stated = Supplement("补充资料.xlsx", {"carryover.opening.general_budget": 900})
    cube = build_cube(ledger(*rows, has_opening=True), stated)
    (problem,) = [problem for problem in cube.problems if problem.code == "L221"]
    assert "10.00" in problem.detail
    assert "9.00" in problem.detail
    assert problem.fen == 100
    assert _carryover(cube, Flow.OPENING_CARRYOVER) == {(Funding.GENERAL_BUDGET, ""): 1_000}


def test_8202_counts_for_administrative_units_only() -> None:
    """An institution's 非财政拨款结余 is not part of 年初、年末结转和结余."""
    surplus = balance("820204", "非财政拨款结余/累计结余", opening=70, status="opening")
    admin = build_cube(
        ledger(surplus, spent(1), has_opening=True), Supplement("x", _ADMINISTRATIVE)
    )
    assert _carryover(admin, Flow.OPENING_CARRYOVER) == {(Funding.UNIT_FUNDS, ""): 70}
    institution = build_cube(
        ledger(surplus, spent(1), has_opening=True), Supplement("x", {"unit.kind": "institution"})
    )
    assert _carryover(institution, Flow.OPENING_CARRYOVER) == {}
    both = (spent(1), spent(1, account="7201", account_name="事业支出/基本支出"))
    unknown = build_cube(ledger(surplus, *both, has_opening=True), Supplement())
    assert "L222" in _codes(unknown)


def test_business_surplus_counts_only_as_a_loss() -> None:
    """8401 with a debit balance is carried on; a gain goes to distribution."""
    loss = balance("8401", "经营结余", opening=-40, status="opening")
    gain = balance("8401", "经营结余", opening=40, status="opening")
    with_loss = build_cube(ledger(loss, spent(1), has_opening=True), Supplement())
    with_gain = build_cube(ledger(gain, spent(1), has_opening=True), Supplement())
    assert _carryover(with_loss, Flow.OPENING_CARRYOVER) == {(Funding.UNIT_FUNDS, ""): -40}
    assert _carryover(with_gain, Flow.OPENING_CARRYOVER) == {}


def test_distribution_is_what_leaves_8701_other_than_the_years_result() -> None:
    """Tax and transfers from 8701 are distributed; the transfer from 8501 is not."""
    own = {"voucher": "记-8"}
    rows = (
        spent(1),
        balance("8501", "其他结余", debit=90, status="closing", voucher="记-7"),
        balance("8701", "非财政拨款结余分配", credit=90, status="closing", voucher="记-7"),
        balance("8701", "非财政拨款结余分配", debit=90, **own),
        balance("8301", "专用结余", credit=20, **own),
        balance("820204", "非财政拨款结余/累计结余", credit=70, **own),
    )
    cube = build_cube(ledger(*rows), Supplement())
    amounts = {fact.flow: fact.fen for fact in cube.facts}
    assert amounts[Flow.SURPLUS_DISTRIBUTED] == 90
    assert Flow.SURPLUS_USED not in amounts


def test_a_balance_table_does_not_say_which_way_8701_went() -> None:
    """Without vouchers the distribution is asked for, not guessed."""
    rows = (spent(1), balance("8701", "非财政拨款结余分配", debit=90, credit=90))
    book = ledger(*rows, kind=LedgerKind.BALANCES)
    cube = build_cube(book, Supplement("x", {"unit.kind": "institution"}))
    assert "L222" in _codes(cube)
    stated = Supplement("x", {"unit.kind": "institution", "carryover.surplus_distributed": 90})
    amounts = {fact.flow: fact.fen for fact in build_cube(book, stated).facts}
    assert amounts[Flow.SURPLUS_DISTRIBUTED] == 90


def test_spending_closed_against_earmarked_surplus_is_surplus_used() -> None:
    """专用结余 that pays for spending may bypass 8701; it is line 28 all the same."""
    voucher = {"status": "closing", "voucher": "记-9"}
    rows = (
        spent(60, account="7201", account_name="事业支出/基本支出"),
        {"account": "7201", "credit": 60, "closing_credit": 60, **voucher},
        balance("8301", "专用结余/职工福利基金", debit=60, **voucher),
    )
    amounts = {fact.flow: fact.fen for fact in build_cube(ledger(*rows), Supplement()).facts}
    assert amounts[Flow.SURPLUS_USED] == 60


def test_a_ledger_that_was_never_closed_is_noticed() -> None:
    """Final accounts are drawn up after the year-end closing."""
    assert "L228" in _codes(build_cube(ledger(spent(5), received(5)), Supplement()))
    closed = spent(5, credit=5, closing_credit=5)
    balances = ledger(closed, received(5, debit=5, closing_debit=5), kind=LedgerKind.BALANCES)
    assert "L228" not in _codes(build_cube(balances, Supplement()))


def test_adjustments_beside_a_stated_opening_are_asked_about() -> None:
    """The supplement states the adjusted opening; whether it does so is for the accountant."""
    adjustment = balance("810101", "财政拨款结转/年初余额调整", credit=30)
    cube = build_cube(ledger(spent(5), received(5), adjustment), _opening_of(0))
    (problem,) = [problem for problem in cube.problems if problem.code == "L230"]
    assert "0.30" in problem.detail
    assert problem.sources[0].row == 7


_OWN = {"fund": "3", "fund_name": "单位资金"}
_SPENT = {"account": "720103", "account_name": "事业支出/其他资金支出/基本支出", **_OWN}
_EARNED = {"account": "610102", "account_name": "事业预算收入/非专项资金收入", **_OWN}
_CLOSED = (
    spent(5),
    spent(0, credit=5, closing_credit=5, status="closing", voucher="记-9"),
    balance("810106", "财政拨款结转/本年收支结转", debit=5, status="closing", voucher="记-9"),
)


def test_a_closed_journal_without_an_opening_states_no_closing() -> None:
    """The year's part alone would be a wrong closing; the supplement's own figure is used."""
    cube = build_cube(ledger(*_CLOSED), Supplement())
    assert _carryover(cube, Flow.CLOSING_CARRYOVER) == {}
    assert "closing_carryover" not in cube.inputs
    assert "L237" in _codes(cube)
    stated = Supplement("补充资料.xlsx", {"carryover.closing.general_budget": 95})
    cube = build_cube(ledger(*_CLOSED), stated)
    assert _carryover(cube, Flow.CLOSING_CARRYOVER) == {(Funding.GENERAL_BUDGET, ""): 95}
    assert "L237" not in _codes(cube)


def test_closed_financial_accounts_do_not_close_the_year() -> None:
    """期间损益结转 of 5xxx says nothing of 6xxx and 7xxx."""
    costs = {"account": "5001", "account_name": "业务活动费用", "credit": 5, "closing_credit": 5}
    cube = build_cube(ledger(spent(5), {**costs, "status": "closing"}), Supplement())
    assert "L228" in _codes(cube)
    assert "closing_entries" not in cube.inputs


def test_before_the_closing_an_institutions_own_money_has_no_closing() -> None:
    """What of it is carried over and what is distributed is decided by the closing entries."""
    rows = (spent(30, **_SPENT), received(100, **_EARNED), received(8), spent(8))
    fields = {**_opening_of(10).fields, "unit.kind": "institution"}
    cube = build_cube(ledger(*rows), Supplement("补充资料.xlsx", fields))
    (problem,) = (one for one in cube.problems if one.code == "L237")
    assert "0.70" in problem.detail
    assert _carryover(cube, Flow.CLOSING_CARRYOVER) == {}
    administrative = Supplement("补充资料.xlsx", {**fields, "unit.kind": "administrative"})
    cube = build_cube(ledger(*rows), administrative)
    assert sum(_carryover(cube, Flow.CLOSING_CARRYOVER).values()) == 80


def test_a_balance_table_before_the_closing_does_not_print_the_closing() -> None:
    """8101 still stands at its opening; the closing is worked out, and said to be."""
    rows = (
        balance("810107", "财政拨款结转/累计结转", opening=100, closing=100),
        spent(40, closing=-40),
        received(50, closing=50),
    )
    cube = build_cube(ledger(*rows, kind=LedgerKind.BALANCES, has_opening=True), Supplement())
    assert sum(_carryover(cube, Flow.CLOSING_CARRYOVER).values()) == 110
    assert _origins(cube, Flow.CLOSING_CARRYOVER) == {Origin.DERIVED}
    assert {"L219", "L228"} <= _codes(cube)


def test_a_table_without_closings_is_not_a_table_of_zeros() -> None:
    """Opening and movement give the closing; movement alone gives neither."""
    rows = (
        balance("810107", "财政拨款结转/累计结转", opening=100, credit=50, debit=40),
        spent(40, credit=40, closing_credit=40),
        received(50, debit=50, closing_debit=50),
    )
    cube = build_cube(ledger(*rows, kind=LedgerKind.BALANCES, has_opening=True), Supplement())
    assert sum(_carryover(cube, Flow.OPENING_CARRYOVER).values()) == 100
    assert sum(_carryover(cube, Flow.CLOSING_CARRYOVER).values()) == 110
    blank = ({**rows[0], "opening": 0}, *rows[1:])
    cube = build_cube(ledger(*blank, kind=LedgerKind.BALANCES), Supplement())
    assert _carryover(cube, Flow.OPENING_CARRYOVER) == {}
    assert _carryover(cube, Flow.CLOSING_CARRYOVER) == {}
    assert {"L218", "L237"} <= _codes(cube)


def test_an_opening_stated_before_adjustments_is_recognised() -> None:
    """The finding says that the supplement holds the unadjusted opening, and by how much."""
    rows = (
        balance("810107", "财政拨款结转/累计结转", opening=1_000, status="opening"),
        balance("810101", "财政拨款结转/年初余额调整", credit=30),
        spent(5),
    )
    stated = Supplement("补充资料.xlsx", {"carryover.opening.general_budget": 1_000})
    cube = build_cube(ledger(*rows, has_opening=True), stated)
    (problem,) = (one for one in cube.problems if one.code == "L221")
    assert "调整前的年初余额" in problem.detail
    assert "0.30" in problem.detail
    adjusted = Supplement("补充资料.xlsx", {"carryover.opening.general_budget": 1_030})
    assert "L221" not in _codes(build_cube(ledger(*rows, has_opening=True), adjusted))


def test_funds_that_differ_are_compared_in_total_too() -> None:
    """Money under another fund leaves the total alone; the findings show both."""
    rows = (
        balance("810107", "财政拨款结转/累计结转", opening=60, status="opening"),
        balance("820105", "非财政拨款结转/累计结转", opening=40, status="opening", fund="3"),
        spent(5),
    )
    stated = {"carryover.opening.general_budget": 40, "carryover.opening.other": 60}
    cube = build_cube(ledger(*rows, has_opening=True), Supplement("补充资料.xlsx", stated))
    details = {one.subject: one.detail for one in cube.problems if one.code == "L221"}
    assert len(details) == 3
    assert "合计两边都是 1.00 元" in details["opening_carryover/total"]
    stated["carryover.opening.other"] = 90
    cube = build_cube(ledger(*rows, has_opening=True), Supplement("补充资料.xlsx", stated))
    (total,) = (one for one in cube.problems if one.subject == "opening_carryover/total")
    assert "台账 1.00 元，补充资料 1.30 元" in total.detail


def test_a_balance_of_no_fund_is_said() -> None:
    """8101 without a fund is in 公开01 and in none of the tables by fund."""
    nameless = {"fund": "", "fund_name": "", "function": "", "opening": 70}
    rows = (balance("8101", "财政拨款结转", status="opening", **nameless), spent(5))
    cube = build_cube(ledger(*rows, has_opening=True), Supplement())
    (problem,) = (one for one in cube.problems if one.code == "L239")
    assert "0.70" in problem.detail
    assert _carryover(cube, Flow.OPENING_CARRYOVER) == {(Funding.UNDECIDED, ""): 70}


def _to_surplus_rows() -> tuple[dict[str, object], ...]:
    """8701 distributes 90; 15 of management fees and of what a project left go to 8202."""
    return (
        spent(1, account="7201", account_name="事业支出/基本支出"),
        balance("8701", "非财政拨款结余分配", debit=90, voucher="记-8"),
        balance("820204", "非财政拨款结余/累计结余", credit=90, voucher="记-8"),
        balance("820103", "非财政拨款结转/项目间接费用或管理费", debit=15, voucher="记-5"),
        balance("820202", "非财政拨款结余/项目间接费用或管理费", credit=15, voucher="记-5"),
    )


def test_what_goes_from_8201_to_8202_is_asked_about() -> None:
    """An institution's 8202 is no carry-over; which line shows the money is not settled."""
    kind = {"unit.kind": "institution"}
    cube = build_cube(ledger(*_to_surplus_rows()), Supplement("x", kind))
    (problem,) = (one for one in cube.problems if one.code == "L238")
    assert "0.15" in problem.detail
    amounts = {fact.flow: fact.fen for fact in cube.facts}
    assert amounts[Flow.SURPLUS_DISTRIBUTED] == 90
    administrative = build_cube(ledger(*_to_surplus_rows()), Supplement("x", _ADMINISTRATIVE))
    assert "L238" not in _codes(administrative)


def test_the_supplement_settles_where_money_of_8201_went() -> None:
    """A stated distribution that is larger by just that amount includes it."""
    stated: dict[str, int | str] = {"unit.kind": "institution"}
    stated["carryover.surplus_distributed"] = 105
    cube = build_cube(ledger(*_to_surplus_rows()), Supplement("x", stated))
    amounts = {fact.flow: fact.fen for fact in cube.facts}
    assert amounts[Flow.SURPLUS_DISTRIBUTED] == 105
    assert "L221" not in _codes(cube)
    stated["carryover.surplus_distributed"] = 100
    cube = build_cube(ledger(*_to_surplus_rows()), Supplement("x", stated))
    assert "L221" in _codes(cube)


def test_a_balance_table_does_not_say_what_8301_paid_for() -> None:
    """专用结余 that moves past 8701 is asked about as well."""
    rows = (spent(1), balance("8301", "专用结余", debit=20, closing=30))
    book = ledger(*rows, kind=LedgerKind.BALANCES)
    cube = build_cube(book, Supplement("x", {"unit.kind": "institution"}))
    assert "8301" in {one.subject for one in cube.problems if one.code == "L222"}


def test_a_fund_that_moved_needs_its_own_opening() -> None:
    """An opening stated for one fund gives no closing while another fund moved without one."""
    stated = Supplement("补充资料.xlsx", {"carryover.opening.general_budget": 7})
    bonds = {"fund": "121", "fund_name": "政府性基金预算资金"}
    cube = build_cube(ledger(spent(5), received(5), received(9, **bonds)), stated)
    assert _carryover(cube, Flow.CLOSING_CARRYOVER) == {}
    assert {"L218", "L237"} <= _codes(cube)
    cube = build_cube(ledger(spent(5), received(5)), stated)
    assert sum(_carryover(cube, Flow.CLOSING_CARRYOVER).values()) == 7
