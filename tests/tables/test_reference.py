"""The nine tables of a real disclosure (封丘县 2024), figure by figure."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from tests.tables.samples import fill
from tests.tables.samples import reference
from tests.tables.samples import reference_facts
from xls_juesuan.money import format_wan

SIDES = {"合计": "total", "一般": "general_budget", "基金": "fund_budget", "国资": "state_capital"}
THREE_PUBLIC = {
    "合计": "total",
    "因公出国": "overseas_travel",
    "用车小计": "vehicles",
    "购置": "vehicle_purchase",
    "运行": "vehicle_running",
    "接待": "hospitality",
}
LISTINGS = {"02": "income", "03": "expenditure", "05": "general_budget_expenditure"}


def published() -> dict[tuple[str, str, str], str]:
    """Every figure of the disclosure, blanks as empty texts, by table, row and column key."""
    tables = reference()["tables"]
    cells: dict[tuple[str, str, str], str] = {}
    for side in ("income", "expenditure"):
        for row in tables["01"][side]:
            cells["income_expenditure", f"L{row['line']}", "amount"] = row["amount"] or ""
    for row in tables["04"]["income"]:
        cells["appropriation", f"L{row['line']}", "amount"] = row["amount"] or ""
    for row in tables["04"]["expenditure"]:
        for name, column in SIDES.items():
            cells["appropriation", f"L{row['line']}", column] = row[name] or ""
    cells.update(listed(tables))
    for row in tables["06"]["rows"]:
        cells["basic_by_economic", row["code"], "amount"] = row["amount"] or ""
    cells["basic_by_economic", "personnel_total", "amount"] = tables["06"]["人员经费合计"]
    cells["basic_by_economic", "public_use_total", "amount"] = tables["06"]["公用经费合计"]
    for part, prefix in (("budget", "budget"), ("final", "outturn")):
        for name, column in THREE_PUBLIC.items():
            cells["three_public", "total", f"{prefix}_{column}"] = tables["09"][part][name] or ""
    return cells


def listed(tables: dict[str, Any]) -> dict[tuple[str, str, str], str]:
    cells: dict[tuple[str, str, str], str] = {}
    for number, key in LISTINGS.items():
        table = fill().table(key)
        assert table is not None
        columns = {column.name: column.key for column in table.columns}
        for row in (tables[number]["total"] | {"code": "total"}, *tables[number]["rows"]):
            # The published 公开05 prints a row of zeros, 2101102, which no table should.
            if any(row[name] for name in columns):
                for name, column in columns.items():
                    cells[key, row["code"], column] = row[name] or ""
    return cells


def filled() -> dict[tuple[str, str, str], str]:
    """Every figure of the program, but for the two empty tables."""
    return {
        (table.key, row, column): format_wan(cell.fen)
        for table in fill(*reference_facts()).tables
        if table.key not in {"fund", "state_capital"}
        for (row, column), cell in table.cells.items()
    }


def test_every_figure_is_printed_as_published_and_every_blank_is_blank() -> None:
    """All 170 figures of the nine tables come out as printed, and nothing beside them."""
    assert sum(1 for text in published().values() if text) == 170
    assert filled() == published()


@pytest.mark.parametrize("key", ["fund", "state_capital"])
def test_an_empty_table_has_a_blank_total_and_says_that_it_is_empty(key: str) -> None:
    """公开07 and 08 print the row 合计 without figures and the statement below."""
    tables = fill(*reference_facts())
    table = tables.table(key)
    assert table is not None
    assert [row.key for row in table.rows] == ["total"]
    assert {cell.fen for cell in table.cells.values()} == {0}
    assert table.statement.endswith("故本表无数据。")
    assert tables.has_statement(key)
    assert not tables.has_statement("expenditure")


def test_titles_names_and_line_numbers_are_those_published() -> None:
    """Rows of 公开01, 04 and 06 carry the published names, brackets aside."""
    tables = fill(*reference_facts())
    source = reference()["tables"]
    names = {(table.key, row.key): plain(row.name) for table in tables.tables for row in table.rows}
    for table, key in (("01", "income_expenditure"), ("04", "appropriation")):
        for row in source[table]["income"] + source[table]["expenditure"]:
            assert names[key, f"L{row['line']}"] == plain(row["name"])
    for row in source["06"]["rows"]:
        assert names["basic_by_economic", row["code"]] == plain(row["name"])
    for number, key in LISTINGS.items():
        for row in source[number]["rows"]:
            if (key, row["code"]) in names:
                assert names[key, row["code"]] == plain(row["name"])
    assert [table.title for table in tables.tables] == [
        source[f"0{number}"]["title"] for number in range(1, 10)
    ]
    assert [table.number for table in tables.tables] == list(range(1, 10))


def test_no_table_has_anything_to_say_about_codes() -> None:
    """The example leaves nothing without a row, and no row shows a fault."""
    tables = fill(*reference_facts())
    assert tables.residuals == ()
    for table in tables.tables:
        for fault in ("disordered", "repeated", "orphaned", "misnamed", "unlisted"):
            assert tables.fault_count(fault, table.key, "") == 0


def test_what_is_printed_around_the_figures_is_the_published_text() -> None:
    """Heading, column numbers, notes and the line above the heading are the published ones."""
    tables = fill()
    assert tables.department_line == ("部门：某某局", "2024年度", "单位：万元")
    numbered = {
        table.key: [cell.text for cell in table.heads if cell.line == table.body_line - 1]
        for table in tables.tables
    }
    assert numbered["income_expenditure"] == ["栏次", "", "1", "栏次", "", "2"]
    assert numbered["appropriation"] == ["栏次", "1", "", "栏次", "2", "", "3", "4", "5"]
    assert numbered["fund"] == ["栏次", "1", "2", "3", "4", "5", "6"]
    assert numbered["three_public"] == [str(number) for number in range(1, 13)]
    heads = {table.key: [cell.text for cell in table.heads] for table in tables.tables}
    assert "科目代码" in heads["state_capital"]
    assert "功能分类科目编码" in heads["fund"]
    for table in tables.tables:
        assert table.label == f"公开 {table.number:02d} 表"
        assert table.notes[0].startswith("注：本表反映部门本年度")
        assert table.notes[0].endswith("本表金额转换为万元时，因四舍五入可能存在尾差。")


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
