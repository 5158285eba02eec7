"""A layout with columns that its own place does not print, where a document has them.

Other places print a table with them, or tables like it have them: carry-overs stand beside the
spending of a fund everywhere, beside that of the general budget only here and there. Some break
carry-overs and income down as all do spending: into basic and project. It knows layouts and
headings; it refuses to know pages.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout import every_profile
from xls_juesuan.messages.recognising import part_name

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator

    from xls_juesuan.declarations.heading import HeadingCell
    from xls_juesuan.declarations.layout_parts import ColumnSpec
    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.published import PublishedWords

#: The table whose carry-overs others may have as well, and those others.
_CARRIED, _MAY_CARRY = "fund", ("general_budget_expenditure", "state_capital")
_CARRIED_COLUMNS = ("opening", "income", "closing")


#: Columns that may be broken down, and into what: the column of spending that bears the heading.
_PROJECT = "project"
_BROKEN_DOWN, _KINDS = _CARRIED_COLUMNS, ("basic", _PROJECT)
_WHOLE = "合计"
#: What the part of a kind is called where money is always kept for a purpose, never left over.
_KEPT, _LEFT = "项目支出结转", "项目支出结余"
#: Parts of parts, by their headings: of basic spending, and of what is left of projects.
_DEEPER = {
    "basic": {"personnel": "人员经费", "public_use": "公用经费"},
    "closing_project": {"kept": _KEPT, "left": _LEFT},
}

Path = tuple[str, ...]
Added = dict[str, "tuple[ColumnSpec, tuple[HeadingCell, ...]]"]


def with_more_columns(
    layout: Layout, paths: Collection[Path], words: PublishedWords
) -> Layout | None:
    """Add columns that a document prints.

    Args:
        layout: the table as its place prints it.
        paths: texts above places that no column of it bears, from the top, as headings are
            compared.
        words: what headings are called.

    Returns:
        The wider layout; ``None`` where no known column bears any of the headings.
    """
    if len(layout.bands) != 1 or layout.bands[0].listing is None:
        return None
    held = {column.key: column for column in layout.columns}
    headings = {path[-1] for path in paths}
    # The whole of a column that is broken down.
    headings |= {path[-2] for path in paths if path[1:] and path[-1] == words.heading(_WHOLE)}
    added: Added = {}
    for other in _alike(layout):
        for column in other.columns:
            cells = tuple(_above(other, column.place))
            leaf = words.heading(cells[-1].text) if cells else ""
            if column.key not in {*held, *added} and leaf in headings:
                added[column.key] = column, cells
    added |= _broken_down(layout, added, paths, words)
    return _wider(layout, added) if added else None


def _broken_down(
    layout: Layout, added: Added, paths: Collection[Path], words: PublishedWords
) -> Added:
    """The parts of carry-overs and income, below the headings of basic and project spending."""
    known = {column.key: (column, tuple(_above(layout, column.place))) for column in layout.columns}
    known |= added
    kinds = [known[key] for key in _KINDS if key in known]
    found: Added = {}
    for key in filter(known.__contains__, _BROKEN_DOWN):
        column, above = known[key]
        for kind, kind_above in kinds if above else ():
            group = replace(above[-1], lines=1)
            is_parted = _is_below(paths, (group.text, _LEFT), words)
            is_short = kind.key == _PROJECT and not is_parted
            texts = (kind_above[-1].text, *([_KEPT] if is_short else []))
            shown = [text for text in texts if _is_below(paths, (group.text, text), words)]
            if shown:
                cells = (group, replace(group, text=shown[0], line=group.line + 1))
                new, name = part_key(key, kind.key), part_name(column.name, kind.name)
                found[new] = replace(column, key=new, name=name), cells
    return found | _deeper(known | found, paths, words)


def _deeper(known: Added, paths: Collection[Path], words: PublishedWords) -> Added:
    """The parts of parts."""
    found: Added = {}
    for key, parts in _DEEPER.items():
        column, above = known.get(key, (None, ()))
        texts = tuple(cell.text for cell in above)
        for part, text in parts.items():
            if column is not None and _is_below(paths, (*texts, text), words):
                # In the place of the middle one: the layout has no third line of texts.
                cells = (*above[:-1], replace(above[-1], text=text))
                new, name = part_key(key, part), part_name(column.name, text)
                found[new] = replace(column, key=new, name=name), cells
    return found


def _is_below(paths: Collection[Path], texts: Path, words: PublishedWords) -> bool:
    """Whether texts stand in a path one below the other."""
    wanted = tuple(map(words.heading, texts))
    return any(path[at : at + len(wanted)] == wanted for path in paths for at in range(len(path)))


def part_key(column: str, kind: str) -> str:
    """Key of a part of a column: ``opening_basic``."""
    return f"{column}_{kind}"


def _wider(layout: Layout, added: Added) -> Layout:
    """Put columns behind those of a layout."""
    places = len(layout.widths)
    columns, cells_added = [], []
    for place, (column, cells) in enumerate(added.values(), start=places):
        columns.append(replace(column, place=place, feed=(), parts=(), number=""))
        cells_added += [replace(cell, place=place, places=1) for cell in cells]
    (band,) = layout.bands
    return replace(
        layout,
        widths=(*layout.widths, *(layout.widths[-1] for _ in columns)),
        heading=(*layout.heading, *cells_added),
        bands=(replace(band, columns=(*band.columns, *columns)),),
    )


def _alike(layout: Layout) -> Iterator[Layout]:
    """The same table in all places, and the table whose carry-overs it may have."""
    layouts = [each for profile in every_profile() for each in profile.layouts]
    yield from (each for each in layouts if each.key == layout.key)
    if layout.key in _MAY_CARRY:
        for each in layouts:
            if each.key == _CARRIED:
                carried = tuple(column for column in each.columns if column.key in _CARRIED_COLUMNS)
                yield replace(each, bands=(replace(each.bands[0], columns=carried),))


def _above(layout: Layout, place: int) -> Iterator[HeadingCell]:
    """Cells of the heading above a place from the top, without numbers of columns."""
    for cell in sorted(layout.heading, key=lambda cell: cell.line):
        if cell.place <= place < cell.place + cell.places and not cell.text.isdigit():
            yield cell
