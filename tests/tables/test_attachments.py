"""The attachments' figures: from the supplement, and what the ledger's projects spent."""

from __future__ import annotations

from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.supplement import Supplement
from xls_juesuan.tables.attachments import attachment_parts


def spent(fen: int, name: str, item: Item = Item.PROJECT) -> Fact:
    return Fact(1, Flow.EXPENDITURE, fen, item, Funding.GENERAL_BUDGET, project_name=name)


def figures(supplement: Supplement, *facts: Fact) -> dict[tuple[str, str, str], int]:
    return {
        (part.key, *place): cell.fen
        for part in attachment_parts(supplement, facts)
        for place, cell in part.cells.items()
    }


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

    assert found == {
        ("attachment_projects", "1", "final_budget"): 900,
        ("attachment_projects", "1", "executed"): 500,
    }


def test_a_ledger_without_projects_says_nothing_of_what_they_spent() -> None:
    """Nothing is not zero."""
    supplement = Supplement(rows={"projects": ({"name": "甲", "final_budget": 900},)})

    assert figures(supplement, spent(300, "")) == {
        ("attachment_projects", "1", "final_budget"): 900
    }


def test_a_supplement_that_says_nothing_of_them_gives_no_attachments() -> None:
    """Then the rules about them cannot be checked."""
    assert attachment_parts(Supplement(), [spent(300, "甲")]) == ()


def test_budget_and_outturn_are_kept_by_source_of_money() -> None:
    """A blank field has no figure."""
    supplement = Supplement(fields={"final_budget.unit_funds": 7_100, "executed.unit_funds": 0})

    assert figures(supplement) == {
        ("attachments", "unit_funds", "final_budget"): 7_100,
        ("attachments", "unit_funds", "executed"): 0,
    }
