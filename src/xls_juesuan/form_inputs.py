"""What a person typed into open cells of the self-assessment's forms → the supplement.

It knows how a key names a line of a list; it refuses to know where a form has its cells.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.supplement_form import FieldKind
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.edits import FORM_INPUT
from xls_juesuan.edits import Edit
from xls_juesuan.edits import Fate
from xls_juesuan.messages import earlier as say
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import AmountError
from xls_juesuan.money import parse_fen
from xls_juesuan.reading.supplement_values import CellError
from xls_juesuan.reading.supplement_values import parse_value
from xls_juesuan.record import value_of
from xls_juesuan.tables.self_assessment import row_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.declarations.supplement_form import FormField
    from xls_juesuan.edits import EarlierWorkbook
    from xls_juesuan.edits import TypedCell
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.supplement import Value

_LINE = re.compile(r"(\w+)\[(.*)\]\.(\w+)")


class FormInputs:
    """Carries them over.

    Args:
        supplement: what was read; what it states wins.
    """

    def __init__(self, supplement: Supplement) -> None:
        self._given = supplement
        self._fields = dict(supplement.fields)
        self._rows = {key: [dict(row) for row in rows] for key, rows in supplement.rows.items()}
        form = load_supplement_form()
        self._form = {each.key: each for each in form.fields()}
        self._columns = {
            (table.key, column.key): column for table in form.tables() for column in table.columns
        }
        #: Keys of the fields that nobody but the person states.
        self.kept: frozenset[str] = frozenset()

    @property
    def supplement(self) -> Supplement:
        """The supplement with what was kept."""
        if not self.kept:
            return self._given
        rows = {key: tuple(lines) for key, lines in self._rows.items()}
        return replace(self._given, fields=self._fields, rows=rows)

    def keep(self, earlier: EarlierWorkbook) -> Iterator[Edit]:
        """Take over what can be; say of everything what became of it."""
        for name, typed in earlier.inputs.items():
            if name.startswith(FORM_INPUT):
                edit = self._keep(name.removeprefix(FORM_INPUT), typed)
                if edit is not None:
                    yield edit

    def _keep(self, key: str, typed: TypedCell) -> Edit | None:
        """Take over one cell; ``None`` where the supplement says the same by now."""
        text = value_of(typed.cell)
        edit = Edit(Fate.REPLACED, typed.place, key, typed.was, text, say.NO_SUCH_CELL)
        found = self._find(key)
        if found is None:
            return edit
        values, field = found
        edit = replace(edit, name=field.label)
        slot = key if key in self._form else field.key
        value, stated = _parsed(field, typed.cell), values.get(slot)
        if value is None:
            return replace(edit, now=say.NOT_A_FIGURE)
        if stated is not None:
            return None if stated == value else replace(edit, now=str(stated))
        values[slot] = value
        self.kept |= {key}
        return replace(edit, fate=Fate.KEPT, now=text)

    def _find(self, key: str) -> tuple[dict[str, Value], FormField] | None:
        """The field and the values among which it belongs; ``None`` where there is none."""
        if key in self._form:
            return self._fields, self._form[key]
        found = _LINE.fullmatch(key)
        if found is None:
            return None
        field = self._columns.get((found[1], found[3]))
        for number, row in enumerate(self._rows.get(found[1], ()), 1):
            if field is not None and row_label(row, number) == found[2]:
                return row, field
        return None


def _parsed(field: FormField, cell: object) -> Value | None:
    """Read a cell as its field is read; amounts stand in 万元 on a form."""
    try:
        if field.kind is FieldKind.AMOUNT:
            return parse_fen(cell, fen_per_unit=FEN_PER_WAN)
        return parse_value(field, cell)
    except (AmountError, CellError):
        return None
