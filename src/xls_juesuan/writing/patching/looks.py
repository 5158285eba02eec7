"""Looks of cells as far as they decide what goes in: borders, decimals, locks.

It knows the styles part; it changes nothing in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.writing.patching.package import local
from xls_juesuan.writing.patching.package import main

if TYPE_CHECKING:
    from xls_juesuan.writing.patching.book import Book
    from xls_juesuan.writing.patching.package import Element


class Looks:
    """The looks of a workbook.

    Args:
        book: the workbook.
    """

    def __init__(self, book: Book) -> None:
        self._root = book.package.tree(book.styles) if book.styles else None

    def _list(self, name: str) -> list[Element]:
        found = self._root.find(main(name)) if self._root is not None else None
        return list(found) if found is not None else []

    def _look(self, cell: Element) -> Element | None:
        looks = self._list("cellXfs")
        number = int(cell.get("s", "0"))
        return looks[number] if number < len(looks) else None

    def has_border(self, cell: Element) -> bool:
        """Whether a line is drawn on any side of a cell."""
        look = self._look(cell)
        borders = self._list("borders")
        number = int(look.get("borderId", "0")) if look is not None else 0
        if number >= len(borders):
            return False
        return any(each.get("style", "none") != "none" for each in borders[number])

    def number_format(self, cell: Element) -> str:
        """The number format of a cell as a text."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        look = self._look(cell)
        number = look.get("numFmtId", "0") if look is not None else "0"
        own = {each.get("numFmtId"): each.get("formatCode", "") for each in self._list("numFmts")}
        return str(own.get(number) or BUILTIN_FORMATS.get(int(number), "General"))

    def is_locked(self, cell: Element) -> bool:
        """Whether a cell cannot be changed where its sheet is protected."""
        look = self._look(cell)
        for each in look if look is not None else ():
            if local(each) == "protection":
                return bool(each.get("locked", "1") in {"1", "true"})
        return True
