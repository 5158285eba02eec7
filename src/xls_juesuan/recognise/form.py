"""What the form of a published document shows to be wrong: order, labels, units, words.

It knows what is printed around figures; it refuses to know whether the figures are right.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xls_juesuan.findings import Problem
from xls_juesuan.messages import recognising as say
from xls_juesuan.recognise.miswritten_units import times
from xls_juesuan.recognise.placeholders import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.recognise.finding import FoundTable
    from xls_juesuan.recognise.finding import NotRecognised
    from xls_juesuan.recognise.miswritten_units import Miswritten
    from xls_juesuan.tables.table import Table

_REPEATED, _ORDER, _LABEL_TWICE = "F301", "F302", "F303"
_NO_UNIT, _UNITS_DIFFER = "F304", "F305"
_WRONG_STATEMENT, _PLACEHOLDER, _WORDS_MIXED, _ZEROS_MIXED = "F306", "F307", "F308", "F309"
#: What the statement below an empty table speaks of, by table.
_SUBJECTS = {"fund": "政府性基金", "state_capital": "国有资本经营", "three_public": "三公"}
#: Letters behind a placeholder by which one that comes again is told.
_BEHIND = 6
#: Letters around it that are shown.
_AROUND = 24


class FormFinder:
    """Finds what is wrong with the form of a document.

    Args:
        file: name of the document.
        found: its tables, in the order of the layout.
        pages: names of its sheets, in their order.
        miswritten: tables whose unit of amount is wrong, by their key.
    """

    def __init__(
        self,
        file: str,
        found: Sequence[FoundTable],
        pages: Sequence[str],
        miswritten: Mapping[str, Miswritten],
    ) -> None:
        self._file = file
        self._found = found
        self._miswritten = miswritten
        places = {name: place for place, name in enumerate(pages)}
        self._printed = sorted(
            found, key=lambda one: (places[one.parts.page.name], one.parts.heading.first)
        )

    def find(
        self, not_recognised: Iterable[NotRecognised], tables: Iterable[Table]
    ) -> Iterator[Problem]:
        """Name everything.

        Args:
            not_recognised: what belongs to no table, tables given twice among it.
            tables: the tables with their figures.
        """
        for one in not_recognised:
            if one.kind == "repeated":
                source = (one.source(self._file),)
                yield Problem(_REPEATED, one.text, say.table_repeated(one.where, one.text), source)
            if one.kind == "other_year":
                source = (one.source(self._file),)
                yield Problem(_REPEATED, one.text, say.table_left_over(one.where, one.text), source)
        yield from self._labels()
        yield from self._units()
        yield from self._statements()
        yield from self._placeholders()
        yield from self._name_words()
        yield from self._mixed_zeros(tables)

    def _problem(self, code: str, one: FoundTable, detail: str, line: int | None = None) -> Problem:
        page, heading = one.parts.page, one.parts.heading
        source = page.source(self._file, heading.first if line is None else line)
        return Problem(code, one.parts.layout.key, detail, (source,))

    def _labels(self) -> Iterator[Problem]:
        """Labels count up in the order of the document, whatever a place numbers first."""
        labelled = [one for one in self._printed if one.context.label]
        counts = Counter(one.context.label for one in labelled)
        before = 0
        for one in labelled:
            number = int(one.context.label)
            title = one.parts.layout.title
            if counts[one.context.label] > 1:
                detail = say.label_twice(one.where, title, number)
                yield self._problem(_LABEL_TWICE, one, detail)
            elif number < before:
                detail = say.out_of_order(one.where, title, number, before)
                yield self._problem(_ORDER, one, detail)
            before = max(before, number)

    def _units(self) -> Iterator[Problem]:
        stated = Counter(one.context.amount_unit for one in self._found if one.context.amount_unit)
        if not stated:
            return
        usual = stated.most_common(1)[0][0]
        for one in self._found:
            unit, (name, line) = one.context.amount_unit, one.said_at("amount_unit")
            wrong = self._miswritten.get(one.parts.layout.key)
            if wrong:
                detail = say.unit_miswritten(name, *wrong, times=times(wrong))
                yield self._problem(_UNITS_DIFFER, one, detail, line)
            elif not unit:
                yield self._problem(_NO_UNIT, one, say.unit_missing(name, usual))
            elif unit != usual:
                detail = say.units_differ(name, unit, usual)
                yield self._problem(_UNITS_DIFFER, one, detail, line)

    def _statements(self) -> Iterator[Problem]:
        for one in self._found:
            own = _SUBJECTS.get(one.parts.layout.key, "")
            text = one.parts.statement
            others = [word for word in _SUBJECTS.values() if word != own and word in text]
            if text and others and not (own and own in text):
                detail = say.other_statement(one.where, text, one.parts.layout.title)
                yield self._problem(_WRONG_STATEMENT, one, detail)

    def _placeholders(self) -> Iterator[Problem]:
        """What is left over, once for each wording on a page, with the number of places."""
        seen: set[str] = set()
        for one in self._found:
            page = one.parts.page
            if page.name in seen:
                continue
            seen.add(page.name)
            places: dict[str, list[tuple[int, str]]] = {}
            for line in range(page.lines):
                for place, text in page.filled(line):
                    found = list(PLACEHOLDERS.finditer(text))
                    for left in found[:1]:
                        start, end = left.span()
                        around = text[max(0, start - _AROUND) : end + _AROUND]
                        detail = say.placeholder(page.full_ref(line, place), around, left[0])
                        alike = places.setdefault(text[start : end + _BEHIND], [])
                        alike += [(line, detail)] * len(found)
            for alike in places.values():
                line, detail = alike[0]
                if len(alike) > 1:
                    detail = say.again(detail, len(alike))
                yield self._problem(_PLACEHOLDER, one, detail, line)

    def _name_words(self) -> Iterator[Problem]:
        worded = [one for one in self._found if one.context.name_word]
        counts = Counter(one.context.name_word for one in worded)
        if len(counts) < 2:
            return
        usual = counts.most_common(1)[0][0]
        for one in worded:
            word = one.context.name_word
            if word != usual:
                detail = say.words_mixed(one.where, word, usual)
                yield self._problem(_WORDS_MIXED, one, detail)

    def _mixed_zeros(self, tables: Iterable[Table]) -> Iterator[Problem]:
        """One problem for all tables in which nothing is printed both as 0.00 and as a blank."""
        unseen = {
            one.parts.layout.key: {
                key for key, spot in one.parts.spots().items() if spot in one.parts.page.unseen
            }
            for one in self._found
        }
        mixed = [table for table in tables if _mixes_zeros(table, unseen.get(table.key, set()))]
        if mixed:
            detail = say.zeros_mixed([f"{table.label}{table.title}" for table in mixed])
            yield Problem(_ZEROS_MIXED, "/".join(table.key for table in mixed), detail)


def _mixes_zeros(table: Table, unseen: set[tuple[str, str]]) -> bool:
    """Rows without a name are no data, and a wholly empty table is a matter of its own."""
    named = {row.key for row in table.rows if row.name or len(table.rows) == 1}
    nothing = {key for key, cell in table.cells.items() if not cell.fen and key[0] in named}
    kinds = {table.cells[key].is_printed and key not in unseen for key in nothing}
    return len(kinds) > 1
