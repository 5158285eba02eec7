"""Knows which heading words mean which column, as declared in ``data/columns/*.toml``.

It refuses to know sheets and cells: a heading text goes in, a meaning comes out. Adding a
ledger product is adding one file to that folder.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache
from importlib import resources
from typing import Any

from xls_juesuan.errors import DeclarationError

#: Roles that hold an amount or steer one are matched word by word; these are their parts.
GROUPS = ("year_opening", "opening", "current", "cumulative", "closing")
_UNIT_MARK = re.compile(r"\(?(?:单位[:：])?(?:人民币)?(万元|千元|元)\)|/(万元|千元|元)$")
_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one heading text stands for.

    Attributes:
        role: a text role, ``amount``, ``direction`` or ``ignored``.
        priority: smaller is better where several columns claim the same role.
        group: ``opening``, ``cumulative`` … for amounts and directions, else empty.
        side: ``debit``, ``credit`` or empty for a single column.
        foreign: whether it is stated in a foreign currency (原币).
        unit: amount unit the heading itself states.
    """

    role: str
    priority: int = 0
    group: str = ""
    side: str = ""
    foreign: bool = False
    unit: str = ""


@dataclass(slots=True)
class Vocabulary:
    """All declared heading words, ready to be asked."""

    exact: dict[str, Meaning]
    amount_words: dict[str, str]
    _word: re.Pattern[str]
    _memo: dict[str, Meaning | None] = field(default_factory=dict)

    def find_meaning(self, heading: str) -> Meaning | None:
        """Tell what a heading stands for; ``None`` when no declaration knows it."""
        if heading not in self._memo:
            self._memo[heading] = self._match(heading)
        return self._memo[heading]

    def _match(self, heading: str) -> Meaning | None:
        text, unit = normalise_heading(heading)
        if not text:
            return None
        for form in (text, _BRACKETED.sub("", text)):
            known = self.exact.get(form)
            if known is not None:
                return known
        return self._match_amount(re.sub(r"[()\[\]/·:：_-]", "", text), unit)

    def _match_amount(self, text: str, unit: str) -> Meaning | None:
        if not text or self._word.sub("", text):
            return None
        kinds = [self.amount_words[word] for word in self._word.findall(text)]
        group = next((kind for kind in kinds if kind in GROUPS), "")
        if "direction" in kinds:
            return Meaning("direction", group=group)
        sides = [kind for kind in kinds if kind in {"debit", "credit"}]
        if len(sides) > 1:
            return None
        side = sides[0] if sides else ""
        if not group and "balance" in kinds:
            group = "closing" if side else "running"
        return Meaning("amount", group=group, side=side, foreign="foreign" in kinds, unit=unit)


@lru_cache(maxsize=4096)
def normalise_heading(heading: str) -> tuple[str, str]:
    """Give the heading without blanks and unit marks, and the amount unit it stated."""
    text = "".join(unicodedata.normalize("NFKC", heading).split()).strip("*※")
    marks = [one or other for one, other in _UNIT_MARK.findall(text)]
    return _UNIT_MARK.sub("", text), marks[0] if marks else ""


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Read every declaration in ``data/columns``; ``common.toml`` comes first.

    Raises:
        DeclarationError: two files give one heading two meanings, or a part is unknown.
    """
    folder = resources.files("xls_juesuan") / "data" / "columns"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")),
        key=lambda file: (file.name != "common.toml", file.name),
    )
    texts = [(file.name, tomllib.loads(file.read_text(encoding="utf-8"))) for file in files]
    return build_vocabulary(texts)


def build_vocabulary(declarations: list[tuple[str, dict[str, Any]]]) -> Vocabulary:
    """Merge declarations, given as file name and content, into one vocabulary."""
    suffixes = declarations[0][1].get("suffixes", {})
    exact: dict[str, Meaning] = {}
    words: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for name, content in declarations:
        for key in ("name", "source"):
            if not content.get(key):
                raise DeclarationError(f"{name}: '{key}' is missing")
        for heading, meaning in _entries(content, suffixes, ranks):
            text = normalise_heading(heading)[0]
            other = exact.setdefault(text, meaning)
            if other.role != meaning.role:
                raise DeclarationError(f"{name}: {heading} is {meaning.role} and {other.role}")
        for kind, forms in content.get("amounts", {}).items():
            words.update(dict.fromkeys(forms, kind))
    longest_first = sorted(words, key=len, reverse=True)
    return Vocabulary(exact, words, re.compile("|".join(map(re.escape, longest_first))))


def _entries(
    content: dict[str, Any], suffixes: dict[str, list[str]], ranks: dict[str, int]
) -> list[tuple[str, Meaning]]:
    entries: list[tuple[str, Meaning]] = []
    for role, headings in content.get("texts", {}).items():
        for heading in headings:
            rank = ranks[role] = ranks.get(role, 0) + 1
            # A whole heading such as 编码 is poorer evidence than 会计科目编码.
            weak = 100 if role in {"account", "account_name"} else 0
            entries.append((heading, Meaning(role, rank + weak)))
    for role, bases in content.get("dimensions", {}).items():
        for base in bases:
            rank = ranks[role] = ranks.get(role, 0) + 1
            entries.append((base, Meaning(role, rank * 2 + 1)))
            entries += [(base + end, Meaning(role, rank * 2)) for end in suffixes.get("code", [])]
            entries += [
                (base + end, Meaning(f"{role}_name", rank * 2)) for end in suffixes.get("name", [])
            ]
    entries += [
        (text, Meaning("ignored")) for text in content.get("ignored", {}).get("headings", [])
    ]
    return entries
