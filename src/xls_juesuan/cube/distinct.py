"""Columns of a million texts looked at once a distinct text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from numpy.typing import NDArray


def numbered(texts: pd.Series[str]) -> NDArray[np.int64]:
    """Number the texts of a column: equal texts, equal numbers."""
    if isinstance(texts.dtype, pd.CategoricalDtype):
        return texts.cat.codes.to_numpy().astype("int64")
    return pd.factorize(texts)[0].astype("int64")


def unless(rows: pd.Series[bool], numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same numbers, but one number of its own for all of some rows."""
    return np.where(rows.to_numpy(), 0, numbers + 1)


def joined(*columns: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number the combinations of several numbered columns, from 0 in the order of the lines."""
    result = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        width = int(column.max(initial=0)) + 1
        result = pd.factorize(result * width + column)[0].astype("int64")
    return result


def side_by_side(lines: pd.DataFrame, *names: str) -> pd.Series[str]:
    """The texts of several columns in one, a blank between those that say anything."""
    keys = joined(*(numbered(lines[name]) for name in names))
    first = np.unique(keys, return_index=True)[1]
    rows = zip(*(lines[name].iloc[first].tolist() for name in names), strict=True)
    texts = pd.array([" ".join(filter(None, row)) for row in rows], dtype="str")
    return pd.Series(texts.take(keys), index=lines.index)


def plain_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """The same frame with its texts as they are, where lines are few and texts are worked on."""
    kept = {
        name: "str" for name in frame.columns if isinstance(frame[name].dtype, pd.CategoricalDtype)
    }
    return frame.astype(kept)


def kept(rows: int, text: str, known: Iterable[str]) -> pd.Categorical:
    """A column with the same text in all rows; ``known`` are texts that may be put into it."""
    texts = sorted({text, *known})
    codes = np.full(rows, texts.index(text), np.int8)
    return pd.Categorical.from_codes(codes, pd.Index(texts, dtype="str"))


def any_of_same(rows: pd.Series[bool], keys: NDArray[np.integer[Any]]) -> pd.Series[bool]:
    """Whether any row with the same number is among some rows; numbers are small."""
    found = np.zeros(int(keys.max(initial=-1)) + 1, np.bool_)
    found[keys[rows.to_numpy(dtype=np.bool_)]] = True
    return pd.Series(found[keys], index=rows.index)


def beginnings(texts: pd.Series[str], length: int) -> pd.Series[str]:
    """The first letters of each text, kept once each and in order."""
    numbers, distinct = _used(texts)
    cut = [str(text)[:length] for text in distinct]
    known = sorted(set(cut))
    places = {text: place for place, text in enumerate(known)}
    codes = np.array([places[text] for text in cut], dtype=np.int32)[numbers]
    kept = pd.Categorical.from_codes(codes, pd.Index(known, dtype="str"))
    return pd.Series(kept, index=texts.index)


def _used(texts: pd.Series[str]) -> tuple[NDArray[np.int64], Iterable[str]]:
    """Number the texts; of those that are kept once each only the ones that these lines have."""
    if not isinstance(texts.dtype, pd.CategoricalDtype):
        numbers, distinct = pd.factorize(texts)
        return numbers, distinct
    codes = texts.cat.codes.to_numpy()
    is_used = np.zeros(len(texts.cat.categories), np.bool_)
    is_used[codes] = True
    return (np.cumsum(is_used) - 1)[codes], texts.cat.categories[is_used]


def over_distinct(
    texts: pd.Series[str], answer: Callable[[pd.Series[str]], pd.Series[Any]]
) -> pd.Series[Any]:
    """Ask about each distinct text and give the answers line by line."""
    numbers, distinct = _used(texts)
    answers = answer(pd.Series(list(distinct), dtype="str")).to_numpy()
    return pd.Series(answers[numbers], index=texts.index)


def starts_with(texts: pd.Series[str], beginnings: tuple[str, ...]) -> pd.Series[bool]:
    """Whether each text begins with one of some texts."""
    return over_distinct(texts, lambda distinct: distinct.str.startswith(beginnings)).astype(bool)
