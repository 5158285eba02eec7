"""A sheet that goes into a workbook which lacks the sheets its formulas look at.

It knows that such a formula becomes the value it has now; it refuses to know which these are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.writing.page import Page

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from xls_juesuan.writing.page import Stored

#: Names of sheets are always quoted in formulas.
_OTHER_SHEET = "'!"


class FrozenPage(Page):
    """The sheet: formulas over itself stay formulas."""

    def formula(
        self, line: int, place: int, formula: str, style: Format, *, stored: Stored
    ) -> None:
        """Write a formula, or only its value where it looks at another sheet."""
        if _OTHER_SHEET not in formula:
            super().formula(line, place, formula, style, stored=stored)
        elif isinstance(stored, str):
            self.text(line, place, stored, style)
        else:
            self.number(line, place, stored, style)

    def name_column(self, name: str, first: int, last: int, place: int) -> None:
        """Give no name: nothing in the other workbook counts on this sheet."""
