"""What a half-filled supplement lacks: listed once, with the sentences and cells that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.end_to_end.test_form_inputs import FIRST
from tests.end_to_end.test_form_inputs import blank
from tests.end_to_end.test_form_inputs import failing
from tests.end_to_end.test_rerun import Desk
from tests.workbooks import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder: Path = tmp_path_factory.mktemp("desk")
    book = load_workbook(EXAMPLES / "supplement.xlsx")
    blank(book["三公预算"], "公务接待费", "填写")
    blank(book["政府采购"], "政府采购服务支出", "填写")
    blank(book["项目"], FIRST, "全年预算数")
    blank(book["项目"], FIRST, "主管部门")
    book.save(folder / "补充资料.xlsx")
    return Desk(folder)


@pytest.fixture(scope="module")
def report(desk: Desk) -> dict:
    return desk.fill()


@pytest.fixture(scope="module")
def book(desk: Desk, report: dict) -> Workbook:
    assert report["outputs"]["workbook"]
    return load_workbook(desk.book)


def test_each_missing_field_is_listed_once_with_what_waits_for_it(book: Workbook) -> None:
    """Sentences with their section, cells of the tables and of the forms by sheet and name."""
    rows = {
        row[1].value: (row[0].value, row[2].value or "", row[3].value or "")
        for row in book["待补"].iter_rows(min_row=4)
    }
    assert len(rows) == book["待补"].max_row - 3 == 4
    sheet, sentences, cells = rows["公务接待费"]
    assert (sheet, "公开09!F8" in cells) == ("三公预算", True)
    assert "公务接待费预算为【待补：公务接待费】万元" in sentences
    assert "十一、政府采购支出情况说明" in rows["政府采购服务支出"][1]
    _, sentences, cells = rows[f"{FIRST}的全年预算数"]
    assert (cells, "十三、" in sentences) == ("附件2!D7", True)
    assert rows[f"{FIRST}的主管部门"] == ("项目", "", "附件2!B4")


def test_what_is_missing_leads_to_where_it_is_filled_in(book: Workbook) -> None:
    """To the field on 补充资料, or to the open cell of the form."""
    targets = {}
    for row in book["待补"].iter_rows(min_row=4):
        sheet, cell = row[4].hyperlink.location.replace("'", "").split("!")
        targets[row[1].value] = book[sheet][cell]
    field = targets["政府采购服务支出"]
    assert field.value is None
    assert book["补充资料"].cell(field.row, 2).value == "政府采购服务支出"
    assert targets[f"{FIRST}的主管部门"].coordinate == "B4"


def test_findings_name_a_missing_field_once(report: dict) -> None:
    """By the sheet of the form where it is filled in."""
    found = [each for each in report["audit"]["findings"] if each["outcome"] == "failed"]
    for name in ("“公务接待费”", "“政府采购服务支出”", "的主管部门”", "的全年预算数”"):
        assert sum(name in each["message"] for each in found if each["code"][0] in "NA") <= 1
    assert failing(report) >= {"L227", "N301", "A041"}


def test_a_whole_supplement_has_no_list_of_what_is_missing(tmp_path: Path) -> None:
    """Nothing is missing in the example."""
    desk = Desk(tmp_path)
    (tmp_path / "补充资料.xlsx").write_bytes((EXAMPLES / "supplement.xlsx").read_bytes())
    desk.fill()
    assert "待补" not in load_workbook(desk.book).sheetnames
