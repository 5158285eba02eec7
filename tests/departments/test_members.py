"""Units of a department as they are read: whose files they are, and that none counts twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.batch.units import ledger
from tests.departments import town
from tests.end_to_end.running import fill_form
from xls_juesuan.accounts import FillRequest
from xls_juesuan.departments.listing import Listed
from xls_juesuan.departments.members import read_members
from xls_juesuan.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.findings import Problem


def problems_of(*listed: Listed) -> list[Problem]:
    """What is wrong with files and names of units."""
    found = read_members(listed, FillRequest(listed[0].files[0], unit_name=town.DEPARTMENT))
    every = [problem for one in found for problem in one.member.problems]
    return [one for one in every if one.code in {"L224", "L225", "L243"}]


def test_one_ledger_is_not_counted_for_two_units(tmp_path: Path) -> None:
    """A list that names one ledger twice, or a copy of it, is refused and both units are named."""
    first = ledger(tmp_path / "甲.xlsx", 1, "甲校")
    copy = tmp_path / "副本.xlsx"
    copy.write_bytes(first.read_bytes())
    for other in (first, copy):
        with pytest.raises(UserError, match="“甲校”和“乙校”用的是同一份台账"):
            problems_of(Listed((first,), "甲校"), Listed((other,), "乙校"))


def test_a_list_that_names_another_unit_than_the_ledger_is_said(tmp_path: Path) -> None:
    """The name of the list is used, and the finding names both, once for the unit it is about."""
    first = ledger(tmp_path / "甲.xlsx", 1, "甲校")
    second = ledger(tmp_path / "乙.xlsx", 2, "乙校")
    (problem,) = problems_of(Listed((first,), "甲校"), Listed((second,), "丙校"))
    assert problem.code == "L243"
    assert "【丙校】" in problem.detail
    assert "“乙校”" in problem.detail


def test_supplements_of_another_unit_or_year_are_said(tmp_path: Path) -> None:
    """What fill says of one unit's supplement is said in the department, too, and whose it is."""
    paths = town.write_ledgers(tmp_path)
    wrong = {town.OWN: {"unit.name": "青石县数据局"}, town.CENTRE: {"unit.name": "别的单位"}}
    listed = []
    for unit, path in zip(town.UNITS, paths, strict=True):
        values = {**town.stated(unit), "unit.year": 2024, **wrong.get(unit, {})}
        values |= {"unit.year": 2023} if unit == town.OFFICE else {}
        form = fill_form(path.with_name(f"{unit}补充资料.xlsx"), values)
        listed.append(Listed((path,), supplement=form))
    found = [(one.code, one.detail.partition("】")[0].strip("【")) for one in problems_of(*listed)]
    # The own level need not say that it is one.
    assert found == [("L224", town.CENTRE), ("L225", town.OFFICE)]
