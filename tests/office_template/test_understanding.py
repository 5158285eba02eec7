"""``xlj templates check``: how an office's workbook is understood, and what is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from tests.office_books import Office
from tests.office_books import last_years_codes
from tests.office_books import office_book
from tests.office_books import stacked_book
from tests.office_books import without_unit
from xls_juesuan.cli.entry import main
from xls_juesuan.declarations.layout import available_profiles
from xls_juesuan.office import trial_filling
from xls_juesuan.pipeline import FillRequest
from xls_juesuan.pipeline import fill
from xls_juesuan.writing.patching.census import Feature
from xls_juesuan.writing.patching.census import Lost

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


class Told:
    """What was said of a workbook, for people and for programs."""

    def __init__(self, code: int, text: str, document: dict[str, Any]) -> None:
        self.code, self.document = code, document
        self.text = "".join(text.split())
        self.tables = {one["key"]: one for one in document.get("tables", [])}

    def says(self, *texts: str) -> bool:
        """Whether all texts are said; lines are broken anywhere."""
        return all("".join(text.split()) in self.text for text in texts)


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Callable[[Path], Told]:
    """Ask for a workbook, once in words and once as JSON."""

    def run(path: Path) -> Told:
        code = main(["templates", "check", str(path)])
        text = capsys.readouterr().out
        assert main(["templates", "check", str(path), "--json"]) == code
        return Told(code, text, json.loads(capsys.readouterr().out))

    return run


@pytest.mark.parametrize("profile", available_profiles())
def test_a_workbook_is_understood_table_by_table(
    profile: str, tmp_path: Path, check: Callable[[Path], Told]
) -> None:
    """Sheet, unit, heading, columns, free rows and formulas of each table; nothing is open."""
    path = office_book(tmp_path / "空表.xlsx", Office(profile=profile, unit="元"))
    told = check(path)
    assert told.code == 0
    assert told.document["template"]["name"] == profile
    assert told.document["can_be_filled"]
    assert len(told.tables) == 9
    for one in told.tables.values():
        assert one["amount_unit"] == "元"
        assert (one["missing_columns"], one["not_recognised"]) == ([], [])
        assert one["differences"] == []
    assert told.says(
        "可以照它填写", "《收入决算表》", "工作表“附表2”，金额单位：元", "工作表“封面”"
    )
    assert len(told.tables["income"]["free_rows"]) == 3
    assert told.tables["income"]["formulas"]
    kinds = {one["kind"] for one in told.document["features"]}
    assert {"pictures", "rich_texts", "comments", "validations"} <= kinds
    assert told.document["lost"] == []


def test_what_differs_from_the_layout_is_said(
    tmp_path: Path, check: Callable[[Path], Told]
) -> None:
    """Other titles, names of rows, missing rows, codes in pieces and the order of tables."""
    path = office_book(tmp_path / "空表.xlsx", Office(extras=False, splits_codes=True))
    book = openpyxl.load_workbook(path)
    book["附表9"]["B2"] = "“三公”经费支出决算表"
    book["附表1"]["B35"] = "使用非财政拨款结余"
    for name in ("B", "C", "D"):
        book["附表6"][f"{name}27"] = None
    book.move_sheet("附表9", -2)
    book.save(path)
    told = check(path)
    assert told.code == 0
    assert told.says(
        "表名是““三公”经费支出决算表”，版式是“一般公共预算", "编码分 3 栏", "没有“救济费”"
    )
    assert told.says(
        "“使用非财政拨款结余(含专用结余)”写作“使用非财政拨款结余”", "各表的次序与版式不同"
    )
    assert told.tables["basic_by_economic"]["missing_rows"] == ["30306"]


def test_what_is_not_understood_is_named_with_sheet_and_cell(
    tmp_path: Path, check: Callable[[Path], Told]
) -> None:
    """A row and a column of its own, and a table that is missing, make the answer 1."""
    path = office_book(tmp_path / "空表.xlsx", Office(extras=False, without=("fund",)))
    book = openpyxl.load_workbook(path)
    book["附表1"]["B25"] = "其中：财政专户管理资金"
    book["附表1"]["C25"] = None
    book["附表5"]["G5"] = "备注"
    book.save(path)
    told = check(path)
    assert told.code == 1
    assert told.document["can_be_filled"]
    assert told.says("没有认出：附表1!B25 行“其中：财政专户管理资金”")
    assert told.says("没有认出：附表5!G5 栏“备注”", "没有找到的表：《政府性基金预算")
    assert told.tables["income_expenditure"]["not_recognised"][0]["ref"] == "附表1!B25"


@pytest.mark.parametrize("changes", [{}, {"D4": "2022年度"}, {"B4": "部门：另一个单位局"}])
def test_a_table_that_is_there_again_is_named(
    changes: dict[str, str], tmp_path: Path, check: Callable[[Path], Told]
) -> None:
    """The same once more, of another year or of another unit: it is said which is not filled."""
    path = office_book(tmp_path / "空表.xlsx", Office(extras=False, period="2023年度"))
    book = openpyxl.load_workbook(path)
    copy = book.copy_worksheet(book["附表3"])
    copy.title = "附表3副本"
    for name, text in changes.items():
        copy[name] = text
    book.save(path)
    told = check(path)
    assert told.code == 1
    assert told.says("附表3副本!B5：", "这一张不填")
    assert len(told.tables) == 9


def test_last_years_rows_and_free_rows_are_told_apart(
    tmp_path: Path, check: Callable[[Path], Told]
) -> None:
    """Rows of codes that are there are counted, and without free ones rows are inserted."""
    told = check(office_book(tmp_path / "空表.xlsx", Office(codes=last_years_codes())))
    assert told.says("合计在第 8 行，已有科目 11 行", "第 10—11 行空着")
    told = check(office_book(tmp_path / "无行.xlsx", Office(samples=0)))
    assert told.says("没有空行，科目行按编码次序插入")


def test_tables_below_one_another_are_understood(
    tmp_path: Path, check: Callable[[Path], Told]
) -> None:
    """All nine stand on one sheet, each with its own rows."""
    told = check(stacked_book(tmp_path / "全部.xlsx"))
    assert told.code == 0
    assert {one["sheet"] for one in told.tables.values()} == {"全部"}
    heads = [one["heading_rows"][0] for one in told.tables.values()]
    assert heads == sorted(heads)


def _own(path: Path) -> Path:
    return fill(FillRequest(EXAMPLES / "ledger.xlsx", output=path.with_name("own.xlsx")))[1]


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (_own, "本程序自己生成的工作簿"),
        (without_unit, "没有写明金额单位"),
    ],
)
def test_a_workbook_that_would_be_refused_is_still_understood(
    make: Callable[[Path], Path], word: str, tmp_path: Path, check: Callable[[Path], Told]
) -> None:
    """Why it cannot be filled is said first, then how its tables are understood."""
    told = check(make(tmp_path / "空表.xlsx"))
    assert told.code == 1
    assert not told.document["can_be_filled"]
    assert told.says("不能照它填写。", word, "认出 9 张表")
    assert word in told.document["refusal"]


def _nothing(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("通知").write(0, 0, "关于公开的通知")
    return path


def _ledger(path: Path) -> Path:
    path.write_bytes((EXAMPLES / "ledger.xlsx").read_bytes())
    return path


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (_nothing, "没有认出一张决算公开表"),
        (_ledger, "是台账（有借方、贷方金额）"),
        (lambda path: path, "找不到模板文件"),
        (lambda path: path.parent, "是文件夹"),
    ],
)
def test_a_file_without_tables_is_refused(
    make: Callable[[Path], Path],
    word: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One paragraph, exit 2, and one JSON document where that was asked for."""
    path = make(tmp_path / "空表.xlsx")
    assert main(["templates", "check", str(path)]) == 2
    told = capsys.readouterr()
    assert word in told.err
    assert (told.err.count("\n"), told.out) == (1, "")
    assert main(["templates", "check", str(path), "--json"]) == 2
    assert word in json.loads(capsys.readouterr().out)["error"]["message"]


