"""One unit of a department: whose accounts they are, and where it stands.

It knows what a unit brings along; it refuses to know how that was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xls_juesuan.cube.build import Cube
    from xls_juesuan.findings import Problem
    from xls_juesuan.ledger import LedgerKind
    from xls_juesuan.supplement import Supplement


class Level(StrEnum):
    """Where a unit stands in its department."""

    #: 本级: what it gets from above and hands upwards crosses the border of the department.
    OWN = "own"
    #: 所属单位
    AFFILIATED = "affiliated"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A unit with its accounts.

    Attributes:
        name: name of the unit, unlike those of all others.
        level: own level or affiliated unit.
        cube: its facts and lines.
        supplement: the figures that no ledger of it holds.
        problems: what the readers noticed.
        files: names of its files.
        book: what was read together: units of one ledger have the same.
        year: its report year.
        kind: journal or balance table.
        has_opening: whether its ledger states opening balances.
    """

    name: str
    level: Level
    cube: Cube
    supplement: Supplement
    problems: tuple[Problem, ...]
    files: tuple[str, ...]
    book: int
    year: int
    kind: LedgerKind
    has_opening: bool = False
