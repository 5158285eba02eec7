"""A text that is read column by column is read as the csv module reads it row by row."""

from __future__ import annotations

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from xls_juesuan.errors import UserError
from xls_juesuan.reading.formats.delimited import read_delimited
from xls_juesuan.reading.formats.delimited import read_row_by_row
from xls_juesuan.reading.formats.limits import Piece
from xls_juesuan.reading.grid import ColumnarRows

PIECES = st.lists(
    st.sampled_from(
        [
            '"',
            '""',
            ",",
            ",,",
            "\t",
            ";",
            "\n",
            "\r\n",
            "\r",
            "=",
            '="01"',
            "甲",
            "元·",
            " ",
            "1.5",
            "\0",
            "€",
            "a|b",
        ]
    )
)
HEAD = "编码,名称,借方,贷方\n"
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"])


def outcome(read: object, content: bytes) -> object:
    piece = Piece("台账.csv", "台账", content)
    try:
        (grid,) = read(piece)  # type: ignore[operator]
    except UserError as error:
        return str(error)
    return [list(row) for row in grid.rows], grid.sheet, piece.budget.cells


@given(PIECES, ENCODINGS)
@example(["甲", ",", '"', "乙", '""', "\n", '"', "丙", "\r", "丁"], "gb18030")
@example(['"', "甲", "\n", ",", ","], "gb18030")
@example(["\n"] * 5 + ["甲", ",", ",", ",", "=", '""'], "utf-8")
@example([","] * 30 + ["乙"], "gb18030")
@example(['"', *["\n"] * 25, '"'], "gb18030")
def test_both_ways_give_the_same_cells(pieces: list[str], encoding: str) -> None:
    """Quotation marks, line ends, ragged rows, blanks and letters of every kind."""
    content = (HEAD + "".join(pieces)).encode(encoding)
    assert outcome(read_delimited, content) == outcome(read_row_by_row, content)


@given(st.binary(max_size=60))
@example(b"\xff,\xfe,1\n")
@example(b"\xd7,\xbf,1\n")
def test_bytes_of_no_encoding_are_refused_alike(tail: bytes) -> None:
    """What cannot be decoded is refused in the same sentence, with the same line."""
    content = HEAD.encode("gb18030") + tail
    assert outcome(read_delimited, content) == outcome(read_row_by_row, content)


def test_a_long_text_is_kept_column_by_column() -> None:
    """A plain text in GB18030 needs no row of its own in memory."""
    pytest.importorskip("xls_juesuan.reading.formats._sheet_scan")
    content = (HEAD + "1001,库存现金,1.00,\n" * 3).encode("gb18030")
    (grid,) = read_delimited(Piece("台账.csv", "台账", content))
    assert isinstance(grid.rows, ColumnarRows)
    assert grid.column(1).distinct == ["", "名称", "库存现金"]
    assert grid.column(0).codes.tolist() == [1, 2, 2, 2]
