from __future__ import annotations

from decimal import ROUND_HALF_UP
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import LARGEST_FEN
from xls_juesuan.money import AmountError
from xls_juesuan.money import fen_to_wan_float
from xls_juesuan.money import fen_to_yuan_float
from xls_juesuan.money import format_printed
from xls_juesuan.money import format_wan
from xls_juesuan.money import format_yuan
from xls_juesuan.money import format_yuan_grouped
from xls_juesuan.money import parse_decimal
from xls_juesuan.money import parse_fen
from xls_juesuan.money import round_fen
from xls_juesuan.money import round_half_away

#: Amounts that a spreadsheet cell holds exactly to the fen: 15 significant digits.
CELL_FEN = st.integers(-(10**13), 10**13)
FEN = st.integers(-(LARGEST_FEN - 1), LARGEST_FEN - 1)
FRACTIONS = st.fractions(-(10**9), 10**9)
WIDE = str.maketrans("0123456789.,-+()", "０１２３４５６７８９．，－＋（）")


@given(CELL_FEN)
def test_a_number_cell_is_read_to_the_fen(fen: int) -> None:
    """The double nearest to an amount in yuan is read back as that amount."""
    assert parse_fen(fen_to_yuan_float(fen)) == fen


@given(CELL_FEN)
def test_a_cell_in_wan_is_read_to_the_fen(fen: int) -> None:
    """The double nearest to an amount in 万元 is read back as that amount."""
    assert parse_fen(fen_to_wan_float(fen), fen_per_unit=FEN_PER_WAN) == fen


@given(FEN)
def test_printed_yuan_are_read_back(fen: int) -> None:
    """Plain and grouped yuan are read as what they print."""
    assert parse_fen(format_yuan(fen)) == fen
    assert parse_fen(format_yuan_grouped(fen)) == fen


@given(FEN)
def test_every_textual_form_names_the_same_amount(fen: int) -> None:
    """Full-width digits, currency words, spaces, brackets and trailing minus change nothing."""
    plain = format_yuan(abs(fen))
    grouped = format_yuan_grouped(abs(fen))
    assert {parse_fen(form) for text in (plain, grouped) for form in positive_forms(text)} == {
        abs(fen)
    }
    assert {parse_fen(form) for text in (plain, grouped) for form in negative_forms(text)} == {
        -abs(fen)
    }


def positive_forms(text: str) -> list[str]:
    return [
        text,
        f"+{text}",
        f"  {text}\t",
        f"\u3000{text}\u00a0",
        f"¥{text}",
        f"￥ {text}",
        f"{text}元",
        f"人民币{text}元",
        f"RMB{text}",
        text.translate(WIDE),
    ]


def negative_forms(text: str) -> list[str]:
    forms = [
        f"({text})",
        f"（{text}）",
        f"{text}-",
        f"¥-{text}",
        f"-¥{text}",
        f"-{text}元",
        f"-{text}".translate(WIDE),
    ]
    return forms + [f"{sign}{text}" for sign in "-−－﹣–—"]


@given(FRACTIONS, st.sampled_from([1, 2, 100, 10_000]))
def test_rounding_goes_half_away_from_zero(value: Fraction, step: int) -> None:
    """The result is the nearest multiple of the step, and of two the one farther from zero."""
    rounded = round_half_away(value, step)
    error = abs(rounded - value)
    assert rounded % step == 0
    assert 2 * error <= step
    if 2 * error == step:
        assert abs(rounded) > abs(value)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_rounding_agrees_with_decimal_half_up(value: Decimal) -> None:
    """Both roundings of this module are ROUND_HALF_UP of the decimal module."""
    expected = int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    assert round_fen(value) == expected
    assert round_half_away(Fraction(value)) == expected


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (411.91, 41191),
        (0.1 + 0.2, 30),
        (1.005, 101),
        (2.675, 268),
        (-2.675, -268),
        ("0.005", 1),
        ("-0.005", -1),
        ("1,234.50", 123450),
        ("1，234.50", 123450),
        ("1'234'567.8", 123456780),
        ("1\u2009234\u2009567.80", 123456780),
        ("1\u3000234.50", 123450),
        ("1´234.50", 123450),
        ("\u200b1,234.50\ufeff", 123450),
        ("△1,234.50", -123450),
        ("▲5", -500),
        ("－1,234.50", -123450),
        ("（1,234.50）", -123450),
        ("１２３．４５", 12345),
        ("1234.50-", -123450),
        ("(1,234.50)", -123450),
        (".5", 50),
        ("5.", 500),
        ("1.5E3", 150000),
        ("1e-2", 1),
        (7, 700),
        (Decimal("12.345"), 1235),
        (0, 0),
        ("0.00", 0),
    ],
)
def test_amounts_as_ledgers_write_them(cell: object, fen: int) -> None:
    """Each way of writing an amount that was seen in ledgers is read exactly."""
    assert parse_fen(cell) == fen


