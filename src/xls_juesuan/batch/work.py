"""What a worker does: one unit, from its parcels to its files and its outcome.

It knows no executor and no other unit. Nothing is put in its place here: what is written waits
where whoever asked will fetch it, so that work done twice leaves no trace.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from xls_juesuan.batch.figures import peer_figures
from xls_juesuan.batch.outcome import UnitOutcome
from xls_juesuan.batch.outcome import Written
from xls_juesuan.batch.parcel import digest
from xls_juesuan.errors import DeclarationError
from xls_juesuan.errors import UserError
from xls_juesuan.findings import Outcome
from xls_juesuan.messages import batch as say
from xls_juesuan.messages import cli as say_cli
from xls_juesuan.writing.summary_line import SummaryFinding

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from xls_juesuan.accounts import Accounts
    from xls_juesuan.accounts import FillRequest
    from xls_juesuan.batch.parcel import Parcel
    from xls_juesuan.batch.task import Settings
    from xls_juesuan.batch.task import Task
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.findings import Finding
    from xls_juesuan.office import OfficeTemplate
    from xls_juesuan.tables import TableSet

#: The option that an error names which asks for one of several units.
_EACH_UNIT = "--each-unit"


def fill_task(task: Task) -> UnitOutcome:
    """Fill one unit; whatever is wrong with it is an outcome and stops nobody else."""
    try:
        with _folder(task) as folder:
            return _Unit(task, folder).fill()
    except OSError as error:
        return UnitOutcome(error=say.no_workplace(str(task.staging or ""), error.strerror or ""))


@contextmanager
def _folder(task: Task) -> Iterator[Path]:
    """Give a folder of this attempt alone; it goes unless what was written waits in it."""
    if task.staging is None:
        with tempfile.TemporaryDirectory(prefix="xlj-") as name:
            yield Path(name)
        return
    folder = task.staging / secrets.token_hex(8)
    # The folder above is whoever asked's: where it is gone, nobody waits for this any more.
    folder.mkdir()
    try:
        yield folder
    finally:
        if not (folder / "out").is_dir():
            shutil.rmtree(folder, ignore_errors=True)


class _Unit:
    """One unit being filled in a folder of its own."""

    def __init__(self, task: Task, folder: Path) -> None:
        self._task = task
        self._folder = folder
        self._out = folder / "out"
        #: Where a parcel lies now, and where it came from: messages name the latter.
        self._moved: dict[str, str] = {str(self._out / task.output): task.output}

    def fill(self) -> UnitOutcome:
        """Fill the unit and say what came of it."""
        try:
            self._out.mkdir()
            seen = self._predecessor()
            accounts, path = self._run()
            return replace(
                _described(accounts), files=tuple(self._files(accounts, path)), predecessor=seen
            )
        except UserError as error:
            reason = error.paragraph
            if _EACH_UNIT in reason:
                reason += say.SEVERAL_UNITS
        except DeclarationError as error:
            reason = say_cli.DECLARATION.format(detail=" ".join(str(error).split()))
        except Exception as error:  # noqa: BLE001 - one bad file never stops the rest
            reason = say.internal(type(error).__name__, str(error))
        shutil.rmtree(self._out, ignore_errors=True)
        for now, before in sorted(self._moved.items(), key=lambda pair: -len(pair[0])):
            reason = reason.replace(now, before)
        return UnitOutcome(error=reason)

    def _run(self) -> tuple[Accounts, Path]:
        from xls_juesuan import pipeline

        return pipeline.fill(self._request())

    def _predecessor(self) -> str:
        """Put a copy of the workbook that stands at its place where the new one will."""
        parcel, place = self._task.predecessor, self._out / self._task.output
        if parcel is None:
            return ""
        if parcel.files is None:
            if not parcel.path.is_file():
                return ""
            shutil.copyfile(parcel.path, place)
        else:
            place.write_bytes(parcel.files[0][1])
        return digest(place)

    def _request(self) -> FillRequest:
        from xls_juesuan.accounts import FillRequest
        from xls_juesuan.writing.content import Values

        task, settings = self._task, self._task.settings
        beside = "ledger0"
        ledgers = [self._here(each, f"ledger{number}") for number, each in enumerate(task.ledgers)]
        if task.beside is not None:
            self._here(task.beside, beside)
        template = self._office(settings)
        layouts = template.layouts if template else self._profile(settings)
        return FillRequest(
            ledger=ledgers[0],
            more_ledgers=tuple(ledgers[1:]),
            supplement=self._here(task.supplement, "supplement") if task.supplement else None,
            candidates=tuple(
                self._here(each, f"candidate{number}")
                for number, each in enumerate(task.candidates)
            ),
            is_alone=task.is_alone,
            output=self._out / task.output,
            profile=layouts,
            unit=settings.unit,
            unit_name=settings.unit_name,
            year=settings.year,
            amount_unit=settings.amount_unit,
            mapping=self._here(task.mapping, "mapping") if task.mapping else None,
            values=Values(settings.values),
            rules=self._rules(settings, layouts),
            previous=self._here(task.previous, "previous") if task.previous else None,
            thresholds=settings.thresholds,
            word=settings.word,
            pdf=settings.pdf,
            office=template,
        )

    def _here(self, parcel: Parcel, place: str) -> Path:
        folder = self._folder / place
        if parcel.files is not None:
            folder.mkdir(exist_ok=True)
        path = parcel.unpack(folder)
        self._moved[str(path)] = str(parcel.path)
        return path

    def _profile(self, settings: Settings) -> str:
        if settings.template is None:
            return settings.profile
        return str(self._here(settings.template, "layouts"))

    def _office(self, settings: Settings) -> OfficeTemplate | None:
        """Read the office's own workbook, once for all units of a process where it lies still."""
        parcel = settings.template
        if parcel is None or settings.is_layout:
            return None
        from xls_juesuan.office import read_template

        read = read_template if parcel.files is not None else cache_of(read_template)
        return read(self._here(parcel, "template"), settings.profile)

    def _rules(self, settings: Settings, layouts: str) -> tuple[Rule, ...] | None:
        if settings.rules is None:
            return None
        from xls_juesuan.declarations.layout import load_profile
        from xls_juesuan.declarations.own_rules import rules_with

        return rules_with(self._here(settings.rules, "rules"), load_profile(layouts))

    def _files(self, accounts: Accounts, path: Path) -> Iterator[Written]:
        """Say which files wait, or send them along."""
        published = accounts.published
        others = (published.document, published.pdf) if published else ()
        for file in filter(None, (path, *others)):
            if self._task.staging is None:
                yield Written(file.name, content=file.read_bytes())
            else:
                # Named from the folder of all runs: a later one may have to find it.
                staged = file.relative_to(self._task.staging.parent).as_posix()
                yield Written(file.name, staged=staged)


