"""Knows what a cell or a row says about auxiliary dimensions: each value with its role.

``【30201】办公费``, ``【功能分类：2010301】【资金性质：111】``, a kind beside a code. It refuses to
know which rows of a table hold such values; see ``auxiliary_rows``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from xls_juesuan.codes import economic_codes
from xls_juesuan.codes import functional_codes
from xls_juesuan.reading.auxiliary import parse_auxiliary
from xls_juesuan.reading.auxiliary_words import load_words
from xls_juesuan.reading.auxiliary_words import role_of_code
from xls_juesuan.reading.cells import PROJECT
from xls_juesuan.reading.cells import split_code
from xls_juesuan.reading.subtotals import is_subtotal

#: Role of dimensions that the tables do not need: departments, persons, suppliers.
OTHER = "other"
TRACKED = frozenset({"function", "economic", "fund", "project", "project_class", "spend_kind"})
_OPENING, _CLOSING = r"[【\[(〔]", r"[】\])〕]"
_BEFORE = re.compile(rf"^{_OPENING}(?P<inner>[^】\])〕]+){_CLOSING}(?P<name>.*)$")
_BEHIND = re.compile(rf"^(?P<name>.+?){_OPENING}(?P<inner>[0-9A-Za-z.\-]+){_CLOSING}$")
_LABEL = re.compile(r"^(?P<label>[^:]{1,16}):(?P<rest>.+)$")


class Auxiliary(NamedTuple):
    """One value of one dimension: its role, the label of untracked kinds, code and name."""

    role: str
    label: str
    code: str
    name: str


def starts_with_bracket(cell: object) -> bool:
    """Whether a cell of the account column holds the code of a dimension instead."""
    return isinstance(cell, str) and bool(_BEFORE.match(_plain(cell)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


@lru_cache(maxsize=1 << 16)
def read_auxiliaries(text: str, *, bare: bool = False) -> tuple[Auxiliary, ...]:
    """Read a name cell; empty where it holds no code of a dimension.

    Args:
        text: the cell.
        bare: whether a code without brackets will do, too.
    """
    plain = _plain(text)
    if not plain or is_subtotal(plain, named=True):
        return ()
    if bare or _BEFORE.match(plain):
        several = _read_several(text)
        if len(several) > 1:
            return several
    value = _read_one(plain, bare=bare)
    return () if value is None else (value,)


def _read_several(text: str) -> tuple[Auxiliary, ...]:
    """Read 【功能：2010301】【经济：30201】【部门：01 办公室】, all of one cell."""
    cell = parse_auxiliary(text)
    values = [
        typed_value(role, code, name)
        for role, (code, name) in cell.dimensions.items()
        if role in TRACKED
    ]
    for leftover in cell.leftovers:
        labelled = _LABEL.match(_plain(leftover))
        if labelled:
            label, rest = labelled.group("label").strip(), labelled.group("rest").strip()
            code, name = split_code(rest, PROJECT)
            values.append(Auxiliary(OTHER, label, code, name))
    return tuple(values)


def _read_one(plain: str, *, bare: bool) -> Auxiliary | None:
    found = _BEFORE.match(plain) or _BEHIND.match(plain)
    if found:
        return _value(found.group("inner").strip(), found.group("name").strip())
    code, name = split_code(plain, PROJECT) if bare else ("", "")
    return _value(code, name) if code and name else None


def _value(inner: str, name: str) -> Auxiliary | None:
    labelled = _LABEL.match(inner)
    label = labelled.group("label").strip() if labelled else ""
    code, inner_name = split_code(labelled.group("rest") if labelled else inner, PROJECT)
    if not code and not labelled:
        # 【经济分类】30201 办公费
        label = inner
        code, name = split_code(name, PROJECT)
    return typed_value(label, code, name or inner_name) if code else None


def typed_value(label: str, code: str, name: str) -> Auxiliary:
    """Give a value its role, by the label of its kind (a word or a role) or by the code alone."""
    digits = re.sub(r"[.\-]", "", code)
    known = label if label in TRACKED else load_words().role_of(label)
    role = known if label else _role_of_code(digits, name)
    if role not in TRACKED:
        return Auxiliary(OTHER, label, code, name)
    # Rows of one kind may be labelled in several ways, and not at all.
    return Auxiliary(
        role,
        "" if label in TRACKED else label,
        digits if role in {"function", "economic"} else code,
        name,
    )


def _role_of_code(code: str, name: str) -> str:
    """Tell a code by the lists, or by its section where the lists lack the item itself."""
    role = role_of_code(code, name)
    if role in TRACKED:
        return role
    if len(code) == 7 and functional_codes().find(code[:3]):
        return "function"
    if len(code) == 5 and economic_codes().find(code[:3]):
        return "economic"
    return role
