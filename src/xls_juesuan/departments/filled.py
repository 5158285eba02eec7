"""A unit's filled workbook → its cube: the exact facts, and the ledger rows listed behind them.

It knows the working sheets of such a workbook; it refuses to know its tables.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.cube.build import BUDGETS
from xls_juesuan.cube.build import COUNTS
from xls_juesuan.cube.build import Cube
from xls_juesuan.cube.build import account_of_lines
from xls_juesuan.cube.build import kind_of_accounts
from xls_juesuan.cube.build import three_public_facts
from xls_juesuan.ledger import FEN_COLUMNS
from xls_juesuan.ledger import TEXT_COLUMNS
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import department as say
from xls_juesuan.messages import writing as sheets
from xls_juesuan.model import Flow
from xls_juesuan.model import UnitKind
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import AmountError
from xls_juesuan.money import parse_fen
from xls_juesuan.reading.earlier_workbook import read_earlier
from xls_juesuan.recognise import RecognitionRequest
from xls_juesuan.recognise import recognise_document
from xls_juesuan.recognise.source import read_source
from xls_juesuan.supplement import Supplement
from xls_juesuan.writing.facts_sheet import FIRST_LINE
from xls_juesuan.writing.ledger_rows import ROW_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.edits import EarlierWorkbook
    from xls_juesuan.model import Fact
    from xls_juesuan.recognise import Recognised
    from xls_juesuan.recognise.page import PrintedPage

_BUDGET = "three_public_budget"
_COUNTED = (Flow.INCOME, Flow.EXPENDITURE)
_TRACED_AMOUNTS = ("debit", "credit", "counted")
#: Inputs that no sheet of a workbook says anything about.
_UNTOLD = frozenset({"narrative", "attachments"})
_CLASSIFIED = ("top", "flow", "item", "item_evidence", "funding", "funding_evidence")


def read_filled(path: Path) -> tuple[Recognised, Cube]:
    """Read the workbook of a unit.

    Raises:
        UserError: it cannot be read, or no longer holds exact facts.
    """
    recognised = recognise_document(RecognitionRequest(path))
    facts = recognised.tables.index.facts
    if not facts:
        raise say.no_facts(str(path))
    typed = typed_budgets(read_earlier(path), recognised.supplement)
    recognised = replace(recognised, supplement=_with_fields(recognised.supplement, typed))
    first = max(fact.number for fact in facts) + 1
    more = enumerate(three_public_facts(Supplement(fields=typed)), start=first)
    facts += tuple(replace(fact, number=number) for number, fact in more)
    pages = {page.name: page for page in read_source(path).pages}
    frame = frame_of_facts(facts, path.name, pages.get(sheets.TRACE))
    account = account_of_lines(frame)
    kind = recognised.supplement.unit_kind
    if kind is UnitKind.UNKNOWN:
        kind = kind_of_accounts({fact.top_account for fact in facts if fact.flow in _COUNTED})
    cube = Cube(
        facts=facts,
        frame=frame,
        shares=pd.DataFrame({"fact": [], "counted": []}, dtype="int64"),
        unit_kind=kind,
        inputs=_inputs(recognised, facts, recognised.supplement, kind),
        problems=(),
        used=account.pop(RowStatus.USED),
        set_aside=(),
    )
    return recognised, cube


def typed_budgets(workbook: EarlierWorkbook | None, supplement: Supplement) -> dict[str, int]:
    """Budgets that a person typed into 公开09, in fen by field, where no supplement states them.

    汇总 lists what the program knew; what stands in open cells is in no fact of it.
    """
    found: dict[str, int] = {}
    for name, cell in (workbook.inputs if workbook else {}).items():
        key = f"{_BUDGET}.{name.rpartition('/')[2].removeprefix('budget_')}"
        if not name.startswith("three_public/") or key not in BUDGETS:
            continue
        try:
            fen = parse_fen(cell.cell, fen_per_unit=FEN_PER_WAN)
        except AmountError:
            continue
        if fen is not None and supplement.number(key) is None:
            found[key] = fen
    return found


def _with_fields(supplement: Supplement, more: Mapping[str, int]) -> Supplement:
    return replace(supplement, fields={**supplement.fields, **more})


def _inputs(
    recognised: Recognised, facts: tuple[Fact, ...], supplement: Supplement, kind: UnitKind
) -> frozenset[str]:
    """Name the inputs, as far as the workbook tells."""
    stated = {key for key in (*BUDGETS, *COUNTS) if supplement.number(key) is not None}
    has_balances = any(fact.account.startswith("8") for fact in facts)
    return frozenset(
        {
            *(recognised.inputs - _UNTOLD - {*BUDGETS, *COUNTS}),
            *stated,
            *(["supplement"] if supplement.is_given else []),
            *(["unit_kind"] if kind is not UnitKind.UNKNOWN else []),
            *(["balances_8xxx"] if has_balances else []),
        }
    )


def frame_of_facts(facts: tuple[Fact, ...], file: str, trace: PrintedPage | None) -> pd.DataFrame:
    """Give a line for each traced ledger row, or for a fact whose rows are not all listed.

    Args:
        facts: as 汇总 lists them.
        file: name of the workbook.
        trace: its sheet 溯源; ``None`` where it has none.
    """
    traced = _traced(trace) if trace else {}
    lines: list[dict[str, object]] = []
    for place, fact in enumerate(facts):
        if fact.flow not in _COUNTED:
            continue
        rows = traced.get(fact.number, [])
        if sum(int(str(row["counted"])) for row in rows) != fact.fen:
            rows = [_line_of(fact, file, place)]
        lines += [{**row, **_classified(fact)} for row in rows]
    texts = dict.fromkeys((*TEXT_COLUMNS, *_CLASSIFIED), "")
    amounts = dict.fromkeys((*FEN_COLUMNS, "adjustment", "counted", "fact", "row"), 0)
    columns: dict[str, object] = {**texts, **amounts}
    frame = pd.DataFrame([{**columns, **line} for line in lines], columns=list(columns))
    return frame.assign(status=str(RowStatus.USED), is_closing=False)


def _classified(fact: Fact) -> dict[str, object]:
    return {
        "fact": fact.number,
        "top": fact.top_account,
        "flow": str(fact.flow),
        "item": str(fact.item),
        "funding": str(fact.funding),
        "function": fact.function,
        "economic": fact.economic,
        "project": fact.project,
        "project_name": fact.project_name,
    }


def _line_of(fact: Fact, file: str, place: int) -> dict[str, object]:
    """The line of a fact on 汇总, which stands for its ledger rows."""
    side = "credit" if fact.flow is Flow.INCOME else "debit"
    return {
        "file": file,
        "sheet": sheets.FACTS,
        "row": place + FIRST_LINE + 1,
        "account": fact.account,
        "account_name": fact.account_name,
        side: fact.fen,
        "counted": fact.fen,
    }


def _traced(page: PrintedPage) -> Mapping[int, list[dict[str, object]]]:
    """Read the rows of 溯源 by number of their fact; empty where it is not as it was written."""
    heads = list(sheets.TRACE_HEADS)
    head = next(
        (
            line
            for line in range(page.lines)
            if [text for _, text in page.filled(line)][: len(heads)] == heads
        ),
        None,
    )
    if head is None:
        return {}
    found: dict[int, list[dict[str, object]]] = {}
    for number, row in _rows(page, head + 1):
        found.setdefault(number, []).append(row)
    return found


def _rows(page: PrintedPage, first: int) -> Iterator[tuple[int, dict[str, object]]]:
    place = len(sheets.TRACE_HEADS) - len(ROW_COLUMNS) - len(_TRACED_AMOUNTS)
    for line in range(first, page.lines):
        number = page.text(line, 0)
        if not number.isdigit():
            continue
        row: dict[str, object] = {
            name: page.text(line, place + offset) for offset, name in enumerate(ROW_COLUMNS)
        }
        row["row"] = int(str(row["row"])) if str(row["row"]).isdigit() else 0
        try:
            for offset, name in enumerate(_TRACED_AMOUNTS, start=place + len(ROW_COLUMNS)):
                row[name] = parse_fen(page.cell(line, offset)) or 0
        except AmountError:
            continue
        yield int(number), row
