"""Plain text: lines, and tables whose columns are parted by tabs, bars or wide gaps."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from xls_juesuan.documents.chunks import Chunk
from xls_juesuan.documents.chunks import boxes_of
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


def read_text(piece: Piece) -> Flow:
    """Read a text.

    Raises:
        UserError: it is no text.
    """
    text = decode_text(piece).replace("\r\n", "\n").replace("\r", "\n")
    pages = text.split(_PAGE_END)
    tables = 0
    blocks: list[Block] = []
    for page, content in enumerate(pages, start=1):
        number = page if len(pages) > 1 else 0
        for block in _blocks(content.split("\n"), number):
            if isinstance(block, TableBlock):
                tables += 1
                blocks.append(TableBlock(block.boxes, block.pages, tables))
            else:
                blocks.append(block)
    return Flow(DocumentKind.TEXT, tuple(blocks))


def _blocks(lines: Sequence[str], page: int) -> Iterator[Block]:
    lines = [line for line in lines if line.strip() and not _PAGE_NUMBER.fullmatch(line)]
    parted = [_parted(line) for line in lines]
    number = 0
    while number < len(lines):
        if parted[number] is not None:
            end = number
            while end < len(lines) and parted[end] is not None:
                end += 1
            yield _table([cells for cells in parted[number:end] if cells is not None], page)
            number = end
            continue
        end = number
        while end < len(lines) and parted[end] is None:
            end += 1
        yield from _drawn(lines[number:end], page, number)
        number = end


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


def _table(rows: Sequence[Sequence[str]], page: int) -> TableBlock:
    rows = [row for row in rows if row]
    boxes = tuple(
        Box(line, line + 1, place, place + 1, text)
        for line, row in enumerate(rows)
        for place, text in enumerate(row)
    )
    return TableBlock(boxes, (page,) * len(rows), 0)


def _drawn(lines: Sequence[str], page: int, before: int) -> Iterator[Block]:
    """Lines whose columns only stand below one another."""
    chunks = [list(_chunks(line)) for line in lines]
    spans = list(table_ranges(chunks))
    starts = {span.start: span for span in spans}
    number = 0
    while number < len(lines):
        span = starts.get(number)
        if span is not None:
            boxes = boxes_of(chunks[span.start : span.stop])
            yield TableBlock(boxes, (page,) * len(span), 0)
            number = span.stop
            continue
        cells = tuple(chunk.text for chunk in chunks[number])
        yield TextBlock(cells, page, before + number + 1)
        number += 1


def _chunks(line: str) -> Iterator[Chunk]:
    """Pieces between gaps, with their places in widths of a Latin letter."""
    indent = len(line) - len(line.lstrip(" 　"))
    start = indent
    body = line.rstrip()
    for gap in (*_GAP.finditer(body, indent), None):
        end = gap.start() if gap else len(body)
        if text := body[start:end].strip():
            left = _width(body[:start])
            yield Chunk(left, left + _width(body[start:end]), text)
        start = gap.end() if gap else end


def _width(text: str) -> float:
    return float(sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text))
