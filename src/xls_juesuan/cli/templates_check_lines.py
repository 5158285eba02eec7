"""What ``xlj templates check`` prints: a workbook as it is understood, table by table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cli.text_table import wrapped
from xls_juesuan.declarations.published import plain
from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.messages import office as say_office
from xls_juesuan.messages import templates as say_templates
from xls_juesuan.messages import understanding as say
from xls_juesuan.office.differences import differences

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from xls_juesuan.office.seen_table import SeenColumn
    from xls_juesuan.office.seen_table import SeenTable
    from xls_juesuan.office.survey import Seen
    from xls_juesuan.office.survey import Survey

_INDENT = "     "


def check_lines(survey: Survey) -> Iterator[str]:
    """Say how the workbook is understood."""
    profile = survey.profile
    head = say.PROFILE_FOUND if survey.is_chosen else say.PROFILE_CHOSEN
    certainty = say_templates.certainty_of(profile.certainty, len(profile.unverified))
    yield from wrapped(
        head.format(
            file=survey.path.name, name=profile.name, title=profile.title, certainty=certainty
        ),
        indent="",
    )
    yield from wrapped(_verdict(survey), indent="")
    yield ""
    yield say.TABLES_HEAD.format(count=len(survey.tables))
    for number, seen in enumerate(survey.tables, 1):
        yield from _table(seen, number)
    yield ""
    yield from _around(survey)


def _verdict(survey: Survey) -> str:
    if survey.refusal is not None:
        return say.NOT_FILLABLE.format(paragraph=survey.refusal.paragraph)
    if survey.lost:
        lost = [(one.feature.kind, one.feature.sheet, one.missing) for one in survey.lost]
        fault = say_office.would_lose(survey.path.name, lost)
        return say.NOT_FILLABLE.format(paragraph=fault.paragraph)
    return say.FILLABLE.format(file=survey.path.name)


def _around(survey: Survey) -> Iterator[str]:
    """What is said of the workbook as a whole."""
    if not survey.is_in_order:
        titles = [f"《{seen.table.layout.title}》" for seen in survey.tables]
        yield from wrapped(say.ORDER.format(tables="、".join(titles)), indent="")
    if survey.missing:
        titles = [f"《{layout.title}》" for layout in survey.missing]
        yield from wrapped(say.MISSING.format(tables="、".join(titles)), indent="")
    for one in survey.left:
        text = say.left(one.kind, one.sheet, one.ref, one.text)
        yield from wrapped(text, indent="")
    if survey.kept:
        features = [
            say.FEATURE.format(name=say_office.FEATURES[kind], count=count)
            for kind, count in sorted(survey.kept.items())
            if kind not in {one.feature.kind for one in survey.lost}
        ]
        yield from wrapped(say.KEPT.format(features="、".join(features)), indent="")
    if survey.notes is not None and survey.notes.not_calculated:
        cells = survey.notes.not_calculated
        shown = say.some(cells, quoted=False)
        yield from wrapped(say.FORMULAS_UNKNOWN.format(count=len(cells), cells=shown), indent="")


def _table(seen: Seen, number: int) -> Iterator[str]:
    table = seen.table
    title = table.title or table.layout.title
    unit = table.found.context.amount_unit or say.UNIT_OPEN
    head = say.TABLE.format(number=number, title=title, where=table.found.where, unit=unit)
    yield from wrapped(head, indent="  ")
    for text in (*_heading(table), *_rows(seen), *_rest(seen)):
        yield from wrapped(text, indent=_INDENT)


def _heading(table: SeenTable) -> Iterator[str]:
    page, heading = table.page, table.heading
    first = page.first_line + 1
    rows = say.row_span([first + heading.first, first + heading.end - 1])
    if table.is_upright:
        yield say.UPRIGHT.format(rows=rows)
        return
    parts = [say.HEADING.format(rows=rows, columns="、".join(_columns(table)))]
    if table.line_places:
        numbers = _letters(table, sorted(set(table.line_places.values())))
        parts.append(say.LINE_NUMBERS.format(columns=numbers))
    if table.code_columns:
        parts.append(say.CODES.format(columns=_letters(table, table.code_columns)))
    yield "；".join(parts)


def _columns(table: SeenTable) -> Iterator[str]:
    by_place: dict[int, SeenColumn] = {}
    for one in table.columns:
        by_place.setdefault(one.place, one)
    for place, one in sorted(by_place.items()):
        text = table.heading_text(place)
        is_usual = plain(text) == plain(table.usual_heading_text(one.spec.place))
        form = say.COLUMN if is_usual else say.COLUMN_AS
        yield form.format(letters=_letters(table, [place]), text=text, name=one.spec.name)


def _letters(table: SeenTable, places: Iterable[int]) -> str:
    return "、".join(column_letters(table.page.first_place + place) for place in places)


def _rows(seen: Seen) -> Iterator[str]:
    table = seen.table
    if table.listing is None:
        is_only = all(
            band.label_place is None and len(band.rows) == 1 for band in table.layout.bands
        )
        yield say.ROWS_ONLY if is_only else say.ROWS_FIXED.format(count=len(table.rows))
        return
    total = table.total_line
    text = (
        say.ROWS_NO_TOTAL
        if total is None
        else say.ROWS_LISTED.format(total=table.page.first_line + total + 1)
    )
    codes = sum(bool(row.row.code) for row in table.rows)
    text += say.ROWS_CODES.format(count=codes) if codes else ""
    if seen.free_rows:
        text += say.FREE_ROWS.format(rows=say.row_span(seen.free_rows))
    elif seen.free_rows is not None and not codes:
        text += say.NO_FREE_ROWS
    yield text


def _rest(seen: Seen) -> Iterator[str]:
    table = seen.table
    if seen.formulas:
        cells = say.some(seen.formulas, quoted=False)
        yield say.FORMULAS.format(count=len(seen.formulas), cells=cells)
    different = list(differences(table))
    if different:
        yield say.DIFFERS.format(differences="；".join(different))
    if table.missing_columns and not table.is_upright:
        yield say.MISSING_COLUMNS.format(
            columns=say.some([spec.name for spec in table.missing_columns])
        )
    for one in table.unknown_rows:
        ref = table.page.full_ref(one.line, one.place)
        yield say.UNKNOWN_ROW.format(ref=ref, text=one.text)
    for place, text in table.extra_columns.items():
        ref = table.page.full_ref(table.heading.first, place)
        yield say.UNKNOWN_COLUMN.format(ref=ref, text=text)
