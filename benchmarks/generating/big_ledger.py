"""A voucher list of any length: a year's books of a university, right to the fen.

It knows what vouchers such a ledger has, and adds up what it gave out; it refuses to know files.
The same number of lines and the same seed give the same ledger.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from functools import cache
from random import Random
from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.codes import economic_codes
from xls_juesuan.codes import functional_codes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

YEAR = 2024
UNIT = "某省某某大学"
HEADS = (
    *("凭证日期", "凭证类型", "凭证号", "摘要", "会计科目编码", "会计科目名称", "借方金额"),
    *("贷方金额", "预算项目编码", "预算项目名称", "项目类别编码", "项目类别名称"),
    *("支出功能分类编码", "支出功能分类名称", "部门支出经济分类编码", "部门支出经济分类名称"),
    *("资金性质编码", "资金性质名称", "差异项名称", "制单人"),
)
#: Where debit and credit stand.
DEBIT, CREDIT = 6, 7

#: A shorter ledger has no room for an entry of each kind.
FEWEST = 4_000
_SAME = "无差异"
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CLERKS = ("王丽", "李静", "张伟", "刘洋", "陈晨", "杨帆", "赵敏", "周涛", "吴昊", "徐慧")
_PROJECTS, _RESEARCH = 60, 60
#: Functional items with the economic ones that basic expenditure has there.
_BASIC = {
    "2050205": (
        "30101", "30102", "30103", "30107", "30201", "30202", "30205", "30206", "30207", "30209",
        "30211", "30213", "30214", "30216", "30217", "30226", "30227", "30228", "30299", "30305",
    ),
    "2080502": ("30302",),
    "2080505": ("30108",),
    "2080506": ("30109",),
    "2101102": ("30110",),
    "2210201": ("30113",),
}  # fmt: skip
_PERSONAL = ("301", "303")
#: What is paid for wages, and with them, over other payments.
_WEIGHTS = {
    **dict.fromkeys(("30101", "30102", "30103", "30107"), 20.0),
    "30108": 12.8, "30109": 6.4, "30110": 5.6, "30113": 9.6,
}  # fmt: skip
_OF_PROJECTS = ("2050205", "2050299", "2060299", "2050205")
_PROJECT_ECONOMICS = (
    *("30201", "30202", "30211", "30216", "30218", "30226", "30227", "30308", "31003"),
)
_GENERAL, _LOTTERY = ("111", "一般公共预算资金"), ("12", "政府性基金预算资金")
_OWN = ("3", "单位资金")
_LOTTERY_ITEM = "2296004"
_ACCOUNTS = {
    "1002": "银行存款",
    "1218": "其他应收款",
    "3001": "累计盈余",
    "400101": "财政拨款收入\\基本支出",
    "400102": "财政拨款收入\\项目支出",
    "410101": "事业收入\\科研",
    "500101": "业务活动费用\\基本支出",
    "500102": "业务活动费用\\项目支出",
    "600101": "财政拨款预算收入\\基本支出",
    "600102": "财政拨款预算收入\\项目支出",
    "610101": "事业预算收入\\科研",
    "720101": "事业支出\\基本支出",
    "720102": "事业支出\\项目支出",
    "8001": "资金结存\\货币资金",
    "810103": "财政拨款结转\\本年收支结转",
    "810104": "财政拨款结转\\累计结转",
    "820103": "非财政拨款结转\\本年收支结转",
    "820104": "非财政拨款结转\\累计结转",
}


class Purpose(NamedTuple):
    """What money is spent on: all that a line of it states besides account and amount."""

    project: str
    project_name: str
    category: str
    category_name: str
    function: str
    economic: str
    fund: tuple[str, str]

    @property
    def detail(self) -> str:
        """The last digits of the accounts of basic or of project expenditure."""
        return "02" if self.project else "01"


_NOTHING = Purpose("", "", "", "", "", "", ("", ""))


class Voucher(NamedTuple):
    """What all lines of a voucher say."""

    date: str
    number: str
    narration: str
    clerk: str = _CLERKS[0]


#: Account, function, economic code and project of an amount that a table shows.
Key = tuple[str, str, str, str]


@dataclass
class Truth:
    """What was given out, in fen.

    Attributes:
        used: by account, functional and economic code and project.
        debit, credit: the sums of both columns.
        lines: how many lines there are.
    """

    used: dict[Key, int] = field(default_factory=lambda: defaultdict(int))
    debit: int = 0
    credit: int = 0
    lines: int = 0


Line = tuple[str | int, ...]


def ledger_lines(lines: int, truth: Truth, seed: int = 1) -> Iterator[Line]:
    """Give the lines in the order of the year; amounts in fen, 0 where there is none.

    Args:
        lines: how many, an even number of at least ``FEWEST``.
        truth: takes down what was given out.
        seed: another ledger of the same kind.
    """
    books = _Books(Random(seed), lines)
    for line in books.lines():
        truth.lines += 1
        truth.debit += int(line[DEBIT])
        truth.credit += int(line[CREDIT])
        yield line
    truth.used.update(books.used)


class _Books:
    """The books of one year while they are kept."""

    def __init__(self, random: Random, lines: int) -> None:
        if lines < FEWEST or lines % 2:
            message = f"an even number of lines, {FEWEST:,} at least"
            raise ValueError(message)
        self._random, self._count = random, lines
        self._purposes = _purposes(random)
        self.used: dict[Key, int] = defaultdict(int)
        self._closing: dict[tuple[str, Purpose], int] = defaultdict(int)
        self._month, self._number = 0, 0

    def lines(self) -> Iterator[Line]:
        """Openings, vouchers, what closes the year."""
        opening = list(self._openings())
        yield from opening
        closing = 2 * 2 * sum(map(len, self._purposes))
        left = self._count - len(opening) - closing
        places = left // 4
        for place in range(places):
            yield from self._voucher(self._date(place, places))
        # Room that was kept for closing what did not come up, and what makes no whole voucher.
        left += closing - 4 * places - 2 * len(self._closing)
        for _ in range(left // 2):
            yield from self._advance(f"{YEAR}-12-30")
        yield from self._close()

    def _openings(self) -> Iterator[Line]:
        bank, opened = 0, Voucher(f"{YEAR}-01-01", "", "年初余额")
        for account, function, fund in (
            ("810104", "2050205", _GENERAL),
            ("820104", "2060299", _OWN),
        ):
            fen = self._count * self._random.randrange(500, 2_000)
            bank += fen
            purpose = _NOTHING._replace(function=function, fund=fund)
            yield _line(opened, "8001", (fen, 0), purpose)
            yield _line(opened, account, (0, fen), purpose)
        yield _line(opened, "1002", (bank, 0), _NOTHING)
        yield _line(opened, "3001", (0, bank), _NOTHING)

    def _date(self, place: int, places: int) -> str:
        """Spread vouchers over the months evenly, and over the days of each in order."""
        month, within = divmod(place * 12, places)
        days = _MONTH_DAYS[month] - (month == 11)
        return f"{YEAR}-{month + 1:02d}-{1 + within * days // places:02d}"

    def _next(self, date: str) -> str:
        """The number of the next voucher of a month."""
        month = int(date[5:7])
        self._number = self._number + 1 if month == self._month else 1
        self._month = month
        return f"记-{self._number:05d}"

    def _fen(self, weight: float = 1.0) -> int:
        return 100 + int(10 ** self._random.uniform(3, 6.5) * weight)

    def _voucher(self, date: str) -> Iterator[Line]:
        """Spending and its means on both sides of the books, or income of one's own."""
        random, number, draw = self._random, self._next(date), self._random.random()
        clerk = _CLERKS[int(draw * 1_000) % len(_CLERKS)]
        basic, projects, research = self._purposes
        if draw < 0.75:
            purpose = random.choice(basic if draw < 0.5 else projects)
            accounts = [f"{top}{purpose.detail}" for top in ("5001", "4001", "7201", "6001")]
        elif draw < 0.88:
            purpose = random.choice(research)
            accounts = ["500102", "1002", "720102", "8001"]
        else:
            purpose = random.choice(research)
            accounts = ["1002", "410101", "8001", "610101"]
        fen = self._fen(_WEIGHTS.get(purpose.economic, 1.0) if draw < 0.5 else 1.0)
        narration = self._narration(purpose, date, is_income=draw >= 0.88)
        voucher = Voucher(date, number, narration, clerk)
        for place, account in enumerate(accounts):
            is_debit = place % 2 == 0
            sides = (fen, 0) if is_debit else (0, fen)
            stated = _stated_for(account, purpose)
            yield _line(voucher, account, sides, stated)
            if account[0] in "67":
                key = (account, stated.function, stated.economic, stated.project)
                self.used[key] += fen
                self._closing[account, stated] += fen

    def _narration(self, purpose: Purpose, date: str, *, is_income: bool) -> str:
        if is_income:
            return f"收到科研经费 {purpose.project_name}"
        name = _economic_name(purpose.economic)
        if purpose.economic.startswith(_PERSONAL):
            return f"支付{int(date[5:7])}月{name}"
        return f"报销{name}（单据{self._random.randrange(1_000_000):06d}）"

    def _advance(self, date: str) -> Iterator[Line]:
        lent, fen = Voucher(date, self._next(date), "借出备用金"), self._fen()
        yield _line(lent, "1218", (fen, 0), _NOTHING)
        yield _line(lent, "1002", (0, fen), _NOTHING)

    def _close(self) -> Iterator[Line]:
        date = f"{YEAR}-12-31"
        closed = Voucher(date, self._next(date), "年末结转本年收支")
        for (account, purpose), fen in self._closing.items():
            result = "820103" if purpose.fund is _OWN else "810103"
            sides = (fen, 0) if account.startswith("6") else (0, fen)
            yield _line(closed, account, sides, purpose)
            yield _line(closed, result, sides[::-1], purpose)


