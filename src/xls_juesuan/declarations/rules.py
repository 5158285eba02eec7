"""Rules of the audit as declared: one TOML file under ``data/rules`` is one rule.

It knows what a rule may say and refuses anything else; it refuses to know figures, layouts
and how a rule is judged. A new file in the folder is a new rule, nothing else is needed.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal

from xls_juesuan.declarations.location import data_folder
from xls_juesuan.declarations.relation.nodes import CONDITIONS
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import Node
from xls_juesuan.declarations.relation.nodes import RowSet
from xls_juesuan.declarations.relation.parser import parse_relation
from xls_juesuan.declarations.relation.parser import parse_rows
from xls_juesuan.errors import DeclarationError
from xls_juesuan.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Relations that were left out, each with its reason; the only other file of the folder.
SKIPPED_FILE = "skipped.toml"
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
PLACES = (*TABLES, "ledger", "supplement")
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
)
#: What may be judged by code instead of a relation.
CODED = ("rounding_tails",)

_CODE = re.compile(r"[FTLPNBRA]\d{3}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ORIGIN = re.compile(r"[A-Z]\d{2}")
_TEXT_KEYS = ("code", "name", "title", "table", "basis", "why", "fix", "source")
_KEYS = frozenset(
    (
        *_TEXT_KEYS,
        *("origin", "severity", "tolerance", "relation", "each", "named", "columns", "when"),
        *("otherwise", "needs", "cell", "confidence", "observed", "coded", "raised"),
        *("other_layouts", "accounts", "pair"),
    )
)


class Tolerance(StrEnum):
    """How far printed figures may differ; exact figures never may."""

    #: The same amount printed twice.
    EXACT = "exact"
    #: A total and its parts, each rounded on its own: 0.005 × (parts + 1).
    PARTS = "parts"


class Confidence(StrEnum):
    """How sure the basis of a rule is."""

    SOURCED = "sourced"
    UNVERIFIED = "knowledge, unverified"


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows a relation is repeated for.

    ``all`` is the total and every row with a code; ``parents`` are rows of codes with rows
    below them, ``leaves`` those without; ``rows`` are the rows of the set as they stand.
    """

    table: str
    rows: RowSet
    selection: Literal["all", "parents", "leaves", "rows"] = "rows"


@dataclass(frozen=True, slots=True)
class Raised:
    """Another severity for problems whose subject starts with one of the texts."""

    severity: Severity
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Functional and economic codes that stand for the same money (basic, general budget).

    A failure then says where the money of one code is booked instead of under the other.
    """

    functions: tuple[str, ...]
    economics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One declared rule; ``CONTRIBUTING.md`` says how one is written.

    ``relation`` is ``None`` for a rule that judges problems noticed elsewhere (``observed``)
    or is judged by code (``coded``).
    """

    code: str
    name: str
    title: str
    severity: Severity
    table: str
    origin: tuple[str, ...]
    relation: Node | None
    each: tuple[Scope, ...]
    named: tuple[str, ...]
    columns: tuple[str, ...]
    when: Node | None
    otherwise: str
    needs: tuple[str, ...]
    cell: Cell | None
    tolerance: Tolerance
    basis: str
    why: str
    fix: str
    source: str
    confidence: Confidence
    observed: bool
    coded: str
    raised: Raised | None
    other_layouts: tuple[str, ...]
    #: Accounts that ``row`` stands for, one after the other, instead of rows of a table.
    accounts: tuple[str, ...]
    pair: Pair | None

    @property
    def is_verified(self) -> bool:
        """Whether a document stands behind the rule."""
        return self.confidence is Confidence.SOURCED

    def severity_of(self, subject: str) -> Severity:
        """Severity of a problem with the subject."""
        if self.raised and subject.startswith(self.raised.subjects):
            return self.raised.severity
        return self.severity


@cache
def load_rules(folder: Path | None = None) -> tuple[Rule, ...]:
    """Load every rule of the folder, the packaged one by default, by code.

    Raises:
        DeclarationError: a file is malformed, or two rules share a name.
    """
    folder = folder or data_folder() / "rules"
    rules = tuple(
        read_rule(path) for path in sorted(folder.glob("*.toml")) if path.name != SKIPPED_FILE
    )
    names = [rule.name for rule in rules]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise DeclarationError(f"{folder}: rules share the names {', '.join(repeated)}")
    return rules


def load_skipped(folder: Path | None = None) -> Mapping[str, str]:
    """Give the relations that no rule covers, with the reason of each."""
    path = (folder or data_folder() / "rules") / SKIPPED_FILE
    reasons: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["skipped"]
    return reasons


def read_rule(path: Path) -> Rule:
    """Read one rule.

    Raises:
        DeclarationError: the file is malformed; the message names it.
    """
    try:
        rule = parse_rule(tomllib.loads(path.read_text(encoding="utf-8")))
    except (DeclarationError, ValueError) as error:
        # A text that is no UTF-8 is a ValueError, as one that is no TOML is.
        raise DeclarationError(f"{path.name}: {error}") from None
    if rule.code != path.stem:
        raise DeclarationError(f"{path.name}: holds the rule {rule.code}")
    return rule


def parse_rule(data: Mapping[str, Any]) -> Rule:
    """Turn the content of a file into a rule.

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
        accounts=_texts(data, "accounts"),
        pair=_pair(data),
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
    for origin in rule.origin:
        if not _ORIGIN.fullmatch(origin):
            raise DeclarationError(f"origin {origin!r}")
    for need in rule.needs:
        _one_of("needs", need, INPUTS)


def parse_scope(text: str) -> Scope:
    """Read ``income``, ``income.parents``, ``income.items`` or ``appropriation[L33:L58]``.

    Raises:
        DeclarationError: the text names no rows.
    """
    if "[" in text:
        return Scope(*parse_rows(text))
    table, _, kin = text.partition(".")
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
