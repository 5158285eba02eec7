"""Knows which sheets a workbook lists: their names, their parts, and which are hidden."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.messages import containers as say

if TYPE_CHECKING:
    from xls_juesuan.reading.formats.limits import Piece
    from xls_juesuan.reading.formats.parts import Parts

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_TRUE = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A sheet as the workbook lists it; ``part`` is in lower case, as the library has it."""

    name: str
    part: str
    is_hidden: bool
    is_worksheet: bool


def find_sheets(piece: Piece, parts: Parts, workbook: Any) -> list[ListedSheet]:  # noqa: ANN401 - lxml is untyped
    """Give the sheets in their order.

    Raises:
        UserError: two sheets have one name.
    """
    targets: dict[str | None, tuple[str, str]] = {}
    if _RELATIONS in parts:
        for relation in parts.xml(_RELATIONS).iter("{*}Relationship"):
            target = str(relation.get("Target") or "").replace("\\", "/")
            path = target if target.startswith("/") else f"xl/{target}"
            part = posixpath.normpath(path).lstrip("/").casefold()
            targets[relation.get("Id")] = part, str(relation.get("Type") or "")
    found: dict[str, ListedSheet] = {}
    for sheet in workbook.iter("{*}sheet"):
        name = sheet.get("name") or ""
        number = next((text for key, text in sheet.items() if key.endswith("}id")), None)
        if name in found:
            raise say.same_sheet_names(piece.file, name)
        part, kind = targets.get(number, ("", ""))
        is_hidden = sheet.get("state", "visible") != "visible"
        found[name] = ListedSheet(name, part, is_hidden, kind.endswith("/worksheet"))
    return list(found.values())


def is_pending(workbook: Any) -> bool:  # noqa: ANN401 - lxml is untyped
    """Whether formulas are to be calculated when the workbook is opened."""
    return any(element.get("fullCalcOnLoad") in _TRUE for element in workbook.iter("{*}calcPr"))


def is_1904(workbook: Any) -> bool:  # noqa: ANN401 - lxml is untyped
    """Whether dates count from 1904."""
    return any(element.get("date1904") in _TRUE for element in workbook.iter("{*}workbookPr"))
