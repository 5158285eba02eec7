"""A journal beside a balance table: the journal counts, the table gives openings and is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_JOURNAL
from tests.builders import balance_workbook
from tests.builders import journal_workbook
from xls_juesuan.reading import read_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.ledger import Ledger

_ABOVE = (("序时账",), ("单位：某某局", "", "会计年度：2024", "", "金额单位：元"))
_OPENING = ("2024-01-01", "", "期初余额", "8101", "财政拨款结转", 0, 20, "2010301", "", "111")


def _read(tmp_path: Path, *, income: int = 130, opens: bool = False) -> Ledger:
    lines = [_OPENING, *SMALL_JOURNAL] if opens else SMALL_JOURNAL
    table = [
        ("6001", "财政拨款预算收入", "2010301", "", "111", "", "", "", income, "", income),
        ("7101", "行政支出", "2010301", "30201", "111", "", "", 130, "", 130, ""),
        ("8101", "财政拨款结转", "2010301", "", "111", "", 50, 5, 7, "", 52),
    ]
    return read_ledger(
        journal_workbook(tmp_path / "序时账.xlsx", lines, columns=JOURNAL_COLUMNS, above=_ABOVE),
        balance_workbook(tmp_path / "余额表.xlsx", table),
    )


def test_the_table_gives_openings_and_nothing_else(tmp_path: Path) -> None:
    """Its movement and closing position are those of the journal, and would count twice."""
    frame = _read(tmp_path).frame
    opening = frame[frame["status"] == "opening"]
    measures = ["debit", "credit", "closing_debit", "closing_credit", "opening", "closing"]
    assert opening[["account", *measures]].to_numpy().tolist() == [["8101", 0, 0, 0, 0, 50_00, 0]]


def test_openings_of_the_journal_go_before_those_of_the_table(tmp_path: Path) -> None:
    """One opening, not two."""
    frame = _read(tmp_path, opens=True).frame
    opening = frame[frame["status"] == "opening"]
    assert opening["file"].tolist() == ["序时账.xlsx"]


def test_income_that_differs_from_the_table_is_told(tmp_path: Path) -> None:
    """L126 names the account, and the journal less the table on the side concerned."""
    problems = [one for one in _read(tmp_path, income=150).problems if one.code == "L126"]
    assert [(one.subject, one.fen) for one in problems] == [("6001", -20_00)]
    assert not [one for one in _read(tmp_path).problems if one.code == "L126"]
