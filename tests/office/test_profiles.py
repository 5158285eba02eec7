"""Workbooks of every place: LibreOffice computes each formula to the value stored beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.institution.example import expected
from tests.institution.example import write_journal
from tests.institution.example import write_supplement
from tests.office.recalculation import compare_stored_values
from tests.office.recalculation import recalculate
from xls_juesuan.accounts import FillRequest
from xls_juesuan.declarations.layout import available_profiles
from xls_juesuan.pipeline import fill
from xls_juesuan.writing.content import Values

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.office


def request(folder: Path, profile: str, values: Values = Values.EXACT) -> FillRequest:
    """A year with funds, state capital and every kind of expenditure."""
    return FillRequest(
        write_journal(folder / "台账.xlsx"),
        write_supplement(folder / "补充资料.xlsx"),
        folder / "决算.xlsx",
        profile,
        values=values,
    )


@pytest.mark.parametrize("profile", [name for name in available_profiles() if name != "henan"])
@pytest.mark.parametrize("values", Values)
def test_formulas_of_every_place_give_what_is_stored(
    tmp_path: Path, profile: str, values: Values
) -> None:
    """Other rows, blocks, columns and orders than those of Henan are as right as they are."""
    _, path = fill(request(tmp_path, profile, values))

    assert compare_stored_values(path, recalculate(path, tmp_path / "fresh")) == []


@pytest.mark.parametrize("profile", available_profiles())
def test_every_place_prints_the_figures_of_the_same_year(tmp_path: Path, profile: str) -> None:
    """What two places both print is the same figure, but for the scope of 三公 and missing rows."""
    accounts, _ = fill(request(tmp_path, profile))
    shown = {
        (table.key, *place): cell.fen
        for table in accounts.tables.tables
        for place, cell in table.cells.items()
    }
    wanted = {place: fen for place, fen in expected().items() if place in shown}

    assert {place: shown[place] for place in wanted} == wanted
    assert len(wanted) > 0.95 * len(expected())
