"""Knows the parts of a zip container, and unpacks none beyond what it declares.

Python's own reader stops at the declared size and other libraries do not: a part that lies
about its size is found here, before anybody else sees it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.messages import containers as say
from xls_juesuan.messages import reading as say_reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipInfo

    from xls_juesuan.reading.formats.limits import Piece

_CHUNK = 1 << 20
_SLICE = 1 << 16
#: A part that is needed whole may have this many bytes.
_LARGEST = 512 << 20
_ENCRYPTED = 0x1
_UTF8 = 0x800
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_MOST_PARTS = 100_000


class DamageError(Exception):
    """A part is not what its container says; the caller knows the name to tell the user."""


class Parts:
    """The parts of one zip container, by name.

    Raises:
        UserError: it is damaged, too large, or two parts have one name.
    """

    def __init__(self, piece: Piece) -> None:
        self._piece = piece
        self._content = piece.content
        try:
            with zipfile.ZipFile(io.BytesIO(piece.content)) as archive:
                infos = archive.infolist()
        # Damage of the directory surfaces as value, struct, key and other errors alike.
        except Exception as error:
            raise say_reading.damaged(piece.file) from error
        if len(infos) > _MOST_PARTS:
            raise say.too_many_members(piece.file, _MOST_PARTS)
        self._infos = {info.filename: info for info in infos}
        self.has_repeated_names = len(self._infos) < len(infos)
        piece.take_unpacked(
            sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
        )

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def __iter__(self) -> Iterator[ZipInfo]:
        return iter(self._infos.values())

    def is_protected(self, name: str) -> bool:
        """Whether a part asks for a password."""
        return bool(self._infos[name].flag_bits & _ENCRYPTED)

    def refuse_unfit(self) -> None:
        """Unpack every part once, piece by piece, before a library unpacks them whole.

        Raises:
            UserError: see ``chunks``.
        """
        for name in self._infos:
            for _ in self.chunks(name):
                pass

    def read(self, name: str) -> bytes:
        """Unpack one part as a whole.

        Raises:
            UserError: it is missing, damaged, protected, or too large.
        """
        if name in self and self._infos[name].file_size > _LARGEST:
            raise say.too_large(self._piece.file)
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack one part piece by piece.

        Raises:
            UserError: the part is missing, damaged, protected, or longer than it declares.
        """
        try:
            yield from self._chunks(self._infos[name])
        except (DamageError, KeyError, struct.error, zlib.error) as error:
            raise say_reading.damaged(self._piece.file) from error

    def _chunks(self, info: ZipInfo) -> Iterator[bytes]:
        if info.flag_bits & _ENCRYPTED:
            raise say.archive_protected(self._piece.file, info.filename)
        start = info.header_offset
        header = self._content[start : start + _LOCAL_HEADER.size]
        mark, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        start += _LOCAL_HEADER.size + name_length + extra_length
        packed = memoryview(self._content)[start : start + info.compress_size]
        if mark != b"PK\x03\x04" or len(packed) < info.compress_size:
            raise DamageError
        length = checksum = 0
        for chunk in _unpacked(packed, info.compress_type):
            length += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            if length > info.file_size:
                raise say.too_large(self._piece.file)
            yield chunk
        if length < info.file_size or checksum != info.CRC:
            raise DamageError

    def xml(self, name: str) -> Any:  # noqa: ANN401 - lxml is untyped
        """Parse one part; nothing external is fetched and no entity is expanded.

        Raises:
            UserError: it is no XML, or declares entities.
        """
        from lxml import etree

        content = self.read(name)
        if b"<!ENTITY" in content:
            raise say_reading.damaged(self._piece.file)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise say_reading.damaged(self._piece.file) from error


def _unpacked(packed: memoryview, method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        for start in range(0, len(packed), _CHUNK):
            yield bytes(packed[start : start + _CHUNK])
        return
    if method != zipfile.ZIP_DEFLATED:
        raise DamageError
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    for start in range(0, len(packed), _SLICE):
        waiting = bytes(packed[start : start + _SLICE])
        while waiting and not unpacker.eof:
            chunk = unpacker.decompress(waiting, _CHUNK)
            waiting = unpacker.unconsumed_tail
            if chunk:
                yield chunk
    while not unpacker.eof:
        chunk = unpacker.decompress(b"", _CHUNK)
        if not chunk:
            raise DamageError
        yield chunk


def member_name(info: ZipInfo) -> str:
    """Name of a member as its writer meant it: old Windows tools write GBK without saying so."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
