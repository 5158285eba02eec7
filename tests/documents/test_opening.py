"""Files of text that cannot be read are called what they are, with what to do."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document

from tests.containers import ole
from xls_juesuan.documents import TableBlock
from xls_juesuan.documents.word import read_word
from xls_juesuan.errors import UserError
from xls_juesuan.recognise.source import read_source

if TYPE_CHECKING:
    from pathlib import Path

#: A text that has the name of a workbook's stream in it, as 书签 in a document of Word has.
_BOOKMARK = "Bookmark".encode("utf-16-le")
_WORD_CLASS = bytes.fromhex("0609020000000000c000000000000046")


def _old_word(*, holds_workbook: bool = False) -> bytes:
    content = ole(_BOOKMARK + ("Workbook\0".encode("utf-16-le") if holds_workbook else b""))
    content = content.replace(
        "Workbook\0".encode("utf-16-le").ljust(64, b"\0"),
        "WordDocument\0".encode("utf-16-le").ljust(64, b"\0"),
    )
    if holds_workbook:
        # An entry for a workbook inside the document, and the class of the document itself.
        content = content.replace(_BOOKMARK + "Workbook\0".encode("utf-16-le"), bytes(34), 1)
        entry = "Workbook\0".encode("utf-16-le").ljust(128, b"\0")
        first = content.index("Root Entry".encode("utf-16-le"))
        content = content[: first + 256] + entry + content[first + 384 :]
        content = content[: first + 80] + _WORD_CLASS + content[first + 96 :]
    return content


def _refused(folder: Path, name: str, content: bytes) -> UserError:
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(UserError) as refused:
        read_source(path)
    return refused.value


@pytest.mark.parametrize("name", ["公开.doc", "公开.wps", "公开.docx"])
@pytest.mark.parametrize("holds_workbook", [False, True])
def test_an_old_word_document_is_to_be_saved_as_docx(
    tmp_path: Path, name: str, *, holds_workbook: bool
) -> None:
    """Bookmarks and workbooks in it do not make a workbook of it."""
    error = _refused(tmp_path, name, _old_word(holds_workbook=holds_workbook))
    assert "旧版 Word 文档（.doc、.wps）" in error.what
    assert "另存为“Word 文档（.docx）”" in error.how


def test_other_documents_are_to_be_saved_as_docx(tmp_path: Path) -> None:
    """RTF, and the documents of OpenOffice."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("content.xml", "<x/>")
        archive.writestr("META-INF/manifest.xml", "application/vnd.oasis.opendocument.text")
    for name, content in (("公开.rtf", b"{\\rtf1 x}"), ("公开.odt", package.getvalue())):
        error = _refused(tmp_path, name, content)
        assert "不是 .docx 格式" in error.what
        assert ".docx" in error.how


@pytest.mark.parametrize(("name", "words"), [("公开.docx", "Word"), ("公开.xlsx", "Excel")])
def test_a_cut_off_download_is_advised_by_its_kind(tmp_path: Path, name: str, words: str) -> None:
    """Whoever has half a Word document is not sent to Excel."""
    error = _refused(tmp_path, name, b"PK\x03\x04" + bytes(300))
    assert "已损坏" in error.what
    assert words in error.how


def _word(text: tuple[str, str] = ("", ""), **parts: bytes) -> bytes:
    """A document with a table of two columns; a piece of its text replaced, parts added."""
    document, made = Document(), io.BytesIO()
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "收入", "12.34"
    document.save(made)
    changed = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(*(piece.encode() for piece in text))
            new.writestr(name, content)
        for name, content in parts.items():
            new.writestr(f"word/media/{name}.png", content)
    return changed.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        ("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="²"/>'),
        ("<w:tcPr>", f'<w:tcPr><w:gridSpan w:val="{"9" * 5000}"/>'),
        ("<w:gridCol w:w=", '<w:gridCol w:w="auto"/><w:gridCol w:x='),
        ("<w:gridCol w:w=", '<w:gridCol w:w="12.5pt"/><w:gridCol w:x='),
        ("12.34", "12<!-- 批注 -->.34"),
    ],
)
def test_odd_widths_and_notes_in_a_word_document_cost_no_figure(text: tuple[str, str]) -> None:
    """What other programs write into the attributes of a table, or between letters."""
    (table,) = read_word("公开.docx", _word(text)).blocks
    assert isinstance(table, TableBlock)
    assert [box.text for box in table.boxes] == ["收入", "12.34"]


@pytest.mark.parametrize(
    "text",
    [
        ("<w:document", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document'),
        ("w:body>", "w:other>"),
    ],
)
def test_a_word_document_that_is_none_is_damaged(tmp_path: Path, text: tuple[str, str]) -> None:
    """Texts that stand elsewhere are never fetched, and never left out without a word."""
    assert "损坏" in _refused(tmp_path, "公开.docx", _word(text)).what


def test_a_small_word_document_that_unfolds_without_end_is_refused(tmp_path: Path) -> None:
    """Its pictures are not unpacked to find that out."""
    error = _refused(tmp_path, "公开.docx", _word(picture=bytes(400 << 20)))
    assert "大得不合常理" in error.what
