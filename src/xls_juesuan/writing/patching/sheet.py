"""One sheet of a package: its rows and cells, read and written in place.

It knows the XML of rows and cells; it refuses to know what a cell means. Rows count from 1 as
spreadsheets do, places (columns) from 0.
"""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from xls_juesuan.writing.patching.package import main
from xls_juesuan.writing.patching.references import cell_name
from xls_juesuan.writing.patching.references import parse_area
from xls_juesuan.writing.patching.references import parse_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.writing.patching.package import Element
    from xls_juesuan.writing.patching.package import Package
    from xls_juesuan.writing.patching.references import Area

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ROW, _CELL, _VALUE, _FORMULA, _INLINE = map(main, ("row", "c", "v", "f", "is"))
_TEXT, _RUN = main("t"), main("r")


class Sheet:
    """The sheet.

    Args:
        package: the file.
        name: name of the sheet.
        part: name of its part.
    """

    def __init__(self, package: Package, name: str, part: str) -> None:
        self.package = package
        self.name = name
        self.part = part

    @property
    def root(self) -> Element:
        """The whole sheet, to be looked at."""
        return self.package.tree(self.part)

    def edit(self) -> Element:
        """The whole sheet, to be changed."""
        return self.package.edit(self.part)

    @property
    def data(self) -> Element:
        """The element that holds the rows."""
        return self.root.find(main("sheetData"))

    # ------------------------------------------------------------------ rows and cells

    def rows(self) -> Iterator[Element]:
        """All rows there are."""
        yield from self.data.iterchildren(_ROW)

    def cells(self) -> Iterator[Element]:
        """All cells there are."""
        for row in self.rows():
            yield from row.iterchildren(_CELL)

    @cached_property
    def _by_number(self) -> dict[int, Element]:
        self._number_silent_rows()
        return {int(row.get("r")): row for row in self.rows()}

    def _number_silent_rows(self) -> None:
        """Rows and cells may leave out where they stand: then they follow one another."""
        before = 0
        for row in self.rows():
            number = int(row.get("r", before + 1))
            row.set("r", str(number))
            place = -1
            for cell in row.iterchildren(_CELL):
                spot = parse_cell(cell.get("r", ""))
                place = spot[1] if spot else place + 1
                cell.set("r", cell_name(number, place))
            before = number

    def forget_rows(self) -> None:
        """Look for the rows anew after some came or went."""
        self.__dict__.pop("_by_number", None)

    def find_row(self, number: int) -> Element | None:
        """A row; ``None`` where the sheet has none of that number."""
        return self._by_number.get(number)

    def row(self, number: int) -> Element:
        """A row, made where it is missing."""
        found = self.find_row(number)
        if found is None:
            self.edit()
            found = etree.Element(_ROW, r=str(number))
            place = sum(int(row.get("r")) < number for row in self.rows())
            self.data.insert(place, found)
            self._by_number[number] = found
        return found

    def find_cell(self, row: Element, place: int) -> Element | None:
        """A cell of a row; ``None`` where it has none at that place."""
        wanted = cell_name(int(row.get("r")), place)
        return next((cell for cell in row.iterchildren(_CELL) if cell.get("r") == wanted), None)

    def cell(self, row: Element, place: int) -> Element:
        """A cell of a row, made in the look of its row or column where it is missing."""
        found = self.find_cell(row, place)
        if found is None:
            self.edit()
            found = etree.Element(_CELL, r=cell_name(int(row.get("r")), place))
            look = row.get("s") if row.get("customFormat") == "1" else self._column_look(place)
            if look:
                found.set("s", look)
            before = [place_in(cell) < place for cell in row.iterchildren(_CELL)]
            row.insert(sum(before), found)
            row.attrib.pop("spans", None)
        return found

    def _column_look(self, place: int) -> str | None:
        for column in self.root.iterfind(f"{main('cols')}/{main('col')}"):
            if int(column.get("min")) <= place + 1 <= int(column.get("max")):
                look: str | None = column.get("style")
                return look
        return None

    @property
    def merges(self) -> list[Area]:
        """The merged areas."""
        found = self.root.iterfind(f"{main('mergeCells')}/{main('mergeCell')}")
        areas = (parse_area(each.get("ref", "")) for each in found)
        return [area for area in areas if area is not None]

    def merge(self, ref: str) -> None:
        """Merge one more area, on a sheet that has merged areas already."""
        listed = self.edit().find(main("mergeCells"))
        etree.SubElement(listed, main("mergeCell"), ref=ref)
        listed.set("count", str(len(listed)))

    @property
    def is_protected(self) -> bool:
        """Whether the sheet keeps people from changing locked cells."""
        found = self.root.find(main("sheetProtection"))
        return found is not None and found.get("sheet", "0") in {"1", "true"}

    # ------------------------------------------------------------------ what cells hold

    @cached_property
    def _strings(self) -> list[Element]:
        name = next((n for n in self.package.names if n.lower().endswith("/sharedstrings.xml")), "")
        return list(self.package.tree(name)) if name else []

    def rich(self, cell: Element) -> Element | None:
        """The element that holds the text of a cell, with its runs; ``None`` for no text."""
        if cell.get("t") == "inlineStr":
            return cell.find(_INLINE)
        value = cell.findtext(_VALUE)
        if cell.get("t") == "s" and value and value.strip().isdigit():
            number = int(value)
            return self._strings[number] if number < len(self._strings) else None
        return None

    def value(self, cell: Element | None) -> Decimal | str | bool | None:
        """What a cell holds, or what the result of its formula was."""
        if cell is None:
            return None
        kind: str = cell.get("t", "n")
        if kind in {"s", "inlineStr"}:
            rich = self.rich(cell)
            return text_in(rich) if rich is not None else None
        value: str | None = cell.findtext(_VALUE)
        if value is None or value == "":
            return None
        if kind == "b":
            return value.strip() == "1"
        return value if kind in {"str", "e", "d"} else Decimal(value.strip())

    def text(self, cell: Element | None) -> str:
        """The same as a text."""
        value = self.value(cell)
        return "" if value is None else str(value)

    @staticmethod
    def formula(cell: Element | None) -> Element | None:
        """The formula of a cell; ``None`` where it has none."""
        return cell.find(_FORMULA) if cell is not None else None

    def clear(self, cell: Element) -> None:
        """Leave nothing in a cell but its look."""
        self.edit()
        cell.attrib.pop("t", None)
        for child in list(cell):
            cell.remove(child)

    def set_number(self, cell: Element, number: Decimal) -> None:
        """Put a number into a cell."""
        self.clear(cell)
        etree.SubElement(cell, _VALUE).text = plain_number(number)

    def set_text(self, cell: Element, text: str) -> None:
        """Put a text into a cell; what looked different in the old text still does."""
        rich = self.rich(cell)
        inline = etree.Element(_INLINE)
        if rich is not None and rich.find(_RUN) is not None:
            inline.extend(_new_runs(rich, text))
        else:
            inline.append(_text_element(text))
        self.clear(cell)
        cell.set("t", "inlineStr")
        cell.append(inline)

    def set_result(self, cell: Element, value: Decimal | str | bool | None) -> None:  # noqa: FBT001 - a result may be true or false
        """Keep what the formula of a cell gives now; nothing where that is not known."""
        self.edit()
        formula = cell.find(_FORMULA)
        self.clear(cell)
        cell.append(formula)
        if value is None:
            return
        if isinstance(value, str):
            cell.set("t", "str")
        elif isinstance(value, bool):
            cell.set("t", "b")
        shown = str(int(value)) if isinstance(value, bool) else value
        text = plain_number(shown) if isinstance(shown, Decimal) else shown
        etree.SubElement(cell, _VALUE).text = text


