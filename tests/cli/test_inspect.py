"""``xlj inspect``: what a ledger was read as, what is open, and a mapping to edit."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_CLOSING
from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.builders import table_rows
from tests.builders import write_sheets
from tests.cli.conftest import Ended
from tests.cli.conftest import computed
from tests.layouts import journals
from xls_juesuan.reading import ReadingRequest
from xls_juesuan.reading import open_ledgers
from xls_juesuan.writing.widths import display_width

Run = Callable[..., Ended]
UNIT = "封丘县行政审批和政务信息管理局"
MAPPING = Path("examples/ledger.mapping.toml")


def _refused(ended: Ended, *words: str) -> None:
    assert ended.code == 2
    assert ended.out == ""
    assert len(ended.err.strip().splitlines()) == 1
    for word in words:
        assert word in ended.err


def _figures(ended: Ended) -> dict[str, object]:
    """What fill computed, without the place of the workbook."""
    document = json.loads(ended.out)
    del document["outputs"]
    return document


# ------------------------------------------------------------------ the report


def test_the_report_shows_all_that_was_recognised(xlj: Run) -> None:
    """Sheet, heading, columns with evidence, unit, year, closing, rows, decisions, totals."""
    ended = xlj("inspect", "examples/ledger.xlsx")
    assert ended.code == 0
    assert ended.err == ""
    for words in (
        "ledger.xlsx",
        "【凭证明细】凭证明细（序时账），表头在第 4 行，下面 809 行",
        "预算管理一体化",
        "金额单位：元（台账写明）",
        f"单位：{UNIT}",
        "会计年度：2024（台账写明）",
        "按摘要和对方科目认出 1 张凭证、72 行",
        "2024-12-31 记-0185",
        "凭证借贷相等：185 张，共 185 张",
    ):
        assert words in ended.out
    lines = [" ".join(line.split()) for line in ended.out.splitlines()]
    for line in (
        "S 差异项名称 不用 列名",
        "D 摘要 摘要 列名",
        "计入决算表 368 4,119,056.42 4,119,056.42",
        "年末结账分录 72 8,238,112.84 8,238,112.84",
        "合计 809",
        "基本支出 会计科目 168 3,834,742.46",
        "一般公共预算 资金性质名称 368 8,238,112.84",
        "预算会计（6、7、8 类） 12,357,169.26 12,357,169.26 相等",
    ):
        assert line in lines


def test_a_balance_table_shows_how_many_sums_were_checked(xlj: Run) -> None:
    """Parents are counted and compared with their leaves."""
    ended = xlj("inspect", "examples/ledger_balances.xlsx")
    assert ended.code == 0
    for words in ("表头在第 3—4 行", "核对 14 行，都相等", "结转发生额 36 行", "本年累计借方"):
        assert words in ended.out


def test_a_wrong_sum_and_an_unbalanced_voucher_are_counted(xlj: Run, tmp_path: Path) -> None:
    """The control totals are those of the file, right or wrong."""
    book = openpyxl.load_workbook("examples/ledger_balances.xlsx")
    sheet = book.active
    row = next(row for row in sheet.iter_rows(min_row=5) if str(row[0].value) == "7101")
    row[8].value = 1
    book.save("examples/ledger_balances.xlsx")
    assert "有 1 行不相等" in xlj("inspect", "examples/ledger_balances.xlsx").out
    lines = [list(line) for line in SMALL_JOURNAL]
    lines[0][5] = 101
    ended = xlj("inspect", journal_workbook(tmp_path / "甲.xlsx", lines))
    assert "凭证借贷相等：1 张，共 2 张" in ended.out
    assert " 1.00" in next(line for line in ended.out.splitlines() if "预算会计（" in line)


def test_no_line_is_wider_than_a_hundred_columns(xlj: Run) -> None:
    """It fits the window of an accountant's console."""
    for file in ("examples/ledger.xlsx", "examples/ledger_balances.xlsx"):
        for line in xlj("inspect", file).out.splitlines():
            assert display_width(line) <= 100


