"""Texts of a ledger that a spreadsheet might take for something else stay texts."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from tests.builders import JOURNAL_ABOVE
from tests.builders import JOURNAL_COLUMNS
from tests.builders import table_rows
from tests.end_to_end.running import fill
from tests.end_to_end.running import xlj
from xls_juesuan.reading.book import LONGEST_TEXT

if TYPE_CHECKING:
    from pathlib import Path

#: Longer than a cell can hold, and than the reader takes.
LONG = "长" * 40_000
#: What the ledger says, and what the trace sheet must show.
NARRATIONS = {
    "=1+1": "=1+1",
    "+SUM(A1)": "+SUM(A1)",
    "@cmd": "@cmd",
    "-2": "-2",
    '=HYPERLINK("http://x","y")': '=HYPERLINK("http://x","y")',
    "{=1}": "{=1}",
    "http://example.com/a": "http://example.com/a",
    "internal:公开01!A1": "internal:公开01!A1",
    "mailto:a@b.c": "mailto:a@b.c",
    "00123": "00123",
    "TRUE": "TRUE",
    "1/2": "1/2",
    "<b>&amp;</b>": "<b>&amp;</b>",
    "笑\U0001f600": "笑\U0001f600",
    "控制\x01字\x0b符": "控制字符",
    LONG: LONG,
}


def test_narrations_are_texts_on_the_trace_sheet(tmp_path: Path) -> None:
    """No narration becomes a formula, a link or a number; none breaks the file or the totals."""
    lines = [
        (
            *("2024-01-05", f"记-{number}", narration, "710101", "行政支出\\基本支出"),
            *(1, "", "2010301", "30201", "111"),
        )
        for number, narration in enumerate(NARRATIONS, 1)
    ]
    text = io.StringIO()
    csv.writer(text).writerows(table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], lines))
    path = tmp_path / "台账.csv"
    path.write_bytes(text.getvalue().encode("utf-8"))
    run = fill(path)
    assert run.figures["expenditure", "total", "total"] == len(NARRATIONS) * 100
    assert run.workbook is not None
    sheet = load_workbook(run.workbook)["溯源"]
    head = next(row for row in sheet.iter_rows() if "摘要" in [cell.value for cell in row])
    column = [cell.value for cell in head].index("摘要")
    body = [row[column] for row in sheet.iter_rows(min_row=head[0].row + 1)]
    assert {cell.data_type for cell in body} == {"s"}
    assert all(cell.hyperlink is None for cell in body)
    shown = {str(cell.value).replace(" ", "") for cell in body}
    assert shown >= set(NARRATIONS.values()) - {LONG}
    (cut,) = (text for text in shown if text.startswith("长"))
    assert len(cut) == LONGEST_TEXT + 1
    assert cut.endswith("…")
    assert "L114" in run.out


def test_a_unit_name_is_text_of_one_line(tmp_path: Path) -> None:
    """Whatever the name, it is one line of text in the tables and a good file name."""
    path = tmp_path / "台账.csv"
    row = (
        "2024-01-05",
        "记-1",
        "x",
        "710101",
        "行政支出\\基本支出",
        1,
        "",
        "2010301",
        "30201",
        "111",
    )
    text = io.StringIO()
    csv.writer(text).writerows(table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], [row]))
    path.write_bytes(text.getvalue().encode("utf-8"))
    odd = "长" * 300 + "/a\\c:*?<f>|&"
    for name, shown in (("=甲\n乙\t丙", "=甲 乙 丙"), (odd, odd)):
        out = tmp_path / f"out{len(name)}"
        run = xlj("fill", path, "--unit-name", name, "-o", out)
        assert run.code in {0, 1}, run.err
        (made,) = out.iterdir()
        book = load_workbook(made)
        texts = {cell.value for row in book["公开01"].iter_rows(max_row=3) for cell in row}
        assert f"部门：{shown}" in texts
        assert made.parent == out
