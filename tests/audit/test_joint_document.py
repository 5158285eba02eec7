"""What the joint check is given: figures as printed, and relations that must hold of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.generating.printing import publish
from benchmarks.generating.printing import with_figures
from benchmarks.generating.relations import document_of
from benchmarks.generating.units import random_unit
from tests.audit.units import rules
from xls_juesuan.audit.engine import judge_rules
from xls_juesuan.audit.joint.habits import habits
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.joint_document import joint_document
from xls_juesuan.declarations.rules import FACTS
from xls_juesuan.declarations.rules import PUBLISHED
from xls_juesuan.model import CellKey

if TYPE_CHECKING:
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.document import Figure

TOTAL_INCOME = CellKey("income_expenditure", "L27", "amount")


def figure(document: Document, key: CellKey) -> Figure:
    return next(figure for figure in document.figures if figure.key == key)


def readable(document: Document, text: str) -> set[tuple[str, str, str, int]]:
    """The figures of a relation with their coefficients."""
    (relation,) = (one for one in document.relations if document.texts[one.check] == text)
    return {
        (key.table, key.row, key.column, k)
        for key, k in ((document.figures[number].key, k) for number, k in relation.terms)
    }


def test_a_figure_says_what_is_printed_and_what_may_be() -> None:
    """Value, step and place as printed; blanks are nothing; carry-overs may be negative."""
    tables = publish(random_unit(0), Habit.OWN)
    document = document_of(tables)
    total, cell = figure(document, TOTAL_INCOME), tables.table_cell(TOTAL_INCOME)
    assert (total.shown, total.step) == (cell.fen, 10_000)
    assert (total.line, total.place) == (cell.line, cell.place)
    assert not total.is_blank
    assert not total.is_signed
    assert figure(document, replace(TOTAL_INCOME, row="L9")).is_blank
    assert figure(document, replace(TOTAL_INCOME, row="L29")).is_signed
    assert figure(document, CellKey("fund", "total", "closing")).is_signed
    assert not figure(document, CellKey("fund", "total", "income")).is_signed


def test_a_total_less_its_parts_is_nothing() -> None:
    """Sums over rows come out cell by cell, once each."""
    document = document_of(publish(random_unit(0), Habit.OWN))
    assert readable(document, "T101") == {
        ("income_expenditure", "L27", "amount", 1),
        *(("income_expenditure", f"L{line}", "amount", -1) for line in range(1, 9)),
    }


def test_what_only_applies_if_figures_are_right_is_left_out() -> None:
    """Neither conditions on figures, nor what may be explained, nor limits on spending."""
    document = document_of(publish(random_unit(0), Habit.OWN))
    codes = {text.split()[0] for text in document.texts.values()}
    assert "T305" in codes
    assert codes.isdisjoint({"T427", "T508", "T001", "T106", "P001", "P102", "N101"})


def test_what_the_ledger_gives_is_a_constant() -> None:
    """A figure that stands against facts alone is bound to them to the fen."""
    tables = publish(random_unit(0), Habit.OWN)
    checks = judge_rules(tables, rules(), frozenset({PUBLISHED, FACTS}))
    document = joint_document(tables, checks)
    (relation,) = (one for one in document.relations if document.texts[one.check] == "L404")
    ((number, k),) = relation.terms
    key = CellKey("three_public", "total", "outturn_hospitality")
    assert document.figures[number].key == key
    exact = random_unit(0).table_cell(key).fen
    assert k * exact + relation.constant == 0


def test_a_broken_relation_stays_in() -> None:
    """What fails is what the joint check is for."""
    tables = publish(random_unit(0), Habit.OWN)
    wrong = with_figures(tables, {TOTAL_INCOME: tables.table_cell(TOTAL_INCOME).fen + 10**8})
    assert len(document_of(wrong).relations) == len(document_of(tables).relations)


def test_totals_that_balance_do_not_add_each_other_up() -> None:
    """总计 of income and of expenditure are equal, but neither is printed from the other."""
    document = document_of(publish(random_unit(0), Habit.OWN))
    balances = {document.texts[one.check] for one in document.relations if one.is_balance}
    assert {"T105", "T408"} <= balances
    assert not {"T101", "T209"} & {text.split()[0] for text in balances}


@pytest.mark.parametrize("seed", range(6))
def test_balances_of_added_totals_speak_against_no_habit(seed: int) -> None:
    """Their rounding errors are their own: where parts are added up, all tables say so."""
    document = document_of(publish(random_unit(seed), Habit.ADDED))
    assert Habit.OWN not in habits(document).values()
