"""A correction in the tables reaches every line of the review that it settles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.folded import BOUND_CODE
from tests.folded import CODE
from tests.folded import REF
from tests.folded import RIGHT
from tests.folded import SHEET
from tests.folded import folded_content
from tests.folded import spoiled
from tests.office.recalculation import compare_stored_values
from tests.office.recalculation import recalculate
from tests.stored_values import set_stored
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import review_document
from xls_juesuan.money import fen_to_wan_float
from xls_juesuan.money import round_half_away
from xls_juesuan.writing.audit_workbook import write_audit_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

pytestmark = pytest.mark.office

FIRST_ROW, PROBE = 9, "XFA1"


def states(book: Workbook) -> dict[str, list[str]]:
    """Results of the lines, by code."""
    found: dict[str, list[str]] = {}
    for row in book["审核"].iter_rows(min_row=FIRST_ROW, values_only=True):
        found.setdefault(str(row[1]), []).append(str(row[7]))
    return found


def test_the_right_figure_turns_cause_and_consequences_green(tmp_path: Path) -> None:
    """State, counts, verdict and tint follow; before, all is as it was stored."""
    path = tmp_path / "review.xlsx"
    write_audit_workbook(path, folded_content(spoiled(tmp_path / "bad.xlsx")))
    before = recalculate(path, tmp_path / "before")
    assert compare_stored_values(path, before) == []

    book = load_workbook(path)
    (rules,) = [
        rules
        for area, rules in book[SHEET].conditional_formatting._cf_rules.items()
        if str(area.sqref) == REF
    ]
    # What colours the cell, asked in a cell far away.
    book[SHEET][PROBE] = f"={rules[0].formula[0]}"
    book.save(path)
    tinted = load_workbook(recalculate(path, tmp_path / "tinted"), data_only=True)
    assert tinted[SHEET][PROBE].value is True
    wrong = states(tinted)
    assert wrong[CODE] == wrong[BOUND_CODE] == ["不通过"]
    assert (tinted["审核"]["E3"].value, tinted["目录"]["B3"].value[:4]) == (1, "暂不能公")

    book[SHEET][REF] = RIGHT
    book.save(path)
    fresh = load_workbook(recalculate(path, tmp_path / "fresh"), data_only=True)
    right = states(fresh)
    assert right[CODE] == right[BOUND_CODE] == ["通过"]
    for code, results in wrong.items():
        assert right[code].count("不通过") == (results.count("不通过") if code[0] in "PBAN" else 0)
    assert fresh[SHEET][PROBE].value is False
    assert fresh["审核"]["E3"].value == 0
    # What remains is of the year before and of the self-assessment: the unit has to explain it.
    assert fresh["目录"]["B3"].value.startswith("说明后可以公开")


@pytest.mark.parametrize(
    ("ref", "wrong", "right", "followers"),
    [("D16", 18.4, RIGHT, 2), ("D7", 383.46, 383.47, 0)],
    ids=["breaks relations", "every relation holds alone"],
)
def test_what_the_audit_folds_is_settled_by_the_figure_that_it_names(
    tmp_path: Path, ref: str, wrong: float, right: float, followers: int
) -> None:
    """The joint contradiction of a real audit is live, with single relations under it or not."""
    bad = spoiled(tmp_path / "bad.xlsx")
    set_stored(bad, SHEET, REF, RIGHT)
    set_stored(bad, SHEET, ref, wrong)
    path = tmp_path / "review.xlsx"
    audited, _ = review_document(AuditRequest(bad, output=path))
    lead = next(one for one in audited.audit.findings if one.explanations)
    assert audited.audit.consequences[lead.fingerprint] == followers
    assert compare_stored_values(path, recalculate(path, tmp_path / "before")) == []

    (suspect,) = lead.explanations[0].suspects
    assert suspect.value is not None
    # Totals that may be sums of rounded parts, or not, leave more than one value.
    assert suspect.low is not None
    assert suspect.high is not None
    low, high = (round_half_away(end, 10_000) for end in (suspect.low, suspect.high))
    assert fen_to_wan_float(low) <= right <= fen_to_wan_float(high)
    book = load_workbook(path)
    book[SHEET][ref] = fen_to_wan_float(suspect.value)
    book.save(path)
    fresh = load_workbook(recalculate(path, tmp_path / "fresh"), data_only=True)
    assert states(fresh)[lead.code] == ["通过"]
    assert fresh["目录"]["B3"].value.startswith("说明后可以公开")
