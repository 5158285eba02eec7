"""The declared words of ledger cells: an added word works, a missing list is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xls_juesuan.declarations.location import data_folder
from xls_juesuan.errors import DeclarationError
from xls_juesuan.reading import cells
from xls_juesuan.reading import sides
from xls_juesuan.reading.column import Column
from xls_juesuan.reading.words import ledger_words

if TYPE_CHECKING:
    from pathlib import Path


def _changed(tmp_path: Path, old: str, new: str) -> Path:
    text = (data_folder() / "ledger_words.toml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = tmp_path / "ledger_words.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_a_word_added_to_the_file_is_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No code is changed for it: a flag and a direction of another product."""
    assert not cells.is_true("勾选")
    words = ledger_words(_changed(tmp_path, 'yes = ["1",', 'yes = ["1", "勾选",'))
    monkeypatch.setattr(cells, "ledger_words", lambda: words)
    assert cells.is_true("勾选")

    assert sides.credit_signs(Column.of(["付方"]))[1]
    words = ledger_words(_other(tmp_path, 'credit = ["贷",', 'credit = ["贷", "付方",'))
    monkeypatch.setattr(sides, "ledger_words", lambda: words)
    signs, bad = sides.credit_signs(Column.of(["付方"]))
    assert (signs.tolist(), bad) == ([1], [])


def _other(tmp_path: Path, old: str, new: str) -> Path:
    """A second file, because what was read from a path is remembered."""
    folder = tmp_path / "other"
    folder.mkdir()
    return _changed(folder, old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("unposted = [", "posted = ["),
        ("[headings]", "[heading]"),
        ('name = "台账用词"', ""),
    ],
)
def test_a_list_that_is_missing_is_refused(tmp_path: Path, old: str, new: str) -> None:
    """A mistyped key never silently switches words off."""
    with pytest.raises(DeclarationError, match="is missing"):
        ledger_words(_changed(tmp_path, old, new))
