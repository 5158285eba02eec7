"""``--explanations`` as an accountant uses it, in both commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from openpyxl import load_workbook

from tests.a_year_earlier import write_a_year_earlier
from tests.stored_values import type_into
from xls_juesuan.messages.explaining import OFFERED

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ended

    Run = Callable[..., Ended]

FILL = ("fill", "examples/ledger.xlsx", "-o", "决算.xlsx")


def _warning(path: str, code: str = "") -> int:
    """Row of the first warning, or of that of a rule."""
    sheet = load_workbook(path, data_only=True)["审核"]
    return next(
        row
        for row in range(9, 60)
        if (sheet.cell(row, 1).value, sheet.cell(row, 8).value) == ("警告", "不通过")
        and code in {"", sheet.cell(row, 2).value}
    )


def test_what_is_written_on_the_review_sheet_comes_out_as_a_statement(xlj: Run) -> None:
    """Fill, write 说明, fill again: the statement has it; before, it is 待补充."""
    before = xlj(*FILL, "--explanations", "说明.docx")
    assert "审核说明：说明.docx（警告 5 条，已说明 0 条，待补充 5 条）" in before.out
    row = _warning("决算.xlsx")
    type_into(Path("决算.xlsx"), {f"审核!K{row}": "已核实", f"审核!L{row}": "自有资金，已备案"})
    after = json.loads(xlj(*FILL, "--explanations", "说明.docx", "--json").out)
    assert after["explanations"] == {
        "file": "说明.docx",
        "copy": str(Path("说明.旧1.docx").resolve()),
        "warnings": 5,
        "explained": 1,
        "missing": 4,
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


def last_years(xlj: Run) -> None:
    """Make last year's workbook 上年.xlsx."""
    Path("上年").mkdir()
    for name in ("ledger.xlsx", "supplement.xlsx"):
        write_a_year_earlier(Path("examples", name), Path("上年", name))
    xlj("fill", "上年/ledger.xlsx", "-o", "上年.xlsx")


def _explain(path: str, code: str) -> None:
    """Write a word on the warning of a rule, and say that it is settled."""
    row = _warning(path, code)
    type_into(Path(path), {f"审核!K{row}": "已核实", f"审核!L{row}": "自有资金"})


def _explained(path: str) -> list[tuple[str, str]]:
    """Code and 处理 of the lines where 说明 has last year's words."""
    rows = load_workbook(path, data_only=True)["审核"].iter_rows(min_row=9, values_only=True)
    marked = f"{OFFERED}自有资金"
    return [(str(row[1]), str(row[10])) for row in rows if row[11] == marked]


def test_last_years_explanations_are_offered(xlj: Run) -> None:
    """Marked as last year's on the sheet and in the statement, without any 处理."""
    last_years(xlj)
    _explain("上年.xlsx", "A007")
    ended = xlj(*FILL, "--previous", "上年.xlsx", "--explanations", "说明.xlsx")
    assert "已说明 0 条" in ended.out
    assert _explained("决算.xlsx") == [("A007", "待处理")]
    lines = load_workbook("说明.xlsx")["审核说明"].iter_rows(values_only=True)
    assert [line[1] for line in lines if "自有资金" in str(line[8])] == ["A007"]
    before = Path("决算.xlsx").read_bytes()
    xlj(*FILL, "--previous", "上年.xlsx")
    assert Path("决算.xlsx").read_bytes() == before


def test_an_audit_is_offered_last_years_explanations_too(xlj: Run) -> None:
    """The review of last year's publication offers its words beside this year's."""
    last_years(xlj)
    xlj("audit", "上年.xlsx", "-o", "上年审核.xlsx")
    _explain("上年审核.xlsx", "B401")
    xlj(*FILL)
    xlj("audit", "决算.xlsx", "-o", "审核.xlsx", "--previous", "上年审核.xlsx")
    assert _explained("审核.xlsx") == [("B401", "待处理")]


def test_nothing_is_said_of_last_years_file_without_explanations(xlj: Run) -> None:
    """A supplement of last year has none: the run says no more than without it."""
    write_a_year_earlier(Path("examples/supplement.xlsx"), Path("examples/上年补充资料.xlsx"))
    ended = xlj(*FILL, "--previous", "examples/上年补充资料.xlsx")
    assert (ended.code, ended.err) == (0, "")
    assert "说明" not in ended.out.replace("需说明", "").replace("说明后可以公开", "")
    assert OFFERED not in str(list(load_workbook("决算.xlsx")["审核"].values))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((*FILL, "--explanations", "说明.pdf"), "只能写成 .docx 或 .xlsx"),
        ((*FILL, "--explanations", "决算.xlsx"), "不能写到输入文件"),
        ((*FILL, "--explanations", "examples/ledger.xlsx"), "不能写到输入文件"),
        (("fill", "examples/ledger.xlsx", "--each-unit", "--explanations", "a.docx"), "一次只能"),
        (("audit", "a.xlsx", "b.xlsx", "--explanations", "a.docx"), "一次只能"),
        ((*FILL, "--previous", "没有.xlsx"), "找不到 --previous 写的上年的文件 没有.xlsx"),
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
