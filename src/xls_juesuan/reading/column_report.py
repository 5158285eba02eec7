"""What each column of a sheet was taken for, and why, as values to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.reading.column import is_blank
from xls_juesuan.reading.columns import Meaning
from xls_juesuan.reading.headings import ColumnEvidence

if TYPE_CHECKING:
    from collections.abc import Collection

    from xls_juesuan.reading.headings import SheetTable

#: Roles of which several columns may be used at once.
SHARED_ROLES = frozenset(
    {"amount", "direction", "auxiliary", "auxiliary_type", "auxiliary_code", "auxiliary_name"}
)


@dataclass(frozen=True, slots=True)
class ColumnReport:
    """One column.

    Attributes:
        number: from 0, as the spreadsheet counts.
        title: the heading in one line, group title included.
        meaning: what its heading or content says it is; ``None`` when nobody knows.
        is_used: whether it plays that part; another column may do it better.
        evidence: by what it is known.
        rival: letters of the column that plays the part in its place, empty if none does.
        is_blank: whether no cell of it holds anything.
    """

    number: int
    title: str
    meaning: Meaning | None
    is_used: bool
    evidence: ColumnEvidence
    rival: str = ""
    is_blank: bool = False

    @property
    def letters(self) -> str:
        """Its name in the spreadsheet."""
        return column_letters(self.number)


def report_columns(table: SheetTable, amounts: Collection[int] | None) -> tuple[ColumnReport, ...]:
    """Report every column of a table that has a title or plays a part.

    Args:
        table: the sheet.
        amounts: columns whose amounts are read; ``None`` where that is not known.
    """
    reports = [_report(table, index, amounts) for index in range(table.grid.width)]
    return tuple(one for one in reports if one.title or one.meaning)


def _report(table: SheetTable, index: int, amounts: Collection[int] | None) -> ColumnReport:
    meaning = table.heading.meanings[index]
    evidence = table.evidence.get(index, ColumnEvidence(""))
    # A column that plays two parts is named by the code in it, not by the name.
    played = min((role for role, at in table.columns.items() if at == index), key=len, default="")
    rival = ""
    if played and (meaning is None or meaning.role != played):
        meaning = Meaning(played)
        evidence = evidence if evidence.role == played else ColumnEvidence(played, "content")
    is_used = bool(played)
    if meaning is not None and meaning.role in SHARED_ROLES:
        is_used = meaning.role != "amount" or amounts is None or index in amounts
    elif meaning is not None and not played:
        at = table.columns.get(meaning.role)
        rival = column_letters(at + table.grid.first_column - 1) if at is not None else ""
    number = index + table.grid.first_column - 1
    is_empty = all(map(is_blank, table.column(index).used()))
    return ColumnReport(number, table.title(index), meaning, is_used, evidence, rival, is_empty)
