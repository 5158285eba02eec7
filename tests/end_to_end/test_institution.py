"""A public institution with every kind of money, compared cell by cell with plain arithmetic."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.builders import balance_workbook
from tests.builders import journal_workbook
from tests.end_to_end.institution import LOSS
from tests.end_to_end.institution import MOVES
from tests.end_to_end.institution import balance_lines
from tests.end_to_end.institution import expected_tables
from tests.end_to_end.institution import voucher_lines
from tests.end_to_end.running import NO_SUPPLEMENT
from tests.end_to_end.running import Run
from tests.end_to_end.running import fill
from tests.end_to_end.running import fill_form

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.end_to_end.institution import Move

CASES = {"gain": MOVES, "loss": (*MOVES, LOSS)}
#: 公开01 line and field of the supplement that hold what 8701 moved.
SURPLUS = {
    "gain": ("L58", "carryover.surplus_distributed"),
    "loss": ("L28", "carryover.surplus_used"),
}
BUDGETS = {
    "three_public_budget.overseas_travel": 6000,
    "three_public_budget.vehicle_purchase": 180_000,
    "three_public_budget.vehicle_running": 15_000.5,
    "three_public_budget.hospitality": 0,
}


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Run]:
    @cache
    def run(case: str) -> Run:
        path = tmp_path_factory.mktemp(case) / "台账.xlsx"
        return fill(journal_workbook(path, voucher_lines(CASES[case])))

    return run


@pytest.mark.parametrize("case", CASES)
def test_every_cell_is_what_plain_arithmetic_gives(
    case: str, journal: Callable[[str], Run]
) -> None:
    """Nine tables from 8 incomes, 7 kinds of spending, 5 funds, openings and closing vouchers."""
    assert journal(case).figures == expected_tables(CASES[case])


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_wrong_with_right_accounts(case: str, journal: Callable[[str], Run]) -> None:
    """No rule raises a false alarm; only the missing supplement is mentioned."""
    run = journal(case)
    assert run.code == 0
    assert run.failed_codes == {NO_SUPPLEMENT}


@pytest.mark.parametrize("case", CASES)
def test_a_closed_balance_table_of_the_same_year_gives_the_same(case: str, tmp_path: Path) -> None:
    """What a balance table cannot say about 8701 the supplement says."""
    path = balance_workbook(tmp_path / "余额表.xlsx", balance_lines(voucher_lines(CASES[case])))
    expected = expected_tables(CASES[case])
    line, field = SURPLUS[case]
    surplus = expected["income_expenditure", line, "amount"]
    form = fill_form(tmp_path / "补充资料.xlsx", {field: surplus / 100, "unit.kind": "事业单位"})
    run = fill(path, "--supplement", form)
    assert run.figures == expected
    # The form has no budgets of the three public expenses and nothing for the explanation.
    assert run.failed_codes == {"L227", "N301"}


@pytest.mark.parametrize("case", CASES)
def test_a_balance_table_alone_asks_what_became_of_the_surplus(case: str, tmp_path: Path) -> None:
    """The distribution of surplus is not guessed, and it is an error to publish without it."""
    path = balance_workbook(tmp_path / "余额表.xlsx", balance_lines(voucher_lines(CASES[case])))
    run = fill(path)
    line, _ = SURPLUS[case]
    assert ("income_expenditure", line, "amount") not in run.figures
    assert run.failed_codes == {NO_SUPPLEMENT, "L222", "T105", "T426"}
    assert run.code == 1


def test_budgets_of_the_supplement_stand_beside_the_outturn(tmp_path: Path) -> None:
    """公开09 takes six budget figures from the form; a written zero is known."""
    path = journal_workbook(tmp_path / "台账.xlsx", voucher_lines())
    fill_form(tmp_path / "补充资料.xlsx", BUDGETS)
    run = fill(path)
    budget = {key[2]: fen for key, fen in run.figures.items() if key[2].startswith("budget")}
    assert budget == {
        "budget_overseas_travel": 6_000_00,
        "budget_vehicle_purchase": 180_000_00,
        "budget_vehicle_running": 15_000_50,
        "budget_vehicles": 195_000_50,
        "budget_total": 201_000_50,
    }
    others = {key: fen for key, fen in run.figures.items() if not key[2].startswith("budget")}
    assert others == expected_tables()
    # 4,321 of hospitality against a budget of nothing, and so 204,371.05 in all.
    # Everything else that the explanation needs is missing.
    assert run.failed_codes == {"P001", "P004", "N301"}


def test_used_and_set_aside_are_the_file(journal: Callable[[str], Run]) -> None:
    """Every row of the file is used or set aside with a reason."""
    ledger = journal("gain").document["ledger"]
    rows = len(list(voucher_lines()))
    assert ledger["rows"] == rows
    assert ledger["used"] + sum(part["rows"] for part in ledger["set_aside"]) == rows
    assert ledger["used"] == len(MOVES)


@pytest.mark.parametrize("drop", [0, 2, 5])
def test_leaving_moves_out_moves_only_what_they_fed(drop: int, tmp_path: Path) -> None:
    """The tables of the others are those of plain arithmetic without them."""
    moves: list[Move] = [move for at, move in enumerate(MOVES) if at % 7 != drop]
    run = fill(journal_workbook(tmp_path / "台账.xlsx", voucher_lines(moves)))
    assert run.figures == expected_tables(moves)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("last_step_only", [True, False])
def test_a_year_closed_in_one_voucher_gives_the_same(
    case: str, last_step_only: bool, tmp_path: Path
) -> None:
    """Some systems put the transfer of the result and its distribution into one voucher."""
    final = {"结转本年结余", "结余分配", "提取职工福利基金", "转入非财政拨款结余"}
    lines = [
        (line[0], "记-999", *line[2:])
        if line[0] == "2024-12-31" and (line[2] in final or not last_step_only)
        else line
        for line in voucher_lines(CASES[case])
    ]
    run = fill(journal_workbook(tmp_path / "台账.xlsx", lines))
    assert run.figures == expected_tables(CASES[case])
    assert run.failed_codes == {NO_SUPPLEMENT}


def test_adjustments_of_the_opening_move_opening_and_closing_alike(tmp_path: Path) -> None:
    """年初余额调整, 归集调出 and 归集上缴 belong to the adjusted opening; 结转转结余 to neither."""
    money = ("8001", "资金结存\\货币资金")
    general, own = ("2130199", "", "111"), ("2130199", "", "3")
    booked = (
        ("8101", "财政拨款结转\\年初余额调整", 100.0, general, money),
        ("8101", "财政拨款结转\\归集调出", -50.0, general, money),
        ("8101", "财政拨款结转\\归集上缴", -7.0, general, money),
        ("8201", "非财政拨款结转\\缴回资金", -3.0, own, money),
        ("8102", "财政拨款结余\\结转转入", 20.0, general, ("8101", "财政拨款结转\\累计结转")),
    )
    extra: list[tuple[object, ...]] = []
    for number, (account, name, credit, dimensions, (other, other_name)) in enumerate(booked, 1):
        head = ("2024-07-01", f"调-{number}", "调整")
        others = dimensions if other != "8001" else ()
        extra += [
            (*head, account, name, "", credit, *dimensions),
            (*head, other, other_name, credit, "", *others),
        ]
    run = fill(journal_workbook(tmp_path / "台账.xlsx", [*voucher_lines(), *extra]))
    expected = expected_tables()
    for key, fen in (
        (("income_expenditure", "L29", "amount"), 40_00),
        (("income_expenditure", "L30", "amount"), 40_00),
        (("income_expenditure", "L59", "amount"), 40_00),
        (("income_expenditure", "L60", "amount"), 40_00),
        (("appropriation", "L28", "amount"), 43_00),
        (("appropriation", "L29", "amount"), 43_00),
        (("appropriation", "L32", "amount"), 43_00),
        *((("appropriation", row, "total"), 43_00) for row in ("L60", "L64")),
        *((("appropriation", row, "general_budget"), 43_00) for row in ("L60", "L64")),
    ):
        expected[key] += fen
    assert run.figures == expected
    assert run.failed_codes == {NO_SUPPLEMENT}


def test_without_an_opening_nothing_is_made_up(tmp_path: Path) -> None:
    """Opening and closing are unknown, not zero and not the year's part; balance is not judged."""
    lines = [line for line in voucher_lines() if line[0]]
    run = fill(journal_workbook(tmp_path / "台账.xlsx", lines))
    cells = run.document["tables"]["income_expenditure"]["cells"]
    unknown = {cell["row"] for cell in cells if cell["yuan"] is None}
    assert unknown == {"L29", "L59"}
    assert {"L218", "L237"} <= run.failed_codes
    outcomes = {one["code"]: one["outcome"] for one in run.document["audit"]["findings"]}
    assert {outcomes[code] for code in ("T105", "T408", "T702")} == {"not_checkable"}
