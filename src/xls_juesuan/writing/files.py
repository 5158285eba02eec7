"""Writing a file whole or not at all.

It knows temporary names, open documents and faults of the disk; it refuses to know what
is written.
"""

from __future__ import annotations

import errno
import filecmp
import os
import re
import secrets
import shutil
from contextlib import ExitStack
from contextlib import suppress
from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError
from xls_juesuan.messages import files as say

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence
    from pathlib import Path

#: What Excel and WPS, Word, WPS alone, and LibreOffice put beside a document that is open.
_OWNER_FILES = ("~${name}", "~${rest}", ".~{name}", ".~lock.{name}#")

_FAULTS = {
    errno.ENOSPC: (say.DISK_FULL, say.DISK_FULL_HOW),
    errno.EDQUOT: (say.DISK_FULL, say.DISK_FULL_HOW),
    errno.EROFS: (say.FOLDER_NOT_WRITABLE, say.FOLDER_NOT_WRITABLE_HOW),
    errno.EACCES: (say.FOLDER_NOT_WRITABLE, say.FOLDER_NOT_WRITABLE_HOW),
    errno.EPERM: (say.FOLDER_NOT_WRITABLE, say.FOLDER_NOT_WRITABLE_HOW),
    errno.ENOENT: (say.FOLDER_MISSING, say.FOLDER_MISSING_HOW),
    errno.ENAMETOOLONG: (say.NAME_TOO_LONG, say.NAME_TOO_LONG_HOW),
}


def write_whole(
    path: Path, write: Callable[[Path], None], *, keeps_old: bool = False
) -> Path | None:
    """Write a file under a temporary name beside its place, then put it there in one step.

    Args:
        path: where the file shall stand; what stands there is replaced only at the end.
        write: writes the whole content to the path it is given.
        keeps_old: keep what stood there under a numbered name, unless it is the same.

    Returns:
        Where the copy of what stood there is; ``None`` without one.

    Raises:
        UserError: the place cannot be written, or the file there is open; what stood there
            is untouched and nothing half-written is left.
    """
    refuse_unwritable(path)
    # A link stays a link: what it points to is replaced.
    target = path.resolve()
    temporary = target.with_name(f".xlj-{secrets.token_hex(6)}.tmp{target.suffix}")
    copy: Path | None = None
    is_done = False
    try:
        write(temporary)
        _flush(temporary)
        copy = _keep(target, temporary) if keeps_old and target.is_file() else None
        _put(temporary, target, shown=path)
        is_done = True
    except UserError:
        raise
    except Exception as error:
        fault = _os_error(error)
        if fault is None:
            raise
        raise _user_error(fault, path) from error
    finally:
        temporary.unlink(missing_ok=True)
        if copy is not None and not is_done:
            copy.unlink(missing_ok=True)
    return copy


def write_bytes_whole(path: Path, content: bytes, *, keeps_old: bool = False) -> Path | None:
    """Write a file whose content is known; see :func:`write_whole`."""

    def write(temporary: Path) -> None:
        temporary.write_bytes(content)

    return write_whole(path, write, keeps_old=keeps_old)


def move_whole(source: Path, path: Path) -> Path | None:
    """Put a finished file in its place in one step; what stood there is kept, numbered.

    Args:
        source: the file, on the same file system if that is possible; it is gone afterwards.
        path: where it shall stand.

    Returns:
        Where the copy of what stood there is; ``None`` where there was none, or it is the same.

    Raises:
        UserError: the place cannot be written, or the file there is open; it is untouched.
    """
    refuse_unwritable(path)
    target = path.resolve()
    copy: Path | None = None
    is_done = False
    try:
        _flush(source)
        if target.is_file():
            if filecmp.cmp(target, source, shallow=False):
                source.unlink()
                return None
            copy = _keep(target, source)
        _move(source, target, shown=path)
        is_done = True
    except OSError as error:
        raise _user_error(error, path) from error
    finally:
        if copy is not None and not is_done:
            copy.unlink(missing_ok=True)
    return copy


def _move(source: Path, target: Path, *, shown: Path) -> None:
    try:
        _put(source, target, shown=shown)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write_whole(shown, lambda temporary: _copy(source, temporary))
        with suppress(OSError):
            source.unlink()


def move_together(moves: Sequence[tuple[Path, Path]]) -> None:
    """Put finished files in their places, all of them or none; see :func:`move_whole`.

    Args:
        moves: each file and where it shall stand, in the order in which they are moved.

    Raises:
        UserError: one of them cannot be put there; what stood in all places stands there still.
    """
    for _, path in moves:
        refuse_unwritable(path)
    with ExitStack() as undoing:
        for source, path in moves:
            before = source.with_name(f"{source.name}.before") if path.is_file() else None
            if before is not None:
                _set_aside(path, before)
            undoing.callback(_put_back, path, before, move_whole(source, path))
        undoing.pop_all()


