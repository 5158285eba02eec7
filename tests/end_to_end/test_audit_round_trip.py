"""What ``xlj fill`` writes, ``xlj audit`` reads back: the same figures, no new errors."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING
from typing import Any

import openpyxl
import pytest

from tests.cli.conftest import EXAMPLES
from tests.end_to_end.running import Run
from tests.end_to_end.running import fill
from tests.end_to_end.running import xlj
from tests.office.recalculation import compare_stored_values
from tests.office.recalculation import recalculate
from tests.stored_values import set_stored

if TYPE_CHECKING:
    from pathlib import Path

EXACT, ROUNDED = "exact", "rounded"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """The example, filled exact and rounded."""
    runs = {}
    for values in (EXACT, ROUNDED):
        folder = tmp_path_factory.mktemp(values)
        for name in ("ledger.xlsx", "supplement.xlsx"):
            shutil.copy(EXAMPLES / name, folder)
        runs[values] = fill(folder / "ledger.xlsx", "--values", values)
    return runs


def _audit(path: Path, folder: Path) -> dict[str, Any]:
    run = xlj("audit", path, "-o", folder / "review.xlsx", "--json")
    assert run.code in {0, 1}, run.err
    document: dict[str, Any] = json.loads(run.out)
    return document


def _printed(document: dict[str, Any]) -> dict[tuple[str, str, str], str]:
    return {
        (table, cell["row"], cell["column"]): cell["printed"].replace(",", "")
        for table, content in document["tables"].items()
        for cell in content["cells"]
        if cell["printed"] not in {"", "0.00"}
    }


def _errors(document: dict[str, Any]) -> set[tuple[str, str]]:
    return {
        (finding["code"], finding["fingerprint"])
        for finding in document["audit"]["findings"]
        if finding["outcome"] == "failed" and finding["severity"] == "error"
    }


@pytest.mark.parametrize("values", [EXACT, ROUNDED])
def test_a_filled_workbook_reads_back_with_the_same_figures(
    filled: dict[str, Run], tmp_path: Path, values: str
) -> None:
    """Cell for cell, at the same place, and without an error that fill did not find."""
    run = filled[values]
    assert run.workbook is not None
    document = _audit(run.workbook, tmp_path)
    assert _printed(document) == _printed(run.document)
    refs = {
        (table, cell["row"], cell["column"]): cell["ref"]
        for table, content in run.document["tables"].items()
        for cell in content["cells"]
    }
    for table, content in document["tables"].items():
        for cell in content["cells"]:
            assert refs[table, cell["row"], cell["column"]] == cell["ref"]
    assert _errors(document) <= _errors(run.document)
    assert document["document"]["missing"] == []
    assert document["document"]["not_recognised"] == []


def test_an_exact_workbook_reads_back_with_the_same_findings(
    filled: dict[str, Run], tmp_path: Path
) -> None:
    """Every finding that fill has, at the same cell, and none beside them."""
    run = filled[EXACT]
    assert run.workbook is not None
    assert _failed(_audit(run.workbook, tmp_path)) == _failed(run.document)
    # What the supplement claims and denies is no less wrong before the document is written.
    assert "N422" in {code for code, _, _ in _failed(run.document)}


def _failed(document: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {
        (one["code"], one["fingerprint"], one["cells"][0]["ref"] if one["cells"] else "")
        for one in document["audit"]["findings"]
        if one["outcome"] == "failed"
    }


def test_figures_beside_the_tables_have_a_sheet_that_findings_lead_to(
    filled: dict[str, Run], tmp_path: Path
) -> None:
    """Each with its place in the file; a finding shows both amounts and leads to its line."""
    workbook = filled[EXACT].workbook
    assert workbook is not None
    document = _audit(workbook, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "review.xlsx", data_only=True)
    listed = list(book["说明附件"].iter_rows(min_row=4, values_only=True))
    parts = document["parts"].values()
    refs = [cell["ref"] for part in parts for cell in part["cells"] if cell["ref"]]
    assert sorted(str(line[5]) for line in listed) == sorted(refs)
    row = next(line for line in book["审核"].iter_rows(min_row=9) if line[1].value == "A006")
    wanted, found, difference = (cell.value for cell in row[4:7])
    assert round(found - wanted, 2) == difference != 0
    link = row[3].hyperlink.location
    assert link.startswith("'说明附件'!D")
    place = link.partition("!")[2]
    assert book["说明附件"][place].value == pytest.approx(found / 10_000)


def test_exact_figures_keep_every_fen(filled: dict[str, Run], tmp_path: Path) -> None:
    """What is exact in the workbook is known to the fen, in yuan."""
    run = filled[EXACT]
    assert run.workbook is not None
    document = _audit(run.workbook, tmp_path)
    assert Run(0, "", "", document=document).figures == run.figures


@pytest.mark.parametrize(
    ("sheet", "ref", "value"),
    [("公开06", "C8", 12.52), ("公开05", "D12", 3.0), ("公开01", "C8", 1.0)],
)
def test_a_cell_changed_among_exact_ones_is_named(
    filled: dict[str, Run], tmp_path: Path, sheet: str, ref: str, value: float
) -> None:
    """The changed cell stands in a failing finding as its first cell."""
    workbook = filled[EXACT].workbook
    assert workbook is not None
    copy = tmp_path / "edited.xlsx"
    shutil.copy(workbook, copy)
    set_stored(copy, sheet, ref, value)
    findings = _audit(copy, tmp_path)["audit"]["findings"]
    first = {
        one["cells"][0]["ref"] for one in findings if one["outcome"] == "failed" and one["cells"]
    }
    assert f"{sheet}!{ref}" in first


@pytest.mark.office
@pytest.mark.parametrize("values", [EXACT, ROUNDED])
def test_the_review_computes_in_an_office_program(
    filled: dict[str, Run], tmp_path: Path, values: str
) -> None:
    """Every formula of the review workbook gives what is stored beside it."""
    workbook = filled[values].workbook
    assert workbook is not None
    _audit(workbook, tmp_path)
    review = tmp_path / "review.xlsx"
    out = tmp_path / "out"
    out.mkdir()
    assert compare_stored_values(review, recalculate(review, out)) == []
