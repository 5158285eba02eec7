"""Files made to exhaust memory, to lead out of the folder, or to run something in Excel."""

from __future__ import annotations

import importlib.util
import re
import struct
import sys
import zlib
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.builders import JOURNAL_ABOVE
from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_JOURNAL
from tests.builders import csv_file
from tests.builders import table_rows
from tests.builders import write_sheets
from tests.containers import unzipped
from tests.containers import zipped
from tests.hostile.seeds import seeds
from xls_juesuan.cli.entry import main
from xls_juesuan.errors import UserError
from xls_juesuan.reading import read_ledger
from xls_juesuan.reading.grid import read_grids

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCANNER = "xls_juesuan.reading.formats._sheet_scan"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
END = b"</row></sheetData>"
ENTITIES = b"".join(b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(10))
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + ENTITIES + b"]>"


def changed(seed: str, part: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = unzipped(seeds()[seed])
    new = change(parts[part])
    assert new != parts[part]
    return zipped({**parts, part: new})


def fault(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "台账.xls"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        read_grids(path)
    return caught.value.paragraph


# ------------------------------------------------------------------ cells far out


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="XFD1048576"><v>1</v></c>',
        b'<c r="xfd1048576"><v>1</v></c>',
        b"<c r='XFD1048576'><v>1</v></c>",
        b'<c\n r="XFD1048576" t="n"><v>1</v></c>',
        b'<c s="0" r="XFD1048576"><v>1</v></c>',
        b'<x:c xmlns:x="%s" r="XFD1048576"><x:v>1</x:v></x:c>' % MAIN,
    ],
)
def test_a_cell_in_the_last_corner_is_named(tmp_path: Path, cell: bytes) -> None:
    """However it is written, the cell is found before the sheet between is made."""
    text = fault(tmp_path, changed("journal.xlsx", SHEET, lambda x: x.replace(END, cell + END)))
    assert "XFD1048576" in text.upper()
    assert "删去" in text


@pytest.mark.parametrize("address", [b"A4294967295", b"ZZZZ1", b"A0"])
def test_a_cell_outside_of_any_sheet_is_damage(tmp_path: Path, address: bytes) -> None:
    """No spreadsheet has such rows and columns."""
    cell = b'<c r="%s"><v>1</v></c>' % address
    text = fault(tmp_path, changed("journal.xlsx", SHEET, lambda x: x.replace(END, cell + END)))
    assert "已损坏" in text


def test_formatted_blanks_far_out_cost_nothing(tmp_path: Path) -> None:
    """Whole rows and columns are often coloured; such cells hold nothing."""
    cell = b'<c r="XFD9" s="1"/>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(changed("journal.xlsx", SHEET, lambda x: x.replace(END, cell + END)))
    assert read_grids(path)[0].width == len(JOURNAL_COLUMNS)


def test_repetitions_of_open_documents_are_counted_first(tmp_path: Path) -> None:
    """A million rows of sixteen thousand filled cells are refused, not made."""
    old, new = b'columns-repeated="1"', b'columns-repeated="1600"'
    fault(tmp_path, changed("open.ods", "content.xml", lambda x: x.replace(old, new)))
    row, many = b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048577">'
    fault(tmp_path, changed("open.ods", "content.xml", lambda x: x.replace(row, many)))


def test_spans_of_web_pages_are_bounded(tmp_path: Path) -> None:
    """Spans beyond what browsers allow are cut to it."""
    page = seeds()["page.html"]
    page = page.replace(b"colspan=1", b"colspan=99999999", 1)
    path = tmp_path / "a.xls"
    path.write_bytes(page.replace(b'rowspan="1"', b'rowspan="99999999999999999999"', 2))
    assert read_grids(path)[0].width == 1000 + len(JOURNAL_ABOVE[1]) - 1


# ------------------------------------------------------------------ bombs


