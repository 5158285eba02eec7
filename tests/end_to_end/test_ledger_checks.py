"""Every rule about ledgers: the smallest ledger that breaks it is named by row, the mended is not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from typing import Any

import pytest
import xlsxwriter

from tests.builders import BALANCE_ABOVE
from tests.builders import BALANCE_COLUMNS
from tests.builders import JOURNAL_ABOVE
from tests.builders import table_rows
from xls_juesuan.accounts import FillRequest
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.pipeline import compute

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.findings import Finding

COLUMNS = {
    "date": "凭证日期",
    "voucher": "凭证号",
    "narration": "摘要",
    "account": "会计科目编码",
    "name": "会计科目名称",
    "debit": "借方金额",
    "credit": "贷方金额",
    "function": "支出功能分类编码",
    "function_name": "支出功能分类名称",
    "economic": "部门支出经济分类编码",
    "economic_name": "部门支出经济分类名称",
    "fund": "资金性质编码",
    "fund_name": "资金性质名称",
    "project_class": "项目类别编码",
    "project_class_name": "项目类别名称",
    "void": "作废标志",
    "posted": "记账标志",
}
#: Row of the first line: title, unit line, heading above it.
FIRST = 4
#: Two rows of headings in a balance table.
FIRST_BALANCE = 5
#: Right for a ledger without a supplement, and for one of which the year is not closed.
ALWAYS = {"L226", "L218", "L237"}
NOT_CLOSED = {"L219", "L228", "L319"}

Line = dict[str, Any]


def voucher(
    day: str, number: str, narration: str, yuan: object, economic: str = "30201", **rest: object
) -> list[Line]:
    """A payment by the treasury: financial entries first, then budget entries."""
    shared = {
        "date": day,
        "voucher": number,
        "narration": narration,
        "function": "2010301",
        "fund": "111",
    }
    spent = {"economic": economic, "debit": yuan}
    return [
        {**shared, **spent, "account": "500101", "name": "业务活动费用\\基本支出", **rest},
        {**shared, "account": "400101", "name": "财政拨款收入\\基本支出", "credit": yuan},
        {**shared, **spent, "account": "710101", "name": "行政支出\\基本支出", **rest},
        {**shared, "account": "600101", "name": "财政拨款预算收入\\基本支出", "credit": yuan},
    ]


def closing(yuan: object, number: str = "记-5") -> list[Line]:
    shared = {
        "date": "2024-12-31",
        "voucher": number,
        "narration": "年末结转收支",
        "function": "2010301",
        "fund": "111",
    }
    income = {"account": "600101", "name": "财政拨款预算收入\\基本支出"}
    spending = {"account": "710101", "name": "行政支出\\基本支出"}
    result = {"account": "810103", "name": "财政拨款结转\\本年收支结转"}
    return [
        {**shared, **income, "debit": yuan},
        {**shared, **result, "credit": yuan},
        {**shared, **spending, "credit": yuan},
        {**shared, **result, "debit": yuan},
    ]


PAYMENTS = [
    *voucher("2024-01-05", "记-1", "付办公费", 100),
    *voucher("2024-01-20", "记-2", "付差旅费", 30, "30211"),
    *voucher("2024-02-06", "记-3", "付印刷费", 50, "30202"),
    *voucher("2024-03-06", "记-4", "付水费", 20, "30205"),
]
SOUND = [*PAYMENTS, *closing(200)]
#: Spending and income line of the first voucher.
SPENT, EARNED = 2, 3
#: The same payments from the unit's own bank account.
CASH = [
    {
        **line,
        **{
            "400101": {"account": "100201", "name": "银行存款\\基本户"},
            "600101": {"account": "800102", "name": "资金结存\\货币资金"},
        }.get(line["account"], {}),
    }
    for line in PAYMENTS
]


MENDED = {"sound": SOUND, "cash": CASH}


def changed(lines: Sequence[Line], *positions: int, **changes: object) -> list[Line]:
    return [
        {**line, **changes} if position in positions else line
        for position, line in enumerate(lines)
    ]


def without(lines: Sequence[Line], *positions: int) -> list[Line]:
    return [line for position, line in enumerate(lines) if position not in positions]


def write_journal(
    path: Path,
    lines: Iterable[Line],
    *,
    hidden: Iterable[int] = (),
    columns: dict[str, str] = COLUMNS,
) -> Path:
    body = [[line.get(key, "") for key in columns] for line in lines]
    return write_rows(path, table_rows(JOURNAL_ABOVE, [list(columns.values())], body), hidden)


def write_rows(path: Path, rows: Iterable[Sequence[Any]], hidden: Iterable[int] = ()) -> Path:
    """Write cells as they are given; ``#REF!`` becomes an error value."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("凭证明细")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell == "#REF!":
                    sheet.write_formula(at, column, "=1/0", value="#REF!")
                elif cell not in {"", None}:
                    sheet.write(at, column, cell)
        for number in hidden:
            sheet.set_row(number - 1, options={"hidden": True})
    return path


