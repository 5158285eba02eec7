"""Rows that several units fill in for one item become one of the department."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.consolidation.test_department import UNITS
from tests.consolidation.test_department import member
from xls_juesuan.consolidation.department import consolidate
from xls_juesuan.supplement import Supplement

TABLE = "original_budget_by_function"


@pytest.mark.parametrize(
    ("reasons", "joined"),
    [
        (("新建校舍。", "学校撤并"), f"{UNITS[0]}：新建校舍；{UNITS[1]}：学校撤并"),
        (("人员调动", "人员调动"), "人员调动"),
        ((None, "学校撤并"), f"{UNITS[1]}：学校撤并"),
        ((None, None), None),
    ],
)
def test_no_reason_of_a_unit_is_lost(reasons: tuple[str | None, ...], joined: str | None) -> None:
    """Amounts for one item add up, and each unit's reason stands with its name unless all agree."""
    members = []
    for number, (unit, reason) in enumerate(zip(UNITS, reasons, strict=False)):
        row = {"function": "2010301", "name": "行政运行", "amount": 100, "reason": reason}
        stated = Supplement(file=f"{unit}.xlsx", rows={TABLE: (row,)})
        members.append(replace(member(unit, [], number), supplement=stated))
    (found,) = consolidate("青石县数据局", members, Supplement()).supplement.rows[TABLE]
    assert (found["amount"], found["reason"]) == (200, joined)
