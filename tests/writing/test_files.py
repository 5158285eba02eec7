from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from xls_juesuan.errors import UserError
from xls_juesuan.writing.files import move_together
from xls_juesuan.writing.files import move_whole
from xls_juesuan.writing.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable


class LibraryError(Exception):
    """An error of a spreadsheet library that wraps one of the disk."""


def content(text: str = "new") -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    return write


def failing(error: Exception) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise error

    return write


def test_what_was_written_stands_in_its_place(tmp_path: Path) -> None:
    """A new file appears, an old one is replaced, and nothing else is left."""
    target = tmp_path / "决算.xlsx"
    write_whole(target, content("first"))
    write_whole(target, content("second"))
    assert target.read_text(encoding="utf-8") == "second"
    assert [each.name for each in tmp_path.iterdir()] == ["决算.xlsx"]


def test_the_writer_gets_the_suffix_of_the_target(tmp_path: Path) -> None:
    """Libraries choose the format by the suffix of the name."""
    seen: list[Path] = []
    write_whole(tmp_path / "a.docx", lambda path: (seen.append(path), path.touch())[1])
    assert seen[0].suffix == ".docx"
    assert seen[0].parent == tmp_path


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "full"), "磁盘空间不足"),
        (OSError(errno.EROFS, "read-only"), "不能写入"),
        (PermissionError(errno.EACCES, "denied"), "不能写入"),
        (OSError(errno.ENAMETOOLONG, "long"), "过长"),
        (OSError(errno.EIO, "io"), f"系统错误 {errno.EIO}"),
        (OSError("no number"), "写不出来"),
        (LibraryError(OSError(errno.ENOSPC, "full")), "磁盘空间不足"),
    ],
)
def test_a_fault_of_the_disk_leaves_the_old_file_alone(
    tmp_path: Path, error: Exception, said: str
) -> None:
    """Nothing half-written is left, and the fault is said in Chinese."""
    target = tmp_path / "a.xlsx"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(UserError) as raised:
        write_whole(target, failing(error))
    assert said in raised.value.what
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_fault_of_the_program_is_no_fault_of_the_user(tmp_path: Path) -> None:
    """A defect shows as itself, and its half-written file is removed."""
    with pytest.raises(ValueError, match="defect"):
        write_whole(tmp_path / "a.xlsx", failing(ValueError("defect")))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("owner", ["~$a.xlsx", ".~a.xlsx", ".~lock.a.xlsx#"])
def test_an_open_document_is_not_replaced(tmp_path: Path, owner: str) -> None:
    """Excel, WPS and LibreOffice leave a mark beside what they have open."""
    target = tmp_path / "a.xlsx"
    target.write_text("old", encoding="utf-8")
    (tmp_path / owner).touch()
    with pytest.raises(UserError, match="请先关闭 a") as raised:
        write_whole(target, content())
    assert owner in raised.value.how
    assert target.read_text(encoding="utf-8") == "old"


def test_a_mark_left_behind_by_a_deleted_document_is_no_hindrance(tmp_path: Path) -> None:
    """Where no document stands, none can be open."""
    (tmp_path / "~$a.xlsx").touch()
    write_whole(tmp_path / "a.xlsx", content())
    assert (tmp_path / "a.xlsx").exists()


def test_a_document_that_cannot_be_replaced_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace a file that some program holds."""
    target = tmp_path / "a.xlsx"
    target.write_text("old", encoding="utf-8")

    def held(self: Path, _: Path) -> None:
        raise PermissionError(errno.EACCES, "held", str(self))

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(UserError, match="请先关闭 a"):
        write_whole(target, content())
    assert list(tmp_path.iterdir()) == [target]


def test_places_that_cannot_take_a_file_are_named(tmp_path: Path) -> None:
    """A folder in its place, no folder, a file for a folder: each is said before writing."""
    (tmp_path / "file").touch()
    for target, said in (
        (tmp_path, "是一个文件夹"),
        (tmp_path / "missing" / "a.xlsx", "文件夹不存在"),
        (tmp_path / "file" / "a.xlsx", "不是文件夹"),
        (tmp_path / ("长" * 200 + ".xlsx"), "过长"),
    ):
        with pytest.raises(UserError) as raised:
            write_whole(target, content())
        assert said in raised.value.what


def test_a_read_only_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever marked the file read-only meant it."""
    target = tmp_path / "a.xlsx"
    target.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UserError, match="只读"):
        write_whole(target, content())
    assert target.read_text(encoding="utf-8") == "old"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What a link points to is replaced, not the link."""
    real = tmp_path / "real.xlsx"
    real.write_text("old", encoding="utf-8")
    link = tmp_path / "link.xlsx"
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("this system lets no one make links")
    write_whole(link, content())
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


def test_an_old_file_is_kept_under_the_next_number(tmp_path: Path) -> None:
    """Numbers go on from the highest there is; the same content needs no copy."""
    target = tmp_path / "决算.xlsx"
    assert write_whole(target, content("first"), keeps_old=True) is None
    assert write_whole(target, content("first"), keeps_old=True) is None
    (tmp_path / "决算.旧7.xlsx").write_text("older", encoding="utf-8")
    copy = write_whole(target, content("second"), keeps_old=True)
    assert copy == tmp_path / "决算.旧8.xlsx"
    assert (copy.read_text(encoding="utf-8"), target.read_text(encoding="utf-8")) == (
        "first",
        "second",
    )


def test_a_document_that_stays_open_gets_no_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the old file cannot be replaced, it is still there, and a copy would only puzzle."""
    target = tmp_path / "决算.xlsx"
    write_whole(target, content("first"))
    monkeypatch.setattr(Path, "replace", _refused)
    with pytest.raises(UserError):
        write_whole(target, content("second"), keeps_old=True)
    assert [path.name for path in tmp_path.iterdir()] == ["决算.xlsx"]


