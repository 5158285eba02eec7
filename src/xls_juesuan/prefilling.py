"""What the ledger and last year's file already say → the supplement that a person goes on with.

It knows which field follows from what, and which the unit does not need; it refuses to know
files. A figure that only a person can find out stays blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.codes import functional_codes
from xls_juesuan.declarations.needs import Circumstances
from xls_juesuan.declarations.needs import Need
from xls_juesuan.declarations.relation.nodes import of_last_year
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.messages import prefilling as say
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import UnitKind
from xls_juesuan.money import format_yuan_grouped
from xls_juesuan.supplement import YES
from xls_juesuan.supplement import FormMarks
from xls_juesuan.supplement import Supplement
from xls_juesuan.tables.comparatives import parse_cell
from xls_juesuan.tables.previous_year import CARRIED
from xls_juesuan.tables.spending import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.declarations.supplement_form import FormField
    from xls_juesuan.model import Fact
    from xls_juesuan.supplement import Value
    from xls_juesuan.tables.previous_year import PreviousYear

    Row = Mapping[str, Value]
    Rows = Mapping[str, tuple[Row, ...]]

_BUDGET_LIST = "original_budget_by_function"
_PROJECTS = "projects"
#: Lists that change little from year to year.
_LASTING_LISTS = ("duties", "departments", "budget_units")
#: What stays the same of a project that goes on.
_LASTING_OF_PROJECTS = ("code", "name", "department", "implementer")


@dataclass(frozen=True, slots=True)
class LedgerSide:
    """What a ledger says of a unit before its supplement is filled in.

    Attributes:
        file: name of the file, or names.
        unit_name: as stated; may be empty.
        year: the report year.
        kind: as the accounts show it.
        facts: everything in the ledger.
        has_opening: whether it shows opening balances, and so every funding source there is.
        has_carryover: whether carry-overs follow from it.
    """

    file: str
    unit_name: str
    year: int
    kind: UnitKind
    facts: tuple[Fact, ...] = field(repr=False)
    has_opening: bool = False
    has_carryover: bool = False


@dataclass(frozen=True, slots=True)
class Prefilled:
    """The supplement as far as it is known, and what the form says beside it."""

    supplement: Supplement
    marks: FormMarks


def prefill(
    ledger: LedgerSide | None,
    previous: PreviousYear | None,
    rows: Rows,
    *,
    is_new: bool = False,
) -> Prefilled:
    """Fill in what is known.

    Args:
        ledger: this year's ledger; ``None`` without one.
        previous: last year's file; ``None`` without one.
        rows: the lists that last year's file states.
        is_new: whether there was no year before.
    """
    filler = _Filler(ledger, previous, rows)
    filler.fill_unit(is_new=is_new)
    filler.fill_last_year()
    filler.fill_budget()
    filler.fill_projects()
    filler.fill_lasting_lists()
    has_previous = False if is_new else True if previous else None
    return filler.finished(has_previous=has_previous)


class _Filler:
    def __init__(
        self, ledger: LedgerSide | None, previous: PreviousYear | None, rows: Rows
    ) -> None:
        self._ledger = ledger
        self._previous = previous
        self._earlier = rows
        self._last_file = say.from_previous(previous.file) if previous else ""
        self._fields: dict[str, Value] = {}
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._origins: dict[str, str] = {}

    def finished(self, *, has_previous: bool | None) -> Prefilled:
        """Everything filled in so far, and what the unit does not need."""
        has_carryover = self._ledger.has_carryover if self._ledger else None
        circumstances = Circumstances(self._kind, self._fundings(), has_previous, has_carryover)
        unneeded = dict(self._unneeded(circumstances))
        if circumstances.unmet([Need.AGENCY]):
            self._drop_agency_only()
        stated = Supplement(fields=self._fields, rows=self._rows)
        required = frozenset(
            each.key
            for each in load_supplement_form().fields()
            if Need.NO_CARRYOVER in each.needed and circumstances.certain([Need.NO_CARRYOVER])
        )
        return Prefilled(stated, FormMarks(self._origins, unneeded, required - unneeded.keys()))

    @property
    def _kind(self) -> UnitKind:
        return Supplement(fields=self._fields).unit_kind

    def _fundings(self) -> frozenset[Funding] | None:
        ledger = self._ledger
        if ledger is None or not ledger.has_opening:
            return None
        return frozenset(fact.funding for fact in ledger.facts)

    def _unneeded(self, circumstances: Circumstances) -> Iterator[tuple[str, str]]:
        """Name what the unit certainly does not need, with the reason."""
        for sheet in load_supplement_form().sheets:
            if sheet.table and (unmet := circumstances.unmet(sheet.needed)):
                yield sheet.table.key, say.UNMET[unmet]
            for each in sheet.fields:
                unmet = circumstances.unmet((*sheet.needed, *each.needed))
                if unmet is Need.AGENCY or (unmet and each.key not in self._fields):
                    yield each.key, say.UNMET[unmet]

    def _drop_agency_only(self) -> None:
        """The running cost of an institution is no agency running cost."""
        for each in load_supplement_form().fields():
            if Need.AGENCY in each.needed:
                self._fields.pop(each.key, None)
                self._origins.pop(each.key, None)

    # ------------------------------------------------------------------- single values

    def _take(self, key: str, value: Value | None, origin: str) -> None:
        if value is not None and value != "" and key not in self._fields:
            self._fields[key] = value
            self._origins[key] = origin

    def fill_unit(self, *, is_new: bool) -> None:
        """Name, kind, year and place of the unit; the ledger goes first, but not for the kind."""
        if is_new:
            self._take("unit.is_new", YES, say.FROM_OPTION)
        ledger, last = self._ledger, self._previous
        stated = last.supplement if last else Supplement()
        self._take("unit.kind", stated.text("unit.kind"), self._last_file)
        if ledger:
            origin = say.from_ledger(ledger.file)
            self._take("unit.name", ledger.unit_name, origin)
            self._take("unit.year", ledger.year, origin)
            if ledger.kind is not UnitKind.UNKNOWN:
                self._take("unit.kind", str(ledger.kind), say.KIND_FROM_LEDGER)
        if last:
            self._take("unit.name", last.unit_name, self._last_file)
            self._take("unit.year", last.year + 1, say.year_after(last.file))
        self._take("unit.region", stated.text("unit.region"), self._last_file)

    def fill_last_year(self) -> None:
        """Last year's figures, exact where the file has them so."""
        last = self._previous
        if last is None:
            return
        for each in load_supplement_form().fields():
            if each.last_year:
                self._take_cell(each, last)
        for key, earlier_key in CARRIED.items():
            self._take(key, last.supplement.number(earlier_key), self._last_file)

    def _take_cell(self, each: FormField, last: PreviousYear) -> None:
        wanted = parse_cell(each.last_year)
        key = of_last_year(wanted.table)
        table = next((one for one in last.comparatives.tables if one.key == key), None)
        cell = table.cell(wanted.row, wanted.column) if table else None
        if cell is not None and cell.is_known:
            origin = self._last_file if cell.step == 1 else say.printed_only(last.file)
            self._take(each.key, cell.fen, origin)

    # --------------------------------------------------------------------------- lists

    def fill_budget(self) -> None:
        """A row for each functional item that the general public budget paid for."""
        spent: dict[str, int] = {}
        names: dict[str, str] = {}
        for fact in self._expenditure():
            code = fact.function_item
            if code and fact.funding is Funding.GENERAL_BUDGET:
                spent[code] = spent.get(code, 0) + fact.fen
                names[code] = fact.function_name
        for code in sorted(spent):
            name = functional_codes().name(code, self._ledger.year if self._ledger else 0)
            row: dict[str, Value] = {"function": code, "name": name or names[code]}
            shown = {key: value for key, value in row.items() if value}
            self._add_row(_BUDGET_LIST, shown, say.outturn(format_yuan_grouped(spent[code])))

    def fill_projects(self) -> None:
        """The projects of the ledger, and those of last year that may go on."""
        lasting = {
            plain_name(str(row["name"])): {
                key: row[key] for key in _LASTING_OF_PROJECTS if key in row
            }
            for row in self._earlier.get(_PROJECTS, ())
            if row.get("name")
        }
        spent: dict[str, int] = {}
        rows: dict[str, dict[str, Value]] = {}
        for fact in self._expenditure():
            if fact.item is Item.PROJECT and fact.project_name:
                name = plain_name(fact.project_name)
                spent[name] = spent.get(name, 0) + fact.fen
                row = rows.setdefault(name, {"name": fact.project_name})
                if fact.project:
                    row["code"] = fact.project
        for name, row in rows.items():
            origins = [say.outturn(format_yuan_grouped(spent[name]))]
            origins += [self._last_file] if name in lasting else []
            whole = {**lasting.get(name, {}), **row}
            self._add_row(_PROJECTS, whole, say.SEMICOLON.join(origins))
        for name, earlier in lasting.items():
            if name not in rows:
                ended = [say.ENDED_PROJECT] if rows else []
                self._add_row(_PROJECTS, earlier, say.SEMICOLON.join([self._last_file, *ended]))

    def fill_lasting_lists(self) -> None:
        """What rarely changes."""
        for key in _LASTING_LISTS:
            for row in self._earlier.get(key, ()):
                self._add_row(key, row, self._last_file)

    def _expenditure(self) -> Iterator[Fact]:
        for fact in self._ledger.facts if self._ledger else ():
            if fact.flow is Flow.EXPENDITURE:
                yield fact

    def _add_row(self, key: str, row: Row, origin: str) -> None:
        rows = self._rows.get(key, ())
        self._origins[f"{key}[{len(rows)}]"] = origin
        self._rows[key] = (*rows, row)
