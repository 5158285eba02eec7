"""Both forms of the institution's ledger give every cell of the kept tables, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.running import Run
from tests.end_to_end.running import fill
from tests.institution.example import UNIT
from tests.institution.example import expected
from tests.institution.example import expected_findings
from tests.institution.example import write_balances
from tests.institution.example import write_journal
from tests.institution.example import write_supplement
from tests.office.recalculation import compare_stored_values
from tests.office.recalculation import recalculate

if TYPE_CHECKING:
    from pathlib import Path

WRITERS = {"journal": write_journal, "balances": write_balances}
FORMS = sorted(WRITERS)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """``xlj fill`` of each form, with the supplement found beside the ledger."""
    found = {}
    for form, write in WRITERS.items():
        folder = tmp_path_factory.mktemp(form)
        write_supplement(folder / "补充资料.xlsx")
        found[form] = fill(write(folder / "台账.xlsx"))
    return found


@pytest.mark.parametrize("form", FORMS)
def test_every_cell_is_as_kept_and_all_others_are_blank(form: str, runs: dict[str, Run]) -> None:
    """284 figures in nine tables; no cell is unknown."""
    document = runs[form].document
    assert runs[form].figures == expected()
    cells = [cell for table in document["tables"].values() for cell in table["cells"]]
    assert [cell for cell in cells if cell["yuan"] is None] == []
    assert document["unit"] == UNIT


@pytest.mark.parametrize("form", FORMS)
def test_the_audit_says_what_is_listed_and_nothing_else(form: str, runs: dict[str, Run]) -> None:
    """Loans, reconciled to the fen, and texts that nobody has given; one line may be said often."""
    listed = expected_findings(form)
    left = set(listed)
    unexpected = []
    for one in runs[form].failed:
        known = {(rule, words) for rule, words in listed if rule == one["code"]}
        said = {(rule, words) for rule, words in known if words in one["message"]}
        if not said:
            unexpected.append((one["code"], one["message"]))
        left -= said
    assert unexpected == []
    assert left == set()


@pytest.mark.parametrize("form", FORMS)
def test_the_reconciliation_gives_book_left_out_and_disclosed(
    form: str, runs: dict[str, Run]
) -> None:
    """账面数 - 剔除数 = 决算数, each account with its amount, on both sides."""
    (said,) = (one for one in runs[form].failed if one["code"] == "L240")
    for words in (
        "账面 16,186,100.48 元 - 剔除 6501 债务预算收入 1,000,000.00 元 = 决算数 15,186,100.48 元",
        "剔除 7601 投资支出 200,000.00 元、7701 债务还本支出 300,000.00 元 = 决算数 13,309,865.63 元",
    ):
        assert words in said["message"]
    outcomes = {one["code"]: one["outcome"] for one in runs[form].document["audit"]["findings"]}
    assert {outcomes[code] for code in ("L241", "L242", "L328")} == {"passed"}


def test_vouchers_alone_give_all_but_the_budgets(tmp_path: Path) -> None:
    """A journal with openings needs the supplement for the budgets of the three public expenses."""
    run = fill(write_journal(tmp_path / "台账.xlsx"))
    outturn = {key: fen for key, fen in expected().items() if not key[2].startswith("budget_")}
    assert run.figures == outturn


@pytest.mark.office
@pytest.mark.parametrize("form", FORMS)
def test_libreoffice_calculates_the_same(form: str, runs: dict[str, Run], tmp_path: Path) -> None:
    """Forced recalculation of every formula gives the stored value."""
    workbook = runs[form].workbook
    assert workbook is not None
    assert compare_stored_values(workbook, recalculate(workbook, tmp_path)) == []
