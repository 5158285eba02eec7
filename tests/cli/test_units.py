"""Several units in one ledger, several files of one unit: never added up silently."""

from __future__ import annotations

import json
from collections.abc import Callable
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.builders import BALANCE_ABOVE
from tests.builders import BALANCE_COLUMNS
from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_CLOSING
from tests.builders import SMALL_JOURNAL
from tests.builders import balance_workbook
from tests.builders import journal_workbook
from tests.builders import table_rows
from tests.builders import write_sheets
from tests.cli.conftest import Ended

Run = Callable[..., Ended]
ABOVE = (("序时账",), ("会计年度：2024", "", "金额单位：元"))
COLUMNS = ("单位编码", "单位名称", *JOURNAL_COLUMNS)
#: Labour cost of each unit in fen: 100 + 30 yuan, and the same three times over.
UNITS = (("001001", "甲县审计局", 1), ("001002", "甲县审计中心", 3))


def _times(factor: int) -> list[tuple[Any, ...]]:
    return [(*line[:5], line[5] * factor, line[6] * factor, *line[7:]) for line in SMALL_JOURNAL]


def _by_column(path: Path, units: Sequence[tuple[str, str, int]] = UNITS) -> Path:
    lines = [(code, name, *line) for code, name, factor in units for line in _times(factor)]
    return journal_workbook(path, lines, columns=COLUMNS, above=ABOVE)


def _spent(document: dict[str, Any]) -> dict[str, str]:
    """Basic expenditure by economic code, only what is not zero."""
    return {
        cell["row"]: cell["yuan"]
        for cell in document["tables"]["basic_by_economic"]["cells"]
        if cell["row"] in {"30201", "30211"} and cell["yuan"] not in {None, "0.00"}
    }


def _fill(xlj: Run, *arguments: object) -> dict[str, Any]:
    ended = xlj("fill", *arguments, "--json")
    document: dict[str, Any] = json.loads(ended.out)
    assert "error" not in document, document
    return document


def _codes(document: dict[str, Any]) -> set[str]:
    return {problem["code"] for problem in document["ledger"]["problems"]}


# ------------------------------------------------------------------ which unit


@pytest.mark.parametrize(
    ("asked", "unit", "spent"),
    [
        ("001001", "甲县审计局", {"30201": "100.00", "30211": "30.00"}),
        ("001002", "甲县审计中心", {"30201": "300.00", "30211": "90.00"}),
        ("甲县审计局", "甲县审计局", {"30201": "100.00", "30211": "30.00"}),
        ("001002 甲县审计中心", "甲县审计中心", {"30201": "300.00", "30211": "90.00"}),
        ("中心", "甲县审计中心", {"30201": "300.00", "30211": "90.00"}),
    ],
)
def test_a_unit_is_found_by_code_name_or_part(
    xlj: Run, asked: str, unit: str, spent: dict[str, str], tmp_path: Path
) -> None:
    """Only its lines are counted; the others are set aside with their amounts."""
    document = _fill(xlj, _by_column(tmp_path / "账.xlsx"), "--unit", asked)
    assert document["unit"] == unit
    assert _spent(document) == spent
    aside = {part["reason"]: part["rows"] for part in document["ledger"]["set_aside"]}
    assert aside["other_unit"] == 4


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), ["2 个单位", "001001 甲县审计局", "001002 甲县审计中心", "--unit", "--each-unit"]),
        (("--unit", "审计"), ["对得上几个单位", "甲县审计局", "甲县审计中心"]),
        (("--unit", "0010"), ["对得上几个单位"]),
        (("--unit", "财政局"), ["找不到单位“财政局”", "001001 甲县审计局"]),
        (("--unit", " "), ["--unit"]),
        (("--unit", "001001", "--each-unit"), ["--unit", "--each-unit", "不能一起用"]),
        (("--each-unit", "--unit-name", "甲"), ["--unit-name"]),
        (("--each-unit", "-o", "甲.xlsx"), ["-o", "文件夹"]),
        (("--each-unit", "--supplement", "examples/supplement.xlsx"), ["补充资料"]),
    ],
)
def test_what_is_not_clear_is_asked(
    xlj: Run, options: tuple[str, ...], words: list[str], tmp_path: Path
) -> None:
    """One sentence with the units to choose from; nothing is written."""
    ended = xlj("fill", _by_column(tmp_path / "账.xlsx"), *options)
    assert ended.code == 2
    assert ended.out == ""
    for word in words:
        assert word in ended.err
    assert not list(Path().rglob("*部门决算公开*"))