@cache
def cache_of(read: Callable[[Path, str], OfficeTemplate]) -> Callable[[Path, str], OfficeTemplate]:
    """Give a function that reads each file once."""
    return cache(read)


def _described(accounts: Accounts) -> UnitOutcome:
    """What is to be known of a unit once its workbook is written."""
    audit = accounts.audit
    findings = tuple(
        _reported(finding, accounts.tables)
        for finding in audit.findings
        if finding.outcome is Outcome.FAILED and not finding.follows
    )
    published = accounts.published
    faults = (published.fault,) if published and published.fault else ()
    passed_over = (accounts.supplement.passed_over,) if accounts.supplement.passed_over else ()
    return UnitOutcome(
        unit_name=accounts.unit_name,
        year=accounts.year,
        unit_kind=str(accounts.cube.unit_kind),
        verdict=str(audit.verdict),
        failures={str(severity): count for severity, count in audit.failures.items()},
        not_checkable=audit.counts[Outcome.NOT_CHECKABLE],
        findings=findings,
        figures=peer_figures(accounts.tables, accounts.supplement),
        remarks=(*passed_over, *faults),
    )


def _reported(finding: Finding, tables: TableSet) -> SummaryFinding:
    place = tables.a1(finding.cells[0]) if finding.cells else ""
    if not place and finding.sources:
        first = finding.sources[0]
        place = say.row_place(first.file, first.sheet, first.row)
    return SummaryFinding(
        severity=finding.severity,
        code=finding.code,
        title=finding.title,
        place=place,
        message=finding.message,
        advice=finding.advice,
        table=finding.table,
        fingerprint=finding.fingerprint,
    )
