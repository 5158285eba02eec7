"""Knows which heading words mean which column, as declared in ``data/columns/*.toml``.

It refuses to know sheets and cells: a heading text goes in, a meaning comes out. Adding a
ledger product is adding one file to that folder; which product a file comes from is told in
``products``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import cached_property
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.toml_fields import parse_toml
from xls_juesuan.errors import DeclarationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

#: Groups an amount or a direction may belong to.
GROUPS = ("year_opening", "opening", "current", "cumulative", "closing")
#: How well the headings of a product are known.
CERTAINTIES = ("seen", "excerpt", "constructed", "unverified")
#: Roles that hold an amount without being a movement or a balance of an account.
MEASURES = frozenset(
    {
        "payment_amount",
        "quota_amount",
        "quota_balance",
        "outturn",
        "original_budget",
        "final_budget",
    }
)
#: No heading is longer; a cell of fifty thousand characters is not worth a look.
_LONGEST = 80
_UNITS = "亿元|百万元|十万元|万元|千元|百元|元"
_UNIT_MARK = re.compile(
    rf"[(\[【〔](?:[^()\[\]【】〔〕]{{0,6}}:)?(?:人民币)?({_UNITS}|圆|角|分|万)[)\]】〕]"
    rf"|[/:,、](?:人民币)?({_UNITS})$|(?<=[额方数计贷借])({_UNITS})$"
)
_SAME_UNIT = {"圆": "元", "万": "万元"}
_BRACKETED = re.compile(r"[(\[【〔<《]([^()\[\]【】〔〕<>《》]*)[)\]】〕>》]")
_MARKS = re.compile(r"[()\[\]【】〔〕<>《》/\\|·:：_\-—–、,，.;#*]")
#: 2.科目编码 and 02科目编码; 1月 is a month.
_NUMBERED = re.compile(r"^\(?\d{1,3}\)?[.、:_\-]?(?=[^\d月年季日期.\-/])")
_YEAR_ABOVE = re.compile(r"^20\d\d年?度?(?=(?:月|日|月份|凭证.*)$)")
_LAST_NUMBER = re.compile(r"[(]?(?:\d{1,2}|[一二三四五六七八九十])[)]?$")
#: Columns of which several stand side by side, told apart by a number.
_NUMBERED_ROLES = frozenset({"auxiliary", "auxiliary_type", "auxiliary_code", "auxiliary_name"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one heading text stands for.

    Attributes:
        role: a text role, ``amount``, ``direction``, one of ``MEASURES`` or ``ignored``.
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
    """All declared heading words, ready to be asked.

    Attributes:
        exact: meaning of each whole heading.
        scoped: by product, meanings that hold only in its files and go before ``exact``.
        amount_words: the words that amount headings are made of.
        prefixes: words that products put before a heading: 分录, 单据头.
        turning: words in brackets that make a heading another one: 政府, 对方.
    """

    exact: dict[str, Meaning]
    scoped: dict[str, dict[str, Meaning]]
    amount_words: dict[str, str]
    prefixes: re.Pattern[str]
    turning: re.Pattern[str]
    _word: re.Pattern[str]
    _memo: dict[tuple[str, str], Meaning | None] = field(default_factory=dict)

    def find_meaning(self, heading: str, product: str = "") -> Meaning | None:
        """Tell what a heading stands for; ``None`` when no declaration knows it.

        Args:
            heading: the text as printed, group titles before it.
            product: key of the recognised product, see ``products``; its own meanings go
                before the common ones.
        """
        if len(heading) > _LONGEST:
            return None
        key = (heading, product)
        if key not in self._memo:
            self._memo[key] = _Matcher(self, self.scoped.get(product, {}), heading).find()
        return self._memo[key]

    def roles(self) -> frozenset[str]:
        """Every role a heading can be given."""
        everywhere = [self.exact, *self.scoped.values()]
        declared = {meaning.role for words in everywhere for meaning in words.values()}
        return frozenset(declared | {"amount", "direction"})

    def amount_kinds(self, text: str) -> list[str] | None:
        """Kinds of the words an amount heading is made of; ``None`` when it has others."""
        if not text or self._word.sub("", text):
            return None
        return [self.amount_words[word] for word in self._word.findall(text)]


@dataclass
class _Matcher:
    """The ways to understand one heading, tried in order."""

    words: Vocabulary
    own: dict[str, Meaning]
    heading: str

    @cached_property
    def unit(self) -> str:
        return normalise_heading(self.heading)[1]

    def find(self) -> Meaning | None:
        for form in self._forms(normalise_heading(self.heading)[0]):
            found = self._match(form)
            if found is not None:
                measured = self.unit and found.role in MEASURES
                return replace(found, unit=self.unit) if measured else found
        return None

    def _forms(self, text: str) -> Iterator[str]:
        """The heading as it stands, then without what products put around it."""
        if "#" in text:
            # 科目编码#名称 names the field and then the part of it.
            whole, _, part = self.words.prefixes.sub("", text).partition("#")
            yield re.sub(r"(?:编码|代码|编号)$", "", whole) + part
            yield whole
        yield text
        yield _YEAR_ABOVE.sub("", text)
        yield _NUMBERED.sub("", text)
        yield self.words.prefixes.sub("", text)

    def _match(self, text: str) -> Meaning | None:
        if not text:
            return None
        inside = "".join(_BRACKETED.findall(text))
        outside = _BRACKETED.sub("", text)
        forms = [text, _MARKS.sub("", text), inside + outside, outside + inside]
        for form in forms:
            known = self._look_up(form)
            if known is not None:
                return known
        found = self._match_amount(_MARKS.sub("", text)) or self._match_numbered(outside)
        if found is not None or not inside or self.words.turning.search(inside):
            return found
        return self._look_up(outside) or self._match_amount(_MARKS.sub("", outside))

    def _look_up(self, form: str) -> Meaning | None:
        return self.own.get(form) or self.words.exact.get(form)

    def _match_numbered(self, text: str) -> Meaning | None:
        known = self._look_up(_LAST_NUMBER.sub("", text))
        return known if known is not None and known.role in _NUMBERED_ROLES else None

    def _match_amount(self, text: str) -> Meaning | None:
        kinds = self.words.amount_kinds(text)
        if kinds is None:
            return None
        if "quantity" in kinds:
            return Meaning("ignored")
        group = _group_of(kinds, text)
        if group is None:
            return None
        if "direction" in kinds:
            return None if "amount" in kinds else Meaning("direction", group=group)
        sides = [kind for kind in kinds if kind in {"debit", "credit"}]
        if len(sides) > 1:
            return None
        side = sides[0] if sides else ""
        if not group and "balance" in kinds:
            group = "closing" if side else "running"
        return Meaning("amount", 0, group, side, foreign="foreign" in kinds, unit=self.unit)


def _group_of(kinds: list[str], text: str) -> str | None:
    """The group that several words name together; ``None`` when they contradict."""
    groups = {kind for kind in kinds if kind in GROUPS}
    if len(groups) < 2:
        return next(iter(groups), "")
    if groups == {"current", "cumulative"}:
        return "cumulative"
    # 本期期初 is the opening and 本年期初 that of the year, but 期初累计 is neither a balance
    # nor a movement of the year.
    positions = groups - {"current", "cumulative"}
    if len(positions) > 1 or "累计" in text:
        return "cumulative" if groups == {"cumulative", "closing"} else None
    position = positions.pop()
    return "year_opening" if position == "opening" and "cumulative" in groups else position


@lru_cache(maxsize=4096)
def normalise_heading(heading: str) -> tuple[str, str]:
    """Give the heading without blanks and unit marks, and the amount unit it stated."""
    text = "".join(unicodedata.normalize("NFKC", heading).split()).strip("*※:'`")
    marks = ["".join(found) for found in _UNIT_MARK.findall(text)]
    unit = _SAME_UNIT.get(marks[0], marks[0]) if marks else ""
    return _UNIT_MARK.sub("", text).strip("*※:"), unit


def read_declarations() -> list[tuple[str, dict[str, Any]]]:
    """Read every file of ``data/columns`` by name; ``common.toml`` comes first."""
    folder = resources.files("xls_juesuan") / "data" / "columns"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")),
        key=lambda file: (file.name != "common.toml", file.name),
    )
    return [(file.name, parse_toml(file.read_text(encoding="utf-8"))) for file in files]


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Build the vocabulary of the packaged declarations.

    Raises:
        DeclarationError: two files give one heading two meanings, or a part is unknown.
    """
    return build_vocabulary(read_declarations())


