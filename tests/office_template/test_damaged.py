"""Whatever is broken inside an office's workbook, filling it ends in a workbook or in a sentence.

Some dozen mutations run with every test; XLJ_MUTATIONS=2000 asks for more, XLJ_MUTATIONS_FROM for others.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.containers import unzipped
from tests.containers import zipped
from tests.office_books import Office
from tests.office_books import office_book
from tests.office_template.damage import damaged
from xls_juesuan.accounts import FillRequest
from xls_juesuan.cli.entry import main
from xls_juesuan.errors import UserError
from xls_juesuan.office import fill_office
from xls_juesuan.office import read_template
from xls_juesuan.pipeline import fill
from xls_juesuan.writing.patching.census import take_census

if TYPE_CHECKING:
    from xls_juesuan.tables import TableSet

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
WANTED = int(os.environ.get("XLJ_MUTATIONS", "32"))
FIRST = int(os.environ.get("XLJ_MUTATIONS_FROM", "0"))
BATCH = 16
#: Every so many damaged workbooks are filled from the ledger to the file, the others with tables.
FILL_EVERY = 8
SHEET, BOOK = "xl/worksheets/sheet2.xml", "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A workbook with pictures, notes and all that offices put in."""
    return office_book(tmp_path_factory.mktemp("office") / "空表.xlsx", Office()).read_bytes()


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> TableSet:
    """The tables of the example."""
    out = tmp_path_factory.mktemp("filled") / "o.xlsx"
    return fill(FillRequest(EXAMPLES / "ledger.xlsx", output=out))[0].tables


@pytest.mark.parametrize(
    ("part", "old", "new", "words"),
    [
        (SHEET, b"<sheetData>", b"<sheetData", f"{SHEET}：内容残缺"),
        (SHEET, b"sheetData", b"otherData", f"{SHEET}：内容不是这个位置该有的"),
        (SHEET, None, b"", f"{SHEET}：内容残缺"),
        (BOOK, b"sheet2.xml", b"sheet99.xml", f"{BOOK}：指向的部分不存在"),
        (BOOK, b'Id="rId3"', b'Id="rId333"', f"{BOOK}：指向的部分不存在"),
        ("_rels/.rels", b'/officeDocument"', b'/office"', "_rels/.rels：指向的部分不存在"),
        (TYPES, b"spreadsheetml.worksheet", b"spreadsheetml.chart", "登记的内容类型不对"),
        (TYPES, b"sheet.main+xml", b"text+xml", "登记的内容类型不对"),
        ("xl/styles.xml", b"styleSheet", b"sheetStyle", "xl/styles.xml：内容不是"),
        ("xl/sharedStrings.xml", b"</sst>", b"", "xl/sharedStrings.xml：内容残缺"),
        ("xl/drawings/drawing1.xml", None, b"<x", "xl/drawings/drawing1.xml：内容残缺"),
    ],
)
def test_a_faulty_part_is_named(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    whole: bytes,
    part: str,
    old: bytes | None,
    new: bytes,
    words: str,
) -> None:
    """One paragraph says which part is wrong and how, with exit code 2; nothing is written."""
    parts = unzipped(whole)
    parts[part] = new if old is None else parts[part].replace(old, new)
    template, out = tmp_path / "空表.xlsx", tmp_path / "out.xlsx"
    content = zipped(parts)
    template.write_bytes(content)
    ledger = str(EXAMPLES / "ledger.xlsx")
    assert main(["fill", ledger, "--template", str(template), "-o", str(out)]) == 2
    told = capsys.readouterr().err
    assert words in told
    assert told.count("\n") == 1
    assert template.read_bytes() == content
    assert not out.exists()


@pytest.mark.parametrize("first", range(FIRST, FIRST + WANTED, BATCH))
def test_every_damage_ends_in_a_workbook_or_a_sentence(
    tmp_path: Path, whole: bytes, tables: TableSet, first: int
) -> None:
    """No fault of the program's own; what is refused leaves nothing behind."""
    for number in range(first, min(first + BATCH, FIRST + WANTED)):
        said, content = damaged(whole, number)
        template, out = tmp_path / "空表.xlsx", tmp_path / f"{number}.xlsx"
        template.write_bytes(content)
        try:
            office = read_template(template)
            if number % FILL_EVERY:
                take_census(fill_office(office, tables).book)
            else:
                fill(FillRequest(EXAMPLES / "ledger.xlsx", output=out, office=office))
        except UserError:
            assert not out.exists(), (number, said)
        except Exception as error:
            raise AssertionError((number, said)) from error
        assert template.read_bytes() == content, (number, said)
