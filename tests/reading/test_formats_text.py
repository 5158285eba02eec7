"""Delimited text and zipped folders: what is read, what is said, what is left with a word."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.builders import JOURNAL_ABOVE
from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_JOURNAL
from tests.builders import csv_file
from tests.builders import journal_workbook
from tests.builders import table_rows
from tests.containers import zipped
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.errors import UserError
from xls_juesuan.reading.book import read_book
from xls_juesuan.reading.grid import read_grids

if TYPE_CHECKING:
    from pathlib import Path

ROWS = table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], SMALL_JOURNAL)


def fault(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_grids(path)
    caught.value.paragraph.encode("gbk")
    return caught.value.paragraph


# ------------------------------------------------------------------ text


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_marks_and_encodings(tmp_path: Path, delimiter: str, encoding: str) -> None:
    """Each mark in each encoding gives the same cells."""
    path = csv_file(tmp_path / "a.txt", ROWS, encoding=encoding, delimiter=delimiter)
    (grid,) = read_grids(path)
    assert grid.rows[2][:3] == ["凭证日期", "凭证号", "摘要"]
    assert (len(grid.rows), grid.width) == (7, len(JOURNAL_COLUMNS))


def test_a_quotation_mark_without_its_pair_is_named(tmp_path: Path) -> None:
    """The row where rows begin to vanish into one cell is told."""
    lines = ["日期,摘要,金额", *(f"2024-01-0{n},付款{n},{n}" for n in range(1, 9))]
    path = tmp_path / "a.csv"
    path.write_text("\n".join([*lines[:4], '2024-01-09,"付款,9', *lines[4:]]))
    assert "第 5 行" in fault(path)
    path.write_text("\n".join([*lines[:2], '2024-01-09,"付款,9', *lines[2:] * 9]))
    text = fault(path)
    assert "第 3 行" in text
    assert "双引号没有配对" in text


def test_a_quoted_line_break_is_no_fault(tmp_path: Path) -> None:
    """A narration in two lines is one cell of one row."""
    path = tmp_path / "a.csv"
    path.write_text('日期,摘要,金额\n2024-01-01,"付款\n二月",5\n')
    assert read_grids(path)[0].rows[1] == ["2024-01-01", "付款\n二月", "5"]


def test_long_cells_and_null_bytes(tmp_path: Path) -> None:
    """Of a million characters the first are read, and it is said; a null byte does no harm."""
    path = tmp_path / "a.csv"
    path.write_text("日期,摘要,金额\n" + "x,y,z\n" * 2000 + f"a\0b,{'长' * 1_000_000},5\n")
    book = read_book(path)
    assert book.grids[0].rows[2001] == ["a\0b", "长" * 1000 + "…", "5"]
    (problem,) = book.problems
    assert "1000000 个字" in problem.detail
    assert [source.row for source in problem.sources] == [2002]


def test_a_byte_of_no_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    """Nothing is replaced in silence."""
    path = tmp_path / "a.csv"
    path.write_bytes("日期,摘要,金额\n1,2,3\n4,".encode("gb18030") + b"\xff\xff,6\n")
    assert "第 3 行" in fault(path)


# ------------------------------------------------------------------ archives


def test_every_member_is_read_and_named(tmp_path: Path) -> None:
    """Folders, several formats and a zip in the zip; leftovers are skipped."""
    csv_file(tmp_path / "a.csv", ROWS, encoding="gb18030")
    journal_workbook(tmp_path / "b.xlsx", SMALL_JOURNAL)
    csv, xlsx = (tmp_path / "a.csv").read_bytes(), (tmp_path / "b.xlsx").read_bytes()
    path = tmp_path / "账套.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("账/2月.xlsx", xlsx)
        archive.writestr("__MACOSX/账/._2月.xlsx", b"x")
        archive.writestr("账/~$2月.xlsx", b"x")
        archive.writestr("账/.DS_Store", b"x")
        archive.writestr("账/内.zip", zipped({"3月.csv": csv, "深.zip": zipped({"x.csv": csv})}))
        archive.writestr("账/说明.pdf", b"%PDF-1.7")
        archive.writestr("账/空.xlsx", b"")
        archive.writestr("../../逃.txt", "随便写写")
    book = read_book(path)
    assert [grid.file for grid in book.grids] == [
        "账套.zip/账/2月.xlsx",
        "账套.zip/账/内.zip/3月.csv",
    ]
    assert {(left.file, left.kind) for left in book.left} == {
        ("账套.zip/账/内.zip/深.zip", "archive"),
        ("账套.zip/账/说明.pdf", "pdf"),
        ("账套.zip/账/空.xlsx", "empty"),
        ("账套.zip/逃.txt", "text"),
    }
    assert [problem.code for problem in book.problems] == ["L114"] * 4
    (rule,) = (rule for rule in load_rules() if rule.code == "L114")
    severities = {
        problem.subject: str(rule.severity_of(problem.subject)) for problem in book.problems
    }
    assert severities.pop("账套.zip/逃.txt") == "notice"
    assert set(severities.values()) == {"warning"}


def test_names_in_gbk_without_the_mark_of_utf8(tmp_path: Path) -> None:
    """Old Windows tools write names in GBK and say nothing."""
    content = zipped({"AAAA.csv": csv_file(tmp_path / "a.csv", ROWS).read_bytes()})
    path = tmp_path / "a.zip"
    path.write_bytes(content.replace(b"AAAA", "账套".encode("gb18030")))
    assert [grid.file for grid in read_grids(path)] == ["a.zip/账套.csv"]


def test_what_is_wrong_inside_an_archive_is_said_with_its_member(tmp_path: Path) -> None:
    """A damaged or protected member stops the run, with its name."""
    xlsx = journal_workbook(tmp_path / "b.xlsx", SMALL_JOURNAL).read_bytes()
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"1月.xlsx": xlsx, "2月.xlsx": xlsx[:2000]}))
    assert "a.zip/2月.xlsx" in fault(path)
    plain = bytearray(zipped({"1月.xlsx": xlsx}, zipfile.ZIP_STORED))
    plain[6] |= 1
    plain[plain.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(plain)
    assert "解压密码" in fault(path)


def test_an_archive_without_any_spreadsheet_lists_what_it_holds(tmp_path: Path) -> None:
    """The user sees that the wrong archive was taken."""
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"说明.pdf": b"%PDF", "照片.jpg": b"\xff\xd8\xff"}))
    text = fault(path)
    assert "说明.pdf（PDF 文档）" in text
    assert "照片.jpg（图片）" in text
    path.write_bytes(zipped({}))
    assert "里面没有文件" in fault(path)
