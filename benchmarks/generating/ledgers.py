"""Ledgers of many units for a batch: voucher lists of a given length, drawn from a seed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from pathlib import Path

_HEADING = (
    "凭证日期", "凭证号", "摘要", "科目编码", "科目名称", "借方金额", "贷方金额",
    "支出功能分类编码", "部门支出经济分类编码", "资金性质编码", "项目类别名称",
)  # fmt: skip
_FUNCTIONS = ("2010301", "2080505", "2101101", "2210201")
_ECONOMIC = ("30101", "30102", "30103", "30201", "30211", "30217", "30231", "30299", "31002")
#: Lines of one voucher: spending and its means, and the same in financial accounting.
_LINES = 4


def write_ledgers(folder: Path, units: int, lines: int, seed: int = 7) -> None:
    """Write the ledgers of so many units into a folder, each of about so many lines."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(units):
        write_ledger(folder / f"单位{number:05d}.xlsx", lines, seed + number)


def write_ledger(path: Path, lines: int, seed: int) -> None:
    """Write one ledger, whose income is what was spent."""
    chance = random.Random(seed)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("凭证明细")
        sheet.write_row(0, 0, [f"单位：{path.stem}", "会计年度：2024", "金额单位：元"])
        sheet.write_row(1, 0, _HEADING)
        row, spent = 2, 0
        count = lines // _LINES
        for number in range(count):
            fen = chance.randrange(100, 5_000_000)
            spent += fen
            for line in _voucher(number, count, fen, chance):
                sheet.write_row(row, 0, line)
                row += 1
        head = ["2024-12-20", f"记-{count + 1}", "拨款"]
        income = ["6001", "财政拨款预算收入", "", spent / 100, "2010301", "", "111", "人员经费"]
        sheet.write_row(row, 0, [*head, *income])
        sheet.write_row(row + 1, 0, [*head, "800101", "资金结存", spent / 100, ""])


def _voucher(number: int, count: int, fen: int, chance: random.Random) -> list[list[object]]:
    month, day = 1 + number * 12 // count, 1 + number % 28
    head = [f"2024-{month:02d}-{day:02d}", f"记-{number + 1}", f"付款{number}"]
    yuan = fen / 100
    codes = [chance.choice(_FUNCTIONS), chance.choice(_ECONOMIC), "111", "公用经费"]
    name = "行政支出\\财政拨款支出\\基本支出\\公用"
    return [
        [*head, "7101010201", name, yuan, "", *codes],
        [*head, "800101", "资金结存", "", yuan],
        [*head, "500101", "业务活动费用", yuan, ""],
        [*head, "1011", "零余额账户用款额度", "", yuan],
    ]
