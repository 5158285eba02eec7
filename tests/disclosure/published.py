"""Figures of the narrative that 封丘县行政审批和政务信息管理局 published for 2024, sentence by sentence.

Source: its 2024 final accounts, part three. Here stands how each kind of sentence is read; what
it states stands in ``tests/data/narrative_2024.json``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

DATA = Path(__file__).parent.parent / "data" / "narrative_2024.json"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
#: Percentages of a budget or a whole of 0.00, which the publication prints and nobody can form.
IMPOSSIBLE = frozenset(
    {
        ("N010", "completion_pct"),
        ("N015", "completion_pct"),
        *(
            ("N019", f"{item}|{figure}")
            for item in ("因公出国", "用车", "接待")
            for figure in ("completion_pct", "share_pct")
            if (item, figure) != ("接待", "completion_pct")
        ),
        ("N020", "completion_pct"),
        ("N021", "completion_pct"),
    }
)

_WAN = r"(-?\d+\.\d\d)万元"
_PERCENT = r"(\d+(?:\.\d+)?)%"
_CHANGE = (
    ("yoy_delta", r"((?:增加|减少)\d+\.\d\d)万元"),
    ("yoy_pct", r"((?:增长|下降)\d+\.\d\d)%"),
)
_COMPLETION = (
    ("budget_begin", f"年初预算为{_WAN}"),
    ("final", f"支出决算为{_WAN}"),
    ("completion_pct", f"完成年初预算的{_PERCENT}"),
)
_THREE_PUBLIC = (
    ("budget", f"预算为{_WAN}"),
    ("final", f"支出决算为{_WAN}"),
    ("completion_pct", f"完成预算的{_PERCENT}"),
)
_VEHICLES = {
    name: f"{name.removesuffix('用车').removesuffix('车')}用车(\\d+)辆"
    for name in (
        "省级领导干部用车",
        "主要领导干部用车",
        "机要通信用车",
        "应急保障车",
        "执法执勤用车",
        "特种专业技术用车",
        "离退休干部用车",
        "其他用车",
    )
}
#: How a figure is printed, by kind of sentence; ``{}`` stands for the part before ``|`` of its name.
PRINTED: Mapping[str, Mapping[str, str]] = {
    "total_yoy": dict(
        [("income_total", f"均为{_WAN}"), ("expenditure_total", f"均为{_WAN}"), *_CHANGE]
    ),
    "income_breakdown": {
        "income_year": f"收入合计{_WAN}",
        "fiscal_income": f"财政拨款收入{_WAN}",
        "share_pct": f"占{_PERCENT}",
    },
    "expenditure_breakdown": {
        "expenditure_year": f"支出合计{_WAN}",
        "basic": f"基本支出{_WAN}",
        "basic_share_pct": f"基本支出[^；]*占{_PERCENT}",
        "project": f"项目支出{_WAN}",
        "project_share_pct": f"项目支出[^；]*占{_PERCENT}",
    },
    "fiscal_total_yoy": dict(
        [
            ("fiscal_income_total", f"均为{_WAN}"),
            ("fiscal_expenditure_total", f"均为{_WAN}"),
            *_CHANGE,
        ]
    ),
    "general_total_yoy": dict(
        [
            ("general_expenditure", f"支出{_WAN}"),
            ("share_pct", f"占支出合计的{_PERCENT}"),
            *_CHANGE,
        ]
    ),
    "structure": {
        "general_expenditure": f"支出{_WAN}",
        "amount": f"(?<=[：；]){{}}（类）支出{_WAN}",
        "share_pct": f"(?<=[：；]){{}}（类）支出[^；]*占{_PERCENT}",
    },
    "completion_total": dict(_COMPLETION),
    "completion_item": dict(_COMPLETION),
    "basic_split": {
        "basic": f"基本支出{_WAN}",
        "personnel": f"人员经费{_WAN}",
        "public": f"公用经费{_WAN}",
    },
    "sangong_total": dict(_THREE_PUBLIC),
    "sangong_parts": {
        "final": f"{{}}[^；]*支出决算{_WAN}",
        "completion_pct": f"{{}}[^；]*完成预算的{_PERCENT}",
        "share_pct": f"{{}}[^；]*占{_PERCENT}",
    },
    "sangong_item": dict(_THREE_PUBLIC),
    "operating_cost_yoy": dict([("operating_cost", f"机关运行经费支出{_WAN}"), *_CHANGE]),
    "procurement": {
        "procurement_total": f"支出总额{_WAN}",
        "goods": f"货物支出{_WAN}",
        "works": f"工程支出{_WAN}",
        "services": f"服务支出{_WAN}",
        "sme": f"中小企业合同金额{_WAN}",
        "sme_share_pct": f"占政府采购支出总额的{_PERCENT}",
        "micro": f"小微企业合同金额{_WAN}",
        "micro_share_pct": f"占授予中小企业合同金额的{_PERCENT}",
    },
    "vehicles": {"vehicles": r"共有车辆(\d+)辆", **_VEHICLES},
    "performance_scope": {
        "projects": r"对(\d+)个项目开展绩效自评",
        "amount": f"涉及资金{_WAN}",
        "self_eval_pct": f"自评率{_PERCENT}",
    },
    "department_evaluation_scope": {
        "projects": r"对(\d+)个项目开展部门评价",
        "amount": f"涉及一般公共预算支出{_WAN}",
    },
    "overall_score": {"score": r"得分为([\d.]+)分", "grade": "评价等级为“(.)”"},
    "project_score": {
        "score": r"得分为([\d.]+)分",
        "budget_full_year": f"全年预算数为{_WAN}",
        "executed": f"执行数为{_WAN}",
        "completion_pct": f"完成预算的{_PERCENT}",
    },
}
#: What only the paragraph with this kind of sentence says.
TELLING = {
    "income_breakdown": "收入合计",
    "expenditure_breakdown": "支出合计",
    "general_total_yoy": "占支出合计的",
    "structure": "主要用于以下方面",
    "completion_total": "支出年初预算为",
    "sangong_total": "“三公”经费支出预算为",
    "sangong_parts": "“三公”经费支出决算中",
    "performance_scope": "项目开展绩效自评",
    "department_evaluation_scope": "项目开展部门评价",
    "overall_score": "整体绩效自评得分",
}


@dataclass(frozen=True)
class Sentence:
    """One published sentence.

    Attributes:
        code: its number.
        section: numeral of its section.
        kind: what it is about, as ``PRINTED`` knows it.
        figures: printed figures, names and codes by their name.
        number: of the paragraph, where paragraphs are numbered.
    """

    code: str
    section: str
    kind: str
    figures: Mapping[str, str]
    number: int | None = None

    def find(self, paragraphs: Iterable[str]) -> str:
        """The only paragraph of its section that is about the same."""
        start = "" if self.number is None else f"{self.number}."
        about = TELLING.get(self.kind, "")
        (found,) = [one for one in paragraphs if one.startswith(start) and about in one]
        return found

    def read(self, paragraph: str) -> dict[str, str | None]:
        """Each of its figures as a paragraph states it; ``None`` for one that is not there."""
        return {name: self._read(name, paragraph) for name in self.figures if name in self.stated}

    @property
    def names(self) -> list[str]:
        """What it states beside figures and a code: a project, a grade."""
        return [text for text in self.figures.values() if not _NUMBER.fullmatch(text)]

    @property
    def stated(self) -> dict[str, str]:
        """Its figures; a change has its direction in words."""
        words = {"yoy_delta": ("增加", "减少"), "yoy_pct": ("增长", "下降")}
        return {
            name: words[name][text.startswith("-")] + text.removeprefix("-")
            if name in words
            else text
            for name, text in self.figures.items()
            if name != "code" and _NUMBER.fullmatch(text)
        }

    def _read(self, name: str, paragraph: str) -> str | None:
        item, _, figure = name.rpartition("|")
        found = re.search(PRINTED[self.kind][figure].replace("{}", item), paragraph)
        return found[1] if found else None


def sentences() -> list[Sentence]:
    """All of them, in the order of the publication."""
    return [
        Sentence(one["id"], one["section"], one["type"], one["figures"], one.get("number"))
        for one in json.loads(DATA.read_text(encoding="utf-8"))["sentences"]
    ]


def amount(text: str | None) -> object:
    """A figure that may be compared: 48 is 48.00, and the direction counts."""
    if text is None:
        return None
    direction = text[:2] if not text[0].isdigit() else ""
    return direction, Decimal(text.removeprefix(direction))
