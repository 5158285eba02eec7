"""A unit's whole self-assessment as its supplement states it: one unit form, five projects.

Figures, indicators and scores are those of a published disclosure of 2024 (part five).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    from xls_juesuan.supplement import Value

Row = dict[str, "Value"]

UNIT = "青石县数据局"
WORK, VILLAGE, DEPOSIT, VILLAGE_2023, PLATFORM = (
    "2024年工作经费",
    "2024年驻村工作队经费",
    "线下服务能力提升（软硬件）项目质保金",
    "2023年县派驻村工作队经费",
    "“一体化政务服务体系”建设升级项目",
)

_OVERALL = """
投入管理指标|工作目标管理|年度履职目标相关性|相关|100%|2|2
投入管理指标|工作目标管理|工作任务科学性|科学|100%|2|2
投入管理指标|工作目标管理|绩效指标合理性|合理|100%|2|2
投入管理指标|预算和财务管理|预算编制完整性|完整|100%|2|2
投入管理指标|预算和财务管理|专项资金细化率|≥95%|95%|2|2
投入管理指标|预算和财务管理|预算调整率|≤10%|9.99%|2|2
投入管理指标|预算和财务管理|结转结余率|≤5%|21.39%|1|0
投入管理指标|预算和财务管理|“三公经费”控制率|≤100%|0%|2|2
投入管理指标|预算和财务管理|政府采购执行率|≥90%|90%|2|2
投入管理指标|预算和财务管理|决算真实性|真实|100%|2|2
投入管理指标|预算和财务管理|资金使用合规性|合规|100%|2|2
投入管理指标|预算和财务管理|管理制度健全性|健全|100%|2|2
投入管理指标|预算和财务管理|预算决算信息公开性|公开|100%|1|1
投入管理指标|绩效管理|资产管理规范性|规范|100%|1|1
投入管理指标|绩效管理|绩效监控完成率|=100%|100%|1|1
投入管理指标|绩效管理|绩效目标编制完成率|=100%|100%|1|1
投入管理指标|绩效管理|绩效自评完成率|=100%|100%|1|1
投入管理指标|绩效管理|部门绩效评价完成率|=100%|100%|1|1
投入管理指标|绩效管理|评价结果应用率|=100%|100%|1|1
产出指标|重点工作任务完成|规范事项管理完成率|≥90%|90%|2|2
产出指标|重点工作任务完成|窗口及工作人员管理完成率|≥90%|90%|2|2
产出指标|重点工作任务完成|“有诉即办”工作机制完成率|≥90%|90%|2|2
产出指标|重点工作任务完成|网上政务服务能力完成率|≥90%|90%|2|2
产出指标|重点工作任务完成|“好差评”系统应用完成率|≥90%|90%|2|2
产出指标|重点工作任务完成|数字化新型基础设施建设完成率|≥90%|90%|2|2
产出指标|履职目标实现|窗口及工作人员管理实现率|≥90%|90%|2|2
产出指标|履职目标实现|规范事项管理实现率|≥90%|90%|2|2
产出指标|履职目标实现|“有诉即办”工作机制实现率|≥90%|90%|2|2
产出指标|履职目标实现|网上政务服务能力实现率|≥90%|90%|2|2
产出指标|履职目标实现|“好差评”系统应用实现率|≥90%|90%|3|3
产出指标|履职目标实现|数字化新型基础设施建设实现率|≥90%|90%|2|2
效益指标|履职效益|提高网上政务服务能力|≥90%|90%|7|7
效益指标|履职效益|提高办事效率|≥90%|90%|7|7
效益指标|履职效益|为群众提供优质高效的政务服务|≥90%|90%|7|7
效益指标|满意度|社会公众满意度|≥95%|95%|7|7
效益指标|满意度|服务群众满意度|≥95%|95%|7|7
"""
_PROJECTS = {
    WORK: """
成本指标|经济成本指标|工作总成本|≤48万元|20.85万元|10|10
产出指标|数量指标|政务服务大厅保洁、保安人数|≥26人|26人|4|4
产出指标|数量指标|政务服务大厅劳务派遣人数|≥20人|20人|4|4
产出指标|数量指标|政务服务大厅窗口数量|≥36个|36个|4|4
产出指标|数量指标|政务服务大厅面积|≥5670平方米|5670平方米|4|4
产出指标|质量指标|人员工资核算准确率|≥95%|95%|4|4
产出指标|质量指标|创新审批审核合格率|≥95%|95%|5|5
产出指标|时效指标|大厅保洁、保安、派遣人员工资发放时间|每月30日前|43.44%|5|2.17|-56.56 部分资金暂未支付
效益指标|社会效益指标|加快大数据综合服务体系平台应用步伐，提升工作效率|≥90%|90%|25|25
满意度指标|服务对象满意度指标|受益群众满意度|≥95%|95%|5|5
""",
    VILLAGE: """
成本指标|经济成本指标|驻村工作队经费总成本|≤6.58万元|6.58万元|10|10
产出指标|数量指标|驻村工作队数量|=1个|1个|5|5
产出指标|数量指标|驻村队员人数|=3人|3人|5|5
产出指标|质量指标|补助发放准确率|=100%|100%|10|10
产出指标|时效指标|补助发放时间|每月30日前|100%|10|10
效益指标|社会效益指标|有效提高驻村人员的工作效率|≥90%|90%|25|25
满意度指标|服务对象满意度指标|驻村人员满意度|≥95%|95%|5|5
""",
    DEPOSIT: """
