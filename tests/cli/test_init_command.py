from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xls_juesuan.cli.init_command import init
from xls_juesuan.errors import UserError
from xls_juesuan.reading.supplement import read_supplement
from xls_juesuan.reading.supplement_choice import find_supplement

if TYPE_CHECKING:
    from pathlib import Path


def test_a_blank_form_is_written_where_it_will_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without options the form stands in the current folder, under a name that fill looks for."""
    monkeypatch.chdir(tmp_path)
    path = init(None, force=False)
    assert find_supplement(tmp_path / "台账.xlsx").path == tmp_path / path
    assert read_supplement(path).fields == {}
    assert "补充资料.xlsx" in capsys.readouterr().out


def test_a_folder_may_be_named(tmp_path: Path) -> None:
    """The form then stands in it under its usual name."""
    assert init(tmp_path, force=False) == tmp_path / "补充资料.xlsx"


def test_a_filled_form_is_not_overwritten(tmp_path: Path) -> None:
    """An afternoon of typing is worth a question; --force answers it."""
    path = tmp_path / "补充资料.xlsx"
    path.write_bytes(b"filled")
    with pytest.raises(UserError, match="--force"):
        init(path, force=False)
    assert path.read_bytes() == b"filled"
    init(path, force=True)
    assert path.read_bytes() != b"filled"


def test_only_xlsx_is_written(tmp_path: Path) -> None:
    """Another suffix would make Excel refuse the file."""
    with pytest.raises(UserError, match="xlsx"):
        init(tmp_path / "补充资料.xls", force=False)