def test_a_layout_can_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The workbook is then read and filled by that layout, whichever fits better."""
    path = office_book(tmp_path / "空表.xlsx", Office(extras=False))
    assert main(["templates", "check", str(path), "--profile", "national"]) == 0
    assert "按指定的版式 national 认" in capsys.readouterr().out
    ledger, out = str(EXAMPLES / "ledger.xlsx"), str(tmp_path / "o.xlsx")
    words = ["fill", ledger, "--template", str(path), "--profile", "national", "-o", out, "--json"]
    main(words)
    assert json.loads(capsys.readouterr().out)["template"] == "national"
    assert main(["fill", ledger, "--template", "henan", "--profile", "national", "-o", out]) == 2
    assert "“henan”与 --profile 写的“national”不同" in capsys.readouterr().err


def test_what_would_be_lost_is_a_reason_not_to_fill(
    tmp_path: Path, check: Callable[[Path], Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the trial finds missing afterwards is named, with its sheet."""
    lost = [Lost(Feature("text_boxes", "附表1"), 2)]
    monkeypatch.setattr(trial_filling, "find_lost", lambda *_, **__: lost)
    told = check(office_book(tmp_path / "空表.xlsx", Office()))
    assert told.code == 1
    assert not told.document["can_be_filled"]
    assert told.says("不能照它填写。", "会丢失原有的内容", "工作表“附表1”的文本框或形状 2 处")
    assert told.document["lost"] == [{"kind": "text_boxes", "sheet": "附表1", "count": 2}]
