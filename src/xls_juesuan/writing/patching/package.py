"""The parts of an .xlsx file: read once, changed one by one, all others kept byte for byte.

It knows zip, content types and relationships; it refuses to know what a sheet is.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Namespaces, as the parts write them.
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
TYPES_PART = "[Content_Types].xml"
#: Drawings of old, in which Excel itself ends no line break as XML asks for.
_OLD_DRAWING, _BREAK = ".vml", re.compile(rb"<br\s*>", re.IGNORECASE)
#: A date that every zip file can hold, so that equal input gives equal bytes.
_DATE = (1980, 1, 1, 0, 0, 0)

#: An element of a part; the library ships no types.
Element = Any


class Relation(NamedTuple):
    """A relationship of a part: its id, its kind (last word of its type), the part it leads to."""

    id: str
    kind: str
    target: str
    is_external: bool


def main(name: str) -> str:
    """Name an element of spreadsheets as lxml does."""
    return f"{{{MAIN}}}{name}"


def local(element: Element) -> str:
    """Name of an element without its namespace; empty for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


class Package:
    """One file.

    Args:
        content: its bytes, which a reader has found to be in order.
    """

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self._infos = {info.filename: info for info in archive.infolist()}
            self._parts = {name: archive.read(name) for name in self._infos}
        self._trees: dict[str, Element] = {}
        self._changed: set[str] = set()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parts, in their order."""
        return tuple(self._parts)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._parts

    def content(self, name: str) -> bytes:
        """The bytes of a part, as it is now."""
        if name in self._changed:
            return _bytes_of(self._trees[name])
        return self._parts[name]

    def tree(self, name: str) -> Element:
        """The root of a part, to be looked at."""
        if name not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            content = self._parts[name]
            if name.lower().endswith(_OLD_DRAWING):
                content = _BREAK.sub(b"<br/>", content)
            self._trees[name] = etree.fromstring(content, parser)
        return self._trees[name]

    def edit(self, name: str) -> Element:
        """The root of a part, to be changed."""
        self._changed.add(name)
        return self.tree(name)

    def replace(self, name: str, content: bytes) -> None:
        """Put other bytes in the place of a part, or add one."""
        self._parts[name] = content
        self._trees.pop(name, None)
        self._changed.discard(name)

    # ------------------------------------------------------------------ relationships

    def relations(self, part: str) -> list[Relation]:
        """The relationships of a part."""
        name = relations_part(part)
        if not self.has(name):
            return []
        folder = posixpath.dirname(part)
        return [
            Relation(
                each.get("Id", ""),
                each.get("Type", "").rpartition("/")[2],
                _resolved(folder, each.get("Target", "")),
                each.get("TargetMode") == "External",
            )
            for each in self.tree(name)
        ]

    def related(self, part: str, kind: str) -> Iterator[str]:
        """Names of the parts that a part leads to by one kind of relationship."""
        for each in self.relations(part):
            if each.kind == kind and not each.is_external and self.has(each.target):
                yield each.target

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship, and give its id."""
        name = relations_part(part)
        if not self.has(name):
            self.replace(name, f'<Relationships xmlns="{_PACKAGE_RELATIONS}"/>'.encode())
        root = self.edit(name)
        taken = {each.get("Id") for each in root}
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        etree.SubElement(
            root,
            f"{{{_PACKAGE_RELATIONS}}}Relationship",
            Id=f"rId{number}",
            Type=f"{OFFICE_RELATIONS}/{kind}",
            Target=posixpath.relpath(target, posixpath.dirname(part) or "."),
        )
        return f"rId{number}"

    def unrelate(self, part: str, target: str) -> None:
        """Take away every relationship that leads from one part to another."""
        gone = {each.id for each in self.relations(part) if each.target == target}
        if gone:
            root = self.edit(relations_part(part))
            for each in [each for each in root if each.get("Id") in gone]:
                root.remove(each)

    # ------------------------------------------------------------------ content types

    def content_type(self, name: str) -> str:
        """What a part is declared to be; empty where only its ending says so."""
        for each in self.tree(TYPES_PART):
            if each.get("PartName") == f"/{name}":
                return str(each.get("ContentType", ""))
        return ""

    def declare(self, name: str, content_type: str) -> None:
        """Say what a part is."""
        root = self.edit(TYPES_PART)
        for each in root:
            if each.get("PartName") == f"/{name}":
                each.set("ContentType", content_type)
                return
        etree.SubElement(
            root,
            f"{{{_CONTENT_TYPES}}}Override",
            PartName=f"/{name}",
            ContentType=content_type,
        )

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Say what parts with a certain ending are, where nothing says so yet."""
        root = self.edit(TYPES_PART)
        known = {(each.get("Extension") or "").lower() for each in root}
        if ending not in known:
            each = etree.Element(f"{{{_CONTENT_TYPES}}}Default")
            each.set("Extension", ending)
            each.set("ContentType", content_type)
            root.insert(0, each)

    def add(self, name: str, content: bytes, content_type: str) -> None:
        """Add a part of a declared type."""
        self.replace(name, content)
        self.declare(name, content_type)

    def remove(self, name: str) -> None:
        """Take a part away with its own relationships and its declaration."""
        for each in (name, relations_part(name)):
            self._parts.pop(each, None)
            self._trees.pop(each, None)
            self._changed.discard(each)
        root = self.edit(TYPES_PART)
        for each in [each for each in root if each.get("PartName") == f"/{name}"]:
            root.remove(each)

    def free_name(self, pattern: str) -> str:
        """A name for a new part: the pattern with the first free number in it."""
        numbers = range(1, len(self._parts) + 2)
        return next(name for n in numbers if not self.has(name := pattern.format(n)))

    # ------------------------------------------------------------------ writing

    def to_bytes(self) -> bytes:
        """The whole file; parts stand in their old order, new ones last."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self._parts:
                old = self._infos.get(name)
                info = zipfile.ZipInfo(name, old.date_time if old else _DATE)
                info.compress_type = old.compress_type if old else zipfile.ZIP_DEFLATED
                info.external_attr = old.external_attr if old else 0
                archive.writestr(info, self.content(name))
        return out.getvalue()


def _bytes_of(root: Element) -> bytes:
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return text


def relations_part(part: str) -> str:
    """Name of the part with the relationships of a part; of the whole package without one."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(folder: str, target: str) -> str:
    path = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(path).lstrip("/")
