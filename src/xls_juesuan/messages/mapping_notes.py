"""The comments in a mapping file that ``xlj inspect --save`` writes."""

from __future__ import annotations

HEAD = (
    "台账的列对照：程序认出来的表、列、单位、年度。改好后保存（UTF-8），xlj fill 会照着读。",
    "行首有 # 的是说明或备选，不起作用；要采用，去掉行首的 #。",
    "列的含义写错时程序会列出可以写的词；不要的列写“不用”。",
    "整张表都一样、没有单独一列的内容，写在“整表固定”里，例如 “会计科目编码” = “710101”。",
)
AMOUNT_UNIT_OPEN = "台账没有写明金额单位，请去掉一行前面的 #："
YEAR_OPEN = "年度没有定下来，请写明："
UNIT_OPEN = "台账没有写单位名称，请写明："
SEVERAL_UNITS = "台账里有几个单位，不在这里写单位名称；生成时用 --unit 选一个，或用 --each-unit"
YEAR_EXAMPLE = 2024
UNIT_EXAMPLE = "单位全称"
CLOSING = ("年末结账凭证：认错的写进“不是结账凭证”，漏认的写进“是结账凭证”，写日期和凭证号。",)
EXAMPLE_VOUCHER = "2024-12-31 记-0130"
KINDS = (
    "基本支出还是项目支出：写“列的含义 内容” = “基本支出”或“项目支出”；写科目编码的，下级科目也照此。",
)
FUNDS = ("资金性质：一般公共预算、政府性基金预算、国有资本经营预算、财政专户管理资金、单位资金。",)
DECIDES = "{rows} 行，{amount} 元，从第 {row} 行起，请选定："
DECIDES_MORE = "（同样内容、已经判定的行也会照此改）"
LEFT = "没有读的工作表；要读，去掉前面的 #，并照上面的样子写明种类、表头行和列："
LEFT_SHEET = "{file} 的“{sheet}”：{reason}"
