"""What must not matter does not: order of rows, and an amount in one row or in several."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from tests.builders import journal_workbook
from tests.end_to_end.institution import LOSS
from tests.end_to_end.institution import MOVES
from tests.end_to_end.institution import voucher_lines
from tests.end_to_end.test_codes import everything
from tests.end_to_end.test_codes import spending_lines
from xls_juesuan.accounts import FillRequest
from xls_juesuan.findings import Outcome
from xls_juesuan.pipeline import compute

Line = tuple[object, ...]
Figures = dict[object, int]
LINES: list[Line] = [*voucher_lines((*MOVES, LOSS)), *spending_lines(everything())]
DEBIT, CREDIT = 5, 6


def outcome(lines: list[Line]) -> tuple[Figures, set[tuple[str, int]]]:
    """Every figure in fen, and rules that failed with the difference they found."""
    with TemporaryDirectory() as folder:
        accounts = compute(FillRequest(journal_workbook(Path(folder, "台账.xlsx"), lines)))
    parts = (accounts.cube.used, *accounts.cube.set_aside)
    assert sum(part.rows for part in parts) == len(lines)
    for side, column in ((DEBIT, "debit"), (CREDIT, "credit")):
        stated = sum(round(float(str(line[side])) * 100) for line in lines if line[side] != "")
        assert sum(getattr(part, column) for part in parts) == stated
    figures = {
        cell.key: cell.fen for table in accounts.tables.tables for cell in table.cells.values()
    }
    failed = {
        (finding.code, int(finding.difference or 0))
        for finding in accounts.audit.findings
        if finding.outcome is Outcome.FAILED and not finding.sources
    }
    return figures, failed


@cache
def usual() -> tuple[Figures, set[tuple[str, int]]]:
    return outcome(LINES)


@settings(max_examples=3)
@given(st.integers(0, 10_000))
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    """A file sorted otherwise gives the same figures and findings; used + set aside = file."""
    lines = list(LINES)
    random.Random(seed).shuffle(lines)  # noqa: S311 - an order, not a secret
    assert outcome(lines) == usual()


@settings(max_examples=3)
@given(
    st.lists(st.tuples(st.integers(0, len(LINES) - 1), st.integers(-99_999, 99_999)), max_size=9)
)
def test_splitting_rows_changes_nothing(cuts: list[tuple[int, int]]) -> None:
    """A row posted as two of the same voucher gives the same figures."""
    lines = list(LINES)
    for at, fen in cuts:
        line = lines[at]
        side = DEBIT if line[DEBIT] != "" else CREDIT
        if line[side] == "" or not line[0]:
            continue
        whole = round(float(str(line[side])) * 100)
        for place, part in ((at, whole - fen), (len(lines), fen)):
            lines[place : place + 1] = [(*line[:side], part / 100, *line[side + 1 :])]
    assert outcome(lines)[0] == usual()[0]
