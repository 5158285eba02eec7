"""What a check gives that an export may be too partial for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xls_juesuan.findings import Problem


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found; ``is_checkable`` is false where the export cannot bear the check."""

    problems: tuple[Problem, ...] = ()
    is_checkable: bool = True


#: Nothing can be said.
NOT_CHECKABLE = Judged(is_checkable=False)
