from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from xls_juesuan import codes as codes_module
from xls_juesuan.codes import FUNDING_OF_GROUP
from xls_juesuan.codes import CodeList
from xls_juesuan.codes import economic_codes
from xls_juesuan.codes import functional_codes
from xls_juesuan.codes import government_codes
from xls_juesuan.errors import DeclarationError
from xls_juesuan.model import Funding

if TYPE_CHECKING:
    from pathlib import Path

YEARS = range(2018, 2027)
LISTS = [
    pytest.param(economic_codes(), id="economic"),
    pytest.param(functional_codes(), id="functional"),
    pytest.param(government_codes(), id="government"),
]

# 公开06 as printed in the disclosure of 封丘县行政审批和政务信息管理局 for 2024: all 81 codes.
PRINTED_2024 = """
301 工资福利支出 30101 基本工资 30102 津贴补贴 30103 奖金 30106 伙食补助费 30107 绩效工资
30108 机关事业单位基本养老保险缴费 30109 职业年金缴费 30110 职工基本医疗保险缴费
30111 公务员医疗补助缴费 30112 其他社会保障缴费 30113 住房公积金 30114 医疗费
30199 其他工资福利支出 303 对个人和家庭的补助 30301 离休费 30302 退休费 30303 退职(役)费
30304 抚恤金 30305 生活补助 30306 救济费 30307 医疗费补助 30308 助学金 30309 奖励金
30310 个人农业生产补贴 30311 代缴社会保险费 30399 其他对个人和家庭的补助
302 商品和服务支出 30201 办公费 30202 印刷费 30203 咨询费 30204 手续费 30205 水费
30206 电费 30207 邮电费 30208 取暖费 30209 物业管理费 30211 差旅费
30212 因公出国(境)费用 30213 维修(护)费 30214 租赁费 30215 会议费 30216 培训费
30217 公务接待费 30218 专用材料费 30224 被装购置费 30225 专用燃料费 30226 劳务费
30227 委托业务费 30228 工会经费 30229 福利费 30231 公务用车运行维护费
30239 其他交通费用 30240 税金及附加费用 30299 其他商品和服务支出
307 债务利息及费用支出 30701 国内债务付息 30702 国外债务付息 310 资本性支出
31001 房屋建筑物购建 31002 办公设备购置 31003 专用设备购置 31005 基础设施建设
31006 大型修缮 31007 信息网络及软件购置更新 31008 物资储备 31009 土地补偿 31010 安置补助
31011 地上附着物和青苗补偿 31012 拆迁补偿 31013 公务用车购置 31019 其他交通工具购置
31021 文物和陈列品购置 31022 无形资产购置 31099 其他资本性支出 399 其他支出
39907 国家赔偿费用支出 39908 对民间非营利组织和群众性自治组织补贴 39909 经常性赠与
39910 资本性赠与 39999 其他支出
"""


def narrow(text: str) -> str:
    return text.replace("（", "(").replace("）", ")")


def test_every_code_of_the_printed_table_has_its_printed_name_in_2024() -> None:
    """The 81 codes of 公开06 for 2024 carry the names that a real disclosure prints."""
    printed = dict(re.findall(r"(\d+) (\S+)", PRINTED_2024))
    known = {code: narrow(economic_codes().name(code, 2024) or "") for code in printed}
    assert len(printed) == 81
    assert known == printed


def test_every_category_that_may_stand_in_accounts_is_known() -> None:
    """No category from 301 to 399 is missing, those outside 公开06 included."""
    categories = {entry.code for entry in economic_codes() if entry.is_valid_in(2024)}
    expected = {"301", "302", "303", "307", "309", "310", "311", "312", "313", "399"}
    assert {code for code in categories if len(code) == 3} == expected