def test_nothing_is_written_unless_asked_for(xlj: Run) -> None:
    """Looking changes nothing."""
    before = sorted(Path().rglob("*"))
    xlj("inspect", "examples/ledger.xlsx")
    xlj("inspect", "examples/ledger.xlsx", "--json")
    assert sorted(Path().rglob("*")) == before


def test_json_is_one_document_with_stable_keys(xlj: Run) -> None:
    """A program reads the same facts."""
    document = json.loads(xlj("inspect", "examples/ledger.xlsx", "--json").out)
    assert list(document) == [
        "files", "mapping", "saved", "sheets", "left", "open_sheets", "units", "unit", "year", "closing",
        "lines", "problems", "questions",
    ]  # fmt: skip
    sheet = document["sheets"][0]
    assert sheet["heading_rows"] == [4]
    assert sheet["product"]["key"]
    account = sheet["columns"][4]
    assert (account["column"], account["role"], account["used"]) == ("E", "account", True)
    assert document["year"] == {"year": 2024, "evidence": "stated"}
    assert document["closing"] == [{"evidence": "narration", "vouchers": 1, "rows": 72}]
    totals = document["lines"]["control_totals"]
    assert totals["vouchers"] == {"checked": 185, "balanced": 185}
    assert totals["budget"]["debit"] == totals["budget"]["credit"] == "12357169.26"
    assert sum(part["rows"] for part in document["lines"]["rows"]) == 809


# ------------------------------------------------------------------ open questions


def test_an_open_amount_unit_is_asked_for_after_all_that_is_known(xlj: Run, tmp_path: Path) -> None:
    """The report goes on with the amounts as printed; the question names its answers."""
    above = (("序时账",), ("单位：某某局", "", "会计年度：2024"))
    path = journal_workbook(tmp_path / "甲.xlsx", SMALL_JOURNAL + SMALL_CLOSING, above=above)
    ended = xlj("inspect", path)
    assert ended.code == 1
    for words in ("没有写明", "台账上印的数", "2024", "认出 1 张凭证", "--amount-unit 万元"):
        assert words in ended.out
    assert xlj("inspect", path, "--amount-unit", "元").code == 0


def test_an_open_year_is_asked_for(xlj: Run, tmp_path: Path) -> None:
    """Two years of lines and none stated: the sheets are shown, and both years are named."""
    lines = [*SMALL_JOURNAL, *[("2023" + line[0][4:], *line[1:]) for line in SMALL_JOURNAL]]
    above = (("序时账",), ("单位：某某局", "", "金额单位：元"))
    path = journal_workbook(tmp_path / "甲.xlsx", lines, above=above)
    ended = xlj("inspect", path)
    assert ended.code == 1
    for words in ("【凭证明细】", "2023", "2024", "--year"):
        assert words in ended.out
    document = json.loads(xlj("inspect", path, "--json").out)
    assert document["year"] is None
    assert "--year" in document["questions"][0]["how"]


def test_several_units_are_listed_with_their_lines(xlj: Run, tmp_path: Path) -> None:
    """Which unit is a question; each is named with code and rows."""
    columns = ("单位编码", "单位名称", *JOURNAL_COLUMNS)
    lines = [("001", "甲局", *line) for line in SMALL_JOURNAL]
    lines += [("002", "乙所", *line) for line in SMALL_JOURNAL[:2]]
    path = journal_workbook(tmp_path / "甲.xlsx", lines, columns=columns)
    ended = xlj("inspect", path)
    assert ended.code == 1
    shown = [" ".join(line.split()) for line in ended.out.splitlines()]
    assert "001 甲局 4" in shown
    assert "002 乙所 2" in shown
    chosen = xlj("inspect", path, "--unit", "002")
    assert chosen.code == 0
    assert "别的单位的行" in chosen.out


