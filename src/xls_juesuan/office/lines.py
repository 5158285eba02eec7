"""Texts around a table: the unit's name, the year, the unit of amount, the notes below.

It knows the words of such lines and what a model or last year left in them; it refuses to know
figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from xls_juesuan.recognise.context import FEN_PER_UNIT
from xls_juesuan.writing.widths import display_width

_YEAR = re.compile(r"(?<!\d)20\d{2}(?=\s*年)")
#: 20XX年, ____年度, and blanks before 年度.
_OPEN_YEAR = re.compile(r"(?:20)?[XxＸ×*＊_＿○〇]{2,4}(?=\s*年)|20[\s　]{1,4}(?=年)")
_BLANK_YEAR = re.compile(r"^[\s　]*(?=年度)|(?<=[\s　])[\s　]+(?=年度)")
_NAME = re.compile(
    r"^(?P<head>[\s　]*(?:部门名称|单位名称|编制部门|编制单位|填报单位|填报部门|编报单位|公开部门"
    r"|公开单位|预算单位|部门|单位)(?:[(（][^()（）]*[)）])?[\s　]*[:：])(?P<rest>.*)$",
    re.DOTALL,
)
#: What may follow a name in the same cell.
_TAIL = re.compile(
    r"[\s　]*(?:金额)?单位[\s　]*[:：].*|[\s　]{2,}\S.*|[\s　]*20\d{2}[\s　]*年.*", re.DOTALL
)
_UNIT_WORDS = "|".join(sorted(FEN_PER_UNIT, key=len, reverse=True))
_AMOUNT = re.compile(rf"^[\s　]*(?:人民币)?(?:{_UNIT_WORDS})[\s　]*$")
_OPEN_UNIT = re.compile(r"((?:金额|计量|货币)?单位[\s　]*[:：])[\s　_＿]*$")
_AMOUNT_UNIT_ONLY = re.compile(r"^[\s　]*(?:金额|计量|货币)单位[\s　]*[:：]")
#: A name that a model leaves open before the year or the title.
_OPEN_NAME = re.compile(
    r"(?<![\dXxＸ×*＊○〇])[XxＸ×*＊○〇]{2,}(?:[(（]?(?:部门|单位)[)）]?|局)?(?![XxＸ×*＊○〇]|\s*年)"
    r"|某某(?:部门|单位|局)|[（(](?:部门|单位)名称[）)]"
)
#: Shorter texts are no names: they would be replaced where they mean something else.
_SHORTEST_NAME = 3
_SENTENCES = re.compile(r"[^。；;]*[。；;]?")


@dataclass(frozen=True, slots=True)
class Wording:
    """What is to stand in the lines, and what stood there.

    Attributes:
        unit_name, year, amount_unit: what is to stand there.
        old_names, old_years: names and years of last year's workbook.
    """

    unit_name: str
    year: int
    amount_unit: str
    old_names: frozenset[str] = frozenset()
    old_years: frozenset[int] = frozenset()

    def above(self, text: str) -> str:
        """A text above the heading of a table."""
        found = _NAME.match(text)
        rest = found["rest"] if found else ""
        if found and not _AMOUNT.match(rest) and not self._asks_amount(text):
            return found["head"] + self._named(rest)
        return self._dated(_OPEN_NAME.sub(self.unit_name, self._replaced(self._with_unit(text))))

    def _asks_amount(self, text: str) -> bool:
        return bool(_AMOUNT_UNIT_ONLY.match(text))

    def _named(self, rest: str) -> str:
        """The name instead of blanks, a model's words or last year's name; what follows stays."""
        tail = _TAIL.search(rest)
        after = tail[0] if tail else ""
        kept = rest[: tail.start()] if tail else rest
        lead = kept[: len(kept) - len(kept.lstrip())] if kept.strip() else ""
        if after:
            blank = after[: len(after) - len(after.lstrip())] if not kept.strip() else ""
            # Blanks that hold a place for the name make room for it.
            less = min(len(blank), max(0, display_width(self.unit_name) - display_width(kept)))
            after = (
                (after[less:] if len(blank) - less >= 2 else "  " + after.lstrip())
                if blank
                else after
            )
        return lead + self.unit_name + self._dated(self._with_unit(after))

    def _with_unit(self, text: str) -> str:
        return _OPEN_UNIT.sub(lambda found: found[1] + self.amount_unit, text)

    def _dated(self, text: str) -> str:
        year = str(self.year)
        text = _OPEN_YEAR.sub(year, text)
        if not _YEAR.search(text):
            text = _BLANK_YEAR.sub(year, text)
        return _YEAR.sub(year, text)

    def elsewhere(self, text: str) -> str:
        """A text below a table, or in the header of a page: only what is last year's changes."""
        text = self._replaced(text)
        for year in self.old_years:
            text = re.sub(rf"(?<!\d){year}(?=\s*年)", str(self.year), text)
        return text

    def _replaced(self, text: str) -> str:
        for name in self.old_names:
            text = text.replace(name, self.unit_name)
        return text

    def is_of_last_year(self, text: str) -> bool:
        """Whether a text speaks of last year or of another name."""
        return self.elsewhere(text) != text


def without_statement(text: str, words: tuple[str, ...]) -> str:
    """Leave out the sentences that say a table is empty."""
    kept = [part for part in _SENTENCES.findall(text) if not any(word in part for word in words)]
    return "".join(kept).strip()


def asks_amount_unit(text: str) -> bool:
    """Whether a text leaves the unit of amount to be filled in."""
    return bool(_OPEN_UNIT.search(text))


def is_name(text: str) -> bool:
    """Whether a text may be the name of a unit, and nothing that a model leaves open."""
    is_open = _OPEN_NAME.search(text) or _OPEN_YEAR.search(text) or "年度" in text
    return len(text) >= _SHORTEST_NAME and not is_open
