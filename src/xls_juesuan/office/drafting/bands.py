"""Blocks of a table on a sheet → the bands that declare them.

It knows which columns and rows belong to a block; it refuses to know relations between figures.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.inheritance import single_rows
from xls_juesuan.declarations.published import plain
from xls_juesuan.declarations.published import published_words
from xls_juesuan.messages import drafting as say
from xls_juesuan.office.drafting.rows import RowDraft
from xls_juesuan.recognise.code_columns import CodeColumns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.office.drafting.points import OpenPoints
    from xls_juesuan.office.seen_table import SeenTable
    from xls_juesuan.recognise.found_row import FoundRow

_Values = dict[str, Any]


class BandDraft:
    """The bands of one table.

    Args:
        table: the table.
        base: its bands as they are declared in the layout that is changed.
        points: what is left open.
        numbered: whether the draft declares numbers of lines and columns.
    """

    def __init__(
        self, table: SeenTable, base: list[_Values], points: OpenPoints, *, numbered: bool
    ) -> None:
        self._table = table
        self._base = base
        self._points = points
        self._numbered = numbered
        self._left = table.places.start
        lines = [row.line for row in table.rows]
        # Free lines above a total that stands last belong to the body.
        self._top = table.heading.end if table.listing else min(lines, default=table.heading.end)

    def bands(self) -> list[_Values]:
        """Declare all bands."""
        found: list[_Values] = []
        for band, base in zip(self._table.layout.bands, self._base, strict=True):
            if band.listing is not None:
                found.append(self._listing(band, base))
            elif band.code_places:
                found.extend(self._blocks(band, base))
            elif band.label_place is None:
                found.append(self._only(band, base))
            else:
                found.extend(self._named(band, base))
        return found

    def _rows_of(self, band: Band) -> list[FoundRow]:
        return [row for row in self._table.rows if row.band is band]

    # ------------------------------------------------------------------ columns

    def _columns(self, band: Band, base: _Values, place: int | None = None) -> list[_Values]:
        """The columns of a band that are printed, at their places, from the left."""
        places = {one.spec.key: one.place for one in self._table.columns if one.band is band}
        usual = {spec.key: spec for spec in band.columns}
        kept = []
        for values in deepcopy(base["columns"]):
            key = values["key"]
            at = place if place is not None else places.get(key)
            if at is None:
                continue
            values["place"] = at - self._left
            self._name(values, usual[key].place, at)
            kept.append(values)
        present = {one["key"] for one in kept}
        for values in kept:
            parts = values.get("sum")
            if parts and not set(parts) <= present:
                values["sum"] = [part for part in parts if part in present]
                if not values["sum"]:
                    values["by"] = []
        return sorted(kept, key=lambda one: int(one["place"]))

    def _name(self, values: _Values, usual: int, place: int) -> None:
        """Name and number as they are printed above the column."""
        leaf = self._table.heading_text(place).rpartition("—")[2]
        before = self._table.usual_heading_text(usual).rpartition("—")[2]
        if leaf and plain(before) == plain(str(values["name"])) != plain(leaf):
            values["name"] = leaf
        number = self._column_number(place)
        if self._numbered and number and number != values.get("number"):
            values["number"] = number

    def _column_number(self, place: int) -> str:
        page, heading = self._table.page, self._table.heading
        line = heading.end - 1
        text = page.text(line, place)
        return (
            text if text.isdecimal() and page.spans.get((line, place), (line,))[0] == line else ""
        )

    # ------------------------------------------------------------------ kinds of bands

    def _listing(self, band: Band, base: _Values) -> _Values:
        table, values = self._table, deepcopy(base)
        if table.code_columns:
            values["code_places"] = [at - self._left for at in table.code_columns]
        else:
            self._points.add(say.codes_missing())
        name = table.name_place(band)
        if name is not None:
            values["label_place"] = name - self._left
        values["columns"] = self._columns(band, base)
        self._total(band, values)
        return values

    def _total(self, band: Band, values: _Values) -> None:
        table = self._table
        line, words = table.total_line, published_words()
        if line is None or band.listing is None:
            self._points.add(say.total_missing())
            return
        wanted = words.row(band.listing.label)
        for place, text in table.page.filled(line):
            if words.row(text) == wanted:
                is_same = plain(text) == plain(band.listing.label)
                values["listing"] = {
                    "label": band.listing.label if is_same else "".join(text.split()),
                    "place": place - self._left,
                    "places": self._wide(line, place),
                }
                if table.total_is_last:
                    values["listing"]["total_last"] = True
                break

    def _only(self, band: Band, base: _Values) -> _Values:
        return {**deepcopy(base), "columns": self._columns(band, base)}

    def _named(self, band: Band, base: _Values) -> Iterator[_Values]:
        """A band of rows with names; none where no row of it was found."""
        table, rows = self._table, self._rows_of(band)
        if not rows:
            return
        values = deepcopy(base)
        spot = next(filter(None, map(self._label_spot, rows)), None)
        if spot is not None:
            values["label_place"] = spot[1] - self._left
            values["label_places"] = self._wide(*spot)
        at = table.layout.bands.index(band)
        numbers = table.line_places.get(at) if self._numbered else None
        if numbers is not None:
            values["line_place"] = numbers - self._left
        elif self._numbered:
            values.pop("line_place", None)
        values["columns"] = self._columns(band, base, self._place_of_one(rows, spot))
        place_of_names = None if spot is None else spot[1]
        names = {
            one.line: one.text for one in table.unknown_rows if one.place == place_of_names
        } if len(band.rows) > 1 else {}  # fmt: skip
        draft = RowDraft(table, base["rows"], self._points, numbers)
        values["rows"] = draft.rows(rows, names)
        values["first"] = min([row.line for row in rows] + list(names)) - self._top
        yield values

    def _place_of_one(self, rows: Sequence[FoundRow], spot: tuple[int, int] | None) -> int | None:
        """Where the figure of a band of one row stands; ``None`` where its heading tells."""
        if len(rows) > 1:
            return None
        stated = next(iter(rows[0].places.values()), None)
        if stated is not None or any(one.band is rows[0].band for one in self._table.columns):
            return stated
        below = self._table.heading.figure_places
        return next((at for at in below if spot is not None and at > spot[1]), None)

    def _label_spot(self, row: FoundRow) -> tuple[int, int] | None:
        """Where the name of a row stands: the nearest such text left of its figures."""
        figures = list(row.places.values()) or [
            one.place for one in self._table.columns if one.band is row.band
        ]
        found = [
            place
            for place, text in self._table.page.filled(row.line)
            if plain(text) == plain(row.row.label) and place < max(figures, default=place + 1)
        ]
        return (row.line, found[-1]) if row.row.label and found else None

    def _wide(self, line: int, place: int) -> int:
        """How many places of a line a merged cell takes."""
        spans = self._table.page.spans
        wide = 1
        while spans.get((line, place + wide)) == (line, place):
            wide += 1
        return wide

    # ------------------------------------------------------------------ blocks of fixed codes

    def _blocks(self, band: Band, base: _Values) -> Iterator[_Values]:
        """A band of fixed codes, divided where it is printed in several blocks."""
        rows = self._rows_of(band)
        places = sorted({place for row in rows for place in row.places.values()})
        for number, place in enumerate(places, 1):
            mine = [row for row in rows if place in row.places.values()]
            values = self._block(band, base, mine, place)
            if number > 1:
                values["key"] = f"{base['key']}_{number}"
            yield values

    def _block(self, band: Band, base: _Values, rows: Sequence[FoundRow], place: int) -> _Values:
        table, values = self._table, deepcopy(base)
        before = [at for at in table.heading.figure_places if at < place]
        area = range(max(before, default=table.places.start - 1) + 1, place)
        lines = [row.line for row in rows]
        codes = CodeColumns(table.page, table.layout).find(lines, area, ())
        names = [
            at
            for at in area
            if at not in codes and any(table.page.text(line, at) for line in lines)
        ]
        values["code_places"] = [at - self._left for at in codes]
        at = names[0] if names else codes[0] if codes else area[0]
        values["label_place"] = at - self._left
        values["label_places"] = self._wide(lines[0], at)
        values["columns"] = self._columns(band, base, place)
        values["rows"] = self._coded_rows(base, rows)
        if at in codes:
            # Codes and names share a cell: what stands there is the name.
            values["code_places"] = []
            printed = {row.row.code: table.page.text(row.line, at) for row in rows}
            for one in values["rows"]:
                one["label"] = printed.get(one.get("code", ""), "")
        values["first"] = min(lines) - self._top
        return values

    def _coded_rows(self, base: _Values, rows: Sequence[FoundRow]) -> list[_Values]:
        known = {one.get("code"): one for one in single_rows(base["rows"])}
        by_line = {row.line: row.row for row in rows}
        declared: list[_Values] = []
        for line in range(min(by_line), max(by_line) + 1):
            row = by_line.get(line)
            if row is None:
                declared.append({"key": f"{base['key']}_blank_{line}"})
                continue
            values = dict(known.get(row.code, {"code": row.code}))
            label = " ".join(row.label.split())
            if plain(label) != plain(str(values.get("label", ""))):
                values["label"] = label
            declared.append(values)
        return declared
