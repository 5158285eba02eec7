"""A public institution with every kind of money, and its nine tables by plain arithmetic.

The expected tables are added up here from the moves alone; nothing of the program is used.
Amounts are in fen.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

GENERAL, FUND, STATE, SPECIAL, OWN = "111", "121", "131", "2", "3"
_COLUMN = {GENERAL: "general_budget", FUND: "fund_budget", STATE: "state_capital"}
#: Digits of sub-accounts by the last part of the name.
_SUB_ACCOUNTS = {
    "基本支出": "01",
    "项目支出": "02",
    "本年收支结转": "03",
    "累计结转": "04",
    "累计结余": "04",
    "货币资金": "02",
}
_CATEGORIES = [
    "201",
    "202",
    "203",
    "204",
    "205",
    "206",
    "207",
    "208",
    "210",
    "211",
    "212",
    "213",
    "214",
    "215",
    "216",
    "217",
    "219",
    "220",
    "221",
    "222",
    "223",
    "224",
    "229",
    "231",
    "232",
    "234",
]
_INCOME_ITEMS = {
    "6001": "appropriation",
    "6101": "service_income",
    "6201": "superior_subsidy",
    "6301": "affiliate_remittance",
    "6401": "business_income",
}
_SPENDING_ITEMS = {"7301": "business", "7401": "remittance_up", "7501": "affiliate_subsidy"}
_INCOME_LINES = {
    "superior_subsidy": "L4",
    "service_income": "L5",
    "business_income": "L6",
    "affiliate_remittance": "L7",
    "other_income": "L8",
}
_THREE_PUBLIC = {
    "30212": "outturn_overseas_travel",
    "31013": "outturn_vehicle_purchase",
    "30231": "outturn_vehicle_running",
    "30217": "outturn_hospitality",
}


@dataclass(frozen=True)
class Move:
    """Income earned or money spent; ``kind`` is 基本 or 项目 where the account leaves it open."""

    account: str
    name: str
    fen: int
    function: str = ""
    economic: str = ""
    fund: str = GENERAL
    kind: str = ""
    #: 8201 for money tied to a purpose; where the closing takes it otherwise follows.
    tied: bool = False

    @property
    def is_income(self) -> bool:
        return self.account.startswith("6")

    @property
    def item(self) -> str:
        if self.is_income:
            return _INCOME_ITEMS.get(self.account, "other_income")
        kind = "project" if self.kind == "项目支出" else "basic"
        return _SPENDING_ITEMS.get(self.account, kind)

    @property
    def closes_to(self) -> tuple[str, str]:
        if self.fund in _COLUMN:
            return "8101", "财政拨款结转\\本年收支结转"
        if self.tied:
            return "8201", "非财政拨款结转\\本年收支结转"
        if self.account in {"6401", "7301"}:
            return "8401", "经营结余"
        return "8501", "其他结余"


@dataclass(frozen=True)
class Opening:
    """A balance at the start of the year."""

    account: str
    name: str
    fen: int
    function: str = ""
    fund: str = ""


def _move(account: str, name: str, fen: int, *rest: str, tied: bool = False) -> Move:
    return Move(account, name, fen, *rest, tied=tied)


MOVES = (
    _move("6001", "财政拨款预算收入\\一般公共预算", 812_345_67, "2130104"),
    _move("6001", "财政拨款预算收入\\一般公共预算", 100_000_01, "2130199"),
    _move("6001", "财政拨款预算收入\\一般公共预算", 76_543_21, "2080505"),
    _move("6001", "财政拨款预算收入\\一般公共预算", 33_333_33, "2101102"),
    _move("6001", "财政拨款预算收入\\一般公共预算", 55_555_55, "2210201"),
    _move("6001", "财政拨款预算收入\\政府性基金", 400_000_00, "2120803", "", FUND),
    _move("6001", "财政拨款预算收入\\国有资本", 50_000_07, "2230105", "", STATE),
    _move("6101", "事业预算收入", 300_000_11, "2130104", "", OWN),
    _move("6101", "事业预算收入\\专项", 44_444_44, "2130199", "", OWN, tied=True),
    _move("6101", "事业预算收入", 12_000_00, "2130104", "", SPECIAL),
    _move("6201", "上级补助预算收入", 60_000_03, "2130104", "", OWN),
    _move("6301", "附属单位上缴预算收入", 25_000_00, "2130104", "", OWN),
    _move("6401", "经营预算收入", 90_000_00, "2130104", "", OWN),
    _move("6601", "非同级财政拨款预算收入", 10_101_01, "2130199", "", OWN),
    _move("6602", "投资预算收益", 2_000_02, "2130104", "", OWN),
    _move("6603", "捐赠预算收入", 3_000_03, "2130104", "", OWN),
    _move("6604", "利息预算收入", 404, "2130104", "", OWN),
    _move("6605", "租金预算收入", 5_000_05, "2130104", "", OWN),
    _move("6609", "其他预算收入", 609_09, "2130104", "", OWN),
    _move("7201", "事业支出\\基本支出", 300_000_01, "2130104", "30101", GENERAL, "基本支出"),
    _move("7201", "事业支出\\基本支出", 120_000_02, "2130104", "30107", GENERAL, "基本支出"),
    _move("7201", "事业支出\\基本支出", 20_202_02, "2130104", "30201", GENERAL, "基本支出"),
    _move("7201", "事业支出\\基本支出", 8_800_08, "2130104", "30211", GENERAL, "基本支出"),
    _move("7201", "事业支出\\基本支出", 4_321_00, "2130104", "30217", GENERAL, "基本支出"),
    _move("7201", "事业支出\\基本支出", 15_000_00, "2130104", "30231", GENERAL, "基本支出"),
    _move("7201", "事业支出\\基本支出", 16_161_61, "2130104", "30216", GENERAL, "基本支出"),
    _move("7201", "事业支出\\基本支出", 12_345_00, "2130104", "30305", GENERAL, "基本支出"),
    _move("7201", "事业支出\\基本支出", 9_999_99, "2130104", "31002", GENERAL, "基本支出"),
    _move("7201", "事业支出\\基本支出", -1_000_01, "2130104", "30201", GENERAL, "基本支出"),
    _move("7201", "事业支出\\基本支出", 76_543_21, "2080505", "30108", GENERAL, "基本支出"),
    _move("7201", "事业支出\\基本支出", 33_333_33, "2101102", "30110", GENERAL, "基本支出"),
    _move("7201", "事业支出\\基本支出", 55_555_55, "2210201", "30113", GENERAL, "基本支出"),
    _move("7201", "事业支出\\项目支出", 70_707_07, "2130199", "30227", GENERAL, "项目支出"),
    _move("7201", "事业支出\\项目支出", 5_050_05, "2130199", "30212", GENERAL, "项目支出"),
    _move("7201", "事业支出\\项目支出", 180_000_00, "2130199", "31013", GENERAL, "项目支出"),
    _move("7201", "事业支出\\项目支出", 377_777_77, "2120803", "31005", FUND, "项目支出"),
    _move("7201", "事业支出\\项目支出", 11_111_11, "2120804", "31005", FUND, "项目支出"),
    _move("7201", "事业支出\\项目支出", 50_000_07, "2230105", "30399", STATE, "项目支出"),
    _move("7201", "事业支出\\基本支出", 150_000_00, "2130104", "30102", OWN, "基本支出"),
    _move("7201", "事业支出\\基本支出", 12_000_00, "2130104", "30201", SPECIAL, "基本支出"),
    _move("7201", "事业支出\\项目支出", 40_000_04, "2130199", "30226", OWN, "项目支出", tied=True),
    _move("7301", "经营支出", 55_000_05, "2130104", "30226", OWN),
    _move("7401", "上缴上级支出", 20_000_02, "2130104", "39999", OWN),
    _move("7501", "对附属单位补助支出", 15_000_15, "2130104", "39999", OWN),
    _move("7901", "其他支出\\基本支出", 7_901_00, "2130104", "30299", OWN, "基本支出"),
    _move("7902", "利息支出\\项目支出", 7_902_02, "2130199", "30701", OWN, "项目支出"),
    _move("7903", "捐赠支出\\项目支出", 7_903_03, "2130199", "39909", OWN, "项目支出"),
)
#: More spent than earned of what is tied to nothing: earlier surplus makes up for it.
LOSS = _move("7201", "事业支出\\基本支出", 600_000_00, "2130104", "30102", OWN, "基本支出")
OPENINGS = (
    Opening("8101", "财政拨款结转\\累计结转", 250_000_25, "2130199", GENERAL),
    Opening("8101", "财政拨款结转\\累计结转", 88_888_88, "2120803", FUND),
    Opening("8101", "财政拨款结转\\累计结转", 30_303_03, "2120804", FUND),
    Opening("8101", "财政拨款结转\\累计结转", 1_000_00, "2230105", STATE),
    Opening("8201", "非财政拨款结转\\累计结转", 77_000_77, "2130199", OWN),
    Opening("8202", "非财政拨款结余\\累计结余", 600_000_00),
    Opening("8301", "专用结余", 40_000_00),
)


def voucher_lines(
    moves: Iterable[Move] = MOVES, openings: Iterable[Opening] = OPENINGS
) -> Iterator[tuple[object, ...]]:
    """Lines of the journal: opening rows, one voucher a move, and the closing vouchers.

    In the column order of ``tests.builders.JOURNAL_COLUMNS``.
    """
    moves = list(moves)
    openings = [one for one in openings if one.fen]
    for one in openings:
        yield _line("", "", "年初余额", one.account, one.name, -one.fen, one.function, "", one.fund)
    total = sum(one.fen for one in openings)
    yield _line("", "", "年初余额", "8001", "资金结存\\货币资金", total)
    for number, move in enumerate(moves, 1):
        day, voucher = f"2024-{1 + number % 12:02d}-15", f"记-{number}"
        yield _entry(day, voucher, f"业务{number}", move, closing=False)
        fen = move.fen if move.is_income else -move.fen
        yield _line(day, voucher, f"业务{number}", "8001", "资金结存\\货币资金", fen)
    yield from _closing(moves)


def _closing(moves: list[Move]) -> Iterator[tuple[object, ...]]:
    day, number = "2024-12-31", len(moves)
    results: dict[str, int] = defaultdict(int)
    key = _closing_key
    for place, group in groupby(sorted(moves, key=key), key=key):
        number += 1
        (account, name), function, fund = place
        closed = list(group)
        for move in closed:
            yield _entry(day, f"记-{number}", "年末结转收支", move, closing=True)
        result = sum(move.fen if move.is_income else -move.fen for move in closed)
        results[account] += result
        dimensions = (function, "", fund) if account in {"8101", "8201"} else ()
        yield _line(day, f"记-{number}", "年末结转收支", account, name, -result, *dimensions)
    distributed = 0
    for account, name in (("8501", "其他结余"), ("8401", "经营结余")):
        number += 1
        distributed += results[account]
        yield _line(day, f"记-{number}", "结转本年结余", account, name, results[account])
        yield _line(
            day, f"记-{number}", "结转本年结余", "8701", "非财政拨款结余分配", -results[account]
        )
    number += 1
    yield _line(day, f"记-{number}", "结余分配", "8701", "非财政拨款结余分配", distributed)
    special = distributed * 4 // 10 if distributed > 0 else 0
    if special:
        yield _line(day, f"记-{number}", "提取职工福利基金", "8301", "专用结余", -special)
    yield _line(
        day,
        f"记-{number}",
        "转入非财政拨款结余",
        "8202",
        "非财政拨款结余\\累计结余",
        special - distributed,
    )


def _closing_key(move: Move) -> tuple[tuple[str, str], str, str]:
    return move.closes_to, move.function, move.fund


def _entry(
    day: str, voucher: str, narration: str, move: Move, *, closing: bool
) -> tuple[object, ...]:
    fen = -move.fen if move.is_income else move.fen
    fen = -fen if closing else fen
    side = "credit" if move.is_income != closing else "debit"
    return _line(
        day, voucher, narration, move.account, move.name, fen,
        move.function, move.economic, move.fund, move.kind, side=side,
    )  # fmt: skip


def _line(
    day: str,
    voucher: str,
    narration: str,
    account: str,
    name: str,
    debit_fen: int,
    function: str = "",
    economic: str = "",
    fund: str = "",
    kind: str = "",
    *,
    side: str = "",
) -> tuple[object, ...]:
    """One line; the sign chooses the side unless ``side`` makes it a red entry."""
    account += _SUB_ACCOUNTS.get(name.rpartition("\\")[2], "")
    is_debit = side == "debit" if side else debit_fen >= 0
    debit, credit = (debit_fen, 0) if is_debit else (0, -debit_fen)
    sides = [fen / 100 if fen else "" for fen in (debit, credit)]
    return (day, voucher, narration, account, name, *sides, function, economic, fund, kind)


def balance_lines(lines: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Turn the lines of the journal into a closed balance table with parents.

    In the column order of ``tests.builders.BALANCE_COLUMNS``.
    """
    sums: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    for day, _, _, account, name, debit, credit, *dimensions in lines:
        short = str(name).rpartition("\\")[2]
        leaf = (str(account), short, *(str(one) for one in dimensions[:3]))
        top = (str(account)[:4], str(name).partition("\\")[0], "", "", "")
        if account == top[0]:
            top = leaf
        sides = [round(float(one or 0) * 100) for one in (debit, credit)]  # type: ignore[arg-type]  # numbers by construction
        for key in {leaf, top}:
            if day:
                sums[key][1] += sides[0]
                sums[key][2] += sides[1]
            else:
                sums[key][0] += sides[1] - sides[0]
    return [
        (
            *key,
            *_two_sides(opening),
            *map(_yuan, (debit, credit)),
            *_two_sides(opening + credit - debit),
        )
        for key, (opening, debit, credit) in sorted(sums.items())
    ]


