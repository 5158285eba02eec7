"""Amount, code and date cells, one form after the other."""

from __future__ import annotations

import datetime as dt
import math
from decimal import ROUND_HALF_UP
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xls_juesuan.money import AmountError
from xls_juesuan.money import parse_fen
from xls_juesuan.reading.amounts import read_amounts
from xls_juesuan.reading.cells import ACCOUNT
from xls_juesuan.reading.cells import CLASSIFICATION
from xls_juesuan.reading.cells import PROJECT
from xls_juesuan.reading.cells import code_column
from xls_juesuan.reading.cells import date_of
from xls_juesuan.reading.cells import has_lost_digits
from xls_juesuan.reading.cells import path_of
from xls_juesuan.reading.cells import split_code
from xls_juesuan.reading.cells import text_of
from xls_juesuan.reading.column import Column


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (411.91, 41191),
        (0.1 + 0.2, 30),
        (1.005, 101),
        (-19.815, -1982),
        (7, 700),
        ("1,234.50", 123450),
        ("１，２３４．５０", 123450),
        ("12.30-", -1230),
        ("(12.30)", -1230),
        ("（12.30）", -1230),
        ("－12.30", -1230),
        ("￥12.30", 1230),
        (" 12.3 ", 1230),
        (123456789012.34, 12345678901234),
    ],
)
def test_amounts_are_read_exactly(cell: object, fen: int) -> None:
    """Whatever the form, the amount arrives to the fen and counts as stated."""
    amounts = read_amounts(Column.of([cell]), 100)
    assert amounts.fen.tolist() == [fen]
    assert amounts.stated.tolist() == [True]


@pytest.mark.parametrize("cell", ["", " ", "-", "—", "平"])
def test_a_blank_is_no_zero(cell: str) -> None:
    """Blanks and dashes state nothing; a zero states zero."""
    amounts = read_amounts(Column.of([cell, 0.0, 0]), 100)
    assert amounts.stated.tolist() == [False, True, True]
    assert amounts.fen.tolist() == [0, 0, 0]


@pytest.mark.parametrize("cell", ["见附件", "#REF!", "1.2.3", math.inf, True, 1e15])
def test_what_is_no_amount_is_reported(cell: object) -> None:
    """The place and the text are kept; the amount counts as nothing."""
    amounts = read_amounts(Column.of([1.0, cell]), 100)
    assert amounts.fen.tolist() == [100, 0]
    assert amounts.unreadable == ((1, str(cell)),)


@given(
    st.from_regex(r"-?[0-9]{1,9}(\.[0-9]{1,3})?", fullmatch=True), st.sampled_from([100, 1_000_000])
)
def test_plain_texts_are_read_as_all_others_are(text: str, fen_per_unit: int) -> None:
    """The quick way of texts of digits gives what the careful one gives, or leaves it to it."""
    amounts = read_amounts(Column.of([text]), fen_per_unit)
    try:
        careful = parse_fen(text, fen_per_unit=fen_per_unit)
    except AmountError:
        careful = 0
    assert amounts.fen.tolist() == [careful]
    assert bool(amounts.cut) == (Decimal(text) * fen_per_unit % 1 != 0)


def test_ten_thousand_yuan_are_a_million_fen() -> None:
    """Amounts in 万元 keep six decimals exactly."""
    assert read_amounts(
        Column.of([411.905642, "411.905642", 0.000001]), 1_000_000
    ).fen.tolist() == [
        411905642,
        411905642,
        1,
    ]


@given(st.integers(-(10**13), 10**13))
def test_every_whole_number_of_fen_survives_the_double(fen: int) -> None:
    """A double that was written from fen gives the same fen back."""
    assert read_amounts(Column.of([fen / 100]), 100).fen.tolist() == [fen]


@given(st.integers(-(10**9), 10**9))
def test_fractions_of_a_fen_round_half_away_from_zero(tenths: int) -> None:
    """The vectorised path and the exact path round alike."""
    exact = (Decimal(tenths) / 10).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    assert read_amounts(Column.of([tenths / 1000]), 100).fen.tolist() == [int(exact)]


