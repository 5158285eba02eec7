"""Names of rows in a sentence, whatever quotes and brackets stand between their letters.

It knows how names are written; it refuses to know figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Protocol

from xls_juesuan.declarations.narrative_words import narrative_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.declarations.narrative_words import SectionWords

#: What may stand between two letters of a name.
_MARKS = "[“”\"'‘’()、/·]?"


@dataclass(frozen=True, slots=True)
class Term:
    """A name where it stands.

    Attributes:
        start, end: where it stands in the text.
        row: the row that it names.
    """

    start: int
    end: int
    row: str


class CodeFinder(Protocol):
    """Finds names of codes in compact texts."""

    def find(self, text: str) -> Sequence[Term]:
        """Give the names in their order; ``row`` is the code, blank where it stays open."""
        ...


class TermFinder:
    """Finds names in compact texts.

    Args:
        names: names by row, without marks; where two begin at one letter the longer is meant.
    """

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._rows = {name: row for row, words in names.items() for name in words}
        longest = sorted(self._rows, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(written, longest))) if longest else None

    def find(self, text: str) -> Iterator[Term]:
        """Give the names in their order."""
        for found in self._pattern.finditer(text) if self._pattern else ():
            name = bare(found[0])
            row = self._rows.get(name)
            if row is not None:
                yield Term(found.start(), found.end(), row)


def written(name: str) -> str:
    """Give the pattern of a name with marks between its letters."""
    return _MARKS.join(map(re.escape, name))


def bare(text: str) -> str:
    """Write a text without the marks that may stand in a name."""
    return re.sub(_MARKS[:-1], "", text)


def amount_terms(section: SectionWords | None) -> TermFinder:
    """Names of the rows that a section gives amounts of; common ones are known everywhere."""
    names = {row: list(words) for row, words in narrative_words().common.items()}
    own = section.terms if section else {}
    taken = {word for words in own.values() for word in words}
    names = {row: [word for word in words if word not in taken] for row, words in names.items()}
    for row, words in own.items():
        names[row] = [*words, *names.get(row, ())]
    return TermFinder(names)
