"""The declared forms of the self-assessment and their scoring."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from xls_juesuan.declarations.attachment_form import FILE_NAME
from xls_juesuan.declarations.attachment_form import Scoring
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.location import templates_folder
from xls_juesuan.errors import DeclarationError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("full_at", "executed", "final_budget", "score"),
    [
        (90, 412_616_939, 524_898_259, 873),
        (100, 20_850_000, 48_000_000, 434),
        (90, 90, 100, 1_000),
        (90, 100, 100, 1_000),
        (100, 0, 100, 0),
        (100, -5, 100, 0),
        (100, 0, 0, 0),
        (100, 5, 0, None),
        # Exactly half a hundredth of a point goes up.
        (100, 1, 2_000, 1),
    ],
)
def test_the_execution_of_the_budget_is_scored_as_declared(
    full_at: int, executed: int, final_budget: int, score: int | None
) -> None:
    """In proportion up to the declared rate, from there on in full, and never below nothing."""
    assert Scoring(1_000, full_at).score(executed, final_budget) == score


def copy(tmp_path: Path) -> Path:
    return shutil.copytree(templates_folder() / "henan", tmp_path / "mine")


def test_a_place_that_declares_no_forms_prints_none(tmp_path: Path) -> None:
    """The file is optional."""
    folder = copy(tmp_path)
    (folder / FILE_NAME).unlink()
    assert load_profile(str(folder)).attachments is None


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("full_at = 90", "full_at = 0", "full_at is 0"),
        ('gap = "待补"', "", "gap is missing"),
        ("[15.0, ", "[", "widths has 7 columns"),
        ("full_marks = 100", "full_marks = 100\nmarks = 1", "unknown fields marks"),
    ],
)
def test_a_mistake_in_the_forms_is_named(tmp_path: Path, old: str, new: str, fault: str) -> None:
    """The message says what is wrong."""
    folder = copy(tmp_path)
    path = folder / FILE_NAME
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DeclarationError, match=fault):
        load_profile(str(folder))
