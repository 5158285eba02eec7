"""What the program wrote into a workbook, cell by cell, as it is kept there for the next run.

Compared with what stands in the cells later, it tells what a person typed. It knows how cells
are taken down and read back; it refuses to know files and what cells mean.
"""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

#: Texts beyond this are kept by their beginning and a checksum.
_LONGEST = 80
#: Decimals that tell two figures apart: those of a fen in 万元.
_DECIMALS = 6
#: What spreadsheet programs change in a formula without changing it.
_IDLE = re.compile(r"[\s'$]")


class Kind(StrEnum):
    """What the program wrote into a cell."""

    TEXT = "t"
    NUMBER = "n"
    FORMULA = "f"
    #: A cell that a person fills; its value is the name of what is asked for.
    INPUT = "i"
    #: A cell whose number a person may change; its value is a name, ``=``, and the number.
    CHANGEABLE = "c"


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell: its kind, its value as text, and of a formula the checksum."""

    kind: Kind
    value: str
    checksum: str = ""


class Record:
    """What was written on one sheet, by line and place from 0."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[int, Entry]] = {}

    def text(self, line: int, place: int, text: str) -> None:
        """Take down a text."""
        self._put(line, place, Entry(Kind.TEXT, value_of(text)))

    def number(self, line: int, place: int, number: float) -> None:
        """Take down a number."""
        self._put(line, place, Entry(Kind.NUMBER, value_of(number)))

    def formula(self, line: int, place: int, formula: str, stored: str | float) -> None:
        """Take down a formula with the value it has."""
        self._put(line, place, Entry(Kind.FORMULA, value_of(stored), formula_checksum(formula)))

    def input(self, line: int, place: int, name: str) -> None:
        """Take down a cell that a person fills, whatever stands in it."""
        self._put(line, place, Entry(Kind.INPUT, name))

    def changeable(self, line: int, place: int, name: str, number: str) -> None:
        """Take down a number that a person may change, as :func:`value_of` gives it."""
        self._put(line, place, Entry(Kind.CHANGEABLE, f"{name}={number}"))

    def forget(self, line: int, place: int) -> None:
        """Count what was written as not the program's own: a person's, carried over."""
        self.rows.get(line, {}).pop(place, None)

    def _put(self, line: int, place: int, entry: Entry) -> None:
        self.rows.setdefault(line, {})[place] = entry

    def lines(self) -> Iterator[tuple[int, str]]:
        """Give each line from 0 with its cells as a text."""
        for line, cells in sorted(self.rows.items()):
            yield line, _encode(cells)

    def parse(self, line: int, text: str) -> None:
        """Read one line back.

        Raises:
            ValueError: the text is no line of a record.
        """
        self.rows[line] = _decode(text)


def value_of(cell: object) -> str:
    """Give a cell as a text that is the same whichever program stored it."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return _number(cell)
    text = str(cell).replace("\r\n", "\n").strip()
    if len(text) > _LONGEST:
        return f"{text[: _LONGEST - 20]}…{zlib.crc32(text.encode()):08x}"
    return text


def formula_checksum(formula: str) -> str:
    """Sum up a formula, quotes, blanks and letter case aside, which programs change."""
    return f"{zlib.crc32(_IDLE.sub('', formula.removeprefix('=')).upper().encode()):08x}"


def _number(number: float) -> str:
    text = f"{number:.{_DECIMALS}f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    shown = f"{whole}.{decimals}" if decimals else whole
    return "0" if shown == "-0" else shown


def _encode(cells: Mapping[int, Entry]) -> str:
    content = {
        str(place): f"{entry.kind}{entry.checksum}{entry.value}" for place, entry in cells.items()
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _decode(text: str) -> dict[int, Entry]:
    content = json.loads(text)
    if not isinstance(content, dict):
        raise ValueError(text)  # noqa: TRY004 - the text is wrong, not its type
    cells = {}
    for place, code in content.items():
        if not isinstance(code, str):
            raise ValueError(text)  # noqa: TRY004 - the text is wrong, not its type
        kind, rest = Kind(code[:1]), code[1:]
        checksum, value = (rest[:8], rest[8:]) if kind is Kind.FORMULA else ("", rest)
        cells[int(place)] = Entry(kind, value, checksum)
    return cells
