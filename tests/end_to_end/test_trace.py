"""Behind every figure stand ledger rows and stated figures that add up to it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.builders import balance_workbook
from tests.builders import journal_workbook
from tests.end_to_end.institution import LOSS
from tests.end_to_end.institution import MOVES
from tests.end_to_end.institution import balance_lines
from tests.end_to_end.institution import voucher_lines
from tests.end_to_end.running import fen_of
from tests.end_to_end.running import fill
from tests.end_to_end.running import fill_form
from tests.end_to_end.running import xlj
from tests.end_to_end.test_codes import everything
from tests.end_to_end.test_codes import spending_lines
from xls_juesuan.accounts import FillRequest
from xls_juesuan.model import Origin
from xls_juesuan.pipeline import compute
from xls_juesuan.tables.trace import trace_cell

if TYPE_CHECKING:
    from xls_juesuan.accounts import Accounts

EXAMPLES = Path(__file__).parents[2] / "examples"
ALL = (*MOVES, LOSS)
_AMOUNT = re.compile(r"-?[\d,]+\.\d\d")


def ledgers(folder: Path) -> dict[str, Path]:
    """Ledgers that use everything a figure can be made of."""
    lines = list(voucher_lines(ALL))
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "example": EXAMPLES / "ledger.xlsx",
        "balances": balance_workbook(folder / "余额表.xlsx", balance_lines(lines)),
        "journal": journal_workbook(folder / "台账.xlsx", [*lines, *spending_lines(everything())]),
    }


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Accounts]:
    paths = ledgers(tmp_path_factory.mktemp("trace"))
    return {name: compute(FillRequest(path)) for name, path in paths.items()}


@pytest.mark.parametrize("name", ["example", "balances", "journal"])
def test_every_figure_is_the_sum_of_the_rows_behind_it(
    name: str, computed: dict[str, Accounts]
) -> None:
    """Totals, references between tables, residuals and carry-overs included."""
    accounts = computed[name]
    for table in accounts.tables.tables:
        for cell in table.cells.values():
            parts = trace_cell(cell, accounts.cube.facts).parts
            assert sum(part.sign * part.fact.fen for part in parts) == cell.fen, cell.key


@pytest.mark.parametrize("name", ["example", "balances", "journal"])
def test_every_fact_of_the_ledger_is_the_sum_of_its_rows(
    name: str, computed: dict[str, Accounts]
) -> None:
    """Used lines, and for carry-overs the 8xxx lines that are set aside otherwise."""
    accounts = computed[name]
    behind = sums_behind(accounts)
    shown = {
        part.fact.number: part.fact
        for table in accounts.tables.tables
        for cell in table.cells.values()
        for part in trace_cell(cell, accounts.cube.facts).parts
    }
    assert shown
    for number, fact in shown.items():
        rows, fen = behind.get(number, (0, 0))
        if fact.origin is Origin.LEDGER:
            assert (rows, fen) == (fact.rows, fact.fen), fact
        else:
            assert rows == 0


def sums_behind(accounts: Accounts) -> dict[int, tuple[int, int]]:
    """Number of rows and sum in fen by number of fact."""
    found: dict[int, tuple[int, int]] = {}
    lines = accounts.cube.lines_behind()[["fact", "counted"]]
    for number, fen in lines.itertuples(index=False, name=None):
        rows, total = found.get(number, (0, 0))
        found[number] = rows + 1, total + fen
    return found


@pytest.mark.parametrize(
    "address",
    [
        *("公开01!28", "公开01!60", "公开04!28", "公开06!公用经费合计"),
        *("公开07!2120804/年末结转和结余", "公开09!决算数：合计"),
    ],
)
def test_the_printed_rows_add_up_to_the_printed_figure(address: str, tmp_path: Path) -> None:
    """``xlj trace`` lists rows whose amounts make the figure that it prints on top."""
    path = ledgers(tmp_path)["journal"]
    run = xlj("trace", path, address)
    assert run.code == 0, run.err
    head, _, *rows = run.out.splitlines()
    figure = fen_of(_AMOUNT.findall(head)[-1].replace(",", ""))
    (total,) = (line for line in rows if line.startswith("合计"))
    listed = [
        fen_of(_AMOUNT.findall(line)[-1].replace(",", "")) for line in rows[: rows.index(total)]
    ]
    assert sum(listed) == figure
    assert rows[-1] == total, "all of it comes from rows of the ledger"


def test_the_trace_sheet_lists_what_stands_behind_each_fact(tmp_path: Path) -> None:
    """On 溯源 the amounts of a fact's rows add up to its amount on 汇总."""
    run = fill(ledgers(tmp_path)["journal"])
    assert run.workbook is not None
    book = load_workbook(run.workbook, data_only=True)
    facts = list(book["汇总"].iter_rows(min_row=5, max_col=19, values_only=True))
    traced: dict[int, int] = {}
    for row in book["溯源"].iter_rows(min_row=4, values_only=True):
        traced[row[0]] = traced.get(row[0], 0) + round(row[-1] * 100)
    flows = {"收入", "支出", "年初结转和结余", "年末结转和结余", "使用非财政拨款结余", "结余分配"}
    checked = [fact for fact in facts if fact[1] in flows]
    assert {fact[1] for fact in checked} >= {"收入", "支出", "年初结转和结余", "年末结转和结余"}
    for fact in checked:
        assert traced[fact[0]] == round(fact[18] * 100), fact


def test_what_only_the_supplement_knows_is_said_to_come_from_it(tmp_path: Path) -> None:
    """A closing that starts from a stated opening shows the ledger's rows and the rest."""
    lines = [line for line in voucher_lines() if line[0]]
    path = journal_workbook(tmp_path / "台账.xlsx", lines)
    opening = {
        "carryover.opening.general_budget": 250_000.25,
        "carryover.opening.fund_budget": 119_191.91,
        "carryover.opening.state_capital": 1_000,
        "carryover.opening.other": 77_000.77,
    }
    fill_form(tmp_path / "补充资料.xlsx", dict(opening))
    run = xlj("trace", path, "公开04!60/政府性基金预算财政拨款")
    *_, total, rest = run.out.splitlines()
    # 22,222.23 was left of one item in the year, 11,111.11 of the other came from before.
    assert total == "合计 2 行，11,111.12 元"
    assert "119,191.91" in rest
    assert rest.endswith("年初结转和结余（补充资料）")
