"""The roll-up of a batch: units, all their findings, and how they rank among their peers.

It knows which sheets and columns there are; it refuses to know how units were filled. Findings are
written as they are read, unit by unit: there may be a million of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.findings import Severity
from xls_juesuan.messages import batch_summary as say
from xls_juesuan.writing.files import write_whole
from xls_juesuan.writing.page import Page
from xls_juesuan.writing.ranking_sheet import write_ranking
from xls_juesuan.writing.styles import Styles
from xls_juesuan.writing.summary_line import SummaryLine
from xls_juesuan.writing.summary_line import worst_first
from xls_juesuan.writing.summary_sheets import SummaryForm
from xls_juesuan.writing.summary_sheets import write_findings
from xls_juesuan.writing.summary_sheets import write_lines
from xls_juesuan.writing.workbook import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.writing.summary_line import SummaryFinding

_FORM = SummaryForm(
    title=say.TITLE,
    heads=say.HEADS,
    widths=(6.0, 30.0, 30.0, 8.0, 14.0, 8.0, 8.0, 8.0, 10.0, 34.0, 30.0, 40.0),
    verdict=4,
    counts=(5, 6, 7, 8),
    links=(9, 10),
    none=say.NOT_FILLED,
)
#: Rows of a workbook that are held in memory until it is complete.
_MOST_IN_MEMORY = 20_000


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of the roll-up.

    Attributes:
        line: what its row says; its counts are findings by severity and what was not checked.
        unit_kind: its kind: units are compared with those of their kind.
        figures: what it is compared by, see ``ranking_sheet``.
    """

    line: SummaryLine
    unit_kind: str = ""
    figures: Mapping[str, int] | None = None


def write_batch_summary(
    path: Path,
    units: Sequence[UnitLine],
    findings_of: Callable[[SummaryLine], Sequence[SummaryFinding]],
) -> int:
    """Write the roll-up, whole or not at all.

    Args:
        path: where it shall stand.
        units: the units.
        findings_of: reads the findings of a unit.

    Returns:
        How many findings the sheet has no room for.

    Raises:
        UserError: the place cannot be written.
    """
    left = 0

    def write(target: Path) -> None:
        nonlocal left
        left = _write(target, path, units, findings_of)

    write_whole(path, write)
    return left


def _write(
    target: Path,
    path: Path,
    units: Sequence[UnitLine],
    findings_of: Callable[[SummaryLine], Sequence[SummaryFinding]],
) -> int:
    import xlsxwriter

    many = sum(sum(unit.line.counts[:3]) for unit in units) > _MOST_IN_MEMORY
    memory = {"constant_memory": True} if many else {"in_memory": True}
    with xlsxwriter.Workbook(str(target), {**OPTIONS, **memory}) as book:
        book.set_properties({"title": say.TITLE})
        styles = Styles(book)
        ordered = sorted(units, key=_worst_first)
        lines = [unit.line for unit in ordered]
        first = Page(book, styles, say.UNITS)
        write_lines(first, _FORM, _note(lines), lines, path.parent)
        found: Iterable[tuple[SummaryLine, Sequence[SummaryFinding]]] = (
            (line, findings_of(line)) for line in lines if line.verdict is not None
        )
        left = write_findings(Page(book, styles, say.FINDINGS), found)
        write_ranking(book, styles, [unit for unit in ordered if unit.figures is not None])
        first.show_first()
    return left


def _note(lines: Sequence[SummaryLine]) -> str:
    done = sum(line.verdict is not None for line in lines)
    return say.NOTE.format(units=len(lines), done=done, failed=len(lines) - done)


def _worst_first(unit: UnitLine) -> tuple[bool, tuple[int, ...]]:
    """Most errors first; what was not filled at the very top: somebody has to see to it."""
    if unit.line.verdict is None:
        return False, ()
    return True, worst_first(unit.line.counts[: len(Severity)])
