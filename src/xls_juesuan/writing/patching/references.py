"""References to cells in formulas and ranges, and how rows that come or go move them.

It knows how formulas name cells; it refuses to know which part a formula stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})")
_ROWS = re.compile(r"(\$?)(\d{1,7}):(\$?)(\d{1,7})")
_COLUMNS = re.compile(r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}")
LOST = "#REF!"


class Area(NamedTuple):
    """A range: rows from 1, places (columns) from 0; ``None`` where it has no bound."""

    first: int | None
    left: int | None
    last: int | None
    right: int | None


@dataclass(frozen=True, slots=True)
class RowShift:
    """Rows that come in behind a row, or that go.

    Attributes:
        at: the row behind which new ones come, or the first that goes.
        count: how many come; negative: how many go.
        joins_above, joins_below: whether new rows belong to a range that ends with the row
            above them, or begins with the row below them.
    """

    at: int
    count: int
    joins_above: bool = False
    joins_below: bool = False
    #: First row of the list that grows: a range over all of it takes in what comes at its end.
    list_start: int = 0

    def row(self, row: int) -> int | None:
        """Where a row is afterwards; ``None`` when it is gone."""
        if self.count >= 0:
            return row + self.count if row > self.at else row
        if row < self.at:
            return row
        return row + self.count if row >= self.at - self.count else None

    def span(self, first: int, last: int, *, grows: bool = True) -> tuple[int, int] | None:
        """Where a range of rows is afterwards; ``None`` when it is gone."""
        if self.count >= 0:
            is_whole = first <= self.list_start
            above = grows and (self.joins_above or is_whole)
            below = grows and self.joins_below
            stays = first <= self.at or (below and first == self.at + 1)
            ends = last > self.at or (above and last == self.at)
            return (
                first if stays else first + self.count,
                last + self.count if ends else last,
            )
        gone_to = self.at - self.count - 1
        new_first = self.row(first) or self.at
        new_last = self.row(last) or self.at - 1
        is_gone = self.at <= first and last <= gone_to
        return None if is_gone else (new_first, new_last)


def place_of(letters: str) -> int:
    """Count a column from 0: A is 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def letters_of(place: int) -> str:
    """Name a column that is counted from 0."""
    letters = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, place: int) -> str:
    """Name a cell as spreadsheets do."""
    return f"{letters_of(place)}{row}"


def parse_cell(name: str) -> tuple[int, int] | None:
    """Row and place of a cell; ``None`` when it is none."""
    found = _CELL.fullmatch(name)
    return (int(found[4]), place_of(found[2])) if found else None


def parse_area(text: str) -> Area | None:
    """Read a range without a sheet; ``None`` where it is a name or something else."""
    if _COLUMNS.fullmatch(text):
        left, right = (place_of(part.strip("$")) for part in text.split(":"))
        return Area(None, min(left, right), None, max(left, right))
    rows = _ROWS.fullmatch(text)
    if rows:
        ends = sorted((int(rows[2]), int(rows[4])))
        return Area(ends[0], None, ends[1], None)
    spots = [parse_cell(part) for part in text.split(":")]
    if len(spots) > 2 or any(spot is None for spot in spots):
        return None
    known = [spot for spot in spots if spot is not None]
    lines, places = sorted(row for row, _ in known), sorted(place for _, place in known)
    return Area(lines[0], places[0], lines[-1], places[-1])


def split_sheet(reference: str) -> tuple[str, str]:
    """Sheet (unquoted, empty for its own) and range of a reference."""
    sheet, mark, rest = reference.rpartition("!")
    if not mark:
        return "", reference
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, rest


def references(formula: str) -> Iterator[str]:
    """Every reference in a formula (without =), as it is written."""
    for token in tokens(formula):
        if token.type == token.OPERAND and token.subtype == token.RANGE:
            yield token.value


def tokens(formula: str) -> list[Any]:
    """Cut a formula (without =) into its tokens."""
    from openpyxl.formula import Tokenizer

    return list(Tokenizer(f"={formula}").items)


def shift_formula(formula: str, own: str, sheet: str, shift: RowShift) -> str:
    """Move the references of a formula that lead to a sheet.

    Args:
        formula: the formula, without =.
        own: the sheet it stands on; empty where it stands on none.
        sheet: the sheet whose rows come or go.
        shift: how.
    """
    if "!" not in formula and own.casefold() != sheet.casefold():
        return formula
    found: list[Any] = tokens(formula)
    changed = False
    for token in found:
        if token.type == token.OPERAND and token.subtype == token.RANGE:
            target, rest = split_sheet(token.value)
            if (target or own).casefold() != sheet.casefold():
                continue
            moved = shift_range(rest, shift, grows=not _runs_along_row(rest))
            if moved != rest:
                token.value = token.value[: len(token.value) - len(rest)] + moved
                changed = True
    return "".join(token.value for token in found) if changed else formula


def _runs_along_row(text: str) -> bool:
    """Whether a range takes in several cells of one row: it adds up that row, never a list."""
    area = parse_area(text)
    return area is not None and area.first == area.last and area.left != area.right


def shift_range(text: str, shift: RowShift, *, grows: bool = True) -> str:
    """Move one range; whole rows never grow, names and columns stay."""
    rows = _ROWS.fullmatch(text)
    if rows:
        span = shift.span(int(rows[2]), int(rows[4]), grows=False)
        return f"{rows[1]}{span[0]}:{rows[3]}{span[1]}" if span else LOST
    parts = [_CELL.fullmatch(part) for part in text.split(":")]
    if len(parts) == 1 and parts[0]:
        row = shift.row(int(parts[0][4]))
        return LOST if row is None else _with_row(parts[0], row)
    if len(parts) == 2 and parts[0] and parts[1]:
        span = shift.span(int(parts[0][4]), int(parts[1][4]), grows=grows)
        return f"{_with_row(parts[0], span[0])}:{_with_row(parts[1], span[1])}" if span else LOST
    return text


def shift_list(text: str, shift: RowShift, *, grows: bool = True) -> str:
    """Move ranges that stand side by side (sqref); what is gone is left out."""
    return " ".join(_shifted(text.split(), shift, grows=grows))


def _shifted(ranges: Iterable[str], shift: RowShift, *, grows: bool) -> Iterator[str]:
    for each in ranges:
        # One row alone grows as well: its copies are to look and to be checked as it is.
        whole = each if ":" in each or not grows else f"{each}:{each}"
        moved = shift_range(whole, shift, grows=grows)
        if moved != LOST:
            first, _, last = moved.partition(":")
            yield first if first == last else moved


def _with_row(cell: re.Match[str], row: int) -> str:
    return f"{cell[1]}{cell[2]}{cell[3]}{row}"
