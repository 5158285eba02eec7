r"""Knows how one cell that holds several auxiliary dimensions is taken apart.

``7101\2010301\30201``, ``【功能：2010301 行政运行】【经济：30201 办公费】``,
``功能分类-2010301;经济分类-30201``, ``办公费(30201)``: a declared type word decides; without one
the form of the code and the code lists do. What neither decides is left over, never guessed.
It refuses to know tables; see ``unfolding``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from xls_juesuan.codes import economic_codes
from xls_juesuan.codes import functional_codes
from xls_juesuan.reading.auxiliary_words import UNUSED
from xls_juesuan.reading.auxiliary_words import load_words
from xls_juesuan.reading.auxiliary_words import role_of_code
from xls_juesuan.reading.cells import ACCOUNT
from xls_juesuan.reading.cells import CLASSIFICATION
from xls_juesuan.reading.cells import PROJECT
from xls_juesuan.reading.cells import split_code

_CLOSERS = {")": "(", "]": "[", "}": "{"}
_SEPARATORS = "\\/|;,、\n\r\t"
#: Character by character, so that places in the plain text are places in the written one.
_PLAIN: dict[int, int | str | None] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "【〔〖［"), "["),
    **dict.fromkeys(map(ord, "】〕〗］"), "]"),
    **dict.fromkeys(map(ord, "—–－"), "-"),
    ord("　"): " ",
}
#: No combined cell is longer; what is holds something else, and not for a pattern to chew on.
_LONGEST = 1000
_SHOWN = 40
_KINDS = {"account": ACCOUNT, "project": PROJECT}
_TOKEN = re.compile(r"(?<![0-9A-Za-z.])\d[0-9A-Za-z]*(?:\.\d+)*(?![0-9A-Za-z.])")
#: A type the words do not know: only a colon proves that it is one.
_UNKNOWN_TYPE = r"(?:^|(?<=[\[\]{}/\\|;,\n]))\s*(?P<other>[^\W\d_][^\[\](){}:=;,/\\|\n]{0,14}?)\s*:"


class AuxiliaryFault(StrEnum):
    """What can be wrong with a cell."""

    UNBALANCED = "unbalanced"
    CONFLICT = "conflict"
    UNKNOWN_TYPE = "unknown_type"


@dataclass(frozen=True, slots=True, eq=False)
class AuxiliaryCell:
    """What a cell states.

    Attributes:
        dimensions: code and name by role (``function``, ``economic``, ``project`` …).
        leftovers: parts that are no dimension of the tables or could not be told.
        faults: what is wrong, each with the text concerned.
    """

    dimensions: dict[str, tuple[str, str]]
    leftovers: tuple[str, ...] = ()
    faults: tuple[tuple[AuxiliaryFault, str], ...] = ()


class _Part(NamedTuple):
    role: str
    code: str
    name: str


class _Mark(NamedTuple):
    """A type word: where it and its value begin, and the role; empty for an unknown type."""

    start: int
    end: int
    role: str
    word: str


def parse_auxiliary(text: str) -> AuxiliaryCell:
    """Take a cell apart; see the module docstring for the forms."""
    if len(text) > _LONGEST:
        return AuxiliaryCell({}, (text[:_SHOWN],))
    if load_words().is_blank(text):
        return AuxiliaryCell({})
    return _parse(text)


@lru_cache(maxsize=65536)
def _parse(text: str) -> AuxiliaryCell:
    plain = text.translate(_PLAIN)
    collected = _Collected()
    marks = _find_marks(plain)
    begin = marks[0].start if marks else len(plain)
    collected.add_all(_untyped_parts(text[:begin]))
    for number, mark in enumerate(marks):
        end = marks[number + 1].start if number + 1 < len(marks) else len(plain)
        collected.add_typed(mark, _trimmed(text[mark.end : end]))
    if _is_unbalanced(plain):
        collected.drop_cut_off(text.strip())
    return collected.cell()


class _Collected:
    """Dimensions, leftovers and faults of one cell on the way."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[str, str]] = {}
        self.leftovers: list[str] = []
        self.faults: list[tuple[AuxiliaryFault, str]] = []
        self.conflicting: set[str] = set()
        self.last = ""

    def add_all(self, parts: list[_Part]) -> None:
        for part in parts:
            self.add(part)

    def add(self, part: _Part) -> None:
        role, code, name = part
        if role in {"", UNUSED}:
            self.leftovers.append(f"{code} {name}".strip())
            return
        self.last = role
        known = self.found.setdefault(role, (code, name))
        if known == (code, name):
            return
        merged = _merged(known, (code, name))
        if merged is None:
            self.conflicting.add(role)
            shown = "、".join(" ".join(filter(None, pair)) for pair in (known, (code, name)))
            self.faults.append((AuxiliaryFault.CONFLICT, shown))
        else:
            self.found[role] = merged

    def add_typed(self, mark: _Mark, value: str) -> None:
        if load_words().is_blank(value):
            return
        if not mark.role:
            self.faults.append((AuxiliaryFault.UNKNOWN_TYPE, mark.word))
        if mark.role in {"", UNUSED}:
            self.leftovers.append(f"{mark.word}:{value}")
            return
        parts = [part for part in _untyped_parts(value) if part.role == mark.role]
        if parts:
            self.add_all(parts)
        else:
            code, name = split_code(value, _KINDS.get(mark.role, CLASSIFICATION))
            self.add(_Part(mark.role, code, name))

    def drop_cut_off(self, text: str) -> None:
        """Keep of a cell with unbalanced brackets what cannot have been cut off."""
        self.faults.append((AuxiliaryFault.UNBALANCED, text))
        for role, (code, name) in list(self.found.items()):
            if role in {"function", "economic"}:
                is_whole = _official_name(role, code) != "" and len(code) in {5, 7}
                is_whole &= (len(code) == 7) == (role == "function")
            else:
                is_whole = role != self.last
            if not is_whole:
                del self.found[role]
                self.leftovers.append(f"{code} {name}".strip())

    def cell(self) -> AuxiliaryCell:
        dimensions = {
            role: pair for role, pair in self.found.items() if role not in self.conflicting
        }
        return AuxiliaryCell(dimensions, tuple(self.leftovers), tuple(self.faults))


