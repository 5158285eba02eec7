"""What a number in a sentence measures, by the words that lead to it.

It knows the words between a name and its number; it refuses to know rows. Where other words stand
between them, nobody can tell whose number it is: then there is no answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.recognise.narrative.numbers import NumberKind
from xls_juesuan.recognise.narrative.terms import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.declarations.narrative_words import NarrativeWords
    from xls_juesuan.recognise.narrative.numbers import Number

#: Stands in a lead for the name of a row.
NAME = "\x00"
AMOUNT, BUDGET, PREVIOUS, CHANGE = "amount", "original_budget", "previous", "change"
GROWTH, SHARE, COMPLETION = "growth", "share", "completion"
#: The same of the budget as it was changed in the course of the year.
FINAL_BUDGET, FINAL_COMPLETION = "final_budget", "final_completion"
_BOUNDARY = re.compile(r"[,;。:!?()\[\]]")
_FUNDS = re.compile(r"(一般公共|政府性基金|国有资本经营)预算")
_YEAR = r"(?:20\d\d年度?|上年度?|去年度?|上一年度?)"
_THIS_YEAR = re.compile(r"20\d\d年度?(?:期末|末|度)?|本年度?|当年")
_COMPARED = re.compile(
    rf"(?:比|较|同|与|和|跟)?{_YEAR}(?:同期)?(?:决算)?数?(?:相比较|相比|比较|相较)?|同比|环比|相比"
)
_BUDGET_WORD = r"(?:年初|全年|当年|年度|调整后?)?(?:支出|收入)?预算(?:安排|批复|下达)?数?"
_FINAL = re.compile(r"(?:全年|调整后?)(?:支出)?预算")
#: 人均公务接待费: not the amount of the row.
_NOT_OF_ROW = re.compile(r"(?:人均|平均|每[人辆台次]|节约|超出|下达|不含|剔除)$")
_COMPLETION = re.compile(
    rf"(?:完成|占|达到?|为|是)(?:了)?{_BUDGET_WORD}的?(?:比例|比重)?|(?:预算)?(?:完成|执行)(?:率|进度|比例)"
)
_OUTTURN = re.compile(r"(?:支出|收入)?决算(?:支出|收入)?数?|实际(?:支出|收入)")
_SHARE = re.compile(r"占(?P<base>[^,;。:()]*)")
_SHARE_ENDS = re.compile(r"的?(?:(?:比例|比重|百分比|比)(?:为|是|达到?|约)*)?$")
_RATE = "(?:率|比例|幅度|幅)?"
#: 国内公务接待23批次,186人次(不包括陪同人员),共计支出: counts of receptions, then their cost.
_RECEIVED = (
    r"(?:20\d\d年度?|全年|当年|本年度?|年度|共计?|累计|合计|总计?|接待|来访|来宾|公务|国内|活动"
    r"|团组|人员|批次?|人次|人数|数|各类|为|是|约|:)*"
)
_COST = re.compile(
    rf"(?:{_RECEIVED}\d+(?:个?批次|批|个?团组|个|人次?|次)[,、;和及]?)+"
    r"(?:国内|公务|接待|累计|总|共|计|合|金额|开?支出?|支付|列支|花费|费用?|经费|发生|使用|财政拨款|为|是|约|:)*"
)
#: Before the base of a share: whose and of which year it is.
_BASE_OWNER = re.compile(
    r"^(?:20\d\d年度?|本年度|当年|全部|全年|本部门|我部门|本单位|我单位|部门|单位)+"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number measures.

    Attributes:
        column: one of the constants of this module.
        sign: 1, or -1 where the words say that it went down; 0 where words and sign contradict.
        base: what a share is a share of, in the words of the sentence.
        is_cost: whether it is told behind counts of receptions, as what they cost together.
    """

    column: str
    sign: int = 1
    base: str = ""
    is_cost: bool = False


