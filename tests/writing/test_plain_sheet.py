from __future__ import annotations

import re
import warnings
import zipfile
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from xls_juesuan.writing.listing import listed
from xls_juesuan.writing.page import Page
from xls_juesuan.writing.page import WritingError
from xls_juesuan.writing.plain_sheet import PlainWorksheet
from xls_juesuan.writing.styles import Styles

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
SPANS = re.compile(rb' spans="\d+:\d+"')


def parts(path: Path, worksheet: type[Worksheet]) -> dict[str, bytes]:
    """A workbook with every kind of cell, as written by a class of worksheet."""
    with xlsxwriter.Workbook(path) as book:
        book.worksheet_class = worksheet
        page = Page(book, Styles(book), "表")
        style = page.styles.get("cell")
        page.text(0, 0, " 文<&>\"'\n", style)
        page.text(0, 1, "=1+1", style)
        page.text(0, 2, "", style)
        page.number(1, 0, -0.1, style)
        page.number(1, 1, 123_456_789_012.34, style)
        page.number(1, 2, 7, style)
        page.formula(2, 0, 'IF("a"<>"b",1,0)', style, stored=1)
        page.formula(2, 1, '"<"&"&"', style, stored="<&")
        page.formula(2, 2, '""', style, stored="")
        page.formula(2, 3, "1=1", style, stored=True)
        page.formula(2, 4, "0.1*3", style, stored=0.30000000000000004)
        page.merged((3, 0, 3, 3), "并", style, formula='"并"')
        page.link(4, 0, ("表", "A1"), "去", style)
        page.height(5, 20)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_cells_are_written_as_the_library_writes_them(tmp_path: Path) -> None:
    """Going straight to the file changes not one byte but the optional spans of rows."""
    ours, theirs = (
        parts(tmp_path / f"{kind.__name__}.xlsx", kind) for kind in (PlainWorksheet, Worksheet)
    )
    theirs[SHEET] = SPANS.sub(b"", theirs[SHEET])
    assert ours[SHEET].decode() == theirs[SHEET].decode()
    assert {name for name in ours if ours[name] != theirs[name]} <= {"docProps/core.xml"}


def test_a_list_is_written_as_its_cells_would_be(tmp_path: Path) -> None:
    """Lines that are kept column by column change not one byte of the workbook."""
    frame = pd.DataFrame(
        {
            "text": ["<&>", "", " 文", "<&>", "=1", "长" * 40_000],
            "kept": pd.Categorical(["乙", "甲", "乙", "", "甲", "甲"]),
            "number": [3, 1, 3, 1, 1, 123_456_789_012_345_678],
        }
    )
    written = []
    for name in ("list", "cells"):
        with xlsxwriter.Workbook(tmp_path / f"{name}.xlsx") as book:
            book.worksheet_class = PlainWorksheet
            page = Page(book, Styles(book), "表")
            text, figure = page.styles.get("cell"), page.styles.get("figure")
            page.text(0, 0, "甲", text)
            columns = [
                listed(0, text, frame["text"], str),
                listed(1, text, frame["kept"], str),
                listed(3, figure, frame["number"], lambda fen: fen / 100),
            ]
            if name == "list":
                page.list(2, columns)
            else:
                for at, column in zip((0, 1), ("text", "kept"), strict=True):
                    for line, cell in enumerate(frame[column], 2):
                        page.text(line, at, cell, text)
                for line, fen in enumerate(frame["number"].tolist(), 2):
                    page.number(line, 3, fen / 100, figure)
            page.text(9, 5, "末", text)
        with zipfile.ZipFile(tmp_path / f"{name}.xlsx") as archive:
            written.append({part: archive.read(part) for part in archive.namelist()})
    assert written[0][SHEET].decode() == written[1][SHEET].decode()
    assert {part for part in written[0] if written[0][part] != written[1][part]} <= {
        "docProps/core.xml"
    }


def test_a_list_beyond_the_sheet_is_refused(tmp_path: Path) -> None:
    """What does not fit on a sheet is an error and never a shorter list."""
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.worksheet_class = PlainWorksheet
        page = Page(book, Styles(book), "表")
        column = listed(0, page.styles.get("cell"), pd.Series(["甲", "乙"]), str)
        with pytest.raises(WritingError):
            page.list(1_048_575, [column])
        page.list(1_048_574, [column])


def test_a_formula_beyond_the_sheet_is_refused(tmp_path: Path) -> None:
    """What the library says by its answer, this worksheet says too."""
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheet = book.add_worksheet(worksheet_class=PlainWorksheet)
        assert sheet.write_formula(2_000_000, 0, "1") < 0
        assert sheet.write_formula(0, 0, "1") == 0
