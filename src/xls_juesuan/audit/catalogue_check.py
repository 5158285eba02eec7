"""What is wrong with a catalogue of rules, in words: names, contradictions, repetitions.

It knows the words for what ``audit.consistency`` finds; it refuses to know how examples are
run, which takes the whole program.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.audit.consistency.contradictions import Conflict
from xls_juesuan.audit.consistency.contradictions import Contradictions
from xls_juesuan.audit.consistency.contradictions import Squeeze
from xls_juesuan.audit.consistency.repetition import find_repetitions
from xls_juesuan.audit.rule_page import Catalogue
from xls_juesuan.declarations.known_names import known_fields
from xls_juesuan.declarations.known_names import known_tables
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.rule_check import check_rule
from xls_juesuan.messages import catalogue_check as messages
from xls_juesuan.messages import rule_faults
from xls_juesuan.messages.labels import UNIT_KINDS
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.audit.consistency.contradictions import Idle
    from xls_juesuan.audit.consistency.repetition import Repetition
    from xls_juesuan.declarations.rule import Rule


@dataclass(frozen=True, slots=True)
class CatalogueProblem:
    """Something that is wrong with rules, or may be.

    Attributes:
        word: what kind of problem it is.
        codes: the rules.
        message: what is wrong and what to do, whole sentences.
        is_notice: whether nothing need be done.
    """

    word: str
    codes: tuple[str, ...]
    message: str
    is_notice: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueCheck:
    """What came of taking all rules together on the tables of one layout.

    Attributes:
        profile: name of the layout.
        problems: what was found.
        rules, relations, cells: how many were taken together.
        not_judged: rules that are no linear relation.
        without_rows: rules that speak of nothing in this layout.
    """

    profile: str
    problems: tuple[CatalogueProblem, ...]
    rules: int
    relations: int
    cells: int
    not_judged: tuple[str, ...]
    without_rows: tuple[str, ...]


def check_catalogue(rules: Sequence[Rule], profile: str) -> CatalogueCheck:
    """Hold rules to the names that there are and to each other.

    Args:
        rules: all rules.
        profile: name of the layout.
    """
    contradictions = Contradictions(rules, profile)
    words = _Words(Catalogue(rules, profile))
    problems = [
        *_wrong_names(rules, profile),
        *map(words.contradiction, contradictions.find()),
        *map(words.repetition, find_repetitions(contradictions.of_every_unit)),
    ]
    judged = sum(rule.relation is not None for rule in rules)
    left_out = len(contradictions.not_judged) + len(contradictions.without_rows)
    return CatalogueCheck(
        profile=profile,
        problems=tuple(problems),
        rules=judged - left_out,
        relations=contradictions.relations,
        cells=contradictions.cells,
        not_judged=contradictions.not_judged,
        without_rows=contradictions.without_rows,
    )


def _wrong_names(rules: Iterable[Rule], profile: str) -> Iterator[CatalogueProblem]:
    tables, fields = known_tables(load_profile(profile)), known_fields()
    for rule in rules:
        for fault in check_rule(rule, tables, fields):
            text = rule_faults.malformed(rule.code, fault).paragraph
            yield CatalogueProblem(messages.NAMES, (rule.code,), text)


class _Words:
    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._rules = {rule.code: rule for rule in catalogue.rules}

    def contradiction(self, found: Conflict | Squeeze | Idle) -> CatalogueProblem:
        if isinstance(found, Conflict):
            text = messages.CONFLICT_TEXT.format(
                rules=self._named(found.codes),
                kinds=_kinds(found.kinds),
                checks=self._checks(found.codes),
            )
            return CatalogueProblem(messages.CONFLICT, found.codes, text)
        if isinstance(found, Squeeze):
            text = messages.SQUEEZE_TEXT.format(
                rules=self._named(found.codes),
                cells=self._cells(found),
                checks=self._checks(found.codes),
            )
            return CatalogueProblem(messages.SQUEEZE, found.codes, text)
        text = messages.IDLE_TEXT.format(rule=self._named((found.code,)))
        return CatalogueProblem(messages.IDLE, (found.code,), text)

    def repetition(self, found: Repetition) -> CatalogueProblem:
        rule, others = self._named((found.code,)), self._named(found.others)
        codes = (found.code, *found.others)
        if len(found.others) == 1:
            text = messages.REPEATED_TEXT.format(rule=rule, other=others)
            return CatalogueProblem(messages.REPEATED, codes, text, is_notice=True)
        text = messages.IMPLIED_TEXT.format(rule=rule, others=messages.LISTED.join(found.others))
        return CatalogueProblem(messages.IMPLIED, codes, text, is_notice=True)

    def _named(self, codes: Iterable[str]) -> str:
        return messages.LISTED.join(
            messages.RULE.format(code=code, title=self._rules[code].title) for code in codes
        )

    def _checks(self, codes: Iterable[str]) -> str:
        return "".join(
            messages.CHECKS.format(
                code=code, text="".join(self._catalogue.checks(self._rules[code]))
            )
            for code in codes
        )

    def _cells(self, found: Squeeze) -> str:
        names = [self._catalogue.cell_name(cell) for cell in found.cells[: messages.MOST_NAMES]]
        text = messages.LISTED.join(names)
        if len(found.cells) > len(names):
            text = messages.MORE.format(names=text, count=len(found.cells))
        return text


def _kinds(kinds: Sequence[UnitKind]) -> str:
    if len(kinds) == len(UnitKind) - 1:
        return ""
    names = messages.LISTED.join(UNIT_KINDS[kind] for kind in kinds)
    return messages.KINDS.format(kinds=names)
