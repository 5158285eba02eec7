"""Words of the whole disclosure: gaps, findings about them, templates that cannot be used."""

from __future__ import annotations

GAP = "【待补：{label}】"
BAD_TEMPLATE = "说明文字的模板写错了：{why}。模板是：{text}"
#: Where a gap stands that is in no section.
COVER = "封面"
#: A row of a list that has no name.
LIST_ROW = "第{number}行"
#: A row of a list and the column that is blank in it.
ROW_LABEL = "{row}的{column}"