def _merged(known: tuple[str, str], new: tuple[str, str]) -> tuple[str, str] | None:
    """Two statements of one dimension: the same code, or the levels of one path; else None."""
    longer, shorter = sorted((known, new), key=lambda pair: len(pair[0]), reverse=True)
    if longer[0] == shorter[0]:
        if longer[0] or longer[1] == shorter[1]:
            return longer[0], longer[1] or shorter[1]
        return None
    if not shorter[0]:
        return longer if shorter[1] == longer[1] or not shorter[1] else None
    return longer if longer[0].startswith(shorter[0]) else None


# ------------------------------------------------------------------ types


@lru_cache(maxsize=1)
def _mark_pattern() -> re.Pattern[str]:
    words = load_words()
    by_length = sorted(words.roles, key=len, reverse=True)
    known = "|".join(map(re.escape, by_length))
    ends = "|".join(map(re.escape, words.suffixes))
    coded = "|".join(
        re.escape(word) for word in by_length if words.roles[word] in {"function", "economic"}
    )
    word = rf"(?:{known})(?:{ends})*"
    before = r"(?:^|(?<=[\[\](){}/\\|;,、\s]))\s*"
    return re.compile(
        rf"{before}(?P<word>{word})\s*(?:[:=\-_]|[/\\|]\s*(?=\d))\s*"
        rf"|\[\s*(?P<bracketed>{word})\s*\]\s*[:=]?\s*"
        rf"|{before}(?P<bare>(?:{coded})(?:{ends})*)\s*(?=[\[(]?\d{{3}})"
        rf"|{_UNKNOWN_TYPE}",
        re.IGNORECASE,
    )


def _find_marks(plain: str) -> list[_Mark]:
    marks = []
    for found in _mark_pattern().finditer(plain):
        word = found["word"] or found["bracketed"] or found["bare"]
        role = load_words().role_of(word or found["other"])
        marks.append(_Mark(found.start(), found.end(), role, word or found["other"].strip()))
    return marks


# ------------------------------------------------------------------ codes without a type


