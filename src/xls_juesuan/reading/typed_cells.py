"""What stands on a sheet now against what the program had written there: what a person typed.

It knows which cells ask for something; it refuses to know what becomes of the answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.edits import Edit
from xls_juesuan.edits import Fate
from xls_juesuan.edits import TypedCell
from xls_juesuan.messages import earlier as say
from xls_juesuan.messages import writing as sheets
from xls_juesuan.reading.formats.limits import address_of
from xls_juesuan.record import Kind
from xls_juesuan.record import Record
from xls_juesuan.record import formula_checksum
from xls_juesuan.record import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from xls_juesuan.reading.grid import Grid
    from xls_juesuan.record import Entry

#: Where the 补充资料 sheet has the value and the key of a field.
_VALUE_PLACE, _KEY_PLACE = 2, 5
#: A sheet on which more texts than this are others has been rearranged, not filled in.
_MOST_TEXTS = 6
#: Changes of one sheet that are listed one by one.
_MOST_LISTED = 40


class SheetNow:
    """The cells of a sheet and its formulas, lines and places from 0."""

    def __init__(self, grid: Grid | None, formulas: Mapping[tuple[int, int], str]) -> None:
        self._formulas = formulas
        self.rows: dict[int, dict[int, object]] = {}
        for index, row in enumerate(grid.rows if grid else ()):
            line = grid.first_row + index - 1 if grid else 0
            first = grid.first_column - 1 if grid else 0
            cells = {first + at: cell for at, cell in enumerate(row) if value_of(cell)}
            if cells:
                self.rows[line] = cells

    def cell(self, line: int, place: int) -> object:
        """What stands in a cell; empty where nothing does."""
        return self.rows.get(line, {}).get(place, "")

    def is_formula(self, line: int, place: int, checksum: str) -> bool:
        """Whether the formula with this checksum still stands there, as far as one can see."""
        text = self._formulas.get((line + 1, place + 1))
        return text is not None and (not text or formula_checksum(text) == checksum)


@dataclass(frozen=True)
class SheetChanges:
    """What a person changed on one sheet."""

    inputs: dict[str, TypedCell] = field(default_factory=dict)
    fields: dict[str, TypedCell] = field(default_factory=dict)
    changed: dict[str, TypedCell] = field(default_factory=dict)
    edits: list[Edit] = field(default_factory=list)


def compare_sheet(name: str, record: Record, now: SheetNow) -> SheetChanges:
    """Compare a sheet with its record.

    Args:
        name: the sheet.
        record: what the program had written.
        now: what stands there.
    """
    found, stray = SheetChanges(), list[Edit]()
    lines: dict[int, int] = {}
    if name == sheets.FACTS:
        record = _facts_alone(record)
        lines = _lines_by_number(record, now)
    moved = _moved_texts(record, now, lines)
    for line, entries in record.rows.items():
        at = lines.get(line, line)
        is_moved = moved > _MOST_TEXTS and not _same_texts(entries, now, at)
        for place, entry in entries.items():
            spot = f"{name}!{address_of(at + 1, place + 1)}"
            cell = now.cell(at, place)
            if entry.kind in {Kind.INPUT, Kind.CHANGEABLE}:
                is_lost = is_moved and _take_answer(SheetChanges(), entry, TypedCell(spot, cell))
                if is_lost:
                    stray.append(Edit(Fate.OVERTYPED, spot, say.STRAY, "", value_of(cell)))
                elif not is_moved:
                    _take_answer(found, entry, TypedCell(spot, cell))
            elif _differs(entry, cell, now, at, place):
                _take(found, name, spot, entries, place, cell)
    _take_written_beside(found, name, record, now)
    if moved > _MOST_TEXTS or len(found.edits) > _MOST_LISTED:
        shown = [] if moved > _MOST_TEXTS else found.edits[:_MOST_LISTED]
        count = len(found.edits) - len(shown)
        what = say.MOVED if moved > _MOST_TEXTS else say.MORE.format(count=count)
        found.edits[:] = [*shown, Edit(Fate.OVERTYPED, name, what)]
    found.edits.extend(stray)
    return found


def gather(found: Iterable[SheetChanges]) -> SheetChanges:
    """Bring the sheets together."""
    joined = SheetChanges()
    for one in found:
        joined.inputs.update(one.inputs)
        joined.fields.update(one.fields)
        joined.changed.update(one.changed)
        joined.edits.extend(one.edits)
    return joined


def _take_answer(found: SheetChanges, entry: Entry, typed: TypedCell) -> bool:
    """Take what stands in a cell that is a person's to fill or change; say whether it is new."""
    name, _, was = (
        entry.value.rpartition("=") if entry.kind is Kind.CHANGEABLE else (entry.value, "", "")
    )
    if value_of(typed.cell) == was:
        return False
    answers = found.inputs if entry.kind is Kind.INPUT else found.changed
    answers[name] = replace(typed, was=was)
    return True


