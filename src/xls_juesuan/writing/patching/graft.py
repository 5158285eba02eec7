"""Sheets of one workbook into another: their looks, texts, names and comments come along.

It knows how looks are numbered; it refuses to know what the sheets say.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from xls_juesuan.writing.patching.book import Book
from xls_juesuan.writing.patching.package import OFFICE_RELATIONS
from xls_juesuan.writing.patching.package import Package
from xls_juesuan.writing.patching.package import local
from xls_juesuan.writing.patching.package import main
from xls_juesuan.writing.patching.references import split_sheet
from xls_juesuan.writing.patching.sheet import text_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.writing.patching.package import Element

_RELATION_ID = f"{{{OFFICE_RELATIONS}}}id"
#: Number formats from here on are a workbook's own.
_FIRST_OWN_FORMAT = 164
#: Lists of the styles part that a look points into, and the attribute that does.
_POINTED = (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId"))
#: The order that the format asks for.
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def graft_sheets(book: Book, donor_content: bytes, names: Mapping[str, str]) -> None:
    """Add sheets of another workbook behind those of a workbook.

    Args:
        book: the workbook.
        donor_content: the other workbook, whose sheets lead nowhere but into these and ``book``.
        names: what each of its sheets is called here; a sheet of that name is replaced.
    """
    donor = Book(Package(donor_content))
    looks = _Looks(book, donor)
    for old, new in names.items():
        sheet = donor.sheet(old)
        root = deepcopy(sheet.root)
        _inline_texts(root, donor, old)
        looks.renumber(root)
        _rename_links(root, names)
        for view in root.iter(main("sheetView")):
            view.attrib.pop("tabSelected", None)
        comments = _comments(donor, sheet.part)
        for each in list(root):
            if local(each) in {"legacyDrawing", "drawing"} and not (
                comments and local(each) == "legacyDrawing"
            ):
                root.remove(each)
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        is_there = any(entry.name == new for entry in book.entries)
        added = book.replace_sheet(new, content) if is_there else book.add_sheet(new, content)
        if comments:
            _add_comments(book, added.part, comments)
    for name in donor.names():
        sheet_name = donor.sheet_of(name)
        if sheet_name in names and name.text:
            _, rest = split_sheet(name.text)
            quoted = names[sheet_name].replace("'", "''")
            text = ",".join(
                f"'{quoted}'!{split_sheet(part)[1]}" for part in name.text.split(",") if rest
            )
            hidden = name.get("hidden") == "1"
            book.define(name.get("name"), text, names[sheet_name], is_hidden=hidden)


def _inline_texts(root: Element, donor: Book, name: str) -> None:
    """Texts that all sheets share become the cells' own."""
    sheet = donor.sheet(name)
    for cell, original in zip(root.iter(main("c")), sheet.cells(), strict=True):
        if cell.get("t") == "s":
            rich = sheet.rich(original)
            for child in list(cell):
                cell.remove(child)
            cell.set("t", "inlineStr")
            inline = etree.SubElement(cell, main("is"))
            text = etree.SubElement(inline, main("t"))
            text.text = text_in(rich) if rich is not None else ""
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _rename_links(root: Element, names: Mapping[str, str]) -> None:
    for link in root.iter(main("hyperlink")):
        sheet, cell = split_sheet(link.get("location", ""))
        if sheet in names:
            quoted = names[sheet].replace("'", "''")
            link.set("location", f"'{quoted}'!{cell}")


class _Looks:
    """The looks of the donor, added to those of the workbook; each once."""

    def __init__(self, book: Book, donor: Book) -> None:
        self._into = book.package.edit(book.styles)
        self._from = donor.package.tree(donor.styles)
        formats = self._formats()
        moved = {name: self._appended(name) for name, _ in _POINTED}
        self._differential = self._appended("dxfs")
        self._numbers: dict[str, str] = {}
        target = self._list("cellXfs")
        for number, look in enumerate(self._from.find(main("cellXfs"))):
            copy = deepcopy(look)
            for name, attribute in _POINTED:
                copy.set(attribute, str(int(copy.get(attribute, "0")) + moved[name]))
            copy.set("numFmtId", formats.get(copy.get("numFmtId", "0"), copy.get("numFmtId", "0")))
            copy.set("xfId", "0")
            for attribute in ("applyFont", "applyFill", "applyBorder", "applyNumberFormat"):
                copy.set(attribute, "1")
            self._numbers[str(number)] = str(len(target))
            target.append(copy)
        target.set("count", str(len(target)))

    def _list(self, name: str) -> Element:
        found = self._into.find(main(name))
        if found is None:
            found = etree.Element(main(name), count="0")
            later = _ORDER[_ORDER.index(name) + 1 :]
            place = next(
                (at for at, each in enumerate(self._into) if local(each) in later),
                len(self._into),
            )
            if name == "dxfs":
                before = [local(each) in _ORDER[:-1] for each in self._into]
                place = sum(before)
            self._into.insert(place, found)
        return found

    def _appended(self, name: str) -> int:
        """Append a list of the donor, and give how far its numbers moved."""
        source = self._from.find(main(name))
        if source is None or not len(source):
            return 0
        target = self._list(name)
        moved = len(target)
        for each in source:
            target.append(deepcopy(each))
        target.set("count", str(len(target)))
        return moved

    def _formats(self) -> dict[str, str]:
        """Number formats by their number in the donor."""
        source = self._from.find(main("numFmts"))
        if source is None:
            return {}
        target = self._list("numFmts")
        known = {each.get("formatCode"): each.get("numFmtId") for each in target}
        taken = [int(each.get("numFmtId")) for each in target]
        free = max([_FIRST_OWN_FORMAT - 1, *taken]) + 1
        found = {}
        for each in source:
            code = each.get("formatCode")
            if code not in known:
                known[code] = str(free)
                etree.SubElement(target, main("numFmt"), numFmtId=str(free), formatCode=code)
                free += 1
            found[each.get("numFmtId")] = known[code]
        target.set("count", str(len(target)))
        return found

    def renumber(self, root: Element) -> None:
        """Let a sheet of the donor use the looks where they are now."""
        for element in root.iter():
            name = local(element)
            attribute = {"c": "s", "row": "s", "col": "style"}.get(name)
            if attribute and element.get(attribute) is not None:
                element.set(attribute, self._numbers[element.get(attribute)])
            elif name == "c":
                element.set("s", self._numbers["0"])
            elif name == "cfRule" and element.get("dxfId") is not None:
                element.set("dxfId", str(int(element.get("dxfId")) + self._differential))


_Comments = tuple[bytes, bytes]


def _comments(donor: Book, part: str) -> _Comments | None:
    package = donor.package
    texts = next(package.related(part, "comments"), "")
    shapes = next(package.related(part, "vmlDrawing"), "")
    return (package.content(texts), package.content(shapes)) if texts and shapes else None


def _add_comments(book: Book, part: str, comments: _Comments) -> None:
    package = book.package
    texts = package.free_name("xl/xljComments{}.xml")
    package.add(texts, comments[0], _COMMENTS_TYPE)
    package.relate(part, "comments", texts)
    shapes = package.free_name("xl/drawings/xljShapes{}.vml")
    package.replace(shapes, comments[1])
    package.declare_ending("vml", _VML_TYPE)
    relation = package.relate(part, "vmlDrawing", shapes)
    for each in package.edit(part).iter(main("legacyDrawing")):
        each.set(_RELATION_ID, relation)
