"""Comments that leave a workbook, with their boxes.

It knows the parts that hold them; it refuses to know why they go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.writing.patching.package import local
from xls_juesuan.writing.patching.package import main
from xls_juesuan.writing.patching.references import parse_cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from xls_juesuan.writing.patching.package import Element
    from xls_juesuan.writing.patching.package import Package
    from xls_juesuan.writing.patching.sheet import Sheet

#: A cell: row from 1, place (column) from 0.
Spot = tuple[int, int]
_LISTED = ("comments", "threadedComment")


def comments_of(package: Package, sheet: Sheet, author: str) -> frozenset[Spot]:
    """The cells of a sheet whose comments an author wrote."""
    found = set()
    for part in package.related(sheet.part, "comments"):
        root = package.tree(part)
        names = [each.text for each in root.iter(main("author"))]
        for each in root.iter(main("comment")):
            number, spot = each.get("authorId", ""), parse_cell(each.get("ref", ""))
            if spot and number.isdigit() and names[int(number) : int(number) + 1] == [author]:
                found.add(spot)
    return frozenset(found)


def drop_comments(package: Package, sheet: Sheet, is_gone: Callable[[Spot], bool]) -> None:
    """Take comments away, those that answer others and the boxes that show them among them."""
    for kind in _LISTED:
        for part in list(package.related(sheet.part, kind)):
            _drop(package, part, lambda each: _is_on(each.get("ref"), is_gone))
    for part in list(package.related(sheet.part, "vmlDrawing")):
        _drop(package, part, lambda each: _is_box(each, is_gone))


def _drop(package: Package, part: str, is_gone: Callable[[Element], bool]) -> None:
    gone = [each for each in package.tree(part).iter() if is_gone(each)]
    if gone:
        package.edit(part)
    for each in gone:
        each.getparent().remove(each)


def _is_on(ref: str | None, is_gone: Callable[[Spot], bool]) -> bool:
    spot = parse_cell(ref) if ref else None
    return spot is not None and is_gone(spot)


def _is_box(element: Element, is_gone: Callable[[Spot], bool]) -> bool:
    """Whether a shape shows the comment of such a cell."""
    if local(element) != "shape":
        return False
    for data in element.iter():
        if local(data) == "ClientData" and data.get("ObjectType") == "Note":
            texts = {local(each): (each.text or "").strip() for each in data}
            row, place = texts.get("Row", ""), texts.get("Column", "")
            return row.isdigit() and place.isdigit() and is_gone((int(row) + 1, int(place)))
    return False
