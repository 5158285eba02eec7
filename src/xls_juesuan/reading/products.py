"""Knows which ledger product a heading comes from, by the headings that tell products apart.

It refuses to know what a heading means (see ``columns``): recognition names the product for
people, and lets a product's own meanings go before the common ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.errors import DeclarationError
from xls_juesuan.reading.columns import CERTAINTIES
from xls_juesuan.reading.columns import normalise_heading
from xls_juesuan.reading.columns import read_declarations
from xls_juesuan.reading.words import ledger_words

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Fewer headings in common than this are chance.
LEAST_MATCHES = 3


@dataclass(frozen=True, slots=True)
class Edition:
    """One declared export of a product.

    Attributes:
        product: key of the product, the name of its file.
        name: as people call it.
        certainty: one of ``columns.CERTAINTIES``.
        telling: headings that others seldom have, normalised.
        headings: all its headings, normalised, the telling ones first.
    """

    product: str
    name: str
    certainty: str
    telling: tuple[str, ...]
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recognition:
    """The product that a heading looks like.

    Attributes:
        edition: the export it looks like.
        matched: the headings that it shares with that export, as printed.
        telling: those of them that others seldom have.
    """

    edition: Edition
    matched: tuple[str, ...]
    telling: tuple[str, ...]

    @property
    def product(self) -> str:
        """Key to give to ``Vocabulary.find_meaning``."""
        return self.edition.product

    @property
    def name(self) -> str:
        """Name for people."""
        return self.edition.name

    @property
    def certainty(self) -> str:
        """How well the headings of that export are known."""
        return self.edition.certainty

    @property
    def count(self) -> int:
        """How many headings match."""
        return len(self.matched)


@lru_cache(maxsize=1)
def load_editions() -> tuple[Edition, ...]:
    """Read the exports of all products.

    Raises:
        DeclarationError: an export lacks its name, certainty or headings.
    """
    return build_editions(read_declarations())


def build_editions(declarations: list[tuple[str, dict[str, Any]]]) -> tuple[Edition, ...]:
    """Take the exports out of declarations, given as file name and content."""
    editions = []
    for file, content in declarations:
        for entry in content.get("editions", []):
            if not entry.get("name") or entry.get("certainty") not in CERTAINTIES:
                raise DeclarationError(f"{file}: an edition lacks its name or certainty")
            telling = tuple(map(_plain, entry.get("telling", [])))
            headings = tuple(dict.fromkeys((*telling, *map(_plain, entry.get("headings", [])))))
            if not telling or len(headings) < LEAST_MATCHES:
                raise DeclarationError(f"{file}: {entry['name']} has too few headings")
            product = file.removesuffix(".toml")
            editions.append(Edition(product, entry["name"], entry["certainty"], telling, headings))
    return tuple(editions)


def recognise_product(
    headings: Iterable[str], editions: tuple[Edition, ...] | None = None
) -> Recognition | None:
    """Find the product whose headings these are; ``None`` when none stands out.

    Args:
        headings: the titles of all columns of a table, as printed.
        editions: the exports to choose from; the packaged ones when left out.
    """
    known = load_editions() if editions is None else editions
    printed = {_plain(heading): heading for heading in headings if _plain(heading)}
    found = [_compare(edition, printed) for edition in known]
    found.sort(key=_rank, reverse=True)
    if not found:
        return None
    best = found[0]
    rivals = [other for other in found if other.product != best.product]
    # Half of the columns may be the unit's own; more, and the file is of another product.
    is_enough = best.telling and best.count >= max(LEAST_MATCHES, len(printed) / 2)
    stands_out = not rivals or _rank(best) > _rank(rivals[0])
    return best if is_enough and stands_out else None


def _compare(edition: Edition, printed: dict[str, str]) -> Recognition:
    matched = tuple(printed[plain] for plain in edition.headings if plain in printed)
    return Recognition(
        edition, matched, tuple(printed[plain] for plain in edition.telling if plain in printed)
    )


def _rank(found: Recognition) -> tuple[int, int]:
    return len(found.telling), found.count


def _plain(heading: str) -> str:
    # 凭证字号(记-0001) shows how the number is written, 分类(账务) is part of the name.
    plain = re.sub(r"\([^()]*\d[^()]*\)", "", normalise_heading(heading)[0])
    for example in ledger_words().headings_examples:
        plain = plain.replace(example, "")
    return plain