@pytest.mark.parametrize(
    ("text", "kind", "code", "name"),
    [
        ("30201 办公费", CLASSIFICATION, "30201", "办公费"),
        ("30201-办公费", CLASSIFICATION, "30201", "办公费"),
        ("办公费(30201)", CLASSIFICATION, "30201", "办公费"),
        ("维修（护）费（30213）", CLASSIFICATION, "30213", "维修（护）费"),
        ("30213　维修（护）费", CLASSIFICATION, "30213", "维修（护）费"),
        ("【30201】办公费", CLASSIFICATION, "30201", "办公费"),
        ("30201办公费", CLASSIFICATION, "30201", "办公费"),
        ("２０１０３０１", CLASSIFICATION, "2010301", ""),
        ("2010301.0", CLASSIFICATION, "2010301", ""),
        ("201.03.01", CLASSIFICATION, "2010301", ""),
        ("201-03-01", CLASSIFICATION, "2010301", ""),
        ("201 03 01 行政运行", CLASSIFICATION, "2010301", "行政运行"),
        ("20103.01", CLASSIFICATION, "2010301", ""),
        ("２０１．０３．０１", CLASSIFICATION, "2010301", ""),
        ("302.01", CLASSIFICATION, "30201", ""),
        ("302.1", CLASSIFICATION, "30210", ""),
        ("302.01 办公费", CLASSIFICATION, "30201", "办公费"),
        ("302-01办公费", CLASSIFICATION, "30201", "办公费"),
        ("302-01-办公费", CLASSIFICATION, "30201", "办公费"),
        ("办公费(302.01)", CLASSIFICATION, "30201", "办公费"),
        ("302.00", CLASSIFICATION, "302", ""),
        ("302-12月", CLASSIFICATION, "302", "12月"),
        ("302 12月电费", CLASSIFICATION, "302", "12月电费"),
        ("30201-01 纸张", CLASSIFICATION, "30201", "01 纸张"),
        ("行政运行", CLASSIFICATION, "", "行政运行"),
        ("7101.01", ACCOUNT, "710101", ""),
        ("7101-01 基本支出", ACCOUNT, "710101", "基本支出"),
        ("710101\\基本支出", ACCOUNT, "710101", "基本支出"),
        ("行政支出[7101]", ACCOUNT, "7101", "行政支出"),
        ("制表人：张三", ACCOUNT, "", "制表人：张三"),
        ("2024年工作经费", PROJECT, "", "2024年工作经费"),
        ("410727240000001 2024年工作经费", PROJECT, "410727240000001", "2024年工作经费"),
        ("410727240000001-2024年工作经费", PROJECT, "410727240000001", "2024年工作经费"),
        ("41072724P000000000123 经费", PROJECT, "41072724P000000000123", "经费"),
        ("", PROJECT, "", ""),
    ],
)
def test_code_and_name_in_one_cell_are_told_apart(
    text: str, kind: str, code: str, name: str
) -> None:
    """Every form seen in exports gives code and name."""
    assert split_code(text, kind) == (code, name)


def test_codes_that_became_numbers_are_codes_again() -> None:
    """2010301.0 is a code, 7101.1 is the account 7101.10, and twenty digits stay whole."""
    assert code_column(Column.of([2010301.0, 30201, "30201"]), CLASSIFICATION)[0] == [
        "2010301",
        "30201",
        "30201",
    ]
    assert code_column(Column.of([302.01, 302.1, 302.0, 20103.01, 20103.1]), CLASSIFICATION)[0] == [
        "30201",
        "30210",
        "302",
        "2010301",
        "2010310",
    ]
    assert code_column(Column.of([7101.01, 7101.1, 7101]), ACCOUNT)[0] == [
        "710101",
        "710110",
        "7101",
    ]
    assert code_column(Column.of(["32132222000010000161"]), PROJECT)[0] == ["32132222000010000161"]


@given(st.sampled_from(["2010301", "30201", "31013", "20103"]), st.sampled_from([".", "-", "·"]))
def test_marks_between_levels_change_no_code(code: str, mark: str) -> None:
    """A classification code is the same with its levels apart."""
    levels = [code[:3], *(code[at : at + 2] for at in range(3, len(code), 2))]
    assert split_code(mark.join(levels), CLASSIFICATION) == (code, "")
    assert split_code(f"{mark.join(levels)} 名称", CLASSIFICATION) == (code, "名称")


def test_codes_too_long_for_a_number_are_noticed() -> None:
    """Sixteen digits and more, and powers of ten, may have lost their end; texts have not."""
    assert all(map(has_lost_digits, [4.1072724e20, 1e15, 10**16, "4.10727E+14", "３.2E+19"]))
    assert not any(
        map(
            has_lost_digits,
            [
                "32132222000010000161",
                999_999_999_999_999.0,
                2010301,
                "1E5A",
                "",
                None,
                True,
                math.inf,
                math.nan,
            ],
        )
    )


def test_dates_of_every_form_become_iso() -> None:
    """Texts, serial numbers and dates alike; what is no date is empty."""
    cells = [
        "2024-01-05",
        "2024/1/5",
        "2024.1.5",
        "2024年1月5日",
        "20240105",
        45296.0,
        dt.date(2024, 1, 5),
        dt.datetime(2024, 1, 5, 9, tzinfo=dt.UTC),
        "2024-01-05 00:00:00",
    ]
    assert {date_of(cell) for cell in cells} == {"2024-01-05"}
    assert [date_of(cell) for cell in ("2024-01", "202401", "2024年1月", "1月5日", "01-05")] == [
        "2024-01"
    ] * 3 + ["-01-05"] * 2
    no_dates = ["合计", "", None, True, "2024-14-01", "2024-01-45", math.inf]
    assert [date_of(cell) for cell in no_dates] == [""] * 7


def test_texts_lose_blanks_breaks_and_decimals() -> None:
    """A number is printed as people see it."""
    assert [text_of(cell) for cell in [" 记-1　", "支付\n办公费", 12.0, 1.5, None, True]] == [
        "记-1",
        "支付 办公费",
        "12",
        "1.5",
        "",
        "是",
    ]


def test_account_names_are_joined_by_slashes() -> None:
    """Backslash, hyphen and underscore stand between the levels in different products."""
    for name in (
        "行政支出\\基本支出",
        "行政支出/基本支出",
        "行政支出_基本支出",
        "行政支出 - 基本支出",
    ):
        assert path_of(name) == "行政支出/基本支出"