def test_sheets_left_are_named_with_the_reason(xlj: Run, tmp_path: Path) -> None:
    """Notes, hidden sheets and forms without amounts."""
    rows = table_rows((("单位：某某局", "", "金额单位：元"),), [JOURNAL_COLUMNS], SMALL_JOURNAL)
    sheets = {"账": rows, "说明": [["请看"], ["下面"]], "旧账": rows}
    ended = xlj("inspect", write_sheets(tmp_path / "甲.xlsx", sheets, hidden=["旧账"]))
    assert "说明：没有认出台账的表头" in ended.out
    assert "旧账：隐藏的工作表" in ended.out


def test_wrong_things_end_in_one_sentence(xlj: Run, tmp_path: Path) -> None:
    """No ledger at all is 2, as everywhere."""
    assert xlj("inspect").code == 2
    _refused(xlj("inspect", "没有.xlsx"), "没有.xlsx")
    _refused(xlj("inspect", "examples"), "文件夹")
    _refused(xlj("inspect", "examples/supplement.xlsx"), "补充资料")
    xlj("fill", "examples/ledger.xlsx", "-o", "甲.xlsx")
    _refused(xlj("inspect", "甲.xlsx"), "决算公开工作簿")
    (tmp_path / "空.xlsx").touch()
    _refused(xlj("inspect", "空.xlsx"), "空")
    _refused(xlj("inspect", "examples/ledger.xlsx", "examples/ledger.xlsx"), "完全相同")
    assert json.loads(xlj("inspect", "没有.xlsx", "--json").out)["error"]["message"]


# ------------------------------------------------------------------ saving


@pytest.mark.parametrize("file", ["ledger.xlsx", "ledger_balances.xlsx"])
def test_a_saved_mapping_reads_the_examples_as_without_one(xlj: Run, file: str) -> None:
    """The same JSON and the same bytes of the workbook."""
    ledger = f"examples/{file}"
    plain = xlj("fill", ledger, "--json", "-o", "甲.xlsx")
    assert xlj("inspect", ledger, "--save", "对照.toml").code == 0
    mapped = xlj("fill", ledger, "--json", "-o", "乙.xlsx", "--mapping", "对照.toml")
    assert _figures(mapped) == _figures(plain)
    assert Path("甲.xlsx").read_bytes() == Path("乙.xlsx").read_bytes()


@pytest.mark.parametrize(
    "layout",
    [
        journals.l01_integrated_import,
        journals.l02_audit_warehouse,
        journals.l03_jingdouyun,
        journals.l04_u8,
        journals.l05_nc,
        journals.l06_kingdee_cloud,
        journals.l07_langchao,
        journals.l08_xinzhongda,
        journals.l09_printed,
        journals.l18_auxiliary_ledger,
        journals.l20_bracketed,
        journals.k3,
        journals.sap,
        journals.oracle,
    ],
)
def test_a_saved_mapping_reads_odd_layouts_as_without_one(
    xlj: Run, layout: Callable[[Path], Path], tmp_path: Path
) -> None:
    """Whatever the product, writing down what was recognised changes no figure."""
    ledger = layout(tmp_path / "账.xlsx")
    plain = open_ledgers(ReadingRequest((ledger,), amount_unit="元")).ledger()
    assert xlj("inspect", ledger, "--save", "对照.toml", "--amount-unit", "元").code == 0
    mapped = open_ledgers(ReadingRequest((ledger,), mapping=Path("对照.toml"))).ledger()
    assert mapped.frame.equals(plain.frame)
    assert (mapped.problems, mapped.kind, mapped.year) == (plain.problems, plain.kind, plain.year)


def test_a_saved_mapping_is_found_beside_the_ledger_and_said(xlj: Run) -> None:
    """``--save`` alone puts it where fill looks for it."""
    ended = xlj("inspect", "examples/ledger.xlsx", "--save")
    assert MAPPING.is_file()
    assert str(MAPPING) in ended.out
    assert "列对照：按 ledger.mapping.toml 读取" in xlj("fill", "examples/ledger.xlsx").out
    assert "列对照：按 ledger.mapping.toml 读取" in xlj("inspect", "examples/ledger.xlsx").out
    before = xlj("inspect", "--save", "examples/ledger.xlsx", "--json")
    assert before.code == 0
    assert json.loads(before.out)["saved"] == str(MAPPING)


