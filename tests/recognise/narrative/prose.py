"""Explanations in many voices of any unit whose tables are consistent.

A voice draws its words once and keeps to them: how sections are numbered, how amounts are printed,
what is said of nothing, how a change is told. Last year's figures are drawn; all others are the tables'.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from decimal import Decimal
from typing import TYPE_CHECKING

from xls_juesuan.money import FEN_PER_WAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from xls_juesuan.tables import TableSet

_CHINESE = "一二三四五六七八九十"
_HEADINGS = {
    "totals": ("收入支出决算总体情况说明", "收入支出总体情况说明", "收支总体情况说明"),
    "income": ("收入决算情况说明", "收入决算说明", "收入决算具体情况说明"),
    "expenditure": ("支出决算情况说明", "支出决算说明", "支出决算具体情况说明"),
    "appropriation": ("财政拨款收入支出决算总体情况说明", "财政拨款收支决算情况说明"),
    "general": ("一般公共预算财政拨款支出决算情况说明", "一般公共预算支出决算情况说明"),
    "basic": ("一般公共预算财政拨款基本支出决算情况说明", "基本支出决算情况说明"),
    "three_public": ("财政拨款“三公”经费支出决算情况说明", "“三公”经费决算情况说明"),
}


@dataclass(frozen=True)
class Voice:
    """How somebody writes."""

    numbering: str
    amount: str
    nothing: str
    change: str
    share: str
    heading: int
    verb: str

    @classmethod
    def draw(cls, random: Random) -> Voice:
        """Draw the words."""
        return cls(
            numbering=random.choice(("一、", "（一）", "1.", "1、", "第一节")),
            amount=random.choice(("万元", "万", " 万元", ",万元", "全角", "亿元")),
            nothing=random.choice(("0.00", "0", "零", "无", "未发生")),
            change=random.choice(("增减", "升降", "增幅", "同比", "较上年")),
            share=random.choice(("占", "占比", "占合计", "所占比重")),
            heading=random.randrange(3),
            verb=random.choice(("为", "", "是", "共计", "决算数为")),
        )


@dataclass
class Writer:
    """Writes the explanation of a unit."""

    tables: TableSet
    voice: Voice
    random: Random

    def figure(self, table: str, row: str, column: str) -> int:
        """A printed figure in fen; 0 where there is none."""
        found = self.tables.table(table)
        cell = found.cells.get((row, column)) if found else None
        return cell.fen if cell else 0

    def money(self, fen: int) -> str:
        """An amount."""
        wan = Decimal(fen) / FEN_PER_WAN
        kind = self.voice.amount
        if kind == "亿元" and fen >= 10_000 * FEN_PER_WAN:
            # Six decimals: as fine as the table.
            return f"{wan / 10_000:.6f}亿元"
        if kind == ",万元":
            return f"{wan:,.2f}万元"
        if kind == "全角":
            digits = f"{wan:.2f}".translate(
                {ord(str(n)): "０１２３４５６７８９"[n] for n in range(10)}
            )
            return digits.replace(".", "．") + "万元"
        unit = {" 万元": " 万元", "万": "万"}.get(kind, "万元")
        return f"{wan:.2f}{unit}"

    def rate(self, part: int, whole: int) -> str:
        """A percentage of two decimals, rounded half away from zero."""
        value = Decimal(part) * 100 / Decimal(whole)
        return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP)}%"

    def said(self, name: str, fen: int, whole: int | None = None, of: str = "") -> str:
        """A row with its amount and its share; nothing in the words of the voice."""
        if not fen and self.voice.nothing == "未发生":
            return f"本年未发生{name}"
        if not fen and self.voice.nothing in {"零", "无"}:
            return f"{name}{'为' if self.voice.nothing == '零' else ''}{self.voice.nothing}"
        if not fen and self.voice.nothing == "0":
            return f"{name}{self.voice.verb}0万元"
        text = f"{name}{self.voice.verb}{self.money(fen)}"
        if whole:
            rate = self.rate(fen, whole)
            text += {
                "占": f"，占{rate}",
                "占比": f"，占比{rate}",
                "占合计": f"，占{of}的{rate}",
                "所占比重": f"，占{of}的比重为{rate}",
            }[self.voice.share]
        return text

    def changed(self, fen: int) -> str:
        """How an amount differs from a drawn one of last year."""
        if not fen:
            return ""
        before = round(fen * self.random.uniform(0.4, 1.8), -4) or fen
        apart, rate = abs(fen - before), self.rate(abs(fen - before), before)
        if not apart:
            return "，与上年持平"
        is_up = fen > before
        amount, year = self.money(apart), self.tables.year - 1
        return {
            "增减": f"，与上年相比{'增加' if is_up else '减少'}{amount}，{'增长' if is_up else '下降'}{rate}",
            "升降": f"，比{year}年{'增加' if is_up else '减少'}{amount}，{'上升' if is_up else '降低'}{rate}",
            "增幅": f"，较上年决算数{'增加' if is_up else '减少'}{amount}，{'增幅' if is_up else '降幅'}为{rate}",
            "同比": f"，同比{'增加' if is_up else '减少'}{amount}，同比{'增长' if is_up else '下降'}{rate}",
            "较上年": f"，较{year}年度{'增长' if is_up else '下降'}{amount}，{'增长' if is_up else '下降'}率{rate}",
        }[self.voice.change]

    # -------------------------------------------------------------- sections

    def lines(self) -> Iterator[str]:
        """Headings and paragraphs."""
        for number, (key, headings) in enumerate(_HEADINGS.items()):
            yield self._number(number) + headings[self.voice.heading % len(headings)]
            yield from getattr(self, f"_{key}")()

    def _number(self, place: int) -> str:
        return {
            "一、": f"{_CHINESE[place]}、",
            "（一）": f"（{_CHINESE[place]}）",
            "1.": f"{place + 1}.",
            "1、": f"{place + 1}、",
            "第一节": f"第{_CHINESE[place]}节 ",
        }[self.voice.numbering]

    def _totals(self) -> Iterator[str]:
        fen = self.figure("income_expenditure", "L30", "amount")
        yield f"{self.tables.year}年度收入总计、支出总计均{self.voice.verb}{self.money(fen)}{self.changed(fen)}，主要是业务量有变化。"

    def _income(self) -> Iterator[str]:
        whole = self.figure("income", "total", "total")
        names = (
            ("财政拨款收入", "appropriation"),
            ("上级补助收入", "superior_subsidy"),
            ("事业收入", "service_income"),
            ("经营收入", "business_income"),
            ("附属单位上缴收入", "affiliate_remittance"),
            ("其他收入", "other_income"),
        )
        parts = [
            self.said(name, self.figure("income", "total", key), whole, "本年收入")
            for name, key in names
        ]
        yield f"{self.tables.year}年度本年收入合计{self.voice.verb}{self.money(whole)}，其中：{'；'.join(parts)}。"

    def _expenditure(self) -> Iterator[str]:
        whole = self.figure("expenditure", "total", "total")
        names = (
            ("基本支出", "basic"),
            ("项目支出", "project"),
            ("上缴上级支出", "remittance_up"),
            ("经营支出", "business"),
            ("对附属单位补助支出", "affiliate_subsidy"),
        )
        parts = [
            self.said(name, self.figure("expenditure", "total", key), whole, "本年支出")
            for name, key in names
        ]
        yield f"{self.tables.year}年度本年支出合计{self.voice.verb}{self.money(whole)}，其中：{'；'.join(parts)}。"

    def _appropriation(self) -> Iterator[str]:
        fen = self.figure("appropriation", "L32", "amount")
        yield f"{self.tables.year}年度财政拨款收入总计、支出总计均{self.voice.verb}{self.money(fen)}{self.changed(fen)}。"

    def _general(self) -> Iterator[str]:
        table = self.tables.table("general_budget_expenditure")
        whole = self.figure("general_budget_expenditure", "total", "total")
        every = self.figure("expenditure", "total", "total")
        if table is None or not whole:
            yield "本年没有一般公共预算财政拨款支出。"
            return
        yield self._sub(1, "总体情况")
        yield f"{self.tables.year}年度一般公共预算财政拨款支出{self.voice.verb}{self.money(whole)}，占本年支出合计的{self.rate(whole, every)}{self.changed(whole)}。"
        yield self._sub(2, "结构情况")
        rows = [row for row in table.rows if len(row.code) == 3]
        parts = [
            f"{row.name.removesuffix('支出')}（类）支出{self.money(fen)}，占{self.rate(fen, whole)}"
            for row in rows
            if (fen := self.figure(table.key, row.key, "total"))
        ]
        yield f"{self.tables.year}年度一般公共预算财政拨款支出{self.money(whole)}，主要用于以下方面：{'；'.join(parts)}。"

    def _sub(self, place: int, words: str) -> str:
        mark = (
            f"（{_CHINESE[place - 1]}）"
            if self.voice.numbering in {"一、", "第一节"}
            else f"（{place}）"
        )
        return f"{mark}{words}。"

    def _basic(self) -> Iterator[str]:
        whole = self.figure("general_budget_expenditure", "total", "basic")
        personnel = self.figure("basic_by_economic", "personnel_total", "amount")
        public = self.figure("basic_by_economic", "public_use_total", "amount")
        yield (
            f"{self.tables.year}年度一般公共预算财政拨款基本支出{self.voice.verb}{self.money(whole)}，其中："
            f"{self.said('人员经费', personnel)}，主要包括基本工资等；{self.said('公用经费', public)}，主要包括办公费等。"
        )

    def _three_public(self) -> Iterator[str]:
        names = (
            ("因公出国（境）费", "overseas_travel"),
            ("公务用车购置及运行维护费", "vehicles"),
            ("公务接待费", "hospitality"),
        )
        budget = self.figure("three_public", "total", "budget_total")
        outturn = self.figure("three_public", "total", "outturn_total")
        done = f"，完成预算的{self.rate(outturn, budget)}" if budget else ""
        yield f"{self.tables.year}年度“三公”经费支出预算{self.money(budget)}，支出决算{self.money(outturn)}{done}。"
        parts = [
            self.said(name, self.figure("three_public", "total", f"outturn_{key}"))
            for name, key in names
        ]
        yield f"其中：{'；'.join(parts)}。"
