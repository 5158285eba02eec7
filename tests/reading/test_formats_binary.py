""".xls and .xlsb give cells, errors, hidden rows and sheets like any other workbook."""

from __future__ import annotations

import datetime as dt
import struct
from typing import TYPE_CHECKING

import pytest

from tests.builders import JOURNAL_ABOVE
from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.builders import table_rows
from tests.containers import biff8
from tests.containers import label
from tests.containers import number
from tests.containers import ole
from tests.containers import record
from tests.containers import xlsb
from tests.containers import xlsb_sheet
from xls_juesuan.errors import UserError
from xls_juesuan.reading import read_ledger
from xls_juesuan.reading.formats.xls_formulas import gives_text
from xls_juesuan.reading.grid import read_grids

if TYPE_CHECKING:
    from pathlib import Path

    from tests.containers import Record

ROWS = table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], SMALL_JOURNAL)


def xls_records() -> list[Record]:
    return [
        label(row, column, cell) if isinstance(cell, str) else number(row, column, cell)
        for row, cells in enumerate(ROWS)
        for column, cell in enumerate(cells)
        if cell != ""
    ]


def same_lines(path: Path, tmp_path: Path) -> bool:
    made = read_ledger(path).frame
    book = read_ledger(journal_workbook(tmp_path / "同.xlsx", SMALL_JOURNAL)).frame
    same = [name for name in book.columns if name not in {"file", "sheet"}]
    return made[same].to_dict("list") == book[same].to_dict("list")


def test_xls_and_xlsb_give_the_same_lines(tmp_path: Path) -> None:
    """The same ledger in both, under a name that says nothing."""
    path = tmp_path / "台账.dat"
    path.write_bytes(ole(biff8({"凭证": xls_records()})))
    assert same_lines(path, tmp_path)
    path.write_bytes(xlsb({"凭证": xlsb_sheet(dict(enumerate(ROWS)))}))
    assert same_lines(path, tmp_path)


def test_xls_dates_errors_hidden_rows_and_sheets(tmp_path: Path) -> None:
    """An error is seen, a date is a date, and what was hidden is known."""
    sheet = [
        record(0x208, "HHHHHHI", 1, 0, 4, 255, 0, 0, 0x20),
        label(0, 0, "007"),
        number(0, 1, 45356.0, style=1),
        record(0x205, "HHHBB", 0, 2, 0, 0x17, 1),
        record(0x205, "HHHBB", 0, 3, 0, 1, 0),
        number(1, 0, 1.5),
    ]
    path = tmp_path / "a.xls"
    path.write_bytes(ole(biff8({"甲": sheet, "乙": [label(0, 0, "x")]}, hidden=["乙"])))
    first, second = read_grids(path)
    assert first.rows == [["007", dt.date(2024, 3, 5), "#REF!", True], [1.5, "", "", ""]]
    assert first.hidden_rows == {2}
    assert (first.is_hidden, second.is_hidden) == (False, True)


def test_xls_formulas_that_wait_for_calculation(tmp_path: Path) -> None:
    """A program that calculates nothing stores the empty text as the result."""
    formula = record(0x06, "HHHBBBBBBHHI", 2, 1, 0, 3, 0, 0, 0, 0, 0, 0xFFFF, 0, 0)
    path = tmp_path / "a.xls"
    path.write_bytes(ole(biff8({"甲": [label(0, 0, "x"), formula]})))
    assert read_grids(path)[0].doubtful == {(3, 2)}


def test_an_xls_without_its_end_is_damaged(tmp_path: Path) -> None:
    """Rows that were cut off with the end of the stream are not lost in silence."""
    stream = biff8({"凭证": xls_records()})
    path = tmp_path / "a.xls"
    path.write_bytes(ole(stream[:-300]))
    with pytest.raises(UserError, match="已损坏"):
        read_grids(path)


def test_an_xls_with_a_password_says_so(tmp_path: Path) -> None:
    """The record that announces encryption stands before all others."""
    stream = biff8({"凭证": xls_records()})
    path = tmp_path / "a.xls"
    path.write_bytes(ole(stream[:20] + struct.pack("<HHHH", 0x2F, 4, 1, 1) + stream[20:]))
    with pytest.raises(UserError, match="打开密码"):
        read_grids(path)


