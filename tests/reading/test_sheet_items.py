"""What a sheet is about, stated above the table or by the name of the sheet."""

from __future__ import annotations

import pytest

from xls_juesuan.reading.grid import Grid
from xls_juesuan.reading.sheet_items import read_sheet_items

HEADING = ["凭证日期", "凭证字号", "摘要", "借方金额", "贷方金额", "借/贷", "余额"]


def items(*above: list[str], sheet: str = "Sheet1") -> dict[str, str]:
    rows = [[*row, *[""] * (len(HEADING) - len(row))] for row in (*above, HEADING)]
    return read_sheet_items(Grid(sheet, rows), len(above))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (["科目：71010102 日常公用经费"], {"account": "71010102 日常公用经费"}),
        (["科目：", "710101 行政支出"], {"account": "710101 行政支出"}),
        (["会计科目编码:7101.01.02"], {"account": "71010102"}),
        (["辅助项：30201 办公费"], {"economic": "30201 办公费"}),
        (["辅助核算：【功能：2010301 行政运行】【经济：30201 办公费】"],
         {"function": "2010301 行政运行", "economic": "30201 办公费"}),
        (["核算项目：30201 办公费"], {"economic": "30201 办公费"}),
        (["部门经济分类：30201 办公费  期间：2024年01月-2024年12月"], {"economic": "30201 办公费"}),
        (["科目：710101 行政支出", "项目：410000240000000067890 执法检查"],
         {"account": "710101 行政支出", "project": "410000240000000067890 执法检查"}),
        (["30201 办公费 明细账"], {"economic": "30201 办公费"}),
        (["71010102 日常公用经费明细账"], {"account": "71010102 日常公用经费"}),
        (["单位：某某局", "2024年度", "金额单位：元"], {}),
        (["科目：6001-8701", "期间：2024.01-2024.12"], {}),
        (["序时账"], {}),
        (["2024"], {}),
    ],
)  # fmt: skip
def test_lines_above_the_table(line: list[str], expected: dict[str, str]) -> None:
    """A key and its value, an item without a key, titles; a range or a period is no item."""
    assert items(line) == expected


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("30201 办公费", {"economic": "30201 办公费"}),
        ("办公费(30201)", {"economic": "30201 办公费"}),
        ("7101-2010301-30201", {"account": "7101", "function": "2010301", "economic": "30201"}),
        ("1月", {}),
        ("2024", {}),
        ("Sheet1", {}),
        ("2024年1月", {}),
    ],
)
def test_the_name_of_the_sheet(sheet: str, expected: dict[str, str]) -> None:
    """It says what the lines above do not."""
    assert items(["明细账"], sheet=sheet) == expected


def test_lines_above_go_before_the_name_and_must_agree() -> None:
    """The name of a copied sheet may be stale; two lines that differ state nothing."""
    assert items(["辅助项：30202 印刷费"], sheet="30201 办公费") == {"economic": "30202 印刷费"}
    assert items(["科目：7101"], ["科目：6001"]) == {}
