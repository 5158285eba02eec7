"""What the parts of the program hand to one another: facts, sources, keys of cells.

Everything here is small, frozen and free of files, layouts and amounts' origin.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Flow(StrEnum):
    """What a fact measures."""

    INCOME = "income"
    EXPENDITURE = "expenditure"
    OPENING_CARRYOVER = "opening_carryover"
    CLOSING_CARRYOVER = "closing_carryover"
    SURPLUS_USED = "surplus_used"
    SURPLUS_DISTRIBUTED = "surplus_distributed"
    #: Final budget (全年预算) of the three public expenses, from the supplement.
    THREE_PUBLIC_BUDGET = "three_public_budget"
    #: Control totals by account, computed from the ledger apart from the cube.
    ACCOUNT_OPENING = "account_opening"
    ACCOUNT_MOVEMENT = "account_movement"
    ACCOUNT_CLOSING = "account_closing"
    #: What year-end closing entries took off a 6xxx or 7xxx account.
    ACCOUNT_CLOSED = "account_closed"
    #: Sum of all budget-accounting debits / credits in the ledger.
    BUDGET_DEBIT = "budget_debit"
    BUDGET_CREDIT = "budget_credit"
    #: Debits and credits of every line as it was read, and of those used or set aside.
    LINES_READ = "lines_read"
    LINES_ACCOUNTED = "lines_accounted"
    #: By how much a department is not the sum of its units less what was eliminated.
    CONSOLIDATION_DIFFERENCE = "consolidation_difference"


class Item(StrEnum):
    """Which income or expenditure item of the statutory tables a fact belongs to."""

    NONE = ""
    APPROPRIATION = "appropriation"
    SUPERIOR_SUBSIDY = "superior_subsidy"
    SERVICE_INCOME = "service_income"
    BUSINESS_INCOME = "business_income"
    AFFILIATE_REMITTANCE = "affiliate_remittance"
    OTHER_INCOME = "other_income"
    BASIC = "basic"
    PROJECT = "project"
    REMITTANCE_UP = "remittance_up"
    BUSINESS = "business"
    AFFILIATE_SUBSIDY = "affiliate_subsidy"
    UNDECIDED = "undecided"
    OVERSEAS_TRAVEL = "overseas_travel"
    VEHICLE_PURCHASE = "vehicle_purchase"
    VEHICLE_RUNNING = "vehicle_running"
    HOSPITALITY = "hospitality"
    #: Movements of 8xxx accounts: transfer of the year's result, adjustments of the opening.
    YEAR_RESULT = "year_result"
    ADJUSTMENT = "adjustment"


class Funding(StrEnum):
    """Funding source (资金性质); the first three are appropriations (财政拨款)."""

    NONE = ""
    GENERAL_BUDGET = "general_budget"
    FUND_BUDGET = "fund_budget"
    STATE_CAPITAL = "state_capital"
    FISCAL_SPECIAL = "fiscal_special"
    UNIT_FUNDS = "unit_funds"
    UNDECIDED = "undecided"


APPROPRIATED = (Funding.GENERAL_BUDGET, Funding.FUND_BUDGET, Funding.STATE_CAPITAL)


class Origin(StrEnum):
    """Where a fact comes from."""

    LEDGER = "ledger"
    SUPPLEMENT = "supplement"
    #: Worked out from other facts; the finding that goes with it says how.
    DERIVED = "derived"
    #: What units of one department gave each other, taken out of its sums; negative.
    ELIMINATION = "elimination"


class UnitKind(StrEnum):
    """Kind of unit (单位性质)."""

    ADMINISTRATIVE = "administrative"
    #: 参照公务员法管理事业单位
    CIVIL_SERVICE_LIKE = "civil_service_like"
    INSTITUTION = "institution"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    """One row of one sheet of one input file; ``row`` counts from 1 as spreadsheets do.

    In a text document, ``sheet`` says the place in words and ``row`` is 0.
    """

    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One amount with all its dimensions; a line of the 汇总 sheet.

    Codes are digit strings, empty where the ledger states none. ``function`` and
    ``economic`` are as deep as the ledger gives them (3, 5 or 7 / 3 or 5 digits). ``unit``
    is whose fact it is among those of a department; empty where there is only one unit.
    """

    number: int
    flow: Flow
    fen: int
    item: Item = Item.NONE
    funding: Funding = Funding.NONE
    function: str = ""
    function_name: str = ""
    economic: str = ""
    economic_name: str = ""
    account: str = ""
    account_name: str = ""
    project: str = ""
    project_name: str = ""
    origin: Origin = Origin.LEDGER
    rows: int = 0
    unit: str = ""

    @property
    def category(self) -> str:
        """Functional category (类), 3 digits or empty."""
        return self.function[:3] if len(self.function) >= 3 else ""

    @property
    def section(self) -> str:
        """Functional section (款), 5 digits or empty."""
        return self.function[:5] if len(self.function) >= 5 else ""

    @property
    def function_item(self) -> str:
        """Functional item (项), 7 digits or empty."""
        return self.function if len(self.function) == 7 else ""

    @property
    def economic_category(self) -> str:
        """Economic category (类), 3 digits or empty."""
        return self.economic[:3] if len(self.economic) >= 3 else ""

    @property
    def economic_item(self) -> str:
        """Economic item (款), 5 digits or empty."""
        return self.economic if len(self.economic) == 5 else ""

    @property
    def top_account(self) -> str:
        """Top-level account, 4 digits or empty."""
        return self.account[:4]


@dataclass(frozen=True, slots=True, order=True)
class CellKey:
    """A cell of a statutory table by meaning: table key, row key, column key."""

    table: str
    row: str
    column: str
