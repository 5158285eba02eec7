"""What ``xlj batch`` does around the batch itself: progress, the roll-up, and what it says."""

from __future__ import annotations

import gc
from collections import Counter
from typing import TYPE_CHECKING
from typing import NamedTuple

import typer

from xls_juesuan.batch.pipeline import State
from xls_juesuan.batch.pipeline import run_batch
from xls_juesuan.batch.records import Records
from xls_juesuan.cli.batch_progress import progress_for
from xls_juesuan.cli.entry import EXIT_COULD_NOT_RUN
from xls_juesuan.cli.entry import EXIT_ERRORS_FOUND
from xls_juesuan.cli.entry import EXIT_FINE
from xls_juesuan.cli.fill_report import print_json
from xls_juesuan.errors import UserError
from xls_juesuan.findings import Severity
from xls_juesuan.messages import audit_summary as say_summary
from xls_juesuan.messages import batch as say
from xls_juesuan.messages.audit import VERDICTS
from xls_juesuan.writing.batch_summary import UnitLine
from xls_juesuan.writing.batch_summary import write_batch_summary
from xls_juesuan.writing.findings_parquet import can_write_parquet
from xls_juesuan.writing.findings_parquet import write_findings_parquet
from xls_juesuan.writing.summary_line import SummaryLine

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.batch.outcome import UnitOutcome
    from xls_juesuan.batch.pipeline import Fillers
    from xls_juesuan.batch.pipeline import Result
    from xls_juesuan.batch.planning import Plan
    from xls_juesuan.writing.summary_line import SummaryFinding

#: Units that failed and files that were passed over, named one by one.
_MOST_NAMED = 10
_SUFFIXES = {".docx": 1}


class _Outputs(NamedTuple):
    """The roll-up, the findings as Parquet, and how many the roll-up has no room for."""

    summary: Path
    parquet: Path | None
    left: int


