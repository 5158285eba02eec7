"""Which unit a row belongs to, and which unit is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.builders import write_sheets
from xls_juesuan.errors import UserError
from xls_juesuan.reading import ReadingRequest
from xls_juesuan.reading import open_ledgers
from xls_juesuan.reading.units import choose_unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.reading.assembly import Assembly

FOUND = ["001 甲县审计局", "002 甲县审计中心", "003 乙 县 局"]
ABOVE = (("序时账",), ("会计年度：2024", "", "金额单位：元"))


def _opened(path: Path, columns: Sequence[str], units: Sequence[Sequence[Any]]) -> Assembly:
    lines = [
        (*stated, *line)
        for stated, line in zip(units, SMALL_JOURNAL * (len(units) // 4), strict=True)
    ]
    file = journal_workbook(path, lines, columns=(*columns, *JOURNAL_COLUMNS), above=ABOVE)
    return open_ledgers(ReadingRequest((file,)))


@pytest.mark.parametrize(
    ("asked", "unit"),
    [
        ("001", FOUND[0]),
        ("甲县审计局", FOUND[0]),
        ("审计中心", FOUND[1]),
        ("002甲县审计中心", FOUND[1]),
        ("乙县局", FOUND[2]),
        ("03", FOUND[2]),
    ],
)
def test_code_name_or_part_of_one(asked: str, unit: str) -> None:
    """Blanks do not matter."""
    assert choose_unit(FOUND, asked, ["账.xlsx"]) == unit


@pytest.mark.parametrize("asked", ["审计", "00", "县", "丁", "00１"])
def test_what_fits_several_or_none_is_asked(asked: str) -> None:
    """The units are listed."""
    with pytest.raises(UserError, match="001 甲县审计局"):
        choose_unit(FOUND, asked, ["账.xlsx"])


def test_the_whole_name_goes_before_a_part() -> None:
    """``甲局`` is also a part of ``甲局机关``."""
    assert choose_unit(["甲局机关", "甲局"], "甲局", []) == "甲局"
    assert choose_unit(["01 甲局", "甲局"], "甲局", []) == "甲局"


def test_one_unit_or_none_needs_no_word() -> None:
    """Nothing is asked where nothing is open."""
    assert choose_unit(["甲局"], None, []) == "甲局"
    assert choose_unit([], None, []) == ""


def test_code_and_name_in_one_cell_or_in_two(tmp_path: Path) -> None:
    """The unit is the same, however its columns are."""
    two = [("001", "甲局")] * 4 + [("002", "乙所")] * 4
    one = [("001 甲局",)] * 4 + [("002 乙所",)] * 4
    assemblies = [
        _opened(tmp_path / "两列.xlsx", ("单位编码", "单位名称"), two),
        _opened(tmp_path / "一列.xlsx", ("核算单位",), one),
    ]
    for assembly in assemblies:
        assert assembly.units == ["甲局", "乙所"]
        assert assembly.full_name("乙所") == "002 乙所"
        assert assembly.choose("002") == "乙所"


def test_codes_alone_are_units(tmp_path: Path) -> None:
    """Without a name the code stands for it."""
    assembly = _opened(tmp_path / "甲.xlsx", ("单位编码",), [("001",)] * 4 + [("002",)] * 4)
    assert assembly.units == ["001", "002"]
    assert assembly.full_name("001") == "001"


def test_one_name_with_two_codes_is_two_units(tmp_path: Path) -> None:
    """Two schools of one name are never added up."""
    units = [("001", "中心小学")] * 4 + [("002", "中心小学")] * 4
    assembly = _opened(tmp_path / "甲.xlsx", ("单位编码", "单位名称"), units)
    assert assembly.units == ["001 中心小学", "002 中心小学"]


def test_a_total_between_the_lines_of_a_unit_ends_it_not(tmp_path: Path) -> None:
    """Whatever stands in the column of units on a row without an account is no unit."""
    lines = [
        ("甲局", *SMALL_JOURNAL[0]),
        ("", *SMALL_JOURNAL[1]),
        ("合计", "", "", "", "", "", 100, 100),
        *(("", *line) for line in SMALL_JOURNAL[2:]),
    ]
    file = journal_workbook(
        tmp_path / "甲.xlsx", lines, columns=("单位名称", *JOURNAL_COLUMNS), above=ABOVE
    )
    assembly = open_ledgers(ReadingRequest((file,)))
    assert assembly.units == ["甲局"]
    assert (assembly.ledger().frame["status"] == "entry").sum() == 4


def test_a_unit_repeated_by_each_voucher_holds_for_its_lines(tmp_path: Path) -> None:
    """Two vouchers of one unit in a row: blank cells are continued all the same."""
    pairs = [*zip(SMALL_JOURNAL[::2], SMALL_JOURNAL[1::2], strict=True)] * 2
    lines = []
    for unit, (first, second) in zip(("甲局", "甲局", "乙所", "乙所"), pairs, strict=True):
        lines += [(unit, *first), ("", "", "", *second[2:])]
    file = journal_workbook(
        tmp_path / "甲.xlsx", lines, columns=("单位名称", *JOURNAL_COLUMNS), above=ABOVE
    )
    frame = open_ledgers(ReadingRequest((file,))).ledger("甲局").frame
    assert frame[frame["status"] == "entry"]["row"].tolist() == [4, 5, 6, 7]


def test_a_unit_once_a_voucher_holds_for_its_lines(tmp_path: Path) -> None:
    """Continuation lines state neither date nor number nor unit."""
    lines = [
        ("甲局", *SMALL_JOURNAL[0]),
        ("", "", "", *SMALL_JOURNAL[1][2:]),
        ("乙所", *SMALL_JOURNAL[2]),
        ("", "", "", *SMALL_JOURNAL[3][2:]),
    ]
    file = journal_workbook(
        tmp_path / "甲.xlsx", lines, columns=("单位名称", *JOURNAL_COLUMNS), above=ABOVE
    )
    assembly = open_ledgers(ReadingRequest((file,)))
    frame = assembly.ledger("乙所").frame
    assert frame[frame["status"] == "entry"]["row"].tolist() == [6, 7]


def test_the_name_given_does_not_choose(tmp_path: Path) -> None:
    """``unit_name`` says what the unit is called, not which one it is."""
    units = [("甲局",)] * 4 + [("乙所",)] * 4
    lines = [(*one, *line) for one, line in zip(units, SMALL_JOURNAL * 2, strict=True)]
    columns = ("单位名称", *JOURNAL_COLUMNS)
    file = journal_workbook(tmp_path / "甲.xlsx", lines, columns=columns, above=ABOVE)
    request = ReadingRequest((file,), unit_name="甲局")
    with pytest.raises(UserError, match="2 个单位"):
        open_ledgers(request).ledger()
    assert open_ledgers(request).ledger("乙所").unit_name == "甲局"


def test_units_of_rows_go_before_that_of_the_books(tmp_path: Path) -> None:
    """电子账簿 names a unit; the vouchers beside it state their own on every row."""
    book: list[list[Any]] = [
        ["电子账簿编号", "电子账簿名称", "会计核算单位", "会计年度"],
        ["01", "预算账", "某县服务中心", "2024"],
    ]
    lines: list[list[Any]] = [[*line, *[""] * (11 - len(line)), "某某局"] for line in SMALL_JOURNAL]
    vouchers: list[list[Any]] = [["单位：元"], [*JOURNAL_COLUMNS, "单位名称"], *lines]
    path = write_sheets(tmp_path / "接口.xlsx", {"电子账簿": book, "凭证": vouchers})
    survey = open_ledgers(ReadingRequest((path,))).survey
    assert [sheet.context.unit_names for sheet in survey.sheets] == [[]]
    assert survey.sheets[0].context.years == [2024]
