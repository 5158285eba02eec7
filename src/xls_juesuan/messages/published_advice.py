"""What somebody who audits a publication is advised, where a rule speaks of ledgers."""

from __future__ import annotations

import re

#: What only the accountant who fills in the tables can do something with. Ledgers of receptions
#: and of contracts are kept by every unit.
OF_BOOKS = re.compile(
    r"(?<!接待)(?<!合同)台账|溯源|补充资料|重新生成|再运行|导出|汇总表|工作簿|公式|L\d{3}|“未计入”"
)
COMPARE_TABLES = "请单位核对几处的数哪一个是对的，更正另一处"
COMPARE_PARTS = "请单位把各行重新相加：合计错的改合计，某一行错的改那一行，缺行的补上"
COMPARE_BOOKS = "请单位对照账簿和批复核对，写错的更正"
CLAUSE = "；"
END = "。"
