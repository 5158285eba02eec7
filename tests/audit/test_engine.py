"""The audit reports every rule, in the order in which people read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.audit.units import Spoiled
from tests.audit.units import agency
from tests.audit.units import audit
from tests.audit.units import institution
from tests.audit.units import rules
from tests.audit.units import tables_of
from xls_juesuan.audit import Verdict
from xls_juesuan.audit import run_audit
from xls_juesuan.declarations.relation.parser import parse_relation
from xls_juesuan.declarations.rules import DOCUMENT_INPUTS
from xls_juesuan.declarations.rules import INPUTS
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Problem
from xls_juesuan.findings import Severity
from xls_juesuan.messages import audit as messages
from xls_juesuan.model import CellKey
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import Source
from xls_juesuan.model import UnitKind

ORDER = (Outcome.FAILED, Outcome.NOT_CHECKABLE, Outcome.NOT_APPLICABLE, Outcome.PASSED)


def test_every_rule_reports_on_every_run() -> None:
    """No rule is silent, whatever is missing."""
    for inputs in (frozenset(INPUTS), frozenset()):
        found = audit(agency(), inputs=frozenset(inputs))

        assert {finding.code for finding in found.findings} == {rule.code for rule in load_rules()}


def test_findings_are_ordered_as_people_read() -> None:
    """Failures first and the worst of them first, then what was not checked, then the rest."""
    problem = Problem("L109", "记-1", "两行相同。")
    spoiled = Spoiled(agency(), {"income_expenditure[L57]": 0, "basic_by_economic[30107]": 3})
    found = audit(spoiled, problems=(problem,), inputs=frozenset(INPUTS) - {"journal"})

    ranks = [ORDER.index(finding.outcome) for finding in found.findings]
    failed = [finding for finding in found.findings if finding.outcome is Outcome.FAILED]
    keys = [(list(Severity).index(finding.severity), finding.code) for finding in failed]
    assert ranks == sorted(ranks)
    assert keys == sorted(keys)
    assert {"L101"} <= {f.code for f in found.findings if f.outcome is Outcome.NOT_CHECKABLE}


def test_a_failing_total_says_what_it_should_be() -> None:
    """The finding gives both sides, the difference, the place and the likely right value."""
    (finding,) = audit(Spoiled(agency(), {"income_expenditure[L30]": 5}), "T103").findings

    assert finding.outcome is Outcome.FAILED
    assert finding.left == 5
    assert finding.right == finding.suggested == -(finding.difference or 0) + 5
    assert finding.cells[0] == CellKey("income_expenditure", "L30", "amount")
    assert finding.message.startswith("公开01第30行（总计） = 公开01第27行（本年收入合计） + ")
    assert finding.message.endswith("：应为 6,255.00 元，实为 0.05 元，相差 6,254.95 元。")


def test_what_is_left_of_two_figures_is_no_total_of_its_parts() -> None:
    """Where a figure is taken off another, nobody knows which of the three is the wrong one."""
    (rule,) = rules("T201")
    left_over = parse_relation(
        "income[total].other_income == income[total].total - income[total].appropriation"
    )
    spoiled = Spoiled(agency(), {"income[total].other_income": 5})
    plain = replace(rule, relation=left_over, each=(), columns=(), when=None, otherwise="")
    (finding,) = run_audit(spoiled, (plain,), (), frozenset(INPUTS)).findings

    assert (finding.outcome, finding.suggested) == (Outcome.FAILED, None)
    assert "左边 0.05 元" in finding.message


def test_a_condition_on_an_account_is_asked_of_each_account() -> None:
    """That some accounts are none of the rule's business does not set the whole rule aside."""
    (rule,) = rules("L333")
    moved = parse_relation("facts(flow=account_movement, account=row) != 0")
    some = replace(rule, accounts=("7101", "7201"), when=moved, otherwise="没有发生额。")
    found = run_audit(agency(), (some,), (), frozenset(INPUTS))

    outcomes = {check.row: check.outcome for check in found.checks}
    assert outcomes["7101"] is Outcome.PASSED
    assert outcomes["7201"] is Outcome.NOT_APPLICABLE


def test_a_limit_that_is_passed_gives_both_sides_and_no_suggestion() -> None:
    """What is merely too large has no one right value."""
    spoiled = Spoiled(agency(), {"three_public[total].outturn_total": 10**6})
    (finding,) = audit(spoiled, "P001").findings

    assert finding.suggested is None
    assert finding.message.endswith("左边 10,000.00 元，右边 770.00 元，相差 9,230.00 元。")


def test_the_difference_is_that_of_the_sides_as_shown() -> None:
    """Half a fen of a percentage is rounded once: the three amounts of a message fit together."""
    spoiled = Spoiled(agency(), {"basic_by_economic[302]": 9, "basic_by_economic[30299]": 10})
    found = audit(spoiled, "P120").findings
    finding = next(one for one in found if one.cells[0].row == "30299")

    assert finding.message.endswith("左边 0.10 元，右边 0.05 元，相差 0.05 元。")
    assert finding.difference == 5


