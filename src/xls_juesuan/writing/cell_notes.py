"""What is told beside a cell that is likely wrong.

It knows which cells a finding marks and the words of the note; it refuses to know how a note
is put on a sheet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit import Audit
    from xls_juesuan.findings import Finding
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.writing.likely import Likely

#: Cells that are marked at most, those of the most severe findings first.
MOST_CELLS = 150
#: Findings of one cell that are told one by one, and characters of a message.
_MOST_TOLD, _LONGEST = 4, 140
#: Where a long message may be cut, the best first; else before the last word that is no number.
_ENDS = ("。", "；", "，")
#: How a note begins, whatever it says.
_HEAD = re.compile(
    say.COMMENT_HEAD.format(
        severity=f"(?:{'|'.join(SEVERITIES.values())})", code=r"[A-Z]\d{3}", title=""
    )
)


class Lead(NamedTuple):
    """A finding that follows from no other, and how many follow from it."""

    finding: Finding
    followers: int


def leads_of(audit: Audit) -> list[Lead]:
    """Give the failed findings of an audit that follow from no other."""
    return [
        Lead(finding, audit.consequences[finding.fingerprint])
        for finding in audit.leading
        if finding.outcome is Outcome.FAILED
    ]


def is_note(text: str) -> bool:
    """Whether a text is such a note."""
    return _HEAD.match(text) is not None


def shortened(message: str) -> str:
    """Cut a long message at the end of a sentence, or else of a clause; never within a number."""
    if len(message) <= _LONGEST:
        return message
    start = message[:_LONGEST]
    for end in _ENDS:
        place = start.rfind(end)
        if place >= _LONGEST // 3:
            return start[: place + 1] + ("" if end == _ENDS[0] else "…")
    return start.rstrip(".,0123456789") + "…"


class CellNotes:
    """The cells of a document that have a note.

    Args:
        leads: what was found.
        tables: the tables of the document.
        likely: says which cells are likely wrong.
    """

    def __init__(self, leads: Iterable[Lead], tables: TableSet, likely: Likely) -> None:
        self._tables = tables
        self._likely = likely
        self._cells: dict[CellKey, list[Lead]] = {}
        order = list(Severity)
        for lead in sorted(leads, key=lambda lead: order.index(lead.finding.severity)):
            for key in self._accused(lead.finding):
                if key in self._cells or len(self._cells) < MOST_CELLS:
                    self._cells.setdefault(key, []).append(lead)

    @property
    def cells(self) -> Mapping[CellKey, Sequence[Lead]]:
        """The cells with what was found of each, the most severe first."""
        return self._cells

    def cell(self, key: CellKey) -> TableCell | None:
        """The cell of a table; ``None`` for one beside the tables."""
        if all(table.key != key.table for table in self._tables.tables):
            return None
        return self._tables.table_cell(key)

    def text(self, key: CellKey) -> str:
        """The whole note."""
        leads = self._cells[key]
        told = [self._paragraph(key, lead) for lead in leads[:_MOST_TOLD]]
        if len(leads) > _MOST_TOLD:
            told.append(say.COMMENT_MORE.format(count=len(leads) - _MOST_TOLD))
        return "\n\n".join(told)

    def _accused(self, finding: Finding) -> Iterator[CellKey]:
        """Cells that are likely wrong, else the one that the finding points to."""
        keys = self._likely.suspects(finding) or finding.cells[:1]
        yield from (key for key in keys if self.cell(key) is not None)

    def _paragraph(self, key: CellKey, lead: Lead) -> str:
        finding = lead.finding
        likely = self._likely.of_cell(finding, key)
        message = shortened(finding.message)
        head = say.COMMENT_HEAD.format(
            severity=SEVERITIES[finding.severity], code=finding.code, title=finding.title
        )
        parts = [head, message, likely or finding.advice]
        if lead.followers:
            parts.append(say.COMMENT_CONSEQUENCES.format(count=lead.followers))
        return "\n".join(filter(None, parts))
