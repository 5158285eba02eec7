"""``--explanations`` as an accountant uses it, in both commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from openpyxl import load_workbook

from tests.stored_values import type_into

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ended

    Run = Callable[..., Ended]

FILL = ("fill", "examples/ledger.xlsx", "-o", "决算.xlsx")


def _warning(path: str) -> int:
    sheet = load_workbook(path, data_only=True)["审核"]
    return next(
        row
        for row in range(9, 60)
        if (sheet.cell(row, 1).value, sheet.cell(row, 8).value) == ("警告", "不通过")
    )


def test_what_is_written_on_the_review_sheet_comes_out_as_a_statement(xlj: Run) -> None:
    """Fill, write 说明, fill again: the statement has it; before, it is 待补充."""
    before = xlj(*FILL, "--explanations", "说明.docx")
    assert "审核说明：说明.docx（警告 3 条，已说明 0 条，待补充 3 条）" in before.out
    row = _warning("决算.xlsx")
    type_into(Path("决算.xlsx"), {f"审核!K{row}": "已核实", f"审核!L{row}": "自有资金，已备案"})
    after = json.loads(xlj(*FILL, "--explanations", "说明.docx", "--json").out)
    assert after["explanations"] == {
        "file": "说明.docx",
        "copy": str(Path("说明.旧1.docx").resolve()),
        "warnings": 3,
        "explained": 1,
        "missing": 2,
    }
    (table,) = docx.Document("说明.docx").tables
    assert [cell.text for cell in table.rows[1].cells][3:] == ["自有资金，已备案", "已核实"]


def test_an_audit_of_published_tables_writes_one_too(xlj: Run) -> None:
    """With what stands in the document, the baseline, and the earlier review."""
    xlj(*FILL)
    row = _warning("决算.xlsx")
    type_into(Path("决算.xlsx"), {f"审核!L{row}": "已备案"})
    xlj("audit", "决算.xlsx", "-o", "审核.xlsx", "--explanations", "说明.xlsx")
    sheet = load_workbook("说明.xlsx")["审核说明"]
    assert "警告" in sheet["A3"].value


def test_last_years_explanations_are_offered(xlj: Run) -> None:
    """Marked as last year's on the sheet and in the statement, without any 处理."""
    xlj(*FILL)
    row = _warning("决算.xlsx")
    type_into(Path("决算.xlsx"), {f"审核!K{row}": "已核实", f"审核!L{row}": "自有资金"})
    Path("决算.xlsx").rename("上年.xlsx")
    ended = xlj(*FILL, "--last-explanations", "上年.xlsx", "--explanations", "说明.xlsx")
    assert "待补充 3 条" in ended.out
    sheet = load_workbook("决算.xlsx")["审核"]
    assert sheet.cell(row, 11).value == "待处理"
    assert sheet.cell(row, 12).value == "【上年说明，核实后请去掉本标记】自有资金"
    assert "自有资金" in load_workbook("说明.xlsx")["审核说明"]["I5"].value
    before = Path("决算.xlsx").read_bytes()
    xlj(*FILL)
    assert Path("决算.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*FILL, "--explanations", "说明.pdf"), "只能写成 .docx 或 .xlsx"),
        ((*FILL, "--explanations", "决算.xlsx"), "不能写到输入文件"),
        ((*FILL, "--explanations", "examples/ledger.xlsx"), "不能写到输入文件"),
        (("fill", "examples/ledger.xlsx", "--each-unit", "--explanations", "a.docx"), "一次只能"),
        (("audit", "a.xlsx", "b.xlsx", "--explanations", "a.docx"), "一次只能"),
        ((*FILL, "--last-explanations", "没有.xlsx"), "找不到上年的工作簿"),
    ],
)
def test_what_cannot_be_done_is_said_before_any_work(
    xlj: Run, arguments: tuple[str, ...], said: str
) -> None:
    """One paragraph, exit code 2, and no file written."""
    ended = xlj(*arguments)
    assert (ended.code, said in ended.err) == (2, True)
    assert not Path("决算.xlsx").exists()
    assert not Path("out").exists()


def test_an_open_word_document_is_not_replaced(xlj: Run) -> None:
    """Word's own mark leaves out the first two letters of the name."""
    Path("审核说明书.docx").write_bytes(b"old")
    Path("~$说明书.docx").touch()
    ended = xlj(*FILL, "--explanations", "审核说明书.docx")
    assert (ended.code, "请先关闭" in ended.err) == (2, True)
    assert Path("审核说明书.docx").read_bytes() == b"old"
