"""Rows of a table with a fixed row for each code (公开06), in however many blocks it is printed.

It knows that a block is a column of codes, a column of names and a column of figures; it refuses
to know in which block a layout has a code.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.declarations.layout_parts import RowSpec
from xls_juesuan.recognise.amounts import is_amount
from xls_juesuan.recognise.amounts import is_nothing
from xls_juesuan.recognise.code_columns import CodeColumns
from xls_juesuan.recognise.code_columns import PrintedCode
from xls_juesuan.recognise.continuation import Continuation
from xls_juesuan.recognise.found_row import FoundRow
from xls_juesuan.tables.kinship import parent_code

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.published import PublishedWords
    from xls_juesuan.recognise.headings import Heading
    from xls_juesuan.recognise.page import PrintedPage


_TOTAL = "合计"


def find_coded(
    layout: Layout,
    page: PrintedPage,
    heading: Heading,
    lines: Sequence[int],
    words: PublishedWords,
) -> Iterator[FoundRow]:
    """Find the rows of codes in all blocks, each code once; by name where no codes are printed."""
    bands = [band for band in layout.bands if band.code_places and band.rows]
    if not bands:
        return
    by_code = {row.code: (band, row) for band in bands for row in band.rows}
    reader = CodeColumns(page, layout)
    columns = {column.key for band in bands for column in band.columns}
    named: dict[str, list[str]] = defaultdict(list)
    for code, (_, row) in by_code.items():
        named[words.row(row.label)].append(code)
    continuation = Continuation(page, layout, words)
    taken: set[str] = set()
    before = 0
    for place in heading.figure_places:
        area = range(before, place)
        before = place + 1
        printed = reader.find(lines, area, ())
        codes = reader.read(lines, printed, area) if printed else ()
        for found in codes or _by_name(page, lines, area, named, words):
            if found.code not in taken:
                taken.add(found.code)
                band, row = by_code.get(found.code) or _foreign(found, bands, layout)
                name = continuation.whole(found.name, found.line, found.place)
                row = replace(row, label=name or row.label)
                places = dict.fromkeys(columns, place)
                yield FoundRow(band, row, found.line, places=places, again=heading.parts)
    yield from _totals(layout, page, heading, lines, words)


def _totals(
    layout: Layout,
    page: PrintedPage,
    heading: Heading,
    lines: Sequence[int],
    words: PublishedWords,
) -> Iterator[FoundRow]:
    """合计 of all codes, which no layout prints, and its parts where they have columns."""
    bands = [band for band in layout.bands if not band.code_places and len(band.rows) == 1]
    for line in lines if bands else ():
        texts = [(place, text) for place, text in page.filled(line) if not is_nothing(text)]
        amounts = [place for place, text in texts if is_amount(text)]
        names = [text for _, text in texts if not is_amount(text)]
        if len(names) != 1 or words.row(names[0]) != words.row(_TOTAL) or not amounts:
            continue
        (column,) = bands[-1].columns
        row = RowSpec(TOTAL_ROW, names[0], gathers=True)
        places = {column.key: amounts[0]}
        yield FoundRow(bands[-1], row, line, places=places, again=heading.parts)
        for band, place in zip(bands, heading.parts, strict=False):
            yield FoundRow(band, band.rows[0], line, places={band.columns[0].key: place})
        return


def _by_name(
    page: PrintedPage,
    lines: Sequence[int],
    area: Sequence[int],
    named: Mapping[str, list[str]],
    words: PublishedWords,
) -> Iterator[PrintedCode]:
    """Codes of a block that prints names alone; of two of one name the upper one comes first."""
    left = {name: list(codes) for name, codes in named.items()}
    for line in lines:
        for place in area:
            name = page.text(line, place)
            codes = left.get(words.row(name), [])
            if codes:
                yield PrintedCode(line, codes.pop(0), name, place)
                break


def _foreign(found: PrintedCode, bands: Sequence[Band], layout: Layout) -> tuple[Band, RowSpec]:
    """A code that the layout has no row for, with the block of its category or else the last."""
    category = parent_code(found.code, layout.lengths) or found.code
    held = (band for band in bands if any(row.code == category for row in band.rows))
    return next(held, bands[-1]), RowSpec(found.code, found.name, code=found.code)
