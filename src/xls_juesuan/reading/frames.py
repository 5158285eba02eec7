"""Frames whose texts are kept once each, however many lines show them.

A text column is categorical, its texts in order, so that sorting by it sorts texts. It refuses to
know what columns mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from xls_juesuan.ledger import RowStatus
from xls_juesuan.reading.column import Column

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence


def text_array(cells: Column[str], known: Iterable[str] = ()) -> pd.Categorical:
    """A column of texts as a frame holds it; ``known`` are texts that others may put into it."""
    numbered = cells.map(str)
    texts = list(dict.fromkeys([*numbered.distinct, *known]))
    order = sorted(range(len(texts)), key=texts.__getitem__)
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    categories = pd.Index([texts[at] for at in order], dtype="str")
    codes = places[numbered.codes] if order else numbered.codes
    return pd.Categorical.from_codes(codes, categories)


def join_frames(frames: Sequence[pd.DataFrame], *, keep_index: bool = False) -> pd.DataFrame:
    """Put frames of the same columns below one another."""
    if len(frames) == 1:
        joined = frames[0].copy()
    else:
        first = frames[0]
        data = {
            name: union_categoricals([one[name] for one in frames], sort_categories=True)
            if isinstance(first[name].dtype, pd.CategoricalDtype)
            else np.concatenate([one[name].to_numpy() for one in frames])
            for name in first.columns
        }
        index = pd.Index(np.concatenate([one.index.to_numpy() for one in frames]))
        joined = pd.DataFrame(data, index=index)
    return joined if keep_index else joined.reset_index(drop=True)


def kept_texts(frame: pd.DataFrame) -> dict[str, pd.Categorical | pd.Series[Any]]:
    """The columns of a frame with plain texts, as a ledger frame holds them."""
    return {
        name: text_column(name, Column.of(frame[name]))
        if isinstance(frame[name].dtype, pd.StringDtype)
        else frame[name]
        for name in frame.columns
    }


def text_column(name: str, cells: Column[str]) -> pd.Categorical:
    """A column of the ledger frame; any state may be put into that of states."""
    return text_array(cells, map(str, RowStatus) if name == "status" else ())


def put_text(
    frame: pd.DataFrame, rows: pd.Series[bool] | list[int], name: str, texts: str | Sequence[str]
) -> None:
    """Put a text, or one for each, into some rows of a column, in place."""
    known = frame[name].cat.categories
    added = ({texts} if isinstance(texts, str) else set(texts)) - set(known)
    if added:
        frame[name] = frame[name].cat.set_categories(sorted([*known, *added]))
    frame.loc[np.asarray(rows) if isinstance(rows, list) else rows, name] = texts
