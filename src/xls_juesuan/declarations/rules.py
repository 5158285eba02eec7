"""Rules of the audit as declared: one TOML file under ``data/rules`` is one rule.

It knows what a rule may say and refuses anything else; it refuses to know figures, layouts
and how a rule is judged. A new file in the folder is a new rule, nothing else is needed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.location import data_folder
from xls_juesuan.declarations.relation.nodes import CONDITIONS
from xls_juesuan.declarations.relation.nodes import PREVIOUS as PREVIOUS_TABLE
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.parser import parse_relation
from xls_juesuan.declarations.relation.parser import parse_rows
from xls_juesuan.declarations.rule import EXAMPLES
from xls_juesuan.declarations.rule import Confidence
from xls_juesuan.declarations.rule import Pair
from xls_juesuan.declarations.rule import Raised
from xls_juesuan.declarations.rule import Rule
from xls_juesuan.declarations.rule import Scope
from xls_juesuan.declarations.rule import Tolerance
from xls_juesuan.declarations.thresholds import FILE_NAME as THRESHOLDS_FILE
from xls_juesuan.declarations.thresholds import bind_thresholds
from xls_juesuan.declarations.thresholds import load_thresholds
from xls_juesuan.declarations.toml_fields import parse_toml
from xls_juesuan.errors import DeclarationError
from xls_juesuan.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.declarations.relation.nodes import Node

__all__ = [
    "INPUTS",
    "PLACES",
    "TABLES",
    "Confidence",
    "Pair",
    "Raised",
    "Rule",
    "Scope",
    "Tolerance",
    "load_rules",
    "load_skipped",
    "parse_rule",
    "parse_scope",
    "read_rule",
]

#: Relations that were left out, each with its reason; the only other file of the folder.
SKIPPED_FILE = "skipped.toml"
_NO_RULES = (SKIPPED_FILE, THRESHOLDS_FILE)
#: Tables of the disclosure; a rule of the ledger alone is shown under ``ledger``.
TABLES = (
    "income_expenditure",
    "income",
    "expenditure",
    "appropriation",
    "general_budget_expenditure",
    "basic_by_economic",
    "fund",
    "state_capital",
    "three_public",
)
PLACES = (*TABLES, "ledger", "supplement", "narrative", "attachments")
#: The input of whoever audits published tables instead of a ledger.
PUBLISHED = "published"
#: Given beside it: the ledger that the published tables come from.
LEDGER = "ledger"
#: Or only what became of that ledger: the facts behind the tables.
FACTS = "facts"
#: A publication whose facts are not at hand: openings cannot be told from their adjustments.
NO_FACTS = "no_facts"
#: A sheet of it has the figures that no ledger holds: no explanation tells them.
FORM = "form"
#: An office's own workbook that is filled.
OFFICE = "office"
#: Accounts of a department, put together from those of its units.
DEPARTMENT = "department"
#: An explanation whose list of functional items was read from the first to the last.
NARRATIVE_ITEMS = "narrative_items"
#: Last year's figures, and whether they come from a whole document.
PREVIOUS, PREVIOUS_DOCUMENT = "previous", "previous_document"
#: Inputs that may be missing; a rule that needs one is then not checkable.
INPUTS = (
    "three_public_budget",
    "three_public_counts",
    "carryover",
    "closing_carryover",
    "adjustments",
    "unit_kind",
    "journal",
    "balances",
    "balances_8xxx",
    "closing_entries",
    "supplement",
    "voucher_balance",
    "financial_side",
    "voucher_numbers",
    "parallel_entries",
    "narrative",
    NARRATIVE_ITEMS,
    "attachments",
    PUBLISHED,
    LEDGER,
    FACTS,
    NO_FACTS,
    PREVIOUS,
    PREVIOUS_DOCUMENT,
    OFFICE,
    DEPARTMENT,
    "headcount",
    "previous_headcount",
    "original_budget",
    "final_budget",
)
#: Inputs that only a published document or an office's workbook is: elsewhere rules that need
#: them do not apply.
DOCUMENT_INPUTS = ("narrative", PUBLISHED, NO_FACTS, OFFICE, DEPARTMENT)
#: What may be judged by code instead of a relation.
ROUNDING_TAILS = "rounding_tails"
CONTRADICTIONS = "contradictions"
UNLIKELY_RESIDUALS = "unlikely_residuals"
ROUNDING_HABITS = "rounding_habits"
CODED = (ROUNDING_TAILS, CONTRADICTIONS, UNLIKELY_RESIDUALS, ROUNDING_HABITS)

_BYTE_ORDER_MARK = "\ufeff"
_CODE = re.compile(r"[FTLPNBRA]\d{3}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_ORIGIN = re.compile(r"[A-Z]\d{2}")
_TEXT_KEYS = ("code", "name", "title", "table", "basis", "why", "fix", "source", "since")
_KEYS = frozenset(
    (
        *_TEXT_KEYS,
        *("origin", "criteria", "severity", "tolerance", "relation", "each", "named", "columns"),
        *("when", "otherwise", "needs", "cell", "confidence", "observed", "coded", "raised"),
        *("other_layouts", "lacking", "if_printed", "accounts", "pair", "exclusive"),
    )
)


@cache
def load_rules(folder: Path | None = None) -> tuple[Rule, ...]:
    """Load every rule of the folder, the packaged one by default, by code.

    Raises:
        DeclarationError: a file is malformed, or two rules share a name.
    """
    folder = folder or data_folder() / "rules"
    rules = tuple(
        read_rule(path) for path in sorted(folder.glob("*.toml")) if path.name not in _NO_RULES
    )
    names = [rule.name for rule in rules]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise DeclarationError(f"{folder}: rules share the names {', '.join(repeated)}")
    return rules


def load_skipped(folder: Path | None = None, kind: str = "skipped") -> Mapping[str, str]:
    """Give what no rule covers, with the reason of each.

    Args:
        folder: the folder of the rules; the packaged one by default.
        kind: ``skipped`` for relations, ``criteria`` for what inspectors check.
    """
    path = (folder or data_folder() / "rules") / SKIPPED_FILE
    reasons: dict[str, str] = parse_toml(path.read_text(encoding="utf-8")).get(kind, {})
    return reasons


def read_rule(path: Path) -> Rule:
    """Read one rule.

    Raises:
        DeclarationError: the file is malformed; the message names it.
    """
    try:
        text = path.read_text(encoding="utf-8").removeprefix(_BYTE_ORDER_MARK)
        text, mark, examples = text.partition(f"\n{EXAMPLES}")
        rule = parse_rule(parse_toml(text), (mark + examples).strip())
        rule = bind_thresholds(rule, load_thresholds(path.parent))
    except (DeclarationError, ValueError) as error:
        # A text that is no UTF-8 is a ValueError, as one that is no TOML is.
        raise DeclarationError(f"{path.name}: {error}") from None
    if rule.code != path.stem:
        raise DeclarationError(f"{path.name}: holds the rule {rule.code}")
    return rule


def parse_rule(data: Mapping[str, Any], examples: str = "") -> Rule:
    """Turn the content of a file into a rule.

    Args:
        data: what stands above the examples.
        examples: the examples, which are read only when somebody asks for them.

    Raises:
        DeclarationError: a field is missing, unknown or says what no rule can say.
    """
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise DeclarationError(f"unknown fields {', '.join(unknown)}")
    texts = {key: _text(data, key) for key in _TEXT_KEYS}
    _check_texts(texts)
    rule = Rule(
        **texts,
        severity=Severity(_one_of("severity", data.get("severity"), tuple(Severity))),
        origin=_texts(data, "origin"),
        criteria=_texts(data, "criteria"),
        relation=_condition(data, "relation"),
        each=tuple(parse_scope(text) for text in _texts(data, "each")),
        named=_texts(data, "named"),
        columns=_texts(data, "columns"),
        when=_condition(data, "when"),
        otherwise=str(data.get("otherwise", "")),
        needs=_texts(data, "needs"),
        cell=_cell(data),
        tolerance=Tolerance(_one_of("tolerance", data.get("tolerance", "exact"), tuple(Tolerance))),
        confidence=Confidence(_one_of("confidence", data.get("confidence"), tuple(Confidence))),
        observed=data.get("observed", False) is True,
        coded=str(data.get("coded", "")),
        raised=_raised(data),
        other_layouts=_texts(data, "other_layouts"),
        lacking=_texts(data, "lacking"),
        if_printed=_texts(data, "if_printed"),
        accounts=_texts(data, "accounts"),
        pair=_pair(data),
        exclusive=data.get("exclusive", False) is True,
        examples_text=examples,
    )
    _check_rule(rule)
    return rule


def _check_rule(rule: Rule) -> None:
    if [rule.relation is not None, rule.observed, bool(rule.coded)].count(True) != 1:
        raise DeclarationError("states not exactly one of relation, observed, coded")
    if (rule.when is None) != (not rule.otherwise):
        raise DeclarationError("when and otherwise belong together")
    if rule.accounts and rule.each:
        raise DeclarationError("row stands for accounts or for rows, not for both")
    if rule.coded:
        _one_of("coded", rule.coded, CODED)
    for key, ids in (("origin", rule.origin), ("criteria", rule.criteria)):
        for each in ids:
            if not _ORIGIN.fullmatch(each):
                raise DeclarationError(f"{key} {each!r}")
    for need in rule.needs:
        _one_of("needs", need, INPUTS)


def parse_scope(text: str) -> Scope:
    """Read ``income``, ``income.parents``, ``income.items`` or ``appropriation[L33:L58]``.

    Raises:
        DeclarationError: the text names no rows.
    """
    if "[" in text:
        return Scope(*parse_rows(text))
    year = PREVIOUS_TABLE if text.startswith(PREVIOUS_TABLE) else ""
    table, _, kin = text.removeprefix(year).partition(".")
    table = year + table
    match kin:
        case "":
            return Scope(table, Kindred("codes"), "all")
        case "parents":
            return Scope(table, Kindred("codes"), "parents")
        case "leaves":
            return Scope(table, Kindred("codes"), "leaves")
        case "categories" | "sections" | "items" | "codes":
            return Scope(table, Kindred(kin))
        case _:
            raise DeclarationError(f"each {text!r}")


def _check_texts(texts: Mapping[str, str]) -> None:
    if not _CODE.fullmatch(texts["code"]):
        raise DeclarationError(f"code {texts['code']!r}")
    if not _NAME.fullmatch(texts["name"]):
        raise DeclarationError(f"name {texts['name']!r}")
    if not _VERSION.fullmatch(texts["since"]):
        raise DeclarationError(f"since {texts['since']!r}")
    _one_of("table", texts["table"], PLACES)


def _condition(data: Mapping[str, Any], key: str) -> Node | None:
    if key not in data:
        return None
    node = parse_relation(_text(data, key))
    if not isinstance(node, CONDITIONS):
        raise DeclarationError(f"{key} is an amount, not a condition")
    return node


def _cell(data: Mapping[str, Any]) -> Cell | None:
    if "cell" not in data:
        return None
    node = parse_relation(_text(data, "cell"))
    if not isinstance(node, Cell):
        raise DeclarationError("cell names no cell")
    return node


def _raised(data: Mapping[str, Any]) -> Raised | None:
    if "raised" not in data:
        return None
    stated = _table(data, "raised")
    severity = _one_of("raised", stated.get("severity"), tuple(Severity))
    return Raised(Severity(severity), _texts(stated, "subjects"))


def _pair(data: Mapping[str, Any]) -> Pair | None:
    if "pair" not in data:
        return None
    stated = _table(data, "pair")
    pair = Pair(_texts(stated, "functions"), _texts(stated, "economics"))
    if not pair.functions or not pair.economics:
        raise DeclarationError("pair names no functions or no economics")
    return pair


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data[key]
    if not isinstance(value, dict):
        raise DeclarationError(f"{key} is no table")
    return value


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise DeclarationError(f"{key} is missing")
    return value.strip()


def _texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key, [])
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
        raise DeclarationError(f"{key} is no text and no list of texts")
    return tuple(values)


def _one_of(key: str, value: object, allowed: tuple[str, ...]) -> str:
    for choice in allowed:
        if value == choice:
            return choice
    raise DeclarationError(f"{key} is {value!r}, not one of {', '.join(allowed)}")
