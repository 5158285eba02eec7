"""What a finding says beyond its relation: rows, figures, and where money is booked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.audit.units import GENERAL
from tests.audit.units import Spoiled
from tests.audit.units import agency
from tests.audit.units import audit
from tests.audit.units import modest
from tests.audit.units import tables_of
from xls_juesuan.declarations.rules import INPUTS
from xls_juesuan.findings import Outcome
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Item
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from xls_juesuan.findings import Finding


def spent(function: str, economic: str, fen: int, item: Item = Item.BASIC) -> Fact:
    return Fact(0, Flow.EXPENDITURE, fen, item, GENERAL, function=function, economic=economic)


def judged(code: str, *facts: Fact) -> Finding:
    (finding,) = audit(tables_of(facts, UnitKind.ADMINISTRATIVE), code).findings
    return finding


HOUSING = spent("2210201", "30113", 100_000)


def test_money_moved_to_another_function_is_found_and_located() -> None:
    """Housing fund booked under 行政运行 is told with its amount and where it stands."""
    finding = judged("T001", HOUSING, spent("2010301", "30113", 50_000))

    assert finding.outcome is Outcome.FAILED
    assert finding.message.endswith(
        "左边 1,000.00 元，右边 1,500.00 元，相差 500.00 元；"
        "30113 有一部分列在别的功能科目：2010301 行政运行 500.00 元。"
    )


def test_other_money_under_a_function_is_found_and_located() -> None:
    """What is no housing fund does not belong under the function of the housing fund."""
    finding = judged("T001", HOUSING, spent("2210201", "30102", 20_000), spent("2210201", "", 5))

    assert finding.outcome is Outcome.FAILED
    assert finding.message.endswith(
        "2210201 里有别的经济科目：30102 津贴补贴 200.00 元，没有填或没有列出的科目 0.05 元。"
    )


@pytest.mark.parametrize(
    "facts",
    [
        (spent("2010301", "30113", 100_000),),
        (HOUSING, spent("2010301", "30113", 5), spent("2210201", "30113", 7, Item.PROJECT)),
        (HOUSING, spent("2010301", "30113", 5, Item.PROJECT)),
    ],
    ids=["function not used", "function has projects", "only projects elsewhere"],
)
def test_local_practice_is_no_alarm(facts: tuple[Fact, ...]) -> None:
    """A place that does not use the function, and project money, are left in peace."""
    assert judged("T001", *facts).outcome is not Outcome.FAILED


@pytest.mark.parametrize(
    ("code", "function", "economic"),
    [
        ("T002", "2080505", "30108"),
        ("T003", "2080506", "30109"),
        ("T004", "2101101", "30110"),
        ("T004", "2101102", "30110"),
        ("T005", "2101103", "30111"),
        ("T010", "2089999", "30112"),
    ],
)
def test_every_pair_is_held_together(code: str, function: str, economic: str) -> None:
    """What lies outside of the function is named for each pair."""
    paired = spent(function, economic, 100_000)

    assert judged(code, paired).outcome is Outcome.PASSED
    finding = judged(code, paired, spent("2010301", economic, 1))
    assert finding.outcome is Outcome.FAILED
    assert "2010301 行政运行 0.01 元" in finding.message


def test_insurance_under_the_running_costs_is_no_notice() -> None:
    """Where 2089999 holds other things and 30112 is booked with running costs, nothing is said."""
    facts = (spent("2089999", "30399", 100_000), spent("2010301", "30112", 50_000))

    assert judged("T010", *facts).outcome is Outcome.NOT_APPLICABLE


def test_faulty_rows_are_named() -> None:
    """The message names the rows, not their number."""
    assert judged("F141", spent("2120803", "30226", 500, Item.PROJECT)).message == (
        "公开05列了 21208 国有土地使用权出让收入安排的支出、2120803 城市建设支出，不是一般公共预算科目。"
    )


def test_a_failed_condition_shows_its_figures() -> None:
    """What is there stands first, what is nothing is gathered."""
    counts = {
        f"three_public_counts.{name}": 0
        for name in (
            *("domestic_receptions", "domestic_persons"),
            *("foreign_receptions", "foreign_persons"),
        )
    }
    (finding,) = audit(Spoiled(agency(), figures=counts), "P014").findings

    assert finding.message == (
        "公开09“决算数：公务接待费” 70.00 元；补充资料“国内公务接待批次”、“外宾接待批次”、"
        "“国内公务接待人次”、“外宾接待人次”都是 0。"
    )


def test_a_missing_statement_is_said_in_words() -> None:
    """The figures are nothing, and the statement is not there."""
    (finding,) = audit(Spoiled(modest(), statements={"fund": False}), "F146").findings

    assert finding.message.endswith("都是 0；公开07没有印“本表无数据”的说明。")


def test_a_figure_that_should_be_nothing_is_shown_as_it_is() -> None:
    """Nobody reads the value of nothing."""
    (finding,) = audit(Spoiled(agency(), {"basic_by_economic[30107]": 300}), "P124").findings

    assert finding.message == "公开06“30107 绩效工资”行应为 0，现为 3.00 元。"


@pytest.mark.parametrize(
    ("code", "cell", "knows", "words"),
    [
        ("T101", "income_expenditure[L27]", True, "应为"),
        ("T105", "income_expenditure[L30]", False, "左边"),
        ("T408", "appropriation[L32].amount", False, "左边"),
        ("T201", "income[total].total", False, "左边"),
        ("T504", "general_budget_expenditure[total].basic", False, "左边"),
        ("L305", "income_expenditure[L1]", True, "左边"),
    ],
)
def test_only_a_total_should_be_what_the_other_side_is(
    code: str, cell: str, knows: bool, words: str
) -> None:
    """Of two tables that differ nobody knows the right one; a total is judged by its parts."""
    (finding,) = audit(Spoiled(agency(), {cell: 5}), code).findings

    assert f"：{words} " in finding.message
    assert (finding.left, finding.right is None) == (5, False)
    assert (finding.suggested is not None) is knows


@pytest.mark.parametrize("code", ["L320", "L322"])
def test_a_rule_for_others_does_not_apply_whatever_is_missing(code: str) -> None:
    """An agency is not told that a rule for institutions could not be checked."""
    missing = frozenset(INPUTS) - {"balances"}
    (finding,) = audit(agency(), code, inputs=missing).findings
    (unknown,) = audit(agency(), code, inputs=missing - {"unit_kind"}).findings

    assert (finding.outcome, finding.reason) == (Outcome.NOT_APPLICABLE, "只核对事业单位。")
    assert unknown.outcome is Outcome.NOT_CHECKABLE


def test_each_account_that_was_not_closed_in_full_has_a_line() -> None:
    """A voucher counted twice shows on both its accounts."""
    moved = [Fact(0, Flow.ACCOUNT_MOVEMENT, 7, account=account) for account in ("6001", "6601")]
    found = audit(Spoiled(agency(), facts=tuple(moved)), "L333")

    assert [finding.subject for finding in found.findings] == ["6001", "6601"]
    assert found.findings[0].message.startswith("应有 6001 科目本年发生额 = 6001 科目结账转出数：")
