"""Knows file containers: whether there is a file, and what its first bytes say it is.

It refuses to know cells. Names are never believed: a text file may be called .xlsx and a
spreadsheet .csv.
"""

from __future__ import annotations

import difflib
import io
import re
import struct
import zipfile
from enum import StrEnum
from typing import TYPE_CHECKING

from xls_juesuan.messages import containers as say_containers
from xls_juesuan.messages import reading as say
from xls_juesuan.reading.formats.limits import MOST_BYTES
from xls_juesuan.reading.formats.packed import is_packed

if TYPE_CHECKING:
    from pathlib import Path


class Container(StrEnum):
    """What a file is by its content; those that hold no ledger are named as people call them."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    FLAT_ODS = "flat_ods"
    SPREADSHEETML = "spreadsheetml"
    HTML_TABLES = "html_tables"
    MHTML = "mhtml"
    TEXT_TABLE = "text_table"
    PACKED_TEXT = "packed_text"
    ARCHIVE = "zip"

    PDF = "pdf"
    IMAGE = "image"
    OTHER_ARCHIVE = "archive"
    WORD = "word"
    SLIDES = "slides"
    HTML = "html"
    XML = "xml"
    OTHER_OFFICE = "ole"
    BINARY = "binary"
    EMPTY = "empty"


#: Containers that a module of ``formats`` reads.
READABLE = frozenset(
    {
        Container.XLSX,
        Container.XLSB,
        Container.XLS,
        Container.ODS,
        Container.FLAT_ODS,
        Container.SPREADSHEETML,
        Container.HTML_TABLES,
        Container.MHTML,
        Container.TEXT_TABLE,
        Container.PACKED_TEXT,
    }
)

_FOREIGN = (
    (b"%PDF", Container.PDF),
    (b"\x89PNG", Container.IMAGE),
    (b"\xff\xd8\xff", Container.IMAGE),
    (b"GIF8", Container.IMAGE),
    (b"BM", Container.IMAGE),
    (b"Rar!", Container.OTHER_ARCHIVE),
    (b"7z\xbc\xaf", Container.OTHER_ARCHIVE),
    (b"\x1f\x8b", Container.OTHER_ARCHIVE),
    (b"{\\rtf", Container.WORD),
)
#: How files of Office began before there was .xlsx.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How workbooks begin that were written before there was an OLE container.
_BARE_XLS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument"
_WORKBOOK_STREAMS = ("Workbook", "Book")
#: Names of streams stand at the beginning of entries of this size.
_ENTRY = 128
#: The class of Word documents, in the first entry, which is the document itself.
_WORD_CLASS = bytes.fromhex("0609020000000000c000000000000046")
_CLASS_PLACE = 80
_FREE_SECTOR = 0xFFFFFFFF
#: Parts that tell what a zip is; the first that is there decides.
_TELLING_PARTS = (
    ("xl/workbook.xml", Container.XLSX),
    ("xl/workbook.bin", Container.XLSB),
    ("word/document.xml", Container.WORD),
    ("ppt/presentation.xml", Container.SLIDES),
    ("content.xml", Container.ODS),
)
_MANIFEST = "META-INF/manifest.xml"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096
_HTML = re.compile(rb"<html[\s>]")
_PAGE = re.compile(rb"<(?:html|table)[\s>]")


def load_bytes(path: Path) -> bytes:
    """Read the whole file.

    Raises:
        UserError: no such file, a folder, an empty file, or one that may not be read.
    """
    if path.is_dir():
        raise say.is_folder(path.name or str(path), _names_in(path)[:5])
    if not path.exists():
        near = difflib.get_close_matches(path.name, _names_in(path.parent), n=3, cutoff=0.4)
        raise say.no_such_file(str(path), near)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise say_containers.too_large(path.name)
        content = path.read_bytes()
    except OSError as error:
        raise say.cannot_open(str(path), error.strerror or str(error)) from error
    if not content:
        raise say.empty_file(path.name)
    return content


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(
            entry.name
            for entry in folder.iterdir()
            if entry.is_file() and not entry.name.startswith(".")
        )
    except OSError:
        return []


def find_container(name: str, content: bytes) -> Container:
    """Tell what a file is by its content.

    Raises:
        UserError: it is protected by a password, or it is damaged.
    """
    if not content:
        return Container.EMPTY
    if content.startswith(b"PK"):
        return _find_zip(name, content)
    if content.startswith(OLE):
        return _find_ole(name, content)
    if content.startswith(_BARE_XLS):
        return Container.XLS
    if is_packed(content):
        return Container.PACKED_TEXT
    kind = next((kind for mark, kind in _FOREIGN if content.startswith(mark)), None)
    return kind or _find_text(content)


def _find_text(content: bytes) -> Container:
    head = content[:_HEAD]
    if head.startswith(_UTF16_MARKS):
        # Latin letters of UTF-16 without their empty halves are enough to tell tags.
        head, whole = head.replace(b"\0", b""), content.replace(b"\0", b"")
    elif b"\0" in head and not (b"\n\0" in head and b"\0\0" not in head):
        return Container.BINARY
    else:
        whole = content
    head = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith(b"mime-version:"):
        return Container.MHTML
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and not _HTML.search(head):
        return Container.SPREADSHEETML
    if b"urn:oasis:names:tc:opendocument" in head and b"<office:document" in head:
        return Container.FLAT_ODS
    if head.startswith((b"<!doctype html", b"<html")) or _PAGE.search(head):
        has_table = b"<table" in head or re.search(rb"<table[\s>]", whole, re.IGNORECASE)
        return Container.HTML_TABLES if has_table else Container.HTML
    return Container.XML if head.startswith(b"<?xml") else Container.TEXT_TABLE


def _find_zip(name: str, content: bytes) -> Container:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {part.replace("\\", "/"): part for part in archive.namelist()}
            manifest = b""
            if _MANIFEST in parts:
                with archive.open(_MANIFEST) as part:
                    manifest = part.read(1 << 20)
    # Damage inside the archive surfaces as zlib, struct, key or value errors alike.
    except Exception as error:
        raise say.damaged(name) from error
    if b"encryption-data" in manifest:
        raise say.password_protected(name)
    kind = next((kind for part, kind in _TELLING_PARTS if part in parts), Container.ARCHIVE)
    if kind is Container.ODS and (b"opendocument.text" in manifest):
        return Container.WORD
    return kind


def _find_ole(name: str, content: bytes) -> Container:
    if _ENCRYPTED_STREAM in content:
        raise say.password_protected(name)
    if _is_word(content):
        return Container.WORD
    if _is_cut_off(content):
        raise say.damaged(name)
    if any(_has_stream(content, stream) for stream in _WORKBOOK_STREAMS):
        return Container.XLS
    return Container.OTHER_OFFICE


def _is_word(content: bytes) -> bool:
    """Whether an OLE file is a document of Word, workbooks that it embeds notwithstanding."""
    if not _has_stream(content, _WORD_STREAM):
        return False
    sector = 1 << min(int.from_bytes(content[30:32], "little"), 12)
    first = (int.from_bytes(content[48:52], "little") + 1) * sector
    is_class = content[first + _CLASS_PLACE :].startswith(_WORD_CLASS)
    return is_class or not any(_has_stream(content, stream) for stream in _WORKBOOK_STREAMS)


def _has_stream(content: bytes, stream: str) -> bool:
    """Whether a directory of an OLE file names a stream: the whole of its name."""
    name = f"{stream}\0".encode("utf-16-le")
    place = content.find(name)
    while place >= 0 and place % _ENTRY:
        place = content.find(name, place + 1)
    return place >= 0


def _is_cut_off(content: bytes) -> bool:
    """Whether an OLE file is shorter than its own sector table says.

    The spreadsheet library ends the whole process on some of these, so they may not reach it.
    """
    sector = 1 << int.from_bytes(content[30:32], "little")
    if sector not in {512, 4096} or len(content) < sector:
        return True
    table_count = int.from_bytes(content[44:48], "little")
    numbers = struct.unpack_from("<109I", content, 76)[: min(table_count, 109)]
    used = 0
    for place, number in enumerate(numbers):
        table = content[(number + 1) * sector : (number + 2) * sector]
        if len(table) < sector:
            return True
        entries = struct.unpack(f"<{sector // 4}I", table)
        last = max((i for i, entry in enumerate(entries) if entry != _FREE_SECTOR), default=-1)
        if last >= 0:
            used = place * (sector // 4) + last + 1
    # Some writers leave the last sector short; that is no damage.
    return len(content) <= used * sector
