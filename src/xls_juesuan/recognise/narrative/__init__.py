"""The explanation of a published document → figures, findings, and what was not read."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.findings import Problem
from xls_juesuan.messages import narrative as say
from xls_juesuan.model import CellKey
from xls_juesuan.recognise.finding import NotRecognised
from xls_juesuan.recognise.narrative.checks import text_problems
from xls_juesuan.recognise.narrative.checks.document_text import DocumentText
from xls_juesuan.recognise.narrative.counts import COUNTS
from xls_juesuan.recognise.narrative.figures import differing
from xls_juesuan.recognise.narrative.figures import first_said
from xls_juesuan.recognise.narrative.figures import narrative_parts
from xls_juesuan.recognise.narrative.mistyped_units import mistyped_units
from xls_juesuan.recognise.narrative.mistyped_units import unit_problem
from xls_juesuan.recognise.narrative.narrative import Unread
from xls_juesuan.recognise.narrative.passages import full_width
from xls_juesuan.recognise.narrative.passages import passages
from xls_juesuan.recognise.narrative.reader import NarrativeReader
from xls_juesuan.recognise.narrative.sections import place_passages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.recognise.narrative.narrative import Said
    from xls_juesuan.recognise.narrative.narrative import Sayings
    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables.code_names import CodeNames
    from xls_juesuan.tables.table import Table

__all__ = ["Narrative", "read_narrative"]

#: Section that lists functional items.
_LISTING = "general"
NARRATIVE, WHOLE_LIST = "narrative", "narrative_items"
_STATED_TWICE, _DOUBLE_SIGN = "N401", "N402"
#: Figures that rules ask the supplement for, by key, with their places in the parts.
_SUPPLEMENT = (
    *(
        (f"three_public_counts.{row}", (COUNTS, row, "count"))
        for row in (
            *("overseas_groups", "overseas_persons", "vehicles_purchased", "vehicles_held"),
            *("foreign_receptions", "foreign_persons", "domestic_receptions", "domestic_persons"),
        )
    ),
    ("three_public_counts.foreign_amount", (NARRATIVE, "foreign_hospitality", "amount")),
)
_ITEM_LENGTH = 7


@dataclass(frozen=True)
class Narrative:
    """What an explanation says.

    Attributes:
        parts: its figures, in the shape of tables.
        counts: numbers of groups, people and vehicles, by key of the supplement.
        units: fen in the unit of each amount as printed.
        told: where in the parts each of them stands.
        not_recognised: sentences with amounts that belong to no row.
        problems: what the audit has to judge beside the figures.
        inputs: what rules may ask for.
    """

    parts: tuple[Table, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[CellKey, int] = field(default_factory=dict)
    told: Mapping[str, CellKey] = field(default_factory=dict)
    not_recognised: tuple[NotRecognised, ...] = ()
    problems: tuple[Problem, ...] = ()
    inputs: frozenset[str] = frozenset()

    def added_to(self, supplement: Supplement, file: str) -> Supplement:
        """Add the counts that rules ask the supplement for; what it states itself stays."""
        if not self.counts:
            return supplement
        fields = {**self.counts, **supplement.fields}
        return replace(supplement, file=supplement.file or file, fields=fields)


def read_narrative(
    pages: Sequence[PrintedPage],
    tables: Sequence[Table],
    names: Mapping[str, CodeNames],
    *,
    file: str,
    unit_name: str,
    year: int,
) -> Narrative:
    """Read the explanation of a text document; nothing of what has none.

    Args:
        pages: the document: one page of a text document, or sheets, which hold none.
        tables: its tables.
        names: names of functional and economic items in the year, by classification.
        file: name of the document.
        unit_name: whose accounts.
        year: report year.
    """
    page = pages[0]
    if not page.is_text:
        return Narrative()
    placed = list(place_passages(passages(page), unit_name))
    found = NarrativeReader(names, tables, unit_name, year).read(placed)
    mistyped = mistyped_units(found.said)
    found.said = [one for one in found.said if all(one is not wrong for wrong, _ in mistyped)]
    by_key = {table.key: table for table in tables}
    text = DocumentText(page, file, placed, found, by_key, names, unit_name, year)
    problems = (
        *(unit_problem(page, file, *pair) for pair in mistyped),
        *_problems(page, found, file),
        *text_problems(text),
    )
    if not found.said:
        return Narrative(problems=problems)
    first = first_said(found.said)
    has_items = any(one.part == WHOLE_LIST and len(one.row) == _ITEM_LENGTH for one in found.said)
    is_whole = has_items and not any(one.section == _LISTING for one in found.unread)
    return Narrative(
        parts=tuple(narrative_parts(found.said, page, names)),
        counts={key: first[place].figure.value for key, place in _SUPPLEMENT if place in first},
        units={CellKey(*place): one.per_unit for place, one in first.items() if one.per_unit},
        told={key: CellKey(*place) for key, place in _SUPPLEMENT if place in first},
        not_recognised=tuple(_unread(page, found)),
        problems=problems,
        inputs=frozenset({NARRATIVE, *((WHOLE_LIST,) if is_whole else ())}),
    )


def _is_of_something_else(first: Said, second: Said) -> bool:
    """Whether one of two unlike figures in one sentence may be of something else."""
    return first.sentence == second.sentence and not second.is_again


def _unread(page: PrintedPage, found: Sayings) -> Iterator[NotRecognised]:
    ambiguous = [
        Unread(second.line, second.text)
        for first, second in differing(found.said)
        if _is_of_something_else(first, second)
    ]
    for one in dict.fromkeys((*found.unread, *ambiguous)):
        where = page.ref(one.line, 0)
        yield NotRecognised("sentence", where, where, full_width(one.text), where=where)


def _problems(page: PrintedPage, found: Sayings, file: str) -> Iterator[Problem]:
    for first, second in differing(found.said):
        if _is_of_something_else(first, second):
            continue
        detail = say.stated_twice(
            page.ref(first.line, 0),
            full_width(first.text),
            page.ref(second.line, 0),
            full_width(second.text),
        )
        source = page.source(file, second.line)
        yield Problem(_STATED_TWICE, "/".join(second.place), detail, (source,))
    for one in dict.fromkeys(found.doubled):
        detail = say.double_sign(page.ref(one.line, 0), full_width(one.text))
        yield Problem(_DOUBLE_SIGN, one.text[:20], detail, (page.source(file, one.line),))
