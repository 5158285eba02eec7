"""Lines of a page as the forms of the self-assessment have them, and what kind each is.

It knows by which names a line is told; it refuses to know which form it belongs to and what its
figures are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.declarations.assessment_words import assessment_words
from xls_juesuan.declarations.published import published_words
from xls_juesuan.recognise.attachments.tokens import read_tokens

if TYPE_CHECKING:
    from xls_juesuan.declarations.assessment_words import AssessmentWords
    from xls_juesuan.recognise.attachments.tokens import Token
    from xls_juesuan.recognise.page import PrintedPage

_MONTH = re.compile(r"(20\d\d)(?:年|[-./])(\d{1,2})(?!\d)(?:月|[-./]|$)")
#: From one month to another: not when a form was filled in.
_SPAN = re.compile(r"\d月?[-—~至到]+(?:20\d\d年)?\d{1,2}月")
#: A line that states a month says little else.
_LONGEST_DATE = 40
_AMOUNTS = ("original_budget", "final_budget", "executed")
_LEVELS = ("level1", "level2", "level3")
_SCORED = ("target", "actual", "weight", "score")
_PART = re.compile(r"第[一二三四五六七八九十]+部分")


@dataclass(frozen=True)
class Line:
    """One line of a page."""

    page: PrintedPage
    number: int
    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> AssessmentWords:
        """What published forms call things."""
        return assessment_words()

    @property
    def first(self) -> Token:
        """The first thing on it; only of a line that is not blank."""
        return self.tokens[0]

    @property
    def table(self) -> int:
        """Which table of a text document it belongs to; 0 outside of tables and on sheets."""
        return self.page.line_tables[self.number] if self.page.is_text else 0

    @cached_property
    def is_title(self) -> bool:
        """Whether it is the title of a form."""
        texts = [token for token in self.tokens if token.is_text]
        return len(texts) < 4 and any(self.words.is_title(token.text) for token in texts)

    @property
    def title(self) -> str:
        """The title that it is."""
        return next(token.text for token in self.tokens if self.words.is_title(token.text))

    @cached_property
    def is_new_part(self) -> bool:
        """Whether another part of the document begins."""
        compact = "".join(self.first.text.split())
        return bool(_PART.match(compact)) and len(compact) < _LONGEST_DATE

    @cached_property
    def is_table_title(self) -> bool:
        """Whether it is the title of one of the tables of final accounts."""
        return len(self.tokens) == 1 and published_words().is_title(self.first.text)

    def heads(self, names: str) -> dict[str, Token]:
        """Give the columns that it names: of ``money``, ``indicators`` or ``lists``."""
        known = getattr(self.words, names)
        found: dict[str, Token] = {}
        for token in self.tokens:
            key = known.get(token.word) if token.is_text else None
            if key is not None:
                found.setdefault(key, token)
        return found

    @cached_property
    def money(self) -> dict[str, Token]:
        """Columns of money that it names."""
        return self.heads("money")

    @cached_property
    def is_budget_head(self) -> bool:
        """Whether it names the columns of the money."""
        amounts = [key for key in _AMOUNTS if key in self.money]
        return bool(amounts) and len(self.money) > 1 and not self.is_pairs

    @cached_property
    def is_pairs(self) -> bool:
        """Whether amounts stand beside their names, not below them."""
        return any(
            before.is_text
            and self.words.money.get(before.word) in _AMOUNTS
            and (after.is_figure or after.kind == "dash")
            for before, after in zip(self.tokens, self.tokens[1:], strict=False)
        )

    @cached_property
    def is_indicator_head(self) -> bool:
        """Whether it names the columns of the indicators."""
        found = self.heads("indicators")
        levels = sum(key in found for key in _LEVELS)
        return levels > 0 and levels + sum(key in found for key in _SCORED) > 2

    @cached_property
    def is_list_head(self) -> bool:
        """Whether it names the columns of a list of projects."""
        columns = {**self.money, **self.heads("lists")}
        return len(columns) > 1 and any(
            self.is_named(before, "project_name") and self.is_head(after)
            for before, after in zip(self.tokens, self.tokens[1:], strict=False)
        )

    def is_head(self, token: Token) -> bool:
        """Whether a token names anything, columns of lists among it."""
        return self.is_any_name(token) or (token.is_text and token.word in self.words.lists)

    @cached_property
    def is_total(self) -> bool:
        """Whether it is the last line of a form, with the whole of weights and scores."""
        return self.is_named(self.first, "total") and any(
            token.is_figure for token in self.tokens[1:]
        )

    def is_named(self, token: Token, key: str) -> bool:
        """Whether a token is a name of something."""
        return token.is_text and self.words.is_text(key, token.word)

    def has(self, key: str) -> bool:
        """Whether one of its tokens is a name of something."""
        return any(self.is_named(token, key) for token in self.tokens)

    def value_of(self, key: str) -> Token | None:
        """What stands behind a name; ``None`` where the name is missing, or stands alone."""
        for token, after in zip(self.tokens, self.tokens[1:], strict=False):
            if self.is_named(token, key) and not self.is_any_name(after):
                return after
        return None

    def is_any_name(self, token: Token) -> bool:
        """Whether a token is a name of anything."""
        words = self.words
        return token.is_text and (
            token.word in words.money
            or token.word in words.indicators
            or any(token.word in names for names in words.texts.values())
        )

    @cached_property
    def month(self) -> tuple[int, Token] | None:
        """The month that it states, as 202504."""
        for token in self.tokens:
            compact = "".join(unicodedata.normalize("NFKC", token.text).split())
            if len(compact) > _LONGEST_DATE or _SPAN.search(compact):
                continue
            found = _MONTH.search(compact)
            if found and 0 < int(found[2]) <= 12:
                return int(found[1]) * 100 + int(found[2]), token
        return None


def read_lines(page: PrintedPage) -> list[Line]:
    """Read the lines of a page on which something stands."""
    before_colon = _names()
    lines = (
        Line(page, number, tuple(read_tokens(page, number, before_colon)))
        for number in range(page.lines)
    )
    return [line for line in lines if line.tokens]


def _names() -> frozenset[str]:
    """Names behind which a value may stand in the same cell."""
    words = assessment_words()
    texts = {word for names in words.texts.values() for word in names}
    return frozenset(
        {*texts, *words.money, *words.sources, *words.lists, "资金来源", "其中", "填报日期"}
    )
