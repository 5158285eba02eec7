"""Word documents: paragraphs, tables, text boxes, in the order of the text.

Texts that are marked as deleted, crossed out or hidden are left out, inserted ones count; what a
field shows counts, not what it computes.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.documents.flow import Box
from xls_juesuan.documents.flow import DocumentKind
from xls_juesuan.documents.flow import Flow
from xls_juesuan.documents.flow import TableBlock
from xls_juesuan.documents.flow import TextBlock
from xls_juesuan.messages import documents as say
from xls_juesuan.reading.formats.html import NOTE_MARK
from xls_juesuan.reading.formats.limits import Budget
from xls_juesuan.reading.formats.limits import Piece
from xls_juesuan.reading.formats.parts import Parts
from xls_juesuan.reading.formats.strict import as_usual

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.documents.flow import Block

_TEXT_PART = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_BOX = f"{_W}txbxContent"
#: Holders that only wrap what is between them.
_WRAPPERS = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo"})
_DELETED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}rPr", f"{_W}pPr"})
_DELETED_ROW = f"{_W}trPr/{_W}del"
_OFF = frozenset({"0", "false", "off"})
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}ptab": "\t",
}
#: Twentieths of a point; rows drawn by hand miss one another by less.
_TOLERANCE = 90.0
#: Width of a column whose width the file does not say.
_USUAL_WIDTH = 1000.0
#: Strict documents write widths with their unit: 239.40pt.
_LENGTH = re.compile(r"(\d{1,5}(?:\.\d{1,6})?)(pt|pc|pi|in|cm|mm)")
_TWENTIETHS = {"pt": 20, "pc": 240, "pi": 240, "in": 1440, "cm": 1440 / 2.54, "mm": 144 / 2.54}
#: Digits of a width or a number of columns: more are no number that anybody meant.
_MOST_DIGITS = 6


def read_word(name: str, content: bytes) -> Flow:
    """Read a .docx.

    Raises:
        UserError: it is damaged, or unfolds to more than a document can be.
    """
    from docx import Document

    _refuse_unfit(name, content)
    try:
        body = Document(io.BytesIO(as_usual(content))).element.body
    # What is wrong in the package surfaces as zip, key, value or XML errors alike.
    except Exception as error:
        raise say.damaged(name) from error
    if body is None:
        raise say.damaged(name)
    return Flow(DocumentKind.WORD, tuple(_Body().blocks(body)))


def _refuse_unfit(name: str, content: bytes) -> None:
    """Refuse what must not reach the library, which unpacks every part, pictures and all.

    Raises:
        UserError: see ``read_word``.
    """
    parts = Parts(Piece(name, name, content, Budget.for_file(len(content))))
    parts.refuse_unfit()
    # Texts of entities would be left out without a word.
    if _TEXT_PART in parts and b"<!DOCTYPE" in parts.read(_TEXT_PART):
        raise say.damaged(name)


class _Body:
    """Gives the blocks of a body and counts them."""

    def __init__(self) -> None:
        self._paragraphs = 0
        self._tables = 0

    def blocks(self, holder: Any) -> Iterator[Block]:  # noqa: ANN401 - lxml is untyped
        for element in holder:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
            elif element.tag in _WRAPPERS:
                yield from self.blocks(element)

    def _paragraph(self, element: Any) -> Iterator[Block]:  # noqa: ANN401 - lxml is untyped
        self._paragraphs += 1
        number = self._paragraphs
        for line in _text(element).split("\n"):
            cells = tuple(filter(None, (piece.strip() for piece in line.split("\t"))))
            if cells:
                yield TextBlock(cells, 0, number)
        for box in _text_boxes(element):
            yield from self.blocks(box)

    def _table(self, element: Any) -> Iterator[Block]:  # noqa: ANN401 - lxml is untyped
        widths = [_width(column) or _USUAL_WIDTH for column in _columns(element)]
        boxes: list[Box] = []
        open_boxes: dict[int, int] = {}
        rows = [row for row in _children(element, f"{_W}tr") if row.find(_DELETED_ROW) is None]
        nested: list[Any] = []
        for line, row in enumerate(rows):
            place = _number(row, "gridBefore")
            for cell in _children(row, f"{_W}tc"):
                across = _number(cell, "gridSpan", 1)
                left, right = _edge(widths, place), _edge(widths, place + across)
                if _goes_on(cell) and place in open_boxes:
                    number = open_boxes[place]
                    old = boxes[number]
                    boxes[number] = Box(old.top, line + 1, old.left, old.right, old.text)
                else:
                    open_boxes[place] = len(boxes)
                    boxes.append(Box(line, line + 1, left, right, _cell_text(cell)))
                nested += cell.iter(f"{_W}tbl")
                place += across
        if rows:
            self._tables += 1
            yield TableBlock(tuple(boxes), (0,) * len(rows), self._tables, _TOLERANCE)
        for table in nested:
            if next(table.iterancestors(f"{_W}tbl")) is element:
                yield from self._table(table)


def _children(holder: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401 - lxml is untyped
    for element in holder:
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _children(element, tag)


def _columns(table: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml is untyped
    grid = table.find(f"{_W}tblGrid")
    return iter(()) if grid is None else grid.iter(f"{_W}gridCol")


def _edge(widths: list[float], place: int) -> float:
    """Where a column begins; columns beyond the declared ones have the usual width."""
    return sum(widths[:place]) + _USUAL_WIDTH * max(0, place - len(widths))


def _number(holder: Any, key: str, otherwise: int = 0) -> int:  # noqa: ANN401 - lxml is untyped
    for properties in (f"{_W}trPr", f"{_W}tcPr"):
        found = holder.find(f"{properties}/{_W}{key}")
        number = _digits(found, "val") if found is not None else None
        if number is not None:
            return number
    return otherwise


def _digits(element: Any, key: str) -> int | None:  # noqa: ANN401 - lxml is untyped
    """The whole number of an attribute; ``None`` for words such as auto, and for none."""
    text = element.get(f"{_W}{key}") or ""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def _width(column: Any) -> float:  # noqa: ANN401 - lxml is untyped
    """Width in twentieths of a point; 0 where none is said."""
    length = _LENGTH.fullmatch(column.get(f"{_W}w") or "")
    return float(length[1]) * _TWENTIETHS[length[2]] if length else float(_digits(column, "w") or 0)


def _goes_on(cell: Any) -> bool:  # noqa: ANN401 - lxml is untyped
    """Whether a cell continues the one above it."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _cell_text(cell: Any) -> str:  # noqa: ANN401 - lxml is untyped
    lines: list[str] = []
    for paragraph in _children(cell, f"{_W}p"):
        lines.append(_text(paragraph).strip())
        # A figure may stand in a box that lies over the cell.
        lines += [_cell_text(box) for box in _text_boxes(paragraph)]
    return "\n".join(filter(None, lines))


