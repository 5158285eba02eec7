"""Relations read out in Chinese."""

from __future__ import annotations

import pytest

from xls_juesuan.declarations.relation.nodes import Span
from xls_juesuan.declarations.relation.nodes import bind
from xls_juesuan.declarations.relation.parser import parse_relation
from xls_juesuan.declarations.relation.text import TextWriter


class PlainNames:
    """Names made of the keys themselves."""

    def table_name(self, table: str) -> str:
        return {"a": "公开01", "b": "公开03"}[table]

    def row_name(self, table: str, row: str) -> str:
        assert table in {"a", "b"}
        return f"第{row[1:]}行" if row.startswith("L") else f"“{row}”行"

    def span_ends(self, table: str, span: Span) -> tuple[str, str]:
        assert table in {"a", "b"}
        return span.first, span.last

    def column_name(self, table: str, column: str) -> str:
        assert table in {"a", "b"}
        return {"": "", "basic": "基本支出"}[column]

    def stated_name(self, key: str) -> str:
        return {"assets.vehicles": "车辆合计"}[key]


@pytest.mark.parametrize(
    ("relation", "text"),
    [
        ("a[L27] == sum(a[L1:L8])", "公开01第27行 = 公开01第1行至第8行之和"),
        ("b[row].col == sum(b[children].col)", "公开03本行本栏 = 公开03本栏下级各行之和"),
        (
            "b[total].basic >= sum(b[201, 208].basic)",
            "公开03“total”行“基本支出” ≥ 公开03“基本支出”“201”行、“208”行之和",
        ),
        ("sum(b[categories].basic) != 0", "公开03“基本支出”各类之和不为 0"),
        ("a[L1] - (a[L2] - a[L3]) < 0", "公开01第1行 - （公开01第2行 - 公开01第3行） < 0"),
        ("a[L1] + (a[L2] - a[L3]) > 0", "公开01第1行 + 公开01第2行 - 公开01第3行 > 0"),
        ("0.02 * (a[L1] + a[L2]) <= -a[L3]", "0.02 × （公开01第1行 + 公开01第2行） ≤ -公开01第3行"),
        ("a[L1] / (a[L2] * 3) == 1", "公开01第1行 ÷ （公开01第2行 × 3） = 1"),
        ("-(a[L1] + a[L2]) == 0", "-（公开01第1行 + 公开01第2行） = 0"),
        ("abs(a[L1]) == max(a[L2], 0)", "绝对值（公开01第1行） = 较大者（公开01第2行，0）"),
        (
            "facts(flow=expenditure, item=basic, funding=appropriated, economic=row) == 0",
            "汇总表“支出”（经济分类（款）本行，财政拨款，基本支出）为 0",
        ),
        (
            "facts(flow=account_closing, account=(8101, 8102)) == 0",
            "8101、8102 科目年末余额为 0",
        ),
        (
            'count(flow=expenditure, project="", funding=not_appropriated) == 0',
            "汇总表“支出”（非财政拨款资金，项目编码未填）的笔数为 0",
        ),
        (
            "facts(flow=budget_debit) == facts(flow=budget_credit)",
            "汇总表“预算会计借方合计” = 汇总表“预算会计贷方合计”",
        ),
        ("orphaned(b) == 0", "公开03缺少上级科目的行数为 0"),
        ('stated("assets.vehicles") > 0', "补充资料“车辆合计”大于 0"),
        (
            "implies(a[L1] > 0, has_statement(b))",
            "公开01第1行大于 0 时，公开03应印有“本表无数据”的说明",
        ),
        ("not has_statement(b)", "公开03没有印“本表无数据”的说明"),
        ("not unit_is(institution)", "单位性质不是事业单位"),
        ("not a[L1] > 0", "公开01第1行不大于 0"),
        ("not (a[L1] > 0 and a[L2] > 0)", "不同时有：公开01第1行大于 0；公开01第2行大于 0"),
        (
            "implies(not (a[L1] != 0 or a[L2] != 0), not has_statement(b))",
            "公开01第1行、第2行都为 0 时，公开03不应印有“本表无数据”的说明",
        ),
        (
            "implies(a[L1] > 0, a[L2] > 0 and a[L3] == a[L4])",
            "公开01第1行大于 0 时，公开01第2行应大于 0，且应有 公开01第3行 = 公开01第4行",
        ),
        ("implies(a[L1] == 0, unit_is(institution))", "公开01第1行为 0 时，单位性质应是事业单位"),
        ("a[L1] + a[L2] == 0", "公开01第1行、第2行之和为 0"),
        ("a[L1] - a[L2] == 0", "公开01第1行 - 公开01第2行 = 0"),
        (
            "b[201].basic > 0 or b[208].basic > 0",
            "公开03“201”行“基本支出”、“208”行“基本支出”有一项大于 0",
        ),
        ("a[L1] >= yuan(100)", "公开01第1行 ≥ 100 元"),
        (
            "a[L1] == min(facts(flow=account_opening, account=8401), 0)",
            "公开01第1行 = 8401 科目年初余额（只计负数）",
        ),
        (
            "facts(flow=account_movement, account=row) == facts(flow=account_closed, account=row)",
            "各科目本年发生额 = 各科目结账转出数",
        ),
        (
            "facts(flow=account_closing, account=(8101, 8102, 8201, 8202, 8301, 8401, 8501)) > 0",
            "除 8001、8701 外的 8 字头科目年末余额大于 0",
        ),
        (
            "a[L1] == 0 or (unit_is(institution) and a[L2] > 0)",
            "公开01第1行为 0，或（单位性质是事业单位，且公开01第2行大于 0）",
        ),
    ],
)
def test_a_relation_reads_as_a_sentence(relation: str, text: str) -> None:
    """Every kind of node has its words, and brackets stand where they must."""
    assert TextWriter(PlainNames()).text(parse_relation(relation)) == text


def test_rows_below_a_given_row_are_named_after_it() -> None:
    """Children of a bound row carry the row's name."""
    relation = bind(parse_relation("sum(b[children].basic) == 0"), row="201")

    assert TextWriter(PlainNames()).text(relation) == "公开03“基本支出”“201”行下级各行之和为 0"


def test_an_amount_is_read_out_by_itself() -> None:
    """A side of a comparison can be read alone, and is no condition."""
    writer = TextWriter(PlainNames())

    assert writer.text(parse_relation("a[L1] + 1")) == "公开01第1行 + 1"
    with pytest.raises(TypeError):
        writer.condition(parse_relation("a[L1]"))
    with pytest.raises(TypeError):
        writer.amount(parse_relation("a[L1] > 0"))
