"""Workbooks of this program that somebody printed or saved as a web page read as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.recognise.documents import figures
from tests.recognise.documents import recognised
from tests.recognise.text_documents import write_page
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.earlier import RECORD_NOTE

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.tables import TableSet

#: What 审核 and 核对 say of projects, in the words of self-assessments.
_CLAIM = "项目支出绩效自评情况表“甲项目”行“全年执行数”"
_ROWS = (
    (say.REVIEW_TITLE,),
    ("级别", "编号", "问题", "位置"),
    ("警告", "A019", _CLAIM, "附件2!E8"),
    ("项目名称", "全年预算数", "全年执行数", "分值", "得分"),
    ("甲项目", "1.00", "1.00", "10", "10"),
    (say.CHECKS_TITLE,),
    ("编号", "级别", "关系", "左边"),
    ("A019", "警告", _CLAIM, "1.00"),
    (say.SUPPLEMENT_TITLE,),
    say.SUPPLEMENT_HEADS,
    ("三公预算", "公务接待费", "10,000.00", "元", "", "three_public_budget.hospitality"),
)


def _with_sheets(path: Path) -> None:
    """Add working sheets behind what is published, before its last sentence."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in _ROWS)
    page = path.read_text(encoding="utf-8")
    path.write_text(page.replace("</body>", f"<table>{rows}</table></body>"), encoding="utf-8")


def test_working_sheets_behind_the_tables_are_no_forms(tmp_path: Path, printed: TableSet) -> None:
    """审核 and 核对 are left out; 补充资料 states what rules ask for."""
    path = write_page(tmp_path / "公开.html", printed)
    _with_sheets(path)
    document = recognised(path)
    assert figures(document.tables) == figures(printed)
    assert document.forms == ()
    assert not document.not_recognised
    assert document.supplement.number("three_public_budget.hospitality") == 1_000_000


def _with_form(path: Path, rows: tuple[tuple[str, ...], ...]) -> None:
    """Add 补充资料 as paper shows it, and 留底 behind it."""
    lines = (*((say.SUPPLEMENT_TITLE,), say.SUPPLEMENT_HEADS), *rows, (RECORD_NOTE,), ("公开01",))
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in lines)
    page = path.read_text(encoding="utf-8")
    path.write_text(page.replace("</body>", f"<table>{cells}</table></body>"), encoding="utf-8")


@pytest.mark.parametrize("cut", range(1, 7))
def test_lists_of_the_form_go_on_over_pages(tmp_path: Path, printed: TableSet, cut: int) -> None:
    """Wherever a page ends, its rows belong to the list above; a list ends where the next begins."""
    path = write_page(tmp_path / "公开.html", printed)
    lists = [
        ("清单：年初预算",),
        ("功能科目编码", "功能科目名称", "年初预算数（ 元）"),
        ("2010301", "行政运行", "1,000.00"),
        ("2019999", "其他一般公共 服务支出", "0.00"),
        ("清单：项目",),
        ("项目编码", "项目名称", "年初预算数（元）"),
        ("", "大厅 保洁", "20.00"),
    ]
    _with_form(path, (*lists[:cut], say.SUPPLEMENT_HEADS, *lists[cut:]))
    stated = recognised(path).supplement.rows
    assert [dict(row) for row in stated["original_budget_by_function"]] == [
        {"function": "2010301", "name": "行政运行", "amount": 100_000},
        {"function": "2019999", "name": "其他一般公共服务支出", "amount": 0},
    ]
    assert [dict(row) for row in stated["projects"]] == [
        {"name": "大厅保洁", "original_budget": 2_000}
    ]


def test_what_the_form_says_twice_is_compared_on_paper_too(
    tmp_path: Path, printed: TableSet
) -> None:
    """An evaluation that is stated and denied on 补充资料, its words folded over two lines."""
    path = write_page(tmp_path / "公开.html", printed)
    rows = (
        ("绩效评价", "是否开展了部门评价", "是", "", "", "performance.evaluated"),
        ("绩效评价", "结果", "没有部门 评价结果。", "", "", "performance.evaluation_result"),
    )
    _with_form(path, rows)
    assert "N422" in {problem.code for problem in recognised(path).problems}


def test_a_table_behind_a_working_sheet_is_published(tmp_path: Path, printed: TableSet) -> None:
    """Somebody moved 审核 to the front: the tables behind it are read."""
    path = write_page(tmp_path / "公开.html", printed)
    page = path.read_text(encoding="utf-8")
    review = "<table><tr><td>审核</td></tr><tr><td>级别</td><td>编号</td></tr></table>"
    path.write_text(page.replace("<body>", f"<body>{review}", 1), encoding="utf-8")
    assert figures(recognised(path).tables) == figures(printed)


def test_a_form_ends_where_a_table_begins(tmp_path: Path, printed: TableSet) -> None:
    """A title in a list of sheets, and figures in tables behind it, are no self-assessment."""
    path = write_page(tmp_path / "公开.html", printed)
    page = path.read_text(encoding="utf-8")
    entry = "<p>部门整体支出绩效自评情况表</p><p>全年预算数 年初预算数 分值</p>"
    path.write_text(page.replace("第二部分", f"附件{entry}", 1), encoding="utf-8")
    document = recognised(path)
    assert document.forms == ()
    assert not document.not_recognised


def test_a_note_of_a_cell_is_no_part_of_its_figure(tmp_path: Path, printed: TableSet) -> None:
    """LibreOffice writes notes into the cells of a page."""
    path = write_page(tmp_path / "公开.html", printed)
    page = path.read_text(encoding="utf-8")
    note = "<td><a class='comment-indicator'></a><comment>警告 B401 偏低</comment>27.43</td>"
    assert "<td>27.43</td>" in page
    path.write_text(page.replace("<td>27.43</td>", note), encoding="utf-8")
    document = recognised(path)
    assert figures(document.tables) == figures(printed)
    assert not document.not_recognised


def test_a_note_below_the_last_row_is_no_part_of_its_name(
    tmp_path: Path, printed: TableSet
) -> None:
    """注： in the first cell of the table's last line goes on with no name."""
    path = write_page(tmp_path / "公开.html", printed)
    page = path.read_text(encoding="utf-8")
    note = "<tr><td>注：本表反映总收支。</td><td></td></tr></table>"
    path.write_text(page.replace("</table>", note), encoding="utf-8")
    document = recognised(path)
    assert figures(document.tables) == figures(printed)
    assert not document.not_recognised
