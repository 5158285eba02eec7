"""What is said of Word, PDF and text documents: faults of files, and places in them."""

from __future__ import annotations

import re

from xls_juesuan.errors import UserError
from xls_juesuan.messages.audit import named_row

_SAVE_AS_DOCX = "请在 Word 或 WPS 中打开，另存为“Word 文档（.docx）”再审核"
_ROW_IN_TABLE = re.compile(r"^((?:第\d+页)?表\d+)第\d+行$")
COPY_AGAIN = "可能没有下载或拷贝完整，请重新取得一份；能在 Word、WPS 或阅读器里打开的，请另存一份再试（Word 文档存为 .docx）"


def damaged(file: str) -> UserError:
    """The file cannot be opened."""
    return UserError(f"{file} 打不开，文件可能已损坏", how=COPY_AGAIN)


def locked(file: str) -> UserError:
    """A password is needed."""
    return UserError(f"{file} 有密码，不能读取", how="请用阅读器打开，去掉密码另存一份再审核")


def nothing_legible(file: str, pages: int) -> UserError:
    """A PDF without any letters, or none that it explains."""
    return UserError(
        f"{file} 共 {pages} 页，都是扫描图片，或者文字没有编码，没有可以读取的文字",
        how="请向发布单位要 Word、Excel 或直接导出的 PDF；只有扫描件的，请先做文字识别（OCR）"
        "并校对，存成带文字的 PDF 或 .docx",
    )


def old_word(file: str) -> UserError:
    """A Word document of the years before .docx, from Word or WPS."""
    return UserError(f"{file} 是旧版 Word 文档（.doc、.wps），不能直接读取", how=_SAVE_AS_DOCX)


def other_word(file: str) -> UserError:
    """A document of another kind than .docx: .rtf, .odt."""
    return UserError(f"{file} 不是 .docx 格式的 Word 文档，不能直接读取", how=_SAVE_AS_DOCX)


def no_text(file: str) -> UserError:
    """Nothing to read."""
    return UserError(f"{file} 里没有文字", how="请核对文件是否给对；内容是图片的，请先做文字识别")


def not_a_document(file: str, kind: str) -> UserError:
    """Something that cannot hold tables."""
    return UserError(
        f"{file} 是{kind}，不能审核",
        how="可以审核的有：.xlsx、.xls、.ods、.docx、.pdf（有文字的）、.html、.txt",
    )


def silent_pages(pages: tuple[int, ...]) -> str:
    """Pages of a PDF that are pictures, or whose letters the file does not explain."""
    numbers = "、".join(map(str, pages))
    return f"第 {numbers} 页是图片或没有编码的文字，读不出来，其中的内容没有审核"


def text_place(page: int, number: int, heading: str) -> str:
    """Where a paragraph stands: its page, or below which heading, as few programs count them."""
    if page:
        return f"第{page}页"
    return f"第{number}段（“{heading}”下）" if heading else f"第{number}段"


def line_place(page: int, line: int) -> str:
    """Where a line of a text file stands, as an editor counts; ``page`` is 0 without pages."""
    return f"第{page}页（文件第{line}行）" if page else f"第{line}行"


def row_place(page: int, table: int, row: int) -> str:
    """Where a row of a table stands; ``row`` counts from 1."""
    return f"第{page}页表{table}第{row}行" if page else f"表{table}第{row}行"


def is_in_numbered_table(row: str) -> bool:
    """Whether the place of a row counts the tables of the document."""
    return bool(_ROW_IN_TABLE.match(row))


def table_place(row: str) -> str:
    """Where a table stands, by the place of one of its rows."""
    return _ROW_IN_TABLE.sub(r"\1", row)


def form_place(place: str, form: str, row: str) -> str:
    """Where a cell of a form stands, with the form and the name of its row, by which people look."""
    return f"{place}（{form}，{named_row(row)}）" if row else f"{place}（{form}）"


def cell_place(row: str, column: int) -> str:
    """Where a cell stands; ``column`` counts from 1."""
    return f"{row}第{column}列"
