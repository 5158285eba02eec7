from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xls_juesuan.writing.widths import column_width
from xls_juesuan.writing.widths import display_width
from xls_juesuan.writing.widths import row_height


def test_a_chinese_character_is_as_wide_as_two_digits() -> None:
    """Full-width punctuation and characters count twice, digits and letters once."""
    assert display_width("一般公共预算2024") == 6 * 2 + 4
    assert display_width("（元）") == 6
    assert display_width("e\u0301") == 1
    assert display_width("") == 0


def test_what_gbk_encodes_is_measured_alike() -> None:
    """The quick way and the table of East-Asian widths agree on every character of GBK."""
    for code in range(0x10000):
        character = chr(code)
        try:
            character.encode("gbk")
        except UnicodeEncodeError:
            continue
        # A character that GBK lacks makes the whole text be measured one by one.
        assert display_width(character) == display_width(character + "𠮷") - 2, hex(code)


def test_a_column_holds_its_longest_line() -> None:
    """A line break starts a new line, and limits hold."""
    assert column_width(["预算"], font_size=10.5) == 4 + 2
    assert column_width(["预算\n一般公共预算"], font_size=10.5) == 12 + 2
    assert column_width([], narrowest=9) == 9
    assert column_width(["长" * 100], widest=30) == 30


def test_larger_type_needs_a_wider_column() -> None:
    """Twice the size of type takes twice the room."""
    assert column_width(["预算"], font_size=21) == 8 + 2


@given(st.text(alphabet="公开预算表123 \n", max_size=200), st.integers(10, 80))
def test_a_row_is_high_enough_for_its_text(text: str, width: int) -> None:
    """The lines that the height gives room for hold all characters of the text."""
    lines = (row_height(text, width) - 4) / (11 * 1.35)
    assert round(lines) >= max(1, text.count("\n") + 1 if text else 1) or lines > 26
    assert lines * width >= display_width(text.replace("\n", "")) or lines > 26


def test_no_row_is_higher_than_spreadsheets_allow() -> None:
    """A very long text gets the greatest height there is."""
    assert row_height("长" * 5000, 20) == 409
