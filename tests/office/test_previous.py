"""Last year's figures and thresholds in a spreadsheet program: formulas refer to their sheets."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.end_to_end.running import fill_form
from tests.office.recalculation import compare_stored_values
from tests.office.recalculation import recalculate
from tests.stored_values import type_into
from tests.two_years import OPENINGS
from tests.two_years import SCHOOL
from tests.two_years import write_last_year
from tests.two_years import write_last_years_ledger
from tests.two_years import write_ledger
from tests.two_years import write_published
from xls_juesuan.accounts import FillRequest
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import review_document
from xls_juesuan.pipeline import fill
from xls_juesuan.writing.content import Values

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.office

FIRST_ROW = 9
OFF = {**OPENINGS, SCHOOL: OPENINGS[SCHOOL] - 1000}
SUPPLEMENT = {"unit.year": 2023, "headcount.staff": 12, "carryover.closing.general_budget": 9000}


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Last year as filled, as published, and as a supplement; this year's ledger and tables."""
    folder = tmp_path_factory.mktemp("years")
    shutil.copy(write_last_year(folder / "filled"), folder / "last.xlsx")
    old = write_last_years_ledger(folder / "old")
    write_published(old, folder / "last_published.xlsx")
    fill_form(folder / "last_form.xlsx", SUPPLEMENT)
    ledger = write_ledger(folder / "ledger.xlsx", OFF)
    write_published(ledger, folder / "published.xlsx")
    return folder


def states(path: Path) -> dict[str, list[str]]:
    """Results on the review sheet, by code."""
    found: dict[str, list[str]] = {}
    rows = load_workbook(path, data_only=True)["审核"].iter_rows(min_row=FIRST_ROW)
    for row in rows:
        found.setdefault(str(row[1].value), []).append(str(row[7].value))
    return found


def filled(folder: Path, path: Path, last: str, values: Values = Values.EXACT) -> Path:
    """Fill this year's ledger beside a file of last year."""
    request = FillRequest(
        folder / "ledger.xlsx", output=path, previous=folder / last, values=values
    )
    fill(request)
    return path


@pytest.mark.parametrize("values", list(Values))
@pytest.mark.parametrize("last", ["last.xlsx", "last_published.xlsx", "last_form.xlsx"])
def test_what_is_stored_of_two_years_is_what_is_calculated(
    years: Path, tmp_path: Path, last: str, values: Values
) -> None:
    """Every formula of a filled workbook gives its stored value."""
    path = filled(years, tmp_path / "filled.xlsx", last, values)
    assert compare_stored_values(path, recalculate(path, tmp_path / "out")) == []


@pytest.mark.parametrize("last", ["last_published.xlsx", "last_form.xlsx"])
def test_what_is_stored_in_a_review_of_two_years_is_what_is_calculated(
    years: Path, tmp_path: Path, last: str
) -> None:
    """So it is in the review of a publication, which has no supplement to refer to."""
    path = tmp_path / "review.xlsx"
    document = years / "published.xlsx"
    review_document(AuditRequest(document, output=path, previous=years / last))
    assert compare_stored_values(path, recalculate(path, tmp_path / "out")) == []


def line_of(path: Path, *words: str) -> int:
    """Row on 对比数 that names all words."""
    sheet = load_workbook(path)["对比数"]
    return next(
        row[0].row
        for row in sheet.iter_rows(min_row=4)
        if set(words) <= {str(cell.value) for cell in row}
    )


@pytest.mark.parametrize(
    ("last", "wrong"), [("last.xlsx", 1000.0), ("last_published.xlsx", 50.0 + 1000)]
)
def test_a_changed_figure_of_last_year_turns_its_findings(
    years: Path, tmp_path: Path, last: str, wrong: float
) -> None:
    """Put right, the line is 通过; put wrong again, it is 不通过."""
    path = filled(years, tmp_path / "filled.xlsx", last)
    assert "不通过" in states(path)["B011"]
    words = ("上年公开07", "2296004 用于教育事业的彩票公益金支出", "年末结转和结余")
    place = f"对比数!D{line_of(path, *words)}"
    right = OFF[SCHOOL]
    for amount, results in ((right, {"通过"}), (right + wrong, {"通过", "不通过"})):
        type_into(path, {place: amount})
        fresh = recalculate(path, tmp_path / "out")
        assert set(states(fresh)["B011"]) == results


def test_a_changed_threshold_turns_its_findings(years: Path, tmp_path: Path) -> None:
    """The share of closings that needs an explanation, raised to the whole of the income."""
    path = filled(years, tmp_path / "filled.xlsx", "last.xlsx")
    assert states(path)["B421"] == ["不通过"]
    sheet = load_workbook(path)["阈值"]
    row = next(row[0].row for row in sheet.iter_rows(min_row=4) if row[5].value == "closing_share")
    type_into(path, {f"阈值!B{row}": 1.0})
    fresh = states(recalculate(path, tmp_path / "out"))
    assert fresh["B421"] == fresh["B422"] == ["通过"]


@pytest.mark.parametrize("last", ["last.xlsx", "last_published.xlsx"])
def test_what_is_stored_after_a_second_run_is_what_is_calculated(
    years: Path, tmp_path: Path, last: str
) -> None:
    """Figures that a person changed stand in the formulas of the next workbook, too."""
    path = filled(years, tmp_path / "filled.xlsx", last)
    words = ("上年公开07", "2296004 用于教育事业的彩票公益金支出", "年末结转和结余")
    place = f"对比数!D{line_of(path, *words)}"
    type_into(path, {place: OFF[SCHOOL]})
    shutil.copy(recalculate(path, tmp_path / "saved"), path)
    filled(years, path, last)
    assert states(path)["B011"] == ["通过"]
    assert compare_stored_values(path, recalculate(path, tmp_path / "out")) == []
