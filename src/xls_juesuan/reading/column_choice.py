"""Knows which column of a sheet plays which part, and by which evidence.

A declared heading proposes, the content confirms; where a heading says nothing or something
else, content alone decides if it is beyond doubt. A mapping decides everything by itself.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.messages import mapping as say
from xls_juesuan.reading.auxiliary import parse_auxiliary
from xls_juesuan.reading.cells import ACCOUNT
from xls_juesuan.reading.cells import CLASSIFICATION
from xls_juesuan.reading.cells import split_code
from xls_juesuan.reading.cells import text_of
from xls_juesuan.reading.columns import Meaning
from xls_juesuan.reading.columns import load_vocabulary
from xls_juesuan.reading.columns import normalise_heading
from xls_juesuan.reading.content import CHECKED_ROLES
from xls_juesuan.reading.content import content_contradicts
from xls_juesuan.reading.content import describe_column
from xls_juesuan.reading.content import role_by_content
from xls_juesuan.reading.headings import ColumnEvidence
from xls_juesuan.reading.headings import Heading
from xls_juesuan.reading.headings import SheetTable

if TYPE_CHECKING:
    from xls_juesuan.ledger import LedgerKind
    from xls_juesuan.reading.content import ColumnContent
    from xls_juesuan.reading.grid import Grid
    from xls_juesuan.reading.mapping import Mapping
    from xls_juesuan.reading.mapping import SheetMapping

_SAMPLE = 2000
#: Roles that several columns may play at once; they are found where they are needed.
_SHARED = frozenset(
    {
        "amount",
        "ignored",
        "direction",
        "auxiliary",
        "auxiliary_type",
        "auxiliary_code",
        "auxiliary_name",
    }
)
#: What cells alone may make of a column that no declaration knows …
_UNNAMED = frozenset({"account", "economic", "function", "fund", "date", "auxiliary"})
#: … and of one that is called something else.
_MISNAMED = frozenset({"economic", "function", "auxiliary"})
#: Parts that no line is made of: what such a column is called matters little.
_UNREAD = frozenset({"ignored", "department", "ledger_book", "line_no"})
#: An empty column of these is as good as none.
_NEVER_BLANK = frozenset({"project", "fund", "function"})


def choose_columns(
    grid: Grid, heading: Heading, kind: LedgerKind, mapping: SheetMapping | None = None
) -> SheetTable:
    """Choose one column for each role: as mapped, else as declared and confirmed by content."""
    table = SheetTable.below(grid, heading, kind)
    if mapping is not None and mapping.columns:
        _obey(table)
    else:
        _choose(table)
    if mapping is not None:
        table.fixed.update(mapping.constants)
    return table


# ------------------------------------------------------------------ mapping


def mapped_heading(grid: Grid, heading: Heading, mapping: SheetMapping, whole: Mapping) -> Heading:
    """Put the meanings of a mapping over a heading.

    Raises:
        UserError: the sheet has no such column, or other headings than the mapping saw.
    """
    meanings: list[Meaning | None] = [None] * grid.width
    for number, meaning in mapping.columns.items():
        index = number - (grid.first_column - 1)
        if not 0 <= index < grid.width:
            raise say.column_missing(whole.name, grid.sheet, column_letters(number))
        wanted, found = mapping.titles.get(number, ""), heading.titles[index]
        if wanted and heading.height and _plain(wanted) != _plain(found):
            letters = column_letters(number)
            raise say.column_moved(whole.name, grid.sheet, letters, wanted, " ".join(found.split()))
        meanings[index] = meaning
    return Heading(heading.start, heading.height, heading.titles, tuple(meanings))


def _plain(title: str) -> str:
    return normalise_heading(title)[0]


def _obey(table: SheetTable) -> None:
    for index, meaning in enumerate(table.heading.meanings):
        role = meaning.role if meaning is not None else ""
        table.evidence[index] = ColumnEvidence(role or "ignored", "mapping")
        if meaning is not None and role not in _SHARED:
            table.columns.setdefault(role, index)
        if meaning is None and _is_refused(table, index):
            table.rejected.append(table.heading.titles[index])


def _is_refused(table: SheetTable, index: int) -> bool:
    """Whether a column out of use is called economic and holds codes of the government."""
    declared = load_vocabulary().find_meaning(table.heading.titles[index])
    is_economic = declared is not None and declared.role == "economic"
    return is_economic and _are_of_government(_sample(table, index))


# ------------------------------------------------------------------ heading and content


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A column that may play a part; the smaller the better."""

    #: An empty column goes behind a filled one, and content alone behind a heading.
    is_blank: bool
    is_content: bool
    priority: int
    index: int

    @property
    def rank(self) -> tuple[bool, bool, int, int]:
        return self.is_content, self.is_blank, self.priority, self.index


