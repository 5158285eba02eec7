"""Knows which words in the cells of a ledger decide something, as declared.

The words are declared in ``data/ledger_words.toml``, which says what each list decides. It
refuses to know columns, and the forms of dates and months.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from xls_juesuan.declarations.location import data_folder
from xls_juesuan.declarations.toml_fields import read_toml

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.declarations.toml_fields import Fields


@dataclass(frozen=True, slots=True)
class LedgerWords:
    """The declared lists, named as in the file: part and key."""

    flags_yes: frozenset[str]
    flags_no: frozenset[str]
    directions_debit: frozenset[str]
    directions_credit: frozenset[str]
    directions_flat: frozenset[str]
    currency_home: frozenset[str]
    currency_home_parts: tuple[str, ...]
    voucher_void: tuple[str, ...]
    voucher_unposted: tuple[str, ...]
    headings_examples: tuple[str, ...]


@cache
def ledger_words(path: Path | None = None) -> LedgerWords:
    """Load the packaged words.

    Raises:
        DeclarationError: the file is malformed, or a list is missing or unknown.
    """
    fields = read_toml(path or data_folder() / "ledger_words.toml")
    for key in ("name", "source", "certainty"):
        fields.require(key, str)
    flags, directions = _part(fields, "flags"), _part(fields, "directions")
    currency, voucher = _part(fields, "currency"), _part(fields, "voucher")
    headings = _part(fields, "headings")
    words = LedgerWords(
        flags_yes=frozenset(_list(flags, "yes")),
        flags_no=frozenset(_list(flags, "no")),
        directions_debit=frozenset(_list(directions, "debit")),
        directions_credit=frozenset(_list(directions, "credit")),
        directions_flat=frozenset(_list(directions, "flat")),
        currency_home=frozenset(_list(currency, "home")),
        currency_home_parts=_list(currency, "home_parts"),
        voucher_void=_list(voucher, "void"),
        voucher_unposted=_list(voucher, "unposted"),
        headings_examples=_list(headings, "examples"),
    )
    for part in (fields, flags, directions, currency, voucher, headings):
        part.finish()
    return words


def _part(fields: Fields, key: str) -> Fields:
    part = fields.table(key)
    if part is None:
        raise fields.fault(f"{key} is missing")
    return part


def _list(part: Fields, key: str) -> tuple[str, ...]:
    if key not in part:
        raise part.fault(f"{key} is missing")
    return part.texts(key)
