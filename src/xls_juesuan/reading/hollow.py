"""Cells that look blank to a fast reader and are not: errors, formulas without a value.

It knows the parts of an xlsx file, and refuses to know what its cells mean.
"""

from __future__ import annotations

import zipfile
from functools import reduce
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"


def find_hollow_cells(path: Path) -> frozenset[tuple[str, str]]:
    """Find cells that hold an error (#REF!) or a formula whose value was never stored.

    Args:
        path: a workbook that has been read already; formats other than xlsx give nothing.

    Returns:
        Sheet name and address (``B7``) of each.
    """
    if not zipfile.is_zipfile(path):
        return frozenset()
    with zipfile.ZipFile(path) as archive:
        if not {_WORKBOOK, _RELATIONS} <= set(archive.namelist()):
            return frozenset()
        return frozenset(
            (sheet, address)
            for sheet, part in _sheet_parts(archive)
            for address in _hollow_addresses(archive.read(part))
        )


def find_hollow_positions(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Find, by sheet, row and column, what ``find_hollow_cells`` finds, and the error of each.

    A formula that was never calculated has no error; the empty text counts as never calculated
    where a program asked for calculation upon opening.
    """
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        if not {_WORKBOOK, _RELATIONS} <= set(archive.namelist()):
            return {}
        is_pending = b'fullCalcOnLoad="1"' in archive.read(_WORKBOOK)
        found: dict[str, dict[tuple[int, int], str]] = {}
        for sheet, part in _sheet_parts(archive):
            content = archive.read(part)
            if b't="e"' in content or b"<f" in content:
                found[sheet] = dict(_hollow_positions(content, is_pending=is_pending))
        return found


def _hollow_positions(sheet: bytes, *, is_pending: bool) -> Iterator[tuple[tuple[int, int], str]]:
    for cell in _parse(sheet).iter():
        if _local(cell.tag) != "c":
            continue
        parts = {_local(part.tag): part.text or "" for part in cell}
        value = parts.get("v", "")
        is_blank = not value and (is_pending or cell.get("t") != "str")
        if cell.get("t") == "e":
            yield _position(cell.get("r", "")), value
        elif "f" in parts and (is_blank or (is_pending and value == "0")):
            yield _position(cell.get("r", "")), ""


def _position(address: str) -> tuple[int, int]:
    letters, digits = address.rstrip("0123456789"), address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    number = reduce(lambda total, letter: total * 26 + ord(letter) - 64, letters, 0)
    return int(digits), number


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    targets = {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in _parse(archive.read(_RELATIONS))
    }
    parts = set(archive.namelist())
    for element in _parse(archive.read(_WORKBOOK)).iter():
        if _local(element.tag) != "sheet":
            continue
        number = next((value for name, value in element.items() if _local(name) == "id"), "")
        target = targets.get(number, "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if part in parts:
            yield element.get("name", ""), part


def _hollow_addresses(sheet: bytes) -> Iterator[str]:
    if b't="e"' not in sheet and b"<f" not in sheet:
        return
    for cell in _parse(sheet).iter():
        if _local(cell.tag) == "c" and _is_hollow(cell):
            yield cell.get("r", "")


def _is_hollow(cell: ET.Element) -> bool:
    if cell.get("t") == "e":
        return True
    parts = {_local(part.tag): part.text for part in cell}
    # A formula may give the empty text, and then its value is stored as such.
    return "f" in parts and not parts.get("v") and cell.get("t") != "str"


def _parse(content: bytes) -> ET.Element:
    # Nothing external is fetched, and the parser's library refuses entities that explode.
    return ET.fromstring(content)  # noqa: S314


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]