def test_a_unit_of_a_ledger_that_names_none(xlj: Run, tmp_path: Path) -> None:
    """``--unit`` chooses, it does not name."""
    path = journal_workbook(tmp_path / "账.xlsx", SMALL_JOURNAL, above=ABOVE)
    ended = xlj("fill", path, "--unit", "某某局")
    assert ended.code == 2
    assert "--unit-name" in ended.err


def test_units_of_one_name_are_told_apart_by_code(xlj: Run, tmp_path: Path) -> None:
    """Two workbooks, neither over the other."""
    units = (("01", "机关", 1), ("02", "机关", 3))
    path = _by_column(tmp_path / "账.xlsx", units)
    assert _spent(_fill(xlj, path, "--unit", "02"))["30201"] == "300.00"
    xlj("fill", path, "--each-unit", "-o", "各单位")
    assert len(list(Path("各单位").iterdir())) == 2


def test_rows_without_a_unit_are_not_given_to_any(xlj: Run, tmp_path: Path) -> None:
    """L127 with their rows; the figures are those of the stated rows alone."""
    lines = [(code, name, *line) for code, name, factor in UNITS for line in _times(factor)]
    lines[1:1] = [("", "", *line) for line in SMALL_JOURNAL[:2]]
    lines += [("001001", "甲县审计局", *line) for line in SMALL_JOURNAL[2:]]
    path = journal_workbook(tmp_path / "账.xlsx", lines, columns=COLUMNS, above=ABOVE)
    document = _fill(xlj, path, "--unit", "001001")
    problem = next(one for one in document["ledger"]["problems"] if one["code"] == "L127")
    assert problem["rows"] == 2
    assert [source["row"] for source in problem["sources"]] == [5, 6]
    assert _spent(document) == {"30201": "100.00", "30211": "60.00"}


def test_a_unit_printed_once_a_group_is_carried_down(xlj: Run, tmp_path: Path) -> None:
    """Merged cells leave the unit in the first row of its group only."""
    lines: list[tuple[Any, ...]] = []
    for code, name, factor in UNITS:
        for place, line in enumerate(_times(factor)):
            lines.append((*((code, name) if not place else ("", "")), *line))
    path = journal_workbook(tmp_path / "账.xlsx", lines, columns=COLUMNS, above=ABOVE)
    document = _fill(xlj, path, "--unit", "001002")
    assert _spent(document) == {"30201": "300.00", "30211": "90.00"}
    assert "L127" not in _codes(document)


def test_units_by_sheet(xlj: Run, tmp_path: Path) -> None:
    """The unit above each table."""
    sheets = {
        name: table_rows(
            (("序时账",), (f"单位：{name}", "", "会计年度：2024", "", "金额单位：元")),
            [JOURNAL_COLUMNS],
            _times(factor),
        )
        for _, name, factor in UNITS
    }
    path = write_sheets(tmp_path / "账.xlsx", sheets)
    assert xlj("fill", path).code == 2
    assert _spent(_fill(xlj, path, "--unit", "中心"))["30201"] == "300.00"


def test_units_by_file(xlj: Run, tmp_path: Path) -> None:
    """Two files of two units are not one ledger."""
    files = [
        journal_workbook(
            tmp_path / f"{code}.xlsx",
            _times(factor),
            above=(("序时账",), (f"单位：{name}", "", "会计年度：2024", "", "金额单位：元")),
        )
        for code, name, factor in UNITS
    ]
    assert xlj("fill", *files).code == 2
    assert _spent(_fill(xlj, *files, "--unit", "甲县审计局"))["30201"] == "100.00"


# ------------------------------------------------------------------ each unit


def test_each_unit_gets_its_workbook_and_its_report(xlj: Run, tmp_path: Path) -> None:
    """One report a unit, a count at the end, one workbook each with its own figures."""
    path = _by_column(tmp_path / "账.xlsx")
    ended = xlj("fill", path, "--each-unit")
    assert ended.code in {0, 1}
    for words in ("【甲县审计局】", "【甲县审计中心】", "共 2 个单位，生成 2 个，没有生成 0 个"):
        assert words in ended.out
    names = sorted(file.name for file in Path("out").iterdir())
    assert names == [f"{name}_2024年度部门决算公开.xlsx" for name in sorted(
        name for _, name, _ in UNITS
    )]  # fmt: skip
    document = json.loads(xlj("fill", path, "--each-unit", "--json").out)
    assert list(document) == ["units"]
    assert [_spent(one)["30201"] for one in document["units"]] == ["100.00", "300.00"]
    for one, (code, *_) in zip(document["units"], UNITS, strict=True):
        alone = _fill(xlj, path, "--unit", code, "-o", "另")
        assert one["tables"] == alone["tables"]


