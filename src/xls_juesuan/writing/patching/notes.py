"""Comments and tints on cells of a foreign workbook; everything else stays as it was.

It knows the parts that hold comments, their boxes and the looks of cells; it refuses to know what
a comment says.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING
from typing import NamedTuple

from lxml import etree

from xls_juesuan.writing.patching.book import Book
from xls_juesuan.writing.patching.comments import Spot
from xls_juesuan.writing.patching.comments import comments_of
from xls_juesuan.writing.patching.comments import drop_comments
from xls_juesuan.writing.patching.package import MAIN
from xls_juesuan.writing.patching.package import OFFICE_RELATIONS
from xls_juesuan.writing.patching.package import Package
from xls_juesuan.writing.patching.package import main
from xls_juesuan.writing.patching.references import cell_name
from xls_juesuan.writing.patching.soundness import find_fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Collection
    from collections.abc import Iterable

    from xls_juesuan.writing.patching.package import Element
    from xls_juesuan.writing.patching.sheet import Sheet

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BOXES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_V, _O, _X = (
    "urn:schemas-microsoft-com:vml",
    "urn:schemas-microsoft-com:office:office",
    "urn:schemas-microsoft-com:office:excel",
)
#: Elements of a sheet that stand behind that of its boxes.
_BEHIND_BOXES = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_NO_BOXES = f"""<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}">
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>
<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"
 path="m,l,21600r21600,l21600,xe">
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>
</xml>"""
_BOX = """<v:shape xmlns:v="{v}" xmlns:o="{o}" xmlns:x="{x}" id="_x0000_s{number}"
 type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1"
 o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>
