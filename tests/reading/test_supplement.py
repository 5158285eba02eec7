from __future__ import annotations

import json
import string
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from tests.reading.supplement_forms import edited
from tests.reading.supplement_forms import row_of
from xls_juesuan.declarations.supplement_form import FieldKind
from xls_juesuan.declarations.supplement_form import FormField
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.errors import UserError
from xls_juesuan.model import UnitKind
from xls_juesuan.reading.supplement import read_supplement
from xls_juesuan.reading.supplement_choice import find_supplement
from xls_juesuan.supplement import Supplement
from xls_juesuan.writing.supplement_form import write_supplement_form

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


# ------------------------------------------------------------------------ round trips


def test_the_example_states_the_figures_of_the_disclosure() -> None:
    """Every figure of the unit's public disclosure that no ledger holds is read to the fen."""
    text = (EXAMPLES / "supplement_2024.json").read_text(encoding="utf-8")
    figures = json.loads(text, parse_float=Decimal)
    read = read_supplement(EXAMPLES / "supplement.xlsx")
    assert read.problems == ()
    assert read.text("unit.name") == figures["单位"]["名称"]
    assert read.unit_kind is UnitKind.ADMINISTRATIVE
    assert read.number("unit.year") == 2024
    assert read.text("unit.published_month") == "2025年09月"
    assert read.number("final_budget.appropriation") == 524188259
    assert read.number("three_public_budget.hospitality") == 1000000
    assert read.number("procurement.services") == 138300339
    assert read.number("three_public_counts.vehicles_held") == 0
    assert {row["function"]: row["amount"] for row in read.rows["original_budget_by_function"]} == {
        code: int(yuan * 100) for code, yuan in figures["年初预算（功能科目）"].items()
    }
    assert [(row["name"], row["final_budget"], row["score"]) for row in read.rows["projects"]] == [
        (each["名称"], int(each["全年预算"] * 100), str(each["自评得分"]))
        for each in figures["项目"]
    ]


def test_every_given_figure_has_its_place_in_the_example() -> None:
    """No single figure of the source is left out; zero carry-overs and texts stand beside them."""
    figures = json.loads((EXAMPLES / "supplement_2024.json").read_text(encoding="utf-8"))
    single = [part for part in figures.values() if isinstance(part, dict)]
    lists = [figures["年初预算（功能科目）"]]
    wanted = sum(len(part) for part in single) - sum(len(part) for part in lists)
    texts = tomllib.loads((EXAMPLES / "supplement_texts_2024.toml").read_text(encoding="utf-8"))
    fields = read_supplement(EXAMPLES / "supplement.xlsx").fields
    assert fields.keys() >= texts["fields"].keys()
    carried = {key: value for key, value in fields.items() if key.startswith("carryover.")}
    assert len(fields) - len(carried) - len(texts["fields"]) == wanted
    assert set(carried.values()) == {0}


def values_of(each: FormField) -> st.SearchStrategy[Any]:
    least = -(10**13) if each.negative else 0
    return {
        FieldKind.TEXT: st.text(
            string.ascii_letters + "公开项目“”（）、-", min_size=1, max_size=40
        ),
        FieldKind.CODE: st.from_regex(r"[0-9]{3}([0-9]{2}){0,2}", fullmatch=True),
        FieldKind.CHOICE: st.sampled_from(sorted(each.choices.values()) or [""]),
        FieldKind.YEAR: st.integers(2000, 2100),
        FieldKind.MONTH: st.builds(
            "{}年{:02d}月".format, st.integers(2000, 2099), st.integers(1, 12)
        ),
        FieldKind.AMOUNT: st.integers(least, 10**13),
        FieldKind.COUNT: st.integers(0, 10**9),
        FieldKind.SCORE: st.decimals(0, 100, places=2).map(str),
    }[each.kind]


def rows_of(columns: tuple[FormField, ...], unique: tuple[str, ...]) -> st.SearchStrategy[Any]:
    required = {each.key: values_of(each) for each in columns if each.required}
    optional = {each.key: values_of(each) for each in columns if not each.required}
    rows = st.fixed_dictionaries(required, optional=optional)
    key = (lambda row: tuple(row[name] for name in unique)) if unique else repr
    return st.lists(rows, min_size=1, max_size=4, unique_by=key).map(tuple)


def supplements() -> st.SearchStrategy[Supplement]:
    form = load_supplement_form()
    fields = st.fixed_dictionaries(
        {}, optional={each.key: values_of(each) for each in form.fields()}
    )
    rows = st.fixed_dictionaries(
        {}, optional={table.key: rows_of(table.columns, table.unique) for table in form.tables()}
    )
    return st.builds(lambda fields, rows: Supplement(fields=fields, rows=rows), fields, rows)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(supplements())
