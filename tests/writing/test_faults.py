"""Faults in the rows of a table as formulas."""

from __future__ import annotations

from tests.tables.samples import fill
from xls_juesuan.writing.faults import FaultFormulas
from xls_juesuan.writing.faults import code_blocks


def test_a_row_of_zeros_is_looked_for_in_the_figures_of_its_own_block() -> None:
    """Of blocks side by side each has its own figures: those at its right, up to the next."""
    table = fill().table("basic_by_economic")
    assert table is not None
    blocks = {block.place for block in code_blocks(table)}
    text = FaultFormulas(table, 1).count("all_zero", "")

    assert len(blocks) > 1
    assert all(part.count("=0)") == 1 for part in text.split("SUMPRODUCT")[1:])
