"""What a filled workbook tells: rows that it does not list, and what a person typed into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from tests.batch.units import ledger
from tests.end_to_end.running import xlj
from xls_juesuan.departments.filled import frame_of_facts
from xls_juesuan.departments.filled import read_filled
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item

if TYPE_CHECKING:
    from pathlib import Path


def test_a_fact_without_listed_rows_stands_for_itself() -> None:
    """Its line on 汇总 is the place that findings name, and its amount is whole."""
    facts = (
        Fact(1, Flow.INCOME, 500, Item.SUPERIOR_SUBSIDY, Funding.UNIT_FUNDS, account="6201"),
        Fact(2, Flow.OPENING_CARRYOVER, 70),
        Fact(3, Flow.EXPENDITURE, 300, Item.AFFILIATE_SUBSIDY, account="7501"),
    )
    frame = frame_of_facts(facts, "甲.xlsx", None)
    lines = frame[["file", "sheet", "row", "fact", "counted", "debit", "credit", "item"]]
    assert list(lines.itertuples(index=False, name=None)) == [
        ("甲.xlsx", "汇总", 5, 1, 500, 0, 500, "superior_subsidy"),
        ("甲.xlsx", "汇总", 7, 3, 300, 300, 0, "affiliate_subsidy"),
    ]


def test_budgets_typed_into_open_cells_are_facts_of_the_unit(tmp_path: Path) -> None:
    """What a person typed into 公开09 counts in the department, too."""
    source, out = ledger(tmp_path / "甲.xlsx", 1, "甲校"), tmp_path / "甲_公开.xlsx"
    assert xlj("fill", source, "-o", out).code in {0, 1}
    book = openpyxl.load_workbook(out)
    for cell, value in zip(("B8", "D8", "E8", "F8"), (0, 0, 0, 1.5), strict=True):
        book["公开09"][cell] = value
    book.save(out)
    # openpyxl keeps no results of formulas; filling again does, and keeps what was typed.
    assert xlj("fill", source, "-o", out).code in {0, 1}
    recognised, cube = read_filled(out)
    budgets = [one for one in cube.facts if one.flow is Flow.THREE_PUBLIC_BUDGET]
    assert [(one.item, one.fen) for one in budgets] == [(Item.HOSPITALITY, 15_000_00)]
    assert recognised.supplement.number("three_public_budget.vehicle_purchase") == 0
    assert "three_public_budget.overseas_travel" in cube.inputs
    assert len({one.number for one in cube.facts}) == len(cube.facts)
