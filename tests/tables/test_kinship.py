"""Which rows a span of a relation means."""

from __future__ import annotations

import pytest

from xls_juesuan.declarations.relation.nodes import Span
from xls_juesuan.tables.kinship import select_rows
from xls_juesuan.tables.table import TableRow


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("L30", "L31", "L32", "L33", "L57"), ("L31", "L32", "L33")),
        (("L32", "L57"), ("L32",)),
        (("L57", "L33", "L31"), ("L33", "L31")),
        (("L57",), ()),
    ],
)
def test_a_span_of_lines_needs_neither_its_ends_nor_their_order(
    keys: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """A place that leaves out 抗疫特别国债, the last line, still has the sum of all others."""
    rows = [TableRow(key, at, key) for at, key in enumerate(keys)]

    found = select_rows(rows, Span("L31", "L56"), (3, 5, 7), {row.key: row for row in rows})

    assert found == expected
