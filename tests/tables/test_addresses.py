"""Cells as people write them down."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tables.samples import fill
from tests.tables.samples import reference_facts
from xls_juesuan.errors import UserError
from xls_juesuan.model import CellKey
from xls_juesuan.tables.addresses import find_cell


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("公开06!30226", CellKey("basic_by_economic", "30226", "amount")),
        ("公开01!L27", CellKey("income_expenditure", "L27", "amount")),
        ("公开01!27", CellKey("income_expenditure", "L27", "amount")),
        ("公开01!第27行", CellKey("income_expenditure", "L27", "amount")),
        ("公开01!208", CellKey("income_expenditure", "L38", "amount")),
        ("公开03!2010301/基本支出", CellKey("expenditure", "2010301", "basic")),
        ("公开03!2010301/2", CellKey("expenditure", "2010301", "basic")),
        ("公开05!合计/项目支出", CellKey("general_budget_expenditure", "total", "project")),
        ("公开03!E10", CellKey("expenditure", "2010301", "project")),
        ("公开03!$E$10", CellKey("expenditure", "2010301", "project")),
        ("公开０６表！３０２２６", CellKey("basic_by_economic", "30226", "amount")),
        ("公开 06 表!30226", CellKey("basic_by_economic", "30226", "amount")),
        ("'公开06'!F26", CellKey("basic_by_economic", "30226", "amount")),
        ("支出决算表!行政运行/basic", CellKey("expenditure", "2010301", "basic")),
        ("three_public!L8", CellKey("three_public", "total", "outturn_hospitality")),
        ("公开09!total/预算数:公务接待费", CellKey("three_public", "total", "budget_hospitality")),
        ("公开06!人员经费合计", CellKey("basic_by_economic", "personnel_total", "amount")),
    ],
)
def test_a_cell_is_found_however_it_is_written(text: str, key: CellKey) -> None:
    """Line number, code, name or place; full-width signs and 表 make no difference."""
    assert fill(*reference_facts()).find(text).key == key


def test_a_sheet_may_be_called_a_table() -> None:
    """公开06表 is the sheet 公开06 also where the label is put otherwise."""
    tables = [replace(table, label="附件一") for table in fill(*reference_facts()).tables]
    assert find_cell(tables, "公开06表!30226").key.table == "basic_by_economic"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("30226", "看不懂"),
        ("公开06!", "看不懂"),
        ("公开10!3", "公开01、公开02"),
        ("公开06!30188", "301、30101"),
        ("公开01!A1", "行次 1—60"),
        ("公开03!2010301", "公开03!2010301/本年支出合计"),
        ("公开03!2010301/金额", "基本支出、项目支出"),
        ("公开06!30226/金额", "决算数"),
        ("公开03!E10/基本支出", "没有“E10”这一行"),
    ],
)
def test_what_cannot_be_found_is_refused_with_what_there_is(text: str, said: str) -> None:
    """No guess is made: the message names the tables, rows or columns to choose from."""
    with pytest.raises(UserError) as caught:
        fill(*reference_facts()).find(text)
    assert said in caught.value.paragraph


def test_cells_are_named_for_people_and_for_spreadsheets() -> None:
    """Each key has a place on its sheet and a name; names of columns only where there are more."""
    tables = fill(*reference_facts())
    named = {
        tables.a1(key): tables.cell_name(key)
        for key in (
            CellKey("income_expenditure", "L27", "amount"),
            CellKey("expenditure", "2010301", "basic"),
            CellKey("expenditure", "total", "basic"),
            CellKey("basic_by_economic", "30201", "amount"),
            CellKey("appropriation", "L1", "amount"),
            CellKey("appropriation", "208", "fund_budget"),
            CellKey("three_public", "total", "budget_hospitality"),
        )
    }
    assert named == {
        "公开01!C33": "公开01 第27行 本年收入合计",
        "公开03!D10": "公开03 2010301 行政运行“基本支出”",
        "公开03!D7": "公开03 合计“基本支出”",
        "公开06!F7": "公开06 30201 办公费",
        "公开04!C7": "公开04 第1行 一、一般公共预算财政拨款",
        "公开04!H14": "公开04 第40行 八、社会保障和就业支出“政府性基金预算财政拨款”",
        "公开09!F8": "公开09“预算数：公务接待费”",
    }


def test_every_cell_is_found_by_its_place() -> None:
    """The place a key is given leads back to the key, unless a line number looks the same."""
    tables = fill(*reference_facts())
    for table in tables.tables:
        for cell in table.cells.values():
            assert tables.find(tables.a1(cell.key)).key == cell.key


def test_a_key_without_a_cell_is_an_error_of_the_program() -> None:
    """Only people may name cells that are not there."""
    with pytest.raises(KeyError):
        fill().a1(CellKey("expenditure", "2010301", "basic"))
