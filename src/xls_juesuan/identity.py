"""Whether ledger and supplement are of the same unit and year.

It knows what either states; it refuses to know which of them is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.consolidation.transfers import plain_unit
from xls_juesuan.errors import UserError
from xls_juesuan.findings import Problem
from xls_juesuan.messages import pipeline as messages
from xls_juesuan.messages import supplement as say
from xls_juesuan.reading.supplement import read_supplement

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

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


def own_supplement(candidates: Iterable[Path], unit: str) -> tuple[Path | None, str]:
    """Find the supplement that states a unit, and say which ones state another.

    Args:
        candidates: supplement workbooks of several units.
        unit: code, name or both of the unit; empty where the ledger does not say.

    Raises:
        UserError: several state it, or one cannot be read.
    """
    stated = {path: "".join(read_supplement(path).text("unit.name").split()) for path in candidates}
    words = {"".join(unit.split()), *unit.split()}
    found = [path for path, name in stated.items() if name and name in words]
    if len(found) > 1:
        names = "、".join(path.name for path in found)
        raise UserError(say.SEVERAL, where=names, how=say.SEVERAL_HOW)
    if found:
        return found[0], ""
    others = [say.of_other_unit(path.name, name) for path, name in stated.items()]
    return None, say.passed_over(others, unit)


def _sources(supplement: Supplement, key: str) -> tuple[Source, ...]:
    source = supplement.sources.get(key)
    return (source,) if source else ()
