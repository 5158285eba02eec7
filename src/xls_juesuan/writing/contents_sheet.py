"""The 目录 sheet of a filled workbook: what it was made from, and where the ledger's rows went.

It knows the account of the ledger's rows; it refuses to know how anything was found out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.ledger import REPEATING
from xls_juesuan.messages import department as say_department
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import ROW_STATUSES
from xls_juesuan.money import fen_to_yuan_float
from xls_juesuan.writing.front_sheet import LINE_HEIGHT
from xls_juesuan.writing.front_sheet import FrontSheet
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.styles import GREY_FONT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.cube.build import SetAside
    from xls_juesuan.writing.content import WorkbookContent
    from xls_juesuan.writing.page import Page
    from xls_juesuan.writing.review_sheet import ReviewSheet

#: First place of the rows of the ledger and of their amounts.
_ROWS_PLACE = 3


class ContentsSheet(FrontSheet):
    """Writes the front page.

    Args:
        page: the sheet to write on.
        content: what the workbook says.
        review: the 审核 sheet, for its counts.
    """

    def __init__(self, page: Page, content: WorkbookContent, review: ReviewSheet) -> None:
        super().__init__(page, content.tables, content.audit, review)
        self._content = content

    @property
    def sheet_names(self) -> Mapping[str, str]:
        """The sheets beside the tables; 变动 only where anything is different."""
        forms = self._content.attachments.forms
        names = {form.sheet: say.attachment(form.title, form.name) for form in forms}
        names |= self.existing(say.SHEET_NAMES)
        if not self._content.changes.lines:
            del names[say.CHANGES]
        if not self._content.lacks:
            del names[say.LACKS]
        if not self._content.department:
            del names[say.UNITS], names[say.ELIMINATIONS]
        return names

    def facts(self) -> dict[str, str]:
        """Unit, year, layout, files, and how much of them is in the tables."""
        content = self._content
        set_aside = sum(part.rows for part in content.cube.set_aside)
        return {
            say.CONTENTS_UNIT: content.unit_name,
            say.CONTENTS_YEAR: say.YEAR.format(year=content.year),
            **self._units(),
            say.CONTENTS_PROFILE: content.profile.title,
            say.CONTENTS_FILES: "、".join(content.files),
            say.CONTENTS_SUPPLEMENT: content.supplement.file or say.CONTENTS_NO_SUPPLEMENT,
            **self.compared_with(content.compared),
            say.CONTENTS_ROWS: say.CONTENTS_USED.format(
                used=content.cube.used.rows, set_aside=set_aside
            ),
        }

    def _units(self) -> dict[str, str]:
        department = self._content.department
        return {say_department.CONTENTS_UNITS: "、".join(department.units)} if department else {}

    def end(self, line: int) -> int:
        """Write the account of the ledger's rows: used and set aside add up to the file."""
        page, styles, cube = self._page, self._styles, self._content.cube
        head = styles.get("head")
        page.merged((line, 0, line, _ROWS_PLACE - 1), say.ROWS_HEADS[0], head)
        for place, text in enumerate(say.ROWS_HEADS[1:], start=_ROWS_PLACE):
            page.text(line, place, text, head)
        page.height(line, 20)
        first = line + 1
        parts = (cube.used, *cube.set_aside)
        for part in parts:
            line += 1
            self._row_total(line, part)
        last, total = line, line + 1
        page.merged(
            (total, 0, total, _ROWS_PLACE - 1), say.ROWS_TOTAL, styles.get("cell", bold=True)
        )
        single = [part for part in parts if part.status not in REPEATING]
        sums = (
            ("count", float(sum(part.rows for part in parts))),
            ("yuan", fen_to_yuan_float(sum(part.debit for part in single))),
            ("yuan", fen_to_yuan_float(sum(part.credit for part in single))),
        )
        for place, (kind, stored) in enumerate(sums, start=_ROWS_PLACE):
            area = f"{place_name(first, place)}:{place_name(last, place)}"
            style = styles.get(kind, bold=True)
            page.formula(total, place, f"ROUND(SUM({area}),2)", style, stored=stored)
        page.height(total, LINE_HEIGHT)
        return total + 1

    def _row_total(self, line: int, part: SetAside) -> None:
        page, styles = self._page, self._styles
        area = (line, 0, line, _ROWS_PLACE - 1)
        page.merged(area, ROW_STATUSES[part.status], styles.get("cell"))
        debit = _ROWS_PLACE + 1
        page.number(line, _ROWS_PLACE, part.rows, styles.get("count"))
        if part.status in REPEATING:
            grey = styles.get("mark", font_color=GREY_FONT)
            page.merged((line, debit, line, debit + 1), say.ROWS_REPEATING, grey)
        else:
            page.number(line, debit, fen_to_yuan_float(part.debit), styles.get("yuan"))
            page.number(line, debit + 1, fen_to_yuan_float(part.credit), styles.get("yuan"))
        page.height(line, LINE_HEIGHT)
