"""Findings and problems: what is wrong with the user's data, as values.

A *problem* is something the reader or the cube noticed while it worked, named by the
code of the rule that judges it. A *finding* is one outcome of one rule, complete with
text, place and advice, whatever way the rule was evaluated.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from xls_juesuan.model import CellKey
    from xls_juesuan.model import Source


class Severity(StrEnum):
    """Official ladder: must be fixed, must be explained, notice."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Outcome(StrEnum):
    """What a rule can say; could-not-be-checked is never a pass."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKABLE = "not_checkable"
    NOT_APPLICABLE = "not_applicable"


#: The order in which people read outcomes.
READING_ORDER = (
    Outcome.FAILED,
    Outcome.NOT_CHECKABLE,
    Outcome.NOT_APPLICABLE,
    Outcome.PASSED,
)


#: What a line says that stands for several relations: the first that any of them says.
WORST_FIRST = (
    Outcome.FAILED,
    Outcome.NOT_CHECKABLE,
    Outcome.PASSED,
    Outcome.NOT_APPLICABLE,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something noticed in the input, to be judged by the rule ``code``.

    Args:
        code: code of the rule that declares title, severity, basis and advice.
        subject: what it concerns (an account, a code, a voucher); part of the fingerprint.
        detail: one Chinese sentence with the particulars.
        sources: rows that show it, the first few when there are many.
        fen: amount concerned, in fen.
        rows: how many ledger rows are concerned in all.
        cells: cells of the tables that it touches.
    """

    code: str
    subject: str
    detail: str
    sources: tuple[Source, ...] = ()
    fen: int | None = None
    rows: int = 0
    cells: tuple[CellKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that is likely wrong.

    ``shown``, ``value``, ``low`` and ``high`` are in fen: what is printed, what it should
    likely be, and between which bounds; ``None`` where nothing stands out. ``slip`` says in
    Chinese how it was likely mistyped.
    """

    cell: CellKey
    shown: int
    value: int | None = None
    low: int | None = None
    high: int | None = None
    slip: str = ""
    #: Other places that show the same wrong figure.
    copies: tuple[CellKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Figures that, corrected together, settle everything that follows from a finding."""

    suspects: tuple[Suspect, ...]
    #: Whether no other smallest explanation exists: then it can be relied upon.
    is_only: bool = False
    #: What happened, in Chinese, where it is more than single figures: a shifted block.
    cause: str = ""
    #: Whether it is about as likely as the first: its cells are marked like those of the first.
    is_close: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One outcome of one rule.

    ``left``, ``right`` and ``difference`` are in fen (or a bare count or ratio where the
    rule compares such); ``None`` where the rule compares no amounts.
    """

    code: str
    severity: Severity
    outcome: Outcome
    title: str
    message: str
    basis: str = ""
    advice: str = ""
    table: str = ""
    cells: tuple[CellKey, ...] = ()
    left: int | Fraction | None = None
    right: int | Fraction | None = None
    difference: int | Fraction | None = None
    #: What these figures are: an amount, a count or a ratio.
    measure: str = "amount"
    #: Likely right value of the first cell, where the relation defines it.
    suggested: int | Fraction | None = None
    explained_by_rounding: bool = False
    sources: tuple[Source, ...] = ()
    #: How many rows are concerned in all; ``sources`` names the first few.
    source_rows: int = 0
    subject: str = ""
    #: Number of relations that were evaluated for this line.
    relations: int = 0
    #: How many other relations of the rule held, where this one failed.
    held: int = 0
    #: Why it could not be checked or does not apply.
    reason: str = ""
    #: Fingerprint of the finding that this one follows from; blank where it stands alone.
    follows: str = ""
    #: Every single case of a finding that gathers many, in Chinese, for whoever asks.
    details: tuple[str, ...] = ()
    #: The derived identity that cannot hold, in Chinese, a line a step.
    proof: tuple[str, ...] = ()
    #: What may be wrong, the likeliest first.
    explanations: tuple[Explanation, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits that survive unrelated changes: rule, cell and subject, no amounts.

        What did not fail is one line a rule, whichever row comes first.
        """
        shown = self.cells[:1] if self.outcome is Outcome.FAILED else ()
        cells = ";".join(f"{cell.table}/{cell.row}/{cell.column}" for cell in shown)
        text = f"{self.code}|{self.table}|{cells}|{self.subject}"
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def leading_findings(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Leave out what follows from another one of the findings: it is no cause of its own."""
    roots = {finding.fingerprint for finding in findings if not finding.follows}
    return tuple(finding for finding in findings if finding.follows not in roots)
