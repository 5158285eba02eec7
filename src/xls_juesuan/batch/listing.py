"""A list of units as a .csv file: which columns it has and what each row asks for.

It knows the list; it refuses to know what is in the files that it names.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.batch.clashes import refuse_clashes
from xls_juesuan.batch.job import Job
from xls_juesuan.batch.planning import Plan
from xls_juesuan.batch.supplements import assign_supplements
from xls_juesuan.errors import UserError
from xls_juesuan.folders import PassedOver
from xls_juesuan.messages import batch as say
from xls_juesuan.messages import unit_list as say_list
from xls_juesuan.reading.mapping import find_mapping
from xls_juesuan.reading.unit_list import read_unit_list
from xls_juesuan.writing.target import choose_named_target
from xls_juesuan.writing.target import file_name

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.batch.task import Settings
    from xls_juesuan.reading.unit_list import ListRow

_YEARS = range(2019, 2100)


def plan_list(path: Path, output: Path, settings: Settings, suffix: str) -> Plan:
    """Make a job of every row of a list.

    Args:
        path: the list.
        output: where the workbooks go that are not named with their whole path.
        settings: how units are filled, where the list says nothing else.
        suffix: ending of the workbooks.

    Raises:
        UserError: the list cannot be read, or names no ledgers.
    """
    found = read_unit_list(path)
    jobs = [_Row(row, path.parent, output, settings, suffix).job() for row in found.rows]
    unused = "、".join(found.unused)
    remarks = (say_list.LIST_UNUSED.format(columns=unused),) if unused else ()
    jobs, left = assign_supplements(jobs, besides=path)
    passed = (PassedOver(_shown(each, path.parent), reason) for each, reason in left.items())
    return Plan(refuse_clashes(jobs, output, path), tuple(passed), remarks)


def _shown(path: Path, folder: Path) -> str:
    return (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()


class _Row:
    """One row of the list."""

    def __init__(
        self,
        row: ListRow,
        folder: Path,
        output: Path,
        settings: Settings,
        suffix: str,
    ) -> None:
        self._row = row
        self._folder = folder
        self._output = output
        self._settings = settings
        self._suffix = suffix

    def job(self) -> Job:
        """Give the job; what is wrong with the row is its error."""
        name = self._text("name")
        shown = name or self._text("ledger") or say.ROW_NAME.format(row=self._row.number)
        ledgers = self._row.ledgers(self._folder)
        job = Job(
            shown,
            ledgers,
            self._usual_target(shown),
            self._settings,
            supplement=self._path("supplement"),
            mapping=self._path("mapping"),
            previous=self._path("previous"),
        )
        try:
            return self._complete(job, name)
        except UserError as error:
            return replace(job, error=error.paragraph)

    def _complete(self, job: Job, name: str) -> Job:
        if not job.ledgers:
            raise self._fault(say.ROW_WITHOUT_LEDGER, say.ROW_WITHOUT_LEDGER_HOW)
        self._refuse_impossible(job)
        settings, first = self._chosen(name), job.ledgers[0]
        stem = name or " ".join(filter(None, (first.stem, settings.unit)))
        return replace(
            job,
            target=self._named_target() or self._usual_target(stem),
            settings=settings,
            beside=None if job.mapping else find_mapping(first),
        )

    def _refuse_impossible(self, job: Job) -> None:
        """Raise where no file can be called so; that there is none is said by its reader."""
        for _, path in job.inputs():
            try:
                path.is_file()
            except OSError as error:
                what = say.ROW_PATH.format(text=path.name)
                raise self._fault(what, say.ROW_PATH_HOW) from error

    def _text(self, key: str) -> str:
        return self._row.text(key)

    def _path(self, key: str) -> Path | None:
        return self._folder / self._text(key) if self._text(key) else None

    def _usual_target(self, stem: str) -> Path:
        return self._output / file_name(say.WORKBOOK_NAME.format(name=stem), self._suffix)

    def _named_target(self) -> Path | None:
        text = self._text("output")
        if not text:
            return None
        try:
            return choose_named_target(self._output, text, self._suffix)
        except UserError as error:
            raise self._fault(error.what, error.how) from error

    def _chosen(self, name: str) -> Settings:
        year = self._text("year").removesuffix("年度").removesuffix("年")
        if year and not (year.isascii() and year.isdigit() and int(year) in _YEARS):
            raise self._fault(say.ROW_YEAR.format(text=year), say.ROW_YEAR_HOW)
        amount_unit = self._text("amount_unit")
        if amount_unit not in {"", "元", "万元"}:
            raise self._fault(say.ROW_AMOUNT_UNIT.format(text=amount_unit), say.ROW_AMOUNT_UNIT_HOW)
        settings = self._settings
        return replace(
            settings,
            unit_name=name or settings.unit_name,
            unit=self._text("unit") or settings.unit,
            year=int(year) if year else settings.year,
            amount_unit=amount_unit or settings.amount_unit,
        )

    def _fault(self, what: str, how: str) -> UserError:
        return UserError(what, where=say.ROW_NAME.format(row=self._row.number), how=how)
