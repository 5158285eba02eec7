"""The page of a rule: everything that a person may want to know of it, in Chinese.

It knows the words for a rule's parts; it refuses to know terminals, files and Markdown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.audit.example_page import ExamplePage
from xls_juesuan.audit.example_page import ExampleWriter
from xls_juesuan.audit.examples import blank_tables
from xls_juesuan.audit.naming import TableNames
from xls_juesuan.audit.scope import bind_funding
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.declarations.parts import ASSESSED
from xls_juesuan.declarations.parts import load_parts
from xls_juesuan.declarations.relation.nodes import COLUMN_VARIABLE
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import of_last_year
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.declarations.relation.text import TextWriter
from xls_juesuan.declarations.relation.text import account_names
from xls_juesuan.declarations.rule import Tolerance
from xls_juesuan.messages import catalogue as messages
from xls_juesuan.messages.audit import MISSING_INPUTS
from xls_juesuan.messages.labels import SEVERITIES
from xls_juesuan.tables.comparatives import last_years_table
from xls_juesuan.tables.parts import part_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit.naming import NamesOfCodes
    from xls_juesuan.declarations.rule import Rule
    from xls_juesuan.declarations.rule import Scope
    from xls_juesuan.tables.table import Table

_CITED = re.compile(r"\b([FTLPNBRA]\d{3})(?!\d)")


@dataclass(frozen=True, slots=True)
class RulePage:
    """One rule as people read it; every text is whole sentences or plain names.

    Attributes:
        rule: the rule.
        place: name of the table or document that it is about.
        checks: what it checks: relation, rows, columns, condition.
        exceptions: when it says nothing, and why.
        certainty: how sure its basis is.
        severity: what its severity means.
        related: codes and titles of rules that it cites or that cite it.
        examples: the examples.
    """

    rule: Rule
    place: str
    checks: tuple[str, ...]
    exceptions: tuple[str, ...]
    certainty: str
    severity: tuple[str, ...]
    related: tuple[tuple[str, str], ...]
    examples: tuple[ExamplePage, ...]


class _Numbered:
    """Names of rows that examples number.

    Args:
        word: what is said after the number.
    """

    def __init__(self, word: str) -> None:
        self._word = word

    def name(self, _: str) -> str:
        """What is said after the number of a row."""
        return self._word


class Catalogue:
    """Writes pages of rules with the names of one layout.

    Args:
        rules: all rules, for those that cite each other.
        profile: name of the layout.
    """

    def __init__(self, rules: Sequence[Rule], profile: str = DEFAULT_PROFILE) -> None:
        self.rules = tuple(rules)
        self._blank = blank_tables(profile)
        parts = {part.key: part for part in load_parts()}
        tables = {table.key: table for table in self._blank.tables}
        tables |= {key: part_table(part, {}) for key, part in parts.items()}
        last_year = tuple(last_years_table(table) for table in self._blank.tables)
        tables |= {table.key: table for table in last_year}
        named = {layout.key: layout.classification for layout in self._blank.profile.layouts}
        named |= {of_last_year(key): kind for key, kind in named.items()}
        named |= {key: part.classification for key, part in parts.items()}
        names: Mapping[str, NamesOfCodes] = {
            **self._blank.names,
            "project": _Numbered(messages.PROJECT),
            ASSESSED: _Numbered(messages.ASSESSED),
        }
        codes = {key: names[kind] for key, kind in named.items() if kind in names}
        self._tables: Mapping[str, Table] = tables
        self.names = TableNames(tables, codes)
        self._writer = TextWriter(self.names)
        self._examples = ExampleWriter(self._writer, self.names)

    def place(self, rule: Rule) -> str:
        """Name the table or document that a rule is about."""
        return messages.PLACES.get(rule.table) or self.names.table_name(rule.table)

    def places(self, key: str) -> tuple[str, ...]:
        """Everything that people may call a place of rules."""
        table = self._tables.get(key)
        if key in messages.PLACES or table is None:
            return (key, messages.PLACES.get(key, key))
        return (key, table.sheet, table.title, table.label)

    def cell_name(self, cell: Cell) -> str:
        """Name a figure."""
        return self._writer.amount(cell)

    def checks(self, rule: Rule) -> tuple[str, ...]:
        """Say what a rule checks."""
        return tuple(self._checks(rule))

    def page(self, rule: Rule) -> RulePage:
        """Write the page of a rule.

        Raises:
            DeclarationError: its examples are malformed.
        """
        missing = (MISSING_INPUTS[need] for need in rule.needs)
        return RulePage(
            rule=rule,
            place=self.place(rule),
            checks=self.checks(rule),
            exceptions=tuple(text for text in (rule.otherwise, *missing) if text),
            certainty=messages.SOURCED if rule.is_verified else messages.KNOWLEDGE,
            severity=tuple(_severity(rule)),
            related=self._related(rule),
            examples=tuple(self._examples.page(rule, each) for each in rule.examples),
        )

    def _checks(self, rule: Rule) -> Iterator[str]:
        if rule.relation is None:
            yield messages.CODED if rule.coded else messages.OBSERVED
            return
        yield messages.CHECKED.format(
            text=self._writer.condition(bind_funding(rule.relation, self._tables))
        )
        scopes = [self._scope(rule, scope) for scope in rule.each]
        if rule.accounts:
            scopes.append(messages.ACCOUNTS.format(accounts=account_names(rule.accounts)))
        if scopes:
            yield messages.REPEATED.format(scopes=messages.LISTED.join(scopes))
        if rule.columns:
            yield messages.IN_COLUMNS.format(columns=self._columns(rule))
        if rule.when is not None:
            yield messages.APPLIES.format(text=self._writer.condition(rule.when))
        if rule.tolerance is Tolerance.PARTS:
            yield messages.TAILS_ALLOWED

    def _scope(self, rule: Rule, scope: Scope) -> str:
        rows = self._writer.rows(scope.table, scope.rows) if scope.selection == "rows" else ""
        table = self.names.table_name(scope.table)
        text = messages.SCOPES[scope.selection].format(table=table, rows=rows)
        if rule.named:
            quoted = messages.LISTED.join(messages.QUOTED.format(text=one) for one in rule.named)
            text = messages.NAMED.format(scope=text, names=quoted)
        return text

    def _columns(self, rule: Rule) -> str:
        tables = [
            part.table
            for part in walk(rule.relation)  # type: ignore[arg-type]  # a rule with columns has one
            if isinstance(part, Cell | CellSum) and part.column == COLUMN_VARIABLE
        ]
        return "".join(
            messages.QUOTED.format(text=self.names.column_name(tables[0], column))
            for column in rule.columns
        )

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {rule.code: rule.title for rule in self.rules}

    @cached_property
    def _cited(self) -> Mapping[str, frozenset[str]]:
        return {
            rule.code: frozenset(
                code
                for text in (rule.why, rule.fix, rule.basis, rule.otherwise)
                for code in _CITED.findall(text)
            )
            for rule in self.rules
        }

    def _related(self, rule: Rule) -> tuple[tuple[str, str], ...]:
        """Rules it cites, that cite it, or that stand for the same known relation."""
        origins = set(rule.origin)
        codes = set(self._cited.get(rule.code, ()))
        codes |= {code for code, cited in self._cited.items() if rule.code in cited}
        codes |= {other.code for other in self.rules if origins & set(other.origin)}
        known = sorted((codes & set(self._titles)) - {rule.code})
        return tuple((code, self._titles[code]) for code in known)


def _severity(rule: Rule) -> Iterator[str]:
    yield messages.SEVERITY_LINES[rule.severity]
    if rule.raised:
        subjects = (messages.QUOTED.format(text=text) for text in rule.raised.subjects)
        yield messages.RAISED.format(
            subjects=messages.LISTED.join(subjects), severity=SEVERITIES[rule.raised.severity]
        )
