"""The 目录 sheet of the review of a document: what was recognised in it, and what was not.

It knows documents; it refuses to know how they were read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import audit_writing as say
from xls_juesuan.messages import writing as say_writing
from xls_juesuan.writing.front_sheet import LAST_PLACE
from xls_juesuan.writing.front_sheet import LINE_HEIGHT
from xls_juesuan.writing.front_sheet import WIDTHS
from xls_juesuan.writing.front_sheet import FrontSheet
from xls_juesuan.writing.styles import BODY_SIZE
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.writing.audit_content import AuditContent
    from xls_juesuan.writing.page import Page
    from xls_juesuan.writing.review_sheet import ReviewSheet

#: Things that were not recognised, listed one by one.
_MOST_LEFT = 200


class AuditContentsSheet(FrontSheet):
    """Writes the front page.

    Args:
        page: the sheet to write on.
        content: what the review workbook says.
        review: the 审核 sheet, for its counts.
    """

    def __init__(self, page: Page, content: AuditContent, review: ReviewSheet) -> None:
        super().__init__(page, content.tables, content.audit, review)
        self._content = content

    @property
    def title(self) -> str:
        """What stands at the top."""
        tables = self._content.tables
        return say.TITLE.format(unit=tables.unit_name, year=tables.year)

    @property
    def sheet_names(self) -> Mapping[str, str]:
        """The sheets beside the tables, and what each is for."""
        left_out = {
            say_writing.SUPPLEMENT: not self._content.supplement.is_given,
            say_writing.CHANGES: not self._content.changes.lines,
        }
        return {
            name: text
            for name, text in self.existing(say.SHEET_NAMES).items()
            if not left_out.get(name, False)
        }

    def facts(self) -> dict[str, str]:
        """The document, and how its figures are known."""
        content = self._content
        return {
            say_writing.CONTENTS_UNIT: content.tables.unit_name,
            say_writing.CONTENTS_YEAR: say_writing.YEAR.format(year=content.tables.year),
            say_writing.CONTENTS_PROFILE: content.tables.profile.title,
            say.DOCUMENT: "、".join(content.files),
            **self.compared_with(content.compared),
            say.AMOUNT_UNIT: say.AMOUNT_UNIT_TEXT.format(unit=content.amount_unit),
            say.PRECISION: say.PRECISIONS[content.is_exact],
            say.MISSING: "、".join(content.missing) or say.NONE,
        }

    def end(self, line: int) -> int:
        """List what was not recognised."""
        page, left = self._page, self._content.not_recognised
        area = (line, 0, line, LAST_PLACE)
        page.merged(area, say.LEFT_HEAD, self._styles.get("head", align="left"))
        page.height(line, LINE_HEIGHT)
        more = (
            [say.LEFT_MORE.format(count=len(left) - _MOST_LEFT)] if len(left) > _MOST_LEFT else []
        )
        for text in [*left[:_MOST_LEFT], *more] or [say.LEFT_NONE]:
            line += 1
            page.merged((line, 0, line, LAST_PLACE), text, self._styles.get("wrapped"))
            page.height(line, max(LINE_HEIGHT, row_height(text, sum(WIDTHS), BODY_SIZE)))
        return line + 1
