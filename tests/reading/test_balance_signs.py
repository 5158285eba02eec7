"""Single balances without a direction: what a plus means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import balance_workbook
from xls_juesuan.reading import read_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.ledger import Ledger

_HEADINGS = [("科目编码", "科目名称", "年初余额", "本年借方", "本年贷方", "期末余额")]
_CARRIED = ("810107", "累计结转")
_HELD = ("800101", "资金结存")


def _read(tmp_path: Path, *lines: tuple[object, ...]) -> Ledger:
    return read_ledger(balance_workbook(tmp_path / "余额.xlsx", lines, headings=_HEADINGS))


def _signs_are_open(ledger: Ledger) -> bool:
    return "L118" in [problem.code for problem in ledger.problems]


def test_one_account_that_adds_up_as_debit_settles_the_signs(tmp_path: Path) -> None:
    """-50 and 10 in debit give -40: nothing is left to ask."""
    ledger = _read(tmp_path, (*_CARRIED, -50, 10, 0, -40), ("810201", "结余", -7, 0, 0, -7))
    assert ledger.frame["opening"].tolist() == [50_00, 7_00]
    assert not _signs_are_open(ledger)


def test_money_held_is_in_debit_where_carry_overs_are_plain(tmp_path: Path) -> None:
    """资金结存 is the one budget balance whose usual side is debit."""
    ledger = _read(tmp_path, (*_CARRIED, 50, 0, 10, 60), (*_HELD, 50, 10, 0, 60))
    assert ledger.frame["opening"].tolist() == [50_00, -50_00]
    assert not _signs_are_open(ledger)


def test_as_much_for_one_reading_as_for_the_other_stays_open(tmp_path: Path) -> None:
    """Nothing moved: plus is read as debit, and asked about (L118)."""
    ledger = _read(tmp_path, (*_CARRIED, 50, 0, 0, 50))
    assert ledger.frame["opening"].tolist() == [-50_00]
    assert _signs_are_open(ledger)
