"""What a document lacks → problems for the review sheet, one a section.

It knows gaps and sections; it refuses to know how severe they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.disclosure.document import Paragraph
from xls_juesuan.disclosure.gaps import cover_line
from xls_juesuan.findings import Problem
from xls_juesuan.messages import disclosure as messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.disclosure.document import Disclosure

#: The rule of texts that cannot be written.
CODE = "N301"
_MOST_NAMED = 6


def gap_problems(document: Disclosure) -> Iterator[Problem]:
    """Name for each section the fields that are missing in its texts."""
    labels = {gap.key: gap.label for gap in document.gaps}
    by_section: dict[str, dict[str, None]] = {}
    for block in (cover_line(document.published), *document.blocks):
        if isinstance(block, Paragraph):
            for run in block.runs:
                if run.gap:
                    by_section.setdefault(block.section, {})[labels[run.gap]] = None
    for section, missing in by_section.items():
        yield Problem(CODE, section, messages.missing(section, list(missing), _MOST_NAMED))
