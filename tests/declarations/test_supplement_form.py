from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xls_juesuan.declarations.location import data_folder
from xls_juesuan.declarations.location import templates_folder
from xls_juesuan.declarations.supplement_form import FieldKind
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.declarations.supplement_form import parse_supplement_form
from xls_juesuan.errors import DeclarationError
from xls_juesuan.model import Funding
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """
title = "补充资料"
[guide]
sheet = "说明"
lines = ["一"]
"""
FIELD = """
[[sheets]]
name = "单位信息"
note = "注"
[[sheets.fields]]
key = "unit.name"
label = "单位名称"
kind = "text"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "form.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_folders_of_declarations_are_found() -> None:
    """The declarations lie where the program looks for them."""
    assert (templates_folder() / "supplement.toml").is_file()
    assert data_folder().is_dir()


def test_every_field_says_what_it_means_and_in_which_unit() -> None:
    """Nobody has to guess what to fill in, where to find it, and in which unit."""
    form = load_supplement_form()
    columns = [column for table in form.tables() for column in table.columns]
    for each in [*form.fields(), *columns]:
        assert each.note.endswith("。"), each.key
        if each.kind is FieldKind.AMOUNT:
            assert each.unit == "元", each.key


def test_choices_stand_for_values_that_the_program_knows() -> None:
    """Drop-downs give members of the enumerations that later parts compare with."""
    form = load_supplement_form()
    kinds = next(each for each in form.fields() if each.key == "unit.kind")
    opening = next(table for table in form.tables() if table.key == "opening_by_function")
    funding = next(each for each in opening.columns if each.key == "funding")
    assert set(kinds.choices.values()) == set(UnitKind) - {UnitKind.UNKNOWN}
    assert set(funding.choices.values()) <= set(Funding)


def test_every_text_of_the_form_can_be_encoded_as_gbk() -> None:
    """Old Chinese consoles and programs show the form's words."""
    text = (templates_folder() / "supplement.toml").read_text(encoding="utf-8")
    text.encode("gbk")


def test_a_field_is_read_with_what_is_declared() -> None:
    """Defaults are those of an optional, non-negative value."""
    each = next(load_supplement_form().fields())
    assert (each.key, each.kind, each.required, each.negative) == (
        "unit.name",
        FieldKind.TEXT,
        True,
        False,
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "KeyError"),
        ("title = 1 =", "TOMLDecodeError"),
        (HEAD + FIELD.replace('"text"', '"colour"'), "colour"),
        (HEAD + FIELD + "colour = 1\n", "colour"),
        (HEAD + FIELD + FIELD, "sheet twice: 单位信息"),
        (HEAD + FIELD + FIELD.replace('"单位信息"', '"另一张"'), "key twice: unit.name"),
        (HEAD + FIELD.replace("unit.name", "name"), "subject.field"),
        (HEAD + FIELD.replace("单位信息", "长" * 32), "too long"),
        (HEAD + FIELD.replace('"text"', '"choice"'), "choices belong"),
        (HEAD + FIELD.replace('"text"', '"amount"'), "needs its unit"),
        (HEAD + '[[sheets]]\nname = "空"\nnote = ""\n', "either fields or a table"),
        (
            HEAD + FIELD.replace('"text"', '"choice"') + f'choices = {{ "{"长" * 300}" = "a" }}\n',
            "longer than 255",
        ),
        (
            HEAD
            + '[[sheets]]\nname = "项目"\nnote = ""\n[sheets.table]\nkey = "p"\nblank_rows = 1\n'
            + 'unique = ["code"]\n[[sheets.table.columns]]\nkey = "name"\nlabel = "名"\nkind = "text"\n',
            "no column code to be unique",
        ),
        (
            HEAD
            + '[[sheets]]\nname = "指标"\nnote = ""\n[sheets.table]\nkey = "p"\nblank_rows = 1\n'
            + '[[sheets.table.columns]]\nkey = "name"\nlabel = "名"\nkind = "text"\none_of = "q.name"\n',
            "no column q.name to choose from",
        ),
        (HEAD + FIELD + 'needed = ["rich"]\n', "rich"),
    ],
)
def test_a_malformed_declaration_names_its_fault(tmp_path: Path, text: str, fault: str) -> None:
    """Whoever edits the declaration learns the file and what is wrong in it."""
    with pytest.raises(DeclarationError, match=fault) as raised:
        parse_supplement_form(write(tmp_path, text))
    assert "form.toml" in str(raised.value)


def test_a_missing_declaration_is_named(tmp_path: Path) -> None:
    """A broken installation is told from a broken file."""
    with pytest.raises(DeclarationError, match="FileNotFoundError"):
        parse_supplement_form(tmp_path / "form.toml")
