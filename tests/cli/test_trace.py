"""``xlj trace``: the rows behind a printed figure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ended

Run = Callable[..., Ended]


def test_the_rows_behind_a_figure_add_up_to_it(xlj: Run) -> None:
    """公开06 30226 is twelve payments of labour cost."""
    ended = xlj("trace", "examples/ledger.xlsx", "公开06!30226")
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert "劳务费" in lines[0]
    assert "138.30" in lines[0]
    assert "1,382,992.66" in lines[0]
    rows = [line for line in lines if line.startswith("凭证明细")]
    assert len(rows) == 12
    amounts = [int(line.rsplit(None, 1)[-1].replace(",", "").replace(".", "")) for line in rows]
    assert sum(amounts) == 138299266
    assert "12 行" in lines[-1]
    assert "1,382,992.66" in lines[-1]
    assert not list(Path().glob("out"))


@pytest.mark.parametrize(
    "address",
    [
        "公开03!2010301/基本支出",
        "公开06表！30101",
        "公开01!L27",
        "公开01!27",
        "公开05!合计/项目支出",
        "公开03!C9",
    ],
)
def test_every_way_to_name_a_cell_works(xlj: Run, address: str) -> None:
    """By code, line number, name or place on the sheet."""
    ended = xlj("trace", "examples/ledger.xlsx", address)
    assert ended.code == 0
    assert "合计" in ended.out.splitlines()[-1]


def test_a_figure_from_the_supplement_says_so(xlj: Run) -> None:
    """A budget has no ledger rows; where it comes from is named."""
    for address in ("公开09!F8", "公开09!预算数：公务接待费", "公开09!合计/预算数：合计"):
        ended = xlj("trace", "examples/ledger.xlsx", address)
        assert "补充资料" in ended.out
        assert "10,000.00" in ended.out


@pytest.mark.parametrize(
    "address", ["公开06!99999", "公开99!1", "公开09!没有", "公开05!201", "随便", "公开06!", ""]
)
def test_an_address_that_names_no_cell_is_explained(xlj: Run, address: str) -> None:
    """The message says what could be written instead."""
    ended = xlj("trace", "examples/ledger.xlsx", address)
    assert ended.code == 2
    assert "公开" in ended.err
    assert "Traceback" not in ended.err
