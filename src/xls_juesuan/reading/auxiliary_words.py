"""Knows which words name a kind of auxiliary dimension, and what a code alone can be.

The words are declared in ``data/auxiliary.toml``. A code without a word is told by its form
and by the code lists; what more than one list could hold stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from xls_juesuan.codes import economic_codes
from xls_juesuan.codes import functional_codes
from xls_juesuan.declarations.accounts import account_plan
from xls_juesuan.declarations.toml_fields import parse_toml
from xls_juesuan.errors import DeclarationError
from xls_juesuan.reading.cells import compact_of

#: Role of a type that is known and of no use to the tables.
UNUSED = "unused"
_LONG_PROJECT = 16
_FUND_CODE = re.compile(r"1[1-4]\d?")
#: Levels of two or of three digits; 2024 is a year, not an account.
_ACCOUNT_CODE = re.compile(r"(?!20(?:0[02-9]|[1-9]\d)$)\d{4}(?:(?:\d{2})*|(?:\d{3})*)")
_GOVERNMENT_CODE = re.compile(r"5\d\d(?:\d\d)?")


@dataclass(frozen=True, slots=True)
class AuxiliaryWords:
    """Declared words, compacted: half-width, without blanks, in lower case."""

    roles: dict[str, str]
    suffixes: tuple[str, ...]
    blanks: frozenset[str]
    fund_names: tuple[str, ...]

    def role_of(self, word: str) -> str:
        """Role of a type word; empty when it is not declared."""
        text = compact(word)
        while text:
            if text in self.roles:
                return self.roles[text]
            shorter = next((end for end in self.suffixes if text.endswith(end)), "")
            if not shorter:
                return ""
            text = text.removesuffix(shorter)
        return ""

    def is_blank(self, text: str) -> bool:
        """Whether the text says that there is no auxiliary dimension."""
        plain = compact(text)
        return not plain or plain in self.blanks


def compact(text: str) -> str:
    """Give a text as words are compared."""
    return compact_of(text).lower()


@lru_cache(maxsize=1)
def load_words() -> AuxiliaryWords:
    """Read the declaration.

    Raises:
        DeclarationError: one word has two roles, or a part is missing.
    """
    path = resources.files("xls_juesuan") / "data" / "auxiliary.toml"
    return build_words(parse_toml(path.read_text(encoding="utf-8")))


def build_words(content: dict[str, Any]) -> AuxiliaryWords:
    """Make the words of a declaration ready to be asked."""
    roles: dict[str, str] = {}
    try:
        for role, words in content["types"].items():
            for word in words:
                if roles.setdefault(compact(word), role) != role:
                    raise DeclarationError(f"data/auxiliary.toml: {word} has two roles")
        return AuxiliaryWords(
            roles,
            tuple(content["suffixes"]),
            frozenset(compact(text) for text in content["blank"]["texts"]),
            tuple(content["fund_names"]["words"]),
        )
    except KeyError as error:
        raise DeclarationError(f"data/auxiliary.toml: {error} is missing") from error


def role_of_code(code: str, name: str = "") -> str:
    """Tell what a code without a type word is; empty where its form does not decide.

    Args:
        code: digits (letters too for projects), marks between account levels removed.
        name: what stands beside it.
    """
    if not code.isdigit():
        return "project" if len(code) >= _LONG_PROJECT else ""
    if functional_codes().find(code):
        return "function"
    if economic_codes().find(code):
        return "economic"
    if _GOVERNMENT_CODE.fullmatch(code):
        return UNUSED
    if len(code) >= _LONG_PROJECT and code[:4] not in account_plan().accounts:
        return "project"
    if _FUND_CODE.fullmatch(code):
        return "fund" if any(word in name for word in load_words().fund_names) else ""
    return "account" if _is_account(code) else ""


def _is_account(code: str) -> bool:
    """Whether it has the form of an account: budget accounts are known, others by length."""
    if not _ACCOUNT_CODE.fullmatch(code):
        return False
    return code[:4] in account_plan().accounts or code[0] in "12345"
