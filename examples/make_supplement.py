# ruff: noqa: INP001 - a script, not a package
"""Make examples/supplement.xlsx from supplement_2024.json and supplement_texts_2024.toml.

The figures are those of the unit's public disclosure for 2024, which prints 万元 with two
decimals, carried back to yuan so that all printed figures and percentages agree with them.
The texts and the performance indicators are those of the same disclosure.
"""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.codes import functional_codes
from xls_juesuan.declarations.supplement_form import FieldKind
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.money import FEN_PER_YUAN
from xls_juesuan.money import round_fen
from xls_juesuan.supplement import Supplement
from xls_juesuan.writing.supplement_form import write_supplement_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.supplement import Value

FOLDER = Path(__file__).resolve().parent

AMOUNTS = {
    "final_budget.appropriation": ("全年预算", "财政拨款"),
    "final_budget.fiscal_special": ("全年预算", "财政专户管理资金"),
    "final_budget.unit_funds": ("全年预算", "单位资金"),
    "executed.unit_funds": ("全年执行", "单位资金"),
    "previous.grand_total": ("上年决算", "收支总计"),
    "previous.appropriation_total": ("上年决算", "财政拨款收支总计"),
    "previous.general_budget_expenditure": ("上年决算", "一般公共预算财政拨款支出"),
    "previous.agency_running_cost": ("上年决算", "机关运行经费"),
    "three_public_budget.overseas_travel": ("三公预算", "因公出国（境）费"),
    "three_public_budget.vehicle_purchase": ("三公预算", "公务用车购置费"),
    "three_public_budget.vehicle_running": ("三公预算", "公务用车运行维护费"),
    "three_public_budget.hospitality": ("三公预算", "公务接待费"),
    "procurement.goods": ("政府采购", "货物"),
    "procurement.works": ("政府采购", "工程"),
    "procurement.services": ("政府采购", "服务"),
    "procurement.sme_contracts": ("政府采购", "授予中小企业合同金额"),
    "procurement.small_micro_contracts": ("政府采购", "其中小微企业"),
}
COUNTS = {
    "three_public_counts.overseas_groups": ("三公实物量", "因公出国团组数"),
    "three_public_counts.overseas_persons": ("三公实物量", "因公出国人次"),
    "three_public_counts.vehicles_purchased": ("三公实物量", "公务用车购置数"),
    "three_public_counts.vehicles_held": ("三公实物量", "公务用车保有量"),
    "three_public_counts.domestic_receptions": ("三公实物量", "国内接待批次"),
    "three_public_counts.domestic_persons": ("三公实物量", "国内接待人次"),
    "three_public_counts.foreign_receptions": ("三公实物量", "外宾接待批次"),
    "three_public_counts.foreign_persons": ("三公实物量", "外宾接待人次"),
    "assets.vehicles": ("国有资产", "车辆合计"),
    "assets.equipment_over_million": ("国有资产", "单位价值100万元（含）以上设备"),
}
#: The published tables print no carry-over in 公开01 and 公开04: there was none.
NOTHING_CARRIED = (
    "carryover.opening.general_budget",
    "carryover.opening.fund_budget",
    "carryover.opening.state_capital",
    "carryover.opening.other",
    "carryover.closing.general_budget",
    "carryover.closing.fund_budget",
    "carryover.closing.state_capital",
    "carryover.closing.other",
)


def build_supplement(figures: dict[str, Any], texts: dict[str, Any]) -> Supplement:
    """Put the figures and amounts, in yuan, under the keys of the form, in fen."""
    unit = figures["单位"]
    kinds = next(each for each in load_supplement_form().fields() if each.key == "unit.kind")
    fields: dict[str, Value] = {
        "unit.name": unit["名称"],
        "unit.kind": kinds.choices[unit["性质"]],
        "unit.year": int(unit["年度"]),
        "unit.region": unit["行政区划"],
        "unit.published_month": unit["公开年月"],
    }
    fields |= {key: _fen(figures[part][name]) for key, (part, name) in AMOUNTS.items()}
    fields |= {key: int(figures[part][name]) for key, (part, name) in COUNTS.items()}
    fields |= dict.fromkeys(NOTHING_CARRIED, 0)
    fields |= _converted(texts["fields"])
    budget = figures["年初预算（功能科目）"].items()
    rows = {
        "original_budget_by_function": tuple(
            _budget(code, yuan, unit["年度"], texts["reasons_by_function"]) for code, yuan in budget
        ),
        "projects": tuple(_project(each, texts["projects"]) for each in figures["项目"]),
    }
    return Supplement(fields=fields, rows=rows | dict(_lists(texts["lists"])))


def _budget(code: str, yuan: Decimal, year: int, reasons: dict[str, str]) -> dict[str, Value]:
    row: dict[str, Value] = {"function": code, "name": _name(code, year), "amount": _fen(yuan)}
    return row | ({"reason": reasons[code]} if code in reasons else {})


def _project(figures: dict[str, Any], texts: dict[str, Any]) -> dict[str, Value]:
    return {
        "name": figures["名称"],
        "original_budget": _fen(figures["年初预算"]),
        "final_budget": _fen(figures["全年预算"]),
        "score": str(figures["自评得分"]),
        **_converted(texts[figures["名称"]], "projects."),
    }


def _lists(texts: dict[str, Any]) -> Iterator[tuple[str, tuple[dict[str, Value], ...]]]:
    for key, each in texts.items():
        rows = (zip(each["columns"], row, strict=True) for row in each["rows"])
        yield key, tuple({name: value for name, value in row if value} for row in rows)


def _converted(values: dict[str, Any], prefix: str = "") -> dict[str, Value]:
    """Turn amounts in yuan into fen."""
    form = load_supplement_form()
    every = {each.key: each for each in form.fields()}
    every |= {table.column_key(each): each for table in form.tables() for each in table.columns}
    return {
        key: _fen(Decimal(value)) if every[prefix + key].kind is FieldKind.AMOUNT else value
        for key, value in values.items()
    }


def _name(code: str, year: int) -> str:
    name = functional_codes().name(code, year)
    if name is None:
        raise ValueError(f"functional code {code} is not in use in {year}")
    return name


def _fen(yuan: Decimal | int) -> int:
    return round_fen(Decimal(yuan) * FEN_PER_YUAN)


def read_figures() -> dict[str, Any]:
    """Read the committed figures, amounts as exact decimals."""
    text = (FOLDER / "supplement_2024.json").read_text(encoding="utf-8")
    figures: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return figures


def read_texts() -> dict[str, Any]:
    """Read the committed texts and indicators."""
    text = (FOLDER / "supplement_texts_2024.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


if __name__ == "__main__":
    filled = build_supplement(read_figures(), read_texts())
    write_supplement_form(FOLDER / "supplement.xlsx", filled)
