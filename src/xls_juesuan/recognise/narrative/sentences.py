"""Sentences of a section → figures of its rows.

It knows how a number finds the name it belongs to; it refuses to know what figures mean. A number
that finds none is listed with its sentence, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.parts import part_column
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.recognise.narrative.absences import absent
from xls_juesuan.recognise.narrative.measures import AMOUNT
from xls_juesuan.recognise.narrative.measures import BUDGET
from xls_juesuan.recognise.narrative.measures import CHANGE
from xls_juesuan.recognise.narrative.measures import COMPLETION
from xls_juesuan.recognise.narrative.measures import FINAL_BUDGET
from xls_juesuan.recognise.narrative.measures import FINAL_COMPLETION
from xls_juesuan.recognise.narrative.measures import GROWTH
from xls_juesuan.recognise.narrative.measures import NAME
from xls_juesuan.recognise.narrative.measures import PREVIOUS
from xls_juesuan.recognise.narrative.measures import SHARE
from xls_juesuan.recognise.narrative.measures import Measure
from xls_juesuan.recognise.narrative.narrative import Claim
from xls_juesuan.recognise.narrative.numbers import Number
from xls_juesuan.recognise.narrative.numbers import NumberKind
from xls_juesuan.recognise.narrative.numbers import numbers
from xls_juesuan.recognise.narrative.passages import marker_end
from xls_juesuan.recognise.narrative.saying import said_at
from xls_juesuan.recognise.narrative.saying import unread_at
from xls_juesuan.recognise.narrative.terms import amount_terms
from xls_juesuan.tables.parts import PartFigure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.narrative_words import NarrativeWords
    from xls_juesuan.declarations.narrative_words import SectionWords
    from xls_juesuan.recognise.narrative.measures import MeasureFinder
    from xls_juesuan.recognise.narrative.narrative import Sayings
    from xls_juesuan.recognise.narrative.passages import Passage
    from xls_juesuan.recognise.narrative.terms import CodeFinder

TEXT = "narrative"
#: What two totals of one amount share.
_CHANGES = frozenset({CHANGE, GROWTH, PREVIOUS})
#: Where tables print the budget of the whole year, texts speak of it under either name.
_AS_ONE = {FINAL_BUDGET: BUDGET, FINAL_COMPLETION: COMPLETION}
#: A share of procurement as a whole beside that of the contracts above it.
_OF_TOTAL = {"procurement_small_micro": "share_of_total"}
_REASON = (
    r"原因|主要(?:是|系|由于)|主要用于(?!以下|如下)|[一二三四五]是|由于|因为"
    r"|用于(?!以下|如下)"
)
_BUDGETED = r"(?:年初|全年|调整后?)?(?:支出)?预算数?"
#: What is claimed of outturn and budget; 基本一致 claims nothing.
_CLAIMS = (
    rf"(?P<same>决算数?[与和跟较比]{_BUDGETED}(?:相比)?(?:(?:不存在|没有|无)差[异额距]|一致|持平|相同|相等))"
    rf"|(?P<above>决算数?(?:大于|高于|超过|超出|多于){_BUDGETED})"
    rf"|(?P<below>决算数?(?:小于|低于|少于){_BUDGETED})"
)
_EVENTS = re.compile(
    rf"{_CLAIMS}|(?P<end>[。!?])|(?P<part>;)|(?P<thereof>其中)|(?P<reason>{_REASON})"
)
_CLAIM_KINDS = frozenset({"same", "above", "below"})
#: 占政府采购支出总额的: a name of what a share is a share of.
_IN_SHARE = re.compile(r"占[^,;。:()]{0,12}$")
#: A paragraph that begins so goes on about what the one before spoke of.
_GOES_ON = re.compile(r"(?:20\d\d年度?)?(?:与|比|较|同比|年初预算|全年预算|预算|支出决算|决算)")
_NUMBERED = re.compile(r"(?:\d{1,2}[.、)]|[(][一二三四五六七八九十\d]+[)])?")

Subject = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    subject: Subject


@dataclass
class _State:
    """Whose figures a sentence gives, all subjects so far, and whether it gives reasons."""

    subject: Subject | None = None
    in_sentence: set[Subject] = field(default_factory=set)
    in_passage: set[Subject] = field(default_factory=set)
    is_reason: bool = False

    def name(self, subject: Subject, whole: Subject) -> None:
        """Speak of a row from here on; ``whole`` is the row whose change it shares."""
        self.subject = subject
        self.in_sentence.add(whole)
        self.in_passage.add(whole)

    def end_sentence(self) -> None:
        """Keep the subject of a sentence that has just one."""
        self.is_reason = False
        self.subject = next(iter(self.in_sentence)) if len(self.in_sentence) == 1 else None
        self.in_sentence = {self.subject} if self.subject else set()


class SectionReader:
    """Reads the passages of one section.

    Args:
        section: its words; ``None`` for what stands under no known heading.
        words: the words of all.
        measures: tells what numbers measure.
        items: finds items with codes; ``None`` where the section speaks of none.
        item_part: the part that these belong to.
        year: report year.
    """

    def __init__(
        self,
        section: SectionWords | None,
        words: NarrativeWords,
        measures: MeasureFinder,
        items: CodeFinder | None,
        item_part: str,
        year: int,
    ) -> None:
        self._section = section
        self._measures = measures
        self._items = items
        self._part = item_part
        self._year = year
        self._terms = amount_terms(section)
        self._same = re.compile("|".join(map(re.escape, words.same)))
        self._last = _State()

    def read(self, passage: Passage, found: Sayings) -> None:
        """Read one passage; what it says is added to what was found."""
        text = passage.text
        names = list(self._names(text))
        state = _State()
        if _GOES_ON.match(text) and len(self._last.in_passage) == 1 and self._last.subject:
            (whole,) = self._last.in_passage
            state.name(whole, whole)
        before = marker_end(text)
        for number in self._numbers(text):
            lead = self._advance(state, passage, (before, number.start), names, found)
            self._take(state, passage, number, lead, found)
            before = number.end
        self._advance(state, passage, (before, len(text)), names, found)
        for name in absent(text, names, self._year):
            place = self._place(name.subject, Measure(AMOUNT))
            if place is not None:
                none = replace(_NONE, start=name.start, end=name.end)
                found.said.append(said_at(passage, none, place))
        self._last = state

    def _names(self, text: str) -> Iterator[_Name]:
        """Names of rows and items, those that only say what a share is of left out."""
        found = [_Name(one.start, one.end, (TEXT, one.row)) for one in self._terms.find(text)]
        if self._items is not None:
            items = [
                _Name(one.start, one.end, (self._part, one.row)) for one in self._items.find(text)
            ]
            found = [*items, *found]
        for one in sorted(_longest(found), key=lambda name: name.start):
            if not _IN_SHARE.search(text, max(0, one.start - 14), one.start):
                yield one

    def _numbers(self, text: str) -> list[Number]:
        """Numbers in their order, and words that say that nothing changed."""
        same = [
            Number(NumberKind.AMOUNT, one.start(), one.end(), _NOTHING, one[0])
            for one in self._same.finditer(text)
        ]
        amounts = [one for one in numbers(text) if one.kind in _READ]
        return sorted((*amounts, *same), key=lambda one: one.start)

    def _advance(
        self,
        state: _State,
        passage: Passage,
        span: tuple[int, int],
        names: Sequence[_Name],
        found: Sayings,
    ) -> str:
        """Go on to the next number.

        Returns:
            The lead of the number: the text since the last one, or since the sentence began, with
            ``NAME`` for each name.
        """
        text, (start, end) = passage.text, span
        inside = [one for one in names if start <= one.start and one.end <= end]
        events: list[tuple[int, int, _Name | str]] = [(one.start, one.end, one) for one in inside]
        events += [
            (one.start(), one.end(), one.lastgroup or "")
            for one in _EVENTS.finditer(text, start, end)
            if not any(name.start <= one.start() < name.end for name in inside)
        ]
        lead, at = "", start
        for first, last, event in sorted(events, key=lambda one: one[0]):
            if first < at:
                continue
            if isinstance(event, str) and event in _CLAIM_KINDS and state.subject:
                words, line = text[first:last], passage.lines[first]
                found.claims.append(Claim(event, state.subject, line, words))
            lead += text[at:first]
            at = last
            if isinstance(event, _Name):
                lead += NAME
                if not state.is_reason:
                    state.name(event.subject, self._whole(event.subject))
                continue
            lead = "" if event == "end" else lead + text[first:last]
            self._apply(state, event, text, last, names)
        return lead + text[at:end]

    def _whole(self, subject: Subject) -> Subject:
        part, row = subject
        twins = self._section.twins if self._section else {}
        return (part, twins.get(row, row))

    def _apply(self, state: _State, event: str, text: str, at: int, names: Sequence[_Name]) -> None:
        if event == "end":
            state.end_sentence()
        elif event == "reason":
            state.is_reason = True
        elif event == "thereof" and not state.is_reason:
            state.subject = None
        elif event == "part" and state.is_reason:
            # A new name right behind it ends the reasons, other words go on with them.
            behind = _NUMBERED.match(text, at)
            begins = behind.end() if behind else at
            state.is_reason = not any(one.start == begins for one in names)

    def _take(
        self, state: _State, passage: Passage, number: Number, lead: str, found: Sayings
    ) -> None:
        measure = None if state.is_reason else self._measure(number, lead)
        place = self._place(state.subject, measure) if measure and state.subject else None
        is_amount = number.figure is not _NOTHING
        if measure is None or place is None:
            if is_amount:
                section = self._section.key if self._section and not state.is_reason else ""
                found.unread.append(unread_at(passage, number, section))
                if not state.is_reason and measure is None and number.kind is NumberKind.AMOUNT:
                    # Something without a name of ours had this amount, and what follows is its.
                    state.subject = None
            return
        if not measure.sign:
            found.doubled.append(unread_at(passage, number))
            return
        one = said_at(passage, number, place, sign=measure.sign)
        found.said.append(replace(one, is_again=measure.is_cost))

    def _measure(self, number: Number, lead: str) -> Measure | None:
        if number.figure is _NOTHING:
            return Measure(CHANGE) if self._measures.is_bare(lead) else None
        return self._measures.find(number, lead, self._year)

    def _place(self, subject: Subject, measure: Measure) -> tuple[str, str, str] | None:
        """Part, row and column of a figure; ``None`` where the part has no such figure."""
        part, row = subject
        section = self._section
        if section and section.has_final_budget:
            measure = replace(measure, column=_AS_ONE.get(measure.column, measure.column))
        if not row or part_column(part, measure.column) is None:
            return None
        if measure.is_cost and (section is None or row not in section.receptions):
            return None
        if measure.column in _CHANGES:
            part, row = self._whole(subject)
        if measure.column != SHARE or not measure.base:
            return (part, row, measure.column)
        key = row if part == TEXT else "items"
        wholes = section.wholes if section else ()
        own = section.row_wholes.get(key, wholes) if section else ()
        if measure.base in own:
            return (part, row, measure.column)
        if measure.base in wholes and row in _OF_TOTAL:
            return (part, row, _OF_TOTAL[row])
        return None


def _longest(found: Sequence[_Name]) -> Iterator[_Name]:
    """Leave out names that lie within longer ones, or within one as long that comes first."""
    for number, one in enumerate(found):
        length = one.end - one.start
        if not any(
            other.start < one.end
            and one.start < other.end
            and (other.end - other.start, -place) > (length, -number)
            for place, other in enumerate(found)
            if place != number
        ):
            yield one


_NOTHING = PartFigure(0, FEN_PER_PRINTED_STEP)
#: An amount that is said in words to be none.
_NONE = Number(NumberKind.AMOUNT, 0, 0, PartFigure(0, FEN_PER_PRINTED_STEP), "")
_READ = frozenset({NumberKind.AMOUNT, NumberKind.PERCENT})
