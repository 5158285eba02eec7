"""Ledger and supplement → the cube: every amount once, with all its dimensions."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.codes import economic_codes
from xls_juesuan.codes import functional_codes
from xls_juesuan.cube.carryover import build_carryover
from xls_juesuan.cube.checks import check_ledger
from xls_juesuan.cube.classification import classify
from xls_juesuan.cube.closing import closing_is_recorded
from xls_juesuan.cube.controls import build_controls
from xls_juesuan.cube.controls import build_line_totals
from xls_juesuan.cube.distinct import over_distinct
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.cube.foreign_books import require_budget_accounting
from xls_juesuan.cube.left_out import find_left_out
from xls_juesuan.cube.line_problems import find_line_problems
from xls_juesuan.cube.names_alone import complete_codes
from xls_juesuan.cube.observations import CarryoverObservations
from xls_juesuan.cube.overrides import apply_decisions
from xls_juesuan.cube.shares import count_rows
from xls_juesuan.cube.shares import join_shares
from xls_juesuan.cube.shares import number_shares
from xls_juesuan.cube.surplus import build_surplus
from xls_juesuan.declarations.accounts import account_plan
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import cube as messages
from xls_juesuan.messages.labels import ITEMS
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import Origin
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.cube.carryover import CarryoverResult
    from xls_juesuan.declarations.accounts import AccountPlan
    from xls_juesuan.ledger import Ledger
    from xls_juesuan.model import Source
    from xls_juesuan.supplement import Supplement

_THREE_PUBLIC = (
    Item.OVERSEAS_TRAVEL,
    Item.VEHICLE_PURCHASE,
    Item.VEHICLE_RUNNING,
    Item.HOSPITALITY,
)
#: Fields of the supplement that must all be filled in before they can be compared with.
BUDGETS = tuple(f"three_public_budget.{item}" for item in _THREE_PUBLIC)
COUNTS = tuple(
    f"three_public_counts.{field}"
    for field in (
        "overseas_groups",
        "overseas_persons",
        "vehicles_purchased",
        "vehicles_held",
        "domestic_receptions",
        "domestic_persons",
        "foreign_receptions",
        "foreign_persons",
    )
)
_KEYS = ["flow", "item", "funding", "function", "economic", "account", "project"]
_NAMED = ("function", "economic", "account", "project")


@dataclass(frozen=True, slots=True)
class SetAside:
    """Lines of the file that are not in the tables, by reason; amounts in fen as printed."""

    status: RowStatus
    rows: int
    debit: int
    credit: int


@dataclass(frozen=True, slots=True)
class Cube:
    """Facts, and the ledger lines they came from.

    Attributes:
        facts: numbered from 1 in the order of the 汇总 sheet.
        frame: classified ledger lines; ``fact`` is the number of the fact a line counts in
            (0 when it was set aside), ``counted`` its amount there, in fen.
        shares: what 8xxx lines, which are set aside, give to carry-overs and to the use of
            surplus: indexed like ``frame``, with ``fact`` and ``counted``.
        unit_kind: as stated, or as the ledger's accounts show it.
        inputs: which inputs there are, by the names that rules ask for.
        problems: what was noticed.
        used: lines in the tables, as one row of the account of lines.
        set_aside: all other lines by reason; with ``used`` they add up to the file.
    """

    facts: tuple[Fact, ...]
    frame: pd.DataFrame
    shares: pd.DataFrame
    unit_kind: UnitKind
    inputs: frozenset[str]
    problems: tuple[Problem, ...]
    used: SetAside
    set_aside: tuple[SetAside, ...]

    def lines_behind(self, numbers: Sequence[int] | None = None) -> pd.DataFrame:
        """Every ledger line behind facts, once for each fact, with ``fact`` and ``counted``.

        Args:
            numbers: of the facts; all when ``None``.
        """
        used, shares = self.frame, self.shares
        used = used[used["fact"].isin(numbers) if numbers is not None else used["fact"] > 0]
        if numbers is not None:
            shares = shares[shares["fact"].isin(numbers)]
        if shares.empty:
            return used
        carried = self.frame.loc[shares.index].assign(
            fact=shares["fact"].to_numpy(), counted=shares["counted"].to_numpy()
        )
        return pd.concat([used, carried])

    def evidence(self, numbers: Sequence[int]) -> tuple[tuple[Source, ...], int]:
        """The first ledger rows behind the facts with these numbers, and how many there are."""
        lines = self.lines_behind(numbers)
        return sources_of(lines), len(lines)


def build_cube(ledger: Ledger, supplement: Supplement) -> Cube:
    """Build the cube of one unit's ledger and supplement.

    Raises:
        UserError: the ledger holds no budget accounting at all, or is that of an enterprise.
    """
    plan, functions = account_plan(), functional_codes()
    frame, by_name = complete_codes(ledger.frame, ledger.year)
    lines = classify(frame, plan, functions, ledger.year)
    apply_decisions(lines, ledger.decisions)
    require_budget_accounting(lines, ledger.files)
    unit_kind = _unit_kind(lines, supplement)
    noted = CarryoverObservations()
    carryover = build_carryover(ledger, lines, plan, supplement, unit_kind)
    surplus, surplus_shares = build_surplus(ledger, lines, supplement, unit_kind, noted)
    main = _ledger_facts(lines)
    account = account_of_lines(lines)
    others = (
        *carryover.facts,
        *surplus,
        *three_public_facts(supplement),
        *_control_facts(ledger, lines, plan, account),
    )
    facts = tuple(replace(fact, number=n) for n, fact in enumerate((*main, *others), 1))
    shares = number_shares(join_shares(carryover.shares, surplus_shares), facts)
    checks = check_ledger(ledger)
    problems = (
        *checks.problems,
        *by_name,
        *find_line_problems(lines, functions, economic_codes(), plan, ledger),
        *carryover.problems,
        *noted.problems,
        *find_left_out(lines, plan),
        *_unit_kind_problems(unit_kind),
        *_budget_problems(supplement),
    )
    return Cube(
        facts=count_rows(facts, shares),
        frame=lines,
        shares=shares,
        unit_kind=unit_kind,
        inputs=checks.inputs | _inputs(ledger, lines, supplement, unit_kind, carryover),
        problems=problems,
        used=account.pop(RowStatus.USED),
        set_aside=tuple(account.values()),
    )


def _control_facts(
    ledger: Ledger,
    lines: pd.DataFrame,
    plan: AccountPlan,
    account: Mapping[RowStatus, SetAside],
) -> Iterator[Fact]:
    """What the other facts must agree with."""
    counted = [(one.rows, one.debit + one.credit) for one in account.values()]
    yield from build_controls(lines, plan)
    yield from build_line_totals(ledger.frame, counted)


def _ledger_facts(lines: pd.DataFrame) -> tuple[Fact, ...]:
    """Sum the used lines by all dimensions and number each line's fact, from 1."""
    used = lines["flow"] != ""
    order = {str(flow): place for place, flow in enumerate(Flow)}
    # Sorting by the position of the flow keeps income before expenditure.
    chosen = lines.loc[used, [*_KEYS, *(f"{column}_name" for column in _NAMED), "counted"]]
    places = over_distinct(chosen["flow"], lambda flows: flows.map(order))
    groups = chosen.assign(_flow=places).groupby(["_flow", *_KEYS], sort=True)
    lines["fact"] = 0
    lines.loc[used, "fact"] = groups.ngroup() + 1
    summed = groups["counted"].agg(["sum", "size"])
    names = {column: _names(chosen, column) for column in _NAMED}
    return tuple(
        Fact(
            number=0,
            flow=Flow(flow),
            item=Item(item),
            funding=Funding(funding),
            function=function,
            function_name=names["function"][function],
            economic=economic,
            economic_name=names["economic"][economic],
            account=account,
            account_name=names["account"][account],
            project=project,
            project_name=names["project"][project],
            fen=int(fen),
            rows=int(rows),
        )
        for (_, flow, item, funding, function, economic, account, project), fen, rows in (
            summed.itertuples(name=None)
        )
    )


