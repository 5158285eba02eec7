"""The supplement (补充资料): figures that no ledger holds, once they have been read.

Keys are ``subject.field`` as ``templates/supplement.toml`` declares them, for example
``three_public_budget.hospitality``. A blank is not a zero: a field that was left empty has
no entry at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.model import Source
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.findings import Problem

#: An amount is int fen, a count is int, a score is text as written, a text is str.
Value = int | str

#: What a person chooses from a list of yes and no.
YES = "是"


@dataclass(frozen=True, slots=True)
class Supplement:
    """Everything a supplement workbook states.

    ``fields`` holds the single values, ``rows`` the repeating ones (``projects``,
    ``original_budget_by_function`` …), each row a mapping of field name to value.
    """

    file: str = ""
    fields: Mapping[str, Value] = field(default_factory=dict)
    rows: Mapping[str, tuple[Mapping[str, Value], ...]] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    #: What is said of a supplement beside the ledger that is another unit's and was not used.
    passed_over: str = ""

    @property
    def is_given(self) -> bool:
        """Whether a supplement file was read at all."""
        return bool(self.file)

    def number(self, key: str) -> int | None:
        """An amount in fen, or a count; ``None`` when the field was left blank."""
        value = self.fields.get(key)
        return value if isinstance(value, int) else None

    @property
    def figures(self) -> dict[str, int]:
        """All single amounts, in fen, and counts."""
        return {key: value for key, value in self.fields.items() if isinstance(value, int)}

    def text(self, key: str) -> str:
        """A text; empty when the field was left blank."""
        value = self.fields.get(key)
        return value if isinstance(value, str) else ""

    @property
    def unit_kind(self) -> UnitKind:
        """Kind of unit as stated in the field ``unit.kind``."""
        stated = self.text("unit.kind")
        return next((kind for kind in UnitKind if kind == stated), UnitKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class FormMarks:
    """What a form says beside the values that it was given for a unit.

    Attributes:
        origins: where a value comes from, Chinese, by key; rows of lists as ``projects[0]``.
        unneeded: why the unit does not need a field or a list, Chinese, by key.
        required: fields that this unit has to fill in, beside those that all have to.
    """

    origins: Mapping[str, str] = field(default_factory=dict)
    unneeded: Mapping[str, str] = field(default_factory=dict)
    required: frozenset[str] = frozenset()

    @property
    def are_given(self) -> bool:
        """Whether the form says anything of the unit."""
        return bool(self.origins or self.unneeded)
