"""Columns whose texts are kept once each answer as plain ones do."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xls_juesuan.cube.distinct import any_of_same
from xls_juesuan.cube.distinct import beginnings
from xls_juesuan.cube.distinct import joined
from xls_juesuan.cube.distinct import kept
from xls_juesuan.cube.distinct import numbered
from xls_juesuan.cube.distinct import over_distinct
from xls_juesuan.cube.distinct import plain_texts
from xls_juesuan.cube.distinct import side_by_side

TEXTS = st.lists(st.sampled_from(["", "6001", "600102", "7201", "甲", "乙丙"]), min_size=1)


def both(texts: list[str]) -> list[pd.Series[str]]:
    """The same texts as they are and kept once each, with one more that no line has."""
    index = pd.RangeIndex(5, 5 + len(texts))
    plain = pd.Series(texts, index, dtype="str")
    known = pd.Index(sorted({*texts, "多余"}), dtype="str")
    return [plain, pd.Series(pd.Categorical(texts, known), index)]


@given(TEXTS)
def test_both_give_the_same_answers(texts: list[str]) -> None:
    """Beginnings, answers, combinations, line by line and with the index of the lines."""
    plain, once = both(texts)
    for column in (plain, once):
        assert beginnings(column, 4).tolist() == [text[:4] for text in texts]
        assert beginnings(column, 4).index.equals(plain.index)
        assert over_distinct(column, lambda one: one.str.len()).tolist() == list(map(len, texts))
        assert len(set(joined(numbered(column)).tolist())) == len(set(texts))
    frame = pd.DataFrame({"one": once, "other": plain})
    assert side_by_side(frame, "one", "other").tolist() == [f"{one} {one}".strip() for one in texts]
    assert plain_texts(frame)["one"].tolist() == texts


@given(TEXTS)
def test_only_texts_that_lines_have_are_asked_about(texts: list[str]) -> None:
    """Some lines of a long ledger are not asked about the texts of all others."""
    asked: list[str] = []
    for column in both(texts):
        over_distinct(column, lambda one: asked.extend(one) or one.str.len())
    assert "多余" not in asked


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans())))
def test_any_of_same_is_any_of_the_group(rows: list[tuple[int, bool]]) -> None:
    """Every row of a number is told whether one of them is meant."""
    keys = pd.Series([key for key, _ in rows], dtype="int64").to_numpy()
    meant = pd.Series([is_meant for _, is_meant in rows], dtype="bool")
    hit = {key for key, is_meant in rows if is_meant}
    assert any_of_same(meant, keys).tolist() == [key in hit for key, _ in rows]


def test_a_kept_column_takes_the_texts_that_are_known_and_no_other() -> None:
    """A slip of the pen in a state is an error and no new state."""
    frame = pd.DataFrame({"flow": kept(2, "", ["income", "expenditure"])})
    frame.loc[1, "flow"] = "income"
    assert frame["flow"].tolist() == ["", "income"]
    with pytest.raises(TypeError):
        frame.loc[0, "flow"] = "incme"
