"""Balance tables as one year: rows of several breakdowns, of other years, and their total."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests.builders import balance_workbook
from xls_juesuan.reading import read_ledger

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.ledger import Ledger

_HEADINGS = (
    "科目编码",
    "科目名称",
    "支出功能分类编码",
    "部门支出经济分类编码",
    "本年累计借方",
    "本年累计贷方",
)
_FUNCTIONS = [("2010301", 60), ("2010302", 40)]


def _read(tmp_path: Path, headings: Sequence[str], *lines: Sequence[Any]) -> Ledger:
    return read_ledger(balance_workbook(tmp_path / "余额.xlsx", lines, headings=[headings]))


def _codes(ledger: Ledger) -> list[str]:
    return [problem.code for problem in ledger.problems]


def test_a_total_that_adds_all_breakdowns_is_no_difference(tmp_path: Path) -> None:
    """合计 counts functions and the economic code; the ledger counts the amount once."""
    by_function = [("7101", "行政支出", code, "", yuan, "") for code, yuan in _FUNCTIONS]
    single = ("7101", "行政支出", "", "30201", 100, "")
    ledger = _read(tmp_path, _HEADINGS, *by_function, single, ("", "合计", "", "", 200, ""))
    assert ledger.frame["status"].tolist() == ["entry", "entry", "compared", "subtotal"]
    assert "L112" not in _codes(ledger)


@pytest.mark.parametrize(("account", "is_told"), [("6001", False), ("7101", True)])
def test_only_expenditure_needs_its_economic_codes(
    account: str,
    is_told: bool,
    tmp_path: Path,
) -> None:
    """Breakdowns that cannot be put together are told where the tables show them (L115)."""
    by_function = [(account, "科目", code, "", yuan, yuan) for code, yuan in _FUNCTIONS]
    by_code = [
        (account, "科目", "", code, yuan, yuan) for code, yuan in (("30201", 30), ("30211", 70))
    ]
    ledger = _read(tmp_path, _HEADINGS, (account, "科目", "", "", 100, 100), *by_function, *by_code)
    assert ("L115" in _codes(ledger)) == is_told


def test_a_project_comes_with_its_class(tmp_path: Path) -> None:
    """Rows of functions beside the one row of a project have it, and the class it is of."""
    headings = (
        "科目编码",
        "科目名称",
        "支出功能分类编码",
        "项目编码",
        "项目名称",
        "项目类别名称",
        *_HEADINGS[4:],
    )
    ledger = _read(
        tmp_path,
        headings,
        ("710102", "项目支出", "", "", "", "", 100, ""),
        *(("710102", "项目支出", code, "", "", "", yuan, "") for code, yuan in _FUNCTIONS),
        ("710102", "项目支出", "", "P001", "修缮", "特定目标类", 100, ""),
    )
    lines = ledger.frame[ledger.frame["status"] == "entry"]
    assert lines["function"].tolist() == ["2010301", "2010302"]
    assert set(lines["project_name"]) == {"修缮"}
    assert set(lines["project_class_name"]) == {"特定目标类"}


def test_rows_of_last_year_add_to_no_sum_of_this_year(tmp_path: Path) -> None:
    """7101 of 2024 is the sum of 710101 of 2024; 2023 is left."""
    headings = ("期间", *_HEADINGS)
    ledger = _read(
        tmp_path,
        headings,
        ("2023-12", "7101", "行政支出", "", "", 40, ""),
        ("2024-12", "7101", "行政支出", "", "", 100, ""),
        ("2024-12", "710101", "基本支出", "2010301", "30201", 100, ""),
    )
    assert ledger.frame["status"].tolist()[1:] == ["parent", "entry"]
    assert "L103" not in _codes(ledger)
