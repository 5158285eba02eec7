"""What a unit or a project spent by the source of its money, and by which facts.

It knows facts of expenditure; it refuses to know what anybody states.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.declarations.attachment_form import SOURCES
from xls_juesuan.model import APPROPRIATED
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.model import Fact

_FUNDINGS: Mapping[str, tuple[Funding, ...]] = dict(
    zip(SOURCES, (APPROPRIATED, (Funding.FISCAL_SPECIAL,), (Funding.UNIT_FUNDS,)), strict=True)
)
_QUOTES = str.maketrans("", "", "“”\"'‘’「」《》")
#: What a spreadsheet takes for something else than a letter when it looks for a text.
_SEARCHED = re.compile(r"[*?~<>=]")


@dataclass(frozen=True, slots=True)
class Spending:
    """Amounts in fen.

    Attributes:
        total: everything; ``None`` where nobody knows.
        by_source: amounts by source; empty where the source of some is undecided.
        chosen: which facts they are, whatever their source; empty where no formula finds them.
    """

    total: int | None = None
    by_source: Mapping[str, int] | None = None
    chosen: Criteria = ()

    def of(self, source: str) -> int | None:
        """What was spent of a source; ``None`` where it is not known."""
        return self.by_source.get(source) if self.by_source is not None else None

    def facts(self, source: str) -> Criteria:
        """Which facts are of a source; none where no formula finds them."""
        if not self.chosen or self.by_source is None:
            return ()
        return tuple(sorted((*self.chosen, ("funding", tuple(map(str, _FUNDINGS[source]))))))


def plain_name(name: str) -> str:
    """Bring a name into the form in which two spellings of it are compared."""
    return "".join(unicodedata.normalize("NFKC", name).translate(_QUOTES).split())


def spent_by_all(facts: Iterable[Fact]) -> Spending:
    """Add up what the unit spent."""
    return _added(_expenditure(facts), (("flow", (str(Flow.EXPENDITURE),)),))


def spent_by_projects(facts: Iterable[Fact]) -> Mapping[str, Spending]:
    """Add up project expenditure by plain name; empty where the ledger names no projects."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in _expenditure(facts):
        if fact.item is Item.PROJECT and fact.project_name:
            found[plain_name(fact.project_name)].append(fact)
    return {name: _added(each, _of_project(each)) for name, each in found.items()}


def _expenditure(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.flow is Flow.EXPENDITURE]


def _of_project(facts: Iterable[Fact]) -> Criteria:
    names = tuple(dict.fromkeys(fact.project_name for fact in facts))
    if any(_SEARCHED.search(name) for name in names):
        return ()
    return (
        ("flow", (str(Flow.EXPENDITURE),)),
        ("item", (str(Item.PROJECT),)),
        ("project_name", names),
    )


def _added(facts: Iterable[Fact], chosen: Criteria) -> Spending:
    """Add up by source; with money of an undecided source, none of them is known."""
    sources = {funding: source for source, known in _FUNDINGS.items() for funding in known}
    spent = dict.fromkeys(SOURCES, 0)
    total, is_decided = 0, True
    for fact in facts:
        total += fact.fen
        source = sources.get(fact.funding, "")
        is_decided &= bool(source)
        if source:
            spent[source] += fact.fen
    return Spending(total, spent if is_decided else None, chosen)


#: Where the ledger names projects, one without a line has spent nothing.
NOTHING = Spending(0, dict.fromkeys(SOURCES, 0))
UNKNOWN = Spending()
