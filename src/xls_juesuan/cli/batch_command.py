"""``xlj batch``: every ledger of a folder or a list to its workbook, and one roll-up of all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from xls_juesuan.cli.options import AmountUnit
from xls_juesuan.cli.options import Json
from xls_juesuan.cli.options import RulesFolder
from xls_juesuan.cli.options import Thresholds
from xls_juesuan.cli.options import Year
from xls_juesuan.cli.options import checked_amount_unit
from xls_juesuan.cli.options import checked_choice
from xls_juesuan.cli.options import checked_thresholds
from xls_juesuan.cli.options import checked_year
from xls_juesuan.cli.options import loaded_rules
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.errors import UserError
from xls_juesuan.messages import batch as messages
from xls_juesuan.messages import cli as say_cli

if TYPE_CHECKING:
    from collections.abc import Callable

    from xls_juesuan.batch.pipeline import Fillers
    from xls_juesuan.batch.planning import Plan
    from xls_juesuan.batch.task import Settings

Source = Annotated[
    Path, typer.Argument(metavar="文件夹或清单", help=messages.SOURCE, show_default=False)
]
OutputFolder = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="文件夹", help=messages.OUTPUT)
]
Template = Annotated[
    str,
    typer.Option("--template", metavar="版式或文件", help=messages.TEMPLATE, show_default=False),
]
Profile = Annotated[
    str,
    typer.Option("--profile", metavar="版式", help=say_cli.PROFILE_OF_TEMPLATE, show_default=False),
]
ValuesOption = Annotated[
    str, typer.Option("--values", metavar="exact|rounded", help=say_cli.VALUES)
]
Word = Annotated[bool, typer.Option("--word", help=messages.WORD)]
Pdf = Annotated[bool, typer.Option("--pdf", help=messages.PDF)]
Jobs = Annotated[str, typer.Option("--jobs", "-j", metavar="个数", help=messages.JOBS)]
Scheduler = Annotated[str, typer.Option("--scheduler", metavar="地址", help=messages.SCHEDULER)]
ByBytes = Annotated[bool, typer.Option("--by-bytes", help=messages.BY_BYTES)]
Redo = Annotated[bool, typer.Option("--redo", help=messages.REDO)]


@dataclass(frozen=True, slots=True)
class _Template:
    """What ``--template`` and ``--profile`` ask for, and the ending of the workbooks then."""

    settings: Settings
    layouts: str
    suffix: str


def batch(
    source: Source,
    output: OutputFolder = None,
    template: Template = "",
    profile: Profile = "",
    year: Year = "",
    amount_unit: AmountUnit = "",
    own: RulesFolder = None,
    thresholds: Thresholds = None,
    values: ValuesOption = "exact",
    word: Word = False,
    pdf: Pdf = False,
    jobs: Jobs = "",
    scheduler: Scheduler = "",
    by_bytes: ByBytes = False,
    redo: Redo = False,
    as_json: Json = False,
) -> int:
    """Fill every unit, then say in Chinese (or as JSON) what was done."""
    from dataclasses import replace

    from xls_juesuan.batch.parcel import Parcel
    from xls_juesuan.cli.batch_report import BatchRun
    from xls_juesuan.writing.content import Values
    from xls_juesuan.writing.target import DEFAULT_FOLDER

    folder = output or DEFAULT_FOLDER
    if folder.suffix.lower() in {".xlsx", ".xlsm", ".csv"} or folder.is_file():
        raise UserError(
            messages.OUTPUT_NOT_FOLDER, where=str(folder), how=messages.OUTPUT_NOT_FOLDER_HOW
        )
    count = _checked_jobs(jobs)
    chosen = _chosen(template, profile)
    if own is not None:
        loaded_rules(own, chosen.layouts)
    settings = replace(
        chosen.settings,
        year=checked_year(year),
        amount_unit=checked_amount_unit(amount_unit),
        values=str(checked_choice(Values, "--values", values)),
        word=word,
        pdf=pdf,
        rules=Parcel(own) if own else None,
        thresholds=checked_thresholds(thresholds, own),
    )
    plan = _plan(source, folder, settings, chosen.suffix)
    run = BatchRun(plan, folder, is_sent=by_bytes, again=redo)
    return run.report(_executor(scheduler, count), as_json=as_json)


def _checked_jobs(text: str) -> int:
    if not text:
        return os.cpu_count() or 1
    if text.isascii() and text.isdigit() and 0 < int(text) < 1000:
        return int(text)
    raise UserError(messages.JOBS_BAD.format(text=text), how=messages.JOBS_HOW)


def _chosen(template: str, profile: str) -> _Template:
    """Tell a layout from an office's workbook; either is read once to see that it can be."""
    from xls_juesuan.batch.parcel import Parcel
    from xls_juesuan.batch.task import Settings
    from xls_juesuan.cli.template_choice import one_profile
    from xls_juesuan.cli.template_choice import read_office
    from xls_juesuan.declarations.layout import load_profile
    from xls_juesuan.writing.target import WORKBOOK_SUFFIX

    office = read_office(template or profile, profile if template else "")
    if office is not None:
        settings = Settings(profile=profile if template else "", template=Parcel(office.path))
        return _Template(settings, office.layouts, office.suffix)
    layouts = one_profile(template, profile)
    load_profile(layouts)
    path = Path(layouts)
    settings = (
        Settings(template=Parcel(path), is_layout=True)
        if path.is_dir() and layouts != DEFAULT_PROFILE
        else Settings(profile=layouts)
    )
    return _Template(settings, layouts, WORKBOOK_SUFFIX)


def _plan(source: Path, folder: Path, settings: Settings, suffix: str) -> Plan:
    from xls_juesuan.batch.listing import plan_list
    from xls_juesuan.batch.planning import plan_folder

    if source.is_dir():
        return plan_folder(source, folder, settings, suffix)
    if not source.exists():
        raise UserError(messages.NO_SOURCE, where=str(source), how=messages.NO_SOURCE_HOW)
    if source.suffix.lower() not in {".csv", ".txt", ".tsv"}:
        raise UserError(messages.NOT_A_LIST, where=str(source), how=messages.NOT_A_LIST_HOW)
    return plan_list(source, folder, settings, suffix)


def _executor(scheduler: str, count: int) -> Callable[[Callable[[int], None]], Fillers]:
    """Give what opens whoever works, once there is something to do."""
    from xls_juesuan.batch.work import fill_task

    def open_executor(begun: Callable[[int], None]) -> Fillers:
        if scheduler:
            from xls_juesuan.batch.cluster import Cluster

            return Cluster(fill_task, scheduler, begun)
        from xls_juesuan.batch.processes import Processes

        return Processes(fill_task, count, begun)

    return open_executor
