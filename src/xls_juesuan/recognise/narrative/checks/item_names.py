"""Names of functional items in sentences that are nearly those of the tables.

It knows that a name of a letter or two else is mistyped; it refuses to know figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import narrative as say
from xls_juesuan.recognise.narrative.passages import full_width
from xls_juesuan.recognise.narrative.reader import item_finder
from xls_juesuan.recognise.narrative.sections import EXPLANATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.findings import Problem
    from xls_juesuan.recognise.narrative.checks.document_text import DocumentText
    from xls_juesuan.recognise.narrative.items import ItemFinder

_ITEM_NAME = "N413"


def mistyped_items(text: DocumentText) -> Iterator[Problem]:
    """Name each wrong name once, with the item that is meant."""
    finders: dict[str, ItemFinder | None] = {}
    seen: set[tuple[str, str]] = set()
    for placed in text.placed:
        if placed.part != EXPLANATION or placed.is_title:
            continue
        if placed.section not in finders:
            finders[placed.section] = item_finder(placed.section, text.tables, text.names)
        finder = finders[placed.section]
        for one in finder.mistyped(placed.passage.text) if finder else ():
            if (one.written, one.code) in seen:
                continue
            seen.add((one.written, one.code))
            line = placed.passage.lines[one.start]
            where, written, name = text.where(line), full_width(one.written), full_width(one.name)
            detail = say.mistyped_item(where, written, one.code, name)
            yield text.problem(_ITEM_NAME, one.code, detail, line)
