"""Two declarations of a table → the fields that the second one has to say of its own.

It knows how one declaration is laid over another; it refuses to know what the fields mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.inheritance import ANEW
from xls_juesuan.declarations.inheritance import NAMED
from xls_juesuan.declarations.inheritance import WITHOUT
from xls_juesuan.declarations.inheritance import entry_name
from xls_juesuan.declarations.inheritance import overlay
from xls_juesuan.declarations.inheritance import single_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

_Values = dict[str, Any]
#: What a field holds where it is to say nothing, of fields that can say so.
_NOTHING: Mapping[str, object] = {
    "relation": "",
    "label": "",
    "statement": "",
    "number": "",
    "cells": {},
    "depth": 0,
    "first": 0,
    "needs": [],
    "notes": [],
    "sum": [],
    "by": [],
    "code_places": [],
    "total": False,
    "label_places": 1,
    "places": 1,
    "total_last": False,
}


def table_difference(base: _Values, wanted: _Values) -> _Values:
    """Give what a file has to hold so that, laid over the base, the wanted table comes out.

    Where no difference can say it, the file holds the whole table and is marked so.
    """
    change = _difference(base, wanted)
    if change is not None and same_table(overlay(base, change), wanted):
        return change
    return {ANEW: True, **_tidy(wanted)}


def _tidy(value: Any) -> Any:  # noqa: ANN401 - whatever a declaration holds
    """A value without fields that say nothing, blank lines that follow one another as one."""
    if isinstance(value, list):
        return [_tidy(one) for one in _stretches(value)]
    if not isinstance(value, dict):
        return value
    return {key: _tidy(one) for key, one in value.items() if _says_something(key, one)}


def _stretches(entries: list[Any]) -> list[Any]:
    found: list[Any] = []
    for one in entries:
        is_blank = isinstance(one, dict) and set(one) == {"line"}
        last = found[-1].get("lines") if is_blank and found else None
        if last and last[1] + 1 == one["line"]:
            last[1] = one["line"]
        else:
            found.append({"lines": [one["line"]] * 2} if is_blank else one)
    return found


def same_table(one: _Values, other: _Values) -> bool:
    """Whether two declarations say the same, however their blank lines are written."""
    return bool(_plain(one) == _plain(other))


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a declaration holds
    """A value without fields that say nothing, each blank line for itself."""
    if isinstance(value, list):
        entries = all(isinstance(one, dict) for one in value)
        return [_plain(one) for one in (single_rows(value) if entries else value)]
    if not isinstance(value, dict):
        return value
    return {key: _plain(one) for key, one in value.items() if _says_something(key, one)}


def _says_something(key: str, value: object) -> bool:
    return key not in _NOTHING or value != _NOTHING[key]


def _difference(base: _Values, wanted: _Values) -> _Values | None:
    dropped = base.keys() - wanted.keys()
    if not dropped <= _NOTHING.keys():
        return None
    change: _Values = {key: _NOTHING[key] for key in dropped if base[key] != _NOTHING[key]}
    for key, value in wanted.items():
        if key in NAMED and isinstance(base.get(key), list):
            listed = _list_difference(key, base[key], value)
            if listed is None:
                return None
            change[WITHOUT] = [*change.get(WITHOUT, []), *listed.pop(WITHOUT, [])]
            change |= listed
        elif _plain({key: value}) != _plain({key: base[key]} if key in base else {}):
            change[key] = value
    if not change.get(WITHOUT):
        change.pop(WITHOUT, None)
    return change


def _list_difference(key: str, base: list[_Values], wanted: list[_Values]) -> _Values | None:
    """The entries of a list that differ, and the names of those that are gone."""
    entries, gone = _entries(base, wanted), _gone(base, wanted)
    if entries is None or (gone and key == "bands"):
        return None
    return ({key: entries} if entries else {}) | {WITHOUT: gone}


def _gone(base: Sequence[_Values], wanted: Sequence[_Values]) -> list[str]:
    names = {entry_name(one) for one in single_rows(list(wanted))}
    return [name for one in single_rows(list(base)) if (name := entry_name(one)) not in names]


def _entries(base: list[_Values], wanted: list[_Values]) -> list[_Values] | None:
    """What the entries of a list have to say, each with its name."""
    known = {entry_name(one): one for one in single_rows(base)}
    changes: list[_Values] = []
    for one in single_rows(wanted):
        before = known.get(entry_name(one))
        if before is None:
            changes.append(one)
            continue
        change = _difference(before, one)
        if change is None:
            return None
        if change:
            changes.append(_named(one, before) | change)
    return changes


def _named(entry: _Values, before: _Values) -> _Values:
    """The field that names an entry, as the base knows it."""
    for key in ("key", "line", "code"):
        if key in before and key in entry and (key != "line" or before[key] == entry[key]):
            return {key: entry[key]}
    return {"key": entry_name(entry)} if entry_name(entry) else {}
