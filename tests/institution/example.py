"""A public institution's year, kept as data: its ledger in two forms, and what it must give.

The program is not used here. What is where, and how each figure arises, says README.md.
"""

from __future__ import annotations

import csv
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from tests.builders import table_rows
from tests.builders import write_sheets
from tests.end_to_end.running import fill_form

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent
UNIT = "某某市示例职业学校（示例）"
#: Figures by (table, row, column), in fen.
Figures = dict[tuple[str, str, str], int]
Lines = list[tuple[object, ...]]

_ABOVE = ((f"核算单位：{UNIT}", "", "会计年度：2024", "", "金额单位：元"),)
_BALANCE_HEADINGS = (
    (
        *("科目编码", "科目名称", "支出功能分类编码", "部门支出经济分类编码", "资金性质编码"),
        *("项目类别名称", "项目编码", "项目名称"),
        *("期初余额", "", "本年累计发生额", "", "期末余额", ""),
    ),
    (*[""] * 8, "借方", "贷方", "借方", "贷方", "借方", "贷方"),
)


def read_csv(name: str) -> list[dict[str, str]]:
    """Rows of a file of this folder, by heading."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected() -> Figures:
    """Every cell of 公开01—09 that is not blank."""
    return {
        (row["table"], row["row"], row["column"]): fen_of(row["yuan"])
        for row in read_csv("expected.csv")
    }


def expected_findings(form: str) -> set[tuple[str, str]]:
    """Rule and words of each finding; ``form`` is a column of expected_findings.csv."""
    return {
        (row["rule"], row["words"]) for row in read_csv("expected_findings.csv") if row[form] == "x"
    }


def opening_lines(date: str = "", voucher: str = "", narration: str = "年初余额") -> Lines:
    """The opening balances as lines of a journal: an opening part, or a voucher."""
    return [
        (date, voucher, narration, one["科目编码"], one["科目名称"], *_sides(one, "余额"),
         one["支出功能分类编码"], "", one["资金性质编码"])
        for one in read_csv("openings.csv")
    ]  # fmt: skip


def voucher_lines() -> Lines:
    """The vouchers as lines of a journal."""
    return [
        (*list(one.values())[:5], *_sides(one, "金额"), *list(one.values())[7:])
        for one in read_csv("vouchers.csv")
    ]


def journal_sheet(lines: Lines) -> list[list[object]]:
    """A voucher list as rows of a sheet."""
    return table_rows(_ABOVE, [tuple(read_csv("vouchers.csv")[0])], lines)


def balances_sheet(lines: Lines | None = None) -> list[list[object]]:
    """The closed balance table of the same year, with parents, as rows of a sheet."""
    return table_rows(_ABOVE, _BALANCE_HEADINGS, balance_lines() if lines is None else lines)


def write_journal(path: Path) -> Path:
    """A voucher list that begins with the opening balances (年初余额)."""
    return write_sheets(path, {"凭证明细": journal_sheet([*opening_lines(), *voucher_lines()])})


def write_balances(path: Path) -> Path:
    """The closed balance table."""
    return write_sheets(path, {"科目余额表": balances_sheet()})


def write_supplement(path: Path) -> Path:
    """The form of the program, filled in."""
    values = {row["字段名"]: _number(row["填写"]) for row in read_csv("supplement.csv")}
    return fill_form(path, values)


def added_up() -> Figures:
    """What expected.sql makes of the vouchers and openings."""
    base = sqlite3.connect(":memory:")
    base.execute(
        "CREATE TABLE vouchers (narration TEXT, account TEXT, name TEXT, debit INTEGER,"
        ' credit INTEGER, "function" TEXT, economic TEXT, fund TEXT)'
    )
    base.executemany(
        "INSERT INTO vouchers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (one["摘要"], one["科目编码"], one["科目名称"], fen_of(one["借方金额"]),
             fen_of(one["贷方金额"]), one["支出功能分类编码"], one["部门支出经济分类编码"],
             one["资金性质编码"])
            for one in read_csv("vouchers.csv")
        ],
    )  # fmt: skip
    base.execute(
        'CREATE TABLE openings (account TEXT, debit INTEGER, credit INTEGER, "function" TEXT,'
        " fund TEXT)"
    )
    base.executemany(
        "INSERT INTO openings VALUES (?, ?, ?, ?, ?)",
        [
            (one["科目编码"], fen_of(one["借方余额"]), fen_of(one["贷方余额"]),
             one["支出功能分类编码"], one["资金性质编码"])
            for one in read_csv("openings.csv")
        ],
    )  # fmt: skip
    base.execute("CREATE TABLE supplement (field TEXT, fen INTEGER)")
    base.executemany(
        "INSERT INTO supplement VALUES (?, ?)",
        [
            (one["字段名"], fen_of(one["填写"]))
            for one in read_csv("supplement.csv")
            if one["字段名"].startswith("three_public_budget.")
        ],
    )
    *steps, question = (FOLDER / "expected.sql").read_text(encoding="utf-8").rsplit("\n\n", 1)
    base.executescript("\n".join(steps))
    return {(table, row, column): fen for table, row, column, fen in base.execute(question)}


def balance_lines() -> Lines:
    """One line an account and its dimensions, and one a four-digit account."""
    return list(_balance_lines())


def _balance_lines() -> Iterator[tuple[object, ...]]:
    sums: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in read_csv("openings.csv"):
        key = (one["科目编码"], one["科目名称"], one["支出功能分类编码"], "", one["资金性质编码"])
        _add(sums, (*key, "", "", ""), (fen_of(one["贷方余额"]) - fen_of(one["借方余额"]), 0, 0))
    for one in read_csv("vouchers.csv"):
        place = tuple(one[name] for name in list(one) if name not in _NOT_A_KEY)
        _add(sums, place, (0, fen_of(one["借方金额"]), fen_of(one["贷方金额"])))
    for leaf, (opening, debit, credit) in sorted(sums.items()):
        yield (
            *leaf,
            *_two_sides(opening),
            _yuan(debit),
            _yuan(credit),
            *_two_sides(opening + credit - debit),
        )


_NOT_A_KEY = ("日期", "凭证号", "摘要", "借方金额", "贷方金额")


def _add(
    sums: dict[tuple[str, ...], list[int]], key: tuple[str, ...], amounts: tuple[int, int, int]
) -> None:
    """Add to the leaf and to its four-digit parent."""
    account, name = key[:2]
    leaf = (account, name.rpartition("\\")[2], *key[2:])
    top = (account[:4], name.partition("\\")[0], *[""] * 6)
    for each in {leaf, top}:
        for place, fen in enumerate(amounts):
            sums[each][place] += fen


def _sides(row: dict[str, str], word: str) -> tuple[object, object]:
    return _number(row[f"借方{word}"]), _number(row[f"贷方{word}"])


def _two_sides(net: int) -> tuple[object, object]:
    return (_yuan(-net), "") if net < 0 else ("", _yuan(net))


def _yuan(fen: int) -> object:
    return fen / 100 if fen else ""


def _number(text: str) -> object:
    """A cell as a spreadsheet holds it."""
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def fen_of(yuan: str) -> int:
    """Read an amount in yuan with at most two decimals; nothing is zero."""
    whole, _, part = yuan.lstrip("-").partition(".")
    fen = int(whole or 0) * 100 + int(f"{part}00"[:2])
    return -fen if yuan.startswith("-") else fen
