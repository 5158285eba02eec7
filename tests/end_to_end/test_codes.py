"""Codes that are odd, coarse, obsolete, unknown or missing: nothing vanishes, all is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import journal_workbook
from tests.end_to_end.running import Run
from tests.end_to_end.running import fill
from xls_juesuan.accounts import FillRequest
from xls_juesuan.findings import Outcome
from xls_juesuan.pipeline import compute

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.accounts import Accounts

USUAL = "2010301"
#: Functional code, economic code, fen.
BASE = ((USUAL, "30101", 1_000_000), (USUAL, "30201", 50_000))
ODD_FEN = 777
#: Row of the odd spending line: title, unit line, heading, two lines for each before it.
ODD_ROW = 8
#: Economic code: rule that speaks of it, and where its amount is in 公开06.
ECONOMIC = {
    "30999": ("L209", "public_use"),
    "31101": ("L209", "public_use"),
    "31299": ("L209", "public_use"),
    "31302": ("L209", "public_use"),
    "30703": ("L209", "public_use"),
    "39906": ("L208", "public_use"),
    "30500": ("L207", "public_use"),
    "302": ("L206", "public_use"),
    "3020101": ("L207", "public_use"),
    "30104": ("L208", "personnel"),
    "30188": ("L207", "personnel"),
    "30": ("L207", ""),
    "999": ("L207", ""),
    "50201": ("L215", ""),
    "": ("L205", ""),
}
#: Functional code and rule that speaks of it.
FUNCTIONAL = {
    "20103": "L202",
    "201": "L202",
    "2010": "L203",
    "2019876": "L203",
    "9990101": "L203",
    "2090101": "L210",
    "2300101": "L210",
    "2010704": "L204",
    "": "L201",
}


def spending_lines(spent: tuple[tuple[str, str, int], ...]) -> list[tuple[object, ...]]:
    """Spend each amount from an appropriation of the same functional code."""
    lines: list[tuple[object, ...]] = []
    for number, (function, economic, fen) in enumerate(spent, 1):
        head = (f"2024-03-{1 + number % 28:02d}", f"付-{number}", "支付")
        yuan = fen / 100
        lines += [
            (*head, "710101", "行政支出\\基本支出", yuan, "", function, economic, "111"),
            (*head, "6001", "财政拨款预算收入", "", yuan, function, "", "111"),
        ]
    return lines


def ledger(path: Path, spent: tuple[tuple[str, str, int], ...]) -> Path:
    return journal_workbook(path, spending_lines(spent))


def figure(accounts: Accounts, table: str, row: str, column: str = "") -> int:
    return accounts.tables.cell(table, row, column)


def said(accounts: Accounts, code: str) -> set[int]:
    """Ledger rows named by the failed findings of a rule."""
    return {
        source.row
        for finding in accounts.audit.findings
        if finding.code == code and finding.outcome is Outcome.FAILED
        for source in finding.sources
    }


def check_totals(accounts: Accounts, total: int) -> None:
    for table, row, column in (
        ("income_expenditure", "L57", ""),
        ("expenditure", "total", "total"),
        ("expenditure", "total", "basic"),
        ("appropriation", "L59", "total"),
        ("appropriation", "L59", "general_budget"),
        ("general_budget_expenditure", "total", "total"),
        ("income_expenditure", "L27", ""),
        ("income", "total", "total"),
    ):
        assert figure(accounts, table, row, column) == total, (table, row, column)


@pytest.mark.parametrize("economic", ECONOMIC)
def test_an_odd_economic_code_is_counted_and_named(economic: str, tmp_path: Path) -> None:
    """It is in every total of spending, in 公开06 where its 类 tells, and a finding has its row."""
    path = ledger(tmp_path / "台账.xlsx", (*BASE, (USUAL, economic, ODD_FEN)))
    accounts = compute(FillRequest(path))
    check_totals(accounts, 1_050_777)
    code, part = ECONOMIC[economic]
    for name, base in (("personnel", 1_000_000), ("public_use", 50_000)):
        expected = base + (ODD_FEN if name == part else 0)
        assert figure(accounts, "basic_by_economic", f"{name}_total") == expected
    assert said(accounts, code) == {ODD_ROW}
    # What cannot be told to be personnel or public use is missed there, and a rule says so.
    assert bool(part) == all(
        finding.outcome is Outcome.PASSED
        for finding in accounts.audit.findings
        if finding.code == "L330"
    )


@pytest.mark.parametrize("function", FUNCTIONAL)
def test_an_odd_functional_code_is_counted_and_named(function: str, tmp_path: Path) -> None:
    """It is in every total of income and spending, and a finding has its row."""
    path = ledger(tmp_path / "台账.xlsx", (*BASE, (function, "30201", ODD_FEN)))
    accounts = compute(FillRequest(path))
    check_totals(accounts, 1_050_777)
    assert ODD_ROW in said(accounts, FUNCTIONAL[function])


def test_a_right_code_without_a_row_needs_a_word_and_no_more(tmp_path: Path) -> None:
    """30703 is a warning to explain, not an error that nobody can mend."""
    path = ledger(tmp_path / "台账.xlsx", (*BASE, (USUAL, "30703", ODD_FEN)))
    run = fill(path)
    errors = {one["code"] for one in run.failed if one["severity"] == "error"}
    assert errors == set()
    assert run.rows_of("L209") == {ODD_ROW}


def everything() -> tuple[tuple[str, str, int], ...]:
    """One line for each odd code, with amounts that cannot cancel."""
    economic = ((USUAL, code, 100 + at) for at, code in enumerate(ECONOMIC))
    functional = ((code, "30201", 1_000 + at) for at, code in enumerate(FUNCTIONAL))
    return (*BASE, *economic, *functional)


def test_all_odd_codes_at_once(tmp_path: Path) -> None:
    """They do not hide one another: totals are the ledger's and each has its finding."""
    spent = everything()
    run: Run = fill(ledger(tmp_path / "台账.xlsx", spent))
    assert run.code == 1
    total = sum(fen for _, _, fen in spent)
    for table, row, column in (
        ("income_expenditure", "L57", "amount"),
        ("expenditure", "total", "total"),
        ("general_budget_expenditure", "total", "basic"),
    ):
        assert run.figures[table, row, column] == total
    for at, (function, economic, _) in enumerate(spent):
        if at < len(BASE):
            continue
        code = FUNCTIONAL[function] if function in FUNCTIONAL else ECONOMIC[economic][0]
        assert 4 + 2 * at in run.rows_of(code), (function, economic)


def test_the_rows_of_each_code_add_up_whatever_the_codes(tmp_path: Path) -> None:
    """In 公开06 the two totals are what their 类 show: no code is counted twice or nowhere."""
    spent = everything()
    run = fill(ledger(tmp_path / "台账.xlsx", spent))
    personnel = sum(fen for _, code, fen in spent if code[:3] in {"301", "303"})
    no_class = sum(fen for _, code, fen in spent if len(code) < 3 or code[0] != "3")
    total = sum(fen for _, _, fen in spent)
    figures = run.figures
    assert figures["basic_by_economic", "personnel_total", "amount"] == personnel
    assert (
        figures["basic_by_economic", "public_use_total", "amount"] == total - personnel - no_class
    )
