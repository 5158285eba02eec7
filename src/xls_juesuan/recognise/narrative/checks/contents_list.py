"""The contents list of a document, against the headings that stand in it.

It knows entries, headings, their order and pages; it refuses to know what they are about.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from itertools import pairwise
from typing import TYPE_CHECKING

from xls_juesuan.declarations.published import plain
from xls_juesuan.declarations.published import published_words
from xls_juesuan.disclosure.numerals import chinese_numeral
from xls_juesuan.messages import narrative as say
from xls_juesuan.recognise.narrative.passages import CONTENTS
from xls_juesuan.recognise.narrative.passages import full_width

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from xls_juesuan.findings import Problem
    from xls_juesuan.recognise.narrative.checks.document_text import DocumentText
    from xls_juesuan.recognise.narrative.passages import Passage

_MISSING, _OTHER_WORDS, _ORDER, _PAGE = "N441", "N442", "N443", "N444"
_SKIPPED, _DOUBLED = "N445", "N446"
_PAGE_NUMBER = re.compile(r"[.…·_—-]*(\d{1,3})$")
_PAPER = re.compile(r"第(\d+)页")
_NUMERAL = re.compile(r"([一二三四五六七八九十]{1,3})[、.:]")
_NUMBERS = {chinese_numeral(number): number for number in range(1, 100)}
#: How alike a heading must be to be the one that an entry means.
_ALIKE = 0.6
_FEWEST = 3
_TWICE = 2


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    line: int
    level: int
    page: int | None
    part: str
    number: int


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading and the part it stands in: 第二部分; blank before the first."""

    passage: Passage
    part: str

    @property
    def words(self) -> str:
        return plain(self.passage.bare)


def contents_problems(text: DocumentText) -> Iterator[Problem]:
    """Name entries without heading, left out, in other words, in another order, on another page.

    A document that lacks most of what its contents list names is a part of one: nothing is said.
    """
    found = [placed.passage for placed in text.placed]
    entries, body = _split(found)
    headings = list(_headings(body))
    matched = _match(entries, headings)
    if len(entries) < _FEWEST or len(matched) * 2 < len(entries):
        return
    twice = _told_twice(entries, dict(matched), headings)
    for entry, right in twice.items():
        yield _twice(text, entry, right)
    matched = [(entry, heading) for entry, heading in matched if entry not in twice]
    known = {entry for entry, _ in matched} | set(twice)
    taken = {heading for _, heading in matched}
    free = [one for one in headings if one.passage not in taken]
    in_tables = _cell_texts(text)
    for entry in entries:
        is_known = entry in known or plain(entry.text) in in_tables
        if not is_known and not _is_lacking_table(text, entry):
            yield _unmatched(text, entry, free)
    yield from _skipped(text, entries)
    meant = {one.words for one in twice.values() if one is not None}
    yield from _ended_early(text, entries, dict(matched), headings, meant)
    yield from _disordered(text, matched)
    yield from _pages(text, matched)


def _headings(body: Sequence[Passage]) -> Iterator[_Heading]:
    part = ""
    for passage in body:
        if passage.is_heading and plain(passage.bare):
            part = passage.part_number or part
            yield _Heading(passage, part)


def _unmatched(text: DocumentText, entry: _Entry, headings: Sequence[_Heading]) -> Problem:
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
    start = next((n for n, one in enumerate(found) if CONTENTS.fullmatch(plain(one.text))), None)
    if start is None:
        return [], ()
    listed: list[Passage] = []
    seen: set[str] = set()
    for number, passage in enumerate(found[start + 1 :], start=start + 1):
        words = f"{passage.level}{plain(_PAGE_NUMBER.sub('', passage.bare))}"
        # The first heading that comes again begins the document itself.
        goes_on = bool(listed) and _follows(listed[-1], passage)
        if not passage.is_heading or (words in seen and not goes_on):
            return _entries(listed), found[number:]
        seen.add(words)
        listed.append(passage)
    return [], ()


