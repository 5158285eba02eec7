"""Words in narrations that belong under other economic codes, as declared.

Knows the words and the codes they belong to; refuses to know ledgers.
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
    from pathlib import Path

    from xls_juesuan.declarations.toml_fields import Fields


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Words of one kind of spending.

    Attributes:
        kind: key of the group.
        rule: code of the rule that judges a hit.
        words: what is looked for.
        without: phrases that hold such a word and mean something else; cut out first.
        own: beginnings of the codes the spending belongs under.
        usual: beginnings of further codes where it is no surprise.
        only: beginnings of the only codes looked at; all when empty.
        confidence: how sure the list is.
    """

    kind: str
    rule: str
    words: tuple[str, ...]
    without: tuple[str, ...]
    own: tuple[str, ...]
    usual: tuple[str, ...]
    only: tuple[str, ...]
    confidence: str

    @property
    def pattern(self) -> str:
        """A pattern of all words in half-width form, longer ones first, in one group."""
        return f"({_any_of(self.words)})"

    @property
    def excluded(self) -> str:
        """A pattern of all phrases that are cut out, as ``pattern``; empty when there are none."""
        return _any_of(self.without)

    def looks_at(self, economic: str) -> bool:
        """Whether a narration under this economic code may be a surprise."""
        if len(economic) != 5 or economic.startswith((*self.own, *self.usual)):
            return False
        return economic.startswith(self.only) if self.only else True


def _any_of(words: tuple[str, ...]) -> str:
    plain = {unicodedata.normalize("NFKC", word) for word in words}
    return "|".join(re.escape(word) for word in sorted(plain, key=lambda word: (-len(word), word)))


@cache
def load_suspicions(path: Path | None = None) -> tuple[Suspicion, ...]:
    """Load the packaged lists.

    Raises:
        DeclarationError: the file is malformed.
    """
    fields = read_toml(path or data_folder() / "narrations.toml")
    return tuple(
        _suspicion(kind, group) for kind in fields if (group := fields.table(kind)) is not None
    )


def _suspicion(kind: str, group: Fields) -> Suspicion:
    suspicion = Suspicion(
        kind=kind,
        rule=group.require("rule", str),
        words=group.texts("words"),
        without=group.texts("without"),
        own=group.texts("own"),
        usual=group.texts("usual"),
        only=group.texts("only"),
        confidence=group.require("confidence", str),
    )
    if not suspicion.words or not suspicion.own:
        raise group.fault("states no words, or no code they belong under")
    group.finish()
    return suspicion
