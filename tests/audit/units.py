"""Two units whose accounts are right in every respect, and a way to spoil their tables."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.audit import run_audit
from xls_juesuan.cube.index import FactIndex
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.rules import INPUTS
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.model import APPROPRIATED
from xls_juesuan.model import CellKey
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import UnitKind
from xls_juesuan.tables import build_tables
from xls_juesuan.tables.comparatives import budget_tables
from xls_juesuan.tables.comparatives import last_years_table
from xls_juesuan.tables.parts import PartFigure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from xls_juesuan.audit import Audit
    from xls_juesuan.declarations.relation.nodes import Cell
    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import RowSet
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.findings import Problem
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableRow

GENERAL, FUND, CAPITAL, OWN = (*APPROPRIATED, Funding.UNIT_FUNDS)
#: (function, economic, fen) of the basic expenditure of either unit.
BASIC = (
    ("2010301", "30101", 100_000),
    ("2010301", "30102", 60_000),
    ("2010301", "30103", 20_000),
    ("2010301", "30201", 30_000),
    ("2010301", "30202", 30_000),
    ("2010301", "30216", 4_000),
    ("2010301", "30217", 5_000),
    ("2010301", "30228", 3_000),
    ("2010301", "30229", 2_000),
    ("2010301", "30231", 10_000),
    ("2010301", "30299", 10_000),
    ("2010301", "30701", 500),
    ("2010301", "31002", 8_000),
    ("2010301", "39999", 1_000),
    ("2050803", "30216", 1_000),
    ("2080501", "30302", 9_000),
    ("2080505", "30108", 32_000),
    ("2080506", "30109", 16_000),
    ("2080801", "30304", 2_000),
    ("2089999", "30112", 1_000),
    ("2101101", "30110", 14_000),
    ("2101103", "30111", 6_000),
    ("2210201", "30113", 18_000),
    ("2210202", "30102", 5_000),
)
#: (function, economic, fen, funding) of the project expenditure of either unit.
PROJECT = (
    ("2010302", "30226", 40_000, GENERAL),
    ("2010302", "30217", 2_000, GENERAL),
    ("2010302", "30212", 8_000, GENERAL),
    ("2010302", "31013", 50_000, GENERAL),
    ("2120803", "31005", 60_000, FUND),
    ("2230105", "31201", 20_000, CAPITAL),
    ("2010399", "30226", 25_000, OWN),
)
#: Categories of the table of basic expenditure where it has two blocks.
_IN_TWO_BLOCKS = ("301", "302", "303", "310")
#: Figures of the supplement that fit both units.
STATED = {
    f"three_public_counts.{name}": 2
    for name in (
        *("overseas_groups", "overseas_persons", "vehicles_purchased", "vehicles_held"),
        *("domestic_receptions", "domestic_persons", "foreign_receptions", "foreign_persons"),
    )
} | {"assets.vehicles": 2, "assets.other_vehicles": 2}
_CARRYOVERS = (  # function, funding, opening, closing
    ("2010301", GENERAL, 10_000, 12_000),
    ("2120803", FUND, 5_000, 15_000),
    ("", OWN, 1_000, 6_000),
)
_THREE_PUBLIC = (
    (Item.OVERSEAS_TRAVEL, 9_000),
    (Item.VEHICLE_PURCHASE, 50_000),
    (Item.VEHICLE_RUNNING, 10_000),
    (Item.HOSPITALITY, 8_000),
)


@cache
def agency(profile: str = "henan") -> TableSet:
    """An administrative unit with appropriations of all three kinds and other income."""
    facts = [_with_a_row(fact, profile) for fact in _facts("7101")]
    return tables_of(facts, UnitKind.ADMINISTRATIVE, profile=profile)


def _with_a_row(fact: Fact, profile: str) -> Fact:
    """The same fact; where the place has no row for its economic code, among other costs."""
    is_printed = profile not in {"shanghai", "shanghai_26"} or fact.economic[:3] in _IN_TWO_BLOCKS
    return fact if is_printed or fact.item is not Item.BASIC else replace(fact, economic="30299")


@cache
def institution() -> TableSet:
    """A public institution with every kind of income, expenditure and surplus."""
    own = (
        _income("2010399", 9_000, Item.SERVICE_INCOME, OWN, "6101"),
        _income("2010399", 5_000, Item.SUPERIOR_SUBSIDY, OWN, "6201"),
        _income("2010399", 4_000, Item.AFFILIATE_REMITTANCE, OWN, "6301"),
        _income("2010399", 6_000, Item.BUSINESS_INCOME, OWN, "6401"),
        _spending("2010399", "30226", 5_000, Item.BUSINESS, OWN, "7301"),
        _spending("2010399", "", 6_000, Item.REMITTANCE_UP, OWN, "7401"),
        _spending("2010399", "", 7_000, Item.AFFILIATE_SUBSIDY, OWN, "7501"),
        Fact(0, Flow.SURPLUS_DISTRIBUTED, 6_000),
    )
    facts = [replace(fact, function=_for_institution(fact.function)) for fact in _facts("7201")]
    distribution = _control(Flow.ACCOUNT_MOVEMENT, "8701", 1)
    return tables_of((*facts, *own, *_movements(own), distribution), UnitKind.INSTITUTION)


@cache
def modest() -> TableSet:
    """An administrative unit that lives on the general public budget alone."""
    facts = (
        _income("2010301", 100_000, Item.APPROPRIATION, GENERAL, "6001"),
        _spending("2010301", "30101", 60_000, Item.BASIC, GENERAL, "7101"),
        _spending("2010302", "30226", 40_000, Item.PROJECT, GENERAL, "7101", project="XM01"),
    )
    return tables_of((*facts, *_movements(facts)), UnitKind.ADMINISTRATIVE, stated={})


def tables_of(
    facts: Iterable[Fact],
    kind: UnitKind,
    stated: Mapping[str, int] = STATED,
    profile: str = "henan",
) -> TableSet:
    numbered = [replace(fact, number=number) for number, fact in enumerate(facts, 1)]
    return with_comparatives(_built(numbered, kind, stated, profile))


def _built(
    numbered: list[Fact], kind: UnitKind, stated: Mapping[str, int], profile: str
) -> TableSet:
    return build_tables(
        load_profile(profile),
        FactIndex(numbered),
        year=2024,
        unit_name="某某局",
        unit_kind=kind,
        inputs=frozenset(INPUTS),
        stated=stated,
    )


def with_comparatives(tables: TableSet) -> TableSet:
    """Put a last year beside tables that this year follows on, and the budget it kept to."""
    budget = {
        (code, "amount"): PartFigure(tables.cell("general_budget_expenditure", code, "total"))
        for code in tables.rows("general_budget_expenditure", Kindred("items"))
    }
    names = {code: code for code, _ in budget}
    last_year = tuple(last_years_table(_closed(table, tables)) for table in tables.tables)
    return replace(tables, comparatives=(*last_year, *budget_tables(budget, names)))


def _closed(table: Table, tables: TableSet) -> Table:
    """The same table with this year's opening as its closing."""
    cells = dict(table.cells)
    for place, opening in _openings(tables, table.key).items():
        cells[place] = replace(cells[place], fen=opening)
    return replace(table, cells=cells)


