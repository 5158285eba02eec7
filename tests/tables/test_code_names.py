"""What a code is called in a year, and by whom."""

from __future__ import annotations

import pytest

from xls_juesuan.codes import CodeEntry
from xls_juesuan.codes import CodeList
from xls_juesuan.messages.tables import UNLISTED_NAME
from xls_juesuan.tables.code_names import CodeNames

CODES = CodeList(
    (
        CodeEntry("30311", "住房公积金", None, 2017, "", "sourced", ""),
        CodeEntry("30311", "代缴社会保险费", 2020, 2022, "", "sourced", ""),
    ),
    (3, 5),
)


@pytest.mark.parametrize(
    ("year", "stated", "name"),
    [
        (2016, "", "住房公积金"),
        (2021, "随便", "代缴社会保险费"),
        (2024, "社保费", "社保费"),
        (2024, "", "代缴社会保险费"),
        (2018, "", "代缴社会保险费"),
    ],
)
def test_a_code_has_the_name_of_its_year_else_the_stated_else_the_latest(
    year: int, stated: str, name: str
) -> None:
    """The list of the year wins; a code outside it is called what the ledger calls it."""
    assert CodeNames(CODES, year, [("30311", stated)]).name("30311") == name


def test_a_code_that_nobody_names_says_so() -> None:
    """A blank beside a code would look like a mistake of the printer."""
    assert CodeNames(CODES, 2024, ()).name("39988") == UNLISTED_NAME