def test_each_failing_row_has_a_line_of_its_own() -> None:
    """Two wrong rows are two findings, told apart by their cells, and rightly fingerprinted."""
    spoiled = Spoiled(agency(), {"expenditure[2010301].total": 5, "expenditure[2080505].total": 6})
    found = audit(spoiled, "T302")

    assert [finding.subject for finding in found.findings] == ["2010301", "2080505"]
    assert len({finding.fingerprint for finding in found.findings}) == 2
    assert all(len(line.checks) == 1 for line in found.lines)


def test_a_fingerprint_survives_another_amount() -> None:
    """The same fault with another amount is the same finding."""
    first, second = (
        audit(Spoiled(agency(), {"expenditure[2010301].total": fen}), "T302").findings[0]
        for fen in (5, 6)
    )

    assert first.fingerprint == second.fingerprint


def test_a_flood_of_failures_ends_in_one_line() -> None:
    """Beyond fifty lines the rest is counted."""
    (rule,) = rules("L329")
    never = replace(rule, relation=parse_relation("basic_by_economic[row] == 10000000000"))
    found = run_audit(agency(), (never,), (), frozenset(INPUTS))

    assert len(found.findings) == 51
    assert found.findings[-1].subject == "more"
    assert str(len(found.checks) - 50) in found.findings[-1].message
    assert sum(finding.relations for finding in found.findings) == len(found.checks)


def test_a_rule_that_holds_has_one_line_with_the_number_of_relations() -> None:
    """Nobody reads a line per row that is right."""
    found = audit(agency(), "T302")

    (finding,) = found.findings
    assert finding.relations == len(found.checks) == found.relations_checked > 10
    assert finding.message.startswith(f"核对 {len(found.checks)} 处：公开03本行")


def test_a_missing_input_is_no_pass() -> None:
    """What needs an input that nobody gave is not checkable, and says why."""
    (finding,) = audit(agency(), "P001", inputs=frozenset()).findings

    assert finding.outcome is Outcome.NOT_CHECKABLE
    assert finding.reason == messages.MISSING_INPUTS["three_public_budget"]


@pytest.mark.parametrize("need", INPUTS)
def test_no_rule_judges_without_an_input_it_needs(need: str) -> None:
    """Whichever input is missing, each rule that needs it says so instead of passing or failing."""
    wanting = [rule for rule in load_rules() if need in rule.needs and not rule.observed]
    for rule in wanting:
        found = audit(agency(), rule.code, inputs=frozenset(INPUTS) - {need})
        reasons = {(finding.outcome, finding.reason) for finding in found.findings}

        outcome = Outcome.NOT_APPLICABLE if need in DOCUMENT_INPUTS else Outcome.NOT_CHECKABLE
        assert reasons <= {
            (outcome, messages.MISSING_INPUTS[need]),
            (Outcome.NOT_APPLICABLE, rule.otherwise),
        }


def test_every_input_has_a_reason() -> None:
    """Each input a rule may need has its sentence."""
    assert set(messages.MISSING_INPUTS) == set(INPUTS)


def test_a_rule_of_other_units_does_not_apply() -> None:
    """A rule for agencies says about an institution that it does not apply, and why."""
    (finding,) = audit(institution(), "P101").findings

    assert (finding.outcome, finding.reason) == (
        Outcome.NOT_APPLICABLE,
        "只核对行政单位和参公单位。",
    )


def test_a_column_that_this_layout_has_not_does_not_apply() -> None:
    """The state capital table of this layout prints no carry-overs."""
    (finding,) = audit(agency(), "T804").findings

    assert finding.reason == messages.NO_COLUMN


def test_a_table_that_this_layout_has_not_does_not_apply() -> None:
    """A place that prints eight tables is no fault."""
    tables = agency()
    fewer = replace(tables, tables=tuple(t for t in tables.tables if t.key != "state_capital"))
    (finding,) = audit(Spoiled(fewer), "T801").findings

    assert finding.reason == messages.NO_TABLE


def test_a_share_of_nothing_does_not_apply() -> None:
    """A ratio over zero is no failure."""
    (rule,) = rules("P119")
    share = parse_relation("basic_by_economic[30299] / basic_by_economic[30399] <= 0.3")
    found = run_audit(
        agency(), (replace(rule, relation=share, when=None, otherwise=""),), (), frozenset(INPUTS)
    )

    assert found.findings[0].reason == messages.NO_DIVISOR


def test_an_unverified_basis_is_marked() -> None:
    """The user sees that nobody found the document."""
    unsure, sure = audit(agency(), "P104", "T101").findings

    assert unsure.basis.endswith("（依据待核实）")
    assert not sure.basis.endswith("（依据待核实）")


