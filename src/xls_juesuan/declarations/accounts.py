"""What the cube does with each budget account, and the words that decide below four digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from xls_juesuan.declarations.toml_fields import parse_toml
from xls_juesuan.errors import DeclarationError
from xls_juesuan.model import Funding
from xls_juesuan.model import Item

if TYPE_CHECKING:
    from collections.abc import Mapping


class Treatment(StrEnum):
    """What an account feeds."""

    INCOME = "income"
    EXPENDITURE = "expenditure"
    #: Repayable money, outside the disclosure.
    REPAYABLE = "repayable"
    #: 8xxx: carry-overs and checks.
    BALANCE = "balance"


class Carryover(StrEnum):
    """How the balance of an 8xxx account enters 年初/年末结转和结余."""

    NONE = ""
    APPROPRIATION = "appropriation"
    OTHER = "other"
    #: Counted for administrative units only.
    ADMINISTRATIVE = "administrative"
    #: Counted only while it is a loss.
    LOSS = "loss"


@dataclass(frozen=True, slots=True)
class BudgetAccount:
    """A four-digit budget account; ``confidence`` tells how sure its treatment is."""

    code: str
    name: str
    treatment: Treatment
    item: Item
    funding: Funding
    carryover: Carryover
    confidence: str


@dataclass(frozen=True, slots=True)
class AccountPlan:
    """The accounts by code, deciding words by purpose, fund codes by prefix."""

    accounts: Mapping[str, BudgetAccount]
    words: Mapping[str, tuple[str, ...]]
    fund_codes: tuple[tuple[str, Funding], ...]

    def codes(self, treatment: Treatment) -> tuple[str, ...]:
        """Codes of the accounts with a treatment."""
        return tuple(
            code for code, account in self.accounts.items() if account.treatment is treatment
        )

    def has_word(self, text: str, purpose: str) -> bool:
        """Whether the text contains one of the words declared for a purpose."""
        return _any_of(self.words[purpose]).search(text) is not None


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of some words; nothing where there are none."""
    return re.compile("|".join(map(re.escape, words)) if words else r"(?!)")


@cache
def account_plan() -> AccountPlan:
    """Load the packaged account plan.

    Raises:
        DeclarationError: the packaged file is malformed.
    """
    path = resources.files("xls_juesuan").joinpath("data", "accounts.toml")
    data = parse_toml(path.read_text(encoding="utf-8"))
    try:
        return AccountPlan(
            accounts={code: _account(code, entry) for code, entry in data["account"].items()},
            words={purpose: tuple(words) for purpose, words in data["words"].items()},
            fund_codes=tuple(
                (prefix, Funding(funding)) for prefix, funding in data["fund_codes"].items()
            ),
        )
    except (KeyError, ValueError) as error:
        raise DeclarationError(f"data/accounts.toml: {error}") from error


def _account(code: str, entry: Mapping[str, str]) -> BudgetAccount:
    return BudgetAccount(
        code=code,
        name=entry["name"],
        treatment=Treatment(entry["treatment"]),
        item=Item(entry.get("item", "")),
        funding=Funding(entry.get("funding", "")),
        carryover=Carryover(entry.get("carryover", "")),
        confidence=entry["confidence"],
    )
