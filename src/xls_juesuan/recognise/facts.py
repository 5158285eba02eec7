"""The 汇总 sheet of a workbook that this program wrote → the facts behind its tables.

It knows how that sheet writes facts; it refuses to know what they are used for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeVar

from xls_juesuan.messages import labels
from xls_juesuan.messages import writing as say
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import Origin
from xls_juesuan.money import AmountError
from xls_juesuan.money import parse_fen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from xls_juesuan.recognise.page import PrintedPage

    _Word = TypeVar("_Word", bound=StrEnum)


#: Workbooks of one unit had no column for it before 0.6.0.
_NEEDED = set(say.FACTS_HEADS) - {"unit"}


def read_facts(page: PrintedPage) -> tuple[Fact, ...] | None:
    """Read the facts; ``None`` when the sheet is not as the program wrote it."""
    head = next(
        (line for line in range(page.lines) if _places(page, line).keys() >= _NEEDED),
        None,
    )
    if head is None:
        return None
    places = _places(page, head)
    facts = []
    for line in range(head + 1, page.lines):
        texts = {key: page.text(line, place) for key, place in places.items()}
        if not texts["number"].isdigit():
            continue
        fact = _fact(texts, page.cell(line, places["fen"]))
        if fact is None or (line, places["fen"]) in page.hollow:
            return None
        facts.append(fact)
    return tuple(facts)


def _places(page: PrintedPage, line: int) -> Mapping[str, int]:
    found = {text: place for place, text in reversed(list(page.filled(line)))}
    return {key: found[text] for key, text in say.FACTS_HEADS.items() if text in found}


def _fact(texts: Mapping[str, str], amount: object) -> Fact | None:
    try:
        fen = parse_fen(amount)
    except AmountError:
        return None
    flow = _word(Flow, "flow", texts["flow"])
    if fen is None or flow is None:
        return None
    codes = {key: "" if text == labels.NOT_FILLED else text for key, text in texts.items()}
    return Fact(
        number=int(texts["number"]),
        flow=flow,
        fen=fen,
        item=_word(Item, "item", texts["item"]) or Item.NONE,
        funding=_word(Funding, "funding", texts["funding"]) or Funding.NONE,
        function=codes["function"] or codes["section"] or codes["category"],
        function_name=texts["function_name"],
        economic=codes["economic"] or codes["economic_category"],
        economic_name=texts["economic_name"],
        account=codes["account_code"] or codes["account"],
        account_name=texts["account_name"],
        project=codes["project"],
        project_name=texts["project_name"],
        origin=_word(Origin, "origin", texts["origin"]) or Origin.LEDGER,
        rows=int(texts["rows"]) if texts["rows"].isdigit() else 0,
        unit=texts.get("unit", ""),
    )


def _word(kind: type[_Word], dimension: str, text: str) -> _Word | None:
    """The value of a dimension that the sheet writes so."""
    return next((one for one in kind if labels.dimension_label(dimension, one) == text), None)