def _two_sides(net: int) -> tuple[object, object]:
    return (_yuan(-net), "") if net < 0 else ("", _yuan(net))


def _yuan(fen: int) -> object:
    return fen / 100 if fen else ""


Tables = dict[tuple[str, str, str], int]


def expected_tables(
    moves: Iterable[Move] = MOVES, openings: Iterable[Opening] = OPENINGS
) -> Tables:
    """All non-zero figures by (table, row, column), in fen."""
    moves, openings = list(moves), list(openings)
    tables: Tables = defaultdict(int)
    for move in moves:
        _add_income(tables, move) if move.is_income else _add_spending(tables, move)
    _add_carryover(tables, moves, openings)
    _add_totals(tables)
    return {key: fen for key, fen in tables.items() if fen}


def _rows_of(function: str) -> list[str]:
    return ["total", function[:3], function[:5], function]


def _add_income(tables: Tables, move: Move) -> None:
    item, column = move.item, _COLUMN.get(move.fund)
    if item == "appropriation":
        line = {GENERAL: "L1", FUND: "L2", STATE: "L3"}[move.fund]
        tables["appropriation", line, "amount"] += move.fen
        tables["appropriation", "L27", "amount"] += move.fen
    else:
        line = _INCOME_LINES[item]
    tables["income_expenditure", line, "amount"] += move.fen
    tables["income_expenditure", "L27", "amount"] += move.fen
    for row in _rows_of(move.function):
        tables["income", row, item] += move.fen
        tables["income", row, "total"] += move.fen
        if column == "fund_budget":
            tables["fund", row, "income"] += move.fen


