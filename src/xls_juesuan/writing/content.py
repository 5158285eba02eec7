"""What the workbook is made of: everything the sheets need, computed elsewhere.

It knows no file and no look.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from xls_juesuan.disclosure.attachments import Attachments
from xls_juesuan.writing.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.audit import Audit
    from xls_juesuan.consolidation.department import Department
    from xls_juesuan.cube.build import Cube
    from xls_juesuan.declarations.layout import Profile
    from xls_juesuan.declarations.supplement_form import SupplementForm
    from xls_juesuan.disclosure.lacking import Lack
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables import TableSet

TRACE_LIMIT = 100_000


class Values(StrEnum):
    """How figures stand in the statutory tables."""

    #: To the fen, shown with two decimals.
    EXACT = "exact"
    #: Each figure rounded on its own to two decimals of a 万元.
    ROUNDED = "rounded"


@dataclass(frozen=True)
class WorkbookContent:
    """Everything the workbook says.

    Attributes:
        tables: the statutory tables.
        audit: what the rules found.
        cube: facts, ledger rows, and what became of them.
        supplement, form: the figures no ledger holds, and how they are named.
        unit_name, year, profile: whose accounts, of which year, in which layout.
        values: how figures stand in the tables.
        reviews: 处理 and 说明 of an earlier run, by fingerprint.
        changes: what is different from the workbook that stood there before.
        files: names of the ledger files.
        compared: names of the files that last year's figures and the budget come from.
        trace_limit: most ledger rows to list.
        attachments: the forms of the performance self-assessment.
        kept_fields: fields of the supplement that a person typed into the workbook before.
        lacks: what the supplement lacks.
        department: the units and what was eliminated; ``None`` for a single unit.
        own: what the program would put where figures of 对比数 and 阈值 are a person's, by name.
    """

    tables: TableSet
    audit: Audit
    cube: Cube
    supplement: Supplement
    form: SupplementForm
    unit_name: str
    year: int
    profile: Profile
    values: Values = Values.EXACT
    reviews: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)
    files: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    trace_limit: int = TRACE_LIMIT
    kept_fields: frozenset[str] = frozenset()
    attachments: Attachments = field(default_factory=Attachments)
    own: Mapping[str, str] = field(default_factory=dict)
    lacks: tuple[Lack, ...] = ()
    department: Department | None = None

    @property
    def created(self) -> datetime:
        """The date in the document's properties: fixed, so that equal input gives equal bytes."""
        return datetime(self.year + 1, 1, 1)  # noqa: DTZ001 - a document property has no zone
