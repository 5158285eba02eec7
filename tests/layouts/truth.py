"""One small unit's year as plain data, which every layout of the tests expresses.

It knows vouchers, balances and the figures of the nine tables that follow from them by plain
arithmetic; nothing of the program is used for them. Amounts are in fen. It refuses to know how
any product prints a ledger: that is what the layout tests are about.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING
from typing import NamedTuple

from tests.end_to_end.institution import Move
from tests.end_to_end.institution import Opening
from tests.end_to_end.institution import expected_tables
from xls_juesuan.accounts import FillRequest
from xls_juesuan.pipeline import compute

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from xls_juesuan.accounts import Accounts

Cells = dict[tuple[str, str, str], int]

UNIT, UNIT_CODE, YEAR = "某某局", "001001", 2024
#: Level marks are ``/``; a layout prints them as its product does.
ACCOUNTS = {
    "1011": "零余额账户用款额度",
    "3001": "累计盈余",
    "3301": "本期盈余",
    "4001": "财政拨款收入",
    "5001": "业务活动费用",
    "6001": "财政拨款预算收入",
    "600101": "财政拨款预算收入/基本支出",
    "600102": "财政拨款预算收入/项目支出",
    "7101": "行政支出",
    "710101": "行政支出/基本支出",
    "71010101": "行政支出/基本支出/人员经费",
    "71010102": "行政支出/基本支出/日常公用经费",
    "710102": "行政支出/项目支出",
    "8001": "资金结存",
    "800101": "资金结存/零余额账户用款额度",
    "8101": "财政拨款结转",
    "810106": "财政拨款结转/本年收支结转",
    "810107": "财政拨款结转/累计结转",
}
FUNCTIONS = {
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2120803": "城市建设支出",
    "2210201": "住房公积金",
}
ECONOMICS = {
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30108": "机关事业单位基本养老保险缴费",
    "30113": "住房公积金",
    "30201": "办公费",
    "30211": "差旅费",
    "30217": "公务接待费",
    "30227": "委托业务费",
    "30231": "公务用车运行维护费",
    "30299": "其他商品和服务支出",
    "30305": "生活补助",
    "31002": "办公设备购置",
    "31005": "基础设施建设",
}
GENERAL, FUND = "111", "121"
FUNDS = {GENERAL: "一般公共预算资金", FUND: "政府性基金预算资金"}
PROJECTS = {
    "410000210000000012345": "人员经费（行政）",
    "410000210000000012346": "公用经费（行政）",
    "410000240000000067890": "执法检查专项",
    "410000240000000067891": "市政道路工程",
}
_PAY, _OFFICE, _SPECIAL, _ROAD = PROJECTS
#: Class of each project, by code and name as the integrated budget system has them.
CLASSES = {
    _PAY: ("1", "人员类"),
    _OFFICE: ("21", "公用经费"),
    _SPECIAL: ("3", "特定目标类"),
    _ROAD: ("3", "特定目标类"),
}
_PERSONNEL, _PUBLIC, _PROJECT = "71010101", "71010102", "710102"


class Entry(NamedTuple):
    """One line of a voucher; codes are empty where the line states none."""

    date: str
    word: str
    number: int
    narration: str
    account: str
    debit: int = 0
    credit: int = 0
    function: str = ""
    economic: str = ""
    fund: str = ""
    project: str = ""
    closing: bool = False

    @property
    def account_name(self) -> str:
        return ACCOUNTS[self.account]

    @property
    def function_name(self) -> str:
        return FUNCTIONS.get(self.function, "")

    @property
    def economic_name(self) -> str:
        return ECONOMICS.get(self.economic, "")

    @property
    def fund_name(self) -> str:
        return FUNDS.get(self.fund, "")

    @property
    def project_name(self) -> str:
        return PROJECTS.get(self.project, "")

    @property
    def project_class(self) -> str:
        return CLASSES.get(self.project, ("", ""))[0]

    @property
    def project_class_name(self) -> str:
        return CLASSES.get(self.project, ("", ""))[1]

    @property
    def is_budget(self) -> bool:
        return self.account[0] in "678"


class Event(NamedTuple):
    """Money received (6xxx) or spent (7xxx); negative where it is put right in red."""

    date: str
    narration: str
    account: str
    fen: int
    function: str
    economic: str = ""
    fund: str = GENERAL
    project: str = ""
    #: Given back and booked on the side opposite to the usual one.
    is_refund: bool = False


EVENTS = (
    Event("2024-01-05", "收到基本支出拨款", "600101", 1_000_000_00, "2010301"),
    Event("2024-01-05", "收到项目拨款", "600102", 300_000_50, "2010302"),
    Event("2024-01-08", "收到社保拨款", "600101", 120_000_00, "2080505"),
    Event("2024-01-08", "收到公积金拨款", "600101", 80_000_00, "2210201"),
    Event("2024-02-01", "收到基金拨款", "600102", 500_000_00, "2120803", "", FUND),
    Event(
        "2024-03-10", "发放工资", _PERSONNEL, 600_000_37, "2010301", "30101", GENERAL, _PAY
    ),
    Event(
        "2024-03-10", "发放津贴", _PERSONNEL, 200_000_00, "2010301", "30102", GENERAL, _PAY
    ),
    Event(
        "2024-04-11", "缴纳养老保险", _PERSONNEL, 120_000_00, "2080505", "30108", GENERAL, _PAY
    ),
    Event(
        "2024-04-11", "缴纳公积金", _PERSONNEL, 80_000_00, "2210201", "30113", GENERAL, _PAY
    ),
    Event(
        "2024-05-12", "购办公用品", _PUBLIC, 45_678_90, "2010301", "30201", GENERAL, _OFFICE
    ),
    Event(
        "2024-05-13", "出差", _PUBLIC, 20_000_00, "2010301", "30211", GENERAL, _OFFICE
    ),
    Event(
        "2024-06-14", "冲销办公用品", _PUBLIC, -678_90, "2010301", "30201", GENERAL, _OFFICE
    ),
    Event(
        "2024-06-15", "退回差旅费", _PUBLIC, -500_00, "2010301", "30211", GENERAL, _OFFICE, True
    ),
    Event(
        "2024-07-16", "公务接待", _PUBLIC, 1_200_00, "2010301", "30217", GENERAL, _OFFICE
    ),
    Event(
        "2024-07-17", "车辆加油", _PUBLIC, 8_800_08, "2010301", "30231", GENERAL, _OFFICE
    ),
    Event(
        "2024-08-18", "遗属补助", _PERSONNEL, 6_000_00, "2010301", "30305", GENERAL, _PAY
    ),
    Event(
        "2024-09-19", "购办公设备", _PUBLIC, 9_999_99, "2010301", "31002", GENERAL, _OFFICE
    ),
    Event(
        "2024-10-20", "委托检查", _PROJECT, 150_000_25, "2010302", "30227", GENERAL, _SPECIAL
    ),
    Event(
        "2024-10-21", "检查杂支", _PROJECT, 10_000_00, "2010302", "30299", GENERAL, _SPECIAL
    ),
    Event(
        "2024-11-22", "道路工程款", _PROJECT, 450_000_00, "2120803", "31005", FUND, _ROAD
    ),
)  # fmt: skip
#: Credit minus debit at the start of the year, by account, function and fund.
OPENINGS = {
    ("1011", "", ""): -70_000_00,
    ("3001", "", ""): 70_000_00,
    ("800101", "", ""): -70_000_00,
    ("810107", "2010302", GENERAL): 50_000_00,
    ("810107", "2120803", FUND): 20_000_00,
}
CLOSING_DAY = "2024-12-31"


def _sided(fen: int, *, on_debit: bool, is_refund: bool) -> tuple[int, int]:
    """Debit and credit; a refund stands on the other side with the other sign."""
    if is_refund:
        fen, on_debit = -fen, not on_debit
    return (fen, 0) if on_debit else (0, fen)


def _event_lines(event: Event, number: int) -> list[Entry]:
    is_income = event.account.startswith("6")
    head = (event.date, "记", number, event.narration)
    own, other = (
        _sided(event.fen, on_debit=side, is_refund=event.is_refund)
        for side in (not is_income, is_income)
    )
    dimensions = (event.function, event.economic, event.fund, event.project)
    flow, money = ("4001" if is_income else "5001"), "1011"
    return [
        Entry(*head, flow, *own),
        Entry(*head, money, *other),
        Entry(*head, event.account, *own, *dimensions),
        Entry(*head, "800101", *other),
    ]


@cache
def vouchers(*, refund_on_other_side: bool = True) -> tuple[Entry, ...]:
    """All lines of the year in order, the closing vouchers last; openings are no lines.

    Args:
        refund_on_other_side: whether the refund stands on the credit side of 7xxx; else it is
            a red entry. A closed balance table cannot tell the former from the closing.
    """
    red = [one._replace(is_refund=False) for one in EVENTS]
    return vouchers_of(EVENTS if refund_on_other_side else red)


def vouchers_of(events: Sequence[Event]) -> tuple[Entry, ...]:
    """The lines of any events, with the closing vouchers that follow from them."""
    lines = [line for number, event in enumerate(events, 1) for line in _event_lines(event, number)]
    return (*lines, *_closing_lines(lines, len(events) + 1))


def _closing_lines(lines: list[Entry], number: int) -> list[Entry]:
    """One voucher closes 6xxx and 7xxx, one the financial side, one moves 8101 on."""
    sums: dict[tuple[str, ...], int] = defaultdict(int)
    for one in lines:
        key = (one.account, one.function, one.economic, one.fund, one.project)
        sums[key] += one.credit - one.debit
    head = (CLOSING_DAY, "记", number)
    result: dict[tuple[str, str], int] = defaultdict(int)
    closing = []
    for (account, *dimensions), net in sums.items():
        if account[0] in "67":
            closing.append(_netted((*head, "年末结转收支"), account, -net, *dimensions))
            result[dimensions[0], dimensions[2]] += net
    for (function, fund), net in result.items():
        where = (function, "", fund)
        closing.append(_netted((*head, "年末结转收支"), "810106", net, *where))
    second = (CLOSING_DAY, "记", number + 1, "期末结转收入费用")
    flows = {account: sums[account, "", "", "", ""] for account in ("4001", "5001")}
    closing += [_netted(second, account, -net) for account, net in flows.items()]
    closing.append(_netted(second, "3301", sum(flows.values())))
    third = (CLOSING_DAY, "记", number + 2, "结转累计结转")
    for (function, fund), net in result.items():
        closing.append(_netted(third, "810106", -net, function, "", fund))
        closing.append(_netted(third, "810107", net, function, "", fund))
    return [line for line in closing if line.debit or line.credit]


def _netted(head: tuple[str, str, int, str], account: str, net: int, *dimensions: str) -> Entry:
    """A closing line that moves an account by ``net``, credit minus debit."""
    function, economic, fund, project = (*dimensions, "", "", "", "")[:4]
    sides = (max(-net, 0), max(net, 0))
    return Entry(*head, account, *sides, function, economic, fund, project, closing=True)


# ------------------------------------------------------------------ balances


class BalanceRow(NamedTuple):
    """An account, or an account with dimensions, with its positions and movements.

    ``opening`` and ``closing`` are credit minus debit; ``debit`` and ``credit`` are those of
    the year so far, ``month_debit`` and ``month_credit`` those of the last month.
    """

    account: str
    opening: int
    month_debit: int
    month_credit: int
    debit: int
    credit: int
    #: Whether it is the sum of accounts that stand below it.
    is_parent: bool = False
    function: str = ""
    economic: str = ""
    fund: str = ""
    project: str = ""

    @property
    def closing(self) -> int:
        return self.opening + self.credit - self.debit

    @property
    def account_name(self) -> str:
        return ACCOUNTS[self.account]

    @property
    def short_name(self) -> str:
        return ACCOUNTS[self.account].rpartition("/")[2]

    @property
    def project_class_name(self) -> str:
        return CLASSES.get(self.project, ("", ""))[1]


def balance_rows(
    *, by_dimensions: bool = True, parents: bool = True, closed: bool = True, month: int = 12
) -> list[BalanceRow]:
    """The balance table at the end of a month, in order of account.

    Args:
        by_dimensions: rows of leaf accounts are split by function, economic, fund, project.
        parents: accounts above the leaves are there, too, with sums and without dimensions.
        closed: the year-end closing is in it (December only).
        month: the last month.
    """
    sums: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0] * 5)
    for (account, function, fund), net in OPENINGS.items():
        for key in _keys(account, (function, "", fund, ""), by_dimensions, parents):
            sums[key][0] += net
    for one in vouchers(refund_on_other_side=False):
        if one.date[5:7] > f"{month:02d}" or (one.closing and not closed):
            continue
        dimensions = (one.function, one.economic, one.fund, one.project)
        for key in _keys(one.account, dimensions, by_dimensions, parents):
            place = sums[key]
            if one.date[5:7] == f"{month:02d}":
                place[1] += one.debit
                place[2] += one.credit
            place[3] += one.debit
            place[4] += one.credit
    leaves = {one.account for one in vouchers()} | {account for account, *_ in OPENINGS}
    return [
        BalanceRow(account, *places, account not in leaves, *dimensions)  # type: ignore[arg-type,call-arg]
        for (account, *dimensions), places in sorted(sums.items())
    ]


def _keys(
    account: str, dimensions: tuple[str, ...], by_dimensions: bool, parents: bool
) -> list[tuple[str, ...]]:
    blank = ("",) * 4
    keys = [(account, *(dimensions if by_dimensions else blank))]
    if parents:
        above = range(4, len(account), 2)
        keys += [(account[:length], *blank) for length in above if account[:length] in ACCOUNTS]
    return keys


# ------------------------------------------------------------------ figures


def expected_cells(*, has_opening: bool = True, events: Iterable[Event] = EVENTS) -> Cells:
    """All non-zero figures by (table, row, column).

    Args:
        has_opening: whether the ledger states openings; a journal seldom does.
        events: what happened.
    """
    moves = [
        Move(
            one.account[:4],
            ACCOUNTS[one.account],
            one.fen,
            one.function,
            one.economic,
            one.fund,
            "项目支出" if one.account == _PROJECT else "基本支出",
        )
        for one in events
    ]
    openings = [
        Opening(account[:4], ACCOUNTS[account], fen, function, fund)
        for (account, function, fund), fen in OPENINGS.items()
        if account.startswith("8101") and has_opening
    ]
    cells = expected_tables(moves, openings)
    return cells if has_opening else _without_closing(cells)


def _without_closing(cells: Cells) -> Cells:
    """Where the opening is not known the closing is not either: both are blank."""
    kept = dict(cells)
    for table, row, column in cells:
        if column == "closing":
            del kept[table, row, column]
        elif (table, row) in {("income_expenditure", "L59"), ("appropriation", "L60")}:
            total = "L60" if table == "income_expenditure" else "L64"
            kept[table, total, column] -= kept.pop((table, row, column))
    return kept


def fill(path: Path, **options: Any) -> Accounts:  # noqa: ANN401 - whatever the request takes
    """Compute the accounts of one ledger file; options are those of ``FillRequest``."""
    return compute(FillRequest(path, **options))


def cells_of(accounts: Accounts) -> Cells:
    """All non-zero figures of computed accounts by (table, row, column)."""
    return {
        (table.key, row, column): cell.fen
        for table in accounts.tables.tables
        for (row, column), cell in table.cells.items()
        if cell.fen
    }


def fill_cells(path: Path, **options: Any) -> Cells:  # noqa: ANN401 - whatever the request takes
    """Compute one ledger file and give its non-zero figures."""
    return cells_of(fill(path, **options))


def check_layout(path: Path, *, has_opening: bool = False, **options: Any) -> Accounts:  # noqa: ANN401
    """Hold every figure of a fixture to the truth; give the accounts for further questions."""
    accounts = fill(path, **options)
    found, expected = cells_of(accounts), expected_cells(has_opening=has_opening)
    differing = {
        key: (found.get(key, 0), expected.get(key, 0))
        for key in found.keys() | expected.keys()
        if found.get(key, 0) != expected.get(key, 0)
    }
    assert not differing, f"found, expected: {dict(sorted(differing.items())[:12])}"
    return accounts


def failed_codes(accounts: Accounts) -> set[str]:
    """Codes of the rules that found something."""
    return {finding.code for finding in accounts.audit.findings if finding.outcome == "failed"}


def yuan(fen: int) -> object:
    """An amount as a number cell, blank where it is zero."""
    return fen / 100 if fen else ""


def two_sides(net: int) -> tuple[object, object]:
    """A position as a debit and a credit cell; ``net`` is credit minus debit."""
    return (yuan(-net), "") if net < 0 else ("", yuan(net))