@pytest.mark.parametrize(
    "cell",
    [
        *(None, "", "  ", "-", "--", "—", "——", "–", "/", "\\", "无", "平"),
        *("－", "／", "…", "……", "―", "─", "−", "\u3000", "\u200b"),
    ],
)
def test_no_amount_is_none_and_not_zero(cell: object) -> None:
    """Blank cells and dashes state no amount."""
    assert parse_fen(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "合计",
        "#REF!",
        "#DIV/0!",
        "1,23",
        "1,2345.00",
        "1.234.567",
        "12 年",
        "1-2",
        "((5))",
        "(51",
        "51)",
        "(-5)",
        "-(5)",
        "--5",
        "0x10",
        "1_000",
        "inf",
        "NaN",
        float("inf"),
        float("nan"),
        True,
        False,
        b"12",
        "1e999",
        LARGEST_FEN,
        Decimal("NaN"),
    ],
)
def test_what_is_no_amount_is_refused(cell: object) -> None:
    """Nothing is guessed: words, errors, odd separators and impossible sizes raise."""
    with pytest.raises(AmountError):
        parse_fen(cell)


@given(st.text(max_size=12))
def test_any_text_is_an_amount_or_nothing_or_refused(text: str) -> None:
    """No text ends in another exception than the one that says it is no amount."""
    try:
        value = parse_decimal(text)
    except AmountError:
        return
    assert value is None or value.is_finite()


def test_binary_noise_is_not_an_entry() -> None:
    """What stands beyond fifteen digits is noise of additions and is dropped."""
    assert parse_decimal(1234567890123.4501) == Decimal("1234567890123.45")


@given(FEN)
def test_wan_are_printed_as_statutory_tables_print_them(fen: int) -> None:
    """Two decimals, thousands separators, rounded half away from zero, blank for zero."""
    printed = format_wan(fen)
    if fen == 0:
        assert printed == ""
        return
    wan = (Decimal(fen) / FEN_PER_WAN).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    assert Decimal(printed.replace(",", "")) == wan
    assert printed.lstrip("-") == f"{abs(wan):,.2f}"


@pytest.mark.parametrize(
    ("fen", "printed"),
    [
        (0, ""),
        (411910000, "411.91"),
        (123456789000, "123,456.79"),
        (5000, "0.01"),
        (4999, "0.00"),
        (-5000, "-0.01"),
        (-4999, "-0.00"),
        (Fraction(10000, 3), "0.00"),
    ],
)
def test_wan_by_example(fen: int | Fraction, printed: str) -> None:
    """Half a hundredth of a 万元 goes up; less is shown as the cell's number format shows it."""
    assert format_wan(fen) == printed


@given(FEN)
def test_spreadsheet_doubles_are_the_nearest_ones(fen: int) -> None:
    """The doubles written to cells are the correctly rounded quotients."""
    assert fen_to_yuan_float(fen) == float(Decimal(fen) / 100)
    assert fen_to_wan_float(fen) == float(Decimal(fen) / FEN_PER_WAN)


def test_what_is_coarser_than_the_unit_has_no_decimals() -> None:
    """1.91 亿元, known to a million, is printed in 万元 as it is."""
    assert format_printed(191 * 10**8, unit=FEN_PER_WAN, step=10**8) == "19,100"
