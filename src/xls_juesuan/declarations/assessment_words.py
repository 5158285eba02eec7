"""What published forms of the self-assessment call their titles, columns and lines, as declared.

It knows words and what they stand for; it refuses to know pages and figures.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from xls_juesuan.declarations.location import data_folder
from xls_juesuan.declarations.published import plain
from xls_juesuan.declarations.toml_fields import read_toml
from xls_juesuan.money import STEPS_PER_POINT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.toml_fields import Fields

_FILE = "assessment_words.toml"
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
#: 1、 (1) 一、 其中： at the beginning of a name.
_BEFORE = re.compile(r"^(?:\d{1,2}[.、]|[(]?[一二三四五六七八九十][)、]|[①-⑳]|其中[::\-—]*)")
#: No title is longer, as people write it.
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class AssessmentWords:
    """Words of published forms, each as ``name`` writes it, with what it stands for.

    Attributes:
        titles, overall: what titles have in them, and those of the unit as a whole.
        texts: names of texts, of blocks and of the last line.
        money, sources: columns and lines of the money.
        indicators: columns of the indicators.
        lists: columns that only lists of several projects have.
        less_is_better: names of indicators whose result should not exceed the target.
        full_marks: all weights of a form, in ``STEPS_PER_POINT``.
    """

    titles: tuple[str, ...]
    overall: tuple[str, ...]
    texts: Mapping[str, frozenset[str]]
    money: Mapping[str, str]
    sources: Mapping[str, str]
    indicators: Mapping[str, str]
    lists: Mapping[str, str]
    less_is_better: tuple[str, ...]
    full_marks: int

    def is_title(self, text: str) -> bool:
        """Whether a text is the title of a form."""
        word = name(text)
        return (
            len(text) <= _LONGEST_TITLE
            and word.endswith("表")
            and any(each in word for each in self.titles)
        )

    def is_overall(self, title: str) -> bool:
        """Whether a title is that of a form about the unit as a whole."""
        word = plain(title)
        return any(each in word for each in self.overall)

    def is_text(self, key: str, word: str) -> bool:
        """Whether a word, as ``name`` writes it, names a text, a block or a line."""
        return word in self.texts[key]


def name(text: str) -> str:
    """Bring a name into the form in which two of them are compared."""
    half = "".join(unicodedata.normalize("NFKC", text).split())
    bare = _BEFORE.sub("", _IN_BRACKETS.sub("", half) or half)
    return plain(_BEFORE.sub("", bare))


@cache
def assessment_words() -> AssessmentWords:
    """Load the words that come with the program.

    Raises:
        DeclarationError: the file is malformed.
    """
    fields = read_toml(data_folder() / _FILE)
    titles, texts = fields.required_table("titles"), fields.required_table("texts")
    words = AssessmentWords(
        titles=titles.texts("words"),
        overall=titles.texts("overall"),
        texts={key: frozenset(map(name, texts.texts(key))) for key in texts},
        money=_groups(fields.required_table("money")),
        sources=_groups(fields.required_table("sources")),
        indicators=_groups(fields.required_table("indicators")),
        lists=_groups(fields.required_table("lists")),
        less_is_better=fields.texts("less_is_better"),
        full_marks=fields.require("full_marks", int) * STEPS_PER_POINT,
    )
    for part in (titles, texts, fields):
        part.finish()
    return words


def _groups(fields: Fields) -> dict[str, str]:
    groups = {name(word): key for key in fields for word in fields.texts(key)}
    fields.finish()
    return groups
