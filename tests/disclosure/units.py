"""Units that are not like the example: their vouchers, their supplement, their document."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.builders import journal_workbook
from tests.end_to_end.institution import GENERAL
from tests.end_to_end.institution import Move
from tests.end_to_end.institution import Opening
from tests.end_to_end.institution import voucher_lines
from xls_juesuan.accounts import Accounts
from xls_juesuan.accounts import FillRequest
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.disclosure.lacking import TEXTS
from xls_juesuan.pipeline import compute
from xls_juesuan.supplement import Supplement
from xls_juesuan.writing.supplement_form import write_supplement_form

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.supplement import Value

    Rows = Mapping[str, Sequence[Mapping[str, Value]]]

UNIT = "某某局"
#: Everything a small unit has to state; it bought nothing and assessed nothing.
FIELDS: Mapping[str, Value] = {
    "unit.name": UNIT,
    "unit.kind": "administrative",
    "unit.year": 2024,
    "unit.published_month": "2025年09月",
    **{f"three_public_budget.{each}": 0 for each in (
        "overseas_travel", "vehicle_purchase", "vehicle_running", "hospitality",
    )},
    **{f"three_public_counts.{each}": 0 for each in (
        "overseas_groups", "overseas_persons", "vehicles_purchased", "vehicles_held",
        "domestic_receptions", "domestic_persons", "foreign_receptions", "foreign_persons",
    )},
    **{f"procurement.{each}": 0 for each in (
        "goods", "works", "services", "sme_contracts", "small_micro_contracts",
    )},
    "assets.vehicles": 0,
    "assets.equipment_over_million": 0,
    "performance.assessed_projects": 0,
    "performance.overall_score": "95.5",
    "performance.overall_grade": "优",
    "performance.evaluated": "否",
    "previous.grand_total": 100_000_00,
    "previous.appropriation_total": 100_000_00,
    "previous.general_budget_expenditure": 100_000_00,
    "previous.agency_running_cost": 20_000_00,
}  # fmt: skip
ROWS: Rows = {
    "duties": [{"text": "（一）管理甲事；"}, {"text": "2.管理乙事"}],
    "departments": [{"name": "办公室", "duty": "负责日常工作。"}, {"name": "业务股"}],
    "budget_units": [{"name": "某某局（本级）", "kind": "行政单位"}],
    "original_budget_by_function": [{"function": "2010301", "amount": 100_000_00}],
}
#: Last year's amounts, spent and earned again.
MOVES = (
    Move("6001", "财政拨款预算收入\\一般公共预算", 100_000_00, "2010301"),
    Move("7101", "行政支出\\基本支出", 80_000_00, "2010301", "30101", GENERAL, "基本支出"),
    Move("7101", "行政支出\\基本支出", 20_000_00, "2010301", "30201", GENERAL, "基本支出"),
)


def spent(fen: int, function: str, economic: str = "30201", kind: str = "基本支出") -> Move:
    """Money spent from the general public budget."""
    return Move("7101", f"行政支出\\{kind}", fen, function, economic, GENERAL, kind)


def accounts_of(
    moves: Iterable[Move] = MOVES,
    openings: Iterable[Opening] = (),
    *,
    fields: Mapping[str, Value | None] | None = None,
    rows: Rows | None = None,
) -> Accounts:
    """Compute a unit's accounts with its document.

    Args:
        moves: income and spending.
        openings: balances at the start of the year.
        fields: of the supplement, beside ``FIELDS``; ``None`` leaves one blank.
        rows: lists of the supplement, instead of those of ``ROWS``.
    """
    stated = {
        key: value for key, value in {**FIELDS, **(fields or {})}.items() if value is not None
    }
    lists = {key: tuple(each) for key, each in {**ROWS, **(rows or {})}.items()}
    with TemporaryDirectory() as folder:
        ledger = journal_workbook(Path(folder) / "台账.xlsx", voucher_lines(moves, openings))
        form = Path(folder) / "补充资料.xlsx"
        write_supplement_form(form, Supplement(fields=stated, rows=lists))
        rules = tuple(rule for rule in load_rules() if rule.code == TEXTS)
        return compute(FillRequest(ledger, supplement=form, rules=rules))
