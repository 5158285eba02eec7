"""A department of three units, kept as plain bookings, and what its tables must say.

The program is not used for either: ledgers are written from the bookings, and expected figures
are added up from the same bookings, less what the units gave each other.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from typing import NamedTuple

from tests.builders import journal_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

DEPARTMENT = "青石县数据局"
OWN, CENTRE, OFFICE = "青石县数据局（本级）", "青石县信息中心", "青石县服务所"
UNITS = (OWN, CENTRE, OFFICE)
#: Figures by (table, row, column), in fen.
Figures = dict[tuple[str, str, str], int]


class Booking(NamedTuple):
    """Income or expenditure of a unit, in fen; ``inside`` is what another unit booked, too."""

    unit: str
    date: str
    narration: str
    account: str
    fen: int
    function: str
    economic: str = ""
    fund: str = "111"
    inside: bool = False


NAMES = {
    "600101": "财政拨款预算收入\\基本支出",
    "600102": "财政拨款预算收入\\项目支出",
    "6101": "事业预算收入",
    "6201": "上级补助预算收入",
    "6301": "附属单位上缴预算收入",
    "6602": "投资预算收益",
    "710101": "行政支出\\基本支出",
    "710102": "行政支出\\项目支出",
    "720101": "事业支出\\基本支出",
    "720102": "事业支出\\项目支出",
    "7401": "上缴上级支出",
    "7501": "对附属单位补助支出",
}
INCOME_COLUMNS = {
    "6001": "appropriation",
    "6101": "service_income",
    "6201": "superior_subsidy",
    "6301": "affiliate_remittance",
}
INCOME_LINES = {
    "appropriation": "L1",
    "superior_subsidy": "L4",
    "service_income": "L5",
    "affiliate_remittance": "L7",
}
#: Line of each category in 公开01; in 公开04 it is two further down.
CATEGORY_LINES = {"201": 31, "208": 38}
OPENINGS = {OWN: 1_000_00, CENTRE: 250_07, OFFICE: 12_34}

BOOKINGS = (
    Booking(OWN, "2024-01-10", "拨入基本经费", "600101", 9_000_01, "2010301"),
    Booking(OWN, "2024-01-12", "拨入项目经费", "600102", 4_000_00, "2010302"),
    Booking(OWN, "2024-01-20", "发工资", "710101", 6_500_50, "2010301", "30101"),
    Booking(OWN, "2024-02-20", "公务接待", "710101", 120_34, "2010301", "30217"),
    Booking(OWN, "2024-03-20", "平台建设", "710102", 3_210_99, "2010302", "31002"),
    Booking(OWN, "2024-03-21", "收到市局补助", "6201", 700_00, "2010301", "", "3"),
    Booking(OWN, "2024-04-01", "补助青石县信息中心", "7501", 300_50, "2010399", "39999", "3", True),
    Booking(OWN, "2024-04-02", "补助所属单位", "7501", 100_00, "2010399", "39999", "3", True),
    Booking(OWN, "2024-11-05", "所属单位上缴", "6301", 77_77, "2010301", "", "3", True),
    Booking(CENTRE, "2024-01-10", "拨入基本经费", "600101", 2_000_00, "2010350"),
    Booking(CENTRE, "2024-01-11", "拨入养老经费", "600101", 320_16, "2080505"),
    Booking(CENTRE, "2024-01-25", "发工资", "720101", 1_500_00, "2010350", "30101"),
    Booking(CENTRE, "2024-01-26", "缴养老保险", "720101", 320_16, "2080505", "30108"),
    Booking(CENTRE, "2024-04-03", "收到上级补助", "6201", 200_50, "2010350", "", "3", True),
    Booking(CENTRE, "2024-05-03", "收到上级补助", "6201", 100_00, "2010350", "", "3", True),
    Booking(CENTRE, "2024-05-05", "培训收费", "6101", 45_45, "2010350", "", "3"),
    Booking(CENTRE, "2024-06-05", "办公费", "720101", 210_01, "2010350", "30201", "3"),
    Booking(OFFICE, "2024-01-10", "拨入基本经费", "600101", 800_00, "2010350"),
    Booking(OFFICE, "2024-02-25", "公务接待", "720101", 30_03, "2010350", "30217"),
    Booking(OFFICE, "2024-03-25", "差旅费", "720101", 400_40, "2010350", "30211"),
    Booking(OFFICE, "2024-04-04", "收到局里补助", "6201", 100_00, "2010350", "", "3", True),
    Booking(OFFICE, "2024-11-04", "上缴", "7401", 77_77, "2010350", "39999", "3", True),
)
SUPPLEMENTS: dict[str, dict[str, object]] = {
    OWN: {
        "three_public_budget.hospitality": 15000,
        "assets.vehicles": 2,
        "assets.other_vehicles": 2,
        "headcount.staff": 20,
    },
    CENTRE: {
        "three_public_budget.hospitality": 12000,
        "assets.vehicles": 1,
        "assets.other_vehicles": 1,
        "headcount.staff": 8,
    },
    OFFICE: {
        "three_public_budget.hospitality": 14000,
        "assets.vehicles": 0,
        "assets.other_vehicles": 0,
        "headcount.staff": 5,
    },
}
_ZERO_BUDGETS = {
    "three_public_budget.overseas_travel": 0,
    "three_public_budget.vehicle_purchase": 0,
    "three_public_budget.vehicle_running": 0,
}


# ------------------------------------------------------------------ ledgers


def ledger_lines(unit: str, bookings: Iterable[Booking]) -> Iterator[tuple[object, ...]]:
    """A unit's year: openings, both sides of every booking, and the closing."""
    opening = OPENINGS.get(unit, 0) / 100
    if opening:
        yield ("", "", "年初余额", "800102", "资金结存\\货币资金", opening, "", "", "", "")
        name = "财政拨款结转\\累计结转"
        yield ("", "", "年初余额", "810107", name, "", opening, "2010301", "", "111")
    own = [one for one in bookings if one.unit == unit]
    for number, one in enumerate(own, start=1):
        yield from _entry(f"记-{number}", one)
    for number, one in enumerate(own, start=len(own) + 1):
        yield from _closing(f"记-{number}", one)


