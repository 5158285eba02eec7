"""A department's workbook recalculated: stored values are right, and every part is live."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.departments import town
from tests.office.recalculation import compare_stored_values
from tests.office.recalculation import recalculate
from xls_juesuan.accounts import FillRequest
from xls_juesuan.departments.pipeline import DepartmentRequest
from xls_juesuan.departments.pipeline import fill_department
from xls_juesuan.writing.content import Values

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.office


def _write(folder: Path, values: Values) -> Path:
    ledgers = tuple(town.write_ledgers(folder / "in"))
    fill = FillRequest(
        ledgers[0], output=folder / "部门.xlsx", unit_name=town.DEPARTMENT, values=values
    )
    _, path = fill_department(DepartmentRequest(ledgers, fill))
    return path


@pytest.mark.parametrize("values", list(Values))
def test_recalculation_agrees_with_stored_values(tmp_path: Path, values: Values) -> None:
    """Every formula of the department's workbook gives what is stored beside it."""
    path = _write(tmp_path, values)
    fresh = recalculate(path, tmp_path / "fresh")
    assert compare_stored_values(path, fresh) == []
    rows = list(
        load_workbook(fresh, data_only=True)["分单位"].iter_rows(min_row=4, values_only=True)
    )
    assert len(rows) > 100
    assert {row[-1] for row in rows} == {0}


def test_a_changed_fact_of_a_unit_changes_its_column_and_the_table(tmp_path: Path) -> None:
    """Columns of units look at the facts: whoever corrects one there sees it everywhere."""
    path = _write(tmp_path, Values.EXACT)
    book = load_workbook(path)
    heads = {cell.value: cell.column for cell in book["汇总"][4]}
    row = next(
        row[0].row
        for row in book["汇总"].iter_rows(min_row=5)
        if row[heads["单位"] - 1].value == town.CENTRE
        and row[heads["流向"] - 1].value == "收入"
        and row[heads["项目"] - 1].value == "事业收入"
    )
    amount = book["汇总"].cell(row, heads["金额（元）"])
    amount.value += 10_000
    book.save(path)
    fresh = load_workbook(recalculate(path, tmp_path / "fresh"), data_only=True)
    heads = [cell.value for cell in fresh["分单位"][3]]
    line = next(
        line
        for line in fresh["分单位"].iter_rows(min_row=4, values_only=True)
        if line[:2] == ("公开01", "5")
    )
    assert line[heads.index(town.CENTRE)] == pytest.approx(1.004545)
    assert line[heads.index("公开表上的数")] == pytest.approx(1.004545)
    assert line[-1] == 0
