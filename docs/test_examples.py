"""The examples of the documentation work as printed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from spokebridge.sandbox import Sandbox

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> list[tuple[int, str]]:
    """Each Python block with the line it begins at."""
    text = page.read_text(encoding="utf-8")
    return [(text.count("\n", 0, match.start(1)) + 1, match.group(1)) for match in BLOCK.finditer(text)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_runs(page: Path, sandbox: Sandbox) -> None:
    namespace: dict[str, Any] = {"__name__": "example"}
    for line, code in blocks(page):
        exec(compile("\n" * (line - 1) + code, str(page), "exec"), namespace)


def test_readme_publishes_what_it_says(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    namespace: dict[str, Any] = {"__name__": "example"}
    exec(blocks(ROOT / "README.md")[0][1], namespace)
    assert capsys.readouterr().out == "1 accepted []\n"
    assert [record["team"] for record in sandbox.received_spend("spend-import")] == ["web"]