成本指标|经济成本指标|线下服务能力提升（软硬件）项目合同质保金成本|≤1.62万元|0万元|10|0
产出指标|数量指标|排队叫号系统及配套相关硬件设备|≤225台/个/套|225台/个/套|5|5
产出指标|数量指标|网上预约服务系统及好差评管理系统|≤101套|101套|5|5
产出指标|质量指标|线下服务能力提升合格率|≥99%|100%|10|10
产出指标|时效指标|项目合同质保金完成时间|2024年12月31日前|0%|10|0|-100.00 部分资金暂未支付
效益指标|社会效益指标|提高办事效率，打造智慧政务工作模式|≥90%|90%|25|25
满意度指标|服务对象满意度指标|群众满意度|≥95%|95%|5|5
""",
    VILLAGE_2023: """
成本指标|经济成本指标|驻村工作队经费总成本|=1万元|1万元|10|10
产出指标|数量指标|驻村工作队数量|=1个|1个|5|5
产出指标|数量指标|驻村队员人数|=3人|3人|5|5
产出指标|质量指标|补助发放准确率|=100%|100%|10|10
产出指标|时效指标|补助发放时间|2024年12月底前|100%|10|10
效益指标|社会效益指标|有效提高驻村人员的工作效率|≥90%|90%|25|25
满意度指标|服务对象满意度指标|帮扶村民满意度|≥95%|95%|5|5
""",
    PLATFORM: """
成本指标|经济成本指标|“一体化政务服务体系”建设升级项目|≤49.8万元|0万元|10|0
产出指标|数量指标|建设升级服务工作数量|=9项|9项|10|10
产出指标|质量指标|建设升级项目提升合格率|≥99%|99%|10|10
产出指标|时效指标|建设升级项目服务期限|=1年|1年|10|10
效益指标|社会效益指标|提升政务全过程的服务能力，全力打造优质高效的政务服务环境|明显提高|100%|25|25
满意度指标|服务对象满意度指标|服务对象满意率|≥95%|95%|5|5
""",
}
#: Budgets in yuan, stated score, scores of the management of the money, month.
_BUDGETS = {
    WORK: (480_000, 480_000, "91.51", "5555", "2025年04月"),
    VILLAGE: (65_800, 65_800, "100", "5555", "2025年04月"),
    DEPOSIT: (16_200, 16_200, "64", "4505", "2025年04月"),
    VILLAGE_2023: (0, 10_000, "100", "5555", "2025年04月"),
    PLATFORM: (0, 498_000, "75", "5505", "2025年09月"),
}
ASPECTS = ("安排科学性", "拨付合规性", "使用规范性", "预算绩效管理情况")
#: Project expenditure in fen, and all other.
SPENT = {WORK: 20_850_000, VILLAGE: 6_580_000, VILLAGE_2023: 1_000_000}
_BASIC = 411_906_939 - sum(SPENT.values())


def supplement() -> Supplement:
    """Everything that the unit states."""
    fields: dict[str, Value] = {
        "original_budget.appropriation": 477_239_127,
        "original_budget.fiscal_special": 0,
        "original_budget.unit_funds": 0,
        "final_budget.appropriation": 524_188_259,
        "final_budget.fiscal_special": 0,
        "final_budget.unit_funds": 710_000,
        "executed.unit_funds": 710_000,
        "performance.overall_score": "97.73",
        "performance.overall_month": "2025年04月",
    }
    return Supplement("补充资料.xlsx", fields=fields, rows=_rows())


def _rows() -> dict[str, tuple[Row, ...]]:
    projects: list[Row] = []
    management: list[Row] = []
    indicators: list[Row] = []
    for name, (original, final, score, aspects, month) in _BUDGETS.items():
        projects.append(
            {
                "name": name,
                "original_budget": original * 100,
                "final_budget": final * 100,
                "score": score,
                "department": UNIT,
                "implementer": UNIT,
                "expected": "保障工作顺利开展，为群众和企业法人提供高效便捷的政务服务。",
                "actual": "保障工作顺利开展，为群众和企业法人提供高效便捷的政务服务。",
                "month": month,
            }
        )
        management += [
            {
                "project": name,
                "aspect": aspect,
                "statement": "按照资金管理办法规定的范围和标准分配资金，做到预算编制安排科学、合理。",
                "weight": "5",
                "score": points,
            }
            for aspect, points in zip(ASPECTS, aspects, strict=True)
        ]
        indicators += [{"project": name, **row} for row in _indicators(_PROJECTS[name])]
    goals = ("规范事项管理。", "加强窗口单位业务培训工作，提升网上政务服务能力。")
    tasks = "加快大数据综合服务监管体系平台应用步伐，提升网上政务服务能力，创新审批服务方式。"
    return {
        "projects": tuple(projects),
        "project_management": tuple(management),
        "project_indicators": tuple(indicators),
        "overall_goals": tuple({"expected": goal, "actual": goal} for goal in goals),
        "overall_tasks": ({"name": tasks, "content": "".join(goals), "actual": tasks},),
        "overall_indicators": tuple(_indicators(_OVERALL)),
    }


def _indicators(text: str) -> list[Row]:
    keys = ("level1", "level2", "level3", "target", "actual", "weight", "score", "deviation")
    return [dict(zip(keys, line.split("|"), strict=False)) for line in text.strip().splitlines()]


def facts() -> tuple[Fact, ...]:
    """What the ledger spent: three projects and everything else, all of the appropriation."""
    spent = [(Item.PROJECT, fen, name) for name, fen in SPENT.items()]
    spent.append((Item.BASIC, _BASIC, ""))
    return tuple(
        Fact(number, Flow.EXPENDITURE, fen, item, Funding.GENERAL_BUDGET, project_name=name)
        for number, (item, fen, name) in enumerate(spent, 1)
    )