def _names(used: pd.DataFrame, column: str) -> dict[str, str]:
    """Name of each code as the lines state it: the greatest, so not blank where one is not."""
    pairs = used[[column, f"{column}_name"]].drop_duplicates()
    return dict(sorted(pairs.itertuples(index=False, name=None)))


def three_public_facts(supplement: Supplement) -> Iterable[Fact]:
    """Give the facts of budgets that are stated and not nothing, not yet numbered."""
    for item in _THREE_PUBLIC:
        fen = supplement.number(f"three_public_budget.{item}")
        if fen:
            yield Fact(
                number=0,
                flow=Flow.THREE_PUBLIC_BUDGET,
                fen=fen,
                item=item,
                origin=Origin.SUPPLEMENT,
            )


def _unit_kind(lines: pd.DataFrame, supplement: Supplement) -> UnitKind:
    """Take the stated kind; else 7101 is used by administrative units, 7201 by institutions."""
    if supplement.unit_kind is not UnitKind.UNKNOWN:
        return supplement.unit_kind
    return kind_of_accounts(set(lines.loc[lines["flow"] == str(Flow.EXPENDITURE), "top"]))


def kind_of_accounts(tops: set[str]) -> UnitKind:
    """Tell the kind of a unit by the four-digit accounts that it uses."""
    if "7101" in tops and "7201" not in tops:
        return UnitKind.ADMINISTRATIVE
    if "7201" in tops and "7101" not in tops:
        return UnitKind.INSTITUTION
    return UnitKind.UNKNOWN


