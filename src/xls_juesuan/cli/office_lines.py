"""What is said on the terminal about an office's workbook that was filled.

It knows lines of text; it refuses to know how the workbook was filled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import office as say
from xls_juesuan.messages.templates import certainty_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.office import FilledOffice

#: Remarks that are printed; the rest stands in the report.
_MOST = 12


def office_lines(office: FilledOffice | None, profile: Profile) -> Iterator[str]:
    """Say what was filled in and kept, and what a person has to look at."""
    if office is None:
        return
    notes = office.notes
    tables = len(profile.layouts) - len(notes.missing)
    yield say.OFFICE.format(
        file=office.file,
        profile=profile.title,
        certainty=certainty_of(profile.certainty, len(profile.unverified)),
        tables=tables,
        filled=office.filled,
    )
    if office.rows_added or office.rows_gone:
        yield f"  {say.ROWS.format(added=office.rows_added, gone=office.rows_gone)}"
    if office.formulas:
        tails = sum(odd.is_tail for odd in notes.odd_formulas)
        odd = len(notes.odd_formulas) - tails
        line = say.FORMULAS.format(count=office.formulas)
        line += say.FORMULAS_ODD.format(count=odd) if odd else ""
        line += say.FORMULAS_TAIL.format(count=tails) if tails else ""
        yield f"  {line}"
    if notes.rounded:
        yield f"  {say.ROUNDED.format(tables='、'.join(f'《{title}》' for title in notes.rounded))}"
    sentences = list(office.sentences())
    if sentences:
        yield f"  {say.REMARKS_HEAD.format(count=len(sentences))}"
        for sentence in sentences[:_MOST]:
            yield f"    {sentence}"
        if len(sentences) > _MOST:
            yield f"    {say.MORE_REMARKS.format(count=len(sentences) - _MOST)}"
    yield ""