def _openings(tables: TableSet, table: str) -> dict[tuple[str, str], int]:
    if table == "income_expenditure":
        return {("L59", "amount"): tables.cell(table, "L29", "")}
    if table == "appropriation":
        lines = {"total": "L28", "general_budget": "L29", "fund_budget": "L30"}
        lines["state_capital"] = "L31"
        return {("L60", key): tables.cell(table, line, "amount") for key, line in lines.items()}
    printed = next(one for one in tables.tables if one.key == table)
    if table in {"fund", "state_capital"} and "closing" in printed.column_by_key:
        rows = ("total", *tables.rows(table, Kindred("codes")))
        return {(row, "closing"): tables.cell(table, row, "opening") for row in rows}
    return {}


@dataclass
class Spoiled:
    """Tables in which single figures were overwritten."""

    exact: TableSet
    cells: Mapping[str, int] = field(default_factory=dict)
    kind: UnitKind | None = None
    figures: Mapping[str, int] = field(default_factory=dict)
    statements: Mapping[str, bool] = field(default_factory=dict)
    faults: Mapping[str, int] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()

    def __post_init__(self) -> None:
        self._extra = FactIndex(self.facts)
        self._cells = {
            cell_key(self.exact, *_parts(place)): fen for place, fen in self.cells.items()
        }

    @property
    def tables(self) -> tuple[Any, ...]:
        return self.exact.tables

    @property
    def is_printed(self) -> bool:
        return self.exact.is_printed

    @property
    def parts(self) -> tuple[Any, ...]:
        return self.exact.parts

    @property
    def comparatives(self) -> tuple[Any, ...]:
        return self.exact.comparatives

    @property
    def coarse(self) -> frozenset[str]:
        return self.exact.coarse

    def is_given(self, cell: Cell) -> bool:
        return self.exact.is_given(cell)

    @property
    def unread(self) -> frozenset[tuple[str, str, str]]:
        return self.exact.unread

    @property
    def told(self) -> Mapping[str, CellKey]:
        return self.exact.told

    @property
    def inputs(self) -> frozenset[str]:
        return self.exact.inputs

    @property
    def fen_per_unit(self) -> Mapping[str, int]:
        return self.exact.fen_per_unit

    @property
    def told_units(self) -> Mapping[CellKey, int]:
        return self.exact.told_units

    def with_figures(self, figures: Mapping[CellKey, tuple[int, int]]) -> TableSet:
        return self.exact.with_figures(figures)

    def right_names(self, table: str, row: TableRow) -> tuple[str, tuple[str, ...], bool]:
        return self.exact.right_names(table, row)

    def prints_row(self, table: str, row: str) -> bool:
        return self.exact.prints_row(table, row)

    @property
    def residuals(self) -> tuple[Any, ...]:
        return self.exact.residuals

    @property
    def unit_kind(self) -> UnitKind:
        return self.kind or self.exact.unit_kind

    def cell(self, table: str, row: str, column: str) -> int:
        key = cell_key(self.exact, table, row, column)
        return self._cells.get(key, self.exact.cell(table, row, column))

    def rows(self, table: str, rows: RowSet) -> tuple[str, ...]:
        return self.exact.rows(table, rows)

    def fact_sum(self, criteria: Criteria) -> int:
        return self.exact.fact_sum(criteria) + self._extra.sum(criteria)

    def fact_count(self, criteria: Criteria) -> int:
        return self.exact.fact_count(criteria) + self._extra.count(criteria)

    def fault_count(self, fault: str, table: str, argument: str) -> int:
        return self.faults.get(f"{fault} {table}", self.exact.fault_count(fault, table, argument))

    def faulty_rows(self, fault: str, table: str, argument: str = "") -> tuple[Any, ...]:
        return self.exact.faulty_rows(fault, table, argument)

    def stated(self, key: str) -> int:
        return self.figures.get(key, self.exact.stated(key))

    def figure(self, table: str, row: str, column: str) -> tuple[int, int] | None:
        return self.exact.figure(table, row, column)

    def has_statement(self, table: str) -> bool:
        return self.statements.get(table, self.exact.has_statement(table))


