"""The draft of a layout as a folder of files, which appears whole and can be loaded.

It knows how declarations are written for people; it refuses to know how they were drafted.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import tomlkit

from xls_juesuan.declarations.inheritance import PROFILE_FILE
from xls_juesuan.declarations.layout_reader import read_profile
from xls_juesuan.declarations.location import templates_folder
from xls_juesuan.errors import DeclarationError
from xls_juesuan.messages import drafting as say
from xls_juesuan.writing.files import write_folder_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.office.drafting.draft import ProfileDraft

_Values = dict[str, Any]
#: Endings of what is no folder.
_FILES = frozenset({".toml", ".json", ".txt", ".xlsx", ".xlsm", ".xls", ".docx"})
#: A comment ends where one of these stands.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


def choose_folder(chosen: Path | None, file: Path, parent: Path, *, force: bool) -> Path:
    """Choose the folder of a draft.

    Args:
        chosen: what the user gave; ``None`` for one in the current folder.
        file: the workbook it is drafted from.
        parent: folder of the layout that it changes.
        force: whether what stands there may go elsewhere.

    Raises:
        UserError: it stands there already, is a file, or lies where the layout is not found.
    """
    folder = chosen or Path(say.FOLDER.format(name=file.stem))
    if folder.name == PROFILE_FILE:
        folder = folder.parent
    if folder.is_file() or folder.suffix.casefold() in _FILES:
        raise say.is_file(str(folder))
    ours = templates_folder().resolve()
    if folder.resolve() == ours or (folder.resolve().parent == ours and folder.exists()):
        raise say.own_folder(str(folder))
    is_found = parent.resolve().parent in {ours, folder.resolve().parent}
    if not is_found:
        raise say.parent_elsewhere(parent.name, str(folder))
    if folder.exists() and not force:
        raise say.folder_exists(str(folder))
    return folder


def write_draft(folder: Path, draft: ProfileDraft) -> Path | None:
    """Write a draft, whole or not at all; a table that cannot be declared stays the parent's.

    Returns:
        Where the folder is that stood there; ``None`` without one.

    Raises:
        DeclarationError: what is written cannot be loaded.
    """
    return write_folder_whole(folder, lambda temporary: _write_loadable(temporary, draft))


def _write_loadable(folder: Path, draft: ProfileDraft) -> None:
    _write_files(folder, draft)
    for _ in draft.whole:
        fault = _fault(folder)
        table = next((key for key in draft.tables if f"{key}.toml" in fault), "")
        if not table:
            break
        draft.keep_parents(table, fault)
        shutil.rmtree(folder)
        _write_files(folder, draft)
    read_profile(folder)


def _fault(folder: Path) -> str:
    try:
        read_profile(folder)
    except DeclarationError as error:
        return str(error)
    return ""


def _write_files(folder: Path, draft: ProfileDraft) -> None:
    folder.mkdir()
    head = say.HEAD.format(file=draft.file, parent=draft.parent)
    values = {**draft.profile, "unverified": draft.open_points}
    (folder / PROFILE_FILE).write_text(_text([head], values), encoding="utf-8")
    for key, change in draft.tables.items():
        title = draft.whole[key]["title"]
        remarks = [say.TABLE_HEAD.format(title=title, file=draft.file)]
        points = draft.points.get(key)
        remarks += [say.OPEN.format(text=text) for text in (points.texts if points else ())]
        (folder / f"{key}.toml").write_text(_text(remarks, change), encoding="utf-8")


def _text(remarks: Sequence[str], values: _Values) -> str:
    """Write a file: remarks, fields, then the bands, each row and column on a line of its own."""
    document = tomlkit.document()
    for remark in remarks:
        document.add(tomlkit.comment(_CONTROLS.sub(" ", remark)))
    document.add(tomlkit.nl())
    for key, value in values.items():
        if key != "bands":
            document.add(key, _item(key, value))
    bands = tomlkit.aot()
    for band in values.get("bands", []):
        table = tomlkit.table()
        for key, value in band.items():
            table.add(key, _item(key, value))
        bands.append(table)
    if values.get("bands"):
        document.add("bands", bands)
    return tomlkit.dumps(document)


def _item(key: str, value: Any) -> Any:  # noqa: ANN401 - whatever a declaration holds
    if isinstance(value, dict):
        table = tomlkit.inline_table()
        for name, one in value.items():
            table.add(name, _item(name, one))
        return table
    if not isinstance(value, list):
        return value
    array = tomlkit.array()
    array.extend(_item("", one) for one in value)
    is_long = bool(value) and (isinstance(value[0], dict | list) or key in {"tables", "unverified"})
    return array.multiline(is_long)
