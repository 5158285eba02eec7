"""Writes a voucher list of any length, as .xlsx or as CSV in GB18030.

python -m benchmarks.make_ledger ledger.xlsx --lines 1000000
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.generating.big_files import write_csv
from benchmarks.generating.big_files import write_xlsx
from benchmarks.generating.big_ledger import HEADS
from benchmarks.generating.big_ledger import UNIT
from benchmarks.generating.big_ledger import YEAR
from benchmarks.generating.big_ledger import Truth
from benchmarks.generating.big_ledger import ledger_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.generating.big_files import Row


def main() -> None:
    """Write the file that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("path", type=Path, help="ends in .xlsx or .csv")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    truth = make_ledger(wanted.path, wanted.lines, wanted.seed)
    print(f"{truth.lines:,} lines, {truth.debit / 100:,.2f} yuan on each side")


def make_ledger(path: Path, lines: int, seed: int = 1) -> Truth:
    """Write a ledger and give what it holds."""
    truth = Truth()
    write = write_csv if path.suffix == ".csv" else write_xlsx
    write(path, _rows(lines, truth, seed))
    return truth


def _rows(lines: int, truth: Truth, seed: int) -> Iterator[Row]:
    yield ("凭证明细账",)
    yield (f"单位：{UNIT}", *[""] * 5, f"会计年度：{YEAR}", *[""] * 2, "金额单位：元")
    yield HEADS
    yield from ledger_lines(lines, truth, seed)


if __name__ == "__main__":
    main()
