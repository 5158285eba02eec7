"""A ledger of a million lines: `xlj fill` beside bare readers and the usual way, in one run.

python -m benchmarks.big_ledger [--lines 1000000] [--rounds 3] [--naive 1] [--csv]

Every case is a process of its own, all in turn, so that the machine's mood cancels out. What the
program wrote is compared with what the generator gave out, amount by amount, in fen. Targets:
at most 1.15 times the bare read with fastexcel without the lines of 溯源, 1.5 times with 100,000
of them, at least 12 times as fast as pandas and openpyxl, 1.2 GB of memory.

fastexcel and pyarrow get an environment of their own: where pyarrow is installed pandas keeps
texts in another way, which no user of this program has.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook

from benchmarks.generating.big_ledger import HEADS
from benchmarks.make_ledger import make_ledger
from benchmarks.measuring import Command
from benchmarks.measuring import Cost
from benchmarks.measuring import measure
from benchmarks.measuring import middle
from benchmarks.measuring import middle_ratio
from benchmarks.measuring import program

if TYPE_CHECKING:
    from benchmarks.generating.big_ledger import Key
    from benchmarks.generating.big_ledger import Truth

_BARE, _FULL, _READ, _CSV, _NAIVE = (
    "xlj, no lines",
    "xlj, 100,000",
    "fastexcel",
    "pyarrow",
    "openpyxl",
)
_TRACED = 100_000
#: Columns that the program reads too; the last two say nothing that it asks for.
_ASKED = ",".join(HEADS[:-2])
_FASTEXCEL = """
import sys
import fastexcel

sheet = fastexcel.read_excel(sys.argv[1]).load_sheet(
    0, header_row=2, use_columns=sys.argv[2].split(",")
)
print(sheet.to_arrow().num_rows)
"""
_PYARROW = """
import sys
from pyarrow import csv

table = csv.read_csv(
    sys.argv[1],
    csv.ReadOptions(encoding="gb18030", skip_rows=2),
    convert_options=csv.ConvertOptions(include_columns=sys.argv[2].split(",")),
)
print(table.num_rows)
"""
#: Reads, sums up by what the tables ask for, writes the sums and the lines behind them.
_PANDAS = """
import sys
import openpyxl
import pandas as pd

source, columns, target, limit = sys.argv[1], sys.argv[2].split(","), sys.argv[3], int(sys.argv[4])
if source.endswith(".csv"):
    read, form = pd.read_csv, {"encoding": "gb18030"}
else:
    read, form = pd.read_excel, {"engine": "openpyxl"}
codes = {name: str for name in columns if not name.endswith("金额")}
lines = read(source, skiprows=2, usecols=columns, dtype=codes, **form).fillna("")
keys = ["会计科目编码", "预算项目编码", "支出功能分类编码", "部门支出经济分类编码", "资金性质编码"]
groups = lines.groupby(keys, as_index=False)[["借方金额", "贷方金额"]].sum()
book = openpyxl.Workbook()
sheet = book.active
for row in groups.itertuples(index=False):
    sheet.append(row)
trace = book.create_sheet("溯源")
wanted = [*keys, "凭证日期", "凭证号", "摘要", "借方金额", "贷方金额"]
counted = lines[lines["会计科目编码"].str.startswith(("6", "7"))]
for row in counted[wanted].head(limit).itertuples(index=False):
    trace.append(row)
book.save(target)
"""


def main() -> None:
    """Write the ledger, measure, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--naive", type=int, default=1, help="rounds of pandas and openpyxl")
    parser.add_argument("--csv", action="store_true", help="a text in GB18030 instead of .xlsx")
    wanted = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        ledger = folder / ("ledger.csv" if wanted.csv else "ledger.xlsx")
        truth = make_ledger(ledger, wanted.lines)
        cases = _cases(ledger, folder, is_csv=wanted.csv)
        costs: dict[str, list[Cost]] = defaultdict(list)
        for number in range(wanted.rounds):
            for case, command in cases.items():
                if case != _NAIVE or number < wanted.naive:
                    (folder / "filled.xlsx").unlink(missing_ok=True)
                    costs[case].append(measure(command))
                    _compare(case, folder / "filled.xlsx", truth)
    _report(costs, wanted.lines, ledger.suffix)


def _cases(ledger: Path, folder: Path, *, is_csv: bool) -> dict[str, Command]:
    filled = folder / "filled.xlsx"
    fill: Command = [program("xlj"), "fill", ledger, "-o", filled]
    bare, script = (_CSV, _PYARROW) if is_csv else (_READ, _FASTEXCEL)
    return {
        bare: [_other_python(folder), "-c", script, ledger, _ASKED],
        _BARE: [*fill, "--trace-rows", "0"],
        _FULL: [*fill, "--trace-rows", str(_TRACED)],
        _NAIVE: [sys.executable, "-c", _PANDAS, ledger, _ASKED, folder / "n.xlsx", str(_TRACED)],
    }


def _other_python(folder: Path) -> Path:
    """An environment with the yardsticks, made for this run."""
    place = folder / "yardsticks"
    uv = shutil.which("uv") or "uv"
    subprocess.run([uv, "venv", "-q", "-p", sys.executable, place], check=True)
    python = place / "bin" / "python"
    packages = ["fastexcel==0.21.0", "pyarrow"]
    subprocess.run([uv, "pip", "install", "-q", "--python", python, *packages], check=True)
    return python


def _compare(case: str, filled: Path, truth: Truth) -> None:
    """Hold the sheet of sums against the generator, in fen.

    Raises:
        RuntimeError: an amount is missing, too much or not the same.
    """
    if case not in {_BARE, _FULL}:
        return
    rows = CalamineWorkbook.from_path(str(filled)).get_sheet_by_name("汇总").to_python()
    head = rows[3]
    keys = [head.index(name) for name in ("科目编码", "功能项", "经济款", "项目编码")]
    flow, amount = head.index("流向"), head.index("金额（元）")
    found: dict[Key, int] = defaultdict(int)
    for row in rows[4:]:
        if row[flow] in {"收入", "支出"}:
            account, function, economic, project = (
                "" if row[at] == "未填" else row[at] for at in keys
            )
            found[account, function, economic, project] += round(row[amount] * 100)
    if found != truth.used:
        wrong = {key for key in found | truth.used if found.get(key) != truth.used.get(key)}
        raise RuntimeError(f"{case}: {len(wrong)} amounts are wrong: {sorted(wrong)[:3]}")


def _report(costs: dict[str, list[Cost]], lines: int, kind: str) -> None:
    print(f"{lines:,} lines, {kind}; medians, the ratio to the first is that of the pairs")
    yardstick = next(iter(costs.values()))
    for case, found in costs.items():
        cost = middle(found)
        ratio = middle_ratio(found, yardstick[: len(found)])
        print(
            f"  {case:<14} n={len(found)} {cost.wall:8.2f} s wall {cost.cpu:8.2f} s CPU "
            f"{cost.peak:6.0f} MiB   {ratio.wall:6.2f} wall {ratio.cpu:6.2f} CPU"
        )
    naive, full = costs.get(_NAIVE), costs[_FULL]
    if naive:
        ratio = middle_ratio(naive, full[: len(naive)])
        print(f"  {_NAIVE} : {_FULL}  {ratio.wall:.1f} wall, {ratio.cpu:.1f} CPU (target 12)")


if __name__ == "__main__":
    main()
