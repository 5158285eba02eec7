"""A column says the same as the list of its cells, whatever is asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from xls_juesuan.reading.cells import text_of
from xls_juesuan.reading.column import Column
from xls_juesuan.reading.column import is_blank
from xls_juesuan.reading.column import last_before

if TYPE_CHECKING:
    from collections.abc import Sequence

cells = st.one_of(
    st.sampled_from(["", "a", "b", "1", 0, 1, 1.0, 2.5, True, False, None]), st.text(max_size=2)
)
lists = st.lists(cells, max_size=30)


def typed(values: Sequence[object]) -> list[tuple[type, object]]:
    """Cells with their kinds: 1, 1.0 and True are three."""
    return [(type(value), value) for value in values]


@given(lists)
def test_a_column_holds_its_cells(values: list[Any]) -> None:
    """Cells come out in their order and of their kind."""
    column = Column.of(values)
    assert typed(column) == typed(values)
    assert len(column) == len(values)
    assert typed([column[at] for at in range(len(values))]) == typed(values)
    assert typed(column[3:7]) == typed(values[3:7])


@given(lists)
def test_a_cell_is_read_as_in_a_list(values: list[Any]) -> None:
    """Reading, testing and finding cells gives what a loop over the list gives."""
    column = Column.of(values)
    assert list(column.map(text_of)) == [text_of(value) for value in values]
    assert column.flags(is_blank).tolist() == [is_blank(value) for value in values]
    assert column.positions(bool) == [at for at, value in enumerate(values) if value]
    texts = [text_of(value) for value in values]
    assert column.map(text_of).used() == list(dict.fromkeys(texts))
    groups = [(text, rows.tolist()) for text, rows in column.map(text_of).groups()]
    assert groups == [
        (text, [at for at, one in enumerate(texts) if one == text]) for text in dict.fromkeys(texts)
    ]


@given(st.lists(st.tuples(cells, cells), max_size=30))
def test_two_columns_are_read_row_by_row(pairs: list[tuple[Any, Any]]) -> None:
    """Joining, filling blanks and replacing give what a loop over both lists gives."""
    ours, others = [one for one, _ in pairs], [other for _, other in pairs]
    left, right = Column.of(ours), Column.of(others)

    def join(one: object, other: object) -> str:
        return f"{one!r}|{other!r}"

    assert list(left.with_(right, join)) == [join(*pair) for pair in pairs]
    filled = [other if is_blank(one) else one for one, other in pairs]
    assert typed(left.or_else(right)) == typed(filled)
    rows = np.array([bool(one) for one in ours], np.bool_)
    put = [other if one else one for one, other in pairs]
    assert typed(left.put(rows, right)) == typed(put)
    assert typed(left.put(rows, "x")) == typed(["x" if one else one for one in ours])
    positions = [at for at, one in enumerate(ours) if one]
    assert typed(left.take(positions)) == typed([ours[at] for at in positions])


@given(st.lists(st.booleans(), max_size=20))
def test_the_nearest_row_above_is_found(rows: list[bool]) -> None:
    """Of the rows that are meant, the last above each; -1 where there is none."""
    expected = [
        max((above for above in range(at) if rows[above]), default=-1) for at in range(len(rows))
    ]
    assert last_before(np.array(rows, np.bool_)).tolist() == expected