@pytest.mark.parametrize(
    ("seed", "part", "mark"),
    [
        ("journal.xlsx", "xl/workbook.xml", b"<workbook"),
        ("journal.xlsx", SHEET, b"<worksheet"),
        ("journal.xlsx", "xl/_rels/workbook.xml.rels", b"<Relationships"),
        ("open.ods", "content.xml", b"<office:document-content"),
    ],
)
def test_entities_are_refused(tmp_path: Path, seed: str, part: str, mark: bytes) -> None:
    """No format of tables needs entities of its own, and none is expanded or fetched."""
    for declared in (BOMB, b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'):
        parts = unzipped(seeds()[seed])
        parts[part] = parts[part].replace(mark, declared + mark, 1)
        assert "已损坏" in fault(tmp_path, zipped(parts))


def test_entities_of_single_files_are_refused(tmp_path: Path) -> None:
    """The same in SpreadsheetML."""
    page = seeds()["office.xml"]
    assert "已损坏" in fault(tmp_path, page.replace(b"<Workbook", BOMB + b"<Workbook"))


def test_a_part_that_unfolds_beyond_reason_is_refused(tmp_path: Path) -> None:
    """Three hundred megabytes of blanks that took three hundred kilobytes."""
    blanks = b" " * 300_000_000
    text = fault(tmp_path, changed("journal.xlsx", SHEET, lambda x: x.replace(END, blanks + END)))
    assert "不合常理" in text


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    """The declared size and checksum fit the beginning; the rest would follow."""
    content = changed("journal.xlsx", SHEET, lambda x: x.replace(END, b" " * 9_000_000 + END))
    head = unzipped(content)[SHEET][:1000]
    lying = bytearray(content)
    at = -1
    while (at := lying.find(b"PK\x01\x02", at + 1)) >= 0:
        (length,) = struct.unpack_from("<H", lying, at + 28)
        if lying[at + 46 : at + 46 + length] == SHEET.encode():
            struct.pack_into("<I", lying, at + 16, zlib.crc32(head))
            struct.pack_into("<I", lying, at + 24, len(head))
    assert "不合常理" in fault(tmp_path, bytes(lying))


def test_archives_of_archives_share_one_budget(tmp_path: Path) -> None:
    """Each is harmless, all together are not."""
    inner = zipped({"a.csv": b"a" * 30_000_000})
    text = fault(tmp_path, zipped({f"{number}.zip": inner for number in range(12)}))
    assert "不合常理" in text


def test_an_archive_of_a_hundred_thousand_files_is_refused(tmp_path: Path) -> None:
    """Nobody exports so many."""
    assert "5000" in fault(tmp_path, zipped({f"{number}.txt": "" for number in range(20_000)}))


def test_a_long_text_used_a_million_times_is_held_once_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The general library copies a text into each cell that shows it; the one pass does not."""
    rows = b"".join(
        b'<row r="%d">' % row
        + b"".join(b'<c r="%c%d" t="s"><v>0</v></c>' % (65 + column, row) for column in range(20))
        + b"</row>"
        for row in range(20, 2500)
    )
    parts = unzipped(seeds()["journal.xlsx"])
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")
    long = b"<si><t>" + b"a" * 32_000 + b"</t></si><si>"
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace(b"<si>", long, 1)
    path = tmp_path / "台账.xlsx"
    path.write_bytes(zipped(parts))
    if importlib.util.find_spec(SCANNER):
        (grid,) = (one for one in read_grids(path) if len(one.rows) > 2000)
        assert sum(len(cell) > 900 for cell in map(str, grid.column(0).distinct)) == 1
    monkeypatch.setitem(sys.modules, SCANNER, None)
    assert "不合常理" in fault(tmp_path, zipped(parts))


# ------------------------------------------------------------------ odd but harmless


@pytest.mark.parametrize(
    "text", ["a" + " " * 50_000 + "b", "(" * 50_000, "3" * 50_000, "1-" * 25_000]
)
def test_cells_of_fifty_thousand_characters(tmp_path: Path, text: str) -> None:
    """Of no column do they slow the reader, and their rows are named."""
    line = SMALL_JOURNAL[0]
    lines = [(*line[:at], text, *line[at + 1 :]) for at in (2, 3, 4, 7, 8, 9)]
    rows = table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], [*SMALL_JOURNAL, *lines])
    ledger = read_ledger(csv_file(tmp_path / "a.csv", rows))
    (problem,) = (one for one in ledger.problems if one.code == "L114")
    assert problem.rows == len(lines)


def test_numbers_that_are_none(tmp_path: Path) -> None:
    """Infinite, huge and absent numbers are unreadable amounts, negative zero is zero."""
    amounts = ("1e308", "-1e308", "NaN", "inf", "-0", "1e-320")
    rows = [
        [*line[:5], amount, *line[6:]]
        for line, amount in zip(SMALL_JOURNAL * 2, amounts, strict=False)
    ]
    path = csv_file(tmp_path / "a.csv", table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], rows))
    unreadable = [one for one in read_ledger(path).problems if one.code == "L105"]
    assert sorted(source.row for one in unreadable for source in one.sources) == [4, 5, 6, 7]


def test_names_of_sheets_lead_nowhere(tmp_path: Path) -> None:
    """Ways out of the folder, quotes and control characters are letters like any other."""
    name = "../../x'&#9;&lt;\u202e".encode()
    content = changed(
        "journal.xlsx", "xl/workbook.xml", lambda x: x.replace("凭证明细".encode(), name)
    )
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert [grid.sheet for grid in read_grids(path)] == ["../../x' < "]
    old, new = b"worksheets/sheet1.xml", b"../../../../etc/passwd"
    relations = "xl/_rels/workbook.xml.rels"
    fault(tmp_path, changed("journal.xlsx", relations, lambda x: x.replace(old, new)))


def test_sheets_of_one_name_are_asked_about(tmp_path: Path) -> None:
    """Nobody could say which is meant."""
    content = changed(
        "odd.xlsx", "xl/workbook.xml", lambda x: x.replace("隐藏".encode(), "凭证明细".encode())
    )
    assert "同名" in fault(tmp_path, content)


def test_a_thousand_sheets(tmp_path: Path) -> None:
    """One of them is the ledger."""
    rows = table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], SMALL_JOURNAL)
    sheets = {f"{number}": [["x"]] for number in range(1000)}
    assert len(read_ledger(write_sheets(tmp_path / "a.xlsx", {**sheets, "台账": rows})).frame) == 4


def test_a_hundred_thousand_columns_are_too_many(tmp_path: Path) -> None:
    """No spreadsheet program shows them."""
    line = ",".join(map(str, range(100_000)))
    assert "列数超过 16384" in fault(tmp_path, f"{line}\n{line}\n".encode())


# ------------------------------------------------------------------ writing


@pytest.mark.parametrize("text", ["=cmd|'/c calc'!A1", "+1+cmd", "-2+3", "@SUM(1)", "{=1+1}"])
def test_nothing_from_the_ledger_becomes_a_formula(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """Narrations, names of accounts, projects, units and sheets are written as text everywhere."""
    lines = [
        (*line[:2], text, line[3], f"{text}\\{text}", *line[5:9], text, text)
        for line in SMALL_JOURNAL
    ]
    above = [(f"单位：{text}", "", "会计年度：2024", "", "金额单位：元")]
    path = tmp_path / "in" / "台账.csv"
    path.parent.mkdir()
    csv_file(path, table_rows(above, [JOURNAL_COLUMNS], lines))
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.chdir(out)
    main(["fill", str(path), "-o", str(out / "决算公开.xlsx"), "--unit-name", text])
    assert [one.name for one in tmp_path.rglob("*") if one.is_file() and one != path] == [
        "决算公开.xlsx"
    ]
    book = openpyxl.load_workbook(out / "决算公开.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(cell.value == text for cell in cells)
    # The text may stand inside a formula as a constant between quotation marks, no other way.
    outside = [re.sub(r'"[^"]*"', "", str(cell.value)) for cell in cells if cell.data_type == "f"]
    assert not [one for one in outside if text.strip("={}") in one]


def test_names_of_units_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One workbook a unit, all of them in the folder that was asked for."""
    names = ("..\\..\\evil", "../../other", "CON", "/etc/evil", "a\tb|c:d*e")
    columns = (*JOURNAL_COLUMNS, "单位名称")
    lines = [
        (*line, *[""] * (len(JOURNAL_COLUMNS) - len(line)), name)
        for name in names
        for line in SMALL_JOURNAL
    ]
    above = [("会计年度：2024", "", "金额单位：元")]
    path = csv_file(tmp_path / "台账.csv", table_rows(above, [columns], lines))
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")
    main(["fill", str(path), "--each-unit", "-o", "out"])
    made = {one for one in tmp_path.rglob("*") if one.is_file() and one != path}
    assert {one.parent for one in made} == {tmp_path / "a" / "b" / "out"}
    assert len(made) == len(names)
    assert all(one.stem.upper() not in {"CON", "NUL", "AUX"} for one in made)
