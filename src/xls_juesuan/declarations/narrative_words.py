"""Words of published explanations, as declared: headings of sections, names of rows, directions.

It knows words and what they stand for; it refuses to know sentences and files.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from xls_juesuan.declarations.location import data_folder
from xls_juesuan.declarations.toml_fields import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.toml_fields import Fields

_FILE = "narrative_words.toml"
_OR = "|"

Words = tuple[str, ...]


@dataclass(frozen=True)
class SectionWords:
    """What one section of the explanation speaks of.

    Attributes:
        key: which section.
        has: groups of words; its heading has one of each.
        none: words that its heading has not.
        terms: names of the rows whose amounts and percentages it gives.
        counts: names of the rows whose numbers it gives.
        twins: rows that share the change of another one.
        follows: the count of persons that stands behind another one without a name.
        receptions: rows whose amount is told again behind their counts, with the count that stands
            behind them without a name; blank where nobody can tell which.
        listed: for the number of all, what the kinds that are listed behind it add up to.
        wholes: what shares are shares of.
        row_wholes: the same for single rows.
        has_final_budget: whether the budget of its rows is that of the whole year.
    """

    key: str
    has: tuple[Words, ...]
    none: Words
    terms: Mapping[str, Words]
    counts: Mapping[str, Words]
    twins: Mapping[str, str]
    follows: Mapping[str, str]
    receptions: Mapping[str, str]
    listed: Mapping[str, str]
    wholes: Words
    row_wholes: Mapping[str, Words]
    has_final_budget: bool

    def is_headed(self, heading: str) -> bool:
        """Whether a heading, without blanks and marks, is that of the section."""
        return all(any(word in heading for word in words) for words in self.has) and not any(
            word in heading for word in self.none
        )


@dataclass(frozen=True)
class NarrativeWords:
    """All words.

    Attributes:
        sections: the first whose heading fits is meant.
        common: names of rows that every section knows.
        fillers: words that may stand between a name and its number.
        up, down, same, signed: words for a change, ``signed`` where the number has its sign.
        mistyped: wrong words with the right ones.
        mistyped_terms: those that are wrong in the glossary only.
    """

    sections: tuple[SectionWords, ...]
    common: Mapping[str, Words]
    fillers: Words
    up: Words
    down: Words
    same: Words
    signed: Words
    mistyped: Mapping[str, str]
    mistyped_terms: Mapping[str, str]

    def section_of(self, heading: str) -> str:
        """Tell the section of a heading, without blanks and marks; blank of any other."""
        return next((one.key for one in self.sections if one.is_headed(heading)), "")

    def section(self, key: str) -> SectionWords:
        """Words of a section: the first that is declared under the key."""
        return next(one for one in self.sections if one.key == key)


@cache
def narrative_words() -> NarrativeWords:
    """Load the words that come with the program.

    Raises:
        DeclarationError: the file is malformed.
    """
    fields = read_toml(data_folder() / _FILE)
    fillers, directions = fields.required_table("fillers"), fields.required_table("directions")
    words = NarrativeWords(
        sections=tuple(_section(each) for each in fields.tables("sections")),
        common=_words(fields, "common"),
        fillers=fillers.texts("words"),
        up=directions.texts("up"),
        down=directions.texts("down"),
        same=directions.texts("same"),
        signed=directions.texts("signed"),
        mistyped=_texts(fields, "mistyped"),
        mistyped_terms=_texts(fields, "mistyped_terms"),
    )
    for part in (fillers, directions, fields):
        part.finish()
    return words


def _section(fields: Fields) -> SectionWords:
    section = SectionWords(
        key=fields.require("key", str),
        has=tuple(tuple(each.split(_OR)) for each in fields.texts("has")),
        none=fields.texts("none"),
        terms=_words(fields, "terms"),
        counts=_words(fields, "counts"),
        twins=_texts(fields, "twins"),
        follows=_texts(fields, "follows"),
        receptions=_texts(fields, "receptions"),
        listed=_texts(fields, "listed"),
        wholes=fields.texts("wholes"),
        row_wholes=_words(fields, "row_wholes"),
        has_final_budget=fields.take("has_final_budget", default=False),
    )
    fields.finish()
    return section


def _words(fields: Fields, key: str) -> dict[str, Words]:
    inner = fields.table(key)
    return {name: inner.texts(name) for name in inner} if inner else {}


def _texts(fields: Fields, key: str) -> dict[str, str]:
    inner = fields.table(key)
    return {name: inner.require(name, str) for name in inner} if inner else {}
