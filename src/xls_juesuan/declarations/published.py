"""What published tables call their titles, columns and rows, as declared.

It knows words and which of them mean the same; it refuses to know layouts and files.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from xls_juesuan.declarations.location import data_folder
from xls_juesuan.declarations.toml_fields import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.toml_fields import Fields

_FILE = "published.toml"
#: Everything but letters, digits and Chinese characters.
_MARKS = re.compile(r"[\W_]+")
#: 金额（万元）: a unit of amount that stands beside a heading.
_UNIT = re.compile(r"[(\[](?:单位[::]?)?(?:人民币)?[百千万亿]?元[)\]]")
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]+|\d{1,2})[、..]|^[(](?:[一二三四五六七八九十]+|\d+)[)]"
)
_PART_OF = re.compile(r"^其中[::]?")
_SUB_ITEM = re.compile(r"^(?:其中|减|加)[::]|^其中")


@dataclass(frozen=True)
class PublishedWords:
    """Words of published tables.

    Attributes:
        titles: titles of each table, as ``plain`` writes them.
        other_endings: a title that stands after one of these belongs to another table.
        headings, rows: each word with the word of its group that stands for all.
        since: from which year on a table is published, of tables that were not always.
    """

    titles: Mapping[str, tuple[str, ...]]
    other_endings: tuple[str, ...]
    headings: Mapping[str, str]
    rows: Mapping[str, str]
    since: Mapping[str, int]

    def is_title(self, text: str) -> bool:
        """Whether a text is the title of a table, and says nothing else."""
        word = plain(text)
        return any(word in titles for titles in self.titles.values())

    def heading(self, text: str) -> str:
        """Bring the text of a heading into the form in which two of them are compared."""
        word = plain(_UNIT.sub("", _half_width(text)))
        return self.headings.get(word, word)

    def row(self, text: str) -> str:
        """Bring the name of a row into the form in which two of them are compared."""
        word = plain(_SUB_ITEM.sub("", _half_width(text)))
        return self.rows.get(word, word)

    def is_part(self, text: str) -> bool:
        """Whether the name of a row says that it is a part of the row above it (其中：…)."""
        return bool(_PART_OF.match(_half_width(text)))

    def bare_row(self, text: str) -> str:
        """Do the same without the ordinal number before the name."""
        return self.row(_ORDINAL.sub("", _SUB_ITEM.sub("", _half_width(text))))


def plain(text: str) -> str:
    """Write a text in half width, without blanks and marks."""
    return _MARKS.sub("", _half_width(text))


def _half_width(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


@cache
def published_words() -> PublishedWords:
    """Load the words that come with the program.

    Raises:
        DeclarationError: the file is malformed.
    """
    fields = read_toml(data_folder() / _FILE)
    titles, others = fields.required_table("titles"), fields.required_table("other_titles")
    since = fields.required_table("since")
    words = PublishedWords(
        titles={key: tuple(map(plain, titles.texts(key))) for key in titles},
        other_endings=others.texts("endings"),
        headings=_groups(fields.required_table("headings")),
        rows=_groups(fields.required_table("rows")),
        since={key: since.require(key, int) for key in since},
    )
    for part in (titles, others, since, fields):
        part.finish()
    return words


def _groups(fields: Fields) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in fields:
        first, *others = map(plain, fields.texts(key))
        found.update(dict.fromkeys((first, *others), first))
    return found
