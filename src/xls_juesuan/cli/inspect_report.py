"""What ``xlj inspect`` prints: sheets and columns, unit, year and closing, then the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cli.inspect_lines import line_lines
from xls_juesuan.cli.inspect_open import open_lines
from xls_juesuan.cli.text_table import cut
from xls_juesuan.cli.text_table import table_lines
from xls_juesuan.cli.text_table import wrapped
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.messages import inspection as say
from xls_juesuan.messages.labels import LEDGER_KINDS
from xls_juesuan.messages.reading import AMOUNT_UNIT_SOURCES
from xls_juesuan.messages.reading import LEFT_REASONS
from xls_juesuan.messages.reading import YEAR_SOURCES
from xls_juesuan.messages.roles import TEXT_ROLES
from xls_juesuan.messages.roles import role_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.reading.column_report import ColumnReport
    from xls_juesuan.reading.inspection import Inspection
    from xls_juesuan.reading.inspection import SheetReport
    from xls_juesuan.reading.survey import LeftSheet

_WIDTHS = (4, 34, 24, 32)
_MOST_VOUCHERS = 6
_MOST_HEADINGS = 4
_MOST_PROBLEMS = 8
_PARAGRAPH = "  "


def report_lines(inspection: Inspection) -> Iterator[str]:
    """Say all that was recognised, in lines of at most a hundred columns."""
    survey = inspection.survey
    yield from wrapped(say.FILES.format(files="、".join(survey.files)), indent="")
    name = survey.mapping.name
    yield say.MAPPING_USED.format(name=name) if name else say.MAPPING_NONE
    shown: dict[object, str] = {}
    for sheet in inspection.sheets:
        yield ""
        yield from _sheet(sheet, shown, of_several=len(survey.files) > 1)
    if survey.fault is not None:
        yield from open_lines(inspection.open_sheets, of_several=len(survey.files) > 1)
    if left := _left_lines(inspection):
        yield ""
        yield say.LEFT_HEAD
        yield from left
    if survey.fault is None:
        yield ""
        yield from _whole(inspection)
    if inspection.lines is not None:
        yield ""
        yield from line_lines(inspection.lines)
    yield from _problems(inspection)
    yield from _questions(inspection)


# ------------------------------------------------------------------ sheets


def _sheet(report: SheetReport, shown: dict[object, str], *, of_several: bool) -> Iterator[str]:
    """Say one sheet; its columns only where no sheet shown before has the same."""
    name = _sheet_name(report.file, report.name, of_several=of_several)
    yield from wrapped(
        say.SHEET.format(
            name=name,
            kind=LEDGER_KINDS[report.kind],
            heading=_heading(report),
            rows=report.rows,
        ),
        indent="",
    )
    for fact in _sheet_facts(report):
        yield from wrapped(fact)
    rows = [say.COLUMN_HEADS, *(_column(one) for one in report.columns)]
    alike = tuple(rows)
    if alike in shown:
        yield "  " + say.SAME_COLUMNS.format(name=shown[alike])
        return
    shown[alike] = name
    yield from table_lines(rows, widest=_WIDTHS)


def _sheet_name(file: str, sheet: str, *, of_several: bool) -> str:
    return say.SHEET_OF_FILE.format(file=file, sheet=sheet) if of_several else sheet


def _heading(report: SheetReport) -> str:
    first, last = report.heading_rows
    if not first:
        return say.HEADING_NONE
    return say.HEADING_ROWS.format(rows=first if first == last else f"{first}—{last}")


def _sheet_facts(report: SheetReport) -> Iterator[str]:
    product = report.product
    if product is None:
        yield say.PRODUCT_NONE
    else:
        headings = "、".join(
            list(dict.fromkeys((*product.telling, *product.matched)))[:_MOST_HEADINGS]
        )
        yield say.PRODUCT.format(
            name=product.name,
            count=product.count,
            headings=headings,
            certainty=say.CERTAINTIES.get(product.certainty, ""),
        )
    facts = []
    if report.amount_unit is None:
        facts.append(say.SHEET_AMOUNT_OPEN)
    else:
        how = AMOUNT_UNIT_SOURCES[report.amount_unit.how]
        facts.append(say.SHEET_AMOUNT_UNIT.format(unit=report.amount_unit.name, how=how))
    if report.unit_names:
        facts.append(say.SHEET_UNIT.format(names="、".join(report.unit_names)))
    if report.years:
        facts.append(say.SHEET_YEARS.format(years="、".join(map(str, report.years))))
    for role, text in report.fixed.items():
        facts.append(say.SHEET_FIXED.format(label=TEXT_ROLES.get(role, role), text=text))
    yield "；".join(facts)


def _column(report: ColumnReport) -> tuple[str, str, str, str]:
    title = report.title or say.NO_TITLE
    return report.letters, title, _role(report), _evidence(report)


def _label(report: ColumnReport) -> str:
    meaning = report.meaning
    if meaning is None:
        return say.NOT_KNOWN
    return role_label(meaning.role, meaning.group, meaning.side, foreign=meaning.foreign)


def _role(report: ColumnReport) -> str:
    if report.meaning is None or report.is_used:
        return _label(report)
    return say.NOT_USED


def _evidence(report: ColumnReport) -> str:
    evidence = report.evidence
    if evidence.remark:
        return _with_share(say.REMARKS.get(evidence.remark, evidence.remark), evidence.share)
    if report.meaning is None or report.meaning.role == "ignored":
        return say.EVIDENCE[evidence.how]
    if report.is_used:
        return _with_share(say.EVIDENCE[evidence.how], evidence.share)
    if report.meaning.role == "amount":
        return say.AMOUNT_UNUSED.format(label=_label(report))
    if report.rival:
        return say.RIVAL.format(label=_label(report), column=report.rival)
    if report.is_blank:
        return say.BLANK.format(label=_label(report))
    return say.CONTENT_REFUSED.format(label=_label(report))


def _with_share(text: str, share: float | None) -> str:
    return text if share is None else f"{text}，{say.SHARE.format(percent=int(share * 100))}"


def _left_lines(inspection: Inspection) -> list[str]:
    """Name the sheets that are not read; those whose columns are open are shown by themselves."""
    several = len(inspection.survey.files) > 1
    opened = {(one.file, one.name): one for one in inspection.open_sheets}
    lines: list[str] = []
    for left in inspection.left:
        one = opened.get((left.file, left.sheet))
        if one is not None and inspection.survey.fault is not None:
            continue
        lines += wrapped(_left(left, of_several=several))
        if one is not None and one.first_lines:
            lines += wrapped(say.OPEN_LEFT.format(line=one.first_lines[0]), indent="    ")
    return lines


def _left(left: LeftSheet, *, of_several: bool) -> str:
    name = _sheet_name(left.file, left.sheet, of_several=of_several)
    line = say.LEFT_LINE.format(sheet=name, reason=LEFT_REASONS[left.reason])
    return line + (say.LEFT_ROWS.format(rows=left.rows) if left.rows else "")


# ------------------------------------------------------------------ the ledger as a whole


def _whole(inspection: Inspection) -> Iterator[str]:
    reading = inspection.reading
    if len(inspection.units) > 1:
        yield say.UNITS_HEAD.format(count=len(inspection.units))
        rows = [(unit, str(count)) for unit, count in inspection.units.items()]
        yield from table_lines([("", "行数"), *rows], right=(1,), widest=(60, 0))
        if reading is not None:
            yield say.UNIT_READ.format(name=inspection.unit)
    else:
        name = reading.ledger.unit_name if reading else next(iter(inspection.units), "")
        yield say.UNIT.format(name=cut(name, 80)) if name else say.UNIT_NONE
    if inspection.is_amount_open:
        yield say.AMOUNTS_AS_PRINTED
    if reading is None:
        return
    yield say.YEAR.format(year=reading.year.number, how=YEAR_SOURCES[reading.year.how])
    yield from _closing(inspection)


def _closing(inspection: Inspection) -> Iterator[str]:
    reading, lines = inspection.reading, inspection.lines
    if reading is None or lines is None:
        return
    if reading.ledger.kind is LedgerKind.BALANCES:
        frame = reading.ledger.frame
        closed = int(((frame["closing_debit"] != 0) | (frame["closing_credit"] != 0)).sum())
        text = say.CLOSING_OF_BALANCES.format(rows=closed) if closed else ""
        yield say.CLOSING.format(text=text or say.CLOSING_NOT_IN_BALANCES)
        return
    if not reading.closing:
        yield say.CLOSING.format(text=say.CLOSING_NONE)
    for one in reading.closing:
        evidence = say.CLOSING_EVIDENCE.get(one.name, one.name)
        text = say.CLOSING_COUNT.format(evidence=evidence, vouchers=one.vouchers, lines=one.lines)
        yield from wrapped(say.CLOSING.format(text=text), indent="")
    found = lines.closing_vouchers
    if found:
        shown = "、".join(cut(label, 40) for label in found[:_MOST_VOUCHERS])
        more = say.CLOSING_MORE.format(count=len(found)) if len(found) > _MOST_VOUCHERS else ""
        yield from wrapped(say.CLOSING_VOUCHERS.format(vouchers=shown + more))


def _problems(inspection: Inspection) -> Iterator[str]:
    problems = inspection.reading.ledger.problems if inspection.reading else ()
    if not problems:
        return
    yield ""
    yield say.PROBLEMS.format(count=len(problems))
    for problem in problems[:_MOST_PROBLEMS]:
        yield from wrapped(say.PROBLEM.format(code=problem.code, detail=problem.detail))
    if len(problems) > _MOST_PROBLEMS:
        yield _PARAGRAPH + say.PROBLEMS_MORE.format(count=len(problems) - _MOST_PROBLEMS)


def _questions(inspection: Inspection) -> Iterator[str]:
    yield ""
    if not inspection.questions:
        yield say.NO_QUESTIONS
        return
    yield say.QUESTIONS
    for question in inspection.questions:
        yield from wrapped(question.paragraph)
