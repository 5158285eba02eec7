"""Thresholds of the audit: limits that are declared, shown and can be set.

It knows names, units and values; it refuses to know what a rule does with them. Those of the
program stand in ``data/thresholds.toml``; a folder of rules may have a ``thresholds.toml`` of
its own, and the user may set single ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING
from typing import Literal

from xls_juesuan.declarations.location import data_folder
from xls_juesuan.declarations.relation.nodes import Threshold
from xls_juesuan.declarations.relation.nodes import rebuild
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.declarations.rule import Confidence
from xls_juesuan.declarations.toml_fields import read_toml
from xls_juesuan.errors import DeclarationError
from xls_juesuan.errors import UserError
from xls_juesuan.messages import thresholds as messages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.rule import Rule
    from xls_juesuan.declarations.toml_fields import Fields

#: Name of the file, beside the packaged rules' folder and within a folder of the user's rules.
FILE_NAME = "thresholds.toml"
_KEY = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_VALUE = re.compile(r"(-?\d+(?:\.\d+)?) ?(%|元|万元|)")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％＝", "0123456789.%=")
_YUAN = {"": 1, "元": 1, "万元": 10_000}
_UNITS: tuple[Literal["percent", "yuan", "number"], ...] = ("percent", "yuan", "number")

#: Values that the user chose, by key.
Chosen = dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class DeclaredThreshold:
    """One threshold.

    Attributes:
        key: its name in relations.
        name: its name for people.
        threshold: its value and unit.
        means: what it limits, one Chinese sentence.
        source: which document says so.
        confidence: how sure the source is.
    """

    key: str
    name: str
    threshold: Threshold
    means: str
    source: str
    confidence: Confidence

    @property
    def is_verified(self) -> bool:
        """Whether a document stands behind it."""
        return self.confidence is Confidence.SOURCED


@cache
def load_thresholds(folder: Path | None = None) -> Mapping[str, DeclaredThreshold]:
    """Load the thresholds by key: those of the program, and those a folder adds or changes.

    Raises:
        DeclarationError: a file is malformed.
    """
    found = {each.key: each for each in _read(data_folder() / FILE_NAME, {})}
    path = folder / FILE_NAME if folder else None
    if path is not None and path.is_file():
        found |= {each.key: each for each in _read(path, found)}
    return found


def _read(path: Path, known: Mapping[str, DeclaredThreshold]) -> Iterator[DeclaredThreshold]:
    fields = read_toml(path)
    for each in fields.tables("thresholds"):
        yield _threshold(each, known)
    fields.finish()


def _threshold(fields: Fields, known: Mapping[str, DeclaredThreshold]) -> DeclaredThreshold:
    """Read one; of a known one a file may give the value alone."""
    key, text = fields.require("key", str), fields.require("value", str)
    if not _KEY.fullmatch(key):
        raise fields.fault(f"key {key!r}")
    if key in known and "name" not in fields:
        fields.finish()
        declared = known[key]
        value = _value(text, declared.threshold)
        if value is None:
            raise fields.fault(f"value {text!r}")
        return replace(declared, threshold=replace(declared.threshold, value=value))
    stated = fields.require("unit", str)
    unit = next((one for one in _UNITS if one == stated), None)
    if unit is None:
        raise fields.fault("unit is none of percent, yuan, number")
    blank = Threshold(key, Fraction(0), unit)
    value = _value(text, blank)
    if value is None:
        raise fields.fault(f"value {text!r}")
    declared = DeclaredThreshold(
        key=key,
        name=fields.require("name", str),
        threshold=replace(blank, value=value),
        means=fields.require("means", str),
        source=fields.require("source", str),
        confidence=Confidence(fields.require("confidence", str)),
    )
    fields.finish()
    return declared


def choose_thresholds(options: Sequence[str], folder: Path | None = None) -> Chosen:
    """Read what the user set: ``名称=值`` each, name or key, the last one of a name counts.

    Args:
        options: the texts, as they were typed.
        folder: a folder of rules, which may have thresholds of its own.

    Returns:
        Every value that is not the program's own, by key.

    Raises:
        UserError: there is no such threshold, or its value cannot be read.
    """
    packaged = load_thresholds()
    try:
        known = load_thresholds(folder)
    except DeclarationError as error:
        raise UserError(
            messages.malformed(str(error)), where=str(folder), how=messages.MALFORMED_HOW
        ) from None
    chosen = {
        key: each.threshold.value
        for key, each in known.items()
        if key not in packaged or packaged[key] != each
    }
    by_name = {each.name: key for key, each in known.items()} | {key: key for key in known}
    for option in options:
        name, mark, text = option.translate(_FULL_WIDTH).partition("=")
        key = by_name.get(name.strip(), "")
        if not mark or not key:
            raise UserError(
                messages.unknown(option), how=messages.known([each.name for each in known.values()])
            )
        value = _value(text.strip(), known[key].threshold)
        if value is None:
            raise UserError(
                messages.unreadable(option),
                how=messages.example(name.strip(), known[key].threshold.unit),
            )
        chosen[key] = value
    return chosen


def _value(text: str, threshold: Threshold) -> Fraction | None:
    """Read a value in the unit of a threshold; ``None`` when it is none."""
    found = _VALUE.fullmatch(text)
    if found is None:
        return None
    number, unit = Fraction(found[1]), found[2]
    match threshold.unit:
        case "percent":
            # Without a sign, 0.7 may be meant as 70 % or as 0.7 %.
            is_clear = unit == "%" or (not unit and not 0 < abs(number) < 1)
            return number / 100 if is_clear else None
        case "yuan":
            return number * _YUAN[unit] if unit in _YUAN else None
        case _:
            return number if not unit else None


def bind_thresholds(rule: Rule, declared: Mapping[str, DeclaredThreshold]) -> Rule:
    """Give every threshold in a rule its declared value.

    Raises:
        DeclarationError: the rule speaks of a threshold that nobody declares.
    """
    used = [one.key for one in thresholds_of((rule,))]
    unknown = [key for key in used if key not in declared]
    if unknown:
        raise DeclarationError(f"no threshold {', '.join(unknown)}")
    # Most rules speak of none, and stay as they are.
    return _changed(rule, {key: declared[key].threshold for key in used}) if used else rule


def with_thresholds(rules: Iterable[Rule], chosen: Mapping[str, Fraction]) -> tuple[Rule, ...]:
    """Give the rules with the values that the user chose."""
    if not chosen:
        return tuple(rules)
    changed = []
    for rule in rules:
        used = {one.key: one for one in thresholds_of((rule,)) if one.key in chosen}
        values = {key: replace(one, value=chosen[key]) for key, one in used.items()}
        changed.append(_changed(rule, values) if values else rule)
    return tuple(changed)


def thresholds_of(rules: Iterable[Rule]) -> tuple[Threshold, ...]:
    """Give the thresholds that rules use, each once."""
    found: dict[str, Threshold] = {}
    for rule in rules:
        for node in (rule.relation, rule.when):
            for part in walk(node) if node is not None else ():
                if isinstance(part, Threshold):
                    found.setdefault(part.key, part)
    return tuple(found.values())


def _changed(rule: Rule, values: Mapping[str, Threshold]) -> Rule:
    def change(part: Node) -> Node:
        return values.get(part.key, part) if isinstance(part, Threshold) else part

    relation, when = (
        rebuild(node, change) if node is not None else None for node in (rule.relation, rule.when)
    )
    if relation == rule.relation and when == rule.when:
        return rule
    return replace(rule, relation=relation, when=when)