def test_a_unit_that_cannot_be_filled_does_not_stop_the_others(xlj: Run, tmp_path: Path) -> None:
    """The worst exit code counts; the failed unit has its sentence."""
    lines = [("001001", "甲局", *line) for line in SMALL_JOURNAL]
    lines[0:0] = [("001000", "只有财务会计", *line[:3], "1011", "零余额", *line[5:])
                  for line in SMALL_JOURNAL[:2]]  # fmt: skip
    path = journal_workbook(tmp_path / "账.xlsx", lines, columns=COLUMNS, above=ABOVE)
    ended = xlj("fill", path, "--each-unit")
    assert ended.code == 2
    assert "没有生成：" in ended.out
    assert "共 2 个单位，生成 1 个，没有生成 1 个" in ended.out
    failed, filled = json.loads(xlj("fill", path, "--each-unit", "--json").out)["units"]
    assert failed["unit"] == "只有财务会计"
    assert "预算" in failed["error"]["message"]
    assert _spent(filled)["30201"] == "100.00"


def test_each_unit_takes_its_own_supplement(xlj: Run, examples: Path) -> None:
    """One whose name has the unit's code or name; never that of another unit."""
    path = _by_column(examples / "账.xlsx")
    (examples / "supplement.xlsx").rename(examples / "001002补充资料.xlsx")
    first, second = json.loads(xlj("fill", path, "--each-unit", "--json").out)["units"]

    def codes(document: dict[str, Any]) -> set[str]:
        findings = document["audit"]["findings"]
        return {one["code"] for one in findings if one["outcome"] == "failed"}

    assert "L226" in codes(first)
    assert "L226" not in codes(second)
    # The example's supplement names another unit, which shows that it was read.
    assert "L224" in codes(second)
    assert "L224" in codes(_fill(xlj, path, "--unit", "中心"))


def test_each_unit_of_a_single_unit_is_the_usual_job(xlj: Run) -> None:
    """The same figures, the supplement beside the ledger included."""
    usual = _fill(xlj, "examples/ledger.xlsx")
    Path(usual["outputs"]["workbook"]).unlink()
    each = json.loads(xlj("fill", "examples/ledger.xlsx", "--each-unit", "--json").out)
    assert each == {"units": [usual]}


# ------------------------------------------------------------------ several files


def test_monthly_files_are_one_year(xlj: Run, tmp_path: Path) -> None:
    """The same figures as in one file, whatever the order."""
    files = [
        journal_workbook(tmp_path / f"{month}月.xlsx", lines)
        for month, lines in (
            (12, SMALL_CLOSING),
            (2, SMALL_JOURNAL[2:]),
            (1, SMALL_JOURNAL[:2]),
        )
    ]
    whole = journal_workbook(tmp_path / "全年.xlsx", SMALL_JOURNAL + SMALL_CLOSING)
    several, one = _fill(xlj, *files), _fill(xlj, whole)
    assert several["tables"] == one["tables"]
    assert several["ledger"]["files"] == ["12月.xlsx", "2月.xlsx", "1月.xlsx"]
    traced = xlj("trace", *files, "公开06!30201")
    assert traced.code == 0
    assert "100.00" in traced.out


def test_one_file_twice_is_refused(xlj: Run, tmp_path: Path) -> None:
    """By content, not by name."""
    path = journal_workbook(tmp_path / "账.xlsx", SMALL_JOURNAL)
    (tmp_path / "账(1).xlsx").write_bytes(path.read_bytes())
    for other in (path, tmp_path / "账(1).xlsx"):
        ended = xlj("fill", path, other)
        assert ended.code == 2
        assert "完全相同" in ended.err


def test_overlapping_vouchers_count_once(xlj: Run, tmp_path: Path) -> None:
    """L128 names them; the figures are those of the year."""
    files = [
        journal_workbook(tmp_path / "上.xlsx", SMALL_JOURNAL),
        journal_workbook(tmp_path / "下.xlsx", SMALL_JOURNAL[2:] + SMALL_CLOSING),
    ]
    whole = journal_workbook(tmp_path / "全年.xlsx", SMALL_JOURNAL + SMALL_CLOSING)
    document = _fill(xlj, *files)
    assert document["tables"] == _fill(xlj, whole)["tables"]
    problem = next(one for one in document["ledger"]["problems"] if one["code"] == "L128")
    assert problem["rows"] == 2
    assert problem["yuan"] == "60.00"
    assert {source["file"] for source in problem["sources"]} == {"下.xlsx"}


