"""Whether ledger and supplement are of the same unit and year.

It knows what either states; it refuses to know which of them is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.findings import Problem
from xls_juesuan.messages import pipeline as messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.ledger import Ledger
    from xls_juesuan.model import Source
    from xls_juesuan.supplement import Supplement


def identity_problems(ledger: Ledger, supplement: Supplement, unit_name: str) -> Iterator[Problem]:
    """Unit and year as the supplement states them must be the ledger's."""
    stated_unit = supplement.text("unit.name")
    if stated_unit and stated_unit != unit_name:
        detail = messages.UNIT_DIFFERS.format(ledger=unit_name, supplement=stated_unit)
        yield Problem("L224", "unit", detail, _sources(supplement, "unit.name"))
    stated_year = supplement.number("unit.year")
    if stated_year is not None and stated_year != ledger.year:
        detail = messages.YEAR_DIFFERS.format(ledger=ledger.year, supplement=stated_year)
        yield Problem("L225", "year", detail, _sources(supplement, "unit.year"))


def _sources(supplement: Supplement, key: str) -> tuple[Source, ...]:
    source = supplement.sources.get(key)
    return (source,) if source else ()
