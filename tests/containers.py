"""Builds and changes files of formats that no library here writes, for tests of containers."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path


def zipped(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def change_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one part of a zipped file in place."""
    parts = unzipped(path.read_bytes())
    changed = change(parts[name])
    assert changed != parts[name]
    path.write_bytes(zipped({**parts, name: changed}))
    return path


# ------------------------------------------------------------------ .xls

Record = tuple[int, bytes]


def record(kind: int, layout: str = "", *values: float) -> Record:
    """One BIFF record from a struct layout and its values."""
    return kind, struct.pack(f"<{layout}", *values)


def label(row: int, column: int, text: str) -> Record:
    """A cell of text; row and column from 0, as in all records here."""
    encoded = text.encode("utf-16-le")
    head = struct.pack("<HHHHB", row, column, 0, len(encoded) // 2, 1)
    return 0x204, head + encoded


def number(row: int, column: int, value: float, style: int = 0) -> Record:
    """A cell of a number; style 1 shows it as a date."""
    return record(0x203, "HHHd", row, column, style, value)


def biff8(sheets: Mapping[str, Sequence[Record]], *, hidden: Sequence[str] = ()) -> bytes:
    """The stream of an .xls workbook with these records in its sheets."""
    styles = b"".join(
        _written(record(0xE0, "HHHBBBBIIH", 0, form, 0, 0, 0, 0, 0, 0, 0, 0)) for form in (0, 14)
    )
    begin = _written(record(0x809, "HHHHII", 0x600, 5, 0, 0, 0, 0))
    end = _written(record(0x0A))
    bodies = [
        _written(record(0x809, "HHHHII", 0x600, 0x10, 0, 0, 0, 0))
        + b"".join(map(_written, records))
        + end
        for records in sheets.values()
    ]
    names = [name.encode("utf-16-le") for name in sheets]
    at = len(begin + styles + end) + sum(12 + len(name) for name in names)
    heads = b""
    for title, name, body in zip(sheets, names, bodies, strict=True):
        head = struct.pack("<IBBBB", at, title in hidden, 0, len(name) // 2, 1)
        heads += _written((0x85, head + name))
        at += len(body)
    return begin + styles + heads + end + b"".join(bodies)


def _written(one: Record) -> bytes:
    kind, content = one
    return struct.pack("<HH", kind, len(content)) + content


def ole(stream: bytes, name: str = "Workbook") -> bytes:
    """An OLE container with one stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    tables = 1 + (sectors + 2) // 127
    chain = [*range(1, sectors), _END_OF_CHAIN, _END_OF_CHAIN, *[_TABLE_SECTOR] * tables]
    chain += [_FREE] * (tables * 128 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<8I", tables, sectors, 0, 4096, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0)
    places = [sectors + 1 + one for one in range(tables)]
    header += struct.pack("<109I", *places, *[_FREE] * (109 - tables))
    folder = _entry("Root Entry", 5, _END_OF_CHAIN, 0, child=1) + _entry(name, 2, 0, len(stream))
    return header + stream + folder.ljust(512, b"\0") + struct.pack(f"<{len(chain)}I", *chain)


_FREE, _END_OF_CHAIN, _TABLE_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(encoded), kind, 1, _FREE, _FREE, child)
    return encoded.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)


# ------------------------------------------------------------------ .xlsb


def xlsb_record(kind: int, content: bytes = b"") -> bytes:
    """One record of an .xlsb part."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, sizes = len(content), b""
    while True:
        size, byte = size >> 7, size & 0x7F
        sizes += bytes([byte | (0x80 if size else 0)])
        if not size:
            return head + sizes + content


def wide(text: str) -> bytes:
    """A text as .xlsb writes it."""
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def xlsb_cell(column: int, cell: object) -> bytes:
    """A cell record: text in the cell, a number, or bytes for an error."""
    head = struct.pack("<II", column, 0)
    if isinstance(cell, bytes):
        return xlsb_record(3, head + cell)
    if isinstance(cell, str):
        return xlsb_record(6, head + wide(cell))
    return xlsb_record(5, head + struct.pack("<d", cell))


def xlsb_sheet(rows: Mapping[int, Sequence[object]], *, hidden: Sequence[int] = ()) -> bytes:
    """A sheet part; rows by number from 0, blanks left out."""
    corners = (0, max(rows, default=0), 0, max(map(len, rows.values()), default=1) - 1)
    body = xlsb_record(129) + xlsb_record(148, struct.pack("<4I", *corners)) + xlsb_record(145)
    for row, cells in rows.items():
        flags = 0x10 if row in hidden else 0
        body += xlsb_record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, flags, 0, 0))
        body += b"".join(xlsb_cell(at, cell) for at, cell in enumerate(cells) if cell != "")
    return body + xlsb_record(146) + xlsb_record(130)


def xlsb(sheets: Mapping[str, bytes], *, hidden: Sequence[str] = ()) -> bytes:
    """An .xlsb workbook with these sheet parts."""
    book = xlsb_record(131) + xlsb_record(143)
    relations = ""
    for number_, name in enumerate(sheets, start=1):
        state = struct.pack("<II", name in hidden, number_)
        book += xlsb_record(156, state + wide(f"rId{number_}") + wide(name))
        relations += (
            f'<Relationship Id="rId{number_}" Type="http://schemas.openxmlformats.org/officeDocument'
            f'/2006/relationships/worksheet" Target="worksheets/sheet{number_}.bin"/>'
        )
    book += xlsb_record(144) + xlsb_record(132)
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{types}"><Default Extension="rels" ContentType="application/vnd.'
            'openxmlformats-package.relationships+xml"/><Default Extension="bin" '
            'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships {space}><Relationship Id="rId1" Type="{main}" '
            'Target="xl/workbook.bin"/></Relationships>'
        ),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": f"<Relationships {space}>{relations}</Relationships>",
    }
    for number_, sheet in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{number_}.bin"] = sheet
    return zipped(parts)
