"""What is found wrong in the published document once somebody mistypes it, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.recognise.narrative.documents import PUBLISHED
from tests.recognise.narrative.documents import audited
from tests.recognise.narrative.documents import changed
from tests.recognise.narrative.documents import explained
from tests.recognise.narrative.documents import failed
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.findings import Outcome
from xls_juesuan.writing.spots import DocumentSpots

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.document_pipeline import AuditedDocument

#: The lines above the only row of the table of government funds.
FUND_HEAD = "功能分类 科目编码	科目名称			小计	基本支出	项目支出	\n栏次		1	2	3	4	5	6\n"
#: Rules that say which figures are likely wrong, found from those of the relations.
_DERIVED = {"R002"}


@pytest.fixture(scope="module")
def usual() -> set[tuple[str, str]]:
    """What is wrong with the document as it was published."""
    return _failures(audited(PUBLISHED))


def _failures(document: AuditedDocument) -> set[tuple[str, str]]:
    return {
        (one.code, one.subject)
        for one in document.audit.findings
        if one.outcome is Outcome.FAILED and one.code not in _DERIVED
    }


def _codes(new: set[tuple[str, str]]) -> set[str]:
    return {code for code, _ in new}


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        # Amounts.
        ("年度收、支总计均为 411.91", "年度收、支总计均为 419.11", {"N001", "N111"}),
        ("2024 年度收入合计 411.91", "2024 年度收入合计 411.19", {"N003", "N101"}),
        ("财政拨款收入 411.91 万元，占", "财政拨款收入 401.91 万元，占", {"N011", "N101"}),
        ("支出合计 411.91 万元，其中", "支出合计 414.91 万元，其中", {"N020", "N102", "N103"}),
        ("基本支出 383.47 万元，占", "基本支出 338.47 万元，占", {"N021", "N102"}),
        ("财政拨款收、支总计均为 411.91", "财政拨款收、支总计均为 411.90", {"N031"}),
        ("卫生健康（类）支出 7.29", "卫生健康（类）支出 7.92", {"N104", "N131"}),
        ("支出决算为 343.41 万元", "支出决算为 334.41 万元", {"N121", "N131", "N132"}),
        ("年初预算为 56.20", "年初预算为 65.20", {"N121", "N133"}),
        ("人员经费 191.39 万元", "人员经费 193.19 万元", {"N052"}),
        ("公用经费 192.09 万元", "公用经费 129.09 万元", {"N053"}),
        ("3. 公务接待费预算为 1.00", "3. 公务接待费预算为 1.10", {"N076"}),
        ("机关运行经费支出 192.09", "机关运行经费支出 192.90", {"N111", "N142"}),
        ("政府采购货物支出 0.09", "政府采购货物支出 0.90", {"N151"}),
        # Percentages.
        ("占 93.10%；项目", "占 91.30%；项目", {"N102"}),
        ("占 4.92%", "占 4.29%", {"N104"}),
        ("完成年初预算的 48.81%", "完成年初预算的 84.81%", {"N121"}),
        ("增长 3033.57%", "增长 303.36%", {"N111"}),
        ("执行数为 20.85 万元，完成预算的 43.44%", "执行数为 20.85 万元，完成预算的 44.43%", {"N161"}),
        # Funds of the self-assessment, against the projects that are told one by one.
        ("共涉及资金 107 万元", "共涉及资金 117 万元", {"N164"}),
        ("涉及一般公共预算支出 107 万元", "涉及一般公共预算支出 170 万元", {"N165"}),
        # Directions.
        ("增加 185.96 万元, 增长", "增加 185.96 万元, 下降", {"N118"}),
        ("一般公共预算财政拨款支出减少 42.28 万元", "一般公共预算财政拨款支出增加 42.28 万元", {"N118"}),
        ("机关运行经费支出 192.09", "机关运行经费支出 129.09", {"N119"}),
        # Claims.
        ("决算数与年\n\n初预算数存在差异", "决算数小于年初预算数", {"N403"}),
        ("3. 公务接待费预算为 1.00 万元, 支出决算为 0.00 万元, 完成预算的 0.00%。决算数与预算数存在差异",
         "3. 公务接待费预算为 1.00 万元, 支出决算为 0.00 万元, 完成预算的 0.00%。决算数与预算数无差异", {"N403"}),
        # Lists.
        ("其中：人员经费 191.39 万元，主要包括：基本工资、", "其中：人员经费 191.39 万元，主要包括：基本工资、奖励金、", {"N411"}),
        ("主要包括：办公费、", "主要包括：办公费、退休费、", {"N412"}),
        # Names of items: their figures are read all the same.
        ("相关机构事务（款）其他政府办公厅（室）及相关机构事务支出（项）。年初预算为 56.20",
         "相关机构事务（款）其他政府办公厅（室）及相关机构服务支出（项）。年初预算为 65.20", {"N413", "N121", "N133"}),
        ("相关机构事务（款）行政运行（项）。年初", "相关机构服务（款）行政运形（项）。年初", {"N413"}),
        ("卫生健康（类）支出 7.29", "卫生建康（类）支出 7.92", {"N413", "N104", "N131"}),
        # Names and years.
        ("2024 年度我部门整体绩效自评", "2024 年度封丘县行政审批和政务信息管埋局整体绩效自评", {"N431"}),
        ("2024 年度机关运行经费支出", "延津县医疗保障局 2024 年度机关运行经费支出", {"N434"}),
        ("2024 年度收入合计", "2024 年度延津县医疗保障局收入合计", {"N434"}),
        ("我部门 2024 年没有使用政府性基金", "延津县医疗保障局 2024 年没有使用政府性基金", {"N434"}),
        ("2024 年度机关运行经费支出", "2023 年度机关运行经费支出", {"N432"}),
        ("2024 年度\n\n封丘县", "2023 年度\n\n封丘县", {"N432"}),
        ("2024 年度\n\n封丘县", "二〇二三年度\n\n封丘县", {"N432"}),
        ("2024 年度\n\n封丘县", "（2023年）\n\n封丘县", {"N432"}),
        ("2024 年度\n\n封丘县行政审批和政务信息管理局\n\n门决算", "封丘县行政审批和政务信息管理局2023年度\n\n部门决算", {"N432"}),
        ("我部门 2024 年没有使用政府性基金", "我部门 2023 年没有使用政府性基金", {"N432"}),
        ("比 2023 年增加", "比 2022 年增加", {"N433"}),
        # The contents list.
        ("- 十二、国有资产占用情况说明", "- 十二、国有资产占用情况说明\n- 十三、会议费情况说明", {"N441", "N447"}),
        ("五、一般公共预算财政拨款支出决算表\n\n", "", {"N445"}),
        ("五、一般公共预算财政拨款支出决算表\n\n", "五、一般公共预算财政拨款基本支出决算明细表\n\n", {"N446"}),
        ("六、一般公共预算财政拨款基本支出决算明细表\n\n", "六、一般公共预算财政拨款支出决算表\n\n", {"N446"}),
        ("- 十一、政府采购支出情况说明", "- 十一、国有资产占用情况说明", {"N446"}),
        ("九、一般公共预算财政拨款“三公”经费支出决算表\n\n", "", {"N445"}),
        ("- 十二、国有资产占用情况说明\n- 十三、预算绩效情况说明\n", "", {"N445"}),
        ("一、部门职责\n\n二、机构设置\n\n第二", "一、部门职责\n\n第二", {"N445"}),
        ("十一、政府采购支出情况说明\n\n2024", "十一、政府采购情况说明\n\n2024", {"N442"}),
        # What is left over, and statements.
        ("因公出国（境）团组 0 个", "因公出国（境）团组 XX 个", {"F307"}),
        ("自评率 100%", "自评率【】", {"F307"}),
        ("公务用车保有量为 0 辆", "公务用车保有量为 2 辆", {"N160", "P017"}),
        ("共有车辆 0 辆", "共有车辆 3 辆", {"N156"}),
    ],
)  # fmt: skip
def test_a_slip_is_found(
    tmp_path: Path, usual: set[tuple[str, str]], old: str, new: str, codes: set[str]
) -> None:
    """Each mistyped figure, word, name and heading fails the rule that looks at it."""
    found = _codes(_failures(audited(changed(tmp_path, (old, new)))) - usual)
    assert codes <= found
    assert found - codes <= {"N401", "N431"} | codes


def test_a_finding_names_the_place(tmp_path: Path) -> None:
    """The line of the sentence stands in the finding, and what the sentence says of it."""
    path = changed(tmp_path, ("机关运行经费支出 192.09", "机关运行经费支出 192.90"))
    document = audited(path)
    (one,) = failed(document, "N111")
    place = document.recognised.tables.a1(one.cells[0])
    assert place.startswith("第")
    assert "机关运行经费" in place


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Running cost below public-use expenditure: institutions belong to the department.
        (
            "2024 年度机关运行经费支出 192.09 万元, 比 2023 年增加 185.96 万元, 增长 3033.57%",
            "2024 年度机关运行经费支出 92.09 万元, 比 2023 年增加 2.09 万元, 增长 2.32%",
        ),
        # No word for a comparison, and rounded amounts.
        (
            "与上年度相比，收、支总计各减少 42.28 万元，下降 9.31%",
            "与上年度相比，收、支总计各减少 42.3 万元，下降 9.3%",
        ),
        # A reason may say what it likes.
        ("增长 3033.57%。主要原因是", "增长 3033.57%。主要原因是人员经费增加 10.00 万元，"),
        # Another unit of nearly the same name, told by its number.
        ("管理全县行政审批、", "配合封丘县第二行政审批局，管理全县行政审批、"),
        # Names that documents shorten, or write with other marks.
        ("社会保障和就业（类）支出", "社会保障和就业支出（类）"),
        (
            "政府办公厅（室）及相关机构事务（款）行政运行（项）。年初",
            "“政府办公厅(室)及相关机构事务”（款）“行政运行”（项）。年初",
        ),
        # Some of the projects are told of, or were evaluated; two levels of projects.
        (
            "升级项目 5 个项目绩效自评结果如下",
            "升级项目等 5 个项目中的 3 个绩效自评结果如下",
        ),
        (
            "一级项目 5 个，共涉及资金 107 万元",
            "一级项目 5 个，二级项目 8 个，共涉及资金 207 万元",
        ),
        (
            "升级项目 5 个一级项目开展了部门评价，涉及一般公共预算支出 107 万元",
            "升级项目 2 个一级项目开展了部门评价，涉及一般公共预算支出 50.8 万元",
        ),
        # The own name shortened, and units that may rightly be spoken of.
        ("2024 年度机关运行经费支出", "封丘县行政审批局 2024 年度机关运行经费支出"),
        ("2024 年度机关运行经费支出", "封丘县财政局 2024 年度机关运行经费支出"),
        ("管理全县行政审批、", "协助延津县医疗保障局，管理全县行政审批、"),
        (
            "我部门 2024 年没有使用政府性基金",
            "所属单位封丘县大数据中心没有支出。封丘县大数据中心 2024 年没有使用政府性基金",
        ),
        # Nothing of a part is not nothing at all.
        ("外宾接待支出 0.00 万元。", "没有外宾接待支出。"),
        # A budget that the year did not begin with has no completion.
        (
            "年初预算为 0.00 万元，支出决算为 1.00 万元，完成年初预算的 100.00%",
            "年初未安排预算，支出决算为 1.00 万元",
        ),
    ],
)
def test_what_may_rightly_be_so_is_not_flagged(
    tmp_path: Path, usual: set[tuple[str, str]], old: str, new: str
) -> None:
    """Wordings and differences that are in order fail nothing new."""
    assert _failures(audited(changed(tmp_path, (old, new)))) - usual == set()


def test_spending_from_funds_that_are_no_appropriation_is_in_order(tmp_path: Path) -> None:
    """Expenditure above appropriations, of carried-over unit funds, contradicts no sentence."""
    path = changed(
        tmp_path,
        ("本年支出合计	57	411.91", "本年支出合计	57	421.91"),
        ("一、一般公共服务支出	31	371.84", "一、一般公共服务支出	31	381.84"),
        ("年初结转和结余	29		年末", "年初结转和结余	29	10.00	年末"),
        ("总计	30	411.91	总计	60	411.91", "总计	30	421.91	总计	60	421.91"),
        ("2024 年度收、支总计均为 411.91 万元。与上年度相比，收、支总计各减少 42.28 万元，下降 9.31%",
         "2024 年度收、支总计均为 421.91 万元。与上年度相比，收、支总计各减少 32.28 万元，下降 7.11%"),
        ("2024 年度支出合计 411.91 万元，其中：基本支出 383.47 万元，占 93.10%；项目支出 28.43 万元，占 6.90%",
         "2024 年度支出合计 421.91 万元，其中：基本支出 383.47 万元，占 90.89%；项目支出 38.43 万元，占 9.11%"),
        ("占支出合计的 100.00%", "占支出合计的 97.63%"),
        ("	合计	411.91	383.47	28.43			", "	合计	421.91	383.47	38.43			"),
        ("201	一般公共服务支出	371.84	343.41	28.43			", "201	一般公共服务支出	381.84	343.41	38.43			"),
        ("20199	其他一般公共服务支出	1.00		1.00			", "20199	其他一般公共服务支出	11.00		11.00			"),
        ("2019999	其他一般公共服务支出	1.00		1.00			", "2019999	其他一般公共服务支出	11.00		11.00			"),
    )  # fmt: skip
    found = _codes(_failures(audited(path)))
    assert not {code for code in found if code.startswith(("N0", "N10", "N11", "N13"))} - {"N115"}


def test_a_fund_that_both_table_and_text_tell_of_is_in_order(tmp_path: Path) -> None:
    """Government funds beside the general public budget are told of in their own section."""
    path = changed(
        tmp_path,
        ("我部门 2024 年没有使用政府性基金预算财政拨款安排的支出。",
         "2024 年度政府性基金预算财政拨款本年收入 5.00 万元，本年支出 5.00 万元。"),
        (f"{FUND_HEAD}合计							", f"{FUND_HEAD}合计			5.00	5.00		5.00	"),
    )  # fmt: skip
    found = _codes(_failures(audited(path)))
    assert not found & {"N055", "N056", "N058", "N059", "N421"}


def test_a_fund_that_the_text_denies_is_found(tmp_path: Path) -> None:
    """没有使用政府性基金 beside a table with amounts is a contradiction."""
    path = changed(
        tmp_path,
        (f"{FUND_HEAD}合计							", f"{FUND_HEAD}合计			5.00	5.00		5.00	"),
    )  # fmt: skip
    assert "N421" in _codes(_failures(audited(path)))


def test_what_the_text_denies_is_answered_with_what_it_speaks_of(tmp_path: Path) -> None:
    """Spending that is denied is answered with the spending, not with the income beside it."""
    path = changed(
        tmp_path,
        (
            f"{FUND_HEAD}合计							",
            f"{FUND_HEAD}合计			7.00	5.00		5.00	2.00",
        ),
    )
    (one,) = failed(audited(path), "N421")
    assert "5.00 万元" in one.message
    assert "7.00 万元" not in one.message


def test_an_entry_worded_otherwise_is_held_against_its_own_part(tmp_path: Path) -> None:
    """A table of the second part is never taken for a section of the explanation."""
    path = changed(tmp_path, ("\n\n三、支出决算表\n\n", "\n\n三、支出情况表\n\n"))
    (one,) = [one for one in failed(audited(path), "N442") if "支出情况表" in one.message]
    assert "的标题是“支出决算表”" in one.message


def test_a_name_between_two_items_is_not_guessed(tmp_path: Path) -> None:
    """事政单位医疗 is as near to 行政单位医疗 as to 事业单位医疗: neither is said to be meant."""
    path = changed(tmp_path, ("（款）行政单位医疗（项）。年初", "（款）事政单位医疗（项）。年初"))
    document = audited(path)
    assert failed(document, "N413") == []
    assert any("7.29万元" in one.text for one in document.recognised.not_recognised)


def test_a_sentence_is_never_held_against_itself(tmp_path: Path) -> None:
    """Two amounts of one item in one sentence: one is of something else, and is listed as unread."""
    path = changed(
        tmp_path,
        ("执行数为 20.85 万元，完成预算", "执行数为 20.85 万元，执行数为 19.85 万元，完成预算"),
    )
    document = audited(path)
    assert failed(document, "N401") == []
    assert any("19.85" in one.text for one in document.recognised.not_recognised)


def test_a_year_that_only_the_user_says_is_told_once(usual: set[tuple[str, str]]) -> None:
    """The sentences agree with the tables: none of them is of another year."""
    other = audit_document(AuditRequest(PUBLISHED, year=2022))
    assert {code for code, _ in _failures(other) - usual} <= {"F254"}
    assert len(failed(other, "F254")) == 1


def test_counts_that_a_document_tells_are_not_called_those_of_a_form(tmp_path: Path) -> None:
    """A published document has no supplement; vehicles stand in its explanation."""
    path = changed(tmp_path, ("购置车辆 0 台", "购置车辆 2 台"))
    (one,) = failed(audited(path), "P016")
    assert one.message.startswith("说明文字“公务用车购置数” 2")


@pytest.mark.parametrize(
    ("code", "old", "new", "row"),
    [
        ("P015", "因公出国（境）团组 0 个", "因公出国（境）团组 2 个", "overseas_groups"),
        ("P016", "购置车辆 0 台", "购置车辆 2 台", "vehicles_purchased"),
        ("P017", "公务用车保有量为 0 辆", "公务用车保有量为 3 辆", "vehicles_held"),
        (
            "P018",
            "来访团组 0 个、来宾 0 人次",
            "来访团组 3 个、来宾 21 人次",
            "domestic_receptions",
        ),
        ("P018", "来访外宾 0 人次", "来访外宾 4 人次", "foreign_persons"),
    ],
)
def test_counts_are_found_where_a_document_tells_them(
    tmp_path: Path, code: str, old: str, new: str, row: str
) -> None:
    """What contradicts the table is the sentence, so the finding leads to its line."""
    path = changed(tmp_path, (old, new))
    document = audited(path)
    (one,) = failed(document, code)
    assert (one.cells[0].table, one.cells[0].row) == ("narrative_counts", row)
    text = path.read_text(encoding="utf-8").split("\n")
    line = next(number for number, each in enumerate(text, start=1) if new in each)
    assert DocumentSpots(document.recognised.tables).of(one).text == f"第{line}行"


def test_what_receptions_cost_is_told_twice_in_one_sentence(tmp_path: Path) -> None:
    """共计支出 behind the batches is the amount before them: another one is a contradiction."""
    sentence = "国内公务接待支出{}万元，国内公务接待23批次，186人次，共计支出1.85万元。"
    heading = "九、“三公”经费支出决算情况说明\n"
    for amount, count in (("1.58", 1), ("1.85", 0), ("1.9", 0)):
        document = audited(explained(tmp_path, heading + sentence.format(amount)))
        assert len(failed(document, "N401")) == count


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2024 年度\n\n封丘县", "二〇二四年度\n\n封丘县"),
        ("2024 年度\n\n封丘县", "2025年\n\n封丘县"),
        ("我部门 2024 年没有使用政府性基金", "我部门 2024 年没有、2023 年也没有使用政府性基金"),
    ],
)
def test_years_that_are_right_are_not_flagged(tmp_path: Path, old: str, new: str) -> None:
    """The year in Chinese numerals, the one in which it came out, last year beside this one."""
    assert failed(audited(changed(tmp_path, (old, new))), "N432") == []


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("共有车辆2辆，其中：机要通信用车2辆、执法执勤用车1辆、其他用车0辆。", {"N156"}),
        ("共有车辆2辆，其中，机要通信用车2辆，执法执勤用车1辆，其他用车0辆，其他用车主要是通勤车。", {"N156"}),
        ("共有车辆2辆，其中：机要通信用车2辆、业务用车1辆。", {"N157"}),
        ("共有车辆2辆，其中：副部（省）级及以上领导用车2辆、业务用车1辆。", {"N157"}),
        ("共有车辆3辆，其中：机要通信用车2辆、其他用车1辆。", set()),
        ("共有车辆4辆，其中：机要通信用车2辆、业务用车1辆、其他用车1辆。", set()),
        ("共有车辆2辆，其中：其他用车2辆，其他用车中：轿车1辆、客车1辆、货车0辆。", set()),
        ("共有车辆5辆，其中：机要通信用车1辆、执法执勤用车1辆。", set()),
    ],
)  # fmt: skip
def test_kinds_of_vehicles_are_added_up(tmp_path: Path, sentence: str, codes: set[str]) -> None:
    """Kinds that are not named count as none where 其他用车 ends the list, also unknown ones."""
    document = audited(explained(tmp_path, "十二、国有资产占用情况说明\n" + sentence))
    assert {one.code for one in failed(document, "N156", "N157")} == codes


@pytest.mark.parametrize(
    ("held", "vehicles", "codes"),
    [
        ("单位共有公务用车3辆，其中：轿车1辆、越野车1辆", 2, {"N159", "N160"}),
        ("公务用车保有量为1辆，其中：轿车1辆、越野车1辆", 2, {"N158"}),
        ("年末公务用车保有量为3辆", 2, {"N160"}),
        ("单位共有公务用车2辆，其中：轿车1辆、越野车1辆", 2, set()),
        ("单位共有公务用车2辆，其中：轿车1辆", 3, set()),
    ],
)
def test_vehicles_held_are_compared_with_what_else_is_said(
    tmp_path: Path, held: str, vehicles: int, codes: set[str]
) -> None:
    """With the kinds listed behind them, and with the vehicles among the assets."""
    explanation = (
        f"九、“三公”经费支出决算情况说明\n公务用车运行维护费支出1.00万元。{held}。\n"
        f"十二、国有资产占用情况说明\n共有车辆{vehicles}辆。"
    )
    document = audited(explained(tmp_path, explanation))
    assert {one.code for one in failed(document, "N158", "N159", "N160")} == codes


def test_a_table_that_is_lacking_is_told_once(tmp_path: Path) -> None:
    """The contents list names it as it should: only the table is missing (F251), not a heading."""
    text = PUBLISHED.read_text(encoding="utf-8")
    title, behind = "政府性基金预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表"
    start = text.index(f"\n{title}\n")
    path = tmp_path / "document.txt"
    path.write_text(text[:start] + text[text.index(f"\n{behind}\n", start) :], encoding="utf-8")
    document = audited(path)
    assert len(failed(document, "F251")) == 1
    assert failed(document, "N441", "N445", "N446") == []


@pytest.mark.parametrize(
    ("numbers", "right"),
    [
        ("一二四四", ["三"]),
        ("一二四五", ["三"]),
        ("一二二三", ["三"]),
        ("一二三四", []),
        ("一二一二", []),
        ("一二 四", []),
    ],
)
def test_numbers_of_headings_are_counted(tmp_path: Path, numbers: str, right: list[str]) -> None:
    """One slip is one finding; a heading without a number may have one that Word counts."""
    names = ("机关运行经费支出情况", "政府采购支出情况", "国有资产占用情况", "预算绩效情况")
    heads = [
        f"（{number}）{name}" if number != " " else name
        for number, name in zip(numbers, names, strict=True)
    ]
    document = audited(explained(tmp_path, "十、其他重要事项情况说明\n" + "\n".join(heads)))
    found = failed(document, "N447")
    assert [one.message.partition("序号应为")[2][0] for one in found] == right