def _text(element: Any) -> str:  # noqa: ANN401 - lxml is untyped
    """What a paragraph shows, without its text boxes."""
    pieces: list[str] = []
    for child in element:
        if child.tag in _DELETED or child.tag in {_FALLBACK, _TEXT_BOX}:
            continue
        if child.tag == f"{_W}r" and _is_unseen(child):
            continue
        if child.tag == f"{_W}t":
            pieces.append(child.xpath("string()"))
        elif child.tag in _SIGNS:
            pieces.append(_SIGNS[child.tag])
        else:
            pieces.append(_text(child))
    return "".join(pieces)


def _is_unseen(run: Any) -> bool:  # noqa: ANN401 - lxml is untyped
    """Whether a run is hidden, crossed out, or the raised number of a note."""
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return False
    for tag in ("vanish", "strike", "dstrike"):
        found = properties.find(f"{_W}{tag}")
        if found is not None and found.get(f"{_W}val", "true") not in _OFF:
            return True
    raised = properties.find(f"{_W}vertAlign")
    is_raised = raised is not None and raised.get(f"{_W}val") == "superscript"
    return is_raised and NOTE_MARK.fullmatch("".join(run.itertext()).strip()) is not None


def _text_boxes(element: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml is untyped
    for box in element.iter(_TEXT_BOX):
        above = [holder.tag for holder in box.iterancestors()]
        inside = above[: above.index(f"{_W}p")] if f"{_W}p" in above else above
        if _FALLBACK not in inside:
            yield box
