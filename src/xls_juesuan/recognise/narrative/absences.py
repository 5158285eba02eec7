"""Words that say that there was none: 未发生公务接待费, 其他收入为零, 经营收入无.

It knows the words around a name; it refuses to know rows. What another year had not is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Protocol
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence


class Stretch(Protocol):
    """Where a name stands in a text."""

    @property
    def start(self) -> int:
        """Its first letter."""
        ...

    @property
    def end(self) -> int:
        """The letter behind its last one."""
        ...


_Name = TypeVar("_Name", bound=Stretch)
_ENDS = r"(?=[,;。、!?)]|$)"
#: Behind a name that stands by itself.
_BEHIND = re.compile(
    rf"(?:决算数?|支出|收入|发生|金额|数)?(?:为|是|均为|都为)?(?:零元?|零万元|无){_ENDS}"
)
_OWNER = r"(?:20\d\d年度?|本年度?|当年|全年|本部门|我部门|部门|本单位|我单位|单位|我局|本局)*"
#: Before a name: no other words between the beginning of the clause and it.
_BEFORE = re.compile(
    rf"(?:^|[,;。:(、]){_OWNER}(?:均|都)?(?:未发生|没有发生|未产生|没有产生|未安排|无|没有)$"
)
_ALONE = re.compile(rf"(?:支出|收入|费用|经费|业务)?{_ENDS}")
#: One more of the same list.
_NEXT = re.compile(r"(?:支出|收入|费用|经费)?(?:、|和|及|以及|与)")
_REASON = re.compile(r"原因|主要(?:是|系|由于)|由于|因为")
_YEAR = re.compile(r"(20\d\d)年|上年|去年|上一年")


def absent(text: str, names: Sequence[_Name], year: int) -> Iterator[_Name]:
    """Give the names of which a compact text says that there was nothing.

    Args:
        text: a passage.
        names: names of rows in their order.
        year: report year.
    """
    goes_on = -1
    for number, name in enumerate(names):
        start = max(text.rfind(mark, 0, name.start) for mark in "。;") + 1
        before = text[start : name.start]
        if _is_of_other_year(before, year) or _REASON.search(before):
            continue
        begins = name.start == goes_on or _BEFORE.search(text, max(start - 1, 0), name.start)
        follows = _NEXT.match(text, name.end)
        is_listed = bool(
            follows and number + 1 < len(names) and names[number + 1].start == follows.end()
        )
        if begins and (is_listed or _ALONE.match(text, name.end)):
            goes_on = follows.end() if follows and is_listed else -1
            yield name
        elif _BEHIND.match(text, name.end):
            yield name


def _is_of_other_year(before: str, year: int) -> bool:
    found = [*_YEAR.finditer(before)]
    return bool(found) and found[-1][1] != str(year)
