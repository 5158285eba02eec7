"""Records of what was done, and how files come from where they wait to their places."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from tests.batch.units import digests
from xls_juesuan.batch import records
from xls_juesuan.batch.outcome import UnitOutcome
from xls_juesuan.batch.outcome import Written
from xls_juesuan.batch.parcel import digest
from xls_juesuan.batch.records import Record
from xls_juesuan.batch.records import Records
from xls_juesuan.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

_WORKBOOK, _DOCUMENT = "甲_部门决算公开.xlsx", "甲_部门决算公开.docx"


class _PowerCutError(BaseException):
    """Ends a run as a kill does: nobody who cleans up afterwards catches it."""


def _sent(text: str, predecessor: str = "") -> UnitOutcome:
    names = (_WORKBOOK, _DOCUMENT)
    files = tuple(Written(name, content=f"{text} {name}".encode()) for name in names)
    return UnitOutcome(files=files, predecessor=predecessor)


def _keep(output: Path, text: str) -> None:
    """Put a unit's files in their places as a run does."""
    target, kept = output / _WORKBOOK, Records(output)
    with kept.opened():
        seen = digest(target) if target.is_file() else ""
        kept.keep(Record(text, target, kept.stage(_sent(text, seen))))


def _keep_until_cut(output: Path, text: str, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Do the same until the power goes: after so many files were moved."""

    def cut(moves: list[tuple[Path, Path]]) -> None:
        for waiting, path in moves[:after]:
            waiting.replace(path)
        raise _PowerCutError

    with monkeypatch.context() as patched:
        patched.setattr(records, "move_together", cut)
        patched.setattr("shutil.rmtree", lambda *_, **__: None)
        with pytest.raises(_PowerCutError):
            _keep(output, text)


@pytest.mark.parametrize("after", [0, 1])
def test_what_waits_is_put_in_its_place_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    """All files of the unit, whichever of them stood there already."""
    _keep(tmp_path, "old")
    _keep_until_cut(tmp_path, "new", monkeypatch, after)
    with (kept := Records(tmp_path)).opened():
        found = kept.find(tmp_path / _WORKBOOK)
    assert found is not None
    assert found.is_there
    for name in (_WORKBOOK, _DOCUMENT):
        assert (tmp_path / name).read_text() == f"new {name}"


@pytest.mark.parametrize("after", [0, 1])
@pytest.mark.parametrize("typed", ["typed since", None])
def test_what_was_typed_after_a_cut_is_not_replaced_by_what_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int, typed: str | None
) -> None:
    """The unit is due again instead, made with the workbook that stands there, or with none."""
    _keep(tmp_path, "old")
    _keep_until_cut(tmp_path, "new", monkeypatch, after)
    target = tmp_path / _WORKBOOK
    target.unlink() if typed is None else target.write_text(typed)
    with (kept := Records(tmp_path)).opened():
        assert kept.find(target) is None
    assert (target.read_text() if target.exists() else None) == typed
    assert not list((tmp_path / ".xlj-batch" / "waiting").iterdir())


def test_a_unit_with_one_file_open_keeps_all_its_files(tmp_path: Path) -> None:
    """The document is not replaced either, there is no copy, and no record says otherwise."""
    _keep(tmp_path, "old")
    before = digests(tmp_path)
    (tmp_path / f"~${_WORKBOOK}").touch()
    with pytest.raises(UserError, match="没有改动"):
        _keep(tmp_path, "new")
    (tmp_path / f"~${_WORKBOOK}").unlink()
    assert digests(tmp_path) == before
    assert Records(tmp_path).find(tmp_path / _WORKBOOK) is None


def test_a_workbook_that_was_typed_into_is_no_longer_what_was_put_there(tmp_path: Path) -> None:
    """A document that was is: nothing of it is read back."""
    _keep(tmp_path, "old")
    record = Records(tmp_path).find(tmp_path / _WORKBOOK)
    assert record is not None
    (tmp_path / _DOCUMENT).write_text("worked on")
    assert record.is_there
    (tmp_path / _WORKBOOK).write_text("typed")
    assert not record.is_there


def test_a_folder_that_was_taken_away_is_not_made_anew(tmp_path: Path) -> None:
    """Somebody meant something: nothing of the unit is put there."""
    output = tmp_path / "out"
    kept = Records(output)
    with kept.opened():
        outcome = kept.stage(_sent("new"))
        output.rename(tmp_path / "elsewhere")
        with pytest.raises(UserError, match="不见了"):
            kept.keep(Record("new", output / _WORKBOOK, outcome))
    assert not output.exists()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EWOULDBLOCK, "另一个批量任务"),
        (errno.EACCES, "另一个批量任务"),
        (errno.ENOLCK, "不能上锁"),
        (errno.ENOTSUP, "不能上锁"),
    ],
)
def test_a_lock_that_cannot_be_had_is_no_other_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    """Network shares know no locks: nobody waits for a run that there is not."""

    def refuse(_: int) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(records, "_lock", refuse)
    with pytest.raises(UserError, match=words), Records(tmp_path).opened():
        pass


def test_a_lock_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    """Something else stands in its place, or it may not be written."""
    (tmp_path / ".xlj-batch" / "lock").mkdir(parents=True)
    with pytest.raises(UserError, match="打不开"), Records(tmp_path).opened():
        pass
