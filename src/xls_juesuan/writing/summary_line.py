"""What a summary says of one document or unit, and of one of its findings.

It knows plain values, which can be kept and sent; it refuses to know how they arose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.findings import Severity


@dataclass(frozen=True, slots=True)
class SummaryFinding:
    """A finding that somebody has to look at.

    Attributes:
        severity, code, title, message, advice, table, fingerprint: see ``Finding``.
        place: where it stands, for people.
    """

    severity: Severity
    code: str
    title: str
    place: str
    message: str
    advice: str
    table: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One document or unit.

    Attributes:
        file: its name as the user knows it, with the folders it lies in.
        unit_name, year: what it states; empty where nothing came of it.
        verdict: what its findings mean for publication; ``None`` where nothing came of it.
        counts: the counts that the summary has columns for; none where nothing came of it.
        outputs: the files that were written of it, one for each column of links.
        error: why nothing came of it.
        remark: what else is to be said.
    """

    file: str
    unit_name: str = ""
    year: int | None = None
    verdict: str | None = None
    counts: Sequence[int] = ()
    outputs: Sequence[Path | None] = ()
    error: str = ""
    remark: str = ""


def worst_first(failures: Sequence[int]) -> tuple[int, ...]:
    """Give the key that puts most errors first, then most warnings and notices."""
    return tuple(-count for count in failures)
