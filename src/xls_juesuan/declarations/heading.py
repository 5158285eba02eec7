"""The heading of a table as it is declared: a grid of texts with marks for merged cells.

``<`` continues the cell on its left, ``^`` the cell above. Knows grids, refuses to know
what stands below the heading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.errors import DeclarationError

if TYPE_CHECKING:
    from collections.abc import Sequence

LEFT = "<"
ABOVE = "^"


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """One text of the heading over ``lines`` × ``places``; ``line`` counts from 0 within it."""

    text: str
    line: int
    place: int
    lines: int = 1
    places: int = 1


def merge_heading(
    grid: Sequence[Sequence[str]], places: int, where: str
) -> tuple[HeadingCell, ...]:
    """Read a grid into cells.

    Args:
        grid: texts and marks, line by line.
        places: number of columns that every line must have.
        where: the file, for messages.

    Raises:
        DeclarationError: a line has another length, or a mark continues no rectangle.
    """
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for line, texts in enumerate(grid):
        if len(texts) != places:
            raise DeclarationError(
                f"{where}: heading line {line + 1} has {len(texts)} cells, not {places}"
            )
        for place, text in enumerate(texts):
            before = {LEFT: (line, place - 1), ABOVE: (line - 1, place)}.get(text)
            owner = (line, place) if before is None else owners.get(before)
            if owner is None:
                raise DeclarationError(
                    f"{where}: {text!r} at {_spot(line, place)} continues nothing"
                )
            owners[line, place] = owner
    return tuple(_cell(grid, owners, owner, where) for owner in dict.fromkeys(owners.values()))


def _cell(
    grid: Sequence[Sequence[str]],
    owners: dict[tuple[int, int], tuple[int, int]],
    owner: tuple[int, int],
    where: str,
) -> HeadingCell:
    spots = [spot for spot, found in owners.items() if found == owner]
    lines = max(line for line, _ in spots) - owner[0] + 1
    places = max(place for _, place in spots) - owner[1] + 1
    if lines * places != len(spots):
        raise DeclarationError(f"{where}: the cell at {_spot(*owner)} is no rectangle")
    return HeadingCell(grid[owner[0]][owner[1]], *owner, lines, places)


def _spot(line: int, place: int) -> str:
    return f"heading line {line + 1}, column {place + 1}"