def test_a_noticed_problem_becomes_a_finding_of_its_rule() -> None:
    """Text, rows and amount of the problem, title, basis and advice of the rule."""
    source = Source("ledger.xlsx", "凭证", 7)
    problem = Problem("L205", "710101", "有支出没有经济科目。", (source,), fen=123, rows=1)
    (finding,) = audit(agency(), "L205", problems=(problem,)).findings
    (rule,) = rules("L205")

    assert (finding.outcome, finding.severity) == (Outcome.FAILED, Severity.ERROR)
    assert (finding.message, finding.sources) == (problem.detail, (source,))
    assert (finding.difference, finding.subject) == (123, "710101")
    assert (finding.title, finding.advice) == (rule.title, rule.fix)


def test_problems_beyond_fifty_are_counted() -> None:
    """Sixty unbalanced vouchers are fifty lines and one that counts ten."""
    problems = tuple(Problem("L101", f"记-{n}", "不平。") for n in range(60))
    found = audit(agency(), "L101", problems=problems)

    assert len(found.findings) == 51
    assert "10" in found.findings[-1].message


def test_nothing_noticed_is_a_pass_only_where_it_could_be_noticed() -> None:
    """A balance table has no vouchers that could be unbalanced."""
    (with_vouchers,) = audit(agency(), "L101").findings
    (without,) = audit(agency(), "L101", inputs=frozenset(INPUTS) - {"journal"}).findings

    assert with_vouchers.outcome is Outcome.PASSED
    assert without.outcome is Outcome.NOT_CHECKABLE


def test_a_problem_without_a_rule_is_not_dropped() -> None:
    """What was noticed is shown even where nobody declared how to judge it."""
    (finding,) = audit(agency(), "T101", problems=(Problem("L999", "x", "怪事。"),)).findings[:1]

    assert (finding.code, finding.severity) == ("L999", Severity.ERROR)
    assert finding.message == "怪事。"


@pytest.mark.parametrize(
    ("code", "subject", "severity"),
    [
        ("L209", "30901", Severity.ERROR),
        ("L209", "313", Severity.ERROR),
        ("L209", "31201", Severity.WARNING),
        ("L109", "整张凭证 记-1", Severity.WARNING),
        ("L109", "记-1", Severity.NOTICE),
    ],
)
def test_some_subjects_weigh_more_than_others(code: str, subject: str, severity: Severity) -> None:
    """Capital construction in basic expenditure, or a whole voucher twice, weighs more."""
    (finding,) = audit(agency(), code, problems=(Problem(code, subject, "如此。"),)).findings

    assert finding.severity is severity


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("L101", Verdict.HAS_ERRORS),
        ("L218", Verdict.NEEDS_EXPLANATION),
        ("L111", Verdict.PUBLISHABLE),
    ],
)
def test_the_verdict_follows_the_worst_finding(code: str, verdict: Verdict) -> None:
    """Errors forbid, warnings ask, notices do neither."""
    assert audit(agency(), problems=(Problem(code, "x", "如此。"),)).verdict is verdict


def test_a_code_without_a_row_is_said_once_with_all_its_cells() -> None:
    """An amount that the layout has no row for is in the totals, and a finding says so."""
    spent = Fact(
        0,
        Flow.EXPENDITURE,
        500,
        Item.BASIC,
        Funding.GENERAL_BUDGET,
        function="2010301",
        economic="30703",
    )
    elsewhere = replace(spent, function="2300101", economic="30201")
    found = audit(tables_of((spent, elsewhere), UnitKind.ADMINISTRATIVE), "L209", "L210")

    function, economic = found.findings
    assert (economic.code, economic.subject, economic.difference) == ("L209", "30703", 500)
    assert economic.severity is Severity.WARNING
    assert economic.cells[0].table == "basic_by_economic"
    assert (function.code, function.severity) == ("L210", Severity.ERROR)
    assert {cell.table for cell in function.cells} >= {"income_expenditure", "appropriation"}


def test_a_code_without_a_row_is_said_with_the_largest_of_its_amounts() -> None:
    """Own money booked in red hides nothing of the appropriation under the same code."""
    spent = Fact(0, Flow.EXPENDITURE, 500, Item.BASIC, Funding.GENERAL_BUDGET, "2300101")
    red = replace(spent, fen=-400, funding=Funding.UNIT_FUNDS)
    (found,) = audit(tables_of((spent, red), UnitKind.ADMINISTRATIVE), "L210").findings

    assert found.difference == 500


def test_counts_are_those_of_the_lines() -> None:
    """The numbers on top of the sheet are the numbers of its lines."""
    found = audit(Spoiled(agency(), {"income_expenditure[L57]": 0}))

    assert sum(found.counts.values()) == len(found.lines) == len(found.findings)
    assert sum(found.failures.values()) == found.counts[Outcome.FAILED]


def test_a_faulty_row_is_pointed_at() -> None:
    """The link of a finding about rows lands on the row, not on the total."""
    fact = Fact(
        0,
        Flow.EXPENDITURE,
        500,
        Item.PROJECT,
        Funding.GENERAL_BUDGET,
        function="2120803",
        economic="30226",
    )
    (finding,) = audit(tables_of((fact,), UnitKind.ADMINISTRATIVE), "F141").findings

    assert finding.outcome is Outcome.FAILED
    assert "2120803" in {cell.row for cell in finding.cells}