def _refused(*_: object) -> None:
    raise PermissionError


def _waiting(folder: Path, text: str) -> Path:
    source = folder / "waiting" / "决算.xlsx"
    source.parent.mkdir(exist_ok=True)
    source.write_text(text, encoding="utf-8")
    return source


def test_a_finished_file_is_moved_and_what_stood_there_is_kept(tmp_path: Path) -> None:
    """Under the next number; the same content leaves everything as it is."""
    target = tmp_path / "决算.xlsx"
    assert move_whole(_waiting(tmp_path, "first"), target) is None
    assert move_whole(_waiting(tmp_path, "first"), target) is None
    assert move_whole(_waiting(tmp_path, "second"), target) == tmp_path / "决算.旧1.xlsx"
    assert target.read_text(encoding="utf-8") == "second"
    names = {each.name for each in tmp_path.rglob("*") if each.is_file()}
    assert names == {"决算.xlsx", "决算.旧1.xlsx"}


def test_a_copy_that_a_run_had_kept_before_it_was_cut_off_is_not_made_again(
    tmp_path: Path,
) -> None:
    """The old file stands under its number already, and the new one is not yet in its place."""
    target = tmp_path / "决算.xlsx"
    for path in (target, tmp_path / "决算.旧1.xlsx"):
        path.write_text("old", encoding="utf-8")
    move_whole(_waiting(tmp_path, "new"), target)
    assert target.read_text(encoding="utf-8") == "new"
    assert not (tmp_path / "决算.旧2.xlsx").exists()
    write_whole(target, content("newer"), keeps_old=True)
    assert (tmp_path / "决算.旧2.xlsx").read_text(encoding="utf-8") == "new"


def test_an_open_document_is_not_moved_over(tmp_path: Path) -> None:
    """The one that waits and the one that stands there are both as they were."""
    target = tmp_path / "决算.xlsx"
    target.write_text("old", encoding="utf-8")
    (tmp_path / "~$决算.xlsx").touch()
    source = _waiting(tmp_path, "new")
    with pytest.raises(UserError, match="请先关闭"):
        move_whole(source, target)
    assert source.read_text(encoding="utf-8") == "new"
    assert target.read_text(encoding="utf-8") == "old"


def _together(folder: Path) -> list[tuple[Path, Path]]:
    """Three files that wait for places of which the middle one is empty."""
    (folder / "waiting").mkdir()
    moves = [(folder / "waiting" / name, folder / name) for name in ("a.docx", "b.pdf", "c.xlsx")]
    for source, path in moves:
        source.write_text(f"new {path.name}", encoding="utf-8")
        if path.suffix != ".pdf":
            path.write_text(f"old {path.name}", encoding="utf-8")
    return moves


def _texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.*")}


def test_files_that_belong_together_are_all_replaced(tmp_path: Path) -> None:
    """What stood in their places is kept, numbered."""
    move_together(_together(tmp_path))
    assert _texts(tmp_path) == {
        "a.docx": "new a.docx", "a.旧1.docx": "old a.docx", "b.pdf": "new b.pdf",
        "c.xlsx": "new c.xlsx", "c.旧1.xlsx": "old c.xlsx",
    }  # fmt: skip


def test_none_is_replaced_where_the_last_is_open(tmp_path: Path) -> None:
    """It is seen before the first is moved."""
    moves = _together(tmp_path)
    (tmp_path / "~$c.xlsx").write_text("", encoding="utf-8")
    before, first = _texts(tmp_path), (tmp_path / "a.docx").stat()
    with pytest.raises(UserError, match=r"请先关闭 c\.xlsx"):
        move_together(moves)
    assert _texts(tmp_path) == before
    assert (tmp_path / "a.docx").stat().st_ino == first.st_ino


@pytest.mark.parametrize("last", ["a.docx", "b.pdf", "c.xlsx"])
def test_those_moved_before_a_fault_are_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: str
) -> None:
    """Without copies, whichever of them the disk or another program refuses."""
    moves, replace = _together(tmp_path), Path.replace
    before = _texts(tmp_path)

    def refuse(self: Path, target: Path) -> Path:
        if target == tmp_path / last and "waiting" in self.parts:
            raise PermissionError(errno.EACCES, "held")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError):
        move_together(moves)
    assert _texts(tmp_path) == before


@pytest.mark.parametrize("is_moved", [True, False])
def test_a_file_is_on_the_disk_before_its_name_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_moved: bool
) -> None:
    """The new one, and the copy of the old one: the power may go at any moment."""
    target, replace, fsync = tmp_path / "a.xlsx", Path.replace, os.fsync
    target.write_text("old", encoding="utf-8")
    flushed: set[int] = set()
    named = []

    def flush(descriptor: int) -> None:
        flushed.add(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    def put(self: Path, place: Path) -> Path:
        assert self.stat().st_ino in flushed, place.name
        named.append(place.name)
        return replace(self, place)

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(Path, "replace", put)
    if is_moved:
        move_whole(_waiting(tmp_path, "new"), target)
    else:
        write_whole(target, content("new"), keeps_old=True)
    assert named == ["a.旧1.xlsx", "a.xlsx"]
