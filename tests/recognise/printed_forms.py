"""Documents of a single table, typed cell by cell, and what is read of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.builders import write_sheets
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.recognise import Recognised
from xls_juesuan.recognise import RecognitionRequest
from xls_juesuan.recognise import recognise_document

if TYPE_CHECKING:
    from pathlib import Path

Rows = list[list[Any]]
#: Figures by row and column in hundredths of a 万元.
Found = dict[tuple[str, str], int]

SPENDING = "一般公共预算财政拨款支出决算表"
BASIC = "一般公共预算财政拨款基本支出决算表"
SUMMARY = "收入支出决算总表"
THREE_PUBLIC = "财政拨款“三公”经费支出决算表"


def read(folder: Path, title: str, rows: Rows) -> Recognised:
    """Recognise a document of a single table."""
    above: Rows = [[f"2024年度{title}"], ["部门：某某局", "", "单位：万元"]]
    return recognise_document(
        RecognitionRequest(write_sheets(folder / "公开表.xlsx", {"Sheet1": [*above, *rows]}))
    )


def shown(document: Recognised) -> Found:
    """Every figure that is not zero."""
    (table,) = document.tables.tables
    return {
        place: cell.fen // FEN_PER_PRINTED_STEP for place, cell in table.cells.items() if cell.fen
    }


#: 20103 with two items, of basic and project expenditure.
ITEMS: Found = {
    ("total", "total"): 1500,
    ("total", "basic"): 1000,
    ("total", "project"): 500,
    ("201", "total"): 1500,
    ("201", "basic"): 1000,
    ("201", "project"): 500,
    ("20103", "total"): 1500,
    ("20103", "basic"): 1000,
    ("20103", "project"): 500,
    ("2010301", "total"): 1000,
    ("2010301", "basic"): 1000,
    ("2010302", "total"): 500,
    ("2010302", "project"): 500,
}
NAMES = {
    "201": "一般公共服务支出",
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
}
FIGURES: Rows = [
    ["15.00", "10.00", "5.00"],
    ["15.00", "10.00", "5.00"],
    ["10.00", "10.00", ""],
    ["5.00", "", "5.00"],
]
TOTAL = ["15.00", "10.00", "5.00"]
ONE_HEAD = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
THREE_HEADS = [
    ["项目", "", "", "", "本年支出", "", ""],
    ["类", "款", "项", "科目名称", "小计", "基本支出", "项目支出"],
]
PIECES = {"201": ["201", "", ""], "20103": ["201", "03", ""], "2010301": ["201", "03", "01"]}
PIECES["2010302"] = ["201", "03", "02"]
