"""What stands above a table: unit, year, period, unit of amount."""

from __future__ import annotations

import pytest

from xls_juesuan.errors import UserError
from xls_juesuan.reading.column_choice import choose_columns
from xls_juesuan.reading.context import Context
from xls_juesuan.reading.context import decide_year
from xls_juesuan.reading.context import read_context
from xls_juesuan.reading.grid import Grid
from xls_juesuan.reading.headings import find_heading

HEADING = ["科目编码", "科目名称", "本年累计借方", "本年累计贷方"]


def context_of(*above: list[str]) -> Context:
    rows = [[*row, "", "", "", ""][:4] for row in above]
    grid = Grid("表", [*rows, HEADING, ["7101", "行政支出", "1", "0"]])
    heading = find_heading(grid)
    assert heading is not None
    assert heading.kind is not None
    assert heading.start == len(rows)
    return read_context(grid, choose_columns(grid, heading, heading.kind))


@pytest.mark.parametrize(
    ("line", "name", "year", "unit"),
    [
        (["单位：某某局", "会计年度：2024", "金额单位：元"], "某某局", 2024, "元"),
        (["编制单位：某某局 2024年度 单位：万元"], "某某局", 2024, "万元"),
        (["核算单位：[001] 某某局　期间：2024年1-12月　(单位：元)"], "某某局", 2024, "元"),
        (
            ["核算单位：某某学校（示例）", "(年度：2024)", "（金额单位：元）"],
            "某某学校（示例）",
            2024,
            "元",
        ),
        (["单位名称", "某某局", "年度：2024", "单位：人民币元"], "", 2024, "元"),
        (["编制单位：", "某某局", "2024年", "单位：元"], "某某局", 2024, "元"),
        (["2024年度科目余额表（元）"], "", 2024, "元"),
    ],
)
def test_lines_above_the_table_are_understood(
    line: list[str], name: str, year: int, unit: str
) -> None:
    """Statements in one cell or several, full-width or half-width."""
    context = context_of(line)
    assert (context.unit_names or [""])[0] == name
    assert context.years == [year]
    assert context.amount_units == [unit]


@pytest.mark.parametrize(
    ("cell", "name", "units"),
    [
        ("单位：某中心  2024年1月至12月", "某中心", []),
        ("单位：某中心 2024年1月至12月", "某中心", []),
        ("编制单位：某局　2024年1-12月　单位：元", "某局", ["元"]),
        ("核算单位：某局 期间：2024.01-2024.12", "某局", []),
        ("核算单位：某局　2024.01-2024.12　单位：万元", "某局", ["万元"]),
        ("单位：某局（本级）　2024-01-01至2024-12-31", "某局（本级）", []),
        ("单位：某局（本级）（2024年1月至12月）", "某局（本级）", []),
        ("期间：2024年1月  至  2024年12月  单位：某局（筹）", "某局（筹）", []),
    ],
)
def test_all_statements_of_one_cell_are_read(cell: str, name: str, units: list[str]) -> None:
    """A name does not swallow the period behind it, nor a wide blank the rest of the cell."""
    context = context_of([cell])
    assert context.unit_names == [name]
    assert set(context.years) == {2024}
    assert {month for _, month in context.months} >= {1, 12}
    assert context.amount_units == units


def test_a_year_of_accounts_behind_a_name_is_read() -> None:
    """编制单位：某局　2024年度　单位：元 states no months, but the year and both units."""
    context = context_of(["编制单位：某局　2024年度　单位：元"])
    assert (context.unit_names, context.years) == (["某局"], [2024])
    assert context.amount_units == ["元"]
    assert context_of(["单位：某局2024年度"]).unit_names == ["某局"]


def test_what_follows_the_name_of_a_maker_is_no_period() -> None:
    """制表人：张三  2025年1月 says when the table was made."""
    assert context_of(["制表人：张三  2025年1月", "单位：某局  2025-01-10"]).years == []


def test_a_printing_date_is_no_year() -> None:
    """打印日期 says when, not of what."""
    context = context_of(["打印日期：2025-01-10", "2025年1月10日"])
    assert context.years == []


@pytest.mark.parametrize(
    ("period", "whole"),
    [
        ("2024年01月—2024年12月", True),
        ("2024-01-01至2024-12-31", True),
        ("2024年1-12月", True),
        ("202401-202412", True),
        ("2024年12月", False),
        ("2024年1月", False),
        ("2024年1-9月", False),
    ],
)
def test_the_period_is_known_to_be_the_year_or_not(period: str, whole: bool) -> None:
    """January to December in any notation."""
    months = {month for _, month in context_of([f"期间：{period}"]).months}
    assert (months >= {1, 12}) is whole


def test_a_period_over_two_years_states_no_year() -> None:
    """2023 to 2024 leaves the year to the dates or the argument."""
    assert context_of(["期间：2023年07月—2024年06月"]).years == []


def test_two_stated_years_are_a_fault() -> None:
    """Two sheets of different years are not one ledger."""
    with pytest.raises(UserError, match="2023、2024"):
        decide_year([Context(years=[2023]), Context(years=[2024])], {}, None, "a.xlsx")
