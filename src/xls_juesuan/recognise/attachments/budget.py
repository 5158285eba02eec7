"""The money of one form: which figure is of which source and in which column.

It knows headings and names of lines; it refuses to know units of amount and what is scored.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.recognise.attachments.columns import assign_columns
from xls_juesuan.recognise.attachments.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.recognise.attachments.lines import Line
    from xls_juesuan.recognise.attachments.tokens import Token

AMOUNTS = ("original_budget", "final_budget", "executed")
TOTAL = "total"
#: Sources that make up the total.
PARTS = ("appropriation", "current_appropriation", "carryover", "fiscal_special", "unit_funds")
#: Parts of the appropriation, where that is printed, too.
_WITHIN = frozenset({"current_appropriation", "carryover"})
#: Lines above the headings on which some of them may have slipped.
_MOST_ABOVE = 2
_ENDS = ("management", "goals", "expected", "statement", "project_name")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that could not be decided.

    Attributes:
        kind: key of what is said of it.
        token: where it stands.
        text: what it is about.
    """

    kind: str
    token: Token
    text: str


@dataclass
class Budget:
    """What is said of the money.

    Attributes:
        heads: its columns, with the heading of each.
        cells: figures by source and column.
        labels: what lines are called, by source.
        open: figures whose line is not known, with their column; blank where that is not, too.
        doubts: what was not decided.
    """

    heads: dict[str, Token] = field(default_factory=dict)
    cells: dict[tuple[str, str], Token] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    open: list[tuple[str, Token]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def sources(self) -> tuple[str, ...]:
        """Sources that make up the total; none where one is unknown or may lie within another."""
        found = tuple(source for source in self.labels if source != TOTAL)
        is_nested = "appropriation" in found and bool(_WITHIN & {*found})
        return () if is_nested or not {*found} <= {*PARTS} else found

    def get(self, source: str, column: str) -> Token | None:
        """A figure; ``None`` where none stands there."""
        return self.cells.get((source, column))


@dataclass(frozen=True, slots=True)
class _Row:
    """A line below the headings: its name, and figures and marks by place."""

    source: str
    label: Token | None
    figures: Mapping[int, Token]


def find_budget(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Find where the money begins and ends among the lines of a form."""
    start = next((at for at, line in enumerate(lines) if line.is_budget_head), None)
    if start is None:
        return None
    end = next((at for at in range(start + 1, len(lines)) if _is_end(lines[at])), len(lines))
    return start, end


def read_budget(lines: Sequence[Line]) -> Budget:
    """Read the money of a form; nothing where it has none."""
    found = find_budget(lines)
    if found is None:
        return read_pairs(lines)
    start, end = found
    first, heads = _heads(lines, start)
    block = lines[first:end]
    budget = Budget(heads)
    rows = _rows(budget, block)
    if not rows:
        return budget
    budget.labels = {row.source: row.label.text for row in rows if row.label}
    label_places = frozenset(row.label.place for row in rows if row.label)
    columns = assign_columns(
        {key: token.place for key, token in heads.items()},
        [row.figures for row in rows],
        label_places,
    )
    for row in rows:
        for place in columns.open_places:
            if place in row.figures and row.figures[place].is_figure:
                budget.open.append(("", row.figures[place]))
    below = [line.number for line in block]
    last_head = max(token.line for token in heads.values())
    labelled = [row for row in rows if row.label]
    if any(row.label and row.label.line <= last_head for row in labelled):
        _fill_slipped(budget, rows, columns.keys, below)
    else:
        _fill(budget, rows, columns.keys)
    for place in columns.open_places:
        token = next(row.figures[place] for row in rows if place in row.figures)
        budget.doubts.append(Doubt("attachment_column", token, token.text))
    if not columns.is_straight and not columns.open_places:
        budget.doubts += (
            Doubt("attachment_blank", head, head.text)
            for key, head in heads.items()
            if key not in columns.keys.values()
        )
    return budget


def _is_end(line: Line) -> bool:
    if line.is_indicator_head or line.is_title:
        return True
    return any(line.has(key) for key in _ENDS)


def _heads(lines: Sequence[Line], start: int) -> tuple[int, dict[str, Token]]:
    """Columns of the money: on one line, or some of them on the lines above or below it."""
    heads = dict(lines[start].money)
    first = start
    for at in range(start - 1, max(start - 1 - _MOST_ABOVE, -1), -1):
        slipped = {key: token for key, token in lines[at].money.items() if key not in heads}
        if slipped and not lines[at].is_pairs:
            heads.update(slipped)
            first = at
    for line in lines[start + 1 : start + 2]:
        if all(token.is_text for token in line.tokens) and not _source(line)[0]:
            heads.update({key: token for key, token in line.money.items() if key not in heads})
    return first, heads


def _source(line: Line) -> tuple[str, Token | None]:
    """The source of a line of money, and the token that names it."""
    known = line.words.sources
    for token in reversed(line.tokens):
        if token.is_text and token.word in known:
            return known[token.word], token
    return "", None


def _rows(budget: Budget, block: Sequence[Line]) -> list[_Row]:
    heads = {token.spot for token in budget.heads.values()}
    rows: list[_Row] = []
    seen: set[str] = set()
    for line in block:
        source, label = _source(line)
        tokens = [token for token in line.tokens if token.spot not in heads]
        figures = {token.place: token for token in tokens if not token.is_text}
        if label is None and figures:
            names = [token for token in tokens if token.is_text]
            label = names[0] if names else None
            source = f"?{label.text}" if label else ""
            if any(name.place > min(figures) for name in names):
                # Two kinds of money side by side: not the columns that the headings name.
                budget.open += (("", token) for token in figures.values() if token.is_figure)
                budget.doubts.append(Doubt("attachment_line", names[0], names[0].text))
                continue
        if source in seen:
            source = f"?{label.text if label else ''}"
        if figures or (label and not source.startswith("?")):
            rows.append(_Row(source, label, figures))
            seen.add(source)
    if len(rows) == 1 and rows[0].source not in {TOTAL, *PARTS}:
        # A form with one line of money has no need to name it.
        rows = [_Row(TOTAL, rows[0].label, rows[0].figures)]
    return rows


def _fill(budget: Budget, rows: Sequence[_Row], keys: Mapping[int, str]) -> None:
    """Each figure is of the line that it stands on."""
    has_percents = any(token.kind is Kind.PERCENT for row in rows for token in row.figures.values())
    for row in rows:
        if has_percents and not _keeps_to(row, keys):
            budget.open += (("", token) for token in row.figures.values() if token.is_figure)
            first = row.label or next(iter(row.figures.values()))
            budget.doubts.append(Doubt("attachment_line", first, first.text))
            continue
        for place, token in row.figures.items():
            if place not in keys or token.kind is Kind.TEXT:
                continue
            if row.source:
                budget.cells[row.source, keys[place]] = token
            elif token.is_figure:
                budget.open.append((keys[place], token))


def _keeps_to(row: _Row, keys: Mapping[int, str]) -> bool:
    """Whether a line has its percentage below the rate, and nothing beyond the headings."""
    if any(place > max(keys) for place in row.figures):
        return False
    at = {keys[place]: token for place, token in row.figures.items() if place in keys}
    percents = [key for key, token in at.items() if token.kind is Kind.PERCENT]
    rate = at.get("rate")
    is_rate = rate is None or rate.kind in {Kind.PERCENT, Kind.DASH} or not rate.number
    return is_rate and all(key == "rate" for key in percents)


def _fill_slipped(
    budget: Budget, rows: Sequence[_Row], keys: Mapping[int, str], below: Sequence[int]
) -> None:
    """Names stand beside headings: the first figure below its heading is of the first name.

    Figures of single sources count only where they make up the total.
    """
    sources = [row.source for row in rows if row.label]
    at = {line: number for number, line in enumerate(below)}
    for row in rows:
        for place, token in row.figures.items():
            key = keys.get(place)
            if key is None:
                continue
            number = at[token.line] - at[budget.heads[key].line] - 1
            if 0 <= number < len(sources):
                budget.cells[sources[number], key] = token
            elif token.is_figure:
                budget.open.append((key, token))
    for key in AMOUNTS:
        if not _adds_up(budget, key):
            _open(budget, key)
    # As many rates as names: none was lost.
    if sum((source, "rate") in budget.cells for source in sources) < len(sources):
        _open(budget, "rate")


def _adds_up(budget: Budget, key: str) -> bool:
    total = budget.get(TOTAL, key)
    parts = [budget.get(source, key) for source in budget.labels if source != TOTAL]
    known = [part.number for part in parts if part is not None]
    return total is not None and len(known) == len(parts) and sum(known) == total.number


def _open(budget: Budget, key: str) -> None:
    """Say of figures of a column that their lines are not known."""
    spots = [spot for spot in budget.cells if spot[1] == key and spot[0] != TOTAL]
    taken = [budget.cells.pop(spot) for spot in spots]
    figures = [token for token in taken if token.is_figure]
    budget.open += ((key, token) for token in figures)
    if figures:
        budget.doubts.append(Doubt("attachment_row", figures[0], budget.heads[key].text))


def read_pairs(lines: Sequence[Line]) -> Budget:
    """Read money that stands beside its names, one below the other or on one line."""
    budget = Budget()
    columns: dict[int, str] = {}
    for line in lines:
        if line.is_indicator_head:
            break
        for before, after in _neighbours(line):
            key = line.words.money.get(before.word)
            source = line.words.sources.get(before.word)
            if key is not None:
                columns[before.place] = key
                budget.heads.setdefault(key, before)
                budget.cells.setdefault((TOTAL, key), after)
            elif source is not None and before.place in columns:
                budget.labels.setdefault(source, before.text)
                budget.cells.setdefault((source, columns[before.place]), after)
    return budget if any((TOTAL, key) in budget.cells for key in AMOUNTS) else Budget()


def _neighbours(line: Line) -> Iterator[tuple[Token, Token]]:
    """Names with the figures behind them."""
    for before, after in zip(line.tokens, line.tokens[1:], strict=False):
        if before.is_text and not after.is_text:
            yield before, after
