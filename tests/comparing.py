"""Compare two workbooks part by part, so that a difference can be read.

An .xlsx file is a zip of XML parts. Dates, program versions and the size of a window
say nothing about the content and are left out.
"""

from __future__ import annotations

import re
from difflib import unified_diff
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

#: Elements without content of their own, by part; matched at the start of the opened tag.
_ALWAYS_IGNORED = {
    "docProps/app.xml": ("Application", "AppVersion"),
    "docProps/core.xml": ("dcterms:created", "dcterms:modified", "dc:creator", "cp:lastModifiedBy"),
    "xl/workbook.xml": ("calcPr", "fileVersion", "workbookView"),
}
#: Parts whose elements stand in no particular order.
_UNORDERED = (".rels", "[Content_Types].xml")
_SHOWN_LINES = 40


def compare_workbooks(
    expected: Path, actual: Path, *, ignore_parts: Collection[str] = ()
) -> list[str]:
    """Compare two .xlsx files by content.

    Args:
        expected: the file as it should be.
        actual: the file as it is.
        ignore_parts: names of parts inside the zip that may differ.

    Returns:
        Lines of difference, part by part; empty when the content is the same.
    """
    wanted, found = _parts(expected, ignore_parts), _parts(actual, ignore_parts)
    lines = [f"{name}: missing" for name in sorted(wanted.keys() - found.keys())]
    lines += [f"{name}: not expected" for name in sorted(found.keys() - wanted.keys())]
    for name in sorted(wanted.keys() & found.keys()):
        lines += list(
            unified_diff(wanted[name], found[name], f"{name} expected", f"{name} actual", n=1)
        )[:_SHOWN_LINES]
    return [line.rstrip("\n") for line in lines]


def _parts(path: Path, ignore: Collection[str]) -> dict[str, list[str]]:
    with ZipFile(path) as archive:
        return {
            name: _lines(name, archive.read(name))
            for name in archive.namelist()
            if name not in ignore
        }


def _lines(name: str, content: bytes) -> list[str]:
    if not name.endswith((".xml", ".rels", ".vml")):
        return [content.hex()]
    # Canonical XML puts the attributes of an element in one order.
    text = ET.canonicalize(content.decode("utf-8"))
    for element in _ALWAYS_IGNORED.get(name, ()):
        text = re.sub(rf"<{element}(?: [^>]*)?>.*?</{element}>", "", text, flags=re.DOTALL)
    elements = re.split(r"(?<=>)(?=<)", text)
    return sorted(elements) if name.endswith(_UNORDERED) else elements
