"""In which unit messages give amounts."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xls_juesuan.audit.scales import IN_YUAN
from xls_juesuan.audit.scales import Scale
from xls_juesuan.audit.scales import Scales
from xls_juesuan.declarations.relation.parser import parse_relation
from xls_juesuan.declarations.rules import FACTS
from xls_juesuan.declarations.rules import PUBLISHED
from xls_juesuan.model import CellKey

WAN, YI = 10**6, 10**10
RELATION = "expenditure[total].total == income[total].total"


@dataclass
class Document:
    """A document with one figure wherever somebody asks."""

    fen_per_unit: dict[str, int] = field(default_factory=dict)
    inputs: frozenset[str] = frozenset({PUBLISHED})
    step: int = 10_000
    told_units: dict[CellKey, int] = field(default_factory=dict)
    told: dict[str, CellKey] = field(default_factory=dict)

    def figure(self, *_: str) -> tuple[int, int]:
        return (41_191_00, self.step)


def _scale(document: Document, relation: str = RELATION) -> Scale:
    return Scales(document).of_nodes(parse_relation(relation))  # type: ignore[arg-type] # what is asked


@pytest.mark.parametrize(
    ("units", "step", "unit"),
    [
        ({"expenditure": WAN, "income": WAN}, 10_000, WAN),
        ({"expenditure": 100, "income": 100}, 1, 100),
        ({"expenditure": 100, "income": WAN}, 1, 100),
        ({"expenditure": WAN}, 10_000, WAN),
        ({}, 10_000, WAN),
        ({}, 1, 100),
    ],
)
def test_amounts_are_told_as_their_tables_print_them(
    units: dict[str, int], step: int, unit: int
) -> None:
    """A sentence has the unit of its tables, the smallest of several."""
    assert _scale(Document(units, step=step)) == Scale(unit)


def test_a_sentence_has_a_unit_of_its_own() -> None:
    """An explanation may give its amounts in 亿元 beside tables in 万元."""
    key = CellKey("narrative_years", "income_expenditure", "this_year")
    document = Document({"income": WAN}, told_units={key: YI})
    assert Scales(document).of_keys([key]) == Scale(YI)  # type: ignore[arg-type] # what is asked
    both = [key, CellKey("income", "total", "total")]
    assert Scales(document).of_keys(both) == Scale(WAN)  # type: ignore[arg-type] # what is asked


def test_a_workbook_of_the_program_is_told_in_yuan() -> None:
    """It holds fen, which 万元 with two decimals would hide."""
    inputs = frozenset({PUBLISHED, FACTS})
    assert _scale(Document({"expenditure": WAN, "income": WAN}, inputs)) == IN_YUAN


@given(st.integers(-(10**14), 10**14), st.sampled_from([WAN, YI]))
def test_no_fen_is_lost_in_a_unit(fen: int, unit: int) -> None:
    """An amount in any unit is the same to the fen, with two decimals at least."""
    number = Scale(unit).number(fen).replace(",", "")
    whole, _, decimals = number.lstrip("-").partition(".")
    assert len(decimals) >= 2
    digits = len(str(unit)) - 1
    assert int(whole + f"{decimals:0<{digits}}") == abs(fen)
