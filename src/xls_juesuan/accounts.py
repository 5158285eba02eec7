"""What a run is asked for, and the accounts of one unit that come of it.

Knows which values belong together; refuses to know how any of them arises.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.carrying import Kept
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.disclosure.attachments import Attachments
from xls_juesuan.reading import ReadingRequest
from xls_juesuan.tables.previous_year import is_stated
from xls_juesuan.writing.content import TRACE_LIMIT
from xls_juesuan.writing.content import Values
from xls_juesuan.writing.previous_explanations import Offers

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from fractions import Fraction
    from pathlib import Path

    from xls_juesuan.audit import Audit
    from xls_juesuan.consolidation.department import Department
    from xls_juesuan.cube.build import Cube
    from xls_juesuan.declarations.layout import Profile
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.disclosure.document import Disclosure
    from xls_juesuan.disclosure.lacking import Lack
    from xls_juesuan.edits import EarlierWorkbook
    from xls_juesuan.findings import Problem
    from xls_juesuan.ledger import Ledger
    from xls_juesuan.office import FilledOffice
    from xls_juesuan.office import OfficeTemplate
    from xls_juesuan.publishing import Published
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.previous_year import PreviousYear
    from xls_juesuan.writing.changes import Changes


@dataclass(frozen=True, slots=True)
class FillRequest:
    """What the user asks for; ``None`` or empty means: find it out or take the default.

    Attributes:
        ledger: the ledger, or the first file of it.
        more_ledgers: further files of the same ledger.
        supplement: the supplement workbook.
        output: file or folder of the workbook.
        profile: name of the disclosure layout.
        unit: code or name of the unit to read where the ledger holds several.
        unit_name: what the unit is called in the workbook.
        year: the report year.
        amount_unit: 元 or 万元.
        mapping: a mapping of the ledger's columns.
        values: exact or rounded figures in the cells.
        rules: the rules to judge; ``None`` takes those that come with the program.
        previous: last year's file: a workbook of the program, whose 说明 are offered for this
            year's findings, a publication, or a supplement.
        thresholds: values of thresholds that the user chose, by key.
        trace_rows: most ledger rows that 溯源 and 未计入 list, each.
        word: whether the whole disclosure is written as a Word document, too.
        pdf: whether that is printed as PDF.
        office: an office's own workbook to fill instead of writing one of the program's.
        candidates: supplements of which the one that states the unit is taken; ``None`` looks for
            a supplement beside the ledger.
        is_alone: whether a supplement beside the ledger may be the unit's that neither goes by
            its name nor states it.
    """

    ledger: Path
    supplement: Path | None = None
    output: Path | None = None
    profile: str = DEFAULT_PROFILE
    unit_name: str = ""
    year: int | None = None
    amount_unit: str | None = None
    more_ledgers: tuple[Path, ...] = ()
    unit: str = ""
    mapping: Path | None = None
    values: Values = Values.EXACT
    rules: tuple[Rule, ...] | None = None
    previous: Path | None = None
    thresholds: Mapping[str, Fraction] = field(default_factory=dict)
    trace_rows: int = TRACE_LIMIT
    word: bool = False
    pdf: bool = False
    office: OfficeTemplate | None = None
    candidates: tuple[Path, ...] | None = None
    is_alone: bool = True

    @property
    def ledgers(self) -> tuple[Path, ...]:
        """All files of the ledger."""
        return (self.ledger, *self.more_ledgers)

    @property
    def layouts(self) -> str:
        """Name of the disclosure layout: that of the office's workbook, where there is one."""
        return self.office.layouts if self.office else self.profile

    def reading(self) -> ReadingRequest:
        """The part of the request that the reader answers."""
        return ReadingRequest(
            self.ledgers,
            self.year,
            self.amount_unit,
            self.unit_name or None,
            self.unit or None,
            self.mapping,
        )


@dataclass(frozen=True, slots=True)
class Given:
    """What accounts are made of.

    Attributes:
        ledger: one unit's ledger, or those of a department as one.
        supplement: what it needs beside the ledger.
        path: the file of that; ``None`` without one.
        build: gives the cube for the supplement as it will be used.
        notes: what is to be said of the supplement and of how the ledger came about.
        department: the units, where there are several.
    """

    ledger: Ledger
    supplement: Supplement
    path: Path | None
    build: Callable[[Supplement], Cube]
    notes: tuple[Problem, ...] = ()
    department: Department | None = None


@dataclass(frozen=True, slots=True)
class Accounts:
    """One unit's final accounts, computed and audited, not yet written."""

    ledger: Ledger
    supplement: Supplement
    supplement_path: Path | None
    cube: Cube
    profile: Profile
    tables: TableSet
    audit: Audit
    unit_name: str
    rules: tuple[Rule, ...]
    #: Where the workbook goes, and what its predecessor there held; ``None`` unless it is written.
    target: Path | None = None
    earlier: EarlierWorkbook | None = None
    #: Values of the supplement and of the tables that a person had typed into it.
    kept: Kept = field(default_factory=Kept)
    changes: Changes | None = None
    #: What was written last year.
    offers: Offers = field(default_factory=Offers)
    previous: PreviousYear | None = None
    disclosure: Disclosure | None = None
    attachments: Attachments = field(default_factory=Attachments)
    lacks: tuple[Lack, ...] = ()
    #: The units, where these are the accounts of a department.
    department: Department | None = None
    #: The Word document; ``None`` where none was wanted.
    published: Published | None = None
    #: The office's own workbook, filled; ``None`` where the program writes one of its own.
    office: FilledOffice | None = None

    @property
    def reviews(self) -> Mapping[str, tuple[str, str]]:
        """处理 and 说明 by fingerprint, as the workbook that stood there has them."""
        return self.changes.reviews if self.changes else {}

    @property
    def compared(self) -> tuple[str, ...]:
        """Names of the files that last year's figures and the budget come from."""
        if not self.tables.comparatives:
            return ()
        last, own = self.previous, self.supplement.file
        names = (last.file if last else "", own if is_stated(self.tables, last) else "")
        return tuple(filter(None, names))

    @property
    def year(self) -> int:
        """The report year."""
        return self.ledger.year