def _sides(one: Booking) -> tuple[object, object]:
    yuan = one.fen / 100
    return ("", yuan) if one.account.startswith("6") else (yuan, "")


def _entry(voucher: str, one: Booking) -> Iterator[tuple[object, ...]]:
    head = (one.date, voucher, one.narration)
    debit, credit = _sides(one)
    yield (
        *head, one.account, NAMES[one.account], debit, credit, one.function, one.economic, one.fund
    )  # fmt: skip
    yield (*head, "800102", "资金结存\\货币资金", credit, debit, "", "", "")


def _closing(voucher: str, one: Booking) -> Iterator[tuple[object, ...]]:
    head = ("2024-12-31", voucher, "年末结转")
    debit, credit = _sides(one)
    is_fiscal = one.fund == "111"
    account = "810106" if is_fiscal else "820104"
    name = "财政拨款结转" if is_fiscal else "非财政拨款结转"
    yield (
        *head, one.account, NAMES[one.account], credit, debit, one.function, one.economic, one.fund
    )  # fmt: skip
    yield (*head, account, f"{name}\\本年收支结转", debit, credit, one.function, "", one.fund)


def write_ledgers(folder: Path, bookings: Iterable[Booking] = BOOKINGS) -> list[Path]:
    """Write a ledger for each unit that has bookings."""
    every = list(bookings)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for unit in dict.fromkeys(one.unit for one in every):
        above = (("序时账",), (f"单位：{unit}", "", "会计年度：2024", "", "金额单位：元"))
        path = folder / f"{unit}.xlsx"
        paths.append(journal_workbook(path, ledger_lines(unit, every), above=above))
    return paths


