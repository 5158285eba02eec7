"""Random damage to files, the same for the same number."""

from __future__ import annotations

import io
import re
import zipfile
from random import Random
from typing import TYPE_CHECKING

from tests.containers import unzipped
from tests.containers import zipped
from tests.hostile.seeds import seeds

if TYPE_CHECKING:
    from collections.abc import Callable

#: What counts, sizes and cells become.
_NUMBERS = (
    b"4294967295", b"-1", b"0", b"65536", b"1048577", b"1e308", b"-1e308", b"1e-320", b"NaN",
    b"inf", b"-0", b"99999999999999999999", b"", b"2.5", b"0x10", b"1,234.50", b"(12)", b"1/0",
)  # fmt: skip
_TEXTS = (
    "=cmd|'/c calc'!A1", "+1", "-x", "@SUM(1)", "../../evil", "CON", "\ufffe", "#REF!", "&bomb;",
    "长" * 50_000, "<b>", "]]>", "'", '"', "\t", "2024-13-45", "9999-12-31", "0000-00-00", "合计",
    "结转", "万元", "科目编码", "\u202e倒", "🙂",
)  # fmt: skip
_WORDS = re.compile(rb"[0-9][0-9.]*")
_QUOTED = re.compile(rb'"[^"<>]*"')
_SHOWN = re.compile(rb">[^<>]+<|[^,\t\r\n]+")
_TAG = re.compile(rb"<[^<>]+>")


def mutation(number: int) -> tuple[str, bytes]:
    """Name of the seed, and its bytes after damage."""
    random = Random(number)  # noqa: S311 - nothing is secret here
    name = random.choice(sorted(seeds()))
    content = seeds()[name]
    if zipfile.is_zipfile(io.BytesIO(content)) and random.random() < 0.75:
        return name, _damage_part(random, content)
    if not content.startswith((b"PK", b"\xd0\xcf")) and random.random() < 0.8:
        return name, _damage_text(random, content)
    return name, _damage_bytes(random, content)


def _damage_part(random: Random, content: bytes) -> bytes:
    parts = unzipped(content)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        part = random.choice(sorted(parts))
        inner = parts[part]
        if inner.startswith(b"PK"):
            parts[part] = _damage_part(random, inner)
        elif random.random() < 0.05:
            if len(parts) > 1:
                del parts[part]
        elif inner[:200].lstrip().startswith(b"<") and random.random() < 0.8:
            parts[part] = _damage_text(random, inner)
        else:
            parts[part] = _damage_bytes(random, inner)
    return zipped(parts)


def _damage_bytes(random: Random, content: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 8, 40))):
        random.choice(_BYTE_DAMAGES)(random, damaged)
    return bytes(damaged)


def _flip(random: Random, content: bytearray) -> None:
    if content:
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)


def _overwrite(random: Random, content: bytearray) -> None:
    at = random.randrange(len(content) + 1)
    content[at : at + 4] = random.choice(
        (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\0\0\0\x80", random.randbytes(4))
    )


def _cut(random: Random, content: bytearray) -> None:
    at = random.randrange(len(content) + 1)
    del content[at : at + random.choice((1, 3, 100, 5000))]


def _truncate(random: Random, content: bytearray) -> None:
    if random.random() < 0.2:
        del content[random.randrange(len(content) + 1) :]


def _double(random: Random, content: bytearray) -> None:
    at = random.randrange(len(content) + 1)
    content[at:at] = content[at : at + random.choice((1, 7, 300))]


def _splice(random: Random, content: bytearray) -> None:
    other = seeds()[random.choice(sorted(seeds()))]
    start = random.randrange(len(other))
    at = random.randrange(len(content) + 1)
    content[at:at] = other[start : start + random.choice((8, 200, 4000))]


_BYTE_DAMAGES: tuple[Callable[[Random, bytearray], None], ...] = (
    _flip, _flip, _flip, _overwrite, _overwrite, _cut, _truncate, _double, _splice,
)  # fmt: skip


def _damage_text(random: Random, content: bytes) -> bytes:
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        content = random.choice(_TEXT_DAMAGES)(random, content)
    return content


def _replace(random: Random, content: bytes, pattern: re.Pattern[bytes], new: bytes) -> bytes:
    found = list(pattern.finditer(content))
    if not found:
        return content
    one = random.choice(found)
    return content[: one.start()] + new + content[one.end() :]


def _other_number(random: Random, content: bytes) -> bytes:
    return _replace(random, content, _WORDS, random.choice(_NUMBERS))


def _other_attribute(random: Random, content: bytes) -> bytes:
    return _replace(random, content, _QUOTED, b'"' + random.choice(_NUMBERS) + b'"')


def _other_text(random: Random, content: bytes) -> bytes:
    new = random.choice(_TEXTS).encode("utf-8", "surrogatepass")
    return _replace(random, content, _SHOWN, b">" + new + b"<" if b"<" in content[:50] else new)


def _without_tag(random: Random, content: bytes) -> bytes:
    return _replace(random, content, _TAG, b"")


def _moved(random: Random, content: bytes) -> bytes:
    start, end = sorted(random.randrange(len(content) + 1) for _ in range(2))
    end = min(end, start + 500)
    at = random.randrange(len(content) + 1)
    return content[:at] + content[start:end] + content[at:]


def _bomb(random: Random, content: bytes) -> bytes:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    for number in range(12):
        entities += b'<!ENTITY %c "%s">' % (98 + number, b"&%c;" % (97 + number) * 10)
    entities += b"]>"
    head, mark, rest = content.partition(b"?>")
    if not mark:
        head, rest = b"", content
    shown = _replace(random, rest, _SHOWN, b">&m;<")
    return head + mark + entities + shown


_TEXT_DAMAGES: tuple[Callable[[Random, bytes], bytes], ...] = (
    _other_number, _other_number, _other_number, _other_attribute, _other_attribute,
    _other_text, _other_text, _without_tag, _moved, _bomb,
    _damage_bytes,
)  # fmt: skip
