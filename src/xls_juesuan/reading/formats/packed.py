"""Knows delimited text that was compressed as it stands, as backups of accounting programs are.

No archive is around it: the file begins with the compressed bytes.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.messages import containers as say
from xls_juesuan.messages import reading as say_reading
from xls_juesuan.reading.formats.delimited import read_delimited

if TYPE_CHECKING:
    from xls_juesuan.reading.formats.limits import Piece
    from xls_juesuan.reading.grid import Grid

#: How such files begin, by the strength of the compression.
MARKS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
#: Text compresses well, but not a thousand times.
_HIGHEST_RATIO = 100
_SMALL = 16 << 20


def read_packed(piece: Piece) -> list[Grid]:
    """Read the one table of a compressed text.

    Raises:
        UserError: it is damaged, no table, or more than any ledger holds.
    """
    most = max(_SMALL, len(piece.content) * _HIGHEST_RATIO)
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(piece.content, most)
    except zlib.error as error:
        raise say_reading.damaged(piece.file) from error
    if unpacker.unconsumed_tail:
        raise say.too_large(piece.file)
    if not unpacker.eof:
        raise say_reading.damaged(piece.file)
    return read_delimited(replace(piece, content=content))


def is_packed(content: bytes) -> bool:
    """Whether the first bytes are compressed text."""
    if not content.startswith(MARKS):
        return False
    try:
        head = zlib.decompressobj().decompress(content, 4096)
    except zlib.error:
        return False
    return b"\0" not in head
