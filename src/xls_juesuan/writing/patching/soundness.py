"""Whether an .xlsx file is what a workbook has to be, before anything in it is changed.

Readers let much pass that no program can write into. It knows which parts a workbook needs and
what they begin with; it refuses to know what stands in them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from typing import NamedTuple

from lxml import etree

from xls_juesuan.writing.patching.book import SHEET_TYPE
from xls_juesuan.writing.patching.book import WORKBOOK_TYPES
from xls_juesuan.writing.patching.book import Book
from xls_juesuan.writing.patching.package import TYPES_PART
from xls_juesuan.writing.patching.package import local
from xls_juesuan.writing.patching.package import relations_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.writing.patching.package import Package

_XML = (".xml", ".rels", ".vml")
_STYLES, _STRINGS = "styles", "sharedStrings"


class Fault(StrEnum):
    """What is wrong with a part."""

    MISSING = "missing"
    NO_XML = "no_xml"
    #: It holds something else than its place asks for.
    OTHER_CONTENT = "other_content"
    #: The list of content types says that it is something else.
    OTHER_TYPE = "other_type"
    #: What it lists leads to no part.
    LEADS_NOWHERE = "leads_nowhere"


class FaultyPart(NamedTuple):
    """A part, by its name in the package."""

    part: str
    fault: Fault


def find_fault(package: Package) -> FaultyPart | None:
    """Give the first part that is not what it has to be; ``None`` where all are."""
    return next(_faults(package), None)


def _faults(package: Package) -> Iterator[FaultyPart]:
    if not package.has(TYPES_PART):
        yield FaultyPart(TYPES_PART, Fault.MISSING)
    yield from (FaultyPart(name, Fault.NO_XML) for name in _broken(package))
    if local(package.tree(TYPES_PART)) != "Types":
        yield FaultyPart(TYPES_PART, Fault.OTHER_CONTENT)
    if not list(package.related("", "officeDocument")):
        yield FaultyPart(relations_part(""), Fault.LEADS_NOWHERE)
    book = Book(package)
    if not package.has(book.part):
        yield FaultyPart(book.part, Fault.MISSING)
    yield from _of_workbook(package, book.part)
    for part, root in _parts_of(package, book):
        if local(package.tree(part)) != root:
            yield FaultyPart(part, Fault.OTHER_CONTENT)
    for entry in book.entries:
        yield from _of_sheet(package, entry.part)


def _broken(package: Package) -> Iterator[str]:
    """Parts that are no XML."""
    for name in package.names:
        if name.lower().endswith(_XML):
            try:
                package.tree(name)
            except etree.XMLSyntaxError:
                yield name


def _of_workbook(package: Package, part: str) -> Iterator[FaultyPart]:
    root = package.tree(part)
    listed = [each for each in root.iterchildren() if local(each) == "sheets"]
    if local(root) != "workbook" or not listed or not len(listed[0]):
        yield FaultyPart(part, Fault.OTHER_CONTENT)
    if _type_of(package, part) not in WORKBOOK_TYPES:
        yield FaultyPart(part, Fault.OTHER_TYPE)
    relations = {each.id: each for each in package.relations(part)}
    for sheet in listed[0]:
        ids = [value for key, value in sheet.items() if key.endswith("}id")]
        relation = relations.get(ids[0]) if ids else None
        if relation is None or not package.has(relation.target):
            yield FaultyPart(relations_part(part), Fault.LEADS_NOWHERE)


def _parts_of(package: Package, book: Book) -> Iterator[tuple[str, str]]:
    """Parts beside the sheets that every cell needs, with what they begin with."""
    if not book.styles:
        yield relations_part(book.part), _STYLES
    for kind, root in ((_STYLES, "styleSheet"), (_STRINGS, "sst")):
        for part in package.related(book.part, kind):
            yield part, root


def _of_sheet(package: Package, part: str) -> Iterator[FaultyPart]:
    root = package.tree(part)
    rows = [each for each in root.iterchildren() if local(each) == "sheetData"]
    if local(root) != "worksheet" or len(rows) != 1:
        yield FaultyPart(part, Fault.OTHER_CONTENT)
    if _type_of(package, part) != SHEET_TYPE:
        yield FaultyPart(part, Fault.OTHER_TYPE)


def _type_of(package: Package, part: str) -> str:
    """What a part is declared to be, by its name or by its ending."""
    ending = part.rpartition(".")[2].lower()
    by_ending = (
        str(each.get("ContentType", ""))
        for each in package.tree(TYPES_PART)
        if (each.get("Extension") or "").lower() == ending
    )
    return package.content_type(part) or next(by_ending, "")
