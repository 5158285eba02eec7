"""Knows what a column holds by its cells alone: codes of which list, names, dates, amounts.

It refuses to know headings and sheets: texts go in, shares of the cells come out. A number
is a code only when the code lists have it; where the cells could as well be amounts, serial
numbers or another classification, the column stays undecided.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING

from xls_juesuan.codes import economic_codes
from xls_juesuan.codes import functional_codes
from xls_juesuan.codes import government_codes
from xls_juesuan.declarations.accounts import account_plan
from xls_juesuan.declarations.toml_fields import parse_toml
from xls_juesuan.reading.auxiliary import parse_auxiliary
from xls_juesuan.reading.cells import ACCOUNT
from xls_juesuan.reading.cells import CLASSIFICATION
from xls_juesuan.reading.cells import compact_of
from xls_juesuan.reading.cells import date_of
from xls_juesuan.reading.cells import is_false
from xls_juesuan.reading.cells import is_true
from xls_juesuan.reading.cells import split_code
from xls_juesuan.reading.subtotals import is_subtotal

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.codes import CodeList

#: Share of the cells that must agree before content alone gives a column its role …
SURE = 0.9
#: … and before it disproves a heading.
_DISPROVED = 0.5
_LONGEST_CELL = 400
#: More cells than these, taken all over the column, tell nothing new.
_LOOKED_AT = 500
_BLANKS = frozenset({"", "-", "--", "—", "——", "/", "无", "空", "暂无"})
_WHOLE = re.compile(r"\d+")
_LONG_NUMBER = re.compile(r"\d{3,}")
_NUMBER = re.compile(r"[-+(]?[¥￥]?\d{1,3}(?:,?\d{3})*(?:\.\d+)?\)?-?")
#: 2010301.0 is a code that was a number for a while.
_SIGNED = re.compile(r"^[-+(]|,|\.(?!0$)|-$")
#: Levels of two or of three digits below the statutory four; none is 00.
_ACCOUNT_LEVELS = re.compile(r"\d{4}(?:(?:(?!00)\d\d)*|(?:(?!000)\d{3})*)")
_DAY = re.compile(r"20\d\d(?:[年./\-]\d{1,2}[月./\-]\d{1,2}日?|[01]\d[0-3]\d)(?:[ T]\d.*)?")
#: Codes of the tree of funds; alone they could be months or numbers of vouchers.
_FUND_CODE = re.compile(r"1(?:[1-4]\d{0,2})?|2\d?|3[1-49]?\d?")
_NO_FUND = re.compile(r"支出|结转|结余|收入|费用")
_LONGEST_FUND = 20
_MOST_FUNDS = 12


class Kind(StrEnum):
    """What a cell can be; a cell can be several."""

    ACCOUNT = "account"
    BUDGET_ACCOUNT = "budget_account"
    ECONOMIC = "economic"
    GOVERNMENT = "government_economic"
    FUNCTION = "function"
    FUND_CODE = "fund_code"
    FUND_NAME = "fund_name"
    FUNCTION_NAME = "function_name"
    ECONOMIC_NAME = "economic_name"
    COMBINED = "combined"
    DATE = "date"
    DIRECTION = "direction"
    YES = "yes"
    NO = "no"
    #: Any number; an amount only where it has a sign, a point or marks between thousands.
    NUMBER = "number"
    AMOUNT = "amount"
    #: A code with a fitting name beside it.
    NAMED = "named"
    #: A code of 款 or 项 level; three digits alone may be the number of a room.
    DEEP = "deep"


_CODE_KINDS = (Kind.ECONOMIC, Kind.FUNCTION, Kind.GOVERNMENT)
_LISTS: tuple[tuple[Kind, Callable[[], CodeList]], ...] = (
    (Kind.ECONOMIC, economic_codes),
    (Kind.FUNCTION, functional_codes),
    (Kind.GOVERNMENT, government_codes),
)


@dataclass(frozen=True, slots=True)
class ColumnContent:
    """What the cells of a column are.

    Attributes:
        filled: cells looked at that say something; blanks, zeros and totals are none.
        zeros: cells that hold a bare zero, which some products write for nothing.
        distinct: different texts among the filled.
        counts: how many of the filled cells are of a kind.
        outdated: cells whose classification code was not in use in the year.
        is_serial: whether the cells are numbers that go up or down one by one.
    """

    filled: int
    zeros: int
    distinct: int
    counts: Mapping[Kind, int]
    outdated: int
    is_serial: bool

    def share(self, kind: Kind) -> float:
        """Share of the filled cells that are of a kind; 0 for an empty column."""
        return self.counts.get(kind, 0) / self.filled if self.filled else 0.0

    @property
    def is_enough(self) -> bool:
        """Whether there are cells enough to decide by."""
        return self.filled >= 3 or self.distinct >= 2


def describe_column(texts: Sequence[str], year: int | None = None) -> ColumnContent:
    """Tell what the cells of a column are.

    Args:
        texts: cells as text, in the order of the rows.
        year: the report year, to count codes that were not in use; all count without it.
    """
    stated = [text for text in map(str.strip, texts) if text not in _BLANKS]
    filled = [text for text in stated if text != "0" and not is_subtotal(text)]
    sample = filled[:: len(filled) // _LOOKED_AT + 1]
    counts: Counter[Kind] = Counter()
    outdated = 0
    for text, times in Counter(sample).items():
        kinds = kinds_of(text)
        counts.update(dict.fromkeys(kinds, times))
        if year is not None and _is_outdated(text, kinds, year):
            outdated += times
    zeros = stated.count("0")
    return ColumnContent(len(sample), zeros, len(set(filled)), counts, outdated, _is_serial(filled))


@lru_cache(maxsize=65536)
def kinds_of(text: str) -> frozenset[Kind]:
    """Everything one cell can be."""
    if len(text) > _LONGEST_CELL:
        return frozenset()
    plain = unicodedata.normalize("NFKC", text).strip()
    if _is_combined(plain):
        return frozenset({Kind.COMBINED})
    kinds = set(_codes(plain)) | set(_accounts(plain)) | set(_words(plain))
    if _NUMBER.fullmatch(plain):
        kinds.add(Kind.NUMBER)
        if _SIGNED.search(plain):
            kinds.add(Kind.AMOUNT)
    return frozenset(kinds)


def _codes(plain: str) -> set[Kind]:
    code, name = split_code(plain, CLASSIFICATION)
    if not code:
        return set()
    kinds: set[Kind] = set()
    for kind, load in _LISTS:
        entries = load().find(code)
        if not entries or (name and not any(_fits(name, entry.name) for entry in entries)):
            continue
        kinds |= {kind, *({Kind.NAMED} if name else ()), *({Kind.DEEP} if len(code) > 3 else ())}
    if _FUND_CODE.fullmatch(code) and (not name or _is_fund_name(name)):
        kinds |= {Kind.FUND_CODE, *({Kind.FUND_NAME} if name else ())}
    return kinds


def _fits(name: str, official: str) -> bool:
    """Whether a stated name could be the official one: two characters in a row are common."""
    plain = compact_of(name)
    pairs = {official[at : at + 2] for at in range(len(official) - 1)}
    return any(pair in plain for pair in pairs)


def _accounts(plain: str) -> set[Kind]:
    code, name = split_code(plain, ACCOUNT)
    if not _ACCOUNT_LEVELS.fullmatch(code):
        return set()
    budget = account_plan().accounts.get(code[:4])
    official = budget.name if budget else _financial_accounts().get(code[:4], "")
    # 3101 王伟 is a person with a number.
    if not official or (name and len(code) == 4 and not _fits(name, official)):
        return set()
    return {Kind.ACCOUNT, Kind.BUDGET_ACCOUNT} if budget else {Kind.ACCOUNT}


@cache
def _financial_accounts() -> dict[str, str]:
    path = resources.files("xls_juesuan") / "data" / "financial_accounts.toml"
    accounts: dict[str, str] = parse_toml(path.read_text(encoding="utf-8"))["accounts"]
    return accounts


def _words(plain: str) -> set[Kind]:
    compact = compact_of(plain)
    tests = {
        Kind.FUNCTION_NAME: compact in _names(functional_codes),
        Kind.ECONOMIC_NAME: compact in _names(economic_codes),
        Kind.FUND_NAME: _is_fund_name(compact),
        Kind.DATE: bool(_DAY.fullmatch(plain)) and len(date_of(plain)) == 10,
        Kind.DIRECTION: compact in {"借", "贷", "平", "借方", "贷方"},
        Kind.YES: is_true(plain),
        Kind.NO: is_false(plain),
    }
    return {kind for kind, holds in tests.items() if holds}


@cache
def _names(load: Callable[[], CodeList]) -> frozenset[str]:
    return frozenset(compact_of(entry.name) for entry in load())


def _is_fund_name(text: str) -> bool:
    """Whether a text names a source of money; 财政拨款支出 names an account."""
    if len(text) > _LONGEST_FUND or _NO_FUND.search(text) or re.search(r"[\\/]", text):
        return False
    plan = account_plan()
    purposes = ("general_budget", "fund_budget", "state_capital", "fiscal_special")
    return any(plan.has_word(text, purpose) for purpose in purposes) or (
        "资金" in text and plan.has_word(text, "unit_funds")
    )


def _is_combined(plain: str) -> bool:
    """Whether a cell holds several dimensions, or one with the word for its type."""
    if ":" not in plain and len(_LONG_NUMBER.findall(plain)) < 2:
        return False
    if re.fullmatch(r"(?:[\[【〔][^\]】〕:]+:[^\]】〕]*[\]】〕]\s*)+", plain):
        return True
    found = parse_auxiliary(plain).dimensions
    # 经济分类:30201 names the type before the code, 30201 办公费:纸张 does not.
    is_typed = bool(re.match(r"[^\d:]+:", plain))
    return len(found) >= 2 or (len(found) == 1 and is_typed)


def _is_outdated(text: str, kinds: frozenset[Kind], year: int) -> bool:
    code = split_code(text, CLASSIFICATION)[0]
    return any(kind in kinds and load().get(code, year) is None for kind, load in _LISTS)


def _is_serial(filled: list[str]) -> bool:
    """Whether the cells count up or down: 30101, 30102, 30103 may be numbers of vouchers."""
    if len(set(filled)) < 3 or not all(map(_WHOLE.fullmatch, filled)):
        return False
    steps = {int(two) - int(one) for one, two in pairwise(filled)}
    return steps <= {0, 1} or steps <= {0, -1}


# --------------------------------------------------------------------- what it decides


def role_by_content(content: ColumnContent) -> tuple[str, float] | None:
    """The role that a column plays beyond doubt, and the share of cells that prove it.

    Nine cells in ten must agree, and nothing else may be as likely.
    """
    if not content.is_enough or content.is_serial:
        return None
    tests: dict[str, Callable[[ColumnContent], float]] = {
        "auxiliary": lambda column: column.share(Kind.COMBINED),
        "account": lambda column: column.share(Kind.ACCOUNT),
        "economic": lambda column: _share_of_codes(column, Kind.ECONOMIC),
        "function": lambda column: _share_of_codes(column, Kind.FUNCTION),
        "government_economic": lambda column: _share_of_codes(column, Kind.GOVERNMENT),
        "fund": _share_of_funds,
        "date": lambda column: column.share(Kind.DATE),
        "direction": lambda column: column.share(Kind.DIRECTION),
        "function_name": lambda column: column.share(Kind.FUNCTION_NAME),
        "economic_name": lambda column: column.share(Kind.ECONOMIC_NAME),
    }
    shares = {role: test(content) for role, test in tests.items()}
    sure = [(role, share) for role, share in shares.items() if share >= SURE]
    return sure[0] if len(sure) == 1 else None


def _share_of_codes(content: ColumnContent, kind: Kind) -> float:
    """Share of a classification; none where the cells may just be numbers."""
    if not content.counts.get(Kind.DEEP) and not content.counts.get(Kind.NAMED):
        return 0.0
    # 302.01 may be an amount: a few of them prove nothing.
    may_be_amounts = content.share(Kind.AMOUNT) > 1 - SURE
    if may_be_amounts and (content.filled < 5 or content.distinct < 3):
        return 0.0
    return content.share(kind)


def _share_of_funds(content: ColumnContent) -> float:
    """Share of funds by name; the codes 11, 12, 111 could be months or numbers of vouchers."""
    return content.share(Kind.FUND_NAME) if content.distinct <= _MOST_FUNDS else 0.0


#: Roles that content can disprove, and the contents that are as good for each.
_AS_GOOD: dict[str, frozenset[str]] = {
    "account": frozenset({"account", "auxiliary"}),
    "function": frozenset({"function", "function_name"}),
    "economic": frozenset({"economic", "economic_name"}),
    "government_economic": frozenset({"government_economic", "economic_name"}),
    # The income account takes the functional item of the appropriation.
    "income_function": frozenset({"function", "function_name"}),
    "fund": frozenset({"fund"}),
    # Codes of units and projects can look like accounts: 100101.
    "project": frozenset({"account", "function_name", "economic_name"}),
    "project_class": frozenset({"account", "fund"}),
    "spend_kind": frozenset({"fund"}),
    "budget_type": frozenset({"fund"}),
}
#: Roles whose cells can bear out or disprove the heading.
CHECKED_ROLES = frozenset(_AS_GOOD)


def content_contradicts(role: str, content: ColumnContent) -> bool:
    """Whether the cells cannot be what the heading says.

    Codes of one classification under the name of another, dates or amounts under the name of
    a code. A heading that names no code (摘要, 科目名称) is never contradicted, nor is that of a
    unit (单位): units must not be added because a column looked like something else.
    """
    if role not in _AS_GOOD:
        return False
    found = role_by_content(content)
    if found is not None:
        return found[0] not in _AS_GOOD[role]
    if not content.is_enough:
        return False
    if role in {"economic", "government_economic", "function", "income_function"}:
        others = set(_CODE_KINDS) - {Kind.FUNCTION if role == "income_function" else Kind(role)}
        return any(content.share(kind) > _DISPROVED for kind in others) or _is_of_amounts(content)
    return role in {"account", "fund", "project_class"} and _is_of_amounts(content)


def _is_of_amounts(content: ColumnContent) -> bool:
    codes = max(content.share(kind) for kind in (*_CODE_KINDS, Kind.ACCOUNT))
    return content.share(Kind.AMOUNT) > _DISPROVED > codes