def build_vocabulary(declarations: list[tuple[str, dict[str, Any]]]) -> Vocabulary:
    """Merge declarations, given as file name and content, into one vocabulary."""
    suffixes = declarations[0][1].get("suffixes", {})
    exact: dict[str, Meaning] = {}
    scoped: dict[str, dict[str, Meaning]] = {}
    words: dict[str, str] = {}
    ranks: dict[str, int] = {}
    prefixes: list[str] = []
    turning: list[str] = []
    for name, content in declarations:
        _check(name, content)
        _add(exact, _entries(content, suffixes, ranks), name)
        if "here" in content:
            own = scoped.setdefault(name.removesuffix(".toml"), {})
            _add(own, _entries(content["here"], suffixes, ranks), name)
        for kind, forms in content.get("amounts", {}).items():
            for form in forms:
                if words.setdefault(form, kind) != kind:
                    raise DeclarationError(f"{name}: {form} is {kind} and {words[form]}")
        prefixes += content.get("prefixes", [])
        turning += content.get("turning", [])
    return Vocabulary(
        exact,
        scoped,
        words,
        re.compile(rf"^[(\[【〔]?{_any_of(prefixes)}[)\]】〕]?[._:：\-—#/|]*(?=.)"),
        re.compile(_any_of(turning)),
        re.compile(_any_of(words)),
    )


def _any_of(words: list[str] | dict[str, str]) -> str:
    """A pattern of alternatives, the longest first; of none at all, one that never matches."""
    longest_first = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if words else r"(?!)"


def _check(name: str, content: Mapping[str, Any]) -> None:
    for key in ("name", "source", "certainty"):
        if not content.get(key):
            raise DeclarationError(f"{name}: '{key}' is missing")
    if content["certainty"] not in CERTAINTIES:
        raise DeclarationError(f"{name}: certainty is none of {', '.join(CERTAINTIES)}")


def _add(known: dict[str, Meaning], entries: list[tuple[str, Meaning]], name: str) -> None:
    for heading, meaning in entries:
        text = normalise_heading(heading)[0]
        other = known.setdefault(text, meaning)
        if other.role != meaning.role:
            raise DeclarationError(f"{name}: {heading} is {meaning.role} and {other.role}")


def _entries(
    content: Mapping[str, Any], suffixes: dict[str, list[str]], ranks: dict[str, int]
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
