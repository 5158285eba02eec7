"""A text document as its checks look at it: passages with their places, tables, figures.

It knows what others have found; it refuses to judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.findings import Problem
from xls_juesuan.recognise.narrative.figures import first_said

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.recognise.narrative.narrative import Said
    from xls_juesuan.recognise.narrative.narrative import Sayings
    from xls_juesuan.recognise.narrative.sections import Placed
    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.tables.code_names import CodeNames
    from xls_juesuan.tables.table import Table


@dataclass(frozen=True)
class DocumentText:
    """What a text document says.

    Attributes:
        page: its lines.
        file: its name.
        placed: its passages, with part and section.
        sayings: what was read from them.
        tables: its tables.
        names: names of items with codes, by classification.
        unit_name, year: whose accounts of which year.
    """

    page: PrintedPage
    file: str
    placed: Sequence[Placed]
    sayings: Sayings
    tables: Mapping[str, Table]
    names: Mapping[str, CodeNames]
    unit_name: str
    year: int

    @cached_property
    def figures(self) -> Mapping[tuple[str, str, str], Said]:
        """Each figure of the explanation as it is said first."""
        return first_said(self.sayings.said)

    def where(self, line: int) -> str:
        """Name the place of a line."""
        return self.page.ref(line, 0)

    def problem(self, code: str, subject: str, detail: str, *lines: int) -> Problem:
        """Make a problem that stands on some lines."""
        sources = tuple(dict.fromkeys(self.page.source(self.file, line) for line in lines))
        return Problem(code, subject, detail, sources[:3], rows=len(lines) if len(lines) > 1 else 0)