def audit(
    tables: TableSet | Spoiled,
    *codes: str,
    problems: tuple[Problem, ...] = (),
    inputs: frozenset[str] = frozenset(INPUTS),
) -> Audit:
    """Judge the rules of these codes, all of them when none is named."""
    return run_audit(tables, rules(*codes), problems, inputs)


def rules(*codes: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules() if not codes or rule.code in codes)


def cell_key(tables: TableSet, table: str, row: str, column: str) -> CellKey | None:
    found = tables.table(table)
    cell = found.cell(row, column) if found else None
    return cell.key if cell else None


def fact(flow: Flow, fen: int, **rest: str) -> Fact:
    return Fact(0, flow, fen, **rest)


def _parts(place: str) -> tuple[str, str, str]:
    """Split ``expenditure[2010301].basic``."""
    table, _, rest = place.partition("[")
    row, _, column = rest.partition("]")
    return table, row, column.removeprefix(".")


def _for_institution(function: str) -> str:
    return "2010350" if function == "2010301" else function


def _income(function: str, fen: int, item: Item, funding: Funding, account: str) -> Fact:
    return Fact(0, Flow.INCOME, fen, item, funding, function=function, account=account)


def _spending(  # one argument a dimension
    function: str,
    economic: str,
    fen: int,
    item: Item,
    funding: Funding,
    account: str,
    project: str = "",
) -> Fact:
    return Fact(
        0,
        Flow.EXPENDITURE,
        fen,
        item,
        funding,
        function=function,
        economic=economic,
        account=account,
        project=project,
    )


