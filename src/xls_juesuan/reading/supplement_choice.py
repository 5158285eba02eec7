"""Which supplement (补充资料) belongs to which unit, where several of either lie in one folder.

It knows how supplements are named and what they state of their unit. A name decides where it is
the unit's or its ledger's; one that only contains it decides nothing, as 一中 stands in 十一中.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.errors import UserError
from xls_juesuan.folders import LEDGER_ENDINGS
from xls_juesuan.messages import supplement as say
from xls_juesuan.messages.files import OLD_COPY
from xls_juesuan.reading.supplement import read_supplement
from xls_juesuan.reading.written_files import own_file

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

#: Supplements of which each unit looks for its own: each has to be read.
MOST_CANDIDATES = 20
_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods", ".fods"})
_MARK = re.compile(say.NAME_MARK + r"表?|(?<![A-Za-z])supplement(?![A-Za-z])", re.IGNORECASE)
#: How the names of old files end that are kept when a new one is written.
_KEPT_COPY = re.compile(re.escape(OLD_COPY) + r"\d+$")
#: Hidden files, and what spreadsheet programs put beside an open document.
_NO_DOCUMENT = (".", "~$")
_BETWEEN = re.compile(r"[\s_\-—–－()（）\[\]【】.,，、]+")
_YEAR = re.compile(r"(?<!\d)20\d\d(年度?)?(?!\d)")
_ORNAMENT = "(" + "|".join(map(re.escape, say.NAME_ORNAMENTS)) + ")+"
_ORNAMENTS = re.compile(f"^{_ORNAMENT}|{_ORNAMENT}$")


class Choice(NamedTuple):
    """The supplement of a unit, if there is one, and what is said of those that are not its."""

    path: Path | None
    passed_over: str = ""


class Owner(NamedTuple):
    """Whose supplement is looked for.

    Attributes:
        names: what its supplement may be called after: codes and names of the unit, its ledger.
        shown: what the unit is called in sentences.
    """

    names: tuple[str, ...]
    shown: str = ""

    @classmethod
    def of(cls, *units: str, stem: str = "") -> Owner:
        """Take a unit as it was asked for or stated, in code, name or both, and its ledger."""
        names = [name for unit in units for name in _names_of(unit)]
        shown = next(filter(None, (*reversed(units), stem)), "")
        return cls(tuple(dict.fromkeys(filter(None, (*names, stem)))), shown)


class Shared(NamedTuple):
    """Which supplements go by a name.

    Attributes:
        taken: those of the units that look for theirs.
        of_others: those of ledgers that lie in the folder and are not asked for.
        rest: those that go by no name.
    """

    taken: dict[int, Path]
    of_others: dict[Path, Path]
    rest: list[Path]


# ------------------------------------------------------------------------------- folders


def is_supplement(path: Path) -> bool:
    """Whether a file is a supplement by its name."""
    is_named_so = _MARK.search(path.stem) and path.suffix.lower() in _SUFFIXES
    return bool(is_named_so) and not path.name.startswith(_NO_DOCUMENT)


def is_kept_copy(path: Path) -> bool:
    """Whether it is an old file that was kept when a new one was written."""
    return bool(_KEPT_COPY.search(path.stem))


def place_of(ledger: Path) -> Path:
    """The folder where the supplement of a ledger lies, which may be a folder itself."""
    return ledger if ledger.is_dir() else ledger.parent


def supplements_in(folder: Path, besides: Iterable[Path | None] = ()) -> list[Path]:
    """Every supplement of a folder by name, without files that are something else."""
    others = {path.absolute() for path in besides if path is not None}
    return [
        path
        for path in _files(folder)
        if is_supplement(path) and not is_kept_copy(path) and path.absolute() not in others
    ]


def ledgers_in(folder: Path, besides: Iterable[Path | None] = ()) -> list[Path]:
    """Every file of a folder that may be a ledger, without files that are something else."""
    others = {path.absolute() for path in besides if path is not None}
    return [
        path
        for path in _files(folder)
        if path.suffix.lower() in LEDGER_ENDINGS
        and not (is_supplement(path) or is_kept_copy(path) or path.absolute() in others)
    ]


def are_written(ledgers: Iterable[Path]) -> bool:
    """Whether files that may be ledgers are all workbooks that this program wrote."""
    return all(map(own_file, ledgers))


def _files(folder: Path) -> list[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        # The ledger's own reader says what is wrong with the folder.
        return []
    return [path for path in inside if not path.name.startswith(_NO_DOCUMENT) and path.is_file()]


# --------------------------------------------------------------------------------- names


def _names_of(unit: str) -> tuple[str, ...]:
    """A unit's name; where its code stands before it also either alone."""
    words = unit.split()
    has_code = len(words) > 1 and words[0].isascii()
    return ("".join(words), *((words[0], "".join(words[1:])) if has_code else ()))


