"""What a layout (版式) says: tables, bands of rows, columns, what feeds them.

Plain values; refuses to know how a declaration is written and what the amounts are.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.attachment_form import AttachmentForm
    from xls_juesuan.declarations.heading import HeadingCell
    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import Node

#: Key of the row 合计 of a table that lists codes.
TOTAL_ROW = "total"

#: Dimension of facts that holds each level of a classification, from the top.
DIMENSIONS_OF: Mapping[str, tuple[str, ...]] = {
    "functional": ("category", "section", "function"),
    "economic": ("economic_category", "economic"),
}
#: Digits of a code at each level, from the top.
LENGTHS_OF: Mapping[str, tuple[int, ...]] = {"functional": (3, 5, 7), "economic": (3, 5)}


@dataclass(frozen=True, slots=True)
class Rest:
    """What a total holds beside its parts: facts that no part counts.

    Attributes:
        by: dimensions in which the parts differ; facts beyond them are told apart by these.
        prefix: only values of the first dimension that begin like this.
        without: values of the first dimension that belong elsewhere.
    """

    by: tuple[str, ...]
    prefix: str = ""
    without: tuple[str, ...] = ()

    @property
    def is_limited(self) -> bool:
        """Whether some facts beyond the parts are left out on purpose."""
        return bool(self.prefix or self.without)


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column of figures.

    Attributes:
        feed: facts the column holds; with ``parts``, everything that belongs to the sum.
        parts: columns it adds up; empty when facts feed it.
        by: dimensions in which the parts differ, for facts that no part counts.
        needs: inputs without which the column is unknown rather than zero.
    """

    key: str
    place: int
    name: str
    number: str = ""
    feed: Criteria = ()
    parts: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowSpec:
    """A row: fed by facts, by its code, or by a relation; blank when it has none of them.

    ``gathers`` marks 合计 of a listing: the sum of the top-level rows.
    """

    key: str
    label: str = ""
    line: int | None = None
    code: str = ""
    feed: Criteria | None = None
    relation: Node | None = None
    rest: Rest | None = None
    cells: Mapping[str, Node] = field(default_factory=dict)
    is_total: bool = False
    gathers: bool = False
    depth: int = 0
    needs: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether the layout leaves the figures of the row blank."""
        return not (self.code or self.gathers or self.relation or self.feed is not None)


@dataclass(frozen=True, slots=True)
class Listing:
    """A band whose rows are the codes that occur, with their 合计."""

    label: str
    place: int
    places: int = 1
    total_last: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Rows below one another with their columns; several bands stand side by side.

    Places count from 0; ``None`` where the band prints no such column. With several
    ``code_places`` a code is printed in pieces, one a level (类、款、项). ``key`` tells the bands
    of a table apart, in every place alike.
    """

    columns: tuple[ColumnSpec, ...]
    rows: tuple[RowSpec, ...] = ()
    listing: Listing | None = None
    first: int = 0
    label_place: int | None = None
    label_places: int = 1
    line_place: int | None = None
    code_places: tuple[int, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class Layout:
    """One statutory table as a province prints it.

    Attributes:
        whole: facts that should all stand somewhere in the table; those that do not are
            reported.
        statement: sentence printed below the table when it is empty; may be blank.
    """

    key: str
    title: str
    label: str
    sheet: str
    classification: str
    widths: tuple[float, ...]
    heading: tuple[HeadingCell, ...]
    heading_lines: int
    bands: tuple[Band, ...]
    notes: tuple[str, ...] = ()
    statement: str = ""
    whole: Criteria = ()

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Dimensions of facts that hold the levels of its codes."""
        return DIMENSIONS_OF[self.classification]

    @property
    def lengths(self) -> tuple[int, ...]:
        """Digits of its codes at each level."""
        return LENGTHS_OF[self.classification]

    @cached_property
    def columns(self) -> tuple[ColumnSpec, ...]:
        """Columns of all bands, each key once."""
        found: dict[str, ColumnSpec] = {}
        for band in self.bands:
            for column in band.columns:
                found.setdefault(column.key, column)
        return tuple(found.values())

    @cached_property
    def depth(self) -> int:
        """How many levels of codes it tells apart: 0 for a table without codes."""
        if any(band.listing for band in self.bands):
            return len(self.lengths)
        codes = {len(row.code) for band in self.bands for row in band.rows if row.code}
        return max((self.lengths.index(length) + 1 for length in codes), default=0)


@dataclass(frozen=True, slots=True)
class Profile:
    """The layouts of one province, in the order they are printed.

    Attributes:
        aliases: what else people call it: its province.
        attachments: the forms of the performance self-assessment; ``None`` where the place
            prints none.
        certainty: how sure it is that the place prints its tables like this.
        unverified: what of it nobody has seen in a document, a sentence each.
    """

    name: str
    title: str
    source: str
    department: str
    period: str
    amount: str
    layouts: tuple[Layout, ...]
    attachments: AttachmentForm | None = None
    certainty: str = ""
    unverified: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    def line_above(self, unit_name: str, year: int | str) -> tuple[str, str, str]:
        """The three texts above every heading: department, year, unit of amount."""
        values = {"unit": unit_name, "year": year}
        return (
            self.department.format(**values),
            self.period.format(**values),
            self.amount.format(**values),
        )
