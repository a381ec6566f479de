"""Every nox session that a page tells to run exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = [
    *ROOT.glob("*.md"),
    *(page for folder in ("docs", "fuzzing", "benchmarks") for page in (ROOT / folder).rglob("*.md")),
]


def sessions() -> set[str]:
    """The names of the functions marked as sessions, as nox knows them."""
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    found: set[str] = set()
    for node in tree.body:
        for mark in node.decorator_list if isinstance(node, ast.FunctionDef) else []:
            named = [word.value for word in getattr(mark, "keywords", []) if word.arg == "name"]
            found.add(ast.literal_eval(named[0]) if named else node.name)
    return found


def test_every_session_that_is_named_exists() -> None:
    told = {name for page in PAGES for name in re.findall(r"nox -s ([a-z-]+)", page.read_text(encoding="utf-8"))}
    assert {"fuzz", "requirements"} <= told <= sessions()