def _add_spending(tables: Tables, move: Move) -> None:
    place = _CATEGORIES.index(move.function[:3])
    for line in (f"L{31 + place}", "L57"):
        tables["income_expenditure", line, "amount"] += move.fen
    for row in _rows_of(move.function):
        tables["expenditure", row, move.item] += move.fen
        tables["expenditure", row, "total"] += move.fen
    column = _COLUMN.get(move.fund)
    if column is None:
        return
    for line in (f"L{33 + place}", "L59"):
        tables["appropriation", line, column] += move.fen
        tables["appropriation", line, "total"] += move.fen
    table = {
        GENERAL: "general_budget_expenditure", FUND: "fund", STATE: "state_capital",
    }[move.fund]  # fmt: skip
    whole = "expenditure" if table == "fund" else "total"
    for row in _rows_of(move.function):
        tables[table, row, move.item] += move.fen
        tables[table, row, whole] += move.fen
    if move.fund == GENERAL:
        _add_economic(tables, move)


def _add_economic(tables: Tables, move: Move) -> None:
    if move.item == "basic":
        part = "personnel" if move.economic[:3] in {"301", "303"} else "public_use"
        for row in (move.economic, move.economic[:3], f"{part}_total"):
            tables["basic_by_economic", row, "amount"] += move.fen
    column = _THREE_PUBLIC.get(move.economic)
    if column:
        columns = [column, "outturn_total"]
        if "vehicle" in column:
            columns.append("outturn_vehicles")
        for each in columns:
            tables["three_public", "total", each] += move.fen


