"""What a layout is, in a few figures: for people who choose one.

It knows declared layouts; it refuses to know how they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.declarations.inheritance import lineage
from xls_juesuan.declarations.layout import available_profiles
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.layout import profile_folder
from xls_juesuan.declarations.location import DEFAULT_PROFILE

if TYPE_CHECKING:
    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.layout_parts import Profile

_SUMMARY_TABLE, _ECONOMIC_TABLE, _THREE_PUBLIC = (
    "income_expenditure",
    "basic_by_economic",
    "three_public",
)


@dataclass(frozen=True, slots=True)
class ProfileSummary:
    """One layout.

    Attributes:
        profile: the layout.
        extends: name of the layout that it changes; empty where it stands alone.
        functions: rows of functional categories in the summary of income and expenditure.
        economic_codes: rows of economic codes.
        three_public: which of the tables is that of the three public expenses; 0 for none.
    """

    profile: Profile
    extends: str
    functions: int
    economic_codes: int
    three_public: int

    @property
    def is_numbered(self) -> bool:
        """Whether numbers of lines are printed."""
        return any(
            band.line_place is not None for one in self.profile.layouts for band in one.bands
        )


def summarise_profiles() -> tuple[ProfileSummary, ...]:
    """Sum up every layout that comes with the program, the usual one first."""
    names = sorted(available_profiles(), key=lambda name: name != DEFAULT_PROFILE)
    return tuple(map(summarise_profile, names))


def summarise_profile(name_or_path: str) -> ProfileSummary:
    """Sum up one layout.

    Raises:
        UserError: there is no such layout.
        DeclarationError: a file of it is malformed.
    """
    profile = load_profile(name_or_path)
    layouts = {layout.key: layout for layout in profile.layouts}
    folders = lineage(profile_folder(name_or_path))
    keys = list(layouts)
    return ProfileSummary(
        profile,
        folders[1].name if len(folders) > 1 else "",
        _coded_rows(layouts.get(_SUMMARY_TABLE)),
        _coded_rows(layouts.get(_ECONOMIC_TABLE)),
        keys.index(_THREE_PUBLIC) + 1 if _THREE_PUBLIC in keys else 0,
    )


def _coded_rows(layout: Layout | None) -> int:
    return sum(bool(row.code) for band in layout.bands for row in band.rows) if layout else 0
