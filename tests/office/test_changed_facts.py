from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.builders import journal_workbook
from tests.end_to_end.institution import FUND
from tests.end_to_end.institution import MOVES
from tests.end_to_end.institution import OPENINGS
from tests.end_to_end.institution import expected_tables
from tests.end_to_end.institution import voucher_lines
from tests.end_to_end.running import fill
from tests.office.recalculation import recalculate
from tests.workbooks import column_of
from tests.workbooks import find_row

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

pytestmark = pytest.mark.office

FACTS_HEAD = 4
REVIEW_HEAD = 8
#: Facts by what stands in their columns, and how much is added, in yuan.
CHANGES = (
    ({"流向": "收入", "资金性质": "政府性基金", "功能项": "2120803"}, 1000),
    ({"流向": "年末结转和结余", "资金性质": "政府性基金", "功能项": "2120803"}, 1000),
    ({"流向": "支出", "项目": "基本支出", "资金性质": "一般公共预算", "经济款": "30201"}, -500),
    ({"流向": "年末结转和结余", "资金性质": "一般公共预算", "功能项": "2130104"}, 500),
    ({"流向": "年初结转和结余", "资金性质": "政府性基金", "功能项": "2120804"}, 77.77),
    ({"流向": "年末结转和结余", "资金性质": "政府性基金", "功能项": "2120804"}, 77.77),
)


def change_facts(book: Workbook) -> None:
    sheet = book["汇总"]
    for wanted, yuan in CHANGES:
        texts = {key: text for key, text in wanted.items() if key != "资金性质"}
        texts["资金性质"] = next(
            str(row[0].value)
            for row in sheet.iter_rows(
                min_row=FACTS_HEAD + 1,
                min_col=column_of(sheet, "资金性质", FACTS_HEAD),
                max_col=column_of(sheet, "资金性质", FACTS_HEAD),
            )
            if str(row[0].value).startswith(wanted["资金性质"])
        )
        row = find_row(sheet, texts, FACTS_HEAD)
        sheet.cell(row, column_of(sheet, "金额（元）", FACTS_HEAD)).value += yuan


def test_facts_changed_by_hand_reach_every_table(tmp_path: Path) -> None:
    """The recalculated workbook shows what plain arithmetic gives for the changed year.

    Income, spending, opening and closing of two funds change so that all balances hold; only
    the comparisons with the ledger fail, and the counts and the verdict follow them.
    """
    run = fill(journal_workbook(tmp_path / "台账.xlsx", voucher_lines()))
    assert run.workbook is not None
    book = load_workbook(run.workbook)
    change_facts(book)
    book.save(run.workbook)
    fresh = load_workbook(recalculate(run.workbook, tmp_path / "fresh"), data_only=True)

    moves = [
        replace(move, fen=move.fen + 100_000)
        if (move.fund, move.function, move.is_income) == (FUND, "2120803", True)
        else replace(move, fen=move.fen - 50_000)
        if (move.economic, move.fund, move.fen > 0) == ("30201", "111", True)
        else move
        for move in MOVES
    ]
    openings = [
        replace(one, fen=one.fen + 7_777) if one.function == "2120804" else one for one in OPENINGS
    ]
    figures = {}
    for table, content in run.document["tables"].items():
        for cell in content["cells"]:
            sheet, place = cell["ref"].split("!")
            fen = round((fresh[sheet][place].value or 0) * 1_000_000)
            if fen:
                figures[table, cell["row"], cell["column"]] = fen
    assert figures == expected_tables(moves, openings)

    review = fresh["审核"]
    lines = [
        row
        for row in review.iter_rows(min_row=REVIEW_HEAD + 1, values_only=True)
        if row[7] == "不通过"
    ]
    errors = {str(row[1]) for row in lines if row[0] == "错误"}
    assert errors
    assert all(code.startswith("L3") for code in errors), errors
    assert review["E3"].value == sum(row[0] == "错误" for row in lines)
    assert review["E6"].value == len(lines)
    assert str(review["A2"].value).startswith("暂不能公开")
    assert fresh["目录"]["B3"].value == review["A2"].value
