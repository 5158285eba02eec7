"""A line of a page that is a row of a layout."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.declarations.layout_parts import RowSpec


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of the layout, or one more of its kind, and the line of the page it stands on."""

    band: Band
    row: RowSpec
    line: int
    #: What the layout calls a row that bears another name here.
    usual_name: str = ""
    #: Places of figures that do not stand below their heading, by column.
    places: Mapping[str, int] = field(default_factory=dict)
    #: Lines of figures that do not stand on the line of the row, by column.
    lines: Mapping[str, int] = field(default_factory=dict)
