"""One unit to be filled, as it is handed to whoever does it, wherever that is.

It knows which values belong together; they can be sent to another process or machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.declarations.location import DEFAULT_PROFILE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction
    from pathlib import Path

    from xls_juesuan.batch.parcel import Parcel


@dataclass(frozen=True, slots=True)
class Settings:
    """How a unit is filled; the same for all units but for what a list says of one.

    Attributes:
        profile: name of the disclosure layout.
        template: an office's own workbook, or the folder of a layout.
        is_layout: whether the template is such a folder.
        unit, unit_name, year, amount_unit: see ``FillRequest``.
        values: exact or rounded figures in the cells.
        word, pdf: whether the whole document is written, too.
        rules: a folder of one's own rules.
        thresholds: values of thresholds, by key.
    """

    profile: str = DEFAULT_PROFILE
    template: Parcel | None = None
    is_layout: bool = False
    unit: str = ""
    unit_name: str = ""
    year: int | None = None
    amount_unit: str | None = None
    values: str = "exact"
    word: bool = False
    pdf: bool = False
    rules: Parcel | None = None
    thresholds: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """One unit to be filled.

    Attributes:
        name: what the unit's ledger is called.
        ledgers: the files of the ledger.
        output: name of the workbook.
        settings: how it is filled.
        supplement, mapping, previous: see ``FillRequest``.
        beside: the mapping that lies beside the ledger.
        candidates: supplements of which one may state the unit.
        is_alone: see ``FillRequest``.
        predecessor: the workbook that stands at its place, with what a person typed into it.
        staging: where what is written is put; ``None`` where it comes back as bytes.
    """

    name: str
    ledgers: tuple[Parcel, ...]
    output: str
    settings: Settings
    supplement: Parcel | None = None
    mapping: Parcel | None = None
    beside: Parcel | None = None
    previous: Parcel | None = None
    candidates: tuple[Parcel, ...] = ()
    is_alone: bool = False
    predecessor: Parcel | None = None
    staging: Path | None = None