def failures(path: Path) -> list[Finding]:
    found = compute(FillRequest(path)).audit.findings
    return [one for one in found if one.outcome is Outcome.FAILED]


def rows_of(found: Iterable[Finding], code: str) -> set[int]:
    return {source.row for one in found if one.code == code for source in one.sources}


@dataclass(frozen=True)
class Case:
    """A journal that breaks a rule, the lines that show it, and the same journal mended."""

    code: str
    broken: Sequence[Line]
    positions: Sequence[int]
    mended: str = "sound"
    name: str = ""

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()


def spending(**changes: object) -> list[Line]:
    return changed(SOUND, SPENT, **changes)


PROJECT = {"account": "710102", "name": "行政支出\\项目支出", "function": "2010302"}
CASES = [
    Case("L101", spending(debit=90), [2, 3]),
    Case("L101", without(SOUND, EARNED), [2], name="one side lost"),
    Case("L130", changed(SOUND, 0, debit=90), [0, 1]),
    Case("L105", spending(debit="见附件"), [2], name="word"),
    Case("L105", spending(debit="#REF!"), [2], name="error value"),
    Case("L105", spending(debit="1.234,5"), [2], name="two marks"),
    Case("L109", [*PAYMENTS, PAYMENTS[2], *closing(200)], [2, 16]),
    Case("L109", [*PAYMENTS, *PAYMENTS[:4], *closing(200)], [0, 1, 2, 3, 16, 17, 18, 19]),
    Case("L110", changed(SOUND, 4, 5, 6, 7, date="2023-01-20"), [4, 5, 6, 7]),
    Case("L131", changed(SOUND, 4, 5, 6, 7, void="是"), [4, 5, 6, 7]),
    Case("L132", changed(SOUND, 4, 5, 6, 7, posted="否"), [4, 5, 6, 7]),
    Case("L133", without(SOUND, 4, 5, 6, 7), [4]),
    Case("L134", changed(SOUND, 8, 9, 10, 11, voucher="记-2"), [4, 8]),
    Case("L135", without(SOUND, 4, 5), [4, 5]),
    Case("L136", without(SOUND, 6, 7), [4, 5]),
    Case("L137", changed(changed(CASH, 2, debit=90), 3, credit=90), [0, 1, 2, 3], "cash"),
    Case("L139", spending(narration="付来宾招待费", economic="30216"), [2]),
    Case("L139", spending(narration="培训班接待 费", economic="30215"), [2], name="blank"),
    Case("L140", spending(narration="付加班工作餐费", economic="30226"), [2]),
    Case("L141", spending(narration="赴境外考察机票", economic="30211"), [2]),
    Case("L142", spending(narration="付公务用车加油费", economic="30299"), [2]),
    Case("L143", spending(economic="30101", **PROJECT), [2]),
    Case("L144", spending(**{**PROJECT, "function": "2010301"}), [2]),
    Case("L145", changed(SOUND, SPENT, debit=100.004), [2]),
    Case("L145", changed(SOUND, SPENT, debit="100.001"), [2], name="text"),
    Case("L201", spending(function=""), [2]),
    Case("L202", spending(function="20103"), [2]),
    Case("L203", spending(function="2019876"), [2]),
    Case("L204", spending(function="2010704"), [2]),
    Case("L205", spending(economic=""), [2]),
    Case("L206", spending(economic="302"), [2]),
    Case("L207", spending(economic="30288"), [2]),
    Case("L208", spending(economic="30104"), [2]),
    Case("L211", spending(account="7101", name="行政支出"), [2]),
    Case("L212", spending(fund=""), [2]),
    Case("L213", changed(SOUND, EARNED, function=""), [3]),
    Case("L214", spending(function_name="一般行政管理事务"), [2], name="function"),
    Case("L214", spending(economic_name="印刷费"), [2], name="economic"),
    Case("L214", spending(name="事业支出\\基本支出"), [2], name="account"),
    Case(
        "L214",
        changed(SOUND, 0, name="行政支出\\基本支出"),
        [0],
        name="budget name on a financial account",
    ),
    Case("L214", spending(fund="121", fund_name="一般公共预算资金"), [2], name="fund"),
    Case(
        "L214",
        changed(SOUND, 6, name="行政支出\\项目支出"),
        [2, 6, 10, 14],
        name="two names of an account",
    ),
    Case(
        "L214",
        changed(
            spending(project_class="1", project_class_name="人员类"),
            6,
            project_class="1",
            project_class_name="特定目标类",
        ),
        [2, 6],
        name="two names of a class",
    ),
    Case("L215", spending(economic="50201"), [2]),
    Case("L216", spending(account="9101", name="其他"), [2]),
    Case("L217", spending(account="770101", name="债务还本支出\\基本支出"), [2]),
]


