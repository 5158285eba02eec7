"""Columns of a million texts looked at once a distinct text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray


def numbered(texts: pd.Series[str]) -> NDArray[np.int64]:
    """Number the texts of a column: equal texts, equal numbers."""
    numbers, _ = pd.factorize(texts)
    return numbers.astype("int64")


def joined(*columns: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number the combinations of several numbered columns, from 0 in the order of the lines."""
    result = columns[0]
    for column in columns[1:]:
        width = int(column.max(initial=0)) + 1
        result, _ = pd.factorize(result * width + column)
    return result.astype("int64")


def over_distinct(
    texts: pd.Series[str], answer: Callable[[pd.Series[str]], pd.Series[Any]]
) -> pd.Series[Any]:
    """Ask about each distinct text and give the answers line by line."""
    numbers, distinct = pd.factorize(texts)
    answers = answer(pd.Series(distinct, dtype="str")).to_numpy()
    return pd.Series(answers[numbers], index=texts.index)


def starts_with(texts: pd.Series[str], beginnings: tuple[str, ...]) -> pd.Series[bool]:
    """Whether each text begins with one of some texts."""
    return over_distinct(texts, lambda distinct: distinct.str.startswith(beginnings)).astype(bool)
