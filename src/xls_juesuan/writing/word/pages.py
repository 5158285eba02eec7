"""On which pages headings stand, as LibreOffice prints the document.

It knows the outline of a PDF file that LibreOffice writes; it refuses to know how the document
is made.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

_STREAM = re.compile(rb"/Type\s*/ObjStm.*?stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_KIDS = re.compile(rb"/Kids\s*\[((?:\s*\d+ 0 R)+)\s*\]")
_ITEM = re.compile(rb"/Title\s*<([0-9A-Fa-f]*)>\s*/Dest\s*\[\s*(\d+) 0 R")
_BYTE_ORDER_MARK = "\ufeff"


def heading_pages(pdf: bytes, headings: Sequence[str]) -> list[int]:
    """Find the page of each heading.

    Args:
        pdf: the document as LibreOffice prints it.
        headings: their texts in the order of the document; others may stand between them.

    Returns:
        The pages, that of the first heading being 1; empty where not all were found.
    """
    objects = b"\n".join(_objects(pdf))
    order = {
        number: place
        for place, number in enumerate(
            number for kids in _KIDS.findall(objects) for number in re.findall(rb"(\d+) 0 R", kids)
        )
    }
    items = iter(_ITEM.findall(objects))
    pages: list[int] = []
    for heading in headings:
        found = next((page for title, page in items if _same(title, heading)), None)
        if found not in order:
            return []
        pages.append(order[found])
    return [page - pages[0] + 1 for page in pages]


def _objects(pdf: bytes) -> Iterator[bytes]:
    """The file, and what newer versions pack into streams of it."""
    yield pdf
    for packed in _STREAM.findall(pdf):
        try:
            yield zlib.decompress(packed)
        except zlib.error:
            continue


def _same(title: bytes, heading: str) -> bool:
    try:
        text = bytes.fromhex(title.decode("ascii")).decode("utf-16-be")
    except ValueError:
        return False
    return _plain(text.removeprefix(_BYTE_ORDER_MARK)) == _plain(heading)


def _plain(text: str) -> str:
    """Letters and digits: blanks differ, and some marks are lost in the outline."""
    return "".join(filter(str.isalnum, text))