def _unit_kind_problems(unit_kind: UnitKind) -> Iterable[Problem]:
    if unit_kind is UnitKind.UNKNOWN:
        yield Problem("L223", "unit_kind", messages.UNIT_KIND_UNKNOWN)


def _budget_problems(supplement: Supplement) -> Iterable[Problem]:
    """A budget that is stated for some of the three public expenses only."""
    missing = [
        item for item in _THREE_PUBLIC if supplement.number(f"three_public_budget.{item}") is None
    ]
    if supplement.is_given and missing:
        names = "、".join(ITEMS[item] for item in missing)
        yield Problem("L227", "three_public_budget", messages.BUDGET_MISSING.format(names=names))


def _inputs(
    ledger: Ledger,
    lines: pd.DataFrame,
    supplement: Supplement,
    unit_kind: UnitKind,
    carryover: CarryoverResult,
) -> frozenset[str]:
    stated = {key: supplement.number(key) is not None for key in (*BUDGETS, *COUNTS)}
    present = {
        **stated,
        "supplement": supplement.is_given,
        "three_public_budget": all(stated[key] for key in BUDGETS),
        "three_public_counts": all(stated[key] for key in COUNTS),
        "carryover": carryover.is_opening_known,
        "closing_carryover": carryover.is_closing_known,
        "adjustments": carryover.are_adjustments_known,
        "unit_kind": unit_kind is not UnitKind.UNKNOWN,
        "journal": ledger.kind is LedgerKind.JOURNAL,
        "balances": ledger.kind is LedgerKind.BALANCES,
        "balances_8xxx": bool(lines["top"].str.startswith("8").any()),
        "closing_entries": closing_is_recorded(ledger, lines),
    }
    return frozenset(name for name, is_present in present.items() if is_present)


def account_of_lines(lines: pd.DataFrame) -> dict[RowStatus, SetAside]:
    """Count the lines of each status, with what they print on both sides."""
    groups = lines.groupby("status", sort=False)
    rows, sums = groups.size(), groups[["debit", "credit"]].sum()
    return {
        status: SetAside(
            status,
            int(rows[str(status)]),
            int(sums["debit"][str(status)]),
            int(sums["credit"][str(status)]),
        )
        for status in RowStatus
        if str(status) in rows
    }
