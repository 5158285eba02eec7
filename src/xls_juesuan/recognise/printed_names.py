"""What each table of a document is called: by the number that it prints, else by its title.

Places number their tables differently, so that the number of a layout may be that of another
table of the document. It knows labels, titles and names of sheets; it refuses to know figures.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.published import plain
from xls_juesuan.messages import recognising as say
from xls_juesuan.recognise.context import label_number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.recognise.finding import FoundTable
    from xls_juesuan.tables.table import Table

#: What no sheet may be called by, and how long its name may be.
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class PrintedName:
    """The name of a table.

    Attributes:
        number: as printed; ``None`` where no number tells it from the other tables.
        sheet: what it is called in findings and in the review.
        label: the label in the corner; empty without a number.
    """

    number: int | None
    sheet: str
    label: str = ""

    def put_on(self, table: Table) -> Table:
        """Give the table under this name."""
        return replace(table, number=self.number, sheet=self.sheet, label=self.label)


def printed_names(found: Sequence[FoundTable]) -> Mapping[str, PrintedName]:
    """Name the tables of a document, by their keys."""
    numbers = [_number(one) for one in found]
    counts = Counter(numbers)
    titles = [titled(as_printed(one.titled, one.title) or one.parts.layout.title) for one in found]
    names = dict[str, PrintedName]()
    for one, number, title in zip(found, numbers, titles, strict=True):
        layout = one.parts.layout
        if number is not None and counts[number] == 1:
            name = PrintedName(number, say.table_sheet(number), say.table_label(number))
        elif titles.count(title) == 1:
            name = PrintedName(None, title)
        else:
            name = PrintedName(None, titled(layout.title))
        names[layout.key] = name
    return names


def named_as_printed(tables: Sequence[Table], found: Sequence[FoundTable]) -> tuple[Table, ...]:
    """Give tables under the names that a document has for them; others go by their title."""
    names = printed_names(found)
    return tuple(
        names.get(table.key, PrintedName(None, titled(table.title))).put_on(table)
        for table in tables
    )


def titled(title: str) -> str:
    """Give a title as a sheet may be called."""
    return _NOT_IN_NAMES.sub("", title)[:_LONGEST_NAME]


def as_printed(text: str, title: str) -> str:
    """Cut a title out of the text that bears it.

    Args:
        text: as printed, perhaps with a label, a unit or a year beside it.
        title: as titles are compared.
    """
    shown = "".join(text.split())
    kept = [(place, plain(letter)) for place, letter in enumerate(shown) if plain(letter)]
    at = "".join(letter for _, letter in kept).find(title)
    if not title or at < 0 or any(len(letter) > 1 for _, letter in kept):
        return ""
    first, last = kept[at][0], kept[at + len(title) - 1][0]
    first -= shown[:first].endswith(("“", '"'))
    return shown[first : last + 1]


def _number(one: FoundTable) -> int | None:
    """The number in its corner, else the one that its sheet is called by."""
    label = one.context.label or label_number(one.parts.page.name)
    return int(label) if label else None
