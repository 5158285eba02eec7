"""Facts made by hand, tables filled from them, and the facts behind the published example."""

from __future__ import annotations

import json
from functools import cache
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any

import openpyxl

from xls_juesuan.cube.index import FactIndex
from xls_juesuan.declarations.layout import Profile
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import UnitKind
from xls_juesuan.tables import TableSet
from xls_juesuan.tables import build_tables

if TYPE_CHECKING:
    from collections.abc import Mapping

TESTS = Path(__file__).resolve().parent.parent
ALL_INPUTS = frozenset({"three_public_budget", "carryover", "closing_carryover"})


@cache
def henan() -> Profile:
    return load_profile("henan")


def spending(fen: int, function: str = "2010301", economic: str = "30201", **rest: object) -> Fact:
    """A fact of expenditure: basic, general public budget, unless said otherwise."""
    values: dict[str, Any] = {"item": Item.BASIC, "funding": Funding.GENERAL_BUDGET} | rest
    return Fact(0, Flow.EXPENDITURE, fen, function=function, economic=economic, **values)


def income(fen: int, function: str = "2010301", **rest: object) -> Fact:
    """A fact of income: appropriation, general public budget, unless said otherwise."""
    values: dict[str, Any] = {"item": Item.APPROPRIATION, "funding": Funding.GENERAL_BUDGET} | rest
    return Fact(0, Flow.INCOME, fen, function=function, **values)


def fill(
    *facts: Fact,
    year: int = 2024,
    profile: Profile | None = None,
    inputs: frozenset[str] = ALL_INPUTS,
    stated: Mapping[str, int] = MappingProxyType({}),
) -> TableSet:
    """Fill the tables; facts are numbered in the order they are given."""
    numbers = count(1)
    numbered = [_numbered(fact, next(numbers)) for fact in facts]
    return build_tables(
        profile or henan(),
        FactIndex(numbered),
        year=year,
        unit_name="某某局",
        unit_kind=UnitKind.ADMINISTRATIVE,
        inputs=inputs,
        stated=stated,
    )


def _numbered(fact: Fact, number: int) -> Fact:
    fields = {name: getattr(fact, name) for name in Fact.__dataclass_fields__}
    return Fact(**(fields | {"number": number}))


@cache
def reference() -> dict[str, Any]:
    text = (TESTS / "data" / "reference_2024.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


@cache
def reference_facts() -> tuple[Fact, ...]:
    """Read the facts of the example off its balance table, with nothing of the program."""
    path = TESTS.parent / "examples" / "ledger_balances.xlsx"
    workbook = openpyxl.load_workbook(path, data_only=True)
    sheet = workbook.active
    assert sheet is not None
    facts: list[Fact] = []
    for row in sheet.iter_rows(min_row=5, values_only=True):
        account, function = str(row[0] or ""), str(row[2] or "").partition(" ")
        economic = str(row[3] or "").partition(" ")
        if not function[0]:
            continue
        if account.startswith("7101"):
            item = Item.BASIC if account == "710101" else Item.PROJECT
            facts.append(spending(_fen(row[8]), function[0], economic[0], item=item))
        elif account.startswith("6001"):
            facts.append(income(_fen(row[9]), function[0]))
    workbook.close()
    budget = Fact(0, Flow.THREE_PUBLIC_BUDGET, 1_000_000, Item.HOSPITALITY)
    return (*facts, budget)


def _fen(yuan: object) -> int:
    return round(float(str(yuan)) * 100)
