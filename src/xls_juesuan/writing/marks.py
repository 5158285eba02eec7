"""Marks on the cells that are likely wrong: a comment with what was found, and a live tint.

It knows which cells a finding marks and how; it refuses to know how findings came about. The
tint looks at the 审核 sheet by names, because conditional formats of old programs may not
refer to another sheet, and by fingerprints, because a person may sort that sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import OUTCOMES
from xls_juesuan.messages.labels import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.model import CellKey
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.writing.likely import Likely
    from xls_juesuan.writing.page import Page
    from xls_juesuan.writing.review_lines import ReviewLine

#: Cells that are marked at most, those of the most severe findings first.
MOST_CELLS = 150
#: Findings of one cell that are told one by one, and characters of a message.
_MOST_TOLD, _LONGEST = 4, 90


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
        self._likely = likely
        self._tinted = [
            severity for severity in Severity if tints_notices or severity is not Severity.NOTICE
        ]
        self._cells: dict[CellKey, list[ReviewLine]] = {}
        order = list(Severity)
        for line in sorted(lines, key=lambda line: order.index(line.finding.severity)):
            if line.finding.outcome is Outcome.FAILED and not line.is_follower:
                for key in self._accused(line):
                    if key in self._cells or len(self._cells) < MOST_CELLS:
                        self._cells.setdefault(key, []).append(line)

    def write(self, pages: Mapping[str, Page]) -> None:
        """Put comments and tints on the sheets of the tables.

        Args:
            pages: the sheets by name.
        """
        for key, lines in self._cells.items():
            table, cell = self._tables.table(key.table), self._cell(key)
            if table is not None and cell is not None and table.sheet in pages:
                page = pages[table.sheet]
                page.comment(cell.line, cell.place, self._text(key, lines))
                self._tint(page, cell, lines)

    def _accused(self, line: ReviewLine) -> Iterator[CellKey]:
        """Cells that are likely wrong, else the one that the finding points to."""
        keys = self._likely.suspects(line.finding) or line.finding.cells[:1]
        yield from (key for key in keys if self._cell(key) is not None)

    def _cell(self, key: CellKey) -> TableCell | None:
        if all(table.key != key.table for table in self._tables.tables):
            return None
        return self._tables.table_cell(key)

    def _text(self, key: CellKey, lines: Sequence[ReviewLine]) -> str:
        told = [self._paragraph(key, line) for line in lines[:_MOST_TOLD]]
        if len(lines) > _MOST_TOLD:
            told.append(say.COMMENT_MORE.format(count=len(lines) - _MOST_TOLD))
        return "\n\n".join(told)

    def _paragraph(self, key: CellKey, line: ReviewLine) -> str:
        finding = line.finding
        likely = self._likely.of_cell(finding, key)
        message = finding.message
        if len(message) > _LONGEST:
            message = message[:_LONGEST] + "…"
        head = say.COMMENT_HEAD.format(
            severity=SEVERITIES[finding.severity], code=finding.code, title=finding.title
        )
        parts = [head, message, likely or finding.advice]
        if line.followers:
            parts.append(say.COMMENT_CONSEQUENCES.format(count=len(line.followers)))
        return "\n".join(filter(None, parts))

    def _tint(self, page: Page, cell: TableCell, lines: Sequence[ReviewLine]) -> None:
        for severity in self._tinted:
            prints = [
                line.finding.fingerprint for line in lines if line.finding.severity is severity
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
