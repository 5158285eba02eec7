"""Knows a column of cells, each distinct one kept once, and how it is read cell by cell.

A ledger of a million lines has a few hundred accounts, dates and codes: what is asked of a cell
is asked once of each distinct one. It refuses to know what cells mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any
from typing import Generic
from typing import TypeVar
from typing import overload

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Hashable
    from collections.abc import Iterable
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Codes = NDArray[np.int32]
    Positions = Sequence[int] | NDArray[np.intp]

Cell = TypeVar("Cell")
Read = TypeVar("Read")
Other = TypeVar("Other")


class Column(Sequence[Cell], Generic[Cell]):
    """Cells of one column.

    Args:
        codes: for each row, which of the distinct cells stands there.
        distinct: the cells; a text may stand in it twice, which costs time and nothing else.
    """

    __slots__ = ("codes", "distinct")

    def __init__(self, codes: Codes, distinct: Sequence[Cell]) -> None:
        self.codes = codes
        self.distinct = distinct

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> Column[Cell]:
        """Put cells into a column, equal ones of one kind together (1, 1.0 and True are three)."""
        numbers: dict[Hashable, int] = {}
        distinct: list[Cell] = []
        codes = []
        for cell in cells:
            key = cell if cell.__class__ is str else (cell.__class__, cell)
            code = numbers.get(key)
            if code is None:
                code = numbers[key] = len(distinct)
                distinct.append(cell)
            codes.append(code)
        return cls(np.array(codes, dtype=np.int32), distinct)

    @classmethod
    def repeated(cls, cell: Cell, length: int) -> Column[Cell]:
        """A column with the same cell in every row."""
        return cls(np.zeros(length, dtype=np.int32), [cell])

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> Column[Cell]: ...
    def __getitem__(self, at: int | slice) -> Cell | Column[Cell]:
        if isinstance(at, slice):
            return Column(self.codes[at], self.distinct)
        return self.distinct[int(self.codes[at])]

    def __iter__(self) -> Iterator[Cell]:
        return map(self.distinct.__getitem__, self.codes.tolist())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(map(_same, self, other))

    __hash__ = None  # type: ignore[assignment]  # a column is compared by its cells, as lists are

    def __repr__(self) -> str:
        return f"Column({list(self[:8])}{' …' if len(self) > 8 else ''})"

    # -------------------------------------------------------------- reading

    def map(self, read: Callable[[Cell], Read]) -> Column[Read]:
        """Read every cell, each distinct one once; what is read the same becomes the same."""
        numbers: dict[Read, int] = {}
        renumbered = [numbers.setdefault(read(cell), len(numbers)) for cell in self.distinct]
        if renumbered == list(range(len(self.distinct))):
            return Column(self.codes, list(numbers))
        return Column(np.array(renumbered, dtype=np.int32)[self.codes], list(numbers))

    def flags(self, test: Callable[[Cell], object]) -> NDArray[np.bool_]:
        """Which rows hold a cell that passes a test."""
        passed = np.fromiter(map(bool, map(test, self.distinct)), np.bool_, len(self.distinct))
        found: NDArray[np.bool_] = passed[self.codes]
        return found

    def array(self, dtype: type[np.generic] | str = "object") -> NDArray[Any]:
        """The cells as an array, a row each."""
        values = np.empty(len(self.distinct), dtype=dtype)
        values[:] = self.distinct
        found: NDArray[Any] = values[self.codes]
        return found

    def positions(self, test: Callable[[Cell], object]) -> list[int]:
        """In which rows, counted from 0, a cell passes a test."""
        return [int(at) for at in np.flatnonzero(self.flags(test))]

    def take(self, positions: Positions) -> Column[Cell]:
        """The cells of some rows, in the order asked for."""
        return Column(self.codes[np.asarray(positions, dtype=np.intp)], self.distinct)

    def with_(self, other: Column[Other], join: Callable[[Cell, Other], Read]) -> Column[Read]:
        """Read the cells of two columns row by row, each distinct pair once."""
        width = max(len(other.distinct), 1)
        pairs = self.codes.astype(np.int64) * width + other.codes
        distinct, codes = _numbered(pairs)
        joined = [
            join(self.distinct[pair // width], other.distinct[pair % width])
            for pair in distinct.tolist()
        ]
        return Column(codes, joined).map(_itself)

    def or_else(self, other: Column[Cell]) -> Column[Cell]:
        """These cells, and those of the other column where they are blank."""
        return self.put(self.flags(is_blank), other)

    def put(self, rows: NDArray[np.bool_], cells: Column[Cell] | Cell) -> Column[Cell]:
        """These cells, and in some rows others."""
        if not rows.any():
            return self
        other = cells if isinstance(cells, Column) else Column.repeated(cells, len(self))
        offset = np.int32(len(self.distinct))
        codes = np.where(rows, other.codes + offset, self.codes)
        return Column(codes, [*self.distinct, *other.distinct])

    def used(self) -> list[Cell]:
        """The distinct cells that stand in any row, in the order of the first such rows."""
        codes, first = np.unique(self.codes, return_index=True)
        return [self.distinct[code] for code in codes[np.argsort(first)].tolist()]

    def groups(self) -> list[tuple[Cell, NDArray[np.intp]]]:
        """Each distinct cell that stands in any row, with its rows, in the order of the first."""
        order = np.argsort(self.codes, kind="stable")
        starts = np.flatnonzero(np.diff(self.codes[order], prepend=-1))
        rows = np.split(order, starts[1:]) if len(order) else []
        rows.sort(key=_first)
        return [(self[int(some[0])], some) for some in rows]


def last_before(rows: NDArray[np.bool_]) -> NDArray[np.intp]:
    """For each row, the nearest of the given rows above it; -1 where there is none."""
    at = np.where(rows, np.arange(len(rows)), -1)
    above = np.maximum.accumulate(at) if len(at) else at
    found: NDArray[np.intp] = np.concatenate(([-1], above[:-1])) if len(at) else at
    return found


def is_blank(cell: object) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (cell.__class__ is str and not cell)


def _first(rows: NDArray[np.intp]) -> int:
    return int(rows[0])


def _itself(cell: Read) -> Read:
    return cell


def _same(one: object, other: object) -> bool:
    return one.__class__ is other.__class__ and one == other


def _numbered(keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], Codes]:
    """Distinct keys in the order of the first, and for each row which it is."""
    import pandas as pd

    codes, distinct = pd.factorize(keys)
    return distinct, codes.astype(np.int32)
