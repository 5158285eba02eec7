from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import journal_workbook
from tests.end_to_end.institution import LOSS
from tests.end_to_end.institution import MOVES
from tests.end_to_end.institution import voucher_lines
from tests.end_to_end.running import fill
from tests.end_to_end.test_codes import everything
from tests.end_to_end.test_codes import spending_lines
from tests.office.recalculation import compare_stored_values
from tests.office.recalculation import recalculate

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.office


@pytest.mark.parametrize("values", ["exact", "rounded"])
def test_stored_values_of_unusual_ledgers_are_what_formulas_give(
    values: str, tmp_path: Path
) -> None:
    """Every fund, carry-over, odd code and residual has a formula that gives its stored value."""
    lines = [*voucher_lines((*MOVES, LOSS)), *spending_lines(everything())]
    path = journal_workbook(tmp_path / "台账.xlsx", lines)
    run = fill(path, "--values", values)
    assert run.workbook is not None
    fresh = recalculate(run.workbook, tmp_path / "fresh")
    assert compare_stored_values(run.workbook, fresh) == []
