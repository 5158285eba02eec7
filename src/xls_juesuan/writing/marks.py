"""Marks on the cells that are likely wrong: a comment with what was found, and a live tint.

It knows how a cell is marked; it refuses to know which cells are. The tint looks at the 审核
sheet by names, because conditional formats of old programs may not refer to another sheet, and
by fingerprints, because a person may sort that sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import OUTCOMES
from xls_juesuan.writing.cell_notes import CellNotes
from xls_juesuan.writing.cell_notes import Lead

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.writing.likely import Likely
    from xls_juesuan.writing.page import Page
    from xls_juesuan.writing.review_lines import ReviewLine


class Marks:
    """Marks cells.

    Args:
        lines: the lines of the 审核 sheet.
        tables: the tables of the workbook.
        likely: says which cells are likely wrong.
        tints_notices: whether a mere notice colours its cell; tables that are to be published
            keep their look as long as there is nothing to put right.
    """

    def __init__(
        self,
        lines: Sequence[ReviewLine],
        tables: TableSet,
        likely: Likely,
        *,
        tints_notices: bool,
    ) -> None:
        self._tables = tables
        self._tinted = [
            severity for severity in Severity if tints_notices or severity is not Severity.NOTICE
        ]
        leads = [
            Lead(line.finding, len(line.followers))
            for line in lines
            if line.finding.outcome is Outcome.FAILED and not line.is_follower
        ]
        self._notes = CellNotes(leads, tables, likely)

    def write(self, pages: Mapping[str, Page]) -> None:
        """Put comments and tints on the sheets of the tables.

        Args:
            pages: the sheets by name.
        """
        for key, leads in self._notes.cells.items():
            table, cell = self._tables.table(key.table), self._notes.cell(key)
            if table is not None and cell is not None and table.sheet in pages:
                page = pages[table.sheet]
                page.comment(cell.line, cell.place, self._notes.text(key))
                self._tint(page, cell, leads)

    def _tint(self, page: Page, cell: TableCell, leads: Sequence[Lead]) -> None:
        for severity in self._tinted:
            prints = [
                lead.finding.fingerprint for lead in leads if lead.finding.severity is severity
            ]
            if prints:
                open_ = "+".join(map(_count_open, prints))
                page.rule(
                    (cell.line, cell.place, cell.line, cell.place),
                    {
                        "type": "formula",
                        "criteria": f"={open_}>0",
                        "format": page.styles.mark(severity, is_input=cell.is_input),
                        "stop_if_true": True,
                    },
                )


def _count_open(fingerprint: str) -> str:
    """Write how many lines of a fingerprint fail now and are not handled."""
    wanted = (
        f'{say.FINGERPRINT_NAME},"{fingerprint}",{say.RESULT_NAME},"{OUTCOMES[Outcome.FAILED]}"'
    )
    handled = "".join(
        f'-COUNTIFS({wanted},{say.HANDLING_NAME},"{word}")'
        for word in (say.VERIFIED, say.DISMISSED)
    )
    return f"COUNTIFS({wanted}){handled}"
