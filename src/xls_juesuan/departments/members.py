"""Files of units → members of a department: each unit's cube, supplement, name and level.

It knows which reader reads what; it refuses to know what becomes of members.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.consolidation.member import Level
from xls_juesuan.consolidation.member import Member
from xls_juesuan.consolidation.transfers import plain_unit
from xls_juesuan.cube.build import build_cube
from xls_juesuan.identity import identity_problems
from xls_juesuan.identity import is_same_unit
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.messages import department as say
from xls_juesuan.messages import supplement as say_supplement
from xls_juesuan.messages import writing as say_sheets
from xls_juesuan.model import Source
from xls_juesuan.reading import ReadingRequest
from xls_juesuan.reading import open_ledgers
from xls_juesuan.reading.supplement import read_given_supplement
from xls_juesuan.reading.supplement_choice import Choice
from xls_juesuan.reading.supplement_choice import Owner
from xls_juesuan.reading.supplement_choice import find_supplement
from xls_juesuan.reading.written_files import sheets_of_filled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.accounts import FillRequest
    from xls_juesuan.departments.listing import Listed
    from xls_juesuan.findings import Problem
    from xls_juesuan.ledger import Ledger
    from xls_juesuan.reading.assembly import Assembly
    from xls_juesuan.supplement import Supplement

#: What formulas would take for something else than a letter of a name.
_PLAIN = str.maketrans('*?~<>="', "＊？～＜＞＝”")


@dataclass(frozen=True, slots=True)
class ReadMember:
    """A member and the files that it came from.

    Attributes:
        member: the unit.
        paths: its files.
        counted: what its accounts were read from, by content.
    """

    member: Member
    paths: tuple[Path, ...]
    counted: tuple[str, ...]
    supplement: Path | None = None


def read_members(listed: Sequence[Listed], request: FillRequest) -> list[ReadMember]:
    """Read every unit.

    Args:
        listed: the files of the units.
        request: the department's name and what is asked for all its units.

    Raises:
        UserError: a file cannot be read, two units bear one name or have one ledger, or years
            differ.
    """
    found = [
        one for book, each in enumerate(listed) for one in _said_once(_read(each, book, request))
    ]
    _refuse_same_names(found)
    _refuse_same_ledgers(found)
    _refuse_shared_supplements(found)
    years = [(one.member.name, one.member.year) for one in found]
    if len({year for _, year in years}) > 1:
        raise say.years_differ(years)
    found = _with_levels(found, request.unit_name)
    # The own level stands first, as it does in every list of units.
    return sorted(found, key=lambda one: one.member.level is not Level.OWN)


def _read(listed: Listed, book: int, request: FillRequest) -> Iterator[ReadMember]:
    written = [sheets_of_filled(path) for path in listed.files]
    if all(written):
        for path, sheets in zip(listed.files, written, strict=True):
            if say_sheets.ELIMINATIONS not in sheets:
                yield _of_workbook(listed, path, book)
            elif not listed.is_of_folder:
                raise say.is_department(str(path))
        return
    reading = ReadingRequest(
        listed.files, request.year, request.amount_unit, mapping=request.mapping
    )
    assembly = open_ledgers(reading)
    units = assembly.units or [""]
    asked = listed.unit or listed.name
    if len(units) > 1 and asked:
        units = [assembly.choose(asked)]
    for unit in units:
        yield _of_ledger(listed, book, assembly, unit)


def _of_ledger(listed: Listed, book: int, assembly: Assembly, unit: str) -> ReadMember:
    ledger = assembly.ledger(unit or None)
    first, is_shared = listed.files[0], len(assembly.units) > 1
    # In a ledger of several units 单位 says which one is meant; 单位名称 beside it is a name.
    is_named = not is_shared or listed.unit not in {"", listed.name}
    name = _plain_name((is_named and listed.name) or ledger.unit_name)
    owner = (
        Owner.of(assembly.full_name(unit))
        if is_shared
        else Owner.of(ledger.stated_unit, name, stem=first.stem)
    )
    path, passed_over = _supplement(listed, owner)
    supplement, notes = read_given_supplement(path, passed_over)
    name = name or _plain_name(supplement.text("unit.name") or first.stem)
    if not is_shared:
        ledger = _with_unit_in_files(ledger, name)
    cube = build_cube(ledger, supplement)
    identity = _identity(supplement, name, ledger.year, ledger.stated_unit)
    problems = (*ledger.problems, *supplement.problems, *notes, *identity, *cube.problems)
    member = Member(
        name=name,
        level=listed.level,
        cube=cube,
        supplement=supplement,
        problems=problems,
        files=ledger.files,
        book=book,
        year=ledger.year,
        kind=ledger.kind,
        has_opening=ledger.has_opening,
    )
    counted = _contents(listed.files, unit if is_shared else "")
    return ReadMember(member, (*listed.files, *([path] if path else [])), counted, path)


def _supplement(listed: Listed, owner: Owner) -> Choice:
    """The supplement that the list names, or the one beside the ledger."""
    if listed.supplement is not None:
        return Choice(listed.supplement)
    how = say_supplement.SEVERAL_OF_LISTED_HOW
    return find_supplement(listed.files[0], owner, files=listed.files, how=how)


def _of_workbook(listed: Listed, path: Path, book: int) -> ReadMember:
    from xls_juesuan.departments.filled import read_filled

    recognised, cube = read_filled(path)
    name = _plain_name(listed.name or recognised.tables.unit_name or path.stem)
    frame = cube.frame.assign(file=say.file_of_unit(name, "") + cube.frame["file"])
    member = Member(
        name=name,
        level=listed.level,
        cube=replace(cube, frame=frame),
        supplement=recognised.supplement,
        problems=tuple(
            _identity(recognised.supplement, name, recognised.year, recognised.tables.unit_name)
        ),
        files=(say.file_of_unit(name, path.name),),
        book=book,
        year=recognised.year,
        kind=LedgerKind.JOURNAL,
    )
    return ReadMember(member, (path,), _contents([path], ""))


def _identity(supplement: Supplement, name: str, year: int, stated_unit: str) -> Iterator[Problem]:
    """Whether a unit's files are of one unit and year; it need not say it is the own level."""
    stated = supplement.text("unit.name")
    name = stated if is_same_unit(name, stated) else name
    return identity_problems(supplement, name, year, stated_unit)


