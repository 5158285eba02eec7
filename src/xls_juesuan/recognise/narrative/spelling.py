"""How a mistyped name looks: a letter or two that differ from the right one.

It knows letters; it refuses to know what names are of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Letters of a name for each that may be mistyped, and how many may be at most.
_LETTERS_A_SLIP, _MOST_SLIPS = 6, 3
_SHORTEST = 4


def most_slips(name: str) -> int:
    """How many letters of a name may be mistyped for it to be known still."""
    return min(max(1, len(name) // _LETTERS_A_SLIP), _MOST_SLIPS)


def slips(first: str, second: str) -> int:
    """Letters to add, drop or change to get from one text to the other."""
    row = list(range(len(second) + 1))
    for number, letter in enumerate(first, start=1):
        above, row[0] = row[0], number
        for place, other in enumerate(second, start=1):
            changed = above + (letter != other)
            above = row[place]
            row[place] = min(changed, row[place] + 1, row[place - 1] + 1)
    return row[-1]


def nearest(written: str, names: Iterable[str]) -> str:
    """The name that was meant; blank where none is near, or several are as near."""
    if len(written) < _SHORTEST:
        return ""
    ranked = sorted((slips(written, name), name) for name in set(names))
    near = [(apart, name) for apart, name in ranked if apart <= most_slips(name)]
    if not near or (len(ranked) > 1 and ranked[1][0] == near[0][0]):
        return ""
    return near[0][1]