def _set_aside(path: Path, before: Path) -> None:
    try:
        _copy(path, before)
    except OSError as error:
        raise _user_error(error, path) from error


def _put_back(path: Path, before: Path | None, copy: Path | None) -> None:
    # Whatever is in the way of it now: the fault before is what is told.
    with suppress(OSError, UserError):
        if before is None:
            path.unlink(missing_ok=True)
        else:
            write_whole(path, lambda temporary: _copy(before, temporary))
        if copy is not None:
            copy.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """See that a file is on the disk before its name is: the power may go in between."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)


def write_folder_whole(path: Path, write: Callable[[Path], None]) -> Path | None:
    """Write a folder under a temporary name beside its place, then put it there in one step.

    Args:
        path: where the folder shall stand; what stands there is kept under a numbered name.
        write: makes the folder that it is given, and everything in it.

    Returns:
        Where the folder is that stood there; ``None`` without one.

    Raises:
        UserError: the place cannot be written; what stood there is untouched.
    """
    _refuse_place(path.with_name(f"{path.name}.new"))
    temporary = path.with_name(f".xlj-{secrets.token_hex(6)}.tmp")
    copy: Path | None = None
    try:
        write(temporary)
        if path.exists():
            numbers = range(1, len(list(path.parent.iterdir())) + 2)
            names = (path.with_name(f"{path.name}{say.OLD_COPY}{number}") for number in numbers)
            copy = path.rename(next(name for name in names if not name.exists()))
        temporary.rename(path)
    except OSError as error:
        raise _user_error(error, path) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return copy


def _keep(target: Path, new: Path) -> Path | None:
    """Copy a file to the next free numbered name beside it, unless the new one is the same."""
    if filecmp.cmp(target, new, shallow=False):
        return None
    stem = f"{target.stem}{say.OLD_COPY}"
    name = re.compile(re.escape(stem) + r"(\d+)" + re.escape(target.suffix))
    taken = (name.fullmatch(each.name) for each in target.parent.iterdir())
    last = max((int(found[1]) for found in taken if found), default=0)
    copy = target.with_name(f"{stem}{last}{target.suffix}")
    if last and filecmp.cmp(target, copy, shallow=False):
        # Kept already, by a run that ended before it had put the new one there.
        return None
    copy = target.with_name(f"{stem}{last + 1}{target.suffix}")
    temporary = new.with_name(f".xlj-{secrets.token_hex(6)}.tmp{target.suffix}")
    try:
        shutil.copy2(target, temporary)
        _flush(temporary)
        temporary.replace(copy)
    finally:
        temporary.unlink(missing_ok=True)
    return copy


def refuse_unwritable(path: Path) -> None:
    """Raise when it is plain beforehand that the file cannot be written there.

    Raises:
        UserError: see :func:`write_whole`; nothing has been touched.
    """
    try:
        _refuse_place(path)
        if path.exists():
            _refuse_taken(path)
    except OSError as error:
        raise _user_error(error, path) from error


def _refuse_place(path: Path) -> None:
    if path.is_dir():
        raise UserError(say.TARGET_IS_FOLDER, where=str(path), how=say.TARGET_IS_FOLDER_HOW)
    if not path.parent.exists():
        raise UserError(say.FOLDER_MISSING, where=str(path.parent), how=say.FOLDER_MISSING_HOW)
    if not path.parent.is_dir():
        raise UserError(say.NOT_A_FOLDER, where=str(path.parent), how=say.NOT_A_FOLDER_HOW)


def _refuse_taken(path: Path) -> None:
    for pattern in _OWNER_FILES:
        # Word leaves two letters of the name out.
        owner = path.with_name(pattern.format(name=path.name, rest=path.name[2:]))
        if owner.exists():
            raise _open_document(path, owner.name)
    if not os.access(path, os.W_OK):
        raise UserError(say.READ_ONLY_FILE, where=str(path), how=say.READ_ONLY_FILE_HOW)


def _put(temporary: Path, target: Path, *, shown: Path) -> None:
    try:
        temporary.replace(target)
    except PermissionError as error:
        # The folder took the temporary file, so it is the target that is held: Windows
        # does not replace a document that some program has open.
        raise _open_document(shown, "") from error


def _open_document(path: Path, owner: str) -> UserError:
    return UserError(say.is_open(path.name), where=str(path), how=say.is_open_how(owner))


def _os_error(error: Exception) -> OSError | None:
    """Find the fault of the disk in an error; spreadsheet libraries wrap it in their own."""
    for candidate in (error, error.__cause__, *error.args):
        if isinstance(candidate, OSError):
            return candidate
    return None


def _user_error(error: OSError, path: Path) -> UserError:
    number = error.errno
    known = _FAULTS.get(number) if number is not None else None
    what, how = known or (say.NOT_WRITTEN + say.error_number(number), say.NOT_WRITTEN_HOW)
    return UserError(what, where=str(path), how=how)