def _follows(before: Passage, passage: Passage) -> bool:
    """Whether a passage is numbered on from the one before: an entry, though its words came."""
    number = _number(passage.text)
    return passage.level == before.level and number == _number(before.text) + 1 > 1


def _entries(listed: Sequence[Passage]) -> list[_Entry]:
    """Entries with their pages, where most of them name one."""
    numbers = [_PAGE_NUMBER.search(one.text) for one in listed]
    has_pages = sum(number is not None for number in numbers) * 2 > len(listed)
    parts = accumulate((one.part_number for one in listed), _last_said)
    return [
        _Entry(
            _PAGE_NUMBER.sub("", one.bare) if has_pages else one.bare,
            one.first_line,
            one.level,
            int(number[1]) if number is not None and has_pages else None,
            part,
            _number(one.text),
        )
        for one, number, part in zip(listed, numbers, parts, strict=True)
    ]


def _number(text: str) -> int:
    """What an entry is numbered: 6 for 六、; 0 of any other."""
    found = _NUMERAL.match(text)
    return _NUMBERS.get(found[1], 0) if found else 0


def _last_said(last: str, one: str) -> str:
    return one or last


def _match(entries: Sequence[_Entry], headings: Sequence[_Heading]) -> list[tuple[_Entry, Passage]]:
    """The heading of each entry: the same words, else words that end with them.

    A heading that some entry names word by word is that of no other entry.
    """
    same = {entry: _first(_in_part(entry, headings), plain(entry.text)) for entry in entries}
    taken = {one.passage for one in same.values() if one is not None}
    free = [one for one in headings if one.passage not in taken]
    found = (
        (entry, one or _ending(_in_part(entry, free), plain(entry.text)))
        for entry, one in same.items()
    )
    return [(entry, one.passage) for entry, one in found if one is not None]


def _told_twice(
    entries: Sequence[_Entry], matched: Mapping[_Entry, Passage], headings: Sequence[_Heading]
) -> dict[_Entry, _Heading | None]:
    """Entries in the words of another one of their part, with the heading that each stands for.

    That heading no entry names, and it stands between those of the entries around.
    """
    counts = Counter((one.part, plain(one.text)) for one in entries)
    listed = {plain(one.text) for one in entries}
    found: dict[_Entry, _Heading | None] = {}
    for group, count in counts.items():
        if count < _TWICE:
            continue
        own = [one for one in entries if (one.part, plain(one.text)) == group]
        free = [one for one in _in_part(own[0], headings) if one.words not in listed]
        meant = {one: _between(one, entries, matched, free) for one in own}
        wrong = {one: heading for one, heading in meant.items() if heading is not None}
        found |= wrong if 0 < len(wrong) < count else dict.fromkeys(own[1:])
    return found


def _between(
    entry: _Entry,
    entries: Sequence[_Entry],
    matched: Mapping[_Entry, Passage],
    free: Sequence[_Heading],
) -> _Heading | None:
    """The heading most like an entry between those of the entries before and behind it."""
    place = entries.index(entry)
    before, behind = entries[:place][-1:], entries[place + 1 :][:1]
    first = max((matched[one].first_line for one in before if one in matched), default=None)
    last = min((matched[one].first_line for one in behind if one in matched), default=None)
    inside = [
        one
        for one in free
        if (first is not None or last is not None)
        and (first is None or first < one.passage.first_line)
        and (last is None or one.passage.first_line < last)
        and _likeness(entry, one) >= _ALIKE
    ]
    return max(inside, key=lambda one: _likeness(entry, one), default=None)


def _twice(text: DocumentText, entry: _Entry, meant: _Heading | None) -> Problem:
    shown = full_width(meant.passage.bare) if meant else ""
    detail = say.entry_twice(text.where(entry.line), full_width(entry.text), shown)
    lines = (entry.line, meant.passage.first_line) if meant else (entry.line,)
    return text.problem(_DOUBLED, entry.text, detail, *lines)


