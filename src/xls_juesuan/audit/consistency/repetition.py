"""Rules that say what others say already: the same relation, or one that follows from others.

It knows formulas; it refuses to know the solver. What follows is found by elimination in whole
numbers modulo a large prime; such a rule is not wrong, for on printed figures rounding gives
each relation room of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import TypeVar

from xls_juesuan.audit.consistency.formulas import Atom
from xls_juesuan.audit.consistency.formulas import Open
from xls_juesuan.audit.consistency.formulas import has_figures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit.consistency.formulas import Formula
    from xls_juesuan.declarations.relation.nodes import Cell

_PRIME = 2**61 - 1
Key = TypeVar("Key")

#: Coefficients modulo the prime, by cell; the constant stands under ``None``.
Row = dict["Cell | None", int]
#: Which equations a row was added up from, and how often each.
Parts = dict[int, int]


@dataclass(frozen=True, slots=True)
class Repetition:
    """A rule that adds nothing on exact figures.

    Attributes:
        code: the rule.
        others: the rules that say the same together; just one where the two are alike.
    """

    code: str
    others: tuple[str, ...]


def find_repetitions(formulas: Mapping[str, Sequence[Formula]]) -> Iterator[Repetition]:
    """Yield rules that say what rules before them say.

    Args:
        formulas: what each rule asks, by code; those that are always judged come first.
    """
    alike: dict[frozenset[Formula], str] = {}
    for code, asked in formulas.items():
        said = frozenset(asked)
        if any(isinstance(each, Open) for each in asked) or not any(map(has_figures, asked)):
            continue
        if said in alike:
            yield Repetition(code, (alike[said],))
        else:
            alike[said] = code
    yield from _implied({code: formulas[code] for code in alike.values()})


def _implied(formulas: Mapping[str, Sequence[Formula]]) -> Iterator[Repetition]:
    """Rules that are nothing but equations which follow from those of rules before them."""
    basis: dict[Cell | None, tuple[Row, Parts]] = {}
    owners: list[str] = []
    for code, asked in formulas.items():
        others: set[str] = set()
        follows = all(isinstance(each, Atom) and not each.at_most for each in asked)
        for each in asked:
            if not isinstance(each, Atom) or each.at_most:
                continue
            owners.append(code)
            parts = _add(_row(each), {len(owners) - 1: 1}, basis)
            if parts is None:
                follows = False
            else:
                others.update(owners[number] for number in parts)
        if follows and others - {code}:
            yield Repetition(code, tuple(sorted(others - {code})))


def _row(atom: Atom) -> Row:
    row: Row = {cell: _modulo(k.numerator, k.denominator) for cell, k in atom.coefficients}
    if atom.constant:
        row[None] = _modulo(atom.constant.numerator, atom.constant.denominator)
    return row


def _modulo(numerator: int, denominator: int) -> int:
    return numerator * pow(denominator, -1, _PRIME) % _PRIME


def _add(row: Row, parts: Parts, basis: dict[Cell | None, tuple[Row, Parts]]) -> Parts | None:
    """Reduce a row; give what it was added up from when nothing is left, else keep it."""
    while row:
        pivot = next((cell for cell in row if cell in basis), None)
        if pivot is None:
            break
        other, more = basis[pivot]
        factor = row[pivot]
        _subtract(row, other, factor)
        _subtract(parts, more, factor)
    if not row:
        return parts
    pivot = next((cell for cell in row if cell is not None), None)
    if pivot is not None:
        scale = pow(row[pivot], -1, _PRIME)
        # Rows kept before may still hold this cell; this one holds the pivot of none of them,
        # so that reducing comes to an end.
        basis[pivot] = (
            {cell: k * scale % _PRIME for cell, k in row.items()},
            {number: k * scale % _PRIME for number, k in parts.items()},
        )
    return None


def _subtract(values: dict[Key, int], others: Mapping[Key, int], factor: int) -> None:
    for key, k in others.items():
        left = (values.get(key, 0) - factor * k) % _PRIME
        if left:
            values[key] = left
        else:
            values.pop(key, None)
