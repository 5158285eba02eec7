"""Fingerprints of one run: no two lines share one.

It knows that a reviewer's words are kept by fingerprint; it refuses to know how rules judge.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.audit.audit import Line


def tell_apart(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Number the subjects of lines that would share a fingerprint, from the second one on."""
    seen: Counter[str] = Counter()
    told: list[Line] = []
    for line in lines:
        finding = line.finding
        shared = finding.fingerprint
        seen[shared] += 1
        if seen[shared] > 1:
            subject = f"{finding.subject}#{seen[shared]}"
            told.append(replace(line, finding=replace(finding, subject=subject)))
        else:
            told.append(line)
    return tuple(told)