@pytest.fixture(scope="module")
def mended(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], set[str]]:
    """Codes that fail on a mended ledger, by its name; each is computed once."""

    @cache
    def codes(name: str) -> set[str]:
        path = tmp_path_factory.mktemp("mended") / "台账.xlsx"
        if name == "table":
            return {one.code for one in failures(write_rows(path, rows_of_table(TABLE)))}
        return {one.code for one in failures(write_journal(path, MENDED[name]))}

    return codes


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_breach_is_found_with_its_rows(
    case: Case, mended: Callable[[str], set[str]], tmp_path: Path
) -> None:
    """The finding names exactly the lines that show it; the mended ledger has no such finding."""
    broken = failures(write_journal(tmp_path / "台账.xlsx", case.broken))

    assert rows_of(broken, case.code) == {FIRST + position for position in case.positions}
    assert case.code not in mended(case.mended)
    for one in broken:
        if one.code == case.code:
            assert {source.sheet for source in one.sources} == {"凭证明细"}


@pytest.mark.parametrize("name", [*MENDED, "table"])
def test_a_sound_ledger_has_no_finding(name: str, mended: Callable[[str], set[str]]) -> None:
    """False alarms are defects: nothing is said of a small ledger in order."""
    unusual = {"P120"} if name == "table" else set()

    assert mended(name) <= ALWAYS | NOT_CLOSED | unusual


def test_hidden_rows_are_told(tmp_path: Path) -> None:
    """L147: they are counted, and the reader is told where they are."""
    path = write_journal(tmp_path / "台账.xlsx", SOUND, hidden=[FIRST + 2, FIRST + 3, 40])
    found = failures(path)

    assert rows_of(found, "L147") == {FIRST + 2, FIRST + 3}
    assert "L147" not in {one.code for one in failures(write_journal(path, SOUND, hidden=[1, 40]))}


def test_a_column_of_government_codes_is_told_as_a_whole(tmp_path: Path) -> None:
    """L215: the column was refused, so its heading is the place."""
    columns = {**COLUMNS, "economic": "经济分类编码"}
    lines = [{**line, "economic": "50201"} if line.get("economic") else line for line in SOUND]
    found = failures(write_journal(tmp_path / "台账.xlsx", lines, columns=columns))

    assert rows_of(found, "L215") == {FIRST - 1}


def test_a_total_row_that_differs_is_told(tmp_path: Path) -> None:
    """L112 names the total row."""
    total = {"narration": "合计", "debit": 800, "credit": 799}
    path = write_journal(tmp_path / "台账.xlsx", [*SOUND, total])

    assert rows_of(failures(path), "L112") == {FIRST + len(SOUND)}


# ------------------------------------------------------------------ balance tables

