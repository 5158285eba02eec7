"""Tables whose carry-overs and income are broken down into basic and project, as spending is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import write_sheets
from tests.recognise.documents import EXAMPLES
from xls_juesuan.accounts import FillRequest
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.findings import Outcome
from xls_juesuan.office import read_template
from xls_juesuan.pipeline import compute

if TYPE_CHECKING:
    from pathlib import Path

    from tests.recognise.printed_forms import Rows
    from xls_juesuan.document_pipeline import AuditedDocument

GENERAL = "general_budget_expenditure"
#: Titles, and what the spending of all is called there.
TABLES = {
    GENERAL: ("一般公共预算财政拨款收入支出决算表", "total"),
    "fund": ("政府性基金预算财政拨款收入支出决算表", "expenditure"),
    "state_capital": ("国有资本经营预算财政拨款收入支出决算表", "total"),
}
CODES = {
    GENERAL: ("201", "20103", "2010301", "2010302"),
    "fund": ("229", "22960", "2296002", "2296003"),
    "state_capital": ("223", "22301", "2230105", "2230199"),
}
GROUPS = ["年初结转和结余", "本年收入", "本年支出", "年末结转和结余"]
OF_CARRIED = ["合计", "基本支出结转", "项目支出结转和结余"]
OF_SPENDING = ["合计", "基本支出", "项目支出"]
KEYS = [
    f"{group}{part}" if group else part
    for group in ("opening", "income", "", "closing")
    for part in (["", "_basic", "_project"] if group else ["total", "basic", "project"])
]
#: Opening, income, spending and closing of two items, each 合计、基本、项目.
ITEMS = [
    [3.0, 1.0, 2.0, 16.0, 10.0, 6.0, 15.0, 9.5, 5.5, 4.0, 1.5, 2.5],
    [0.5, 0.0, 0.5, 7.0, 4.0, 3.0, 6.0, 4.0, 2.0, 1.5, 0.0, 1.5],
]
TOTAL = [sum(pair) for pair in zip(*ITEMS, strict=True)]


def body(table: str) -> Rows:
    """Rows from 合计 down."""
    first, second, *codes = CODES[table]
    figures = [TOTAL, TOTAL, TOTAL, *ITEMS]
    names = [("合计", ""), (first, "类"), (second, "款"), *((code, "项") for code in codes)]
    return [[*name, *line] for name, line in zip(names, figures, strict=True)]


def heads() -> Rows:
    """The usual heading, no cell of it merged."""
    head = ["项目", ""]
    for group in GROUPS:
        head += [group, "", ""]
    below = [*OF_CARRIED, *OF_SPENDING, *OF_SPENDING, *OF_CARRIED]
    return [head, ["科目编码", "科目名称", *below], ["栏次", "", *range(1, 13)]]


def audited(path: Path, table: str, rows: Rows) -> AuditedDocument:
    """A document with this table alone."""
    top: Rows = [[TABLES[table][0]], ["部门：某某局", "2024年度", "单位：万元"]]
    return audit_document(AuditRequest(write_sheets(path / "公开表.xlsx", {"表": [*top, *rows]})))


def figures(document: AuditedDocument, table: str) -> dict[str, int]:
    """Figures of 合计, in units of 0.01 万元."""
    found = document.recognised.tables.table(table)
    assert found
    return {
        column: cell.fen // 10_000 for (row, column), cell in found.cells.items() if row == "total"
    }


def failed(document: AuditedDocument) -> set[str]:
    """Rules on tables that found something."""
    findings = document.audit.findings
    codes = {one.code for one in findings if one.outcome is Outcome.FAILED}
    return {code for code in codes if code[0] in "TR"}


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_read_by_all_that_stands_above_it(tmp_path: Path, table: str) -> None:
    """合计、基本、项目 of four groups are twelve columns; nothing is left over, nothing wrong."""
    document = audited(tmp_path, table, [*heads(), *body(table)])

    keys = [TABLES[table][1] if key == "total" else key for key in KEYS]
    due = {key: round(value * 100) for key, value in zip(keys, TOTAL, strict=True)}
    assert figures(document, table) == due
    assert [one for one in document.recognised.not_recognised if one.kind == "column"] == []
    assert failed(document) == set()


@pytest.mark.parametrize("place", range(12))
@pytest.mark.parametrize(
    ("table", "line"), [(GENERAL, 0), (GENERAL, 3), ("fund", 0), ("state_capital", 0)]
)
def test_whatever_is_changed_is_found(tmp_path: Path, table: str, place: int, line: int) -> None:
    """No figure of the twelve stands alone: a changed one breaks a sum."""
    rows = body(table)
    rows[line][place + 2] += 3.0

    assert failed(audited(tmp_path, table, [*heads(), *rows]))


def test_only_some_groups_may_be_broken_down(tmp_path: Path) -> None:
    """Income in one column beside carry-overs in three; 项目支出结转 is all that projects have."""
    head = [
        "项目",
        "",
        "上年结转和结余",
        "",
        "",
        "本年收入",
        "本年支出",
        "",
        "",
        "结转下年",
        "",
        "",
    ]
    carried = ["小计", "基本支出结转", "项目支出结转"]
    below = ["科目编码", "科目名称", *carried, "", "小计", "基本支出", "项目支出", *carried]
    kept = [0, 1, 2, 3, 6, 7, 8, 9, 10, 11]
    rows = [[*row[:2], *(row[2:][at] for at in kept)] for row in body(GENERAL)]

    document = audited(tmp_path, GENERAL, [head, below, *rows])

    assert figures(document, GENERAL) == {KEYS[at]: round(TOTAL[at] * 100) for at in kept}
    assert document.recognised.not_recognised == ()
    assert failed(document) == set()
    rows[0][4] += 3.0
    assert "T512" in failed(audited(tmp_path, GENERAL, [head, below, *rows]))


@pytest.mark.parametrize("table", TABLES)
def test_parts_of_parts_are_read_and_added_up(tmp_path: Path, table: str) -> None:
    """人员经费、公用经费 of basic spending, 结转、结余 of projects: a third line of the heading."""
    head = ["项目", "", "年初结转和结余", "", "", "本年收入", "", "", "本年支出", "", "", "", ""]
    head += ["年末结转和结余", "", "", "", ""]
    second = [
        "科目编码",
        "科目名称",
        *OF_CARRIED,
        *OF_SPENDING,
        "合计",
        "基本支出",
        "",
        "",
        "项目支出",
    ]
    second += ["合计", "基本支出结转", "项目支出结转和结余", "", ""]
    third = [*[""] * 9, "小计", "人员经费", "日常公用经费", "", "", "", "小计", "项目支出结转"]
    third += ["项目支出结余"]
    rows: Rows = [
        [*row[:10], row[9] / 2, row[9] / 2, *row[10:], row[13], 0.0] for row in body(table)
    ]

    document = audited(tmp_path, table, [head, second, third, *rows])

    found = figures(document, table)
    deep = ["basic_personnel", "basic_public_use", "closing_project_kept", "closing_project_left"]
    assert [found[key] for key in deep] == [675, 675, 400, 0]
    assert (found["basic"], found["project"], found["closing_project"]) == (1350, 750, 400)
    assert document.recognised.not_recognised == ()
    assert failed(document) == set()
    for place in (10, 17):
        rows[0][place] += 3.0
        assert failed(audited(tmp_path, table, [head, second, third, *rows]))
        rows[0][place] -= 3.0


def test_what_an_office_workbook_asks_besides_is_named_by_all_that_stands_above(
    tmp_path: Path,
) -> None:
    """A column of an office that nobody can fill is not called 合计 alone."""
    top: Rows = [[TABLES[GENERAL][0]], ["部门：", "20XX年度", "单位：万元"]]
    path = write_sheets(tmp_path / "空表.xlsx", {"表": [*top, *heads(), *body(GENERAL)]})

    request = FillRequest(EXAMPLES / "ledger.xlsx", office=read_template(path))
    office = compute(request).office

    assert office
    texts = [remark.text for remark in office.notes.remarks if remark.kind == "column"]
    assert texts[:2] == ["年初结转和结余·合计", "年初结转和结余·基本支出结转"]
