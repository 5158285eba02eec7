"""Faults in the rows of a table, also of tables that were not built here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.tables.samples import fill
from tests.tables.samples import spending
from xls_juesuan.codes import functional_codes
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.tables.code_names import CodeNames
from xls_juesuan.tables.faults import RowFaults
from xls_juesuan.tables.table import Table
from xls_juesuan.tables.table import TableRow

LENGTHS = (3, 5, 7)


def listing(*codes: str, names: dict[str, str] | None = None) -> RowFaults:
    """Faults of a table of expenditure with just these rows."""
    table = fill().table("expenditure")
    assert table is not None
    known = CodeNames(functional_codes(), 2024, ())
    rows = tuple(
        TableRow(f"{line}", line, (names or {}).get(code) or known.name(code), code)
        for line, code in enumerate(codes)
    )
    return RowFaults(replace_rows(table, rows), LENGTHS, known)


def replace_rows(table: Table, rows: tuple[TableRow, ...]) -> Table:
    return replace(table, rows=rows, cells={})


def codes(rows: tuple[TableRow, ...]) -> list[str]:
    return [row.code for row in rows]


def test_a_code_that_does_not_follow_the_one_above_is_out_of_order() -> None:
    """Rows rise by code, a parent before its children."""
    faults = listing("201", "20103", "2010301", "208", "205", "20502")
    assert codes(faults.rows("disordered")) == ["205"]
    assert codes(listing("20103", "201").rows("disordered")) == ["201"]


def test_a_code_right_below_itself_does_not_rise() -> None:
    """The formula on 核对 asks whether each code is greater than the one above, and so does this."""
    assert codes(listing("201", "20103", "20103").rows("disordered")) == ["20103"]


def test_a_code_that_stands_twice_is_counted_once_for_each_repetition() -> None:
    """The second and third row are faults, the first is not."""
    faults = listing("201", "201", "208", "201")
    assert codes(faults.rows("repeated")) == ["201", "201"]


def test_a_row_without_its_parent_is_an_orphan() -> None:
    """An item needs its 款, a 款 its 类."""
    faults = listing("201", "2010301", "20805")
    assert codes(faults.rows("orphaned")) == ["2010301", "20805"]


def test_a_name_is_compared_with_the_list_of_the_year_brackets_aside() -> None:
    """Half-width brackets and numbering are no fault; another name is; unknown codes have none."""
    faults = listing(
        "201",
        "20103",
        "2010301",
        "2010377",
        names={
            "201": "一、一般公共服务支出",
            "20103": "政府办公厅(室)及相关机构事务",
            "2010301": "行政运转",
            "2010377": "某某",
        },
    )
    assert codes(faults.rows("misnamed")) == ["2010301"]
    assert codes(faults.rows("unlisted")) == ["2010377"]


def test_a_misnamed_row_is_told_what_it_could_be() -> None:
    """The name of its code, and the code beside it that has its name."""
    pension, annuity = "2080505", "2080506"
    name = functional_codes().name(annuity, 2024)
    assert name is not None
    faults = listing("208", "20805", pension, names={pension: name})
    (row,) = faults.rows("misnamed")
    assert faults.right(row) == (functional_codes().name(pension, 2024), (annuity,), False)
    assert faults.lists(pension)
    assert not faults.lists(annuity)


@pytest.mark.parametrize(
    ("fund", "wrong"),
    [
        (Funding.GENERAL_BUDGET, ["21208", "2120803", "22960", "234"]),
        (Funding.FUND_BUDGET, ["20103", "2010301"]),
        (Funding.STATE_CAPITAL, ["201", "20103", "212", "21208", "2120803", "22960", "234"]),
    ],
)
def test_a_code_of_another_fund_is_told_by_the_list(fund: Funding, wrong: list[str]) -> None:
    """A 类 that has codes of several funds is right for each of them; unknown codes are not counted."""
    faults = listing(
        "201", "20103", "2010301", "212", "21208", "2120803", "22960", "2299977", "234"
    )
    found = codes(faults.rows("wrong_fund", str(fund)))
    assert [code for code in wrong if code not in found] == []
    assert "2299977" not in found
    if fund is Funding.GENERAL_BUDGET:
        assert found == wrong


def test_rows_of_zeros_are_found_and_built_tables_have_none() -> None:
    """A row none of whose figures is other than zero is all zero."""
    tables = fill(spending(500), spending(30, "2080501", item=Item.PROJECT))
    assert tables.fault_count("all_zero", "expenditure", "") == 0
    assert codes(listing("201").rows("all_zero")) == ["201"]


def test_a_table_that_the_profile_does_not_print_has_no_faults() -> None:
    """What is not there cannot be faulty."""
    assert fill().fault_count("repeated", "nowhere", "") == 0


def test_side_by_side_blocks_have_their_own_order() -> None:
    """公开06 puts 303 before 302 in another block; that is no disorder."""
    assert fill().fault_count("disordered", "basic_by_economic", "") == 0
