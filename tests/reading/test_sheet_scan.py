"""A sheet that is read in one pass says the same as one that the general library reads."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from tests.reading.sheet_books import book
from xls_juesuan.errors import UserError
from xls_juesuan.reading.formats import xlsx
from xls_juesuan.reading.formats.limits import Budget
from xls_juesuan.reading.formats.limits import Piece
from xls_juesuan.reading.formats.parts import Parts
from xls_juesuan.reading.formats.plain_xlsx import read_by_columns
from xls_juesuan.reading.formats.sheet_facts import UnusualError

if TYPE_CHECKING:
    from collections.abc import Callable

    from xls_juesuan.reading.grid import Grid

scan = pytest.importorskip("xls_juesuan.reading.formats._sheet_scan")

SHARED = (
    "<si><t>行政运行</t></si>",
    '<si><t xml:space="preserve"> 前后 空格 </t></si>',
    "<si><t> 两头 </t></si>",
    "<si><t></t></si>",
    "<si><t>&lt;&amp;&#26469;&#x6765;&quot;</t></si>",
)
RICH = (
    "<si><r><t>办</t></r><r><rPr/><t>公费</t></r></si>",
    "<si><t>甲</t><rPh sb='0' eb='1'><t>jia</t></rPh></si>",
    "<si><t>换_x000D_行</t></si>",
    "<si/>",
)
#: Cells as programs write them; {at} is the attribute of the address.
CELLS = (
    "",
    "<c {at}/>",
    '<c {at} s="2"/>',
    '<c {at} t="n"></c>',
    "<c {at}><v>12.5</v></c>",
    "<c {at}><v>-0</v></c>",
    "<c {at}><v>0.1</v></c>",
    "<c {at}><v>123456789012345678</v></c>",
    "<c {at}><v>1.7976931348623157E+308</v></c>",
    "<c {at}><v>5e-324</v></c>",
    "<c {at}><v>9007199254740993</v></c>",
    "<c {at}><v>0.30000000000000004</v></c>",
    '<c {at} t="n" s="1"><v>45000</v></c>',
    '<c {at} s="2"><v>45000.75</v></c>',
    '<c {at} s="3"><v>1.5</v></c>',
    '<c {at} s="4"><v>45000</v></c>',
    '<c {at} s="5"><v>0.25</v></c>',
    '<c {at} s="6"><v>-3</v></c>',
    '<c {at} s="8"><v>45000.123456789</v></c>',
    '<c {at} s="99"><v>45000</v></c>',
    '<c {at} t="s"><v>0</v></c>',
    '<c {at} s="1" t="s"><v>0</v></c>',
    '<c {at} s="2" t="s"><v>04</v></c>',
    '<c {at} s="0"><v>-12.50</v></c>',
    '<c {at}  s="0" ><v>7</v></c>',
    '<c {at} t="s"><v>1</v></c>',
    '<c {at} t="s"><v>2</v></c>',
    '<c {at} t="s"><v>3</v></c>',
    '<c {at} t="s"><v>4</v></c>',
    '<c {at} t="str"><v>公式 的文本 </v></c>',
    '<c {at} t="str"><f>A1&amp;"x"</f><v>a&amp;b</v></c>',
    '<c {at} t="str"><f>A1</f><v></v></c>',
    '<c {at} t="b"><v>1</v></c>',
    '<c {at} t="b"><v>0</v></c>',
    '<c {at} t="e"><v>#REF!</v></c>',
    '<c {at} t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    "<c {at}><f>SUM(A1:A2)</f><v>3</v></c>",
    "<c {at}><f>SUM(A1:A2)</f></c>",
    "<c {at}><f>SUM(A1:A2)</f><v/></c>",
    "<c {at}><f>SUM(A1:A2)</f><v>0</v></c>",
    '<c {at}><f t="shared" si="0"/><v>7</v></c>',
    '<c {at} t="inlineStr"><is><t>行内文本</t></is></c>',
    '<c {at} t="inlineStr"><is><t xml:space="preserve"> 行内 </t></is></c>',
    '<c {at} t="inlineStr"><is><t/></is></c>',
)
#: Cells that are legal and only the general library reads.
ODD_CELLS = (
    '<c {at} s="12345678901"><v>1</v></c>',
    '<c {at} s="0"><v>1-2</v></c>',
    "<c {at}><v> 12 </v></c>",
    '<c {at} t="inlineStr"><is><r><t>行</t></r><r><t>内</t></r></is></c>',
    '<c {at} t="d"><v>2024-01-05</v></c>',
    '<c {at} t="str"><v><![CDATA[文本]]></v></c>',
    '<c {at} t="str"><v>a_x0041_</v></c>',
)


def piece(content: bytes) -> Piece:
    """A workbook as it is handed to a reader."""
    return Piece("台账.xlsx", "台账", content, Budget.for_file(len(content)))


def by_columns(content: bytes) -> list[Grid]:
    """Read in one pass."""
    one = piece(content)
    return read_by_columns(one, Parts(one))


def by_library(content: bytes) -> list[Grid]:
    """Read by the general library."""
    one = piece(content)
    return xlsx.read_by_library(one, Parts(one))


def told(read: Callable[[bytes], list[Grid]], content: bytes) -> list[tuple[Any, ...]] | str:
    """All that a reader says of a workbook, kinds of cells included; or why it is refused."""
    try:
        grids = read(content)
    except UserError as error:
        return str(error)
    return [
        (
            grid.sheet,
            grid.first_row if grid.rows else 0,
            grid.first_column if grid.rows else 0,
            grid.is_hidden,
            grid.hidden_rows,
            grid.hollow,
            grid.doubtful,
            [[(type(cell), repr(cell)) for cell in row] for row in grid.rows],
        )
        for grid in grids
    ]


def letters(column: int) -> str:
    """Name of a column, from 0."""
    return chr(ord("A") + column)


def rows_of(rows: list[list[str]], *, addressed: bool = True, gap: int = 1) -> str:
    """Rows of cells as XML, with or without addresses."""
    written = []
    for number, row in enumerate(rows):
        at = number * gap + 1
        cells = "".join(
            cell.replace("{at}", f'r="{letters(column)}{at}"' if addressed else "")
            for column, cell in enumerate(row)
            if addressed or cell
        )
        written.append(f'<row r="{at}">{cells}</row>' if addressed else f"<row>{cells}</row>")
    return "\n".join(written)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("is_1904", [False, True])
def test_every_kind_of_cell_is_read_alike(cell: str, *, is_1904: bool) -> None:
    """Numbers, dates, spans, texts, errors and formulas are those of the library."""
    sheet = rows_of([["<c {at}><v>1</v></c>", cell, "<c {at}><v>2</v></c>"]])
    content = book(sheet, "".join(SHARED), is_1904=is_1904)
    assert told(by_columns, content) == told(by_library, content)


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.sampled_from(CELLS), max_size=5), max_size=6),
    st.booleans(),
    st.integers(1, 3),
    st.booleans(),
)
def test_sheets_are_read_alike(
    rows: list[list[str]], addressed: bool, gap: int, is_rich: bool
) -> None:
    """Blank edges, gaps, cells without addresses and rich texts change nothing."""
    strings = "".join((*SHARED, *(RICH if is_rich else ())))
    content = book(rows_of(rows, addressed=addressed, gap=gap), strings)
    assert told(by_columns, content) == told(by_library, content)


@pytest.mark.parametrize("cell", ODD_CELLS)
def test_what_is_written_oddly_is_left_to_the_library(cell: str) -> None:
    """The one pass refuses, and the reader gives what the library gives."""
    content = book(rows_of([["<c {at}><v>1</v></c>", cell]]))
    with pytest.raises(UnusualError):
        by_columns(content)
    assert told(lambda one: xlsx.read_xlsx(piece(one)), content) == told(by_library, content)


@pytest.mark.parametrize(
    "sheet",
    [
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1"><v>zwölf</v></c></row>',
        '<row r="1"><c r="A1"><v>1e999</v></c></row>',
        '<row r="1"><c r="A1" t="b"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="A1"',
        '<row r="1"><x:c r="A1"><v>1</v></x:c></row>',
        "<!-- <row> --><row><c><v>1</v></c></row>",
    ],
)
def test_nothing_is_guessed(sheet: str) -> None:
    """Cells out of order, out of bounds or broken are never read in one pass."""
    with pytest.raises(UnusualError):
        by_columns(book(sheet))


def test_chunks_may_end_anywhere() -> None:
    """A sheet that comes byte by byte is the same as one that comes at once."""
    sheet = rows_of([list(CELLS[start : start + 5]) for start in range(0, len(CELLS), 5)])
    part = f"<worksheet><sheetData>{sheet}</sheetData></worksheet>".encode()
    whole, pieces = scan.Scanner(bytes(11)), scan.Scanner(bytes(11))
    assert whole.feed(part)
    assert all(pieces.feed(part[at : at + 1]) for at in range(len(part)))
    assert whole.is_whole()
    assert pieces.is_whole()
    assert whole.facts() == pieces.facts()
    assert whole.texts() == pieces.texts()
    width = whole.facts()[1]
    assert [whole.column(at) for at in range(width)] == [pieces.column(at) for at in range(width)]


@pytest.mark.parametrize("seed", range(8))
def test_damaged_sheets_are_refused_or_read_as_the_library_reads_them(seed: int) -> None:
    """No change of bytes makes the scanner say something that the library does not say."""
    chance = random.Random(seed)  # noqa: S311 - repeatable damage, no secret
    sheet = rows_of([list(CELLS[start : start + 5]) for start in range(0, len(CELLS), 5)])
    for _ in range(150):
        damaged = bytearray(sheet.encode())
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(damaged))
            way = chance.random()
            if way < 0.4:
                damaged[at] = chance.choice(b'<>/"= acrvfst019.')
            elif way < 0.7:
                del damaged[at : at + chance.randint(1, 12)]
            else:
                damaged[at:at] = damaged[at : at + chance.randint(1, 12)]
        text = damaged.decode("utf-8", "replace")
        content = book(text, "".join(SHARED))
        try:
            read = told(by_columns, content)
        except UnusualError:
            continue
        assert read == told(by_library, content), text


def test_a_program_without_the_scanner_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing could be compiled, the library reads the workbook."""
    content = book(rows_of([list(CELLS[:20])]), "".join(SHARED))
    with_scanner = told(lambda one: xlsx.read_xlsx(piece(one)), content)
    monkeypatch.setitem(sys.modules, scan.__name__, None)
    with pytest.raises(UnusualError):
        by_columns(content)
    assert told(lambda one: xlsx.read_xlsx(piece(one)), content) == with_scanner