def test_the_same_number_with_other_lines_counts_twice(xlj: Run, tmp_path: Path) -> None:
    """Only a voucher that is the same line by line is a repeat."""
    other = [(*line[:5], line[5] * 2, line[6] * 2, *line[7:]) for line in SMALL_JOURNAL[:2]]
    files = [
        journal_workbook(tmp_path / "上.xlsx", SMALL_JOURNAL),
        journal_workbook(tmp_path / "下.xlsx", other),
    ]
    document = _fill(xlj, *files)
    assert _spent(document)["30201"] == "300.00"
    assert "L128" not in _codes(document)


def _balances(path: Path, spent: int = 130) -> Path:
    lines = [
        ("6001", "财政拨款预算收入", "", "", "", "", "", 130, 130, "", ""),
        ("7101", "行政支出", "", "", "", "", "", spent, spent, "", ""),
        ("8001", "资金结存", "", "", "", 50, "", 130, 130, 50, ""),
        ("8101", "财政拨款结转", "2010301", "", "111", "", 50, 130, 130, "", 50),
    ]
    return balance_workbook(path, lines, headings=BALANCE_COLUMNS, above=BALANCE_ABOVE)


def test_a_balance_table_beside_a_journal_gives_the_openings(xlj: Run, tmp_path: Path) -> None:
    """Movements come from the journal alone; the opening carry-over from the table."""
    journal = journal_workbook(tmp_path / "账.xlsx", SMALL_JOURNAL + SMALL_CLOSING)
    alone = _fill(xlj, journal)
    both = _fill(xlj, journal, _balances(tmp_path / "余额.xlsx"))
    assert _spent(both) == _spent(alone) == {"30201": "100.00", "30211": "30.00"}
    assert "L126" not in _codes(both)
    aside = {part["reason"] for part in both["ledger"]["set_aside"]}
    assert {"opening", "compared"} <= aside

    def opening(document: dict[str, Any]) -> set[str]:
        cells = document["tables"]["income_expenditure"]["cells"]
        return {cell["yuan"] for cell in cells if cell["yuan"]}

    assert "50.00" in opening(both)
    assert "50.00" not in opening(alone)


def test_a_journal_and_a_balance_table_that_disagree_are_told(xlj: Run, tmp_path: Path) -> None:
    """L126 with account and difference; the journal counts."""
    journal = journal_workbook(tmp_path / "账.xlsx", SMALL_JOURNAL + SMALL_CLOSING)
    document = _fill(xlj, journal, _balances(tmp_path / "余额.xlsx", spent=140))
    assert _spent(document) == {"30201": "100.00", "30211": "30.00"}
    found = [one for one in document["ledger"]["problems"] if one["code"] == "L126"]
    assert {one["subject"] for one in found} == {"7101"}
    assert {one["yuan"] for one in found} == {"-10.00"}


def test_files_in_yuan_and_in_wan_are_converted_each(xlj: Run, tmp_path: Path) -> None:
    """What each states holds for it alone."""
    above = (("序时账",), ("单位：某某局", "", "会计年度：2024", "", "金额单位：万元"))
    files = [
        journal_workbook(tmp_path / "1月.xlsx", SMALL_JOURNAL[:2]),
        journal_workbook(tmp_path / "2月.xlsx", SMALL_JOURNAL[2:], above=above),
    ]
    assert _spent(_fill(xlj, *files)) == {"30201": "100.00", "30211": "300000.00"}


@pytest.mark.parametrize("is_its_own", [False, True], ids=["another unit's", "its own"])
def test_a_supplement_of_another_unit_is_not_used_and_named_once(
    xlj: Run, examples: Path, *, is_its_own: bool
) -> None:
    """Beside a ledger of several units the unit that a supplement states decides, and is said."""
    stated = "封丘县行政审批和政务信息管理局"
    names = (("001001", "甲县审计局"), ("001002", stated if is_its_own else "甲县审计中心"))
    path = _by_column(
        examples / "账.xlsx", [(code, name, at) for at, (code, name) in enumerate(names, 1)]
    )
    ended = xlj("fill", path, "--unit", "001002", "-o", examples / "out.xlsx")

    lines = [line for line in ended.out.splitlines() if line.strip().startswith("补充资料：")]
    said = f"没有采用台账旁边的补充资料：本次是“001002 甲县审计中心”，supplement.xlsx 写的单位是“{stated}”。"
    assert lines == [f"  补充资料：{'supplement.xlsx' if is_its_own else said}"]
    assert "L224" not in ended.out
    assert ("L226" in ended.out) != is_its_own
