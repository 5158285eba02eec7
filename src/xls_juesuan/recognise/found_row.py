"""A line of a page that is a row of a layout."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout_parts import TOTAL_ROW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.declarations.layout_parts import RowSpec


#: Key of a row that bears the name of the unit and repeats the total.
UNIT_ROW = "unit"
_PART = "/"


def part_key(whole: str, number: int) -> str:
    """Key of a row that shows a part of another one (其中：…)."""
    return f"{whole}{_PART}{number}"


def whole_key(part: str) -> str:
    """Key of the row that a row shows a part of; empty where it shows none."""
    whole, is_part, _ = part.partition(_PART)
    return whole if is_part else ""


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
    #: Places on its line whose figures add up to its only one once more.
    again: tuple[int, ...] = ()

    @property
    def is_repeat(self) -> bool:
        """Whether no layout has such a row: it shows others, their sum or a part once more."""
        key = self.row.key
        is_sum = key == TOTAL_ROW and self.band.listing is None
        return key == UNIT_ROW or bool(whole_key(key)) or (is_sum and self.row.gathers)
