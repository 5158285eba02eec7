"""Supplements of a batch: each unit's, where names tell, or those of which one may be its.

What a file says of its unit decides where names do not, and is read by whoever fills the unit:
the candidates go with the job.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.messages import batch as say
from xls_juesuan.reading.supplement_choice import Owner
from xls_juesuan.reading.supplement_choice import are_written
from xls_juesuan.reading.supplement_choice import candidates_for
from xls_juesuan.reading.supplement_choice import ledgers_in
from xls_juesuan.reading.supplement_choice import place_of
from xls_juesuan.reading.supplement_choice import share_by_name
from xls_juesuan.reading.supplement_choice import supplements_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.batch.job import Job


def assign_supplements(
    jobs: Sequence[Job], besides: Path | None = None
) -> tuple[list[Job], dict[Path, str]]:
    """Give every job without one the supplement that lies beside its ledger and belongs to it.

    A supplement belongs to the ledger that goes by its name. What is left are candidates for the
    jobs that are left, without those that go by the name of a ledger of which there is no job.

    Args:
        jobs: the units.
        besides: a file that is no ledger: the list of units.

    Returns:
        The jobs, in their order, and the supplements that none of them can have, with the reason.
    """
    checked = list(jobs)
    left: dict[Path, str] = {}
    open_jobs: dict[Path, list[int]] = {}
    for number, job in enumerate(jobs):
        if job.ledgers and not job.error and job.supplement is None:
            open_jobs.setdefault(place_of(job.ledgers[0]), []).append(number)
    used = {path for job in jobs for _, path in job.inputs()}
    uses = Counter(job.ledgers[0] for job in jobs if job.ledgers)
    for folder, numbers in open_jobs.items():
        owners = {number: _owner(jobs[number], uses) for number in numbers}
        own = {path for number in numbers for path in jobs[number].ledgers}
        others = [] if folder in own else ledgers_in(folder, (*own, besides))
        near = supplements_in(folder, used)
        shared = share_by_name(owners, near, others)
        is_alone = len(numbers) == 1 and are_written(others)
        for number, owner in owners.items():
            path = shared.taken.get(number)
            checked[number] = replace(
                jobs[number],
                supplement=path,
                candidates=() if path else candidates_for(owner, shared.rest),
                is_alone=is_alone,
            )
        found = {path for number in numbers for _, path in checked[number].inputs()}
        left.update(
            (path, _reason(shared.of_others.get(path))) for path in near if path not in found
        )
    return checked, left


def _owner(job: Job, uses: Mapping[Path, int]) -> Owner:
    ledger = job.ledgers[0]
    # A ledger of several units is named after none of them.
    stem = ledger.stem if uses[ledger] == 1 else ""
    return Owner.of(job.settings.unit_name, job.settings.unit, stem=stem)


def _reason(other: Path | None) -> str:
    return say.OF_OTHER_LEDGER.format(ledger=other.name) if other else say.UNMATCHED
