"""Plain text: lines, and tables whose columns are parted by tabs, bars or wide gaps."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import groupby
from itertools import islice
from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.documents.chunks import Chunk
from xls_juesuan.documents.chunks import boxes_of
from xls_juesuan.documents.chunks import columns_of
from xls_juesuan.documents.chunks import table_ranges
from xls_juesuan.documents.flow import Box
from xls_juesuan.documents.flow import DocumentKind
from xls_juesuan.documents.flow import Flow
from xls_juesuan.documents.flow import TableBlock
from xls_juesuan.documents.flow import TextBlock
from xls_juesuan.reading.formats.delimited import decode_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.documents.flow import Block
    from xls_juesuan.reading.formats.limits import Piece

#: What parts the columns of a line: two blanks, or one that is as wide as a letter and no more.
_GAP = re.compile(r" {2,}|　{2,}")
_PAGE_NUMBER = re.compile(r"\s*[-—–]\s*\d{1,4}\s*[-—–]\s*|\s*第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?\s*")
#: A line of dashes and bars below the heading of a table.
_RULE = re.compile(r"[\s|:+\-=]+")
_PAGE_END = "\f"
#: Gaps of a line; one with more is no row of any table, and is read as one text.
_MOST_GAPS = 200
#: Widths of a Latin letter: the narrowest blank between columns; edges that are the same.
_NARROWEST, _TOLERANCE = 1.0, 0.25


class _Line(NamedTuple):
    """A filled line of the file with its number, from 1."""

    number: int
    text: str


def read_text(piece: Piece) -> Flow:
    """Read a text.

    Raises:
        UserError: it is no text.
    """
    text = decode_text(piece).replace("\r\n", "\n").replace("\r", "\n")
    tables = 0
    blocks: list[Block] = []
    for page, lines in _pages(text.split("\n")):
        for block in _blocks(lines, page):
            if isinstance(block, TableBlock):
                tables += 1
                blocks.append(replace(block, number=tables))
            else:
                blocks.append(block)
    return Flow(DocumentKind.TEXT, tuple(blocks))


def _pages(lines: Sequence[str]) -> Iterator[tuple[int, list[_Line]]]:
    """Filled lines of each page with their numbers in the file; all of page 0 if none ends."""
    page = 1 if any(_PAGE_END in line for line in lines) else 0
    found: list[_Line] = []
    for number, line in enumerate(lines, start=1):
        for place, piece in enumerate(line.split(_PAGE_END)):
            if place:
                yield page, found
                page, found = page + 1, []
            if piece.strip() and not _PAGE_NUMBER.fullmatch(piece):
                found.append(_Line(number, piece))
    yield page, found


def _blocks(lines: Sequence[_Line], page: int) -> Iterator[Block]:
    parted = [_parted(line.text) for line in lines]
    for is_parted, run in groupby(range(len(lines)), lambda number: parted[number] is not None):
        numbers = list(run)
        if is_parted:
            rows = [(lines[number].number, parted[number] or []) for number in numbers]
            yield _table([row for row in rows if row[1]], page)
        else:
            yield from _drawn([lines[number] for number in numbers], page)


def _parted(line: str) -> list[str] | None:
    """Cells of a line with tabs or bars; ``None`` for a line without; nothing for a rule."""
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    stripped = line.strip()
    if stripped.count("|") > 1:
        if _RULE.fullmatch(stripped):
            return []
        return [cell.strip() for cell in stripped.strip("|").split("|")]
    return None


def _table(rows: Sequence[tuple[int, Sequence[str]]], page: int) -> TableBlock:
    boxes = tuple(
        Box(line, line + 1, place, place + 1, text)
        for line, (_, row) in enumerate(rows)
        for place, text in enumerate(row)
    )
    return TableBlock(boxes, (page,) * len(rows), 0, lines=tuple(number for number, _ in rows))


def _drawn(lines: Sequence[_Line], page: int) -> Iterator[Block]:
    """Lines whose columns only stand below one another."""
    chunks = [list(_chunks(line.text, 2.0 * row)) for row, line in enumerate(lines)]
    spans = list(table_ranges(chunks))
    starts = {span.start: span for span in spans}
    number = 0
    while number < len(lines):
        span = starts.get(number)
        if span is not None:
            inside = chunks[span.start : span.stop]
            boxes = tuple(boxes_of(inside, columns_of(inside, _NARROWEST), 1.0))
            numbers = tuple(line.number for line in lines[span.start : span.stop])
            yield TableBlock(boxes, (page,) * len(span), 0, _TOLERANCE, numbers)
            number = span.stop
            continue
        cells = tuple(chunk.text for chunk in chunks[number])
        yield TextBlock(cells, page, lines[number].number)
        number += 1


def _chunks(line: str, down: float) -> Iterator[Chunk]:
    """Pieces between gaps, with their places in widths of a Latin letter."""
    indent = len(line) - len(line.lstrip(" 　"))
    start = indent
    body = line.rstrip()
    gaps = [*islice(_GAP.finditer(body, indent), _MOST_GAPS + 1)]
    for gap in (*(gaps if len(gaps) <= _MOST_GAPS else ()), None):
        end = gap.start() if gap else len(body)
        if text := body[start:end].strip():
            left = _width(body[:start])
            yield Chunk(left, left + _width(body[start:end]), text, down)
        start = gap.end() if gap else end


def _width(text: str) -> float:
    return float(sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text))
