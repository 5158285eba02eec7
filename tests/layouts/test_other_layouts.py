"""Layouts that are no plain export: backups, standard interfaces, files that are no books.

L22 (a backup of 润衡 kind) and the tables of the GB/T 24589 kind are constructed after the
descriptions that were found of them; no real file was at hand.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest

from tests.builders import write_sheets
from tests.layouts.truth import ACCOUNTS
from tests.layouts.truth import check_layout
from tests.layouts.truth import vouchers
from xls_juesuan.accounts import FillRequest
from xls_juesuan.errors import UserError
from xls_juesuan.pipeline import compute

if TYPE_CHECKING:
    from pathlib import Path

    from tests.layouts.truth import Entry

#: What each column of the backup is, as a person writes it into a mapping.
BACKUP_ROLES = (
    "日期", "凭证号", "摘要", "会计科目编码", "会计科目名称", "借方金额", "贷方金额",
    "功能分类编码", "部门经济分类编码", "资金性质编码", "项目类别名称",
)  # fmt: skip


def refusal(path: Path) -> str:
    """The paragraph that the program ends with."""
    with pytest.raises(UserError) as caught:
        compute(FillRequest(path))
    return caught.value.paragraph


def yuan(fen: int) -> str:
    """An amount as text, empty for nothing."""
    return f"{fen / 100:.2f}" if fen else ""


# ------------------------------------------------------------------ L22


def backup_line(one: Entry) -> tuple[str, ...]:
    return (
        one.date, f"{one.word}-{one.number}", one.narration, one.account, one.account_name,
        yuan(one.debit), yuan(one.credit), one.function, one.economic, one.fund,
        one.project_class_name,
    )  # fmt: skip


def backup(path: Path) -> Path:
    """Tab-separated GBK text without headings, compressed as it stands."""
    text = "\r\n".join("\t".join(backup_line(one)) for one in vouchers())
    path.write_bytes(zlib.compress(text.encode("gbk")))
    return path


def test_layout_l22_backup_without_headings_asks_what_its_columns_are(tmp_path: Path) -> None:
    """Nothing says which column is which: the answer is a mapping, not a guess."""
    text = refusal(backup(tmp_path / "账套.dat"))
    assert "表头" in text
    assert "xlj inspect --save" in text
    assert "--mapping" in text


def test_layout_l22_backup_is_read_by_its_mapping(tmp_path: Path) -> None:
    """With the columns said once, the backup gives the same tables as any other form."""
    path = backup(tmp_path / "账套.dat")
    columns = "\n".join(f'"{chr(65 + at)}" = "{role}"' for at, role in enumerate(BACKUP_ROLES))
    mapping = f"""
["台账"]
"单位名称" = "某县示例服务中心"
"年度" = 2024
"金额单位" = "元"

[["工作表"]]
"名称" = "账套"
"种类" = "凭证明细"
"表头行" = []

