"""A table of a document is called by the number in its corner, else by its title."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.office_books import Office
from tests.office_books import office_book
from tests.recognise.documents import EXAMPLES
from tests.recognise.documents import Style
from tests.recognise.documents import exact_tables
from tests.recognise.documents import write_document
from tests.recognise.text_documents import write_page
from xls_juesuan.accounts import FillRequest
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.findings import Outcome
from xls_juesuan.office import read_template
from xls_juesuan.pipeline import compute
from xls_juesuan.recognise.printed_names import as_printed

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.tables import TableSet


def labelled(labels: dict[str, str]) -> TableSet:
    """The tables of the example with other labels in their corners."""
    tables = exact_tables()
    each = (replace(one, label=labels.get(one.key, one.label)) for one in tables.tables)
    return replace(tables, tables=tuple(each))


@pytest.mark.parametrize("labels", [{}, {"fund": "公开 08 表"}], ids=["none", "twice"])
def test_without_a_number_of_its_own_a_table_goes_by_its_title(
    tmp_path: Path, labels: dict[str, str]
) -> None:
    """Neither a number that nobody prints nor one that two tables print names a table."""
    tables = labelled(labels)
    if not labels:
        each = (replace(one, label="") for one in tables.tables)
        tables = replace(tables, tables=tuple(each))
    style = Style(sheet=lambda place, _: f"表{place}")
    path = write_document(tmp_path / "公开表.xlsx", tables, style)

    audited = audit_document(AuditRequest(path))

    fund = audited.recognised.tables.table("fund")
    assert fund
    assert (fund.number, fund.sheet, fund.label) == (None, fund.title, "")
    messages = [one.message for one in audited.audit.findings]
    assert not any("公开07" in message for message in messages)
    assert any(f"{fund.title}“合计”行" in message for message in messages)


def test_the_title_is_that_of_the_document(tmp_path: Path) -> None:
    """收入支出决算表 without 总 is called so, whatever stands beside it."""
    tables = labelled({})
    title = "2024年度某局收入支出决算表"
    each = (
        replace(one, label="", title=title if one.key == "income_expenditure" else one.title)
        for one in tables.tables
    )
    path = write_page(tmp_path / "公开.html", replace(tables, tables=tuple(each)))

    found = audit_document(AuditRequest(path)).recognised.tables.table("income_expenditure")

    assert found
    assert found.sheet == "收入支出决算表"


@pytest.mark.parametrize("label", ["公开08表", "公开 8 表", "财决公开08表", "公开表08", "公开08"])
def test_a_label_above_the_title_belongs_to_the_table_below(tmp_path: Path, label: str) -> None:
    """However it is written, and not to the table whose last row it follows."""
    page = write_page(tmp_path / "公开.html", labelled({"fund": "", "state_capital": ""}))
    text = page.read_text(encoding="utf-8")
    title = "<p>政府性基金预算财政拨款收入支出决算表</p>"
    assert title in text
    page.write_text(text.replace(title, f"<p>{label}</p>{title}"), encoding="utf-8")

    tables = audit_document(AuditRequest(page)).recognised.tables

    fund, before = tables.table("fund"), tables.table("basic_by_economic")
    assert fund
    assert before
    assert (fund.number, fund.sheet, before.number) == (8, "公开08", 6)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("部门：青石县数据局 公开08表 金额单位：万元", 8),
        ("公开08表 政府性基金预算财政拨款收入支出决算表", 8),
        ("说明见公开08表", None),
    ],
)
def test_a_label_may_stand_beside_other_words(
    tmp_path: Path, line: str, number: int | None
) -> None:
    """In the line of the title or of the unit, of which it is no part; a sentence has none."""
    page = write_page(tmp_path / "公开.html", labelled({"fund": "", "state_capital": ""}))
    text = page.read_text(encoding="utf-8")
    title = "<p>政府性基金预算财政拨款收入支出决算表</p>"
    above = f"<p>{line}</p>" if title[3:-4] in line else f"{title}<p>{line}</p>"
    page.write_text(text.replace(title, above), encoding="utf-8")

    audited = audit_document(AuditRequest(page))

    fund = audited.recognised.tables.table("fund")
    assert fund
    assert fund.number == number
    assert not any("公开08表" in one.detail for one in audited.recognised.problems)


def test_a_missing_table_is_called_by_its_title(tmp_path: Path) -> None:
    """What cannot be checked without a table names it, not by a key and not by a number."""
    tables = labelled({"three_public": "公开 07 表"})
    kept = tuple(one for one in tables.tables if one.key != "fund")
    path = write_document(tmp_path / "公开表.xlsx", replace(tables, tables=kept))

    findings = audit_document(AuditRequest(path)).audit.findings

    said = [one.message for one in findings if one.outcome is Outcome.NOT_APPLICABLE]
    assert any("政府性基金预算财政拨款收入支出决算表本行" in message for message in said)
    assert not any("fund" in message for message in said)


def test_an_office_workbook_has_its_own_numbers(tmp_path: Path) -> None:
    """What is said of a filled office workbook names tables by the labels of the office."""
    path = office_book(tmp_path / "空表.xlsx", Office(extras=False))
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "公开 09 表":
                    cell.value = "公开 07 表"
                elif cell.value == "公开 07 表":
                    cell.value = "公开 09 表"
    book.save(path)

    accounts = compute(FillRequest(EXAMPLES / "ledger.xlsx", office=read_template(path)))

    named = {one.key: one.sheet for one in accounts.tables.tables}
    assert (named["three_public"], named["fund"]) == ("公开07", "公开09")
    messages = [one.message for one in accounts.audit.findings if one.code == "T901"]
    assert messages
    assert all("公开07" in message for message in messages)


def test_a_title_is_cut_out_of_its_line() -> None:
    """Number, unit and year beside it are none of it; its marks are."""
    text = "附表九 某局 2024年度 财政拨款“三公”经费支出决算表（公开）"
    assert as_printed(text, "财政拨款三公经费支出决算表") == "财政拨款“三公”经费支出决算表"
    assert as_printed("“三公”经费支出决算表", "三公经费支出决算表") == "“三公”经费支出决算表"
    assert as_printed("公开08表", "") == ""
