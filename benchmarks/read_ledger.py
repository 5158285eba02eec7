"""Reading a ledger of 60,000 lines against the bare read of its cells by the same library.

`xlj inspect` opens the file, finds the columns, reads every line, places it and checks the ledger
as a whole; the yardstick turns the same sheet into Python lists and does no more.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from measuring import measure_in_turn
from measuring import program
from measuring import report

_ROUNDS = 3
_VOUCHERS = 15_000
_HEADING = (
    "凭证日期", "凭证号", "摘要", "科目编码", "科目名称", "借方金额", "贷方金额",
    "支出功能分类编码", "部门支出经济分类编码", "资金性质编码", "项目类别名称",
)  # fmt: skip
_YARDSTICK = (
    "import sys, python_calamine as c;"
    "c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
)


def main() -> None:
    """Write the ledger, measure and print."""
    with TemporaryDirectory() as folder:
        ledger = Path(folder, "ledger.xlsx")
        _write(ledger)
        ours, yardstick = measure_in_turn(
            [program("xlj"), "inspect", ledger],
            [sys.executable, "-c", _YARDSTICK, ledger],
            _ROUNDS,
        )
    report(f"xlj inspect / bare read of {4 * _VOUCHERS:,} lines", ours, yardstick)


def _write(path: Path) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("凭证明细")
        sheet.write_row(0, 0, ["单位：某某局", "会计年度：2024", "金额单位：元"])
        sheet.write_row(1, 0, _HEADING)
        row = 2
        for number in range(_VOUCHERS):
            for line in _voucher(number):
                sheet.write_row(row, 0, line)
                row += 1


def _voucher(number: int) -> list[list[object]]:
    """Four lines: spending and its means on the budget side, the same on the financial side."""
    month, day = 1 + number * 12 // _VOUCHERS, 1 + number % 28
    head = [f"2024-{month:02d}-{day:02d}", f"记-{number + 1}", f"付款{number}"]
    yuan = (1 + number * 7919 % 9_999_999) / 100
    dimensions = ["2010301", f"302{1 + number % 9:02d}", "111", "公用经费"]
    return [
        [*head, "7101010201", "行政支出\\财政拨款支出\\基本支出\\公用", yuan, "", *dimensions],
        [*head, "800101", "资金结存", "", yuan],
        [*head, "500101", "业务活动费用", yuan, ""],
        [*head, "1011", "零余额账户用款额度", "", yuan],
    ]


if __name__ == "__main__":
    main()