def _add_carryover(tables: Tables, moves: list[Move], openings: list[Opening]) -> None:
    for one in openings:
        if one.account not in {"8101", "8201"}:
            continue
        _carry(tables, one.fund, one.function, one.fen, opening=one.fen)
    untied = 0
    for move in moves:
        fen = move.fen if move.is_income else -move.fen
        account, _ = move.closes_to
        if account in {"8101", "8201"}:
            _carry(tables, move.fund, move.function, fen, opening=0)
        else:
            untied += fen
    line = "L58" if untied > 0 else "L28"
    tables["income_expenditure", line, "amount"] += abs(untied)


def _carry(tables: Tables, fund: str, function: str, fen: int, *, opening: int) -> None:
    """Add to the closing, and ``opening`` to the opening."""
    tables["income_expenditure", "L29", "amount"] += opening
    tables["income_expenditure", "L59", "amount"] += fen
    column = _COLUMN.get(fund)
    if column is None:
        return
    line = {GENERAL: "L29", FUND: "L30", STATE: "L31"}[fund]
    for each in (line, "L28"):
        tables["appropriation", each, "amount"] += opening
    for each in (column, "total"):
        tables["appropriation", "L60", each] += fen
    if fund == FUND:
        for row in _rows_of(function):
            tables["fund", row, "opening"] += opening
            tables["fund", row, "closing"] += fen


def _add_totals(tables: Tables) -> None:
    sums = {
        ("income_expenditure", "L30", "amount"): ("L27", "L28", "L29"),
        ("income_expenditure", "L60", "amount"): ("L57", "L58", "L59"),
        ("appropriation", "L32", "amount"): ("L27", "L28"),
        **{
            ("appropriation", "L64", column): ("L59", "L60")
            for column in ("total", "general_budget", "fund_budget", "state_capital")
        },
    }
    for (table, row, column), parts in sums.items():
        tables[table, row, column] = sum(tables[table, part, column] for part in parts)
