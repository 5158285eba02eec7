"""Codes of a table as they are printed: in one cell or in pieces, with or without their names.

It knows digits and places; it refuses to know which code is which row.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.codes import economic_codes
from xls_juesuan.codes import functional_codes

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.recognise.page import PrintedPage

#: A whole code, whatever follows it in the same cell.
_WHOLE = re.compile(r"^(\d{3}(?:-?\d{2}){0,2})(?![\d.])")
_CODE_AND_MARK = re.compile(r"^[\d\s-]+[:：、,，]?\s*")
#: The digits of one level below the first.
_PIECE = re.compile(r"\d{1,2}")
#: Share of the texts of a column that must be codes.
_ENOUGH = Fraction(1, 2)
_LISTS = {"functional": functional_codes, "economic": economic_codes}


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A code with the name beside it, and where they stand.

    ``place`` is that of the name.
    """

    line: int
    code: str
    name: str
    place: int


class CodeColumns:
    """Finds and reads the columns that hold the codes of a table.

    Args:
        page: where it stands.
        layout: the table.
    """

    def __init__(self, page: PrintedPage, layout: Layout) -> None:
        self._page = page
        self._lengths = layout.lengths
        lists = _LISTS[layout.classification]()
        self._categories = {entry.code for entry in lists if len(entry.code) == layout.lengths[0]}

    def find(
        self, lines: Sequence[int], area: Sequence[int], named: Sequence[int]
    ) -> tuple[int, ...]:
        """Find the columns of codes by what stands in them.

        Args:
            lines: lines of the body.
            area: places that may hold them, from the left.
            named: those that the heading calls so, for tables without rows.
        """
        first = next((at for at, place in enumerate(area) if self._is_first(lines, place)), None)
        if first is None:
            return tuple(named)
        found = [area[first]]
        for place in area[first + 1 :]:
            if not self._is_next(lines, place) or len(found) == len(self._lengths):
                break
            found.append(place)
        return tuple(found)

    def read(
        self, lines: Sequence[int], columns: Sequence[int], area: Sequence[int]
    ) -> Iterator[PrintedCode]:
        """Read every code from the top; a piece left blank is that of the code above."""
        above = ""
        for line in lines:
            code, name = self._read(line, columns, above)
            if not code:
                continue
            above = code
            found = [place for place in area if place not in columns]
            named = [place for place in found if _is_name(self._page.text(line, place))]
            beside = named[0] if named and not name else None
            if beside is not None:
                name = self._page.text(line, beside)
            yield PrintedCode(line, code, name, columns[0] if beside is None else beside)

    def _read(self, line: int, columns: Sequence[int], above: str) -> tuple[str, str]:
        code, name = "", ""
        for level, place in enumerate(columns):
            shown = self._page.text(line, place)
            text = _compact(shown)
            whole = _WHOLE.match(text)
            if whole:
                # Names keep the brackets they are written with.
                code, name = whole[1].replace("-", ""), _CODE_AND_MARK.sub("", shown)
            elif level and _PIECE.fullmatch(text):
                start = (code or above)[: self._lengths[level - 1]]
                code = start + text.zfill(2)
        return (code, name) if len(code) in self._lengths else ("", "")

    def _is_first(self, lines: Sequence[int], place: int) -> bool:
        def is_code(text: str) -> bool:
            whole = _WHOLE.match(text)
            return bool(whole) and text[: self._lengths[0]] in self._categories

        return self._holds(lines, place, is_code)

    def _is_next(self, lines: Sequence[int], place: int) -> bool:
        def is_piece(text: str) -> bool:
            return bool(_PIECE.fullmatch(text) or (text.isdigit() and _WHOLE.match(text)))

        return self._holds(lines, place, is_piece)

    def _holds(self, lines: Sequence[int], place: int, is_wanted: Callable[[str], bool]) -> bool:
        texts = [text for line in lines if (text := _compact(self._page.text(line, place)))]
        wanted = sum(map(is_wanted, texts))
        return bool(wanted) and wanted >= _ENOUGH * len(texts)


def _compact(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _is_name(text: str) -> bool:
    return bool(text) and not _compact(text).isdigit()
