"""Rows that come or go on a sheet, and everything in the file that has to follow.

It knows which parts speak of rows: cells, merges, formats, checks, links, names, drawings,
comments, tables, charts. It refuses to know why a row comes.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from xls_juesuan.writing.patching.comments import drop_comments
from xls_juesuan.writing.patching.package import local
from xls_juesuan.writing.patching.package import main
from xls_juesuan.writing.patching.references import LOST
from xls_juesuan.writing.patching.references import RowShift
from xls_juesuan.writing.patching.references import cell_name
from xls_juesuan.writing.patching.references import references
from xls_juesuan.writing.patching.references import shift_formula
from xls_juesuan.writing.patching.references import shift_list
from xls_juesuan.writing.patching.references import shift_range
from xls_juesuan.writing.patching.references import split_sheet
from xls_juesuan.writing.patching.sheet import place_in

if TYPE_CHECKING:
    from xls_juesuan.writing.patching.book import Book
    from xls_juesuan.writing.patching.package import Element
    from xls_juesuan.writing.patching.sheet import Sheet

#: Attributes of a sheet that hold ranges, and elements that hold formulas.
_RANGES = ("ref", "sqref", "activeCell", "topLeftCell", "r1", "r2")
_FORMULAS = frozenset({"formula", "formula1", "formula2", "f", "fmlaLink", "fmlaRange"})
#: Elements of a drawing between which a picture hangs.
_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "anchor"})
_PRINT_AREA = "_xlnm.Print_Area"
_VML_NUMBERS = re.compile(r"-?\d+")
#: Where an anchor of VML names the row of its upper and of its lower edge.
_VML_TOP, _VML_BOTTOM = 2, 6


def expand_shared(book: Book) -> None:
    """Write every formula out that a cell shares with others, so that each can move alone."""
    from openpyxl.formula.translate import Translator

    for sheet in book.sheets():
        owners: dict[str, tuple[str, str]] = {}
        shared = [
            (cell, formula)
            for cell in sheet.cells()
            if (formula := sheet.formula(cell)) is not None and formula.get("t") == "shared"
        ]
        if shared:
            sheet.edit()
        for cell, formula in shared:
            key, name = formula.get("si", ""), cell.get("r")
            if formula.text:
                owners[key] = (formula.text, name)
            elif key in owners:
                text, origin = owners[key]
                moved = Translator(f"={text}", origin).translate_formula(name)
                formula.text = moved.removeprefix("=")
            for attribute in ("t", "si", "ref"):
                formula.attrib.pop(attribute, None)


def insert_rows(
    book: Book,
    sheet: Sheet,
    model: Element,
    count: int,
    shift: RowShift,
    *,
    takes_merges: bool = True,
) -> list[Element]:
    """Insert rows in the look of another one.

    Args:
        book: the workbook.
        sheet: where they come.
        model: the row whose looks, height, merged cells and own formulas they have.
        count: how many.
        shift: where they come, and which ranges take them in.
        takes_merges: whether the merged cells of the model are merged in them as well.

    Returns:
        The new rows, from the top; their cells hold no values.
    """
    # Looks and merges of the model as they are now: it may stand below the new rows.
    copy, row = deepcopy(model), int(model.get("r"))
    own = [area for area in sheet.merges if area.first == area.last == row]
    merged = own if takes_merges else []
    move_rows(book, sheet, shift)
    before = sum(int(each.get("r")) <= shift.at for each in sheet.rows())
    rows = []
    for offset in range(count):
        number = shift.at + 1 + offset
        new = _copied(sheet, copy, number)
        sheet.data.insert(before + offset, new)
        rows.append(new)
        for area in merged:
            left, right = cell_name(number, area.left or 0), cell_name(number, area.right or 0)
            sheet.merge(f"{left}:{right}")
    sheet.forget_rows()
    return rows


def _copied(sheet: Sheet, model: Element, number: int) -> Element:
    from openpyxl.formula.translate import Translator

    row = deepcopy(model)
    own = int(model.get("r"))
    row.set("r", str(number))
    row.attrib.pop("hidden", None)
    for cell in row:
        formula = sheet.formula(cell)
        old, name = cell.get("r"), cell_name(number, place_in(cell))
        cell.set("r", name)
        text = formula.text if formula is not None else None
        sheet.clear(cell)
        if text and stays_in_row(text, own):
            moved = Translator(f"={text}", old).translate_formula(name)
            etree.SubElement(cell, main("f")).text = moved.removeprefix("=")
    return row


def stays_in_row(formula: str, row: int) -> bool:
    """Whether a formula asks nothing of other rows of its own sheet."""
    for reference in references(formula):
        sheet, area = split_sheet(reference)
        if not sheet and any(int(each) != row for each in re.findall(r"\d+", area)):
            return False
    return True


def delete_row(book: Book, sheet: Sheet, row: Element) -> None:
    """Take a row away, comments and links on its cells with it."""
    number = int(row.get("r"))
    sheet.edit()
    sheet.data.remove(row)
    drop_comments(book.package, sheet, lambda spot: spot[0] == number)
    move_rows(book, sheet, RowShift(number, -1))
    sheet.forget_rows()


def hindrance(book: Book, sheet: Sheet, row: Element) -> str:
    """Why a row cannot go: ``formula`` names it alone, ``picture`` hangs on it; else blank."""
    number = int(row.get("r"))
    shift = RowShift(number, -1)
    for each in book.sheets():
        for cell in each.cells():
            formula = each.formula(cell)
            if formula is None or cell.getparent() is row or not formula.text:
                continue
            moved = shift_formula(formula.text, each.name, sheet.name, shift)
            if LOST in moved and LOST not in formula.text:
                return "formula"
    return "picture" if number in _rows_with_pictures(sheet) else ""


def _rows_with_pictures(sheet: Sheet) -> set[int]:
    """Rows on which pictures, buttons and other drawings hang; boxes of comments are none."""
    package = sheet.package
    found: set[int] = set()
    for part in package.related(sheet.part, "drawing"):
        for element in package.tree(part).iter():
            if local(element) == "from":
                found |= {int(each.text) + 1 for each in element if local(each) == "row"}
    for part in package.related(sheet.part, "vmlDrawing"):
        for element in package.tree(part).iter():
            if local(element) == "ClientData" and element.get("ObjectType") != "Note":
                texts = (each.text or "" for each in element if local(each) == "Anchor")
                found |= {int(_VML_NUMBERS.findall(text)[_VML_TOP]) + 1 for text in texts}
    return found


# ---------------------------------------------------------------------- what follows


def move_rows(book: Book, sheet: Sheet, shift: RowShift) -> None:
    """Move everything that speaks of the rows of a sheet."""
    root = sheet.edit()
    for row in sheet.rows():
        number = shift.row(int(row.get("r")))
        if number is not None and str(number) != row.get("r"):
            row.set("r", str(number))
            for cell in row:
                cell.set("r", cell_name(number, place_in(cell)))
    _move_sheet(root, shift)
    for each in book.sheets():
        _move_formulas(each, sheet.name, shift)
    _move_names(book, sheet.name, shift)
    _move_beside(book, sheet, shift)
    _move_charts(book, sheet.name, shift)
    sheet.forget_rows()


def _move_sheet(root: Element, shift: RowShift) -> None:
    """Move ranges around the cells of the sheet itself."""
    # A row that is inserted looks and is checked like the one above it.
    lists = replace(shift, joins_above=shift.count > 0)
    for element in list(root.iter()):
        name = local(element)
        if not name or name in {"c", "row", "sheetData"}:
            continue
        grows = name not in {"mergeCell", "hyperlink"}
        for attribute in _RANGES:
            text = element.get(attribute)
            if text is None or (attribute in {"r1", "r2"} and name != "f"):
                continue
            is_list = attribute == "sqref"
            moved = shift_list(text, lists if is_list else shift, grows=is_list or grows)
            if moved:
                element.set(attribute, moved)
            elif name in {"mergeCell", "hyperlink", "conditionalFormatting", "dataValidation"}:
                _remove(element)
        if (
            name == "brk"
            and element.getparent() is not None
            and local(element.getparent()) == "rowBreaks"
        ):
            row = shift.row(int(element.get("id", "0")))
            element.set("id", str(row or shift.at))
        elif name == "sqref" and element.text:
            element.text = shift_list(element.text, lists)
        elif name in {"from", "to"}:
            _move_anchor_end(element, shift)


def _remove(element: Element) -> None:
    parent = element.getparent()
    parent.remove(element)
    if "count" in parent.attrib:
        parent.set("count", str(len(parent)))
    if not len(parent):
        parent.getparent().remove(parent)


def _move_formulas(sheet: Sheet, target: str, shift: RowShift) -> None:
    changed: list[tuple[Element, str]] = []
    for element in sheet.root.iter():
        if local(element) in _FORMULAS and element.text:
            moved = shift_formula(element.text, sheet.name, target, shift)
            if moved != element.text:
                changed.append((element, moved))
    links = [
        (element, moved)
        for element in sheet.root.iter(main("hyperlink"))
        if (place := element.get("location"))
        and (moved := _moved_link(place, sheet.name, target, shift)) != place
    ]
    if changed or links:
        sheet.edit()
    for element, moved in changed:
        element.text = moved
    for element, moved in links:
        element.set("location", moved)


def _moved_link(place: str, own: str, target: str, shift: RowShift) -> str:
    moved = shift_formula(place, own, target, shift)
    return place if LOST in moved else moved


def _move_names(book: Book, sheet: str, shift: RowShift) -> None:
    for name in book.names():
        if not name.text:
            continue
        own = shift
        if name.get("name") == _PRINT_AREA:
            # A row below the last printed one of a table is printed as well.
            own = replace(shift, joins_above=True)
        moved = shift_formula(name.text, book.sheet_of(name), sheet, own)
        if moved != name.text:
            book.edit()
            name.text = moved


def _move_charts(book: Book, sheet: str, shift: RowShift) -> None:
    package = book.package
    for part in package.names:
        if "/charts/chart" in part or "/pivotCacheDefinition" in part or "/ctrlProps/" in part:
            for element in package.tree(part).iter():
                if local(element) == "f" and element.text:
                    moved = shift_formula(element.text, "", sheet, shift)
                    if moved != element.text:
                        package.edit(part)
                        element.text = moved
                elif local(element) == "worksheetSource" and element.get("sheet") == sheet:
                    package.edit(part)
                    element.set("ref", shift_range(element.get("ref", ""), shift))
                for attribute in ("fmlaLink", "fmlaRange"):
                    text = element.get(attribute)
                    if text:
                        package.edit(part)
                        element.set(attribute, shift_formula(text, "", sheet, shift))


def _move_beside(book: Book, sheet: Sheet, shift: RowShift) -> None:
    """Move pictures, comments, old drawings and tables of the sheet."""
    package = book.package
    for kind, move in (
        ("drawing", _move_drawing),
        ("comments", _move_refs),
        ("threadedComment", _move_refs),
        ("table", _move_refs),
        ("pivotTable", _move_refs),
        ("vmlDrawing", _move_vml),
    ):
        for part in list(package.related(sheet.part, kind)):
            move(package.edit(part), shift)


def _move_drawing(root: Element, shift: RowShift) -> None:
    for anchor in root:
        if local(anchor) not in _ANCHORS or anchor.get("editAs") == "absolute":
            continue
        ends = {local(each): each for each in anchor if local(each) in {"from", "to"}}
        if "from" not in ends:
            continue
        first = _row_element(ends["from"])
        before = int(first.text)
        _move_anchor_end(ends["from"], shift)
        moved = int(first.text) - before
        if "to" not in ends:
            continue
        if anchor.get("editAs") == "oneCell":
            # The picture moves with its upper edge and keeps its size.
            last = _row_element(ends["to"])
            last.text = str(int(last.text) + moved)
        else:
            _move_anchor_end(ends["to"], shift)


def _row_element(end: Element) -> Element:
    return next(each for each in end if local(each) == "row")


def _move_anchor_end(end: Element, shift: RowShift) -> None:
    for each in end:
        if local(each) == "row" and each.text:
            row = shift.row(int(each.text) + 1)
            each.text = str((shift.at if row is None else row) - 1)


def _move_refs(root: Element, shift: RowShift) -> None:
    for element in root.iter():
        ref = element.get("ref") if isinstance(element.tag, str) else None
        if ref:
            moved = shift_list(ref, shift, grows=":" in ref)
            element.set("ref", moved or ref)


def _move_vml(root: Element, shift: RowShift) -> None:
    for element in root.iter():
        name, text = local(element), (element.text or "")
        if name == "Row" and text.strip().isdigit():
            row = shift.row(int(text) + 1)
            element.text = str((shift.at if row is None else row) - 1)
        elif name == "Anchor":
            numbers = [int(each) for each in _VML_NUMBERS.findall(text)]
            if len(numbers) > _VML_BOTTOM + 1:
                for at in (_VML_TOP, _VML_BOTTOM):
                    row = shift.row(numbers[at] + 1)
                    numbers[at] = (shift.at if row is None else row) - 1
                element.text = ", ".join(map(str, numbers))
