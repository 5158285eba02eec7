"""The 待补 sheet: what the supplement lacks, each field once, with what waits for it.

It knows how the sheet looks and where it leads; it refuses to know what is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import lacking as say
from xls_juesuan.messages import writing as sheets
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.styles import BODY_SIZE
from xls_juesuan.writing.supplement_sheet import VALUE_PLACE
from xls_juesuan.writing.supplement_sheet import field_places
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.declarations.supplement_form import SupplementForm
    from xls_juesuan.disclosure.lacking import Lack
    from xls_juesuan.writing.page import Page

_HEAD_LINE, _FIRST_LINE = 2, 3
_WIDTHS = (16.0, 36.0, 62.0, 32.0, 12.0)
_LINK_PLACE = 4
_LINE_HEIGHT = 18.0
_MOST_CELLS = 12


class LacksSheet:
    """Writes the sheet.

    Args:
        page: the sheet to write on.
        lacks: what is missing, in order.
        form: the fields there are.
    """

    def __init__(self, page: Page, lacks: Sequence[Lack], form: SupplementForm) -> None:
        self._page = page
        self._lacks = lacks
        self._fields = field_places(form)

    def write(self) -> None:
        """Write everything."""
        page, last_place = self._page, len(_WIDTHS) - 1
        page.widths(_WIDTHS)
        page.top(say.TITLE, say.NOTE, say.HEADS, sum(_WIDTHS))
        for line, lack in enumerate(self._lacks, _FIRST_LINE):
            self._lack(line, lack)
        last_line = _FIRST_LINE + len(self._lacks) - 1
        page.filter(_HEAD_LINE, last_line, last_place)
        page.freeze(_FIRST_LINE)
        page.codes_are_text((_FIRST_LINE, 0, last_line, last_place))
        page.print_on_a4((_HEAD_LINE, _HEAD_LINE), last_line, last_place)
        page.protect()

    def _lack(self, line: int, lack: Lack) -> None:
        page, wrapped = self._page, self._page.styles.get("wrapped")
        spots = [spot.text for spot in (*lack.table_cells, *lack.cells)]
        texts = (
            lack.sheet,
            lack.label,
            "\n".join(say.sentence(*each) for each in lack.sentences),
            say.listed(spots, _MOST_CELLS),
        )
        for place, text in enumerate(texts):
            page.text(line, place, text, wrapped)
        target = self._target(lack)
        if target and page.has_room_for_links:
            page.link(line, _LINK_PLACE, target, say.GO, page.styles.get("link"))
        else:
            page.text(line, _LINK_PLACE, "", wrapped)
        heights = (
            row_height(text, width, BODY_SIZE) for text, width in zip(texts, _WIDTHS, strict=False)
        )
        page.height(line, max(_LINE_HEIGHT, *heights))

    def _target(self, lack: Lack) -> tuple[str, str] | None:
        """Where in this workbook a person may fill it in; ``None`` where there is no place."""
        if lack.key in self._fields:
            return sheets.SUPPLEMENT, place_name(self._fields[lack.key].line, VALUE_PLACE)
        if lack.cells:
            sheet, line, place = lack.cells[0]
            return sheet, place_name(line, place)
        return None