def _control(flow: Flow, account: str, fen: int, item: Item = Item.NONE) -> Fact:
    return Fact(0, flow, fen, item, account=account)


def _facts(account: str) -> tuple[Fact, ...]:
    spending = [_spending(*line, Item.BASIC, GENERAL, account) for line in BASIC]
    spending += [
        _spending(function, economic, fen, Item.PROJECT, funding, account, project="XM01")
        for function, economic, fen, funding in PROJECT
    ]
    main = (*_incomes(spending), *spending)
    return (*main, *_movements(main), *_carryovers(), *_budget(), *_balances())


def _incomes(spending: list[Fact]) -> list[Fact]:
    """Income that pays for the expenditure of a function and the change of its carry-over."""
    needed: dict[tuple[str, Funding], int] = defaultdict(int)
    for one in spending:
        needed[one.function, one.funding] += one.fen
    for function, funding, opening, closing in _CARRYOVERS:
        needed[function or "2010399", funding] += closing - opening
    return [
        _income(function, fen, Item.OTHER_INCOME, funding, "6601")
        if funding is OWN
        else _income(function, fen, Item.APPROPRIATION, funding, "6001")
        for (function, funding), fen in needed.items()
    ]


def _movements(main: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Control totals of accounts, by fund, as the ledger would give them."""
    sums: dict[tuple[str, Funding], int] = defaultdict(int)
    for one in main:
        if one.account:
            sums[one.account, one.funding] += one.fen
    return tuple(
        Fact(0, flow, fen, funding=funding, account=account)
        for (account, funding), fen in sums.items()
        for flow in (Flow.ACCOUNT_MOVEMENT, Flow.ACCOUNT_CLOSED)
    )


def _carryovers() -> tuple[Fact, ...]:
    return tuple(
        Fact(0, flow, fen, funding=funding, function=function)
        for function, funding, opening, closing in _CARRYOVERS
        for flow, fen in ((Flow.OPENING_CARRYOVER, opening), (Flow.CLOSING_CARRYOVER, closing))
    )


def _budget() -> tuple[Fact, ...]:
    return tuple(Fact(0, Flow.THREE_PUBLIC_BUDGET, fen, item) for item, fen in _THREE_PUBLIC)


def _balances() -> tuple[Fact, ...]:
    return (
        _control(Flow.BUDGET_DEBIT, "", 1_000_000),
        _control(Flow.BUDGET_CREDIT, "", 1_000_000),
        _control(Flow.ACCOUNT_OPENING, "8001", 16_000),
        _control(Flow.ACCOUNT_OPENING, "8101", 15_000),
        _control(Flow.ACCOUNT_OPENING, "8201", 1_000),
        _control(Flow.ACCOUNT_CLOSING, "8001", 33_000),
        _control(Flow.ACCOUNT_CLOSING, "8101", 27_000),
        _control(Flow.ACCOUNT_CLOSING, "8201", 6_000),
        _control(Flow.ACCOUNT_MOVEMENT, "8101", 12_000, Item.YEAR_RESULT),
        _control(Flow.ACCOUNT_MOVEMENT, "8201", 5_000, Item.YEAR_RESULT),
    )