def stated(unit: str) -> dict[str, object]:
    """What a unit fills into its supplement."""
    kind = "行政单位" if unit == OWN else "事业单位"
    return {"unit.name": unit, "unit.kind": kind, **_ZERO_BUDGETS, **SUPPLEMENTS[unit]}


# ------------------------------------------------------------------ expected figures


def expected(bookings: Iterable[Booking] = BOOKINGS) -> Figures:
    """Every figure of the tables that is not nothing, by plain addition."""
    outside = [one for one in bookings if not one.inside]
    income = [one for one in outside if one.account.startswith("6")]
    spent = [one for one in outside if one.account.startswith("7")]
    figures = Counter[tuple[str, str, str]]()
    for one in income:
        column = INCOME_COLUMNS[one.account[:4]]
        figures["income_expenditure", INCOME_LINES[column], "amount"] += one.fen
        for row in _rows(one.function):
            figures["income", row, column] += one.fen
            figures["income", row, "total"] += one.fen
    for one in spent:
        line = CATEGORY_LINES[one.function[:3]]
        figures["income_expenditure", f"L{line}", "amount"] += one.fen
        column = "project" if one.account.endswith("02") else "basic"
        for row in _rows(one.function):
            figures["expenditure", row, column] += one.fen
            figures["expenditure", row, "total"] += one.fen
        if one.fund == "111":
            _fiscal(figures, one, column, line + 2)
    _totals(figures, income, spent)
    _three_public(figures, spent)
    return {place: fen for place, fen in figures.items() if fen}


def _rows(function: str) -> tuple[str, ...]:
    return ("total", function[:3], function[:5], function)


def _fiscal(figures: Counter[tuple[str, str, str]], one: Booking, column: str, line: int) -> None:
    for each in ("total", "general_budget"):
        figures["appropriation", f"L{line}", each] += one.fen
    for row in _rows(one.function):
        figures["general_budget_expenditure", row, column] += one.fen
        figures["general_budget_expenditure", row, "total"] += one.fen
    if column == "basic":
        part = "personnel_total" if one.economic.startswith("301") else "public_use_total"
        for row in (one.economic, one.economic[:3], part):
            figures["basic_by_economic", row, "amount"] += one.fen


def _totals(
    figures: Counter[tuple[str, str, str]], income: list[Booking], spent: list[Booking]
) -> None:
    came, went = sum(one.fen for one in income), sum(one.fen for one in spent)
    opening = sum(OPENINGS.values())
    whole = "income_expenditure"
    for line, fen in (("L27", came), ("L29", opening), ("L30", opening + came)):
        figures[whole, line, "amount"] += fen
    for line, fen in (("L57", went), ("L59", opening + came - went), ("L60", opening + came)):
        figures[whole, line, "amount"] += fen
    came = sum(one.fen for one in income if one.fund == "111")
    went = sum(one.fen for one in spent if one.fund == "111")
    fiscal = "appropriation"
    for line, fen in (("L1", came), ("L27", came), ("L28", opening), ("L29", opening)):
        figures[fiscal, line, "amount"] += fen
    figures[fiscal, "L32", "amount"] += opening + came
    for line, fen in (("L59", went), ("L60", opening + came - went), ("L64", opening + came)):
        for each in ("total", "general_budget"):
            figures[fiscal, line, each] += fen


def _three_public(figures: Counter[tuple[str, str, str]], spent: list[Booking]) -> None:
    budget = sum(
        100 * int(str(one["three_public_budget.hospitality"])) for one in SUPPLEMENTS.values()
    )
    actual = sum(one.fen for one in spent if one.economic == "30217" and one.fund == "111")
    for kind, fen in (("budget", budget), ("outturn", actual)):
        for item in ("total", "hospitality"):
            figures["three_public", "total", f"{kind}_{item}"] += fen