def test_an_edited_mapping_is_not_overwritten(xlj: Run) -> None:
    """The same content may be written again; other content only with --force."""
    xlj("inspect", "examples/ledger.xlsx", "--save")
    written = MAPPING.read_text(encoding="utf-8")
    MAPPING.write_text("# 我改过\n" + written, encoding="utf-8")
    _refused(xlj("inspect", "examples/ledger.xlsx", "--save"), "--force", MAPPING.name)
    assert MAPPING.read_text(encoding="utf-8").startswith("# 我改过")
    assert xlj("inspect", "examples/ledger.xlsx", "--save", "--force").code == 0
    assert MAPPING.read_text(encoding="utf-8") == written
    assert "没有变化" in xlj("inspect", "examples/ledger.xlsx", "--save").out


def test_saving_in_a_wrong_place_is_refused(xlj: Run, examples: Path) -> None:
    """Not over a ledger, not into a missing folder, not as another kind of file."""
    before = (examples / "ledger.xlsx").read_bytes()
    # A ledger after --save is the ledger: with a second one there are two to read.
    assert xlj("inspect", "examples/ledger.xlsx", "--save=examples/ledger.xlsx").code == 2
    _refused(xlj("inspect", "examples/ledger.xlsx", "--save", "对照.txt"), ".toml")
    _refused(xlj("inspect", "examples/ledger.xlsx", "--save", "没有/对照.toml"), "没有")
    _refused(xlj("inspect", "examples/ledger.xlsx", "--save=examples/a.toml/x.toml"), "a.toml")
    (examples / "夹.toml").mkdir()
    xlj("inspect", "examples/ledger.xlsx", "--save", "examples/夹.toml")
    assert (examples / "夹.toml/ledger.mapping.toml").is_file()
    assert (examples / "ledger.xlsx").read_bytes() == before
    assert not MAPPING.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="the system's owner may write anywhere")
def test_saving_in_a_read_only_folder_is_refused(xlj: Run, examples: Path) -> None:
    """The disk's refusal is said in Chinese."""
    examples.chmod(0o500)
    _refused(xlj("inspect", "examples/ledger.xlsx", "--save"), "写")
    examples.chmod(0o700)


# ------------------------------------------------------------------ what a mapping can say


