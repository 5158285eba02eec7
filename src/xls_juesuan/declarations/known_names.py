"""Names that a rule may use: tables, rows and columns of a layout, parts, supplement fields.

It knows what a layout gives names to; it refuses to know rules.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout import available_profiles
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.declarations.parts import load_parts
from xls_juesuan.declarations.relation.nodes import ROW_VARIABLE
from xls_juesuan.declarations.relation.nodes import of_last_year
from xls_juesuan.declarations.supplement_form import load_supplement_form

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.declarations.parts import DisclosurePart


@dataclass(frozen=True, slots=True)
class KnownTable:
    """Names a layout gives.

    Attributes:
        columns: keys of the columns of figures.
        rows: keys of the fixed rows, codes that fixed rows carry included.
        takes_codes: whether rows for any functional code come with the facts.
    """

    columns: Collection[str]
    rows: Collection[str]
    takes_codes: bool = False

    def has_row(self, row: str) -> bool:
        """Whether there is or may be such a row."""
        return row == ROW_VARIABLE or row in self.rows or (self.takes_codes and row.isdigit())

    def has_column(self, column: str) -> bool:
        """Whether there is such a column; the empty key is the only one of a table."""
        return column in self.columns or (column == "" and len(self.columns) == 1)


def known_part(part: DisclosurePart) -> KnownTable:
    """What a part of the disclosure gives names to."""
    return KnownTable(
        columns={column.key for column in part.columns},
        rows={row.key for row in part.rows},
        takes_codes=bool(part.classification),
    )


def known_tables(profile: Profile) -> Mapping[str, KnownTable]:
    """What the tables of a profile and the parts beside them give names to.

    A rule may name rows that only other places print: figures of rows that there are not are
    nothing.
    """
    elsewhere: dict[str, set[str]] = defaultdict(set)
    for name in available_profiles():
        for layout in load_profile(name).layouts:
            elsewhere[layout.key] |= _row_keys(layout)
    tables = {
        layout.key: _known_layout(layout, elsewhere[layout.key]) for layout in profile.layouts
    }
    last_year = {of_last_year(key): table for key, table in tables.items()}
    return tables | last_year | {part.key: known_part(part) for part in load_parts()}


def known_fields() -> Collection[str]:
    """Keys of the fields of the supplement."""
    return frozenset(field.key for field in load_supplement_form().fields())


def _known_layout(layout: Layout, elsewhere: Collection[str]) -> KnownTable:
    lists = any(band.listing for band in layout.bands)
    keys = {*_row_keys(layout), *elsewhere}
    columns = {column.key for column in layout.columns}
    return KnownTable(columns, keys | {TOTAL_ROW} if lists else keys, takes_codes=lists)


def _row_keys(layout: Layout) -> set[str]:
    rows = [row for band in layout.bands for row in band.rows]
    return {key for row in rows for key in (row.key, row.code) if key}
