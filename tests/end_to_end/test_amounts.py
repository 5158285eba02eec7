"""Amounts as people and programs write them, through the real file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import journal_workbook
from tests.end_to_end.running import fill

if TYPE_CHECKING:
    from pathlib import Path

#: What stands in the cell, and its fen.
READABLE: tuple[tuple[object, int], ...] = (
    ("1,234.50", 123_450),
    ("１，２３４．５０", 123_450),
    ("1 234.50", 123_450),
    ("100.00-", -10_000),
    ("100.00－", -10_000),
    ("−100", -10_000),
    ("(100.00)", -10_000),
    ("（1,100.00）", -110_000),
    ("-55.55", -5_555),
    (-55.55, -5_555),
    ("¥1,000", 100_000),
    ("￥1,000.00", 100_000),
    ("人民币100元", 10_000),
    ("+100", 10_000),
    ("\u3000100\u00a0", 10_000),
    ("1e3", 100_000),
    ("100.005", 10_001),
    ("-100.005", -10_001),
    (411.91, 41_191),
    (0.1 + 0.2, 30),
    (1.1 + 2.2, 330),
    (4.35 * 100, 43_500),
    (99_999_999_999.99, 9_999_999_999_999),
    ("-", 0),
    ("—", 0),
    ("0.00", 0),
)
#: What is no amount, or could be two.
UNREADABLE: tuple[object, ...] = (
    *("1.234,50", "1,23", "12O", "#REF!", "#N/A", "约100", "100.00CR", "1,000万元", "null"),
    True,
    10**13,
)
BASE = 1_000_000


def test_every_way_to_write_an_amount_is_read_exactly(tmp_path: Path) -> None:
    """The total of spending is the sum of what stands in the cells, to the fen."""
    lines: list[tuple[object, ...]] = [line("基数", BASE / 100)]
    lines += [line(f"写法{at}", cell) for at, (cell, _) in enumerate(READABLE)]
    run = fill(journal_workbook(tmp_path / "台账.xlsx", lines))
    assert run.figures["expenditure", "total", "total"] == BASE + sum(fen for _, fen in READABLE)
    assert "L105" not in run.failed_codes


def test_what_is_no_amount_is_named_with_its_row(tmp_path: Path) -> None:
    """Nothing is guessed: the cell counts as nothing, is quoted, and is an error."""
    lines = [line("基数", BASE / 100), *(line("写法", cell) for cell in UNREADABLE)]
    run = fill(journal_workbook(tmp_path / "台账.xlsx", lines))
    assert run.code == 1
    assert run.figures["expenditure", "total", "total"] == BASE
    assert run.rows_of("L105") == set(range(5, 5 + len(UNREADABLE)))
    messages = " ".join(one["message"] for one in run.failed if one["code"] == "L105")
    assert all(str(cell) in messages for cell in UNREADABLE if isinstance(cell, str))


def line(narration: str, amount: object) -> tuple[object, ...]:
    return (
        *("2024-05-06", f"记-{narration}", narration, "710101", "行政支出\\基本支出", amount),
        *("", "2010301", "30201", "111"),
    )
