"""An earlier workbook at the place of the output → what a person wrote into it.

It knows the sheets that hold a person's words, and the record of what the program had written;
it refuses to know what becomes of it all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.edits import EarlierWorkbook
from xls_juesuan.errors import UserError
from xls_juesuan.messages import earlier as say
from xls_juesuan.messages import writing as sheets
from xls_juesuan.reading.cells import text_of
from xls_juesuan.reading.container import Container
from xls_juesuan.reading.container import find_container
from xls_juesuan.reading.container import load_bytes
from xls_juesuan.reading.formats.limits import Budget
from xls_juesuan.reading.formats.limits import Piece
from xls_juesuan.reading.typed_cells import SheetNow
from xls_juesuan.reading.typed_cells import compare_sheet
from xls_juesuan.reading.typed_cells import gather
from xls_juesuan.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.reading.grid import Grid

#: Without these headings a sheet 审核 is somebody else's.
_REVIEW_MARKS = {sheets.REVIEW_HEADS[place] for place in (10, 11, 12)}


def read_earlier(path: Path) -> EarlierWorkbook | None:
    """Read what a person wrote into the workbook that stands at the place of the output.

    Returns:
        ``None`` when nothing stands there. A file that is damaged, protected or somebody
        else's is no reason to stop: ``problem`` says that nothing was read.
    """
    if not path.is_file():
        return None
    try:
        content = load_bytes(path)
        if find_container(path.name, content) is not Container.XLSX:
            return EarlierWorkbook(say.FOREIGN)
        return _read(path, content)
    except UserError:
        return EarlierWorkbook(say.UNREADABLE)


def _read(path: Path, content: bytes) -> EarlierWorkbook:
    from xls_juesuan.reading.formats.formula_texts import read_formulas
    from xls_juesuan.reading.formats.xlsx import read_xlsx

    grids = {grid.sheet: grid for grid in read_xlsx(_piece(path, content))}
    reviews = tuple(_lines(grids.get(sheets.REVIEW), sheets.REVIEW_HEADS, _REVIEW_MARKS))
    if not reviews:
        return EarlierWorkbook(say.FOREIGN)
    changes = tuple(_lines(grids.get(sheets.CHANGES), say.HEADS, set(say.HEADS)))
    records = _records(grids.get(sheets.RECORD))
    if not records:
        return EarlierWorkbook(say.NO_RECORD, reviews, changes)
    formulas = read_formulas(_piece(path, content), records.keys())
    found = gather(
        compare_sheet(name, record, SheetNow(grids.get(name), formulas.get(name, {})))
        for name, record in records.items()
    )
    return EarlierWorkbook(
        "", reviews, changes, found.inputs, found.fields, found.changed, tuple(found.edits)
    )


def _piece(path: Path, content: bytes) -> Piece:
    return Piece(path.name, path.stem, content, Budget.for_file(len(content)))


def _lines(grid: Grid | None, heads: Sequence[str], marks: set[str]) -> Iterator[Mapping[str, str]]:
    """Give the lines below a heading row that has the marks, by heading."""
    places: dict[str, int] = {}
    for row in grid.rows if grid else ():
        texts = [text_of(cell) if not isinstance(cell, str) else cell.strip() for cell in row]
        if places:
            line = {head: texts[place] for head, place in places.items()}
            if any(line.values()):
                yield line
        elif marks <= set(texts):
            places = {text: place for place, text in enumerate(texts) if text in heads}


def _records(grid: Grid | None) -> dict[str, Record]:
    """Read what the program had written, by sheet; lines that are no record are left out."""
    found: dict[str, Record] = {}
    for row in grid.rows if grid else ():
        name, line, text = (text_of(cell) for cell in (*row, "", "", "")[:3])
        if line.isdigit() and text.startswith("{"):
            try:
                found.setdefault(name, Record()).parse(int(line) - 1, text)
            except ValueError:
                continue
    return found