def _is_lacking_table(text: DocumentText, entry: _Entry) -> bool:
    """Whether an entry names a table that the document lacks, which is told of the table itself."""
    word = plain(entry.text)
    titles = published_words().titles
    return any(word in named and key not in text.tables for key, named in titles.items())


def _in_part(entry: _Entry, headings: Sequence[_Heading]) -> list[_Heading]:
    """The headings of the part that an entry stands under; all where the document has no such."""
    inside = [one for one in headings if one.part == entry.part]
    return inside or list(headings)


def _first(headings: Sequence[_Heading], words: str) -> _Heading | None:
    return next((one for one in headings if one.words == words), None)


def _ending(headings: Sequence[_Heading], words: str) -> _Heading | None:
    return next((one for one in headings if plain(one.passage.text).endswith(words)), None)


def _closest(entry: _Entry, headings: Sequence[_Heading]) -> Passage | None:
    """The heading that an entry most likely means: nearly the same words in the same part.

    One with a number of the same level goes before others.
    """
    inside = _in_part(entry, headings)
    ranked = [
        (one.passage.level == entry.level, likeness, -place)
        for place, one in enumerate(inside)
        if (likeness := _likeness(entry, one)) >= _ALIKE
    ]
    return inside[-max(ranked)[2]].passage if ranked else None


def _likeness(entry: _Entry, heading: _Heading) -> float:
    words = plain(entry.text)
    return SequenceMatcher(None, words, heading.words, autojunk=False).ratio()


def _skipped(text: DocumentText, entries: Sequence[_Entry]) -> Iterator[Problem]:
    """Name entries behind which a number is left out within one part: 五、 and then 七、."""
    numbered = [one for one in entries if one.number]
    for before, entry in pairwise(numbered):
        if entry.part == before.part and entry.number > before.number + 1:
            lacking = [chinese_numeral(one) for one in range(before.number + 1, entry.number)]
            where = text.where(entry.line)
            detail = say.entry_skipped(
                where, lacking, full_width(before.text), full_width(entry.text)
            )
            yield text.problem(_SKIPPED, entry.text, detail, entry.line)


def _ended_early(
    text: DocumentText,
    entries: Sequence[_Entry],
    matched: Mapping[_Entry, Passage],
    headings: Sequence[_Heading],
    meant: AbstractSet[str],
) -> Iterator[Problem]:
    """Name what a part goes on with behind the heading of its last entry."""
    listed = {plain(entry.text) for entry in entries} | meant
    for part, entry in {one.part: one for one in entries}.items():
        heading = matched.get(entry) or _closest(entry, headings)
        last = heading.first_line if heading else text.page.lines
        behind = [one for one in headings if one.part == part and one.passage.first_line > last]
        for one in _going_on(entry, behind):
            if one.words not in listed:
                place = one.passage.first_line
                shown = full_width(entry.text), text.where(place), full_width(one.passage.text)
                detail = say.entry_ends(text.where(entry.line), *shown)
                yield text.problem(_SKIPPED, one.words, detail, entry.line, place)


def _going_on(entry: _Entry, behind: Sequence[_Heading]) -> Iterator[_Heading]:
    """Headings that go on where an entry stops: numbered on, or titles of tables like itself.

    A list within the last section has numbers of its own, which begin anew.
    """
    numbered = [one for one in behind if one.passage.level == entry.level]
    for number, one in enumerate(numbered, start=entry.number + 1):
        if not entry.number or _number(one.passage.text) != number:
            break
        yield one
    if published_words().is_title(entry.text):
        seen: set[str] = set()
        for one in behind:
            is_new = one.words not in seen and not _number(one.passage.text)
            if is_new and published_words().is_title(one.passage.bare):
                seen.add(one.words)
                yield one


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
