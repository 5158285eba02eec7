"""Words of the whole disclosure: gaps, findings about them, templates that cannot be used."""

from __future__ import annotations

GAP = "【待补：{label}】"
BAD_TEMPLATE = "说明文字的模板写错了：{why}。模板是：{text}"
#: A finding about a field that is missing, and the sentences that wait for it.
MISSING = "补充资料没有填“{label}”，下面的文字因此写不出来：{sentences}"
MORE = "等 {count} 处"
ROW_LABEL = "{row}：{column}"
