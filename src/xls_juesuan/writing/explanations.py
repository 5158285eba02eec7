"""The statement of explanations (审核说明): every warning with what the unit says about it.

It knows which findings a finance bureau wants explained and what is said of each; it refuses to
know how a document looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from xls_juesuan.audit.details import shown_amount
from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages import explaining as say
from xls_juesuan.messages.writing import PENDING
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import format_printed
from xls_juesuan.writing.reviews import explanation_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from fractions import Fraction

    from xls_juesuan.audit import Audit
    from xls_juesuan.audit.audit import Line
    from xls_juesuan.findings import Finding
    from xls_juesuan.writing.previous_explanations import Offers


@dataclass(frozen=True, slots=True)
class Item:
    """One warning.

    ``wanted``, ``found`` and ``apart`` are in fen for amounts, else counts or ratios; where the
    rule compares nothing, the first two are ``None``, and the last is the amount concerned.
    """

    number: int
    code: str
    title: str
    message: str
    place: str
    wanted: int | Fraction | None
    found: int | Fraction | None
    apart: int | Fraction | None
    measure: Measure
    handling: str
    #: What the accountant wrote this year, and what was written last year.
    explanation: str = ""
    offered: str = ""

    @property
    def shown(self) -> str:
        """The explanation; else last year's, marked as such; else that it is missing."""
        if self.explanation:
            return self.explanation
        return f"{say.MISSING}\n{say.OFFERED}{self.offered}" if self.offered else say.MISSING

    @property
    def amounts(self) -> tuple[str, ...]:
        """Both sides and the difference, as people read them."""
        texts = [
            text.format(value=shown_amount(value, self.measure))
            for text, value in ((say.WANTED, self.wanted), (say.FOUND, self.found))
            if value is not None
        ]
        if self.apart is not None:
            text = say.CONCERNED if self.wanted is None else say.APART
            texts.append(text.format(value=shown_amount(self.apart, self.measure)))
        if self.apart_wan:
            texts.append(say.IN_WAN.format(wan=self.apart_wan))
        return tuple(texts) or (say.NO_AMOUNT,)

    @property
    def apart_wan(self) -> str:
        """The difference in 万元 with two decimals; empty where it is no amount."""
        if self.apart is None or self.measure is not Measure.AMOUNT:
            return ""
        return format_printed(self.apart, unit=FEN_PER_WAN, step=FEN_PER_WAN // 100)


@dataclass(frozen=True)
class Statement:
    """All warnings of one unit and year."""

    unit_name: str
    year: int
    items: tuple[Item, ...]

    @property
    def explained(self) -> int:
        """How many have an explanation of this year."""
        return sum(bool(item.explanation) for item in self.items)

    @property
    def missing(self) -> int:
        """How many have none."""
        return len(self.items) - self.explained

    @property
    def title(self) -> str:
        """The heading."""
        return say.TITLE.format(unit=self.unit_name or say.NO_UNIT, year=self.year)

    @property
    def title_lines(self) -> tuple[str, str]:
        """The heading in two lines: whose it is, and what it is."""
        name = self.unit_name or say.NO_UNIT
        return name, self.title.removeprefix(name)

    @property
    def intro(self) -> str:
        """What is said before the items."""
        if not self.items:
            return say.INTRO_NONE
        return say.INTRO.format(
            count=len(self.items), explained=self.explained, missing=self.missing
        )

    @property
    def created(self) -> datetime:
        """The date in the document's properties: fixed, so that equal input gives equal bytes."""
        return datetime(self.year + 1, 1, 1)  # noqa: DTZ001 - a document property has no zone


def compose_statement(
    audit: Audit,
    reviews: Mapping[str, tuple[str, str]],
    offers: Offers,
    *,
    names: tuple[str, int],
    place: Callable[[Finding], str],
) -> Statement:
    """Gather the warnings.

    Args:
        audit: what the rules found.
        reviews: 处理 and 说明 by fingerprint.
        offers: what was written last year.
        names: the unit and the year.
        place: names the place of a finding.
    """
    warnings = [
        line
        for line in audit.lines
        if line.finding.outcome is Outcome.FAILED and line.finding.severity is Severity.WARNING
    ]
    items = (
        _item(number, line, reviews, offers, place(line.finding))
        for number, line in enumerate(warnings, start=1)
    )
    return Statement(*names, tuple(items))


def _item(
    number: int,
    line: Line,
    reviews: Mapping[str, tuple[str, str]],
    offers: Offers,
    place: str,
) -> Item:
    finding = line.finding
    handling, explanation = reviews.get(finding.fingerprint, ("", ""))
    is_compared = finding.left is not None and finding.right is not None
    return Item(
        number=number,
        code=finding.code,
        title=finding.title,
        message=finding.reason or finding.message,
        place=place,
        wanted=finding.right if is_compared else None,
        found=finding.left if is_compared else None,
        apart=finding.difference,
        measure=line.checks[0].measure if line.checks else Measure.AMOUNT,
        handling=handling or PENDING,
        explanation=explanation_of(explanation),
        # Last year's words, still marked as such, may have been worked on already.
        offered=explanation.removeprefix(say.OFFERED) or offers.of(finding, place),
    )
