"""The attachments' figures: from the supplement, and what the ledger's projects spent."""

from __future__ import annotations

from tests import self_assessments
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.supplement import Supplement
from xls_juesuan.tables.assessments import build_assessments
from xls_juesuan.tables.attachments import attachment_parts


def spent(fen: int, name: str, item: Item = Item.PROJECT) -> Fact:
    return Fact(1, Flow.EXPENDITURE, fen, item, Funding.GENERAL_BUDGET, project_name=name)


def figures(supplement: Supplement, *facts: Fact) -> dict[tuple[str, str, str], int]:
    form = load_profile().attachments
    assert form is not None
    assessments = build_assessments(supplement, facts, form)
    return {
        (part.key, *place): cell.fen
        for part in attachment_parts(assessments, form, 2024)
        for place, cell in part.cells.items()
    }


def of(part: str, found: dict[tuple[str, str, str], int]) -> dict[tuple[str, str], int]:
    return {(row, column): fen for (key, row, column), fen in found.items() if key == part}


def test_a_project_has_spent_what_the_ledger_says_under_its_name() -> None:
    """Quotation marks and blanks do not make another project; basic expenditure is none."""
    supplement = Supplement(rows={"projects": ({"name": "“一体化”  建设", "final_budget": 900},)})

    found = figures(
        supplement,
        spent(300, "“一体化”建设"),
        spent(200, "一体化 建设"),
        spent(70, "一体化建设", Item.BASIC),
        spent(50, "别的项目"),
    )

    assert of("attachment_projects", found) == {
        ("1", "final_budget"): 900,
        ("1", "executed"): 500,
        ("1", "spent"): 500,
        ("1", "rate"): 555_556,
    }


def test_a_ledger_without_projects_says_nothing_of_what_they_spent() -> None:
    """Nothing is not zero."""
    supplement = Supplement(rows={"projects": ({"name": "甲", "final_budget": 900},)})

    found = figures(supplement, spent(300, ""))

    assert of("attachment_projects", found) == {("1", "final_budget"): 900}


def test_a_supplement_that_says_nothing_of_them_gives_no_attachments() -> None:
    """Then the rules about them cannot be checked."""
    assert figures(Supplement(), spent(300, "甲")) == {}


def test_budget_and_outturn_are_kept_by_source_of_money() -> None:
    """A blank field has no figure."""
    supplement = Supplement(fields={"final_budget.unit_funds": 7_100, "executed.unit_funds": 0})

    found = figures(supplement, spent(300, "甲", Item.BASIC))

    assert of("attachments", found) == {
        ("appropriation", "executed"): 300,
        ("fiscal_special", "executed"): 0,
        ("unit_funds", "final_budget"): 7_100,
        ("unit_funds", "executed"): 0,
        ("unit_funds", "rate"): 0,
        ("total", "executed"): 300,
    }


def test_scores_deviations_and_months_stand_beside_the_tables() -> None:
    """Those of the published forms: one line a form, one line of each that has a weight."""
    found = figures(self_assessments.supplement(), *self_assessments.facts())

    scores = of("attachment_scores", found)
    assert [scores[row, "scores"] for row in "123456"] == [9773, 9151, 10000, 6400, 10000, 7500]
    assert [scores[row, "stated"] for row in "123456"] == [9773, 9151, 10000, 6400, 10000, 7500]
    assert {scores[row, "weights"] for row in "123456"} == {10000}
    assert scores["1", "execution_score"] == 873
    assert scores["2", "aspects"] == scores["2", "due_aspects"] == 2000
    assert scores["6", "month"] == 202509
    assert scores["6", "first_month"] == 202504
    assert scores["6", "year_end"] == 202412
    lines = of("attachment_indicators", found)
    # The eighth indicator of the second form, behind four lines about its money.
    assert lines["2012", "weight"] == 500
    assert lines["2012", "score"] == 217
    assert lines["2012", "deviation"] == lines["2012", "due_deviation"] == -565_600


def test_projects_executed_are_what_the_ledger_spent_on_them() -> None:
    """28.43 in the published forms."""
    found = of(
        "attachment_projects", figures(self_assessments.supplement(), *self_assessments.facts())
    )
    assert sum(fen for (_, column), fen in found.items() if column == "executed") == 28_430_000
