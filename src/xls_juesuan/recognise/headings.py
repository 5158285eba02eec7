"""Which column of a page is which column of a layout, by the texts of its heading.

It knows headings of several lines, merged or not; it refuses to know rows and figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.recognise.amounts import is_amount

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.published import PublishedWords
    from xls_juesuan.recognise.page import PrintedPage

#: A heading begins within this many lines of the title, and has no more lines than that.
_MOST_LINES_ABOVE = 12
_MOST_HEADING_LINES = 8
#: Lines with nothing or a single text between two lines of a heading.
_MOST_GAP = 2
#: Part of a layout's columns of figures that must be found.
_ENOUGH = 0.6
_LEAF, _PARENT, _NUMBER = 8.0, 3.0, 1.0
_IN_ORDER = 0.5
_WHOLE_NUMBER = re.compile(r"\d{1,2}")
_COLUMN_NUMBERS = "栏次"
_COLONS = frozenset(":：")
#: Columns of a list of codes that has one of figures for all, and one each for the two kinds.
_LAST_YEAR = "上年数"
_FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")
#: Whose money a table is of, by its place in these.
_FUND_OF = {"general_budget_expenditure": 0, "basic_by_economic": 0, "fund": 1, "state_capital": 2}
_TOTAL_AND_PARTS = ("合计", "人员经费", "公用经费")
_AMOUNTS = "决算数"
#: So many numbers that count up are no figures, even where other texts stand among them.
_SURELY = 3
#: A heading that begins with a year: 2024年决算数.
_YEAR = re.compile(r"^(20\d{2})\s*年度?")

Path = tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """The heading of one table on a page.

    Attributes:
        first, end: its first line, and the line after its last.
        places: place on the page of each place of the layout that was found.
        code_places: places that hold the pieces of a code, by the layout's place of codes.
        extra: headings of further columns, by place.
        extra_paths: all texts above each of these from the top, as headings are compared.
        extra_texts: the same as printed, in one text.
        figure_places: places under a heading that columns of figures bear in the layout.
        parts: places that show each figure of a list of codes once more, as personnel or as
            public use.
    """

    first: int
    end: int
    places: Mapping[int, int]
    code_places: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    extra: Mapping[int, str] = field(default_factory=dict)
    figure_places: tuple[int, ...] = ()
    parts: tuple[int, ...] = ()
    extra_paths: Mapping[int, Path] = field(default_factory=dict)
    extra_texts: Mapping[int, str] = field(default_factory=dict)


class HeadingFinder:
    """Finds the heading of one layout.

    Args:
        layout: the table.
        words: what its headings are called elsewhere.
    """

    def __init__(self, layout: Layout, words: PublishedWords) -> None:
        self._layout = layout
        self._words = words
        own = words.heading(_FUNDS[_FUND_OF[layout.key]]) if layout.key in _FUND_OF else ""
        #: What stands above figures of another year or of other money than the table's.
        self._foreign = {words.heading(word) for word in (_LAST_YEAR, *_FUNDS)} - {own}
        self._own = own
        self._is_list_of_codes = any(band.code_places and band.rows for band in layout.bands)
        self._code_places = {place for band in layout.bands for place in band.code_places}
        # Blocks of codes beside one another are told by the codes in them, not by their places.
        self._columns: dict[int, tuple[int, str]] = {
            column.place: (0 if band.code_places or len(band.rows) == 1 else number, column.key)
            for number, band in enumerate(layout.bands, start=1)
            for column in band.columns
        }
        self._figure_places = set(self._columns)
        numbers = {column.place: column.number for column in layout.columns}
        self._numbers = {place: number for place, number in numbers.items() if number}

    @cached_property
    def paths(self) -> dict[int, Path]:
        """Texts above each place of the layout, from the top, without column numbers."""
        found: dict[int, list[str]] = {}
        for cell in sorted(self._layout.heading, key=lambda cell: cell.line):
            word = self._words.heading(cell.text)
            if not word or word.isdigit() or word == self._words.heading(_COLUMN_NUMBERS):
                continue
            for place in range(cell.place, cell.place + cell.places):
                found.setdefault(place, []).append(word)
        return {place: tuple(path) for place, path in found.items()}

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(word for path in self.paths.values() for word in path)

    def find(self, page: PrintedPage, start: int, end: int) -> Heading | None:
        """Find the heading between two lines; ``None`` when the columns are others."""
        lines = range(start, min(end, start + _MOST_LINES_ABOVE))
        first = next((line for line in lines if self.is_heading(page, line)), None)
        if first is None:
            return None
        last = first
        while last - first < _MOST_HEADING_LINES and last < end:
            if not (self._belongs(page, last) or self._is_gap(page, last)):
                break
            last += 1
        texts = [
            line
            for line in range(first, last)
            if self.has_heads(page, line) or self.is_heading(page, line)
        ]
        return self._match(page, texts, first, last)

    def _belongs(self, page: PrintedPage, line: int) -> bool:
        return self.is_heading(page, line) or self.is_number_line(page, line)

    def _is_gap(self, page: PrintedPage, line: int) -> bool:
        """Whether between two lines of the heading there is none, or one with a single text."""
        for below in range(line, line + _MOST_GAP):
            if any(page.filled(below)) and not self.has_heads(page, below):
                return False
            if self._belongs(page, below + 1):
                return True
        return False

    def has_heads(self, page: PrintedPage, line: int) -> bool:
        """Whether all texts of a line, or several, are texts of the heading."""
        words = [latest_word(self._words, page, line, text) for _, text in page.filled(line)]
        known = [word in self._vocabulary for word in words]
        return sum(known) > 1 or (bool(known) and all(known))

    def is_heading(self, page: PrintedPage, line: int) -> bool:
        """Whether a line holds texts of the heading; a single one may be the name of a row."""
        words = [latest_word(self._words, page, line, text) for _, text in page.filled(line)]
        known = sum(word in self._vocabulary for word in words)
        # 本年数 and 上年数 above the columns of either.
        return known > 1 or (
            sum(map(self._is_group, words)) > 1
            # 部门：, 单位：万元 stand above the table, whatever years beside them.
            and not any(is_amount(text) or set(text) & _COLONS for _, text in page.filled(line))
        )

    def _is_group(self, word: str) -> bool:
        """Whether a text says whose or which year's the columns below it are."""
        amounts = self._words.heading(_AMOUNTS)
        return bool(word) and (word in {amounts, self._own} or self._is_foreign(word))

    def _is_foreign(self, word: str) -> bool:
        """Whether what stands below a text is of another year or other money."""
        is_other = word in self._foreign or bool(_YEAR.match(word))
        return is_other and word not in self._vocabulary

    def is_number_line(self, page: PrintedPage, line: int) -> bool:
        """Whether a line numbers the columns (栏次): whole numbers that count up from 1."""
        word = self._words.heading(_COLUMN_NUMBERS)
        texts = [text for _, text in page.filled(line) if self._words.heading(text) != word]
        ordinals = enumerate(texts, start=1)
        counted = sum(text.isdigit() and int(text) == number for number, text in ordinals)
        numbers = sum(_WHOLE_NUMBER.fullmatch(text) is not None for text in texts)
        if counted < _SURELY:
            return 0 < counted == len(texts)
        # What has slipped down from the line above does not make figures of them.
        return numbers == counted and counted * 3 >= len(texts) * 2

    def is_repeated(self, page: PrintedPage, line: int) -> bool:
        """Whether a line within a table repeats its heading, as the next page of paper does."""
        words = [latest_word(self._words, page, line, text) for _, text in page.filled(line)]
        return self.is_number_line(page, line) or (
            len(words) > 1 and all(word in self._vocabulary for word in words)
        )

    def _match(self, page: PrintedPage, texts: list[int], first: int, last: int) -> Heading | None:
        shown = {place: self._shown_path(page, texts, place) for place in range(page.places)}
        shown, parts = self._without_parts(shown)
        if self._is_list_of_codes and self._own:
            amounts = (self._words.heading(_AMOUNTS),)
            shown = {
                at: amounts if path[-1:] == (self._own,) else path for at, path in shown.items()
            }
        numbers = {
            place: text
            for line in range(first, last)
            if self.is_number_line(page, line)
            for place, text in page.filled(line)
        }
        places: dict[int, int] = {}
        for wanted in sorted(self.paths):
            free = [place for place in shown if place not in places.values()]
            before = max(places.values(), default=-1)
            scores = {
                place: self._score(wanted, shown[place])
                + _IN_ORDER * (place > before)
                + _NUMBER * (numbers.get(place, "") == self._numbers.get(wanted, " "))
                for place in free
            }
            best = max(scores, key=lambda place: (scores[place], -place), default=None)
            if best is not None and scores[best] >= _LEAF:
                places[wanted] = best
        found = {self._columns[place] for place in self._figure_places & places.keys()}
        if not found or len(found) < _ENOUGH * len(set(self._columns.values())):
            return None
        code_places = {
            place: self._pieces(places[place], shown, set(places.values()))
            for place in self._code_places & places.keys()
        }
        taken = {*places.values(), *(one for some in code_places.values() for one in some)}
        paths = {place: path for place, path in shown.items() if path and place not in taken}
        extra = {place: path[-1] for place, path in paths.items()}
        printed = {place: self._printed_path(page, texts, place) for place in paths}
        leaves = {self.paths[place][-1] for place in self._figure_places & self.paths.keys()}
        figures = tuple(place for place, path in shown.items() if path and path[-1] in leaves)
        return Heading(first, last, places, code_places, extra, figures, parts, paths, printed)

    def _without_parts(self, shown: dict[int, Path]) -> tuple[dict[int, Path], tuple[int, ...]]:
        """Take 合计、人员经费、公用经费 of a list of codes for one column of figures.

        Returns:
            The texts above each place, and the places of the other two columns.
        """
        total, *parts = map(self._words.heading, _TOTAL_AND_PARTS)
        found = [
            next((place for place, path in shown.items() if path[-1:] == (word,)), None)
            for word in parts
        ]
        totals = [place for place, path in shown.items() if path[-1:] == (total,)]
        if not self._is_list_of_codes or None in found or len(totals) != 1:
            return shown, ()
        amounts = self._words.heading(_AMOUNTS)
        shown = {**shown, totals[0]: (amounts,)}
        return shown, tuple(place for place in found if place is not None)

    def _shown_path(self, page: PrintedPage, texts: list[int], place: int) -> Path:
        """Texts above a place of the page, from the top; a blank one continues that on its left."""
        path: list[str] = []
        for line, text in zip(texts, heading_texts(page, texts, place), strict=True):
            word = latest_word(self._words, page, line, text)
            if word and (not path or path[-1] != word):
                path.append(word)
        return tuple(path)

    def _printed_path(self, page: PrintedPage, texts: list[int], place: int) -> str:
        """The texts above a place from the top, as they are printed."""
        lines = [line for line in texts if not self.is_number_line(page, line)]
        shown = heading_texts(page, lines, place)
        return "·".join(dict.fromkeys(text for text in shown if text and not text.isdigit()))

    def _score(self, wanted: int, shown: Path) -> float:
        path = self.paths[wanted]
        if not shown or any(map(self._is_foreign, shown)):
            return 0.0
        if self._is_whole_of(path, shown):
            # Parts stand beside it: the column itself, should it be there, fits better.
            return max(_LEAF, self._score(wanted, shown[:-1]) - _IN_ORDER)
        is_whole = "".join(shown) == "".join(path)
        # Some places turn the lines of a heading upside down.
        is_turned = path[-1] in shown and bool(set(path[:-1]) & set(shown))
        if not (shown[-1] == path[-1] or is_whole or is_turned):
            return 0.0
        above, others = set(path[:-1]), set(shown) - {path[-1]}
        return max(_LEAF, _LEAF + _PARENT * len(above & others) - len(others - above))

    def _is_whole_of(self, path: Path, shown: Path) -> bool:
        """Whether a place shows the 合计 of a column that a document breaks down into parts."""
        total = self._words.heading(_TOTAL_AND_PARTS[0])
        return shown[-1] == total != path[-1] and shown[-2:-1] == path[-1:]

    def _pieces(self, place: int, shown: Mapping[int, Path], taken: set[int]) -> tuple[int, ...]:
        """The place of codes and those to its right that hold the rest of the same code."""
        found = [place]
        while (
            (follows := found[-1] + 1) in shown
            and follows not in taken
            and shown[follows][-1:] == shown[place][-1:]
        ):
            found.append(follows)
        return self._unnamed_pieces(place, shown, taken) if len(found) == 1 else tuple(found)

    def _unnamed_pieces(
        self, place: int, shown: Mapping[int, Path], taken: set[int]
    ) -> tuple[int, ...]:
        """The place of codes, with those below no text of their own where each level has one."""
        name = min((other for other in taken if other > place), default=place)
        between = range(place, name)
        above = shown[place][:-1]
        is_free = all(shown[other] == above[: len(shown[other])] for other in between[1:])
        return tuple(between) if is_free and len(between) == len(self._layout.lengths) else (place,)


def heading_texts(page: PrintedPage, lines: Sequence[int], place: int) -> list[str]:
    """Texts above a place, line by line; a blank above another continues that on its left."""
    texts = [page.covering_text(line, place) for line in lines]
    for number, line in enumerate(lines):
        if not texts[number] and any(texts[number + 1 :]):
            left = (page.covering_text(line, other) for other in range(place - 1, -1, -1))
            texts[number] = next(filter(None, left), "")
    return texts


def latest_word(words: PublishedWords, page: PrintedPage, line: int, text: str) -> str:
    """A text as headings are compared; of figures of several years, those of the latest."""
    if _YEAR.match(text):
        years = (_YEAR.match(each) for _, each in page.filled(line))
        latest = max(year[1] for year in years if year)
        text = re.sub(rf"^{latest}\s*年度?", "", text) or text
    return words.heading(text)
