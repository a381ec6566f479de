"""A world to move bills in."""

from __future__ import annotations

from pathlib import Path

import pytest

from spokebridge.sandbox import Sandbox
from tests.support.syncing import World


@pytest.fixture
def world(sandbox: Sandbox, tmp_path: Path) -> World:
    return World(sandbox, tmp_path)
