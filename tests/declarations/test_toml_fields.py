"""The quick reader of TOML says what the standard library's says."""

from __future__ import annotations

import tomllib

import pytest

from xls_juesuan.declarations.location import data_folder
from xls_juesuan.declarations.location import templates_folder
from xls_juesuan.declarations.toml_fields import parse_toml


def test_every_declaration_reads_as_with_the_standard_library() -> None:
    """No shipped file uses what the two read otherwise."""
    files = [
        file for folder in (data_folder(), templates_folder()) for file in folder.rglob("*.toml")
    ]
    assert len(files) > 500
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert parse_toml(text) == tomllib.loads(text), file.name


@pytest.mark.parametrize("text", ["[[parts]", 'a = "x', "a = 1\na = 2"])
def test_a_fault_is_told_as_the_standard_library_tells_it(text: str) -> None:
    """Messages that people are shown do not depend on which reader is quicker."""
    with pytest.raises(tomllib.TOMLDecodeError) as expected:
        tomllib.loads(text)
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - its text is compared
        parse_toml(text)
    assert str(raised.value) == str(expected.value)
