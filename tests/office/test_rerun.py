"""A workbook that a spreadsheet program saved is still told from what a person typed into it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.office.recalculation import compare_stored_values
from tests.office.recalculation import recalculate
from tests.stored_values import type_into
from tests.workbooks import JOURNAL
from xls_juesuan.accounts import FillRequest
from xls_juesuan.pipeline import fill
from xls_juesuan.writing.content import Values

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.office

TYPED = {
    "公开01!C35": 3.0,
    "公开04!C35": 2.0,
    "公开04!G34": 2.005,
    "公开07!C7": 1.0,
    "公开09!F8": 1.25,
}


@pytest.mark.parametrize("values", list(Values))
def test_saved_elsewhere_it_is_the_same_and_typed_figures_add_up(
    tmp_path: Path, values: Values
) -> None:
    """Saving changes nothing; what was typed comes back in formulas that calculate to it."""
    ledger = tmp_path / "ledger.xlsx"
    shutil.copy(JOURNAL, ledger)
    book = tmp_path / "决算.xlsx"
    request = FillRequest(ledger, output=book, values=values)
    fill(request)
    shutil.copy(recalculate(book, tmp_path / "saved"), book)
    untouched, _ = fill(request)
    assert untouched.changes is not None
    assert untouched.changes.edits == ()
    assert untouched.changes.comparison.is_empty
    type_into(book, TYPED)
    shutil.copy(recalculate(book, tmp_path / "typed"), book)
    carried, _ = fill(request)
    assert carried.changes is not None
    assert {edit.place for edit in carried.changes.edits} == set(TYPED)
    assert compare_stored_values(book, recalculate(book, tmp_path / "fresh")) == []
