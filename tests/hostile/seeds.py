"""One small whole ledger in every format, from which mutations are made."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import openpyxl

from tests.builders import BALANCE_ABOVE
from tests.builders import BALANCE_COLUMNS
from tests.builders import JOURNAL_ABOVE
from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_CLOSING
from tests.builders import SMALL_JOURNAL
from tests.builders import balance_workbook
from tests.builders import csv_file
from tests.builders import journal_workbook
from tests.builders import table_rows
from tests.containers import biff8
from tests.containers import label
from tests.containers import number
from tests.containers import ole
from tests.containers import record
from tests.containers import xlsb
from tests.containers import xlsb_sheet
from tests.containers import zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

LINES = (*SMALL_JOURNAL, *SMALL_CLOSING)
ROWS = table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], LINES)
BALANCES = [
    ("7101", "行政支出", "2010301", "", "111", "", "", 130, 130, "", ""),
    ("710101", "基本支出", "2010301", "30201", "111", "", "", 100, 100, "", ""),
    ("710102", "项目支出", "2010302", "30211", "111", "", "", 30, 30, "", ""),
    ("600101", "财政拨款预算收入", "2010301", "", "111", "", "", 130, 130, "", ""),
]


@cache
def seeds() -> dict[str, bytes]:
    """Bytes of each seed, by what it is."""
    with TemporaryDirectory() as name:
        made = {kind: write(Path(name) / kind) for kind, write in _WRITERS.items()}
    made["archive"] = zipped(
        {
            "账/1月.xlsx": made["journal.xlsx"],
            "账/2月.csv": made["utf8.csv"],
            "读我.txt": "随便写写",
            "内.zip": zipped({"3月.xls": made["stream.xls"]}),
        }
    )
    return made


def _xlsx(path: Path) -> bytes:
    return journal_workbook(path, LINES).read_bytes()


def _balances(path: Path) -> bytes:
    return balance_workbook(path, BALANCES).read_bytes()


def _odd_xlsx(path: Path) -> bytes:
    book = openpyxl.load_workbook(journal_workbook(path, LINES))
    sheet = book.worksheets[0]
    sheet["F20"], sheet["G20"], sheet["F5"] = "=F4", "#REF!", "=1+2"
    sheet["G20"].data_type = "e"
    sheet.row_dimensions[6].hidden = True
    sheet.merge_cells("A1:C1")
    sheet.auto_filter.ref = "A3:K9"
    book.create_sheet("隐藏").sheet_state = "hidden"
    book.save(path)
    return path.read_bytes()


def _xls(_: Path) -> bytes:
    cells = [
        label(row, column, cell) if isinstance(cell, str) else number(row, column, cell)
        for row, line in enumerate(ROWS)
        for column, cell in enumerate(line)
        if cell != ""
    ]
    hidden = record(0x208, "HHHHHHI", 4, 0, 9, 255, 0, 0, 0x20)
    return ole(biff8({"凭证": [hidden, *cells], "空": []}, hidden=["空"]))


def _xlsb(_: Path) -> bytes:
    rows = dict(enumerate(ROWS))
    return xlsb({"凭证": xlsb_sheet(rows, hidden=[5]), "二": xlsb_sheet({0: ["甲", b"\x17"]})})


def _tags(rows: Sequence[Sequence[object]], row: str, cell: Callable[[object], str]) -> str:
    return "".join(f"<{row}>{''.join(map(cell, one))}</{row}>" for one in rows)


def _html(_: Path) -> bytes:
    title, *above = JOURNAL_ABOVE
    body = [list(line) for line in (*above, JOURNAL_COLUMNS, *LINES)]
    table = _tags(body, "tr", lambda cell: f'<td colspan=1 rowspan="1">{cell}</td>')
    return f"<html><h3>{title[0]}</h3><table border=1>{table}</table><p>制表</p></html>".encode()


def _spreadsheetml(_: Path) -> bytes:
    def cell(value: object) -> str:
        kind = "String" if isinstance(value, str) else "Number"
        return f'<Cell ss:MergeAcross="0"><Data ss:Type="{kind}">{value}</Data></Cell>'

    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">'
        f'<Worksheet ss:Name="凭证"><Table><Row ss:Index="1"/>{_tags(ROWS, "Row", cell)}</Table>'
        "</Worksheet></Workbook>"
    ).encode()


def _ods(_: Path) -> bytes:
    def cell(value: object) -> str:
        kind = 'string"' if isinstance(value, str) else f'float" office:value="{value}"'
        open_ = f'<table:table-cell table:number-columns-repeated="1" office:value-type="{kind}>'
        return f"{open_}<text:p>{value}</text:p></table:table-cell>"

    names = ("office", "table", "text")
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in names
    )
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="一">'
        f'{_tags(ROWS, "table:table-row", cell)}<table:table-row table:number-rows-repeated="9"/>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"content.xml": content})


_WRITERS: dict[str, Callable[[Path], bytes]] = {
    "journal.xlsx": _xlsx,
    "balances.xlsx": _balances,
    "odd.xlsx": _odd_xlsx,
    "stream.xls": _xls,
    "records.xlsb": _xlsb,
    "page.html": _html,
    "office.xml": _spreadsheetml,
    "open.ods": _ods,
    "utf8.csv": lambda path: csv_file(path, ROWS).read_bytes(),
    "gbk.txt": lambda path: csv_file(path, ROWS, encoding="gb18030", delimiter="\t").read_bytes(),
    "balance.csv": lambda path: csv_file(
        path, table_rows(BALANCE_ABOVE, BALANCE_COLUMNS, BALANCES)
    ).read_bytes(),
}
