"""What came of one unit: its findings, its figures and its files, apart from everything else.

It knows how that is kept as JSON; it refuses to know how it arose and how it is shown.
"""

from __future__ import annotations

from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan import __version__
from xls_juesuan.findings import Severity
from xls_juesuan.writing.summary_line import SummaryFinding

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written.

    Attributes:
        name: its name.
        staged: where it waits, below the folder of all that waits; empty where it was sent along.
        content: what is in it, where it was sent along.
    """

    name: str
    staged: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class UnitOutcome:
    """What came of one unit.

    Attributes:
        error: why it could not be filled; empty where it was.
        unit_name, year, unit_kind: whose accounts they are.
        verdict: what the findings mean for publication.
        failures: failed findings by severity.
        not_checkable: how many rules could not be checked.
        findings: those that failed and follow from no other.
        figures: what units are compared by, in fen (``staff``: persons), by key; none where it
            is not known.
        files: what was written, the workbook first.
        predecessor: digest of the workbook whose content was carried over; empty without one.
        remarks: what else is to be said, Chinese.
        version: version of the program that did it.
    """

    error: str = ""
    unit_name: str = ""
    year: int | None = None
    unit_kind: str = ""
    verdict: str = ""
    failures: Mapping[str, int] = field(default_factory=dict)
    not_checkable: int = 0
    findings: tuple[SummaryFinding, ...] = ()
    figures: Mapping[str, int] = field(default_factory=dict)
    files: tuple[Written, ...] = ()
    predecessor: str = ""
    remarks: tuple[str, ...] = ()
    version: str = __version__

    def as_json(self) -> dict[str, Any]:
        """Give everything but the content of files."""
        content = asdict(self)
        content["files"] = [{"name": one.name, "staged": one.staged} for one in self.files]
        return content


def outcome_of(content: Mapping[str, Any]) -> UnitOutcome:
    """Read what :meth:`UnitOutcome.as_json` gave.

    Raises:
        KeyError, TypeError, ValueError: it is something else.
    """
    findings = (
        SummaryFinding(**{**one, "severity": Severity(one["severity"])})
        for one in content["findings"]
    )
    files = tuple(Written(**one) for one in content["files"])
    plain = {**content, "findings": tuple(findings), "files": files}
    return UnitOutcome(**{**plain, "remarks": tuple(content["remarks"])})
