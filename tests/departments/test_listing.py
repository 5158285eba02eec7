"""Lists of units: one reader for a batch and a department, whatever separates their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xls_juesuan.consolidation.member import Level
from xls_juesuan.departments.listing import list_units
from xls_juesuan.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


def listed(path: Path, text: str, encoding: str = "utf-8") -> list[tuple[str, str, list[str]]]:
    """Name, unit and files of each row."""
    path.write_text(text, encoding)
    return [(one.name, one.unit, [file.name for file in one.files]) for one in list_units([path])]


@pytest.mark.parametrize(
    "text",
    [
        "单位,台账\n甲校,甲.xlsx\n乙校,乙1.xlsx；乙2.xlsx\n",
        "\n台账;单位名称\n甲.xlsx;甲校\n乙1.xlsx|乙2.xlsx;乙校\n",
        "Ledger\tName\n甲.xlsx\t甲校\n乙1.xlsx;乙2.xlsx\t乙校\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_two_columns_are_a_list(tmp_path: Path, text: str, encoding: str) -> None:
    """Names and ledgers are all that a list needs, in either language and any order."""
    found = listed(tmp_path / "清单.csv", text, encoding)
    assert [(name, files) for name, _, files in found] == [
        ("甲校", ["甲.xlsx"]),
        ("乙校", ["乙1.xlsx", "乙2.xlsx"]),
    ]


def test_a_code_says_which_unit_and_is_no_name(tmp_path: Path) -> None:
    """The column 单位 means the same as in a batch: code or name of the unit that is meant."""
    text = "单位,单位名称,台账,级次\n101,甲校,全部.xlsx,本级\n102,,全部.xlsx,\n"
    assert listed(tmp_path / "清单.csv", text) == [
        ("甲校", "101", ["全部.xlsx"]),
        ("", "102", ["全部.xlsx"]),
    ]
    assert [one.level for one in list_units([tmp_path / "清单.csv"])] == [
        Level.OWN,
        Level.UNKNOWN,
    ]


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    """Which of two columns of ledgers counts is not guessed."""
    with pytest.raises(UserError, match="两栏"):
        listed(tmp_path / "清单.csv", "单位,台账,台账文件\n甲校,甲.xlsx,乙.xlsx\n")


def test_a_journal_is_no_list(tmp_path: Path) -> None:
    """A ledger as .csv is read as one, though it has a column of units."""
    assert listed(tmp_path / "账.csv", "单位,日期,科目编码\n甲校,2024-01-05,6001\n") == [
        ("", "", ["账.csv"])
    ]
