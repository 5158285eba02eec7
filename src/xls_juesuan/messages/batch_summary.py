"""What the roll-up of a batch says. Only characters that GBK has."""

from __future__ import annotations

TITLE = "部门决算批量汇总"
UNITS = "各单位"
FINDINGS = "全部问题"
RANKING = "同类比较"
CHARTS = "比较图"
NOTE = (
    "共 {units} 个单位，已生成 {done} 个，没有生成 {failed} 个；点“工作簿”“文档”两栏打开。"
    "没有生成的在最前面，其余错误多的在前；点栏名旁的箭头可以筛选、排序，表下的合计随筛选变化。"
)
HEADS = (
    "序号",
    "台账",
    "单位",
    "年度",
    "结论",
    "错误",
    "警告",
    "提示",
    "无法核对",
    "工作簿",
    "文档",
    "备注",
)
NOT_FILLED = "没有生成"

NUMBER = "序号"
UNIT = "单位"
KIND = "单位性质"
STAFF = "年末在职人数"
EXPENDITURE = "支出合计"
PERSONNEL = "基本支出工资福利（301）"
PUBLIC_USE = "基本支出公用经费"
THREE_PUBLIC = "“三公”经费决算数"
GOODS = "基本支出商品和服务（302）"
OTHER_GOODS = "其中：其他（30299）"
PERSONNEL_PER_HEAD = "人均工资福利"
PUBLIC_USE_PER_HEAD = "人均公用经费"
THREE_PUBLIC_SHARE = "“三公”占支出"
OTHER_SHARE = "“其他”占商品服务"
RANK = "名次"
AGAINST_MEDIAN = "与同类中位数之比"
RANKING_TITLE = "各单位同类比较"
RANKING_NOTE = (
    "金额单位：元。名次从高到低，不分单位性质；“与同类中位数之比”是和本批中单位性质相同的单位比，只有一个单位的不比。"
    "人均按补充资料里的年末在职人数算，没有填的空着。只供比较：高低本身不是错误。"
)
CHARTS_NOTE = "每项最高的 {count} 个单位，从高到低；金额单位：元。"
