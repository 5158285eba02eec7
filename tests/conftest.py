"""What all tests share: how properties are searched, and when office tests are skipped."""

from __future__ import annotations

import pytest
from hypothesis import settings

from tests.office.recalculation import find_soffice

# No deadline: a slow machine is no failure. Derandomized: the same commit gives the same answer.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs LibreOffice, with the reason, where it is not installed."""
    if find_soffice():
        return
    missing = pytest.mark.skip(reason="LibreOffice (soffice) is not installed")
    for item in items:
        if item.get_closest_marker("office"):
            item.add_marker(missing)
