"""The workbook of a package: its sheets, defined names and how it is calculated.

It knows ``workbook.xml``; it refuses to know what stands on a sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from xls_juesuan.writing.patching.package import MAIN
from xls_juesuan.writing.patching.package import OFFICE_RELATIONS
from xls_juesuan.writing.patching.package import local
from xls_juesuan.writing.patching.package import main
from xls_juesuan.writing.patching.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.writing.patching.package import Element
    from xls_juesuan.writing.patching.package import Package

_RELATION_ID = f"{{{OFFICE_RELATIONS}}}id"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
#: What a workbook may be declared to be: a template becomes a workbook, macros stay macros.
_TEMPLATE_TYPES = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    ),
    "application/vnd.ms-excel.template.macroEnabled.main+xml": (
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    ),
}
WORKBOOK_TYPES = frozenset({*_TEMPLATE_TYPES, *_TEMPLATE_TYPES.values()})
#: Elements of a workbook in the order that the format asks for, as far as needed here.
_BEHIND_NAMES = (
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
)
_BEHIND_CALCULATION = _BEHIND_NAMES[1:]


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    number: int
    is_hidden: bool


class Book:
    """The workbook.

    Args:
        package: the file.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = next(package.related("", "officeDocument"), "xl/workbook.xml")
        self._sheets: dict[str, Sheet] = {}

    @property
    def is_strict(self) -> bool:
        """Whether the file is written in the variant of the format that few programs read."""
        return bool(etree.QName(self.package.tree(self.part)).namespace != MAIN)

    @property
    def styles(self) -> str:
        """The part with the looks of cells; empty where there is none."""
        return next(self.package.related(self.part, "styles"), "")

    @cached_property
    def entries(self) -> tuple[SheetEntry, ...]:
        """The sheets with cells, in their order."""
        parts = {each.id: each for each in self.package.relations(self.part)}
        found = []
        listed = self.package.tree(self.part).find(main("sheets"))
        for number, each in enumerate(listed if listed is not None else ()):
            relation = parts.get(each.get(_RELATION_ID, ""))
            if relation and relation.kind == "worksheet" and self.package.has(relation.target):
                hidden = each.get("state", "visible") != "visible"
                found.append(SheetEntry(each.get("name", ""), relation.target, number, hidden))
        return tuple(found)

    def sheet(self, name: str) -> Sheet:
        """A sheet by its name."""
        if name not in self._sheets:
            entry = next(each for each in self.entries if each.name == name)
            self._sheets[name] = Sheet(self.package, entry.name, entry.part)
        return self._sheets[name]

    def sheets(self) -> Iterator[Sheet]:
        """All sheets with cells."""
        for entry in self.entries:
            yield self.sheet(entry.name)

    def names(self) -> list[Element]:
        """The defined names."""
        found = self.package.tree(self.part).find(main("definedNames"))
        return list(found) if found is not None else []

    def sheet_of(self, name: Element) -> str:
        """The sheet that a defined name belongs to; empty where it belongs to all."""
        number = name.get("localSheetId")
        by_number = {str(entry.number): entry.name for entry in self.entries}
        return by_number.get(number, "") if number else ""

    # ------------------------------------------------------------------ changing

    def edit(self) -> Element:
        """The root of the workbook, to be changed."""
        return self.package.edit(self.part)

    def add_sheet(self, name: str, content: bytes) -> Sheet:
        """Add a sheet behind all others."""
        part = self.package.free_name("xl/worksheets/xlj{}.xml")
        self.package.add(part, content, SHEET_TYPE)
        relation = self.package.relate(self.part, "worksheet", part)
        root = self.edit()
        listed = root.find(main("sheets"))
        numbers = [int(each.get("sheetId", "0")) for each in listed]
        each = etree.SubElement(
            listed, main("sheet"), name=name, sheetId=str(max(numbers, default=0) + 1)
        )
        each.set(_RELATION_ID, relation)
        self.__dict__.pop("entries", None)
        return self.sheet(name)

    def replace_sheet(self, name: str, content: bytes) -> Sheet:
        """Put other content into a sheet of the program's own, with nothing around it."""
        entry = next(each for each in self.entries if each.name == name)
        for relation in self.package.relations(entry.part):
            if not relation.is_external and relation.kind in {"comments", "vmlDrawing"}:
                self.package.remove(relation.target)
        kind = self.package.content_type(entry.part)
        self.package.remove(entry.part)
        self.package.add(entry.part, content, kind or SHEET_TYPE)
        self._sheets.pop(name, None)
        for each in [each for each in self.names() if self.sheet_of(each) == name]:
            self.edit().find(main("definedNames")).remove(each)
        return self.sheet(name)

    def define(self, name: str, formula: str, sheet: str, *, is_hidden: bool = False) -> None:
        """Add a defined name that belongs to one sheet."""
        root = self.edit()
        listed = root.find(main("definedNames"))
        if listed is None:
            listed = etree.Element(main("definedNames"))
            _insert_before(root, listed, _BEHIND_NAMES)
        number = next(entry.number for entry in self.entries if entry.name == sheet)
        each = etree.SubElement(listed, main("definedName"), name=name, localSheetId=str(number))
        if is_hidden:
            each.set("hidden", "1")
        each.text = formula

    def calculate_on_load(self) -> None:
        """Have the program that opens the file calculate everything anew."""
        root = self.edit()
        calculation = root.find(main("calcPr"))
        if calculation is None:
            calculation = etree.Element(main("calcPr"))
            _insert_before(root, calculation, _BEHIND_CALCULATION)
        calculation.set("fullCalcOnLoad", "1")
        for part in list(self.package.related(self.part, "calcChain")):
            self.package.unrelate(self.part, part)
            self.package.remove(part)

    def become_workbook(self) -> None:
        """Let a template (.xltx, .xltm) be the workbook that is made from it."""
        kind = _TEMPLATE_TYPES.get(self.package.content_type(self.part))
        if kind:
            self.package.declare(self.part, kind)

    @property
    def has_macros(self) -> bool:
        """Whether the file may hold macros, whatever its name."""
        return "macroEnabled" in self.package.content_type(self.part)


def _insert_before(root: Element, new: Element, later: tuple[str, ...]) -> None:
    for place, each in enumerate(root):
        if local(each) in later:
            root.insert(place, new)
            return
    root.append(new)
