"""What becomes of a cell that a person typed into a form of the self-assessment."""

from __future__ import annotations

import pytest

from tests import self_assessments
from xls_juesuan.edits import FORM_INPUT
from xls_juesuan.edits import EarlierWorkbook
from xls_juesuan.edits import Fate
from xls_juesuan.edits import TypedCell
from xls_juesuan.form_inputs import FormInputs
from xls_juesuan.messages import earlier as say


def typed(key: str, cell: object) -> tuple[FormInputs, EarlierWorkbook]:
    inputs = {FORM_INPUT + key: TypedCell("附件2!C5", cell)}
    return FormInputs(self_assessments.supplement()), EarlierWorkbook(inputs=inputs)


@pytest.mark.parametrize(
    ("key", "cell", "now"),
    [
        # By now the supplement says something else.
        ("projects[2024年工作经费].final_budget", 50, "48000000"),
        ("projects[2024年工作经费].original_budget_unit_funds", "很多", say.NOT_A_FIGURE),
        ("projects[没有的项目].department", "某某局", say.NO_SUCH_CELL),
        ("projects[2024年工作经费].nothing", "某某局", say.NO_SUCH_CELL),
        ("nothing", "某某局", say.NO_SUCH_CELL),
    ],
)
def test_what_cannot_be_kept_is_listed(key: str, cell: object, now: str) -> None:
    """And the supplement stays as it was read."""
    forms, earlier = typed(key, cell)
    (edit,) = forms.keep(earlier)
    assert (edit.fate, edit.now) == (Fate.REPLACED, now)
    assert forms.supplement == self_assessments.supplement()
    assert not forms.kept


def test_what_the_supplement_says_too_is_no_change() -> None:
    """48 万元 on the form are 480,000 yuan in the supplement."""
    forms, earlier = typed("projects[2024年工作经费].final_budget", 48)
    assert list(forms.keep(earlier)) == []


def test_what_nobody_states_is_kept() -> None:
    """A single field, and a column of a line of a list."""
    forms, earlier = typed("performance.overall_grade", "优")
    (edit,) = forms.keep(earlier)
    assert edit.fate is Fate.KEPT
    assert forms.supplement.text("performance.overall_grade")
    forms, earlier = typed("projects[2024年工作经费].final_budget_unit_funds", 0.71)
    (edit,) = forms.keep(earlier)
    assert edit.fate is Fate.KEPT
    assert forms.supplement.rows["projects"][0]["final_budget_unit_funds"] == 710_000
    assert forms.kept == {"projects[2024年工作经费].final_budget_unit_funds"}
