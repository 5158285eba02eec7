"""The data of the example is whole in itself, without the program."""

from __future__ import annotations

from collections import defaultdict

from tests.institution.example import added_up
from tests.institution.example import expected
from tests.institution.example import fen_of
from tests.institution.example import read_csv


def test_the_kept_tables_are_what_the_vouchers_add_up_to() -> None:
    """expected.csv is data; SQL over vouchers and openings comes to the same, cell by cell."""
    assert expected() == added_up()


def test_every_voucher_balances_on_both_sides() -> None:
    """Financial and budget accounts balance each by themselves, openings too."""
    sums: dict[tuple[str, bool], int] = defaultdict(int)
    for row in read_csv("vouchers.csv"):
        place = row["凭证号"], row["科目编码"] < "6"
        sums[place] += fen_of(row["借方金额"]) - fen_of(row["贷方金额"])
    for row in read_csv("openings.csv"):
        place = "年初", row["科目编码"] < "6"
        sums[place] += fen_of(row["借方余额"]) - fen_of(row["贷方余额"])
    assert not any(sums.values())


def test_the_year_has_everything() -> None:
    """Every income and spending account, every 8xxx, every economic category, every fund."""
    rows = read_csv("vouchers.csv")
    tops = {row["科目编码"][:4] for row in [*rows, *read_csv("openings.csv")]}
    assert tops >= {
        *("6001", "6101", "6201", "6301", "6401", "6501", "6601", "6602", "6609"),
        *("7201", "7301", "7401", "7501", "7601", "7701", "7901"),
        *("8001", "8101", "8102", "8201", "8202", "8301", "8401", "8501", "8701"),
    }
    economics = {row["部门支出经济分类编码"][:3] for row in rows} - {""}
    assert economics == {
        *("301", "302", "303", "307", "309", "310", "311", "312", "313", "399"),
    }
    assert {row["资金性质编码"] for row in rows} == {"", "111", "121", "131", "2", "3"}