class MeasureFinder:
    """Tells what numbers measure.

    Args:
        words: the declared words.
        own_names: what the unit calls itself, without marks.
    """

    def __init__(self, words: NarrativeWords, own_names: Iterable[str] = ()) -> None:
        self._words = words
        self._own_names = [name for name in own_names if name]

    @cached_property
    def _fillers(self) -> str:
        words = sorted((*self._words.fillers, *self._own_names), key=len, reverse=True)
        return "(?:" + "|".join(map(re.escape, words)) + "|:)*"

    @cached_property
    def _moves(self) -> re.Pattern[str]:
        up, down, signed = map(_any, (self._words.up, self._words.down, self._words.signed))
        return re.compile(
            rf"(?:(?P<signed>{signed})|(?P<up>{up})|(?P<down>{down})){_RATE}{self._fillers}$"
        )

    @cached_property
    def _ends(self) -> dict[str, re.Pattern[str]]:
        def ending(pattern: str) -> re.Pattern[str]:
            return re.compile(rf"(?:{pattern}){self._fillers}$")

        return {
            PREVIOUS: ending(
                rf"(?<![与较比同和跟]){_YEAR}(?:同期)?(?:支出|收入)?(?:决算)?"
                rf"|[与较比同和跟]{_YEAR}(?:同期)?(?:支出|收入)?决算数?"
            ),
            BUDGET: ending(_BUDGET_WORD),
            COMPLETION: ending(_COMPLETION.pattern),
            AMOUNT: ending(_OUTTURN.pattern),
            "named": re.compile(rf"{NAME}{self._fillers}$"),
        }

    @cached_property
    def _known(self) -> re.Pattern[str]:
        """Everything that may stand in a clause beside the name of a row."""
        moves = _any((*self._words.up, *self._words.down, *self._words.signed))
        words = sorted((*self._words.fillers, *self._own_names), key=len, reverse=True)
        return re.compile(
            "|".join(
                (
                    *(_COMPLETION.pattern, _COMPARED.pattern, _THIS_YEAR.pattern),
                    *(_OUTTURN.pattern, _BUDGET_WORD, rf"(?:{moves}){_RATE}"),
                    *map(re.escape, words),
                    rf"{NAME}|[:“”\"、/]|\d{{1,2}}[.)]|[一二三四五六七八九十]{{1,3}}(?=[、.)])",
                )
            )
        )

    def find(self, number: Number, lead: str, year: int) -> Measure | None:
        """Tell what a number measures; ``None`` where its lead does not tell.

        Args:
            number: the number.
            lead: the text before it, back to the number before; names stand in it as ``NAME``.
            year: report year: an amount of another year is none of this one.
        """
        clause = self._clause(lead)
        if number.kind is NumberKind.PERCENT:
            return self._percent(number, clause)
        if number.kind is NumberKind.AMOUNT:
            return self._amount(number, clause, year) or _cost(lead)
        return None

    def is_bare(self, lead: str) -> bool:
        """Whether a lead speaks of last year and of nothing else, before 持平 or 没有变化."""
        clause = self._clause(lead)
        return bool(_COMPARED.search(clause)) and not self._residue(clause)

    def _clause(self, lead: str) -> str:
        masked = _FUNDS.sub(r"\1", lead)
        masked = re.sub(r"(?:一般公共|政府性基金|国有资本经营)(?:财政拨款)?", "", masked)
        masked = re.sub('[“”"]', "", masked)
        parts = _BOUNDARY.split(masked.rstrip(":("))
        return parts[-1]

    def _amount(self, number: Number, clause: str, year: int) -> Measure | None:
        moved = self._moves.search(clause)
        if moved:
            return self._change(CHANGE, moved, number, clause)
        if self._ends["named"].search(clause):
            before = clause.rpartition(NAME)[0]
            if self._is_of_other_year(clause, year) or _NOT_OF_ROW.search(before):
                return None
            return Measure(AMOUNT)
        for column in (PREVIOUS, BUDGET, AMOUNT):
            found = self._ends[column].search(clause)
            if found:
                before = clause[: found.start()]
                is_other = column != PREVIOUS and self._is_of_other_year(before + NAME, year)
                if is_other or self._residue(before):
                    return None
                is_final = column == BUDGET and _FINAL.search(found[0])
                return Measure(FINAL_BUDGET if is_final else column)
        return None

    def _change(
        self, column: str, moved: re.Match[str], number: Number, clause: str
    ) -> Measure | None:
        """A change from last year; one from the budget is another figure."""
        rest = clause[: moved.start()]
        if self._residue(rest) or "预算" in rest:
            return None
        return Measure(column, _sign(moved, number))

    def _percent(self, number: Number, clause: str) -> Measure | None:
        done = self._ends[COMPLETION].search(clause)
        if done:
            column = FINAL_COMPLETION if _FINAL.search(done[0]) else COMPLETION
            return None if self._residue(clause[: done.start()]) else Measure(column)
        moved = self._moves.search(clause)
        if moved:
            return self._change(GROWTH, moved, number, clause)
        share = _SHARE.search(clause)
        if share and not self._residue(clause[: share.start()]):
            base = _SHARE_ENDS.sub("", share["base"])
            return Measure(SHARE, base=_BASE_OWNER.sub("", bare(base)))
        return None

    def _residue(self, text: str) -> str:
        return self._known.sub("", text)

    def _is_of_other_year(self, clause: str, year: int) -> bool:
        named = re.findall(r"(20\d\d)年", clause)
        before = clause.rpartition(NAME)[0]
        is_last = re.search(r"(?<![与较比同])(?:上年|去年|上一年)", before) is not None
        return bool(named and int(named[-1]) != year) or is_last


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _cost(lead: str) -> Measure | None:
    """The cost of receptions that were counted just before; brackets say nothing of it."""
    words = re.sub(r"[(][^()]*[)]", "", lead.rpartition(NAME)[2])
    if not _COST.fullmatch(words.lstrip(",;。:、")):
        return None
    return Measure(AMOUNT, is_cost=True)


def _sign(moved: re.Match[str], number: Number) -> int:
    """Which way the words point; 0 where “减少” stands before a minus."""
    if moved["down"]:
        return 0 if number.is_negative else -1
    return 1
