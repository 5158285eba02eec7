"""The findings on the terminal: a table of at most one screen, the most severe first.

It knows the size of the screen and widths of Chinese text; it refuses to know how findings
came about.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from typing import TYPE_CHECKING

from xls_juesuan.cli.text_table import cut
from xls_juesuan.cli.text_table import padded
from xls_juesuan.cli.text_table import wrapped
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.findings import leading_findings
from xls_juesuan.messages import cli as messages
from xls_juesuan.messages.labels import SEVERITIES
from xls_juesuan.writing.widths import display_width

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.findings import Finding

#: What is assumed where the output goes into a file or a pipe.
_USUAL_SIZE = (80, 24)
_NARROWEST, _SHORTEST = 40, 8
#: Lines of the screen that are kept for the verdict above the table and what follows it.
_KEPT_LINES = 4
_GAP = "  "
_INDENT = "  "
_WIDEST_PLACE = 16
#: No message takes more lines than this, however much room there is.
_MOST_LINES = 6


def screen_size() -> tuple[int, int]:
    """Columns and lines of the screen; those of an old terminal where there is none."""
    if not sys.stdout.isatty():
        return _USUAL_SIZE
    size = shutil.get_terminal_size(_USUAL_SIZE)
    return max(size.columns, _NARROWEST), max(size.lines, _SHORTEST)


def findings_lines(
    findings: Sequence[Finding],
    place_of: Callable[[Finding], str],
    *,
    size: tuple[int, int],
    rest_in: str,
) -> Iterator[str]:
    """Give the table, nothing when nothing failed.

    What follows from another finding is folded into it and counted there.

    Args:
        findings: all findings.
        place_of: where a finding points to, in few words.
        size: columns and lines of the screen.
        rest_in: where the findings are that found no room, as the last line says it.
    """
    failed = [finding for finding in findings if finding.outcome is Outcome.FAILED]
    if not failed:
        return
    order = list(Severity)
    leading = sorted(leading_findings(failed), key=lambda finding: order.index(finding.severity))
    follows = Counter(finding.follows for finding in failed)
    columns, lines = size
    room = lines - _KEPT_LINES - 2
    is_cut = len(leading) > room
    shown = leading[: room - 1] if is_cut else leading
    yield from _table(shown, place_of, follows, columns - 1, room)
    if is_cut:
        yield _INDENT + _more(leading[len(shown) :], rest_in, columns - 1 - len(_INDENT))


def _table(
    shown: Sequence[Finding],
    place_of: Callable[[Finding], str],
    follows: Counter[str],
    columns: int,
    room: int,
) -> Iterator[str]:
    places = [cut(place_of(finding), _WIDEST_PLACE) for finding in shown]
    heads = messages.FINDINGS_HEADS
    rows = [
        (SEVERITIES[finding.severity], finding.code, place)
        for finding, place in zip(shown, places, strict=True)
    ]
    widths = [max(map(display_width, column)) for column in zip(*rows, heads[:3], strict=True)]

    def beginning(row: Sequence[str]) -> str:
        cells = (padded(text, width) for text, width in zip(row, widths, strict=True))
        return _INDENT + _GAP.join(cells) + _GAP

    blank = " " * display_width(beginning(("", "", "")))
    texts = [_text(finding, follows[finding.fingerprint]) for finding in shown]
    width = columns - len(blank)
    wraps = [list(wrapped(text, indent="", width=width)) for text in texts]
    most = max(
        (
            most
            for most in range(1, _MOST_LINES + 1)
            if sum(min(len(wrap), most) for wrap in wraps) <= room
        ),
        default=1,
    )
    yield beginning(heads[:3]) + heads[3]
    for row, text, wrap in zip(rows, texts, wraps, strict=True):
        kept = wrap[:most]
        if len(wrap) > most:
            # The last line that has room says that there is more.
            kept[-1] = cut(text if most == 1 else kept[-1] + wrap[most], width)
        yield beginning(row) + kept[0]
        yield from (blank + line for line in kept[1:])


def _text(finding: Finding, consequences: int) -> str:
    title = finding.title
    if consequences:
        title += messages.FINDING_CONSEQUENCES.format(count=consequences)
    return messages.FINDING_TEXT.format(title=title, message=finding.message)


def _more(left: Sequence[Finding], rest_in: str, width: int) -> str:
    """Count what is left out, by severity where that has room."""
    counts = Counter(finding.severity for finding in left)
    parts = [
        messages.SEVERITY_COUNT.format(name=SEVERITIES[severity], count=counts[severity])
        for severity in Severity
        if counts[severity]
    ]
    text = messages.MORE_FINDINGS.format(count=len(left), counts="，".join(parts), where=rest_in)
    if display_width(text) <= width:
        return text
    return messages.MORE_FINDINGS_BRIEFLY.format(count=len(left), where=rest_in)
