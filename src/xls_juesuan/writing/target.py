"""Where the disclosure workbook goes: ``-o`` names a folder or an .xlsx file, else ``out/``.

It knows file names and folders; it refuses to know what is written.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError
from xls_juesuan.messages import audit_summary
from xls_juesuan.messages import pipeline as messages

if TYPE_CHECKING:
    from collections.abc import Iterable

DEFAULT_FOLDER = Path("out")
WORKBOOK_SUFFIX = ".xlsx"
_DOCUMENT_SUFFIX = ".docx"
#: Endings of files that are no workbook of this program, or one of the other kind.
_OTHER_KINDS = frozenset(
    {".xls", ".xlsx", ".xlsm", ".xlsb", ".et", ".ods", ".csv", ".doc", ".docx", ".pdf"}
)
#: Characters that Windows does not allow in a file name.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
#: Bytes of a file name that every file system in use takes.
_LONGEST_NAME = 200


def choose_target(
    chosen: Path | None,
    *,
    unit_name: str,
    year: int,
    inputs: Iterable[Path | None],
    suffix: str = WORKBOOK_SUFFIX,
) -> Path:
    """Choose the path of the workbook; a folder that is meant but missing is made.

    Args:
        chosen: what the user gave, a folder or a file; ``None`` for the default folder.
        unit_name: name of the unit, which names the file.
        year: report year, likewise.
        inputs: files that must not be overwritten; ``None`` where there is none.
        suffix: ending of the workbook: .xlsm where it holds macros.

    Raises:
        UserError: the path is that of an input, or names another kind of file.
    """
    stem = messages.WORKBOOK_NAME.format(unit=unit_name, year=year)
    return _choose(chosen, stem, inputs, suffix)


def choose_named_target(folder: Path, text: str, suffix: str = WORKBOOK_SUFFIX) -> Path:
    """Choose the path of a workbook that is named in a list; nothing is made.

    Args:
        folder: where it stands unless its whole path is written.
        text: its name, with or without ending and folders.
        suffix: ending of the workbook.

    Raises:
        UserError: no file can be called so, or the name is that of another kind of file.
    """
    written = Path(text.replace("\\", "/"))
    parts = [part for part in written.parts if part not in {written.anchor, ".."}]
    is_possible = not text.endswith(("/", "\\")) and written.name.strip(" .")
    if not is_possible or not all(map(_is_name, parts)):
        raise UserError(messages.OUTPUT_NAME.format(text=text), how=messages.OUTPUT_NAME_HOW)
    ending = written.suffix.lower()
    if ending == suffix:
        return folder / written
    if ending in _OTHER_KINDS:
        what, how = messages.OUTPUT_SUFFIX, messages.OUTPUT_NAME_KIND_HOW
        raise UserError(what.format(suffix=suffix), how=how.format(suffix=suffix))
    return folder / written.with_name(written.name + suffix)


def _is_name(part: str) -> bool:
    return not _FORBIDDEN.search(part) and len(part.encode()) <= _LONGEST_NAME


def choose_review_target(chosen: Path | None, document: Path, *inputs: Path | None) -> Path:
    """Choose the path of the review of a document; a folder that is meant but missing is made.

    Raises:
        UserError: the path is that of the document or of another input, or names another kind
            of file.
    """
    return _choose(chosen, messages.REVIEW_NAME.format(name=document.stem), (document, *inputs))


def choose_annotated_target(
    review: Path, document: Path, *inputs: Path | None, suffix: str = WORKBOOK_SUFFIX
) -> Path:
    """Choose the path of the annotated copy of a workbook: beside its review.

    Args:
        review: where the review stands.
        document: what was audited.
        inputs: files that must not be overwritten; ``None`` where there is none.
        suffix: ending of the copy: .xlsm where it holds macros.

    Raises:
        UserError: the path is that of an input.
    """
    usual = messages.REVIEW_NAME.format(name="")
    stem = review.stem.removesuffix(usual) if review.stem.endswith(usual) else document.stem
    name = file_name(messages.ANNOTATED_NAME.format(name=stem), suffix)
    target = review.with_name(name)
    _refuse_inputs(target, (document, *inputs))
    return target


def choose_summary_target(chosen: Path | None) -> Path:
    """Choose the path of the summary of many reviews: the folder they stand in.

    Raises:
        UserError: the folder cannot be made.
    """
    return _choose(chosen, audit_summary.FILE_NAME, ())


def choose_document_target(
    workbook: Path, *, unit_name: str, year: int, inputs: Iterable[Path | None]
) -> Path:
    """Choose the path of the Word document: beside the workbook.

    It is named after unit and year as the workbook is, or like a workbook of another name.

    Args:
        workbook: where the workbook stands.
        unit_name: name of the unit.
        year: report year.
        inputs: files that must not be overwritten; ``None`` where there is none.

    Raises:
        UserError: the path is that of an input.
    """
    usual = file_name(messages.WORKBOOK_NAME.format(unit=unit_name, year=year))
    stem = messages.DOCUMENT_NAME.format(unit=unit_name, year=year)
    own = workbook.stem + _DOCUMENT_SUFFIX
    name = file_name(stem, _DOCUMENT_SUFFIX) if workbook.name == usual else own
    target = workbook.with_name(name)
    _refuse_inputs(target, inputs)
    return target


def document_paths(workbook: Path) -> tuple[Path, ...]:
    """Give every path that :func:`choose_document_target` may choose, whatever unit and year."""
    own = workbook.with_name(workbook.stem + _DOCUMENT_SUFFIX)
    usual = messages.WORKBOOK_NAME.format(unit="(?P<unit>.+)", year="(?P<year>[0-9]{4})")
    named = re.fullmatch(usual, workbook.stem)
    if named is None:
        return (own,)
    name = file_name(messages.DOCUMENT_NAME.format(**named.groupdict()), _DOCUMENT_SUFFIX)
    return own, workbook.with_name(name)


def _choose(
    chosen: Path | None,
    stem: str,
    inputs: Iterable[Path | None],
    suffix: str = WORKBOOK_SUFFIX,
) -> Path:
    name = file_name(stem, suffix)
    if chosen is None:
        target = DEFAULT_FOLDER / name
    elif chosen.is_dir() or not chosen.suffix:
        target = chosen / name
    elif chosen.suffix.lower() == suffix:
        target = chosen
    else:
        what, how = messages.OUTPUT_SUFFIX, messages.OUTPUT_SUFFIX_HOW
        raise UserError(
            what.format(suffix=suffix), where=str(chosen), how=how.format(suffix=suffix)
        )
    _refuse_inputs(target, inputs)
    make_folder(target.parent)
    return target


def _refuse_inputs(target: Path, inputs: Iterable[Path | None]) -> None:
    for source in inputs:
        if source is not None and target.exists() and target.samefile(source):
            raise UserError(
                messages.OUTPUT_IS_INPUT, where=str(target), how=messages.OUTPUT_IS_INPUT_HOW
            )


def make_folder(folder: Path) -> None:
    """Make a folder that is meant but missing.

    Raises:
        UserError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            messages.NO_FOLDER, where=str(folder), how=messages.NO_FOLDER_HOW
        ) from error


def file_name(name: str, suffix: str = WORKBOOK_SUFFIX) -> str:
    """Name a file: what a name cannot hold is dropped, too long a one loses its beginning."""
    stem = _FORBIDDEN.sub("_", name).strip(" .") or messages.UNNAMED
    while len(stem.encode()) > _LONGEST_NAME:
        stem = stem[1:]
    return stem + suffix