<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">
<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/>
<x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>
<x:Row>{row}</x:Row><x:Column>{place}</x:Column></x:ClientData></v:shape>"""
#: Columns and letters of a line of a box; rows at most.
_WIDE, _LETTERS, _TALLEST = 4, 24, 30
#: Begins what is added to the comment of somebody else, so that it is known again.
_ADDED = "\n\n"


class Note(NamedTuple):
    """What is put on a cell: row from 1, place (column) from 0, fill as RRGGBB."""

    sheet: str
    row: int
    place: int
    text: str
    fill: str


def annotate(
    content: bytes,
    notes: Iterable[Note],
    author: str,
    is_old: Callable[[str], bool] = lambda _: False,
    old_fills: Collection[str] = (),
) -> bytes | None:
    """Put notes on the cells of a workbook.

    Args:
        content: the workbook.
        notes: what to put where; sheets that it does not have are passed over.
        author: whose comments they are.
        is_old: tells the text of a note that was put there by an earlier run: it is replaced.
        old_fills: the colours of such notes, as RRGGBB, if they are to go from all other cells
            too; none where they stay.

    Returns:
        The workbook with its notes; ``None`` where its kind of file cannot be written into.
    """
    package = Package(content)
    if find_fault(package):
        return None
    book = Book(package)
    if book.is_strict:
        return None
    book.become_workbook()
    names = {entry.name for entry in book.entries}
    tints = _Tints(package, book)
    by_sheet: dict[str, list[Note]] = {}
    for note in notes:
        if note.sheet in names:
            by_sheet.setdefault(note.sheet, []).append(note)
    if old_fills:
        remove_notes(book, author, old_fills)
    for name, found in by_sheet.items():
        sheet = book.sheet(name)
        comments = _Comments(package, sheet, author, is_old)
        for note in sorted(found, key=lambda note: (note.row, note.place)):
            cell = sheet.cell(sheet.row(note.row), note.place)
            tints.tint(sheet, cell, note.fill)
            comments.add(note)
    return package.to_bytes()


def remove_notes(book: Book, author: str, fills: Iterable[str]) -> bool:
    """Take the notes away that ``annotate`` once put on cells.

    Args:
        book: the workbook.
        author: whose comments go; those of others stay.
        fills: the colours of their cells, as RRGGBB: these go as well.

    Returns:
        Whether there were any.
    """
    package, has_any = book.package, False
    colours = frozenset(f"FF{fill}" for fill in fills)
    for sheet in book.sheets():
        spots = comments_of(package, sheet, author)
        if spots:
            drop_comments(package, sheet, spots.__contains__)
            _untint(book, sheet, spots, colours)
            has_any = True
    return has_any


def _untint(book: Book, sheet: Sheet, spots: Iterable[Spot], colours: frozenset[str]) -> None:
    """Give cells the look that they had before, where the workbook still has it."""
    styles = book.package.tree(book.styles) if book.styles else None
    looks = list(styles.find(main("cellXfs"))) if styles is not None else []
    fills = list(styles.find(main("fills"))) if styles is not None else []
    tinted = {
        str(number)
        for number, fill in enumerate(fills)
        if any(each.get("rgb") in colours for each in fill.iter(main("fgColor")))
    }
    plain = {
        _without_fill(look): str(number)
        for number, look in reversed(list(enumerate(looks)))
        if look.get("fillId") not in tinted
    }
    for row, place in spots:
        cell = sheet.cell(sheet.row(row), place)
        look = looks[int(cell.get("s", "0"))] if looks else None
        if look is not None and look.get("fillId") in tinted and _without_fill(look) in plain:
            sheet.edit()
            cell.set("s", plain[_without_fill(look)])


def _without_fill(look: Element) -> tuple[object, ...]:
    """Everything of a look but its fill."""
    own = sorted((key, value) for key, value in look.items() if key not in {"fillId", "applyFill"})
    return (*own, *map(etree.tostring, look))


class _Tints:
    """Looks of cells with another fill."""

    def __init__(self, package: Package, book: Book) -> None:
        self._package = package
        self._part = book.styles
        self._fills: dict[str, str] = {}
        self._looks: dict[tuple[str, str], str] = {}

    def tint(self, sheet: Sheet, cell: Element, fill: str) -> None:
        """Fill a cell, all else of its look kept."""
        if not self._part:
            return
        key = (cell.get("s", "0"), fill)
        if key not in self._looks:
            self._looks[key] = self._add_look(*key)
        sheet.edit()
        cell.set("s", self._looks[key])

    def _add_look(self, number: str, fill: str) -> str:
        looks = self._package.edit(self._part).find(main("cellXfs"))
        look = deepcopy(looks[int(number)])
        look.set("fillId", self._fill(fill))
        look.set("applyFill", "1")
        looks.append(look)
        looks.set("count", str(len(looks)))
        return str(len(looks) - 1)

    def _fill(self, colour: str) -> str:
        if colour not in self._fills:
            fills = self._package.edit(self._part).find(main("fills"))
            fill = etree.SubElement(fills, main("fill"))
            pattern = etree.SubElement(fill, main("patternFill"), patternType="solid")
            etree.SubElement(pattern, main("fgColor"), rgb=f"FF{colour}")
            etree.SubElement(pattern, main("bgColor"), indexed="64")
            fills.set("count", str(len(fills)))
            self._fills[colour] = str(len(fills) - 1)
        return self._fills[colour]


class _Comments:
    """The comments of one sheet: those of others stay, a cell that has one gets more text."""

    def __init__(
        self, package: Package, sheet: Sheet, author: str, is_old: Callable[[str], bool]
    ) -> None:
        self._root = package.edit(_comments_part(package, sheet))
        self._boxes = _boxes_root(package, sheet)
        self._author = self._author_number(author)
        self._is_old = is_old

    def _take_old(self, comment: Element) -> bool:
        """Take out of a comment what an earlier run put there; whether there was anything."""
        text = comment.find(main("text"))
        if comment.get("authorId") == self._author and self._is_old(_words(text)):
            for each in list(text):
                text.remove(each)
            return True
        added = [
            run
            for run in text.iterchildren(main("r"))
            if (words := _words(run)).startswith(_ADDED) and self._is_old(words.strip())
        ]
        for run in added:
            text.remove(run)
        return bool(added)

    def add(self, note: Note) -> None:
        """Put the text of a note on its cell."""
        name = cell_name(note.row, note.place)
        listed = self._root.find(main("commentList"))
        old = next((each for each in listed if each.get("ref") == name), None)
        if old is not None:
            self._take_old(old)
            text = old.find(main("text"))
            text.append(_run(_ADDED + note.text if _words(text) else note.text))
            return
        comment = etree.SubElement(listed, main("comment"), ref=name, authorId=self._author)
        etree.SubElement(comment, main("text")).append(_run(note.text))
        self._add_box(note)

    def _author_number(self, author: str) -> str:
        authors = self._root.find(main("authors"))
        names = [each.text for each in authors]
        if author not in names:
            etree.SubElement(authors, main("author")).text = author
            names.append(author)
        return str(names.index(author))

    def _add_box(self, note: Note) -> None:
        lines = sum(1 + len(line) // _LETTERS for line in note.text.split("\n"))
        rows = min(lines + 1, _TALLEST)
        first = max(note.row - 2, 0)
        anchor = (note.place + 1, 12, first, 6, note.place + 1 + _WIDE, 12, first + rows, 6)
        numbers = [
            int(digits)
            for shape in self._boxes.iter(f"{{{_V}}}shape")
            if (digits := (shape.get("id") or "").rpartition("s")[2]).isdigit()
        ]
        box = _BOX.format(
            v=_V,
            o=_O,
            x=_X,
            number=max(numbers, default=1024) + 1,
            anchor=", ".join(map(str, anchor)),
            row=note.row - 1,
            place=note.place,
        )
        self._boxes.append(etree.fromstring(box))


def _words(element: Element) -> str:
    """All text of a comment, or of a part of one."""
    return "".join(each.text or "" for each in element.iter(main("t")))


def _run(text: str) -> Element:
    run = etree.Element(main("r"))
    look = etree.SubElement(run, main("rPr"))
    etree.SubElement(look, main("sz"), val="9")
    words = etree.SubElement(run, main("t"))
    words.text = text
    words.set(_SPACE, "preserve")
    return run


def _comments_part(package: Package, sheet: Sheet) -> str:
    """The part with the comments of a sheet, made where it is missing."""
    part = next(package.related(sheet.part, "comments"), "")
    if not part:
        part = package.free_name("xl/comments{}.xml")
        root = etree.Element(main("comments"), nsmap={None: MAIN})
        etree.SubElement(root, main("authors"))
        etree.SubElement(root, main("commentList"))
        package.add(part, etree.tostring(root), _COMMENTS_TYPE)
        package.relate(sheet.part, "comments", part)
    return part


def _boxes_root(package: Package, sheet: Sheet) -> Element:
    """The drawing with the boxes of a sheet, made where it is missing."""
    relation = f"{{{OFFICE_RELATIONS}}}id"
    listed = sheet.root.find(main("legacyDrawing"))
    by_id = {each.id: each.target for each in package.relations(sheet.part)}
    part = by_id.get(listed.get(relation), "") if listed is not None else ""
    if not package.has(part):
        part = package.free_name("xl/drawings/vmlDrawing{}.vml")
        package.declare_ending("vml", _BOXES_TYPE)
        package.replace(part, _NO_BOXES.encode())
        element = etree.Element(main("legacyDrawing"))
        element.set(relation, package.relate(sheet.part, "vmlDrawing", part))
        root = sheet.edit()
        if listed is not None:
            root.remove(listed)
        behind = [each for name in _BEHIND_BOXES for each in root.iterchildren(main(name))]
        if behind:
            behind[0].addprevious(element)
        else:
            root.append(element)
    return package.edit(part)