def test_the_two_economic_classifications_share_no_code() -> None:
    """A code says by itself which of the two it belongs to."""
    government = {entry.code for entry in government_codes()}
    assert {code[0] for code in government} == {"5"}
    assert government.isdisjoint(entry.code for entry in economic_codes())


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("codes", LISTS)
def test_no_code_has_two_meanings_in_one_year(codes: CodeList, year: int) -> None:
    """A code and a year give one meaning at most."""
    valid = Counter(entry.code for entry in codes if entry.is_valid_in(year))
    assert [code for code, times in valid.items() if times > 1] == []


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("codes", LISTS)
def test_every_code_in_use_stands_below_a_code_in_use(codes: CodeList, year: int) -> None:
    """Totals by section and category find a named row for each code of the year."""
    valid = {entry.code for entry in codes if entry.is_valid_in(year)}
    orphans = [code for code in valid if codes.level(code) > 1 and codes.parent(code) not in valid]
    assert sorted(orphans) == []


@pytest.mark.parametrize("codes", LISTS)
def test_every_entry_is_whole(codes: CodeList) -> None:
    """Each row has digits of a known length, a name, a confidence, a source and sane years."""
    for entry in codes:
        assert codes.level(entry.code), entry
        assert entry.code.isdigit(), entry
        assert entry.name, entry
        assert entry.confidence, entry
        assert entry.source, entry
        assert (entry.valid_from or 0) <= (entry.valid_to or 9999), entry


def test_a_reused_code_means_what_it_meant_in_its_year() -> None:
    """30311 was 住房公积金 until 2017, nothing in 2018 and 2019, 代缴社会保险费 since."""
    codes = economic_codes()
    meanings = {year: codes.name("30311", year) for year in (2017, 2018, 2019, 2020, 2024)}
    assert meanings == {
        2017: "住房公积金",
        2018: None,
        2019: None,
        2020: "代缴社会保险费",
        2024: "代缴社会保险费",
    }
    assert len(codes.find("30311")) == 2


@pytest.mark.parametrize(("code", "last_year"), [("30313", 2017), ("39906", 2021)])
def test_an_obsolete_code_is_told_from_an_unknown_one(code: str, last_year: int) -> None:
    """A code that ended has no meaning in 2024 but is found with its last year."""
    codes = economic_codes()
    assert codes.get(code, 2024) is None
    assert [entry.valid_to for entry in codes.find(code)] == [last_year]
    assert codes.find("30999998") == ()


def test_a_code_split_in_two_hands_over_without_a_gap() -> None:
    """39906 ends where 39909 and 39910 begin."""
    codes = economic_codes()
    for year in YEARS:
        assert (codes.get("39906", year) is None) == (codes.get("39909", year) is not None)


def test_levels_and_parents_follow_the_digits() -> None:
    """类, 款 and 项 are told by the number of digits, and so is the code above."""
    codes = functional_codes()
    assert [codes.level(code) for code in ("208", "20805", "2080505", "2080", "")] == [
        1,
        2,
        3,
        0,
        0,
    ]
    assert [codes.parent(code) for code in ("208", "20805", "2080505", "2080")] == [
        "",
        "208",
        "20805",
        "",
    ]
    assert economic_codes().level("2080505") == 0


def test_funds_of_functional_codes_map_to_funding_sources() -> None:
    """Every fund in the list but the social insurance funds is a funding source."""
    funds = {entry.group for entry in functional_codes()}
    assert funds - set(FUNDING_OF_GROUP) == {"社会保险基金预算"}
    assert FUNDING_OF_GROUP["政府性基金预算"] is Funding.FUND_BUDGET


def test_one_category_can_have_two_funds() -> None:
    """The fund cannot be told from the category: 212 holds both kinds."""
    funds = {entry.group for entry in functional_codes() if entry.code.startswith("212")}
    assert {"一般公共预算", "政府性基金预算"} <= funds


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("code,name\n301,工资福利支出\n", "heading"),
        (
            "code,name,group,valid_from,valid_to,confidence,source,note\n301,工资福利支出\n",
            "line 2 has 2 fields",
        ),
    ],
)
def test_a_malformed_list_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, fault: str
) -> None:
    """An engineer who breaks a list is told the file and the fault."""
    folder = tmp_path / "data" / "codes"
    folder.mkdir(parents=True)
    (folder / "economic_department.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(codes_module, "files", lambda _package: tmp_path)
    with pytest.raises(DeclarationError, match=rf"economic_department\.csv.*{fault}"):
        economic_codes.__wrapped__()
