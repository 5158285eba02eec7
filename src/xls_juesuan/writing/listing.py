"""Many lines of the same columns, each distinct cell kept once.

It knows the cells of a list column by column; it refuses to know what they say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray
    from xlsxwriter.format import Format

    Numbers = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class ListedColumn:
    """The cells of one column of a list.

    Attributes:
        place: the column, from 0.
        style: the look of all its cells.
        numbers: for each line, which of the cells stands there.
        cells: the distinct cells, texts or numbers, in the order of the first line that has them.
    """

    place: int
    style: Format
    numbers: Numbers
    cells: tuple[str | float, ...]

    @property
    def counts(self) -> list[int]:
        """How many lines have each of the cells."""
        found: list[int] = np.bincount(self.numbers, minlength=len(self.cells)).tolist()
        return found


def listed(
    place: int, style: Format, column: pd.Series[Any], read: Callable[[Any], str | float]
) -> ListedColumn:
    """Put a column of a frame into a list.

    Args:
        place: where it stands, from 0.
        style: its look.
        column: the values.
        read: what the cell of a value says.
    """
    import pandas as pd

    numbers, distinct = pd.factorize(column)
    values: Sequence[Any] = distinct.tolist()
    return ListedColumn(place, style, numbers, tuple(map(read, values)))