def test_what_is_written_is_read_back(tmp_path: Path, filled: Supplement) -> None:
    """Amounts to the fen, counts, scores, texts and blanks survive the workbook unchanged."""
    path = tmp_path / "form.xlsx"
    write_supplement_form(path, filled)
    read = read_supplement(path)
    # Small amounts are asked about, and taken.
    assert {each.code for each in read.problems} <= {"F205"}
    assert read.fields == filled.fields
    assert read.rows == filled.rows


def test_a_blank_form_states_nothing_at_all(tmp_path: Path) -> None:
    """Blank is not zero: nothing filled in gives no value, and no fault either."""
    read = read_supplement(edited(tmp_path))
    assert (read.fields, read.rows, read.problems) == ({}, {}, ())
    assert read.is_given
    assert read.number("three_public_budget.hospitality") is None


def test_zero_is_a_value(tmp_path: Path) -> None:
    """A stated zero is kept apart from a blank beside it."""
    row = row_of("三公预算", "three_public_budget.hospitality")
    read = read_supplement(edited(tmp_path, ("三公预算", f"B{row}", 0)))
    assert read.fields == {"three_public_budget.hospitality": 0}


def test_every_value_knows_its_row(tmp_path: Path) -> None:
    """A figure leads back to file, sheet and row, those of lists included."""
    project = Supplement(rows={"projects": ({"name": "甲"}, {"name": "乙"})})
    row = row_of("上年决算", "previous.grand_total")
    read = read_supplement(edited(tmp_path, ("上年决算", f"B{row}", 5), values=project))
    assert read.sources["previous.grand_total"].row == row
    assert read.sources["projects[1]"].sheet == "项目"
    assert read.sources["projects[1]"].row == 7
    assert {source.file for source in read.sources.values()} == {"补充资料.xlsx"}


# ------------------------------------------------------------------------- wrong files


def test_wrong_files_end_in_one_chinese_paragraph(tmp_path: Path) -> None:
    """Missing, a folder, empty, no spreadsheet, a ledger: each is said with what to do."""
    empty = tmp_path / "empty.xlsx"
    empty.touch()
    text = tmp_path / "text.xlsx"
    text.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    locked = tmp_path / "locked.xlsx"
    stream = "EncryptedPackage".encode("utf-16-le")
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + stream + bytes(600))
    for path, said in (
        (tmp_path / "missing.xlsx", "找不到补充资料文件"),
        (tmp_path, "文件夹"),
        (empty, "0 字节"),
        (text, "不是电子表格"),
        (locked, "密码"),
        (EXAMPLES / "ledger.xlsx", "不是补充资料表"),
    ):
        with pytest.raises(UserError) as raised:
            read_supplement(path)
        assert said in raised.value.what
        assert raised.value.how
        assert "台账" not in raised.value.paragraph


def test_a_file_that_may_not_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without permission the user learns whom to ask, not a traceback."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UserError, match="不能读取"):
        read_supplement(tmp_path / "补充资料.xlsx")


# ------------------------------------------------------------------------ beside a ledger


def test_the_supplement_beside_the_ledger_is_found(tmp_path: Path) -> None:
    """By its English name or by 补充资料 in its name; marks of open files do not count."""
    ledger = tmp_path / "台账.xlsx"
    ledger.touch()
    assert find_supplement(ledger).path is None
    for name in ("~$补充资料.xlsx", ".~补充资料.xlsx", "补充资料.docx", "supplementary.xlsx"):
        (tmp_path / name).touch()
    assert find_supplement(ledger).path is None
    (tmp_path / "某局2024年补充资料（终稿）.xlsx").touch()
    assert (
        find_supplement(ledger, is_alone=True).path == tmp_path / "某局2024年补充资料（终稿）.xlsx"
    )
    assert find_supplement(tmp_path).path == tmp_path / "某局2024年补充资料（终稿）.xlsx"
    found = find_supplement(EXAMPLES / "ledger.xlsx", is_alone=True).path
    assert found == EXAMPLES / "supplement.xlsx"


def test_several_supplements_are_not_chosen_from(tmp_path: Path) -> None:
    """Which of two is right only the user knows."""
    for name in ("补充资料.xlsx", "Supplement.XLSX"):
        (tmp_path / name).touch()
    with pytest.raises(UserError, match="--supplement") as raised:
        find_supplement(tmp_path / "台账.xlsx")
    assert "补充资料.xlsx" in raised.value.where


def test_a_ledger_is_not_its_own_supplement(tmp_path: Path) -> None:
    """A ledger whose own name has the words in it is still a ledger."""
    ledger = tmp_path / "含补充资料的台账.xlsx"
    ledger.touch()
    assert find_supplement(ledger).path is None


def test_no_folder_means_no_supplement(tmp_path: Path) -> None:
    """The fault of the path is the ledger reader's to say."""
    assert find_supplement(tmp_path / "missing" / "台账.xlsx").path is None
