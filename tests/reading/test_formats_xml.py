"""SpreadsheetML 2003, HTML and OpenDocument give the cells that spreadsheet programs show."""

from __future__ import annotations

import base64
import datetime as dt
from typing import TYPE_CHECKING

import pytest

from tests.builders import JOURNAL_ABOVE
from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.builders import table_rows
from tests.containers import unzipped
from tests.containers import zipped
from xls_juesuan.errors import UserError
from xls_juesuan.reading import read_ledger
from xls_juesuan.reading.grid import read_grids

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from pathlib import Path

ROWS = table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], SMALL_JOURNAL)


def spreadsheetml(body: str, name: str = "凭证", options: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40">'
        f'<Worksheet ss:Name="{name}"><Table>{body}</Table>{options}</Worksheet></Workbook>'
    )


def spreadsheetml_rows(rows: Iterable[Sequence[object]]) -> str:
    return "".join(
        "<Row>" + "".join(spreadsheetml_cell(cell) for cell in row) + "</Row>" for row in rows
    )


def spreadsheetml_cell(cell: object) -> str:
    kind = "String" if isinstance(cell, str) else "Number"
    return f'<Cell><Data ss:Type="{kind}">{cell}</Data></Cell>'


def html_rows(rows: Iterable[Sequence[object]]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "".join(f"<tr>{row}</tr>" for row in cells)


def ods(body: str, styles: str = "") -> bytes:
    names = ("office", "table", "text", "style")
    spaces = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in names
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mimetype, "content.xml": content})


def ods_rows(rows: Iterable[Sequence[object]]) -> str:
    return "".join(
        "<table:table-row>" + "".join(map(ods_cell, row)) + "</table:table-row>" for row in rows
    )


def ods_cell(cell: object) -> str:
    if isinstance(cell, str):
        return f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'


def flat_ods(body: str) -> bytes:
    content = unzipped(ods(body))["content.xml"]
    return content.replace(b"office:document-content", b"office:document")


def mhtml(*pages: str) -> bytes:
    parts = "".join(
        "--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{base64.encodebytes(page.encode()).decode()}\r\n"
        for page in pages
    )
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    return f"{head}{parts}--x--\r\n".encode()


def same_lines(path: Path, tmp_path: Path) -> bool:
    made = read_ledger(path).frame
    book = read_ledger(journal_workbook(tmp_path / "同.xlsx", SMALL_JOURNAL)).frame
    same = [name for name in book.columns if name not in {"file", "sheet"}]
    return made[same].to_dict("list") == book[same].to_dict("list")


@pytest.mark.parametrize(
    "content",
    [
        spreadsheetml(spreadsheetml_rows(ROWS)).encode(),
        spreadsheetml(spreadsheetml_rows(ROWS)).replace("UTF-8", "GB2312").encode("gb18030"),
        spreadsheetml(spreadsheetml_rows(ROWS)).encode("utf-16"),
        f"<html><body><table>{html_rows(ROWS)}</table></body></html>".encode(),
        f"<meta charset=gb2312><TABLE>{html_rows(ROWS)}</TABLE>".encode("gb18030"),
        f"<html><table>{html_rows(ROWS)}</table></html>".encode("utf-16"),
        ods(f'<table:table table:name="凭证">{ods_rows(ROWS)}</table:table>'),
        flat_ods(f'<table:table table:name="凭证">{ods_rows(ROWS)}</table:table>'),
        mhtml("<html>frames</html>", f"<html><table>{html_rows(ROWS)}</table></html>"),
    ],
    ids=["xml", "xml-gbk", "xml-utf16", "html", "html-gbk", "html-utf16", "ods", "fods", "mht"],
)
def test_the_same_ledger_in_each_format(tmp_path: Path, content: bytes) -> None:
    """Whatever is called .xls is read by its content, with the same lines in the same rows."""
    path = tmp_path / "台账.xls"
    path.write_bytes(content)
    assert same_lines(path, tmp_path)


def test_spreadsheetml_skips_and_merges(tmp_path: Path) -> None:
    """ss:Index jumps, MergeAcross leaves blanks to the right, MergeDown below."""
    path = tmp_path / "a.xls"
    path.write_text(
        spreadsheetml(
            '<Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">甲</Data></Cell>'
            '<Cell ss:MergeAcross="1"><Data ss:Type="String">乙</Data></Cell>'
            '<Cell><Data ss:Type="String">丙</Data></Cell></Row>'
            '<Row ss:Hidden="1"><Cell><Data ss:Type="String">丁</Data></Cell>'
            '<Cell ss:Index="4"><Data ss:Type="Number">1.5</Data></Cell></Row>'
        )
    )
    (grid,) = read_grids(path)
    assert grid.rows == [[""] * 4, [""] * 4, ["甲", "乙", "", "丙"], ["", "丁", "", 1.5]]
    assert grid.hidden_rows == {4}


def test_spreadsheetml_types(tmp_path: Path) -> None:
    """Codes stay text, dates are dates, errors are seen, and formulas without value are known."""
    path = tmp_path / "a.xls"
    path.write_text(
        spreadsheetml(
            '<Row><Cell><Data ss:Type="String">007</Data></Cell>'
            '<Cell><Data ss:Type="DateTime">2024-03-05T00:00:00.000</Data></Cell>'
            '<Cell><Data ss:Type="Error">#REF!</Data></Cell>'
            '<Cell ss:Formula="=RC[-1]"/>'
            '<Cell><ss:Data ss:Type="String"><html:B>粗</html:B>体</ss:Data></Cell></Row>',
            options=(
                '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">'
                "<Visible>SheetHidden</Visible></WorksheetOptions>"
            ),
        )
    )
    (grid,) = read_grids(path)
    assert grid.rows == [["007", dt.date(2024, 3, 5), "#REF!", "", "粗体"]]
    assert grid.hollow == {(1, 4)}
    assert grid.is_hidden


