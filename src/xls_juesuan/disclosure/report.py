"""What a document lacks → problems for the review sheet, one a section.

It knows gaps and sections; it refuses to know how severe they are.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from xls_juesuan.disclosure.document import Paragraph
from xls_juesuan.disclosure.gaps import cover_line
from xls_juesuan.findings import Problem
from xls_juesuan.messages import disclosure as messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.disclosure.document import Disclosure
    from xls_juesuan.disclosure.gaps import Labels

#: The rule of texts that cannot be written.
CODE = "N301"
#: Fields of one sheet that are named; of more it is said how many there are.
_MOST_NAMED = 6


def gap_problems(document: Disclosure, label: Labels) -> Iterator[Problem]:
    """Name for each section the fields that are missing in its texts, and where to fill them in.

    Args:
        document: the document.
        label: what fields are called and on which sheet of the supplement they stand.
    """
    by_section: dict[str, dict[str, None]] = {}
    for block in (cover_line(document.published), *document.blocks):
        if isinstance(block, Paragraph):
            for run in block.runs:
                if run.gap:
                    by_section.setdefault(block.section, {})[run.gap] = None
    for section, missing in by_section.items():
        named = groupby(sorted(missing, key=label.place), key=label.sheet)
        sheets = [(sheet, [label(key) for key in keys]) for sheet, keys in named]
        yield Problem(CODE, section, messages.missing(section, sheets, _MOST_NAMED))
