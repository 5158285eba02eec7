"""What is said about the workbook that stood at the place of the output before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cli.text_table import WIDEST
from xls_juesuan.cli.text_table import cut
from xls_juesuan.cli.text_table import wrapped
from xls_juesuan.edits import Fate
from xls_juesuan.messages import earlier as say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.edits import Edit
    from xls_juesuan.writing.changes import Changes
    from xls_juesuan.writing.comparison import Comparison

#: Differences that are named one by one; likewise what a person typed.
_MOST_COMPARED = 12
_MOST_EDITS = 12
_EDIT_TEXTS = {
    Fate.KEPT: say.EDIT_KEPT,
    Fate.REPLACED: say.EDIT_REPLACED,
    Fate.OVERTYPED: say.EDIT_OVERTYPED,
}


def changes_lines(changes: Changes | None, *, is_named: bool = False) -> Iterator[str]:
    """Say what is different, what became of a person's figures, and where the old file is.

    Args:
        changes: the differences; ``None`` where nothing stood there.
        is_named: whether the user asked for the comparison: then it is said even if nothing
            is different.
    """
    if changes is None:
        return
    is_different = not changes.comparison.is_empty
    if is_different or is_named or changes.edits or changes.problem or changes.copy:
        yield ""
    if changes.problem:
        yield from wrapped(changes.problem, indent="")
    if is_different or is_named:
        yield from _comparison_lines(changes.comparison)
    if changes.edits:
        yield from _edit_lines(changes.edits)
    if changes.copy:
        yield say.COPY.format(name=changes.copy.name)


def _comparison_lines(comparison: Comparison) -> Iterator[str]:
    new, changed, gone = comparison.new, comparison.changed, comparison.gone
    yield say.COMPARED.format(new=len(new), changed=len(changed), gone=len(gone))
    lines = [
        *((say.NEW, one.code, one.title) for one in new),
        *((say.CHANGED, one.code, one.title) for one in changed),
        *((say.GONE, one.code, one.problem) for one in gone),
    ]
    for word, code, text in lines[:_MOST_COMPARED]:
        yield "  " + cut(say.COMPARED_LINE.format(word=word, code=code, text=text), WIDEST - 2)
    if len(lines) > _MOST_COMPARED:
        yield f"  {say.MORE_COMPARED.format(count=len(lines) - _MOST_COMPARED)}"


def _edit_lines(edits: Sequence[Edit]) -> Iterator[str]:
    counts = {str(fate): sum(edit.fate is fate for edit in edits) for fate in Fate}
    yield say.EDITS.format(**counts)
    # What was not kept comes first: it needs a look.
    shown = sorted(edits, key=lambda edit: edit.fate is Fate.KEPT)[:_MOST_EDITS]
    for edit in shown:
        what = _EDIT_TEXTS[edit.fate].format(
            was=edit.was or say.NOTHING, typed=edit.typed, now=edit.now or say.NOTHING
        )
        text = say.EDIT_LINE.format(
            word=say.FATES[edit.fate], place=edit.place, name=edit.name, what=what
        )
        yield "  " + cut(text, WIDEST - 2)
    if len(edits) > len(shown):
        yield f"  {say.MORE_COMPARED.format(count=len(edits) - len(shown))}"
