"""What stands in a total without a row of its own, and codes that should not be there.

Knows facts, rows and code lists; the audit words the findings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout_parts import Rest
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.tables.groups import deepest_code

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.model import Fact
    from xls_juesuan.tables.code_names import CodeNames
    from xls_juesuan.tables.draft import Draft
    from xls_juesuan.tables.expressions import Beyond
    from xls_juesuan.tables.groups import FactGroups


class ResidualReason(StrEnum):
    """Why an amount has no row of its own, or a row that needs a word."""

    #: The code is right, the layout has no row for it.
    NO_ROW = "no_row"
    #: No list has the code in any year.
    UNKNOWN_CODE = "unknown_code"
    #: The list has the code, but not in this year.
    OBSOLETE_CODE = "obsolete_code"
    #: Only 类 or 款 is stated where the table needs the level below.
    COARSE_CODE = "coarse_code"
    NO_CODE = "no_code"
    #: Neither item of the table, or no known fund.
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Residual:
    """An amount that the audit has to mention.

    Attributes:
        table: key of the table.
        row: row whose figure holds the amount; empty when no figure of the table does.
        column: its column; empty likewise.
        code: functional or economic code as far as it is known.
        reason: why.
        fen: the amount in fen.
        facts: numbers of the facts.
        classification: ``functional`` or ``economic``, whichever ``code`` belongs to.
    """

    table: str
    row: str
    column: str
    code: str
    reason: ResidualReason
    fen: int
    facts: tuple[int, ...]
    classification: str


#: One fact with its place and reason, before they are added up.
_Mention = tuple[str, str, str, ResidualReason, "Fact"]


def find_residuals(
    draft: Draft, beyond: Iterable[Beyond], names: CodeNames, groups: FactGroups
) -> tuple[Residual, ...]:
    """Find what one table has to say about codes, in the order of its rows."""
    layout = draft.layout
    mentions = [*_own(draft, names, groups), *_beyond(draft, beyond, names)]
    order = {entry.row.key: number for number, entry in enumerate(draft.entries)}
    grouped: dict[tuple[str, str, str, ResidualReason], list[Fact]] = {}
    for row, column, code, reason, fact in mentions:
        grouped.setdefault((row, column, code, reason), []).append(fact)
    found = [
        Residual(
            layout.key,
            *place,
            fen=sum(fact.fen for fact in facts),
            facts=tuple(sorted(fact.number for fact in facts)),
            classification=layout.classification,
        )
        for place, facts in grouped.items()
    ]
    found.sort(key=lambda residual: (order[residual.row], residual.column, residual.code))
    # Codes whose postings cancel out have no row, and need none.
    return tuple(one for one in found if one.fen or one.reason is not ResidualReason.NO_ROW)


def find_unplaced(
    layout: Layout, figures: Iterable[Node], names: CodeNames, groups: FactGroups
) -> tuple[Residual, ...]:
    """Find facts that belong to a table and stand in none of its figures."""
    if not layout.whole:
        return ()
    parts = [part.criteria for node in figures for part in walk(node) if isinstance(part, FactSum)]
    found: dict[str, list[Fact]] = {}
    for facts in groups.beyond(layout.whole, Rest(layout.dimensions), parts).values():
        for fact in facts:
            found.setdefault(deepest_code(fact, layout.dimensions), []).append(fact)
    return tuple(
        Residual(
            table=layout.key,
            row="",
            column="",
            code=code,
            reason=_reason(code, names),
            fen=sum(fact.fen for fact in facts),
            facts=tuple(sorted(fact.number for fact in facts)),
            classification=layout.classification,
        )
        for code, facts in sorted(found.items())
    )


def _own(draft: Draft, names: CodeNames, groups: FactGroups) -> Iterator[_Mention]:
    """Facts that have their row, but under a code that is wrong or too short."""
    layout = draft.layout
    for band in layout.bands:
        for column in band.columns:
            if column.parts or not column.feed:
                continue
            for fact in groups.matching(column.feed):
                code = _code(fact, layout)
                entry = draft.by_key.get(code) if code else None
                if entry is None or entry.band is not band:
                    continue
                reason = _reason(code, names)
                if reason is ResidualReason.NO_ROW:
                    if layout.lengths.index(len(code)) + 1 >= layout.depth:
                        continue
                    reason = ResidualReason.COARSE_CODE
                yield entry.row.key, column.key, code, reason, fact


def _beyond(draft: Draft, beyond: Iterable[Beyond], names: CodeNames) -> Iterator[_Mention]:
    """Facts that a total holds beside its parts."""
    layout = draft.layout
    for extra in beyond:
        row = draft.by_key[extra.key.row].row
        for fact in extra.facts:
            code = _code(fact, layout)
            if extra.by[0] in layout.dimensions:
                # What stands under the row's own code was mentioned for the row.
                if not code or code != row.code:
                    yield row.key, extra.key.column, code, _reason(code, names), fact
            elif not (row.code or row.gathers) or code == row.code:
                yield row.key, extra.key.column, code, ResidualReason.UNDECIDED, fact


def _code(fact: Fact, layout: Layout) -> str:
    return deepest_code(fact, layout.dimensions[: layout.depth or None])


def _reason(code: str, names: CodeNames) -> ResidualReason:
    if not code:
        return ResidualReason.NO_CODE
    if names.listed(code) is not None:
        return ResidualReason.NO_ROW
    known = names.codes.find(code)
    return ResidualReason.OBSOLETE_CODE if known else ResidualReason.UNKNOWN_CODE