def test_records_without_a_container_are_read(tmp_path: Path) -> None:
    """Very old report programs write them; dates of theirs are numbers."""
    cells = b"".join(
        struct.pack("<HHHH3xB", 0x04, 8 + len(text), row, column, len(text)) + text
        for row, column, text in ((0, 0, "甲".encode("gbk")), (1, 1, b"710101"))
    )
    path = tmp_path / "a.xls"
    path.write_bytes(
        struct.pack("<HHHH", 0x09, 4, 2, 0x10)
        + struct.pack("<HHH", 0x42, 2, 936)
        + cells
        + struct.pack("<HH", 0x0A, 0)
    )
    assert read_grids(path)[0].rows == [["甲", ""], ["", "710101"]]


def test_an_xls_with_a_sector_named_twice_is_read(tmp_path: Path) -> None:
    """Some exporters write such containers, and Excel opens them."""
    content = bytearray(ole(biff8({"凭证": xls_records()})))
    (folder,) = struct.unpack_from("<I", content, 48)
    struct.pack_into("<IQ", content, 512 * (folder + 1) + 116, 0, 4096)
    path = tmp_path / "a.xls"
    path.write_bytes(content)
    assert same_lines(path, tmp_path)


def test_xlsb_errors_hidden_rows_and_sheets(tmp_path: Path) -> None:
    """What the fast reader leaves blank is filled from the records."""
    path = tmp_path / "a.xlsb"
    sheet = xlsb_sheet({1: ["甲", b"\x17", 1.5], 4: ["乙"]}, hidden=[4])
    path.write_bytes(xlsb({"一": sheet, "二": xlsb_sheet({0: ["x"]})}, hidden=["二"]))
    first, second = read_grids(path)
    assert first.rows == [["甲", "#REF!", 1.5], [""] * 3, [""] * 3, ["乙", "", ""]]
    assert first.first_row == 2
    assert first.hidden_rows == {5}
    assert (first.is_hidden, second.is_hidden) == (False, True)


@pytest.mark.parametrize(("row", "column"), [(1_048_575, 16_383), (1_048_576, 0), (0, 16_384)])
def test_an_xlsb_cell_far_out_is_refused_before_it_costs_memory(
    tmp_path: Path, row: int, column: int
) -> None:
    """The fast reader would make every cell between."""
    path = tmp_path / "a.xlsb"
    path.write_bytes(xlsb({"一": xlsb_sheet({0: ["甲"], row: [*[""] * column, "乙"]})}))
    with pytest.raises(UserError):
        read_grids(path)


#: ``IF(A1=0, "说明", "")`` with the marks that Excel sets between its branches, and ``A1=0``.
_SAYS = bytes([0x17, 2, 1]) + "说明".encode("utf-16-le")
_COMPARES = bytes([0x44, 0, 0, 0, 0, 0x1E, 0, 0, 0x0B])
_IF = bytes([0x42, 3, 1, 0])
_TEXT_FORMULA = (
    _COMPARES + bytes([0x19, 2, 9, 0]) + _SAYS + bytes([0x19, 8, 3, 0, 0x17, 0, 0]) + _IF
)


@pytest.mark.parametrize(
    ("tokens", "is_text"),
    [
        (_TEXT_FORMULA, True),
        (_SAYS + _SAYS + b"\x08", True),
        (_SAYS + _SAYS + b"\x0b", False),
        (_SAYS + bytes([0x1E, 1, 0, 0x1E, 2, 0]) + _IF, False),
        (_COMPARES, False),
        (bytes([0x25]) + bytes(8) + bytes([0x19, 0x10, 0, 0]), False),
        (b"\x17\x09", False),
        (b"\x7f", False),
    ],
)
def test_formulas_of_xls_that_end_in_a_text_are_told(tokens: bytes, *, is_text: bool) -> None:
    """What a branch or a joining of texts gives is a text; what a condition compares is not."""
    assert gives_text(tokens) is is_text


def test_a_text_formula_that_stores_a_nought_is_no_nought(tmp_path: Path) -> None:
    """LibreOffice writes 0 for every text that a formula gives: the cell is blank and doubtful."""
    tokens = struct.pack("<H", len(_TEXT_FORMULA)) + _TEXT_FORMULA
    formula = (0x06, struct.pack("<HHH", 1, 1, 0) + bytes(14) + tokens)
    path = tmp_path / "公开.xls"
    path.write_bytes(ole(biff8({"表": [number(1, 0, 0), formula, number(1, 2, 5)]})))
    (grid,) = read_grids(path)
    assert list(grid.rows[-1]) == [0, "", 5]
    assert grid.doubtful == {(2, 2)}
