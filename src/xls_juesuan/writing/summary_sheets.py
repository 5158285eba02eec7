"""The sheets of a summary: one of documents or units, one of all their findings.

It knows how the sheets look and how they are filtered; it refuses to know what was done with the
documents, and which counts and files there are of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.audit import Verdict
from xls_juesuan.findings import Severity
from xls_juesuan.messages import audit_summary as say
from xls_juesuan.messages.audit import VERDICTS
from xls_juesuan.messages.labels import SEVERITIES
from xls_juesuan.writing.page import absolute_range
from xls_juesuan.writing.styles import HEADING_FILL
from xls_juesuan.writing.styles import SMALL_SIZE
from xls_juesuan.writing.styles import TONES
from xls_juesuan.writing.styles import Tone
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.writing.page import Page
    from xls_juesuan.writing.summary_line import SummaryFinding
    from xls_juesuan.writing.summary_line import SummaryLine

HEAD_LINE, FIRST_LINE = 2, 3
#: Rows of findings that a sheet holds: spreadsheet programs open no more.
MOST_FINDINGS = 1_000_000
_NUMBER, _FILE, _UNIT, _YEAR = range(4)
_FINDING_WIDTHS = (30.0, 26.0, 7.0, 8.0, 30.0, 22.0, 60.0, 40.0)
#: How each verdict looks.
_TONES = {
    Verdict.HAS_ERRORS: Tone.BAD,
    Verdict.NEEDS_EXPLANATION: Tone.NEUTRAL,
    Verdict.PUBLISHABLE: Tone.GOOD,
}


@dataclass(frozen=True, slots=True)
class SummaryForm:
    """Which columns the sheet of documents has, and what it says.

    The first four columns are number, file, unit and year; the last one holds remarks.

    Attributes:
        title: over the sheet.
        heads, widths: of all columns.
        verdict: column of the verdict.
        counts: columns of counts, in the order of ``SummaryLine.counts``.
        links: columns of files, in the order of ``SummaryLine.outputs``.
        none: stands for the verdict where there is none.
    """

    title: str
    heads: Sequence[str]
    widths: Sequence[float]
    verdict: int
    counts: Sequence[int]
    links: Sequence[int]
    none: str


def write_lines(
    page: Page, form: SummaryForm, note: str, lines: Sequence[SummaryLine], folder: Path
) -> None:
    """Write the sheet of documents or units, in the order that they are given.

    Args:
        page: the sheet.
        form: its columns.
        note: stands above them.
        lines: the documents.
        folder: where the summary stands: files beside it are linked by name.
    """
    page.widths(form.widths)
    page.top(form.title, note, form.heads, sum(form.widths))
    for number, (line, remark) in enumerate(zip(lines, _remarks(lines), strict=True), start=1):
        _write_line(page, form, number, line, remark, folder)
    last = FIRST_LINE + max(len(lines), 1) - 1
    _write_sums(page, form, last + 1, lines)
    page.filter(HEAD_LINE, last, len(form.heads) - 1)
    page.freeze(FIRST_LINE, 2)
    page.print_on_a4((HEAD_LINE, HEAD_LINE), last + 1, len(form.heads) - 1)


def _remarks(lines: Sequence[SummaryLine]) -> Iterator[str]:
    """Why nothing came of each, or which others are of the same unit and year."""
    alike: dict[tuple[str, int | None], list[int]] = {}
    for number, line in enumerate(lines, start=1):
        if line.verdict is not None and line.unit_name:
            alike.setdefault(_unit(line), []).append(number)
    for number, line in enumerate(lines, start=1):
        others = [other for other in alike.get(_unit(line), ()) if other != number]
        same = say.SAME_UNIT.format(numbers="、".join(map(str, others))) if others else ""
        said = (line.error,) if line.verdict is None else (same, line.remark)
        yield "；".join(filter(None, said))


def _unit(line: SummaryLine) -> tuple[str, int | None]:
    return "".join(line.unit_name.split()), line.year


def _write_line(
    page: Page, form: SummaryForm, number: int, line: SummaryLine, remark: str, folder: Path
) -> None:
    row = FIRST_LINE + number - 1
    figure = page.styles.get("count", font_size=SMALL_SIZE)
    last = len(form.heads) - 1
    texts = {_FILE: line.file, _UNIT: line.unit_name, _YEAR: str(line.year or ""), last: remark}
    files = dict(zip(form.links, line.outputs or [None] * len(form.links), strict=True))
    names = {place: file.name if file else "" for place, file in files.items()}
    _texts(page, row, {**texts, **names}, form.widths)
    verdict, tone = form.none, Tone.GREY
    if line.verdict is not None:
        verdict = VERDICTS[line.verdict].partition(say.VERDICT_END)[0]
        tone = _TONES[Verdict(line.verdict)]
    look = page.styles.get("wrapped", font_size=SMALL_SIZE, **TONES[tone])
    page.text(row, form.verdict, verdict, look)
    page.number(row, _NUMBER, number, figure)
    counts: Sequence[int | None] = line.counts or [None] * len(form.counts)
    for place, count in zip(form.counts, counts, strict=True):
        if count is None:
            page.text(row, place, "", figure)
        else:
            page.number(row, place, count, figure)
    for place, file in files.items():
        if file is not None:
            link_file(page, row, place, file, folder)


def _write_sums(page: Page, form: SummaryForm, row: int, lines: Sequence[SummaryLine]) -> None:
    """Add up what the filter leaves to be seen."""
    head = page.styles.get("head", font_size=SMALL_SIZE)
    for place in range(len(form.heads)):
        page.text(row, place, say.SUM if place == 1 else "", head)
    counts = [line.counts for line in lines if line.counts]
    sums = map(sum, zip(*counts, strict=True)) if counts else [0] * len(form.counts)
    figure = page.styles.get("count", font_size=SMALL_SIZE, bg_color=HEADING_FILL)
    for place, total in zip(form.counts, sums, strict=True):
        area = absolute_range(FIRST_LINE, row - 1, place)
        page.formula(row, place, f"SUBTOTAL(109,{area})", figure, stored=total)


def _texts(page: Page, row: int, texts: Mapping[int, str], widths: Sequence[float]) -> None:
    """Write texts, wrapped, on a row as tall as they need."""
    style = page.styles.get("wrapped", font_size=SMALL_SIZE)
    # Before its cells: a long sheet is written row by row.
    page.height(
        row, max(row_height(text, widths[place], SMALL_SIZE) for place, text in texts.items())
    )
    for place, text in texts.items():
        page.text(row, place, text, style)


def link_file(page: Page, row: int, place: int, file: Path, folder: Path) -> None:
    """Link a file by its path from a folder where it lies below it, else by its whole path."""
    file, folder = file.resolve(), folder.resolve()
    is_near = file.is_relative_to(folder)
    path = file.relative_to(folder).as_posix() if is_near else str(file)
    page.file_link(row, place, path, file.name)


def write_findings(
    page: Page, found: Iterable[tuple[SummaryLine, Sequence[SummaryFinding]]]
) -> int:
    """Write the findings of all documents, those of each by severity.

    Returns:
        How many found no room.
    """
    page.widths(_FINDING_WIDTHS)
    page.top(say.FINDINGS, say.FINDINGS_NOTE, say.FINDING_HEADS, sum(_FINDING_WIDTHS))
    order = list(Severity)
    row, left = FIRST_LINE, 0
    for line, findings in found:
        for finding in sorted(findings, key=lambda one: order.index(one.severity)):
            if row >= FIRST_LINE + MOST_FINDINGS:
                left += 1
                continue
            texts = (
                line.file,
                line.unit_name,
                SEVERITIES[finding.severity],
                finding.code,
                finding.title,
                finding.place,
                finding.message,
                finding.advice,
            )
            _texts(page, row, dict(enumerate(texts)), _FINDING_WIDTHS)
            row += 1
    last = max(row - 1, FIRST_LINE)
    page.filter(HEAD_LINE, last, len(say.FINDING_HEADS) - 1)
    page.freeze(FIRST_LINE, 1)
    page.print_on_a4((HEAD_LINE, HEAD_LINE), last, len(say.FINDING_HEADS) - 1)
    return left
