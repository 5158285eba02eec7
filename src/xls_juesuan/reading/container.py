"""Knows file containers: whether there is a file, and what its first bytes say it is.

It refuses to know cells. Names are never believed: a text file may be called .xlsx and a
spreadsheet .csv.
"""

from __future__ import annotations

import difflib
import io
import struct
import zipfile
from enum import StrEnum
from typing import TYPE_CHECKING

from xls_juesuan.messages import reading as say

if TYPE_CHECKING:
    from pathlib import Path


class Container(StrEnum):
    """What a file is by its content."""

    SPREADSHEET = "spreadsheet"
    TEXT = "text"


#: First bytes, and what people call such a file (a key of ``messages.reading``).
_FOREIGN = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "word"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_WORKBOOK_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_FREE_SECTOR = 0xFFFFFFFF
_SPREADSHEET_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_OTHER_PARTS = (("word/document.xml", "word"), ("ppt/presentation.xml", "slides"))


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
    """Tell a spreadsheet from delimited text by content.

    Raises:
        UserError: it is neither, or it is protected by a password, or it is damaged.
    """
    if content.startswith(b"PK"):
        _check_zip(name, content)
        return Container.SPREADSHEET
    if content.startswith(_OLE):
        _check_ole(name, content)
        return Container.SPREADSHEET
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    kind = next((kind for mark, kind in _FOREIGN if content.startswith(mark)), "")
    if not kind and (head.startswith((b"<!doctype html", b"<html")) or b"<table" in head):
        kind = "html"
    if not kind and head.startswith(b"<?xml"):
        kind = "xml"
    if (
        not kind
        and b"\x00" in content[:4096]
        and not content.startswith((b"\xff\xfe", b"\xfe\xff"))
    ):
        kind = "binary"
    if kind:
        raise say.not_a_spreadsheet(name, kind)
    return Container.TEXT


def _check_zip(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = set(archive.namelist())
            manifest = (
                archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in parts else b""
            )
    # Damage inside the archive surfaces as zlib, struct, key or value errors alike.
    except Exception as error:
        raise say.damaged(name) from error
    if b"encryption-data" in manifest:
        raise say.password_protected(name)
    if not parts.intersection(_SPREADSHEET_PARTS):
        kind = next((kind for part, kind in _OTHER_PARTS if part in parts), "archive")
        raise say.not_a_spreadsheet(name, kind)


def _check_ole(name: str, content: bytes) -> None:
    if _ENCRYPTED_STREAM in content:
        raise say.password_protected(name)
    if _is_cut_off(content):
        raise say.damaged(name)
    if not any(stream in content for stream in _WORKBOOK_STREAMS):
        raise say.not_a_spreadsheet(name, "word" if _WORD_STREAM in content else "ole")


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


def decode_text(name: str, content: bytes) -> str:
    """Decode a text file: by its mark, else UTF-8, else GB18030.

    Raises:
        UserError: it is none of these.
    """
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings: tuple[str, ...] = ("utf-16",) if marked else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise say.not_a_spreadsheet(name, "binary")
