"""Names of functional items in a sentence → their codes.

It knows how items are named: with （类）（款）（项）, by code, or by name alone; it refuses to know
figures. A name that several items bear is decided by the names above it, then by the document's own
tables; what stays open has no code. A name of no item is read as the one that it is nearly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.recognise.narrative.passages import compact
from xls_juesuan.recognise.narrative.spelling import nearest
from xls_juesuan.recognise.narrative.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.tables.code_names import CodeNames
    from xls_juesuan.tables.table import Table

_LENGTHS = {"类": 3, "款": 5, "项": 7}
_LEVEL = re.compile(r"[(]([类款项])[)](?:支出)?")
_START = re.compile(r"[,;。:!?、]|\d[.、)]|[一二三四五六七八九十][、)]|方面")
_BETWEEN = re.compile(r"(?:支出)?(?:[-—–>/、,()]|[(][类款项][)])*(?:支出)?")
_CODE = re.compile(r"(?<!\d)(2\d{6}|2\d{4}|2\d{2})(?!\d|[.,]\d|万|元|%|年|个|人|[.,]?\d*万元)")
#: Item names that are words of every day are items only where something says so.
_SHORTEST = 4
#: No word before a name: 教育支出, not 职业教育支出.
_BY_ITSELF = "(?<![一-鿿](?<![于和与及是]))"
#: Every class has an item of this name.
_ANY_OTHER = "其他"


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    name: str
    length: int = 0


@dataclass(frozen=True, slots=True)
class MistypedItem:
    """A name that is nearly that of an item.

    Attributes:
        start: where it stands in the text.
        written: as it stands there.
        code, name: the item that is meant.
    """

    start: int
    written: str
    code: str
    name: str


class ItemFinder:
    """Finds functional items in compact texts.

    Args:
        names: the code list of the year.
        tables: the document's own tables with functional codes, the most telling first.
    """

    def __init__(self, names: CodeNames, tables: Sequence[Table]) -> None:
        self._names = names
        self._own = {row.code: row.name for table in tables for row in table.rows if row.code}

    @cached_property
    def _codes(self) -> Mapping[str, tuple[str, ...]]:
        """Codes by name, those of the document before others."""
        found: dict[str, list[str]] = {}
        for code, name in self._own.items():
            found.setdefault(_plain(name), []).append(code)
            found.setdefault(_plain(self._names.name(code)), []).append(code)
        for entry in self._names.codes:
            if entry.is_valid_in(self._names.year):
                found.setdefault(_plain(entry.name), []).append(entry.code)
        return {name: tuple(dict.fromkeys(codes)) for name, codes in found.items() if name}

    @cached_property
    def _own_pattern(self) -> re.Pattern[str] | None:
        names = {_plain(name) for name in self._own.values()}
        names = {name for name in names if len(name) >= _SHORTEST}
        longest = sorted(names, key=len, reverse=True)
        patterns = [*map(re.escape, longest), *self._short_patterns()]
        return re.compile("|".join(patterns)) if patterns else None

    def _short_patterns(self) -> Iterator[str]:
        """Short names, only where they stand by themselves and say that they are spending."""
        for name in sorted({compact(name) for name in self._own.values()}):
            plain = _plain(name)
            if plain not in {name, _ANY_OTHER} and len(plain) < _SHORTEST <= len(name):
                yield _BY_ITSELF + re.escape(name)

    def find(self, text: str) -> list[Term]:
        """Give the items in their order; a chain of names is the last of them.

        ``row`` of a term is the code; blank where it stays open.
        """
        return [self._term(chain, text) for chain in self._chains(text)]

    def mistyped(self, text: str) -> Iterator[MistypedItem]:
        """Give the names before （类）, （款）, （项） that are none, each with what is meant."""
        for chain in self._chains(text):
            for number, piece in enumerate(chain):
                near = self._near(piece, self._tops(chain[:number]))
                if near:
                    level = _LEVEL.search(text, piece.start, piece.end)
                    written_name = text[piece.start : level.start() if level else piece.end]
                    name = compact(self._own[near[0]])
                    yield MistypedItem(piece.start, written_name, near[0], name)

    def _chains(self, text: str) -> list[list[_Piece]]:
        pieces = sorted((*self._marked(text), *self._unmarked(text)), key=lambda one: one.start)
        chains: list[list[_Piece]] = []
        for piece in pieces:
            last = chains[-1][-1] if chains else None
            if last is not None and piece.start < last.end:
                continue
            if last is not None and _goes_on(last, piece, text):
                chains[-1].append(piece)
            else:
                chains.append([piece])
        return chains

    def _marked(self, text: str) -> Iterator[_Piece]:
        """Names before （类）, （款）, （项）."""
        before = 0
        for found in _LEVEL.finditer(text):
            starts = [mark.end() for mark in _START.finditer(text, before, found.start())]
            start = starts[-1] if starts else before
            code = _CODE.match(text, start)
            start = code.end() if code else start
            name = _plain(text[start : found.start()])
            if name:
                yield _Piece(start, found.end(), name, _LENGTHS[found[1]])
            before = found.end()

    def _unmarked(self, text: str) -> Iterator[_Piece]:
        """Codes, and names that the document's own tables print."""
        marked = list(self._marked(text))
        spans = [(piece.start, piece.end) for piece in marked]
        for found in _CODE.finditer(text):
            if self._names.codes.level(found[1]) and (
                found[1] in self._own or self._names.listed(found[1])
            ):
                yield _Piece(found.start(), found.end(), found[1], -1)
        for found in self._own_pattern.finditer(text) if self._own_pattern else ():
            start, end = found.span()
            if not any(low < end and start < high for low, high in spans):
                yield _Piece(start, end, _plain(found[0]))

    def _term(self, chain: Sequence[_Piece], text: str) -> Term:
        end = chain[-1].end
        tail = re.compile(r"支出").match(text, end)
        return Term(chain[0].start, tail.end() if tail else end, self._code(chain))

    def _code(self, chain: Sequence[_Piece]) -> str:
        stated = [piece.name for piece in chain if piece.length < 0]
        if stated:
            return max(stated, key=len)
        above = self._tops(chain[:-1])
        candidates = self._candidates(chain[-1]) or self._near(chain[-1], above)
        for tops in reversed(above):
            below = [
                code
                for code in candidates
                if any(code != top and code.startswith(top) for top in tops)
            ]
            candidates = below or candidates
        own = [code for code in candidates if code in self._own] or candidates
        if len({len(code) for code in own}) > 1:
            longest = max(map(len, own))
            own = [code for code in own if len(code) == longest]
        return own[0] if len(own) == 1 else ""

    def _tops(self, chain: Sequence[_Piece]) -> list[list[str]]:
        """What the names above an item may mean, the widest first."""
        return [self._candidates(piece) or self._near(piece, ()) for piece in chain]

    def _near(self, piece: _Piece, above: Sequence[Sequence[str]]) -> list[str]:
        """The item of the document that a name of none is nearly; nothing where several are."""
        if piece.length <= 0 or piece.name in self._known:
            return []
        below = [code for code in self._own if len(code) == piece.length]
        for tops in above:
            below = [code for code in below if not tops or code.startswith(tuple(tops))]
        names = {_plain(self._own[code]) for code in below}
        meant = nearest(piece.name, names)
        return [code for code in below if meant and _plain(self._own[code]) == meant]

    @cached_property
    def _known(self) -> frozenset[str]:
        """Names of items of any level and year: these are not mistyped."""
        return frozenset((*self._codes, *(_plain(entry.name) for entry in self._names.codes)))

    def _candidates(self, piece: _Piece) -> list[str]:
        codes: Iterable[str] = self._codes.get(piece.name, ())
        return [code for code in codes if not piece.length or len(code) == piece.length]


def _plain(name: str) -> str:
    """A name without marks, and without the word that some documents leave out."""
    text = compact(name).replace("“", "").replace("”", "")
    return text.removesuffix("支出")


def _goes_on(last: _Piece, piece: _Piece, text: str) -> bool:
    """Whether a name stands below the one before it."""
    between = _BETWEEN.fullmatch(text, last.end, piece.start)
    if between is None:
        return False
    if last.length > 0 and piece.length > 0:
        return piece.length > last.length
    # Names that a list parts are neighbours; those that follow at once stand below.
    return "、" not in between[0] and "," not in between[0]
