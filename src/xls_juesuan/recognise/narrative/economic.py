"""Names of economic items in a list → their codes.

It knows the names of the year and those that the document's own table prints; it refuses to know
figures. A name counts only where it stands by itself: between the marks of a list, or before an
amount.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.recognise.narrative.passages import compact
from xls_juesuan.recognise.narrative.terms import Term
from xls_juesuan.recognise.narrative.terms import bare
from xls_juesuan.recognise.narrative.terms import written

if TYPE_CHECKING:
    from xls_juesuan.tables.code_names import CodeNames
    from xls_juesuan.tables.table import Table

_LENGTHS = (3, 5)
_BEFORE = r"(?<=[、,;:。和及与])"
_BEHIND = r"(?=[、,;。和及与等(为\d]|支出\d|$)"
_AMOUNT = re.compile(r"(?:支出)?为?\d")


class EconomicFinder:
    """Finds economic items in compact texts.

    Args:
        names: the code list of the year.
        table: the document's own table of them; ``None`` where it has none.
    """

    def __init__(self, names: CodeNames, table: Table | None) -> None:
        codes: dict[str, set[str]] = {}
        own = {row.code: row.name for row in table.rows if row.code} if table else {}
        listed = {entry.code: entry.name for entry in names.codes if entry.is_valid_in(names.year)}
        for known in (own, listed):
            for code, name in known.items():
                if len(code) in _LENGTHS:
                    codes.setdefault(bare(compact(name)), set()).add(code)
        self._codes = codes
        longest = sorted(codes, key=len, reverse=True)
        choice = "|".join(map(written, longest))
        self._pattern = re.compile(rf"{_BEFORE}(?:{choice}){_BEHIND}")

    def find(self, text: str) -> list[Term]:
        """Give the names before amounts; one that several codes bear has no code."""
        return [term for term in self.listed(text) if _AMOUNT.match(text, term.end)]

    def listed(self, text: str) -> list[Term]:
        """Give all names in their order, also those of a list without amounts."""
        found = []
        for each in self._pattern.finditer(text):
            codes = self._codes.get(bare(each[0]), set())
            code = next(iter(codes)) if len(codes) == 1 else ""
            found.append(Term(each.start(), each.end(), code))
        return found