def _edited(xlj: Run, ledger: Path | str, *changes: tuple[str, str]) -> Path:
    xlj("inspect", ledger, "--save", "对照.toml", "--force")
    text = Path("对照.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    Path("对照.toml").write_text(text, encoding="utf-8")
    return Path("对照.toml")


def test_columns_without_titles_can_be_mapped(tmp_path: Path) -> None:
    """No heading at all, no year, no unit: the mapping says everything."""
    path = write_sheets(tmp_path / "账.xlsx", {"Sheet1": [list(line) for line in SMALL_JOURNAL]})
    labels = ["日期", "凭证号", "摘要", "会计科目编码", "会计科目名称", "借方", "贷方",
              "功能分类编码", "部门经济分类编码", "资金性质编码"]  # fmt: skip
    columns = "\n".join(f'"{"ABCDEFGHIJ"[at]}" = "{label}"' for at, label in enumerate(labels))
    (tmp_path / "对照.toml").write_text(
        '["台账"]\n"单位名称" = "某某局"\n"金额单位" = "元"\n'
        '[["工作表"]]\n"名称" = "Sheet1"\n"种类" = "凭证明细"\n"表头行" = []\n'
        f'["工作表"."列"]\n{columns}\n',
        encoding="utf-8",
    )
    usual = computed(journal_workbook(tmp_path / "乙.xlsx", SMALL_JOURNAL))
    assert computed(path, tmp_path / "对照.toml")["tables"] == usual["tables"]


def test_an_account_for_the_whole_sheet_can_be_said(tmp_path: Path) -> None:
    """A sheet without an account column is read under the account that the mapping states."""
    columns = (*JOURNAL_COLUMNS[:3], "备用", "说明", *JOURNAL_COLUMNS[5:])
    rows = [(*line[:3], "", "", *line[5:]) for line in SMALL_JOURNAL if line[3] == "710101"]
    income = [line for line in SMALL_JOURNAL if line[3] == "600101"]
    above = (("单位：某某局", "", "会计年度：2024", "", "金额单位：元"),)
    sheets = {
        "支出": table_rows(above, [columns], rows),
        "收入": table_rows(above, [JOURNAL_COLUMNS], income),
    }
    path = write_sheets(tmp_path / "账.xlsx", sheets)
    (tmp_path / "对照.toml").write_text(
        '[["工作表"]]\n"名称" = "支出"\n'
        '["工作表"."整表固定"]\n"会计科目编码" = "710101"\n"会计科目名称" = "行政支出/基本支出"\n',
        encoding="utf-8",
    )
    usual = computed(journal_workbook(tmp_path / "乙.xlsx", SMALL_JOURNAL))
    assert computed(path, tmp_path / "对照.toml")["tables"] == usual["tables"]


def test_a_sheet_can_be_left_out(xlj: Run, tmp_path: Path) -> None:
    """采用 = false."""
    above = (("单位：某某局", "", "会计年度：2024", "", "金额单位：元"),)
    sheets = {
        f"{month}月": table_rows(above, [JOURNAL_COLUMNS], SMALL_JOURNAL[at : at + 2])
        for month, at in ((1, 0), (2, 2))
    }
    path = write_sheets(tmp_path / "账.xlsx", sheets)
    old = '"名称" = "2月"\n"采用" = true'
    mapping = _edited(xlj, path, (old, old.replace("true", "false")))
    ended = xlj("inspect", path, "--mapping", mapping)
    assert "2月：列对照写明不采用" in ended.out
    assert "合计" in ended.out
    document = json.loads(xlj("inspect", path, "--mapping", mapping, "--json").out)
    assert sum(part["rows"] for part in document["lines"]["rows"]) == 2


def test_a_unit_of_amount_unit_name_and_year_can_be_said(xlj: Run, tmp_path: Path) -> None:
    """What the ledger leaves open is answered once, in the file."""
    path = journal_workbook(tmp_path / "账.xlsx", SMALL_JOURNAL, above=())
    mapping = _edited(
        xlj,
        path,
        ('# "金额单位" = "万元"', '"金额单位" = "万元"'),
        ('# "单位名称" = "单位全称"', '"单位名称" = "某某局"'),
    )
    document = computed(path, mapping)
    assert document["unit"] == "某某局"
    cells = {
        (cell["row"], cell["column"]): cell["yuan"]
        for cell in document["tables"]["basic_by_economic"]["cells"]
    }
    assert cells["30201", "amount"] == "1000000.00"


def test_a_closing_voucher_can_be_named_and_denied(xlj: Run, tmp_path: Path) -> None:
    """By date and number, or by the number alone where only one has it."""
    path = journal_workbook(tmp_path / "账.xlsx", SMALL_JOURNAL + SMALL_CLOSING)

    def rows(closing: str) -> dict[str, int]:
        mapping = _edited(xlj, path)
        text = mapping.read_text(encoding="utf-8").replace('["结账"]', f'["结账"]\n{closing}')
        mapping.write_text(text, encoding="utf-8")
        document = json.loads(xlj("inspect", path, "--mapping", mapping, "--json").out)
        return {part["reason"]: part["rows"] for part in document["lines"]["rows"]}

    assert rows("")["closing"] == 4
    assert "closing" not in rows('"不是结账凭证" = ["2024-12-31 记-9"]')
    assert "closing" not in rows('"不是结账凭证" = ["记-9"]')
    named = rows('"是结账凭证" = ["记-1"]')
    assert named["closing"] == 6


@pytest.mark.parametrize(
    ("closing", "word"),
    [("2024-12-31 记-99", "台账里没有"), ("记-99", "台账里没有"), ("记-1", "不止一张")],
)
def test_a_closing_voucher_that_is_not_there_is_said(
    xlj: Run, closing: str, word: str, tmp_path: Path
) -> None:
    """A decision about nothing, or about two, is not passed over."""
    again = [("2024-03-05", *line[1:]) for line in SMALL_JOURNAL[:2]]
    path = journal_workbook(tmp_path / "账.xlsx", [*SMALL_JOURNAL, *again, *SMALL_CLOSING])
    mapping = _edited(xlj, path, ('["结账"]', f'["结账"]\n"是结账凭证" = ["{closing}"]'))
    _refused(xlj("fill", path, "--mapping", mapping), word, closing, "对照.toml")


def test_a_voucher_in_the_mapping_of_a_balance_table_is_said(xlj: Run) -> None:
    """A balance table has no vouchers."""
    mapping = _edited(
        xlj, "examples/ledger_balances.xlsx", ('["结账"]', '["结账"]\n"是结账凭证" = ["记-1"]')
    )
    ended = xlj("fill", "examples/ledger_balances.xlsx", "--mapping", mapping)
    _refused(ended, "余额表", "对照.toml")


def test_what_is_undecided_needs_only_its_mark_taken_away(xlj: Run, tmp_path: Path) -> None:
    """Kind and fund: the line is there, commented out, and counts once it is not."""
    lines = [
        (*line[:3], line[3][:4], line[4].split("\\")[0], *line[5:9], "", "甲类经费")
        for line in SMALL_JOURNAL
    ]
    path = journal_workbook(tmp_path / "账.xlsx", lines)
    before = json.loads(xlj("inspect", path, "--json").out)["lines"]
    assert {one["answer"] for one in before["kinds"]} == {"undecided"}
    kind = '"项目类别名称 甲类经费" = "基本支出"'
    mapping = _edited(xlj, path, (f"# {kind}", kind.replace("基本支出", "项目支出")))
    after = json.loads(xlj("inspect", path, "--mapping", mapping, "--json").out)["lines"]
    assert after["kinds"] == [
        {"answer": "project", "evidence": "mapping", "rows": 2, "yuan": "130.00"}
    ]
    assert after["open_kinds"] == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"D 科目编码"', '"Z 科目编码"', ["Z", "没有这一列"]),
        ('"D 科目编码"', '"E 科目编码"', ["E", "两次"]),
        ('"D 科目编码"', '"D 科目代码表"', ["D", "科目代码表", "科目编码"]),
        ('"D 科目编码" = "会计科目编码"', '"D 科目编码" = "什么码"', ["什么码", "会计科目编码"]),
        ('"名称" = "凭证明细"', '"名称" = "别的表"', ["别的表", "一张也没有"]),
        ('"年度" = 2024', '"年度" = 2023', ["2023", "对照.toml"]),
        ('"表头行" = [3]', '"表头行" = [900]', ["900", "对照.toml"]),
    ],
)
def test_an_edit_that_does_not_fit_the_ledger_is_said(
    xlj: Run, old: str, new: str, words: list[str], tmp_path: Path
) -> None:
    """One paragraph, exit code 2, nothing written."""
    path = journal_workbook(tmp_path / "账.xlsx", SMALL_JOURNAL)
    mapping = _edited(xlj, path, (old, new))
    _refused(xlj("fill", path, "--mapping", mapping), *words)


def test_a_found_mapping_of_another_ledger_is_left_alone(xlj: Run, tmp_path: Path) -> None:
    """What merely lies there is no fault; it is said that it was not used."""
    path = journal_workbook(tmp_path / "账.xlsx", SMALL_JOURNAL)
    for text in ("[tool]\nname = 1\n", '[["工作表"]]\n"名称" = "别的表"\n'):
        (tmp_path / "mapping.toml").write_text(text, encoding="utf-8")
        ended = xlj("fill", path)
        assert ended.code in {0, 1}
        assert "mapping.toml 不是给这份台账的" in ended.out