["工作表"."列"]
{columns}
"""
    path.with_name("账套.mapping.toml").write_text(mapping, encoding="utf-8")
    check_layout(path)


# ------------------------------------------------------------------ L23 to L25


def test_layout_l23_treasury_payments_are_no_books(tmp_path: Path) -> None:
    """Payments have a function and an economic code and no account: said, not counted."""
    heading = [
        "资金性质编码", "资金性质名称", "预算类型", "支出类型编码", "支出类型名称", "一级预算单位编码", "一级预算单位名称",
        "基层预算单位编码", "基层预算单位名称", "功能分类编码", "经济分类编码", "收支管理编码", "收支管理名称", "预算项目编码",
        "预算项目名称", "支付金额", "备注",
    ]  # fmt: skip
    line = [
        "111", "一般公共预算资金", "当年预算", "1", "基本支出", "001", "某县某局", "001001", "某县某中心", "2010301", "30201",
        "1", "正常支出", "4107", "日常公用经费", 100, "办公费",
    ]  # fmt: skip
    text = refusal(write_sheets(tmp_path / "支付.xlsx", {"支付明细": [heading, line]}))
    assert "国库支付明细" in text
    assert "序时账" in text


def test_layout_l24_budget_quotas_are_no_books(tmp_path: Path) -> None:
    """A budget is not an outturn."""
    heading = [
        "预算指标代码", "预算年度", "财政预算项目代码", "政府支出经济分类", "部门支出经济分类", "本级指标文号", "资金性质代码",
        "支出功能分类", "指标类型代码", "指标金额", "指标余额",
    ]  # fmt: skip
    line = ["Z001", "2024", "4107", "50201", "30201", "文1号", "111", "2010301", "1", 100, 0]
    assert "预算指标" in refusal(write_sheets(tmp_path / "指标.xlsx", {"指标": [heading, line]}))


def test_layout_l25_final_accounts_are_no_books(tmp_path: Path) -> None:
    """The form that the ledger is to fill is not read as the ledger."""
    rows = [
        ["收入支出决算总表", "", "", "", "", ""],
        ["", "", "", "", "", "财决01表"],
        ["编制单位：某县某局", "", "2024年度", "", "", "金额单位：元"],
        ["收入", "", "", "支出", "", ""],
        ["项目", "行次", "决算数", "项目", "行次", "决算数"],
        ["栏次", "", "1", "栏次", "", "2"],
        ["一、财政拨款收入", "1", 100, "一、一般公共服务支出", "32", "—"],
    ]
    text = refusal(write_sheets(tmp_path / "Z01.xlsx", {"Z01": rows}))
    assert "决算报表" in text


def test_payments_beside_the_books_are_left_and_named(tmp_path: Path) -> None:
    """A workbook with vouchers and payments counts the vouchers alone, and says so."""
    payments = [
        ["一级预算单位编码", "基层预算单位编码", "收支管理编码", "功能分类编码", "经济分类编码", "资金性质编码", "支付金额"],
        ["001", "001001", "1", "2010301", "30201", "111", 100],
    ]  # fmt: skip
    books = [
        ["序时账"],
        ["单位：某县示例服务中心", "", "会计年度：2024", "", "金额单位：元"],
        ["日期", "凭证号", "摘要", "科目编码", "科目名称", "借方金额", "贷方金额", "功能分类", "经济分类", "资金性质", "项目类别名称"],
        *[list(backup_line(one)) for one in vouchers()],
    ]  # fmt: skip
    accounts = check_layout(write_sheets(tmp_path / "a.xlsx", {"支付": payments, "凭证": books}))
    assert any("国库支付明细" in remark for remark in accounts.ledger.remarks)


# ------------------------------------------------------------------ GB/T 24589


def gbt_vouchers() -> list[list[object]]:
    """The voucher table of the standard: codes alone, auxiliaries as a set in one field."""
    heading = [
        "记账凭证日期", "记账凭证种类", "记账凭证编号", "记账凭证行号", "记账凭证摘要", "科目编号", "借方金额", "贷方金额",
        "币种", "借方外币金额", "贷方外币金额", "汇率", "辅助核算组", "附件数", "制单", "审核", "记账", "出纳", "结账标志",
        "作废标志",
    ]  # fmt: skip
    rows: list[list[object]] = [list(heading)]
    for number, one in enumerate(vouchers(), 1):
        group = "".join(
            f"【{kind}：{code} {name}】"
            for kind, code, name in (
                ("支出功能分类", one.function, one.function_name),
                ("部门支出经济分类", one.economic, one.economic_name),
                ("资金性质", one.fund, one.fund_name),
                ("预算项目", one.project, one.project_name),
            )
            if code
        )
        line = [
            one.date, one.word, str(one.number), number, one.narration, one.account,
            one.debit / 100, one.credit / 100, "人民币", 0, 0, 1, group, 1, "", "", "", "", "1", "0",
        ]  # fmt: skip
        rows.append(line)
    return rows


def test_gbt_24589_tables_are_read_as_one_ledger(tmp_path: Path) -> None:
    """Vouchers take account names from 会计科目, unit and year from 电子账簿."""
    chart: list[list[object]] = [
        [
            "科目编号",
            "科目名称",
            "科目级次",
            "科目类型",
            "余额方向",
            "辅助核算标志",
            "辅助核算项",
            "计量单位",
        ],
        *[[code, name, 1, "预算", "借", "1", "", ""] for code, name in ACCOUNTS.items()],
    ]
    book: list[list[object]] = [
        ["电子账簿编号", "电子账簿名称", "会计核算单位", "组织机构代码", "单位性质", "行业", "开发单位", "版本号", "本位币",
         "会计年度", "科目结构分隔规则"],
        ["01", "预算账", "某县示例服务中心", "", "行政", "", "", "1.0", "人民币", "2024", "4-2-2"],
    ]  # fmt: skip
    sheets = {"电子账簿": book, "会计科目": chart, "记账凭证": gbt_vouchers()}
    path = write_sheets(tmp_path / "接口.xlsx", sheets)
    accounts = check_layout(path, amount_unit="元")
    assert accounts.unit_name == "某县示例服务中心"
    assert accounts.year == 2024