def _contents(files: Iterable[Path], unit: str) -> tuple[str, ...]:
    """Tell by what is in them which files were counted, and which unit of a ledger of several."""
    return tuple(f"{_content(path)} {unit}" for path in files)


def _content(path: Path) -> str:
    if not path.is_file():
        return str(path.resolve())
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain_name(text: str) -> str:
    return " ".join(text.split()).translate(_PLAIN)


def _with_unit_in_files(ledger: Ledger, unit: str) -> Ledger:
    """Name files with their unit, so that rows of all units can be told apart."""
    prefix = say.file_of_unit(unit, "")
    return replace(
        ledger,
        frame=ledger.frame.assign(file=prefix + ledger.frame["file"].astype(str)),
        files=tuple(prefix + file for file in ledger.files),
        problems=tuple(_with_files(prefix, each) for each in ledger.problems),
    )


def _with_files(prefix: str, problem: Problem) -> Problem:
    sources = tuple(Source(prefix + one.file, one.sheet, one.row) for one in problem.sources)
    return replace(problem, sources=sources)


def _of_unit(unit: str, problem: Problem) -> Problem:
    """Say of a problem whose it is."""
    return replace(
        problem,
        subject=f"{unit}/{problem.subject}",
        detail=say.of_unit(unit, problem.detail),
    )


def _said_once(found: Iterable[ReadMember]) -> list[ReadMember]:
    """Say of problems whose they are; what all units of a ledger share is said once, of none."""
    members = list(found)
    if not members:
        return []
    shared = set.intersection(*(set(map(_words, one.member.problems)) for one in members))
    if len(members) == 1:
        shared = set()
    named = []
    for number, one in enumerate(members):
        problems = tuple(
            each if _words(each) in shared else _of_unit(one.member.name, each)
            for each in one.member.problems
            if not number or _words(each) not in shared
        )
        named.append(replace(one, member=replace(one.member, problems=problems)))
    return named


def _words(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.subject, problem.detail


def _refuse_same_names(found: Sequence[ReadMember]) -> None:
    reserved = (say.ELIMINATED, say.WHOLE_STATED, say.TOTAL)
    taken: dict[str, tuple[str, ...]] = dict.fromkeys(reserved, ())
    for one in found:
        name, files = one.member.name, one.member.files
        if name.casefold() in taken:
            raise say.same_name(name, [*taken[name.casefold()], *files])
        taken[name.casefold()] = files


def _refuse_same_ledgers(found: Sequence[ReadMember]) -> None:
    taken: dict[str, ReadMember] = {}
    for one in found:
        for content in one.counted:
            other = taken.setdefault(content, one)
            if other is not one:
                files = [*other.member.files, *one.member.files]
                raise say.same_ledger(other.member.name, one.member.name, files)


def _refuse_shared_supplements(found: Sequence[ReadMember]) -> None:
    """What a supplement states counts once."""
    taken: dict[Path, str] = {}
    for one in found:
        if one.supplement is None:
            continue
        place = one.supplement.resolve()
        if place in taken:
            raise say.same_supplement(str(one.supplement), taken[place], one.member.name)
        taken[place] = one.member.name


def _with_levels(found: list[ReadMember], department: str) -> list[ReadMember]:
    """Know the own level by its name where no list says it; all others then are affiliated."""
    levels = {one.member.name: one.member.level for one in found}
    if Level.OWN not in levels.values():
        own = own_level([name for name, level in levels.items() if not level], department)
        levels |= dict.fromkeys([own] if own else [], Level.OWN)
    if list(levels.values()).count(Level.OWN) == 1:
        levels = {name: level or Level.AFFILIATED for name, level in levels.items()}
    return [
        replace(one, member=replace(one.member, level=levels[one.member.name])) for one in found
    ]


def own_level(names: Sequence[str], department: str) -> str:
    """The one unit that bears the department's name, or is called its own level; else empty."""
    namesakes = [name for name in names if plain_unit(name) == department]
    marked = [name for name in names if plain_unit(name) != name]
    return next((found[0] for found in (namesakes, marked) if len(found) == 1), "")
