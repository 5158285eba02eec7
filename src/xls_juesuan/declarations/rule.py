"""What a rule of the audit says, once it has been read.

It knows the parts of a rule; it refuses to know files and how a rule is judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Literal

if TYPE_CHECKING:
    from xls_juesuan.declarations.examples import Example
    from xls_juesuan.declarations.relation.nodes import Cell
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.relation.nodes import RowSet
    from xls_juesuan.findings import Severity


#: Where the examples begin in the file of a rule; they are its last part.
EXAMPLES = "[[examples]]"


class Tolerance(StrEnum):
    """How far printed figures may differ; exact figures never may."""

    #: The same amount printed twice.
    EXACT = "exact"
    #: A total and its parts, each rounded on its own: 0.005 × (parts + 1).
    PARTS = "parts"


class Confidence(StrEnum):
    """How sure the basis of a rule is."""

    SOURCED = "sourced"
    UNVERIFIED = "knowledge, unverified"


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows a relation is repeated for.

    ``all`` is the total and every row with a code; ``parents`` are rows of codes with rows
    below them, ``leaves`` those without; ``rows`` are the rows of the set as they stand.
    """

    table: str
    rows: RowSet
    selection: Literal["all", "parents", "leaves", "rows"] = "rows"


@dataclass(frozen=True, slots=True)
class Raised:
    """Another severity for problems whose subject starts with one of the texts."""

    severity: Severity
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Functional and economic codes that stand for the same money (basic, general budget).

    A failure then says where the money of one code is booked instead of under the other.
    """

    functions: tuple[str, ...]
    economics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One declared rule; ``CONTRIBUTING.md`` says how one is written.

    ``relation`` is ``None`` for a rule that judges problems noticed elsewhere (``observed``)
    or is judged by code (``coded``).
    """

    code: str
    name: str
    title: str
    severity: Severity
    table: str
    #: Ids of the known relations that it judges.
    origin: tuple[str, ...]
    #: Ids of what inspectors of disclosures check that it covers; numbered on their own.
    criteria: tuple[str, ...]
    relation: Node | None
    each: tuple[Scope, ...]
    named: tuple[str, ...]
    columns: tuple[str, ...]
    when: Node | None
    otherwise: str
    needs: tuple[str, ...]
    cell: Cell | None
    tolerance: Tolerance
    basis: str
    why: str
    fix: str
    source: str
    confidence: Confidence
    observed: bool
    coded: str
    raised: Raised | None
    #: Columns, and rows as ``table[row]``, that some places print: without them the rule does
    #: not apply.
    other_layouts: tuple[str, ...]
    #: Rows, as ``table[row]``: the rule applies only where none of them is printed.
    lacking: tuple[str, ...]
    #: Columns that some places print: without them their figures are nothing.
    if_printed: tuple[str, ...]
    #: Accounts that ``row`` stands for, one after the other, instead of rows of a table.
    accounts: tuple[str, ...]
    pair: Pair | None
    #: Whether figures that the rule leaves no room for are meant to be nothing.
    exclusive: bool
    #: Version of the program in which the rule appeared.
    since: str
    #: Its examples as the file has them; most runs never look at them.
    examples_text: str = ""

    @property
    def family(self) -> str:
        """The letter of the code."""
        return self.code[0]

    @property
    def examples(self) -> tuple[Example, ...]:
        """The examples, read when they are asked for.

        Raises:
            DeclarationError: they are malformed.
        """
        from xls_juesuan.declarations.examples import parse_examples

        return parse_examples(self.examples_text, f"{self.code}.toml")

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Columns it speaks of that only some places print, as ``table.column``."""
        return (*self.other_layouts, *self.if_printed)

    @property
    def rows_elsewhere(self) -> tuple[tuple[str, str], ...]:
        """Table and row of the rows without which it does not apply."""
        return tuple(filter(None, map(_row_place, self.other_layouts)))

    @property
    def rows_lacking(self) -> tuple[tuple[str, str], ...]:
        """Table and row of the rows with which it does not apply."""
        return tuple(filter(None, map(_row_place, self.lacking)))

    @property
    def is_verified(self) -> bool:
        """Whether a document stands behind the rule."""
        return self.confidence is Confidence.SOURCED

    def severity_of(self, subject: str) -> Severity:
        """Severity of a problem with the subject."""
        if self.raised and subject.startswith(self.raised.subjects):
            return self.raised.severity
        return self.severity


def _row_place(text: str) -> tuple[str, str] | None:
    """Table and row of ``table[row]``; ``None`` where a column is named."""
    table, is_row, row = text.removesuffix("]").partition("[")
    return (table, row) if is_row else None
