"""Names and funds of classification codes: by the list of the year, else as the ledger says.

Knows lists and what facts state; refuses to know tables.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.codes import FUNDING_OF_GROUP
from xls_juesuan.messages.tables import UNLISTED_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from xls_juesuan.codes import CodeList
    from xls_juesuan.model import Fact
    from xls_juesuan.model import Funding


class CodeNames:
    """What a code is called in a year, and whether it may be used then.

    Args:
        codes: the classification.
        year: year of the accounts.
        stated: codes and names as facts state them.
    """

    def __init__(self, codes: CodeList, year: int, stated: Iterable[tuple[str, str]]) -> None:
        self.codes = codes
        self.year = year
        self._stated: dict[str, str] = {}
        for code, name in stated:
            if code and name:
                self._stated.setdefault(code, name)

    @classmethod
    def functional(cls, codes: CodeList, year: int, facts: Iterable[Fact]) -> CodeNames:
        """Names of functional codes (支出功能分类)."""
        return cls(codes, year, ((fact.function, fact.function_name) for fact in facts))

    @classmethod
    def economic(cls, codes: CodeList, year: int, facts: Iterable[Fact]) -> CodeNames:
        """Names of economic codes (部门预算支出经济分类)."""
        return cls(codes, year, ((fact.economic, fact.economic_name) for fact in facts))

    def name(self, code: str) -> str:
        """Name to print beside a code; a remark when nobody names it."""
        listed = self.listed(code)
        if listed:
            return listed
        other_years = [entry.name for entry in self.codes.find(code)]
        return self._stated.get(code) or next(reversed(other_years), UNLISTED_NAME)

    def listed(self, code: str) -> str | None:
        """Name in the list of the year; ``None`` when the code is not valid then."""
        return self.codes.name(code, self.year)

    def funds(self, code: str) -> frozenset[Funding]:
        """Funds that the code or one below it usually belongs to; none when it is unlisted."""
        return frozenset(self._funds.get(code, ()))

    @cached_property
    def _funds(self) -> Mapping[str, set[Funding]]:
        found: dict[str, set[Funding]] = {}
        for entry in self.codes:
            fund = FUNDING_OF_GROUP.get(entry.group)
            if fund is None or not entry.is_valid_in(self.year):
                continue
            code = entry.code
            while code:
                found.setdefault(code, set()).add(fund)
                code = self.codes.parent(code)
        return found