def _line(voucher: Voucher, account: str, sides: tuple[int, int], purpose: Purpose) -> Line:
    return (
        voucher.date,
        "记账" if voucher.number else "",
        voucher.number,
        voucher.narration,
        account,
        _ACCOUNTS[account],
        *sides,
        purpose.project,
        purpose.project_name,
        purpose.category,
        purpose.category_name,
        purpose.function,
        _function_name(purpose.function),
        purpose.economic,
        _economic_name(purpose.economic),
        *purpose.fund,
        _SAME,
        voucher.clerk,
    )


def _stated_for(account: str, purpose: Purpose) -> Purpose:
    """What an account states of a purpose: income has no economic code, money nothing at all."""
    if account.startswith("1"):
        return _NOTHING
    if account[0] in "57":
        return purpose
    return purpose._replace(economic="", category="", category_name="")


def _purposes(random: Random) -> tuple[Sequence[Purpose], ...]:
    """Basic expenditure, projects of appropriations, research of one's own means."""
    basic = [
        Purpose("", "", *_category(economic), function, economic, _GENERAL)
        for function, economics in _BASIC.items()
        for economic in economics
    ]
    projects = []
    for number in range(_PROJECTS):
        is_lottery = number % 20 == 0
        function = _LOTTERY_ITEM if is_lottery else _OF_PROJECTS[number % len(_OF_PROJECTS)]
        fund = _LOTTERY if is_lottery else _GENERAL
        name = f"{YEAR}年专项{number + 1:03d}号"
        head = (f"41000024{number + 1:07d}", name, "22", "其他运转类项目")
        projects += [
            Purpose(*head, function, economic, fund)
            for economic in random.sample(_PROJECT_ECONOMICS, 6)
        ]
    research = []
    for number in range(_RESEARCH):
        name = f"横向课题{number + 1:03d}号"
        head = (f"41009924{number + 1:07d}", name, "3", "特定目标类项目")
        research += [
            Purpose(*head, "2060299", economic, _OWN)
            for economic in random.sample(_PROJECT_ECONOMICS, 6)
        ]
    return basic, projects, research


def _category(economic: str) -> tuple[str, str]:
    return ("1", "人员类项目") if economic.startswith(_PERSONAL) else ("21", "公用经费项目")


@cache
def _function_name(code: str) -> str:
    return functional_codes().name(code, YEAR) if code else ""


@cache
def _economic_name(code: str) -> str:
    return economic_codes().name(code, YEAR) if code else ""
