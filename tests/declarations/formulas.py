"""A small world of figures and a calculator for the formulas that relations become."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import Listed
from xls_juesuan.model import UnitKind
from xls_juesuan.money import round_half_away

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import RowSet
    from xls_juesuan.declarations.relation.nodes import Threshold

TABLES = {"summary": "公开01", "detail": "公开'03", "previous.summary": "对比数"}
ROWS = ("L1", "L2", "L3", "L4", "L5")
COLUMNS = ("basic", "project")
FACTS_SHEET = "汇总"
#: Functions that Excel 2007 has and relations may use.
EXCEL_2007 = {"SUM", "SUMIFS", "COUNTIFS", "ROUND", "ABS", "MIN", "MAX", "AND", "OR", "NOT"}
_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
      | (?P<sheet>'(?:[^']|'')+'!)?(?P<first>\$?[A-Z]{1,3}\$?\d+)(?::(?P<last>\$?[A-Z]{1,3}\$?\d+))?
      | (?P<number>\d+(?:\.\d+)?(?:e-?\d+)?)
      | (?P<name>[A-Z]+)(?=\()
      | (?P<truth>TRUE|FALSE)
      | (?P<compare><>|<=|>=|=|<|>)
      | (?P<other>.)""",
    re.VERBOSE,
)


@dataclass
class SmallWorld:
    """Cells of two tables and facts with one dimension, all in fen."""

    cells: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    #: (funding, amount in fen)
    facts: tuple[tuple[str, int], ...] = ()
    unit_kind: UnitKind = UnitKind.ADMINISTRATIVE
    figures: Mapping[str, int] = field(default_factory=dict)
    statements: frozenset[str] = frozenset()
    faults: Mapping[str, int] = field(default_factory=dict)

    def cell(self, table: str, row: str, column: str) -> int:
        return self.cells.get((table, row, column), 0)

    def rows(self, table: str, rows: RowSet) -> tuple[str, ...]:
        assert table in TABLES
        if isinstance(rows, Kindred):
            return ROWS[1:]
        if isinstance(rows, Listed):
            return tuple(row for row in rows.rows if row in ROWS)
        return ROWS[ROWS.index(rows.first) : ROWS.index(rows.last) + 1]

    def fact_sum(self, criteria: Criteria) -> int:
        return sum(fen for funding, fen in self.facts if funding in dict(criteria)["funding"])

    def fact_count(self, criteria: Criteria) -> int:
        return sum(funding in dict(criteria)["funding"] for funding, _ in self.facts)

    def fault_count(self, fault: str, table: str, argument: str) -> int:
        assert not argument
        return self.faults.get(f"{fault} {table}", 0)

    def stated(self, key: str) -> int:
        return self.figures.get(key, 0)

    def figure(self, table: str, row: str, column: str) -> tuple[int, int] | None:
        raise NotImplementedError(table, row, column)

    def has_statement(self, table: str) -> bool:
        return table in self.statements


class SmallSheets:
    """Where the small world stands: each table on a sheet, the facts on another."""

    def __init__(self, world: SmallWorld) -> None:
        self._world = world

    def position(self, table: str, row: str, column: str) -> tuple[str, int, int] | None:
        if row not in ROWS or column not in COLUMNS:
            return None
        return TABLES[table], ROWS.index(row) + 4, COLUMNS.index(column) + 25

    def rows(self, table: str, rows: RowSet) -> tuple[str, ...]:
        return self._world.rows(table, rows)

    def fact_range(self, dimension: str) -> str:
        column = {"fen": "A", "funding": "B"}[dimension]
        return f"'{FACTS_SHEET}'!${column}$1:${column}${max(len(self._world.facts), 1)}"

    def fact_label(self, dimension: str, value: str) -> str:
        assert dimension == "funding"
        return value

    def fault_formula(self, fault: str, table: str, argument: str) -> str:
        return str(self._world.fault_count(fault, table, argument))

    def is_unit(self, kinds: tuple[str, ...]) -> bool:
        return str(self._world.unit_kind) in kinds

    def stated_formula(self, key: str) -> str:
        return str(self._world.stated(key))

    def threshold_formula(self, threshold: Threshold) -> str:
        scale = 10_000 if threshold.is_amount else 1
        return repr(float(threshold.value / scale))

    def statement_formula(self, table: str) -> str:
        return "TRUE" if self._world.has_statement(table) else "FALSE"


def calculate(formula: str, world: SmallWorld, home: str = "") -> object:
    """Work a formula out with exact numbers; amounts are 万元, facts are yuan."""
    return eval(_python(formula, home), _functions(world))  # noqa: S307 - made by the test


def functions_in(formula: str) -> set[str]:
    return {token["name"] for token in _TOKEN.finditer(formula) if token["name"]}


def _python(formula: str, home: str) -> str:
    parts = []
    for token in _TOKEN.finditer(formula):
        if token["first"]:
            sheet = (token["sheet"] or f"'{home}'!")[1:-2].replace("''", "'")
            first, last = token["first"], token["last"] or token["first"]
            parts.append(f"AREA({sheet!r},{first!r},{last!r},{bool(token['last'])})")
        elif token["number"]:
            parts.append(f"F({token['number']!r})")
        elif token["truth"]:
            parts.append(token["truth"].title())
        elif token["compare"]:
            parts.append({"=": "==", "<>": "!="}.get(token["compare"], token["compare"]))
        else:
            parts.append(token.group())
    return "".join(parts)


def _functions(world: SmallWorld) -> dict[str, Any]:
    def area(sheet: str, first: str, last: str, is_range: bool) -> object:
        if sheet == FACTS_SHEET:
            place = 1 if first.startswith("$A") else 0
            return [Fraction(fact[1], 100) if place else fact[0] for fact in world.facts]
        table = next(key for key, name in TABLES.items() if name == sheet)
        letters, lines = (
            re.sub(r"\d", "", first),
            [int(re.sub(r"\D", "", x)) for x in (first, last)],
        )
        column = COLUMNS[{"Z": 0, "AA": 1}[letters]]
        rows = ROWS[lines[0] - 5 : lines[1] - 4]
        values = [Fraction(world.cell(table, row, column), 1_000_000) for row in rows]
        return values if is_range else values[0]

    def total(*arguments: Fraction | list[Fraction]) -> Fraction:
        flat = [x for part in arguments for x in (part if isinstance(part, list) else [part])]
        return sum(flat, Fraction(0))

    def rounded(value: Fraction, decimals: Fraction) -> Fraction:
        step = 10 ** int(decimals)
        return Fraction(round_half_away(Fraction(value) * step), step)

    return {
        "__builtins__": {},
        "F": Fraction,
        "AREA": area,
        "SUM": total,
        "ROUND": rounded,
        "SUMIFS": lambda amounts, labels, wanted: sum(
            (amount for amount, label in zip(amounts, labels, strict=True) if label == wanted),
            Fraction(0),
        ),
        "COUNTIFS": lambda labels, wanted: Fraction(labels.count(wanted)),
        "ABS": abs,
        "MIN": min,
        "MAX": max,
        "AND": lambda *parts: all(parts),
        "OR": lambda *parts: any(parts),
        "NOT": lambda part: not part,
    }
