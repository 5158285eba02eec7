"""Names of other units where only the own one can stand: what was copied from their document.

It knows the places that speak of the unit itself: titles, and beginnings of sentences that give its
figures or say how it is made up. It refuses to know units: those that a document lists, or that
stand in any other place, may rightly be there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.messages import narrative as say
from xls_juesuan.recognise.narrative.passages import compact
from xls_juesuan.recognise.narrative.passages import full_width
from xls_juesuan.recognise.narrative.passages import marker_end
from xls_juesuan.recognise.narrative.sections import ATTACHMENTS
from xls_juesuan.recognise.narrative.sections import EXPLANATION
from xls_juesuan.recognise.narrative.sections import GLOSSARY
from xls_juesuan.recognise.narrative.spelling import most_slips
from xls_juesuan.recognise.narrative.spelling import slips

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from xls_juesuan.findings import Problem
    from xls_juesuan.recognise.narrative.checks.document_text import DocumentText
    from xls_juesuan.recognise.narrative.passages import Passage
    from xls_juesuan.recognise.narrative.sections import Placed

_OTHER_UNIT = "N434"
_SHORTEST_NAME = 5
#: A place and what units are called: 某某县医疗保障局.
_NAME = (
    r"(?P<name>(?![全本我该各原])[一-鿿]{1,7}?[省市县区州旗盟镇乡][一-鿿()]{1,24}?"
    r"(?:局|委员会|办公室|中心|学校|小学|中学|高中|幼儿园|学院|大学|医院|卫生院|管理所|管理站"
    r"|管理处|支队|大队|总队|联合会|协会|图书馆|博物馆|文化馆|档案馆|党校|法院|检察院))"
)
_YEAR = r"(?:20\d\d年度?)?"
#: What is said of the accounts of a unit, with a figure behind it.
_FIGURES = re.compile(
    rf"{_YEAR}{_NAME}(?:本级|部门|单位)?{_YEAR}(?:部门|单位|本年)?"
    r"(?=(?:总?收入|总?支出|收、?支|收支|一般公共预算|政府性基金|国有资本|财政拨款|机关运行经费"
    r"|[“\"]?三公|政府采购|部门整体|整体支出|年初预算)[^。]{0,60}?\d[\d,.]*(?:[亿万]?元|分)"
    r"|(?:没有|未|无)(?:使用|安排|发生)?[^,。]{0,8}(?:政府性基金|国有资本|三公))"
)
#: How a unit is made up.
_MADE_UP = re.compile(
    rf"{_NAME}(?:本级|部门|单位)?(?=内设|下设|设有|共设|共有|核定|现有编制|编制|机构设置|机构规格"
    r"|主要职[责能]|的主要职[责能]|部门决算|单位决算|部门预算|单位预算)"
)
_TITLE = re.compile(
    rf"(?:第[一二三四五六七八九十]部分)?{_YEAR}{_NAME}(?:本级|部门|单位)?{_YEAR}"
    r"(?=(?:部门|单位)?(?:概况|决算|基本情况)|$)"
)
#: Offices that documents of all units speak of.
_OF_ALL = re.compile(r"财政局|审计局|人民政府|委员会办公室|采购中心|交易中心|支付中心|结算中心")
#: What tells that a passage speaks of other units rightly.
_RELATED = re.compile(
    r"所属|下属|直属|附属|二级|纳入|包括|包含|分别|代管|托管|归口|主管|上级|预算单位|合并|划转|划入|更名|转隶|原名|原(?!因|则|始|有|来|定|件)[一-鿿]"
)
#: Passages that make up a cover.
_COVER = 8


def other_units(text: DocumentText) -> Iterator[Problem]:
    """Name places that speak of another unit as if it were the own one."""
    own = compact(text.unit_name)
    if len(own) < _SHORTEST_NAME:
        return
    found = [
        (name, placed.passage, start)
        for number, placed in enumerate(text.placed)
        for name, start in _spoken_of(placed, own, is_cover=number < _COVER)
        if not _may_be_own(name, own) and not _OF_ALL.search(name)
    ]
    if not found:
        return
    related = _related(text, {(passage, start) for _, passage, start in found})
    lines: dict[str, list[int]] = {}
    for name, passage, start in found:
        if name not in related:
            lines.setdefault(name, []).append(passage.lines[start])
    for name, where in lines.items():
        places = [text.where(line) for line in dict.fromkeys(where)]
        detail = say.other_unit(places, full_width(name), text.unit_name)
        yield text.problem(_OTHER_UNIT, name, detail, *where)


def _spoken_of(placed: Placed, own: str, *, is_cover: bool) -> Iterator[tuple[str, int]]:
    """The units that a passage speaks of, and where."""
    passage = placed.passage
    if placed.part in {GLOSSARY, ATTACHMENTS} or own in passage.text:
        return
    if _is_title(passage):
        title = _TITLE.match(passage.text) if is_cover or passage.level == 0 else None
        if title and (is_cover or title["name"] != passage.text):
            yield title["name"], title.start("name")
        return
    patterns = (_FIGURES,) if placed.part == EXPLANATION else ()
    for start in _sentences(passage):
        matches = [pattern.match(passage.text, start) for pattern in (*patterns, _MADE_UP)]
        for found in filter(None, matches[: 1 if start and patterns else None]):
            yield found["name"], found.start("name")


def _is_title(passage: Passage) -> bool:
    """Whether a passage is no sentence: the short ones look like titles."""
    return passage.is_heading and not passage.text.endswith("。")


def _sentences(passage: Passage) -> Iterator[int]:
    """Where the sentences of a passage begin; that of an item of a list behind its number."""
    yield marker_end(passage.text)
    for number, letter in enumerate(passage.text[:-1], start=1):
        if letter == "。":
            yield number


def _may_be_own(name: str, own: str) -> bool:
    """Whether a name is the own one shortened, in full, or mistyped, which another check tells."""
    short, long = sorted((name, own), key=len)
    letters = iter(long)
    if all(letter in letters for letter in short):
        return True
    is_numbered = _without_numbers(name) == _without_numbers(own)
    return not is_numbered and slips(name, own) <= most_slips(own)


def _without_numbers(name: str) -> str:
    return re.sub(r"[一二三四五六七八九十\d]", "", name)


def _related(text: DocumentText, found: AbstractSet[tuple[Passage, int]]) -> str:
    """What is said of units that belong to this one, and what tables print.

    Args:
        text: the document.
        found: passages and places that speak of another unit, which do not count.
    """
    page = text.page
    cells = [
        compact(cell)
        for line in range(page.lines)
        if page.line_tables[line]
        for _, cell in page.filled(line)
    ]
    told = [
        one.passage.text
        for one in text.placed
        if _RELATED.search(one.passage.text) or (_is_title(one.passage) and one.passage.level > 0)
    ]
    spoken = {passage.text: start for passage, start in found}
    return "\n".join((*cells, *(_without(each, spoken.get(each)) for each in told)))


def _without(text: str, start: int | None) -> str:
    """A passage without the first letter of the other unit that it speaks of."""
    return text if start is None else text[:start] + text[start + 1 :]
