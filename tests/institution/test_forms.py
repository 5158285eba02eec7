"""The same year in other forms: where openings stand, and in which files, changes no figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import write_sheets
from tests.end_to_end.running import Run
from tests.end_to_end.running import fill
from tests.institution.example import Lines
from tests.institution.example import balance_lines
from tests.institution.example import balances_sheet
from tests.institution.example import expected
from tests.institution.example import journal_sheet
from tests.institution.example import opening_lines
from tests.institution.example import voucher_lines
from tests.institution.example import write_supplement

if TYPE_CHECKING:
    from pathlib import Path

_OPENING, _CLOSING = slice(8, 10), slice(12, 14)


def _fill(folder: Path, **sheets: list[list[object]]) -> Run:
    write_supplement(folder / "补充资料.xlsx")
    return fill(write_sheets(folder / "台账.xlsx", dict(sheets)))


def _without(lines: Lines, *columns: slice) -> Lines:
    """Balance lines with some columns left blank."""
    blank = []
    for line in lines:
        cells = list(line)
        for column in columns:
            cells[column] = ["", ""]
        blank.append(tuple(cells))
    return blank


def test_openings_booked_on_the_first_of_january(tmp_path: Path) -> None:
    """上年结转 as a voucher is the opening; the finding says so."""
    lines = [*opening_lines("2024-01-01", "记-0", "上年结转"), *voucher_lines()]
    run = _fill(tmp_path, 凭证明细=journal_sheet(lines))
    assert run.figures == expected()
    assert "L235" in run.failed_codes
    assert "L221" not in run.failed_codes


def test_a_journal_beside_the_balance_table(tmp_path: Path) -> None:
    """Vouchers give the movement, the balance table the openings; nothing counts twice."""
    journal = journal_sheet(voucher_lines())
    run = _fill(tmp_path, 凭证明细=journal, 科目余额表=balances_sheet())
    assert run.figures == expected()
    assert not {"L218", "L221", "L237"} & run.failed_codes


def test_a_balance_table_without_openings(tmp_path: Path) -> None:
    """Closing less movement is the opening."""
    run = _fill(tmp_path, 科目余额表=balances_sheet(_without(balance_lines(), _OPENING)))
    assert run.figures == expected()


def test_a_balance_table_without_closings(tmp_path: Path) -> None:
    """Opening and movement are the closing."""
    run = _fill(tmp_path, 科目余额表=balances_sheet(_without(balance_lines(), _CLOSING)))
    assert run.figures == expected()


def test_a_journal_without_openings_takes_those_of_the_supplement(tmp_path: Path) -> None:
    """By fund; the table of 政府性基金 then lacks only their functional codes."""
    run = _fill(tmp_path, 凭证明细=journal_sheet(voucher_lines()))
    lacking = {
        key: fen
        for key, fen in expected().items()
        if key[0] == "fund" and key[1] != "total" and key[2] in {"opening", "closing"}
    }
    others = {key: fen for key, fen in expected().items() if key not in lacking}
    found = {key: fen for key, fen in run.figures.items() if key not in lacking}
    assert found == others
    # The vouchers adjust an opening that is stated adjusted already.
    assert "L230" in run.failed_codes


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        ({"810106": "810103", "810103": "810106"}, {}),
        ({}, {"年初余额调整": "会计差错更正", "归集上缴": "归集上交结转资金"}),
    ],
)
def test_sub_accounts_are_read_by_name(
    codes: dict[str, str], names: dict[str, str], tmp_path: Path
) -> None:
    """Another system's numbers and words for the details of 8101 give the same."""
    lines = []
    for line in [*opening_lines(), *voucher_lines()]:
        cells = list(line)
        cells[3] = codes.get(str(cells[3]), cells[3])
        for name, other in names.items():
            cells[4] = str(cells[4]).replace(name, other)
        lines.append(tuple(cells))
    assert _fill(tmp_path, 凭证明细=journal_sheet(lines)).figures == expected()


_OF_CLOSING = (
    *("年末结转", "冲销", "完成项目", "经营结余", "其他结余"),
    *("计缴", "结转", "转入", "提取"),
)


def test_a_journal_before_the_closing_states_no_closing(tmp_path: Path) -> None:
    """Without its own figure and before the closing, 年末结转和结余 is unknown, not a guess."""
    lines = [
        line
        for line in voucher_lines()
        if line[0] != "2024-12-31" or not str(line[2]).startswith(_OF_CLOSING)
    ]
    path = write_sheets(
        tmp_path / "台账.xlsx", {"凭证明细": journal_sheet([*opening_lines(), *lines])}
    )
    run = fill(path)
    cells = run.document["tables"]["income_expenditure"]["cells"]
    assert {cell["row"] for cell in cells if cell["yuan"] is None} == {"L59"}
    assert {"L228", "L237"} <= run.failed_codes
    outcomes = {one["code"]: one["outcome"] for one in run.document["audit"]["findings"]}
    assert outcomes["T105"] == "not_checkable"