def test_html_spans_breaks_and_numbers(tmp_path: Path) -> None:
    """Spans leave blanks, <br> is a line break, and x:num is the number behind what is shown."""
    path = tmp_path / "a.xls"
    path.write_text(
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>'
        "<tr><td rowspan=2>科目<br>编码</td><td colspan=2>本年&nbsp;累计</td></tr>"
        "<tr style='display:none'><td>借方</td><td>贷方</td></tr>"
        "<tr><td style='mso-number-format:\"\\@\"'>0701</td>"
        '<td x:num="1234.567">1,234.57</td><td x:num="45356">2024-03-05</td></tr></table></html>'
    )
    (grid,) = read_grids(path)
    assert grid.rows == [
        ["科目\n编码", "本年\xa0累计", ""],
        ["", "借方", "贷方"],
        ["0701", 1234.567, "2024-03-05"],
    ]
    assert grid.hidden_rows == {2}


def test_a_cell_over_three_rows_leaves_a_blank_in_each(tmp_path: Path) -> None:
    """An account merged over its months does not push their amounts to the left."""
    path = tmp_path / "a.html"
    path.write_text(
        "<html><table><tr><td rowspan=3>7101</td><td>1.50</td></tr>"
        "<tr><td>2.50</td></tr><tr><td>3.50</td></tr><tr><td>6001</td><td>4.50</td></tr></table></html>"
    )
    (grid,) = read_grids(path)
    assert grid.rows == [["7101", "1.50"], ["", "2.50"], ["", "3.50"], ["6001", "4.50"]]


def test_what_stands_above_an_html_table_belongs_to_it(tmp_path: Path) -> None:
    """A title, and unit and year in a table of their own, are lines above the ledger."""
    path = tmp_path / "台账.xls"
    above = html_rows(JOURNAL_ABOVE[1:])
    body = html_rows([JOURNAL_COLUMNS, *SMALL_JOURNAL])
    path.write_text(f"<html><h3>序时账</h3><table>{above}</table><table>{body}</table></html>")
    assert same_lines(path, tmp_path)


def test_each_html_table_is_a_sheet(tmp_path: Path) -> None:
    """Two ledgers in one page are two sheets; rows are counted through the page."""
    path = tmp_path / "台账.xls"
    table = f"<table>{html_rows(ROWS)}</table>"
    path.write_text(f"<html><table><tr><td>{table}</td></tr></table>{table}<p>制表：某某</html>")
    grids = read_grids(path)
    assert [(grid.sheet, grid.first_row, len(grid.rows)) for grid in grids] == [
        ("台账", 2, 7),
        ("台账（表2）", 9, 8),
    ]


def test_ods_repeats_dates_errors_and_hidden_rows(tmp_path: Path) -> None:
    """Repeated cells are made, repeated blanks to the edge are not."""
    path = tmp_path / "a.ods"
    path.write_bytes(
        ods(
            '<table:table table:name="一" table:style-name="ta2"><table:table-row>'
            '<table:table-cell table:number-columns-repeated="2" office:value-type="string">'
            "<text:p>甲<text:s text:c='2'/>乙</text:p><text:p>丙</text:p></table:table-cell>"
            '<table:table-cell office:value-type="date" office:date-value="2024-03-05"/>'
            '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0">'
            "<text:p>#DIV/0!</text:p></table:table-cell>"
            '<table:table-cell table:formula="of:=[.A1]"/>'
            '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
            '<table:table-row table:number-rows-repeated="2"/>'
            '<table:table-row table:visibility="filter">' + ods_cell("末") + "</table:table-row>"
            '<table:table-row table:number-rows-repeated="1048572"/></table:table>',
            styles=(
                '<style:style style:name="ta2"><style:table-properties table:display="false"/>'
                "</style:style>"
            ),
        )
    )
    (grid,) = read_grids(path)
    first = ["甲  乙\n丙", "甲  乙\n丙", dt.date(2024, 3, 5), "#DIV/0!"]
    assert grid.rows == [first, [""] * 4, [""] * 4, ["末", "", "", ""]]
    assert grid.hidden_rows == {4}
    assert grid.hollow == {(1, 5)}
    assert grid.is_hidden


def test_a_web_page_that_is_cut_off_is_damaged(tmp_path: Path) -> None:
    """Rows that the page declares and the parser does not reach are not lost in silence."""
    path = tmp_path / "a.xls"
    path.write_text("<html><table>" + "<div>" * 5000 + html_rows(ROWS) + "</table></html>")
    with pytest.raises(UserError, match="已损坏"):
        read_grids(path)


def test_a_web_archive_without_tables_is_a_web_page(tmp_path: Path) -> None:
    """The user is told what it is."""
    path = tmp_path / "a.xls"
    path.write_bytes(mhtml("<html><p>没有表格</p></html>"))
    with pytest.raises(UserError, match="网页"):
        read_grids(path)


def test_an_open_document_with_a_password_says_so(tmp_path: Path) -> None:
    """Its parts cannot be read, and the manifest says why."""
    path = tmp_path / "a.ods"
    manifest = "<manifest:encryption-data/>"
    path.write_bytes(zipped({"content.xml": b"\x8a\x01", "META-INF/manifest.xml": manifest}))
    with pytest.raises(UserError, match="打开密码"):
        read_grids(path)
