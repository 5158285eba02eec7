"""When a unit is the same as one done before."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from xls_juesuan.batch.job import Job
from xls_juesuan.batch.job import content_key
from xls_juesuan.batch.parcel import Parcel
from xls_juesuan.batch.parcel import digest
from xls_juesuan.batch.task import Settings

if TYPE_CHECKING:
    from pathlib import Path

_OPTIONS: tuple[dict[str, object], ...] = (
    {"profile": "hebei"},
    {"unit": "001"},
    {"unit_name": "甲局"},
    {"year": 2024},
    {"amount_unit": "万元"},
    {"values": "rounded"},
    {"word": True},
    {"pdf": True},
    {"thresholds": {"other_share": Fraction(1, 5)}},
    {"thresholds": {"other_share": Fraction(1, 4)}},
)


def _key(folder: Path, settings: Settings = Settings(), **files: Path) -> str:  # noqa: B008 - it cannot be changed
    ledger = folder / "甲.xlsx"
    ledger.write_text("ledger", encoding="utf-8")
    return content_key(Job("甲", (ledger,), folder / "out.xlsx", settings, **files), digest)


def test_every_option_is_part_of_what_a_unit_is_made_from(tmp_path: Path) -> None:
    """So a unit is done again when one of them differs; each of them differs from all others."""
    settings = [Settings(), *(replace(Settings(), **option) for option in _OPTIONS)]
    keys = {_key(tmp_path, each) for each in settings}
    assert len(keys) == len(settings)


@pytest.mark.parametrize("name", ["supplement", "mapping", "beside", "previous"])
def test_every_file_is_part_of_what_a_unit_is_made_from(tmp_path: Path, name: str) -> None:
    """By its content, and by what it is."""
    path = tmp_path / "file"
    keys = {_key(tmp_path)}
    for text in "one", "two":
        path.write_text(text, encoding="utf-8")
        keys.add(_key(tmp_path, **{name: path}))
    keys.add(_key(tmp_path, **{"mapping" if name != "mapping" else "previous": path}))
    assert len(keys) == 4


@pytest.mark.parametrize("name", ["template", "rules"])
def test_template_and_rules_count_by_their_content(tmp_path: Path, name: str) -> None:
    """Not by where they lie."""
    keys = []
    for place, text in ("a", "one"), ("a", "two"), ("b", "two"):
        folder = tmp_path / place
        folder.mkdir(exist_ok=True)
        (folder / "file").write_text(text, encoding="utf-8")
        keys.append(_key(tmp_path, replace(Settings(), **{name: Parcel(folder)})))
    assert keys[0] != keys[1] == keys[2]
