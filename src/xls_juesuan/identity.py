"""Whether ledger and supplement are of the same unit and year.

It knows what either states; it refuses to know which of them is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.consolidation.transfers import plain_unit
from xls_juesuan.findings import Problem
from xls_juesuan.messages import pipeline as messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.model import Source
    from xls_juesuan.supplement import Supplement


def identity_problems(
    supplement: Supplement, unit_name: str, year: int, stated_unit: str
) -> Iterator[Problem]:
    """Unit and year as the supplement states them must be the ledger's, and its unit the one asked.

    Args:
        supplement: as it was filled in.
        unit_name: whose accounts these are to be.
        year: the ledger's.
        stated_unit: the unit as the ledger states it; may be empty.
    """
    if stated_unit and not is_same_unit(unit_name, stated_unit):
        detail = messages.LEDGER_OF_ANOTHER.format(asked=unit_name, stated=stated_unit)
        yield Problem("L243", "unit", detail)
    filled_in = supplement.text("unit.name")
    if filled_in and filled_in != unit_name:
        detail = messages.UNIT_DIFFERS.format(ledger=unit_name, supplement=filled_in)
        yield Problem("L224", "unit", detail, _sources(supplement, "unit.name"))
    stated_year = supplement.number("unit.year")
    if stated_year is not None and stated_year != year:
        detail = messages.YEAR_DIFFERS.format(ledger=year, supplement=stated_year)
        yield Problem("L225", "year", detail, _sources(supplement, "unit.year"))


def is_same_unit(name: str, stated: str) -> bool:
    """Whether a file states a unit of that name: beside its code, or as the own level it is."""
    return _plain(name) in {_plain(stated), *map(_plain, stated.split())}


def _plain(name: str) -> str:
    return plain_unit("".join(name.split()))


def _sources(supplement: Supplement, key: str) -> tuple[Source, ...]:
    source = supplement.sources.get(key)
    return (source,) if source else ()
