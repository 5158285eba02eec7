from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.workbooks import content_of
from tests.workbooks import write_example
from xls_juesuan.findings import Finding
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.model import Source
from xls_juesuan.writing.spots import WorkbookSpots

if TYPE_CHECKING:
    from pathlib import Path

ROW = Source("ledger.xlsx", "凭证明细", 7)
OTHER = Source("ledger.xlsx", "凭证明细", 8)


def noticed(*sources: Source, rows: int = 0) -> Finding:
    """Something seen in rows of an input."""
    return Finding(
        "L109", Severity.WARNING, Outcome.FAILED, "题", "文", sources=sources, source_rows=rows
    )


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (0, "第 7 行（凭证明细）"),
        (1, "第 7 行（凭证明细）"),
        (168, "第 7 行 等 168 行（凭证明细）"),
    ],
)
def test_rows_are_named_by_the_first_and_counted_in_all(rows: int, text: str) -> None:
    """All rows concerned are counted, not the few that are named."""
    spots = WorkbookSpots(content_of().tables, content_of().files, {})
    assert spots.of(noticed(ROW, rows=rows)).text == text


def test_a_file_is_named_where_there_is_more_than_one() -> None:
    """Of several ledgers, and of the supplement, the file stands last."""
    files = ("ledger.xlsx", "b.xlsx")
    assert WorkbookSpots(content_of().tables, files, {}).of(noticed(ROW, OTHER)).text == (
        "第 7 行 等 2 行（凭证明细，ledger.xlsx）"
    )
    spot = WorkbookSpots(content_of().tables, content_of().files, {}).of(
        noticed(Source("s.xlsx", "三公经费", 5))
    )
    assert spot.text == "第 5 行（三公经费，s.xlsx）"
    assert spot.target == ("补充资料", "A1")


def test_rows_lead_to_where_they_are_listed() -> None:
    """The first row that is listed is the target; none listed leads to the facts."""
    places = {OTHER: ("未计入", "A5")}
    assert WorkbookSpots(content_of().tables, content_of().files, places).of(
        noticed(ROW, OTHER)
    ).target == ("未计入", "A5")
    assert WorkbookSpots(content_of().tables, content_of().files, {}).of(noticed(ROW)).target == (
        "汇总",
        "A1",
    )


def test_links_land_on_the_row_they_name(tmp_path: Path) -> None:
    """In a workbook of a ledger with an unknown account, the link leads to that very row."""
    odd = ("2024-03-07", "记-11", "误记", "7999", "没有的科目", 7, 0, "", "", "")
    ledger = journal_workbook(tmp_path / "ledger.xlsx", [*SMALL_JOURNAL, odd])
    book = load_workbook(write_example(tmp_path / "book.xlsx", ledger))
    places = [cell for cell in book["审核"]["D"][8:] if str(cell.value).startswith("第 ")]
    assert places
    landed = 0
    for cell in places:
        sheet, name = cell.hyperlink.location.split("!")
        sheet = sheet.strip("'")
        if sheet in {"溯源", "未计入"}:
            landed += 1
            row = [other.value for other in book[sheet][book[sheet][name].row]]
            assert int(str(cell.value).split()[1]) in row
    assert landed


def test_what_was_merely_noticed_has_no_difference(tmp_path: Path) -> None:
    """An amount concerned is no difference between two figures."""
    odd = ("2024-03-07", "记-11", "误记", "7999", "没有的科目", 7, 0, "", "", "")
    ledger = journal_workbook(tmp_path / "ledger.xlsx", [*SMALL_JOURNAL, odd])
    book = load_workbook(write_example(tmp_path / "book.xlsx", ledger), data_only=True)
    noticed_rows = [
        row
        for row in book["审核"].iter_rows(min_row=9, values_only=True)
        if row[7] == "不通过" and str(row[3]).startswith("第 ")
    ]
    assert noticed_rows
    assert {row[4:7] for row in noticed_rows} == {(None, None, None)}
