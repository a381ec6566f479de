from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from spokebridge.plugins.field_mapper import Rules

WriteRules = Callable[[str], Rules]


@pytest.fixture
def rules(tmp_path: Path) -> WriteRules:
    """Rules from their text; all are for the operation `op`."""

    def write(text: str) -> Rules:
        path = tmp_path / "rules.toml"
        path.write_text('operation = "op"\n' + dedent(text).lstrip("\n"), encoding="utf-8")
        return Rules.load(path)

    return write
