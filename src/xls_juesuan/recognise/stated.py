"""The 补充资料 sheet of a workbook that this program wrote → the figures stated there.

It knows how that sheet writes single values; its lists are left alone. It refuses to know what
the figures are used for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.messages import writing as say
from xls_juesuan.model import Source
from xls_juesuan.model import UnitKind
from xls_juesuan.recognise.stated_values import stated_value
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.supplement import Value

_UNIT_KIND = "unit_kind"
_COUNTS = "three_public_counts"


def read_stated(page: PrintedPage, file: str) -> Supplement:
    """Read the single values; what no longer fits its field counts as not filled in."""
    heads = {}
    for line in range(page.lines):
        heads = {text: place for place, text in page.filled(line)}
        if heads.keys() >= set(say.SUPPLEMENT_HEADS):
            break
    else:
        return Supplement()
    value_place, key_place = (heads[say.SUPPLEMENT_HEADS[at]] for at in (2, 5))
    lines = {page.text(line, key_place): line for line in range(page.lines)}
    fields: dict[str, Value] = {}
    sources = {}
    for each in load_supplement_form().fields():
        spot = (lines.get(each.key, -1), value_place)
        if spot in page.hollow:
            continue
        value = stated_value(page, *spot, each)
        if value is not None:
            fields[each.key] = value
            sources[each.key] = Source(file, page.name, spot[0] + page.first_line + 1)
    return Supplement(file if fields else "", fields, sources=sources)


def stated_groups(supplement: Supplement) -> frozenset[str]:
    """Name the inputs of rules that the stated figures make up, as far as they are complete."""
    counts = [
        each.key for each in load_supplement_form().fields() if each.key.startswith(f"{_COUNTS}.")
    ]
    present = {
        _COUNTS: all(supplement.number(key) is not None for key in counts),
        _UNIT_KIND: supplement.unit_kind is not UnitKind.UNKNOWN,
    }
    return frozenset(name for name, is_present in present.items() if is_present)
