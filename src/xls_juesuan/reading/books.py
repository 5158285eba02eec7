"""Knows account books that print one account several times, once for each kind of dimension.

A set of sheets by function and another by economic code state the same entries, each with
half of their dimensions. An entry is one line of the ledger: the halves are joined where date,
voucher, narration and amounts leave one way to do it, and are never added up.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import NamedTuple

import numpy as np

from xls_juesuan.cube.distinct import joined
from xls_juesuan.cube.distinct import numbered
from xls_juesuan.cube.evidence import MOST_SOURCES
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import combining as tell
from xls_juesuan.reading.frames import put_text
from xls_juesuan.reading.lines import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    from numpy.typing import NDArray

    from xls_juesuan.model import Source
    from xls_juesuan.reading.lines import Lines

_KEY = ["date", "voucher", "narration", "debit", "credit"]
_STATED = [*DIMENSIONS, *(f"{role}_name" for role in DIMENSIONS)]
#: Fewer entries in common than this share of the smaller set are two payments that look alike.
_SAME_SHARE = 0.5


class _Place(NamedTuple):
    """A line: its part, its label in the part's frame, and what it states.

    The dimensions are changed here and written to the frame for all lines at once: reaching
    into a frame line by line takes as long as everything else together.
    """

    part: Lines
    at: int
    dimensions: dict[str, str]


class _Side(NamedTuple):
    """The lines of an account in all books of one kind, by what identifies them."""

    entries: dict[tuple[object, ...], list[_Place]]
    openings: list[_Place]


def join_books(journals: list[Lines]) -> list[Problem]:
    """Join, in place, the entries that books of different kinds print of one account (L128)."""
    problems = []
    for account, kinds in _books(journals).items():
        if len(kinds) < 2:
            continue
        sides = [_side(parts, account) for parts in kinds.values()]
        main, *others = sorted(sides, key=lambda side: -_size(side))
        for other in others:
            problems += _join(account, main, other)
    _keep_first_openings(journals)
    return problems


def _keep_first_openings(journals: list[Lines]) -> None:
    """Count the opening of an account once, in place: that before its first entry.

    Sheets of months each print a position at their start, and so do two sets of one book.
    """
    ordered = sorted(journals, key=_first_date)
    known: dict[tuple[object, ...], Lines] = {}
    for part in ordered:
        frame = part.frame
        names = ["account", *DIMENSIONS]
        numbers = joined(*(numbered(frame[name]) for name in names))
        begins = _first_entries(frame, numbers)
        openings = np.flatnonzero(frame["status"] == RowStatus.OPENING)
        places = frame[names].iloc[openings].itertuples(index=False, name=None)
        again = [
            at
            for at, place in zip(openings.tolist(), places, strict=True)
            if begins[numbers[at]] < at or known.setdefault(place, part) is not part
        ]
        frame.loc[frame.index[again], "status"] = str(RowStatus.COMPARED)


def _first_entries(frame: pd.DataFrame, numbers: NDArray[np.int64]) -> NDArray[np.intp]:
    """For each number the first entry that has it; the end of the frame where none has."""
    entries = np.flatnonzero(frame["status"] == RowStatus.ENTRY)
    firsts = np.full(int(numbers.max(initial=-1)) + 1, len(frame))
    # Of several that are put into one place the last stays.
    firsts[numbers[entries[::-1]]] = entries[::-1]
    return firsts


def _first_date(part: Lines) -> str:
    dates = part.frame.loc[part.frame["status"] == RowStatus.ENTRY, "date"]
    return min((date for date in dates if date), default="")


def _books(journals: list[Lines]) -> dict[str, dict[frozenset[str], list[Lines]]]:
    """Parts of each account that stands outside its table, by the dimensions beside it."""
    books: dict[str, dict[frozenset[str], list[Lines]]] = defaultdict(lambda: defaultdict(list))
    for part in journals:
        table = part.table
        if "account" in table.fixed and "account" not in table.columns:
            kind = frozenset(role for role in DIMENSIONS if table.cells(role) is not None)
            for account in part.frame.loc[part.frame["account"] != "", "account"].unique():
                books[str(account)][kind].append(part)
    return books


def _side(parts: list[Lines], account: str) -> _Side:
    side = _Side(defaultdict(list), [])
    for part in parts:
        frame = part.frame[part.frame["account"] == account]
        entries = frame[frame["status"] == RowStatus.ENTRY]
        keys = zip(*(entries[name] for name in _KEY), strict=True)
        for key, place in zip(keys, _places(part, entries), strict=True):
            side.entries[key].append(place)
        side.openings.extend(_places(part, frame[frame["status"] == RowStatus.OPENING]))
    return side


def _places(part: Lines, rows: pd.DataFrame) -> Iterator[_Place]:
    stated = zip(*(rows[name].tolist() for name in _STATED), strict=True)
    for at, values in zip(rows.index, stated, strict=True):
        yield _Place(part, at, dict(zip(_STATED, map(str, values), strict=True)))


def _size(side: _Side) -> int:
    return sum(map(len, side.entries.values()))


def _join(account: str, main: _Side, other: _Side) -> list[Problem]:
    """Give the lines of one side what the other states of them, and set the other aside."""
    shared = [key for key in other.entries if key in main.entries]
    common = sum(min(len(main.entries[key]), len(other.entries[key])) for key in shared)
    if not common or common < _size(other) * _SAME_SHARE:
        return []
    joined: list[_Place] = []
    unclear: list[_Place] = []
    for key in shared:
        ours, theirs = main.entries[key], other.entries[key]
        unclear += [] if _give(ours, theirs) else ours
        joined += theirs[: len(ours)]
    _write([place for key in shared for place in main.entries[key]])
    _set_aside(joined)
    _set_openings_aside(main, other)
    detail = tell.books_joined(account, len(joined), len(unclear))
    places = unclear or joined
    return [Problem("L128", account, detail, tuple(_sources(places)), rows=len(joined))]


def _give(ours: list[_Place], theirs: list[_Place]) -> bool:
    """Copy dimensions to lines that lack them; False where it is open which goes where."""
    stated = [place.dimensions for place in theirs]
    own = [place.dimensions for place in ours]
    is_one_way = all(one == stated[0] for one in stated) or all(one == own[0] for one in own)
    if len(ours) != len(theirs) or not is_one_way:
        return False
    for mine, dimensions in zip(own, stated, strict=True):
        mine.update({name: text for name, text in dimensions.items() if not mine[name]})
    return True


def _write(places: list[_Place]) -> None:
    """Put the dimensions of lines into their frames."""
    for part, own in _by_part(places):
        at = [place.at for place in own]
        for name in _STATED:
            put_text(part.frame, at, name, [place.dimensions[name] for place in own])


def _set_aside(places: list[_Place]) -> None:
    for part, own in _by_part(places):
        part.frame.loc[[place.at for place in own], "status"] = str(RowStatus.COMPARED)


def _by_part(places: list[_Place]) -> Iterator[tuple[Lines, list[_Place]]]:
    found: dict[int, tuple[Lines, list[_Place]]] = {}
    for place in places:
        found.setdefault(id(place.part), (place.part, []))[1].append(place)
    yield from found.values()


def _set_openings_aside(main: _Side, other: _Side) -> None:
    """Count an opening once: that of the set with functions, which carry-overs are shown by."""
    if not main.openings or not other.openings:
        return
    has_function = any(place.dimensions["function"] for place in main.openings)
    _set_aside((other if has_function else main).openings)


def _sources(places: list[_Place]) -> Iterator[Source]:
    for place in places[:MOST_SOURCES]:
        yield from sources_of(place.part.frame.loc[[place.at]])