def _take(
    found: SheetChanges,
    name: str,
    spot: str,
    entries: Mapping[int, Entry],
    place: int,
    cell: object,
) -> None:
    was = entries[place].value if place in entries else ""
    key = entries.get(_KEY_PLACE)
    is_field = name == sheets.SUPPLEMENT and place == _VALUE_PLACE and key is not None
    if key is not None and is_field:
        found.fields[key.value] = TypedCell(spot, cell, was)
        return
    label = _label(entries, place)
    found.edits.append(Edit(Fate.OVERTYPED, spot, label, was, value_of(cell) or say.CLEARED))


def _label(entries: Mapping[int, Entry], place: int) -> str:
    """Texts left of a cell, which say what it is."""
    texts = [
        entry.value
        for at, entry in sorted(entries.items())
        if at < place and entry.kind is Kind.TEXT
    ]
    return " ".join(texts[-3:])


def _differs(entry: Entry, cell: object, now: SheetNow, line: int, place: int) -> bool:
    if value_of(cell) == entry.value:
        return False
    if entry.kind is Kind.FORMULA:
        return not now.is_formula(line, place, entry.checksum)
    return True


def _take_written_beside(found: SheetChanges, name: str, record: Record, now: SheetNow) -> None:
    """Take what was written into cells that the program had left blank."""
    last = max((max(cells) for cells in record.rows.values() if cells), default=0)
    is_facts = name == sheets.FACTS
    for line, cells in now.rows.items():
        entries = record.rows.get(line, {})
        for place, cell in cells.items():
            if place in entries or (is_facts and (entries or place > last)):
                continue
            spot = f"{name}!{address_of(line + 1, place + 1)}"
            _take(found, name, spot, entries, place, cell)


def _facts_alone(record: Record) -> Record:
    """The facts without the list of codes beside them, which is not sorted with them."""
    facts = Record()
    facts.rows = {
        line: {place: entry for place, entry in cells.items() if place < len(sheets.FACTS_HEADS)}
        for line, cells in record.rows.items()
    }
    return facts


def _lines_by_number(record: Record, now: SheetNow) -> dict[int, int]:
    """Where the numbered lines of 汇总 stand now: it may have been sorted."""
    at = {value_of(cells.get(0, "")): line for line, cells in now.rows.items()}
    return {
        line: at.get(entries[0].value, line)
        for line, entries in record.rows.items()
        if 0 in entries and entries[0].kind is Kind.NUMBER
    }


def _moved_texts(record: Record, now: SheetNow, lines: Mapping[int, int]) -> int:
    return sum(
        entry.kind is Kind.TEXT and value_of(now.cell(lines.get(line, line), place)) != entry.value
        for line, entries in record.rows.items()
        for place, entry in entries.items()
    )


def _same_texts(entries: Mapping[int, Entry], now: SheetNow, line: int) -> bool:
    """Whether a line has texts, and all of them stand where they stood."""
    texts = [(place, entry) for place, entry in entries.items() if entry.kind is Kind.TEXT]
    return bool(texts) and all(
        value_of(now.cell(line, place)) == entry.value for place, entry in texts
    )
