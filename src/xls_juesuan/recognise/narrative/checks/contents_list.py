"""The contents list of a document, against the headings that stand in it.

It knows entries, headings, their order and pages; it refuses to know what they are about.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from xls_juesuan.declarations.published import plain
from xls_juesuan.messages import narrative as say
from xls_juesuan.recognise.narrative.passages import full_width

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.findings import Problem
    from xls_juesuan.recognise.narrative.checks.document_text import DocumentText
    from xls_juesuan.recognise.narrative.passages import Passage

_MISSING, _OTHER_WORDS, _ORDER, _PAGE = "N441", "N442", "N443", "N444"
_TITLE = re.compile(r"目录|目次|CONTENTS", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"[.…·_—-]*(\d{1,3})$")
_PAPER = re.compile(r"第(\d+)页")
#: How alike a heading must be to be the one that an entry means.
_ALIKE = 0.6
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    line: int
    level: int
    page: int | None


def contents_problems(text: DocumentText) -> Iterator[Problem]:
    """Name entries without a heading, with other words, in another order, with another page.

    A document that lacks most of what its contents list names is a part of one: nothing is said.
    """
    found = [placed.passage for placed in text.placed]
    entries, body = _split(found)
    headings = [one for one in body if one.is_heading and plain(one.bare)]
    matched = [
        (entry, heading) for entry in entries if (heading := _heading(entry, headings)) is not None
    ]
    if len(entries) < _FEWEST or len(matched) * 2 < len(entries):
        return
    known = {entry for entry, _ in matched}
    in_tables = _cell_texts(text)
    for entry in entries:
        if entry not in known and plain(entry.text) not in in_tables:
            yield _unmatched(text, entry, headings)
    yield from _disordered(text, matched)
    yield from _pages(text, matched)


def _unmatched(text: DocumentText, entry: _Entry, headings: Sequence[Passage]) -> Problem:
    other = _closest(entry, headings)
    where = text.where(entry.line)
    if other is None:
        detail = say.entry_missing(where, full_width(entry.text))
        return text.problem(_MISSING, entry.text, detail, entry.line)
    place = text.where(other.first_line)
    detail = say.entry_differs(where, full_width(entry.text), place, full_width(other.bare))
    return text.problem(_OTHER_WORDS, entry.text, detail, entry.line, other.first_line)


def _cell_texts(text: DocumentText) -> set[str]:
    """What stands in tables, where some documents set their titles."""
    page = text.page
    lines = (line for line in range(page.lines) if page.line_tables[line])
    return {plain(cell) for line in lines for _, cell in page.filled(line)}


def _split(found: Sequence[Passage]) -> tuple[list[_Entry], Sequence[Passage]]:
    """The entries of the contents list, and everything behind it."""
    start = next((n for n, one in enumerate(found) if _TITLE.fullmatch(plain(one.text))), None)
    if start is None:
        return [], ()
    listed: list[Passage] = []
    seen: set[str] = set()
    for number, passage in enumerate(found[start + 1 :], start=start + 1):
        words = f"{passage.level}{plain(_PAGE_NUMBER.sub('', passage.bare))}"
        # The first heading that comes again begins the document itself.
        if not passage.is_heading or words in seen:
            return _entries(listed), found[number:]
        seen.add(words)
        listed.append(passage)
    return [], ()


def _entries(listed: Sequence[Passage]) -> list[_Entry]:
    """Entries with their pages, where most of them name one."""
    numbers = [_PAGE_NUMBER.search(one.text) for one in listed]
    has_pages = sum(number is not None for number in numbers) * 2 > len(listed)
    return [
        _Entry(
            _PAGE_NUMBER.sub("", one.bare) if has_pages else one.bare,
            one.first_line,
            one.level,
            int(number[1]) if number is not None and has_pages else None,
        )
        for one, number in zip(listed, numbers, strict=True)
    ]


def _heading(entry: _Entry, headings: Sequence[Passage]) -> Passage | None:
    """The heading of an entry: the same words, or words that end with them."""
    words = plain(entry.text)
    return next(
        (one for one in headings if plain(one.bare) == words),
        next((one for one in headings if plain(one.text).endswith(words)), None),
    )


def _closest(entry: _Entry, headings: Sequence[Passage]) -> Passage | None:
    """The heading that an entry most likely means: nearly the same words at the same level."""
    words = plain(entry.text)
    best, likeness = None, _ALIKE
    for one in headings:
        if one.level != entry.level:
            continue
        ratio = SequenceMatcher(None, words, plain(one.bare), autojunk=False).ratio()
        if ratio > likeness:
            best, likeness = one, ratio
    return best


def _disordered(text: DocumentText, matched: Sequence[tuple[_Entry, Passage]]) -> Iterator[Problem]:
    last: tuple[_Entry, Passage] | None = None
    for entry, heading in matched:
        if last is not None and heading.first_line < last[1].first_line:
            detail = say.entry_disordered(
                text.where(entry.line), full_width(entry.text), full_width(last[0].text)
            )
            yield text.problem(_ORDER, entry.text, detail, entry.line)
            continue
        last = (entry, heading)


def _pages(text: DocumentText, matched: Sequence[tuple[_Entry, Passage]]) -> Iterator[Problem]:
    """Compare page numbers, wherever the numbering of the paper begins."""
    found: list[tuple[_Entry, int]] = []
    for entry, heading in matched:
        place = _PAPER.match(text.where(heading.first_line))
        if entry.page is not None and place:
            found.append((entry, int(place[1])))
    offsets = Counter(paper - (entry.page or 0) for entry, paper in found)
    if len(found) < _FEWEST:
        return
    usual, count = offsets.most_common(1)[0]
    if count * 2 <= len(found):
        return
    for entry, paper in found:
        if entry.page is not None and paper - entry.page != usual:
            detail = say.page_differs(
                text.where(entry.line), full_width(entry.text), entry.page, paper - usual
            )
            yield text.problem(_PAGE, entry.text, detail, entry.line)
