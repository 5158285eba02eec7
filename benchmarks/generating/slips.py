"""Mistakes in single figures, as people make them, with the frequencies that are assumed.

It knows digits and neighbours; it refuses to know relations. Apart from the likelihoods of
``audit.joint.slips`` on purpose: what judges must not make the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.money import FEN_PER_PRINTED_STEP

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence
    from random import Random

    from xls_juesuan.model import CellKey
    from xls_juesuan.tables import TableSet

#: Tries until a kind of mistake changes the figure.
_MOST_TRIES = 50


@dataclass(frozen=True, slots=True)
class Error:
    """One wrong number.

    Attributes:
        cells: every place that shows it.
        right: what each should show, in fen.
        wrong: what each shows, in fen; 0 is a blank.
        kind: how it was made.
    """

    cells: frozenset[CellKey]
    right: int
    wrong: int
    kind: str


def make_error(
    random: Random, tables: TableSet, key: CellKey, copies: frozenset[CellKey] = frozenset()
) -> Error:
    """Make a figure wrong, in one place or in all that show it.

    Args:
        random: where chance comes from.
        tables: the tables as printed, whose neighbours may be copied.
        key: cell of the figure.
        copies: other places that get the same wrong number.
    """
    right = tables.table_cell(key).fen // FEN_PER_PRINTED_STEP
    beside = _neighbours(tables, key)
    for _ in range(_MOST_TRIES):
        (kind,) = random.choices(list(_KINDS), [frequency for frequency, _ in _KINDS.values()])
        wrong = _KINDS[kind][1](random, right, beside)
        if wrong is not None and wrong != right:
            fen = FEN_PER_PRINTED_STEP
            return Error(copies | {key}, right * fen, wrong * fen, kind)
    raise RuntimeError(key)


def _neighbours(tables: TableSet, key: CellKey) -> list[int]:
    """Figures above, below, left and right, in steps."""
    table = tables.table(key.table)
    cell = tables.table_cell(key)
    places = {(one.line, one.place): one for one in table.cells.values()} if table else {}
    moves = ((-1, 0), (1, 0), (0, -1), (0, 1))
    beside = [places.get((cell.line + down, cell.place + right)) for down, right in moves]
    return [one.fen // FEN_PER_PRINTED_STEP for one in beside if one is not None and one.fen]


def _with_sign(value: int, like: int) -> int:
    return -value if like < 0 else value


def _digit(random: Random, right: int, _: Sequence[int]) -> int:
    digits = list(str(abs(right)))
    place = random.randrange(len(digits))
    digits[place] = random.choice("123456789" if place == 0 else "0123456789")
    return _with_sign(int("".join(digits)), right)


def _swap(random: Random, right: int, _: Sequence[int]) -> int | None:
    digits = str(abs(right))
    places = [place for place in range(len(digits) - 1) if digits[place] != digits[place + 1]]
    if not places:
        return None
    place = random.choice(places)
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    return _with_sign(int(swapped), right)


def _lost_or_added(random: Random, right: int, _: Sequence[int]) -> int | None:
    digits = str(abs(right))
    place = random.randrange(len(digits))
    if random.random() < 0.5:
        return _with_sign(int(digits[:place] + random.choice("0123456789") + digits[place:]), right)
    rest = digits[:place] + digits[place + 1 :]
    return _with_sign(int(rest), right) if rest else None


def _shift(random: Random, right: int, _: Sequence[int]) -> int:
    power = random.choice((10, 100))
    if random.random() < 0.5:
        return right * power
    return _with_sign((abs(right) + power // 2) // power, right)


def _copy(random: Random, _: int, beside: Sequence[int]) -> int | None:
    return random.choice(beside) if beside else None


def _sign(_: Random, right: int, __: Sequence[int]) -> int:
    return -right


def _omit(_: Random, __: int, ___: Sequence[int]) -> int:
    return 0


def _arbitrary(random: Random, _: int, __: Sequence[int]) -> int:
    return int(10 ** random.uniform(1, 6))


def _last_unit(random: Random, right: int, _: Sequence[int]) -> int:
    return right + random.choice((-1, 1))


_KINDS: dict[str, tuple[int, Callable[[Random, int, Sequence[int]], int | None]]] = {
    "digit": (22, _digit),
    "swap": (18, _swap),
    "indel": (12, _lost_or_added),
    "shift": (10, _shift),
    "copy": (10, _copy),
    "sign": (4, _sign),
    "omit": (6, _omit),
    "arbitrary": (12, _arbitrary),
    "last unit": (6, _last_unit),
}