class BatchRun:
    """One run of the command.

    Args:
        plan: what is to be done.
        folder: where the outputs go.
        is_sent: whether files are sent along with tasks.
        again: whether units are done that are done already.
    """

    def __init__(self, plan: Plan, folder: Path, *, is_sent: bool, again: bool) -> None:
        self._plan = plan
        self._folder = folder
        self._records = Records(folder)
        self._is_sent = is_sent
        self._again = again

    def report(
        self, open_executor: Callable[[Callable[[int], None]], Fillers], *, as_json: bool
    ) -> int:
        """Do the batch, write its roll-up and say what was done; give the exit code.

        Raises:
            UserError: nothing more can be done, or the roll-up cannot be written.
        """
        # The program looks for no garbage, because most commands live for a second; this does not.
        gc.enable()
        with self._records.opened(), progress_for() as watch:
            try:
                results = run_batch(
                    self._plan.jobs,
                    self._records,
                    watch,
                    open_executor,
                    is_sent=self._is_sent,
                    again=self._again,
                )
            except KeyboardInterrupt as error:
                raise UserError(say.INTERRUPTED) from error
            units = [self._unit(result) for result in results]
            outputs = self._write(units)
        if as_json:
            print_json(self._document(results, units, outputs))
        else:
            for line in self._lines(results, units, outputs):
                typer.echo(line)
        return _exit_code(units)

    def _write(self, units: Sequence[UnitLine]) -> _Outputs:
        """Write the roll-up, and the findings as Parquet where that can be done."""
        self._records.refuse_missing()
        summary = self._folder / say.SUMMARY_NAME
        left = write_batch_summary(summary, units, self._findings)
        if not can_write_parquet():
            return _Outputs(summary, None, left)
        parquet = self._folder / say.PARQUET_NAME
        done = (unit.line for unit in units if unit.line.verdict is not None)
        write_findings_parquet(parquet, ((line, self._findings(line)) for line in done))
        return _Outputs(summary, parquet, left)

    def _unit(self, result: Result) -> UnitLine:
        """One row of the roll-up; its findings are read again when they are written."""
        job = result.job
        record = None if result.state is State.FAILED else self._records.find(job.target)
        if record is None:
            return UnitLine(SummaryLine(job.name, job.settings.unit_name, error=result.error))
        outcome = record.outcome
        documents = [path for path in record.outputs if path.suffix in _SUFFIXES]
        line = SummaryLine(
            job.name,
            outcome.unit_name,
            outcome.year,
            outcome.verdict,
            [*_failures(outcome), outcome.not_checkable],
            [record.target, documents[0] if documents else None],
            remark="；".join(outcome.remarks),
        )
        return UnitLine(line, outcome.unit_kind, outcome.figures)

    def _findings(self, line: SummaryLine) -> Sequence[SummaryFinding]:
        target = line.outputs[0]
        record = self._records.find(target) if target else None
        return record.outcome.findings if record else ()

    def _lines(
        self,
        results: Sequence[Result],
        units: Sequence[UnitLine],
        outputs: _Outputs,
    ) -> Iterator[str]:
        states = Counter(result.state for result in results)
        yield say.DONE.format(
            total=len(results),
            done=states[State.DONE],
            skipped=states[State.SKIPPED],
            failed=states[State.FAILED],
        )
        verdicts = Counter(unit.line.verdict for unit in units)
        for verdict, text in VERDICTS.items():
            if verdicts[verdict]:
                word = text.partition(say_summary.VERDICT_END)[0]
                yield say.VERDICT_LINE.format(verdict=word, count=verdicts[verdict])
        failed = [result for result in results if result.state is State.FAILED]
        if failed:
            yield say.FAILED_HEAD
        for result in failed[:_MOST_NAMED]:
            yield say.FAILED_LINE.format(name=result.job.name, message=result.error)
        if len(failed) > _MOST_NAMED:
            yield say.FAILED_MORE.format(count=len(failed) - _MOST_NAMED)
        yield from self._passed_over()
        yield from self._plan.remarks
        if outputs.left:
            yield say.NO_ROOM.format(count=outputs.left)
        yield say.WRITTEN.format(path=outputs.summary)
        yield (
            say.PARQUET.format(path=outputs.parquet)
            if outputs.parquet
            else say.NO_PARQUET.format(name=say.PARQUET_NAME)
        )

    def _passed_over(self) -> Iterator[str]:
        passed = self._plan.passed_over
        if passed:
            yield say.PASSED_OVER.format(count=len(passed))
        for one in passed[:_MOST_NAMED]:
            yield say_summary.PASSED_OVER_LINE.format(name=one.name, reason=one.reason)
        if len(passed) > _MOST_NAMED:
            yield say_summary.PASSED_OVER_MORE.format(count=len(passed) - _MOST_NAMED)

    def _document(
        self,
        results: Sequence[Result],
        units: Sequence[UnitLine],
        outputs: _Outputs,
    ) -> dict[str, object]:
        documents = []
        for result, unit in zip(results, units, strict=True):
            line = unit.line
            document: dict[str, object] = {"ledger": line.file, "state": str(result.state)}
            if line.verdict is None:
                documents.append({**document, "error": {"message": line.error}})
                continue
            counts = dict(zip((*map(str, Severity), "not_checkable"), line.counts, strict=True))
            workbook, word = line.outputs
            documents.append(
                {
                    **document,
                    "unit": line.unit_name,
                    "year": line.year,
                    "outputs": {
                        "workbook": str(workbook),
                        "document": str(word) if word else None,
                    },
                    "verdict": str(line.verdict),
                    "counts": counts,
                }
            )
        parquet = outputs.parquet
        files = {"summary": str(outputs.summary), "findings": str(parquet) if parquet else None}
        passed = [one._asdict() for one in self._plan.passed_over]
        return {"units": documents, "passed_over": passed, "outputs": files}


def _failures(outcome: UnitOutcome) -> list[int]:
    return [outcome.failures.get(str(severity), 0) for severity in Severity]


def _exit_code(units: Sequence[UnitLine]) -> int:
    """2 when a unit was not filled, 1 when one has findings at 错误, else 0."""
    if any(unit.line.verdict is None for unit in units):
        return EXIT_COULD_NOT_RUN
    return EXIT_ERRORS_FOUND if any(unit.line.counts[0] for unit in units) else EXIT_FINE