#: Code, name, function, economic, fund, then opening, movement, closing as debit and credit.
TABLE: list[list[Any]] = [
    ["1002", "银行存款", "", "", "", 50, "", "", 20, 30, ""],
    ["3001", "累计盈余", "", "", "", "", 50, "", "", "", 50],
    ["4001", "财政拨款收入", "", "", "", "", "", "", 200, "", 200],
    ["5001", "业务活动费用", "", "", "", "", "", 220, "", 220, ""],
    ["6001", "财政拨款预算收入", "2010301", "", "111", "", "", "", 200, "", 200],
    ["7101", "行政支出", "", "", "", "", "", 220, "", 220, ""],
    ["710101", "基本支出", "2010301", "30201", "111", "", "", 220, "", 220, ""],
    ["8001", "资金结存", "", "", "", 50, "", "", 20, 30, ""],
    ["810107", "财政拨款结转\\累计结转", "2010301", "", "111", "", 50, "", "", "", 50],
]


def table(*changes: tuple[int, int, object]) -> list[list[Any]]:
    rows = [list(row) for row in TABLE]
    for row, column, value in changes:
        rows[row][column] = value
    return rows


#: Rule, subject, table that breaks it, positions of the rows that show it.
BALANCE_CASES = (
    ("L103", "7101", table((5, 7, 230), (5, 9, 230)), {5}),
    ("L104", "8001", table((7, 9, 31)), {7}),
    ("L138", "financial opening", table((0, 5, 51), (0, 9, 31)), {0, 1}),
    ("L138", "financial movement", table((2, 8, 201), (2, 10, 201)), {0, 2, 3}),
    ("L138", "financial closing", table((1, 10, 51)), {0, 1, 2, 3}),
    ("L138", "budget closing", table((7, 9, 31)), {4, 6, 7, 8}),
)


@pytest.mark.parametrize("case", BALANCE_CASES, ids=lambda case: f"{case[0]} {case[1]}")
def test_a_breach_of_a_balance_table_is_found_with_its_rows(
    case: tuple[str, str, list[list[Any]], set[int]],
    mended: Callable[[str], set[str]],
    tmp_path: Path,
) -> None:
    """Leaves and parents, opening and closing, both sides of the financial accounts."""
    code, subject, lines, positions = case
    found = failures(write_rows(tmp_path / "台账.xlsx", rows_of_table(lines)))
    named = rows_of([one for one in found if one.subject == subject], code)

    assert named == {FIRST_BALANCE + position for position in positions}
    assert code not in mended("table")


def test_a_part_of_the_accounts_is_not_accused_of_imbalance(tmp_path: Path) -> None:
    """Without assets or equity the financial side proves nothing."""
    for left_out in ("1002", "3001"):
        lines = [row for row in TABLE if row[0] != left_out]
        found = failures(write_rows(tmp_path / f"{left_out}.xlsx", rows_of_table(lines)))
        movement = [one for one in found if one.code == "L138"]
        assert [one.subject for one in movement] in ([], ["financial movement"])


def rows_of_table(lines: Iterable[Sequence[Any]]) -> list[list[Any]]:
    return table_rows(BALANCE_ABOVE, BALANCE_COLUMNS, lines)


def test_severity_tells_certain_gaps_from_possible_ones(tmp_path: Path) -> None:
    """A gap in a ledger with both sides must be explained; in one side alone it is a hint."""
    (gap,) = (
        one
        for one in failures(write_journal(tmp_path / "台账.xlsx", without(SOUND, 4, 5, 6, 7)))
        if one.code == "L133"
    )

    assert gap.severity is Severity.WARNING
    assert "缺 2" in gap.message


def test_one_wrong_amount_is_one_error_with_its_consequences_below(tmp_path: Path) -> None:
    """The voucher leads; sums of the ledger that are off by its amount follow it."""
    path = write_journal(tmp_path / "台账.xlsx", spending(debit=90.05))
    audit = compute(FillRequest(path)).audit
    errors = [one for one in failures(path) if one.severity is Severity.ERROR]
    (lead,) = [one for one in errors if not one.follows]
    assert lead.code == "L101"
    assert {one.code for one in errors if one.follows == lead.fingerprint} == {"L301", "L334"}
    assert audit.failures[Severity.ERROR] == 1