def _untyped_parts(text: str) -> list[_Part]:
    """Cut a text at its separators and read each piece by the form of its code."""
    parts: list[_Part] = []
    for mark, piece in _pieces(text):
        for one in _at_codes(piece):
            part = _read_part(one)
            if part.code or not parts or not part.name:
                parts += [part] if part.code or part.name else []
            elif _takes_more_name(parts[-1]):
                last = parts[-1]
                joint = "/" if last.role == "account" else mark
                parts[-1] = last._replace(name=f"{last.name}{joint}{part.name}".strip("/"))
            else:
                parts.append(part)
    return parts


def _takes_more_name(part: _Part) -> bool:
    """Whether a piece without a code can belong to the name of the part before it."""
    return bool(part.role) and part.name != _official_name(part.role, part.code)


def _official_name(role: str, code: str) -> str:
    codes = {"function": functional_codes, "economic": economic_codes}.get(role)
    entries = codes().find(code) if codes else ()
    return entries[-1].name if entries else ""


def _pieces(text: str) -> list[tuple[str, str]]:
    """Cut at separators outside brackets; give each piece with the separator before it."""
    pieces, mark, start, depth = [], "", 0, 0
    for at, character in enumerate(text.translate(_PLAIN)):
        if character in "([{":
            depth += 1
        elif character in _CLOSERS:
            depth = max(0, depth - 1)
        elif character in _SEPARATORS and depth == 0:
            pieces.append((mark, text[start:at]))
            mark, start = text[at], at + 1
    pieces.append((mark, text[start:]))
    return [(mark, trimmed) for mark, piece in pieces if (trimmed := _trimmed(piece))]


def _at_codes(piece: str) -> list[str]:
    """Cut a piece that holds several codes: ``7101-2010301-30201``, ``[201…]甲[302…]乙``."""
    plain = piece.translate(_PLAIN)
    places = [
        (found.start(), found.end())
        for found in _TOKEN.finditer(plain)
        if role_of_code(re.sub(r"\D", "", found[0]), plain[found.end() :])
    ]
    if len(places) < 2:
        return [piece]
    follows_name = [start > 1 and plain[start - 1] in "[(" for start, _ in places]
    if plain[:1] not in "[(" and all(follows_name):
        cuts = [end + 1 for _, end in places[:-1]]
    else:
        cuts = [start - (plain[start - 1] in "[(") for start, _ in places if start > 1]
    edges = [0, *cuts, len(piece)]
    pieces = [piece[start:end] for start, end in pairwise(edges)]
    return [trimmed for one in pieces if (trimmed := _trimmed(one).strip("-—_ "))]


def _read_part(piece: str) -> _Part:
    for kind in (CLASSIFICATION, ACCOUNT, PROJECT):
        code, name = split_code(piece, kind)
        role = role_of_code(code, name) if code else ""
        if role and _KINDS.get(role, CLASSIFICATION) in {kind, ACCOUNT}:
            return _Part(role, code, name)
    code, name = split_code(piece, PROJECT)
    return _Part("", code, name)


# ------------------------------------------------------------------ brackets


def _trimmed(value: str) -> str:
    """Drop separators and brackets at the ends that belong to no name."""
    while True:
        text = value.strip(" \u3000" + _SEPARATORS + "；，／｜＼")
        plain = text.translate(_PLAIN)
        if plain[:1] in _CLOSERS or (plain[:1] in {"(", "[", "{"} and not _closes(plain)):
            value = text[1:]
        elif plain[-1:] in {"(", "[", "{"} or (
            plain[-1:] in _CLOSERS and plain.count(plain[-1]) > plain.count(_CLOSERS[plain[-1]])
        ):
            value = text[:-1]
        elif plain[:1] == "[" and plain.find("]") == len(plain) - 1:
            value = text[1:-1]
        else:
            return text


def _closes(plain: str) -> bool:
    """Whether the bracket a text begins with is closed in it."""
    closer = {"(": ")", "[": "]", "{": "}"}[plain[0]]
    return closer in plain


def _is_unbalanced(plain: str) -> bool:
    open_ones: list[str] = []
    for character in plain:
        if character in "([{":
            open_ones.append(character)
        elif character in _CLOSERS and (not open_ones or open_ones.pop() != _CLOSERS[character]):
            return True
    return bool(open_ones)
