"""Rules that cannot hold together are found and named, and the program's own can."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests.own_rules import OWN
from xls_juesuan.audit.catalogue_check import check_catalogue
from xls_juesuan.audit.consistency.contradictions import Conflict
from xls_juesuan.audit.consistency.contradictions import Contradictions
from xls_juesuan.audit.consistency.contradictions import Idle
from xls_juesuan.audit.consistency.contradictions import Squeeze
from xls_juesuan.audit.consistency.solving import smallest_conflict
from xls_juesuan.declarations.layout import available_profiles
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.declarations.rules import parse_rule
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.declarations.rule import Rule


@cache
def totals() -> tuple[Rule, ...]:
    """Rules of the program about totals: enough to contradict, few enough to be quick."""
    return tuple(rule for rule in load_rules() if rule.code[:2] in {"T1", "T2", "T3"})


def own(code: str, relation: str, **more: Any) -> Rule:  # noqa: ANN401 - whatever a rule's file may say
    return parse_rule(OWN | {"code": code, "name": code.lower(), "relation": relation} | more)


def found(*rules: Rule) -> list[Conflict | Squeeze | Idle]:
    return list(Contradictions((*totals(), *rules), "henan").find())


@pytest.mark.parametrize("profile", available_profiles())
def test_the_catalogue_is_free_of_contradictions(profile: str) -> None:
    """All rules hold together, every figure has room, and every condition can be met."""
    check = check_catalogue(load_rules(), profile)

    assert [each.message for each in check.problems if not each.is_notice] == []
    assert check.rules > 250
    assert check.relations > 4000
    assert not set(check.without_rows) & {"T101", "T401", "L301", "B001", "B111", "B202", "B411"}


def test_a_strict_inequality_against_an_equality_is_a_conflict() -> None:
    """The two rules that exclude each other are named, and no other."""
    rule = own("T951", "income_expenditure[L57] > expenditure[total].total")

    assert found(rule) == [Conflict(("T301", "T951"), found_kinds())]


def test_two_own_rules_can_exclude_each_other() -> None:
    """A figure that one rule wants to be nothing and the other more than nothing."""
    rules = (own("T951", "income_expenditure[L1] == 0"), own("T952", "income_expenditure[L1] > 0"))

    assert [each.codes for each in found(*rules) if isinstance(each, Conflict)] == [
        ("T951", "T952")
    ]


def test_a_conflict_of_some_units_names_them() -> None:
    """What only institutions cannot meet is said of institutions alone."""
    rules = (
        own(
            "T951",
            "implies(unit_is(institution), income_expenditure[L1] > income_expenditure[L27])",
        ),
        own("T952", "income_expenditure[L27] == income_expenditure[L1] + yuan(5)"),
    )

    assert found(*rules)[0] == Conflict(("T951", "T952"), (UnitKind.INSTITUTION,))


def test_a_total_that_is_tied_to_one_of_its_parts_squeezes_the_others() -> None:
    """L27 = L1 + 1 yuan leaves one yuan for all the other kinds of income."""
    (squeeze,) = found(own("T951", "income_expenditure[L27] == income_expenditure[L1] + yuan(1)"))

    assert isinstance(squeeze, Squeeze)
    assert squeeze.codes == ("T101", "T951")
    assert {(cell.table, cell.row) for cell in squeeze.cells} == {
        ("income_expenditure", f"L{number}") for number in range(2, 9)
    }


def test_rules_that_together_force_nothing_are_named() -> None:
    """A total of twice itself is nothing, though no rule says so in so many words."""
    squeezes = found(own("T951", "income_expenditure[L1] == 2 * income_expenditure[L27]"))

    assert squeezes
    assert squeezes[0].codes == ("T101", "T951")  # type: ignore[union-attr]  # a squeeze has codes


@pytest.mark.parametrize(
    "rule",
    [
        own("T951", "income_expenditure[L4] == 0"),
        own("T951", "income_expenditure[L27] == income_expenditure[L1]", exclusive=True),
    ],
    ids=["says so", "exclusive"],
)
def test_what_is_nothing_by_design_is_no_contradiction(rule: Rule) -> None:
    """A rule may say that a figure is nothing, or that it leaves no room for others."""
    assert found(rule) == []


def test_a_condition_that_is_never_met_is_found() -> None:
    """Such a rule would pass for ever and check nothing."""
    rule = own(
        "T951",
        "income_expenditure[L27] >= 0",
        when="income_expenditure[L1] > income_expenditure[L27] and sum(income_expenditure[L2:L8]) == 0",
        otherwise="没有。",
    )

    assert found(rule) == [Idle("T951")]


def test_messages_name_rules_cells_and_relations() -> None:
    """What is printed can be understood without opening a rule's file."""
    rule = own("T951", "income_expenditure[L27] == income_expenditure[L1] + yuan(1)")
    check = check_catalogue((*totals(), rule), "henan")
    (problem,) = (each for each in check.problems if not each.is_notice)

    assert problem.codes == ("T101", "T951")
    for words in ("T101（", OWN["title"], "公开01第2行", "等 7 个数", "+ 1 元"):
        assert words in problem.message


def test_rules_between_years_are_taken_together_with_the_others() -> None:
    """What contradicts itself by way of last year's figures is found, and named in words."""
    rules = (
        own("T951", "income_expenditure[L29] == previous.income_expenditure[L59]"),
        own("T952", "income_expenditure[L29] > previous.income_expenditure[L59]"),
    )
    check = check_catalogue((*totals(), *rules), "henan")
    (problem,) = (each for each in check.problems if not each.is_notice)

    assert problem.codes == ("T951", "T952")
    assert "上年公开01第59行" in problem.message


def test_a_rule_said_twice_or_implied_is_a_notice() -> None:
    """It is told, and forbids nothing."""
    twice = own("T951", "income_expenditure[L27] == sum(income_expenditure[L1:L8])")
    implied = own(
        "T952",
        "income[total].total - expenditure[total].total == income_expenditure[L27] - income_expenditure[L57]",
    )
    check = check_catalogue((*totals(), twice, implied), "henan")
    notices = {each.codes[0]: each for each in check.problems if each.is_notice}

    assert notices["T951"].codes == ("T951", "T101")
    assert set(notices["T952"].codes) == {"T952", "T201", "T301"}
    assert [each for each in check.problems if not each.is_notice] == []


def test_names_that_this_layout_does_not_have_are_found() -> None:
    """Rules are checked against the layout, whatever file they come from."""
    check = check_catalogue((own("T951", "income[total].debt == 0"),), "henan")

    assert [each.codes for each in check.problems] == [("T951",)]
    assert "没有 income.debt 这一栏" in check.problems[0].message


def test_the_deletion_filter_leaves_only_what_is_needed() -> None:
    """Each name that is left is needed, wherever in the list they stand."""
    names = [f"n{number}" for number in range(37)]

    def fails(chosen: Sequence[str]) -> bool:
        return {"n3", "n17", "n36"} <= set(chosen)

    assert smallest_conflict(names, fails) == ("n3", "n17", "n36")


def found_kinds() -> tuple[UnitKind, ...]:
    return (UnitKind.INSTITUTION, UnitKind.ADMINISTRATIVE, UnitKind.CIVIL_SERVICE_LIKE)
