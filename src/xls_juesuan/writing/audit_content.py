"""What the review workbook of a document is made of.

It knows no file and no look.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING

from xls_juesuan.writing.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.audit import Audit
    from xls_juesuan.declarations.supplement_form import SupplementForm
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables import TableSet


@dataclass(frozen=True)
class AuditContent:
    """Everything the review workbook says.

    Attributes:
        tables: the tables of the document, as far as it has them.
        audit: what the rules found.
        form, supplement: names and values of figures that no table holds.
        files: name of the document.
        compared: names of the files that last year's figures and the budget come from.
        missing: titles of the tables it does not have.
        not_recognised: a sentence for each thing in it that belongs to no table.
        amount_unit: in which its figures are printed.
        reviews: 处理 and 说明 of an earlier review, by fingerprint.
        changes: what is different from the workbook that stood there before.
    """

    tables: TableSet
    audit: Audit
    form: SupplementForm
    supplement: Supplement
    files: tuple[str, ...]
    missing: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    not_recognised: tuple[str, ...] = ()
    amount_unit: str = ""
    reviews: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)

    @property
    def is_exact(self) -> bool:
        """Whether every figure is known to the fen."""
        return all(cell.step == 1 for table in self.tables.tables for cell in table.cells.values())

    @property
    def shows_supplement(self) -> bool:
        """Whether there are figures of a supplement, this year's or last year's, to be shown."""
        return self.supplement.is_given or bool(self.supplement.fields)

    @property
    def created(self) -> datetime:
        """The date in the document's properties: fixed, so that equal input gives equal bytes."""
        return datetime(self.tables.year + 1, 1, 1)  # noqa: DTZ001 - a document property has no zone
