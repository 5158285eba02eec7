"""The self-assessment's forms in LibreOffice: what is missing, without a budget, or half a step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests import self_assessments
from tests.attachment_books import write_forms
from tests.office.recalculation import compare_stored_values
from tests.office.recalculation import recalculate

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.supplement import Supplement
    from xls_juesuan.supplement import Value

pytestmark = pytest.mark.office

#: 0.125 %: half a step of the rate.
HALF = {"final_budget_fiscal_special": 8_000, "executed_fiscal_special": 10}
#: 0.045 %, and 0.005 points of ten at 90 %: half a step of the rate and of the score.
HALVES: dict[str, Value] = {
    **dict.fromkeys((f"{key}.fiscal_special" for key in ("final_budget", "executed")), 0),
    **dict.fromkeys((f"{key}.unit_funds" for key in ("final_budget", "executed")), 0),
    "final_budget.appropriation": 2_000_000,
    "executed.appropriation": 900,
}


def odd() -> Supplement:
    """Projects without a budget, without anything, with half a step; a unit with half steps."""
    whole = self_assessments.supplement()
    first, second, third, *others = whole.rows["projects"]
    bare: dict[str, Value] = {"name": second["name"], "score": "88.5"}
    projects = (
        {**first, "final_budget": 0, "executed_unit_funds": 5},
        bare,
        {**third, **HALF, "original_budget": 0},
        *others,
    )
    rows = {**whole.rows, "projects": projects, "overall_goals": ()}
    return replace(whole, fields=HALVES, rows=rows)


def test_every_stored_value_is_what_the_formula_gives(tmp_path: Path) -> None:
    """Blanks, dashes and halves included, which go up."""
    path = write_forms(tmp_path / "forms.xlsx", odd())
    sheet = load_workbook(path, data_only=True)["附件1"]
    line = next(row[1].row for row in sheet.iter_rows() if row[1].value == "部门预算总额")
    assert [sheet.cell(line, place).value for place in (7, 8)] == [0.0005, 0.01]
    assert compare_stored_values(path, recalculate(path, tmp_path / "fresh")) == []


def test_a_filled_gap_gives_rate_score_and_total(tmp_path: Path) -> None:
    """What a person types into the yellow cells is counted at once."""
    path = write_forms(tmp_path / "forms.xlsx", self_assessments.supplement())
    book = load_workbook(path)
    sheet = book["附件2"]
    # Without facts nobody knows what the project spent: the cell waits.
    line = next(row[1].row for row in sheet.iter_rows() if row[1].value == "财政拨款")
    assert sheet.cell(line, 5).value is None
    sheet.cell(line, 5).value = 24
    book.save(path)

    fresh = load_workbook(recalculate(path, tmp_path / "fresh"), data_only=True)["附件2"]

    assert [fresh.cell(line - 1, place).value for place in (5, 7, 8)] == [24, 0.5, 5]
    assert fresh.cell(fresh.max_row, 7).value == pytest.approx(92.17)
