"""``xlj inspect``: what a ledger was read as, and a mapping of it to edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from xls_juesuan.cli.entry import EXIT_ERRORS_FOUND
from xls_juesuan.cli.entry import EXIT_FINE
from xls_juesuan.cli.options import AmountUnit
from xls_juesuan.cli.options import Json
from xls_juesuan.cli.options import LedgerPaths
from xls_juesuan.cli.options import MappingPath
from xls_juesuan.cli.options import Unit
from xls_juesuan.cli.options import Year
from xls_juesuan.cli.options import checked_amount_unit
from xls_juesuan.cli.options import checked_unit
from xls_juesuan.cli.options import checked_year
from xls_juesuan.errors import UserError
from xls_juesuan.messages import inspection as say

if TYPE_CHECKING:
    from xls_juesuan.reading.inspection import Inspection

Save = Annotated[
    str | None, typer.Option("--save", metavar="[文件]", help=say.SAVE, show_default=False)
]
Force = Annotated[bool, typer.Option("--force", help=say.SAVE_FORCE)]
_SUFFIX = ".toml"


def inspect(
    ledgers: LedgerPaths,
    unit: Unit = "",
    year: Year = "",
    amount_unit: AmountUnit = "",
    mapping: MappingPath = None,
    save: Save = None,
    force: Force = False,
    as_json: Json = False,
) -> int:
    """Say what was recognised; 1 when something has to be decided first."""
    from xls_juesuan.reading import ReadingRequest
    from xls_juesuan.reading.inspection import inspect_ledgers

    request = ReadingRequest(
        paths=tuple(ledgers),
        year=checked_year(year),
        amount_unit=checked_amount_unit(amount_unit),
        unit=checked_unit(unit) or None,
        mapping=mapping,
    )
    target = None if save is None else _target(save, ledgers[0])
    inspection = inspect_ledgers(request)
    saved = ""
    if target is not None:
        saved = _save(inspection, target, ledgers[0], force=force)
    if as_json:
        from xls_juesuan.cli.fill_report import print_json
        from xls_juesuan.cli.inspect_json import inspect_document

        print_json(inspect_document(inspection, target))
    else:
        from xls_juesuan.cli.inspect_report import report_lines

        for line in report_lines(inspection):
            typer.echo(line)
        if saved:
            typer.echo(saved)
    return EXIT_ERRORS_FOUND if inspection.questions else EXIT_FINE


def _target(save: str, ledger: Path) -> Path:
    from xls_juesuan.reading.mapping import SUFFIX

    default = ledger.with_name(ledger.stem + SUFFIX)
    path = Path(save) if save else default
    if path.is_dir():
        path /= default.name
    if path.suffix.casefold() != _SUFFIX:
        raise UserError(say.SAVE_SUFFIX, where=str(path), how=say.SAVE_SUFFIX_HOW)
    return path


def _save(inspection: Inspection, path: Path, ledger: Path, *, force: bool) -> str:
    """Write the mapping where it does not replace what a person may have edited."""
    from xls_juesuan.reading.mapping import find_mapping
    from xls_juesuan.reading.mapping_draft import draft_mapping
    from xls_juesuan.reading.mapping_file import compose_mapping
    from xls_juesuan.writing.files import write_whole

    text = compose_mapping(*draft_mapping(inspection))
    content = text.encode()
    if path.exists() and path.is_file():
        if path.read_bytes() == content:
            return say.SAVED_SAME.format(path=path)
        if not force:
            raise UserError(say.SAVE_EXISTS, where=str(path), how=say.SAVE_EXISTS_HOW)
    write_whole(path, lambda place: _write_bytes(place, content))
    found = find_mapping(ledger)
    is_found = found is not None and found.samefile(path)
    return (say.SAVED if is_found else say.SAVED_ELSEWHERE).format(path=path)


def _write_bytes(path: Path, content: bytes) -> None:
    path.write_bytes(content)