def place_in(cell: Element) -> int:
    """The place of a cell."""
    spot = parse_cell(cell.get("r", ""))
    return spot[1] if spot else -1


def row_in(cell: Element) -> int:
    """The row of a cell."""
    spot = parse_cell(cell.get("r", ""))
    return spot[0] if spot else 0


def plain_number(number: Decimal) -> str:
    """Write a number without an exponent and without zeros that say nothing."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def text_in(rich: Element) -> str:
    """The text of a shared or inline string, without its readings."""
    texts = [rich.findtext(_TEXT) or ""]
    texts += [run.findtext(_TEXT) or "" for run in rich.iterchildren(_RUN)]
    return "".join(texts)


def _text_element(text: str) -> Element:
    element = etree.Element(_TEXT)
    element.text = text
    if text != text.strip() or "\n" in text or "  " in text:
        element.set(_SPACE, "preserve")
    return element


def _new_runs(rich: Element, text: str) -> list[Element]:
    """Runs that give a new text: what begins and ends like the old one keeps its looks."""
    runs = [deepcopy(run) for run in rich.iterchildren(_RUN)]
    old = [run.findtext(_TEXT) or "" for run in runs]
    whole = "".join(old)
    same = _common(whole, text)
    tail = min(_common(whole[::-1], text[::-1]), len(whole) - same, len(text) - same)
    new, at, is_put = [], 0, False
    for piece in old:
        before = piece[: max(0, min(len(piece), same - at))]
        after_from = max(0, min(len(piece), len(whole) - tail - at))
        is_here = not is_put and at + len(piece) >= same
        middle = text[same : len(text) - tail] if is_here else ""
        is_put = is_put or is_here
        new.append(before + middle + piece[max(after_from, len(before)) :])
        at += len(piece)
    for run, piece in zip(runs, new, strict=True):
        for child in run.findall(_TEXT):
            run.remove(child)
        run.append(_text_element(piece))
    return runs


def _common(one: str, other: str) -> int:
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
