from __future__ import annotations

from collections.abc import Iterator

import pytest

from spokebridge.plugins import discovery


@pytest.fixture(autouse=True)
def nothing_installed_is_remembered() -> Iterator[None]:
    """Each test looks for itself what is installed."""
    discovery.installed.cache_clear()
    yield
    discovery.installed.cache_clear()
