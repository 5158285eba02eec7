"""What an explanation says, as values: figures with their places, and what was not read.

It knows figures and places; it refuses to know how they were found.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xls_juesuan.tables.parts import PartFigure


@dataclass(frozen=True, slots=True)
class Said:
    """A figure where it is said.

    Attributes:
        part, row, column: what it is said of.
        figure: its value and printed precision.
        line: the line of the page.
        text: the sentence.
        sentence: the line on which its passage begins, and its first letter there.
        name: what the text calls the row, where rows are as many as occur.
        per_unit: fen in the unit of an amount as printed; 0 of anything else.
        is_again: whether its words say that it is the amount that was told before.
    """

    part: str
    row: str
    column: str
    figure: PartFigure
    line: int
    text: str
    sentence: tuple[int, int]
    name: str = ""
    per_unit: int = 0
    is_again: bool = False

    @property
    def place(self) -> tuple[str, str, str]:
        """What it is said of."""
        return (self.part, self.row, self.column)


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence with an amount or a percentage that belongs to no row.

    Attributes:
        line: the line of the page.
        text: the sentence.
        section: the section it stands in; blank where it gives reasons only.
    """

    line: int
    text: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says of outturn and budget without figures.

    Attributes:
        kind: ``same``, ``above`` or ``below``.
        subject: part and row it is said of.
        line: the line of the page.
        text: the words.
    """

    kind: str
    subject: tuple[str, str]
    line: int
    text: str


@dataclass
class Sayings:
    """Everything that was found so far."""

    said: list[Said] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    #: Sentences whose word for a change stands before a minus.
    doubled: list[Unread] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