def _choose(table: SheetTable) -> None:
    candidates: dict[str, list[_Candidate]] = {}
    for index, meaning in enumerate(table.heading.meanings):
        found = _judge(table, index, meaning)
        if found is not None:
            role, candidate = found
            candidates.setdefault(role, []).append(candidate)
    for role, listed in candidates.items():
        best = min(listed, key=lambda one: one.rank)
        rivals = [one for one in listed if one.is_content and one is not best]
        is_alone = role in _SHARED or _agree(table, best.index, rivals)
        if best.is_content and not is_alone:
            continue
        if role not in _SHARED and not (best.is_blank and role in _NEVER_BLANK):
            table.columns[role] = best.index
        if best.is_content:
            _rename(table, role, [best.index, *(one.index for one in rivals)])
    if "account" not in table.columns:
        _account_from_name(table)


def _rename(table: SheetTable, role: str, indices: list[int]) -> None:
    """Give columns the meaning that their cells gave them."""
    meanings = list(table.heading.meanings)
    for index in indices:
        meanings[index] = Meaning(role)
    table.heading = replace(table.heading, meanings=tuple(meanings))


def _judge(table: SheetTable, index: int, meaning: Meaning | None) -> tuple[str, _Candidate] | None:
    """Say which part a column may play, and note the evidence."""
    role = meaning.role if meaning is not None else ""
    table.evidence[index] = ColumnEvidence(role, "heading" if role else "")
    if role in _SHARED - {"ignored"}:
        return None
    sample = _sample(table, index)
    if meaning is None or role in _UNREAD:
        return _by_content(table, index, sample, _UNNAMED if meaning is None else _MISNAMED)
    candidate = _Candidate(not sample, is_content=False, priority=meaning.priority, index=index)
    if role == "account" and _share_of_codes(sample, ACCOUNT) < 0.5:
        table.evidence[index] = ColumnEvidence(role, remark="contradicted")
        return None
    if role == "economic" and _are_of_government(sample):
        table.rejected.append(table.heading.titles[index])
        table.evidence[index] = ColumnEvidence(role, remark="contradicted")
        return None
    if role not in CHECKED_ROLES or not sample:
        return role, candidate
    content = describe_column(sample)
    if content_contradicts(role, content):
        return _misnamed(table, index, role, content)
    found = role_by_content(content)
    if found is not None and found[0] == role:
        table.evidence[index] = ColumnEvidence(role, "both", found[1])
    return role, candidate


def _misnamed(
    table: SheetTable, index: int, role: str, content: ColumnContent
) -> tuple[str, _Candidate] | None:
    """A heading that its cells contradict: the cells decide, if they are beyond doubt."""
    found = role_by_content(content)
    if found is None or found[0] not in _MISNAMED:
        table.evidence[index] = ColumnEvidence(role, remark="contradicted")
        return None
    table.evidence[index] = ColumnEvidence(found[0], "content", found[1], "misnamed")
    return found[0], _Candidate(is_blank=False, is_content=True, priority=0, index=index)


def _by_content(
    table: SheetTable, index: int, sample: list[str], allowed: frozenset[str]
) -> tuple[str, _Candidate] | None:
    found = role_by_content(describe_column(sample)) if len(sample) > 1 else None
    if found is None or found[0] not in allowed:
        return None
    table.evidence[index] = ColumnEvidence(found[0], "content", found[1])
    return found[0], _Candidate(is_blank=False, is_content=True, priority=0, index=index)


def _agree(table: SheetTable, index: int, rivals: list[_Candidate]) -> bool:
    """Whether columns that look alike also say the same; else none of them is taken."""
    if not rivals:
        return True
    own = table.column(index).map(text_of)
    others = (table.column(one.index).map(text_of) for one in rivals)
    return all(bool(own.with_(other, operator.eq).array("bool").all()) for other in others)


def _sample(table: SheetTable, index: int) -> list[str]:
    rows = table.grid.rows[table.heading.end : table.heading.end + _SAMPLE]
    return [text for text in (text_of(row[index]) for row in rows) if text]


def _are_of_government(texts: list[str]) -> bool:
    """Whether most codes are of 政府预算支出经济分类 (501 to 599), however few they are."""
    codes = [code for code in (split_code(text, CLASSIFICATION)[0] for text in texts) if code]
    return bool(codes) and sum(code.startswith("5") for code in codes) * 2 > len(codes)


def _share_of_codes(texts: list[str], kind: str) -> float:
    # Totals and footnotes hold words where entries hold codes: a tenth of them is allowed for
    # by asking for half, and an empty column is left to the check for entries.
    if not texts:
        return 1.0
    return sum(_has_code(text, kind) for text in texts) / len(texts)


def _has_code(text: str, kind: str) -> bool:
    # An account may share its cell with other dimensions: 7101\\2010301\\30201.
    return bool(split_code(text, kind)[0]) or (
        kind == ACCOUNT and "account" in parse_auxiliary(text).dimensions
    )


def _account_from_name(table: SheetTable) -> None:
    """Take the name column where codes stand in it: ``7101 行政支出``."""
    for role in ("account_path", "account_name"):
        index = table.columns.get(role)
        if index is not None and _share_of_codes(_sample(table, index), ACCOUNT) >= 0.5:
            table.columns["account"] = index
            return