def share_by_name(
    owners: Mapping[int, Owner], supplements: Sequence[Path], others: Iterable[Path] = ()
) -> Shared:
    """Give every owner the one supplement that goes by its name; no supplement goes to two.

    Args:
        owners: who looks for a supplement.
        supplements: those of one folder.
        others: ledgers of that folder that are not asked for.
    """
    claims = {key: _claim(owner.names, supplements) for key, owner in owners.items()}
    shared = Shared({}, {}, [])
    contested: set[Path] = set()
    for path in supplements:
        claimed = [(closeness, key) for key, (closeness, found) in claims.items() if path in found]
        best = min((closeness for closeness, _ in claimed), default=len(_FORMS))
        closest = [key for closeness, key in claimed if closeness == best]
        if len(closest) > 1:
            contested.add(path)
        elif closest and len(claims[closest[0]][1]) == 1:
            shared.taken[closest[0]] = path
    asked = {path for _, found in claims.values() for path in found}
    for ledger in others:
        found = _claim((ledger.stem,), supplements)[1]
        shared.of_others.update((path, ledger) for path in found if path not in asked)
    used = {*shared.taken.values(), *shared.of_others, *contested}
    shared.rest.extend(path for path in supplements if path not in used)
    return shared


def _claim(names: Sequence[str], supplements: Sequence[Path]) -> tuple[int, tuple[Path, ...]]:
    """The supplements that go by a name, and how closely: the smaller the closer."""
    for closeness, form in enumerate(_FORMS):
        for name in names:
            wanted = form(name)
            found = tuple(path for path in supplements if wanted and form(path.stem) == wanted)
            if found:
                return closeness, found
    return len(_FORMS), ()


def _plain(stem: str) -> str:
    """A name without the words that make it a supplement's, and without what stands between."""
    return _BETWEEN.sub("", _MARK.sub(" ", stem)).casefold()


def _bare(stem: str) -> str:
    """The same without years and what ledgers and last versions are called."""
    return _ORNAMENTS.sub("", _BETWEEN.sub("", _YEAR.sub(" ", _MARK.sub(" ", stem)))).casefold()


_FORMS = (_plain, _bare)


def candidates_for(owner: Owner, supplements: Sequence[Path]) -> tuple[Path, ...]:
    """The supplements that may state a unit: all where they are few, else those named alike."""
    if len(supplements) > MOST_CANDIDATES:
        names = list(filter(None, map(_bare, owner.names)))
        cores = {path: _bare(path.stem) for path in supplements}
        supplements = [
            path
            for path, core in cores.items()
            if core and any(core in name or name in core for name in names)
        ]
    return tuple(supplements) if len(supplements) <= MOST_CANDIDATES else ()


# -------------------------------------------------------------------------------- choice


def find_supplement(
    ledger: Path,
    owner: Owner | None = None,
    *,
    files: Iterable[Path] = (),
    besides: Path | None = None,
    is_alone: bool | None = None,
    how: str = say.SEVERAL_HOW,
) -> Choice:
    """Find the supplement in the folder of a ledger.

    Args:
        ledger: the ledger file, or a folder of ledgers.
        owner: the unit; ``None`` where only its ledger is known.
        files: all files of the ledger.
        besides: a file that is not meant: last year's.
        is_alone: see :func:`choose_supplement`; ``None`` asks whether other ledgers lie there.
        how: what to do where several are found.

    Raises:
        UserError: there are several, or the unit's own cannot be read.
    """
    owner = owner or Owner.of(stem=ledger.stem)
    files = (ledger, *files)
    place = place_of(ledger)
    supplements = supplements_in(place, (*files, besides))
    others = [] if place == ledger else ledgers_in(place, (*files, besides))
    of_others = share_by_name({0: owner}, supplements, others).of_others
    pool = [path for path in supplements if path not in of_others]
    is_alone = are_written(others) if is_alone is None else is_alone
    choice = choose_supplement(pool, owner, is_alone=is_alone, how=how)
    if choice.path or not of_others:
        return choice
    said = [say.of_other_ledger(path.name, other.name) for path, other in of_others.items()]
    return Choice(None, choice.passed_over + say.passed_over(said, owner.shown))


def choose_supplement(
    supplements: Sequence[Path], owner: Owner, *, is_alone: bool, how: str = say.SEVERAL_HOW
) -> Choice:
    """Choose a unit's supplement: by its name, else by the unit that it states.

    Args:
        supplements: those that may be the unit's.
        owner: the unit.
        is_alone: whether only this unit is concerned, so that one may be its that neither goes
            by its name nor states it.
        how: what to do where several are found.

    Raises:
        UserError: there are several.
    """
    named = _claim(owner.names, supplements)[1]
    if named:
        return Choice(_the_one(named, how))
    if is_alone and len(supplements) == 1:
        return Choice(supplements[0])
    stated = {path: _unit_of(path) for path in candidates_for(owner, supplements)}
    names = {*owner.names, *map(_bare, owner.names)} - {""}
    own = [path for path, unit in stated.items() if unit in names]
    if own:
        return Choice(_the_one(own, how))
    if is_alone:
        silent = [path for path in supplements if _may_be_own(path, stated)]
        if silent:
            return Choice(_the_one(silent, how))
    said = [say.of_other_unit(path.name, unit) for path, unit in stated.items()]
    return Choice(None, say.passed_over(said, owner.shown))


def _may_be_own(path: Path, stated: Mapping[Path, str | None]) -> bool:
    """Whether a file neither states a unit nor is likely something else than a supplement."""
    unit = stated.get(path)
    return unit == "" or (unit is None and not _bare(path.stem))


def _the_one(found: Collection[Path], how: str) -> Path:
    if len(found) > 1:
        raise UserError(say.SEVERAL, where="、".join(path.name for path in found), how=how)
    return next(iter(found))


def _unit_of(path: Path) -> str | None:
    """The unit that a supplement states, without blanks; ``None`` of what cannot be read."""
    try:
        return "".join(read_supplement(path).text("unit.name").split())
    except UserError:
        return None
