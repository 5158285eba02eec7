"""What is said of a department: its units, what was eliminated, and what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import department as say
from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.consolidation.department import Department


_MOST_NAMED = 8


def department_lines(department: Department | None) -> Iterator[str]:
    """Name the units and count the eliminations; nothing for a single unit."""
    if department is None:
        return
    yield say.UNITS_READ.format(units=len(department.members))
    for member in department.members:
        # Among the files of all units each is named with its unit; here that was just said.
        files = (file.removeprefix(say.file_of_unit(member.name, "")) for file in member.files)
        yield "  " + say.unit_read(member.name, say.LEVELS[member.level], "、".join(files))
    if not any(member.level for member in department.members):
        yield "  " + say.NO_OWN_LEVEL
    fen = sum(one.match.fen for one in department.eliminations)
    yield "  " + say.ELIMINATED_LINE.format(
        count=len(department.eliminations), yuan=format_yuan_grouped(fen)
    )
    if department.left:
        yield "  " + say.LEFT_LINE.format(count=len(department.left))
    passed = department.passed_over
    if passed:
        yield say.PASSED_OVER.format(count=len(passed))
    for one in passed[:_MOST_NAMED]:
        yield say.PASSED_OVER_LINE.format(name=one.name, reason=one.reason)
    if len(passed) > _MOST_NAMED:
        yield say.PASSED_OVER_MORE.format(count=len(passed) - _MOST_NAMED)
