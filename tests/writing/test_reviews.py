from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from openpyxl import load_workbook

from tests.workbooks import content_of
from tests.workbooks import write_example
from xls_juesuan.writing.reviews import read_reviews

if TYPE_CHECKING:
    from pathlib import Path


def test_handling_and_explanation_survive_a_new_run(tmp_path: Path) -> None:
    """What the reviewer chose and wrote stands on the same finding in the next workbook."""
    first = write_example(tmp_path / "first.xlsx")
    book = load_workbook(first)
    sheet = book["审核"]
    sheet["K9"], sheet["L9"] = "已核实", "=已与主管部门核对"
    sheet["L9"].data_type = "s"
    book.save(first)
    reviews = read_reviews(first)
    assert reviews == {sheet["M9"].value: ("已核实", "=已与主管部门核对")}
    again = load_workbook(write_example(tmp_path / "again.xlsx", reviews=reviews))["审核"]
    assert (again["K9"].value, again["L9"].value) == ("已核实", "=已与主管部门核对")
    assert again["L9"].data_type == "s"
    assert again["K10"].value == "待处理"


def test_a_handling_without_a_word_is_kept(tmp_path: Path) -> None:
    """Whoever chose 已核实 has reviewed the finding, also without writing why."""
    path = write_example(tmp_path / "book.xlsx")
    book = load_workbook(path)
    sheet = book["审核"]
    sheet["K9"] = "已核实"
    book.save(path)
    assert read_reviews(path) == {sheet["M9"].value: ("已核实", "")}


def test_untouched_workbook_has_no_reviews(tmp_path: Path) -> None:
    """待处理 without a word of explanation is nothing to keep."""
    assert read_reviews(write_example(tmp_path / "book.xlsx")) == {}


def test_a_word_that_is_no_handling_is_not_kept(tmp_path: Path) -> None:
    """The drop-down holds its own words; a foreign one falls back to 待处理."""
    fingerprint = content_of().audit.findings[0].fingerprint
    path = write_example(tmp_path / "book.xlsx", reviews={fingerprint: ("随便", "说明还在")})
    sheet = load_workbook(path)["审核"]
    assert (sheet["K9"].value, sheet["L9"].value) == ("待处理", "说明还在")


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 broken"])
def test_foreign_files_have_no_reviews(tmp_path: Path, content: bytes) -> None:
    """Whatever lies at the place of the output is no reason to stop."""
    path = tmp_path / "foreign.xlsx"
    path.write_bytes(content)
    assert read_reviews(path) == {}


def test_foreign_workbooks_have_no_reviews(tmp_path: Path) -> None:
    """A workbook without 审核, or with another kind of 审核, yields nothing."""
    assert read_reviews(tmp_path / "missing.xlsx") == {}
    assert read_reviews(tmp_path) == {}
    for name, rows in {"账": [["甲"]], "审核": [["处理", "说明"], ["已核实", "好"]]}.items():
        path = tmp_path / f"{name}.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
        assert read_reviews(path) == {}
