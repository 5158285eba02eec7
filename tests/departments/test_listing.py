"""Lists of units: one reader for a batch and a department, whatever separates their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from xls_juesuan.consolidation.member import Level
from xls_juesuan.departments.listing import list_units
from xls_juesuan.errors import UserError
from xls_juesuan.messages.batch import OWN_FILE
from xls_juesuan.messages.batch_summary import TITLE

if TYPE_CHECKING:
    from pathlib import Path


def listed(path: Path, text: str, encoding: str = "utf-8") -> list[tuple[str, str, list[str]]]:
    """Name, unit and files of each row."""
    path.write_text(text, encoding)
    return [
        (one.name, one.unit, [file.name for file in one.files]) for one in list_units([path]).listed
    ]


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
    assert [one.level for one in list_units([tmp_path / "清单.csv"]).listed] == [
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


def in_folder(folder: Path, *names: str) -> tuple[list[list[str]], list[tuple[str, str]]]:
    """Files of each unit of a folder with such files, and what is passed over and why."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    units = list_units([folder])
    found = [[file.relative_to(folder).as_posix() for file in one.files] for one in units.listed]
    return found, [tuple(one) for one in units.passed_over]


def test_a_folder_is_looked_through_as_for_a_batch(tmp_path: Path) -> None:
    """Archives, plain sheets and folders at any depth are units; what is none is said."""
    names = ("甲.zip", "乙.tsv", "丙.fods", "局/丁/1.xlsx", "局/丁/2.xlsx", "说明.docx", "图.png")
    found, passed = in_folder(tmp_path, *names, "甲补充资料.xlsx", "~$甲.xlsx", ".隐藏.xlsx")
    assert sorted(found) == [["丙.fods"], ["乙.tsv"], ["局/丁/1.xlsx", "局/丁/2.xlsx"], ["甲.zip"]]
    assert [name for name, _ in passed] == ["图.png", "说明.docx"]


def test_ledgers_that_a_list_omits_are_said(tmp_path: Path) -> None:
    """A list in the folder says which units there are; others do not vanish without a word."""
    (tmp_path / "清单.csv").write_text("单位,台账\n甲校,甲.xlsx\n乙校,下级/乙.xlsx\n", "utf-8")
    found, passed = in_folder(tmp_path, "甲.xlsx", "下级/乙.xlsx", "下级/丙.xlsx", "丁.xlsx")
    assert found == [["甲.xlsx"], ["下级/乙.xlsx"]]
    assert passed == [
        ("丁.xlsx", "单位清单里没有写，没有汇总"),
        ("下级/丙.xlsx", "单位清单里没有写，没有汇总"),
    ]


def test_two_lists_in_a_folder_are_refused(tmp_path: Path) -> None:
    """Which of them counts is not guessed."""
    for name in ("清单.csv", "旧清单.csv"):
        (tmp_path / name).write_text("单位,台账\n甲校,甲.xlsx\n", "utf-8")
    with pytest.raises(UserError, match="几份单位清单"):
        list_units([tmp_path])


def test_the_roll_up_of_a_batch_is_no_unit(tmp_path: Path) -> None:
    """A department of what a batch wrote leaves it out, and says so."""
    (tmp_path / "甲.xlsx").touch()
    with xlsxwriter.Workbook(tmp_path / "批量汇总.xlsx") as book:
        book.set_properties({"title": TITLE})
    units = list_units([tmp_path])
    assert [one.files for one in units.listed] == [(tmp_path / "甲.xlsx",)]
    assert [tuple(one) for one in units.passed_over] == [("批量汇总.xlsx", OWN_FILE)]
