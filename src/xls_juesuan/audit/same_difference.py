"""Relations between exact figures that are off by one and the same amount have one cause.

It knows differences in fen; it refuses to know rules. Between printed figures the joint check
finds causes; between exact ones the amount tells, down to the fen.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages import contradictions as messages
from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.audit.audit import Line
    from xls_juesuan.findings import Finding

#: Families of rules that say how amounts hang together, those of the ledger first.
_FAMILIES = "LFTNA"


def fold_same_differences(lines: Sequence[Line]) -> list[Line]:
    """Let relations follow the finding that is off by the same amount and names its rows.

    Where no finding names rows the first of the ledger leads, or else of the tables, and only what
    shares a cell with it follows. Where several name different rows nobody knows which of them
    the others come from: all stand alone.

    Args:
        lines: what the rules found, told apart.
    """
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        amount = _amount_off(line.finding)
        if amount:
            groups[amount].append(place)
    folded = list(lines)
    for amount, places in groups.items():
        lead = _lead([lines[place].finding for place in places])
        if lead is None:
            continue
        followers = _followers(lines, places, lead)
        if not followers:
            continue
        for place in places:
            finding = lines[place].finding
            if finding is lead:
                told = messages.same_difference(format_yuan_grouped(amount))
                finding = replace(finding, message=finding.message + told)
            elif place in followers:
                finding = replace(finding, follows=lead.fingerprint)
            folded[place] = replace(lines[place], finding=finding)
    return folded


def _followers(lines: Sequence[Line], places: Sequence[int], lead: Finding) -> set[int]:
    """Places of what follows a lead: without rows to show, only what shares its cells."""
    open_places = {
        place
        for place in places
        if lines[place].finding is not lead and not lines[place].finding.sources
    }
    if lead.sources:
        return open_places
    found: set[int] = set()
    reached = set(lead.cells)
    while near := {at for at in open_places - found if reached & set(lines[at].finding.cells)}:
        found |= near
        reached.update(cell for at in near for cell in lines[at].finding.cells)
    return found


def _amount_off(finding: Finding) -> int:
    """By how much in fen an error is off; 0 where it is none of that kind."""
    difference = finding.difference
    is_off = (
        finding.outcome is Outcome.FAILED
        and finding.severity is Severity.ERROR
        and finding.code[0] in _FAMILIES
        and finding.measure == "amount"
        and not finding.follows
    )
    return abs(difference) if is_off and isinstance(difference, int) else 0


def _lead(findings: Sequence[Finding]) -> Finding | None:
    with_rows = [finding for finding in findings if finding.sources]
    if len({finding.sources for finding in with_rows}) > 1:
        return None
    return min(
        with_rows or findings, key=lambda one: (_FAMILIES.index(one.code[0]), one.code, one.subject)
    )
